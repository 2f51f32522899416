//! What a kept atlas must have been made of to be used: the files of its directories as they are, and this program.

use crate::data::compiled::sum;
use crate::data::{embedded, files};
use crate::reading::hash::stream;
use std::fs;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

/// The directories and all their files.
pub struct Key {
    /// One line for the program and for each directory and file: path, size, time of the last change, number.
    pub text: String,
    /// The directories alone, in order.
    directories: String,
    /// Bytes of all files.
    pub bytes: u64,
}

impl Key {
    /// The key of directories as they are now; `None` if one cannot be read.
    pub fn of(directories: &[PathBuf]) -> Option<Key> {
        let mut key = Key {
            text: format!("{} {:x}\n", env!("CARGO_PKG_VERSION"), sum(embedded::COMPILED)),
            directories: String::new(),
            bytes: 0,
        };
        for directory in directories {
            let root = fs::canonicalize(directory).ok()?;
            // Problems name files below the directory as it was given.
            let shown = format!("{} as {}\n", root.display(), directory.display());
            key.directories.push_str(&shown);
            key.text.push_str(&shown);
            for path in files::paths(&root) {
                let facts = fs::metadata(root.join(&path)).ok()?;
                let changed = facts
                    .modified()
                    .ok()
                    .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                let changed = changed.map_or(0, |time| time.as_nanos());
                key.bytes += facts.len();
                key.text
                    .push_str(&format!("{path} {} {changed} {}\n", facts.len(), number(&facts)));
            }
        }
        Some(key)
    }

    /// The name of the file: one for these directories, whatever is in them.
    pub fn name(&self) -> String {
        format!("{:016x}.atlas", stream(&self.directories))
    }
}

/// The number a file has in its file system, where there are such numbers.
#[cfg(unix)]
fn number(facts: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(facts)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}
