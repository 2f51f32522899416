//! What the panes list, derived from atlas, selection and filters: places, districts, metrics. Draws nothing.

mod apart;
mod grid;
mod groups;
mod places;

use super::prose::{cut, width};
use super::widgets::series::Point;
use crate::atlas::*;
use crate::query::derive::derive;
use crate::query::fold::fold;
use crate::query::group::Group;
use crate::query::series::{self, Series};
pub use apart::{Apart, apart};
pub use grid::{Grid, Order, Which};
pub use groups::{TableLine, count_in, groups, lines, scroll, size};
pub use places::*;

/// With fewer columns seen of what tells a row apart, it is not told apart.
const FEWEST_SEEN: u16 = 6;

/// How a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As the data orders it: by topic or by number of facts.
    #[default]
    Topic,
    /// By name.
    Name,
    /// By value or size, largest first.
    Value,
    /// By number of facts, most first.
    Facts,
    /// By period, newest first.
    Period,
}

/// A row of the table of metrics. What only those on screen say is asked when they are drawn: a place may have very
/// many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricRow {
    /// Its series; empty if only places within this one have the metric.
    pub series: Series,
    /// Whether the metric that this one belongs to is listed too.
    is_under_another: bool,
    /// Whether it is shown as part of the row above.
    pub indented: bool,
    /// The group it stands under, if the table has headings.
    pub group: Option<Group>,
}

impl MetricRow {
    /// What it is called in a narrow table: short name, subject, scope.
    pub fn label(&self, atlas: &Atlas) -> String {
        format!(
            "{}{}",
            self.short_name(atlas),
            behind(unsaid(atlas, &self.series))
        )
    }

    /// What it is called where there is room.
    pub fn long_label(&self, atlas: &Atlas) -> String {
        format!("{}{}", self.long_name(atlas), behind(unsaid(atlas, &self.series)))
    }

    /// What it is called in a table with so many columns for it: if there is room the long name, and with what tells
    /// it from other rows, whose shared beginning is cut first.
    pub fn label_for(&self, atlas: &Atlas, apart: Option<&Apart>, columns: u16) -> String {
        let Some(apart) = apart else {
            let long = self.long_label(atlas);
            return match width(&long) <= columns {
                true => long,
                false => self.label(atlas),
            };
        };
        let long = format!("{}, {}", self.long_name(atlas), apart.words);
        if width(&long) <= columns {
            return long;
        }
        let (shared, own) = apart.words.split_at(apart.shared);
        let head = format!("{}, {shared}", self.short_name(atlas));
        let seen = columns.saturating_sub(width(&head) + 1);
        if apart.shared == 0 && seen >= FEWEST_SEEN || width(&head) + width(own) <= columns {
            return format!("{head}{own}");
        }
        let least = columns / 3;
        let room = columns.saturating_sub(width(own) + 1).max(least);
        format!("{} {own}", cut(head.trim_end_matches([',', ' ']), room))
    }

    /// The short name with the subject.
    fn short_name(&self, atlas: &Atlas) -> String {
        let metric = atlas.metric(self.series.key.metric);
        // A share or growth whose head is missing here says what it belongs to.
        let name = match metric.under.is_some() && !self.is_under_another {
            true => atlas.name(&metric.names),
            false => atlas.short_name(metric),
        };
        self.with_subject(atlas, name)
    }

    /// The name with the subject.
    fn long_name(&self, atlas: &Atlas) -> String {
        let metric = atlas.metric(self.series.key.metric);
        // Under its head the short name says enough.
        let name = match self.is_under_another {
            true => atlas.short_name(metric),
            false => atlas.name(&metric.names),
        };
        self.with_subject(atlas, name)
    }

    fn with_subject(&self, atlas: &Atlas, name: &str) -> String {
        match self.series.key.subject {
            Some(id) => format!("{name}: {}", atlas.name(&atlas.organisation(id).names)),
            None => name.to_owned(),
        }
    }

    /// Whether two of its facts disagree.
    pub fn is_disputed(&self, atlas: &Atlas) -> bool {
        series::is_disputed(atlas, &self.series)
    }

    /// Whether only places within this one have the metric.
    pub fn is_elsewhere(&self) -> bool {
        self.series.is_empty()
    }

    /// How many places within this one have the metric, if this one has not.
    pub fn elsewhere(&self, atlas: &Atlas) -> usize {
        if !self.is_elsewhere() {
            return 0;
        }
        let columns = atlas.columns();
        let mut seen = vec![false; atlas.records().places.len()];
        for id in atlas.facts_of_metric(self.series.key.metric) {
            seen[columns.get(Column::Place, id.index())] = true;
        }
        let places = atlas.places().map(|(id, _)| id).filter(|id| seen[id.index()]);
        places
            .filter(|id| atlas.is_within(*id, self.series.key.place))
            .count()
    }
}

/// The rows of a place: its series by topic, filtered and sorted. A country and the world list what any place in
/// them is measured by.
pub fn metrics(atlas: &Atlas, place: PlaceId, filter: &str, sort: Sort) -> Vec<MetricRow> {
    let whole = matches!(atlas.place(place).kind, PlaceKind::World | PlaceKind::Country);
    let all = if whole {
        series::of_place_and_within(atlas, place)
    } else {
        series::of_place(atlas, place)
    };
    let mut listed = vec![false; atlas.records().metrics.len()];
    for own in &all {
        listed[own.key.metric.index()] = true;
    }
    let in_topics = sort == Sort::Topic && filter.is_empty();
    let row = |series: Series| {
        let under = atlas.metric(series.key.metric).under;
        let is_under_another = under.is_some_and(|head| listed[head.index()]);
        MetricRow {
            is_under_another,
            indented: in_topics && is_under_another,
            group: None,
            series,
        }
    };
    let mut rows: Vec<MetricRow> = all.into_iter().map(row).collect();
    if !filter.is_empty() {
        let filter = fold(filter);
        rows.retain(|row| {
            let names = &atlas.metric(row.series.key.metric).names;
            fold(&row.label(atlas)).contains(filter.trim())
                || names.all().any(|name| fold(name).contains(filter.trim()))
        });
    }
    match sort {
        Sort::Topic => groups::head(atlas, &mut rows),
        Sort::Name => rows.sort_by_cached_key(|row| fold(&row.label(atlas))),
        Sort::Facts => rows.sort_by_cached_key(|row| std::cmp::Reverse(row.series.facts.len())),
        Sort::Period => rows.sort_by_cached_key(|row| {
            std::cmp::Reverse(row.series.latest.map_or(0, |id| atlas.row(id).period.rank()))
        }),
        Sort::Value => rows.sort_by_cached_key(|row| {
            let dimension = atlas.unit(atlas.metric(row.series.key.metric).unit).dimension;
            (
                dimension,
                std::cmp::Reverse(number(atlas, &row.series).unwrap_or(Decimal::ZERO)),
            )
        }),
    }
    rows
}

/// The number a row shows: the latest stated one, else the computed one.
fn number(atlas: &Atlas, series: &Series) -> Option<Decimal> {
    match (series.latest, series.derivations.first()) {
        (Some(id), _) => atlas.row(id).value.number(),
        (None, Some(id)) => derive(atlas, atlas.derivation(*id))?.value.number(),
        (None, None) => None,
    }
}

/// A scope as it stands behind a name.
fn behind(scope: Option<&str>) -> String {
    scope.map(|scope| format!(", {scope}")).unwrap_or_default()
}

/// The first scope of a series that its metric's names do not say.
fn unsaid<'a>(atlas: &Atlas, own: &'a Series) -> Option<&'a str> {
    // Most names need not be folded: many series have no scope, and those with a subject show that.
    if own.key.scope.is_empty() || own.key.subject.is_some() {
        return None;
    }
    let metric = atlas.metric(own.key.metric);
    let (short, name) = (atlas.short_name(metric), atlas.name(&metric.names));
    let said = fold(&format!("{short} {name} {}", metric.aliases.join(" ")));
    let mut scopes = own.key.scope.iter();
    scopes.find(|scope| !is_said(scope, &said)).map(|text| &**text)
}

/// Whether a scope only repeats words of the name.
fn is_said(scope: &str, said: &str) -> bool {
    let dull = ["share", "of", "in", "the", "city", "and"];
    let folded = fold(scope);
    let words = folded.split_whitespace().filter(|word| !dull.contains(word));
    words.into_iter().all(|word| said.contains(word))
}

/// What a fact says as a number that can be drawn.
fn drawable(fact: &Row) -> Option<Decimal> {
    let is_amount = !matches!(fact.value, Value::Rank(..) | Value::Magnitude(_));
    fact.value.number().filter(|_| is_amount)
}

/// The derivations of a series that come to a number, with what they come to.
fn computed<'a>(
    atlas: &'a Atlas,
    series: &'a Series,
) -> impl Iterator<Item = (&'a Derivation, Derived, Decimal)> {
    let derivations = series.derivations.iter().map(|id| atlas.derivation(*id));
    derivations.filter_map(|derivation| {
        let derived = derive(atlas, derivation)?;
        let number = derived.value.number()?;
        Some((derivation, derived, number))
    })
}

/// The points of a series for its trend: stated ones, then computed ones.
pub fn points(atlas: &Atlas, series: &Series) -> Vec<Point> {
    let contradicted = series::contradicted(atlas, &series.facts);
    let facts = series.facts.iter().map(|id| atlas.row(*id)).zip(contradicted);
    let stated = facts.filter_map(|(fact, disputed)| {
        let number = drawable(&fact)?;
        let interval = fact.value.interval(atlas.unit(fact.unit).counting());
        Some(Point {
            period: fact.period,
            value: number.to_f64(),
            low: interval.and_then(|i| i.low).map(Decimal::to_f64),
            high: interval.and_then(|i| i.high).map(Decimal::to_f64),
            hedge: fact.value.hedge(),
            kind: fact.kind,
            derived: false,
            disputed,
            label: atlas.signed(fact.value),
        })
    });
    let computed = computed(atlas, series).map(|(derivation, derived, number)| Point {
        period: derivation.period,
        value: number.to_f64(),
        low: derived.interval.low.map(Decimal::to_f64),
        high: derived.interval.high.map(Decimal::to_f64),
        hedge: derived.value.hedge(),
        kind: Kind::Observed,
        derived: true,
        disputed: false,
        label: atlas.signed(&derived.value),
    });
    stated.chain(computed).collect()
}

/// The years that the points of a series lie in, without the points: a table asks for those of all its rows.
pub fn years<'a>(atlas: &'a Atlas, series: &'a Series) -> impl Iterator<Item = u16> {
    let facts = series.facts.iter().map(|id| atlas.row(*id));
    let stated = facts
        .filter(|fact| drawable(fact).is_some())
        .map(|fact| fact.period);
    let computed = computed(atlas, series).map(|(derivation, ..)| derivation.period);
    stated.chain(computed).filter_map(|period| period.year())
}
