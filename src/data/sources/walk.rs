//! The files below the directories of a reader's copies, in a fixed order, and what is no file to read.
//! Follows links to files, never to directories, so that no loop is walked; opens nothing.

use super::super::files::plain;
use crate::problem::{Problem, Severity};
use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

/// Most files read, so that pointing at the wrong directory ends.
const MAX_FILES: usize = 100_000;
/// Deepest directories.
const MAX_DEPTH: usize = 64;
/// Largest file: a text of this size is no article.
pub const MAX_SIZE: u64 = 64 << 20;

/// A file that may be a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Where it is.
    pub path: PathBuf,
    /// Its path as the reader knows it.
    pub name: String,
}

/// The ordinary files below these directories, sorted by name within each; everything else becomes a problem.
///
/// Names that begin with a dot are passed over. A directory may also be a single file.
pub fn files(directories: &[PathBuf], problems: &mut Vec<Problem>) -> Vec<Listed> {
    let mut walk = Walk {
        files: Vec::new(),
        seen: HashSet::new(),
        problems,
    };
    for directory in directories {
        walk.root(directory);
    }
    walk.files
}

struct Walk<'a> {
    files: Vec<Listed>,
    /// Files and directories by their real paths: two ways to one are one.
    seen: HashSet<PathBuf>,
    problems: &'a mut Vec<Problem>,
}

impl Walk<'_> {
    fn root(&mut self, root: &Path) {
        let name = root.display().to_string();
        match fs::metadata(root) {
            Ok(facts) if facts.is_dir() => self.directory(root, name.trim_end_matches('/'), 0),
            Ok(facts) => self.entry(root, name, &facts),
            Err(error) => {
                let message = format!("cannot open the directory of your copies: {}", plain(&error));
                let problem = Problem::error("F1", message).at(name, 0, 0);
                self.problems.push(problem.hint("check its name and permissions"));
            }
        }
    }

    fn directory(&mut self, path: &Path, name: &str, depth: usize) {
        if !self.is_new(path) {
            return;
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                // The one directory asked for is missed more than one below it.
                let severity = if depth == 0 {
                    Severity::Error
                } else {
                    Severity::Warning
                };
                let message = format!("cannot list the directory: {}", plain(&error));
                self.report("F1", severity, message, (name, "check its permissions"));
                return;
            }
        };
        let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        for below in names {
            let shown = below.to_string_lossy();
            if !shown.starts_with('.') {
                self.below(path.join(&below), format!("{name}/{shown}"), depth);
            }
        }
    }

    fn below(&mut self, path: PathBuf, name: String, depth: usize) {
        let is_link = fs::symlink_metadata(&path).is_ok_and(|facts| facts.is_symlink());
        match fs::metadata(&path) {
            Ok(facts) if facts.is_dir() && is_link => {
                let hint = "give the directory itself with --sources";
                let message = "a link to a directory, which was not followed".to_owned();
                self.report("F3", Severity::Info, message, (&name, hint));
            }
            Ok(facts) if facts.is_dir() && depth >= MAX_DEPTH => {
                let message = format!("deeper than {MAX_DEPTH} directories, so it was not read");
                self.report(
                    "F4",
                    Severity::Warning,
                    message,
                    (&name, "give it with --sources"),
                );
            }
            Ok(facts) if facts.is_dir() => self.directory(&path, &name, depth + 1),
            Ok(facts) => self.entry(&path, name, &facts),
            Err(error) => {
                let code = if is_link { "F3" } else { "F1" };
                let what = if is_link {
                    "a link that leads nowhere"
                } else {
                    "cannot read it"
                };
                let message = format!("{what}: {}", plain(&error));
                self.report(
                    code,
                    Severity::Warning,
                    message,
                    (&name, "remove it or correct it"),
                );
            }
        }
    }

    /// A file, if it is one to read.
    fn entry(&mut self, path: &Path, name: String, facts: &Metadata) {
        if !facts.is_file() {
            let message = "a pipe, device or socket, which was not opened".to_owned();
            self.report(
                "F3",
                Severity::Info,
                message,
                (&name, "only ordinary files are read"),
            );
        } else if facts.len() > MAX_SIZE {
            let problem = too_large().at(name, 0, 0);
            self.problems.push(problem);
        } else if self.files.len() >= MAX_FILES {
            self.overflow(name);
        } else if self.is_new(path) {
            let path = path.to_owned();
            self.files.push(Listed { path, name });
        }
    }

    /// Said once, at the first file too many.
    fn overflow(&mut self, name: String) {
        let message = format!("more than {MAX_FILES} files; this one and those after it were not read");
        if !self.problems.iter().any(|p| p.message == message) {
            let hint = "give the directory of your copies only";
            self.report("F4", Severity::Warning, message, (&name, hint));
        }
    }

    fn is_new(&mut self, path: &Path) -> bool {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.seen.insert(real)
    }

    fn report(&mut self, code: &'static str, severity: Severity, message: String, (at, hint): (&str, &str)) {
        let problem = Problem::new(code, severity, message);
        self.problems.push(problem.at(at, 0, 0).hint(hint));
    }
}

/// The problem of a file that is too large, without its place.
pub fn too_large() -> Problem {
    let message = format!("larger than {} MiB, so it was not read", MAX_SIZE >> 20);
    Problem::new("F4", Severity::Warning, message).hint("save the text of the document alone")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_told() {
        let mut problems = Vec::new();
        let found = files(&[PathBuf::from("nowhere/at/all")], &mut problems);
        assert!(found.is_empty());
        assert_eq!((problems[0].code, problems[0].severity), ("F1", Severity::Error));
        assert!(!problems[0].hint.is_empty());
    }
}
