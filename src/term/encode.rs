//! The difference between two frames as the fewest bytes a terminal needs.
//! Knows no terminal: bytes go into a vector, for the local terminal and SSH alike. Colours are written as they
//! stand in the cells; whoever drew them knew the session's depth.

use super::cursor::Cursor;
use super::pen::Look;
use super::row::{self, Slot};
use ratatui::buffer::{Buffer, Cell};
use std::io::Write;

/// Asks the terminal to show nothing until [`END`]; terminals that do not know it ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
/// Shows what came since [`BEGIN`].
const END: &[u8] = b"\x1b[?2026l";
/// The plain pen, and an empty screen in its colours.
const CLEAR: &[u8] = b"\x1b[m\x1b[2J";
/// Most columns that may be written again to save a movement.
const MAX_BRIDGE: u16 = 4;

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
    dirty: Vec<bool>,
}

/// A row being written: what it shows, and where.
struct Line<'a> {
    slots: &'a [Slot<'a>],
    row: u16,
    width: u16,
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
            Some(previous) => self.rows(previous.content(), next, out),
            None => {
                out.extend(CLEAR);
                self.pen = Look::PLAIN;
                self.cursor = Cursor::default();
                self.rows(&[], next, out);
            }
        }
        if out.len() == start + BEGIN.len() {
            out.truncate(start);
        } else {
            out.extend(END);
        }
    }

    /// Without previous cells the screen is blank.
    fn rows(&mut self, previous: &[Cell], next: &Buffer, out: &mut Vec<u8>) {
        let width = usize::from(next.area.width);
        let (mut old, mut new) = (Vec::with_capacity(width), Vec::with_capacity(width));
        for row in 0..next.area.height {
            let cells = usize::from(row) * width..(usize::from(row) + 1) * width;
            let Some(next) = next.content().get(cells.clone()) else {
                return;
            };
            let previous = previous.get(cells);
            if previous == Some(next) {
                continue;
            }
            row::read(next, self.abilities.is_ascii, &mut new);
            match previous {
                Some(previous) => row::read(previous, self.abilities.is_ascii, &mut old),
                None => {
                    old.clear();
                    old.resize(width, Slot::Blank(Look::PLAIN));
                }
            }
            self.row(&old, &new, row, out);
        }
    }

    fn row(&mut self, old: &[Slot], new: &[Slot], row: u16, out: &mut Vec<u8>) {
        let mut dirty = std::mem::take(&mut self.dirty);
        row::mark(old, new, &mut dirty);
        let Ok(width) = u16::try_from(new.len()) else {
            return;
        };
        let line = Line {
            slots: new,
            row,
            width,
        };
        let mut column = 0;
        while let Some(found) = next_dirty(&dirty, column) {
            column = found + self.slot(&line, &dirty, found, out);
        }
        self.dirty = dirty;
    }

    /// Writes what begins in a column; says how many columns that was.
    fn slot(&mut self, line: &Line, dirty: &[bool], column: u16, out: &mut Vec<u8>) -> u16 {
        match line.slots.get(usize::from(column)) {
            Some(Slot::Blank(look)) => self.blanks(line, dirty, (column, *look), out),
            Some(Slot::Text(symbol, width, look)) => {
                self.reach(line, column, out);
                self.set_pen(*look, out);
                self.put(symbol, *width, line.width, out);
                *width
            }
            Some(Slot::Part) | None => 1,
        }
    }

    /// Writes or erases a run of blanks of one look.
    fn blanks(&mut self, line: &Line, dirty: &[bool], at: (u16, Look), out: &mut Vec<u8>) -> u16 {
        let (column, look) = at;
        let after = line.slots.iter().skip(usize::from(column));
        let run = columns(after.take_while(|slot| **slot == Slot::Blank(look)).count());
        let needed = last_dirty(dirty, column, run);
        let reaches_edge = column + run == line.width;
        let is_last = next_dirty(dirty, column + needed).is_none();
        self.reach(line, column, out);
        self.set_pen(look.for_blank(self.pen), out);
        let is_erasable = look.is_erasable(self.abilities.erases_with_background);
        if is_erasable && reaches_edge && needed > 3 {
            out.extend(b"\x1b[K");
        } else if is_erasable && needed > if is_last { 4 } else { 9 } {
            let _ = write!(out, "\x1b[{needed}X");
        } else {
            for _ in 0..needed {
                self.put(" ", 1, line.width, out);
            }
        }
        needed
    }

    /// Moves to a column of the line: by writing what stands between again, where that is shorter.
    fn reach(&mut self, line: &Line, column: u16, out: &mut Vec<u8>) {
        if let Some(from) = self.cursor.column_in(line.row)
            && from < column
            && column - from <= MAX_BRIDGE
            && let Some(between) = line.slots.get(usize::from(from)..usize::from(column))
            && self.is_bridge(between)
        {
            for slot in between {
                self.put(text(slot), 1, line.width, out);
            }
        }
        self.cursor.go(column, line.row, out);
    }

    /// Whether the pen can write these again with no more bytes than a movement takes.
    fn is_bridge(&self, between: &[Slot]) -> bool {
        let bytes: usize = between.iter().map(|slot| text(slot).len()).sum();
        bytes <= if between.len() == 1 { 3 } else { 4 }
            && between.iter().all(|slot| match slot {
                Slot::Blank(look) => look.for_blank(self.pen) == self.pen,
                Slot::Text(_, width, look) => *width == 1 && *look == self.pen,
                Slot::Part => false,
            })
    }

    fn set_pen(&mut self, look: Look, out: &mut Vec<u8>) {
        self.pen.change_to(look, out);
        self.pen = look;
    }

    fn put(&mut self, symbol: &str, columns: u16, width: u16, out: &mut Vec<u8>) {
        out.extend(symbol.as_bytes());
        self.cursor.advance(columns, width);
        if !is_certain(symbol) {
            self.cursor.lose_column();
        }
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

fn text<'a>(slot: &Slot<'a>) -> &'a str {
    match slot {
        Slot::Text(symbol, ..) => symbol,
        Slot::Blank(_) | Slot::Part => " ",
    }
}

fn next_dirty(dirty: &[bool], from: u16) -> Option<u16> {
    let rest = dirty.get(usize::from(from)..)?;
    rest.iter().position(|is| *is).map(|at| from + columns(at))
}

/// How many of the columns from one on have to be written, up to the last dirty one of a run.
fn last_dirty(dirty: &[bool], from: u16, run: u16) -> u16 {
    let run = dirty.get(usize::from(from)..usize::from(from + run));
    run.and_then(|run| run.iter().rposition(|is| *is))
        .map_or(1, |at| columns(at) + 1)
}

fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
