//! The documents as BibTeX, one `@online` each; facts as an entry with paragraph and phrase in a note.
//! Escapes what LaTeX reads as commands; braces never go in bare, because BibTeX counts them.

use super::{Format, cite};
use crate::atlas::{Atlas, Document, Evidence, Language};
use crate::safe_text::clean;
use std::io::{self, Write};

/// `--format bibtex`
pub const FORMAT: Format = Format {
    name: "bibtex",
    extension: "bib",
    about: "an @online entry for each document",
    write,
};

fn write(atlas: &Atlas, out: &mut dyn Write) -> io::Result<()> {
    for (n, (_, document)) in atlas.documents().enumerate() {
        if n > 0 {
            out.write_all(b"\n")?;
        }
        out.write_all(entry(document, &document.slug, &[]).as_bytes())?;
    }
    Ok(())
}

/// The entry of the document that evidences a fact, with paragraph, phrase and `fact` (what it says) as its note.
pub fn cited(atlas: &Atlas, key: &str, evidence: &Evidence, fact: &str) -> String {
    let document = atlas.document(evidence.document);
    let note = format!("¶{}: «{}»", evidence.paragraph, clean(&evidence.phrase));
    entry(document, key, &[note, fact.to_owned()])
}

fn entry(document: &Document, key: &str, notes: &[String]) -> String {
    let mut notes = notes.to_vec();
    if document.title_supplied {
        notes.push("title supplied, the text has none".to_owned());
    }
    if document.published.is_some() {
        notes.push(format!("date {}", cite::basis_words(document.published_basis)));
    }
    let mut fields = vec![
        ("title", format!("{{{}}}", escaped(&document.title))),
        ("organization", escaped(&document.publisher)),
        ("url", cite::safe_url(&document.url)),
        ("langid", language(document.lang).to_owned()),
    ];
    if let Some(source) = &document.original_source {
        fields.insert(0, ("author", format!("{{{}}}", escaped(source))));
    }
    if let Some(date) = document.published {
        fields.push(("date", date.to_string()));
        fields.push(("year", date.year().to_string()));
    }
    if let Some(date) = document.checked {
        fields.push(("urldate", date.to_string()));
    }
    if !notes.is_empty() {
        fields.push(("note", escaped(&notes.join("; "))));
    }
    let mut entry = format!("@online{{{key},\n");
    for (name, value) in fields {
        entry.push_str(&format!("  {name} = {{{value}}},\n"));
    }
    entry.push_str("}\n");
    entry
}

fn language(language: Language) -> &'static str {
    match language {
        Language::De => "ngerman",
        Language::En => "english",
        Language::Zh => "chinese",
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '$' | '&' | '%' | '#' | '_' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_stay_balanced_whatever_the_title() {
        for text in ["{", "}}", "a \\ b", "100 % & #1_2 $", "~^", "über 北京"] {
            let escaped = escaped(text);
            let mut depth = 0;
            for c in escaped.chars() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                assert!(depth >= 0, "{escaped}");
            }
            assert_eq!(depth, 0, "{escaped}");
        }
        assert_eq!(escaped("5 % & more"), "5 \\% \\& more");
    }
}
