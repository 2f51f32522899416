//! The pages of a document and of one of its paragraphs: what it says in our words, and the facts it evidences.

use super::headline;
use crate::atlas::*;
use crate::cli::flow::{Ink, Span, span};
use crate::cli::page::Page;
use crate::export::cite;

/// Draws the page of a document.
pub fn draw(atlas: &Atlas, id: DocumentId, page: &mut Page) {
    let document = atlas.document(id);
    page.flowed(0, &[span(Ink::Strong, document.title.clone())]);
    page.flowed(0, &[span(Ink::Muted, cite::publishers(document))]);
    page.gap();
    page.field("id", &[span(Ink::Accent, document.slug.clone())]);
    page.text_field("published", &cite::dated(document));
    page.text_field("language", language(document.lang));
    if document.title_supplied {
        page.text_field("title", "ours: the text has none");
    }
    page.text_field(
        "checked",
        &document.checked.map(|date| date.to_string()).unwrap_or_default(),
    );
    page.text_field("licence", document.licence.as_deref().unwrap_or(""));
    page.field("address", &[span(Ink::Address, document.url.clone())]);
    let facts = atlas.count_of_document(id);
    let listed = if document.has_gaps() {
        "Paragraphs used"
    } else {
        "Paragraphs"
    };
    page.heading(&format!(
        "{listed} ({}), facts ({facts})",
        document.paragraphs.len()
    ));
    for paragraph in &document.paragraphs {
        page.gap();
        said(atlas, id, paragraph, page);
    }
}

fn language(language: Language) -> &'static str {
    match language {
        Language::De => "German",
        Language::En => "English",
        Language::Zh => "Chinese",
    }
}

/// Draws the page of a paragraph, with its neighbours.
pub fn draw_paragraph(atlas: &Atlas, (id, n): (DocumentId, u32), page: &mut Page) {
    let document = atlas.document(id);
    page.flowed(0, &[span(Ink::Strong, format!("¶{n} of {}", document.title))]);
    let about = format!("{}, {}", cite::publishers(document), cite::dated(document));
    page.flowed(0, &[span(Ink::Muted, about)]);
    page.flowed(0, &[span(Ink::Address, document.url.clone())]);
    page.gap();
    let Some(paragraph) = document.paragraph(n) else {
        return;
    };
    said(atlas, id, paragraph, page);
    named(atlas, paragraph, page);
    let neighbours = [n.checked_sub(1), n.checked_add(1)];
    let beside: Vec<&Paragraph> = neighbours
        .into_iter()
        .flatten()
        .filter_map(|n| document.paragraph(n))
        .collect();
    if !beside.is_empty() {
        page.heading("Beside it");
        for paragraph in beside {
            let text = paragraph.restatement.as_ref().map_or("", |r| &*r.text);
            page.hung(2, &[head(paragraph), span(Ink::Muted, format!("  {text}"))]);
        }
    }
}

fn head(paragraph: &Paragraph) -> Span {
    span(Ink::Cite, format!("¶{} {}", paragraph.n, paragraph.role.name()))
}

/// The restatement with its figures, and the facts below it.
fn said(atlas: &Atlas, id: DocumentId, paragraph: &Paragraph, page: &mut Page) {
    page.flowed(2, &[head(paragraph)]);
    match &paragraph.restatement {
        Some(restatement) => page.flowed(4, &marked(restatement, |_| true)),
        None => page.flowed(4, &[span(Ink::Muted, "says nothing of its own")]),
    }
    for fact in atlas.facts_of_paragraph(id, paragraph.n) {
        let fact = atlas.fact(*fact);
        page.hung(
            6,
            &[
                span(Ink::Strong, headline(atlas, fact)),
                span(Ink::Text, "  "),
                span(Ink::Accent, fact.slug.clone()),
            ],
        );
    }
}

/// A restatement with the marks of chosen facts made strong.
pub fn marked(restatement: &Restatement, chosen: impl Fn(FactId) -> bool) -> Vec<Span> {
    let (mut spans, mut at) = (Vec::new(), 0);
    let text = &restatement.text;
    for mark in restatement.marks.iter().filter(|mark| chosen(mark.fact)) {
        spans.push(span(Ink::Text, text.get(at..mark.start).unwrap_or("")));
        spans.push(span(Ink::Strong, text.get(mark.start..mark.end).unwrap_or("")));
        at = mark.end;
    }
    spans.push(span(Ink::Text, text.get(at..).unwrap_or("")));
    spans
}

fn named(atlas: &Atlas, paragraph: &Paragraph, page: &mut Page) {
    let places = paragraph.places.iter().map(|id| &*atlas.place(*id).names.en);
    let others = paragraph
        .organisations
        .iter()
        .map(|id| &*atlas.organisation(*id).names.en);
    let names: Vec<&str> = places.chain(others).collect();
    if !names.is_empty() {
        page.heading("Names");
        page.prose(2, &names.join(" · "));
    }
}
