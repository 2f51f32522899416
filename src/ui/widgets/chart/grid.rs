//! A rectangle of cells to draw a chart on. Outside it nothing can be drawn, and nothing fails.
//! Knows no values and no axes.

use super::super::{BLANK, Cell};
use crate::settings::Role;

/// Cells by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    width: u16,
    rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// An empty rectangle.
    pub fn new(width: u16, height: u16) -> Self {
        Grid {
            width,
            rows: vec![vec![BLANK; usize::from(width)]; usize::from(height)],
        }
    }

    /// How many columns it has.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Draws a sign over whatever is there.
    pub fn put(&mut self, (x, y): (i32, i32), cell: Cell) {
        if let Some(place) = self.place(x, y) {
            *place = cell;
        }
    }

    /// Draws a sign if nothing is there yet; says whether it did.
    pub fn put_free(&mut self, at: (i32, i32), cell: Cell) -> bool {
        let is_free = self.is_free(at);
        if is_free {
            self.put(at, cell);
        }
        is_free
    }

    /// Draws a text from left to right.
    pub fn text(&mut self, (x, y): (i32, i32), text: &str, role: Role) {
        for (n, sign) in (0..).zip(text.chars()) {
            self.put((x + n, y), (sign, role));
        }
    }

    /// Whether the cell exists and is empty.
    pub fn is_free(&self, (x, y): (i32, i32)) -> bool {
        self.sign(x, y) == Some(' ')
    }

    /// Whether the cell is empty or does not exist.
    pub fn is_quiet(&self, (x, y): (i32, i32)) -> bool {
        self.sign(x, y).is_none_or(|sign| sign == ' ')
    }

    /// All rows, the topmost first.
    pub fn into_rows(self) -> Vec<Vec<Cell>> {
        self.rows
    }

    fn sign(&self, x: i32, y: i32) -> Option<char> {
        let row = self.rows.get(usize::try_from(y).ok()?)?;
        row.get(usize::try_from(x).ok()?).map(|cell| cell.0)
    }

    fn place(&mut self, x: i32, y: i32) -> Option<&mut Cell> {
        let row = self.rows.get_mut(usize::try_from(y).ok()?)?;
        row.get_mut(usize::try_from(x).ok()?)
    }
}
