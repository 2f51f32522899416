//! The documents as CSL-JSON, the array that citation processors and Zotero read.
//! Only fields of the CSL schema; what is unknown is left out, as the schema wants it.

use super::{Format, cite, json};
use crate::atlas::{Atlas, Document, Evidence, Named};
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// `--format csl-json`
pub const FORMAT: Format = Format {
    name: "csl-json",
    extension: "json",
    about: "the documents for citation managers",
    write,
};

fn write(atlas: &Atlas, out: &mut dyn Write) -> io::Result<()> {
    let items = atlas
        .documents()
        .map(|(_, document)| item(document, &document.slug, None));
    json::line(out, &Json::Array(items.collect()))
}

/// The item of the document that evidences a fact, with paragraph, phrase and `fact` (what it says) as its note.
pub fn cited(atlas: &Atlas, id: &str, evidence: &Evidence, fact: &str) -> Json {
    let note = format!("¶{}: «{}»; {fact}", evidence.paragraph, evidence.phrase);
    item(atlas.document(evidence.document), id, Some(note))
}

fn item(document: &Document, id: &str, note: Option<String>) -> Json {
    let mut item = Map::new();
    item.insert("id".into(), json!(id));
    item.insert("type".into(), json!("webpage"));
    item.insert("title".into(), json!(document.title));
    item.insert("container-title".into(), json!(document.publisher));
    item.insert("publisher".into(), json!(document.publisher));
    if let Some(source) = &document.original_source {
        item.insert("author".into(), json!([{ "literal": source }]));
    }
    if let Some(date) = document.published {
        item.insert("issued".into(), json!({ "date-parts": [cite::date_parts(date)] }));
    }
    item.insert("URL".into(), json!(document.url));
    if let Some(date) = document.checked {
        item.insert(
            "accessed".into(),
            json!({ "date-parts": [cite::date_parts(date)] }),
        );
    }
    item.insert("language".into(), json!(document.lang.name()));
    let notes = [note, remarks(document)].into_iter().flatten();
    let notes: Vec<String> = notes.collect();
    if !notes.is_empty() {
        item.insert("note".into(), json!(notes.join("; ")));
    }
    Json::Object(item)
}

fn remarks(document: &Document) -> Option<String> {
    let title = document
        .title_supplied
        .then(|| "title supplied, the text has none".to_owned());
    let date = document
        .published
        .map(|_| format!("date {}", cite::basis_words(document.published_basis)));
    let remarks: Vec<String> = [title, date].into_iter().flatten().collect();
    (!remarks.is_empty()).then(|| remarks.join("; "))
}
