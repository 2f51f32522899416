//! The project's own source as data: files, their lines without tests, and the modules they name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src/`.
pub struct Source {
    /// Its path under `src/`, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Without tests, comments, and what stands in quotes.
    pub code: String,
    /// How many lines it has before its tests.
    pub lines: usize,
    /// Its module path: `["ui", "view", "card"]`; empty for the crate root.
    pub module: Vec<String>,
}

/// The root of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files of the library under `src/`, in the order of their paths; the build script, the program's root and
/// modules that are tests are left out.
pub fn library() -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join("src"), &mut paths);
    let all: Vec<Source> = paths.iter().map(|path| read(path)).collect();
    let tests: BTreeSet<Vec<String>> = all.iter().flat_map(test_modules).collect();
    all.into_iter()
        .filter(|file| !tests.contains(&file.module) && !matches!(&*file.path, "build.rs" | "main.rs"))
        .collect()
}

/// All files under `src/`, tests and roots too.
pub fn everything() -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join("src"), &mut paths);
    paths.iter().map(|path| read(path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|e| e == "rs") {
            paths.push(path);
        }
    }
}

fn read(path: &Path) -> Source {
    let text = fs::read_to_string(path).unwrap();
    let relative = path.strip_prefix(root().join("src")).unwrap();
    let path = relative.to_str().unwrap().replace('\\', "/");
    let module = match path.trim_end_matches(".rs") {
        "lib" | "main" | "build" => Vec::new(),
        name => name.split('/').map(str::to_owned).collect(),
    };
    let bare = bare(&text);
    let code = without_tests(&bare);
    Source {
        lines: lines_before_tests(&text),
        path,
        code,
        text,
        module,
    }
}

/// Lines before a module of tests at the end of the file.
fn lines_before_tests(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines
        .windows(2)
        .position(|two| two[0] == "#[cfg(test)]" && two[1].starts_with("mod ") && two[1].ends_with('{'));
    tests.unwrap_or(lines.len())
}

/// The modules that a file declares under `#[cfg(test)]` in files of their own.
fn test_modules(file: &Source) -> Vec<Vec<String>> {
    let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
    let declared = lines.windows(2).filter(|two| two[0] == "#[cfg(test)]");
    declared
        .filter_map(|two| {
            two[1]
                .trim_start_matches("pub ")
                .strip_prefix("mod ")?
                .strip_suffix(';')
        })
        .map(|name| {
            let mut module = file.module.clone();
            module.push(name.to_owned());
            module
        })
        .collect()
}

/// The text with comments, strings and characters blanked, lines kept.
pub fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => quoted(rest),
            'r' if is_raw(rest) && !ends_in_word(&out) => raw(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if length == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[length..];
        }
    }
    out
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn is_raw(rest: &str) -> bool {
    rest[1..].trim_start_matches('#').starts_with('"')
}

fn raw(rest: &str) -> usize {
    let hashes = rest[1..].len() - rest[1..].trim_start_matches('#').len();
    let end = format!("\"{}", "#".repeat(hashes));
    let from = hashes + 2;
    rest[from..]
        .find(&end)
        .map_or(rest.len(), |at| from + at + end.len())
}

/// A character in quotes; a lifetime is none.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), _) => rest[2..].find('\'').map_or(0, |at| {
            // `'\''`: the first quote after the backslash is the character itself.
            at + 3 + usize::from(at == 0) * rest[3..].find('\'').map_or(0, |next| next + 1)
        }),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

/// The code without what stands under `#[cfg(test)]`.
fn without_tests(code: &str) -> String {
    let mut out = String::new();
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = match (item.find(';'), item.find('{')) {
            (Some(semicolon), Some(brace)) if semicolon < brace => semicolon + 1,
            (Some(semicolon), None) => semicolon + 1,
            (_, Some(brace)) => brace + block(&item[brace..]),
            (None, None) => item.len(),
        };
        rest = &item[end..];
    }
    out + rest
}

/// How long the block is that begins here with a brace.
fn block(code: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}

impl Source {
    /// All module paths it names through `crate::` or `super::`, as paths from the crate root.
    pub fn named(&self) -> BTreeSet<Vec<String>> {
        let mut found = BTreeSet::new();
        let words: Vec<&str> = words(&self.code);
        let mut at = 0;
        while at < words.len() {
            let begins = matches!(words[at], "crate" | "super") && words.get(at + 1) == Some(&"::");
            if begins && (at == 0 || words[at - 1] != "::") {
                at = self.tree(&words, at, &Vec::new(), &mut found);
            } else {
                at += 1;
            }
        }
        found
    }

    /// Reads a path or a tree of paths; returns where it ends.
    fn tree(
        &self,
        words: &[&str],
        mut at: usize,
        before: &[String],
        found: &mut BTreeSet<Vec<String>>,
    ) -> usize {
        let mut path = before.to_vec();
        loop {
            match words.get(at).copied() {
                Some("crate") => path.clear(),
                Some("super") if path.is_empty() => {
                    path = self.module.clone();
                    path.pop();
                }
                Some("super") => {
                    path.pop();
                }
                Some("self") => {}
                Some("{") => {
                    at += 1;
                    while words.get(at).is_some_and(|word| *word != "}") {
                        at = match words[at] {
                            "," => at + 1,
                            "as" => at + 2,
                            _ => self.tree(words, at, &path, found).max(at + 1),
                        };
                    }
                    return at + 1;
                }
                Some(name) if name.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                    path.push(name.to_owned());
                }
                _ => break,
            }
            at += 1;
            if words.get(at) != Some(&"::") {
                break;
            }
            at += 1;
        }
        found.insert(path);
        at
    }
}

/// Identifiers, `::`, and single signs.
fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while let Some(c) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if word(c) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            c.len_utf8()
        };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}
