//! A query over everything that is no fact: places, metrics, organisations, documents, paragraphs, computed values.

use super::rank::{Rank, rank};
use super::*;
use std::cmp::Reverse;

/// A query over everything that is no fact.
pub(super) struct Question<'a> {
    atlas: &'a Atlas,
    index: &'a Index,
    terms: Terms,
    /// For each label what it is worth that it is spelt as the whole query; empty if none is.
    spelt: Vec<i32>,
}

impl<'a> Question<'a> {
    pub(super) fn new(atlas: &'a Atlas, index: &'a Index, clauses: &[&Clause], terms: Terms) -> Self {
        Question {
            spelt: spelt(index, clauses),
            atlas,
            index,
            terms,
        }
    }

    /// The hits of every kind but facts, in the order of [`HIT_KINDS`].
    pub(super) fn kinds(&self) -> [Vec<Hit>; 6] {
        [
            self.hits(self.atlas.derivations().map(|(id, _)| Thing::Derivation(id))),
            self.labelled(LabelKind::Metric, |at| Thing::Metric(MetricId(at))),
            self.labelled(LabelKind::Place, |at| Thing::Place(PlaceId(at))),
            self.labelled(LabelKind::Organisation, |at| {
                Thing::Organisation(OrganisationId(at))
            }),
            self.labelled(LabelKind::Document, |at| Thing::Document(DocumentId(at))),
            self.paragraphs(),
        ]
    }

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
    pub(super) fn best(&self, mut hits: Vec<Hit>, most: usize) -> Vec<Hit> {
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
            (Test::Words(list), None, false) if list.len() == 1 => words.extend(Word::all(&list[0])),
            _ => return Vec::new(),
        }
    }
    let words: Vec<&str> = words.iter().map(Word::text).collect();
    match words.len() {
        0 | 1 => Vec::new(),
        _ => index.lexicon.spelt(&words.join(" "), &words.concat()),
    }
}

/// The sum over all terms, or `None` if one does not hold.
pub(super) fn total(terms: &Terms, thing: Thing, score: impl Fn(&Asked) -> i32) -> Option<i32> {
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
    // A thing that is named in full is what was meant, before all facts about it; a computed value is named no more
    // than a fact is, and the title of a document is a sentence that says many words.
    let named = !matches!(
        thing,
        Thing::Paragraph(..) | Thing::Derivation(_) | Thing::Document(_)
    ) && (weakest >= WORD || is_whole_typo(weakest))
        && words > 0;
    Some(sum + if named { 150 } else { 0 })
}
