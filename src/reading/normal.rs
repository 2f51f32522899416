//! The normaliser: one text as two streams, A with its digits and M with every number masked, and the way back.
//! Knows no languages, no values and no fingerprints; both sides of every comparison go through this one code.
//!
//! Letters are kept (compatibility forms resolved, lower case, ß as ss, marks stripped, ae oe ue as a o u);
//! spaces, punctuation, symbols, soft hyphens and zero-width characters are dropped, so that a word broken by a
//! hyphen at the end of a line is whole again. A number is one token with borders: deleting its marks would let
//! 1.500 match inside 15.000. In stream A it stands as `[1.500]`, in stream M as `0`.
//!
//! To add a folding: [`fold`] for letters, [`number_at`] for what belongs to a number.

use std::ops::Range;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A number as the normaliser sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberToken {
    /// Its digits with the marks as written; spaces and apostrophes between thousands are dropped: `1.500`, `2,4`, `-3`.
    pub text: String,
    /// Where it stands, in bytes of the original.
    pub span: Range<usize>,
}

/// A text after normalising.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normal {
    /// Stream A: letters, and numbers as `[2,4]`.
    pub full: String,
    /// Stream M: letters, and `0` for every number.
    pub masked: String,
    /// The numbers in order.
    pub numbers: Vec<NumberToken>,
    /// For each byte of stream A, the byte of the original it comes from.
    full_origin: Vec<u32>,
    /// The same for stream M.
    masked_origin: Vec<u32>,
    /// Length of the original.
    length: usize,
}

/// Takes what [`walk`] finds, in order.
pub trait Sink {
    /// A letter, folded; `at` is its byte in the original.
    fn letter(&mut self, c: char, at: usize);
    /// A number token at `span` of the original.
    fn number(&mut self, original: &str, span: Range<usize>);
}

impl Normal {
    /// Normalises a text. Offsets are kept as 32 bits: a text has at most 4 GiB.
    pub fn of(text: &str) -> Self {
        let mut normal = Normal {
            length: text.len(),
            ..Normal::default()
        };
        normal.full.reserve(text.len());
        walk(text, &mut Folder::default(), &mut normal);
        normal
    }

    /// The bytes of `original` that bytes `range` of stream A come from.
    pub fn full_span(&self, original: &str, range: Range<usize>) -> Range<usize> {
        self.span(&self.full_origin, original, range)
    }

    /// The bytes of `original` that bytes `range` of stream M come from. A masked number stands for all its digits.
    pub fn masked_span(&self, original: &str, range: Range<usize>) -> Range<usize> {
        let span = self.span(&self.masked_origin, original, range);
        let last = self
            .numbers
            .iter()
            .find(|n| n.span.contains(&span.end.saturating_sub(1)));
        span.start..last.map_or(span.end, |n| n.span.end)
    }

    fn span(&self, origin: &[u32], original: &str, range: Range<usize>) -> Range<usize> {
        let at = |n: usize| origin.get(n).map_or(self.length, |o| *o as usize);
        if range.is_empty() {
            return at(range.start)..at(range.start);
        }
        at(range.start)..end_of_letter(original, at(range.end - 1))
    }
}

impl Sink for Normal {
    fn letter(&mut self, c: char, at: usize) {
        self.full.push(c);
        self.masked.push(c);
        self.full_origin.resize(self.full.len(), at as u32);
        self.masked_origin.resize(self.masked.len(), at as u32);
    }

    fn number(&mut self, original: &str, span: Range<usize>) {
        let text = written(original, &span);
        self.full.push('[');
        self.full.push_str(&text);
        // The inside of a number is never a border of a match, so that its bytes may share the start.
        self.full_origin.resize(self.full.len(), span.start as u32);
        self.full.push(']');
        self.full_origin.push(span.end.saturating_sub(1) as u32);
        self.masked.push('0');
        self.masked_origin.push(span.start as u32);
        self.numbers.push(NumberToken { text, span });
    }
}

/// The byte after the letter at `at` and the marks that sit on it.
fn end_of_letter(text: &str, at: usize) -> usize {
    let mut start = at.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut chars = text[start..].char_indices();
    chars.next();
    let end = chars.find(|(_, c)| !is_combining_mark(*c));
    end.map_or(text.len(), |(n, _)| start + n)
}

/// The state of folding that lasts from letter to letter, also across blocks of one stream.
#[derive(Debug, Clone, Copy, Default)]
pub struct Folder {
    /// The last letter was a, o or u without a mark: an e that follows belongs to it.
    vowel: bool,
    /// For words that are looked up: «neuen» must not become «neun», so that eu and au keep an e behind them.
    diphthongs: bool,
    last: char,
}

impl Folder {
    fn put(&mut self, c: char, at: usize, sink: &mut impl Sink) {
        if c == 'e' && std::mem::take(&mut self.vowel) {
            return;
        }
        let diphthong = self.diphthongs && c == 'u' && matches!(self.last, 'a' | 'e' | 'q');
        self.vowel = matches!(c, 'a' | 'o' | 'u') && !diphthong;
        self.last = c;
        sink.letter(c, at);
    }
}

/// Whether it is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Sends the letters and numbers of a text to `sink`, in order and in one pass.
pub fn walk(text: &str, folder: &mut Folder, sink: &mut impl Sink) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            folder.put(char::from(byte.to_ascii_lowercase()), at, sink);
            at += 1;
        } else if byte.is_ascii() && !byte.is_ascii_digit() && byte != b'-' {
            at += 1;
        } else {
            at = walk_other(text, at, folder, sink);
        }
    }
}

/// A number, or a character beyond ASCII; returns the byte after it.
fn walk_other(text: &str, at: usize, folder: &mut Folder, sink: &mut impl Sink) -> usize {
    if let Some(end) = read_number(text, at, |_| {}) {
        folder.vowel = false;
        sink.number(text, at..end);
        return end;
    }
    let Some(c) = text[at..].chars().next() else {
        return text.len();
    };
    if is_han(c) {
        folder.put(c, at, sink);
    } else if vulgar_fraction(c).is_some() {
        folder.vowel = false;
        sink.number(text, at..at + c.len_utf8());
    } else if !c.is_ascii() {
        fold(c, |letter| match letter {
            Folded::Letter(l) => folder.put(l, at, sink),
            Folded::Mark => folder.vowel = false,
            Folded::Digit(_) => sink.number(text, at..at + c.len_utf8()),
        });
    }
    at + c.len_utf8()
}

/// What one character becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// A letter in lower case without marks.
    Letter(char),
    /// A mark on the letter before.
    Mark,
    /// A digit in another dress (², ①).
    Digit(char),
}

/// Resolves compatibility forms, case, ß and marks of one character; drops what is no letter, digit or mark.
pub fn fold(c: char, mut put: impl FnMut(Folded)) {
    decompose_compatible(c, |part| {
        if is_combining_mark(part) {
            put(Folded::Mark);
        } else if part.is_ascii_digit() {
            put(Folded::Digit(part));
        } else if part.is_alphabetic() {
            for lower in part.to_lowercase() {
                match lower {
                    'ß' => (0..2).for_each(|_| put(Folded::Letter('s'))),
                    'æ' => put_closed('a', &mut put),
                    'œ' => put_closed('o', &mut put),
                    'ς' => put(Folded::Letter('σ')),
                    _ if is_combining_mark(lower) => put(Folded::Mark),
                    _ => put(Folded::Letter(lower)),
                }
            }
        }
    });
}

/// A vowel that has its e already.
fn put_closed(c: char, put: &mut impl FnMut(Folded)) {
    put(Folded::Letter(c));
    put(Folded::Mark);
}

/// A word folded for looking up: `überschritt`, `ueberschritt` and `UBERSCHRITT` are all `uberschritt`.
pub fn folded(word: &str) -> String {
    let mut normal = Normal::default();
    let mut folder = Folder {
        diphthongs: true,
        ..Folder::default()
    };
    walk(word, &mut folder, &mut normal);
    normal.masked
}

/// The text of a number token: digits and marks, a fraction, or a digit in another dress.
fn written(original: &str, span: &Range<usize>) -> String {
    if let Some((number, _)) = number_at(original, span.start) {
        return number;
    }
    let first = original[span.start..].chars().next();
    if let Some(fraction) = first.and_then(vulgar_fraction) {
        return fraction.to_owned();
    }
    let mut digits = String::new();
    first.into_iter().for_each(|c| {
        fold(c, |part| {
            if let Folded::Digit(d) = part {
                digits.push(d);
            }
        });
    });
    digits
}

fn vulgar_fraction(c: char) -> Option<&'static str> {
    Some(match c {
        '½' => "1/2",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '¼' => "1/4",
        '¾' => "3/4",
        '⅕' => "1/5",
        '⅛' => "1/8",
        _ => return None,
    })
}

/// The digit a plain or full-width character stands for; superscripts are not part of a number.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

/// The number token that starts at byte `at`: its text as in [`NumberToken`] and the byte after it.
///
/// Marks (`.` `,` `'`) belong to it between digits; a space of any kind only before a group of exactly three digits,
/// after a first group of one to three. A minus belongs to it if no letter or digit stands before.
pub fn number_at(text: &str, at: usize) -> Option<(String, usize)> {
    let mut number = String::new();
    let end = read_number(text, at, |c| number.push(c))?;
    Some((number, end))
}

/// As [`number_at`], sending the text character by character; nothing is sent if there is no number.
fn read_number(text: &str, at: usize, mut put: impl FnMut(char)) -> Option<usize> {
    let sign = sign_at(text, at)?;
    let (first, bytes) = digits(text, at + sign);
    if first == 0 {
        return None;
    }
    if sign > 0 {
        put('-');
    }
    let mut end = at + sign + bytes;
    send_digits(&text[at + sign..end], &mut put);
    let mut groups = first <= 3;
    while let Some((mark, width)) = mark_at(text, end) {
        let (group, bytes) = digits(text, end + width);
        let is_group = group == 3 && groups;
        let silent = matches!(mark, ' ' | '\'');
        if group == 0 || (silent && !is_group) {
            break;
        }
        if !silent {
            put(mark);
        }
        send_digits(&text[end + width..end + width + bytes], &mut put);
        groups = is_group;
        end += width + bytes;
    }
    Some(end)
}

/// The bytes of a minus at `at`, 0 if there is none; `None` if it is a hyphen.
fn sign_at(text: &str, at: usize) -> Option<usize> {
    let Some(sign) = text.get(at..)?.chars().next().filter(|c| matches!(c, '-' | '−')) else {
        return Some(0);
    };
    let before = text[..at].chars().next_back();
    let hyphen = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '%' | '-'));
    (!hyphen).then_some(sign.len_utf8())
}

/// A mark between digits, spaces as ' ' and apostrophes as '\'', with its bytes.
fn mark_at(text: &str, at: usize) -> Option<(char, usize)> {
    let c = text.get(at..)?.chars().next()?;
    let mark = match c {
        '.' | '．' => '.',
        ',' => ',',
        '\'' | '’' => '\'',
        ' ' | '\n' | '\u{A0}' | '\u{2007}' | '\u{2009}' | '\u{202F}' => ' ',
        '\r' if text[at..].starts_with("\r\n") => return Some((' ', 2)),
        _ => return None,
    };
    Some((mark, c.len_utf8()))
}

/// How many digits stand from `at` on, and their bytes.
fn digits(text: &str, at: usize) -> (usize, usize) {
    let run = text[at..].chars().take_while(|c| digit(*c).is_some());
    run.fold((0, 0), |(count, bytes), c| (count + 1, bytes + c.len_utf8()))
}

fn send_digits(run: &str, put: &mut impl FnMut(char)) {
    run.chars().filter_map(digit).for_each(put);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, full: &str, masked: &str) {
        let normal = Normal::of(text);
        assert_eq!(
            (normal.full.as_str(), normal.masked.as_str()),
            (full, masked),
            "{text}"
        );
    }

    #[test]
    fn letters_are_folded_and_the_rest_is_dropped() {
        check("Größe, Maße & „Übung“", "grossemasseubung", "grossemasseubung");
        check("Groesse Masse Uebung", "grossemasseubung", "grossemasseubung");
        check("Gro\u{308}ße Mas\u{AD}se", "grossemasse", "grossemasse");
        check("ﬁne Ｆｕｌｌ ŒUVRE", "finefullouvre", "finefullouvre");
        check("säen saeen", "saensaen", "saensaen");
        check("数字\u{3000}经济", "数字经济", "数字经济");
    }

    #[test]
    fn new_is_not_nine() {
        assert_eq!(folded("neuen"), "neuen");
        assert_eq!(folded("fuenf"), "funf");
        assert_eq!(folded("Häuser"), folded("Haeuser"));
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_joins() {
        assert_eq!(
            Normal::of("Rechen-\n  leistung").full,
            Normal::of("Rechenleistung").full
        );
        assert_eq!(Normal::of("Bau-\r\nern").full, Normal::of("Bauern").full);
    }

    #[test]
    fn numbers_keep_their_marks_and_their_borders() {
        check("1.500 von 15.000", "[1.500]von[15.000]", "0von0");
        check("1 500, 1\u{A0}500 und 1'500", "[1500][1500]und[1500]", "00und0");
        check("2025 1,1 Mio.", "[2025][1,1]mio", "00mio");
        check("40 5G-Masten", "[40][5]gmasten", "00gmasten");
        check("2,67 km²", "[2,67]km[2]", "0km0");
        check("２．４万亿", "[2.4]万亿", "0万亿");
        check(
            "minus -3,5 bis 2021-2025",
            "minus[-3,5]bis[2021][2025]",
            "minus0bis00",
        );
        check("Ende 2024.", "ende[2024]", "ende0");
        check("2½ Jahre", "[2][1/2]jahre", "00jahre");
    }

    #[test]
    fn every_piece_leads_back_to_its_place() {
        let text = "Die Größe: 1\u{A0}500 Wörter.";
        let normal = Normal::of(text);
        let back = |needle: &str| {
            let at = normal.full.find(needle).unwrap();
            &text[normal.full_span(text, at..at + needle.len())]
        };
        assert_eq!(back("grosse"), "Größe");
        assert_eq!(back("[1500]worter"), "1\u{A0}500 Wörter");
        assert_eq!(back("grosse[1500]"), "Größe: 1\u{A0}500");
        let at = normal.masked.find("e0").unwrap();
        assert_eq!(&text[normal.masked_span(text, at..at + 2)], "e: 1\u{A0}500");
    }

    #[test]
    fn nothing_makes_it_panic() {
        for text in [
            "",
            "-",
            "--5",
            "5.",
            "5,",
            "\u{308}",
            "ä\u{308}\u{308}",
            "１ ２３４",
            "½½",
            "1 234 5678",
            "−7",
        ] {
            let normal = Normal::of(text);
            for end in 0..=normal.full.len() {
                let span = normal.full_span(text, 0..end);
                assert!(span.end <= text.len());
            }
        }
        check("1 234 5678", "[1234][5678]", "00");
    }
}
