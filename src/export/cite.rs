//! What every citation says of a document: its date and how it is known, in words and in fields.
//! Knows no format.

use crate::atlas::{Atlas, Date, DateBasis, Document, Evidence, spoken};
use crate::safe_text::clean;

/// How a date is known, to stand in brackets behind it.
pub fn basis_words(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Printed => "printed in the text",
        DateBasis::Url => "from the URL",
        DateBasis::Caption => "from a caption",
        DateBasis::Inferred => "inferred",
        DateBasis::Unknown => "basis unknown",
    }
}

/// The date in words: «9 January 2026», or that there is none.
pub fn date_words(document: &Document) -> String {
    document.published.map_or_else(|| "no date".to_owned(), spoken)
}

/// The date and how it is known: «9 January 2026 (from the URL)».
pub fn dated(document: &Document) -> String {
    match document.published {
        Some(date) => format!("{} ({})", spoken(date), basis_words(document.published_basis)),
        None => "no date known".to_owned(),
    }
}

/// Year, month and day as far as they are known.
pub fn date_parts(date: Date) -> Vec<u16> {
    match date {
        Date::Year(y) => vec![y],
        Date::Month(y, m) => vec![y, u16::from(m)],
        Date::Day(y, m, d) => vec![y, u16::from(m), u16::from(d)],
    }
}

/// The publisher, with who wrote it first if that is someone else.
pub fn publishers(document: &Document) -> String {
    match &document.original_source {
        Some(source) if *source != document.publisher => {
            format!("{}, after {}", clean(&document.publisher), clean(source))
        }
        _ => clean(&document.publisher).into_owned(),
    }
}

/// Where a fact is said, on one line: «publisher, 9 January 2026, ¶3: «phrase», URL».
pub fn place_of(atlas: &Atlas, evidence: &Evidence) -> String {
    let document = atlas.document(evidence.document);
    format!(
        "{}, {}, ¶{}: «{}», {}",
        publishers(document),
        date_words(document),
        evidence.paragraph,
        clean(&evidence.phrase),
        clean(&document.url)
    )
}

/// An address with the characters percent-encoded that would end it in Markdown, BibTeX or a terminal.
pub fn safe_url(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for byte in clean(url).bytes() {
        if byte.is_ascii_graphic() && !b"<>\"\\{}^`|()".contains(&byte) {
            safe.push(char::from(byte));
        } else {
            safe.push_str(&format!("%{byte:02X}"));
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_cannot_break_out() {
        assert_eq!(safe_url("http://a.cn/b?c=1&d=%20#e"), "http://a.cn/b?c=1&d=%20#e");
        assert_eq!(
            safe_url("http://a.cn/京>} x)"),
            "http://a.cn/%E4%BA%AC%3E%7D%20x%29"
        );
    }
}
