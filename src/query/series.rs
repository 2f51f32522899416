//! Series, rows of the metrics table, disputes and related facts of a place. Draws nothing.

use super::group;
use crate::atlas::*;
use std::collections::HashMap;

/// One line of a metrics table: a series with its facts in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What its facts have in common.
    pub key: SeriesKey,
    /// Its facts, oldest first.
    pub facts: Vec<FactId>,
    /// Computed values of the same place, metric and scope.
    pub derivations: Vec<DerivationId>,
    /// The fact its row shows: see [`latest`]. `None` if all is computed.
    pub latest: Option<FactId>,
}

impl Series {
    /// A series without facts.
    fn empty(key: SeriesKey) -> Self {
        Series {
            key,
            facts: Vec::new(),
            derivations: Vec::new(),
            latest: None,
        }
    }

    /// Whether neither a source nor a formula says anything: the metric is known from other places only.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.derivations.is_empty()
    }
}

/// The series of a place and, empty, those of the metrics that only places within it have, in the same order.
pub fn of_place_and_within(atlas: &Atlas, place: PlaceId) -> Vec<Series> {
    let mut rows = of_place(atlas, place);
    let mut known = vec![false; atlas.records().metrics.len()];
    rows.iter().for_each(|row| known[row.key.metric.index()] = true);
    let has = metrics_within(atlas, place);
    let others = atlas
        .metrics()
        .filter(|(id, _)| has[id.index()] && !known[id.index()]);
    rows.extend(others.map(|(metric, _)| Series::empty(bare_key(place, metric, Vec::new()))));
    sort(atlas, &mut rows);
    rows
}

/// Which metrics a place or any within it has.
fn metrics_within(atlas: &Atlas, place: PlaceId) -> Vec<bool> {
    let (columns, places) = (atlas.columns(), atlas.places_within(place));
    if atlas.count_within(place) < columns.len() / 2 {
        let mut has = vec![false; atlas.records().metrics.len()];
        for fact in places.iter().flat_map(|place| atlas.facts_of_place(*place)) {
            has[columns.get(Column::Metric, fact.index())] = true;
        }
        return has;
    }
    // Where most facts lie within, one of the first of each metric does: the others need not be read.
    let mut within = vec![false; atlas.records().places.len()];
    places.iter().for_each(|place| within[place.index()] = true);
    let is_within = |fact: &FactId| within[columns.get(Column::Place, fact.index())];
    let has = |(id, _)| atlas.facts_of_metric(id).iter().any(is_within);
    atlas.metrics().map(has).collect()
}

fn bare_key(place: PlaceId, metric: MetricId, scope: Vec<Text>) -> SeriesKey {
    SeriesKey {
        place,
        subject: None,
        metric,
        scope,
        prices: None,
    }
}

/// The series of a place, by theme, then metric (shares and growth under what they belong to), then scope.
pub fn of_place(atlas: &Atlas, place: PlaceId) -> Vec<Series> {
    let mut rows = group(atlas, atlas.facts_of_place(place).iter().copied());
    for (id, derivation) in atlas.derivations().filter(|(_, d)| d.place == place) {
        let key = bare_key(place, derivation.metric, derivation.scope.clone());
        match rows.iter_mut().find(|row| alike_but_prices(&row.key, &key)) {
            Some(row) => row.derivations.push(id),
            None => rows.push(Series {
                derivations: vec![id],
                ..Series::empty(key)
            }),
        }
    }
    sort(atlas, &mut rows);
    rows
}

/// A derivation names no prices: it belongs to the series it was computed from.
fn alike_but_prices(row: &SeriesKey, derived: &SeriesKey) -> bool {
    (row.place, row.metric, &row.scope) == (derived.place, derived.metric, &derived.scope)
        && row.subject.is_none()
}

/// The series of all places that have one of a metric, by place in file order.
pub fn of_metric(atlas: &Atlas, metric: MetricId) -> Vec<Series> {
    group(atlas, atlas.facts_of_metric(metric).iter().copied())
}

/// The series a fact belongs to.
pub fn of_fact(atlas: &Atlas, fact: FactId) -> Series {
    let own = atlas.row(fact);
    let mut series = Series {
        facts: alike(atlas, fact).collect(),
        ..Series::empty(atlas.columns().key(fact.index()))
    };
    in_time(atlas, &mut series);
    let key = |d: &Derivation| bare_key(d.place, d.metric, d.scope.clone());
    let derived = atlas
        .derivations()
        .filter(|(_, d)| alike_but_prices(&series.key, &key(d)));
    let derived: Vec<DerivationId> = derived.map(|(id, _)| id).collect();
    // Of those that differ in prices alone the first has what is computed.
    if !derived.is_empty() {
        let others = atlas.facts_of_place(own.place).iter().map(|id| atlas.row(*id));
        let but_prices =
            |row: &Row| (row.subject, row.metric, row.scope_set) == (own.subject, own.metric, own.scope_set);
        let first = others.into_iter().find(but_prices);
        series.derivations = derived;
        if first.is_some_and(|first| first.prices != own.prices) {
            series.derivations.clear();
        }
    }
    series
}

/// The facts of a fact's own series, in file order.
pub(super) fn alike(atlas: &Atlas, fact: FactId) -> impl Iterator<Item = FactId> {
    let columns = atlas.columns();
    let place = PlaceId(columns.get(Column::Place, fact.index()) as u32);
    let facts = atlas.facts_of_place(place).iter().copied();
    facts.filter(move |id| columns.are_alike(id.index(), fact.index()))
}

/// The series of facts, in the order of their first facts.
fn group(atlas: &Atlas, facts: impl Iterator<Item = FactId>) -> Vec<Series> {
    let columns = atlas.columns();
    let mut known: HashMap<[u32; 5], usize> = HashMap::new();
    let mut all: Vec<Vec<FactId>> = Vec::new();
    for id in facts {
        let at = *known.entry(columns.series(id.index())).or_insert(all.len());
        match all.get_mut(at) {
            Some(own) => own.push(id),
            None => all.push(vec![id]),
        }
    }
    let series = |facts: Vec<FactId>| {
        let mut series = Series::empty(columns.key(facts[0].index()));
        series.facts = facts;
        in_time(atlas, &mut series);
        series
    };
    all.into_iter().map(series).collect()
}

/// Puts the facts of a series in the order of time, and the one that its row shows.
fn in_time(atlas: &Atlas, series: &mut Series) {
    if series.facts.len() > 1 {
        let columns = atlas.columns();
        series.facts.sort_by_key(|id| columns.period(id.index()).rank());
    }
    series.latest = latest(atlas, &series.facts);
}

/// Of facts in the order of time the latest observed one, else the latest of any kind. A superseded one only if none
/// of its year or later stands: its correction is elsewhere then, and an older one would pass for the latest.
pub fn latest(atlas: &Atlas, facts: &[FactId]) -> Option<FactId> {
    if let [only] = facts {
        return Some(*only);
    }
    let columns = atlas.columns();
    let is_observed = |id: &FactId| columns.kind(id.index()) == Kind::Observed;
    let newest_first = || facts.iter().rev().copied();
    newest(atlas, newest_first().filter(is_observed)).or_else(|| newest(atlas, newest_first()))
}

/// The first of facts from the newest on, or one of the same year that is not superseded as it is.
fn newest(atlas: &Atlas, mut facts: impl Iterator<Item = FactId>) -> Option<FactId> {
    let columns = atlas.columns();
    let year = |id: FactId| columns.period(id.index()).year();
    let stands = |id: &FactId| columns.status(id.index()) != Status::Superseded;
    let first = facts.next()?;
    if stands(&first) {
        return Some(first);
    }
    let mut beside = facts.take_while(|id| year(*id) == year(first));
    beside.find(stands).or(Some(first))
}

/// Sorts series by topic. Of one metric those with most facts come first: what is told again and again is what one
/// looks for.
fn sort(atlas: &Atlas, rows: &mut Vec<Series>) {
    let ranks = ranks(atlas, rows);
    // Their positions are sorted and not they themselves, which are large, and by one number first.
    let key = |row: &Series| {
        let most_first = u32::MAX - row.facts.len() as u32;
        u64::from(ranks[row.key.metric.index()]) << 32 | u64::from(most_first)
    };
    let mut keyed: Vec<(u64, usize)> = rows.iter().map(key).zip(0..).collect();
    let names = |at: usize| (&rows[at].key.scope, rows[at].key.subject, at);
    keyed.sort_unstable_by(|(key, at), (other_key, other)| {
        let order = key.cmp(other_key);
        order.then_with(|| names(*at).cmp(&names(*other)))
    });
    let mut all: Vec<Option<Series>> = rows.drain(..).map(Some).collect();
    rows.extend(keyed.iter().filter_map(|(_, at)| all[*at].take()));
}

/// For each metric of some series its place in the order of lists.
fn ranks(atlas: &Atlas, rows: &[Series]) -> Vec<u32> {
    let mut ranks = vec![u32::MAX; atlas.records().metrics.len()];
    let mut orders = Vec::new();
    for metric in rows.iter().map(|row| row.key.metric) {
        if std::mem::take(&mut ranks[metric.index()]) > 0 {
            orders.push((group::order(atlas, metric), metric));
        }
    }
    orders.sort_unstable();
    for ((_, metric), rank) in orders.iter().zip(0..) {
        ranks[metric.index()] = rank;
    }
    ranks
}

/// The facts of `fact`'s series and period that it cannot be true together with.
pub fn disputes(atlas: &Atlas, fact: FactId) -> Vec<FactId> {
    let own = atlas.row(fact);
    let contradicts = |id: &FactId| *id != fact && cannot_both(&own, &atlas.row(*id), atlas);
    alike(atlas, fact).filter(contradicts).collect()
}

/// For each fact of a series whether another of them contradicts it.
pub fn contradicted(atlas: &Atlas, facts: &[FactId]) -> Vec<bool> {
    // Most have nothing beside them: only the others are worth an interval.
    let columns = atlas.columns();
    let time = |id: &FactId| {
        let at = |column| columns.get(column, id.index());
        (at(Column::Period), at(Column::Kind))
    };
    let times: Vec<_> = facts.iter().map(time).collect();
    let beside = |n: usize| (0..facts.len()).filter(move |other| *other != n);
    let contradicts = |n: usize| {
        let mut alike = beside(n).filter(|other| times[*other] == times[n]);
        alike.any(|other| cannot_both(&atlas.row(facts[n]), &atlas.row(facts[other]), atlas))
    };
    (0..facts.len()).map(contradicts).collect()
}

/// Whether two that speak of the same cannot both be true.
fn cannot_both(one: &Row, other: &Row, atlas: &Atlas) -> bool {
    let allowed = |row: &Row| {
        let interval = row.value.interval(atlas.unit(row.unit).counting());
        interval.filter(|_| row.status != Status::Superseded)
    };
    let same_time = (one.period, one.kind) == (other.period, other.kind);
    same_time
        && allowed(one)
            .zip(allowed(other))
            .is_some_and(|(one, other)| !one.meets(&other))
}

/// Whether another fact contradicts this one.
pub fn is_in_dispute(atlas: &Atlas, fact: FactId) -> bool {
    !disputes(atlas, fact).is_empty()
}

/// Whether a series has two facts that disagree.
pub fn is_disputed(atlas: &Atlas, series: &Series) -> bool {
    contradicted(atlas, &series.facts).contains(&true)
}

/// The derivations that use a fact.
pub fn derived_from(atlas: &Atlas, fact: FactId) -> Vec<DerivationId> {
    let uses = |d: &Derivation| d.inputs.iter().any(|(_, input)| *input == fact);
    atlas
        .derivations()
        .filter(|(_, d)| uses(d))
        .map(|(id, _)| id)
        .collect()
}
