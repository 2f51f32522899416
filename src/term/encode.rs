//! The difference between two frames as the fewest bytes a terminal needs.
//! Knows no terminal: bytes go into a vector, for the local terminal and SSH alike. Colours are written as they
//! stand in the cells; whoever drew them knew the session's depth.

use super::cursor::Cursor;
use super::pen::Look;
use super::plan::{self, Order};
use super::row::{self, Slot};
use super::runs::{Finder, Kind, Run};
use super::scroll::Scroll;
use ratatui::buffer::{Buffer, Cell};
use std::io::Write;

/// Asks the terminal to show nothing until [`END`]; terminals that do not know it ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
/// Shows what came since [`BEGIN`].
const END: &[u8] = b"\x1b[?2026l";
/// All rows scroll, should a frame have been cut off; the plain pen, and an empty screen in its colours.
const CLEAR: &[u8] = b"\x1b[r\x1b[m\x1b[2J";
/// Rows are collected until they have so many runs, then written in the best order: more would take too long.
const MAX_RUNS: usize = 96;
/// The same for a whole screen, which has hundreds: it takes half the time, and a twentieth more bytes.
const MAX_NEW_RUNS: usize = 32;

/// What a terminal can do with what it is sent.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    /// It erases with the pen's background (`bce`): selected rows get shorter.
    pub erases_with_background: bool,
    /// It shows ASCII only: whatever else stands in a cell becomes question marks.
    pub is_ascii: bool,
}

/// Writes frames, and remembers pen and cursor from one to the next.
#[derive(Debug, Default)]
pub struct Encoder {
    abilities: Abilities,
    pen: Look,
    cursor: Cursor,
}

/// Rows that are written together.
#[derive(Debug, Default)]
struct Band<'a> {
    slots: Vec<Slot<'a>>,
    runs: Vec<Run>,
    /// The rows, and where in `slots` they begin.
    rows: Vec<(u16, usize)>,
    width: u16,
}

impl<'a> Band<'a> {
    fn of(width: u16) -> Self {
        Band {
            width,
            ..Band::default()
        }
    }

    fn clear(&mut self) {
        self.slots.clear();
        self.runs.clear();
        self.rows.clear();
    }

    fn slots(&self, run: &Run) -> &[Slot<'a>] {
        let row = self.rows.binary_search_by_key(&run.row, |(row, _)| *row);
        let begin = row
            .ok()
            .and_then(|row| self.rows.get(row))
            .map_or(0, |(_, begin)| *begin);
        let begin = begin + usize::from(run.column);
        self.slots
            .get(begin..begin + usize::from(run.columns))
            .unwrap_or_default()
    }
}

impl Encoder {
    /// An encoder for a terminal that can do this.
    pub fn new(abilities: Abilities) -> Self {
        Encoder {
            abilities,
            ..Encoder::default()
        }
    }

    /// Appends what turns the previous frame into the next one; nothing if they look the same.
    /// Without a previous frame, or after one of another size, the screen is cleared first.
    pub fn frame(&mut self, previous: Option<&Buffer>, next: &Buffer, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend(BEGIN);
        match previous.filter(|previous| previous.area == next.area) {
            Some(previous) => self.difference(previous, next, out),
            None => {
                out.extend(CLEAR);
                self.pen = Look::PLAIN;
                self.cursor = Cursor::in_corner();
                self.rows(&[], next, out);
            }
        }
        if out.len() == start + BEGIN.len() {
            out.truncate(start);
        } else {
            out.extend(END);
        }
    }

    fn difference(&mut self, previous: &Buffer, next: &Buffer, out: &mut Vec<u8>) {
        let Some(scroll) = Scroll::between(previous, next) else {
            return self.rows(previous.content(), next, out);
        };
        self.set_pen(Look::PLAIN, out);
        scroll.write(out);
        self.cursor = Cursor::in_corner();
        self.rows(scroll.moved(previous).content(), next, out);
    }

    /// Without previous cells the screen is blank.
    fn rows(&mut self, previous: &[Cell], next: &Buffer, out: &mut Vec<u8>) {
        let width = usize::from(next.area.width);
        let (mut old, mut dirty) = (Vec::with_capacity(width), Vec::new());
        let mut band = Band::of(next.area.width);
        let (orders, most): (&[Order], _) = if previous.is_empty() {
            (&Order::USUAL, MAX_NEW_RUNS)
        } else {
            (&Order::ALL, MAX_RUNS)
        };
        for row in 0..next.area.height {
            let cells = usize::from(row) * width..(usize::from(row) + 1) * width;
            let Some(next) = next.content().get(cells.clone()) else {
                break;
            };
            let previous = previous.get(cells);
            if previous == Some(next) {
                continue;
            }
            let begin = band.slots.len();
            row::read(next, self.abilities.is_ascii, &mut band.slots);
            let new = band.slots.get(begin..).unwrap_or_default();
            match previous {
                Some(previous) => {
                    old.clear();
                    row::read(previous, self.abilities.is_ascii, &mut old);
                }
                None => old.resize(width, Slot::Blank(Look::PLAIN)),
            }
            row::mark(&old, new, &mut dirty);
            let finder = Finder {
                slots: new,
                row,
                erases_with_background: self.abilities.erases_with_background,
            };
            finder.find(&dirty, &mut band.runs);
            band.rows.push((row, begin));
            if band.runs.len() >= most {
                self.band(&mut band, orders, out);
            }
        }
        self.band(&mut band, orders, out);
    }

    /// Writes a band in the order that takes the fewest bytes, and empties it.
    fn band(&mut self, band: &mut Band, orders: &[Order], out: &mut Vec<u8>) {
        let (pen, cursor, start) = (self.pen, self.cursor, out.len());
        let mut best = None;
        for order in orders {
            (self.pen, self.cursor) = (pen, cursor);
            let end = out.len();
            let mut order = plan::Plan::new(*order, &band.runs);
            while let Some(run) = order.next(self.pen, self.cursor) {
                self.run(band, &run, out);
            }
            if best.is_none() || out.len() - end < end - start {
                out.drain(start..end);
                best = Some((self.pen, self.cursor));
            } else {
                out.truncate(end);
            }
        }
        if let Some(best) = best {
            (self.pen, self.cursor) = best;
        }
        band.clear();
    }

    fn run(&mut self, band: &Band, run: &Run, out: &mut Vec<u8>) {
        let slots = band.slots(run);
        if run.kind == Kind::Text {
            self.set_pen(run.look, out);
        } else {
            self.set_pen(run.look.for_blank(self.pen), out);
        }
        match run.kind {
            Kind::BlankToEdge => {
                self.cursor.go(run.column, run.row, out);
                out.extend(b"\x1b[K");
            }
            Kind::Blank if run.columns > 4 => {
                self.cursor.go(run.column, run.row, out);
                let _ = write!(out, "\x1b[{}X", run.columns);
            }
            Kind::Blank | Kind::Spaces | Kind::Text => {
                for (column, slot) in (run.column..).zip(slots) {
                    self.slot(slot, (column, run.row), band.width, out);
                }
            }
        }
    }

    fn slot(&mut self, slot: &Slot, (column, row): (u16, u16), width: u16, out: &mut Vec<u8>) {
        if *slot == Slot::Part {
            return;
        }
        let symbol = slot.text();
        self.cursor.go(column, row, out);
        out.extend(symbol.as_bytes());
        let columns = if let Slot::Text(_, columns, _) = slot {
            *columns
        } else {
            1
        };
        self.cursor.advance(columns, width);
        if !is_certain(symbol) {
            self.cursor.lose_column();
        }
    }

    fn set_pen(&mut self, look: Look, out: &mut Vec<u8>) {
        self.pen.change_to(look, out);
        self.pen = look;
    }
}

/// Whether all terminals agree how far this moves the cursor. They do not about marks, about scripts whose letters
/// join, and about emoji: what follows those is placed, not appended.
fn is_certain(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    let agreed = characters.next().is_some_and(|c| {
        matches!(c, ' '..='\u{2FF}' | '\u{370}'..='\u{52F}' | '\u{2010}'..='\u{28FF}' | '\u{2E80}'..='\u{A4CF}'
            | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF01}'..='\u{FF60}' | '\u{FFFD}')
    });
    agreed && characters.next().is_none()
}
