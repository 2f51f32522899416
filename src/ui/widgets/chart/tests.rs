//! Charts as strings: every kind of point, disputes, gaps, stems, axes, sizes and tiers.

use super::super::fixture::{self, Dice, assert_fits, points};
use super::super::series::Point;
use super::super::text_of;
use super::*;
use crate::atlas::{Named, Nature};

fn picture(nature: Nature, line: &str, (size, axis): ((u16, u16), Axis), glyphs: Glyphs) -> ChartPicture {
    let points = points(line);
    let spec = ChartSpec {
        series: fixture::series(nature, &points),
        unit: if nature == Nature::Share { "%" } else { "CNY" },
        axis,
        today: 2026,
        years: None,
    };
    chart(&spec, size.0, size.1, glyphs)
}

fn drawn(picture: &ChartPicture) -> String {
    let rows = picture.rows.iter().map(|row| text_of(row).trim_end().to_owned());
    rows.collect::<Vec<_>>().join("\n")
}

fn check(nature: Nature, line: &str, size: (u16, u16), expected: &str) {
    let picture = picture(nature, line, (size, Axis::FromZero), Glyphs::Braille);
    assert_eq!(format!("\n{}\n", drawn(&picture)), expected);
}

/// Two observed, one projected, one target, and computed what the target needs.
const EVERY_KIND: &str =
    "2023 >50 bn; 2024 >70 bn; 2025 p >100 bn; 2026 d 118 bn; 2027 d 154 bn; by-2028 o >200 bn";

/// A gap, a bound, a dispute with what was computed for it.
const VALUE_ADDED: &str = "2015 0.87 tn; 2019 >1.3 tn; 2020 1.44 tn; 2021 1.63 tn; 2022 1.73 tn; 2023 1.88 tn; \
    2024! 2.0 tn; 2024! >2.2 tn; 2024 d >2.2 tn; 2025 >2.4 tn";

/// A stock at odd dates, disputed once.
const MODELS: &str = "as-of-2023-06! 15; as-of-2023-06! 20; as-of-2024-03 50; as-of-2024-09 95; \
    as-of-2025-03 105; as-of-2025-08 150; as-of-2026-01-27 209";

const SHARE: &str = "2015 35.2; 2019 38; 2020 40; 2021 40.4; 2022 41.6; 2023 ≈42.9; 2025 46.4; 2025 o >45";

#[test]
fn every_kind_of_point() {
    check(
        Nature::Flow,
        EVERY_KIND,
        (45, 12),
        "
      │                                ↑
  200 ┤                                ○>200
      │
  150 ┤                           □
      │                 ↑    □
  100 ┤            ↑    ◌
      │       ↑  ⢀⣀●>70
   50 ┤    >50●⠒⠉⠁
      │
    0 ┤
      └──────────────────────────────────────
        ’22  ’23  ’24  ’25  ’26  ’27  ’28
",
    );
    let ascii = picture(
        Nature::Flow,
        EVERY_KIND,
        ((45, 12), Axis::FromZero),
        Glyphs::Ascii,
    );
    assert_eq!(
        format!("\n{}\n", drawn(&ascii)),
        "
      |                                ^
  200 |                                o>200
      |
  150 |                           d
      |                 ^    d
  100 |            ^    p
      |       ^   .*>70
   50 |    >50*-''
      |
    0 |
      +--------------------------------------
        '22  '23  '24  '25  '26  '27  '28
"
    );
    assert_eq!(ascii.caption, "bn CNY, from zero");
    assert_eq!(ascii.row_height, "a row is 25 bn CNY");
    assert_eq!(ascii.marks.len(), 6);
}

#[test]
fn a_dispute_stands_side_by_side_and_is_not_joined() {
    check(
        Nature::Flow,
        VALUE_ADDED,
        (78, 9),
        "
  3.0 ┤                                                         ↑
      │                                                    ↑ ↑  ●>2.4
  2.0 ┤                           ↑               ⣀⣀⣀⣀●  ● ● □
      │                           ●⣀⣀⠤⠤●⠤⠒⠒⠒●⠉⠉⠉⠉●      2.0
  1.0 ┤       ●0.87
      │
  0.0 ┤
      └────────────·────·────·────────────────────────────!───────────────────
        ’14  ’15  ’16  ’17  ’18  ’19  ’20  ’21  ’22  ’23  ’24  ’25  ’26
",
    );
    check(
        Nature::Flow,
        VALUE_ADDED,
        (66, 12),
        "
      │                                              ↑
  2.5 ┤                                          ↑↑  ●>2.4
      │                                      >2.2●□
  2.0 ┤                                  ●⣀⡠⠤●  ●2.0
  1.5 ┤                      ↑  ⢀●⡠⠤⠒●⠉⠉⠉
      │                      ●⠊⠉⠁
  1.0 ┤      ●0.87
  0.5 ┤
      │
  0.0 ┤
      └──────────·───·───·──────────────────────!─────────────────
       ’14 ’15 ’16 ’17 ’18 ’19 ’20 ’21 ’22 ’23 ’24 ’25 ’26
",
    );
}

#[test]
fn a_stock_at_odd_dates_has_stems_and_no_line() {
    check(
        Nature::Stock,
        MODELS,
        (60, 12),
        "
  250 ┤
      │                                        ●209
  200 ┤                                        │
      │                                        │
  150 ┤                                    ●   │
  100 ┤                                ●   │   │
      │                           ●    │   │   │
   50 ┤                      ●50  │    │   │   │
      │            15● ●20   │    │    │   │   │
    0 ┤              │ │     │    │    │   │   │
      └───────────────!─────────────────────────────────────
          2022      2023      2024      2025      2026
",
    );
    let cut = picture(Nature::Stock, MODELS, ((60, 12), Axis::Cut), Glyphs::Braille);
    assert_eq!(cut.caption, "CNY, from zero", "stems stand on zero");
    let log = picture(Nature::Stock, MODELS, ((60, 12), Axis::Log), Glyphs::Braille);
    assert_eq!(log.caption, "CNY, log");
    let has_stem = |row: &str| row.matches('│').count() > 1;
    assert!(!drawn(&log).lines().any(has_stem), "no stem without a zero");
}

#[test]
fn a_stock_at_the_ends_of_years_has_a_line() {
    check(
        Nature::Stock,
        "end-2022 4; end-2023 5; 2024 6; end-2025 6; by-2026 o 8",
        (40, 8),
        "
  10 ┤
     │                             ○8
     │               ⣀⣀⠤⠤●⠤⠤⠤⠤●6
   5 ┤        4●⠒⠒⠉⠉●
     │
   0 ┤
     └──────────────────────────────────
       ’21  ’22  ’23  ’24  ’25  ’26
",
    );
}

#[test]
fn a_cut_axis_says_so_at_its_foot() {
    let cut = picture(Nature::Share, SHARE, ((64, 12), Axis::Cut), Glyphs::Block);
    assert_eq!(
        format!("\n{}\n", drawn(&cut)),
        "
       47.5 ┤
            │                                  *46.4
       45.0 ┤                               >45o^
            │                           ~*
       42.5 ┤                         *-'
       40.0 ┤                   *..*''
            │                 .-
       37.5 ┤                *
            │
  from 35 % ┤    *35.2
            ≈───────·──·──·─────────────────·───────────────────
             14 15 16 17 18 19 20 21 22 23 24 25 26
"
    );
    assert_eq!(cut.caption, "%, from 35");
}

#[test]
fn values_below_zero_hang_below_it() {
    check(
        Nature::Rate,
        "2020 -3; 2021 5; 2022 <2; 2023 ≈4",
        (50, 11),
        "
   6 ┤
     │           5●⢄
   4 ┤           ⡰  ⠑⢄   ⢀⡠~●≈4
   2 ┤          ⢠⠃    ⠑●⠒⠁
     │         ⢀⠇      ↓
   0 ┤         ⡎
  -2 ┤        ⡜
     │       ●-3
  -4 ┤
     └────────────────────────────────────────────
       ’19  ’20  ’21  ’22  ’23  ’24  ’25  ’26
",
    );
}

#[test]
fn a_span_reaches_over_its_years() {
    check(
        Nature::Rate,
        "2021/2025 12; 2022 5; 2023 7; 2025 18",
        (40, 9),
        "
  20 ┤
     │                      ●18
  15 ┤    ├────────●─────────┤
  10 ┤
     │           ⣀⠤⠤●
   5 ┤          ●5
   0 ┤
     └──────────────────·───────────────
      ’20 ’21 ’22 ’23 ’24 ’25 ’26
",
    );
}

#[test]
fn too_few_points_or_cells_fall_back() {
    let form = |line, size| {
        let picture = picture(Nature::Flow, line, (size, Axis::FromZero), Glyphs::Braille);
        (picture.form, drawn(&picture))
    };
    assert_eq!(
        form("2025 3", (40, 9)),
        (Form::OnePoint, "one point, 2025".to_owned())
    );
    assert_eq!(
        form("2025-Q1 3", (40, 9)),
        (Form::Nothing, "no point to draw".to_owned())
    );
    let spark = (Form::Sparkline, "      ▃▄·█\n16  20   25".to_owned());
    assert_eq!(form("2022 3; 2023 4; 2025 8", (12, 9)), spark);
    assert_eq!(form("2022 3; 2023 4; 2025 8", (40, 4)).0, Form::Sparkline);
    let (list, rows) = form("2022 3; 2023 4; by-2025 o >8", (40, 12));
    assert_eq!(list, Form::List);
    assert_eq!(
        rows,
        " ● 2022       3
 ● 2023       4
 ○ by 2025    >8
     │
  10 ┤                      ↑
     │                      ○>8
     │
   5 ┤        ⣀⣀⠤⠤●4
     │       ●3
   0 ┤
     └──────────────────────────────────
       ’21  ’22  ’23  ’24  ’25  ’26"
    );
}

#[test]
fn the_legend_names_the_signs_used() {
    let picture = picture(
        Nature::Flow,
        VALUE_ADDED,
        ((60, 12), Axis::FromZero),
        Glyphs::Braille,
    );
    let legend: Vec<String> = picture
        .legend
        .iter()
        .map(|(sign, word)| format!("{sign} {word}"))
        .collect();
    assert_eq!(
        legend.join("  "),
        "● stated  □ computed  ↑ at least  ! disputed  · missing"
    );
}

#[test]
fn what_is_not_drawn_is_said() {
    let notes = |line| picture(Nature::Flow, line, ((30, 8), Axis::FromZero), Glyphs::Ascii).notes;
    let line = "2024 1; 2025 2; 2025-Q1 1; undated 4; 2025-H1 1; 2023 3; by-2080 o 9; by-2060 o 7";
    assert_eq!(
        notes(line),
        [
            "2 part-year facts not drawn",
            "1 undated fact not drawn",
            "2 points outside 2023-28"
        ]
    );
    let crowd = "2024! 1; 2024! 1.01; 2024! 1.02; 2024! 1.03; 2025 2; 2010 1";
    assert_eq!(
        notes(crowd),
        [
            "1 point outside 2017-26",
            "1 point too close to others to be drawn"
        ]
    );
}

#[test]
fn any_points_fit_any_size_in_every_tier() {
    let mut dice = Dice(3);
    for width in 0..=300 {
        for _ in 0..3 {
            let height = dice.roll(121) as u16;
            any(&mut dice, (width, height));
        }
    }
    for height in 0..=120 {
        let width = dice.roll(301) as u16;
        any(&mut dice, (width, height));
    }
    for size in (0..60).flat_map(|width| (0..16).map(move |height| (width, height))) {
        any(&mut dice, size);
    }
}

fn any(dice: &mut Dice, (width, height): (u16, u16)) {
    let points = dice.points();
    let spec = ChartSpec {
        series: Series {
            searched: &[2003, 2024],
            ..fixture::series(dice.pick(Nature::ALL), &points)
        },
        unit: dice.pick(&["CNY", "", "%", "平方公里"]),
        axis: dice.pick(&[Axis::FromZero, Axis::Cut, Axis::Log]),
        today: 2026,
        years: dice.pick(&[
            None,
            None,
            Some((2015, 2028)),
            Some((2028, 2015)),
            Some((0, u16::MAX)),
        ]),
    };
    let glyphs = dice.pick(Glyphs::ALL);
    let picture = chart(&spec, width, height, glyphs);
    assert!(picture.rows.len() <= usize::from(height), "{spec:?}");
    assert!(
        picture.rows.iter().all(|row| row.len() <= usize::from(width)),
        "{spec:?}"
    );
    let signs = picture.rows.iter().flatten().map(|cell| cell.0);
    signs.for_each(|sign| assert_fits(sign, glyphs));
    picture.caption.chars().for_each(|sign| assert_fits(sign, glyphs));
    assert_marks(&picture, &points);
}

/// Each mark has a cell of its own, and of two values the larger never stands lower.
fn assert_marks(picture: &ChartPicture, points: &[Point]) {
    for (n, a) in picture.marks.iter().enumerate() {
        assert!(usize::from(a.row) < picture.rows.len());
        for b in &picture.marks[..n] {
            assert!((a.column, a.row) != (b.column, b.row));
            let (left, right) = (points[a.index].value, points[b.index].value);
            assert!(left <= right || a.row <= b.row);
            assert!(left >= right || a.row >= b.row);
        }
    }
}
