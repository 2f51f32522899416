//! A decoded text as paragraphs, each with its way back to the text: plain lines, HTML or Markdown.
//! Knows no documents and no fingerprints; keeps no more than one paragraph at a time.
//!
//! A line of white space only (non-breaking spaces included) parts paragraphs and counts as none. In plain text
//! every line is a block; whether a gap stands before it tells re-wrapped text from split paragraphs.
//! A block never exceeds [`MAX_BLOCK`]: longer lines are cut at white space.
//! To add a format: a member of [`Format`] and an iterator beside `html` and `markdown`.

use super::lines::Lines;
pub use super::lines::{Block, MAX_BLOCK, is_blank};
use super::{html, markdown};
use std::borrow::Cow;

/// How a text is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines.
    Plain,
    /// A page with tags.
    Html,
    /// Lines with Markdown's marks.
    Markdown,
}

impl Format {
    /// The format of a text, by its file's ending if there is one and by its first tags.
    pub fn of(text: &str, file_name: Option<&str>) -> Self {
        let ending = file_name
            .and_then(|name| name.rsplit_once('.'))
            .map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("md" | "markdown") => return Format::Markdown,
            Some("html" | "htm" | "shtml" | "xhtml") => return Format::Html,
            _ => {}
        }
        let head: String = text.chars().take(20_000).collect::<String>().to_ascii_lowercase();
        let start = head.trim_start();
        let tags = ["</p>", "<p>", "<div", "<br", "</a>", "<body", "<span", "<head"];
        let seen = tags.iter().filter(|tag| head.contains(*tag)).count();
        if start.starts_with("<!doctype html") || start.starts_with("<html") || seen >= 3 {
            Format::Html
        } else {
            Format::Plain
        }
    }
}

/// The blocks of a decoded text, one after the other.
pub fn blocks(text: &str, format: Format) -> Box<dyn Iterator<Item = Block<'_>> + '_> {
    match format {
        Format::Plain => Box::new(Lines::new(text).flat_map(cut)),
        Format::Markdown => Box::new(markdown::blocks(text).flat_map(cut)),
        Format::Html => Box::new(html::Blocks::new(text).flat_map(cut)),
    }
}

/// The paragraphs of a plain text as the data files number them: non-empty lines, from 1.
pub fn numbered(text: &str) -> impl Iterator<Item = (u32, Block<'_>)> {
    (1..).zip(Lines::new(text))
}

/// A block in pieces of at most [`MAX_BLOCK`] bytes, cut at white space where there is some.
pub(super) fn cut(block: Block<'_>) -> Vec<Block<'_>> {
    if block.text.len() <= MAX_BLOCK {
        return vec![block];
    }
    let (mut pieces, mut start) = (Vec::new(), 0);
    while start < block.text.len() {
        let end = cut_at(&block.text, start);
        let range = block.origin(start)..block.origin_of(&(start..end)).end;
        let shift = |(here, there): &(u32, u32)| {
            let here = *here as usize;
            (here >= start && here < end).then(|| ((here - start) as u32, *there))
        };
        let mut steps: Vec<(u32, u32)> = block.steps.iter().filter_map(shift).collect();
        if !block.steps.is_empty() {
            steps.insert(0, (0, range.start as u32));
        }
        let text = match &block.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[start..end]),
            Cow::Owned(text) => Cow::Owned(text[start..end].to_owned()),
        };
        let gap = block.gap && start == 0;
        pieces.push(Block {
            text,
            range,
            gap,
            steps,
        });
        start = end;
    }
    pieces
}

/// The end of the piece that starts at `start`.
fn cut_at(text: &str, start: usize) -> usize {
    let most = start + MAX_BLOCK;
    if most >= text.len() {
        return text.len();
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let space = text[start..end]
        .char_indices()
        .rev()
        .take(4096)
        .find(|(_, c)| c.is_whitespace());
    space.map_or(end, |(n, c)| start + n + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, format: Format) -> Vec<(String, bool)> {
        blocks(text, format)
            .map(|b| (b.text.into_owned(), b.gap))
            .collect()
    }

    #[test]
    fn blank_lines_part_and_do_not_count() {
        let text = "Titel\r\n\u{A0} \u{A0}\nErster Satz.\nZweiter Satz.\n\n\n  Dritter.";
        let expected = [
            ("Titel", true),
            ("Erster Satz.", true),
            ("Zweiter Satz.", false),
            ("Dritter.", true),
        ];
        let expected: Vec<_> = expected.iter().map(|(t, g)| ((*t).to_owned(), *g)).collect();
        assert_eq!(texts(text, Format::Plain), expected);
        let (n, block) = numbered(text).last().unwrap();
        assert_eq!((n, &text[block.range]), (4, "Dritter."));
    }

    #[test]
    fn endless_lines_are_cut_at_white_space() {
        let text = "wort ".repeat(40_000);
        let pieces: Vec<_> = blocks(&text, Format::Plain).collect();
        assert!(pieces.len() > 2 && pieces.iter().all(|p| p.text.len() <= MAX_BLOCK));
        assert_eq!(
            pieces.iter().map(|p| p.text.len()).sum::<usize>(),
            text.trim().len()
        );
        assert!(
            pieces
                .iter()
                .all(|p| text[p.range.clone()] == p.text && p.text.starts_with("wort"))
        );
        let solid = "字".repeat(50_000);
        assert!(blocks(&solid, Format::Plain).all(|p| p.text.len() <= MAX_BLOCK));
    }

    #[test]
    fn the_format_is_told_by_ending_or_tags() {
        assert_eq!(Format::of("x", Some("a.MD")), Format::Markdown);
        assert_eq!(Format::of("<!DOCTYPE html><p>x", None), Format::Html);
        assert_eq!(
            Format::of("<div><p>x</p><br></div>", Some("copy.txt")),
            Format::Html
        );
        assert_eq!(Format::of("a < b and b > c", None), Format::Plain);
    }
}
