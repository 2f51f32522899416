//! What is kept of a session, as a file: read with the care data are read with, written whole by whoever calls.

use super::files::text;
use super::records::line_column;
use crate::problem::{Problem, Severity};
use crate::settings::Memory;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// The name of the file.
pub const FILE: &str = "session.ron";
/// Largest file.
const MAX_FILE: u64 = 1 << 20;

/// The file's shape; a field of a later version is passed over.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Memory")]
struct Record {
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    fact: Option<String>,
    #[serde(default)]
    source: usize,
    #[serde(default)]
    views: Vec<String>,
    #[serde(default)]
    focus: String,
    #[serde(default)]
    zoomed: bool,
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    moved: Vec<i16>,
    #[serde(default)]
    filters: Vec<String>,
    #[serde(default)]
    sorts: Vec<String>,
    #[serde(default)]
    axis: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    recent: Vec<String>,
    #[serde(default)]
    saved: Vec<String>,
    #[serde(default)]
    kept: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Whole(#[serde(with = "Record")] Memory);

/// What a directory holds of the last session; nothing is there at the first time.
///
/// # Errors
/// A problem with its place if the file cannot be read.
pub fn read(home: &Path) -> Result<Memory, Problem> {
    let Ok(root) = fs::canonicalize(home) else {
        return Ok(Memory::default());
    };
    if fs::symlink_metadata(root.join(FILE)).is_err() {
        return Ok(Memory::default());
    }
    let name = home.join(FILE).display().to_string();
    match text(&root, FILE, MAX_FILE) {
        Ok(text) => parse(&text, &name),
        Err(problem) => Err(problem.at(name, 0, 0)),
    }
}

fn parse(text: &str, name: &str) -> Result<Memory, Problem> {
    let read = ron::Options::default().from_str::<Whole>(text);
    read.map(|whole| whole.0).map_err(|error| {
        let at = error.span.start;
        let (line, column) = line_column(text, text.len()).min((at.line as u32, at.col as u32));
        let problem = Problem::new("F6", Severity::Warning, error.code.to_string());
        problem
            .at(name, line, column)
            .hint("it is written anew at the end")
    })
}

/// The file's text.
pub fn written(memory: &Memory) -> String {
    let pretty = ron::ser::PrettyConfig::new().new_line("\n");
    let text = ron::ser::to_string_pretty(&Whole(memory.clone()), pretty);
    // Words and numbers can always be written.
    let text = text.unwrap_or_else(|_| "()".to_owned());
    format!("// Where citescape was left; written by itself. citescape --fresh begins without it.\n{text}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let memory = Memory {
            place: Some("qingwan".to_owned()),
            views: vec!["main".to_owned(), "detail".to_owned()],
            moved: vec![-3, 0, 4, 0],
            recent: vec!["\"quoted\" \\ 北京\n".to_owned()],
            zoomed: true,
            ..Memory::default()
        };
        assert_eq!(parse(&written(&memory), "s").unwrap(), memory);
        assert_eq!(parse("()", "s").unwrap(), Memory::default());
        let later = parse("(later: [1, (a: 2)], zoomed: true)", "s").unwrap();
        assert!(later.zoomed);
    }

    #[test]
    fn what_is_broken_has_a_place() {
        for text in [
            "",
            "(",
            "(place: 3)",
            "[]",
            "\u{0}",
            &"(".repeat(100_000),
            "(moved: [99999])",
        ] {
            let problem = parse(text, "session.ron").unwrap_err();
            assert_eq!(problem.severity, Severity::Warning);
            assert!(problem.line >= 1, "{text:.20}");
        }
    }
}
