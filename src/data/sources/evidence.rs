//! Every fact of a document held against the words of the reader's copy: its phrase and its value.
//! Knows no files.

use crate::atlas::{Atlas, DocumentId, Evidence, Fact, FactId};
use crate::reading::find::{Found, Phrase, find};
use crate::reading::proof::{EvidenceProof, ParagraphProof};
use crate::reading::verify::{Agreement, Claim, Verdict, verify};
use std::ops::Range;

/// The verdicts on all evidence that these paragraphs of a document give, by fact and position.
pub fn evidence(
    atlas: &Atlas,
    id: DocumentId,
    paragraphs: &[ParagraphProof],
) -> Vec<((FactId, usize), EvidenceProof)> {
    let mut proofs = Vec::new();
    for paragraph in paragraphs {
        for fact in atlas.facts_of_paragraph(id, paragraph.n) {
            let known = atlas.fact(*fact);
            let here = |(_, e): &(usize, &Evidence)| e.document == id && e.paragraph == paragraph.n;
            for (nth, evidence) in known.evidence.iter().enumerate().filter(here) {
                let case = Case {
                    atlas,
                    fact: known,
                    evidence,
                };
                proofs.push(((*fact, nth), case.proof(paragraph)));
            }
        }
    }
    proofs
}

/// Whether a phrase stands at several places with different figures.
pub fn is_torn(atlas: &Atlas, evidence: &Evidence, words: &str) -> bool {
    find(&evidence.phrase, words, atlas.document(evidence.document).lang).differ
}

struct Case<'a> {
    atlas: &'a Atlas,
    fact: &'a Fact,
    evidence: &'a Evidence,
}

impl Case<'_> {
    fn proof(&self, paragraph: &ParagraphProof) -> EvidenceProof {
        if paragraph.words.is_empty() {
            return EvidenceProof {
                phrase: Phrase::Absent,
                span: None,
                value: Agreement::Unreadable,
                detail: "its paragraph is missing".to_owned(),
            };
        }
        let language = self.atlas.document(self.evidence.document).lang;
        let found = find(&self.evidence.phrase, &paragraph.words, language);
        // Words that stand there with other figures are where the reader has to look.
        let places: Vec<&Range<usize>> = match found.span.as_ref().or(found.changed.as_ref()) {
            Some(first) => std::iter::once(first).chain(&found.others).collect(),
            None => Vec::new(),
        };
        let (span, verdict) = self.judge(&paragraph.words, &places);
        EvidenceProof {
            phrase: found.phrase,
            span,
            value: verdict.agreement,
            detail: detail(&found, &verdict),
        }
    }

    /// The verdict at the first place that agrees, else at the first.
    fn judge(&self, words: &str, places: &[&Range<usize>]) -> (Option<Range<usize>>, Verdict) {
        let mut first = None;
        for place in places {
            let verdict = verify(&self.claim(), words, Some((*place).clone()));
            if verdict.agreement == Agreement::Agrees {
                return (Some((*place).clone()), verdict);
            }
            first.get_or_insert((Some((*place).clone()), verdict));
        }
        first.unwrap_or_else(|| (None, verify(&self.claim(), words, None)))
    }

    fn claim(&self) -> Claim<'_> {
        Claim {
            value: &self.fact.value,
            unit: &self.atlas.unit(self.fact.unit).slug,
            // A time that was inferred is not said beside the figure.
            period: (!self.fact.period_inferred).then_some(self.fact.period),
            kind: Some(self.fact.kind),
            reads: self.evidence.reads,
            language: self.atlas.document(self.evidence.document).lang,
        }
    }
}

fn detail(found: &Found, verdict: &Verdict) -> String {
    let phrase = match found.phrase {
        Phrase::Literal | Phrase::Normalised => String::new(),
        Phrase::Approximate => format!(
            "the phrase stands there nearly, {:.0} in 100 alike",
            100.0 * found.score
        ),
        Phrase::Ambiguous => {
            let figures = if found.differ {
                "with different figures"
            } else {
                "with the same figures"
            };
            format!("the phrase stands at {} places {figures}", found.others.len() + 1)
        }
        Phrase::Absent if found.changed.is_some() => "the phrase stands there with another figure".to_owned(),
        Phrase::Absent => "the phrase is not there".to_owned(),
        Phrase::InsideNumber => "the phrase is only a part of a longer number".to_owned(),
    };
    let parts = [phrase.as_str(), verdict.detail.as_str()];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join("; ")
}
