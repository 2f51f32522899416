//! Which documents a reader's text holds, and where in it each of their paragraphs stands.
//! Knows fingerprints and blocks, no files; one pass over the text, linear in it.
//!
//! A paragraph is accepted at a containment of 0.60, between 0.45 and 0.60 only if its figures agree or a phrase of
//! it stands there, short ones only if equal. Paragraphs keep their order; one found out of it is «moved».
//! To add a class: see `likeness`.

use super::candidate::{Candidate, candidate};
pub use super::changes::Change;
use super::fingerprint::{Fingerprint, SHORT};
use super::index::Index;
pub use super::likeness::{Likeness, MAYBE, ParagraphPrint, SURE};
use super::lines::Block;
use super::order::{Choice, heaviest_chain};
use super::scan::{Piece, Scan, Sighting, Wanted, Watch, window};
use crate::atlas::Language;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// Share of a document, by the length of its paragraphs, that must be found.
pub const LEAST_SHARE: f64 = 1.0 / 3.0;
/// Two places nearer than this in containment are equally good.
const MARGIN: f64 = 0.10;
/// Most places kept for one paragraph.
const MOST_PLACES: usize = 64;

/// A stored document: its paragraphs in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPrint {
    /// Its language, for the phrases.
    pub language: Language,
    /// Its paragraphs.
    pub paragraphs: Vec<ParagraphPrint>,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// Its number in its document.
    pub n: u32,
    /// How it stands there.
    pub likeness: Likeness,
    /// Its place in the decoded text; none if it is missing.
    pub range: Option<Range<usize>>,
    /// Its words in the reader's copy, without markup; lines are joined by line breaks.
    pub words: String,
    /// The share of its sketch that was found, 0 to 1.
    pub containment: f64,
    /// Numbers that changed, old and new.
    pub changes: Vec<Change>,
    /// The class in words, with the changed numbers.
    pub detail: String,
}

/// A document found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentMatch {
    /// Its position in the list given to [`Matcher::new`].
    pub document: usize,
    /// The share of it that was found, by length.
    pub share: f64,
    /// Whether that is enough to call the text a copy of it.
    pub found: bool,
    /// All its paragraphs, in order.
    pub paragraphs: Vec<Assignment>,
}

/// Finds stored documents in texts.
pub struct Matcher<'m> {
    documents: &'m [DocumentPrint],
    /// For each paragraph looked for: the documents and paragraphs it stands for.
    places: Vec<Vec<(usize, usize)>>,
    wanted: Wanted<'m>,
}

impl<'m> Matcher<'m> {
    /// Indexes these documents. Equal paragraphs of several documents are looked for once.
    pub fn new(documents: &'m [DocumentPrint]) -> Self {
        let mut places: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut prints: Vec<&Fingerprint> = Vec::new();
        let mut known: HashMap<(u64, u32), usize> = HashMap::new();
        for (d, document) in documents.iter().enumerate() {
            for (p, paragraph) in document.paragraphs.iter().enumerate() {
                let print = &paragraph.print;
                let n = *known.entry((print.masked, print.length)).or_insert(prints.len());
                if n == prints.len() {
                    prints.push(print);
                    places.push(Vec::new());
                }
                places[n].push((d, p));
            }
        }
        let wanted = wanted(prints);
        Matcher {
            documents,
            places,
            wanted,
        }
    }

    /// The documents that a text holds, best first. Blocks are taken one by one and not kept.
    pub fn assign<'t>(&self, blocks: impl IntoIterator<Item = Block<'t>>) -> Vec<DocumentMatch> {
        let mut matches = self.traces(blocks);
        matches.retain(|m| m.found);
        matches
    }

    /// The same with the documents of which only traces were found.
    pub fn traces<'t>(&self, blocks: impl IntoIterator<Item = Block<'t>>) -> Vec<DocumentMatch> {
        let watch = Watcher {
            matcher: self,
            found: HashMap::new(),
        };
        let mut scan = Scan::new(&self.wanted, watch);
        blocks.into_iter().for_each(|block| scan.push(block));
        let mut by_document: HashMap<usize, Vec<(usize, Candidate)>> = HashMap::new();
        for ((document, paragraph), candidates) in scan.finish().found {
            let placed = candidates.into_iter().map(|c| (paragraph, c));
            by_document.entry(document).or_default().extend(placed);
        }
        let mut matches: Vec<DocumentMatch> = by_document
            .into_iter()
            .map(|(document, candidates)| self.document(document, candidates))
            .collect();
        matches.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.document.cmp(&b.document)));
        matches
    }

    /// A document with all its paragraphs.
    fn document(&self, document: usize, mut placed: Vec<(usize, Candidate)>) -> DocumentMatch {
        let stored = &self.documents[document].paragraphs;
        placed.sort_by_key(|(paragraph, c)| (c.stream.start, *paragraph));
        let choice = |(paragraph, c): &(usize, Candidate)| Choice {
            paragraph: *paragraph,
            stream: c.stream.clone(),
            weight: c.containment * weight(&stored[*paragraph].print),
        };
        let choices: Vec<Choice> = placed.iter().map(choice).collect();
        let candidates: Vec<Candidate> = placed.into_iter().map(|(_, c)| c).collect();
        let mut chosen: Vec<Option<usize>> = vec![None; stored.len()];
        for n in heaviest_chain(&choices, stored.len()) {
            chosen[choices[n].paragraph] = Some(n);
        }
        let desk = Desk {
            stored,
            candidates: &candidates,
            choices: &choices,
            chosen: &chosen,
        };
        let paragraphs: Vec<Assignment> = (0..stored.len()).map(|p| desk.assignment(p)).collect();
        let share = share_found(stored, &paragraphs);
        DocumentMatch {
            document,
            share,
            found: enough(stored, &paragraphs, share),
            paragraphs,
        }
    }
}

fn wanted(prints: Vec<&Fingerprint>) -> Wanted<'_> {
    let mut short: HashMap<u64, Vec<usize>> = HashMap::new();
    for (n, print) in prints.iter().enumerate().filter(|(_, p)| p.is_short()) {
        short.entry(print.masked).or_default().push(n);
    }
    let mut sizes = vec![0; prints.len()];
    let mut short_lengths = vec![false; SHORT as usize];
    for print in prints.iter().filter(|p| p.is_short()) {
        short_lengths[print.length as usize] = true;
    }
    Wanted {
        eights: Index::new(8, &prints, &mut sizes),
        fours: Index::new(4, &prints, &mut sizes),
        short,
        short_lengths,
        widest: prints.iter().map(|p| window(p)).max().unwrap_or(0),
        sizes,
        prints,
    }
}

/// A paragraph weighs by its length, a short one hardly anything.
fn weight(print: &Fingerprint) -> f64 {
    if print.is_short() {
        4.0
    } else {
        20.0 + f64::from(print.length.min(2000))
    }
}

fn share_found(stored: &[ParagraphPrint], found: &[Assignment]) -> f64 {
    let all: f64 = stored.iter().map(|p| weight(&p.print)).sum();
    let there = stored
        .iter()
        .zip(found)
        .filter(|(_, a)| a.likeness != Likeness::Missing);
    let found: f64 = there.map(|(p, _)| weight(&p.print)).sum();
    if all > 0.0 { found / all } else { 0.0 }
}

/// Short paragraphs prove nothing by themselves, unless a document has no others: then all of them must be there.
fn enough(stored: &[ParagraphPrint], found: &[Assignment], share: f64) -> bool {
    let long = stored.iter().filter(|p| !p.print.is_short()).count();
    let there = stored
        .iter()
        .zip(found)
        .filter(|(p, a)| !p.print.is_short() && a.likeness != Likeness::Missing)
        .count();
    if long == 0 {
        return share > 0.99;
    }
    share >= LEAST_SHARE && there >= long.min(2)
}

/// One document's candidates on the table.
struct Desk<'a> {
    stored: &'a [ParagraphPrint],
    candidates: &'a [Candidate],
    choices: &'a [Choice],
    chosen: &'a [Option<usize>],
}

impl Desk<'_> {
    fn assignment(&self, paragraph: usize) -> Assignment {
        let n = self.stored[paragraph].n;
        if self.stored[paragraph].print.length == 0 {
            return unsaid(n);
        }
        if let Some(taken) = self.chosen[paragraph] {
            let candidate = &self.candidates[taken];
            let doubtful = self.has_rival(paragraph, taken) && candidate.changes.is_empty();
            return told(
                n,
                candidate,
                if doubtful {
                    Likeness::TwoPlaces
                } else {
                    candidate.likeness
                },
            );
        }
        match self.elsewhere(paragraph) {
            Some(candidate) if candidate.changes.is_empty() => told(n, candidate, Likeness::Moved),
            Some(candidate) => told(n, candidate, candidate.likeness),
            None => missing(n),
        }
    }

    /// Another place between the same neighbours, as good and with other words.
    fn has_rival(&self, paragraph: usize, taken: usize) -> bool {
        let place = |p: Option<&Option<usize>>| p.copied().flatten().map(|n| self.choices[n].stream.clone());
        let before = self.chosen[..paragraph].iter().rev().find(|c| c.is_some());
        let after = self.chosen[paragraph + 1..].iter().find(|c| c.is_some());
        let from = place(before).map_or(0, |s| s.end);
        let to = place(after).map_or(usize::MAX, |s| s.start);
        let ours = &self.candidates[taken];
        let rival = |(n, choice): (usize, &Choice)| {
            let theirs = &self.candidates[n];
            choice.paragraph == paragraph
                && n != taken
                && from <= choice.stream.start
                && choice.stream.end <= to
                && theirs.full != ours.full
                && theirs.containment + MARGIN > ours.containment
                && ours.likeness > Likeness::Normalised
        };
        self.choices.iter().enumerate().any(rival)
    }

    /// The best free place of a long paragraph, whatever the order.
    fn elsewhere(&self, paragraph: usize) -> Option<&Candidate> {
        let taken: Vec<&Range<usize>> = self
            .chosen
            .iter()
            .flatten()
            .map(|n| &self.choices[*n].stream)
            .collect();
        let free = |s: &Range<usize>| !taken.iter().any(|t| t.start < s.end && s.start < t.end);
        let places = self.choices.iter().zip(self.candidates);
        let free = places.filter(|(choice, _)| choice.paragraph == paragraph && free(&choice.stream));
        let best = free
            .max_by(|a, b| a.1.containment.total_cmp(&b.1.containment))
            .map(|(_, c)| c);
        best.filter(|c| !self.stored[paragraph].print.is_short() && c.containment >= SURE)
    }
}

fn told(n: u32, candidate: &Candidate, likeness: Likeness) -> Assignment {
    let changes: Vec<String> = candidate.changes.iter().map(Change::to_string).collect();
    let detail = match changes.is_empty() {
        true => likeness.words().to_owned(),
        false => format!("{}: {}", likeness.words(), changes.join(", ")),
    };
    Assignment {
        n,
        likeness,
        range: Some(candidate.range.clone()),
        words: candidate.words.clone(),
        containment: candidate.containment,
        changes: candidate.changes.clone(),
        detail,
    }
}

/// A line of stars or dashes: there is nothing in it that could be found or missed.
fn unsaid(n: u32) -> Assignment {
    Assignment {
        likeness: Likeness::Normalised,
        detail: "holds no letters and no figures".to_owned(),
        ..missing(n)
    }
}

fn missing(n: u32) -> Assignment {
    Assignment {
        n,
        likeness: Likeness::Missing,
        range: None,
        words: String::new(),
        containment: 0.0,
        changes: Vec::new(),
        detail: Likeness::Missing.words().to_owned(),
    }
}

/// Judges sightings as they come and keeps the best places of each paragraph.
struct Watcher<'s, 'm> {
    matcher: &'s Matcher<'m>,
    found: HashMap<(usize, usize), Vec<Candidate>>,
}

impl Watch for Watcher<'_, '_> {
    fn seen(&mut self, sighting: &Sighting, around: &VecDeque<Piece<'_>>) {
        for (document, paragraph) in &self.matcher.places[sighting.paragraph] {
            let stored = &self.matcher.documents[*document];
            let places = self.found.entry((*document, *paragraph)).or_default();
            keep(places, || {
                candidate(sighting, &stored.paragraphs[*paragraph], stored.language, around)
            });
        }
    }
}

/// Adds a place, or lets it replace the worst of the most that are kept.
fn keep(places: &mut Vec<Candidate>, judge: impl FnOnce() -> Option<Candidate>) {
    let worst = |places: &[Candidate]| {
        let by_containment = places
            .iter()
            .enumerate()
            .min_by(|a, b| a.1.containment.total_cmp(&b.1.containment));
        by_containment.map(|(n, c)| (n, c.containment))
    };
    match worst(places).filter(|_| places.len() >= MOST_PLACES) {
        None => places.extend(judge()),
        Some((_, containment)) if containment >= 1.0 => {}
        Some((n, containment)) => {
            if let Some(better) = judge().filter(|c| c.containment > containment) {
                places[n] = better;
            }
        }
    }
}
