//! Two terminal models by different hands, and what can be seen on them and in a buffer, cell by cell.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};
use std::num::NonZeroU16;

/// What can be seen of a cell: its text (empty for the later part of a wide character), colours, and attributes.
pub type Seen = (String, Color, Color, Modifier);

const MODELLED: Modifier = Modifier::BOLD
    .union(Modifier::DIM)
    .union(Modifier::ITALIC)
    .union(Modifier::UNDERLINED)
    .union(Modifier::REVERSED);

fn seen(text: &str, fg: Color, bg: Color, modifier: Modifier) -> Seen {
    let modifier = modifier.intersection(MODELLED);
    let is_plain = !modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED);
    if text == " " && is_plain {
        return (" ".into(), Color::Reset, bg, Modifier::empty());
    }
    (text.into(), fg, bg, modifier)
}

/// What a buffer shows.
pub fn seen_in_buffer(buffer: &Buffer) -> Vec<Vec<Seen>> {
    let rows = buffer.content().chunks(usize::from(buffer.area.width));
    rows.map(seen_in_cells).collect()
}

fn seen_in_cells(cells: &[Cell]) -> Vec<Seen> {
    let mut row: Vec<Seen> = Vec::new();
    while let Some(cell) = cells.get(row.len()) {
        let width = usize::from(cell.symbol().cell_width());
        let symbol = if width > cells.len() - row.len() {
            " "
        } else {
            cell.symbol()
        };
        let look = seen(symbol, indexed(cell.fg), indexed(cell.bg), cell.modifier);
        row.push(look.clone());
        if symbol.cell_width() == 2 {
            row.push((String::new(), look.1, look.2, look.3));
        }
    }
    row
}

/// The models tell colours by number.
fn indexed(color: Color) -> Color {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match NAMED.iter().position(|named| *named == color) {
        Some(index) => Color::Indexed(index as u8),
        None => color,
    }
}

/// A terminal model that shows what it was sent.
pub trait Model {
    fn new(width: u16, height: u16) -> Self;
    fn send(&mut self, bytes: &[u8]);
    fn seen(&self) -> Vec<Vec<Seen>>;
}

impl Model for vt100::Parser {
    fn new(width: u16, height: u16) -> Self {
        let size = |n| NonZeroU16::new(n).unwrap();
        let mut model = vt100::Parser::new(size(height), size(width), 0);
        model.process("garbage\x1b[31mfrom before".repeat(99).as_bytes());
        model
    }

    fn send(&mut self, bytes: &[u8]) {
        self.process(bytes);
    }

    fn seen(&self) -> Vec<Vec<Seen>> {
        let (rows, columns) = self.screen().size();
        let cell = |row, column| seen_in_vt100(self.screen().cell(row, column).unwrap());
        (0..rows.get())
            .map(|row| (0..columns.get()).map(|column| cell(row, column)).collect())
            .map(repeat_heads)
            .collect()
    }
}

/// The later part of a wide character looks like its head.
fn repeat_heads(mut row: Vec<Seen>) -> Vec<Seen> {
    for column in 1..row.len() {
        if row[column].0.is_empty() {
            let head = row[column - 1].clone();
            row[column] = (String::new(), head.1, head.2, head.3);
        }
    }
    row
}

fn seen_in_vt100(cell: &vt100::Cell) -> Seen {
    let color = |color| match color {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(index) => Color::Indexed(index),
        vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
    };
    let text = match cell.contents() {
        _ if cell.is_wide_continuation() => "",
        "" => " ",
        text => text,
    };
    let modifiers = [
        (cell.bold(), Modifier::BOLD),
        (cell.dim(), Modifier::DIM),
        (cell.italic(), Modifier::ITALIC),
        (cell.underline(), Modifier::UNDERLINED),
        (cell.inverse(), Modifier::REVERSED),
    ];
    seen(
        text,
        color(cell.fgcolor()),
        color(cell.bgcolor()),
        union(&modifiers),
    )
}

fn union(modifiers: &[(bool, Modifier)]) -> Modifier {
    modifiers
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, modifier)| *modifier)
        .collect()
}

impl Model for avt::Terminal {
    fn new(width: u16, height: u16) -> Self {
        let mut model = avt::Terminal::new(width.into(), height.into()).unwrap();
        model.feed("garbage\x1b[31mfrom before".repeat(99).as_str());
        model
    }

    fn send(&mut self, bytes: &[u8]) {
        self.feed(std::str::from_utf8(bytes).unwrap());
    }

    fn seen(&self) -> Vec<Vec<Seen>> {
        let rows = self.screen().visible_lines();
        rows.map(|line| repeat_heads(line.cells().iter().map(seen_in_avt).collect()))
            .collect()
    }
}

fn seen_in_avt(cell: &avt::Cell) -> Seen {
    let color = |color| match color {
        None => Color::Reset,
        Some(avt::Color::Indexed(index)) => Color::Indexed(index),
        Some(avt::Color::RGB(avt::Rgb { r, g, b })) => Color::Rgb(r, g, b),
    };
    let pen = cell.pen();
    let modifiers = [
        (pen.is_bold(), Modifier::BOLD),
        (pen.is_faint(), Modifier::DIM),
        (pen.is_italic(), Modifier::ITALIC),
        (pen.is_underline(), Modifier::UNDERLINED),
        (pen.is_inverse(), Modifier::REVERSED),
    ];
    let text = if cell.width() == 0 {
        String::new()
    } else {
        cell.char().to_string()
    };
    seen(
        &text,
        color(pen.foreground()),
        color(pen.background()),
        union(&modifiers),
    )
}

/// Fails where they differ, naming the bytes that were sent last.
pub fn compare(shown: &[Vec<Seen>], expected: &[Vec<Seen>], bytes: &[u8]) {
    assert_eq!(shown.len(), expected.len());
    for (row, (shown, expected)) in shown.iter().zip(expected).enumerate() {
        for (column, (shown, expected)) in shown.iter().zip(expected).enumerate() {
            assert_eq!(
                shown,
                expected,
                "row {row} column {column} after {:?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
