//! Search over everything: clauses to hits in a total, stable order, and what was understood in plain words.

use super::asked::Asked;
use super::index::{Index, TYPO_WHOLE, WORD, Word};
use super::meaning::understood;
use super::parse::{Clause, QueryError, parse};
use crate::atlas::*;

/// A hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub thing: Thing,
    /// How well it fits; only its order means anything.
    pub score: i32,
}

/// The kinds of hits, in the order they are shown.
pub const HIT_KINDS: [&str; 7] = [
    "fact",
    "computed",
    "metric",
    "place",
    "organisation",
    "document",
    "paragraph",
];

/// The kind of a hit: one of [`HIT_KINDS`].
pub fn kind_of(thing: Thing) -> &'static str {
    match thing {
        Thing::Fact(_) => "fact",
        Thing::Derivation(_) => "computed",
        Thing::Metric(_) => "metric",
        Thing::Place(_) => "place",
        Thing::Organisation(_) => "organisation",
        Thing::Document(_) => "document",
        Thing::Paragraph(..) => "paragraph",
    }
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// All hits, best first.
    pub hits: Vec<Hit>,
    /// What was asked, in plain words.
    pub understood: String,
    /// The words, for highlighting.
    pub words: Vec<Word>,
}

impl Found {
    /// How many hits are of a kind.
    pub fn count(&self, kind: &str) -> usize {
        self.hits.iter().filter(|hit| kind_of(hit.thing) == kind).count()
    }
}

/// What a clause does to a query: hits with it alone, and with it left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseEffect {
    /// The clause as typed.
    pub clause: String,
    /// Hits of it alone.
    pub alone: usize,
    /// Hits of the query without it.
    pub without: usize,
}

/// Answers a query. An empty one finds nothing.
///
/// # Errors
/// If the query does not parse; see [`parse`].
pub fn find(atlas: &Atlas, index: &Index, query: &str) -> Result<Found, QueryError> {
    let clauses = parse(query)?;
    let mut found = search(atlas, index, &clauses);
    found.understood = understood(&clauses);
    Ok(found)
}

/// What each clause does, in the order typed. Empty for a query of fewer than two clauses.
pub fn explain(atlas: &Atlas, index: &Index, query: &str) -> Vec<ClauseEffect> {
    let Ok(clauses) = parse(query) else {
        return Vec::new();
    };
    if clauses.len() < 2 || clauses.len() > MAX_CLAUSES {
        return Vec::new();
    }
    let effect = |n: usize| {
        let rest: Vec<Clause> = clauses
            .iter()
            .enumerate()
            .filter(|(m, _)| *m != n)
            .map(|(_, c)| c.clone())
            .collect();
        ClauseEffect {
            clause: query[clauses[n].at.clone()].to_owned(),
            alone: search(atlas, index, std::slice::from_ref(&clauses[n])).hits.len(),
            without: search(atlas, index, &rest).hits.len(),
        }
    };
    (0..clauses.len()).map(effect).collect()
}

fn search(atlas: &Atlas, index: &Index, clauses: &[Clause]) -> Found {
    let mut found = Found::default();
    if clauses.is_empty() {
        return found;
    }
    // More words than anybody means, pasted by mistake, must not cost seconds.
    let clauses = distinct(clauses);
    let asked: Vec<Asked> = clauses
        .iter()
        .flat_map(|clause| Asked::all(atlas, index, clause))
        .collect();
    for word in asked.iter().filter(|a| !a.not).filter_map(|a| a.word.clone()) {
        found.words.push(word);
    }
    let things = atlas.facts().map(|(id, _)| Thing::Fact(id));
    let things = things.chain(atlas.derivations().map(|(id, _)| Thing::Derivation(id)));
    let things = things.chain(atlas.metrics().map(|(id, _)| Thing::Metric(id)));
    let things = things.chain(atlas.places().map(|(id, _)| Thing::Place(id)));
    let things = things.chain(atlas.organisations().map(|(id, _)| Thing::Organisation(id)));
    let things = things.chain(atlas.documents().map(|(id, _)| Thing::Document(id)));
    let things = things.chain((0..index.paragraphs.len()).map(|n| {
        let (document, paragraph, _) = index.paragraphs[n];
        Thing::Paragraph(document, paragraph)
    }));
    for thing in things {
        if let Some(score) = total(atlas, index, &asked, thing) {
            found.hits.push(Hit { thing, score });
        }
    }
    found.hits.sort_by_cached_key(|hit| rank(atlas, index, hit));
    found
}

/// Most clauses that are asked; what follows is ignored.
const MAX_CLAUSES: usize = 16;

/// The first clauses, each once.
fn distinct(clauses: &[Clause]) -> Vec<&Clause> {
    let mut kept: Vec<&Clause> = Vec::new();
    for clause in clauses {
        let known =
            |own: &&Clause| (own.field, &own.test, own.not) == (clause.field, &clause.test, clause.not);
        if kept.len() < MAX_CLAUSES && !kept.iter().any(known) {
            kept.push(clause);
        }
    }
    kept
}

/// The sum over all clauses, or `None` if one does not hold.
fn total(atlas: &Atlas, index: &Index, asked: &[Asked], thing: Thing) -> Option<i32> {
    let (mut sum, mut weakest, mut words) = (0, WORD, 0);
    for ask in asked {
        let score = ask.score(atlas, index, thing);
        if ask.not {
            if score > 0 {
                return None;
            }
            continue;
        }
        if score <= 0 {
            return None;
        }
        words += 1;
        weakest = weakest.min(score);
        sum += score;
    }
    // A thing that is named in full is what was meant, before all facts about it.
    let named = !matches!(thing, Thing::Fact(_) | Thing::Paragraph(..))
        && (weakest >= WORD || weakest == TYPO_WHOLE)
        && words > 0;
    Some(sum + if named { 150 } else { 0 })
}

type Rank = (std::cmp::Reverse<i32>, u8, usize, std::cmp::Reverse<i64>, Thing);

/// Better score, then kind, then shorter label, then newer period, then file order: total and stable.
fn rank(atlas: &Atlas, index: &Index, hit: &Hit) -> Rank {
    let (kind, length, period) = match hit.thing {
        Thing::Place(id) => (0, index.places[id.index()].length(), 0),
        Thing::Metric(id) => (1, index.metrics[id.index()].length(), 0),
        Thing::Organisation(id) => (3, index.organisations[id.index()].length(), 0),
        Thing::Document(id) => (4, index.documents[id.index()].length(), 0),
        Thing::Paragraph(..) => (5, 0, 0),
        Thing::Derivation(_) => (2, 0, 0),
        Thing::Fact(id) => {
            let fact = atlas.fact(id);
            let length =
                index.metrics[fact.metric.index()].length() + index.places[fact.place.index()].length();
            let state = fact.value == Value::Holds;
            (
                2,
                length + fact.scope.len() + if state { 1000 } else { 0 },
                fact.period.rank(),
            )
        }
    };
    (
        std::cmp::Reverse(hit.score),
        kind,
        length,
        std::cmp::Reverse(period),
        hit.thing,
    )
}
