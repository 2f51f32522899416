//! Writes a file whole or not at all: beside it first, then moved into its place.

use super::session::Failure;
use crate::data::plain;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes what `write` writes to `path`; an ordinary file that is there is replaced.
///
/// # Errors
/// If the path is no ordinary file, or the writing fails; then nothing has changed.
pub fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let failed = |what: &str, error: &io::Error| {
        let message = format!("cannot {what} «{}»: {}", path.display(), plain(error));
        Failure::wrong(message, "nothing was changed")
    };
    let target = target(path)?;
    let (temporary, file) = beside(&target).map_err(|error| failed("write", &error))?;
    let mut out = BufWriter::new(file);
    let written = write(&mut out).and_then(|()| finish(out, &target));
    let moved = written.and_then(|()| fs::rename(&temporary, &target));
    moved.map_err(|error| {
        // What is left of a failed attempt is of no use to anybody.
        let _ = fs::remove_file(&temporary);
        failed("write", &error)
    })
}

/// The file itself, behind links. Only ordinary files are replaced: never a directory, device or pipe.
fn target(path: &Path) -> Result<PathBuf, Failure> {
    let shown = path.display();
    if path.file_name().is_none() || shown.to_string().ends_with('/') {
        return Err(Failure::wrong(
            format!("«{shown}» is no file name"),
            "name a file",
        ));
    }
    match fs::metadata(path) {
        Ok(facts) if facts.is_dir() => Err(Failure::wrong(
            format!("«{shown}» is a directory"),
            "name a file in it",
        )),
        Ok(facts) if !facts.is_file() => Err(Failure::wrong(
            format!("«{shown}» is not an ordinary file"),
            "leave --out away and redirect stdout to it",
        )),
        Ok(_) => Ok(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())),
        Err(_) => Ok(path.to_owned()),
    }
}

/// A new file in the same directory, so that moving it cannot cross a file system.
fn beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut tries = 0;
    loop {
        let temporary = target.with_file_name(format!(".{name}.{}-{tries}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < 100 => tries += 1,
            Err(error) => return Err(error),
        }
    }
}

fn finish(out: BufWriter<File>, target: &Path) -> io::Result<()> {
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Ok(facts) = fs::metadata(target) {
        file.set_permissions(facts.permissions())?;
    }
    file.sync_all()
}
