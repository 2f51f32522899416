//! What the encoder writes, replayed in two terminal models: their screens equal the buffer, for any buffers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/models.rs"]
mod models;

use citescape::term::encode::{Abilities, Encoder};
use models::{Model, compare, seen_in_buffer};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

const ERASING: Abilities = Abilities {
    erases_with_background: true,
    is_ascii: false,
};

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

    /// Some rows of the screen higher or lower than before.
    fn scroll(&mut self, buffer: &mut Buffer) {
        let (width, height) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
        let (first, by) = (self.next() as usize % height, self.next() as usize % 4);
        let rows = &mut buffer.content[first * width..];
        let by = by.min(rows.len() / width) * width;
        if self.next().is_multiple_of(2) {
            rows.rotate_left(by);
        } else {
            rows.rotate_right(by);
        }
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

fn replay<M: Model>(words: &[&str], seed: u64, encoder: impl Fn() -> Encoder) {
    let mut random = Random(seed);
    for _ in 0..60 {
        let area = Rect::new(0, 0, random.below(90) + 1, random.below(30) + 1);
        let (mut model, mut encoder) = (M::new(area.width, area.height), encoder());
        let mut previous: Option<Buffer> = None;
        for _ in 0..12 {
            let mut next = previous.clone().unwrap_or(Buffer::empty(area));
            if random.below(3) == 0 {
                random.scroll(&mut next);
            }
            let most = if random.below(2) == 0 { 20 } else { 4 };
            for _ in 0..random.below(most) {
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
    assert_eq!(out, b"\x1b[?2026h\x1b[r\x1b[m\x1b[2J\x1b[?2026l");
    for empty in [Rect::new(0, 0, 0, 9), Rect::new(0, 0, 9, 0)] {
        encoder.frame(None, &Buffer::empty(empty), &mut out);
    }
}
