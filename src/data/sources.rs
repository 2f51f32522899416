//! What the reader's own copies prove: their files read, the atlas's documents found in them by content, and every
//! paragraph and figure held against them. The answers are the plain values of `reading::proof`.
//! Knows no RON and no terminals; what cannot be read becomes a problem, never an error.
//!
//! To add a way to find a document: `copies`; a rule with sources: `faults`.

mod copies;
mod evidence;
mod faults;
mod named;
mod read;
mod repeated;
mod walk;

use crate::atlas::Atlas;
use crate::problem::Problem;
use crate::reading::proof::{Copy, DocumentProof, Proof};
use copies::{Copies, prints};
pub use faults::faults;
pub use read::{Text, read};
use std::path::PathBuf;
pub use walk::{Listed, MAX_SIZE, files};

/// Reads all files below these directories and holds the atlas against them. What could not be read, and files
/// that only look like a copy, are added to `problems`.
pub fn prove(atlas: &Atlas, directories: &[PathBuf], problems: &mut Vec<Problem>) -> Proof {
    prove_noting(atlas, directories, problems, &mut |_| ())
}

/// The same; `note` sees the proof as it stands at the start and after every file.
pub fn prove_noting(
    atlas: &Atlas,
    directories: &[PathBuf],
    problems: &mut Vec<Problem>,
    note: &mut dyn FnMut(&Proof),
) -> Proof {
    let files = walk::files(directories, problems);
    let prints = prints(atlas);
    let mut copies = Copies::new(atlas, &prints);
    let mut proof = Proof {
        documents: vec![nothing(); atlas.records().documents.len()],
        progress: (0, files.len()),
        ..Proof::default()
    };
    note(&proof);
    for file in &files {
        match read(file) {
            Ok(text) => copies.take(&text, &mut proof),
            Err(problem) => problems.push(problem),
        }
        proof.progress.0 += 1;
        note(&proof);
    }
    copies.finish(&mut proof, problems);
    proof
}

fn nothing() -> DocumentProof {
    DocumentProof {
        copy: Copy::None,
        file: None,
        paragraphs: Vec::new(),
    }
}
