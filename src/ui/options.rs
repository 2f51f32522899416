//! What a session begins with, and may be told anew while it runs. Knows no file, environment or argument.

use crate::atlas::{Atlas, Voice};
use crate::settings::{Binding, Depth, Glyphs, Theme};
use std::sync::Arc;

/// What a session begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The themes to cycle through.
    pub themes: Vec<Arc<Theme>>,
    /// The name of the first one.
    pub theme: String,
    /// How many colours.
    pub depth: Depth,
    /// Which characters.
    pub glyphs: Glyphs,
    /// Columns and rows.
    pub size: (u16, u16),
    /// How many errors and warnings the data has.
    pub problems: usize,
    /// The directories where the reader's own copies are looked for, in words; empty if none was given or is there.
    pub sources: Vec<String>,
    /// Where copies are looked for if no directory is given.
    pub sources_home: String,
    /// Keys of the reader's own.
    pub keys: Vec<Binding>,
    /// How the atlas speaks.
    pub voice: Voice,
    /// Whether the mouse is captured from the start.
    pub mouse: bool,
    /// Whether anything may move by itself.
    pub moves: bool,
    /// A word to begin with: what is wrong with the configuration.
    pub remark: Option<String>,
}

impl Options {
    /// The atlas, speaking as it is wished.
    pub fn spoken(&self, atlas: Arc<Atlas>) -> Arc<Atlas> {
        if atlas.voice() == self.voice {
            return atlas;
        }
        Arc::new(atlas.speaking(self.voice))
    }
}
