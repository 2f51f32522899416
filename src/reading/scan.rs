//! One pass over a text: where the shingles of each stored paragraph gather, and which short blocks are equal.
//! Knows fingerprints and blocks, no documents; keeps only the last blocks, so that memory does not grow with a text.
//!
//! For each paragraph a window slides over its hits; the narrowest one with most distinct hits becomes a sighting
//! when the pass has left it behind.

use super::fingerprint::{Fingerprint, MAX_SKETCH};
use super::hash::{self, Shingles};
use super::index::{Index, Owner};
use super::lines::{Block, MAX_BLOCK};
use super::normal::{Folder, Normal, Sink, is_han, walk};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// A block with its place in the stream of masked letters.
#[derive(Debug, Clone)]
pub(super) struct Piece<'t> {
    /// The block.
    pub(super) block: Block<'t>,
    /// Its letters' places in the stream.
    pub(super) stream: Range<usize>,
}

/// Where a stored paragraph may stand.
#[derive(Debug, Clone)]
pub(super) struct Sighting {
    /// Position in the list of all paragraphs.
    pub(super) paragraph: usize,
    /// From its first to its last needed hit in the stream.
    pub(super) stream: Range<usize>,
    /// Distinct hits.
    pub(super) hits: u32,
}

/// Receives sightings with the blocks around them, while they are still there.
pub(super) trait Watch {
    /// A paragraph was seen.
    fn seen(&mut self, sighting: &Sighting, around: &VecDeque<Piece<'_>>);
}

/// What the pass looks for.
pub(super) struct Wanted<'m> {
    /// Paragraphs that differ in their words.
    pub(super) prints: Vec<&'m Fingerprint>,
    /// How many shingles of each the index holds.
    pub(super) sizes: Vec<u32>,
    pub(super) eights: Option<Index>,
    pub(super) fours: Option<Index>,
    /// Short paragraphs by the hash of stream M.
    pub(super) short: HashMap<u64, Vec<usize>>,
    /// Whether a short paragraph has so many characters, by their number.
    pub(super) short_lengths: Vec<bool>,
    /// Characters of the widest window.
    pub(super) widest: usize,
}

/// How far from a Chinese character shingles of four are asked for.
const HAN_REACH: usize = 16;
/// Widest window, in characters.
const MAX_WINDOW: usize = 64 * 1024;
/// Two blocks may meet in a vowel and an e, which one block would fold: so many letters more or less.
const SLACK: usize = 4;

/// Characters in which the hits of one paragraph must gather.
pub(super) fn window(print: &Fingerprint) -> usize {
    let length = print.length as usize;
    (length + length / 4 + 80).min(MAX_WINDOW)
}

/// Least distinct hits of a sighting, of `size` in the index: the lower of the two thresholds of acceptance.
fn least(size: u32) -> u32 {
    (f64::from(size) * super::likeness::MAYBE).floor().max(2.0) as u32
}

/// The hits of one paragraph.
#[derive(Default)]
struct State {
    /// Characters in which they must gather.
    window: usize,
    /// Least distinct hits of a sighting.
    least: u32,
    hits: VecDeque<(usize, u8)>,
    counts: [u16; MAX_SKETCH],
    distinct: u32,
    best: Option<Sighting>,
}

impl State {
    /// Takes a hit at `at` and keeps the narrowest window that holds all distinct hits in reach.
    fn hit(&mut self, at: usize, bit: u8) {
        let count = &mut self.counts[usize::from(bit)];
        self.distinct += u32::from(*count == 0);
        *count += 1;
        self.hits.push_back((at, bit));
        while let Some(&(first, bit)) = self.hits.front() {
            let count = &mut self.counts[usize::from(bit)];
            if at - first <= self.window && *count == 1 {
                break;
            }
            *count -= 1;
            self.distinct -= u32::from(*count == 0);
            self.hits.pop_front();
        }
    }
}

impl State {
    /// The window that ends at `at`, without leading hits so far off that they are worth less than the gap behind them.
    fn sighting(&self, paragraph: usize, at: usize, print: &Fingerprint) -> Sighting {
        const MOST_STRAYS: usize = 3;
        let from = |n: usize| {
            self.hits
                .get(n)
                .map_or(at, |(first, _)| *first)
                .saturating_sub(usize::from(print.width))
        };
        let window = |n: usize| Sighting {
            paragraph,
            stream: from(n)..at,
            hits: self.distinct.saturating_sub(n as u32),
        };
        let most = MOST_STRAYS.min(self.hits.len().saturating_sub(1));
        let best = (0..=most)
            .map(window)
            .max_by_key(|w| (worth(w, print), w.stream.start));
        best.unwrap_or_else(|| window(0))
    }
}

fn states(wanted: &Wanted) -> Vec<State> {
    let state = |(print, size): (&&Fingerprint, &u32)| State {
        window: window(print),
        least: least(*size),
        ..State::default()
    };
    wanted.prints.iter().zip(&wanted.sizes).map(state).collect()
}

/// What a window is worth: its hits, less those that would fit into what it is too long; then the narrower one.
fn worth(window: &Sighting, print: &Fingerprint) -> (i64, i64) {
    let (length, span) = (i64::from(print.length), window.stream.len() as i64);
    let excess = (span - length).max(0);
    (
        i64::from(window.hits) * length - excess * print.sketch.len() as i64,
        -span,
    )
}

/// The pass itself.
pub(super) struct Scan<'s, 'm, 't, W> {
    wanted: &'s Wanted<'m>,
    watch: W,
    pieces: VecDeque<Piece<'t>>,
    states: Vec<State>,
    open: Vec<usize>,
    roll: Roll,
    /// A gap before blocks that were passed over.
    gap: bool,
}

/// What rolls on from block to block.
struct Roll {
    folder: Folder,
    eights: Shingles,
    fours: Shingles,
    at: usize,
    since_han: usize,
    hits: Vec<(usize, Owner)>,
}

/// Sends each letter to the rolling shingles.
struct Feed<'r, 'w, 'm> {
    roll: &'r mut Roll,
    wanted: &'w Wanted<'m>,
}

impl Feed<'_, '_, '_> {
    #[inline]
    fn put(&mut self, c: char) {
        let roll = &mut *self.roll;
        roll.at += 1;
        if let Some(index) = &self.wanted.eights
            && let Some(hash) = roll.eights.push(c)
        {
            let owners = index.owners(hash);
            roll.hits.extend(owners.iter().map(|owner| (roll.at, *owner)));
        }
        let Some(index) = &self.wanted.fours else {
            return;
        };
        // The shingles of Chinese paragraphs have Chinese characters in or near them.
        roll.since_han = if is_han(c) { 0 } else { roll.since_han + 1 };
        if roll.since_han > HAN_REACH {
            roll.fours.pass(c);
        } else if let Some(hash) = roll.fours.push(c) {
            let owners = index.owners(hash);
            roll.hits.extend(owners.iter().map(|owner| (roll.at, *owner)));
        }
    }
}

impl Sink for Feed<'_, '_, '_> {
    fn letter(&mut self, c: char, _: usize) {
        self.put(c);
    }

    fn number(&mut self, _: &str, _: Range<usize>) {
        self.put('0');
    }
}

impl<'s, 'm, 't, W: Watch> Scan<'s, 'm, 't, W> {
    pub(super) fn new(wanted: &'s Wanted<'m>, watch: W) -> Self {
        Scan {
            wanted,
            watch,
            pieces: VecDeque::new(),
            states: states(wanted),
            open: Vec::new(),
            roll: Roll {
                folder: Folder::default(),
                eights: Shingles::new(8),
                fours: Shingles::new(4),
                at: 0,
                since_han: HAN_REACH,
                hits: Vec::new(),
            },
            gap: false,
        }
    }

    /// Takes the next block. One without letters or numbers is passed over: it is no part of any stream, and a text
    /// of nothing else would pile up.
    pub(super) fn push(&mut self, mut block: Block<'t>) {
        let start = self.roll.at;
        let mut folder = std::mem::take(&mut self.roll.folder);
        let mut feed = Feed {
            roll: &mut self.roll,
            wanted: self.wanted,
        };
        walk(&block.text, &mut folder, &mut feed);
        self.roll.folder = folder;
        let stream = start..self.roll.at;
        block.gap |= std::mem::take(&mut self.gap);
        if stream.is_empty() {
            self.gap = block.gap;
            return;
        }
        self.pieces.push_back(Piece { block, stream });
        self.take_hits();
        self.look_for_short();
        self.close(false);
        self.forget();
    }

    /// Ends the pass and gives the watch back.
    pub(super) fn finish(mut self) -> W {
        self.close(true);
        self.watch
    }

    fn take_hits(&mut self) {
        for (at, owner) in std::mem::take(&mut self.roll.hits) {
            let paragraph = owner.paragraph as usize;
            let state = &mut self.states[paragraph];
            state.hit(at, owner.bit);
            if state.distinct >= state.least {
                self.note(paragraph, at);
            }
        }
    }

    /// Keeps the window at hand if it is better than the open one; one beside it closes that first.
    fn note(&mut self, paragraph: usize, at: usize) {
        let print = self.wanted.prints[paragraph];
        let state = &mut self.states[paragraph];
        let now = state.sighting(paragraph, at, print);
        match &state.best {
            None => {
                state.best = Some(now);
                self.open.push(paragraph);
            }
            Some(best) if now.stream.start > best.stream.end => {
                let closed = state.best.replace(now);
                if let Some(best) = closed {
                    self.watch.seen(&best, &self.pieces);
                }
            }
            Some(best) if worth(&now, print) > worth(best, print) => state.best = Some(now),
            Some(_) => {}
        }
    }

    /// Reports the windows that the pass has left behind by far enough, or all.
    fn close(&mut self, all: bool) {
        let (states, watch, at) = (&mut self.states, &mut self.watch, self.roll.at);
        let pieces = &self.pieces;
        self.open.retain(|paragraph| {
            let state = &mut states[*paragraph];
            let window = state.window;
            match state.best.take_if(|best| all || best.stream.end + window < at) {
                Some(best) => {
                    watch.seen(&best, pieces);
                    false
                }
                None => true,
            }
        });
    }

    /// The last block alone, and with the one or two before it, as a short paragraph.
    fn look_for_short(&mut self) {
        let Some(last) = self.pieces.back() else {
            return;
        };
        let mut text = String::new();
        for piece in self.pieces.iter().rev().take(3) {
            let stream = piece.stream.start..last.stream.end;
            if stream.len() > self.wanted.short_lengths.len() + SLACK {
                return;
            }
            text = match text.is_empty() {
                true => piece.block.text.to_string(),
                false => format!("{}\n{text}", piece.block.text),
            };
            let masked = self
                .is_short_length(stream.len())
                .then(|| hash::stream(&Normal::of(&text).masked));
            let known = masked.and_then(|masked| self.wanted.short.get(&masked));
            for paragraph in known.into_iter().flatten() {
                let sighting = Sighting {
                    paragraph: *paragraph,
                    stream: stream.clone(),
                    hits: 0,
                };
                self.watch.seen(&sighting, &self.pieces);
            }
            if piece.block.gap {
                return;
            }
        }
    }

    /// Whether a short paragraph is about so long.
    fn is_short_length(&self, length: usize) -> bool {
        let lengths = &self.wanted.short_lengths;
        let near = length.saturating_sub(SLACK)..=length + SLACK;
        near.into_iter().any(|n| lengths.get(n) == Some(&true))
    }

    /// Drops the blocks that no open window can reach.
    fn forget(&mut self) {
        let reach = 3 * self.wanted.widest + 2 * MAX_BLOCK;
        while self
            .pieces
            .front()
            .is_some_and(|p| p.stream.end + reach < self.roll.at)
            && self.pieces.len() > 3
        {
            self.pieces.pop_front();
        }
    }
}
