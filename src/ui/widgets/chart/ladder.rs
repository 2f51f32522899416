//! The vertical axis of a chart: from which number to which, with ticks at round numbers.
//! Knows no points and no time; rows are counted from the top.
//!
//! To add another kind of axis: how it ticks in [`Ladder::new`] and where a value stands in [`Ladder::share`].

use super::super::series::Axis;
use crate::atlas::{Decimal, grouped};
use libm::{log, log10};

/// An axis of some rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// What the axis does.
    pub axis: Axis,
    /// Its ticks, the lowest first; the first and the last are its ends.
    ticks: Vec<f64>,
    rows: u16,
    head: u16,
}

/// A tick's label and its row.
pub type TickLabel = (i32, String);

/// Ticks closer than so many rows read as a list, not as a scale.
const MIN_SPACING: f64 = 1.5;

impl Ladder {
    /// The axis over these values in `rows` rows, the topmost `head` of which are kept for arrows.
    pub fn new(axis: Axis, (least, most): (f64, f64), rows: u16, head: u16) -> Self {
        let intervals = f64::from(rows.saturating_sub(head).saturating_sub(1));
        let ticks = match axis {
            Axis::Log => powers(least, most, intervals),
            Axis::Cut => round_steps(least, most, intervals),
            Axis::FromZero => round_steps(least.min(0.0), most.max(0.0), intervals),
        };
        Ladder {
            axis,
            ticks,
            rows,
            head,
        }
    }

    /// Its lowest number.
    pub fn low(&self) -> f64 {
        self.ticks.first().copied().unwrap_or(0.0)
    }

    /// Its highest number.
    pub fn high(&self) -> f64 {
        self.ticks.last().copied().unwrap_or(1.0)
    }

    /// How far up the axis a value stands, 0 to 1.
    fn share(&self, value: f64) -> f64 {
        let (low, high) = (self.low(), self.high());
        let share = match self.axis {
            Axis::Log => log(value / low) / log(high / low),
            Axis::FromZero | Axis::Cut => (value - low) / (high - low),
        };
        if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        }
    }

    /// The height of a value in rows from the top, whole numbers being the middles of rows.
    pub fn height(&self, value: f64) -> f64 {
        f64::from(self.head) + (1.0 - self.share(value)) * self.intervals()
    }

    /// The row of a value.
    pub fn row(&self, value: f64) -> i32 {
        self.height(value).round() as i32
    }

    fn intervals(&self) -> f64 {
        f64::from(self.rows.saturating_sub(self.head).saturating_sub(1))
    }

    /// How much one row is, in words: `25 bn`; nothing for an axis that multiplies.
    pub fn row_height(&self) -> Option<String> {
        let (power, word) = self.scale();
        let step = (self.high() - self.low()) / self.intervals() / 10_f64.powi(power);
        let is_even = self.axis != Axis::Log && step.is_finite();
        is_even.then(|| format!("{} {word}", short(step)).trim_end().to_owned())
    }

    /// The word for the size of its numbers: `bn`.
    pub fn word(&self) -> &'static str {
        self.scale().1
    }

    fn scale(&self) -> (i32, &'static str) {
        const WORDS: [(i32, &str); 3] = [(12, "tn"), (9, "bn"), (6, "m")];
        // On a multiplying axis fractions of a word are hard to read, so the lowest number sets it.
        let top = match self.axis {
            Axis::Log => self.low(),
            Axis::FromZero | Axis::Cut => self.high().abs().max(self.low().abs()),
        };
        // Between two ticks may lie a value a little below a thousand of the smaller word.
        let fits = |power: i32| top >= 10_f64.powi(power) * 0.999_999;
        WORDS
            .into_iter()
            .find(|(power, _)| fits(*power))
            .unwrap_or((0, ""))
    }

    /// The ticks' rows and labels, the highest first; one that would share a row with its neighbour is left out.
    pub fn labels(&self) -> Vec<TickLabel> {
        let mut labels: Vec<TickLabel> = Vec::new();
        let low = self.ticks.first().into_iter();
        // Both ends first: they say what the axis is.
        let others = self.ticks.iter().skip(1).rev();
        for tick in low.chain(others) {
            let row = self.row(*tick);
            if labels.iter().all(|(taken, _)| *taken != row) {
                labels.push((row, self.label(*tick)));
            }
        }
        labels.sort_by_key(|(row, _)| *row);
        labels
    }

    /// Its lowest number alone, for «from 35».
    pub fn low_label(&self) -> String {
        let scaled = self.low() / 10_f64.powi(self.scale().0);
        number(scaled, decimals(scaled))
    }

    fn label(&self, tick: f64) -> String {
        let (power, word) = self.scale();
        let scaled = tick / 10_f64.powi(power);
        let decimals = if self.axis == Axis::Log {
            decimals(scaled)
        } else {
            self.decimals(power, word)
        };
        number(scaled, decimals)
    }

    /// As many decimals as the finest tick needs, and one below ten of a scale word: `3.0` tn.
    fn decimals(&self, power: i32, word: &str) -> usize {
        let scaled = self.ticks.iter().map(|tick| tick / 10_f64.powi(power));
        let needed = scaled.map(decimals).max().unwrap_or(0);
        let is_small = !word.is_empty() && self.high().abs() < 10_f64.powi(power + 1);
        needed.max(usize::from(is_small))
    }
}

fn decimals(number: f64) -> usize {
    let is_round = |places: &i32| {
        let shifted = number * 10_f64.powi(*places);
        (shifted - shifted.round()).abs() <= 1e-6 * shifted.abs().max(1e-3)
    };
    (0..12).find(is_round).unwrap_or(0) as usize
}

/// A number with so many decimals; one too long for any axis is written with a power of ten.
fn number(value: f64, decimals: usize) -> String {
    let value = if value == 0.0 { 0.0 } else { value };
    let is_plain = value == 0.0 || (1e-4..1e9).contains(&value.abs());
    let plain = format!("{value:.decimals$}");
    match Decimal::parse(&plain) {
        Some(decimal) if is_plain => grouped(decimal),
        _ => format!("{value:e}"),
    }
}

/// A number with at most two significant decimals, for prose.
fn short(value: f64) -> String {
    let digits = if value.abs() >= 10.0 {
        0
    } else if value.abs() >= 1.0 {
        1
    } else {
        2
    };
    let text = number(value, digits);
    if text.contains('.') && !text.contains('e') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// Three to six ticks at multiples of 1, 2, 2.5 or 5 × 10ⁿ around the values: as many as have room.
fn round_steps(least: f64, most: f64, intervals: f64) -> Vec<f64> {
    let (least, most) = widened(least, most);
    let magnitude = log10(most - least).floor() as i32;
    let powers = (magnitude - 2..=magnitude + 1).flat_map(|n| [1.0, 2.0, 2.5, 5.0].map(|m| (m, n)));
    let around = |(m, n): (f64, i32)| multiples(m, n, least, most);
    let candidates: Vec<Vec<f64>> = powers.filter_map(around).collect();
    let spacing = |ticks: &Vec<f64>| intervals / (ticks.len() - 1) as f64;
    let extent = |ticks: &Vec<f64>| ticks[ticks.len() - 1] - ticks[0];
    let roomy = candidates.iter().filter(|ticks| spacing(ticks) >= MIN_SPACING);
    let most_ticks = roomy.min_by(|a, b| b.len().cmp(&a.len()).then(extent(a).total_cmp(&extent(b))));
    let fewest = || {
        candidates
            .iter()
            .min_by(|a, b| a.len().cmp(&b.len()).then(extent(a).total_cmp(&extent(b))))
    };
    most_ticks
        .or_else(fewest)
        .cloned()
        .unwrap_or_else(|| vec![least, most])
}

/// The multiples of `m × 10^n` around the values, if there are three to six.
fn multiples(m: f64, n: i32, least: f64, most: f64) -> Option<Vec<f64>> {
    const SLACK: f64 = 1e-9;
    let step = m * 10_f64.powi(n);
    let (first, last) = ((least / step + SLACK).floor(), (most / step - SLACK).ceil());
    let count = last - first + 1.0;
    // Dividing by a power that is whole keeps 0.3 from becoming 0.30000000000000004.
    let tick = |k: i64| {
        let k = k as f64 * m;
        if n < 0 {
            k / 10_f64.powi(-n)
        } else {
            k * 10_f64.powi(n)
        }
    };
    (3.0..=6.0)
        .contains(&count)
        .then(|| (first as i64..=last as i64).map(tick).collect())
}

/// A range that has an extent, even for one value or none.
fn widened(least: f64, most: f64) -> (f64, f64) {
    let extent = most - least;
    if extent > least.abs().max(most.abs()) * 1e-6 && extent > 1e-100 {
        return (least, most);
    }
    match most.abs() {
        size if size < 1e-90 => (0.0, 1.0),
        size => (least - size * 0.1, most + size * 0.1),
    }
}

/// Powers of ten around the values, every second or third where all have no room; 1, 2, 5, 10 within one.
fn powers(least: f64, most: f64, intervals: f64) -> Vec<f64> {
    let first = log10(least).floor() as i32;
    let last = (log10(most).ceil() as i32).max(first + 1);
    if last - first == 1 {
        return [1.0, 2.0, 5.0, 10.0].map(|m| m * 10_f64.powi(first)).to_vec();
    }
    let room = (intervals / MIN_SPACING).clamp(1.0, 5.0) as i32;
    let stride = (last - first + room - 1) / room;
    let count = (last - first + stride - 1) / stride;
    (0..=count).map(|n| 10_f64.powi(first + n * stride)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(axis: Axis, range: (f64, f64), rows: u16, expected: &[&str]) {
        let ladder = Ladder::new(axis, range, rows, 0);
        let labels: Vec<String> = ladder.labels().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, expected, "{range:?} in {rows}");
    }

    #[test]
    fn ticks_stand_at_round_numbers_as_many_as_have_room() {
        check(
            Axis::FromZero,
            (0.87e12, 2.4e12),
            7,
            &["3.0", "2.0", "1.0", "0.0"],
        );
        check(
            Axis::FromZero,
            (0.87e12, 2.4e12),
            9,
            &["2.5", "2.0", "1.5", "1.0", "0.5", "0.0"],
        );
        check(
            Axis::FromZero,
            (5e10, 2e11),
            10,
            &["200", "150", "100", "50", "0"],
        );
        check(
            Axis::FromZero,
            (12e3, 200e3),
            9,
            &["200,000", "150,000", "100,000", "50,000", "0"],
        );
        check(Axis::FromZero, (1.0, 4.0), 9, &["4", "3", "2", "1", "0"]);
        check(Axis::FromZero, (-3.0, 5.0), 9, &["6", "4", "2", "0", "-2", "-4"]);
        check(
            Axis::FromZero,
            (0.0, 0.0),
            9,
            &["1.0", "0.8", "0.6", "0.4", "0.2", "0.0"],
        );
        check(
            Axis::Cut,
            (35.2, 46.4),
            9,
            &["47.5", "45.0", "42.5", "40.0", "37.5", "35.0"],
        );
        check(Axis::FromZero, (1.0, 9.0), 3, &["10", "5", "0"]);
        check(Axis::FromZero, (1.0, 9.0), 1, &["0"]);
    }

    #[test]
    fn a_log_axis_multiplies() {
        check(Axis::Log, (12e3, 200e3), 9, &["1,000,000", "100,000", "10,000"]);
        check(Axis::Log, (3e9, 2e12), 9, &["10,000", "1,000", "100", "10", "1"]);
        check(Axis::Log, (2.0, 9.0), 9, &["10", "5", "2", "1"]);
        check(
            Axis::Log,
            (1.0, 900_000.0),
            9,
            &["1,000,000", "10,000", "100", "1"],
        );
    }

    #[test]
    fn rows_have_a_height_in_words() {
        let height = |range, rows| Ladder::new(Axis::FromZero, range, rows, 0).row_height();
        assert_eq!(height((0.0, 2e11), 9), Some("25 bn".to_owned()));
        assert_eq!(height((0.0, 3e12), 7), Some("0.5 tn".to_owned()));
    }

    #[test]
    fn any_range_has_a_ladder() {
        let numbers = [0.0, 1e-300, 1e-5, 0.3, 7.0, 1e15, 1e199];
        for (least, most) in numbers.iter().flat_map(|a| numbers.map(|b| (*a, b))) {
            for (rows, axis) in (0..40).flat_map(|rows| [Axis::FromZero, Axis::Cut].map(|axis| (rows, axis)))
            {
                for sign in [1.0_f64, -1.0] {
                    let (a, b) = (sign * least, sign * most);
                    let ladder = Ladder::new(axis, (a.min(b), a.max(b)), rows, rows / 9);
                    let row = ladder.row(b);
                    assert!(row >= 0 && row < i32::from(rows.max(1)), "{a} {b} {rows} {row}");
                    assert!(ladder.labels().len() <= 6);
                }
            }
        }
    }
}
