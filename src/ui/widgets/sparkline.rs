//! The honest sparkline: one row, one cell a year, a bar only where somebody stated a value.
//! Knows no row, no table and no neighbouring series; nothing in it is merged or interpolated.
//!
//! To add a rule about what hides what: [`Column::content`]; about heights: [`Heights`].

use super::scale::ScaleNote;
use super::series::{Axis, Bound, Point, Series, Shape};
use super::signs::{self, Sign};
use super::window::{self, Spot, Window};
use super::{BLANK, Cell};
use crate::settings::{Glyphs, Role};

/// A row's trend.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    /// One cell for each of the window's.
    pub cells: Vec<Cell>,
    /// What stands right of them: bounds that the tier cannot draw, or a target hidden under a value.
    pub flag: Cell,
    /// What the heights mean, for the line under the table.
    pub scale: ScaleNote,
}

/// The trend of a series in a window. A chart's [`Axis::Log`] means nothing here and reads as from zero.
pub fn sparkline(series: &Series, window: Window, glyphs: Glyphs, axis: Axis) -> Sparkline {
    let columns = columns(series, window);
    let heights = Heights::of(&columns, axis);
    let draw = |column: &Column| column.draw(heights, glyphs);
    Sparkline {
        cells: columns.iter().map(draw).collect(),
        flag: flag(&columns, heights, glyphs),
        scale: ScaleNote::of(series, window, &columns, heights),
    }
}

/// What one cell has to show.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Column<'a> {
    best: [Option<&'a Point>; Shape::ALL.len()],
    contested: bool,
    searched: bool,
    within: bool,
}

/// What one cell does show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Content<'a> {
    Dispute(&'a Point),
    Mark(Shape, &'a Point),
    Searched,
    Gap,
    Blank,
}

impl<'a> Column<'a> {
    fn best(&self, shape: Shape) -> Option<&'a Point> {
        self.best.get(shape as usize).copied().flatten()
    }

    /// Takes a point in: the latest date wins, and of two statements on one date the one that says more.
    fn take(&mut self, point: &'a Point) {
        let held = self.best(point.shape()).map(|held| held.period.rank());
        let rank = point.period.rank();
        if held.is_some_and(|held| held > rank) {
            return;
        }
        let is_newer = held.is_none_or(|held| held < rank);
        if point.shape() == Shape::Stated {
            self.contested = point.disputed || (self.contested && !is_newer);
        }
        let says_more = |held: &Point| point.vagueness() < held.vagueness();
        if is_newer || self.best(point.shape()).is_some_and(says_more) {
            self.best[point.shape() as usize] = Some(point);
        }
    }

    pub(super) fn content(&self) -> Content<'a> {
        let first = Shape::ALL
            .into_iter()
            .find_map(|shape| Some((shape, self.best(shape)?)));
        match first {
            Some((Shape::Stated, point)) if self.contested => Content::Dispute(point),
            Some((shape, point)) => Content::Mark(shape, point),
            None if self.searched => Content::Searched,
            None if self.within => Content::Gap,
            None => Content::Blank,
        }
    }

    /// The stated value it shows or, in a dispute, one of them.
    pub(super) fn stated(&self) -> Option<&'a Point> {
        self.best(Shape::Stated)
    }

    fn undisputed(&self) -> Option<&'a Point> {
        self.stated().filter(|_| !self.contested)
    }

    /// Whether a point of this shape is there and another one is shown.
    fn hides(&self, shape: Shape) -> bool {
        let shown = Shape::ALL.into_iter().find(|s| self.best(*s).is_some());
        self.best(shape).is_some() && shown != Some(shape)
    }

    fn draw(&self, heights: Heights, glyphs: Glyphs) -> Cell {
        match self.content() {
            Content::Dispute(_) => (Sign::Dispute.draw(glyphs), Role::Err),
            Content::Mark(shape, point) => (heights.draw(shape, point, glyphs), shape.role()),
            Content::Searched => (Sign::Searched.draw(glyphs), Role::Faint),
            Content::Gap => (Sign::Gap.draw(glyphs), Role::Faint),
            Content::Blank => BLANK,
        }
    }
}

fn columns<'a>(series: &Series<'a>, window: Window) -> Vec<Column<'a>> {
    let mut columns = vec![Column::default(); usize::from(window.width)];
    let mut stated: Option<(i32, i32)> = None;
    for point in series.points.iter().filter(|point| point.is_drawable()) {
        let Spot::Cell(year) = window::place(point.period, series.nature) else {
            continue;
        };
        if point.shape() == Shape::Stated {
            stated = Some(stated.map_or((year, year), |(a, b)| (a.min(year), b.max(year))));
        }
        if let Some(column) = window.column(year).and_then(|n| columns.get_mut(n)) {
            column.take(point);
        }
    }
    for (n, column) in columns.iter_mut().enumerate() {
        let year = window.year(n);
        column.within = stated.is_some_and(|(first, last)| first < year && year < last);
        column.searched = series.searched.iter().any(|y| i32::from(*y) == year);
    }
    columns
}

/// What the height of a cell means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Heights {
    /// Nothing: with fewer than two undisputed values there is nothing to compare.
    Shapes,
    /// Bars from zero to the top.
    Bars { top: f64 },
    /// Dashes between the least and the greatest value.
    Dashes { bottom: f64, top: f64 },
}

impl Heights {
    fn of(columns: &[Column], axis: Axis) -> Self {
        if columns.iter().filter_map(Column::undisputed).count() < 2 {
            return Heights::Shapes;
        }
        let stated = || columns.iter().filter_map(Column::stated).map(|p| p.value);
        let top = stated().fold(f64::NEG_INFINITY, f64::max);
        let bottom = stated().fold(f64::INFINITY, f64::min);
        let computed = columns.iter().filter_map(|column| column.best(Shape::Computed));
        let is_negative = bottom < 0.0 || computed.into_iter().any(|point| point.value < 0.0);
        if axis == Axis::Cut || is_negative {
            Heights::Dashes { bottom, top }
        } else {
            Heights::Bars { top }
        }
    }

    fn draw(self, shape: Shape, point: &Point, glyphs: Glyphs) -> char {
        match (self, shape) {
            (Heights::Bars { .. }, Shape::Stated) => self.bar(point, glyphs),
            (Heights::Dashes { .. }, Shape::Stated) => signs::dash(self.level(point, 4), glyphs),
            (Heights::Shapes, Shape::Computed) => Sign::Computed.draw(glyphs),
            (_, Shape::Computed) => signs::floating(self.level(point, 4), glyphs),
            _ => shape.sign().draw(glyphs),
        }
    }

    fn bar(self, point: &Point, glyphs: Glyphs) -> char {
        match point.bound() {
            Bound::None if point.value == 0.0 => '0',
            Bound::Over | Bound::Under if signs::has_thin_bars(glyphs) => {
                signs::thin_bar(self.level(point, 4))
            }
            _ => signs::bar(self.level(point, 8), glyphs),
        }
    }

    /// The level of a value, a lower bound rounded down and an upper one up, so that neither claims too much.
    fn level(self, point: &Point, levels: u8) -> u8 {
        // Rounding errors of the division must not push a value over a level's edge.
        const SLACK: f64 = 1e-9;
        let most = f64::from(levels);
        let height = match self {
            Heights::Shapes => return 1,
            Heights::Bars { top } => share(point.value, 0.0, top) * most,
            Heights::Dashes { bottom, top } => 1.0 + share(point.value, bottom, top) * (most - 1.0),
        };
        let level = match point.bound() {
            Bound::None => height.round(),
            Bound::Over => (height + SLACK).floor(),
            Bound::Under => (height - SLACK).ceil(),
        };
        level.clamp(1.0, most) as u8
    }
}

fn share(value: f64, bottom: f64, top: f64) -> f64 {
    if top > bottom {
        ((value - bottom) / (top - bottom)).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

fn flag(columns: &[Column], heights: Heights, glyphs: Glyphs) -> Cell {
    let drawn_thin = matches!(heights, Heights::Bars { .. }) && signs::has_thin_bars(glyphs);
    if heights != Heights::Shapes && !drawn_thin {
        let bound = |bound| {
            columns
                .iter()
                .filter_map(Column::undisputed)
                .any(|p| p.bound() == bound)
        };
        match (bound(Bound::Over), bound(Bound::Under)) {
            (true, true) => return ('~', Role::Muted),
            (true, false) => return ('>', Role::Muted),
            (false, true) => return ('<', Role::Muted),
            (false, false) => {}
        }
    }
    let hidden = [Shape::Target, Shape::Projected]
        .into_iter()
        .find(|shape| columns.iter().any(|column| column.hides(*shape)));
    hidden.map_or(BLANK, |shape| (shape.sign().draw(glyphs), Role::Muted))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, Dice, assert_fits, points};
    use super::super::text_of;
    use super::*;
    use crate::atlas::{Named, Nature};

    const TIERS: [Glyphs; 4] = [
        Glyphs::Braille,
        Glyphs::BrailleAsciiFrames,
        Glyphs::Block,
        Glyphs::Ascii,
    ];

    const VALUE_ADDED: &str = "2015 0.87 tn; 2019 >1.3 tn; 2020 1.44 tn; 2021 1.63 tn; 2022 1.73 tn; \
        2023 1.88 tn; 2024! 2.0 tn; 2024! >2.2 tn; 2025 >2.4 tn";

    fn window() -> Window {
        Window::of_years(&points("by-2028 o 1"), 2026, 14)
    }

    fn drawn(nature: Nature, line: &str, glyphs: Glyphs, axis: Axis) -> String {
        let points = points(line);
        let spark = sparkline(&fixture::series(nature, &points), window(), glyphs, axis);
        format!("{}|{}", text_of(&spark.cells), spark.flag.0)
    }

    fn tiers(nature: Nature, line: &str, expected: [&str; 4]) {
        let drawn = TIERS.map(|glyphs| drawn(nature, line, glyphs, Axis::FromZero));
        assert_eq!(drawn, expected, "{line}");
    }

    /// A row's nature and points, and its trend and flag in the four tiers.
    #[rustfmt::skip]
    const TABLE: [(Nature, &str, [&str; 4]); 8] = [
        (Nature::Flow, VALUE_ADDED,
            ["▃···⡄▅▅▆▆!⡇   | ", "⣤...⡄⣶⣶⣶⣶!⡇   | ", "▃···▄▅▅▆▆!█   |>", "3...45566!8   |>"]),
        (Nature::Share, "2015 35.2; 2019 38; 2020 40; 2021 40.4; 2022 41.6; 2023 42.9; 2025 46.4; 2025 o >45",
            ["▆···▇▇▇▇▇·█   |○", "⣶...⣿⣿⣿⣿⣿.⣿   |o", "▆···▇▇▇▇▇·█   |o", "6...77777.8   |o"]),
        (Nature::Stock, "as-of-2023-06! 15; as-of-2023-06! 20; as-of-2025-03 105; as-of-2025-12 198; as-of-2026-01-27 209",
            ["        !·██  | ", "        !.⣿⣿  | ", "        !·██  | ", "        !.88  | "]),
        (Nature::Stock, "end-2023 12,000; as-of-2025-11 >42,000; by-2025 o >45,000; by-2027 o ≈200,000",
            ["        ▂·⡇ ○ |○", "        ⣀.⡇ o |o", "        ▂·█ o |>", "        2.8 o |>"]),
        (Nature::Stock, "2025 >60,000",
            ["          ●   | ", "          *   | ", "          *   | ", "          *   | "]),
        (Nature::Share, "2021 40; 2024 70",
            ["      ▅··█    | ", "      ⣶..⣿    | ", "      ▅··█    | ", "      5..8    | "]),
        (Nature::Flow, "2024 d ≈291,000; 2025 699,000",
            ["         □●   | ", "         d*   | ", "         d*   | ", "         d*   | "]),
        (Nature::Stock, "2019 100; 2022 205; 2023 <2,700; 2025 <3,900",
            ["    ▁··▁⡆·⡇   | ", "    ⣀..⣀⡆.⡇   | ", "    ▁··▁▆·█   |<", "    1..16.8   |<"]),
    ];

    #[test]
    fn the_table_of_the_four_tiers() {
        for (nature, line, expected) in TABLE {
            tiers(nature, line, expected);
        }
    }

    #[test]
    fn a_lone_value_is_a_shape_beside_targets_and_a_dispute() {
        let line = "2024! 300 bn; 2024! 350 bn; 2025 <450 bn; 2025 o 400 bn; by-2028 o 1 tn";
        tiers(
            Nature::Flow,
            line,
            [
                "         !●  ○|○",
                "         !*  o|o",
                "         !*  o|o",
                "         !*  o|o",
            ],
        );
        assert_eq!(
            drawn(Nature::Flow, "2025-Q3 4", Glyphs::Braille, Axis::FromZero),
            "              | "
        );
    }

    #[test]
    fn computed_values_float_and_zero_is_a_digit() {
        tiers(
            Nature::Flow,
            "2020 0; 2021 4; 2022 d 4; 2023 8; 2024 d 99; 2025 p 9; 2026 c 9",
            [
                "     0▄⠠█⠈◌◇  | ",
                "     0⣤⠠⣿⠈pc  | ",
                "     0▄d█dpc  | ",
                "     04d8dpc  | ",
            ],
        );
    }

    #[test]
    fn a_cut_axis_has_dashes_and_says_bounds_in_the_flag() {
        let cut = |line, glyphs| drawn(Nature::Share, line, glyphs, Axis::Cut);
        let line = "2020 35; 2021 37; 2022 >39; 2023 41";
        assert_eq!(cut(line, Glyphs::Braille), "     ⣀⠤⠒⠉     |>");
        assert_eq!(cut(line, Glyphs::Ascii), "     1234     |>");
        let negative = |axis| drawn(Nature::Rate, "2020 -3; 2021 5; 2022 <2", Glyphs::Braille, axis);
        assert_eq!(
            negative(Axis::FromZero),
            "     ⣀⠉⠒      |<",
            "always cut below zero"
        );
    }

    #[test]
    fn the_latest_date_of_a_year_shows_and_its_dispute_alone() {
        let stock = |line| drawn(Nature::Stock, line, Glyphs::Ascii, Axis::FromZero);
        assert_eq!(
            stock("as-of-2024-03! 1; as-of-2024-03! 2; end-2024 4; 2025 8"),
            "         48   | "
        );
        assert_eq!(stock("end-2024 4; as-of-2024-03! 1; 2025 8"), "         48   | ");
        assert_eq!(
            stock("2023 1; end-2024! 4; end-2024! 5; 2025 8"),
            "        1!8   | "
        );
        assert_eq!(
            stock("2024 >2; 2024 4; 2025 8"),
            "         48   | ",
            "the narrower statement"
        );
    }

    #[test]
    fn gaps_lie_between_stated_values_and_a_search_on_record_shows() {
        let points = points("2010 1; 2017 2; 2020 4");
        let series = Series {
            searched: &[2018, 2023],
            ..fixture::series(Nature::Flow, &points)
        };
        let spark = sparkline(&series, window(), Glyphs::Braille, Axis::FromZero);
        assert_eq!(text_of(&spark.cells), "··▄∅·█  ∅     ");
        let line = spark.scale.line("km", 200, Glyphs::Braille);
        assert_eq!(
            line,
            "0–4 km, from zero · 2015–16: · · 2019: · · 2018: ∅ · 2023: ∅ · from 2010"
        );
    }

    #[test]
    fn the_scale_line_says_what_is_not_drawn() {
        let line = |text: &str, width, glyphs| {
            let points = points(text);
            let spark = sparkline(
                &fixture::series(Nature::Flow, &points),
                window(),
                glyphs,
                Axis::FromZero,
            );
            spark.scale.line("CNY", width, glyphs)
        };
        let more = format!("{VALUE_ADDED}; 2025-Q3 1.7 tn; 2025-H1 1.1 tn; 2021/2025 9 tn; by-2035 o 9 tn");
        assert_eq!(
            line(&more, 200, Glyphs::Braille),
            "0–2.4 tn CNY, from zero · ! 2024: 2.0 or >2.2 · 2016–18: · · until 2035 · \
             2 part-year facts not drawn · 1 many-year fact not drawn"
        );
        assert_eq!(
            line(VALUE_ADDED, 60, Glyphs::Ascii),
            "0-2.4 tn CNY, from zero . ! 2024: 2.0 or >2.2 . 2016-18: ."
        );
        assert_eq!(line(VALUE_ADDED, 30, Glyphs::Ascii), "0-2.4 tn CNY, from zero");
        assert_eq!(line(VALUE_ADDED, 3, Glyphs::Ascii), "");
        assert_eq!(
            line("2025 3", 60, Glyphs::Ascii),
            "one value, so a shape and no bar"
        );
        assert_eq!(
            line("2021 o 3", 60, Glyphs::Ascii),
            "no undisputed value, so no bars"
        );
    }

    #[test]
    fn a_lower_bound_is_never_taller_than_a_larger_exact_value() {
        let mut dice = Dice(7);
        for _ in 0..4000 {
            let (small, more, top) = (1 + dice.roll(900), dice.roll(900), 1800);
            let line = format!("2020 >{small}; 2021 {}; 2022 {top}", small + more);
            for glyphs in TIERS {
                let drawn: Vec<char> = drawn(Nature::Flow, &line, glyphs, Axis::FromZero)
                    .chars()
                    .collect();
                let (bound, exact) = (height(drawn[5]), height(drawn[6]));
                let lowest = matches!(drawn[5], '⡀' | '▁' | '⣀' | '1');
                assert!(bound <= exact || lowest, "{line} {glyphs:?}");
            }
        }
    }

    /// Eighths of a cell that a sign fills.
    fn height(sign: char) -> usize {
        let scales = ["▁▂▃▄▅▆▇█", " ⡀ ⡄ ⡆ ⡇", " ⣀ ⣤ ⣶ ⣿", "12345678"];
        let heights = scales
            .iter()
            .filter_map(|scale| scale.chars().position(|s| s == sign));
        heights.max().expect("a bar")
    }

    #[test]
    fn any_series_fits_any_window_in_every_tier() {
        let mut dice = Dice(1);
        for width in 0..=300 {
            let points = dice.points();
            let series = Series {
                searched: &[2001, 2020],
                ..fixture::series(dice.pick(Nature::ALL), &points)
            };
            for glyphs in TIERS {
                let window = Window::of_years(&points, 2026, width);
                let axis = dice.pick(&[Axis::FromZero, Axis::Cut, Axis::Log]);
                let spark = sparkline(&series, window, glyphs, axis);
                assert_eq!(spark.cells.len(), usize::from(width));
                let line = spark.scale.line("市", width, glyphs);
                assert!(line.chars().count() <= usize::from(width));
                let signs = spark
                    .cells
                    .iter()
                    .map(|cell| cell.0)
                    .chain([spark.flag.0])
                    .chain(line.chars());
                signs.for_each(|sign| assert_fits(sign, glyphs));
                assert_eq!(window.header().len(), usize::from(width));
            }
        }
    }
}
