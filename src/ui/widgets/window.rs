//! The grid in time that all rows of a pane share: one cell a year.
//! Knows no values; cells are never merged and never interpolated.

use super::Cell;
use super::series::Point;
use crate::atlas::{Date, Nature, Period};
use crate::settings::Role;

/// The name of a run of years: `2016–18`, `1998–2001`.
pub fn run(first: i32, last: i32) -> String {
    if first == last {
        first.to_string()
    } else if first.div_euclid(100) == last.div_euclid(100) {
        format!("{first}–{:02}", last.rem_euclid(100))
    } else {
        format!("{first}–{last}")
    }
}

/// Where a period stands on the grid of years.
pub fn place(period: Period, nature: Nature) -> Spot {
    if let Period::Span(from, to) = period {
        return span(from, to);
    }
    let Some(year) = period.year() else {
        return Spot::Undated;
    };
    let is_deadline = matches!(period, Period::By(_) | Period::Within(..) | Period::End(_));
    if is_deadline || is_moment(nature) || period.is_whole_year() {
        Spot::Cell(i32::from(year))
    } else {
        Spot::OtherLength
    }
}

/// Where a period stands on a grid, or why it stands nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// In the cell of this year.
    Cell(i32),
    /// It is shorter than a year, so that another length would be compared.
    OtherLength,
    /// It reaches over several years.
    Span,
    /// It has no date.
    Undated,
}

/// Nine months are one more length of their own; whole years in a row are a span.
fn span(from: Date, to: Date) -> Spot {
    match (from, to) {
        (Date::Year(a), Date::Year(b)) if a < b => Spot::Span,
        _ => Spot::OtherLength,
    }
}

/// Whether the metric is a state at a moment, so that a date inside the year says it all.
pub fn is_moment(nature: Nature) -> bool {
    matches!(nature, Nature::Stock | Nature::Rank | Nature::State)
}

/// The cells that all rows of a pane show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first year.
    pub first: i32,
    /// How many cells there are.
    pub width: u16,
}

/// A window never ends later than so many years after this one: a plan for 2050 must not hide the present.
pub(super) const YEARS_AHEAD: i32 = 2;

impl Window {
    /// The last `width` years ending at the later of this year and the latest point, at most two years ahead.
    pub fn of_years<'a>(points: impl IntoIterator<Item = &'a Point>, today: u16, width: u16) -> Self {
        Window::ending(last_year(points, today), width)
    }

    /// The same, where the year of the latest point is known.
    pub fn up_to(latest: Option<u16>, today: u16, width: u16) -> Self {
        Window::ending(end_year(latest, today), width)
    }

    fn ending(last_year: i32, width: u16) -> Self {
        Window {
            first: last_year + 1 - i32::from(width),
            width,
        }
    }

    /// The column of a year, if it is in the window.
    pub fn column(&self, year: i32) -> Option<usize> {
        let column = usize::try_from(year - self.first).ok()?;
        (column < usize::from(self.width)).then_some(column)
    }

    /// The year of a column.
    pub fn year(&self, column: usize) -> i32 {
        self.first
            .saturating_add(i32::try_from(column).unwrap_or(i32::MAX))
    }

    /// The axis as long as the window: the first year and every fifth in two digits, dropped where they would touch.
    pub fn header(&self) -> Vec<Cell> {
        let mut cells = vec![(' ', Role::Faint); usize::from(self.width)];
        let regular = |c: &usize| self.year(*c).rem_euclid(5) == 0;
        let columns: Vec<usize> = (0..cells.len()).filter(regular).collect();
        let mut free_from = 0;
        let crowded = columns.first().is_some_and(|first| *first < 3);
        let first = (!crowded).then_some(0);
        for column in first.into_iter().chain(columns) {
            if column >= free_from && column + 2 <= cells.len() {
                let digits = format!("{:02}", self.year(column).rem_euclid(100));
                for (n, digit) in digits.chars().enumerate() {
                    cells[column + n].0 = digit;
                }
                free_from = column + 3;
            }
        }
        cells
    }
}

fn last_year<'a>(points: impl IntoIterator<Item = &'a Point>, today: u16) -> i32 {
    let years = points.into_iter().filter_map(|point| point.period.year());
    end_year(years.max(), today)
}

fn end_year(latest: Option<u16>, today: u16) -> i32 {
    let today = i32::from(today);
    latest.map_or(today, i32::from).clamp(today, today + YEARS_AHEAD)
}

#[cfg(test)]
mod tests {
    use super::super::text_of;
    use super::*;
    use crate::atlas::{Hedge, Kind};

    fn point(period: &str) -> Point {
        Point {
            period: Period::parse(period).expect(period),
            value: 1.0,
            low: Some(1.0),
            high: Some(1.0),
            hedge: Hedge::Exact,
            kind: Kind::Observed,
            derived: false,
            disputed: false,
            label: String::new(),
        }
    }

    fn spot(period: &str, nature: Nature) -> Spot {
        place(Period::parse(period).expect(period), nature)
    }

    #[test]
    fn a_flow_needs_the_whole_year_and_a_stock_a_date_in_it() {
        for (period, flow, stock) in [
            ("2025", Spot::Cell(2025), Spot::Cell(2025)),
            ("2025-Q3", Spot::OtherLength, Spot::Cell(2025)),
            ("as-of-2026-01-27", Spot::OtherLength, Spot::Cell(2026)),
            ("by-2028", Spot::Cell(2028), Spot::Cell(2028)),
            ("P2Y-from-2026-01-09", Spot::Cell(2028), Spot::Cell(2028)),
            ("end-2021", Spot::Cell(2021), Spot::Cell(2021)),
            ("2021/2025", Spot::Span, Spot::Span),
            ("2025-01/2025-09", Spot::OtherLength, Spot::OtherLength),
            ("undated", Spot::Undated, Spot::Undated),
        ] {
            assert_eq!(spot(period, Nature::Flow), flow, "{period}");
            assert_eq!(spot(period, Nature::Share), flow, "{period}");
            assert_eq!(spot(period, Nature::Stock), stock, "{period}");
        }
    }

    #[test]
    fn a_window_ends_at_most_two_years_ahead() {
        let end = |period: &str, width| {
            let window = Window::of_years(&[point(period)], 2026, width);
            (window.first, window.year(usize::from(width) - 1))
        };
        assert_eq!(end("2024", 14), (2013, 2026));
        assert_eq!(end("by-2028", 14), (2015, 2028));
        assert_eq!(end("by-2040", 7), (2022, 2028));
        assert_eq!(Window::of_years(&[], 2026, 0).header(), []);
    }

    #[test]
    fn the_header_names_the_first_and_every_fifth_year() {
        let header = |target: &str, width| text_of(&Window::of_years(&[point(target)], 2026, width).header());
        assert_eq!(header("by-2028", 14), "15   20   25  ");
        assert_eq!(header("by-2028", 7), "22 25  ");
        assert_eq!(header("by-2028", 5), " 25  ");
        assert_eq!(header("by-2028", 1), " ");
        assert_eq!(header("2025", 3), " 25");
    }

    #[test]
    fn runs_are_named_shortly() {
        assert_eq!(run(2016, 2016), "2016");
        assert_eq!(run(2016, 2018), "2016–18");
        assert_eq!(run(1998, 2001), "1998–2001");
    }
}
