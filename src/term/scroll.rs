//! Rows that stand higher or lower than before: the terminal moves them itself, by a scrolling region and line feeds,
//! which terminals have known since the VT100. Knows no pen and no cursor.

use ratatui::buffer::{Buffer, Cell};
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::ops::Range;

/// Moving rows takes some twenty bytes, and the rows around have to be mended.
const LEAST_GAIN: usize = 80;
/// A longer way is a page: little of it stays.
const FARTHEST: usize = 12;

/// Rows of a screen that move together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scroll {
    /// All rows concerned, those that become blank included.
    rows: Range<usize>,
    by: usize,
    is_up: bool,
}

impl Scroll {
    /// The move that spares most, if one does.
    pub fn between(previous: &Buffer, next: &Buffer) -> Option<Scroll> {
        let width = usize::from(next.area.width).max(1);
        let old: Vec<Row> = previous.content().chunks(width).map(Row::of).collect();
        let new: Vec<Row> = next.content().chunks(width).map(Row::of).collect();
        let changed = old.iter().zip(&new).filter(|(old, new)| old != new).count();
        if old.len() != new.len() || changed < 4 {
            return None;
        }
        let ways = (1..=FARTHEST.min(new.len() / 2)).flat_map(|by| [(by, true), (by, false)]);
        let found = ways.filter_map(|(by, is_up)| gain(&old, &new, by, is_up));
        let (gain, scroll) = found.max_by_key(|(gain, _)| *gain)?;
        (gain >= LEAST_GAIN).then_some(scroll)
    }

    /// What the screen shows after it.
    pub fn moved(&self, previous: &Buffer) -> Buffer {
        let mut moved = previous.clone();
        let width = usize::from(previous.area.width);
        let Range { start, end } = self.rows;
        let Some(region) = moved.content.get_mut(start * width..end * width) else {
            return moved;
        };
        let cells = self.by * width;
        if self.is_up {
            region.rotate_left(cells);
        } else {
            region.rotate_right(cells);
        }
        let blank = if self.is_up {
            region.len() - cells..region.len()
        } else {
            0..cells
        };
        region.get_mut(blank).unwrap_or_default().fill(Cell::EMPTY);
        moved
    }

    /// Writes it; the pen has to be the plain one. The cursor is in the corner after it.
    pub fn write(&self, out: &mut Vec<u8>) {
        let Range { start, end } = self.rows;
        let _ = write!(out, "\x1b[{};{end}r", start + 1);
        if self.is_up {
            let _ = write!(out, "\x1b[{end}H");
            out.resize(out.len() + self.by, b'\n');
        } else {
            let _ = write!(out, "\x1b[{}H", start + 1);
            out.extend(b"\x1bM".repeat(self.by));
        }
        out.extend(b"\x1b[r");
    }
}

/// What is asked of a row over and over. Should two rows be taken for one, a move gains nothing, and no harm is done:
/// what is written is found by comparing cells.
#[derive(Debug, Clone, Copy)]
struct Row {
    hash: u64,
    /// How many characters it has.
    ink: usize,
}

impl Row {
    fn of(cells: &[Cell]) -> Row {
        let mut quick = Quick(0);
        cells.iter().for_each(|cell| {
            quick.write(cell.symbol().as_bytes());
            (cell.fg, cell.bg, cell.modifier).hash(&mut quick);
        });
        Row {
            hash: quick.finish(),
            ink: cells.iter().filter(|cell| cell.symbol() != " ").count(),
        }
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Row) -> bool {
        self.hash == other.hash
    }
}

/// Nobody gains by making rows look alike here, so speed is all.
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let word = chunk
                .iter()
                .fold(0, |word: u64, byte| word << 8 | u64::from(*byte));
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What moving spares, in characters that need not be written, and the rows it would move.
fn gain(old: &[Row], new: &[Row], by: usize, is_up: bool) -> Option<(usize, Scroll)> {
    let source = |row: usize| {
        if is_up {
            row.checked_add(by)
        } else {
            row.checked_sub(by)
        }
    };
    let comes = |row: usize| source(row).and_then(|from| old.get(from)) == new.get(row);
    let stays = |row: usize| old.get(row) == new.get(row);
    let ink = |row: usize| new.get(row).map_or(0, |row| row.ink);
    let mut moving = (0..new.len()).filter(|row| comes(*row) && !stays(*row));
    let first = moving.next()?;
    let last = moving.next_back()?;
    let rows = if is_up {
        first..last + by + 1
    } else {
        first - by..last + 1
    };
    let (mut gain, mut loss) = (0_usize, 0_usize);
    for row in rows.clone() {
        match (comes(row) && (first..=last).contains(&row), stays(row)) {
            (true, false) => gain += ink(row),
            (false, true) => loss += ink(row),
            _ => {}
        }
    }
    Some((gain.checked_sub(loss)?, Scroll { rows, by, is_up }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(rows: &str) -> Buffer {
        Buffer::with_lines(rows.chars().map(|row| row.to_string().repeat(40)))
    }

    fn check(previous: &str, next: &str, expected: &str, left: &str) {
        let (previous, next) = (screen(previous), screen(next));
        let scroll = Scroll::between(&previous, &next);
        let mut out = Vec::new();
        let moved = scroll.map_or(previous.clone(), |scroll| {
            scroll.write(&mut out);
            scroll.moved(&previous)
        });
        assert_eq!(String::from_utf8(out).unwrap().replace('\x1b', "E"), expected);
        assert_eq!(moved, screen(left));
    }

    #[test]
    fn what_moves_is_not_written_again() {
        check("-abcdef-", "-bcdefg-", "E[2;7rE[7H\nE[r", "-bcdef -");
        check("-bcdefg-", "-abcdef-", "E[2;7rE[2HEME[r", "- bcdef-");
        check("-abcdefgh-", "-cdefghij-", "E[2;9rE[9H\n\nE[r", "-cdefgh  -");
        // A mark that stays where it is while rows move under it.
        check("-abcdeFgh-", "-bcdefGhi-", "E[2;9rE[9H\nE[r", "-bcdeFgh -");
    }

    #[test]
    fn what_stays_does_not_move() {
        check("-abcdef-", "-abcdef-", "", "-abcdef-");
        check(
            "-abcdef-",
            "-abXYef-",
            "",
            "-abXYef-".replace("XY", "cd").as_str(),
        );
        check("-abcdef-", "-uvwxyz-", "", "-abcdef-");
        // Three rows could move, but five that stay lie between.
        check("-abQRSTUcde-", "-bxQRSTUdey-", "", "-abQRSTUcde-");
    }
}
