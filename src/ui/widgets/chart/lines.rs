//! Lines between neighbouring points of a chart, in braille dots or in the strokes of a typewriter.
//! Knows no values and no time; who calls decides what may be joined.

use super::super::signs::has_braille;
use super::grid::Grid;
use crate::settings::{Glyphs, Role};

/// A place between cells: a column, and rows of which whole numbers are the middles.
pub type End = (i32, f64);

/// Joins two places with a line through the free cells between their columns.
pub fn line(grid: &mut Grid, from: End, to: End, glyphs: Glyphs) {
    if has_braille(glyphs) {
        braille(grid, from, to);
    } else {
        strokes(grid, from, to);
    }
}

/// The height of a line where it crosses `x`, 0 at its begin and 1 at its end.
fn height(from: End, to: End, x: f64) -> f64 {
    let share = (x - f64::from(from.0)) / f64::from((to.0 - from.0).max(1));
    from.1 + (to.1 - from.1) * share
}

/// Braille has two dots across and four down in a cell.
fn braille(grid: &mut Grid, from: End, to: End) {
    let dot_row = |x: f64| ((height(from, to, x) + 0.5) * 4.0 - 0.5).round() as i32;
    let mut above = dot_row(f64::from(from.0) + 0.5);
    for column in from.0 + 1..to.0 {
        let mut cells: Vec<(i32, u32)> = Vec::new();
        for half in 0..2 {
            let dot = dot_row(f64::from(column) - 0.25 + f64::from(half) * 0.5);
            let (top, bottom) = between(above, dot);
            for y in top..=bottom {
                add(&mut cells, y, half);
            }
            above = dot;
        }
        for (row, bits) in cells {
            let sign = char::from_u32(0x2800 + bits).unwrap_or(' ');
            grid.put_free((column, row), (sign, Role::Text));
        }
    }
}

/// The dots from one to the next, without the one that the last column has drawn already.
fn between(last: i32, next: i32) -> (i32, i32) {
    match next - last {
        0 => (next, next),
        up if up < 0 => (next, last - 1),
        _ => (last + 1, next),
    }
}

fn add(cells: &mut Vec<(i32, u32)>, y: i32, half: i32) {
    const BITS: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
    let (row, dot) = (y.div_euclid(4), y.rem_euclid(4) as usize);
    let bit = BITS[half as usize & 1][dot];
    match cells.iter_mut().find(|(r, _)| *r == row) {
        Some((_, bits)) => *bits |= bit,
        None => cells.push((row, bit)),
    }
}

/// A typewriter has three heights in a cell.
fn strokes(grid: &mut Grid, from: End, to: End) {
    let mut last = from.1.round() as i32;
    for column in from.0 + 1..to.0 {
        let at = height(from, to, f64::from(column));
        let row = at.round() as i32;
        let stroke = match at - f64::from(row) {
            above if above < -1.0 / 6.0 => '\'',
            below if below > 1.0 / 6.0 => '.',
            _ => '-',
        };
        for y in row.min(last) + 1..row.max(last) {
            grid.put_free((column, y), ('|', Role::Text));
        }
        grid.put_free((column, row), (stroke, Role::Text));
        last = row;
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::text_of;
    use super::*;

    fn check(from: End, to: End, glyphs: Glyphs, expected: &[&str]) {
        let mut grid = Grid::new(8, 3);
        line(&mut grid, from, to, glyphs);
        let rows: Vec<String> = grid.into_rows().iter().map(|row| text_of(row)).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn lines_rise_fall_and_stay() {
        check(
            (0, 1.0),
            (7, 1.0),
            Glyphs::Braille,
            &["        ", " ⠤⠤⠤⠤⠤⠤ ", "        "],
        );
        check(
            (0, 2.0),
            (7, 1.0),
            Glyphs::Braille,
            &["        ", "    ⣀⣀⠤ ", " ⠒⠊⠉    "],
        );
        check(
            (0, 0.0),
            (7, 2.0),
            Glyphs::Ascii,
            &[" .      ", "  '--.  ", "      ' "],
        );
        check(
            (0, 2.0),
            (3, 0.0),
            Glyphs::Ascii,
            &["        ", " .'     ", "        "],
        );
    }

    #[test]
    fn lines_outside_draw_nothing() {
        check(
            (-9, -9.0),
            (-3, 40.0),
            Glyphs::Braille,
            &["        ", "        ", "        "],
        );
        check(
            (5, 1.0),
            (2, 1.0),
            Glyphs::Ascii,
            &["        ", "        ", "        "],
        );
    }
}
