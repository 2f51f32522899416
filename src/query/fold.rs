//! Spellings made alike for search: case, umlauts, tone marks, ß, full-width forms; with the way back for highlighting.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folded text: lower case, marks stripped, ß as ss, punctuation as spaces. `München` → `munchen`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        push_folded(&mut folded, c);
    }
    folded
}

/// An ASCII character folded; nothing of an apostrophe: Xi'an and Xian are one word.
fn folded_ascii(byte: u8) -> Option<u8> {
    match byte {
        b'\'' => None,
        b'a'..=b'z' | b'0'..=b'9' | b'.' | b',' | b'%' => Some(byte),
        b'A'..=b'Z' => Some(byte.to_ascii_lowercase()),
        _ => Some(b' '),
    }
}

/// Folded text with German umlauts spelt out: `München` → `muenchen`; `None` if that changes nothing.
pub fn fold_expanded(text: &str) -> Option<String> {
    if !text.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
        return None;
    }
    let mut folded = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        push_folded(&mut folded, c);
        if matches!(c, 'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü') {
            folded.push('e');
        }
    }
    Some(folded)
}

/// Folded text, and for each of its characters the position of the character of `text` it came from.
pub fn fold_mapped(text: &str) -> (Vec<char>, Vec<usize>) {
    let (mut chars, mut origins) = (Vec::new(), Vec::new());
    let mut one = String::new();
    for (at, c) in text.chars().enumerate() {
        one.clear();
        push_folded(&mut one, c);
        chars.extend(one.chars());
        origins.resize(chars.len(), at);
    }
    (chars, origins)
}

fn push_folded(folded: &mut String, c: char) {
    match c {
        'ß' | 'ẞ' => folded.push_str("ss"),
        // Apostrophes join: Xiong’an and Xiongan are one word.
        '’' | '‘' | 'ʼ' => {}
        _ if c.is_ascii() => {
            if let Some(byte) = folded_ascii(c as u8) {
                folded.push(char::from(byte));
            }
        }
        // Most of what is not ASCII; these decompose into nothing else and have no case.
        '\u{4e00}'..='\u{9fff}' => folded.push(c),
        _ => {
            for part in std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part)) {
                if part.is_alphanumeric() {
                    folded.extend(part.to_lowercase());
                } else {
                    folded.push(' ');
                }
            }
        }
    }
}

/// The first letters of the words of a folded text: `beijing economic area` → `bea`.
pub fn initials(folded: &str) -> String {
    folded
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .collect()
}

/// The first letters of the syllables of folded pinyin, `mentougou` → `mtg`; `None` where it does not fall into
/// syllables. A syllable is an initial, vowels, and `n`, `ng` or `r` unless a vowel follows.
pub fn syllable_initials(folded: &str) -> Option<String> {
    let vowel = |c: &u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'v');
    let mut firsts = String::new();
    for word in folded.split_whitespace() {
        let letters = word.as_bytes();
        let mut at = 0;
        while at < letters.len() {
            firsts.push(char::from(letters[at]));
            let double = matches!(&letters[at..], [b'z' | b'c' | b's', b'h', ..]);
            let initial = if double {
                2
            } else {
                usize::from(!vowel(&letters[at]))
            };
            let vowels = letters[at + initial..].iter().take_while(|c| vowel(c)).count();
            if vowels == 0 || !letters[at].is_ascii_lowercase() {
                return None;
            }
            at += initial + vowels;
            let follows = |n: usize| letters.get(at + n).is_some_and(&vowel);
            at += match &letters[at..] {
                [b'n', b'g', ..] if !follows(2) => 2,
                [b'n' | b'r', ..] if !follows(1) => 1,
                _ => 0,
            };
        }
    }
    (firsts.len() >= 2).then_some(firsts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_alike() {
        for (text, folded) in [
            ("München", "munchen"),
            ("KÖLN", "koln"),
            ("Straße", "strasse"),
            ("Běijīng", "beijing"),
            ("Xiong’an", "xiongan"),
            ("５Ｇ", "5g"),
            ("北京", "北京"),
            ("AI-firms", "ai firms"),
        ] {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(fold_expanded("München").as_deref(), Some("muenchen"));
        assert_eq!(fold_expanded("Wuhan"), None);
    }

    #[test]
    fn pinyin_falls_into_syllables() {
        for (pinyin, firsts) in [
            ("mentougou", Some("mtg")),
            ("shanghai", Some("sh")),
            ("beijing", Some("bj")),
            ("guangzhou", Some("gz")),
            ("shuzi jingji", Some("szjj")),
            ("nanjing", Some("nj")),
            ("xi", None),
            ("5g jizhan", None),
            ("xyz", None),
        ] {
            assert_eq!(syllable_initials(pinyin).as_deref(), firsts, "{pinyin}");
        }
    }

    #[test]
    fn every_folded_letter_knows_where_it_came_from() {
        let (chars, origins) = fold_mapped("Großbĕijing");
        assert_eq!(chars.len(), origins.len());
        assert_eq!(chars.iter().collect::<String>(), fold("Großbĕijing"));
        assert_eq!(origins[4], origins[3], "ß became two letters");
    }
}
