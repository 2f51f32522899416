//! The atlas inside the binary: its files as texts, and compiled by `build.rs`.

use super::files::{File, file};
use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/data.rs"));

/// The records of the embedded atlas, written by [`super::compiled::write`].
pub const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/atlas.bin"));

/// The files of the embedded atlas.
pub fn files() -> Vec<File> {
    DATA.iter()
        .filter_map(|(path, text)| file(&format!("data/{path}"), path, 0, Cow::Borrowed(text)))
        .collect()
}
