//! A lexicon as bytes, in pieces that each are read in a moment.

use super::glance::Glance;
use super::{Lexicon, Strings, Words};
use crate::data::plain::{Plain, put};

impl Lexicon {
    /// How many pieces it is kept in.
    pub const PIECES: usize = 4;

    /// The words, the texts, what is seen of them at a glance, and the names.
    pub fn pieces(&self) -> [Vec<u8>; Lexicon::PIECES] {
        let mut pieces = <[Vec<u8>; Lexicon::PIECES]>::default();
        let [words, texts, glances, names] = &mut pieces;
        self.words.put(words);
        self.texts.texts.put(texts);
        put(&self.texts.lengths, texts);
        put(&self.texts.words, texts);
        put(&self.texts.labels, texts);
        put(&self.texts.letters, glances);
        put(&self.texts.firsts, glances);
        let seen: Vec<u64> = self.texts.glances.iter().flat_map(Glance::numbers).collect();
        put(&seen, glances);
        self.names.put(names);
        put(&self.labels, names);
        put(&self.letters, names);
        pieces
    }

    /// Reads a piece.
    pub fn read(&mut self, piece: usize, from: &mut Plain) -> Option<()> {
        match piece {
            0 => self.words = Words::read(from)?,
            1 => {
                self.texts.texts = Strings::read(from)?;
                self.texts.lengths = from.list()?;
                self.texts.words = from.list()?;
                self.texts.labels = from.list()?;
            }
            2 => {
                self.texts.letters = from.list()?;
                self.texts.firsts = from.list()?;
                let seen: Vec<u64> = from.list()?;
                self.texts.glances = seen
                    .as_chunks()
                    .0
                    .iter()
                    .map(|own| Glance::of_numbers(*own))
                    .collect();
            }
            _ => {
                self.names = Strings::read(from)?;
                self.labels = from.list()?;
                self.letters = from.list()?;
            }
        }
        Some(())
    }

    /// Whether all parts speak of the same labels, words and texts.
    pub fn is_sound(&self) -> bool {
        let (labels, texts) = (self.names.len(), self.texts.texts.len());
        let most = |numbers: &[u32]| numbers.iter().fold(0, |most, own| *own.max(&most)) as usize;
        let all = [
            self.texts.lengths.len(),
            self.texts.words.len(),
            self.texts.labels.len(),
            self.texts.letters.len(),
            self.texts.firsts.len(),
            self.texts.glances.len(),
        ];
        all.iter().all(|length| *length == texts)
            && (texts == 0 || most(&self.texts.labels) < labels)
            && self.letters.len() == labels
            && self.labels.len() == labels + 1
            && self.labels.is_sorted()
            && most(&self.labels) <= texts
            && self.words.is_sound(labels)
    }
}
