//! Themes, keymaps and options as plain values. Knows neither their files nor the terminal.

mod memory;
mod wishes;

use crate::atlas::Named;
pub use memory::Memory;
pub use wishes::{Binding, Color, Motion, Mouse, Placed, Wishes};

/// A colour by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Text,
    /// A figure: the only bold thing of a row.
    Number,
    /// Units, periods, hosts.
    Muted,
    /// Frames, table heads, gaps.
    Faint,
    /// The focused pane's title, key letters.
    Accent,
    /// Citations and nothing else.
    Cite,
    /// Letters that matched a query.
    Match,
    /// A gain.
    Up,
    /// A loss.
    Down,
    /// Proof.
    Ok,
    /// Disputes, changed figures, errors.
    Err,
    /// The background of the selected row.
    Selection,
    /// The background of overlays.
    Raised,
    /// Hairlines.
    Line,
}

impl Role {
    /// All roles, in the order of a theme's file.
    pub const ALL: [Role; 14] = [
        Role::Text,
        Role::Number,
        Role::Muted,
        Role::Faint,
        Role::Accent,
        Role::Cite,
        Role::Match,
        Role::Up,
        Role::Down,
        Role::Ok,
        Role::Err,
        Role::Selection,
        Role::Raised,
        Role::Line,
    ];

    /// Its key in a theme's file.
    pub fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Number => "number",
            Role::Muted => "muted",
            Role::Faint => "faint",
            Role::Accent => "accent",
            Role::Cite => "cite",
            Role::Match => "match",
            Role::Up => "up",
            Role::Down => "down",
            Role::Ok => "ok",
            Role::Err => "err",
            Role::Selection => "selection",
            Role::Raised => "raised",
            Role::Line => "line",
        }
    }
}

/// One of the sixteen colours, or the terminal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ansi {
    /// The terminal's own colour.
    Default,
    /// Colour 0 to 15.
    Index(u8),
}

/// A colour at every depth, and how it shows without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// 24-bit.
    pub rgb: (u8, u8, u8),
    /// One of 256, chosen by hand.
    pub indexed: u8,
    /// One of 16.
    pub ansi: Ansi,
}

/// What all terminals show for one of the 240 colours behind the first sixteen, which are the reader's own.
pub fn of_256(index: u8) -> Option<(u8, u8, u8)> {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..16 => None,
        16..232 => {
            let n = index - 16;
            Some((level(n / 36), level(n / 6 % 6), level(n % 6)))
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            Some((grey, grey, grey))
        }
    }
}

/// A theme: a paint for each role, and the background it was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name on the command line.
    pub name: String,
    /// One line about it.
    pub about: String,
    /// The background it was made for; never painted.
    pub background: (u8, u8, u8),
    /// Whether it uses no colour at any depth.
    pub mono: bool,
    /// A paint for each of [`Role::ALL`], in that order.
    pub paints: [Paint; 14],
}

impl Theme {
    /// The paint of a role.
    pub fn paint(&self, role: Role) -> Paint {
        self.paints[role as usize]
    }
}

/// How many colours a session may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// None: bold, underline, reverse, dim only.
    Mono,
    /// The terminal's sixteen.
    Sixteen,
    /// 256 indexed colours.
    Indexed,
    /// 24-bit colours.
    True,
}

/// Which characters a session may draw with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// Braille, blocks and box drawing.
    Braille,
    /// ASCII frames and signs with braille trends: for fonts that draw ambiguous characters wide.
    BrailleAsciiFrames,
    /// Blocks and box drawing.
    Block,
    /// ASCII only.
    Ascii,
}

impl Named for Glyphs {
    const ALL: &'static [Self] = &[
        Glyphs::Braille,
        Glyphs::Block,
        Glyphs::Ascii,
        Glyphs::BrailleAsciiFrames,
    ];
    const WORDS: &'static [&'static str] = &["Braille", "Block", "Ascii", "BrailleAsciiFrames"];
    fn name(self) -> &'static str {
        match self {
            Glyphs::Braille => "braille",
            Glyphs::Block => "block",
            Glyphs::Ascii => "ascii",
            Glyphs::BrailleAsciiFrames => "cjk",
        }
    }
}
