//! A series in one sentence, for screen readers and the linear mode.
//! Knows no glyphs: everything is words.
//!
//! To add a remark: a clause in [`sentence`].

use super::scale::{scale_word, without_scale};
use super::series::{Point, Series, Shape};
use super::window::{self, Spot};

/// «from 0.87 trillion in 2015 to over 2.4 in 2025; 2016–18 missing; 2024 disputed»
pub fn sentence(series: &Series) -> String {
    let mut dated = dated(series);
    dated.sort_by_key(|(year, point)| (*year, point.period.rank()));
    let stated = |(_, point): &&(i32, &Point)| point.shape() == Shape::Stated;
    let known: Vec<(i32, &Point)> = dated.iter().filter(stated).copied().collect();
    let settled: Vec<(i32, &Point)> = known
        .iter()
        .filter(|(_, point)| !point.disputed)
        .copied()
        .collect();
    let mut clauses = vec![extent(&settled)];
    clauses.extend(missing(&known));
    clauses.extend(disputed(&known));
    clauses.extend(others(&dated));
    clauses.retain(|clause| !clause.is_empty());
    if clauses.is_empty() {
        "no dated value".to_owned()
    } else {
        clauses.join("; ")
    }
}

fn dated<'a>(series: &Series<'a>) -> Vec<(i32, &'a Point)> {
    let year = |point: &Point| match window::place(point.period, series.nature) {
        Spot::Cell(year) => Some(year),
        _ => None,
    };
    let points = series.points.iter();
    points.filter_map(|point| Some((year(point)?, point))).collect()
}

/// From the first settled value to the last.
fn extent(settled: &[(i32, &Point)]) -> String {
    match settled {
        [] => String::new(),
        [(year, only)] => format!("one point, {year}: {}", spoken(&only.label)),
        [(first_year, first), .., (last_year, last)] => {
            let scale = scale_word(&first.label);
            format!(
                "from {} in {first_year} to {} in {last_year}",
                spoken(&first.label),
                spoken(&without_scale(&last.label, scale))
            )
        }
    }
}

fn missing(known: &[(i32, &Point)]) -> Vec<String> {
    let gaps = known.windows(2).filter(|pair| pair[0].0 + 1 < pair[1].0);
    let runs: Vec<String> = gaps
        .map(|pair| window::run(pair[0].0 + 1, pair[1].0 - 1))
        .collect();
    said(&runs, "missing")
}

fn disputed(known: &[(i32, &Point)]) -> Vec<String> {
    let contested = known.iter().filter(|(_, point)| point.disputed);
    let mut years: Vec<String> = contested.map(|(year, _)| year.to_string()).collect();
    years.dedup();
    said(&years, "disputed")
}

fn said(years: &[String], what: &str) -> Vec<String> {
    if years.is_empty() {
        Vec::new()
    } else {
        vec![format!("{} {what}", years.join(", "))]
    }
}

/// Targets, projections and claims; what was computed is said where it is derived.
fn others(dated: &[(i32, &Point)]) -> Vec<String> {
    let is_other = |point: &Point| !matches!(point.shape(), Shape::Stated | Shape::Computed);
    let others = dated.iter().filter(|(_, point)| is_other(point));
    others
        .map(|(year, point)| format!("{} for {year}: {}", point.shape().word(), spoken(&point.label)))
        .collect()
}

/// A label of a table in words: `>2.4 tn` is «over 2.4 trillion».
pub fn spoken(label: &str) -> String {
    const HEDGES: [(&str, &str); 5] = [
        (">=", "at least "),
        (">", "over "),
        ("<=", "at most "),
        ("<", "under "),
        ("≈", "about "),
    ];
    const WORDS: [(&str, &str); 3] = [(" tn", " trillion"), (" bn", " billion"), (" m", " million")];
    let hedge = HEDGES.iter().find(|(sign, _)| label.starts_with(sign));
    let (hedge, rest) = hedge.map_or(("", label), |(sign, word)| (*word, &label[sign.len()..]));
    let scaled = WORDS
        .iter()
        .find_map(|(short, long)| Some(format!("{}{long}", rest.strip_suffix(short)?)));
    format!("{hedge}{}", scaled.unwrap_or_else(|| rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::atlas::Nature;

    fn check(line: &str, expected: &str) {
        let points = fixture::points(line);
        assert_eq!(sentence(&fixture::series(Nature::Flow, &points)), expected);
    }

    #[test]
    fn a_series_is_said_in_one_sentence() {
        check(
            "2015 0.87 tn; 2019 >1.3 tn; 2020 1.44 tn; 2021 1.6 tn; 2022 1.7 tn; 2023 1.9 tn; 2024! 2.0 tn; \
             2024! >2.2 tn; 2025 >2.4 tn",
            "from 0.87 trillion in 2015 to over 2.4 in 2025; 2016–18 missing; 2024 disputed",
        );
        check(
            "2025 >60,000; by-2027 o ≈200,000",
            "one point, 2025: over 60,000; target for 2027: about 200,000",
        );
        check("2024! 2; 2024! 3", "2024 disputed");
        check("2025-Q1 3", "no dated value");
        check(
            "2021 950 m; 2022 1.2 bn",
            "from 950 million in 2021 to 1.2 billion in 2022",
        );
    }
}
