//! The one gate for text from data, files, arguments and keys on its way to a screen or a clipboard.
//! A security control: control sequences, bidi controls and stacked marks never pass (compare CVE-2021-27135).

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// Stands where something was dropped.
pub const REPLACEMENT: char = '\u{FFFD}';
/// Most bytes of one grapheme.
const MAX_GRAPHEME_BYTES: usize = 32;
/// Most combining marks of one grapheme.
const MAX_MARKS: usize = 4;

/// The text without anything a terminal might obey or a reader be misled by. White space becomes a space;
/// anything else dropped leaves one U+FFFD for the run.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    if !text.chars().any(is_unsafe) && text.graphemes(true).all(fits) {
        return Cow::Borrowed(text);
    }
    let safe = cleaned(text);
    if safe.graphemes(true).all(fits) {
        return Cow::Owned(safe);
    }
    // What stood between was dropped, so that marks came to lie on what was there before.
    Cow::Owned(cleaned(&safe))
}

/// Whether a byte is a character of one column that every terminal shows and none obeys.
pub fn is_plain(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte)
}

fn cleaned(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        push_clean(&mut safe, grapheme);
    }
    safe
}

/// The beginning of a text that shows at least so many columns once it is clean: where less room is, the rest need
/// not even be looked at.
pub fn head(text: &str, columns: usize) -> &str {
    let mut shown = 0;
    let end = text.char_indices().find(|(_, c)| {
        let is_beyond = shown >= columns;
        shown += unicode_width::UnicodeWidthChar::width(*c)
            .filter(|_| !is_unsafe(*c))
            .unwrap_or(0);
        is_beyond
    });
    end.map_or(text, |(at, _)| &text[..at])
}

fn push_clean(safe: &mut String, grapheme: &str) {
    if grapheme.chars().all(|c| matches!(c, '\t' | '\n' | '\r')) {
        safe.push(' ');
        return;
    }
    let (mut bytes, mut marks) = (0, 0);
    for c in grapheme.chars() {
        bytes += c.len_utf8();
        marks += usize::from(is_mark(c));
        if is_unsafe(c) || bytes > MAX_GRAPHEME_BYTES || marks > MAX_MARKS {
            if !safe.ends_with(REPLACEMENT) {
                safe.push(REPLACEMENT);
            }
        } else {
            safe.push(c);
        }
    }
}

fn fits(grapheme: &str) -> bool {
    grapheme.len() <= MAX_GRAPHEME_BYTES && grapheme.chars().filter(|c| is_mark(*c)).count() <= MAX_MARKS
}

/// Characters of no width that follow a base: counted, so that they cannot pile up.
fn is_mark(c: char) -> bool {
    c > '\u{2FF}' && unicode_width::UnicodeWidthChar::width(c) == Some(0)
}

/// C0, DEL, C1, bidi and other format controls, zero-width characters, tags, noncharacters, private use; what
/// terminals give different widths: skin tones, and a deprecated Khmer sign of three columns, which no cell can hold.
fn is_unsafe(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{17D8}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFC}' | '\u{E000}'..='\u{F8FF}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'..='\u{10FFFF}')
        || (c as u32) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_passes_unchanged() {
        for text in [
            "",
            "plain",
            "Xiong’an 雄安 über 2,4 Billionen",
            "Běijīng",
            "⣀⣤ ▁█ ● ○ ◌ ◇",
            "e\u{301}",
        ] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn nothing_a_terminal_obeys_passes() {
        for (text, expected) in [
            ("a\u{1b}[31mb", "a\u{FFFD}[31mb"),
            ("a\u{9b}31mb", "a\u{FFFD}31mb"),
            ("two\nlines\tand", "two lines and"),
            ("\u{202E}evil", "\u{FFFD}evil"),
            ("zero\u{200B}width", "zero\u{FFFD}width"),
            ("\u{E0041}\u{E0042}tag", "\u{FFFD}tag"),
            ("bell\u{7}", "bell\u{FFFD}"),
        ] {
            assert_eq!(clean(text), expected);
        }
    }

    #[test]
    fn no_character_that_passes_is_wider_than_two_columns() {
        use unicode_width::UnicodeWidthChar;
        let passing = ('\0'..=char::MAX).filter(|c| !is_unsafe(*c));
        let wide: Vec<char> = passing
            .filter(|c| c.width().is_none_or(|width| width > 2))
            .collect();
        assert_eq!(wide, []);
    }

    #[test]
    fn the_head_of_a_text_shows_what_there_is_room_for() {
        assert_eq!(head("plain text", 5), "plain");
        assert_eq!(head("short", 9), "short");
        assert_eq!(head("北京市", 3), "北京");
        assert_eq!(head("a\u{200b}\u{200b}b\u{301}c", 2), "a\u{200b}\u{200b}b");
        for text in ["Běijīng 北京 \u{1b}[31m", "\u{202e}\u{202e}abc\u{301}\u{301}def"] {
            for columns in 0..20 {
                let (whole, begun) = (clean(text).into_owned(), clean(head(text, columns)).into_owned());
                let letters = |text: &str| text.replace(['\u{fffd}', '\u{301}'], "");
                assert!(
                    letters(&whole).starts_with(&letters(&begun)),
                    "{columns} of {text:?}"
                );
            }
        }
    }

    #[test]
    fn marks_do_not_pile_up() {
        let zalgo = format!("a{}", "\u{301}".repeat(200));
        assert!(clean(&zalgo).len() <= 16);
        // A control that is dropped no longer parts marks from a sign that joins what follows.
        let joined = "\u{D4E}\u{FFFD}\0\u{313}\u{314}\u{315}\u{316}x";
        assert_eq!(clean(joined), "\u{D4E}\u{FFFD}\u{313}\u{314}\u{315}\u{FFFD}x");
        assert_eq!(clean(&clean(joined)), clean(joined));
        let plain: String = ('\0'..='\u{FFFF}').collect();
        assert!(clean(&plain).chars().all(|c| !is_unsafe(c)));
        assert_eq!(
            clean(&clean(&plain)),
            clean(&plain),
            "cleaning twice changes nothing"
        );
    }
}
