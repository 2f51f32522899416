//! Restatements as written: `"… added [over 2.4 trillion yuan](fact-id) …"` into text and marks.
//! Knows no facts; marks carry slugs until `data::resolve` looks them up.

/// A restatement with its marks by slug: byte range in the text, slug.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The text without marks.
    pub text: String,
    /// The marks in order.
    pub marks: Vec<(std::ops::Range<usize>, String)>,
}

/// Reads `[text](slug)` marks. A bracket without an address behind it is ordinary text.
pub fn parse(written: &str) -> Marked {
    let mut marked = Marked::default();
    let mut rest = written;
    while let Some(open) = rest.find('[') {
        marked.text.push_str(&rest[..open]);
        match mark(&rest[open..]) {
            Some((figure, slug, length)) => {
                let start = marked.text.len();
                marked.text.push_str(figure);
                marked.marks.push((start..marked.text.len(), slug.to_owned()));
                rest = &rest[open + length..];
            }
            None => {
                marked.text.push('[');
                rest = &rest[open + 1..];
            }
        }
    }
    marked.text.push_str(rest);
    marked
}

/// The figure, the slug and the length of a mark at the start of `text`.
fn mark(text: &str) -> Option<(&str, &str, usize)> {
    let close = text.find(']')?;
    let figure = &text[1..close];
    let slug = text[close + 1..].strip_prefix('(')?;
    let end = slug.find(')')?;
    let slug = &slug[..end];
    let plain = !figure.contains('[') && !slug.is_empty() && !slug.contains(char::is_whitespace);
    plain.then_some((figure, slug, close + end + 3))
}

/// Writes marks back into a text: the inverse of [`parse`].
pub fn write<'a>(text: &str, marks: impl Iterator<Item = (std::ops::Range<usize>, &'a str)>) -> String {
    let (mut written, mut at) = (String::with_capacity(text.len()), 0);
    for (range, slug) in marks {
        written.push_str(&text[at..range.start]);
        written.push_str(&format!("[{}]({slug})", &text[range.clone()]));
        at = range.end;
    }
    written.push_str(&text[at..]);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_out_and_go_back_in() {
        let written = "It made [over 2 t](a.b.2025) of [tea](c) [sic] in all.";
        let marked = parse(written);
        assert_eq!(marked.text, "It made over 2 t of tea [sic] in all.");
        assert_eq!(marked.marks.len(), 2);
        assert_eq!(&marked.text[marked.marks[0].0.clone()], "over 2 t");
        let marks = marked
            .marks
            .iter()
            .map(|(range, slug)| (range.clone(), slug.as_str()));
        assert_eq!(write(&marked.text, marks), written);
    }

    #[test]
    fn any_text_is_readable() {
        for text in ["", "[", "[]", "[](", "[a](b", "[a] (b)", "]()", "[[a](b)"] {
            let _ = parse(text);
        }
    }
}
