//! How much an atlas holds, counted anew whenever it is asked. No UI types.

use crate::atlas::Atlas;
use std::collections::BTreeSet;
use std::fmt;

/// How many records of each sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Census {
    /// Facts.
    pub facts: usize,
    /// Documents.
    pub documents: usize,
    /// Who published them, each once.
    pub publishers: usize,
    /// Places that a fact is about.
    pub places: usize,
    /// Metrics that a fact is counted in.
    pub metrics: usize,
}

impl Census {
    /// Counts.
    pub fn of(atlas: &Atlas) -> Self {
        let publishers: BTreeSet<&str> = atlas.documents().map(|(_, d)| &*d.publisher).collect();
        Census {
            facts: atlas.fact_count(),
            documents: atlas.records().documents.len(),
            publishers: publishers.len(),
            places: places(atlas),
            metrics: metrics(atlas),
        }
    }
}

/// How many places a fact is about: the others contain these or are only named.
pub fn places(atlas: &Atlas) -> usize {
    let all = atlas.places();
    all.filter(|(id, _)| !atlas.facts_of_place(*id).is_empty())
        .count()
}

/// How many metrics a fact is counted in.
pub fn metrics(atlas: &Atlas) -> usize {
    let all = atlas.metrics();
    all.filter(|(id, _)| !atlas.facts_of_metric(*id).is_empty())
        .count()
}

impl fmt::Display for Census {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.facts, "fact"),
            (self.documents, "document"),
            (self.publishers, "publisher"),
            (self.places, "place"),
            (self.metrics, "metric"),
        ];
        for (n, (count, word)) in parts.into_iter().enumerate() {
            let comma = if n > 0 { ", " } else { "" };
            let plural = if count == 1 { "" } else { "s" };
            write!(f, "{comma}{count} {word}{plural}")?;
        }
        Ok(())
    }
}
