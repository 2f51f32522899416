//! The grid in time that all rows of a pane share: one cell a year, or a half, quarter or month.
//! Knows no values; cells are never merged and never interpolated.
//!
//! To add a step: a member of [`Step`], its number a year, and which [`Period`] is as long as it.

use super::Cell;
use super::series::{Point, Series};
use crate::atlas::{Date, Nature, Period};
use crate::settings::Role;

/// How much time one cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A calendar year.
    Year,
    /// A half-year.
    Half,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
}

impl Step {
    /// All steps, the coarsest first.
    pub const ALL: [Step; 4] = [Step::Year, Step::Half, Step::Quarter, Step::Month];

    /// How many of it make a year.
    pub fn per_year(self) -> i32 {
        match self {
            Step::Year => 1,
            Step::Half => 2,
            Step::Quarter => 4,
            Step::Month => 12,
        }
    }

    /// Its plural, for the table's head.
    pub fn words(self) -> &'static str {
        match self {
            Step::Year => "years",
            Step::Half => "half-years",
            Step::Quarter => "quarters",
            Step::Month => "months",
        }
    }

    /// The name of the cell `at`: `2025`, `2025 H1`, `2025 Q3`, `2025-04`.
    pub fn name(self, at: i32) -> String {
        let (year, part) = (at.div_euclid(self.per_year()), at.rem_euclid(self.per_year()) + 1);
        match self {
            Step::Year => year.to_string(),
            Step::Half => format!("{year} H{part}"),
            Step::Quarter => format!("{year} Q{part}"),
            Step::Month => format!("{year}-{part:02}"),
        }
    }

    /// The name of a run of cells: `2016–18`, `2025 H1–2026 H2`.
    pub fn run(self, first: i32, last: i32) -> String {
        if first == last {
            return self.name(first);
        }
        if self == Step::Year && first.div_euclid(100) == last.div_euclid(100) {
            return format!("{first}–{:02}", last.rem_euclid(100));
        }
        format!("{}–{}", self.name(first), self.name(last))
    }

    /// Where a period stands on this grid.
    pub fn place(self, period: Period, nature: Nature) -> Spot {
        match period {
            Period::Undated => return Spot::Undated,
            Period::Span(from, to) => return span(from, to),
            _ => {}
        }
        let deadline = matches!(period, Period::By(_) | Period::Within(..) | Period::End(_));
        if !deadline && !is_moment(nature) && !self.is_length_of(period) {
            return Spot::OtherLength;
        }
        let Some((year, month)) = end_of(period) else {
            return Spot::Undated;
        };
        let part = (i32::from(month) - 1).clamp(0, 11) * self.per_year() / 12;
        Spot::Cell(i32::from(year) * self.per_year() + part)
    }

    fn is_length_of(self, period: Period) -> bool {
        matches!(
            (self, period),
            (Step::Year, Period::At(Date::Year(_)))
                | (Step::Half, Period::Half(..))
                | (Step::Quarter, Period::Quarter(..))
                | (Step::Month, Period::At(Date::Month(..)))
        )
    }
}

/// Where a period stands on a grid, or why it stands nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// In this cell, counted from the year 0.
    Cell(i32),
    /// It is shorter than a cell, so that another length would be compared.
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

/// The year and month in which a period ends.
fn end_of(period: Period) -> Option<(u16, u8)> {
    let month = |date: Date| match date {
        Date::Year(_) => 12,
        Date::Month(_, m) | Date::Day(_, m, _) => m,
    };
    let month = match period {
        Period::At(date) | Period::By(date) | Period::AsOf(date) | Period::Span(_, date) => month(date),
        Period::Within(_, date) => month(date),
        Period::Half(_, half) => half.saturating_mul(6),
        Period::Quarter(_, quarter) => quarter.saturating_mul(3),
        Period::End(_) | Period::Undated => 12,
    };
    Some((period.year()?, month))
}

/// The cells that all rows of a pane show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How much time one cell is.
    pub step: Step,
    /// The first cell.
    pub first: i32,
    /// How many cells there are.
    pub width: u16,
}

/// A window never ends later than so many years after this one: a plan for 2050 must not hide the present.
pub(super) const YEARS_AHEAD: i32 = 2;

impl Window {
    /// The last `width` years ending at the later of this year and the latest point, at most two years ahead.
    pub fn of_years<'a>(points: impl IntoIterator<Item = &'a Point>, today: u16, width: u16) -> Self {
        Window::ending(Step::Year, last_year(points, today), width)
    }

    /// The same, where the year of the latest point is known.
    pub fn up_to(latest: Option<u16>, today: u16, width: u16) -> Self {
        Window::ending(Step::Year, end_year(latest, today), width)
    }

    /// The coarsest grid that keeps any two dated points of one series apart and still fits; else years.
    pub fn of_series(series: &Series, today: u16, width: u16) -> Self {
        let last = last_year(series.points, today);
        let fitting = Step::ALL.into_iter().find(|step| separates(series, *step));
        let window = Window::ending(fitting.unwrap_or(Step::Year), last, width);
        let shows_all = cells(series, window.step).all(|(at, _)| window.column(at).is_some());
        if shows_all {
            window
        } else {
            Window::ending(Step::Year, last, width)
        }
    }

    fn ending(step: Step, last_year: i32, width: u16) -> Self {
        let end = (last_year + 1) * step.per_year();
        Window {
            step,
            first: end - i32::from(width),
            width,
        }
    }

    /// The column of a cell, if it is in the window.
    pub fn column(&self, at: i32) -> Option<usize> {
        let column = usize::try_from(at - self.first).ok()?;
        (column < usize::from(self.width)).then_some(column)
    }

    /// The cell of a column.
    pub fn at(&self, column: usize) -> i32 {
        self.first
            .saturating_add(i32::try_from(column).unwrap_or(i32::MAX))
    }

    /// The year of a column.
    pub fn year(&self, column: usize) -> i32 {
        self.at(column).div_euclid(self.step.per_year())
    }

    /// The axis as long as the window: the first year and every fifth in two digits, dropped where they would touch.
    pub fn header(&self) -> Vec<Cell> {
        let mut cells = vec![(' ', Role::Faint); usize::from(self.width)];
        let every = if self.step == Step::Year { 5 } else { 1 };
        let starts_year = |at: i32| at.rem_euclid(self.step.per_year()) == 0;
        let regular = |c: &usize| starts_year(self.at(*c)) && self.year(*c).rem_euclid(every) == 0;
        let columns: Vec<usize> = (0..cells.len()).filter(regular).collect();
        let mut free_from = 0;
        let crowded = columns.first().is_some_and(|first| *first < 3);
        let first = (!crowded && starts_year(self.first)).then_some(0);
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

fn cells<'a>(series: &'a Series, step: Step) -> impl Iterator<Item = (i32, &'a Point)> {
    let nature = series.nature;
    series
        .points
        .iter()
        .filter_map(move |point| match step.place(point.period, nature) {
            Spot::Cell(at) => Some((at, point)),
            _ => None,
        })
}

/// Whether no two points of one shape and different dates fall into one cell.
fn separates(series: &Series, step: Step) -> bool {
    let mut seen: Vec<(i32, &Point)> = cells(series, step).collect();
    seen.sort_by_key(|(at, point)| (*at, point.shape(), point.period.rank()));
    seen.windows(2).all(|pair| {
        let ((a, left), (b, right)) = (pair[0], pair[1]);
        a != b || left.shape() != right.shape() || left.period.rank() == right.period.rank()
    })
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

    fn place(period: &str, nature: Nature) -> Spot {
        Step::Year.place(Period::parse(period).expect(period), nature)
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
            assert_eq!(place(period, Nature::Flow), flow, "{period}");
            assert_eq!(place(period, Nature::Share), flow, "{period}");
            assert_eq!(place(period, Nature::Stock), stock, "{period}");
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
    fn one_metric_alone_may_use_a_finer_grid() {
        let points = ["as-of-2024-03", "as-of-2024-10", "as-of-2025-02"].map(point);
        let of = |nature, width| {
            let series = Series {
                nature,
                points: &points,
                searched: &[],
            };
            Window::of_series(&series, 2026, width)
        };
        let half = of(Nature::Stock, 14);
        assert_eq!((half.step, half.at(13)), (Step::Half, 2026 * 2 + 1));
        assert_eq!(text_of(&half.header()), "20  22  24  26");
        assert_eq!(of(Nature::Stock, 3).step, Step::Year, "too narrow for half-years");
        assert_eq!(of(Nature::Flow, 14).step, Step::Year, "no whole half-years");
    }

    #[test]
    fn runs_are_named_shortly() {
        assert_eq!(Step::Year.run(2016, 2018), "2016–18");
        assert_eq!(Step::Year.run(1998, 2001), "1998–2001");
        assert_eq!(Step::Half.run(4050, 4051), "2025 H1–2025 H2");
        assert_eq!(Step::Month.name(2025 * 12 + 3), "2025-04");
    }
}
