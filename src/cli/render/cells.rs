//! A screen as rows of pieces: symbols of one style with the columns they stand in. What the writers share.
//! Knows no format.

use crate::settings::of_256;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// One symbol and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbol<'a> {
    /// The first of its columns.
    pub column: u16,
    /// How many columns it takes: 1 or 2.
    pub columns: u16,
    /// The text.
    pub text: &'a str,
    /// How it is drawn.
    pub paint: Paint,
}

/// How a symbol is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// Colour of the text.
    pub fg: Color,
    /// Colour behind it.
    pub bg: Color,
    /// Bold, underlined and so on.
    pub modifier: Modifier,
}

/// The symbols of a row; the columns that a wide one covers are left out.
pub fn row(buffer: &Buffer, y: u16) -> Vec<Symbol<'_>> {
    let (mut symbols, mut x) = (Vec::new(), 0);
    while x < buffer.area.width {
        let Some(cell) = buffer.cell(Position::new(buffer.area.x + x, buffer.area.y + y)) else {
            break;
        };
        let text = if cell.symbol().is_empty() {
            " "
        } else {
            cell.symbol()
        };
        let columns = (text.width().clamp(1, 2) as u16).min(buffer.area.width - x);
        symbols.push(Symbol {
            column: x,
            columns,
            text,
            paint: paint(cell),
        });
        x += columns;
    }
    symbols
}

fn paint(cell: &Cell) -> Paint {
    Paint {
        fg: cell.fg,
        bg: cell.bg,
        modifier: cell.modifier,
    }
}

/// The colours of the sixteen and of the 256, as xterm shows them.
pub fn rgb(color: Color) -> Option<(u8, u8, u8)> {
    const SIXTEEN: [(u8, u8, u8); 16] = [
        (0, 0, 0),
        (205, 0, 0),
        (0, 205, 0),
        (205, 205, 0),
        (0, 0, 238),
        (205, 0, 205),
        (0, 205, 205),
        (229, 229, 229),
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ];
    match color {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(n @ 16..) => of_256(n),
        other => index(other).map(|n| SIXTEEN[usize::from(n) % 16]),
    }
}

/// The number of one of the sixteen; none for the terminal's own colour.
pub fn index(color: Color) -> Option<u8> {
    Some(match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(n) => n,
        Color::Reset | Color::Rgb(..) => return None,
    })
}
