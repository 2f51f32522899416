//! One place where a stored paragraph may stand: which blocks make it up, and how well they agree with it.
//! Knows neither other paragraphs nor their order.
//!
//! Blocks are joined only as far as the stored length asks; a run of exactly that length is tried for equality first.

use super::changes::{Change, changes};
use super::find::{Phrase, find};
use super::fingerprint::{Fingerprint, plain_hash};
use super::hash::{self, Shingles};
use super::likeness::{Likeness, MAYBE, ParagraphPrint, SURE};
use super::normal::Normal;
use super::scan::{Piece, Sighting};
use crate::atlas::Language;
use std::collections::VecDeque;
use std::ops::Range;

/// A place judged.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its place in the stream.
    pub(super) stream: Range<usize>,
    /// Its place in the decoded text.
    pub(super) range: Range<usize>,
    /// Its words, lines joined by line breaks.
    pub(super) words: String,
    /// The share of the sketch found in it.
    pub(super) containment: f64,
    /// How it resembles the stored paragraph.
    pub(super) likeness: Likeness,
    /// Numbers that changed.
    pub(super) changes: Vec<Change>,
    /// Hash of stream A: two candidates with the same words are one.
    pub(super) full: u64,
}

/// Blocks `first..=last` of those around.
type Run = (usize, usize);

/// Judges a sighting; `None` if it is not accepted.
pub(super) fn candidate(
    sighting: &Sighting,
    stored: &ParagraphPrint,
    language: Language,
    around: &VecDeque<Piece<'_>>,
) -> Option<Candidate> {
    let print = &stored.print;
    let equal = equal_run(sighting, print, around);
    let run = equal.or_else(|| likely_run(sighting, print, around))?;
    let words = joined(around, run);
    let normal = Normal::of(&words);
    let share = f64::from(hits(print, &normal)) / print.sketch.len().max(1) as f64;
    let containment = if equal.is_some() { 1.0 } else { share };
    let place = Place {
        sighting,
        around,
        run,
        words: &words,
        normal: &normal,
    };
    let changes = if equal.is_some() {
        changes(&print.numbers, &numbers(&normal))
    } else {
        place.changes(print)
    };
    let likeness = place.likeness(print, equal.is_some(), containment, &changes);
    let accepted =
        containment >= SURE || (containment >= MAYBE && vouched(stored, language, &words, &changes));
    let short = print.is_short() && equal.is_none();
    (accepted && !short).then(|| Candidate {
        stream: settled(sighting, around, run, equal.is_some()),
        range: around[run.0].block.range.start..around[run.1].block.range.end,
        containment,
        likeness,
        changes,
        full: hash::stream(&normal.full),
        words,
    })
}

/// A place's stream ends where its blocks do: of two neighbours that share words, the narrowest window of one may
/// reach into the other, and would keep it from its own place.
fn settled(sighting: &Sighting, around: &VecDeque<Piece<'_>>, run: Run, equal: bool) -> Range<usize> {
    let whole = around[run.0].stream.start..around[run.1].stream.end;
    let part = sighting.stream.start.max(whole.start)..sighting.stream.end.min(whole.end);
    if equal || part.is_empty() { whole } else { part }
}

/// In the doubtful range the figures or a phrase must speak for the place.
fn vouched(stored: &ParagraphPrint, language: Language, words: &str, changes: &[Change]) -> bool {
    let figures = !stored.print.numbers.is_empty() && changes.is_empty();
    let literal = |phrase: &String| {
        matches!(
            find(phrase, words, language).phrase,
            Phrase::Literal | Phrase::Normalised
        )
    };
    figures || stored.phrases.iter().any(literal)
}

fn numbers(normal: &Normal) -> Vec<String> {
    normal.numbers.iter().map(|n| n.text.clone()).collect()
}

/// The words of a run: one block as it is, several with line breaks between.
fn joined(around: &VecDeque<Piece<'_>>, run: Run) -> String {
    let texts: Vec<&str> = around.range(run.0..=run.1).map(|p| &*p.block.text).collect();
    texts.join("\n")
}

/// The blocks that a sighting touches.
fn touched(sighting: &Sighting, around: &VecDeque<Piece<'_>>) -> Option<Run> {
    let first = around.partition_point(|p| p.stream.end <= sighting.stream.start);
    let end = around.partition_point(|p| p.stream.start < sighting.stream.end);
    (first < end).then(|| (first, end - 1))
}

/// A run of blocks as long as the paragraph (two letters more or less, where a vowel and an e meet between blocks)
/// whose stream M is equal.
fn equal_run(sighting: &Sighting, print: &Fingerprint, around: &VecDeque<Piece<'_>>) -> Option<Run> {
    const FARTHEST: usize = 12;
    const MOST_TRIES: usize = 24;
    let (first, last) = touched(sighting, around)?;
    let length = print.length as usize;
    let mut tries = 0;
    for from in first.saturating_sub(FARTHEST)..=last {
        for to in from.max(first)..=(last + FARTHEST).min(around.len() - 1) {
            let run = around[to].stream.end - around[from].stream.start;
            if run > length + 2 {
                break;
            }
            if run + 2 < length {
                continue;
            }
            tries += 1;
            let words = joined(around, (from, to));
            if hash::stream(&Normal::of(&words).masked) == print.masked {
                return Some((from, to));
            }
            if tries > MOST_TRIES {
                return None;
            }
        }
    }
    None
}

/// The touched blocks without those that only a stray shingle touches, and with lines added at either end (no gap
/// between) while that comes nearer to the stored length.
fn likely_run(sighting: &Sighting, print: &Fingerprint, around: &VecDeque<Piece<'_>>) -> Option<Run> {
    let (mut first, mut last) = without_strays(touched(sighting, around)?, print, around);
    let length = print.length as usize;
    let miss = |from: usize, to: usize| (around[to].stream.end - around[from].stream.start).abs_diff(length);
    while first > 0 && !around[first].block.gap && miss(first - 1, last) < miss(first, last) {
        first -= 1;
    }
    while last + 1 < around.len() && !around[last + 1].block.gap && miss(first, last + 1) < miss(first, last)
    {
        last += 1;
    }
    Some((first, last))
}

/// A block at either end goes if the run comes nearer to the stored length without it and loses few of the hits.
fn without_strays(run: Run, print: &Fingerprint, around: &VecDeque<Piece<'_>>) -> Run {
    /// One hit in eight may be a stray.
    const STRAYS: u32 = 8;
    let length = print.length as usize;
    let miss = |(from, to): Run| (around[to].stream.end - around[from].stream.start).abs_diff(length);
    let mut run = run;
    loop {
        let shorter = [(run.0 + 1, run.1), (run.0, run.1.wrapping_sub(1))];
        let nearer = shorter
            .into_iter()
            .filter(|r| r.0 <= r.1 && run.0 < run.1 && miss(*r) < miss(run));
        if run.0 == run.1 {
            return run;
        }
        let all = hits(print, &Normal::of(&joined(around, run)));
        let keeps =
            |r: &Run| all.saturating_sub(hits(print, &Normal::of(&joined(around, *r)))) * STRAYS <= all;
        match nearer.filter(keeps).min_by_key(|r| miss(*r)) {
            Some(better) => run = better,
            None => return run,
        }
    }
}

/// How much of the sketch stands in these words.
fn hits(print: &Fingerprint, normal: &Normal) -> u32 {
    let mut seen = 0_u32;
    for hash in Shingles::of(&normal.masked, print.width.into()) {
        if let Ok(bit) = print.sketch.binary_search(&hash) {
            seen |= 1_u32.checked_shl(bit as u32).unwrap_or(0);
        }
    }
    seen.count_ones()
}

/// A run of blocks with what was found in it.
struct Place<'a, 't> {
    sighting: &'a Sighting,
    around: &'a VecDeque<Piece<'t>>,
    run: Run,
    words: &'a str,
    normal: &'a Normal,
}

impl Place<'_, '_> {
    fn length(&self) -> usize {
        self.around[self.run.1].stream.end - self.around[self.run.0].stream.start
    }

    /// Whether the run holds clearly more than the paragraph.
    fn is_larger(&self, print: &Fingerprint) -> bool {
        // A Chinese character says as much as three letters.
        let slack = if print.width == 8 { 24 } else { 8 };
        self.length() > print.length as usize * 4 / 3 + slack
    }

    /// Whether gaps lie within the run.
    fn is_split(&self) -> bool {
        let (first, last) = self.run;
        first < last && self.around.range(first + 1..=last).any(|p| p.block.gap)
    }

    /// Numbers changed. In a larger text, or one whose ends are not sure, only lost numbers count.
    fn changes(&self, print: &Fingerprint) -> Vec<Change> {
        let unsure = self.is_larger(print) || (self.run.0 < self.run.1 && !self.is_split());
        if !unsure {
            return changes(&print.numbers, &numbers(self.normal));
        }
        let mut found = changes(&print.numbers, &self.numbers_near(print));
        found.retain(|change| change.old.is_some());
        found
    }

    /// The numbers of the part of the run in which the paragraph can lie, and of a line more at either end.
    fn numbers_near(&self, print: &Fingerprint) -> Vec<String> {
        let (first, last) = self.run;
        let length = print.length as usize * 9 / 8 + 16;
        let reach = self.sighting.stream.end.saturating_sub(length)..self.sighting.stream.start + length;
        let wide = (first.saturating_sub(1), (last + 1).min(self.around.len() - 1));
        let text = joined(self.around, wide);
        let start = self.around[wide.0].stream.start;
        let normal = Normal::of(&text);
        let mut numbers = normal.numbers.iter();
        let mut near = Vec::new();
        for (at, c) in normal.masked.chars().enumerate() {
            if c == '0' {
                let number = numbers.next();
                near.extend(
                    number
                        .filter(|_| reach.contains(&(start + at)))
                        .map(|n| n.text.clone()),
                );
            }
        }
        near
    }

    fn likeness(&self, print: &Fingerprint, equal: bool, containment: f64, changes: &[Change]) -> Likeness {
        if equal && changes.is_empty() && hash::stream(&self.normal.full) == print.full {
            let single = self.run.0 == self.run.1;
            return match (single && plain_hash(self.words) == print.text, self.is_split()) {
                (true, _) => Likeness::Equal,
                (false, true) => Likeness::Split,
                (false, false) => Likeness::Normalised,
            };
        }
        if !changes.is_empty() {
            return Likeness::FiguresChanged;
        }
        match () {
            () if containment < SURE => Likeness::Doubtful,
            () if self.is_larger(print) => Likeness::PartOfLarger,
            () if self.is_split() => Likeness::Split,
            () => Likeness::Near,
        }
    }
}
