//! All labels of an atlas with their words kept once each, so that a word of a query is compared with every distinct
//! word and not with every label. Gives the same scores as a [`Scorer`] label by label.

mod glance;
mod kept;
mod nearest;
mod strings;
mod texts;
mod words;

use super::fold::fold;
use super::label::{INSIDE, Label, Scorer, TYPO, WHOLE, Word};
use super::near::Near;
pub use glance::head;
use glance::{FewSlips, Scatter, firsts, letters};
use std::collections::HashMap;
use strings::Strings;
use texts::Texts;
use words::{Fit, Said, Words, fit};

/// So many labels that say the letters of a word together are enough: scattered ones would only be noise among them.
const ENOUGH: usize = 100;

/// What it is worth that all words of a label are asked for, in any order.
const NAMED: i32 = 200;

/// Labels by number, and the distinct words they are made of.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Words,
    texts: Texts,
    /// For each label where its texts begin; one more at the end.
    labels: Vec<u32>,
    /// For each label its names in one folded text, for quoted words.
    names: Strings,
    /// The letters of these.
    letters: Vec<u64>,
}

impl Lexicon {
    /// The lexicon of labels, each with its names as they are quoted.
    pub fn new(labels: impl Iterator<Item = (Label, String)>) -> Self {
        let (mut lexicon, mut known) = (Lexicon::default(), HashMap::new());
        let (mut words, mut said) = (Strings::default(), Vec::new());
        for (at, (label, names)) in labels.enumerate() {
            lexicon.labels.push(lexicon.texts.texts.len() as u32);
            lexicon.names.push(&fold(&names));
            for text in label.texts() {
                let is_alone = !text.contains(' ');
                for (n, word) in text.split(' ').enumerate() {
                    let next = words.len() as u32;
                    let number = *known.entry(word.to_owned()).or_insert(next);
                    if number == next {
                        words.push(word);
                    }
                    said.push((number, Said::new(at, n == 0, is_alone)));
                }
                lexicon.texts.push(text, at);
            }
        }
        lexicon.labels.push(lexicon.texts.texts.len() as u32);
        lexicon.letters = lexicon.names.iter().map(letters).collect();
        lexicon.words = Words::new(words, said);
        lexicon
    }

    /// How many labels there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.len() == 0
    }

    /// How long the first spelling of a label is, in characters.
    pub fn length(&self, label: usize) -> usize {
        let texts = self.labels[label] as usize..self.labels[label + 1] as usize;
        texts
            .into_iter()
            .next()
            .map_or(0, |text| self.texts.lengths[text] as usize)
    }

    /// Whether the names of each label say this text.
    pub fn says(&self, exact: &str) -> Vec<bool> {
        let asked = letters(exact);
        let says = |(own, names): (&u64, &str)| asked & !own == 0 && names.contains(exact);
        self.letters.iter().zip(self.names.iter()).map(says).collect()
    }

    /// What it is worth for each label that it is spelt as this query, with its blanks or without any: most for the
    /// name, less for other spellings, least where the words stand in another order or are only begun. Empty if none is.
    pub fn spelt(&self, spaced: &str, joined: &str) -> Vec<i32> {
        let asked: Vec<&str> = spaced.split(' ').collect();
        let (begun, first) = (firsts(spaced), firsts(joined));
        let (all, blank) = (letters(joined), letters(" "));
        let length = joined.chars().count();
        let mut worths = Vec::new();
        for (at, (own, firsts)) in self.texts.letters.iter().zip(&self.texts.firsts).enumerate() {
            let words = self.texts.words[at] as usize;
            let is_same = (own & !blank) == (all & !blank)
                && firsts & first != 0
                && self.texts.lengths[at] as usize + 1 == length + words;
            if !is_same && (firsts & !begun != 0 || words != asked.len()) {
                continue;
            }
            let label = self.texts.labels[at] as usize;
            let own = self.texts.texts.get(at);
            let worth = if is_same && own.split(' ').flat_map(str::bytes).eq(joined.bytes()) {
                let is_name = self.labels[label] as usize == at;
                Some(if is_name { 2 * WHOLE + 50 } else { 2 * WHOLE })
            } else {
                are_begun(own, &asked).then_some(NAMED)
            };
            if let Some(worth) = worth {
                worths.resize(self.len(), 0);
                worths[label] = worth.max(worths[label]);
            }
        }
        worths
    }

    /// A Chinese word in the longest parts that labels say, two characters or more each; `None` if it has none such.
    pub fn parts_of(&self, word: &str) -> Option<Vec<String>> {
        let chars: Vec<char> = word.chars().collect();
        let (mut parts, mut at) = (Vec::new(), 0);
        while at < chars.len() {
            // What says a longer part says the shorter one too.
            let mut longest = None;
            let mut saying: Option<Vec<usize>> = None;
            for end in at + 2..=chars.len() {
                let part: String = chars[at..end].iter().collect();
                let says = |text: &usize| self.texts.texts.get(*text).contains(&part);
                let left: Vec<usize> = match saying {
                    None => self.texts.may_hold(letters(&part)).filter(says).collect(),
                    Some(before) => before.into_iter().filter(says).collect(),
                };
                if left.is_empty() {
                    break;
                }
                saying = Some(left);
                longest = Some((part, end));
            }
            let (part, end) = longest?;
            parts.push(part);
            at = end;
        }
        Some(parts)
    }

    /// Whether a spelling of a label says a word once its blanks are left out: `startups` in «start-ups».
    pub fn says_joined(&self, label: usize, word: &str) -> bool {
        let texts = self.labels[label] as usize..self.labels[label + 1] as usize;
        let begins = |rest: &str| {
            let mut letters = rest.bytes().filter(|letter| *letter != b' ');
            word.bytes().all(|asked| letters.next() == Some(asked))
        };
        texts.into_iter().any(|text| {
            let own = self.texts.texts.get(text);
            let later = own.match_indices(' ').map(|(at, _)| at + 1);
            std::iter::once(0).chain(later).any(|at| begins(&own[at..]))
        })
    }

    /// The score of a word for every label.
    pub fn scores(&self, word: &Word, scorer: &Scorer) -> Vec<i32> {
        let mut scores = vec![0; self.len()];
        for at in self.words.may_fit(word) {
            let fit = fit(word, self.words.words.get(at));
            if fit == Fit::None {
                continue;
            }
            for said in self.words.said(at) {
                let score = &mut scores[said.label()];
                *score = said.worth(fit).max(*score);
            }
        }
        let said = || scores.iter().filter(|score| **score > 0).count();
        if word.may_scatter() && said() < ENOUGH {
            self.scatter(word, scorer, &mut scores);
        }
        scores
    }

    /// Scattered letters never beat those that stand together: they count where a label has no others.
    fn scatter(&self, word: &Word, scorer: &Scorer, scores: &mut [i32]) {
        let scatter = Scatter::of(word);
        for at in self.texts.may_hold(letters(word.text())) {
            let score = &mut scores[self.texts.labels[at] as usize];
            if *score < INSIDE && scatter.may_score(&self.texts.glances[at]) {
                *score = scorer.scattered(word, self.texts.texts.get(at)).max(*score);
            }
        }
    }

    /// The score of quoted words for every label: whole words of it, side by side, or nothing.
    pub fn exact(&self, words: &Word) -> Vec<i32> {
        let mut scores = vec![0; self.len()];
        for at in self.texts.may_hold(letters(words.text())) {
            let score = &mut scores[self.texts.labels[at] as usize];
            *score = Scorer::exact_text(words, self.texts.texts.get(at)).max(*score);
        }
        scores
    }

    /// The score of a word with a typing error for every label.
    pub fn typos(&self, word: &Word) -> Vec<i32> {
        let mut scores = vec![0; self.len()];
        if word.slips() == 0 {
            return scores;
        }
        let (few, mut near) = (FewSlips::of(word), Near::of(word));
        for (at, own) in self.words.letters.iter().enumerate() {
            if !few.may_explain(*own) {
                continue;
            }
            let own = self.words.words.get(at);
            if own.chars().nth(2).is_some() && near.is_near(own) {
                let labels = self.words.said(at).iter().map(|said| said.label());
                labels.for_each(|label| scores[label] = TYPO);
            }
        }
        for (at, own) in self.texts.letters.iter().enumerate() {
            if !few.may_explain(*own) || !few.may_be_as_long(self.texts.lengths[at] as usize) {
                continue;
            }
            if let Some(worth) = near.nearly(self.texts.texts.get(at)) {
                let score = &mut scores[self.texts.labels[at] as usize];
                *score = worth.max(*score);
            }
        }
        scores
    }
}

/// Whether a text has as many words as are asked for, each begun by one of these, and none of these for nothing.
fn are_begun(text: &str, asked: &[&str]) -> bool {
    let mut words = 0;
    let begun = |word: &str| {
        words += 1;
        words <= asked.len() && asked.iter().any(|asked| word.starts_with(asked))
    };
    let begins = |asked: &&str| text.split(' ').any(|word| word.starts_with(asked));
    text.split(' ').all(begun) && words == asked.len() && asked.iter().all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: &[&[&str]] = &[
        &["North Port", "Nordhafen", "北港", "Běi Gǎng"],
        &["Port of the North, harbour works"],
        &["München-Süd", "Munich South"],
        &["Computing power in operation", "Rechenleistung", "算力"],
        &["5G"],
        &["aa aab baa"],
        &[],
    ];

    /// The words of a lexicon give what a scorer gives, label by label.
    #[test]
    fn scores_are_those_of_each_label_alone() {
        let labels = || LABELS.iter().map(|texts| Label::new(texts.iter().copied()));
        let lexicon = Lexicon::new(labels().map(|label| (label, String::new())));
        let scorer = Scorer::default();
        let mut found = 0;
        for query in [
            "n",
            "no",
            "nor",
            "north",
            "port",
            "norh",
            "nprt",
            "nortprt",
            "北",
            "港",
            "munchen",
            "muenchen",
            "munchne",
            "computnig",
            "comptpower",
            "rechen",
            "leistung",
            "5g",
            "5",
            "a",
            "aa",
            "aab",
            "harbuor",
            "wrks",
            "np",
            "rt",
        ] {
            let word = &Word::all(query)[0];
            let (scores, typos) = (lexicon.scores(word, &scorer), lexicon.typos(word));
            for (n, label) in labels().enumerate() {
                assert_eq!(scores[n], scorer.score(word, &label), "{query} {:?}", LABELS[n]);
                assert_eq!(typos[n], Scorer::typo(word, &label), "{query} {:?}", LABELS[n]);
                let exact = label.texts().iter().map(|text| Scorer::exact_text(word, text));
                assert_eq!(
                    lexicon.exact(word)[n],
                    exact.max().unwrap_or(0),
                    "{query} {:?}",
                    LABELS[n]
                );
                found += usize::from(scores[n] > 0) + usize::from(typos[n] > 0);
            }
        }
        assert!(found > 40, "{found}");
    }

    /// Whatever is asked of whatever texts, in whatever order: few letters, so that many are doubled, scattered, near.
    #[test]
    fn what_a_glance_rejects_scores_nothing() {
        let mut state = 7_u32;
        let mut below = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % most
        };
        let mut text = |longest: u32| -> String {
            let length = 1 + below(longest);
            (0..length)
                .map(|_| ['a', 'b', 'b', 'c', 'd', '2', '.', ' ', '北', 'e'][below(10) as usize])
                .collect()
        };
        let labels: Vec<Label> = (0..400)
            .map(|n| {
                // Some begin alike.
                let alike = if n % 3 == 0 { "abcd " } else { "" };
                let texts = [alike.to_owned() + &text(30), text(12)];
                Label::new(texts.iter().map(String::as_str))
            })
            .collect();
        let lexicon = Lexicon::new(labels.iter().map(|label| (label.clone(), String::new())));
        let asked_before = Scorer::default();
        let (mut scattered, mut near, mut noise) = (0, 0, 0);
        for n in 0..1000 {
            let asked = if n == 0 { "abcd".to_owned() } else { text(10) };
            let Some(word) = Word::all(&asked).pop() else {
                continue;
            };
            let (scores, typos) = (lexicon.scores(&word, &asked_before), lexicon.typos(&word));
            let alone: Vec<i32> = labels
                .iter()
                .map(|label| Scorer::default().score(&word, label))
                .collect();
            let is_enough = alone.iter().filter(|score| **score >= INSIDE).count() >= ENOUGH;
            for (n, label) in labels.iter().enumerate() {
                let is_noise = is_enough && alone[n] < INSIDE;
                let wanted = if is_noise { 0 } else { alone[n] };
                assert_eq!(scores[n], wanted, "{word:?} {:?}", label.texts());
                assert_eq!(
                    typos[n],
                    Scorer::typo(&word, label),
                    "{word:?} {:?}",
                    label.texts()
                );
                scattered += usize::from(wanted > 0 && wanted < INSIDE);
                near += usize::from(typos[n] > 0);
                noise += usize::from(is_noise && alone[n] > 0);
            }
        }
        let told = format!("{scattered} scattered, {near} near, {noise} noise");
        assert!(scattered > 500 && near > 500 && noise > 0, "{told}");
    }
}
