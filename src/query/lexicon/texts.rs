//! The spellings of all labels, with what can be told of them at a glance.

use super::glance::{Glance, firsts, letters};
use super::strings::Strings;

/// The spellings of all labels.
#[derive(Debug, Default)]
pub struct Texts {
    pub texts: Strings,
    /// How many characters each has.
    pub lengths: Vec<u32>,
    pub letters: Vec<u64>,
    /// How many words each has.
    pub words: Vec<u32>,
    /// The letters that the words of each begin with.
    pub firsts: Vec<u64>,
    pub glances: Vec<Glance>,
    /// The label of each.
    pub labels: Vec<u32>,
}

impl Texts {
    pub fn push(&mut self, text: &str, label: usize) {
        self.lengths.push(text.chars().count() as u32);
        self.letters.push(letters(text));
        self.words.push(text.split(' ').count() as u32);
        self.firsts.push(firsts(text));
        self.glances.push(Glance::of(text));
        self.labels.push(label as u32);
        self.texts.push(text);
    }

    /// The texts that have all letters of a word.
    pub fn may_hold(&self, asked: u64) -> impl Iterator<Item = usize> {
        let all = self.letters.iter().enumerate();
        all.filter(move |(_, own)| asked & !**own == 0).map(|(at, _)| at)
    }
}
