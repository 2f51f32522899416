//! One file of a reader's copies as text: opened so that it cannot block, read no further than allowed, decoded.
//! Knows no documents; what is no text is refused with a reason.

use super::super::files::plain;
use super::walk::{Listed, MAX_SIZE, too_large};
use crate::problem::{Problem, Severity};
use crate::reading::blocks::{Format, is_blank};
use crate::reading::decode::{Decoded, decode_owned};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The file's path as the reader knows it.
    pub name: String,
    /// Its text, and how it was encoded.
    pub decoded: Decoded,
    /// How it is marked up.
    pub format: Format,
}

/// Reads a file.
///
/// # Errors
/// A problem that says why it is no text, with its place.
pub fn read(file: &Listed) -> Result<Text, Problem> {
    let text = bytes(&file.path).and_then(decoded);
    let decoded = text.map_err(|problem| problem.at(&file.name, 0, 0))?;
    Ok(Text {
        name: file.name.clone(),
        format: Format::of(&decoded.text, Some(&file.name)),
        decoded,
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let failed = |error: io::Error| {
        let message = format!("cannot read it: {}", plain(&error));
        Problem::new("F1", Severity::Warning, message).hint("check its permissions")
    };
    let file = open(path).map_err(failed)?;
    let facts = file.metadata().map_err(failed)?;
    if !facts.is_file() {
        let problem = Problem::new("F3", Severity::Info, "not an ordinary file");
        return Err(problem.hint("only ordinary files are read"));
    }
    if facts.len() > MAX_SIZE {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(facts.len()).unwrap_or(0));
    file.take(MAX_SIZE + 1).read_to_end(&mut bytes).map_err(failed)?;
    // It may have grown since it was asked for its size.
    if bytes.len() as u64 > MAX_SIZE {
        return Err(too_large());
    }
    Ok(bytes)
}

/// A pipe put in the file's place would block whoever opens it in the ordinary way.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = File::options();
    options
        .read(true)
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed());
    options.open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn decoded(bytes: Vec<u8>) -> Result<Decoded, Problem> {
    let decoded = decode_owned(bytes).map_err(|refused| {
        let problem = Problem::new("F5", Severity::Info, refused.to_string());
        problem.hint("save the document as plain text or HTML")
    })?;
    if decoded.text.lines().all(is_blank) {
        let problem = Problem::new("F5", Severity::Info, "an empty file");
        return Err(problem.hint("save the document's text in it"));
    }
    Ok(decoded)
}
