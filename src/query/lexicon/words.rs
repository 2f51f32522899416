//! The distinct words of all labels, where each is said, and how a word of a query stands to them.

use super::super::label::{INSIDE, PREFIX, WHOLE, WORD, Word};
use super::glance::{Start, head, letters, neighbours};
use super::strings::Strings;
use crate::data::plain::{Plain, put};

/// How a word of a query stands to a word of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    None,
    Inside,
    Begins,
    Same,
}

/// Where a word of a label stands: the label, whether it is the first of its text and whether it is the only one.
#[derive(Debug, Clone, Copy)]
pub struct Said(u32);

impl Said {
    pub fn new(label: usize, is_first: bool, is_alone: bool) -> Self {
        Said((label as u32) << 2 | u32::from(is_first) << 1 | u32::from(is_alone))
    }

    pub fn label(self) -> usize {
        (self.0 >> 2) as usize
    }

    /// What a word is worth here that fits so.
    pub fn worth(self, fit: Fit) -> i32 {
        let first = if self.0 & 2 != 0 { 20 } else { 0 };
        match fit {
            Fit::None => 0,
            Fit::Inside => INSIDE,
            Fit::Begins => PREFIX + first,
            Fit::Same if self.0 & 1 != 0 => WHOLE,
            Fit::Same => WORD + first,
        }
    }
}

/// The distinct words of all labels, and where each is said.
#[derive(Debug, Default)]
pub struct Words {
    pub words: Strings,
    pub letters: Vec<u64>,
    neighbours: Vec<u64>,
    heads: Vec<u64>,
    /// For each word where its places begin in `said`; one more at the end.
    begins: Vec<u32>,
    said: Vec<Said>,
}

impl Words {
    /// Of words by number, each with where it is said.
    pub fn new(words: Strings, mut said: Vec<(u32, Said)>) -> Self {
        said.sort_by_key(|(word, _)| *word);
        let mut begins = vec![0; words.len() + 1];
        said.iter().for_each(|(word, _)| begins[*word as usize + 1] += 1);
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        Words {
            letters: words.iter().map(letters).collect(),
            neighbours: words.iter().map(neighbours).collect(),
            heads: words.iter().map(head).collect(),
            said: said.into_iter().map(|(_, said)| said).collect(),
            words,
            begins,
        }
    }

    /// Whether all numbers lead somewhere, the places to one of so many labels.
    pub fn is_sound(&self, labels: usize) -> bool {
        let words = self.words.len();
        let each = [self.letters.len(), self.neighbours.len(), self.heads.len()];
        let most = self.said.iter().fold(0, |most, said| said.0.max(most)) >> 2;
        each.iter().all(|length| *length == words)
            && self.begins.len() == words + 1
            && self.begins.is_sorted()
            && self.begins.last().map(|end| *end as usize) == Some(self.said.len())
            && (self.said.is_empty() || (most as usize) < labels)
    }

    /// Adds them as bytes.
    pub fn put(&self, out: &mut Vec<u8>) {
        self.words.put(out);
        let columns = [&self.letters, &self.neighbours, &self.heads];
        columns.iter().for_each(|column| put(column, out));
        put(&self.begins, out);
        put(&self.said.iter().map(|said| said.0).collect::<Vec<u32>>(), out);
    }

    /// Those that were added; see [`Words::is_sound`].
    pub fn read(from: &mut Plain) -> Option<Self> {
        Some(Words {
            words: Strings::read(from)?,
            letters: from.list()?,
            neighbours: from.list()?,
            heads: from.list()?,
            begins: from.list()?,
            said: from.list()?.into_iter().map(Said).collect(),
        })
    }

    pub fn said(&self, word: usize) -> &[Said] {
        &self.said[self.begins[word] as usize..self.begins[word + 1] as usize]
    }

    /// The words that may have a word in them, by what can be seen at a glance.
    pub fn may_fit(&self, word: &Word) -> impl Iterator<Item = usize> {
        let (asked, together) = (letters(word.text()), neighbours(word.text()));
        let (start, inside) = (Start::of(word.text()), word.may_stand_inside());
        let all = self
            .letters
            .iter()
            .zip(&self.neighbours)
            .zip(&self.heads)
            .enumerate();
        all.filter(move |(_, ((own, neighbours), head))| {
            asked & !**own == 0 && together & !**neighbours == 0 && (inside || start.may_begin(**head))
        })
        .map(|(at, _)| at)
    }
}

pub fn fit(word: &Word, own: &str) -> Fit {
    let text = word.text();
    if own.len() < text.len() {
        Fit::None
    } else if own.starts_with(text) {
        if own.len() == text.len() {
            Fit::Same
        } else {
            Fit::Begins
        }
    } else if word.may_stand_inside() && own.contains(text) {
        Fit::Inside
    } else {
        Fit::None
    }
}
