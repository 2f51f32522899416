//! Interned labels and the scores of words against them: search scores labels, never lines.
//! Facts share few labels, so a word is scored once a label and facts only look scores up.

use super::fold::{fold, fold_expanded, fold_mapped, initials};
use crate::atlas::*;
use crate::problem::distance;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::collections::HashMap;

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
/// Score of a whole label with one typing error.
pub const TYPO_WHOLE: i32 = 450;
/// Score of a word of a label with one typing error.
const TYPO: i32 = 300;
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

    /// How long its first spelling is, in characters: shorter labels rank first among equals.
    pub fn length(&self) -> usize {
        self.texts.first().map_or(0, |text| text.chars().count())
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
        let words = folded.split_whitespace().map(|w| w.trim_matches(['.', ',']));
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
        Scorer {
            matcher: SkimMatcherV2::default().ignore_case(),
        }
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

    /// The score of quoted words: whole words of a label, side by side, or nothing.
    pub fn exact(word: &Word, label: &Label) -> i32 {
        let scores = label.texts.iter().filter_map(|text| contained(word, text));
        scores.filter(|score| *score >= WORD).max().unwrap_or(0)
    }

    fn score_text(&self, word: &Word, text: &str) -> i32 {
        if let Some(score) = contained(word, text) {
            return score;
        }
        // Three scattered letters, or scattered Chinese ones, say nothing.
        if word.length < 4 || !word.text.is_ascii() {
            return 0;
        }
        let floor = 18 * word.length as i64;
        match self.matcher.fuzzy_match(text, &word.text) {
            Some(score) if score >= floor => {
                (SCATTERED - 100 + (score - floor).min(100) as i32).min(SCATTERED)
            }
            _ => 0,
        }
    }

    /// The score of a word with a typing error: one letter changed, added, dropped or swapped; two from eight letters.
    pub fn typo(word: &Word, label: &Label) -> i32 {
        let most = match word.length {
            0..=3 => return 0,
            4..=7 => 1,
            _ => 2,
        };
        let near = |token: &str| {
            let length = token.chars().count();
            let begun: String = token.chars().take(word.length).collect();
            // A swap or change leaves the length; half-typed words are compared with the beginning of a token.
            (length.abs_diff(word.length) <= most && distance(&word.text, token) <= most)
                || (length > word.length && distance(&word.text, &begun) <= most)
        };
        let whole = |text: &String| {
            text.chars().count().abs_diff(word.length) <= most && distance(&word.text, text) <= most
        };
        if label.texts.iter().any(whole) {
            return TYPO_WHOLE;
        }
        let tokens = label.texts.iter().flat_map(|text| text.split(' '));
        if tokens.filter(|token| token.chars().count() >= 3).any(near) {
            TYPO
        } else {
            0
        }
    }
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
            // One or two letters inside a word are chance.
            _ if word.length >= 3 || !word.text.is_ascii() => INSIDE,
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

/// The labels of an atlas, and for each fact the labels it has.
#[derive(Debug)]
pub struct Index {
    /// A label for each place.
    pub places: Vec<Label>,
    /// A label for each metric.
    pub metrics: Vec<Label>,
    /// A label for each organisation.
    pub organisations: Vec<Label>,
    /// A label for each document.
    pub documents: Vec<Label>,
    /// A label for each distinct scope.
    pub scopes: Vec<Label>,
    /// For each fact the positions of its scopes.
    pub fact_scopes: Vec<Vec<u32>>,
    /// The folded restatement of each paragraph that has one.
    pub paragraphs: Vec<(DocumentId, u32, String)>,
    /// Places from the outermost to the innermost, so that scores are handed down in one pass.
    pub outermost_first: Vec<PlaceId>,
    /// The scorer.
    pub scorer: Scorer,
}

impl Index {
    /// The index of an atlas.
    pub fn new(atlas: &Atlas) -> Self {
        let (scopes, fact_scopes) = scopes(atlas);
        let mut outermost_first: Vec<PlaceId> = atlas.places().map(|(id, _)| id).collect();
        outermost_first.sort_by_cached_key(|id| atlas.path(*id).len());
        Index {
            places: atlas
                .places()
                .map(|(_, p)| named(&p.names, &p.aliases, &p.slug))
                .collect(),
            metrics: atlas.metrics().map(|(_, m)| metric(m)).collect(),
            organisations: atlas
                .organisations()
                .map(|(_, o)| named(&o.names, &o.aliases, &o.slug))
                .collect(),
            documents: atlas.documents().map(|(_, d)| document(d)).collect(),
            scopes,
            fact_scopes,
            paragraphs: paragraphs(atlas),
            outermost_first,
            scorer: Scorer::default(),
        }
    }
}

fn named(names: &Names, aliases: &[String], slug: &str) -> Label {
    Label::new(
        names
            .all()
            .chain(aliases.iter().map(String::as_str))
            .chain([slug]),
    )
}

fn metric(metric: &Metric) -> Label {
    let aliases = metric.aliases.iter().map(String::as_str);
    Label::new(
        metric
            .names
            .all()
            .chain(aliases)
            .chain([metric.short.as_str(), &metric.slug]),
    )
}

fn document(document: &Document) -> Label {
    let source = document.original_source.as_deref().unwrap_or("");
    Label::new(
        [
            document.title.as_str(),
            &document.publisher,
            source,
            &document.slug,
        ]
        .into_iter(),
    )
}

fn scopes(atlas: &Atlas) -> (Vec<Label>, Vec<Vec<u32>>) {
    let mut known: HashMap<&str, u32> = HashMap::new();
    let (mut labels, mut rows) = (Vec::new(), Vec::new());
    for (_, fact) in atlas.facts() {
        let row = fact.scope.iter().map(|scope| {
            *known.entry(scope).or_insert_with(|| {
                labels.push(Label::new(std::iter::once(scope.as_str())));
                labels.len() as u32 - 1
            })
        });
        rows.push(row.collect());
    }
    (labels, rows)
}

fn paragraphs(atlas: &Atlas) -> Vec<(DocumentId, u32, String)> {
    let mut paragraphs = Vec::new();
    for (id, document) in atlas.documents() {
        for paragraph in &document.paragraphs {
            if let Some(restatement) = &paragraph.restatement {
                paragraphs.push((id, paragraph.n, fold(&restatement.text)));
            }
        }
    }
    paragraphs
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
