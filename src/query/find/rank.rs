//! The order of hits: total, so that the same question always has the same answer.

use super::Hit;
use crate::atlas::*;
use crate::query::index::{Index, LabelKind};
use std::cmp::Reverse;

pub(super) type Rank = (Reverse<i32>, u8, usize, Reverse<i64>, Thing);

/// Better score, then kind, then shorter label, then newer period, then file order: total and stable. Facts among
/// themselves follow the order of the index, which says the same.
pub(super) fn rank(index: &Index, hit: &Hit) -> Rank {
    let (kind, length, period) = match hit.thing {
        Thing::Place(id) => (0, index.length(LabelKind::Place, id.index()), 0),
        Thing::Metric(id) => (1, index.length(LabelKind::Metric, id.index()), 0),
        Thing::Organisation(id) => (3, index.length(LabelKind::Organisation, id.index()), 0),
        Thing::Document(id) => (4, index.length(LabelKind::Document, id.index()), 0),
        Thing::Paragraph(..) => (5, 0, 0),
        // Computed: after what sources state.
        Thing::Derivation(_) => (2, usize::MAX, 0),
        Thing::Fact(id) => {
            let row = index.columns.row(id.index());
            let length = index.length(LabelKind::Metric, row.metric.index())
                + index.length(LabelKind::Place, row.place.index());
            let state = if *row.value == Value::Holds { 1000 } else { 0 };
            (2, length + row.scope.len() + state, row.period.rank())
        }
    };
    (Reverse(hit.score), kind, length, Reverse(period), hit.thing)
}
