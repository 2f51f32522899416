//! Themes from RON files: the embedded ones and a reader's own. Knows colours' notation, draws nothing.
//!
//! To add a theme: a file in `assets/themes`.

use super::records::line_column;
use crate::problem::{Problem, nearest};
use crate::settings::{Ansi, Paint, Role, Theme};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeRecord {
    name: String,
    #[serde(default)]
    about: String,
    background: String,
    #[serde(default)]
    mono: bool,
    roles: BTreeMap<String, PaintRecord>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PaintRecord {
    rgb: String,
    indexed: u8,
    ansi: AnsiRecord,
}

#[derive(Serialize, Deserialize)]
enum AnsiRecord {
    Default,
    Index(u8),
}

/// Themes as bytes for [`read`]: path and text of each file.
///
/// # Errors
/// The first problem, with its place.
#[allow(dead_code, reason = "build.rs calls it, the program only reads")]
pub fn compile(files: &[(String, String)]) -> Result<Vec<u8>, Problem> {
    let mut records = Vec::new();
    for (name, text) in files {
        parse(text, name)?;
        records.push(record(text, name)?);
    }
    postcard::to_allocvec(&records).map_err(|error| Problem::error("F6", error.to_string()))
}

/// The themes that [`compile`] wrote, dark first, then by name.
pub fn read(bytes: &[u8]) -> Vec<Theme> {
    let records: Vec<ThemeRecord> = postcard::from_bytes(bytes).unwrap_or_default();
    let mut themes: Vec<Theme> = records
        .into_iter()
        .filter_map(|record| theme(record, "").ok())
        .collect();
    themes.sort_by_key(|theme| (theme.name != "dark", theme.name.clone()));
    themes
}

/// Reads a theme.
///
/// # Errors
/// A problem with its place in `name`.
pub fn parse(text: &str, name: &str) -> Result<Theme, Problem> {
    theme(record(text, name)?, name).map_err(|problem| found(problem, text, name))
}

/// A problem at the word that it names, if the text has it.
fn found(problem: Problem, text: &str, name: &str) -> Problem {
    let word = problem.message.split(['«', '»']).nth(1).unwrap_or_default();
    match text.find(&format!("\"{word}\"")) {
        Some(at) => {
            let (line, column) = line_column(text, at);
            problem.at(name, line, column)
        }
        None => problem,
    }
}

fn record(text: &str, name: &str) -> Result<ThemeRecord, Problem> {
    ron::Options::default().from_str(text).map_err(|error| {
        let (line, column) = (error.span.start.line as u32, error.span.start.col as u32);
        Problem::error("F6", error.code.to_string()).at(name, line, column)
    })
}

fn theme(record: ThemeRecord, name: &str) -> Result<Theme, Problem> {
    let wrong = |message: String, hint: &str| Problem::error("F7", message).at(name, 0, 0).hint(hint);
    if let Some(unknown) = record
        .roles
        .keys()
        .find(|key| !Role::ALL.iter().any(|role| role.name() == *key))
    {
        let names = Role::ALL.map(Role::name);
        let hint = match nearest(unknown, names) {
            Some(near) => format!("did you mean «{near}»?"),
            None => format!("roles are {}", names.join(", ")),
        };
        return Err(wrong(format!("there is no role «{unknown}»"), &hint));
    }
    let colour =
        |text: &str| rgb(text).ok_or_else(|| wrong(format!("«{text}» is no colour"), "write #RRGGBB"));
    let mut paints = [Paint {
        rgb: (0, 0, 0),
        indexed: 0,
        ansi: Ansi::Default,
    }; 14];
    for (paint, role) in paints.iter_mut().zip(Role::ALL) {
        let Some(own) = record.roles.get(role.name()) else {
            return Err(wrong(
                format!("the role «{}» has no colour", role.name()),
                "give it one",
            ));
        };
        let ansi = match own.ansi {
            AnsiRecord::Index(n) if n < 16 => Ansi::Index(n),
            AnsiRecord::Index(n) => {
                return Err(wrong(format!("{n} is none of the sixteen"), "write 0 to 15"));
            }
            AnsiRecord::Default => Ansi::Default,
        };
        *paint = Paint {
            rgb: colour(&own.rgb)?,
            indexed: own.indexed,
            ansi,
        };
    }
    Ok(Theme {
        background: colour(&record.background)?,
        name: record.name,
        about: record.about,
        mono: record.mono,
        paints,
    })
}

fn rgb(text: &str) -> Option<(u8, u8, u8)> {
    let hex = text
        .strip_prefix('#')
        .filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
    Some((part(0)?, part(2)?, part(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_theme_reads() {
        let names: Vec<String> = crate::data::themes()
            .into_iter()
            .map(|theme| theme.name)
            .collect();
        assert_eq!(names, ["dark", "ansi", "high-contrast", "light", "mono"]);
    }

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        let light = |(r, g, b): (u8, u8, u8)| 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        let (x, y) = (light(a), light(b));
        (x.max(y) + 0.05) / (x.min(y) + 0.05)
    }

    #[test]
    fn text_is_readable_on_every_background() {
        for theme in crate::data::themes() {
            let least = if theme.name == "high-contrast" { 7.0 } else { 4.5 };
            for role in Role::ALL {
                let text = theme.paint(role).rgb;
                if matches!(role, Role::Selection | Role::Raised | Role::Line) {
                    continue;
                }
                assert!(
                    contrast(text, theme.background) >= least,
                    "{} {role:?}",
                    theme.name
                );
                assert!(
                    contrast(text, theme.paint(Role::Raised).rgb) >= 4.5,
                    "{} {role:?} raised",
                    theme.name
                );
            }
            let selected = contrast(theme.paint(Role::Text).rgb, theme.paint(Role::Selection).rgb);
            assert!(selected >= 7.0, "{} selection {selected}", theme.name);
        }
    }

    #[test]
    fn faults_name_role_or_colour() {
        let text = "(name: \"x\", background: \"#000000\", roles: {\"txet\": (rgb: \"#fff\", indexed: 1, ansi: Default)})";
        let problem = parse(text, "x.ron").unwrap_err();
        assert!(problem.message.contains("txet") && problem.hint.contains("«text»"));
        assert_eq!((problem.line, problem.column), (1, 44));
        assert!(parse("(", "x.ron").is_err());
    }
}
