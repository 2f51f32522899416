//! Lines without Markdown's marks: headings, quotes, lists, emphasis, links, tables and fences.
//! Knows no HTML beyond dropping tags in a line; numbers of lists stay, since «14.» may begin a sentence.
//!
//! To add a mark: [`strip`].

use super::blocks::cut;
use super::lines::{Block, Lines, is_blank};
use std::borrow::Cow;

/// The lines of a text that say something, without their marks.
pub fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    let mut gap = false;
    // Cut first: an endless line would be held twice.
    Lines::new(text).flat_map(cut).filter_map(move |line| {
        let marked = is_rule(&line.text);
        let parts = marked || starts_block(&line.text);
        let stripped = if marked { None } else { strip(&line) };
        let Some(mut block) = stripped.filter(|b| !is_blank(&b.text)) else {
            gap |= line.gap || marked;
            return None;
        };
        block.gap |= std::mem::take(&mut gap) || parts;
        Some(block)
    })
}

/// Rules, fences, and the line under a table's head.
fn is_rule(line: &str) -> bool {
    line.starts_with("```")
        || line.starts_with("~~~")
        || line
            .chars()
            .all(|c| matches!(c, '-' | '=' | '*' | '_' | '|' | ':' | ' '))
}

/// Headings and list items begin a block of their own.
fn starts_block(line: &str) -> bool {
    line.starts_with('#') || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
}

/// Drops marks and keeps the way back.
fn strip<'a>(line: &Block<'a>) -> Option<Block<'a>> {
    let text = &*line.text;
    let (mut words, mut steps): (String, Vec<(u32, u32)>) = (String::with_capacity(text.len()), Vec::new());
    let mut at = text.len() - lead(text).len();
    let mut signs = Signs::of(text);
    let mut end_of_link = None;
    while let Some(c) = text[at..].chars().next() {
        let mut length = c.len_utf8();
        let kept = match c {
            '\\' => false,
            '*' | '`' | '|' => false,
            '_' => !is_emphasis(text, at),
            '!' if text[at..].starts_with("![") => false,
            '[' => {
                end_of_link = end_of_link.or_else(|| signs.link_text_end(at));
                end_of_link.is_none()
            }
            ']' if end_of_link == Some(at) => {
                end_of_link = None;
                length = signs.link_end(at) - at;
                false
            }
            '<' => {
                let tag = signs
                    .next('>', at)
                    .map(|close| close - at)
                    .filter(|_| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
                length = tag.map_or(length, |n| n + 1);
                tag.is_none()
            }
            _ => true,
        };
        if kept {
            push_step(&mut steps, words.len(), line.range.start + at);
            words.push(c);
        }
        at += length;
    }
    let block = Block {
        text: Cow::Owned(words),
        range: line.range.clone(),
        gap: line.gap,
        steps,
    };
    Some(block)
}

fn push_step(steps: &mut Vec<(u32, u32)>, here: usize, there: usize) {
    let follows = steps
        .last()
        .is_some_and(|(h, t)| *t as usize + here - *h as usize == there);
    if !follows {
        steps.push((here as u32, there as u32));
    }
}

/// The line without the marks it begins with.
fn lead(line: &str) -> &str {
    let mut rest = line;
    while let Some(next) = rest.strip_prefix('>') {
        rest = next.trim_start();
    }
    if rest.starts_with('#') {
        rest = rest.trim_start_matches('#').trim_start();
    }
    ["- ", "* ", "+ "]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))
        .unwrap_or(rest)
        .trim_start()
}

/// An underscore at a word's edge; inside a word it is a letter of a name.
fn is_emphasis(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let after = text[at + 1..].chars().next().is_some_and(char::is_alphanumeric);
    !(before && after)
}

/// Where the signs of links and tags stand in a line: each is looked for once, so that long lines stay linear.
struct Signs<'a> {
    text: &'a str,
    /// For each sign the last place found, or the end of the text.
    known: [(char, Option<usize>); 3],
}

impl<'a> Signs<'a> {
    fn of(text: &'a str) -> Self {
        let known = [(']', None), (')', None), ('>', None)];
        Signs { text, known }
    }

    /// The next such sign from `at` on, not farther than a link may reach. Places asked for never go back.
    fn next(&mut self, sign: char, at: usize) -> Option<usize> {
        const REACH: usize = 2000;
        let text = self.text;
        let (_, known) = self.known.iter_mut().find(|(c, _)| *c == sign)?;
        let place = match *known {
            Some(place) if place >= at => place,
            _ => text[at..].find(sign).map_or(text.len(), |n| at + n),
        };
        *known = Some(place);
        (place < text.len() && place - at < REACH).then_some(place)
    }

    /// The closing bracket of a link's text, if a target follows it.
    fn link_text_end(&mut self, at: usize) -> Option<usize> {
        let close = self.next(']', at)?;
        self.text[close..].starts_with("](").then_some(close)
    }

    /// The byte after a link's target.
    fn link_end(&mut self, close: usize) -> usize {
        self.next(')', close).map_or(close + 1, |end| end + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_dropped_and_words_stay() {
        let text = "# Der *neue* Hafen\n\nEr misst **2,4** km² ([Quelle 7](https://a.example/2031)), siehe `plan_b`.\n- Punkt _eins_\n- Punkt zwei\n---\n\
                    | Jahr | Wert |\n|---|---|\n| 2031 | 5 |\n14. Plan\n";
        let texts: Vec<_> = blocks(text).map(|b| b.text.into_owned()).collect();
        let trimmed: Vec<&str> = texts.iter().map(|t| t.trim()).collect();
        assert_eq!(
            trimmed,
            [
                "Der neue Hafen",
                "Er misst 2,4 km² (Quelle 7), siehe plan_b.",
                "Punkt eins",
                "Punkt zwei",
                "Jahr  Wert",
                "2031  5",
                "14. Plan"
            ]
        );
    }

    #[test]
    fn words_lead_back_to_their_place() {
        let text = "Er misst **2,4** km² ([Quelle](x)) neu.";
        let block = blocks(text).next().unwrap();
        for word in ["2,4", "Quelle", "neu"] {
            let at = block.text.find(word).unwrap();
            assert_eq!(&text[block.origin_of(&(at..at + word.len()))], word);
        }
    }

    #[test]
    fn odd_marks_do_no_harm() {
        for text in [
            "[",
            "](",
            "[a](",
            "![",
            "_",
            "\\",
            "<",
            "<a",
            "> > >",
            "####",
            "[[a](b)](c)",
        ] {
            for block in blocks(text) {
                assert!(block.origin(block.text.len()) <= text.len());
            }
        }
    }
}
