//! Large atlases are read once and kept in a form that loads at once: columns in memory, texts fetched when asked for.
//! Never trusted: a file of the directories that changed, another program or a wrong byte, and it is made anew.
//!
//! The form is that of `data::compiled`.

mod key;

use super::compiled::{self, Source};
use super::{Loaded, Stage, plain, read_directories};
use crate::atlas::Atlas;
use key::Key;
use std::fs;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

/// Directories with fewer bytes load as fast without.
pub const LARGE: u64 = 8 << 20;

/// Where atlases are kept, and from how many bytes on.
#[derive(Debug, Clone, Copy)]
pub struct Home<'a> {
    /// The directory, which is made as needed.
    pub path: &'a Path,
    /// The least bytes of an atlas that is kept; see [`LARGE`].
    pub least: u64,
    /// What is to be kept beside an atlas, in pieces: made of it once, by those who know what it is good for.
    pub beside: fn(&Atlas) -> Vec<Vec<u8>>,
}

/// What one has to know of a large atlas beside its data.
pub struct Notes<'a> {
    /// How far the first reading is; called again and again, last with [`Stage::Done`].
    pub stage: &'a mut dyn FnMut(Stage),
    /// Why nothing could be kept for the next time.
    pub remark: &'a mut dyn FnMut(String),
}

/// The embedded atlas with directories laid over it. A large one is kept in a file at `home`, which is replaced as
/// needed; where that fails the atlas is there all the same.
pub fn load(directories: &[PathBuf], home: Option<Home>, notes: &mut Notes) -> Loaded {
    let least = home.map_or(LARGE, |home| home.least);
    let Some(key) = Key::of(directories).filter(|key| key.bytes >= least) else {
        return super::with_directories(directories);
    };
    let place = home.map(|home| (home.path.join(key.name()), home.beside));
    if let Some(kept) = place.as_ref().and_then(|(path, _)| open(path, &key).ok()) {
        return kept;
    }
    let loaded = read_directories(directories, notes.stage);
    let Some((path, beside)) = place else {
        (notes.stage)(Stage::Done);
        return loaded;
    };
    (notes.stage)(Stage::Keeping);
    let kept = keep(&path, &key, &loaded, beside);
    (notes.stage)(Stage::Done);
    // Files that changed meanwhile are read again the next time: they no longer have this key.
    match kept.and_then(|()| open(&path, &key)) {
        Ok(kept) => kept,
        Err(error) => {
            let name = path.display();
            (notes.remark)(format!(
                "the atlas could not be kept in «{name}» for the next time: {}",
                plain(&error)
            ));
            loaded
        }
    }
}

/// Writes beside the file and moves it there, so that nobody ever sees half of it, whoever else does the same.
fn keep(path: &Path, key: &Key, loaded: &Loaded, beside: fn(&Atlas) -> Vec<Vec<u8>>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = fs::File::create(&temporary)
        .and_then(|file| write(&file, key, loaded, &beside(&loaded.atlas)))
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // What is left of a failed attempt is of no use to anybody.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Writes a whole file; it is on the disk when this returns.
fn write(file: &fs::File, key: &Key, loaded: &Loaded, beside: &[Vec<u8>]) -> io::Result<()> {
    let out = BufWriter::with_capacity(1 << 18, file);
    compiled::write(out, &key.text, (&loaded.atlas, &loaded.problems), beside)?;
    file.sync_all()
}

/// The atlas that was kept for exactly this key by exactly this program.
fn open(path: &Path, key: &Key) -> io::Result<Loaded> {
    let (atlas, problems) = compiled::open(Source::file(path)?, &key.text)?;
    Ok(Loaded {
        atlas,
        problems,
        document_files: Vec::new(),
    })
}
