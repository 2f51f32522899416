//! A proof as problems: which of its codes are errors, which are warnings and which are only said.
//! Knows no files but by their names.
//!
//! Error: the copy says something else than the atlas, or does not say it at all (P2 P9 E4 E5 V1–V4 V8, and E3 if
//! the places differ in their figures). Warning: somebody should read both, since words changed or the program
//! had to choose (P3 P4 P8 E2 V5 V6; D1 and D2 are told while searching). Info: the copy's layout, or a limit of
//! what the program reads from a phrase, neither of which is a fault of anybody (D3 P5 P6 P7 E3 V7 V9). Not a
//! problem at all: D0 P0 P1 E0 E1 V0. So a true copy, in whatever dress, ends with exit code 0.

use super::evidence::is_torn;
use super::repeated::repeated;
use crate::atlas::{Atlas, Document, DocumentId, Evidence, Fact, FactId};
use crate::data::Loaded;
use crate::problem::{Problem, Severity};
use crate::reading::find::Phrase;
use crate::reading::likeness::Likeness;
use crate::reading::proof::{Copy, DocumentProof, EvidenceProof, ParagraphProof, Proof};
use crate::reading::verify::Agreement;

/// Everything in a proof that is not as it should be, document by document, and restatements that repeat a source.
pub fn faults(loaded: &Loaded, proof: &Proof) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, document) in loaded.atlas.documents() {
        let Some(known) = proof.document(id) else {
            continue;
        };
        if known.copy == Copy::None {
            problems.push(no_copy(document));
        }
        for paragraph in &known.paragraphs {
            let case = Case {
                atlas: &loaded.atlas,
                id,
                known,
                paragraph,
            };
            problems.extend(case.paragraph_fault());
            problems.extend(case.evidence_faults(proof));
        }
    }
    problems.extend(repeated(loaded, proof));
    problems
}

fn no_copy(document: &Document) -> Problem {
    let message = format!("no copy of «{}» in the sources given", document.slug);
    let hint = format!("save the text of {} there", document.url);
    Problem::new("D3", Severity::Info, message).hint(hint)
}

/// How bad it is that a paragraph stands so; `None` if it is well.
pub fn severity_of_likeness(likeness: Likeness) -> Option<Severity> {
    match likeness {
        Likeness::Equal | Likeness::Normalised => None,
        Likeness::Split | Likeness::PartOfLarger | Likeness::Moved => Some(Severity::Info),
        Likeness::Near | Likeness::Doubtful | Likeness::TwoPlaces => Some(Severity::Warning),
        Likeness::FiguresChanged | Likeness::Missing => Some(Severity::Error),
    }
}

fn severity_of_phrase(phrase: Phrase, torn: impl Fn() -> bool) -> Option<Severity> {
    match phrase {
        Phrase::Literal | Phrase::Normalised => None,
        Phrase::Ambiguous if torn() => Some(Severity::Error),
        Phrase::Ambiguous => Some(Severity::Info),
        Phrase::Approximate => Some(Severity::Warning),
        Phrase::Absent | Phrase::InsideNumber => Some(Severity::Error),
    }
}

fn severity_of_value(value: Agreement) -> Option<Severity> {
    match value {
        Agreement::Agrees => None,
        Agreement::Unreadable | Agreement::NeedsContext => Some(Severity::Info),
        Agreement::OtherPeriod | Agreement::OtherKind => Some(Severity::Warning),
        Agreement::OtherValue
        | Agreement::OtherUnit
        | Agreement::ScaleSlip
        | Agreement::OtherHedge
        | Agreement::DecimalMark => Some(Severity::Error),
    }
}

/// A paragraph of a copy.
struct Case<'a> {
    atlas: &'a Atlas,
    id: DocumentId,
    known: &'a DocumentProof,
    paragraph: &'a ParagraphProof,
}

impl Case<'_> {
    fn at_copy(&self, problem: Problem) -> Problem {
        match &self.known.file {
            Some(file) => problem.at(file, 0, 0),
            None => problem,
        }
    }

    fn slug(&self) -> &str {
        &self.atlas.document(self.id).slug
    }

    fn paragraph_fault(&self) -> Option<Problem> {
        let likeness = self.paragraph.likeness;
        let severity = severity_of_likeness(likeness)?;
        let message = format!(
            "«{}» ¶{}: {}",
            self.slug(),
            self.paragraph.n,
            self.paragraph.detail
        );
        let hint = match likeness {
            Likeness::FiguresChanged => "compare the copy with the document at its address",
            Likeness::Missing => "complete the copy from the document's address",
            _ => "",
        };
        Some(self.at_copy(Problem::new(likeness.code(), severity, message).hint(hint)))
    }

    fn evidence_faults(&self, proof: &Proof) -> Vec<Problem> {
        let mut problems = Vec::new();
        for id in self.atlas.facts_of_paragraph(self.id, self.paragraph.n) {
            let fact = self.atlas.fact(*id);
            for (nth, evidence) in fact.evidence.iter().enumerate() {
                let here = evidence.document == self.id && evidence.paragraph == self.paragraph.n;
                if let Some(told) = proof.evidence.get(&(*id as FactId, nth)).filter(|_| here) {
                    problems.extend(self.evidence_fault((fact, evidence), told));
                }
            }
        }
        problems
    }

    /// One problem for the phrase and one for the value.
    fn evidence_fault(&self, (fact, evidence): (&Fact, &Evidence), told: &EvidenceProof) -> Vec<Problem> {
        let torn = || is_torn(self.atlas, evidence, &self.paragraph.words);
        let found = [
            (told.phrase.code(), severity_of_phrase(told.phrase, torn)),
            (told.value.code(), severity_of_value(told.value)),
        ];
        let place = format!("«{}» ¶{}", self.slug(), self.paragraph.n);
        let message = format!("{place}, «{}»: {}", fact.slug, told.detail);
        let faulty = found
            .into_iter()
            .filter_map(|(code, severity)| Some((code, severity?)));
        let problem = |(code, severity)| {
            let problem = Problem::new(code, severity, message.clone());
            self.at_copy(problem.hint(format!("the atlas quotes «{}»", evidence.phrase)))
        };
        faulty.map(problem).collect()
    }
}
