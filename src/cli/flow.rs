//! Styled text broken into lines by the columns it takes. Knows no colours' codes and no terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a piece of text means, from which its colour follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Running text.
    Text,
    /// Figures and headings.
    Strong,
    /// Units, labels, ids.
    Muted,
    /// Names of things that can be asked for.
    Accent,
    /// Citations.
    Cite,
    /// An address: never broken, so that it can be clicked and copied.
    Address,
    /// All is well.
    Good,
    /// Something is wrong.
    Bad,
}

/// A piece of text and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What it means.
    pub ink: Ink,
    /// The text.
    pub text: String,
}

/// A piece of text.
pub fn span(ink: Ink, text: impl Into<String>) -> Span {
    Span {
        ink,
        text: text.into(),
    }
}

/// Columns a text takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Columns of all pieces.
pub fn spans_width(spans: &[Span]) -> usize {
    spans.iter().map(|span| width(&span.text)).sum()
}

struct Cell<'a> {
    ink: Ink,
    text: &'a str,
    columns: usize,
}

/// The pieces as lines of at most `most` columns, broken at spaces and between Chinese characters; a word that is
/// longer than a line is broken where it must, an address never.
pub fn flow(spans: &[Span], most: usize) -> Vec<Vec<Span>> {
    let cells: Vec<Cell> = spans
        .iter()
        .flat_map(|span| span.text.graphemes(true).map(|text| (span.ink, text)))
        .map(|(ink, text)| Cell {
            ink,
            text,
            columns: width(text),
        })
        .collect();
    let (mut lines, mut start) = (Vec::new(), 0);
    while start < cells.len() {
        let end = line_end(&cells, start, most.max(2));
        let last = end
            - cells[start..end]
                .iter()
                .rev()
                .take_while(|c| c.text == " ")
                .count();
        lines.push(joined(&cells[start..last]));
        start = end + cells[end..].iter().take_while(|c| c.text == " ").count();
    }
    if lines.is_empty() {
        lines.push(Vec::new());
    }
    lines
}

/// The position after the last cell of the line that begins at `start`.
fn line_end(cells: &[Cell], start: usize, most: usize) -> usize {
    let (mut columns, mut at, mut word, mut soft) = (0, start, None, None);
    while at < cells.len() {
        columns += cells[at].columns;
        if columns > most && cells[at].text != " " {
            break;
        }
        at += 1;
        if may_break(cells, at) {
            word = Some(at);
        } else if matches!(cells[at - 1].text, "." | "-" | "/" | "_" | "#") {
            soft = Some(at);
        }
    }
    if at == cells.len() {
        return at;
    }
    if let Some(end) = word {
        return end;
    }
    if cells[at].ink == Ink::Address {
        let rest = cells[at..].iter().take_while(|c| c.ink == Ink::Address).count();
        return at + rest;
    }
    soft.unwrap_or(at).max(start + 1)
}

/// Whether a line may end before the cell at `at`.
fn may_break(cells: &[Cell], at: usize) -> bool {
    let Some(next) = cells.get(at) else {
        return false;
    };
    let last = &cells[at - 1];
    if next.ink == Ink::Address && last.ink == Ink::Address {
        return false;
    }
    let closes = "，。；：！？、）》」』”»)]}%".contains(next.text);
    let opens = "（《「『“«([{".contains(last.text);
    (last.text == " " && next.text != " ") || ((last.columns == 2 || next.columns == 2) && !closes && !opens)
}

fn joined(cells: &[Cell]) -> Vec<Span> {
    let mut line: Vec<Span> = Vec::new();
    for cell in cells {
        match line.last_mut() {
            Some(last) if last.ink == cell.ink => last.text.push_str(cell.text),
            _ => line.push(span(cell.ink, cell.text)),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, most: usize) -> Vec<String> {
        flow(&[span(Ink::Text, text)], most)
            .iter()
            .map(|line| line.iter().map(|s| s.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn breaks_at_spaces_and_between_chinese_characters() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("北京市，上海", 6), ["北京", "市，上", "海"]);
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("a  b", 10), ["a  b"]);
    }

    #[test]
    fn long_words_break_where_they_must_and_addresses_never() {
        assert_eq!(
            lines("beijing.value-added.2025", 14),
            ["beijing.value-", "added.2025"]
        );
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        let spans = [
            span(Ink::Text, "see "),
            span(Ink::Address, "http://a.cn/long/path"),
        ];
        let flowed = flow(&spans, 10);
        assert_eq!(flowed.len(), 2);
        assert_eq!(flowed[1][0].text, "http://a.cn/long/path");
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "数字经济 value über 2.4 trillion-yuan 增加值 and more";
        for most in 2..40 {
            for line in lines(text, most) {
                assert!(width(&line) <= most, "{line} {most}");
            }
        }
    }

    #[test]
    fn ink_survives_a_break() {
        let spans = [span(Ink::Strong, "two words"), span(Ink::Muted, " more")];
        let flowed = flow(&spans, 5);
        assert_eq!(
            flowed,
            [
                vec![span(Ink::Strong, "two")],
                vec![span(Ink::Strong, "words")],
                vec![span(Ink::Muted, "more")],
            ]
        );
    }
}
