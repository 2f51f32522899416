//! `citescape check --sources DIR`: the atlas held against the reader's own copies, one code an axis for every
//! document, paragraph and piece of evidence. What the codes weigh is decided in `data::sources`.

use super::super::flow::{Ink, Span, span};
use super::super::page::Page;
use super::super::session::{Failure, Outcome, Session, counted};
use super::{count, exit_code, ink, row, write};
use crate::atlas::{Atlas, Document, DocumentId, Evidence, Fact};
use crate::data::{Loaded, sources};
use crate::export::json;
use crate::problem::{Problem, Severity};
use crate::reading::find::Phrase;
use crate::reading::likeness::Likeness;
use crate::reading::proof::{Copy, DocumentProof, EvidenceProof, ParagraphProof, Proof};
use crate::reading::verify::Agreement;
use clap::ArgMatches;
use serde_json::{Value as Json, json};

/// Checks `loaded` with the session's sources.
pub fn run(mut loaded: Loaded, args: &ArgMatches, session: &mut Session) -> Outcome {
    let mut told = Vec::new();
    let proof = sources::prove(&loaded.atlas, &session.options.sources, &mut told);
    told.extend(sources::faults(&loaded, &proof));
    told.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    loaded.problems.extend(told);
    let report = Report {
        atlas: &loaded.atlas,
        proof: &proof,
        problems: &loaded.problems,
    };
    if args.get_flag("json") {
        json::line(session.out, &report.json())?;
    } else {
        report.print(session)?;
    }
    Ok(exit_code(&loaded.problems))
}

/// How many of something are so, and of how many.
#[derive(Default, Clone, Copy)]
struct Share {
    so: usize,
    all: usize,
}

impl Share {
    fn of<T>(items: impl Iterator<Item = T>, so: impl Fn(&T) -> bool) -> Self {
        items.fold(Share::default(), |share, item| Share {
            so: share.so + usize::from(so(&item)),
            all: share.all + 1,
        })
    }
}

/// All that is said of one atlas and its copies.
struct Report<'a> {
    atlas: &'a Atlas,
    proof: &'a Proof,
    problems: &'a [Problem],
}

/// A piece of evidence with its fact and what the copy says of it.
type Row<'a> = (&'a Fact, &'a Evidence, &'a EvidenceProof);

impl<'a> Report<'a> {
    fn documents(&self) -> impl Iterator<Item = (DocumentId, &'a Document, &'a DocumentProof)> {
        let proof = self.proof;
        self.atlas
            .documents()
            .filter_map(move |(id, document)| Some((id, document, proof.document(id)?)))
    }

    /// The evidence that was held against a copy, in the order of the facts.
    fn evidence(&self) -> Vec<Row<'a>> {
        let mut rows = Vec::with_capacity(self.proof.evidence.len());
        for (id, fact) in self.atlas.facts() {
            for (nth, evidence) in fact.evidence.iter().enumerate() {
                let told = self.proof.evidence.get(&(id, nth));
                rows.extend(told.map(|told| (fact, evidence, told)));
            }
        }
        rows
    }

    fn json(&self) -> Json {
        let documents: Vec<Json> = self
            .documents()
            .map(|(_, document, known)| {
                json!({"id": document.slug, "file": known.file, "code": known.copy.code()})
            })
            .collect();
        json!({
            "problems": self.problems.iter().map(row).collect::<Vec<_>>(),
            "documents": documents,
            "paragraphs": self.documents().flat_map(paragraphs).collect::<Vec<_>>(),
            "facts": self.evidence().into_iter().map(|row| self.fact(row)).collect::<Vec<_>>(),
            "summary": self.summary(),
        })
    }

    fn fact(&self, (fact, evidence, told): Row) -> Json {
        json!({
            "id": fact.slug,
            "document": self.atlas.document(evidence.document).slug,
            "paragraph": evidence.paragraph,
            "phrase": told.phrase.code(),
            "value": told.value.code(),
            "detail": (!told.detail.is_empty()).then_some(&told.detail),
        })
    }

    fn found(&self) -> Share {
        // A file that only bears the name of a document and holds nothing of it is no find.
        Share::of(self.documents(), |(_, _, known)| !known.paragraphs.is_empty())
    }

    /// Paragraphs of found documents that are as `so` says.
    fn paragraphs(&self, so: impl Fn(Likeness) -> bool) -> Share {
        let all = self.documents().flat_map(|(_, _, known)| &known.paragraphs);
        Share::of(all, |paragraph| so(paragraph.likeness))
    }

    fn phrases(&self) -> Share {
        Share::of(self.evidence().into_iter(), |(_, _, told)| {
            !matches!(told.phrase, Phrase::Absent | Phrase::InsideNumber)
        })
    }

    fn values(&self) -> Share {
        Share::of(self.evidence().into_iter(), |(_, _, told)| {
            told.value == Agreement::Agrees
        })
    }

    fn summary(&self) -> Json {
        json!({
            "documents_found": self.found().so,
            "paragraphs_found": self.paragraphs(|likeness| likeness != Likeness::Missing).so,
            "phrases_found": self.phrases().so,
            "values_verified": self.values().so,
            "errors": count(self.problems, Severity::Error),
            "warnings": count(self.problems, Severity::Warning),
            "info": count(self.problems, Severity::Info),
        })
    }

    fn print(&self, session: &mut Session) -> Result<(), Failure> {
        let mut page = session.page();
        self.problems.iter().for_each(|problem| write(problem, &mut page));
        for entry in self.documents() {
            self.document(entry, &mut page);
        }
        page.gap();
        page.flowed(0, &self.last_line());
        Ok(page.print(session.out)?)
    }

    /// A document in two lines: its file, and how many of its paragraphs and figures are well.
    fn document(&self, (id, document, known): (DocumentId, &Document, &DocumentProof), page: &mut Page) {
        let file = known.file.as_deref().unwrap_or("no copy");
        let ink = match known.copy {
            Copy::ByContent | Copy::Twice => Ink::Good,
            Copy::ByName => Ink::Cite,
            Copy::None => Ink::Muted,
        };
        page.flowed(
            0,
            &[
                span(ink, known.copy.code()),
                span(Ink::Strong, format!(" {}", document.slug)),
                span(Ink::Muted, "  "),
                span(Ink::Address, file),
            ],
        );
        if known.paragraphs.is_empty() {
            return;
        }
        let equal = Share::of(known.paragraphs.iter(), |p| is_equal(p.likeness));
        let here = || self.evidence().into_iter().filter(|(_, e, _)| e.document == id);
        let values = Share::of(here(), |(_, _, told)| told.value == Agreement::Agrees);
        let line = format!(
            "{} of {} equal, {} of {} verified",
            equal.so,
            counted(equal.all, "paragraph"),
            values.so,
            counted(values.all, "value")
        );
        page.flowed(4, &[span(Ink::Muted, line)]);
    }

    fn last_line(&self) -> Vec<Span> {
        let (equal, phrases) = (self.paragraphs(is_equal), self.phrases());
        let proved = format!(
            "{} found, {} of {} equal, {} of {} found, {} verified",
            counted(self.found().so, "document"),
            equal.so,
            counted(equal.all, "paragraph"),
            phrases.so,
            counted(phrases.all, "phrase"),
            counted(self.values().so, "value"),
        );
        let (errors, warnings) = (
            count(self.problems, Severity::Error),
            count(self.problems, Severity::Warning),
        );
        let faults = match (errors, warnings) {
            (0, 0) => "; no errors, no warnings".to_owned(),
            _ => format!("; {}, {}", counted(errors, "error"), counted(warnings, "warning")),
        };
        let worst = self.problems.iter().map(|p| p.severity).max();
        let ink = match worst {
            Some(severity) if severity > Severity::Info => ink(severity),
            _ => Ink::Good,
        };
        vec![span(ink, format!("{proved}{faults}"))]
    }
}

fn is_equal(likeness: Likeness) -> bool {
    matches!(likeness, Likeness::Equal | Likeness::Normalised)
}

fn paragraphs((_, document, known): (DocumentId, &Document, &DocumentProof)) -> Vec<Json> {
    let row = |paragraph: &ParagraphProof| {
        json!({
            "document": document.slug,
            "paragraph": paragraph.n,
            "code": paragraph.likeness.code(),
            "detail": (!paragraph.detail.is_empty()).then_some(&paragraph.detail),
        })
    };
    known.paragraphs.iter().map(row).collect()
}
