//! The drawing of a chart: frame, points, arrows, lines and stems, each only where nothing stands yet.
//! Knows nothing of lists and sparklines, which replace a chart that has too few points or too little room.
//!
//! To add something drawn: a function here, called from [`Plot::draw`] in the order of what may hide what.

use super::super::Cell;
use super::super::scale::counted;
use super::super::series::{Axis, Bound, Shape};
use super::super::signs::{Sign, fold};
use super::super::window;
use super::dots::{self, Dot};
use super::grid::Grid;
use super::ladder::Ladder;
use super::timeline::Timeline;
use super::{ChartSpec, Mark, labels, lines, measure};
use crate::atlas::Hedge;
use crate::settings::{Glyphs, Role};

/// A chart being drawn.
pub struct Plot<'a> {
    pub(super) grid: Grid,
    pub(super) ladder: Ladder,
    pub(super) dots: Vec<Dot<'a>>,
    pub(super) glyphs: Glyphs,
    time: Timeline,
    searched: &'a [u16],
    missing: Vec<i32>,
    outside: usize,
    unmarked_bounds: usize,
    at_odd_dates: bool,
    axis_column: i32,
    foot: i32,
    tick_labels: Vec<(i32, String)>,
}

/// The axis' foot and the years.
const ROWS_BELOW: u16 = 2;

impl<'a> Plot<'a> {
    /// A chart of at least 24 × 5 cells.
    pub fn new(spec: &ChartSpec<'a>, (width, height): (u16, u16), glyphs: Glyphs) -> Self {
        let mut dots = dots::dots(&spec.series);
        let (nature, missing) = (spec.series.nature, dots::missing_years(&dots));
        let at_odd_dates = dots::at_odd_dates(&dots, nature);
        let rows = height.saturating_sub(ROWS_BELOW);
        let all = dots.len();
        // The years decide which values set the axis, and the axis' labels how wide the years are: years first.
        let years = measure::years(spec, &dots, width);
        dots.retain(|dot| dot.years.1 >= years.0 && dot.years.0 <= years.1);
        let ladder = measure::ladder(measure::allowed(spec.axis, &dots, at_odd_dates), &dots, rows);
        let tick_labels = measure::tick_labels(&ladder, spec.unit, glyphs);
        let axis_column = measure::axis_column(&tick_labels, width);
        let time = Timeline::new(years, (axis_column + 1, i32::from(width)));
        dots.retain(|dot| time.has(dot.years.0) || time.has(dot.years.1));
        dots::arrange(&mut dots, nature, &time, &ladder);
        Plot {
            grid: Grid::new(width, height),
            ladder,
            glyphs,
            time,
            searched: spec.series.searched,
            missing,
            outside: all - dots.len(),
            dots,
            unmarked_bounds: 0,
            at_odd_dates,
            axis_column,
            foot: i32::from(rows),
            tick_labels,
        }
    }

    /// Draws everything, what matters most first.
    pub fn draw(&mut self) {
        self.draw_frame();
        self.draw_points();
        self.draw_bounds();
        self.draw_spans();
        self.draw_lines();
        self.draw_stems();
        self.draw_marks();
        labels::draw(self);
    }

    /// The finished cells.
    pub fn into_rows(self) -> Vec<Vec<Cell>> {
        self.grid.into_rows()
    }

    /// For the title: `bn CNY, from zero`.
    pub fn caption(&self, unit: &str) -> String {
        let unit = [self.ladder.word(), unit].join(" ");
        let low = self.ladder.low_label();
        let axis = match self.ladder.axis {
            Axis::Log => "log".to_owned(),
            Axis::Cut => format!("from {low}"),
            Axis::FromZero => "from zero".to_owned(),
        };
        let caption = if unit.trim().is_empty() {
            axis
        } else {
            format!("{}, {axis}", unit.trim())
        };
        fold(&caption, self.glyphs)
    }

    /// `a row is 25 bn CNY`.
    pub fn row_height(&self, unit: &str) -> String {
        let height = self.ladder.row_height();
        let words = height.map(|height| format!("a row is {height} {unit}"));
        words.map_or(String::new(), |words| fold(words.trim_end(), self.glyphs))
    }

    /// What the drawing does not show, one remark each.
    pub fn notes(&self) -> Vec<String> {
        let (first, last) = (self.time.first, self.time.last());
        let crowded = self.dots.iter().filter(|dot| dot.at.is_none()).count();
        let notes = [
            (self.outside, format!("outside {}", window::run(first, last))),
            (crowded, "too close to others to be drawn".to_owned()),
            (self.unmarked_bounds, "without room for the arrow".to_owned()),
        ];
        let some = notes.into_iter().filter(|(count, _)| *count > 0);
        some.map(|(count, what)| fold(&format!("{} {what}", counted(count, "point")), self.glyphs))
            .collect()
    }

    /// Where the points stand.
    pub fn marks(&self) -> Vec<Mark> {
        let mark = |dot: &Dot| {
            let (column, row) = dot.at?;
            Some(Mark {
                index: dot.index,
                column: u16::try_from(column).ok()?,
                row: u16::try_from(row).ok()?,
            })
        };
        self.dots.iter().filter_map(mark).collect()
    }

    fn sign(&self, sign: Sign) -> char {
        sign.draw(self.glyphs)
    }

    fn draw_frame(&mut self) {
        let (vertical, tick) = (self.sign(Sign::Vertical), self.sign(Sign::Tick));
        let (x, foot) = (self.axis_column, self.foot);
        for row in 0..foot {
            self.grid.put((x, row), (vertical, Role::Faint));
        }
        for (row, label) in std::mem::take(&mut self.tick_labels) {
            self.grid.put((x, row), (tick, Role::Faint));
            let start = x - 1 - label.chars().count() as i32;
            self.grid.text((start.max(0), row), &label, Role::Faint);
        }
        let corner = if self.ladder.axis == Axis::Cut {
            Sign::CutCorner
        } else {
            Sign::Corner
        };
        self.grid.put((x, foot), (self.sign(corner), Role::Faint));
        for column in x + 1..i32::from(self.grid.width()) {
            self.grid
                .put((column, foot), (self.sign(Sign::Horizontal), Role::Faint));
        }
        for (column, label) in self.time.labels() {
            self.grid
                .text((column, foot + 1), &fold(&label, self.glyphs), Role::Faint);
        }
    }

    fn draw_points(&mut self) {
        for dot in &self.dots {
            if let Some(at) = dot.at {
                let shape = dot.point.shape();
                let role = if dot.point.is_contested() {
                    Role::Err
                } else {
                    shape.role()
                };
                self.grid.put(at, (shape.sign().draw(self.glyphs), role));
            }
        }
    }

    /// The arrow of a bound above or below its point, and «about» at its side; each beside if something is there.
    fn draw_bounds(&mut self) {
        for n in 0..self.dots.len() {
            let Dot {
                point,
                at: Some((x, y)),
                ..
            } = self.dots[n]
            else {
                continue;
            };
            let (sign, first) = match point.bound() {
                Bound::Over => (Sign::Over, (x, y - 1)),
                Bound::Under => (Sign::Under, (x, y + 1)),
                Bound::None if point.hedge == Hedge::About => (Sign::About, (x - 1, y)),
                Bound::None => continue,
            };
            let cell = (self.sign(sign), point.shape().role());
            let place = [first, (x + 1, y), (x - 1, y)]
                .into_iter()
                .find(|at| self.is_open(*at));
            match place {
                Some(at) => self.grid.put(at, cell),
                None if point.bound() == Bound::None => {}
                None => self.unmarked_bounds += 1,
            }
        }
    }

    /// Whether a cell of the plot is empty.
    pub(super) fn is_open(&self, at: (i32, i32)) -> bool {
        self.is_inside(at) && self.grid.is_free(at)
    }

    fn is_inside(&self, (x, y): (i32, i32)) -> bool {
        x > self.axis_column && y < self.foot
    }

    fn draw_spans(&mut self) {
        for n in 0..self.dots.len() {
            let Dot {
                years: (first, last),
                at: Some((_, y)),
                ..
            } = self.dots[n]
            else {
                continue;
            };
            if first == last {
                continue;
            }
            let (from, to) = (
                self.time.start(first.max(self.time.first)),
                self.time.end(last.min(self.time.last())),
            );
            let role = self.dots[n].point.shape().role();
            self.grid.put_free((from, y), (self.sign(Sign::SpanStart), role));
            self.grid.put_free((to, y), (self.sign(Sign::SpanEnd), role));
            for x in from + 1..to {
                self.grid.put_free((x, y), (self.sign(Sign::Horizontal), role));
            }
        }
    }

    /// Joins neighbouring years only, and never through a dispute.
    fn draw_lines(&mut self) {
        if self.at_odd_dates {
            return;
        }
        let disputed = dots::disputed_years(&self.dots);
        let mut joined: Vec<&Dot> = self.dots.iter().filter(|dot| dot.is_plain()).collect();
        joined.retain(|dot| !disputed.contains(&dot.years.0) && dot.at.is_some());
        // Of two statements about one year the narrower one is the line's.
        joined.sort_by(|a, b| {
            let vagueness = a.point.vagueness().total_cmp(&b.point.vagueness());
            a.years.0.cmp(&b.years.0).then(vagueness)
        });
        joined.dedup_by_key(|dot| dot.years.0);
        for pair in joined
            .windows(2)
            .filter(|pair| pair[0].years.0 + 1 == pair[1].years.0)
        {
            let end = |dot: &Dot| Some((dot.at?.0, self.ladder.height(dot.point.value)));
            if let (Some(from), Some(to)) = (end(pair[0]), end(pair[1])) {
                lines::line(&mut self.grid, from, to, self.glyphs);
            }
        }
    }

    /// Stems stand on zero, which an axis that multiplies does not have.
    fn draw_stems(&mut self) {
        if !self.at_odd_dates || self.ladder.axis != Axis::FromZero {
            return;
        }
        let zero = self.ladder.row(0.0);
        let stem = (self.sign(Sign::Vertical), Role::Faint);
        for dot in self.dots.iter().filter(|dot| dot.point.shape() == Shape::Stated) {
            if let Some((x, y)) = dot.at {
                for row in y.min(zero)..=y.max(zero) {
                    self.grid.put_free((x, row), stem);
                }
            }
        }
    }

    /// Missing, searched and disputed years on the axis.
    fn draw_marks(&mut self) {
        let searched: Vec<i32> = self.searched.iter().map(|year| i32::from(*year)).collect();
        let is_known = |year: &i32| self.dots.iter().any(|dot| dot.years == (*year, *year));
        for year in self.time.first..=self.time.last() {
            let sign = match year {
                _ if searched.contains(&year) && !is_known(&year) => Sign::Searched,
                _ if self.missing.contains(&year) => Sign::Gap,
                _ => continue,
            };
            let cell = (self.sign(sign), Role::Faint);
            self.grid.put((self.time.middle(year), self.foot), cell);
        }
        for dot in self.dots.iter().filter(|dot| dot.point.is_contested()) {
            if let Some(x) = self.middle_of_dispute(dot) {
                let cell = (self.sign(Sign::Dispute), Role::Err);
                self.grid.put((x, self.foot), cell);
            }
        }
    }

    fn middle_of_dispute(&self, dot: &Dot) -> Option<i32> {
        let is_member = |d: &&Dot| d.point.is_contested() && d.point.period.rank() == dot.point.period.rank();
        let columns: Vec<i32> = self
            .dots
            .iter()
            .filter(is_member)
            .filter_map(|d| Some(d.at?.0))
            .collect();
        Some((columns.iter().min()? + columns.iter().max()?) / 2)
    }
}
