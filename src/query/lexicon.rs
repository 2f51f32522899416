//! All labels of an atlas with their words kept once each, so that a word of a query is compared with every distinct
//! word and not with every label. Gives the same scores as a [`Scorer`] label by label.

use super::fold::fold;
use super::label::{INSIDE, Label, PREFIX, Scorer, TYPO, WHOLE, WORD, Word};
use std::collections::HashMap;

/// What it is worth that all words of a label are asked for, in any order.
const NAMED: i32 = 200;

/// A folded text with what can be known of it at a glance.
#[derive(Debug)]
struct Text {
    text: String,
    /// Which letters occur in it: a bit each, some share one.
    mask: u64,
    /// How many characters it has.
    length: u32,
}

impl Text {
    fn new(text: &str) -> Self {
        Text {
            mask: mask(text),
            length: text.chars().count() as u32,
            text: text.to_owned(),
        }
    }

    /// Whether all letters of a word with this mask may occur in it.
    fn may_hold(&self, mask: u64) -> bool {
        mask & !self.mask == 0
    }

    /// Whether so few letters of a word are missing that so many slips could explain it.
    fn may_be_near(&self, mask: u64, slips: u32) -> bool {
        (mask & !self.mask).count_ones() <= slips
    }
}

fn mask(text: &str) -> u64 {
    let bit = |c: char| match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => 26 + c as u32 - '0' as u32,
        _ => 36 + c as u32 % 28,
    };
    text.chars().fold(0, |mask, c| mask | 1 << bit(c))
}

/// How a word of a query stands to a word of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    None,
    Inside,
    Begins,
    Same,
}

/// Labels by number, and the distinct words they are made of.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Vec<Text>,
    texts: Vec<Text>,
    /// For each text where its words begin in `spelt`; one more at the end.
    begins: Vec<u32>,
    spelt: Vec<u32>,
    /// For each label where its texts begin; one more at the end.
    labels: Vec<u32>,
    /// For each label its names in one folded text, for quoted words.
    names: Vec<String>,
}

impl Lexicon {
    /// The lexicon of labels, each with its names as they are quoted.
    pub fn new(labels: impl Iterator<Item = (Label, String)>) -> Self {
        let (mut lexicon, mut known) = (Lexicon::default(), HashMap::new());
        for (label, names) in labels {
            lexicon.labels.push(lexicon.texts.len() as u32);
            lexicon.names.push(fold(&names));
            for text in label.texts() {
                lexicon.begins.push(lexicon.spelt.len() as u32);
                for word in text.split(' ') {
                    let next = lexicon.words.len() as u32;
                    let number = *known.entry(word.to_owned()).or_insert(next);
                    if number == next {
                        lexicon.words.push(Text::new(word));
                    }
                    lexicon.spelt.push(number);
                }
                lexicon.texts.push(Text::new(text));
            }
        }
        lexicon.begins.push(lexicon.spelt.len() as u32);
        lexicon.labels.push(lexicon.texts.len() as u32);
        lexicon
    }

    /// How many labels there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// How long the first spelling of a label is, in characters.
    pub fn length(&self, label: usize) -> usize {
        self.texts_of(label)
            .next()
            .map_or(0, |text| self.texts[text].length as usize)
    }

    /// Whether the names of a label say this text.
    pub fn says(&self, label: usize, exact: &str) -> bool {
        self.names[label].contains(exact)
    }

    /// What it is worth that a label is spelt as this query, with its blanks or without any: most for its name, less
    /// for other spellings, least where its words stand in another order or are only begun; `None` if it is not.
    pub fn spelt(&self, label: usize, spaced: &str, joined: &str) -> Option<i32> {
        let asked: Vec<&str> = spaced.split(' ').collect();
        let worth = |(n, text): (usize, usize)| {
            let own = &self.texts[text].text;
            let mut words = own.split(' ');
            if own == spaced || words.clone().flat_map(str::bytes).eq(joined.bytes()) {
                return Some(if n == 0 { 2 * WHOLE + 50 } else { 2 * WHOLE });
            }
            let begun = |word: &str| asked.iter().any(|asked| word.starts_with(asked));
            (words.clone().count() == asked.len() && words.all(begun)).then_some(NAMED)
        };
        self.texts_of(label).enumerate().filter_map(worth).max()
    }

    /// A Chinese word in the longest parts that labels say, two characters or more each; `None` if it has none such.
    pub fn parts_of(&self, word: &str) -> Option<Vec<String>> {
        let chars: Vec<char> = word.chars().collect();
        let (mut parts, mut at) = (Vec::new(), 0);
        while at < chars.len() {
            let part = (at + 2..=chars.len()).rev().find_map(|end| {
                let part: String = chars[at..end].iter().collect();
                let mask = mask(&part);
                let said = |text: &Text| text.may_hold(mask) && text.text.contains(&part);
                self.texts.iter().any(said).then_some((part, end))
            });
            let (part, end) = part?;
            parts.push(part);
            at = end;
        }
        Some(parts)
    }

    fn texts_of(&self, label: usize) -> impl Iterator<Item = usize> + use<> {
        self.labels[label] as usize..self.labels[label + 1] as usize
    }

    fn words_of(&self, text: usize) -> &[u32] {
        &self.spelt[self.begins[text] as usize..self.begins[text + 1] as usize]
    }

    /// The score of a word for every label.
    pub fn scores(&self, word: &Word, scorer: &Scorer) -> Vec<i32> {
        let fits: Vec<Fit> = self.words.iter().map(|own| fit(word, own)).collect();
        let mask = mask(word.text());
        let scattered = |text: usize| {
            let text = &self.texts[text];
            if text.may_hold(mask) {
                scorer.scattered(word, &text.text)
            } else {
                0
            }
        };
        let score = |label: usize| {
            let contained = self
                .texts_of(label)
                .map(|text| contained(&fits, self.words_of(text)));
            match contained.max().unwrap_or(0) {
                // Scattered letters never beat those that stand together.
                0 if word.may_scatter() => self.texts_of(label).map(scattered).max().unwrap_or(0),
                score => score,
            }
        };
        (0..self.len()).map(score).collect()
    }

    /// The score of quoted words for every label: whole words of it, side by side, or nothing.
    pub fn exact(&self, words: &Word) -> Vec<i32> {
        let mask = mask(words.text());
        let score = |text: usize| {
            let text = &self.texts[text];
            if text.may_hold(mask) {
                Scorer::exact_text(words, &text.text)
            } else {
                0
            }
        };
        let best = |label| self.texts_of(label).map(score).max().unwrap_or(0);
        (0..self.len()).map(best).collect()
    }

    /// The score of a word with a typing error for every label.
    pub fn typos(&self, word: &Word) -> Vec<i32> {
        let most = word.slips();
        if most == 0 {
            return vec![0; self.len()];
        }
        let mask = mask(word.text());
        let near: Vec<bool> = self
            .words
            .iter()
            .map(|own| own.length >= 3 && own.may_be_near(mask, most as u32) && word.is_near(&own.text))
            .collect();
        let whole = |text: usize| {
            let text = &self.texts[text];
            let near = text.may_be_near(mask, most as u32);
            near.then(|| word.nearly(&text.text, text.length as usize))?
        };
        let score = |label: usize| {
            if let Some(score) = self.texts_of(label).filter_map(whole).max() {
                score
            } else if self
                .texts_of(label)
                .any(|text| self.words_of(text).iter().any(|w| near[*w as usize]))
            {
                TYPO
            } else {
                0
            }
        };
        (0..self.len()).map(score).collect()
    }
}

fn fit(word: &Word, own: &Text) -> Fit {
    let (text, own) = (word.text(), own.text.as_str());
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

/// The score of letters that stand together in a text of these words.
fn contained(fits: &[Fit], words: &[u32]) -> i32 {
    let score = |(n, word): (usize, &u32)| {
        let first = if n == 0 { 20 } else { 0 };
        match fits[*word as usize] {
            Fit::None => 0,
            Fit::Inside => INSIDE,
            Fit::Begins => PREFIX + first,
            Fit::Same if words.len() == 1 => WHOLE,
            Fit::Same => WORD + first,
        }
    };
    words.iter().enumerate().map(score).max().unwrap_or(0)
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
}
