//! The words of a bare text, and how well labels say one by their letters alone.

use super::super::index::{Index, LabelKind};
use super::super::label::{INSIDE, WHOLE, WORD, Word};
use super::super::wording::{around_question, other_spelling};
use super::{Asked, MAX_WORDS};

/// The words of a bare text; a number is one with its scale.
pub(super) fn words(index: &Index, text: &str, is_number: bool) -> Vec<Word> {
    let mut words: Vec<Word> = match is_number {
        true => Word::whole(text).into_iter().collect(),
        false => Word::all(text)
            .into_iter()
            .flat_map(|word| in_parts(index, word))
            .collect(),
    };
    words.truncate(MAX_WORDS);
    words
}

/// A Chinese word that labels say only in parts, as «北京数字经济», in these parts; without what merely asks.
fn in_parts(index: &Index, word: Word) -> Vec<Word> {
    let text = word.text();
    if let Some((before, after)) = around_question(text).filter(|(a, b)| !(a.is_empty() && b.is_empty())) {
        let rest = Word::all(before).into_iter().chain(Word::all(after));
        return rest.flat_map(|word| in_parts(index, word)).collect();
    }
    let chinese = text.chars().count() >= 4 && !text.is_ascii();
    match chinese.then(|| index.lexicon.parts_of(text)).flatten() {
        Some(parts) => parts.iter().flat_map(|part| Word::all(part)).collect(),
        None => vec![word],
    }
}

impl Asked {
    /// The scores of a word and its other spelling by their letters, without those that are chance.
    pub(super) fn letters(&mut self, index: &Index, word: &Word) -> Vec<i32> {
        let mut scores = index.lexicon.scores(word, &index.scorer);
        if let Some(other) = other_spelling(word.text()).as_deref().and_then(Word::whole) {
            let others = index.lexicon.scores(&other, &index.scorer);
            for (own, other) in scores.iter_mut().zip(others) {
                *own = (*own).max(if other >= INSIDE { other } else { 0 });
            }
            self.also.push(other);
        }
        let is_place = || {
            scores[index.labels(LabelKind::Place)]
                .iter()
                .any(|score| *score >= WHOLE)
        };
        let least = match word.text() {
            // The whole name of a place is no beginning of another word: Xi'an is not Xiantao.
            text if text.len() >= 4 && text.is_ascii() && is_place() => WORD,
            // Where a label says the word, scattered letters are chance.
            _ if scores.iter().any(|score| *score >= WORD) => INSIDE,
            _ => 0,
        };
        let titles = index.labels(LabelKind::Document).start;
        let is_long = word.text().chars().count() >= 4;
        for (at, score) in scores.iter_mut().enumerate() {
            // A sentence has all letters somewhere.
            let least = if at >= titles { least.max(INSIDE) } else { least };
            // Startups are start-ups; few letters are no such word, and nearly every label has them somewhere.
            let is_joined = || is_long && *score < INSIDE && index.lexicon.says_joined(at, word.text());
            if (1..least).contains(score) && !is_joined() {
                *score = 0;
            }
        }
        scores
    }
}
