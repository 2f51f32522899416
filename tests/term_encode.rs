//! What the encoder writes, replayed in two terminal models: their screens equal the buffer, for any buffers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use citescape::term::encode::{Abilities, Encoder};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use std::num::NonZeroU16;

/// What can be seen of a cell: its text (empty for the later part of a wide character), colours, and attributes.
type Seen = (String, Color, Color, Modifier);

const ERASING: Abilities = Abilities {
    erases_with_background: true,
    is_ascii: false,
};

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

fn seen_in_buffer(buffer: &Buffer) -> Vec<Vec<Seen>> {
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
trait Model {
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

/// A small generator (xorshift), so that every run sees the same buffers.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }

    fn below(&mut self, end: u16) -> u16 {
        (self.next() % u64::from(end.max(1))) as u16
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.next() as usize % of.len()]
    }

    fn style(&mut self) -> Style {
        let colors = [
            Color::Reset,
            Color::Reset,
            Color::Red,
            Color::White,
            Color::Indexed(214),
            Color::Rgb(1, 2, 3),
        ];
        let modifiers = [
            Modifier::empty(),
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::BOLD | Modifier::ITALIC,
            Modifier::UNDERLINED,
            Modifier::REVERSED | Modifier::ITALIC,
        ];
        Style::reset()
            .fg(self.pick(&colors))
            .bg(self.pick(&colors))
            .add_modifier(self.pick(&modifiers))
    }

    /// One thing more on the screen, wide characters cut by others included.
    fn draw(&mut self, buffer: &mut Buffer, words: &[&str]) {
        let area = buffer.area;
        let (x, y) = (self.below(area.width), self.below(area.height));
        let (word, style) = (self.pick(words), self.style());
        match self.next() % 5 {
            0 => buffer.set_style(Rect::new(0, y, area.width, 1), style),
            1 => {
                let width = self.below(area.width - x) + 1;
                let room = Rect::new(x, y, width, self.below(area.height - y) + 1);
                for position in room.positions() {
                    buffer[position].set_symbol(" ").set_style(style);
                }
            }
            _ => {
                buffer.set_stringn(x, y, word, usize::from(area.width - x), style);
            }
        }
    }
}

const PLAIN: &[&str] = &[
    "the quick brown fox",
    "x",
    "城市数据",
    "│",
    "⣿⣷ ",
    "a城b",
    "…   ",
    "コ",
    "💡",
];
const MARKED: &[&str] = &["e\u{301}e\u{301}", "plain", "城", "n\u{303}"];

fn compare(shown: &[Vec<Seen>], expected: &[Vec<Seen>], bytes: &[u8]) {
    assert_eq!(shown.len(), expected.len());
    for (row, (shown, expected)) in shown.iter().zip(expected).enumerate() {
        for (column, (shown, expected)) in shown.iter().zip(expected).enumerate() {
            let bytes = String::from_utf8_lossy(bytes);
            assert_eq!(shown, expected, "row {row} column {column} after {bytes:?}");
        }
    }
}

fn replay<M: Model>(words: &[&str], seed: u64, encoder: impl Fn() -> Encoder) {
    let mut random = Random(seed);
    for _ in 0..60 {
        let area = Rect::new(0, 0, random.below(90) + 1, random.below(30) + 1);
        let (mut model, mut encoder) = (M::new(area.width, area.height), encoder());
        let mut previous: Option<Buffer> = None;
        for _ in 0..12 {
            let mut next = previous.clone().unwrap_or(Buffer::empty(area));
            for _ in 0..random.below(20) {
                random.draw(&mut next, words);
            }
            let mut bytes = Vec::new();
            encoder.frame(previous.as_ref(), &next, &mut bytes);
            model.send(&bytes);
            compare(&model.seen(), &seen_in_buffer(&next), &bytes);
            let mut nothing = Vec::new();
            encoder.frame(Some(&next), &next, &mut nothing);
            assert_eq!(nothing, b"");
            previous = Some(next);
        }
    }
}

#[test]
fn vt100_shows_the_buffer() {
    replay::<vt100::Parser>(PLAIN, 1, Encoder::default);
    replay::<vt100::Parser>(MARKED, 2, Encoder::default);
    replay::<vt100::Parser>(PLAIN, 3, || Encoder::new(ERASING));
}

#[test]
fn avt_shows_the_buffer() {
    replay::<avt::Terminal>(PLAIN, 4, Encoder::default);
    replay::<avt::Terminal>(PLAIN, 5, || Encoder::new(ERASING));
}

/// A list as the explorer draws it: a mark, a name, figures, a frame round it.
fn list(selected: u16, bar: Style) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    buffer.set_string(
        0,
        0,
        format!("┌ Cities {}┐", "─".repeat(70)),
        Style::new().fg(Color::DarkGray),
    );
    for row in 1..23 {
        let text = format!("  Place number {row:<20} {:>12}  observed", row * 1234);
        buffer.set_string(1, row, text, Style::new());
        buffer.set_string(0, row, "│", Style::new().fg(Color::DarkGray));
        buffer.set_string(79, row, "│", Style::new().fg(Color::DarkGray));
    }
    buffer.set_style(Rect::new(1, selected, 78, 1), bar);
    buffer.set_string(1, selected, "▌", bar.fg(Color::Indexed(214)));
    buffer
}

fn bytes_of_a_move(mut encoder: Encoder, bar: Style) -> (usize, usize) {
    let (first, second) = (list(5, bar), list(6, bar));
    let mut out = Vec::new();
    encoder.frame(None, &first, &mut out);
    let full = out.len();
    out.clear();
    encoder.frame(Some(&first), &second, &mut out);
    (full, out.len())
}

#[test]
fn a_move_within_a_list_takes_few_bytes() {
    let (full, moved) = bytes_of_a_move(Encoder::default(), Style::new());
    assert!(full <= 2_200 && moved <= 60, "{full} {moved}");
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let (_, moved) = bytes_of_a_move(Encoder::default(), bold);
    assert!(moved <= 210, "{moved}");
    let bar = Style::new().bg(Color::Indexed(236));
    let (_, without) = bytes_of_a_move(Encoder::default(), bar);
    let (_, with) = bytes_of_a_move(Encoder::new(ERASING), bar);
    println!("full {full} moved {moved} bar without {without} with {with}");
    assert!(without <= 250 && with <= 230, "{without} {with}");
}

#[test]
fn an_ascii_terminal_gets_ascii() {
    let mut encoder = Encoder::new(Abilities {
        is_ascii: true,
        ..ERASING
    });
    let buffer = Buffer::with_lines(["城│a é…", "e\u{301}x💡b   "]);
    let mut out = Vec::new();
    encoder.frame(None, &buffer, &mut out);
    assert!(out.is_ascii());
    let mut model = <vt100::Parser as Model>::new(buffer.area.width, buffer.area.height);
    model.send(&out);
    assert_eq!(model.screen().contents(), "???a ??\n?x??b");
}

#[test]
fn another_size_clears_the_screen() {
    let mut encoder = Encoder::default();
    let (small, large) = (
        Buffer::empty(Rect::new(0, 0, 3, 2)),
        Buffer::empty(Rect::new(0, 0, 4, 2)),
    );
    let mut out = Vec::new();
    encoder.frame(Some(&small), &large, &mut out);
    assert_eq!(out, b"\x1b[?2026h\x1b[m\x1b[2J\x1b[?2026l");
    for empty in [Rect::new(0, 0, 0, 9), Rect::new(0, 0, 9, 0)] {
        encoder.frame(None, &Buffer::empty(empty), &mut out);
    }
}
