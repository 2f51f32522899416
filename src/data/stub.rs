//! The stub of a document of the reader's own, in the layout of the data files: fields to fill in, and for each
//! paragraph a guessed role and its fingerprint. None of its words.
//!
//! To add a role that is guessed: a row in [`BEGINNINGS`] or a test in [`role`].

use super::sources::Text;
use crate::atlas::{Language, Named, Role};
use crate::reading::blocks::{Block, Format, blocks, numbered};
use crate::reading::fingerprint::Fingerprint;
use crate::reading::normal::is_han;
use std::fmt::Write as _;
use std::path::Path;

/// The text of a `document.ron`.
pub fn stub(text: &Text) -> String {
    let mut out = head(text);
    for (n, block) in paragraphs(text) {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "        (\n            n: {n},\n            role: {},\n            fingerprint: {:?},\n        ),\n",
            role(n, &block.text).word(),
            Fingerprint::of(&block.text).to_string()
        );
    }
    out.push_str("    ],\n)\n");
    out
}

fn head(text: &Text) -> String {
    let page = match text.format {
        Format::Html => {
            "// Made of a web page: remove the paragraphs that are not the document's and number the rest anew.\n"
        }
        Format::Plain | Format::Markdown => "",
    };
    format!(
        r#"#![enable(implicit_some)]
// Fill in what says FILL IN, correct the roles, and keep this as documents/{id}/document.ron.
// To each paragraph a restatement in words of your own may be added, with the marks of its facts.
{page}(
    id: "{id}",
    lang: "{lang}",
    title: "FILL IN: the title",
    // If it has none: a title of your own, and title_supplied: true,
    publisher: "FILL IN: the publisher",
    // If the publisher took it from somebody: original_source: "…",
    url: "FILL IN: the address",
    // If the date is known: published: "2026-02-14", with its basis: Printed, Url, Caption or Inferred.
    published_basis: Unknown,
    paragraphs: [
"#,
        id = slug(&text.name),
        lang = language(&text.decoded.text).name(),
    )
}

/// The paragraphs as data files number them.
fn paragraphs(text: &Text) -> Box<dyn Iterator<Item = (u32, Block<'_>)> + '_> {
    match text.format {
        Format::Plain => Box::new(numbered(&text.decoded.text)),
        format => Box::new((1..).zip(blocks(&text.decoded.text, format))),
    }
}

/// An id out of a file's name.
fn slug(name: &str) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let dashed: String = stem.chars().map(plain).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    let slug: String = parts.join("-").chars().take(64).collect();
    if slug.is_empty() {
        "my-document".to_owned()
    } else {
        slug
    }
}

/// The language whose small words are most frequent.
fn language(text: &str) -> Language {
    const GERMAN: [&str; 10] = [
        "der", "die", "das", "und", "ist", "von", "mit", "auf", "im", "für",
    ];
    const ENGLISH: [&str; 10] = ["the", "of", "and", "to", "in", "is", "for", "with", "that", "on"];
    let head: String = text.chars().take(50_000).collect();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let han = head.chars().filter(|c| is_han(*c)).count();
    let count = |words: &[&str]| {
        let all = head.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        all.filter(|word| words.contains(&word.as_str())).count()
    };
    match () {
        () if 4 * han > letters => Language::Zh,
        () if count(&GERMAN) > count(&ENGLISH) => Language::De,
        () => Language::En,
    }
}

/// How a line of a role begins, in lower case.
const BEGINNINGS: &[(Role, &[&str])] = &[
    (Role::Url, &["http://", "https://", "www."]),
    (
        Role::Source,
        &[
            "quelle",
            "(quelle",
            "source:",
            "(source",
            "from:",
            "来源",
            "（来源",
            "稿源",
        ],
    ),
    (
        Role::Credit,
        &[
            "foto:", "(foto", "fotos:", "bild:", "photo:", "photo by", "(photo", "image:", "credit", "摄影",
            "图片", "图：", "（图",
        ],
    ),
    (
        Role::Footer,
        &[
            "©",
            "copyright",
            "alle rechte",
            "all rights",
            "editor:",
            "redaktion",
            "责任编辑",
            "编辑：",
            "版权",
        ],
    ),
];
const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp"];

/// What a paragraph seems to be.
fn role(n: u32, text: &str) -> Role {
    let line = text.trim().to_lowercase();
    let words = line.split_whitespace().count();
    let short = words <= 14 && line.chars().count() <= 110;
    if words == 1 && PICTURES.iter().any(|ending| line.ends_with(ending)) {
        return Role::Image;
    }
    let begins = |(_, beginnings): &&(Role, &[&str])| beginnings.iter().any(|b| line.starts_with(b));
    match BEGINNINGS.iter().find(begins) {
        Some((role, _)) if short => return *role,
        _ => {}
    }
    let ends = line.ends_with(['.', '!', '?', '。', '！', '？', ':', '：', '…']);
    match () {
        () if short && is_date(&line) => Role::Date,
        () if n == 1 && !ends => Role::Title,
        () if short && !ends => Role::Heading,
        () => Role::Body,
    }
}

/// Hardly more than a date.
fn is_date(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let mut numbers = line.split(|c: char| !c.is_ascii_digit());
    let year = numbers.any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")));
    year && letters <= 20 && digits >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(n: u32, text: &str, expected: Role) {
        assert_eq!(role(n, text), expected, "{text}");
    }

    #[test]
    fn roles_are_guessed_by_form() {
        check(1, "Lindenau baut seinen Hafen aus", Role::Title);
        check(2, "2031-04-12 09:30", Role::Date);
        check(2, "12. April 2031", Role::Date);
        check(2, "2031年4月12日", Role::Date);
        check(3, "Im Hafen von Lindenau liegen heute 300 Boote.", Role::Body);
        check(4, "hafen_lindenau-3.JPG", Role::Image);
        check(5, "Foto: A. Muster", Role::Credit);
        check(6, "Der zweite Abschnitt", Role::Heading);
        check(7, "Quelle: Lindenauer Tagblatt", Role::Source);
        check(8, "https://example.org/hafen.html", Role::Url);
        check(9, "© Lindenauer Tagblatt", Role::Footer);
    }

    #[test]
    fn languages_are_guessed_by_small_words() {
        assert_eq!(
            language("Die Boote liegen im Hafen und warten auf Wind."),
            Language::De
        );
        assert_eq!(
            language("The boats lie in the harbour and wait for wind."),
            Language::En
        );
        assert_eq!(language("今年新增设备350台，同比增长8.7%。"), Language::Zh);
    }

    #[test]
    fn ids_are_slugs() {
        assert_eq!(slug("a/Der Hafen (1).txt"), "der-hafen-1");
        assert_eq!(slug("港口.txt"), "my-document");
    }
}
