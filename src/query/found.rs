//! What a search found. Finds nothing.

use super::label::Word;
use crate::atlas::Thing;

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
    /// The best hits of each kind, best first: no more of a kind than the finder was asked for.
    pub hits: Vec<Hit>,
    /// How many hits of each of [`HIT_KINDS`] there are in all.
    pub counts: [usize; 7],
    /// What was asked, in plain words.
    pub understood: String,
    /// The words, for highlighting.
    pub words: Vec<Word>,
}

impl Found {
    /// How many hits are of a kind.
    pub fn count(&self, kind: &str) -> usize {
        let at = HIT_KINDS.iter().position(|own| *own == kind);
        at.map_or(0, |at| self.counts[at])
    }

    /// How many hits there are.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
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
