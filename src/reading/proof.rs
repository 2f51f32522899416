//! What the reader's own copies prove: for each document its file, for each paragraph its words, for each piece of
//! evidence a verdict. Plain values that `data::sources` fills and the interface shows; knows no files.

use super::find::Phrase;
use super::likeness::Likeness;
use super::verify::Agreement;
use crate::atlas::{DocumentId, FactId};
use std::collections::HashMap;
use std::ops::Range;

/// How a document stands in the sources given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Copy {
    /// D0: found by its content.
    ByContent,
    /// D1: only the file's name says so.
    ByName,
    /// D2: two files claim it.
    Twice,
    /// D3: not in the sources given.
    None,
}

impl Copy {
    /// Its code in output.
    pub fn code(self) -> &'static str {
        match self {
            Copy::ByContent => "D0",
            Copy::ByName => "D1",
            Copy::Twice => "D2",
            Copy::None => "D3",
        }
    }
}

/// A paragraph in the reader's copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphProof {
    /// Its number in its document, from 1.
    pub n: u32,
    /// How it was found.
    pub likeness: Likeness,
    /// In words: what changed, old and new.
    pub detail: String,
    /// Its words as the reader's copy has them; empty if it is missing.
    pub words: String,
}

/// A document in the reader's copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentProof {
    /// How it stands.
    pub copy: Copy,
    /// The file, as the reader knows it.
    pub file: Option<String>,
    /// All its paragraphs, in order; none without a copy.
    pub paragraphs: Vec<ParagraphProof>,
}

/// A piece of evidence held against the reader's copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceProof {
    /// How the phrase was found.
    pub phrase: Phrase,
    /// Where it stands in the paragraph's words: bytes.
    pub span: Option<Range<usize>>,
    /// Whether the value is said.
    pub value: Agreement,
    /// In words: what is said instead, or why it cannot be told.
    pub detail: String,
}

/// What the reader is told of a figure, in one sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// ✔ the copy says it, word for word or after normalising.
    Verified,
    /// ≈ found, but reworded or not to be told by the phrase alone.
    Reworded,
    /// ! the copy says another figure.
    Differs,
    /// – no copy on this machine.
    NoCopy,
}

impl Verdict {
    /// Its sign on screen.
    pub fn sign(self) -> &'static str {
        match self {
            Verdict::Verified => "✔",
            Verdict::Reworded => "≈",
            Verdict::Differs => "!",
            Verdict::NoCopy => "–",
        }
    }

    /// Its words on screen.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Verified => "verified in your copy",
            Verdict::Reworded => "found, but reworded or in doubt",
            Verdict::Differs => "your copy says another figure",
            Verdict::NoCopy => "not checked: no copy of the document on this machine",
        }
    }
}

/// All that the reader's copies prove.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// For each document of the atlas, in its order.
    pub documents: Vec<DocumentProof>,
    /// For each fact and each position in its evidence whose document has a copy.
    pub evidence: HashMap<(FactId, usize), EvidenceProof>,
    /// How many files were read, and how many there are.
    pub progress: (usize, usize),
}

impl Proof {
    /// The proof of a document.
    pub fn document(&self, id: DocumentId) -> Option<&DocumentProof> {
        self.documents.get(id.index())
    }

    /// A paragraph's proof, if its document has a copy.
    pub fn paragraph(&self, id: DocumentId, n: u32) -> Option<&ParagraphProof> {
        self.document(id)?
            .paragraphs
            .iter()
            .find(|paragraph| paragraph.n == n)
    }

    /// The verdict on one piece of a fact's evidence.
    pub fn verdict(&self, fact: FactId, source: usize, at: (DocumentId, u32)) -> Verdict {
        let (Some(evidence), Some(paragraph)) =
            (self.evidence.get(&(fact, source)), self.paragraph(at.0, at.1))
        else {
            return Verdict::NoCopy;
        };
        use Agreement::{Agrees, DecimalMark, OtherHedge, OtherUnit, OtherValue, ScaleSlip};
        let figure = matches!(
            evidence.value,
            OtherValue | OtherUnit | ScaleSlip | DecimalMark | OtherHedge
        );
        let changed = paragraph.likeness.code() == "P2"
            && !matches!(evidence.phrase, Phrase::Literal | Phrase::Normalised);
        let sure = matches!(
            paragraph.likeness.code(),
            "P0" | "P1" | "P2" | "P3" | "P5" | "P6" | "P7"
        );
        match evidence.phrase {
            _ if figure || changed => Verdict::Differs,
            Phrase::InsideNumber => Verdict::Differs,
            Phrase::Literal | Phrase::Normalised if evidence.value == Agrees && sure => Verdict::Verified,
            _ => Verdict::Reworded,
        }
    }
}
