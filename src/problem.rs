//! A fault in data, arguments or settings: what, where, why, and what to do about it.
//! A plain value that every module may import.

use std::fmt;

/// How bad it is. Only errors and warnings move the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Loads, but should be looked at.
    Warning,
    /// The record does not load, or is wrong.
    Error,
}

impl Severity {
    /// Its word in output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A fault with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A short stable code: `S1`, `P2`, `F3`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The file, as the reader knows it; none for what has no file.
    pub file: Option<String>,
    /// Line from 1; 0 if the whole file is meant.
    pub line: u32,
    /// Column from 1; 0 if the whole line is meant.
    pub column: u32,
    /// What is wrong and why.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl Problem {
    /// A problem without a place yet.
    pub fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        let message = message.into();
        Problem {
            code,
            severity,
            file: None,
            line: 0,
            column: 0,
            message,
            hint: String::new(),
        }
    }

    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Problem::new(code, Severity::Error, message)
    }

    /// The same with a remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same with its place.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, line: u32, column: u32) -> Self {
        self.file = Some(file.into());
        (self.line, self.column) = (line, column);
        self
    }
}

impl fmt::Display for Problem {
    /// `error S1 places.ron:12:9: unknown parent «beijng» (did you mean «beijing»?)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.severity.name(), self.code)?;
        if let Some(file) = &self.file {
            write!(f, " {file}")?;
            if self.line > 0 {
                write!(f, ":{}:{}", self.line, self.column.max(1))?;
            }
        }
        write!(f, ": {}", self.message)?;
        if !self.hint.is_empty() {
            write!(f, " ({})", self.hint)?;
        }
        Ok(())
    }
}

/// The candidate nearest to `word` by edit distance, if one is near enough to be meant; of equally near ones the
/// first by the alphabet, however they come.
///
/// Distance: optimal string alignment (one swap of neighbours counts one), Damerau 1964.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (length, most) = (word.chars().count(), slack(word)?);
    let scored = candidates.into_iter().filter_map(|candidate| {
        let near = candidate.chars().count().abs_diff(length) <= most;
        near.then(|| (distance(word, candidate), candidate))
    });
    scored
        .filter(|(d, _)| *d <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How far from a word another one may be to have been meant; `None` for no word at all.
pub fn slack(word: &str) -> Option<usize> {
    match word.chars().count() {
        0 => None,
        1..=4 => Some(1),
        5..=8 => Some(2),
        length => Some(length / 4 + 1),
    }
}

/// How many letters must be changed, added, dropped or swapped with a neighbour.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["beijing", "wuhan", "shanghai"];
        assert_eq!(nearest("beijng", names), Some("beijing"));
        assert_eq!(nearest("whuan", names), Some("wuhan"));
        assert_eq!(nearest("tokyo", names), None);
        assert_eq!(nearest("wuhxn", ["wuhbn", "wuhan"]), Some("wuhan"));
        assert_eq!(distance("abcd", "acbd"), 1);
    }

    #[test]
    fn prints_place_reason_and_remedy() {
        let problem = Problem::error("S1", "unknown place «x»")
            .at("facts.ron", 3, 9)
            .hint("name a place");
        assert_eq!(
            problem.to_string(),
            "error S1 facts.ron:3:9: unknown place «x» (name a place)"
        );
    }
}
