//! Places side by side: for each metric one figure of each, and whether a ratio may be drawn at all. A guard that
//! explains: no silent ratio of unequal things. No UI types.

use super::group;
use super::series::{self, Series};
use crate::atlas::*;
use std::collections::BTreeSet;

/// Why two figures say nothing about each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// They count different things.
    Scope,
    /// They speak of different times.
    Period,
    /// One was counted, the other is aimed at, expected or claimed.
    Kind,
    /// Prices of different years.
    Prices,
    /// Positions and orders of magnitude have no ratio.
    Shape,
    /// Bounds that leave the ratio open at both ends.
    Bounds,
}

impl Reason {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Scope => "scope",
            Reason::Period => "time",
            Reason::Kind => "kind",
            Reason::Prices => "prices",
            Reason::Shape => "no amount",
            Reason::Bounds => "bounds",
        }
    }
}

/// What may be said of the first two figures of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// Only one place has a figure.
    Alone,
    /// They are not comparable.
    Not(Vec<Reason>),
    /// The first is so many times the second.
    Ratio(Value),
    /// The first is so many percentage points more than the second.
    Points(Value),
}

/// A metric and the figure of each place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The metric.
    pub metric: MetricId,
    /// A figure of each place: of equal scope and time if they share one, else the latest.
    pub facts: Vec<Option<FactId>>,
    /// What may be said.
    pub judgement: Judgement,
}

/// All metrics that one of the places has a number of; those that several have come first in each group.
pub fn rows(atlas: &Atlas, places: &[PlaceId]) -> Vec<Row> {
    let all: Vec<Vec<Series>> = places.iter().map(|id| numbered(atlas, *id)).collect();
    let metrics: BTreeSet<MetricId> = all.iter().flatten().map(|row| row.key.metric).collect();
    let mut rows: Vec<Row> = metrics
        .into_iter()
        .map(|metric| {
            let facts = choose(atlas, &all, metric);
            let judgement = judge(atlas, &facts);
            Row {
                metric,
                facts,
                judgement,
            }
        })
        .collect();
    rows.sort_by_cached_key(|row| {
        let order = group::order(atlas, row.metric);
        (row.judgement == Judgement::Alone, order)
    });
    rows
}

/// The series of a place itself that have a number.
fn numbered(atlas: &Atlas, place: PlaceId) -> Vec<Series> {
    let mut rows = series::of_place(atlas, place);
    rows.retain(|row| {
        let fact = row.latest.map(|id| atlas.fact(id));
        row.key.subject.is_none() && fact.is_some_and(|fact| fact.value.number().is_some())
    });
    rows
}

/// One figure of each place: of the scope and prices that most places have, else the first one.
fn choose(atlas: &Atlas, all: &[Vec<Series>], metric: MetricId) -> Vec<Option<FactId>> {
    let own = |rows: &[Series]| {
        rows.iter()
            .filter(|row| row.key.metric == metric)
            .cloned()
            .collect()
    };
    let own: Vec<Vec<Series>> = all.iter().map(|rows| own(rows)).collect();
    let sort = |row: &Series| (row.key.scope.clone(), row.key.prices);
    let shared = |row: &Series| {
        own.iter()
            .filter(|rows| rows.iter().any(|r| sort(r) == sort(row)))
            .count()
    };
    let most = own.iter().flatten().rev().max_by_key(|row| shared(row)).map(sort);
    let picked: Vec<Option<&Series>> = own
        .iter()
        .map(|rows| rows.iter().find(|row| Some(sort(row)) == most).or(rows.first()))
        .collect();
    let shared = shared_period(atlas, picked.iter().flatten().copied());
    let figure = |row: &Series| {
        let at = shared.and_then(|period| {
            row.facts
                .iter()
                .rev()
                .copied()
                .find(|id| counted(atlas, *id, period))
        });
        at.or(row.latest)
    };
    picked.into_iter().map(|row| row.and_then(figure)).collect()
}

/// Whether a fact was counted in this period.
fn counted(atlas: &Atlas, id: FactId, period: Period) -> bool {
    let fact = atlas.fact(id);
    let stands = fact.status != Status::Superseded && fact.value.number().is_some();
    stands && fact.kind == Kind::Observed && fact.period == period
}

/// The latest period in which all of several series were counted.
fn shared_period<'a>(atlas: &Atlas, series: impl Iterator<Item = &'a Series>) -> Option<Period> {
    let all: Vec<&Series> = series.collect();
    let (first, rest) = all.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let in_all = |period: &Period| {
        rest.iter()
            .all(|row| row.facts.iter().any(|id| counted(atlas, *id, *period)))
    };
    let periods = first.facts.iter().rev().map(|id| (*id, atlas.row(*id).period));
    let mut counted = periods
        .filter(|(id, period)| counted(atlas, *id, *period))
        .map(|(_, period)| period);
    counted.find(in_all)
}

fn judge(atlas: &Atlas, facts: &[Option<FactId>]) -> Judgement {
    let mut stated = facts.iter().flatten().map(|id| atlas.fact(*id));
    let (Some(a), Some(b)) = (stated.next(), stated.next()) else {
        return Judgement::Alone;
    };
    let mut reasons: Vec<Reason> = [
        (a.scope != b.scope, Reason::Scope),
        (
            a.period.year() != b.period.year() || a.period.is_whole_year() != b.period.is_whole_year(),
            Reason::Period,
        ),
        (a.kind != b.kind, Reason::Kind),
        (a.prices != b.prices, Reason::Prices),
        (!is_amount(&a.value) || !is_amount(&b.value), Reason::Shape),
    ]
    .into_iter()
    .filter_map(|(differs, reason)| differs.then_some(reason))
    .collect();
    let percent = atlas.unit(a.unit).dimension == Dimension::Share;
    let value = if percent {
        related(atlas, "a - b", (a, b))
    } else {
        related(atlas, "a / b", (a, b))
    };
    match value {
        Some(value) if reasons.is_empty() && percent => Judgement::Points(middle(value, a, b)),
        Some(value) if reasons.is_empty() => Judgement::Ratio(value),
        Some(_) => Judgement::Not(reasons),
        None => {
            reasons.push(Reason::Bounds);
            Judgement::Not(reasons)
        }
    }
}

/// A difference between two ends as the difference of the numbers themselves.
fn middle(value: Value, a: &Fact, b: &Fact) -> Value {
    match (value, a.value.number(), b.value.number()) {
        (Value::Between(..), Some(a), Some(b)) => {
            Value::Number(Hedge::About, a.add(b.negate(), Round::Nearest))
        }
        (value, ..) => value,
    }
}

fn is_amount(value: &Value) -> bool {
    !matches!(value, Value::Rank(..) | Value::Magnitude(_) | Value::Holds)
}

/// What a formula makes of both, bounds rounded outward; nothing if it is open at both ends.
fn related(atlas: &Atlas, formula: &str, (a, b): (&Fact, &Fact)) -> Option<Value> {
    let quotient = Formula::parse(formula).ok()?;
    let input = |name: &str| atlas.interval(if name == "a" { a } else { b });
    let interval = quotient.interval(&input)?;
    let down = |n: Decimal| n.round_to(3, Round::Down);
    let up = |n: Decimal| n.round_to(3, Round::Up);
    match (interval.low.filter(|low| !low.is_zero()), interval.high) {
        (Some(low), Some(high)) if down(low) == up(high) => Some(Value::Number(Hedge::Exact, down(low))),
        (Some(low), Some(high)) => Some(Value::Between(down(low), up(high))),
        (Some(low), None) => Some(Value::Number(Hedge::Over, down(low))),
        (None, Some(high)) => Some(Value::Number(Hedge::Under, up(high))),
        (None, None) => None,
    }
}
