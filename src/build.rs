//! Reads and checks the atlas in `data/` with the library's own modules and compiles it, so that a problem fails
//! the build with its place; the themes of `assets/themes` likewise.

#![allow(
    dead_code,
    unused_imports,
    reason = "the library's modules offer more than the build needs"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "Cargo tells a build script its folders by the environment"
)]

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

mod atlas;
mod problem;
mod safe_text;
mod settings;

/// The modules of `src/data.rs` that read and check files.
mod data {
    pub mod assemble;
    pub mod check;
    pub mod compiled;
    pub mod edition;
    pub mod files;
    pub mod layers;
    pub mod packed;
    pub mod records;
    pub mod resolve;
    pub mod restatement;
    pub mod schema;
    pub mod theme;
}

/// The modules of `src/reading.rs` that read fingerprints.
mod reading {
    pub mod fingerprint;
    pub mod hash;
    pub mod normal;
}

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    println!("cargo:rerun-if-changed=src/build.rs");
    println!("cargo:rerun-if-changed=src/atlas");
    println!("cargo:rerun-if-changed=src/data");
    println!("cargo:rerun-if-changed=assets/themes");
    fs::write(out.join("themes.bin"), themes(&root.join("assets/themes"))?)?;
    fs::write(out.join("atlas.bin"), compile(&root.join("data"))?)
}

/// The checked atlas as bytes, or all its problems as one error.
fn compile(folder: &Path) -> io::Result<Vec<u8>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let below = relative(&path, folder)?;
        files.extend(data::files::file(
            &format!("data/{below}"),
            &below,
            0,
            Cow::Owned(fs::read_to_string(&path)?),
        ));
    }
    let mut problems = Vec::new();
    let (_, atlas) = data::assemble::assemble(
        data::layers::Layered::default(),
        &files,
        &mut problems,
        &mut |_| {},
    );
    problems.retain(|problem| problem.severity == problem::Severity::Error);
    if !problems.is_empty() {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Err(io::Error::other(format!(
            "the atlas in data/ has problems:\n{}",
            lines.join("\n")
        )));
    }
    let mut bytes = Vec::new();
    data::compiled::write(&mut bytes, "", (&atlas, &[]), &[])?;
    Ok(bytes)
}

/// The themes as bytes, or the first problem of one.
fn themes(folder: &Path) -> io::Result<Vec<u8>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    let read = |path: &PathBuf| Ok((relative(path, folder)?, fs::read_to_string(path)?));
    let files = paths.iter().map(read).collect::<io::Result<Vec<_>>>()?;
    data::theme::compile(&files).map_err(|problem| io::Error::other(problem.to_string()))
}

fn relative(path: &Path, folder: &Path) -> io::Result<String> {
    let below = path.strip_prefix(folder).map_err(io::Error::other)?;
    Ok(below.to_string_lossy().replace('\\', "/"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "ron") {
            files.push(path);
        }
    }
    Ok(())
}
