//! Search over everything: clauses to hits in a total, stable order, and what was understood in plain words.

mod later;
mod rank;

pub use super::found::{ClauseEffect, Found, HIT_KINDS, Hit, kind_of};

use super::asked::{Asked, Spare};
use super::best::Best;
use super::index::{Index, LabelKind};
use super::label::{WORD, Word, is_whole_typo};
use super::meaning::understood;
use super::parse::{Clause, QueryError, Test, parse};
use crate::atlas::*;
use rank::{Rank, rank};
use std::cmp::{Ordering, Reverse};
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
        found.understood = understood(&clauses);
        Ok(found)
    }

    /// What each clause does, in the order typed. Empty for a query of fewer than two clauses.
    pub fn explain(&mut self, atlas: &Atlas, index: &Index, query: &str) -> Vec<ClauseEffect> {
        let clauses = parse(query).unwrap_or_default();
        if clauses.len() < 2 || clauses.len() > MAX_CLAUSES {
            return Vec::new();
        }
        let mut effects = Vec::with_capacity(clauses.len());
        for clause in &clauses {
            let rest: Vec<&Clause> = clauses.iter().filter(|other| *other != clause).collect();
            effects.push(ClauseEffect {
                clause: query[clause.at.clone()].to_owned(),
                alone: self.search(atlas, index, &[clause]).total(),
                without: self.search(atlas, index, &rest).total(),
            });
        }
        effects
    }

    fn search(&mut self, atlas: &Atlas, index: &Index, clauses: &[&Clause]) -> Found {
        let mut found = Found::default();
        if clauses.is_empty() {
            return found;
        }
        let terms = self.terms(atlas, index, clauses);
        let words = each(&terms).filter(|(_, not)| !not);
        found.words = words.filter_map(|(asked, _)| asked.word.clone()).collect();
        self.facts(index, &terms, &mut found);
        let question = Question {
            spelt: spelt(index, clauses),
            atlas,
            index,
            terms,
        };
        let kinds: [Vec<Hit>; 6] = [
            question.hits(atlas.derivations().map(|(id, _)| Thing::Derivation(id))),
            question.labelled(LabelKind::Metric, |at| Thing::Metric(MetricId(at))),
            question.labelled(LabelKind::Place, |at| Thing::Place(PlaceId(at))),
            question.labelled(LabelKind::Organisation, |at| {
                Thing::Organisation(OrganisationId(at))
            }),
            question.labelled(LabelKind::Document, |at| Thing::Document(DocumentId(at))),
            question.paragraphs(),
        ];
        let mut others = Vec::new();
        for (hits, count) in kinds.into_iter().zip(&mut found.counts[1..]) {
            *count = hits.len();
            others.append(&mut question.best(hits, self.most));
        }
        others.sort_by_cached_key(|hit| rank(index, hit));
        found.hits = merged(index, std::mem::take(&mut found.hits), others);
        found
    }

    /// What the clauses ask, each once: those not yet known are scored now.
    fn terms(&mut self, atlas: &Atlas, index: &Index, clauses: &[&Clause]) -> Terms {
        let mut terms: Terms = Vec::new();
        let words: Vec<Arc<Asked>> = self.known.iter().flat_map(|known| known.asked.clone()).collect();
        // More clauses than anybody means, pasted by mistake, must not cost seconds.
        for clause in distinct(clauses) {
            let at = self
                .known
                .iter()
                .position(|known| (known.field, &known.test) == (clause.field, &clause.test));
            let known = match at {
                Some(at) => self.known.remove(at),
                None => Known {
                    field: clause.field,
                    test: clause.test.clone(),
                    asked: Asked::all(atlas, index, clause, &words, &mut self.spare),
                },
            };
            terms.push((known.asked.clone(), clause.not));
            self.known.push(known);
        }
        drop(words);
        let old = self.known.len().saturating_sub(terms.len().max(REMEMBERED));
        for known in self.known.drain(..old) {
            self.spare.take(known.asked);
        }
        terms
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

/// A query over everything that is no fact.
struct Question<'a> {
    atlas: &'a Atlas,
    index: &'a Index,
    terms: Terms,
    /// For each label what it is worth that it is spelt as the whole query; empty if none is.
    spelt: Vec<i32>,
}

impl Question<'_> {
    fn hits(&self, things: impl Iterator<Item = Thing>) -> Vec<Hit> {
        let hit = |thing| {
            let score = total(&self.terms, thing, |asked| asked.score(self.atlas, thing))?;
            Some(Hit { thing, score })
        };
        things.filter_map(hit).collect()
    }

    /// The hits among things that have labels of a kind.
    fn labelled(&self, kind: LabelKind, thing: impl Fn(u32) -> Thing) -> Vec<Hit> {
        // One word's scores tell of most labels that they are none: only the others are asked everything.
        let told = each(&self.terms)
            .filter(|(_, not)| !not)
            .find_map(|(asked, _)| asked.labels(self.index, kind));
        let labels = self.index.labels(kind);
        let spelt = self
            .spelt
            .get(labels.clone())
            .filter(|_| kind != LabelKind::Document);
        let mut hits = Vec::new();
        for at in 0..labels.len() {
            let bonus = spelt.map_or(0, |spelt| spelt[at]);
            if bonus == 0 && told.is_some_and(|scores| scores[at] <= 0) {
                continue;
            }
            let thing = thing(at as u32);
            match total(&self.terms, thing, |asked| asked.score(self.atlas, thing)) {
                Some(score) => hits.push(Hit {
                    thing,
                    score: score + bonus,
                }),
                // A label that is the query, word for word, comes first, also where its parts alone say nothing.
                None if bonus > 0 => hits.push(Hit { thing, score: bonus }),
                None => {}
            }
        }
        hits
    }

    fn paragraphs(&self) -> Vec<Hit> {
        let hit = |(document, n, text): &(DocumentId, u32, String)| {
            let thing = Thing::Paragraph(*document, *n);
            let score = total(&self.terms, thing, |asked| {
                asked.paragraph(self.atlas, thing, text)
            })?;
            Some(Hit { thing, score })
        };
        self.index.paragraphs.iter().filter_map(hit).collect()
    }

    /// The best of hits, in no order.
    fn best(&self, mut hits: Vec<Hit>, most: usize) -> Vec<Hit> {
        if hits.len() <= most || most == 0 {
            hits.truncate(most);
            return hits;
        }
        // Scores alone tell for most; only for those of the last score it matters what comes first among equals.
        let (_, last, _) = hits.select_nth_unstable_by_key(most - 1, |hit| Reverse(hit.score));
        let last = last.score;
        let (mut best, mut equal): (Vec<Hit>, Vec<Hit>) = hits
            .into_iter()
            .filter(|hit| hit.score >= last)
            .partition(|hit| hit.score > last);
        let left = most - best.len();
        if equal.len() > left {
            let mut ranked: Vec<(Rank, Hit)> =
                equal.iter().map(|hit| (rank(self.index, hit), *hit)).collect();
            ranked.select_nth_unstable_by_key(left - 1, |(rank, _)| *rank);
            equal = ranked.into_iter().take(left).map(|(_, hit)| hit).collect();
        }
        best.append(&mut equal);
        best
    }
}

/// The labels that are spelt as a query of two or more bare words; none if there are fields, signs or quotes in it.
fn spelt(index: &Index, clauses: &[&Clause]) -> Vec<i32> {
    let mut words = Vec::new();
    for clause in clauses {
        match (&clause.test, clause.field, clause.not) {
            (Test::Words(list), None, false) => words.extend(Word::all(&list[0])),
            _ => return Vec::new(),
        }
    }
    let words: Vec<&str> = words.iter().map(Word::text).collect();
    match words.len() {
        0 | 1 => Vec::new(),
        _ => index.lexicon.spelt(&words.join(" "), &words.concat()),
    }
}

/// Words that carry no meaning in a query of several words.
const SMALL_WORDS: &[&str] = &[
    "in", "of", "the", "for", "and", "a", "der", "die", "das", "des", "von", "im", "und", "für", "的",
];

/// The clauses without small words, unless nothing else is asked.
fn meant(clauses: &[Clause]) -> Vec<&Clause> {
    let small = |clause: &&Clause| match &clause.test {
        Test::Words(list) => clause.field.is_none() && SMALL_WORDS.contains(&list[0].to_lowercase().as_str()),
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

/// The sum over all terms, or `None` if one does not hold.
fn total(terms: &Terms, thing: Thing, score: impl Fn(&Asked) -> i32) -> Option<i32> {
    let (mut sum, mut weakest, mut words) = (0, WORD, 0);
    for (asked, not) in each(terms) {
        let score = score(asked);
        if not {
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
    let named =
        !matches!(thing, Thing::Paragraph(..)) && (weakest >= WORD || is_whole_typo(weakest)) && words > 0;
    Some(sum + if named { 150 } else { 0 })
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
