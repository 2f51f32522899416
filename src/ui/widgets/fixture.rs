//! Points for tests, in one readable line: `2015 0.87 tn; 2024! 2.0 tn; 2024! >2.2 tn; by-2028 o >3 tn`.
//! Knows nothing of the real atlas. `!` disputes; `o` target, `p` projection, `c` claim, `d` computed.

use super::series::{Point, Series};
use crate::atlas::{Hedge, Kind, Nature, Period};
use crate::settings::Glyphs;
use unicode_width::UnicodeWidthChar;

/// The points of a line in the notation above.
pub fn points(line: &str) -> Vec<Point> {
    line.split(';').map(|text| point(text.trim())).collect()
}

/// A series of these points, nothing searched.
pub fn series(nature: Nature, points: &[Point]) -> Series<'_> {
    Series {
        nature,
        points,
        searched: &[],
    }
}

fn point(text: &str) -> Point {
    let (period, rest) = text.split_once(' ').expect(text);
    let kinds = [
        ("o ", Kind::Target),
        ("p ", Kind::Projected),
        ("c ", Kind::Claim),
        ("d ", Kind::Observed),
    ];
    let marked = kinds.iter().find(|(mark, _)| rest.starts_with(mark));
    let label = marked.map_or(rest, |(mark, _)| &rest[mark.len()..]);
    let (hedge, value) = number(label);
    let is_open = |hedges: [Hedge; 2]| hedges.contains(&hedge);
    Point {
        period: Period::parse(period.trim_end_matches('!')).expect(period),
        value,
        low: (!is_open([Hedge::Under, Hedge::AtMost])).then_some(value),
        high: (!is_open([Hedge::Over, Hedge::AtLeast])).then_some(value),
        hedge,
        kind: marked.map_or(Kind::Observed, |(_, kind)| *kind),
        derived: rest.starts_with("d "),
        disputed: period.ends_with('!'),
        label: label.to_owned(),
    }
}

fn number(label: &str) -> (Hedge, f64) {
    let hedge = Hedge::ALL
        .into_iter()
        .filter(|hedge| label.starts_with(hedge.sign()))
        .max_by_key(|hedge| hedge.sign().len())
        .unwrap_or(Hedge::Exact);
    let (digits, scale) = label[hedge.sign().len()..]
        .split_once(' ')
        .unwrap_or((&label[hedge.sign().len()..], ""));
    let power = match scale {
        "tn" => 1e12,
        "bn" => 1e9,
        "m" => 1e6,
        _ => 1.0,
    };
    (
        hedge,
        digits.replace(',', "").parse::<f64>().expect(label) * power,
    )
}

/// One column in the tier, and plain ASCII in that tier.
pub fn assert_fits(sign: char, glyphs: Glyphs) {
    let width = match glyphs {
        Glyphs::BrailleAsciiFrames => sign.width_cjk(),
        _ => sign.width(),
    };
    assert_eq!(width, Some(1), "{sign} {glyphs:?}");
    assert!(glyphs != Glyphs::Ascii || sign.is_ascii(), "{sign}");
}

/// Made-up points without end, the same at every run.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides.max(1)
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len() as u64) as usize]
    }

    /// Any point: odd periods, negative and enormous numbers, wide letters in labels.
    pub fn point(&mut self) -> Point {
        let year = 1990 + self.roll(60);
        let period = match self.roll(10) {
            0 => format!("as-of-{year}-{:02}-11", 1 + self.roll(12)),
            1 => format!("end-{year}"),
            2 => format!("by-{year}"),
            3 => format!("{year}-Q{}", 1 + self.roll(4)),
            4 => format!("{year}/{}", year + self.roll(6)),
            5 => "undated".to_owned(),
            _ => year.to_string(),
        };
        let value = match self.roll(12) {
            0 => 0.0,
            1 => f64::NAN,
            2 => f64::MAX,
            3 => -12.5,
            4 => f64::MIN_POSITIVE,
            5 => f64::INFINITY,
            _ => self.roll(1000) as f64 * 10_f64.powi(self.roll(12) as i32),
        };
        Point {
            period: Period::parse(&period).expect("a period"),
            value,
            low: None,
            high: Some(value),
            hedge: self.pick(&Hedge::ALL),
            kind: self.pick(&[
                Kind::Observed,
                Kind::Observed,
                Kind::Target,
                Kind::Plan,
                Kind::Claim,
                Kind::Projected,
            ]),
            derived: self.roll(6) == 0,
            disputed: self.roll(6) == 0,
            label: self
                .pick(&["", ">2.4 tn", "≈3", "12 市", "100,000,000,000,000,000"])
                .to_owned(),
        }
    }

    /// Any series' points.
    pub fn points(&mut self) -> Vec<Point> {
        let count = self.roll(14);
        (0..count).map(|_| self.point()).collect()
    }
}
