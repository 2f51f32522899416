//! A label in its spellings, a word of a query, and the score of one against the other. Knows no atlas.

use super::fold::{fold, fold_expanded, fold_mapped, initials};
use super::near::Near;
use crate::reading::normal::is_han;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Score of a word that is the whole label.
pub const WHOLE: i32 = 1000;
/// Score of a whole word of the label.
pub const WORD: i32 = 900;
/// Score of the beginning of a word of the label.
pub const PREFIX: i32 = 800;
/// Score of letters inside a word of the label.
pub const INSIDE: i32 = 600;
/// Best score of scattered letters.
const SCATTERED: i32 = 380;
/// What the scorer must give for each scattered letter.
pub(super) const SCATTERED_FLOOR: i32 = 18;
/// Score of a whole label with one typing error.
pub const TYPO_WHOLE: i32 = 450;
/// Whether a score is that of a whole label with a typing error.
pub(super) fn is_whole_typo(score: i32) -> bool {
    (TYPO_WHOLE..=TYPO_WHOLE + 1).contains(&score)
}

/// Score of a word of a label with one typing error.
pub const TYPO: i32 = 300;
/// Longest label that is scored, in characters: longer ones are cut, because scoring grows with length.
const MAX_LABEL: usize = 256;
/// Longest word that is scored, in characters.
const MAX_WORD: usize = 32;

/// A label in its folded spellings.
#[derive(Debug, Clone, Default)]
pub struct Label {
    texts: Vec<String>,
}

impl Label {
    /// A label of these spellings, each folded, umlauts both ways, and the initials of the first.
    pub fn new<'a>(spellings: impl Iterator<Item = &'a str>) -> Self {
        let mut texts: Vec<String> = Vec::new();
        let mut put = |text: String| {
            let text = cut(&text);
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        };
        for (n, spelling) in spellings.enumerate() {
            let folded = fold(spelling);
            let first = initials(&folded);
            put(folded);
            if let Some(expanded) = fold_expanded(spelling) {
                put(expanded);
            }
            if n == 0 && first.chars().count() >= 2 {
                put(first);
            }
        }
        Label { texts }
    }

    /// Its folded spellings, each once.
    pub fn texts(&self) -> &[String] {
        &self.texts
    }
}

fn cut(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(MAX_LABEL)
        .collect()
}

/// A word of a query, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    text: String,
    length: usize,
}

impl Word {
    /// The folded words of `text`: one for most, more for `AI-firms`.
    pub fn all(text: &str) -> Vec<Word> {
        let folded = fold(text);
        let words = folded.split_whitespace().flat_map(scripts);
        let words = words.map(|w| w.trim_matches(['.', ',']));
        let short = |w: &str| w.chars().take(MAX_WORD).collect::<String>();
        words
            .filter(|w| !w.is_empty())
            .map(short)
            .map(|text| Word {
                length: text.chars().count(),
                text,
            })
            .collect()
    }

    /// A quoted text: several folded words that stand for one; `None` if there is nothing in it.
    pub fn whole(text: &str) -> Option<Word> {
        let text = Word::all(text)
            .iter()
            .map(Word::text)
            .collect::<Vec<_>>()
            .join(" ");
        (!text.is_empty()).then(|| Word {
            length: text.chars().count(),
            text,
        })
    }

    /// Its folded letters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// One or two letters inside a word are chance; a Chinese character is a word.
    pub(super) fn may_stand_inside(&self) -> bool {
        self.length >= 3 || !self.text.is_ascii()
    }

    /// Three scattered letters, or scattered Chinese ones, say nothing.
    pub(super) fn may_scatter(&self) -> bool {
        self.length >= 4 && self.text.is_ascii()
    }

    /// How many typing errors are forgiven: one letter changed, added, dropped or swapped; two from eight letters.
    pub(super) fn slips(&self) -> usize {
        match self.length {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        }
    }
}

/// A word cut where Chinese characters meet others: `上海5g基站` is three words.
fn scripts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut last) = (0, None);
    for (at, c) in word.char_indices() {
        let han = is_han(c);
        if last.is_some_and(|last| last != han) {
            parts.push(&word[start..at]);
            start = at;
        }
        last = Some(han);
    }
    parts.push(&word[start..]);
    parts
}

/// Scores words against labels: whole words and beginnings first, then letters inside, then scattered ones.
pub struct Scorer {
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Scorer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scorer")
    }
}

impl Default for Scorer {
    fn default() -> Self {
        Scorer { matcher: matcher() }
    }
}

impl Scorer {
    /// The best score of a word over a label's spellings; 0 for none.
    pub fn score(&self, word: &Word, label: &Label) -> i32 {
        label
            .texts
            .iter()
            .map(|text| self.score_text(word, text))
            .max()
            .unwrap_or(0)
    }

    /// The score of quoted words in a spelling: whole words of it, side by side, or nothing.
    pub(super) fn exact_text(word: &Word, text: &str) -> i32 {
        contained(word, text).filter(|score| *score >= WORD).unwrap_or(0)
    }

    fn score_text(&self, word: &Word, text: &str) -> i32 {
        contained(word, text).unwrap_or_else(|| self.scattered(word, text))
    }

    /// The score of letters that stand in order but not together.
    pub(super) fn scattered(&self, word: &Word, text: &str) -> i32 {
        if !word.may_scatter() {
            return 0;
        }
        if !stands_in_order(&word.text, text) {
            return 0;
        }
        let floor = i64::from(SCATTERED_FLOOR) * word.length as i64;
        // Letters that are doubled make the matcher read what it was asked before: such words get one of their own.
        let is_doubled = word.text.as_bytes().windows(2).any(|pair| pair[0] == pair[1]);
        let score = match is_doubled {
            true => matcher().fuzzy_match(text, &word.text),
            false => self.matcher.fuzzy_match(text, &word.text),
        };
        match score {
            Some(score) if score >= floor => {
                (SCATTERED - 100 + (score - floor).min(100) as i32).min(SCATTERED)
            }
            _ => 0,
        }
    }

    /// The score of a word with a typing error; see [`Word::slips`].
    pub fn typo(word: &Word, label: &Label) -> i32 {
        if word.slips() == 0 {
            return 0;
        }
        let mut near = Near::of(word);
        if let Some(score) = label.texts.iter().filter_map(|text| near.nearly(text)).max() {
            return score;
        }
        let mut tokens = label.texts.iter().flat_map(|text| text.split(' '));
        if tokens.any(|token| token.chars().count() >= 3 && near.is_near(token)) {
            TYPO
        } else {
            0
        }
    }
}

fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case()
}

/// Whether the letters of an ASCII word stand in a text in their order.
fn stands_in_order(word: &str, text: &str) -> bool {
    let mut letters = text.bytes();
    word.bytes().all(|asked| letters.any(|own| own == asked))
}

fn contained(word: &Word, text: &str) -> Option<i32> {
    if text == word.text {
        return Some(WHOLE);
    }
    let mut best = None;
    for (at, _) in text.match_indices(&word.text) {
        let starts = at == 0 || text[..at].ends_with(' ');
        let end = at + word.text.len();
        let ends = end == text.len() || text[end..].starts_with(' ');
        let first = if at == 0 { 20 } else { 0 };
        let score = match (starts, ends) {
            (true, true) => WORD + first,
            (true, false) => PREFIX + first,
            _ if word.may_stand_inside() => INSIDE,
            _ => continue,
        };
        best = best.max(Some(score));
    }
    best
}

/// The positions of the characters of `label` that the words of a query hit, for highlighting.
pub fn highlight(words: &[Word], label: &str) -> Vec<usize> {
    let (chars, origins) = fold_mapped(label);
    let text: String = chars.iter().collect();
    let mut hits = Vec::new();
    for word in words {
        let range = match text.find(&word.text) {
            Some(byte) => {
                let start = text[..byte].chars().count();
                (start..start + word.length).collect()
            }
            None => subsequence(&word.text, &chars).unwrap_or_default(),
        };
        hits.extend(range.into_iter().filter_map(|at| origins.get(at).copied()));
    }
    hits.sort_unstable();
    hits.dedup();
    hits
}

/// Where a word's letters stand in order, if they all do and near each other.
fn subsequence(word: &str, chars: &[char]) -> Option<Vec<usize>> {
    let (mut at, mut found) = (0, Vec::new());
    for letter in word.chars() {
        at += chars.get(at..)?.iter().position(|c| *c == letter)?;
        found.push(at);
        at += 1;
    }
    let spread = found.last()?.saturating_sub(*found.first()?);
    (spread <= 3 * found.len()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(word: &str, label: &str) -> i32 {
        let label = Label::new(std::iter::once(label));
        Word::all(word)
            .iter()
            .map(|w| Scorer::default().score(w, &label))
            .min()
            .unwrap_or(0)
    }

    #[test]
    fn whole_words_and_beginnings_come_before_scattered_letters() {
        assert_eq!(score("north port", "North Port"), WORD);
        assert!(score("north", "North Port") > score("nort", "North Port"));
        assert!(score("nort", "North Port") > score("orth", "North Port"));
        assert!(score("orth", "North Port") > score("nrtpt", "North Port"));
        assert_eq!(score("xyzzy", "North Port"), 0);
        assert_eq!(score("np", "North Port"), WHOLE, "initials");
    }

    #[test]
    fn spellings_meet() {
        assert!(score("muenchen", "München") > 0);
        assert!(score("MÜNCHEN", "Munchen") > 0);
        assert!(score("strasse", "Neue Straße") > 0);
        assert_eq!(score("北", "北港"), PREFIX + 20);
    }

    #[test]
    fn one_slip_is_forgiven() {
        let label = Label::new(std::iter::once("Northport"));
        let typo = |word: &str| Scorer::typo(&Word::all(word)[0], &label);
        assert!(typo("nortphort") > 0 && typo("northpotr") > 0 && typo("norhtp") > 0);
        assert_eq!(typo("southgate"), 0);
        assert_eq!(typo("nor"), 0);
    }

    #[test]
    fn highlights_land_on_the_letters_as_written() {
        let words = Word::all("strass");
        assert_eq!(highlight(&words, "Alte Straße"), vec![5, 6, 7, 8, 9]);
        assert_eq!(highlight(&Word::all("北"), "x北"), vec![1]);
    }
}
