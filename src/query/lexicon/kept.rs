//! A lexicon as bytes, in pieces that each are read in a moment.

use super::glance::Glance;
use super::{Lexicon, Words};
use crate::data::packed::{Bytes, Packed, get_plain, put_plain};

impl Lexicon {
    /// How many pieces it is kept in.
    pub const PIECES: usize = 4;

    /// The words, the texts, what is seen of them at a glance, and the names.
    pub fn pieces(&self) -> [Vec<u8>; Lexicon::PIECES] {
        let mut pieces = <[Vec<u8>; Lexicon::PIECES]>::default();
        let [words, texts, glances, names] = &mut pieces;
        self.words.put(words);
        self.texts.texts.put(texts);
        put_plain(&self.texts.lengths, texts);
        put_plain(&self.texts.words, texts);
        put_plain(&self.texts.labels, texts);
        put_plain(&self.texts.letters, glances);
        put_plain(&self.texts.firsts, glances);
        let seen: Vec<u64> = self.texts.glances.iter().flat_map(Glance::numbers).collect();
        put_plain(&seen, glances);
        self.names.put(names);
        put_plain(&self.labels, names);
        put_plain(&self.letters, names);
        pieces
    }

    /// Reads a piece.
    pub fn read(&mut self, piece: usize, from: &mut Bytes) -> Option<()> {
        match piece {
            0 => self.words = Words::get(from)?,
            1 => {
                self.texts.texts = Packed::get(from)?;
                self.texts.lengths = get_plain(from)?;
                self.texts.words = get_plain(from)?;
                self.texts.labels = get_plain(from)?;
            }
            2 => {
                self.texts.letters = get_plain(from)?;
                self.texts.firsts = get_plain(from)?;
                let seen: Vec<u64> = get_plain(from)?;
                self.texts.glances = seen
                    .as_chunks()
                    .0
                    .iter()
                    .map(|own| Glance::of_numbers(*own))
                    .collect();
            }
            _ => {
                self.names = Packed::get(from)?;
                self.labels = get_plain(from)?;
                self.letters = get_plain(from)?;
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
