//! What a terminal shows in each column of a row, and which columns have to be written again.
//! Knows no pen and no cursor. A wide character takes its column and the next ones: what the buffer says about
//! those is never seen, and writing one half of it destroys the other.

use super::pen::Look;
use ratatui::buffer::{Cell, CellWidth};

/// Stands for what a terminal cannot show, one sign a column.
const UNKNOWN: &str = "????????";

/// What one column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot<'a> {
    /// Nothing but its background.
    Blank(Look),
    /// A character and how many columns it takes.
    Text(&'a str, u16, Look),
    /// A later part of the wide character before it.
    Part,
}

impl<'a> Slot<'a> {
    /// What is written for it.
    pub fn text(&self) -> &'a str {
        match self {
            Slot::Text(symbol, ..) => symbol,
            Slot::Blank(_) => " ",
            Slot::Part => "",
        }
    }

    /// Whether a pen of this look writes it as it is.
    pub fn is_written_with(&self, pen: Look) -> bool {
        match self {
            Slot::Blank(look) => look.for_blank(pen) == pen,
            Slot::Text(_, _, look) => *look == pen,
            Slot::Part => false,
        }
    }
}

/// Appends what a row of cells shows, column by column, on a terminal that shows ASCII only or everything.
pub fn read<'a>(cells: &'a [Cell], is_ascii: bool, slots: &mut Vec<Slot<'a>>) {
    let begin = slots.len();
    while let Some(cell) = cells.get(slots.len() - begin) {
        let slot = slot(cell, begin + cells.len() - slots.len());
        slots.push(if is_ascii { ascii(slot) } else { slot });
        if let Slot::Text(_, width, _) = slot {
            slots.extend((1..width).map(|_| Slot::Part));
        }
    }
}

/// The last gate before the terminal: a control character becomes a question mark, what has no width or no room
/// becomes a blank.
fn slot(cell: &Cell, room: usize) -> Slot<'_> {
    let symbol = cell.symbol();
    if symbol == " " {
        return Slot::Blank(Look::of_blank(cell));
    }
    // Most are plain letters, of which nothing need be asked.
    if matches!(symbol.as_bytes(), [b'!'..=b'~']) {
        return Slot::Text(symbol, 1, Look::of(cell));
    }
    if symbol.chars().any(char::is_control) {
        return Slot::Text("?", 1, Look::of(cell));
    }
    match symbol.cell_width() {
        0 => Slot::Blank(Look::of_blank(cell)),
        width if usize::from(width) > room => Slot::Blank(Look::of_blank(cell)),
        width => Slot::Text(symbol, width, Look::of(cell)),
    }
}

/// As many question marks as it had columns.
fn ascii(slot: Slot) -> Slot {
    match slot {
        Slot::Text(symbol, width, look) if !symbol.is_ascii() => {
            let marks = UNKNOWN.get(..usize::from(width)).unwrap_or(UNKNOWN);
            Slot::Text(marks, width, look)
        }
        slot => slot,
    }
}

/// Marks the columns that have to be written so that a row shows `next` instead of `previous`.
pub fn mark(previous: &[Slot], next: &[Slot], dirty: &mut Vec<bool>) {
    dirty.clear();
    dirty.extend(previous.iter().zip(next).map(|(old, new)| old != new));
    let is_narrow = |slot: &Slot| *slot != Slot::Part;
    if previous.iter().all(is_narrow) && next.iter().all(is_narrow) {
        return;
    }
    while spread(previous, dirty) | spread(next, dirty) {}
}

/// A wide character with a dirty part is dirty as a whole. Says whether that marked anything.
fn spread(slots: &[Slot], dirty: &mut [bool]) -> bool {
    let mut has_marked = false;
    for (column, slot) in slots.iter().enumerate() {
        let &Slot::Text(_, width @ 2.., _) = slot else {
            continue;
        };
        let Some(parts) = dirty.get_mut(column..column + usize::from(width)) else {
            continue;
        };
        if parts.contains(&true) && parts.contains(&false) {
            parts.fill(true);
            has_marked = true;
        }
    }
    has_marked
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;

    fn check(previous: &str, next: &str, expected: &str) {
        let (previous, next) = (Buffer::with_lines([previous]), Buffer::with_lines([next]));
        let (mut old, mut new, mut dirty) = (Vec::new(), Vec::new(), Vec::new());
        read(previous.content(), false, &mut old);
        read(next.content(), false, &mut new);
        mark(&old, &new, &mut dirty);
        let marks: String = dirty.iter().map(|is| if *is { '#' } else { '.' }).collect();
        assert_eq!(marks, expected);
    }

    #[test]
    fn halves_of_wide_characters_are_written_with_their_wholes() {
        check("abcd", "abXd", "..#.");
        check("城d.", "城d.", "....");
        check("城市.", "aa市.", "##...");
        check("城市.", "a城b.", "####.");
        check("a城b.", "城市.", "####.");
        check("城 ", "a  ", "##.");
    }

    #[test]
    fn controls_never_reach_a_terminal() {
        let mut cell = Cell::EMPTY;
        for symbol in ["\x1b", "\x07", "\u{9b}", "a\x1b[m", "\x7f"] {
            cell.set_symbol(symbol);
            assert!(matches!(slot(&cell, 9), Slot::Text("?", 1, _)));
        }
        for symbol in ["", "\u{301}", "\u{200b}"] {
            cell.set_symbol(symbol);
            assert!(matches!(slot(&cell, 9), Slot::Blank(_)));
        }
        cell.set_symbol("城");
        assert!(matches!(slot(&cell, 1), Slot::Blank(_)));
    }
}
