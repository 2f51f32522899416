//! A text as words, numbers, single Chinese characters and signs, each with its place.
//! Knows no meanings: what a word counts or how far a number holds is asked elsewhere.
//!
//! Words are folded by `normal`; a word broken by a hyphen at the end of a line is one word. Addresses and file
//! names are marked as such, since their digits are no figures.
//! To add a kind of token: [`Sort`] and a branch in [`tokens`].

use super::normal::{folded, is_han, number_at};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// What sort of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A word in letters other than Chinese.
    Word,
    /// Digits with their marks.
    Number,
    /// One Chinese character.
    Han,
    /// Any other sign.
    Sign,
    /// A web address, a mail address or a file name.
    Address,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub sort: Sort,
    /// A word folded, a number as in `normal::NumberToken`, else as it stands (traditional forms of
    /// number characters as simplified ones).
    pub text: String,
    /// Its place in the original.
    pub span: Range<usize>,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Token {
    /// Whether it is this word, character or sign.
    pub fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.sort, Sort::Word | Sort::Han | Sort::Sign)
    }

    /// Whether it is one of these words, characters or signs.
    pub fn is_any(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.is(text))
    }
}

/// The tokens of a text, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let (mut at, mut spaced) = (0, true);
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || is_invisible(c) {
            spaced |= c.is_whitespace();
            at += c.len_utf8();
            continue;
        }
        let (sort, end) = next(text, at, c, spaced);
        let span = at..end;
        tokens.push(Token {
            sort,
            text: reading_of(sort, &text[span.clone()], c),
            span,
            spaced,
            capital: c.is_uppercase(),
        });
        (at, spaced) = (end, false);
    }
    tokens
}

/// The sort and the end of the token at `at`, which begins with `c`.
fn next(text: &str, at: usize, c: char, spaced: bool) -> (Sort, usize) {
    if (spaced || !text[..at].ends_with(|b: char| b.is_ascii_alphanumeric() || "./-_@%&=".contains(b)))
        && let Some(end) = address_end(text, at)
    {
        return (Sort::Address, end);
    }
    if let Some((_, end)) = number_at(text, at) {
        return (Sort::Number, end);
    }
    if is_han(c) {
        return (Sort::Han, at + c.len_utf8());
    }
    if c.is_alphabetic() {
        return (Sort::Word, word_end(text, at));
    }
    (Sort::Sign, at + c.len_utf8())
}

fn reading_of(sort: Sort, raw: &str, first: char) -> String {
    match sort {
        Sort::Number => number_at(raw, 0).map_or_else(|| raw.to_owned(), |(number, _)| number),
        Sort::Word => folded(raw),
        Sort::Han => simplified(first).to_string(),
        Sort::Sign => plain_sign(first).to_string(),
        Sort::Address => raw.to_owned(),
    }
}

/// Traditional forms of the characters that numbers, units and hedges are written with.
fn simplified(c: char) -> char {
    const TRADITIONAL: &str =
        "萬億兩個點過約達餘滿間條項種輛臺幣圓資產這從歐羅時層級類標單總數門隻張機戶處場週歲為裡";
    const SIMPLIFIED: &str =
        "万亿两个点过约达余满间条项种辆台币圆资产这从欧罗时层级类标单总数门只张机户处场周岁为里";
    let found = TRADITIONAL.chars().zip(SIMPLIFIED.chars()).find(|(t, _)| *t == c);
    found.map_or(c, |(_, simple)| simple)
}

/// Full-width and typographic signs as their plain twins.
fn plain_sign(c: char) -> char {
    match c {
        '％' | '﹪' => '%',
        '‐' | '‑' | '–' | '－' => '-',
        '＋' => '+',
        '～' | '〜' | '∼' => '~',
        '＞' => '>',
        '＜' => '<',
        '￥' => '¥',
        '（' => '(',
        '）' => ')',
        '’' => '\'',
        _ => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The end of a word: letters, marks, soft hyphens, and a hyphen at a line's end before a small letter.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    while let Some(c) = text[end..].chars().next() {
        if is_invisible(c) || is_combining_mark(c) || (c.is_alphabetic() && !is_han(c)) {
            end += c.len_utf8();
        } else if let Some(width) = broken_line(&text[end..]) {
            end += width;
        } else {
            break;
        }
    }
    end
}

/// The bytes of a hyphen, a line's end and the next line's indentation, if the word goes on after them.
fn broken_line(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix(['-', '‐'])?;
    let next = after
        .trim_start_matches([' ', '\t', '\r'])
        .strip_prefix('\n')?
        .trim_start();
    next.starts_with(char::is_lowercase)
        .then_some(rest.len() - next.len())
}

const FILE_ENDINGS: [&str; 14] = [
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".html", ".htm", ".shtml", ".pdf", ".txt", ".mp4", ".csv",
    ".docx", ".md",
];
const DOMAINS: [&str; 8] = [".com", ".cn", ".org", ".net", ".de", ".gov", ".eu", ".io"];

/// The end of a web or mail address or a file name that starts at `at`.
fn address_end(text: &str, at: usize) -> Option<usize> {
    let run = text[at..].bytes().take_while(u8::is_ascii_graphic).count();
    let run = text[at..at + run].trim_end_matches(['.', ',', ';', ')', ']', '"', '\'', '>', ':', '!', '?']);
    if run.len() < 5 || !run.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let lower = run.to_ascii_lowercase();
    let has_letters = |part: &str| part.bytes().any(|b| b.is_ascii_alphabetic());
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let is_address = lower.contains("://")
        || lower.starts_with("www.")
        || (lower.contains('@') && lower.contains('.'))
        || FILE_ENDINGS
            .iter()
            .any(|ending| lower.ends_with(ending) && lower.len() > ending.len())
        || (has_letters(host) && DOMAINS.iter().any(|domain| host.ends_with(domain)));
    is_address.then_some(at + run.len())
}

/// Whether a whole text is the name of a picture file, spaces and all.
pub fn is_file_name(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    lower.len() < 120 && FILE_ENDINGS[..5].iter().any(|ending| lower.ends_with(ending))
}

/// Shortened words whose full stop ends no sentence.
const SHORTENED: [&str; 34] = [
    "ca", "mio", "mrd", "bio", "bzw", "nr", "rd", "tsd", "z", "b", "u", "a", "d", "h", "vgl", "etc", "dr",
    "prof", "st", "co", "ltd", "inc", "no", "vs", "approx", "jan", "feb", "aug", "sept", "okt", "nov", "dez",
    "inkl", "max",
];

/// Whether token `n` ends a sentence.
pub fn ends_sentence(tokens: &[Token], n: usize) -> bool {
    let Some(token) = tokens.get(n).filter(|t| t.sort == Sort::Sign) else {
        return false;
    };
    match token.text.as_str() {
        "。" | "！" | "？" | "!" | "?" | "；" => true,
        "." => is_full_stop(tokens, n),
        _ => false,
    }
}

fn is_full_stop(tokens: &[Token], n: usize) -> bool {
    let Some(next) = tokens.get(n + 1) else {
        return true;
    };
    let before = n.checked_sub(1).and_then(|b| tokens.get(b));
    let shortened = before.is_some_and(|b| match b.sort {
        Sort::Word => SHORTENED.contains(&b.text.as_str()),
        // «14. Fünfjahresplan», «3. Februar»: an ordinal. A year or a longer number ends its sentence.
        Sort::Number => b.text.len() <= 2,
        _ => false,
    });
    next.spaced && !shortened && (next.capital || !matches!(next.sort, Sort::Word))
}

/// Whether token `n` parts two clauses.
pub fn ends_clause(tokens: &[Token], n: usize) -> bool {
    let part = [",", ";", "，", "；", ":", "：", "(", ")"];
    ends_sentence(tokens, n)
        || tokens
            .get(n)
            .is_some_and(|t| t.sort == Sort::Sign && part.contains(&t.text.as_str()))
}

/// The tokens of the sentence around token `n`.
pub fn sentence_around(tokens: &[Token], n: usize) -> Range<usize> {
    let start = (0..n.min(tokens.len())).rev().find(|k| ends_sentence(tokens, *k));
    let end = (n..tokens.len()).find(|k| ends_sentence(tokens, *k));
    start.map_or(0, |k| k + 1)..end.map_or(tokens.len(), |k| k + 1)
}

/// How many tokens, from `n` on, spell `phrase`: words parted by spaces, Chinese characters one by one.
/// A word that ends in `*` stands for all that begin so.
pub fn spells(tokens: &[Token], n: usize, phrase: &str) -> Option<usize> {
    let mut at = n;
    for piece in phrase.split(' ') {
        for part in parts(piece) {
            if !fits(tokens.get(at)?, part) {
                return None;
            }
            at += 1;
        }
    }
    Some(at - n)
}

/// Where `phrase` begins if it ends just before token `end`.
pub fn spelled_before(tokens: &[Token], end: usize, phrase: &str) -> Option<usize> {
    let count: usize = phrase.split(' ').map(|piece| parts(piece).count()).sum();
    let start = end.checked_sub(count)?;
    spells(tokens, start, phrase).map(|_| start)
}

/// A Latin word in one piece, a Chinese one in its characters.
fn parts(piece: &str) -> impl Iterator<Item = &str> {
    let han = piece.starts_with(is_han);
    let whole = (!han).then_some(piece);
    let single = han
        .then(|| piece.split_inclusive(|_: char| true))
        .into_iter()
        .flatten();
    whole.into_iter().chain(single)
}

fn fits(token: &Token, piece: &str) -> bool {
    if !matches!(token.sort, Sort::Word | Sort::Han | Sort::Sign) {
        return false;
    }
    match piece.strip_suffix('*').filter(|stem| !stem.is_empty()) {
        Some(stem) => token.text.starts_with(stem),
        None => token.text == piece,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn words_numbers_and_signs() {
        assert_eq!(texts("Über 2,4 Mrd. Yuan"), ["uber", "2,4", "mrd", ".", "yuan"]);
        assert_eq!(texts("40 5G-Masten"), ["40", "5", "g", "-", "masten"]);
        assert_eq!(texts("约2.4萬億元"), ["约", "2.4", "万", "亿", "元"]);
        assert_eq!(
            texts("Milli-\n  arden und Soft\u{AD}ware"),
            ["milliarden", "und", "software"]
        );
        assert_eq!(texts("Mai-\nAusgabe"), ["mai", "-", "ausgabe"]);
    }

    #[test]
    fn addresses_are_one_token() {
        for (text, address) in [
            (
                "siehe https://a.example/2025-12/c_118.htm.",
                "https://a.example/2025-12/c_118.htm",
            ),
            ("(www.stadt7.de)", "www.stadt7.de"),
            ("Bild 3: foto_800.jpg", "foto_800.jpg"),
            ("an amt9@lindenau.de", "amt9@lindenau.de"),
        ] {
            let found = tokens(text).into_iter().find(|t| t.sort == Sort::Address);
            assert_eq!(found.map(|t| t.text).as_deref(), Some(address), "{text}");
        }
        assert!(
            tokens("2,4 Mio. und 1.500 km/h")
                .iter()
                .all(|t| t.sort != Sort::Address)
        );
        assert!(is_file_name("Titelbild 800 neu.jpg") && !is_file_name("800 Bilder"));
    }

    #[test]
    fn sentences_end_at_full_stops_only() {
        let text = "Der 14. Plan lief bis 2025. Rund 3 Mio. Yuan blieben. Am 3. Mai war Schluss.";
        let tokens = tokens(text);
        let ends: Vec<_> = (0..tokens.len()).filter(|n| ends_sentence(&tokens, *n)).collect();
        assert_eq!(ends.len(), 3, "{ends:?}");
        let around = sentence_around(&tokens, 8);
        assert_eq!(
            &text[tokens[around.start].span.start..tokens[around.end - 1].span.end],
            "Rund 3 Mio. Yuan blieben."
        );
    }

    #[test]
    fn phrases_are_spelled_in_both_scripts() {
        let german = tokens("nicht mehr als 30");
        assert_eq!(spelled_before(&german, 3, "mehr als"), Some(1));
        assert_eq!(spelled_before(&german, 3, "weniger als"), None);
        let chinese = tokens("已超过30");
        assert_eq!(spelled_before(&chinese, 3, "超过"), Some(1));
        assert_eq!(spells(&german, 0, "ni* mehr"), Some(2));
    }
}
