//! The rows of the two panes of places: the tree, rankings, districts under their cities. Draws nothing.

use super::Sort;
use crate::atlas::*;
use crate::query::fold::fold;
use crate::query::series::{self, Series};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A row of the tree of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeRow {
    /// The place.
    pub place: PlaceId,
    /// How deep it lies.
    pub depth: u16,
    /// Whether it has rows below it, open or not.
    pub has_children: bool,
    /// Facts of it and all below it.
    pub facts: usize,
    /// What it is ranked by, in a ranking.
    pub value: Option<FactId>,
}

/// What places are ranked by: one series of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The metric.
    pub metric: MetricId,
    /// What narrows it down.
    pub scope: Vec<Text>,
}

/// Whether a place belongs to the pane of districts and not to the tree of cities.
pub fn is_in_districts_pane(kind: PlaceKind) -> bool {
    matches!(
        kind,
        PlaceKind::InnovationDistrict | PlaceKind::Zone | PlaceKind::NewArea | PlaceKind::Park
    )
}

/// The tree of places: open ones show what lies in them. A filter shows all places that match it, flat.
pub fn tree(atlas: &Atlas, open: &BTreeSet<PlaceId>, filter: &str, sort: Sort) -> Vec<TreeRow> {
    let mut rows = Vec::new();
    if filter.is_empty() {
        let roots: Vec<PlaceId> = atlas.roots().filter(|id| shows(atlas, *id)).collect();
        for root in sorted(atlas, roots, sort) {
            push_tree(atlas, open, sort, (root, 0), &mut rows);
        }
    } else {
        let matching = atlas
            .places()
            .filter(|(id, p)| shows(atlas, *id) && matches(p, filter))
            .map(|(id, _)| id);
        for place in sorted(atlas, matching.collect(), sort) {
            rows.push(TreeRow {
                place,
                depth: 0,
                has_children: false,
                facts: atlas.count_within(place),
                value: None,
            });
        }
    }
    rows
}

/// The places of the tree that have a number of a series, largest first; no hierarchy.
pub fn ranking(atlas: &Atlas, by: &Ranked, filter: &str) -> Vec<TreeRow> {
    let number = |id: FactId| atlas.row(id).value.number();
    let of_city = |row: &Series| row.key.subject.is_none() && row.key.scope == by.scope;
    let series = series::of_metric(atlas, by.metric).into_iter().filter(of_city);
    let mut rows: Vec<TreeRow> = Vec::new();
    for (place, fact) in series.filter_map(|row| Some((row.key.place, row.latest?))) {
        let wanted = shows(atlas, place) && (filter.is_empty() || matches(atlas.place(place), filter));
        if wanted && number(fact).is_some() && rows.iter().all(|row| row.place != place) {
            rows.push(TreeRow {
                place,
                depth: 1,
                has_children: false,
                facts: atlas.count_within(place),
                value: Some(fact),
            });
        }
    }
    rows.sort_by_key(|row| Reverse(row.value.and_then(number)));
    rows
}

fn shows(atlas: &Atlas, id: PlaceId) -> bool {
    !is_in_districts_pane(atlas.place(id).kind)
}

fn push_tree(
    atlas: &Atlas,
    open: &BTreeSet<PlaceId>,
    sort: Sort,
    (place, depth): (PlaceId, u16),
    rows: &mut Vec<TreeRow>,
) {
    // A ring of parents would never end; no real hierarchy is this deep.
    if depth > 12 {
        return;
    }
    let children: Vec<PlaceId> = atlas
        .children(place)
        .iter()
        .copied()
        .filter(|id| shows(atlas, *id))
        .collect();
    let has_children = !children.is_empty();
    rows.push(TreeRow {
        place,
        depth,
        has_children,
        facts: atlas.count_within(place),
        value: None,
    });
    if open.contains(&place) {
        for child in sorted(atlas, children, sort) {
            push_tree(atlas, open, sort, (child, depth + 1), rows);
        }
    }
}

/// All places as the tree has them when everything is open; places whose parents form a ring at the end.
pub(super) fn tree_order(atlas: &Atlas) -> Vec<PlaceId> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for root in atlas.roots().chain(atlas.places().map(|(id, _)| id)) {
        let mut open = vec![root];
        while let Some(place) = open.pop() {
            if seen.insert(place) {
                all.push(place);
                let below = sorted(atlas, atlas.children(place).to_vec(), Sort::Topic);
                open.extend(below.into_iter().rev());
            }
        }
    }
    all
}

fn sorted(atlas: &Atlas, mut places: Vec<PlaceId>, sort: Sort) -> Vec<PlaceId> {
    match sort {
        Sort::Name => places.sort_by_cached_key(|id| fold(atlas.name(&atlas.place(*id).names))),
        _ => places.sort_by_cached_key(|id| (Reverse(atlas.count_within(*id)), id.0)),
    }
    places
}

fn matches(place: &Place, filter: &str) -> bool {
    let filter = fold(filter);
    let spellings = place.names.all().chain(place.aliases.iter().map(|text| &**text));
    spellings
        .into_iter()
        .any(|name| fold(name).contains(filter.trim()))
}

/// The innovation districts, zones, new areas and parks in a place; if it has none, those around it.
pub fn districts(atlas: &Atlas, place: PlaceId, filter: &str, sort: Sort) -> Vec<PlaceId> {
    let all = || {
        atlas
            .places()
            .filter(|(_, p)| is_in_districts_pane(p.kind) && (filter.is_empty() || matches(p, filter)))
    };
    let inside = |around: PlaceId| -> Vec<PlaceId> {
        all()
            .map(|(id, _)| id)
            .filter(|id| atlas.is_within(*id, around))
            .collect()
    };
    // A district chosen in its own pane keeps its neighbours in view.
    let home = districts_home(atlas, place);
    let mut rows = inside(home);
    rows.sort_by_cached_key(|id| district_order(atlas, *id, sort));
    if district_heads(atlas, &rows, sort).iter().any(Option::is_some) {
        rows.sort_by_cached_key(|id| {
            let city = city_of(atlas, *id);
            (Reverse(atlas.count_within(city)), city)
        });
    }
    rows
}

type DistrictOrder = (usize, Reverse<u64>, Reverse<usize>, String);

/// AI districts first, then by facts; or by name; or by area.
fn district_order(atlas: &Atlas, id: PlaceId, sort: Sort) -> DistrictOrder {
    let place = atlas.place(id);
    let name = fold(atlas.name(&place.names));
    match sort {
        Sort::Name => (0, Reverse(0), Reverse(0), name),
        Sort::Value => {
            let number = area_fact(atlas, id).and_then(|fact| atlas.row(fact).value.number());
            let area = number.map_or(0, |n| (n.to_f64() * 1000.0) as u64);
            (0, Reverse(area), Reverse(0), name)
        }
        _ => {
            let rank = usize::from(place.kind != PlaceKind::InnovationDistrict);
            (
                rank,
                Reverse(0),
                Reverse(atlas.count_within(id)),
                place.slug.to_string(),
            )
        }
    }
}

/// For each district the city it is headed by: if they lie in several cities and are not ordered otherwise.
pub fn district_heads(atlas: &Atlas, rows: &[PlaceId], sort: Sort) -> Vec<Option<PlaceId>> {
    let cities: Vec<PlaceId> = rows.iter().map(|id| city_of(atlas, *id)).collect();
    let several = cities.windows(2).any(|pair| pair[0] != pair[1]);
    let headed = several && sort == Sort::Topic;
    cities.into_iter().map(|city| headed.then_some(city)).collect()
}

/// The city around a place; if there is none, the nearest place that the tree shows.
fn city_of(atlas: &Atlas, place: PlaceId) -> PlaceId {
    let is_city = |id: &PlaceId| {
        let kind = atlas.place(*id).kind;
        matches!(kind, PlaceKind::City | PlaceKind::Municipality)
    };
    let around = atlas.path(place).into_iter().rev().find(is_city);
    around.unwrap_or_else(|| districts_home(atlas, place))
}

/// The place whose districts are listed when `place` is chosen: the first one outwards that is in the tree.
pub fn districts_home(atlas: &Atlas, place: PlaceId) -> PlaceId {
    let mut home = place;
    while is_in_districts_pane(atlas.place(home).kind) {
        match atlas.place(home).parent {
            Some(parent) => home = parent,
            None => break,
        }
    }
    home
}

/// The latest fact that states the area of a place itself: by a metric that stands for itself, without subject or
/// scope, since «test area» and «starting zone» are not how large a place is.
pub fn area_fact(atlas: &Atlas, place: PlaceId) -> Option<FactId> {
    let (columns, units) = (atlas.columns(), &atlas.records().units);
    let is_area = |id: &FactId| {
        units[columns.get(Column::Unit, id.index())].dimension == Dimension::Area && {
            let row = atlas.row(*id);
            row.subject.is_none() && row.scope.is_empty() && atlas.metric(row.metric).under.is_none()
        }
    };
    let facts = atlas.facts_of_place(place).iter().copied();
    let mut facts: Vec<FactId> = facts.filter(is_area).collect();
    facts.sort_by_key(|id| columns.period(id.index()).rank());
    series::latest(atlas, &facts)
}
