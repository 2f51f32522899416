//! The spellings of all labels, with what can be told of them at a glance.

use super::glance::{Glance, letters};

/// The spellings of all labels.
#[derive(Debug, Default)]
pub struct Texts {
    pub texts: Vec<String>,
    /// How many characters each has.
    pub lengths: Vec<u32>,
    pub letters: Vec<u64>,
    pub glances: Vec<Glance>,
    /// The label of each.
    pub labels: Vec<u32>,
}

impl Texts {
    pub fn push(&mut self, text: &str, label: usize) {
        self.lengths.push(text.chars().count() as u32);
        self.letters.push(letters(text));
        self.glances.push(Glance::of(text));
        self.labels.push(label as u32);
        self.texts.push(text.to_owned());
    }

    /// The texts that have all letters of a word.
    pub fn may_hold(&self, asked: u64) -> impl Iterator<Item = usize> {
        let all = self.letters.iter().enumerate();
        all.filter(move |(_, own)| asked & !**own == 0).map(|(at, _)| at)
    }
}
