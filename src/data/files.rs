//! The files of an atlas as texts, embedded or from directories, and what is wrong with a file before it is read.
//! Knows sizes, links and names; knows no RON.

use super::records::Layout;
use crate::problem::{Problem, Severity};
use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

/// Largest file of facts.
const MAX_FACTS: u64 = 64 << 20;
/// Largest other file: fifty thousand labels are about 15 MB.
const MAX_FILE: u64 = 16 << 20;
/// Most files read from one directory, so that pointing at the wrong one ends soon.
const MAX_FILES: usize = 100_000;

/// Which part of an atlas a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `units.ron`
    Units,
    /// `places.ron`
    Places,
    /// `organisations.ron`
    Organisations,
    /// `metrics.ron`
    Metrics,
    /// `derivations.ron`
    Derivations,
    /// `documents/<id>/document.ron`
    Document,
    /// `documents/<id>/facts.ron`; large atlases split theirs into `facts-1.ron` and so on.
    Facts,
}

impl Part {
    /// The part that a path below an atlas's directory holds, and the document's directory if it is in one.
    fn of(path: &str) -> Option<(Part, Option<&str>)> {
        match path {
            "units.ron" => return Some((Part::Units, None)),
            "places.ron" => return Some((Part::Places, None)),
            "organisations.ron" => return Some((Part::Organisations, None)),
            "metrics.ron" => return Some((Part::Metrics, None)),
            "derivations.ron" => return Some((Part::Derivations, None)),
            _ => {}
        }
        let (document, name) = path.strip_prefix("documents/")?.split_once('/')?;
        match name {
            "document.ron" => Some((Part::Document, Some(document))),
            _ if name.starts_with("facts") && !name.contains('/') => Some((Part::Facts, Some(document))),
            _ => None,
        }
    }
}

/// A file of an atlas.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path as the reader knows it.
    pub name: String,
    /// 0 for the embedded atlas, then one more for each directory laid over it.
    pub layer: u32,
    /// What it holds.
    pub part: Part,
    /// The directory below `documents/` it lies in.
    pub document: Option<String>,
    /// Its text.
    pub text: Cow<'static, str>,
    /// Where its records and lines begin, looked for when a problem is first placed in it.
    pub layout: OnceLock<Layout>,
}

/// A file at `path` below an atlas's directory, shown as `name`; `None` if an atlas has no such file.
pub fn file(name: &str, path: &str, layer: u32, text: Cow<'static, str>) -> Option<File> {
    let (part, document) = Part::of(path)?;
    Some(File {
        name: name.to_owned(),
        layer,
        part,
        document: document.map(str::to_owned),
        layout: OnceLock::new(),
        text,
    })
}

/// The paths below a directory that an atlas reads, sorted.
#[allow(dead_code, reason = "the program calls it, build.rs does not")]
pub fn paths(root: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    walk(root, "", &mut paths, &mut Vec::new(), "");
    paths.sort();
    paths
}

/// The files of a directory, as layer `layer`. What cannot be read becomes a problem; the rest is there.
pub fn directory(root: &Path, layer: u32, problems: &mut Vec<Problem>) -> Vec<File> {
    let shown = root.display().to_string();
    let canonical = match fs::canonicalize(root) {
        Ok(path) if path.is_dir() => path,
        Ok(_) => {
            let hint = "give the directory that holds places.ron and documents/";
            problems.push(Problem::error("F1", "not a directory").at(shown, 0, 0).hint(hint));
            return Vec::new();
        }
        Err(error) => {
            let problem = Problem::error("F1", format!("cannot open the directory: {}", plain(&error)));
            problems.push(problem.at(shown, 0, 0).hint("check its name and permissions"));
            return Vec::new();
        }
    };
    let mut paths = Vec::new();
    walk(&canonical, "", &mut paths, problems, &shown);
    paths.sort();
    if paths.is_empty() {
        let hint = "an atlas has units.ron, places.ron, metrics.ron or documents/<id>/facts.ron";
        problems.push(
            Problem::error("F1", "no .ron file in this directory")
                .at(shown.clone(), 0, 0)
                .hint(hint),
        );
    }
    let mut files = Vec::new();
    for path in paths {
        let name = format!("{}/{path}", shown.trim_end_matches('/'));
        match Part::of(&path) {
            None => problems.push(misplaced(&name)),
            Some((part, _)) => match read(&canonical, &path, part) {
                Ok(text) => files.extend(file(&name, &path, layer, Cow::Owned(text))),
                Err(problem) => problems.push(problem.at(name, 0, 0)),
            },
        }
    }
    files
}

fn misplaced(name: &str) -> Problem {
    let hint = "known are units, places, organisations, metrics, derivations and documents/<id>/{document,facts}.ron";
    Problem::new(
        "F2",
        Severity::Warning,
        "not a file of an atlas, so it was not read",
    )
    .at(name, 0, 0)
    .hint(hint)
}

/// Collects the `.ron` files at the two depths where an atlas has files.
fn walk(root: &Path, below: &str, paths: &mut Vec<String>, problems: &mut Vec<Problem>, shown: &str) {
    let entries = match fs::read_dir(root.join(below)) {
        Ok(entries) => entries,
        Err(error) => {
            let problem = Problem::error("F1", format!("cannot list the directory: {}", plain(&error)));
            problems.push(problem.at(format!("{shown}/{below}"), 0, 0));
            return;
        }
    };
    let depth = below.split('/').filter(|part| !part.is_empty()).count();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() {
            name.clone()
        } else {
            format!("{below}/{name}")
        };
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && (path == "documents" || (depth == 1 && below == "documents")) {
            walk(root, &path, paths, problems, shown);
        } else if name.ends_with(".ron") && !is_folder && paths.len() < MAX_FILES {
            paths.push(path);
        }
    }
}

fn read(root: &Path, path: &str, part: Part) -> Result<String, Problem> {
    text(root, path, if part == Part::Facts { MAX_FACTS } else { MAX_FILE })
}

/// The text of a file below a directory of the reader's own: an ordinary one, of at most `most` bytes, that no link
/// leads out of the directory for.
///
/// # Errors
/// A problem without its place.
pub fn text(root: &Path, path: &str, most: u64) -> Result<String, Problem> {
    let full = root.join(path);
    let failed = |error: std::io::Error| Problem::error("F1", format!("cannot read it: {}", plain(&error)));
    let real = fs::canonicalize(&full).map_err(failed)?;
    if !real.starts_with(root) {
        return Err(
            Problem::error("F3", "a link that leaves the directory").hint("put the file itself there")
        );
    }
    let facts = fs::metadata(&real).map_err(failed)?;
    if !facts.is_file() {
        return Err(Problem::error("F3", "not an ordinary file").hint("put an ordinary file there"));
    }
    let mut bytes = Vec::new();
    fs::File::open(&real)
        .map_err(failed)?
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > most {
        let message = format!("larger than {} MiB", most >> 20);
        return Err(Problem::error("F4", message).hint("split it; facts may stand in more documents"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Problem::error("F5", format!("not UTF-8 text: byte {at} does not fit")).hint("save it as UTF-8")
    })
}

/// An IO error in plain words, without the number of the operating system.
pub fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
