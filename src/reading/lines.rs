//! A paragraph with its way back to the decoded text, and a plain text as lines that say something.
//! Knows no markup.
//!
//! A line of white space only (non-breaking spaces included) parts paragraphs and counts as none.

use std::borrow::Cow;
use std::ops::Range;

/// Most bytes of one block.
pub const MAX_BLOCK: usize = 8 * 1024;

/// A paragraph, or a line of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<'a> {
    /// Its words, without markup.
    pub text: Cow<'a, str>,
    /// Where it stands in the decoded text, in bytes.
    pub range: Range<usize>,
    /// Whether an empty line, a tag or the start of the text parts it from the block before.
    pub gap: bool,
    /// Pairs of offsets, in `text` and in the decoded text, from which both run alike; empty if they always do.
    pub(super) steps: Vec<(u32, u32)>,
}

impl<'a> Block<'a> {
    /// A block that is a piece of the decoded text itself.
    pub fn plain(text: &'a str, start: usize, gap: bool) -> Self {
        Block {
            text: Cow::Borrowed(text),
            range: start..start + text.len(),
            gap,
            steps: Vec::new(),
        }
    }

    /// Where byte `at` of its words stands in the decoded text.
    pub fn origin(&self, at: usize) -> usize {
        let before = self.steps.partition_point(|(here, _)| *here as usize <= at);
        match before.checked_sub(1).and_then(|n| self.steps.get(n)) {
            Some((here, there)) => (*there as usize + at - *here as usize).min(self.range.end),
            None => (self.range.start + at).min(self.range.end),
        }
    }

    /// Where a piece of its words stands in the decoded text.
    pub fn origin_of(&self, span: &Range<usize>) -> Range<usize> {
        let last = span.end.saturating_sub(1).max(span.start);
        let end = self.origin(last) + (span.end - last);
        self.origin(span.start)..end.min(self.range.end)
    }
}

/// Whether a line says nothing.
pub fn is_blank(line: &str) -> bool {
    line.chars().all(|c| {
        c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
    })
}

/// The lines of a text that say something.
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    gap: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lines {
            text,
            at: 0,
            gap: true,
        }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Block<'a>;

    fn next(&mut self) -> Option<Block<'a>> {
        loop {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let length = rest
                .find(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}'])
                .unwrap_or(rest.len());
            let line = &rest[..length];
            let start = self.at;
            let step = match rest[length..].chars().next() {
                Some('\r') if rest[length..].starts_with("\r\n") => 2,
                Some(c) => c.len_utf8(),
                None => 0,
            };
            self.at += length + step;
            if is_blank(line) {
                self.gap = true;
                continue;
            }
            let words = line.trim();
            let indent = line.len() - line.trim_start().len();
            let gap = std::mem::replace(&mut self.gap, false);
            return Some(Block::plain(words, start + indent, gap));
        }
    }
}
