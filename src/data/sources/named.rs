//! Whether a file's name says that it is a document: its id, the end of its address, or its title.
//! Knows no contents.

use crate::atlas::Document;
use crate::reading::normal::Normal;

/// Shortest end of an address and shortest title that name a document.
const LEAST_LETTERS: usize = 8;

/// The names that a document's file may bear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileNames {
    /// As they begin a name: the id, the end of the address.
    beginnings: Vec<String>,
    /// The title's letters, which are all of a name.
    title: Option<String>,
}

impl FileNames {
    /// The names for a document.
    pub fn of(document: &Document) -> Self {
        let mut beginnings = vec![document.slug.to_string()];
        let address = document.url.trim_end_matches('/').rsplit('/').next();
        let end = stem(address.unwrap_or_default());
        // «index» and «article» name anything.
        if end.len() >= LEAST_LETTERS && end.contains(|c: char| c.is_ascii_digit()) {
            beginnings.push(end);
        }
        let title = Normal::of(&document.title).full;
        let said = !document.title_supplied && title.chars().count() >= LEAST_LETTERS;
        FileNames {
            beginnings,
            title: said.then_some(title),
        }
    }

    /// Whether a file at this path bears one of them.
    pub fn fit(&self, path: &str) -> bool {
        let name = stem(path.rsplit(['/', '\\']).next().unwrap_or(path));
        let begins = |beginning: &String| {
            let rest = name.strip_prefix(beginning.as_str());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let title = self.title.as_ref();
        self.beginnings.iter().any(begins) || title.is_some_and(|title| Normal::of(&name).full == *title)
    }
}

/// A name without its ending, in lower case.
fn stem(name: &str) -> String {
    let name = name.split(['?', '#']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{DateBasis, Language, Text};

    #[test]
    fn id_address_and_title_name_a_file() {
        let names = FileNames::of(&Document {
            slug: "port-2025".into(),
            lang: Language::De,
            title: "Der Hafen wächst".into(),
            title_supplied: false,
            publisher: Text::default(),
            original_source: None,
            url: "https://example.org/news/t2025_4711.html".into(),
            published: None,
            published_basis: DateBasis::Unknown,
            licence: None,
            checked: None,
            paragraphs: Vec::new().into(),
        });
        for name in [
            "a/port-2025.txt",
            "port-2025 (1).HTML",
            "x/T2025_4711.htm",
            "Der Hafen waechst.md",
        ] {
            assert!(names.fit(name), "{name}");
        }
        for name in [
            "port-20251.txt",
            "port.txt",
            "port-2025/readme.md",
            "hafen.txt",
            "",
        ] {
            assert!(!names.fit(name), "{name}");
        }
    }
}
