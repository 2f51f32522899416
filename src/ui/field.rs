//! A line of text being typed, with the editing keys of readline. Knows no meaning of its text.

use super::event::{Key, KeyCode};
use unicode_segmentation::UnicodeSegmentation;

/// Longest text that can be typed, in bytes.
const MAX_BYTES: usize = 4096;

/// A text and the place of the cursor in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    at: usize,
}

impl TextField {
    /// A field with a text, cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut field = TextField::default();
        field.insert(text);
        field
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.at]
    }

    /// Puts text at the cursor; line breaks become spaces, control characters are dropped.
    pub fn insert(&mut self, addition: &str) {
        for c in addition.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if !c.is_control() && self.text.len() + c.len_utf8() <= MAX_BYTES {
                self.text.insert(self.at, c);
                self.at += c.len_utf8();
            }
        }
    }

    /// Carries out an editing key; `false` if the key edits nothing.
    pub fn key(&mut self, key: Key) -> bool {
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(c), false, false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, _) => self.cut(self.previous()),
            (KeyCode::Backspace, ..) | (KeyCode::Char('w'), true, _) => self.cut(self.previous_word()),
            (KeyCode::Delete, ..) => {
                let end = self.next();
                self.text.drain(self.at..end);
            }
            (KeyCode::Char('u'), true, _) => self.cut(0),
            (KeyCode::Char('k'), true, _) => self.text.truncate(self.at),
            (KeyCode::Left, false, false) | (KeyCode::Char('b'), true, _) => self.at = self.previous(),
            (KeyCode::Right, false, false) | (KeyCode::Char('f'), true, _) => self.at = self.next(),
            (KeyCode::Left, ..) | (KeyCode::Char('b'), _, true) => self.at = self.previous_word(),
            (KeyCode::Right, ..) | (KeyCode::Char('f'), _, true) => self.at = self.next_word(),
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, _) => self.at = 0,
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, _) => self.at = self.text.len(),
            _ => return false,
        }
        true
    }

    fn cut(&mut self, from: usize) {
        self.text.drain(from..self.at);
        self.at = from;
    }

    fn previous(&self) -> usize {
        self.text[..self.at]
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        self.text[self.at..]
            .graphemes(true)
            .next()
            .map_or(self.at, |g| self.at + g.len())
    }

    fn previous_word(&self) -> usize {
        let before = self.text[..self.at].trim_end();
        before.rfind(' ').map_or(0, |at| at + 1)
    }

    fn next_word(&self) -> usize {
        let rest = &self.text[self.at..];
        let blank = rest.len() - rest.trim_start().len();
        rest[blank..]
            .find(' ')
            .map_or(self.text.len(), |at| self.at + blank + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_like_readline() {
        let mut field = TextField::new("wuhan comput");
        field.key(Key::ctrl('w'));
        assert_eq!(field.text(), "wuhan ");
        field.key(Key::ctrl('a'));
        field.insert("北京 ");
        field.key(Key::plain(KeyCode::Backspace));
        field.key(Key::plain(KeyCode::Backspace));
        assert_eq!((field.text(), field.before()), ("北wuhan ", "北"));
        field.key(Key::ctrl('k'));
        assert_eq!(field.text(), "北");
        field.key(Key::ctrl('u'));
        assert_eq!(field.text(), "");
        assert!(!field.key(Key::plain(KeyCode::F(5))));
    }

    #[test]
    fn pastes_are_one_bounded_line() {
        let mut field = TextField::default();
        field.insert(&"a\n\u{1b}b".repeat(5_000));
        assert!(field.text().len() <= MAX_BYTES && !field.text().contains(['\n', '\u{1b}']));
    }
}
