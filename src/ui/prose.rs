//! Styled text: spans, lines, cutting and wrapping by screen columns. Knows no screen.

use crate::settings::Role;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Widest prose, in columns: longer lines are read slower.
pub const MAX_PROSE: u16 = 88;

/// A text of one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// What it means.
    pub role: Role,
}

/// Spans side by side.
pub type Line = Vec<Span>;

/// A span.
pub fn span(text: impl Into<String>, role: Role) -> Span {
    Span {
        text: text.into(),
        role,
    }
}

/// Columns a text takes: those of its characters, one beside the other, as terminals count.
pub fn width(text: &str) -> u16 {
    if text.is_ascii() {
        return u16::try_from(text.len()).unwrap_or(u16::MAX);
    }
    let columns = text.chars().map(|c| c.width().unwrap_or(1)).sum::<usize>();
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// What goes into one cell, or into two: a character and the marks on it. Scripts that stack their letters and emoji
/// that join are taken apart: terminals disagree about how wide they are together.
pub fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut letters = rest.char_indices().skip(1).filter(|(_, c)| c.width() != Some(0));
        let end = letters.next().map_or(rest.len(), |(at, _)| at);
        let (cluster, after) = rest.split_at(end);
        rest = after;
        (!cluster.is_empty()).then_some(cluster)
    })
}

/// Columns a line takes.
pub fn line_width(line: &[Span]) -> u16 {
    line.iter()
        .fold(0_u16, |sum, span| sum.saturating_add(width(&span.text)))
}

/// The text cut to `columns`, with `…` where something is missing.
pub fn cut(text: &str, columns: u16) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let (mut kept, mut used) = (String::new(), 0);
    for grapheme in clusters(text) {
        used += width(grapheme);
        if used + 1 > columns {
            break;
        }
        kept.push_str(grapheme);
    }
    if columns > 0 {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    kept
}

/// The text cut or filled with spaces to exactly `columns`.
pub fn fit(text: &str, columns: u16) -> String {
    let mut text = cut(text, columns);
    text.extend(std::iter::repeat_n(
        ' ',
        usize::from(columns.saturating_sub(width(&text))),
    ));
    text
}

/// The text cut or filled with spaces before it to exactly `columns`.
pub fn fit_right(text: &str, columns: u16) -> String {
    let text = cut(text, columns);
    let blank = usize::from(columns.saturating_sub(width(&text)));
    format!("{}{text}", " ".repeat(blank))
}

/// Wraps a line at spaces into lines of at most `columns`; words longer than a line are broken.
/// Chinese text may break between any two characters.
pub fn wrap(line: &[Span], columns: u16) -> Vec<Line> {
    let columns = columns.max(1);
    let (mut lines, mut current, mut used): (Vec<Line>, Line, u16) = (Vec::new(), Vec::new(), 0);
    for word in words(line) {
        let size = line_width(&word.spans);
        if used > 0 && used + size > columns {
            lines.push(trimmed(std::mem::take(&mut current)));
            used = 0;
        }
        if used == 0 && word.is_space {
            continue;
        }
        if size <= columns {
            used += size;
            extend(&mut current, word.spans);
            continue;
        }
        for piece in broken(&word.spans, columns) {
            let size = line_width(&piece);
            if used + size > columns {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            used += size;
            extend(&mut current, piece);
        }
    }
    if !current.is_empty() {
        lines.push(trimmed(current));
    }
    lines
}

struct WordSpans {
    spans: Line,
    is_space: bool,
}

/// Splits spans into words and the space between them; a word may have several spans.
fn words(line: &[Span]) -> Vec<WordSpans> {
    let mut words: Vec<WordSpans> = Vec::new();
    let mut joins = false;
    for part in line {
        for piece in part.text.split_word_bounds() {
            let is_space = piece.chars().all(char::is_whitespace) && !piece.contains('\u{A0}');
            let wide = width(piece) == 2 && piece.chars().count() == 1;
            match words.last_mut() {
                Some(last) if joins && !is_space && !wide => push(&mut last.spans, piece, part.role),
                _ => words.push(WordSpans {
                    spans: vec![span(piece, part.role)],
                    is_space,
                }),
            }
            joins = !is_space && !wide;
        }
    }
    words
}

/// A word that is longer than a line, in pieces that fit.
fn broken(word: &[Span], columns: u16) -> Vec<Line> {
    let mut pieces = vec![Line::new()];
    let mut used = 0;
    for part in word {
        for grapheme in clusters(&part.text) {
            let size = width(grapheme);
            if used + size > columns {
                pieces.push(Line::new());
                used = 0;
            }
            used += size;
            if let Some(last) = pieces.last_mut() {
                push(last, grapheme, part.role);
            }
        }
    }
    pieces
}

/// Appends a text to a line, to its last span if that has the same role.
fn push(line: &mut Line, text: &str, role: Role) {
    match line.last_mut() {
        Some(last) if last.role == role => last.text.push_str(text),
        _ => line.push(span(text, role)),
    }
}

fn extend(line: &mut Line, addition: Line) {
    for part in addition {
        match line.last_mut() {
            Some(last) if last.role == part.role => last.text.push_str(&part.text),
            _ => line.push(part),
        }
    }
}

fn trimmed(mut line: Line) -> Line {
    while let Some(last) = line.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if !last.text.is_empty() {
            break;
        }
        line.pop();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: u16) -> Vec<String> {
        let lines = wrap(&[span(text, Role::Text)], columns);
        lines
            .into_iter()
            .map(|line| line.into_iter().map(|s| s.text).collect())
            .collect()
    }

    #[test]
    fn wraps_at_spaces() {
        assert_eq!(
            wrapped("over two trillion yuan", 9),
            ["over two", "trillion", "yuan"]
        );
        assert_eq!(wrapped("exactly  nine", 9), ["exactly", "nine"]);
        assert_eq!(wrapped("", 9), Vec::<String>::new());
        assert_eq!(wrapped("unbreakable", 4), ["unbr", "eaka", "ble"]);
    }

    #[test]
    fn chinese_breaks_anywhere_and_counts_two() {
        assert_eq!(wrapped("数字经济", 4), ["数字", "经济"]);
        assert_eq!(cut("数字经济", 5), "数字…");
        assert_eq!(fit("北京", 6), "北京  ");
        assert_eq!(fit_right("7", 3), "  7");
    }

    #[test]
    fn letters_that_stack_are_taken_apart() {
        for (text, cells) in [
            ("स्त्री", &["स्", "त्", "र", "ी"][..]),
            ("\u{1100}\u{1161}한", &["\u{1100}\u{1161}", "한"]),
            ("e\u{301}x", &["e\u{301}", "x"]),
            ("🇨🇳", &["🇨", "🇳"]),
        ] {
            assert_eq!(clusters(text).collect::<Vec<_>>(), cells);
            assert_eq!(
                width(text),
                cells.iter().map(|cell| width(cell)).sum::<u16>(),
                "{text}"
            );
        }
        // One sign where letters are joined, two columns where each has its cell.
        assert_eq!(width("لا"), 2);
    }

    #[test]
    fn a_figure_keeps_its_role_through_a_break() {
        let line = [
            span("over ", Role::Text),
            span("two point four", Role::Number),
            span(".", Role::Text),
        ];
        let lines = wrap(&line, 8);
        assert_eq!(lines[0].last().map(|s| s.role), Some(Role::Number));
        assert!(lines[1].iter().all(|s| s.role == Role::Number));
        let all: String = lines.iter().flatten().map(|s| s.text.as_str()).collect();
        assert_eq!(all.replace(' ', ""), "overtwopointfour.");
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        for columns in 1..30 {
            for text in [
                "a bb ccc dddd eeeee",
                "数字 economy 经济 added",
                "x\u{A0}y zzzzzzzzzzzzzzzz",
            ] {
                assert!(
                    wrapped(text, columns.max(2))
                        .iter()
                        .all(|line| width(line) <= columns.max(2)),
                    "{text}"
                );
            }
        }
    }
}
