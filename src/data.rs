//! Files into an [`Atlas`]: the embedded atlas, directories laid over it, and the rules that check both.
//! The only module that knows RON and the layout of files. Bad records become problems, never errors.

mod assemble;
pub mod cache;
pub mod check;
mod compiled;
pub mod config;
mod edition;
mod embedded;
mod files;
pub mod generate;
mod layers;
pub mod memory;
mod packed;
pub mod plain;
mod records;
mod resolve;
pub mod restatement;
pub mod schema;
pub mod sources;
pub mod stub;
pub mod theme;
mod written;

use crate::atlas::{Atlas, Thing};
use crate::problem::{Problem, Severity};
use compiled::Source;
use files::File;
pub use files::plain;
use layers::Layered;
use std::path::Path;

/// An atlas and all that is wrong with the files it was made of.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The atlas of all that could be read.
    pub atlas: Atlas,
    /// What was wrong, errors first.
    pub problems: Vec<Problem>,
    /// For each document the file it stands in; none for those of the compiled atlas.
    document_files: Vec<Option<File>>,
}

impl Loaded {
    /// How many problems have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|p| p.severity == severity).count()
    }
}

/// The embedded atlas, from its compiled form: the build has read and checked its files.
pub fn embedded() -> Loaded {
    let mut problems = Vec::new();
    Loaded {
        atlas: base(&mut problems),
        problems,
        document_files: Vec::new(),
    }
}

/// The embedded atlas; a problem if the build wrote none that can be read.
fn base(problems: &mut Vec<Problem>) -> Atlas {
    let opened = compiled::open(Source::Bytes(embedded::COMPILED), "");
    opened.map(|(atlas, _)| atlas).unwrap_or_else(|_| {
        let problem = Problem::error("F8", "the built-in atlas cannot be read");
        problems.push(problem.hint("build anew"));
        Atlas::default()
    })
}

/// The embedded atlas with directories laid over it, later ones winning, all rules applied.
pub fn with_directories(directories: &[impl AsRef<Path>]) -> Loaded {
    if directories.is_empty() {
        return embedded();
    }
    read_directories(directories, &mut |_| {})
}

/// How far the reading of a large atlas is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// So many of so many bytes of files are read.
    Reading(u64, u64),
    /// What was read is being kept for the next time.
    Keeping,
    /// All is done.
    Done,
}

fn read_directories(directories: &[impl AsRef<Path>], stage: &mut dyn FnMut(Stage)) -> Loaded {
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for (directory, layer) in directories.iter().zip(1..) {
        files.extend(files::directory(directory.as_ref(), layer, &mut problems));
    }
    let base = written::layered(&base(&mut problems).to_records());
    let all = files.iter().map(|file| file.text.len() as u64).sum();
    let mut read = 0;
    load_noting(base, &files, problems, &mut |bytes| {
        stage(Stage::Reading(read, all));
        read += bytes;
    })
}

/// The embedded atlas with all rules applied.
pub fn checked() -> Loaded {
    let mut problems = Vec::new();
    let base = written::layered(&base(&mut problems).to_records());
    load(base, &[], problems)
}

/// The embedded themes, dark first, then by name.
pub fn themes() -> Vec<crate::settings::Theme> {
    theme::read(embedded::THEMES)
}

/// One directory as a whole atlas, without the embedded one.
pub fn directory(root: &Path) -> Loaded {
    let mut problems = Vec::new();
    let files = files::directory(root, 1, &mut problems);
    load(Layered::default(), &files, problems)
}

/// Texts as a whole atlas: for each its path below an atlas's directory, and what stands there. What no atlas has is
/// left out.
pub fn texts(texts: impl IntoIterator<Item = (String, String)>) -> Loaded {
    let files: Vec<File> = texts
        .into_iter()
        .filter_map(|(path, text)| files::file(&path, &path, 1, text.into()))
        .collect();
    load(Layered::default(), &files, Vec::new())
}

fn load(base: Layered, files: &[File], problems: Vec<Problem>) -> Loaded {
    load_noting(base, files, problems, &mut |_| {})
}

fn load_noting(
    base: Layered,
    files: &[File],
    mut problems: Vec<Problem>,
    read: &mut dyn FnMut(u64),
) -> Loaded {
    let (all, atlas) = assemble::assemble(base, files, &mut problems, read);
    let document_files = all
        .documents
        .iter()
        .map(|located| files.get(located.file).cloned());
    Loaded {
        atlas,
        problems,
        document_files: document_files.collect(),
    }
}

/// The slugs of all things, for suggestions.
pub fn slugs(atlas: &Atlas) -> Vec<String> {
    let things = atlas.places().map(|(id, _)| Thing::Place(id));
    let things = things.chain(atlas.metrics().map(|(id, _)| Thing::Metric(id)));
    let things = things.chain(atlas.organisations().map(|(id, _)| Thing::Organisation(id)));
    let things = things.chain(atlas.documents().map(|(id, _)| Thing::Document(id)));
    things
        .chain(atlas.facts().map(|(id, _)| Thing::Fact(id)))
        .map(|thing| atlas.slug(thing))
        .collect()
}
