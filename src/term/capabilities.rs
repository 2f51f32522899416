//! What a session's terminal can show, from its own environment and the reader's options.
//! Reads no environment and asks the terminal nothing: late answers would come in as keys.
//!
//! | `TERM` | colours | characters | erases with the background |
//! |---|---|---|---|
//! | `linux` | 16 | block | yes |
//! | `vt100` | none | ASCII | no |
//! | `screen` | 16 | braille | no |
//! | `screen-256color` | 256 | braille | no |
//! | `tmux-256color` | 256 | braille | no |
//! | `xterm` | 16 | braille | yes |
//! | `xterm-256color` | 256 | braille | yes |
//! | `foot` | 24 bit | braille | yes |
//! | `xterm-kitty` | 24 bit | braille | yes |
//! | `alacritty` | 24 bit | braille | yes |
//!
//! `COLORTERM=truecolor` makes it 24 bit everywhere but in GNU screen, which inherits the variable and drops the
//! colours. A locale without UTF-8 makes it ASCII; a Chinese, Japanese or Korean one draws frames in ASCII, as its
//! fonts make box drawing two columns wide.
//!
//! | variable | does | stands behind |
//! |---|---|---|
//! | `NO_COLOR` not empty | no colours | `--color` |
//! | `CLICOLOR_FORCE` not empty and not `0` | colours, at least 16 | `NO_COLOR` |
//! | `CLICOLOR=0` | no colours | `CLICOLOR_FORCE` |
//! | `COLORFGBG` | light or dark theme by the background | `--theme`, configuration |
//! | `SSH_CONNECTION`, `SSH_TTY`, `SSH_CLIENT` | mouse and motion off, longer waits for split keys | `--mouse`, `--motion`, configuration |

use super::clipboard::Carrier;
use super::encode::Abilities;
use crate::settings::{Color, Depth, Glyphs};

/// What is known of a session's terminal: variables of its environment, empty where they are not set.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Hints {
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// `COLORFGBG`.
    pub colorfgbg: String,
    /// `NO_COLOR`.
    pub no_color: String,
    /// `CLICOLOR_FORCE`.
    pub clicolor_force: String,
    /// `CLICOLOR`.
    pub clicolor: String,
    /// `LC_ALL`.
    pub lc_all: String,
    /// `LC_CTYPE`.
    pub lc_ctype: String,
    /// `LANG`.
    pub lang: String,
    /// Whether output goes to a terminal.
    pub is_tty: bool,
    /// Whether `TMUX` is set.
    pub is_tmux: bool,
    /// Whether `STY` is set: GNU screen.
    pub is_screen: bool,
    /// Whether `SSH_CONNECTION` is set.
    pub is_ssh: bool,
}

/// What a session may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// How many colours.
    pub depth: Depth,
    /// Which characters.
    pub glyphs: Glyphs,
    /// Whether the terminal's background is light; `None` when it does not say.
    pub is_light: Option<bool>,
    /// What may be written to the terminal.
    pub abilities: Abilities,
    /// What carries a copied text to the terminal.
    pub carrier: Carrier,
}

impl Hints {
    /// Whether a full screen can be drawn at all.
    pub fn can_draw(&self) -> bool {
        self.is_tty && !matches!(self.term.as_str(), "" | "dumb" | "unknown")
    }

    /// What the session may use, the reader's wishes first.
    pub fn capabilities(&self, color: Color, glyphs: Option<Glyphs>) -> Capabilities {
        let own_glyphs = self.glyphs();
        Capabilities {
            depth: self.depth(color),
            glyphs: glyphs.unwrap_or(own_glyphs),
            is_light: self.is_light(),
            abilities: Abilities {
                erases_with_background: self.erases_with_background(),
                is_ascii: own_glyphs == Glyphs::Ascii && glyphs.is_none_or(|wish| wish == Glyphs::Ascii),
            },
            carrier: if self.is_screen && !self.is_tmux {
                Carrier::Screen
            } else {
                Carrier::Direct
            },
        }
    }

    fn depth(&self, color: Color) -> Depth {
        let is_forced = !matches!(self.clicolor_force.as_str(), "" | "0");
        match color {
            Color::Never => Depth::Mono,
            Color::Always => self.forced_depth(),
            Color::Auto if !self.no_color.is_empty() => Depth::Mono,
            Color::Auto if is_forced => self.forced_depth(),
            Color::Auto if !self.is_tty || self.clicolor == "0" => Depth::Mono,
            Color::Auto => self.own_depth(),
        }
    }

    fn forced_depth(&self) -> Depth {
        match self.own_depth() {
            Depth::Mono => Depth::Sixteen,
            depth => depth,
        }
    }

    fn own_depth(&self) -> Depth {
        let term = self.term.as_str();
        let says_true = matches!(self.colorterm.as_str(), "truecolor" | "24bit");
        let is_gnu_screen = term.starts_with("screen") && !self.is_tmux;
        if self.is_true_color_terminal() || (says_true && !is_gnu_screen && self.can_say_colors()) {
            Depth::True
        } else if term.contains("256color") {
            Depth::Indexed
        } else if self.can_say_colors() {
            Depth::Sixteen
        } else {
            Depth::Mono
        }
    }

    /// Terminals of one colour, and none at all.
    fn can_say_colors(&self) -> bool {
        let term = self.term.as_str();
        let is_mono = ["vt", "dumb", "unknown"]
            .iter()
            .any(|mono| term.starts_with(mono));
        !(term.is_empty() || is_mono || term.ends_with("-m") || term.ends_with("-mono"))
    }

    /// Terminals whose name alone says 24 bit: the name crosses SSH, `COLORTERM` does not.
    fn is_true_color_terminal(&self) -> bool {
        let families = [
            "foot",
            "xterm-kitty",
            "kitty",
            "alacritty",
            "xterm-ghostty",
            "ghostty",
            "wezterm",
            "contour",
        ];
        self.term.ends_with("-direct") || families.iter().any(|family| self.is_family(family))
    }

    /// The name itself or the name with a suffix.
    fn is_family(&self, family: &str) -> bool {
        let suffix = self.term.strip_prefix(family);
        suffix.is_some_and(|suffix| suffix.is_empty() || suffix.starts_with('-'))
    }

    fn glyphs(&self) -> Glyphs {
        let locale = self.locale();
        let upper = locale.to_ascii_uppercase();
        // Terminals of their own right are never anything but UTF-8; elsewhere no locale means the C locale.
        let is_utf8 = upper.contains("UTF-8")
            || upper.contains("UTF8")
            || (locale.is_empty() && self.is_true_color_terminal());
        if !is_utf8 || self.term.starts_with("vt") {
            Glyphs::Ascii
        } else if ["zh", "ja", "ko"]
            .iter()
            .any(|language| locale.starts_with(language))
        {
            Glyphs::BrailleAsciiFrames
        } else if self.is_family("linux") {
            Glyphs::Block
        } else {
            Glyphs::Braille
        }
    }

    /// The first of the three variables that is set decides.
    fn locale(&self) -> &str {
        let locales = [&self.lc_all, &self.lc_ctype, &self.lang];
        locales
            .into_iter()
            .find(|locale| !locale.is_empty())
            .map_or("", |locale| locale)
    }

    /// `foreground;background` or `foreground;default;background`, as numbers of the sixteen colours.
    fn is_light(&self) -> Option<bool> {
        let (_, background) = self.colorfgbg.rsplit_once(';')?;
        match background.parse() {
            Ok(0..=6 | 8) => Some(false),
            Ok(7 | 9..=15u8) => Some(true),
            _ => None,
        }
    }

    fn erases_with_background(&self) -> bool {
        let families = ["xterm", "linux", "rxvt", "rxvt-unicode"];
        !self.is_screen
            && !self.is_tmux
            && (self.is_true_color_terminal() || families.iter().any(|family| self.is_family(family)))
    }
}

#[cfg(test)]
mod tests;
