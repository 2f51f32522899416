//! Finding a phrase in a paragraph: literally, after normalising, or nearly, and never a digit that only resembles.
//! Knows no facts; says what it found as one of six codes.
//!
//! E0 literal · E1 normalised · E2 approximate (score ≥ 0.85, margin ≥ 0.10 to the next best; numbers, number words
//! and scale words must be the same) · E3 at several places · E4 absent · E5 only inside a longer number.
//! To add a code: [`Phrase`].

use super::lexer;
use super::normal::{Normal, is_han};
use super::numbers::number_at;
use super::numeral::Form;
use super::tokens::{Sort, Token, tokens};
use crate::atlas::Language;
use std::ops::Range;

/// Least score of an approximate match.
pub const LEAST_SCORE: f64 = 0.85;
/// Least distance of its score to the next best place.
pub const LEAST_MARGIN: f64 = 0.10;
/// Longest phrase or window that is compared letter by letter.
const MAX_LETTERS: usize = 200;

/// How a phrase was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phrase {
    /// Literally, once.
    Literal,
    /// After normalising, once.
    Normalised,
    /// Nearly, with the same numbers.
    Approximate,
    /// At several places.
    Ambiguous,
    /// Not at all.
    Absent,
    /// Only inside a longer number.
    InsideNumber,
}

impl Phrase {
    /// Its code in output.
    pub fn code(self) -> &'static str {
        match self {
            Phrase::Literal => "E0",
            Phrase::Normalised => "E1",
            Phrase::Approximate => "E2",
            Phrase::Ambiguous => "E3",
            Phrase::Absent => "E4",
            Phrase::InsideNumber => "E5",
        }
    }
}

/// Where a phrase stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How it was found.
    pub phrase: Phrase,
    /// Its place in the paragraph; none if absent. The first of several.
    pub span: Option<Range<usize>>,
    /// Further places.
    pub others: Vec<Range<usize>>,
    /// Whether its places carry different figures.
    pub differ: bool,
    /// If it is absent: where its words stand with other figures.
    pub changed: Option<Range<usize>>,
    /// How alike the place is, 0 to 1.
    pub score: f64,
}

impl Found {
    fn at(phrase: Phrase, span: Range<usize>) -> Self {
        Found {
            phrase,
            span: Some(span),
            others: Vec::new(),
            differ: false,
            changed: None,
            score: 1.0,
        }
    }
}

/// Finds a phrase in a paragraph of this language.
pub fn find(phrase: &str, paragraph: &str, language: Language) -> Found {
    let sides = Sides::new(phrase, paragraph, language);
    let literal: Vec<_> = paragraph
        .match_indices(phrase.trim())
        .map(|(at, m)| at..at + m.len())
        .collect();
    let normal = sides.normalised();
    let (whole, inner): (Vec<_>, Vec<_>) = union(literal.clone(), normal)
        .into_iter()
        .partition(|s| sides.is_whole(s));
    match &whole[..] {
        [] => sides.without_exact(inner.into_iter().next()),
        [span] => {
            let kind = if literal.contains(span) {
                Phrase::Literal
            } else {
                Phrase::Normalised
            };
            Found::at(kind, span.clone())
        }
        [first, others @ ..] => Found {
            others: others.to_vec(),
            differ: sides.figures_differ(&whole),
            ..Found::at(Phrase::Ambiguous, first.clone())
        },
    }
}

/// Both lists in order, pieces that cover one another once.
fn union(literal: Vec<Range<usize>>, normal: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut all = literal;
    for span in normal {
        if !all
            .iter()
            .any(|known| known.start < span.end && span.start < known.end)
        {
            all.push(span);
        }
    }
    all.retain(|span| !span.is_empty());
    all.sort_by_key(|span| span.start);
    all
}

/// Phrase and paragraph in all their forms.
struct Sides<'a> {
    phrase: &'a str,
    paragraph: &'a str,
    language: Language,
    needle: Normal,
    hay: Normal,
}

impl<'a> Sides<'a> {
    fn new(phrase: &'a str, paragraph: &'a str, language: Language) -> Self {
        Sides {
            phrase,
            paragraph,
            language,
            needle: Normal::of(phrase),
            hay: Normal::of(paragraph),
        }
    }

    fn normalised(&self) -> Vec<Range<usize>> {
        if self.needle.full.is_empty() {
            return Vec::new();
        }
        let hits = self.hay.full.match_indices(self.needle.full.as_str());
        hits.map(|(at, m)| self.hay.full_span(self.paragraph, at..at + m.len()))
            .collect()
    }

    /// Whether a place does not begin or end inside a number, a number word or (at its start) any word.
    fn is_whole(&self, span: &Range<usize>) -> bool {
        let inside = |at: usize| {
            self.hay
                .numbers
                .iter()
                .any(|n| n.span.start < at && at < n.span.end)
        };
        if inside(span.start) || inside(span.end) {
            return false;
        }
        let Some(hit) = self.paragraph.get(span.clone()) else {
            return false;
        };
        let before = self.paragraph[..span.start].chars().next_back();
        let after = self.paragraph[span.end..].chars().next();
        let starts = hit.chars().next().is_none_or(|first| !runs_on(before, first));
        let ends = hit
            .chars()
            .next_back()
            .is_none_or(|last| !after.is_some_and(|next| runs_on(Some(last), next)));
        starts && (ends || !self.ends_with_number())
    }

    fn ends_with_number(&self) -> bool {
        let tokens = tokens(self.phrase);
        tokens.last().is_some_and(|t| is_numeral(&t.text))
            || tokens
                .len()
                .checked_sub(1)
                .is_some_and(|n| is_figure(&tokens, n, self.language))
    }

    fn without_exact(&self, inner: Option<Range<usize>>) -> Found {
        if let Some(span) = inner.clone().filter(|_| self.has_number_at_edge()) {
            return Found::at(Phrase::InsideNumber, span);
        }
        if let Some((score, span)) = self.nearly() {
            return Found {
                score,
                ..Found::at(Phrase::Approximate, span)
            };
        }
        Found {
            phrase: Phrase::Absent,
            span: None,
            others: Vec::new(),
            differ: false,
            changed: self.with_other_figures(),
            score: 0.0,
        }
    }

    fn has_number_at_edge(&self) -> bool {
        let tokens = tokens(self.phrase);
        let figure = |n: usize| {
            tokens
                .get(n)
                .is_some_and(|t| t.sort == Sort::Number || is_numeral(&t.text))
                || is_figure(&tokens, n, self.language)
        };
        !tokens.is_empty() && (figure(0) || figure(tokens.len() - 1))
    }

    /// Where the same words stand with other numbers, if that is one place.
    fn with_other_figures(&self) -> Option<Range<usize>> {
        let masked = self.needle.masked.as_str();
        let letters = masked.chars().filter(|c| *c != '0').count();
        if self.needle.numbers.is_empty() || letters < 3 {
            return None;
        }
        let mut hits = self.hay.masked.match_indices(masked);
        let (at, hit) = hits.next()?;
        hits.next()
            .is_none()
            .then(|| self.hay.masked_span(self.paragraph, at..at + hit.len()))
    }

    /// Whether the figures at these places say different things.
    fn figures_differ(&self, places: &[Range<usize>]) -> bool {
        let readings = lexer::readings(self.paragraph, self.language);
        let figures = |place: &Range<usize>| -> Vec<_> {
            let here = readings
                .iter()
                .filter(|r| r.span.start < place.end && place.start < r.span.end);
            here.map(|r| (r.value.clone(), r.unit.slug.clone())).collect()
        };
        let first = places.first().map(figures);
        places.iter().any(|place| Some(figures(place)) != first)
    }

    /// The best place that is nearly the phrase and has the same figures in the same order.
    fn nearly(&self) -> Option<(f64, Range<usize>)> {
        let (needle, hay) = (words(self.phrase), words(self.paragraph));
        let letters: Vec<char> = letters_of(&needle);
        let plain = letters.iter().filter(|c| !c.is_ascii_digit()).count();
        if plain < 6 || letters.len() > MAX_LETTERS {
            return None;
        }
        let (figures, marks) = (
            figures_of(&needle, self.language),
            figure_marks(&hay, self.language),
        );
        let mut scored: Vec<(f64, Range<usize>)> = Vec::new();
        for start in 0..hay.len() {
            for count in needle.len().saturating_sub(2).max(1)..=needle.len() + 2 {
                let Some(window) = hay.get(start..start + count) else {
                    break;
                };
                let same = marks[start..start + count].iter().flatten().eq(figures.iter());
                if same {
                    let span = window[0].span.start..window[count - 1].span.end;
                    scored.push((alike(&letters, &letters_of(window)), span));
                }
            }
        }
        best_apart(scored)
    }
}

/// The best place, if it is good enough and no other place that does not overlap comes near.
fn best_apart(mut scored: Vec<(f64, Range<usize>)>) -> Option<(f64, Range<usize>)> {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (score, span) = scored.first()?.clone();
    let apart = |other: &Range<usize>| other.end <= span.start || span.end <= other.start;
    let next = scored
        .iter()
        .find(|(_, other)| apart(other))
        .map_or(0.0, |(s, _)| *s);
    (score >= LEAST_SCORE && score - next >= LEAST_MARGIN).then_some((score, span))
}

/// Whether two neighbours belong to one word or one Chinese numeral.
fn runs_on(before: Option<char>, next: char) -> bool {
    let Some(before) = before else {
        return false;
    };
    let numerals = is_numeral(before.encode_utf8(&mut [0; 4])) && is_numeral(next.encode_utf8(&mut [0; 4]));
    let letters = before.is_alphabetic() && next.is_alphabetic() && !is_han(before) && !is_han(next);
    letters || numerals
}

fn is_numeral(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| "〇零一二两三四五六七八九十百千万亿".contains(c))
}

fn words(text: &str) -> Vec<Token> {
    tokens(text)
        .into_iter()
        .filter(|t| t.sort != Sort::Sign)
        .collect()
}

fn letters_of(words: &[Token]) -> Vec<char> {
    words.iter().flat_map(|t| t.text.chars()).collect()
}

/// Whether the token says a number or a scale.
fn is_figure(tokens: &[Token], n: usize, language: Language) -> bool {
    tokens[n].sort == Sort::Number
        || is_numeral(&tokens[n].text)
        || number_at(&tokens[n..=n], 0, language).is_some_and(|number| number.form != Form::Article)
        || is_scale(&tokens[n].text)
}

fn is_scale(word: &str) -> bool {
    const SCALES: [&str; 12] = [
        "million",
        "millionen",
        "milliarde",
        "milliarden",
        "billion",
        "billionen",
        "trillion",
        "mio",
        "mrd",
        "bn",
        "tn",
        "thousand",
    ];
    SCALES.contains(&word)
}

/// For each word, its text if it says a number.
fn figure_marks(words: &[Token], language: Language) -> Vec<Option<String>> {
    (0..words.len())
        .map(|n| is_figure(words, n, language).then(|| words[n].text.clone()))
        .collect()
}

fn figures_of(words: &[Token], language: Language) -> Vec<String> {
    figure_marks(words, language).into_iter().flatten().collect()
}

/// One minus the edits from one to the other by the longer length.
fn alike(a: &[char], b: &[char]) -> f64 {
    let longest = a.len().max(b.len());
    if longest == 0 || longest > 2 * MAX_LETTERS {
        return 0.0;
    }
    1.0 - edits(a, b) as f64 / longest as f64
}

/// Levenshtein's distance, in one row.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, from) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], n + 1);
        for (m, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != to);
            diagonal = row[m + 1];
            row[m + 1] = change.min(row[m] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str, paragraph: &str, code: &str) -> Found {
        let language = if phrase.contains(is_han) {
            Language::Zh
        } else {
            Language::De
        };
        let found = find(phrase, paragraph, language);
        assert_eq!(found.phrase.code(), code, "{phrase} in {paragraph}: {found:?}");
        found
    }

    #[test]
    fn literal_and_normalised() {
        check("2,4 Billionen Yuan", "Es waren 2,4 Billionen Yuan im Jahr.", "E0");
        let paragraph = "Es waren über 2,4\u{A0}Billi-\nonen „Yuan“ im Jahr.";
        let found = check("ueber 2,4 Billionen Yuan", paragraph, "E1");
        assert_eq!(
            &paragraph[found.span.unwrap()],
            "über 2,4\u{A0}Billi-\nonen „Yuan"
        );
        check("350家企业", "今年新增350家企业。", "E0");
    }

    #[test]
    fn no_digit_is_matched_inside_a_longer_number() {
        check("500 Firmen", "Es gibt 1.500 Firmen.", "E5");
        check("5 Prozent", "Ein Plus von 2,5 Prozent.", "E5");
        check("zehn Prozent", "Ein Plus von fünfzehn Prozent.", "E5");
        check("hundert", "Es sind hundertzwanzig.", "E5");
        check("五十家", "共有三百五十家企业", "E5");
        check("500 Firmen", "Es gibt 1.500 und 500 Firmen.", "E0");
    }

    #[test]
    fn no_digit_is_matched_fuzzily() {
        let found = check(
            "2,4 Billionen Yuan Wertschöpfung",
            "Es waren 2,6 Billionen Yuan Wertschöpfung.",
            "E4",
        );
        assert!(found.changed.is_some());
        check(
            "48 Millionen Kilometer Teststrecke",
            "gut 48 Milliarden Kilometer Teststrecke",
            "E4",
        );
        check(
            "zehn Millionen Kilometer Strecke",
            "zwei Millionen Kilometer Strecke",
            "E4",
        );
        let near = check(
            "48 Millionen Kilometer Teststrecke",
            "gut 48 Millionen Kilometern Teststrecken entlang",
            "E2",
        );
        assert!(near.score >= LEAST_SCORE);
        check(
            "vier neue Schwerpunkte der Planung",
            "Nichts davon steht hier geschrieben.",
            "E4",
        );
    }

    #[test]
    fn several_places_are_told() {
        let same = check("elf Prozent", "Erst elf Prozent, dann wieder elf Prozent.", "E3");
        assert!(!same.differ && same.others.len() == 1);
        let other = check(
            "Prozent im Jahr",
            "von 35 Prozent im Jahr 2031 auf 65 Prozent im Jahr 2034",
            "E3",
        );
        assert!(other.differ);
    }

    #[test]
    fn odd_phrases_do_no_harm() {
        for phrase in ["", " ", "…", "5", "é", "字"] {
            for paragraph in ["", "5", "55", "é", "e\u{301}", "字字"] {
                find(phrase, paragraph, Language::De);
            }
        }
    }
}
