//! The label that a word nobody says was probably meant to be: nearer than typing errors, by distance alone.

use super::Lexicon;
use super::glance::letters;
use crate::problem::{distance, slack};
use std::ops::Range;

impl Lexicon {
    /// The first of some labels that has the spelling, or the word of one, that is nearest to a folded word, if one is
    /// near enough to be meant; of equally near ones the first in the alphabet.
    pub fn nearest(&self, word: &str, labels: Range<usize>) -> Option<usize> {
        let (asked, length, most) = (letters(word), word.chars().count(), slack(word)?);
        // Each change makes one letter another: more strange ones on either side are too many.
        let may_be = |own: u64| {
            let strange = (own & !asked).count_ones().max((asked & !own).count_ones());
            strange as usize <= most
        };
        let far = |own: &str| {
            let count = own.chars().count();
            let near = count >= 3 && count.abs_diff(length) <= most;
            near.then(|| distance(word, own)).filter(|far| *far <= most)
        };
        let words = self.words.letters.iter().enumerate();
        let words = words.filter(|(_, own)| may_be(**own)).filter_map(|(at, _)| {
            let own = self.words.words.get(at);
            let said = self.words.said(at).iter().map(|said| said.label());
            Some((far(own)?, own, said.filter(|label| labels.contains(label)).min()?))
        });
        let texts = self.texts.letters.iter().enumerate();
        let texts = texts.filter(|(_, own)| may_be(**own)).filter_map(|(at, _)| {
            let (own, label) = (self.texts.texts.get(at), self.texts.labels[at] as usize);
            Some((
                far(own)?,
                own,
                Some(label).filter(|label| labels.contains(label))?,
            ))
        });
        words.chain(texts).min().map(|(.., label)| label)
    }
}
