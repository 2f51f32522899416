//! An atlas into bytes on a [`Write`], in one of several formats, and single facts into texts to paste.
//! Absent here: files, terminals, arguments; whoever calls owns the place the bytes go to.
//!
//! To add a format: a file with a `FORMAT`, and its row in [`FORMATS`].

pub mod bibtex;
pub mod cite;
pub mod csl;
pub mod csv;
pub mod json;
pub mod kept;
pub mod markdown;
pub mod snippet;

use crate::atlas::Atlas;
use std::io::{self, Write};

/// A format that a whole atlas can be written in.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The usual end of a file name, without the dot.
    pub extension: &'static str,
    /// One line about it.
    pub about: &'static str,
    write: fn(&Atlas, &mut dyn Write) -> io::Result<()>,
}

impl Format {
    /// Writes the atlas.
    ///
    /// # Errors
    /// Whatever `out` says.
    pub fn write(&self, atlas: &Atlas, out: &mut dyn Write) -> io::Result<()> {
        (self.write)(atlas, out)
    }
}

/// All formats.
pub const FORMATS: &[Format] = &[
    json::FORMAT,
    csv::FORMAT,
    markdown::FORMAT,
    bibtex::FORMAT,
    csl::FORMAT,
];

/// The format of this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
