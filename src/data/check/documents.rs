//! Rules about documents: their paragraphs, marks, fingerprints, addresses and dates.

use super::Case;
use crate::atlas::*;
use crate::problem::{Problem, Severity};
use crate::reading::fingerprint::Fingerprint;
use std::collections::{BTreeSet, HashMap};

pub(super) fn evidence(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, fact) in case.atlas.facts() {
        for evidence in &fact.evidence {
            let document = case.atlas.document(evidence.document);
            if document.paragraph(evidence.paragraph).is_none() {
                let message = format!("«{}» has no paragraph {}", document.slug, evidence.paragraph);
                let hint = format!(
                    "it has {}; they count the non-empty lines from 1",
                    document.paragraphs.len()
                );
                let problem = Problem::error("S9", message).hint(hint);
                problems.push(case.at_fact(id, &evidence.phrase, problem));
            }
        }
    }
    problems
}

pub(super) fn marks(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, document) in case.atlas.documents() {
        let located = &case.sites.all.documents[id.index()];
        for paragraph in &document.paragraphs {
            let said = case.atlas.facts_of_paragraph(id, paragraph.n);
            let marks = paragraph
                .restatement
                .as_ref()
                .map_or(&[][..], |r| r.marks.as_slice());
            for fact in said {
                let times = marks.iter().filter(|mark| mark.fact == *fact).count();
                if times != 1 {
                    let slug = &case.atlas.fact(*fact).slug;
                    let message = format!("¶{} marks «{slug}» {times} times", paragraph.n);
                    let hint = "mark each fact of a paragraph once: [figure](fact-id)";
                    problems.push(case.at(located, slug, Problem::error("S10", message).hint(hint)));
                }
            }
            for mark in marks.iter().filter(|mark| !said.contains(&mark.fact)) {
                let slug = &case.atlas.fact(mark.fact).slug;
                let message = format!("¶{} marks «{slug}», which it does not evidence", paragraph.n);
                let hint = "add the paragraph to the fact's evidence, or remove the mark";
                problems.push(case.at(located, slug, Problem::error("S10", message).hint(hint)));
            }
        }
    }
    problems
}

pub(super) fn fingerprints(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, document) in case.atlas.documents() {
        for paragraph in &document.paragraphs {
            let Some(notation) = &paragraph.fingerprint else {
                continue;
            };
            if let Err(broken) = Fingerprint::parse(notation) {
                let message = format!("¶{}: {broken}", paragraph.n);
                let problem = Problem::error("S12", message);
                let hint = "copy the line that `citescape fingerprint FILE` prints for this paragraph";
                let located = &case.sites.all.documents[id.index()];
                problems.push(case.at(located, notation, problem.hint(hint)));
            }
        }
    }
    problems
}

/// Paragraphs are numbered from 1, each number once; gaps are paragraphs that are not used.
pub(super) fn numbers(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, document) in case.atlas.documents() {
        let mut seen = BTreeSet::new();
        for paragraph in &document.paragraphs {
            let n = paragraph.n;
            let message = match (n, seen.insert(n)) {
                (0, _) => "a paragraph numbered 0".to_owned(),
                (_, false) => format!("¶{n} stands twice"),
                (_, true) => continue,
            };
            let hint = "number the non-empty lines of the text from 1; those not used may be left out";
            let located = &case.sites.all.documents[id.index()];
            problems.push(case.at(
                located,
                &format!("n: {n}"),
                Problem::error("S15", message).hint(hint),
            ));
        }
    }
    problems
}

/// An address is one of the web, and stands in one document.
pub(super) fn addresses(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen: HashMap<String, DocumentId> = HashMap::new();
    for (id, document) in case.atlas.documents() {
        let url = &document.url;
        let bare = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"));
        let (message, hint) = match bare {
            None => (
                "the address is none of the web".to_owned(),
                "give the page's own https:// or http:// address",
            ),
            Some(bare) => match seen.insert(same_page(bare), id) {
                None => continue,
                Some(first) => (
                    format!("the same page as «{}»", case.atlas.document(first).slug),
                    "make them one document, or give the page's own address",
                ),
            },
        };
        let problem = Problem::new("S14", Severity::Warning, message).hint(hint);
        problems.push(case.at(&case.sites.all.documents[id.index()], url, problem));
    }
    problems
}

/// An address without what makes no other page of it: the place within it, a slash at its end, capitals of the host.
fn same_page(bare: &str) -> String {
    let page = bare.split('#').next().unwrap_or(bare).trim_end_matches('/');
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    let host = host.to_ascii_lowercase();
    format!("{}/{path}", host.strip_prefix("www.").unwrap_or(&host))
}

/// A date has a basis, and a basis a date; nothing was checked before it was published.
pub(super) fn dates(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, document) in case.atlas.documents() {
        let known = document.published_basis != DateBasis::Unknown;
        let early = document.checked.zip(document.published);
        let (word, message, hint) = match document.published {
            Some(_) if !known => (
                "Unknown",
                "a date of unknown basis",
                "say how the date is known, or leave it out",
            ),
            None if known => (
                "published_basis",
                "a basis without a date",
                "give the date, or write Unknown",
            ),
            _ if early.is_some_and(|(checked, published)| checked.year() < published.year()) => (
                "checked",
                "checked before it was published",
                "correct one of the dates",
            ),
            _ => continue,
        };
        let problem = Problem::new("S19", Severity::Warning, message).hint(hint);
        problems.push(case.at(&case.sites.all.documents[id.index()], word, problem));
    }
    problems
}
