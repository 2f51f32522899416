//! What is drawn from plain values: series of points as sparklines and charts.
//! Knows no `App`, no `Atlas` and no terminal: widgets return cells, panes put them on the screen.
//!
//! To add a widget: its file here, returning [`Cell`]s of a size it never exceeds.

pub mod chart;
pub mod scale;
pub mod sentence;
pub mod series;
pub mod signs;
pub mod sparkline;
pub mod window;

use crate::settings::Role;

/// One column on screen: a character of width one, and what it means.
pub type Cell = (char, Role);

/// An empty column.
pub const BLANK: Cell = (' ', Role::Text);

/// The characters of some cells, for comparing and reading aloud.
pub fn text_of(cells: &[Cell]) -> String {
    cells.iter().map(|(sign, _)| *sign).collect()
}

/// A text as cells of one role.
pub fn cells_of(text: &str, role: Role) -> Vec<Cell> {
    text.chars().map(|sign| (sign, role)).collect()
}

#[cfg(test)]
mod fixture;
