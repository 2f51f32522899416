//! Search over everything: clauses to hits in a total, stable order, and what was understood in plain words.

use super::asked::Asked;
use super::best::Best;
use super::index::{Index, LabelKind};
use super::label::{WORD, Word, is_whole_typo};
use super::meaning::understood;
use super::parse::{Clause, QueryError, Test, parse};
use crate::atlas::*;
use std::cmp::Reverse;
use std::sync::Arc;

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
}

/// A clause without its place and sign, and what it says of everything.
#[derive(Debug, Clone)]
struct Known {
    field: Option<&'static str>,
    test: Test,
    asked: Arc<Vec<Asked>>,
}

impl Default for Finder {
    fn default() -> Self {
        Finder::new(MOST_HITS)
    }
}

/// The words and comparisons of a query, each with whether it must not hold.
type Terms = Vec<(Arc<Vec<Asked>>, bool)>;

fn each(terms: &Terms) -> impl Iterator<Item = (&Asked, bool)> {
    terms
        .iter()
        .flat_map(|(all, not)| all.iter().map(move |asked| (asked, *not)))
}

impl Finder {
    /// A finder that keeps the best `most` hits of each kind.
    pub fn new(most: usize) -> Self {
        Finder {
            most,
            known: Vec::new(),
        }
    }

    /// Answers a query. An empty one finds nothing.
    ///
    /// # Errors
    /// If the query does not parse; see [`parse`].
    pub fn find(&mut self, atlas: &Atlas, index: &Index, query: &str) -> Result<Found, QueryError> {
        let clauses = parse(query)?;
        let clauses = meant(&clauses);
        let mut found = self.search(atlas, index, &clauses);
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
        let phrase = Phrase::of(clauses);
        let question = Question {
            atlas,
            index,
            terms,
            phrase,
        };
        let kinds: [Vec<Hit>; 6] = [
            question.hits(atlas.derivations().map(|(id, _)| Thing::Derivation(id))),
            question.hits(atlas.metrics().map(|(id, _)| Thing::Metric(id))),
            question.hits(atlas.places().map(|(id, _)| Thing::Place(id))),
            question.hits(atlas.organisations().map(|(id, _)| Thing::Organisation(id))),
            question.hits(atlas.documents().map(|(id, _)| Thing::Document(id))),
            question.paragraphs(),
        ];
        for (hits, count) in kinds.into_iter().zip(&mut found.counts[1..]) {
            *count = hits.len();
            found.hits.append(&mut question.best(hits, self.most));
        }
        found.hits.sort_by_cached_key(|hit| rank(index, hit));
        found
    }

    /// What the clauses ask, each once: those not yet known are scored now.
    fn terms(&mut self, atlas: &Atlas, index: &Index, clauses: &[&Clause]) -> Terms {
        let mut terms: Terms = Vec::new();
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
                    asked: Arc::new(Asked::all(atlas, index, clause)),
                },
            };
            terms.push((known.asked.clone(), clause.not));
            self.known.push(known);
        }
        let old = self.known.len().saturating_sub(terms.len().max(REMEMBERED));
        self.known.drain(..old);
        terms
    }

    /// The best facts, from the scores that each term has for all of them.
    fn facts(&self, index: &Index, terms: &Terms, found: &mut Found) {
        let mut best = Best::new(self.most);
        let scores: Vec<(&[i16], bool)> = each(terms)
            .map(|(asked, not)| (asked.facts.as_slice(), not))
            .collect();
        best.add_all(&scores, &index.order);
        found.counts[0] = best.count;
        found.hits.extend(best.hits().map(|(at, score)| Hit {
            thing: Thing::Fact(FactId(at)),
            score,
        }));
    }
}

/// A query over everything that is no fact.
struct Question<'a> {
    atlas: &'a Atlas,
    index: &'a Index,
    terms: Terms,
    phrase: Option<Phrase>,
}

impl Question<'_> {
    fn hits(&self, things: impl Iterator<Item = Thing>) -> Vec<Hit> {
        let hit = |thing| {
            let score = total(&self.terms, thing, |asked| {
                asked.score(self.atlas, self.index, thing)
            });
            // A label that is the query, word for word, comes first, also where its parts alone say nothing.
            let score = match self.spelt(thing) {
                Some(bonus) => score.unwrap_or(0) + bonus,
                None => score?,
            };
            Some(Hit { thing, score })
        };
        things.filter_map(hit).collect()
    }

    /// What it is worth that a label is spelt as the query; `None` if it is not.
    fn spelt(&self, thing: Thing) -> Option<i32> {
        let label = match thing {
            Thing::Place(id) => self.index.label(LabelKind::Place, id.index()),
            Thing::Metric(id) => self.index.label(LabelKind::Metric, id.index()),
            Thing::Organisation(id) => self.index.label(LabelKind::Organisation, id.index()),
            _ => return None,
        };
        let phrase = self.phrase.as_ref()?;
        self.index.lexicon.spelt(label, &phrase.spaced, &phrase.joined)
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
        if hits.len() > most && most > 0 {
            hits.select_nth_unstable_by_key(most - 1, |hit| rank(self.index, hit));
        }
        hits.truncate(most);
        hits
    }
}

/// A query of bare words only, as one text.
struct Phrase {
    spaced: String,
    joined: String,
}

impl Phrase {
    /// The words of two or more clauses; `None` if there are fields, signs or quotes among them.
    fn of(clauses: &[&Clause]) -> Option<Phrase> {
        let mut words = Vec::new();
        for clause in clauses {
            match (&clause.test, clause.field, clause.not) {
                (Test::Words(list), None, false) => words.extend(Word::all(&list[0])),
                _ => return None,
            }
        }
        let words: Vec<&str> = words.iter().map(Word::text).collect();
        (words.len() >= 2).then(|| Phrase {
            spaced: words.join(" "),
            joined: words.concat(),
        })
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

type Rank = (Reverse<i32>, u8, usize, Reverse<i64>, Thing);

/// Better score, then kind, then shorter label, then newer period, then file order: total and stable. Facts among
/// themselves follow the order of the index, which says the same.
fn rank(index: &Index, hit: &Hit) -> Rank {
    let (kind, length, period) = match hit.thing {
        Thing::Place(id) => (0, index.length(LabelKind::Place, id.index()), 0),
        Thing::Metric(id) => (1, index.length(LabelKind::Metric, id.index()), 0),
        Thing::Organisation(id) => (3, index.length(LabelKind::Organisation, id.index()), 0),
        Thing::Document(id) => (4, index.length(LabelKind::Document, id.index()), 0),
        Thing::Paragraph(..) => (5, 0, 0),
        Thing::Derivation(_) => (2, 0, 0),
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
