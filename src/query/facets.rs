//! What the facts of an answer have in common: places, metrics, years, kinds and documents with their counts,
//! each with the clause that narrows the query to it.

use super::complete::quoted;
use crate::atlas::*;
use std::collections::HashMap;

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
    let place = |fact: &Row| atlas.place(fact.place).names.en.clone();
    let metric = |fact: &Row| atlas.metric(fact.metric).names.en.clone();
    let all = [
        counted("place", each(atlas, facts, |fact| Some(place(fact)))),
        counted("metric", each(atlas, facts, |fact| Some(metric(fact)))),
        counted(
            "year",
            each(atlas, facts, |fact| {
                fact.period.year().map(|year| year.to_string())
            }),
        ),
        counted(
            "kind",
            each(atlas, facts, |fact| Some(fact.kind.name().to_owned())),
        ),
        counted("doc", publishers(atlas, facts)),
    ];
    all.into_iter().filter(|facet| facet.rows.len() > 1).collect()
}

fn each(atlas: &Atlas, facts: &[FactId], of: impl Fn(&Row) -> Option<String>) -> Vec<String> {
    facts.iter().filter_map(|id| of(&atlas.row(*id))).collect()
}

/// Each publisher of a fact once.
fn publishers(atlas: &Atlas, facts: &[FactId]) -> Vec<String> {
    let mut all = Vec::new();
    for id in facts {
        let mut own: Vec<&str> = atlas
            .row(*id)
            .sources
            .iter()
            .map(|id| atlas.document(*id).publisher.as_str())
            .collect();
        own.sort_unstable();
        own.dedup();
        all.extend(own.into_iter().map(str::to_owned));
    }
    all
}

fn counted(field: &'static str, labels: Vec<String>) -> Facet {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for label in labels {
        *counts.entry(label).or_default() += 1;
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
