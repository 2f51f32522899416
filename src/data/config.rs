//! A reader's configuration: `config.ron` and the themes beside it. Every field is read by itself, so that a fault
//! costs that field alone; nothing here ever fails.
//!
//! To add a field: in `settings::Wishes`, and its row in [`FIELDS`].

mod parts;

use super::files::text;
use super::records::line_column;
use super::theme;
use crate::atlas::Named;
use crate::problem::{Problem, nearest};
use crate::settings::{Binding, Glyphs, Placed, Theme, Wishes};
use parts::{Part, Parts, parts, strings};
use serde::de::DeserializeOwned;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// The name of the file.
pub const FILE: &str = "config.ron";
/// The directory of themes beside it.
pub const THEMES: &str = "themes";
/// Most problems told of one file.
const MAX_PROBLEMS: usize = 100;
/// Largest file.
const MAX_FILE: u64 = 1 << 20;
/// Most themes read.
const MAX_THEMES: usize = 100;

/// What a configuration says and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// What it says.
    pub wishes: Wishes,
    /// Themes of the reader's own.
    pub themes: Vec<Theme>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// A field of the file: its name, what is said about it, what it is without, how it is read.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it does and which words it takes.
    pub about: &'static str,
    /// Its value where nothing is wished, as it is written.
    pub usual: &'static str,
    take: fn(&Value, &mut Wishes) -> Result<(), Wrong>,
}

macro_rules! fields {
    ($($name:ident $usual:literal, $value:ident => $take:expr, $about:literal;)+) => {
        /// All fields but `keys`, in the order of the printed file.
        pub const FIELDS: &[Field] = &[$(Field {
            name: stringify!($name),
            about: $about,
            usual: $usual,
            take: |$value, wishes| {
                wishes.$name = $take;
                Ok(())
            },
        }),+];
    };
}

fields! {
    theme "\"auto\"", value => value.placed()?.filter(|name| name.text != "auto"),
        "\"auto\" goes by the terminal's background; else dark, light, high-contrast, ansi, mono, or the name\n\
         of a theme of your own in themes/*.ron beside this file.";
    color "\"auto\"", value => value.word()?,
        "When colours are written: auto, always, never. NO_COLOR, CLICOLOR_FORCE and CLICOLOR come first.";
    glyphs "\"auto\"", value => value.word_or_auto::<Glyphs>()?,
        "Characters to draw with: auto goes by terminal and locale; else braille, block, ascii, cjk.";
    mouse "\"auto\"", value => value.word()?,
        "Whether the mouse is captured from the start: auto is on, but off over SSH; else on, off.";
    motion "\"auto\"", value => value.word()?,
        "Whether anything may move by itself: auto is full, but reduced over SSH; else full, reduced.";
    numbers "\"short\"", value => value.word()?,
        "Numbers in tables: short (2.4 tn), german (2,4 Bio.), chinese (2.4万亿), digits (2,400,000,000,000).";
    names "\"en\"", value => value.word()?,
        "The language of names: en, de, zh, pinyin. Search finds all of them whatever is shown.";
    start "\"last\"", value => value.placed()?.filter(|start| start.text != "last"),
        "Where to begin: last is where you were; else cities, districts, metrics, evidence, documents, search,\n\
         or the id of a place, metric, fact, document or organisation.";
    fresh "false", value => value.read("true or false")?,
        "true keeps nothing from session to session, as --fresh does once.";
}

/// What is said about `keys`.
pub const KEYS_ABOUT: &str = "Keys of your own: an action's name and all its keys, each one or two strokes as `citescape render --keys`\nwrites them; [] takes all away. Keys named here are taken from other actions. `citescape keys` lists all.";

/// Reads the configuration in a directory; what is not there is no problem.
pub fn read(home: &Path) -> Config {
    let Ok(root) = fs::canonicalize(home) else {
        return Config::default();
    };
    let shown = |path: &str| home.join(path).display().to_string();
    let mut config = match fs::symlink_metadata(root.join(FILE)) {
        Err(_) => Config::default(),
        Ok(_) => match text(&root, FILE, MAX_FILE) {
            Ok(text) => parse(&text, &shown(FILE)),
            Err(problem) => Config {
                problems: vec![problem.at(shown(FILE), 0, 0)],
                ..Config::default()
            },
        },
    };
    for path in theme_files(&root) {
        let read = text(&root, &path, MAX_FILE).and_then(|text| theme::parse(&text, &shown(&path)));
        match read {
            Ok(theme) => config.themes.push(theme),
            Err(problem) if problem.file.is_none() => config.problems.push(problem.at(shown(&path), 0, 0)),
            Err(problem) => config.problems.push(problem),
        }
    }
    config
}

fn theme_files(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root.join(THEMES)).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut paths: Vec<String> = names
        .filter(|name| name.ends_with(".ron") && !name.starts_with('.'))
        .map(|name| format!("{THEMES}/{name}"))
        .collect();
    paths.sort();
    paths.truncate(MAX_THEMES);
    paths
}

/// What a text says, called `name` in problems.
pub fn parse(text: &str, name: &str) -> Config {
    let mut reading = Reading {
        text,
        name,
        config: Config::default(),
    };
    let Parts { parts, faults } = parts(text, 0..text.len(), b'(');
    let mut seen: Vec<&str> = Vec::new();
    for part in &parts {
        let field = &text[part.key.clone()];
        if seen.contains(&field) {
            reading.problem(
                part.key.start,
                "K1",
                format!("«{field}» stands here twice"),
                "keep one of them",
            );
        } else {
            reading.field(field, part);
            seen.push(field);
        }
        if reading.config.problems.len() >= MAX_PROBLEMS {
            break;
        }
    }
    for (at, message) in faults.into_iter().take(MAX_PROBLEMS) {
        reading.problem(at, "F6", message, "the other fields were read");
    }
    reading
        .config
        .problems
        .sort_by_key(|problem| (problem.line, problem.column));
    reading.config
}

/// A file being read.
struct Reading<'a> {
    text: &'a str,
    name: &'a str,
    config: Config,
}

impl Reading<'_> {
    fn problem(&mut self, at: usize, code: &'static str, message: String, hint: &str) {
        let (line, column) = line_column(self.text, at);
        let problem = Problem::error(code, message).at(self.name, line, column);
        self.config.problems.push(problem.hint(hint));
    }

    fn field(&mut self, name: &str, part: &Part) {
        if name == "keys" {
            return self.keys(part);
        }
        let value = Value {
            text: self.text,
            range: part.value.clone(),
        };
        match FIELDS.iter().find(|field| field.name == name) {
            Some(field) => {
                if let Err(wrong) = (field.take)(&value, &mut self.config.wishes) {
                    let message = format!("{name}: {}", wrong.message);
                    self.problem(value.start(), "K2", message, &wrong.hint);
                }
            }
            None => {
                let names = || FIELDS.iter().map(|field| field.name).chain(["keys"]);
                let hint = match nearest(name, names()) {
                    Some(near) => format!("did you mean «{near}»?"),
                    None => format!("fields are {}", names().collect::<Vec<_>>().join(", ")),
                };
                self.problem(part.key.start, "K1", format!("there is no field «{name}»"), &hint);
            }
        }
    }

    fn keys(&mut self, part: &Part) {
        let Parts { parts, faults } = parts(self.text, part.value.clone(), b'{');
        for (at, message) in faults {
            self.problem(at, "F6", message, "write keys: {\"search\": [\"/\", \"<c-f>\"]}");
        }
        for part in parts {
            if self.config.problems.len() >= MAX_PROBLEMS {
                break;
            }
            let action = Value {
                text: self.text,
                range: part.key.clone(),
            }
            .placed();
            let value = Value {
                text: self.text,
                range: part.value.clone(),
            };
            match (action, value.list()) {
                (Ok(Some(action)), Ok(keys)) => self.config.wishes.keys.push(Binding { action, keys }),
                (Err(wrong), _) => self.problem(part.key.start, "K2", wrong.message, &wrong.hint),
                (_, Err(wrong)) => self.problem(value.start(), "K2", wrong.message, &wrong.hint),
                (Ok(None), _) => {}
            }
        }
    }
}

/// Why a value cannot be taken.
struct Wrong {
    message: String,
    hint: String,
}

/// A value as it is written.
struct Value<'a> {
    text: &'a str,
    range: Range<usize>,
}

impl Value<'_> {
    fn written(&self) -> &str {
        self.text.get(self.range.clone()).unwrap_or("")
    }

    /// Where it begins, blanks left out.
    fn start(&self) -> usize {
        let written = self.written();
        self.range.start + written.len() - written.trim_start().len()
    }

    fn read<T: DeserializeOwned>(&self, wanted: &str) -> Result<T, Wrong> {
        ron::Options::default()
            .from_str(self.written())
            .map_err(|_| Wrong {
                message: format!("«{}» is not what is expected here", self.written().trim()),
                hint: format!("write {wanted}"),
            })
    }

    fn string(&self) -> Result<String, Wrong> {
        self.read("a word in quotes: \"auto\"")
    }

    fn placed(&self) -> Result<Option<Placed>, Wrong> {
        let (line, column) = line_column(self.text, self.start());
        let text = self.string()?;
        Ok((!text.is_empty()).then_some(Placed { text, line, column }))
    }

    fn word<T: Named>(&self) -> Result<T, Wrong> {
        let word = self.string()?;
        T::from_name(&word).ok_or_else(|| unknown::<T>(&word, &[]))
    }

    fn word_or_auto<T: Named>(&self) -> Result<Option<T>, Wrong> {
        let word = self.string()?;
        match T::from_name(&word) {
            None if word == "auto" => Ok(None),
            None => Err(unknown::<T>(&word, &["auto"])),
            known => Ok(known),
        }
    }

    /// One string or a list of them.
    fn list(&self) -> Result<Vec<Placed>, Wrong> {
        if !self.written().trim_start().starts_with('[') {
            return Ok(self.placed()?.into_iter().collect());
        }
        let texts: Vec<String> = self.read("a list of keys in quotes: [\"j\", \"<down>\"]")?;
        let places = strings(self.text, self.range.clone());
        let placed = texts.into_iter().zip(places).map(|(text, range)| {
            let (line, column) = line_column(self.text, range.start);
            Placed { text, line, column }
        });
        Ok(placed.collect())
    }
}

fn unknown<T: Named>(word: &str, more: &[&'static str]) -> Wrong {
    let names: Vec<&str> = more
        .iter()
        .copied()
        .chain(T::ALL.iter().map(|member| member.name()))
        .collect();
    Wrong {
        message: format!("there is no «{word}»"),
        hint: match nearest(word, names.iter().copied()) {
            Some(near) => format!("did you mean «{near}»?"),
            None => format!("write one of {}", names.join(", ")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{NameLanguage, NumberStyle};
    use crate::settings::{Color, Motion, Mouse};

    fn told(config: &Config) -> Vec<String> {
        config.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_field_is_read() {
        let text = "// mine\n(\n  theme: \"light\", color: \"never\", glyphs: \"block\", mouse: \"off\",\n  motion: \"full\", numbers: \"chinese\",\n  names: \"pinyin\", start: \"wuhan\", fresh: true,\n  keys: {\"search\": [\"/\", \"<c-f>\"], \"zoom\": \"x\"},\n)";
        let config = parse(text, "c.ron");
        assert_eq!(told(&config), Vec::<String>::new());
        let wishes = config.wishes;
        assert_eq!(
            wishes.theme.map(|t| (t.text, t.line, t.column)),
            Some(("light".into(), 3, 10))
        );
        assert_eq!(
            (wishes.color, wishes.mouse, wishes.motion),
            (Color::Never, Mouse::Off, Motion::Full)
        );
        assert_eq!(
            (wishes.numbers, wishes.names),
            (NumberStyle::Chinese, NameLanguage::Pinyin)
        );
        assert_eq!((wishes.glyphs, wishes.fresh), (Some(Glyphs::Block), true));
        let keys: Vec<&str> = wishes
            .keys
            .iter()
            .flat_map(|b| &b.keys)
            .map(|k| k.text.as_str())
            .collect();
        assert_eq!(keys, ["/", "<c-f>", "x"]);
        assert_eq!(
            (wishes.keys[0].keys[1].line, wishes.keys[0].keys[1].column),
            (6, 26)
        );
    }

    #[test]
    fn a_fault_costs_its_field_and_names_place_and_remedy() {
        let text = "(\n  thme: \"light\",\n  glyphs: \"brale\",\n  mouse: on,\n  names: \"de\"\n  numbers: \"german\",\n  names: \"zh\",\n";
        let config = parse(text, "c.ron");
        assert_eq!(
            told(&config),
            [
                "error K1 c.ron:2:3: there is no field «thme» (did you mean «theme»?)",
                "error K2 c.ron:3:11: glyphs: there is no «brale» (did you mean «braille»?)",
                "error K2 c.ron:4:10: mouse: «on» is not what is expected here (write a word in quotes: \"auto\")",
                "error F6 c.ron:6:3: a comma is missing before this (the other fields were read)",
                "error K1 c.ron:7:3: «names» stands here twice (keep one of them)",
                "error F6 c.ron:7:15: the file ends inside a bracket (the other fields were read)",
            ]
        );
        assert_eq!(
            (config.wishes.names, config.wishes.numbers),
            (NameLanguage::De, NumberStyle::German)
        );
    }

    #[test]
    fn what_is_usual_reads_as_nothing_wished() {
        let fields: Vec<String> = FIELDS
            .iter()
            .map(|field| format!("{}: {},", field.name, field.usual))
            .collect();
        let config = parse(&format!("({})", fields.join(" ")), "c.ron");
        assert_eq!(config, Config::default());
    }

    #[test]
    fn a_hostile_file_is_only_problems() {
        let many = format!("({})", "a: 1, ".repeat(50_000));
        assert!((1..=2 * MAX_PROBLEMS).contains(&parse(&many, "c.ron").problems.len()));
        let deep = format!("(theme: {}", "(".repeat(200_000));
        assert!(!parse(&deep, "c.ron").problems.is_empty());
        assert!(!parse("\u{0}\u{1b}[31m", "c.ron").problems.is_empty());
    }
}
