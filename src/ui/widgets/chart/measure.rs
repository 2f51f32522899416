//! The measures of a chart before anything is drawn: which axis, which years, how much room for labels.
//! Knows no cells.
//!
//! To add a rule about the axis: [`allowed`]; about the years: [`years`].

use super::super::series::{Axis, Bound, Shape};
use super::super::signs::fold;
use super::super::window::YEARS_AHEAD;
use super::ChartSpec;
use super::dots::Dot;
use super::ladder::Ladder;
use crate::settings::Glyphs;

/// The axis that the points allow: stems need zero, and zero or less has no logarithm.
pub fn allowed(asked: Axis, dots: &[Dot], has_stems: bool) -> Axis {
    match asked {
        Axis::Cut if has_stems => Axis::FromZero,
        Axis::Log if dots.is_empty() || dots.iter().any(|dot| dot.point.value <= 0.0) => Axis::FromZero,
        other => other,
    }
}

/// From the year before the first point, where it has room, to this year or the last point's.
pub fn years(spec: &ChartSpec, dots: &[Dot], width: u16) -> (i32, i32) {
    if let Some((first, last)) = spec.years {
        return (i32::from(first.min(last)), i32::from(last.max(first)));
    }
    let today = i32::from(spec.today);
    let first = dots.iter().map(|dot| dot.years.0).min().unwrap_or(today);
    let last = dots
        .iter()
        .map(|dot| dot.years.1)
        .max()
        .unwrap_or(today)
        .max(today);
    let room = i32::from(width) - LIKELY_MARGIN;
    if (last - first + 2) * 4 <= room {
        return (first - 1, last);
    }
    // Where not all years fit, what is known goes before what is aimed at in decades.
    let stated = dots.iter().filter(|dot| dot.point.shape() == Shape::Stated);
    let known = stated.map(|dot| dot.years.1).max().unwrap_or(today).max(today);
    let last = if (last - first + 1) * 2 > room {
        last.min(known + YEARS_AHEAD)
    } else {
        last
    };
    (first.max(last - room / 2 + 1), last)
}

/// Room for the labels of the axis, before they are known.
const LIKELY_MARGIN: i32 = 10;

/// The column of the axis, right of its labels.
pub fn axis_column(labels: &[(i32, String)], width: u16) -> i32 {
    let margin = if width < 40 { 1 } else { 2 };
    let widest = labels
        .iter()
        .map(|(_, label)| label.chars().count())
        .max()
        .unwrap_or(0);
    (margin + widest as i32 + 1).min(i32::from(width) / 2)
}

/// The axis over these points, with a row for arrows above if a topmost point needs it.
pub fn ladder(axis: Axis, dots: &[Dot], rows: u16) -> Ladder {
    let values = || dots.iter().map(|dot| dot.point.value);
    let range = match dots {
        [] => (0.0, 1.0),
        _ => (
            values().fold(f64::INFINITY, f64::min),
            values().fold(f64::NEG_INFINITY, f64::max),
        ),
    };
    let ladder = Ladder::new(axis, range, rows, 0);
    let has_arrow = |dot: &Dot| dot.point.bound() == Bound::Over && ladder.row(dot.point.value) == 0;
    if rows >= 6 && dots.iter().any(has_arrow) {
        Ladder::new(axis, range, rows, 1)
    } else {
        ladder
    }
}

/// The labels of the ticks; an axis that does not start at zero says so at its foot.
pub fn tick_labels(ladder: &Ladder, unit: &str, glyphs: Glyphs) -> Vec<(i32, String)> {
    let mut labels = ladder.labels();
    if ladder.axis == Axis::Cut
        && let Some((_, lowest)) = labels.last_mut()
    {
        let percent = if unit == "%" { " %" } else { "" };
        *lowest = format!("from {}{percent}", ladder.low_label());
    }
    labels
        .into_iter()
        .map(|(row, label)| (row, fold(&label, glyphs)))
        .collect()
}
