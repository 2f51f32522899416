//! One fact and one piece of its evidence as texts to paste: value, citation, footnote, BibTeX, CSL-JSON, TSV.
//! Every text is printable, so that it may go to a clipboard.
//!
//! To add a snippet: a function here and its row in [`SNIPPETS`].

use super::{bibtex, cite, csl, csv, markdown};
use crate::atlas::{Atlas, Evidence, Fact, full};
use crate::safe_text::clean;

/// A fact and where it is said.
#[derive(Clone, Copy)]
pub struct Cited<'a> {
    /// The atlas of both.
    pub atlas: &'a Atlas,
    /// The fact.
    pub fact: &'a Fact,
    /// Where it is said.
    pub evidence: &'a Evidence,
}

/// A way to write one fact.
pub struct Snippet {
    /// Its name.
    pub name: &'static str,
    /// The text.
    pub write: fn(Cited) -> String,
}

/// All ways.
pub const SNIPPETS: &[Snippet] = &[
    Snippet {
        name: "value",
        write: value,
    },
    Snippet {
        name: "with-citation",
        write: with_citation,
    },
    Snippet {
        name: "markdown-footnote",
        write: markdown_footnote,
    },
    Snippet {
        name: "bibtex",
        write: bibtex,
    },
    Snippet {
        name: "csl-json",
        write: csl_json,
    },
    Snippet {
        name: "tsv",
        write: tsv,
    },
    Snippet {
        name: "link",
        write: link,
    },
    Snippet {
        name: "id",
        write: id,
    },
];

/// «over 2.4 trillion yuan»
pub fn value(cited: Cited) -> String {
    let (unit, metric) = (
        cited.atlas.unit(cited.fact.unit),
        cited.atlas.metric(cited.fact.metric),
    );
    clean(&full(&cited.fact.value, unit, metric)).into_owned()
}

/// What is measured, where and when: «Beijing, digital economy, value added, year 2025».
pub fn about(cited: Cited) -> String {
    let mut parts = vec![cited.atlas.place(cited.fact.place).names.en.as_str()];
    parts.extend(
        cited
            .fact
            .subject
            .map(|id| cited.atlas.organisation(id).names.en.as_str()),
    );
    parts.push(&cited.atlas.metric(cited.fact.metric).names.en);
    let period = cited.fact.period.words();
    parts.push(&period);
    clean(&parts.join(", ")).into_owned()
}

/// «Beijing, …, year 2025: over 2.4 trillion yuan (publisher, date, ¶3: «phrase», URL)»
pub fn with_citation(cited: Cited) -> String {
    let place = cite::place_of(cited.atlas, cited.evidence);
    format!("{}: {} ({place})", about(cited), value(cited))
}

/// The value with a footnote mark, and the footnote below.
pub fn markdown_footnote(cited: Cited) -> String {
    let label = key(cited);
    let note = markdown::footnote(cited.atlas, &label, cited.evidence);
    format!("{}[^{label}]\n\n{note}\n", markdown::escaped(&value(cited)))
}

/// A BibTeX entry for the paragraph.
pub fn bibtex(cited: Cited) -> String {
    bibtex::cited(cited.atlas, &key(cited), cited.evidence)
}

/// A CSL-JSON item for the paragraph, in the array that importers want.
pub fn csl_json(cited: Cited) -> String {
    let item = csl::cited(cited.atlas, &key(cited), cited.evidence);
    let mut out = Vec::new();
    // Writing into memory cannot fail; were it to, an empty text is copied.
    let written = super::json::line(&mut out, &serde_json::Value::Array(vec![item]));
    written
        .ok()
        .and_then(|()| String::from_utf8(out).ok())
        .unwrap_or_default()
}

/// The columns of the CSV, separated by tabs.
pub fn tsv(cited: Cited) -> String {
    csv::cells(cited.atlas, cited.fact, cited.evidence).join("\t")
}

/// The document's address.
pub fn link(cited: Cited) -> String {
    clean(&cited.atlas.document(cited.evidence.document).url).into_owned()
}

/// The fact's id.
pub fn id(cited: Cited) -> String {
    cited.fact.slug.clone()
}

/// Document and paragraph as one word: `bj-trillion-ai-2026-p3`.
fn key(cited: Cited) -> String {
    let document = cited.atlas.document(cited.evidence.document);
    format!("{}-p{}", document.slug, cited.evidence.paragraph)
}
