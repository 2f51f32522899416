//! The look of cells, and the shortest change of a terminal's pen from one look to another (SGR).
//! Knows no cursor and no cells' places.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What shows on a blank besides its background.
const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Colours and attributes together.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    /// The terminal's own.
    pub const PLAIN: Look = Look {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// Of a cell with a character.
    pub fn of(cell: &Cell) -> Look {
        Look {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Of a blank cell: what nobody can see counts as the terminal's own.
    pub fn of_blank(cell: &Cell) -> Look {
        if cell.modifier.intersects(VISIBLE_ON_BLANK) {
            return Look::of(cell);
        }
        Look {
            bg: cell.bg,
            ..Look::PLAIN
        }
    }

    /// Whether a blank of this look may be erased instead of written. Terminals erase with the background of the
    /// pen (`bce`) or with their own: they agree on the default background alone.
    pub fn is_erasable(self, erases_with_background: bool) -> bool {
        !self.modifier.intersects(VISIBLE_ON_BLANK) && (self.bg == Color::Reset || erases_with_background)
    }

    /// The pen to write a blank of this look with: what cannot be seen stays as it is.
    pub fn for_blank(self, pen: Look) -> Look {
        if self.modifier.intersects(VISIBLE_ON_BLANK) {
            return self;
        }
        Look {
            fg: pen.fg,
            bg: self.bg,
            modifier: pen.modifier.difference(VISIBLE_ON_BLANK),
        }
    }

    /// Writes the shortest sequence that changes the pen to another look; nothing if it has it.
    pub fn change_to(self, look: Look, out: &mut Vec<u8>) {
        if self == look {
            return;
        }
        let start = out.len();
        look.write_anew(out);
        let end = out.len();
        self.write_difference(look, out);
        keep_shorter(start, end, out);
    }

    fn write_anew(self, out: &mut Vec<u8>) {
        if self == Look::PLAIN {
            return out.extend(b"\x1b[m");
        }
        out.extend(b"\x1b[0");
        write_modifiers(self.modifier, out);
        write_color(Look::PLAIN.fg, self.fg, Ground::Fore, out);
        write_color(Look::PLAIN.bg, self.bg, Ground::Back, out);
        out.push(b'm');
    }

    fn write_difference(self, look: Look, out: &mut Vec<u8>) {
        out.extend(b"\x1b[");
        let start = out.len();
        let lost = self.modifier.difference(look.modifier);
        let mut kept = self.modifier.intersection(look.modifier);
        for (modifiers, code) in OFF {
            if lost.intersects(modifiers) {
                param(code, out);
                // What the same code switches off as well has to be switched on again.
                kept.remove(modifiers);
            }
        }
        write_modifiers(look.modifier.difference(kept), out);
        write_color(self.fg, look.fg, Ground::Fore, out);
        write_color(self.bg, look.bg, Ground::Back, out);
        out.push(b'm');
        out.remove(start);
    }
}

/// Keeps the shorter of two sequences that say the same: one from `start` to `end`, one from `end` on.
pub fn keep_shorter(start: usize, end: usize, out: &mut Vec<u8>) {
    if out.len() - end < end - start {
        out.drain(start..end);
    } else {
        out.truncate(end);
    }
}

const ON: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

const OFF: [(Modifier, u8); 7] = [
    (Modifier::BOLD.union(Modifier::DIM), 22),
    (Modifier::ITALIC, 23),
    (Modifier::UNDERLINED, 24),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
    (Modifier::REVERSED, 27),
    (Modifier::HIDDEN, 28),
    (Modifier::CROSSED_OUT, 29),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    Fore = 0,
    Back = 10,
}

fn write_modifiers(modifiers: Modifier, out: &mut Vec<u8>) {
    for (modifier, code) in ON {
        if modifiers.contains(modifier) {
            param(code, out);
        }
    }
}

fn param(number: u8, out: &mut Vec<u8>) {
    out.push(b';');
    write_number(number.into(), out);
}

/// A number in digits; a frame has thousands, and general formatting takes five times as long.
pub fn write_number(number: u16, out: &mut Vec<u8>) {
    if number >= 10 {
        write_number(number / 10, out);
    }
    out.push(b'0' + (number % 10) as u8);
}

fn write_color(from: Color, to: Color, ground: Ground, out: &mut Vec<u8>) {
    if from == to {
        return;
    }
    let shift = ground as u8;
    match to {
        // The first sixteen by their old codes: shorter, and all that terminals of sixteen colours know.
        Color::Indexed(index @ 0..8) => param(30 + index + shift, out),
        Color::Indexed(index @ 8..16) => param(90 + index - 8 + shift, out),
        Color::Indexed(index) => [38 + shift, 5, index].iter().for_each(|n| param(*n, out)),
        Color::Rgb(r, g, b) => [38 + shift, 2, r, g, b].iter().for_each(|n| param(*n, out)),
        named => param(named_code(named) + shift, out),
    }
}

fn named_code(color: Color) -> u8 {
    match color {
        Color::Black => 30,
        Color::Red => 31,
        Color::Green => 32,
        Color::Yellow => 33,
        Color::Blue => 34,
        Color::Magenta => 35,
        Color::Cyan => 36,
        Color::Gray => 37,
        Color::DarkGray => 90,
        Color::LightRed => 91,
        Color::LightGreen => 92,
        Color::LightYellow => 93,
        Color::LightBlue => 94,
        Color::LightMagenta => 95,
        Color::LightCyan => 96,
        Color::White => 97,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => 39,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: (Color, Color, Modifier), to: (Color, Color, Modifier), expected: &str) {
        let look = |(fg, bg, modifier)| Look { fg, bg, modifier };
        let mut out = Vec::new();
        look(from).change_to(look(to), &mut out);
        assert_eq!(String::from_utf8(out).unwrap().replace('\x1b', "E"), expected);
    }

    #[test]
    fn sixteen_colours_have_their_old_codes() {
        let (reset, none) = (Color::Reset, Modifier::empty());
        for (index, expected) in [
            (0, "E[30m"),
            (7, "E[37m"),
            (8, "E[90m"),
            (15, "E[97m"),
            (16, "E[38;5;16m"),
        ] {
            check(
                (reset, reset, none),
                (Color::Indexed(index), reset, none),
                expected,
            );
        }
        check((reset, reset, none), (reset, Color::Indexed(4), none), "E[44m");
        check((reset, reset, none), (reset, Color::Indexed(12), none), "E[104m");
    }

    #[test]
    fn the_shortest_change_is_written() {
        let (reset, none) = (Color::Reset, Modifier::empty());
        let (bold, dim) = (Modifier::BOLD, Modifier::DIM);
        check((reset, reset, none), (reset, reset, none), "");
        check((reset, reset, none), (reset, reset, bold), "E[1m");
        check((Color::Red, reset, bold), (reset, reset, none), "E[m");
        check((Color::Red, reset, bold), (Color::Red, reset, none), "E[22m");
        check(
            (Color::Red, reset, bold | dim),
            (Color::Red, reset, dim),
            "E[22;2m",
        );
        check((Color::Red, reset, bold), (Color::Red, reset, dim), "E[22;2m");
        check(
            (Color::Red, reset, none),
            (Color::White, Color::DarkGray, none),
            "E[97;100m",
        );
        check(
            (Color::Indexed(3), reset, none),
            (Color::Indexed(214), reset, none),
            "E[38;5;214m",
        );
        check(
            (reset, Color::Rgb(1, 2, 3), none),
            (reset, Color::Rgb(1, 2, 4), bold),
            "E[1;48;2;1;2;4m",
        );
        check(
            (Color::Red, Color::Blue, Modifier::all()),
            (Color::Red, reset, none),
            "E[0;31m",
        );
    }
}
