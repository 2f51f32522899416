//! A file's text into its records: at once where all is well, record by record where not.
//! One broken record never loses the file. Knows RON; knows no meaning.

use super::files::File;
use crate::problem::Problem;
use ron::Options;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

/// A record and where it stands.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The record.
    pub record: T,
    /// Position in the list of files.
    pub file: usize,
    /// Position in the file's list; 0 for a file of one record.
    pub nth: usize,
}

impl<T> Located<T> {
    /// A problem at the place where the record says `word`; a record of the compiled atlas has no file.
    pub fn at(&self, files: &[File], word: &str, problem: Problem) -> Problem {
        let Some(file) = files.get(self.file) else {
            return problem;
        };
        let (line, column) = place_of(file, self.nth, word);
        problem.at(&file.name, line, column)
    }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The records of a file that is one list.
pub fn list<T: DeserializeOwned>(file: &File, number: usize, problems: &mut Vec<Problem>) -> Vec<Located<T>> {
    if let Ok(records) = options().from_str::<Vec<T>>(&file.text) {
        return records
            .into_iter()
            .zip(0..)
            .map(|(record, nth)| Located {
                record,
                file: number,
                nth,
            })
            .collect();
    }
    let (slices, fault) = split(&file.text);
    let mut records = Vec::new();
    for (nth, slice) in slices.iter().enumerate() {
        match options().from_str::<T>(&file.text[slice.clone()]) {
            Ok(record) => records.push(Located {
                record,
                file: number,
                nth,
            }),
            Err(error) => problems.push(problem(file, slice.start, &error)),
        }
    }
    if let Some((at, message)) = fault {
        let (line, column) = line_column(&file.text, at);
        let hint = "close the bracket or string; every other record of this file was read";
        problems.push(
            Problem::error("F6", message)
                .at(&file.name, line, column)
                .hint(hint),
        );
    }
    records
}

/// The record of a file that is one record.
pub fn single<T: DeserializeOwned>(
    file: &File,
    number: usize,
    problems: &mut Vec<Problem>,
) -> Option<Located<T>> {
    match options().from_str::<T>(&file.text) {
        Ok(record) => Some(Located {
            record,
            file: number,
            nth: 0,
        }),
        Err(error) => {
            problems.push(problem(file, 0, &error));
            None
        }
    }
}

/// A RON error, with its place in the whole file when the text began at byte `start` of it.
fn problem(file: &File, start: usize, error: &ron::error::SpannedError) -> Problem {
    let (line, column) = line_column(&file.text, start);
    let at = error.span.start;
    let place = match at.line {
        0 | 1 => (line, column + (at.col as u32).saturating_sub(1)),
        below => (line + below as u32 - 1, at.col as u32),
    };
    let hint = match error.code {
        ron::Error::ExceededRecursionLimit => "brackets are nested deeper than any record needs",
        ron::Error::NoSuchStructField { .. } => "remove the field or correct its name",
        ron::Error::MissingStructField { .. } => "add the field",
        ron::Error::NoSuchEnumVariant { .. } => "use one of the words named",
        _ => "the other records of the atlas were read",
    };
    Problem::error("F6", error.code.to_string())
        .at(&file.name, place.0, place.1)
        .hint(hint)
}

/// Line and column, from 1, of a byte; columns count characters.
pub fn line_column(text: &str, byte: usize) -> (u32, u32) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.bytes().filter(|b| *b == b'\n').count() as u32 + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
    (line, column)
}

/// Where the records and the lines of a text begin: a large atlas may have thousands of problems to be placed.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The ranges of its records; none if it is one record.
    records: Slices,
    /// The first byte of each line but the first.
    lines: Vec<usize>,
}

impl Layout {
    fn of(text: &str) -> Self {
        let is_list = text.trim_start().starts_with('[') || text.contains("\n[");
        Layout {
            records: if is_list { split(text).0 } else { Vec::new() },
            lines: text.match_indices('\n').map(|(at, _)| at + 1).collect(),
        }
    }

    /// Line and column, from 1, of a byte; columns count characters.
    fn line_column(&self, text: &str, byte: usize) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= byte);
        let start = line.checked_sub(1).map_or(0, |above| self.lines[above]);
        let column = text.get(start..byte).unwrap_or("").chars().count();
        (line as u32 + 1, column as u32 + 1)
    }
}

/// Where in a file the `nth` record says `word`, or begins.
pub fn place_of(file: &File, nth: usize, word: &str) -> (u32, u32) {
    let layout = file.layout.get_or_init(|| Layout::of(&file.text));
    let slice = layout.records.get(nth).cloned().unwrap_or(0..file.text.len());
    let inside = &file.text[slice.clone()];
    let offset = if word.is_empty() {
        None
    } else {
        inside.find(&format!("\"{word}\"")).or_else(|| inside.find(word))
    };
    layout.line_column(&file.text, slice.start + offset.unwrap_or(0))
}

type Slices = Vec<std::ops::Range<usize>>;

/// The byte ranges of a list's records, and where the text is cut off or unbalanced.
///
/// A record that never closes ends where the next line begins like the first record did, so that one
/// forgotten bracket costs one record.
fn split(text: &str) -> (Slices, Option<(usize, String)>) {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        at: 0,
    };
    let (mut slices, mut depth, mut start, mut indent) = (Vec::new(), 0_usize, None, None);
    while let Some((at, byte)) = scanner.next_structural() {
        match byte {
            b'(' | b'[' | b'{' => {
                let column = at - text[..at].rfind('\n').map_or(0, |line| line + 1);
                let fresh = text[..at].ends_with([' ', '\n']) && starts_line(text, at);
                if let Some(from) =
                    start.filter(|_| depth >= 2 && byte == b'(' && fresh && indent == Some(column))
                {
                    slices.push(from..at);
                    (depth, start) = (1, None);
                }
                if depth == 1 && start.is_none() {
                    start = Some(at);
                    indent = indent.or(Some(column));
                }
                depth += 1;
            }
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if let Some(from) = start.filter(|_| depth == 1) {
                    slices.push(from..at + 1);
                    start = None;
                }
            }
            _ => {}
        }
    }
    let fault = if depth > 0 || start.is_some() {
        slices.extend(start.map(|from| from..text.len()));
        Some((
            text.trim_end().len(),
            "the file ends inside a record or list".to_owned(),
        ))
    } else {
        None
    };
    (slices, fault)
}

fn starts_line(text: &str, at: usize) -> bool {
    text[..at]
        .rsplit('\n')
        .next()
        .is_some_and(|before| before.trim().is_empty())
}

/// Walks brackets outside strings and comments.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn next_structural(&mut self) -> Option<(usize, u8)> {
        while let Some(&byte) = self.bytes.get(self.at) {
            let at = self.at;
            self.at += 1;
            match byte {
                b'"' => self.skip_string(),
                b'/' if self.bytes.get(self.at) == Some(&b'/') => self.skip_line(),
                b'#' if self.bytes.get(self.at) == Some(&b'!') => self.skip_line(),
                b'(' | b'[' | b'{' | b')' | b']' | b'}' => return Some((at, byte)),
                _ => {}
            }
        }
        None
    }

    fn skip_string(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'"' => return,
                _ => {}
            }
        }
    }

    fn skip_line(&mut self) {
        while self.bytes.get(self.at).is_some_and(|b| *b != b'\n') {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        split(text)
            .0
            .into_iter()
            .map(|range| text[range].trim_end())
            .collect()
    }

    #[test]
    fn splits_lists_whatever_strings_and_comments_hold() {
        let text = "#![enable(implicit_some)]\n[\n    (a: \")]\"),\n    // (no\n    (b: [(1), (2)]),\n]\n";
        assert_eq!(pieces(text), ["(a: \")]\")", "(b: [(1), (2)])"]);
    }

    #[test]
    fn a_record_that_never_closes_costs_one_record() {
        let text = "[\n    (\n        a: [1,\n    ),\n    (\n        a: [],\n    ),\n]\n";
        assert_eq!(pieces(text).len(), 2);
        assert!(split(text).1.is_none() || pieces(text)[1].contains("a: []"));
    }

    #[test]
    fn deep_nesting_is_only_a_problem() {
        let deep = format!("[{}", "(".repeat(100_000));
        assert!(split(&deep).1.is_some());
    }
}
