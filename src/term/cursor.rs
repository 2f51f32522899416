//! Where a terminal's cursor is, and the shortest way to somewhere else. Knows no cells and no colours.

use super::pen::{keep_shorter, write_number};
use std::cmp::Ordering;

/// What is known of the cursor. After the last column of a row, and after characters whose width terminals
/// disagree about, only the row is certain (automatic wrapping is switched off).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    row: Option<u16>,
    column: Option<u16>,
}

impl Cursor {
    /// In the upper left corner.
    pub fn in_corner() -> Self {
        Cursor {
            row: Some(0),
            column: Some(0),
        }
    }

    /// Whether it is certainly there.
    pub fn is_at(self, column: u16, row: u16) -> bool {
        self.row == Some(row) && self.column == Some(column)
    }

    /// So many columns were written, up to the edge at most.
    pub fn advance(&mut self, columns: u16, width: u16) {
        self.column = self
            .column
            .map(|column| column + columns)
            .filter(|column| *column < width);
    }

    /// The column is no longer certain.
    pub fn lose_column(&mut self) {
        self.column = None;
    }

    /// How many bytes the shortest way to a cell takes.
    pub fn cost(self, column: u16, row: u16) -> usize {
        if self.is_at(column, row) {
            return 0;
        }
        let absolute = match (column, row) {
            (0, 0) => 3,
            (0, _) => 3 + digits(row + 1),
            _ => 4 + digits(row + 1) + digits(column + 1),
        };
        let Some(from) = self.row else {
            return absolute;
        };
        let vertical = match row.cmp(&from) {
            Ordering::Equal => 0,
            Ordering::Greater => steps(row - from).min(usize::from(row - from)),
            Ordering::Less => steps(from - row),
        };
        let margin = if column == 0 { 1 } else { 1 + steps(column) };
        let mut horizontal = margin.min(3 + digits(column + 1));
        if let Some(from) = self.column {
            horizontal = horizontal.min(match column.cmp(&from) {
                Ordering::Equal => 0,
                Ordering::Greater => steps(column - from),
                Ordering::Less => steps(from - column).min(usize::from(from - column)),
            });
        }
        absolute.min(vertical + horizontal)
    }

    /// Writes the shortest way to a cell.
    pub fn go(&mut self, column: u16, row: u16, out: &mut Vec<u8>) {
        if self.is_at(column, row) {
            return;
        }
        let start = out.len();
        write_absolute(column, row, out);
        if let Some(from) = self.row {
            let end = out.len();
            write_vertical(from, row, out);
            self.write_horizontal(column, out);
            keep_shorter(start, end, out);
        }
        *self = Cursor {
            row: Some(row),
            column: Some(column),
        };
    }

    fn write_horizontal(self, column: u16, out: &mut Vec<u8>) {
        let start = out.len();
        write_from_margin(column, out);
        let end = out.len();
        write_sequence(column + 1, b'G', out);
        keep_shorter(start, end, out);
        if let Some(from) = self.column {
            let end = out.len();
            write_along(from, column, out);
            keep_shorter(start, end, out);
        }
    }
}

fn digits(number: u16) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10000 => 4,
        _ => 5,
    }
}

fn steps(count: u16) -> usize {
    if count > 1 { 3 + digits(count) } else { 3 }
}

fn write_absolute(column: u16, row: u16, out: &mut Vec<u8>) {
    match (column, row) {
        (0, 0) => out.extend(b"\x1b[H"),
        (0, _) => write_sequence(row + 1, b'H', out),
        _ => {
            out.extend(b"\x1b[");
            write_number(row + 1, out);
            out.push(b';');
            write_number(column + 1, out);
            out.push(b'H');
        }
    }
}

/// A line feed moves down without moving sideways, as the terminal is raw; it never leaves the screen here.
fn write_vertical(from: u16, to: u16, out: &mut Vec<u8>) {
    let start = out.len();
    if to > from {
        out.resize(start + usize::from(to - from), b'\n');
        let end = out.len();
        write_steps(to - from, b'B', out);
        keep_shorter(start, end, out);
    } else if to < from {
        write_steps(from - to, b'A', out);
    }
}

fn write_from_margin(column: u16, out: &mut Vec<u8>) {
    out.push(b'\r');
    if column > 0 {
        write_steps(column, b'C', out);
    }
}

fn write_along(from: u16, to: u16, out: &mut Vec<u8>) {
    let start = out.len();
    if to > from {
        write_steps(to - from, b'C', out);
    } else if to < from {
        out.resize(start + usize::from(from - to), b'\x08');
        let end = out.len();
        write_steps(from - to, b'D', out);
        keep_shorter(start, end, out);
    }
}

fn write_steps(steps: u16, direction: u8, out: &mut Vec<u8>) {
    if steps > 1 {
        return write_sequence(steps, direction, out);
    }
    out.extend([b'\x1b', b'[', direction]);
}

/// A sequence with one number.
fn write_sequence(number: u16, last: u8, out: &mut Vec<u8>) {
    out.extend(b"\x1b[");
    write_number(number, out);
    out.push(last);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: (Option<u16>, Option<u16>), to: (u16, u16), expected: &str) {
        let mut cursor = Cursor {
            column: from.0,
            row: from.1,
        };
        let mut out = Vec::new();
        cursor.go(to.0, to.1, &mut out);
        assert_eq!(String::from_utf8(out).unwrap().replace('\x1b', "E"), expected);
        assert!(cursor.is_at(to.0, to.1));
    }

    #[test]
    fn the_shortest_way_is_taken() {
        check((None, None), (0, 0), "E[H");
        check((None, None), (0, 9), "E[10H");
        check((None, None), (4, 9), "E[10;5H");
        check((Some(4), Some(9)), (4, 9), "");
        check((Some(4), Some(9)), (4, 10), "\n");
        check((Some(4), Some(9)), (0, 11), "\n\n\r");
        check((None, Some(9)), (0, 10), "\n\r");
        check((None, Some(9)), (7, 9), "E[8G");
        check((Some(4), Some(9)), (5, 9), "E[C");
        check((Some(4), Some(9)), (30, 9), "E[31G");
        check((Some(4), Some(9)), (3, 9), "\x08");
        check((Some(14), Some(9)), (4, 9), "E[5G");
        check((Some(4), Some(9)), (4, 8), "E[A");
        check((Some(4), Some(9)), (4, 2), "E[7A");
        check((Some(4), Some(2)), (4, 22), "E[20B");
    }

    #[test]
    fn the_cost_is_what_is_written() {
        let known = [None, Some(0), Some(1), Some(9), Some(10), Some(99), Some(150)];
        for (column, row) in known.iter().flat_map(|c| known.iter().map(move |r| (*c, *r))) {
            for (x, y) in (0..170)
                .step_by(7)
                .flat_map(|x| (0..120).step_by(3).map(move |y| (x, y)))
            {
                let mut cursor = Cursor { column, row };
                let cost = cursor.cost(x, y);
                let mut out = Vec::new();
                cursor.go(x, y, &mut out);
                assert_eq!(cost, out.len(), "{column:?} {row:?} to {x} {y}");
            }
        }
    }
}
