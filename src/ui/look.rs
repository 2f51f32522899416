//! How meaning becomes colour and signs for one session: theme, depth and glyph tier. Knows no environment.

use super::options::Options;
use crate::settings::{Ansi, Depth, Glyphs, Role, Theme, of_256};
use ratatui::style::{Color, Modifier, Style};
use std::sync::Arc;

/// What a session draws with.
#[derive(Debug, Clone)]
pub struct Look {
    /// The theme.
    pub theme: Arc<Theme>,
    /// How many colours.
    pub depth: Depth,
    /// Which characters.
    pub glyphs: Glyphs,
}

impl Look {
    /// What is wished: the theme of that name, else the first, else none.
    pub fn of(options: &Options) -> Self {
        let wanted = options.themes.iter().find(|theme| theme.name == options.theme);
        let theme = wanted.or(options.themes.first()).cloned();
        Look {
            theme: theme.unwrap_or_else(|| Arc::new(plain_theme())),
            depth: options.depth,
            glyphs: options.glyphs,
        }
    }

    fn depth(&self) -> Depth {
        if self.theme.mono { Depth::Mono } else { self.depth }
    }

    fn color(&self, role: Role) -> Color {
        let paint = self.theme.paint(role);
        match (self.depth(), paint.ansi) {
            // The same colour in half the bytes.
            (Depth::True, _) if of_256(paint.indexed) == Some(paint.rgb) => Color::Indexed(paint.indexed),
            (Depth::True, _) => Color::Rgb(paint.rgb.0, paint.rgb.1, paint.rgb.2),
            (Depth::Indexed, _) => Color::Indexed(paint.indexed),
            (Depth::Sixteen, Ansi::Index(n)) => Color::Indexed(n),
            (Depth::Sixteen, Ansi::Default) | (Depth::Mono, _) => Color::Reset,
        }
    }

    /// The colour of plain text as such, for where the terminal's own might not stand out.
    fn plain_text(&self) -> Color {
        self.color(Role::Text)
    }

    /// The style of text with this role. Plain text keeps the terminal's own colour, which fits its background
    /// and costs the fewest bytes. Dim only without true colours, where it keeps its contrast.
    pub fn style(&self, role: Role) -> Style {
        let own = if matches!(role, Role::Text | Role::Number) {
            Color::Reset
        } else {
            self.color(role)
        };
        let plain = Style::new().fg(own);
        let poor = matches!(self.depth(), Depth::Sixteen | Depth::Mono);
        match role {
            Role::Number => plain.add_modifier(Modifier::BOLD),
            Role::Accent => plain.add_modifier(Modifier::BOLD),
            Role::Match => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::Cite if poor => plain.add_modifier(Modifier::UNDERLINED),
            Role::Muted | Role::Faint | Role::Line if poor => plain.add_modifier(Modifier::DIM),
            Role::Err if poor => plain.add_modifier(Modifier::BOLD),
            _ => plain,
        }
    }

    /// Puts the background of a selected row under a style.
    pub fn selected(&self, style: Style) -> Style {
        match self.depth() {
            Depth::True | Depth::Indexed => self.readable(style.bg(self.color(Role::Selection))),
            Depth::Sixteen | Depth::Mono => style
                .remove_modifier(Modifier::DIM)
                .add_modifier(Modifier::REVERSED),
        }
    }

    /// Puts more than the background of a selected row under a style: for the moment after a jump.
    pub fn landing(&self, style: Style) -> Style {
        style
            .remove_modifier(Modifier::DIM)
            .add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// On a painted background text has to bring its own colour.
    pub fn readable(&self, style: Style) -> Style {
        let painted = style.bg.is_some_and(|bg| bg != Color::Reset);
        let own = style.fg.is_none_or(|fg| fg == Color::Reset);
        if painted && own {
            style.fg(self.plain_text())
        } else {
            style
        }
    }

    /// Puts the background of an overlay under a style.
    pub fn raised(&self, style: Style) -> Style {
        match self.depth() {
            Depth::True | Depth::Indexed => self.readable(style.bg(self.color(Role::Raised))),
            Depth::Sixteen | Depth::Mono => style,
        }
    }
}

/// A theme without any colour, should a session be given none.
pub fn plain_theme() -> Theme {
    let paint = crate::settings::Paint {
        rgb: (255, 255, 255),
        indexed: 15,
        ansi: Ansi::Default,
    };
    Theme {
        name: "plain".to_owned(),
        about: String::new(),
        background: (0, 0, 0),
        mono: true,
        paints: [paint; 14],
    }
}

/// The characters of a text as a glyph tier can show them. Every replacement is as wide as what it replaces,
/// so that nothing moves between tiers; what has none becomes `?`.
pub fn glyph(c: char, glyphs: Glyphs) -> char {
    match glyphs {
        Glyphs::Braille => c,
        Glyphs::Block => c,
        Glyphs::BrailleAsciiFrames if matches!(c, '\u{2800}'..='\u{28FF}') || is_wide(c) => c,
        Glyphs::BrailleAsciiFrames | Glyphs::Ascii => ascii(c).unwrap_or(match glyphs {
            Glyphs::Ascii => '?',
            _ => c,
        }),
    }
}

fn is_wide(c: char) -> bool {
    unicode_width::UnicodeWidthChar::width(c) == Some(2)
}

fn ascii(c: char) -> Option<char> {
    Some(match c {
        ' '..='~' => c,
        '─' | '━' | '–' | '—' | '╌' | '−' => '-',
        '│' | '┃' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' => {
            '+'
        }
        '▌' | '▸' | '›' | '»' | '→' | '⏎' | '▶' => '>',
        '‹' | '«' | '←' | '◂' => '<',
        '▾' => 'v',
        '↑' | '▲' => '^',
        '↓' | '▼' => 'v',
        '●' => '*',
        '○' => 'o',
        '◌' => 'p',
        '◇' => 'c',
        '□' => 'd',
        '⊘' => 's',
        '·' | '…' => '.',
        '∅' => 'x',
        '⟦' => '[',
        '⟧' => ']',
        '≈' => '~',
        '≠' => '#',
        '¶' => '#',
        '✔' => '+',
        '°' => 'o',
        '²' => '2',
        '×' => 'x',
        '÷' => '/',
        '’' | '‘' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        '█' | '▇' | '▆' | '▅' | '▄' | '▃' | '▂' | '▁' => '#',
        '░' => ':',
        '∞' => '8',
        '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ',
        '\u{FFFD}' => '?',
        _ => return latin(c),
    })
}

/// The base letter of an accented one.
fn latin(c: char) -> Option<char> {
    use unicode_normalization::UnicodeNormalization;
    if c == 'ß' {
        return Some('s');
    }
    std::iter::once(c).nfd().next().filter(char::is_ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_stays_ascii_and_keeps_its_width() {
        for c in ('\u{20}'..'\u{3000}').filter(|c| !c.is_control()) {
            assert!(glyph(c, Glyphs::Ascii).is_ascii());
        }
        assert_eq!(glyph('é', Glyphs::Ascii), 'e');
        assert_eq!(glyph('⣀', Glyphs::BrailleAsciiFrames), '⣀');
        assert_eq!(glyph('─', Glyphs::BrailleAsciiFrames), '-');
    }
}
