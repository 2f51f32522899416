//! What the facts of an answer have in common: places, metrics, years, kinds and documents with their counts,
//! each with the clause that narrows the query to it.

use super::complete::quoted;
use crate::atlas::*;
use std::collections::{BTreeSet, HashMap};

/// Most rows of a facet.
const MAX_ROWS: usize = 12;

/// One way to divide the facts found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field of the query language.
    pub field: &'static str,
    /// Its values, those with the most facts first.
    pub rows: Vec<FacetRow>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetRow {
    /// What it is called.
    pub label: String,
    /// The clause that asks for it.
    pub clause: String,
    /// How many of the facts have it.
    pub facts: usize,
}

/// The facets of these facts. Those with a single value divide nothing and are left out.
pub fn facets(atlas: &Atlas, facts: &[FactId]) -> Vec<Facet> {
    let counts = |column| counts(atlas, facts, column);
    let columns = atlas.columns();
    let places = counts(Column::Place)
        .into_iter()
        .map(|(n, facts)| (atlas.place(PlaceId(n)).names.en.to_string(), facts));
    let metrics = counts(Column::Metric)
        .into_iter()
        .map(|(n, facts)| (atlas.metric(MetricId(n)).names.en.to_string(), facts));
    let years = counts(Column::Period).into_iter().filter_map(|(n, facts)| {
        let year = columns.period_list[n as usize].year()?;
        Some((year.to_string(), facts))
    });
    let kinds = counts(Column::Kind)
        .into_iter()
        .filter_map(|(n, facts)| Some((Kind::ALL.get(n as usize)?.name().to_owned(), facts)));
    let sources = counts(Column::Sources).into_iter().flat_map(|(n, facts)| {
        let publishers = publishers(atlas, &columns.source_sets[n as usize]);
        publishers.into_iter().map(move |publisher| (publisher, facts))
    });
    let all = [
        counted("place", places),
        counted("metric", metrics),
        counted("year", years),
        counted("kind", kinds),
        counted("doc", sources),
    ];
    all.into_iter().filter(|facet| facet.rows.len() > 1).collect()
}

/// How many of these facts have each number of a column: labels are read once a number, not once a fact.
fn counts(atlas: &Atlas, facts: &[FactId], column: Column) -> HashMap<u32, usize> {
    let mut counts = HashMap::new();
    for id in facts {
        let number = atlas.columns().get(column, id.index());
        *counts.entry(number as u32).or_default() += 1;
    }
    counts
}

/// Each publisher of these documents once.
fn publishers(atlas: &Atlas, documents: &[DocumentId]) -> Vec<String> {
    let all = documents
        .iter()
        .map(|id| atlas.document(*id).publisher.to_string());
    all.collect::<BTreeSet<_>>().into_iter().collect()
}

fn counted(field: &'static str, labels: impl Iterator<Item = (String, usize)>) -> Facet {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (label, facts) in labels {
        *counts.entry(label).or_default() += facts;
    }
    let mut rows: Vec<(String, usize)> = counts.into_iter().collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let row = |(label, facts): (String, usize)| FacetRow {
        clause: format!("{field}:{}", quoted(&label)),
        label,
        facts,
    };
    Facet {
        field,
        rows: rows.into_iter().take(MAX_ROWS).map(row).collect(),
    }
}
