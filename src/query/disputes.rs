//! Where sources disagree: groups of facts that cannot all be true, and of those that are said to be disputed.
//! Draws nothing.

use super::series::{alike, is_in_dispute};
use crate::atlas::*;
use std::collections::{HashMap, HashSet};

/// Where sources disagree: for each series, period and kind all facts that stand, by publication. Then what is marked
/// as disputed though nothing of its own series and period contradicts it: of one place, metric and year together if
/// they say different things, else alone.
pub fn all_disputes(atlas: &Atlas) -> Vec<Vec<FactId>> {
    let mut groups: Vec<Vec<FactId>> = Vec::new();
    let mut seen: HashSet<FactId> = HashSet::new();
    let mut marked = Vec::new();
    for id in atlas.fact_ids() {
        if seen.contains(&id) {
            continue;
        }
        if is_in_dispute(atlas, id) {
            let group = in_order(atlas, beside(atlas, id));
            seen.extend(&group);
            groups.push(group);
        } else if atlas.row(id).status == Status::Disputed {
            marked.push(id);
        }
    }
    // One that only agrees with a side of a dispute stands there already.
    marked.retain(|id| !seen.contains(id));
    groups.extend(of_one_year(atlas, &marked));
    groups
}

/// Disputed facts in groups of those that another scope, prices or word for the time keeps out of one series.
fn of_one_year(atlas: &Atlas, facts: &[FactId]) -> Vec<Vec<FactId>> {
    let topic = |id: FactId| {
        let row = atlas.row(id);
        (row.place, row.metric, row.subject, row.kind, row.period.year())
    };
    let mut together: Vec<Vec<FactId>> = Vec::new();
    let mut at = HashMap::new();
    for id in facts {
        let group = *at.entry(topic(*id)).or_insert(together.len());
        match together.get_mut(group) {
            Some(group) => group.push(*id),
            None => together.push(vec![*id]),
        }
    }
    let differ = |group: &[FactId]| {
        let (value, first) = (|id: &FactId| atlas.row(*id).value, group[0]);
        let is_dated = atlas.row(first).period.year().is_some();
        is_dated && group.iter().any(|id| value(id) != value(&first))
    };
    let (differing, alone): (Vec<_>, Vec<_>) = together.into_iter().partition(|group| differ(group));
    let differing = differing.into_iter().map(|group| in_order(atlas, group));
    let alone = alone.into_iter().flatten().map(|id| vec![id]);
    differing.chain(alone).collect()
}

fn in_order(atlas: &Atlas, mut group: Vec<FactId>) -> Vec<FactId> {
    group.sort_by_cached_key(|id| (published(atlas, *id), *id));
    group
}

/// What keeps facts from being held against each other, in words: scope, period, prices. Empty for those of one
/// series and time.
pub fn apart_in(atlas: &Atlas, group: &[FactId]) -> Vec<&'static str> {
    let Some(first) = group.first().map(|id| atlas.row(*id)) else {
        return Vec::new();
    };
    let differs = |differs: fn(&Row, &Row) -> bool| group.iter().any(|id| differs(&first, &atlas.row(*id)));
    let parts: [(bool, &str); 3] = [
        (differs(|one, other| one.scope_set != other.scope_set), "scope"),
        (differs(|one, other| one.period != other.period), "period"),
        (differs(|one, other| one.prices != other.prices), "prices"),
    ];
    let those = parts.into_iter().filter(|(differs, _)| *differs);
    those.map(|(_, word)| word).collect()
}

/// The facts of a fact's own series, period and kind that stand, itself among them.
fn beside(atlas: &Atlas, fact: FactId) -> Vec<FactId> {
    let own = atlas.row(fact);
    let same = |id: &FactId| {
        let other = atlas.row(*id);
        (other.period, other.kind) == (own.period, own.kind)
            && other.status != Status::Superseded
            && other.value.number().is_some()
    };
    alike(atlas, fact).filter(same).collect()
}

/// When a fact was first said, as it is written; what has no date comes last.
fn published(atlas: &Atlas, fact: FactId) -> (bool, String) {
    let sources = atlas.row(fact).sources.iter();
    let first = sources
        .filter_map(|id| atlas.document(*id).published)
        .map(|d| d.to_string())
        .min();
    (first.is_none(), first.unwrap_or_default())
}
