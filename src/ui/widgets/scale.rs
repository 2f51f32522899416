//! The scale line: in words, what the heights of a sparkline mean and what it does not show.
//! Knows no columns on screen but the width it must not exceed.
//!
//! To add a remark: a field of [`ScaleNote`] and its clause in [`ScaleNote::clauses`], the weightier the earlier.

use super::series::{Point, Series, Shape};
use super::signs::fold;
use super::sparkline::{Column, Content, Heights};
use super::window::{self, Spot, Window};
use crate::settings::Glyphs;

/// What the line under the table says of the selected row.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleNote {
    /// What the heights mean.
    pub measure: Measure,
    /// Disputed cells by name, with all values given.
    pub disputes: Vec<(String, Vec<String>)>,
    /// Runs of cells between the first and the last stated value for which none is known.
    pub missing: Vec<String>,
    /// Cells for which somebody looked and found none.
    pub searched: Vec<String>,
    /// Facts with another length than a cell.
    pub part_year: usize,
    /// Facts over several years, which only a chart can draw.
    pub spans: usize,
    /// Facts without a date.
    pub undated: usize,
    /// Where the series begins, if that is before the window.
    pub from: Option<String>,
    /// Where it ends, if that is after the window.
    pub until: Option<String>,
}

/// What the heights of a row mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Bars from zero to this.
    FromZero(String),
    /// Dashes from the first to the second.
    Cut(String, String),
    /// Nothing: one undisputed value, so a shape and no bar.
    OneValue,
    /// Nothing: no undisputed value in the window.
    NoValue,
}

impl ScaleNote {
    pub(super) fn of(series: &Series, window: Window, columns: &[Column], heights: Heights) -> Self {
        let spots = || {
            series
                .points
                .iter()
                .map(|p| (window::place(p.period, series.nature), p))
        };
        let count = |spot| spots().filter(|(s, _)| *s == spot).count();
        let cells = || {
            spots().filter_map(|(spot, point)| match spot {
                Spot::Cell(at) => Some((at, point)),
                _ => None,
            })
        };
        let (first, end) = (window.first, window.first + i32::from(window.width));
        let is_stated = |(_, point): &(i32, &Point)| point.shape() == Shape::Stated;
        let earliest = cells().filter(is_stated).map(|(at, _)| at).min();
        let latest = cells().map(|(at, _)| at).max();
        let measure = measure(columns, heights);
        ScaleNote {
            disputes: disputes(cells(), window, measure.scale_word()),
            measure,
            missing: runs(columns, window, Content::Gap),
            searched: runs(columns, window, Content::Searched),
            part_year: count(Spot::OtherLength),
            spans: count(Spot::Span),
            undated: count(Spot::Undated),
            from: earliest.filter(|at| *at < first).map(|at| at.to_string()),
            until: latest.filter(|at| *at >= end).map(|at| at.to_string()),
        }
    }

    /// The line in a tier: whole clauses only, the last ones dropped where the width ends.
    pub fn line(&self, unit: &str, width: u16, glyphs: Glyphs) -> String {
        let mut line = String::new();
        let mut room = usize::from(width);
        for clause in self.clauses(unit) {
            let joint = if line.is_empty() { "" } else { " · " };
            let clause = fold(&format!("{joint}{clause}"), glyphs);
            let Some(rest) = room.checked_sub(clause.chars().count()) else {
                break;
            };
            room = rest;
            line.push_str(&clause);
        }
        line
    }

    /// All it says, the weightiest first.
    pub fn clauses(&self, unit: &str) -> Vec<String> {
        let mut clauses = vec![self.measure.words(unit)];
        let disputes = self.disputes.iter();
        clauses.extend(disputes.map(|(cell, values)| format!("! {cell}: {}", values.join(" or "))));
        clauses.extend(self.missing.iter().map(|run| format!("{run}: ·")));
        clauses.extend(self.searched.iter().map(|run| format!("{run}: ∅")));
        clauses.extend(self.from.iter().map(|cell| format!("from {cell}")));
        clauses.extend(self.until.iter().map(|cell| format!("until {cell}")));
        let undrawn = [
            (self.part_year, "part-year"),
            (self.spans, "many-year"),
            (self.undated, "undated"),
        ];
        for (count, what) in undrawn.into_iter().filter(|(count, _)| *count > 0) {
            clauses.push(format!("{} not drawn", counted(count, &format!("{what} fact"))));
        }
        clauses
    }
}

impl Measure {
    fn words(&self, unit: &str) -> String {
        let unit = if unit.is_empty() {
            String::new()
        } else {
            format!(" {unit}")
        };
        match self {
            Measure::FromZero(top) => format!("0–{top}{unit}, from zero"),
            Measure::Cut(bottom, top) => format!("{bottom}–{top}{unit}, cut"),
            Measure::OneValue => "one value, so a shape and no bar".to_owned(),
            Measure::NoValue => "no undisputed value, so no bars".to_owned(),
        }
    }

    /// The scale word of its top: `tn` of `2.4 tn`.
    fn scale_word(&self) -> &str {
        match self {
            Measure::FromZero(top) | Measure::Cut(_, top) => scale_word(top),
            _ => "",
        }
    }
}

/// The word after the number: `tn` of `>2.4 tn`; empty if there is none.
pub(super) fn scale_word(label: &str) -> &str {
    label.split_once(' ').map_or("", |(_, word)| word)
}

/// A label without this scale word, which has been said already.
pub(super) fn without_scale(label: &str, scale: &str) -> String {
    let bare = label.strip_suffix(scale).filter(|_| !scale.is_empty());
    bare.map_or(label, str::trim_end).to_owned()
}

/// So many of a thing: `1 point`, `2 points`.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A label without its hedge's sign: an axis ends at a number.
fn without_hedge(label: &str) -> &str {
    label.trim_start_matches(['>', '<', '=', '≈', '~'])
}

fn measure(columns: &[Column], heights: Heights) -> Measure {
    let label = |value: f64| {
        let point = columns
            .iter()
            .filter_map(Column::stated)
            .find(|p| p.value == value);
        point.map_or(String::new(), |p| without_hedge(&p.label).to_owned())
    };
    match heights {
        Heights::Bars { top } => Measure::FromZero(label(top)),
        Heights::Dashes { bottom, top } => {
            let top = label(top);
            Measure::Cut(without_scale(&label(bottom), scale_word(&top)), top)
        }
        Heights::Shapes => {
            let is_value = |c: &Column| matches!(c.content(), Content::Mark(Shape::Stated, _));
            let has_value = columns.iter().any(is_value);
            if has_value {
                Measure::OneValue
            } else {
                Measure::NoValue
            }
        }
    }
}

fn disputes<'a>(
    cells: impl Iterator<Item = (i32, &'a Point)>,
    window: Window,
    scale: &str,
) -> Vec<(String, Vec<String>)> {
    let mut disputed: Vec<(i32, Vec<String>)> = Vec::new();
    for (at, point) in cells.filter(|(_, point)| point.is_contested()) {
        let label = without_scale(&point.label, scale);
        match disputed.iter_mut().find(|(cell, _)| *cell == at) {
            Some((_, labels)) if labels.contains(&label) => {}
            Some((_, labels)) => labels.push(label),
            None => disputed.push((at, vec![label])),
        }
    }
    disputed.sort_by_key(|(at, _)| *at);
    let in_window = disputed
        .into_iter()
        .filter(|(at, _)| window.column(*at).is_some());
    in_window.map(|(at, labels)| (at.to_string(), labels)).collect()
}

/// The names of the runs of columns that show this.
fn runs(columns: &[Column], window: Window, content: Content) -> Vec<String> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for (n, _) in columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.content() == content)
    {
        let at = window.year(n);
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            _ => runs.push((at, at)),
        }
    }
    runs.into_iter()
        .map(|(first, last)| window::run(first, last))
        .collect()
}
