//! The atlas and the themes inside the binary, as `build.rs` has checked and compiled them.

/// The embedded atlas, written by [`super::compiled::write`].
pub const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/atlas.bin"));

/// The embedded themes, written by [`super::theme::compile`].
pub const THEMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/themes.bin"));
