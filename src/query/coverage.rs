//! How well places are measured: for each place and metric the facts that back the cell, holes included.
//! Statements without a number are left out: that one is missing says nothing. No UI types.

use super::group::{self, Group};
use super::series::is_in_dispute;
use crate::atlas::*;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What backs a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// How many facts.
    pub facts: u16,
    /// Whether two of them disagree.
    pub disputed: bool,
    /// The best of their kinds: observed before targets before projections before claims.
    pub kind: Option<Kind>,
    /// The latest of that kind.
    pub latest: Option<FactId>,
}

/// The whole matrix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The metrics that count or measure: group by group, those of most places first.
    pub metrics: Vec<MetricId>,
    columns: Vec<Option<usize>>,
    cells: Vec<Cell>,
}

impl Coverage {
    /// The matrix of an atlas.
    pub fn of(atlas: &Atlas) -> Self {
        let mut metrics = group::ordered(atlas);
        metrics.retain(|id| Group::of(atlas, *id) != Group::Statements);
        metrics.sort_by_cached_key(|id| (Group::of(atlas, *id), Reverse(places_of(atlas, *id))));
        let mut columns = vec![None; atlas.records().metrics.len()];
        for (column, id) in metrics.iter().enumerate() {
            columns[id.index()] = Some(column);
        }
        let mut table = Coverage {
            cells: vec![Cell::default(); metrics.len() * atlas.records().places.len()],
            metrics,
            columns,
        };
        for id in atlas.fact_ids() {
            let fact = atlas.row(id);
            if let Some(at) = table.position(fact.place, fact.metric) {
                add(atlas, &mut table.cells[at], id);
            }
        }
        table
    }

    fn position(&self, place: PlaceId, metric: MetricId) -> Option<usize> {
        let column = self.columns.get(metric.index()).copied().flatten()?;
        Some(place.index() * self.metrics.len() + column)
    }

    /// The cell of a place and a metric.
    pub fn cell(&self, place: PlaceId, metric: MetricId) -> Cell {
        let at = self.position(place, metric);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or_default()
    }

    /// The cells of a place, in the order of the metrics.
    pub fn row(&self, place: PlaceId) -> &[Cell] {
        let from = place.index() * self.metrics.len();
        self.cells
            .get(from..from + self.metrics.len())
            .unwrap_or_default()
    }

    /// How many cells of a place have a figure.
    pub fn filled(&self, place: PlaceId) -> usize {
        self.row(place).iter().filter(|cell| cell.facts > 0).count()
    }
}

/// How many places have a fact of a metric.
fn places_of(atlas: &Atlas, metric: MetricId) -> usize {
    let facts = atlas.facts_of_metric(metric).iter();
    let places: BTreeSet<PlaceId> = facts.map(|id| atlas.row(*id).place).collect();
    places.len()
}

fn add(atlas: &Atlas, cell: &mut Cell, id: FactId) {
    let fact = atlas.row(id);
    cell.facts = cell.facts.saturating_add(1);
    cell.disputed |= is_in_dispute(atlas, id);
    let rank = |fact: &Row| (Reverse(worth(fact.kind)), fact.period.rank());
    if cell
        .latest
        .is_none_or(|latest| rank(&atlas.row(latest)) <= rank(&fact))
    {
        (cell.kind, cell.latest) = (Some(fact.kind), Some(id));
    }
}

/// What was counted is worth more than what is aimed at, and that more than what is expected or claimed.
fn worth(kind: Kind) -> u8 {
    match kind {
        Kind::Observed => 0,
        Kind::Target | Kind::Plan => 1,
        Kind::Projected => 2,
        Kind::Claim => 3,
    }
}
