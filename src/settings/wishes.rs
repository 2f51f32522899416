//! What a reader wishes of the explorer, as a configuration says it. Knows no file and not what the words name.

use super::Glyphs;
use crate::atlas::{NameLanguage, Named, NumberStyle};

/// A closed list of words, for [`Wishes`] and the options of the same names.
macro_rules! words {
    ($(#[$doc:meta])* $list:ident { $($(#[$member_doc:meta])* $member:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum $list { #[default] $($(#[$member_doc])* $member,)+ }

        impl Named for $list {
            const ALL: &'static [Self] = &[$($list::$member),+];
            const WORDS: &'static [&'static str] = &[$(stringify!($member)),+];
            fn name(self) -> &'static str {
                match self { $($list::$member => $name),+ }
            }
        }
    };
}

words! {
    /// When colours are written.
    Color {
        /// On a terminal that can, unless the environment says otherwise.
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never.
        Never = "never",
    }
}

words! {
    /// Whether the mouse is captured from the start.
    Mouse {
        /// Unless it is a session over SSH.
        Auto = "auto",
        /// Yes.
        On = "on",
        /// No.
        Off = "off",
    }
}

words! {
    /// Whether anything may move by itself.
    Motion {
        /// Unless it is a session over SSH.
        Auto = "auto",
        /// Yes, for a moment after a jump.
        Full = "full",
        /// Nothing does.
        Reduced = "reduced",
    }
}

/// A text of a configuration and where it stands; line and column from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placed {
    /// The text.
    pub text: String,
    /// Its line.
    pub line: u32,
    /// Its column.
    pub column: u32,
}

/// The keys that somebody wants for an action.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Binding {
    /// The action's name.
    pub action: Placed,
    /// Its keys, as they are written.
    pub keys: Vec<Placed>,
}

/// What a configuration says; [`Wishes::default`] is what is done without one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// The theme's name; none: by the terminal's background.
    pub theme: Option<Placed>,
    /// When colours are written.
    pub color: Color,
    /// Which characters to draw with; none: by terminal and locale.
    pub glyphs: Option<Glyphs>,
    /// Whether the mouse is captured.
    pub mouse: Mouse,
    /// Whether anything may move by itself.
    pub motion: Motion,
    /// How numbers are written in tables.
    pub numbers: NumberStyle,
    /// The language of names.
    pub names: NameLanguage,
    /// Where to begin: a view, a pane or an id; none: where one was last.
    pub start: Option<Placed>,
    /// Whether nothing is kept from session to session.
    pub fresh: bool,
    /// Keys of one's own.
    pub keys: Vec<Binding>,
}
