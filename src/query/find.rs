//! Search over everything: clauses to hits in a total, stable order, and what was understood in plain words.

mod effect;
mod later;
mod question;
mod rank;

pub use super::found::{ClauseEffect, Found, HIT_KINDS, Hit, kind_of};

use super::asked::{Asked, Said, Spare};
use super::best::Best;
use super::index::{Index, LabelKind};
use super::label::{WORD, Word, is_whole_typo};
use super::meaning::understood;
use super::parse::{Clause, QueryError, Test, parse};
use super::wording::is_small;
use crate::atlas::*;
use question::{Question, total};
use rank::rank;
use std::cmp::Ordering;
use std::sync::Arc;

/// Most hits of a kind that are ordered and kept, unless more are asked for.
pub const MOST_HITS: usize = 1000;
/// Most clauses that are asked; what follows is ignored.
const MAX_CLAUSES: usize = 16;
/// Clauses that are remembered beside those of the present query.
const REMEMBERED: usize = 4;

/// Answers a query. An empty one finds nothing.
///
/// # Errors
/// If the query does not parse; see [`parse`].
pub fn find(atlas: &Atlas, index: &Index, query: &str) -> Result<Found, QueryError> {
    Finder::default().find(atlas, index, query)
}

/// Answers one query after the other over one atlas and remembers the clauses: typing changes only the last one.
#[derive(Debug, Clone)]
pub struct Finder {
    most: usize,
    /// The clauses asked last, the newest at the end.
    known: Vec<Known>,
    spare: Spare,
    /// What is still to be asked of the paragraphs of a large atlas, and from which document on.
    later: Option<(Terms, usize)>,
}

/// A clause without its place and sign, and what it says of everything.
#[derive(Debug, Clone)]
struct Known {
    field: Option<&'static str>,
    test: Test,
    asked: Vec<Arc<Asked>>,
}

impl Default for Finder {
    fn default() -> Self {
        Finder::new(MOST_HITS)
    }
}

/// The words and comparisons of a query, each with whether it must not hold.
type Terms = Vec<(Vec<Arc<Asked>>, bool)>;

fn each(terms: &Terms) -> impl Iterator<Item = (&Asked, bool)> {
    terms
        .iter()
        .flat_map(|(all, not)| all.iter().map(move |asked| (&**asked, *not)))
}

impl Finder {
    /// A finder that keeps the best `most` hits of each kind.
    pub fn new(most: usize) -> Self {
        Finder {
            most,
            known: Vec::new(),
            spare: Spare::default(),
            later: None,
        }
    }

    /// Answers a query. An empty one finds nothing.
    ///
    /// # Errors
    /// If the query does not parse; see [`parse`].
    pub fn find(&mut self, atlas: &Atlas, index: &Index, query: &str) -> Result<Found, QueryError> {
        let clauses = parse(query)?;
        let clauses = meant(&clauses);
        // What is no longer wanted gives its room back.
        self.later = None;
        let mut found = self.search(atlas, index, &clauses);
        self.later = self.later(atlas, index, &clauses);
        found.understood = understood(&clauses, |clause| self.said(clause));
        Ok(found)
    }

    /// What each clause does, in the order typed. Empty for a query of fewer than two clauses.
    pub fn explain(&mut self, atlas: &Atlas, index: &Index, query: &str) -> Vec<ClauseEffect> {
        let clauses = parse(query).unwrap_or_default();
        if clauses.len() < 2 || clauses.len() > MAX_CLAUSES {
            return Vec::new();
        }
        let terms: Terms = clauses
            .iter()
            .map(|clause| self.term(atlas, index, clause))
            .collect();
        self.forget(clauses.len());
        let facts = effect::of_facts(&terms, index.order.len());
        let others = |clauses: &[&Clause], terms: Terms| {
            let question = Question::new(atlas, index, clauses, terms);
            question.kinds().iter().map(Vec::len).sum::<usize>()
        };
        let effects = clauses.iter().zip(facts).enumerate();
        let effect = |(n, (clause, (alone, without))): (usize, (&Clause, (usize, usize)))| {
            let rest = || (0..clauses.len()).filter(|other| *other != n);
            let clauses_left: Vec<&Clause> = rest().map(|other| &clauses[other]).collect();
            let terms_left: Terms = rest().map(|other| terms[other].clone()).collect();
            ClauseEffect {
                clause: query[clause.at.clone()].to_owned(),
                alone: alone + others(&[clause], vec![terms[n].clone()]),
                without: without + others(&clauses_left, terms_left),
            }
        };
        effects.map(effect).collect()
    }

    /// How the words of a clause that is known are said: as little as the least of them.
    fn said(&self, clause: &Clause) -> Said {
        let same = |known: &&Known| (known.field, &known.test) == (clause.field, &clause.test);
        let known = self.known.iter().find(same);
        let said = known
            .into_iter()
            .flat_map(|known| &known.asked)
            .map(|asked| asked.said());
        said.max().unwrap_or(Said::Itself)
    }

    /// Gives up what is still to be asked of paragraphs.
    pub fn rest(&mut self) {
        self.later = None;
    }

    fn search(&mut self, atlas: &Atlas, index: &Index, clauses: &[&Clause]) -> Found {
        let mut found = Found::default();
        if clauses.is_empty() {
            return found;
        }
        let terms = self.terms(atlas, index, clauses);
        let words = each(&terms).filter(|(_, not)| !not);
        found.words = words.flat_map(|(asked, _)| asked.words().cloned()).collect();
        self.facts(index, &terms, &mut found);
        let question = Question::new(atlas, index, clauses, terms);
        let mut others = Vec::new();
        for (hits, count) in question.kinds().into_iter().zip(&mut found.counts[1..]) {
            *count = hits.len();
            others.append(&mut question.best(hits, self.most));
        }
        others.sort_by_cached_key(|hit| rank(index, hit));
        found.hits = merged(index, std::mem::take(&mut found.hits), others);
        found
    }

    /// What the clauses ask, each once: those not yet known are scored now.
    fn terms(&mut self, atlas: &Atlas, index: &Index, clauses: &[&Clause]) -> Terms {
        // More clauses than anybody means, pasted by mistake, must not cost seconds.
        let clauses = distinct(clauses);
        let terms: Terms = clauses
            .iter()
            .map(|clause| self.term(atlas, index, clause))
            .collect();
        self.forget(terms.len());
        terms
    }

    /// What one clause asks; the newest of those known then.
    fn term(&mut self, atlas: &Atlas, index: &Index, clause: &Clause) -> (Vec<Arc<Asked>>, bool) {
        let at = self
            .known
            .iter()
            .position(|known| (known.field, &known.test) == (clause.field, &clause.test));
        let known = match at {
            Some(at) => self.known.remove(at),
            None => {
                let words: Vec<Arc<Asked>> =
                    self.known.iter().flat_map(|known| known.asked.clone()).collect();
                Known {
                    field: clause.field,
                    test: clause.test.clone(),
                    asked: Asked::all(atlas, index, clause, &words, &mut self.spare),
                }
            }
        };
        let asked = known.asked.clone();
        self.known.push(known);
        (asked, clause.not)
    }

    /// Forgets all but the last so many clauses, and some more.
    fn forget(&mut self, but: usize) {
        let old = self.known.len().saturating_sub(but.max(REMEMBERED));
        for known in self.known.drain(..old) {
            self.spare.take(known.asked);
        }
    }

    /// All facts that hold, in file order: what facets count.
    ///
    /// # Errors
    /// If the query does not parse; see [`parse`].
    pub fn all_facts(
        &mut self,
        atlas: &Atlas,
        index: &Index,
        query: &str,
    ) -> Result<Vec<FactId>, QueryError> {
        let clauses = parse(query)?;
        let clauses = meant(&clauses);
        if clauses.is_empty() {
            return Ok(Vec::new());
        }
        let terms = self.terms(atlas, index, &clauses);
        let scores: Vec<(&[i16], bool)> = each(&terms)
            .map(|(asked, not)| (asked.facts.as_slice(), not))
            .collect();
        let holds = |id: &FactId| {
            scores
                .iter()
                .all(|(scores, not)| (scores[id.index()] > 0) != *not)
        };
        Ok(atlas.fact_ids().filter(holds).collect())
    }

    /// The best facts, from the scores that each term has for all of them.
    fn facts(&self, index: &Index, terms: &Terms, found: &mut Found) {
        let mut best = Best::new(self.most);
        let scores: Vec<(&[i16], bool)> = each(terms)
            .map(|(asked, not)| (asked.facts.as_slice(), not))
            .collect();
        best.add_all(&scores, &index.order);
        found.counts[0] = best.count;
        found.hits = best
            .hits()
            .map(|(at, score)| Hit {
                thing: Thing::Fact(FactId(at)),
                score,
            })
            .collect();
    }
}

/// The clauses without small words, unless nothing else is asked.
fn meant(clauses: &[Clause]) -> Vec<&Clause> {
    let small = |clause: &&Clause| match &clause.test {
        Test::Words(list) => clause.field.is_none() && list.len() == 1 && is_small(&list[0]),
        _ => false,
    };
    let kept: Vec<&Clause> = clauses.iter().filter(|clause| !small(clause)).collect();
    if kept.is_empty() {
        clauses.iter().collect()
    } else {
        kept
    }
}

/// The first clauses, each once.
fn distinct<'a>(clauses: &[&'a Clause]) -> Vec<&'a Clause> {
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

/// Two lists in their order as one.
fn merged(index: &Index, first: Vec<Hit>, second: Vec<Hit>) -> Vec<Hit> {
    let mut all = Vec::with_capacity(first.len() + second.len());
    let mut first = first.into_iter().peekable();
    for other in second {
        // Ranks are read from far apart: scores tell first.
        let comes_before = |hit: &Hit| match hit.score.cmp(&other.score) {
            Ordering::Equal => rank(index, hit) < rank(index, &other),
            order => order.is_gt(),
        };
        while let Some(hit) = first.next_if(comes_before) {
            all.push(hit);
        }
        all.push(other);
    }
    all.extend(first);
    all
}
