//! What stands around a figure: its sentence, the time named beside it, and words of intent or of the past.
//! Judges no values; answers only on explicit words.
//!
//! To add a word: [`INTENT`] or [`PAST`].

use super::hedges::clause_around;
use super::lexer::{Lexed, Reading};
use super::periods::Mention;
use super::tokens::{Token, sentence_around, spells};
use crate::atlas::{Decimal, Hedge, Kind, Period, Value};
use std::ops::Range;

/// Words of plans and expectations. German «wird» is not among them: it also makes the passive.
#[rustfmt::skip]
const INTENT: &[&str] = &[
    "will", "wollen", "soll", "sollen", "sollte", "plant", "planen", "geplant", "strebt", "streben", "angestrebt", "ziel", "konnte", "konnten", "durfte",
    "durften", "voraussichtlich", "erwartet", "prognos*", "vorgesehen", "aims", "aim", "plans", "planned", "targets", "target", "targeting", "expected", "projected", "could",
    "forecast", "将", "力争", "计划", "预计", "目标", "有望",
];
/// Words of what has happened.
#[rustfmt::skip]
const PAST: &[&str] = &[
    "uberstieg", "uberschritt", "erreichte", "wuchs", "stieg", "betrug", "zahlte", "hatte", "waren", "wurden", "exceeded", "surpassed", "reached", "grew", "rose",
    "totalled", "totaled", "stood", "had", "were", "达到了", "突破了", "已",
];

/// The bytes of the sentence around a place.
pub(super) fn sentence(tokens: &[Token], place: &Range<usize>) -> Range<usize> {
    let Some(first) = tokens.iter().position(|t| t.span.end > place.start) else {
        return place.clone();
    };
    let range = sentence_around(tokens, first);
    match (tokens.get(range.start), tokens.get(range.end.saturating_sub(1))) {
        (Some(from), Some(to)) => from.span.start..to.span.end.max(place.end),
        _ => place.clone(),
    }
}

/// The tokens of a figure.
fn tokens_of(lexed: &Lexed, reading: &Reading) -> Range<usize> {
    let start = lexed.tokens.partition_point(|t| t.span.end <= reading.span.start);
    let end = lexed.tokens.partition_point(|t| t.span.start < reading.span.end);
    start..end
}

/// An explicit time beside a figure that is not the claimed one, in words.
///
/// A time bound to the figure (at most three small words away) decides; else the times of the sentence do, if none
/// of them is the claimed one. Snapshots and relative terms are not doubted.
pub(super) fn other_period(lexed: &Lexed, reading: &Reading, claimed: Period) -> Option<String> {
    if matches!(
        claimed,
        Period::AsOf(_) | Period::Within(..) | Period::Undated | Period::By(_)
    ) {
        return None;
    }
    let figure = tokens_of(lexed, reading);
    let sentence = sentence_around(&lexed.tokens, figure.start);
    let timed = lexed.times.iter().filter(|m| sentence.contains(&m.tokens.start));
    let timed: Vec<(Range<usize>, Period)> = timed
        .filter_map(|m| Some((m.tokens.clone(), m.period?)))
        .collect();
    let bound = timed
        .iter()
        .find(|(at, _)| at.start >= figure.end && is_bound(lexed, figure.end..at.start));
    let meant: Vec<Period> = bound.map_or_else(|| timed.iter().map(|(_, p)| *p).collect(), |(_, p)| vec![*p]);
    let fits = meant.is_empty() || meant.iter().any(|period| shares_year(*period, claimed));
    (!fits).then(|| meant.iter().map(|p| p.words()).collect::<Vec<_>>().join(", "))
}

/// Whether the phrase names the first and the last year of as many years as are claimed: «(2026–2028)» is three years.
pub(super) fn spans_years(lexed: &Lexed, value: &Value, unit: &str, phrase: &Range<usize>) -> bool {
    let Value::Number(Hedge::Exact, years) = value else {
        return false;
    };
    let bytes = |m: &Mention| {
        let first = lexed.tokens.get(m.tokens.start)?.span.start;
        Some(first..lexed.tokens.get(m.tokens.end.checked_sub(1)?)?.span.end)
    };
    let here = |m: &&Mention| bytes(m).is_some_and(|b| b.start < phrase.end && phrase.start < b.end);
    let counts = |m: &Mention| match m.period {
        Some(Period::Span(from, to)) => {
            Decimal::new(i64::from(to.year()) - i64::from(from.year()) + 1, 0) == *years
        }
        _ => false,
    };
    unit == "years" && lexed.times.iter().filter(here).any(counts)
}

/// Only small words between a figure and a time.
fn is_bound(lexed: &Lexed, between: Range<usize>) -> bool {
    const SMALL: [&str; 9] = ["im", "jahr", "jahre", "in", "the", "year", "(", "of", "des"];
    between.len() <= 3 && lexed.tokens[between].iter().all(|t| t.is_any(&SMALL))
}

fn shares_year(a: Period, b: Period) -> bool {
    let (a, b) = (years(a), years(b));
    a.start() <= b.end() && b.start() <= a.end()
}

fn years(period: Period) -> std::ops::RangeInclusive<u16> {
    let end = period.year().unwrap_or(0);
    match period {
        Period::Span(from, _) => from.year()..=end,
        _ => end..=end,
    }
}

/// A word in the figure's clause that speaks against the claimed kind.
pub(super) fn other_kind(lexed: &Lexed, reading: &Reading, kind: Kind) -> Option<String> {
    let figure = tokens_of(lexed, reading);
    let clause = clause_around(&lexed.tokens, figure.start);
    let intent = first_of(&lexed.tokens, clause.clone(), INTENT);
    let past = first_of(&lexed.tokens, clause, PAST);
    match kind {
        Kind::Observed => intent.filter(|_| past.is_none()),
        Kind::Target | Kind::Projected => {
            let anywhere = first_of(&lexed.tokens, 0..lexed.tokens.len(), INTENT);
            past.filter(|_| anywhere.is_none())
        }
        Kind::Plan | Kind::Claim => None,
    }
}

fn first_of(tokens: &[Token], range: Range<usize>, words: &[&str]) -> Option<String> {
    let mut places = range.filter(|at| words.iter().any(|word| spells(tokens, *at, word).is_some()));
    places
        .next()
        .and_then(|at| tokens.get(at))
        .map(|t| t.text.clone())
}
