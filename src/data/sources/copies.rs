//! Which file is whose copy: every text against all documents, the better of two kept, names only where contents
//! say nothing. Knows no directories.

use super::evidence::evidence;
use super::named::FileNames;
use super::read::Text;
use crate::atlas::{Atlas, Document, DocumentId};
use crate::problem::{Problem, Severity};
use crate::reading::blocks::blocks;
use crate::reading::fingerprint::Fingerprint;
use crate::reading::matching::{Assignment, DocumentMatch, DocumentPrint, Likeness, Matcher, ParagraphPrint};
use crate::reading::proof::{Copy, DocumentProof, ParagraphProof, Proof};
use std::borrow::Cow;
use std::ops::Range;

/// What is stored of all documents, in the atlas's order. Fingerprints that cannot be read count as none.
pub fn prints(atlas: &Atlas) -> Vec<DocumentPrint> {
    let documents = atlas.documents();
    documents
        .map(|(id, document)| print(atlas, id, document))
        .collect()
}

fn print(atlas: &Atlas, id: DocumentId, document: &Document) -> DocumentPrint {
    let phrases = |n: u32| {
        let facts = atlas.facts_of_paragraph(id, n).iter();
        let evidence = facts.flat_map(|fact| &atlas.fact(*fact).evidence);
        let here = evidence.filter(|e| e.document == id && e.paragraph == n);
        here.map(|e| e.phrase.to_string()).collect()
    };
    let mut paragraphs = Vec::new();
    for paragraph in &document.paragraphs {
        let stored = paragraph.fingerprint.as_deref();
        if let Some(print) = stored.and_then(|notation| Fingerprint::parse(notation).ok()) {
            paragraphs.push(ParagraphPrint {
                n: paragraph.n,
                print,
                phrases: phrases(paragraph.n),
            });
        }
    }
    DocumentPrint {
        language: document.lang,
        paragraphs,
    }
}

/// The copies found so far.
pub struct Copies<'a> {
    atlas: &'a Atlas,
    prints: &'a [DocumentPrint],
    matcher: Matcher<'a>,
    names: Vec<FileNames>,
    held: Vec<Option<Held>>,
    /// What bears a document's name, should no content be found.
    named: Vec<Option<DocumentProof>>,
}

/// A file that is held for a document's copy, and the others that claim to be one.
struct Held {
    claim: Claim,
    others: Vec<Claim>,
}

impl Held {
    /// Another file claims to be the copy. One that is only alike is none once another holds the whole.
    fn add(&mut self, claim: Claim, better: bool) {
        let other = if better {
            std::mem::replace(&mut self.claim, claim)
        } else {
            claim
        };
        self.others.push(other);
        if self.claim.hold == Hold::Whole {
            self.others.retain(|other| other.hold != Hold::Alike);
        }
    }
}

/// A file that claims to be a document's copy.
struct Claim {
    file: String,
    worth: f64,
    /// Each changed paragraph in words: do two copies differ in it?
    figures: Vec<(u32, String)>,
    hold: Hold,
}

/// How firmly a file holds a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// All its paragraphs word for word.
    Whole,
    /// Some paragraph with all its words, figures aside.
    Part,
    /// Only words like its own: another page on the same matter may have them.
    Alike,
}

impl Hold {
    fn of(found: &DocumentMatch, print: &DocumentPrint) -> Self {
        let same = |a: &Assignment| matches!(a.likeness, Likeness::Equal | Likeness::Normalised);
        // Short lines prove nothing: many pages have the same date or byline.
        let long = found.paragraphs.iter().zip(&print.paragraphs);
        let mut long = long.filter(|(_, stored)| !stored.print.is_short());
        match () {
            () if found.paragraphs.iter().all(same) => Hold::Whole,
            () if long.any(|(a, _)| same(a) || a.containment >= 1.0) => Hold::Part,
            () => Hold::Alike,
        }
    }
}

impl<'a> Copies<'a> {
    /// No copies yet; `prints` are those of all documents.
    pub fn new(atlas: &'a Atlas, prints: &'a [DocumentPrint]) -> Self {
        let nothing = || prints.iter().map(|_| None);
        Copies {
            atlas,
            prints,
            matcher: Matcher::new(prints),
            names: atlas.documents().map(|(_, d)| FileNames::of(d)).collect(),
            held: nothing().collect(),
            named: prints.iter().map(|_| None).collect(),
        }
    }

    /// Looks for all documents in a text and notes in `proof` what it is the best copy of.
    pub fn take(&mut self, text: &Text, proof: &mut Proof) {
        let mut matches = self.matcher.traces(blocks(&text.decoded.text, text.format));
        matches.sort_by_key(|m| m.document);
        for (id, document) in self.atlas.documents() {
            let n = id.index();
            let traces = matches.iter().find(|m| m.document == n);
            if let Some(found) = traces.filter(|m| m.found) {
                self.found(id, found, text, proof);
            } else if self.named[n].is_none() && self.names[n].fit(&text.name) {
                let paragraphs = paragraphs(document, traces, text);
                let any = paragraphs.iter().any(|p| p.likeness != Likeness::Missing);
                self.named[n] = Some(DocumentProof {
                    copy: Copy::ByName,
                    file: Some(text.name.clone()),
                    paragraphs: if any { paragraphs } else { Vec::new() },
                });
            }
        }
    }

    /// A text holds a document: is it a better copy than the one known?
    fn found(&mut self, id: DocumentId, found: &DocumentMatch, text: &Text, proof: &mut Proof) {
        let claim = Claim {
            file: text.name.clone(),
            worth: worth(found, &self.prints[id.index()]),
            figures: figures(found),
            hold: Hold::of(found, &self.prints[id.index()]),
        };
        let held = &mut self.held[id.index()];
        let better = held.as_ref().is_none_or(|known| claim.worth > known.claim.worth);
        let known = match held {
            Some(known) => {
                known.add(claim, better);
                known
            }
            None => held.insert(Held {
                claim,
                others: Vec::new(),
            }),
        };
        proof.documents[id.index()].copy = match known.others.is_empty() {
            true => Copy::ByContent,
            false => Copy::Twice,
        };
        if better {
            let copy = proof.documents[id.index()].copy;
            let paragraphs = paragraphs(self.atlas.document(id), Some(found), text);
            let file = Some(text.name.clone());
            self.note(
                id,
                DocumentProof {
                    copy,
                    file,
                    paragraphs,
                },
                proof,
            );
        }
    }

    fn note(&self, id: DocumentId, document: DocumentProof, proof: &mut Proof) {
        proof
            .evidence
            .extend(evidence(self.atlas, id, &document.paragraphs));
        proof.documents[id.index()] = document;
    }

    /// Takes files by their names where no content was found, and says which documents have several copies.
    pub fn finish(mut self, proof: &mut Proof, problems: &mut Vec<Problem>) {
        for (id, document) in self.atlas.documents() {
            let (held, named) = (self.held[id.index()].take(), self.named[id.index()].take());
            match (held, named) {
                (Some(held), _) if !held.others.is_empty() => problems.push(twice(document, &held)),
                (None, Some(named)) => {
                    problems.push(by_name(document, &named));
                    self.note(id, named, proof);
                }
                _ => {}
            }
        }
    }
}

/// How good a copy is: the share of its letters that stand there as stored, less for every doubt.
fn worth(found: &DocumentMatch, print: &DocumentPrint) -> f64 {
    let weighed = found.paragraphs.iter().zip(&print.paragraphs);
    let weighed = weighed.map(|(a, stored)| (quality(a.likeness), f64::from(stored.print.length.max(1))));
    let (sum, all) = weighed.fold((0.0, 0.0), |(sum, all), (q, length)| {
        (sum + q * length, all + length)
    });
    if all > 0.0 { sum / all } else { 0.0 }
}

fn quality(likeness: Likeness) -> f64 {
    match likeness {
        Likeness::Equal => 1.0,
        Likeness::Normalised => 0.99,
        Likeness::Split => 0.97,
        Likeness::PartOfLarger => 0.95,
        Likeness::Moved => 0.90,
        Likeness::Near => 0.80,
        Likeness::TwoPlaces => 0.70,
        Likeness::FiguresChanged | Likeness::Doubtful => 0.50,
        Likeness::Missing => 0.0,
    }
}

fn figures(found: &DocumentMatch) -> Vec<(u32, String)> {
    let changed = found.paragraphs.iter().filter(|a| !a.changes.is_empty());
    changed.map(|a| (a.n, a.detail.clone())).collect()
}

/// Several copies that say the same are only a remark; if they differ in figures, one of them is wrong.
fn twice(document: &Document, held: &Held) -> Problem {
    let differ = held
        .others
        .iter()
        .any(|other| other.figures != held.claim.figures);
    let mut names: Vec<&str> = held.others.iter().map(|other| other.file.as_str()).collect();
    names.sort_unstable();
    let more = names.len().saturating_sub(4);
    names.truncate(4);
    let others = match more {
        0 => names.join(", "),
        _ => format!("{} and {more} more", names.join(", ")),
    };
    let says = if differ {
        "with other figures"
    } else {
        "with the same figures"
    };
    let message = format!(
        "«{}» was checked in this file; also found, {says}: {others}",
        document.slug
    );
    let (severity, hint) = if differ {
        (Severity::Warning, "remove the copy that is wrong")
    } else {
        (Severity::Info, "one copy is enough")
    };
    Problem::new("D2", severity, message)
        .at(&held.claim.file, 0, 0)
        .hint(hint)
}

fn by_name(document: &Document, named: &DocumentProof) -> Problem {
    let unprinted = document.paragraphs.iter().all(|p| p.fingerprint.is_none());
    let (what, hint) = match (unprinted, named.paragraphs.is_empty()) {
        (true, _) => (
            "taken for a copy by its name: no fingerprints are stored",
            "add those that `citescape fingerprint` prints",
        ),
        (false, true) => (
            "bears its name, but holds nothing of it",
            "save the text of the document there",
        ),
        (false, false) => (
            "bears its name, but holds only little of it",
            "save the whole text of the document there",
        ),
    };
    let problem = Problem::new("D1", Severity::Warning, format!("«{}»: {what}", document.slug));
    problem
        .at(named.file.clone().unwrap_or_default(), 0, 0)
        .hint(hint)
}

/// All paragraphs of a document in a text: as they were found, those without a fingerprint by their position.
fn paragraphs(document: &Document, found: Option<&DocumentMatch>, text: &Text) -> Vec<ParagraphProof> {
    let assigned: &[Assignment] = found.map_or(&[], |m| &m.paragraphs);
    let taken: Vec<Range<usize>> = assigned.iter().filter_map(|a| a.range.clone()).collect();
    let printed = |n: u32| {
        let stored = document.paragraph(n).and_then(|p| p.fingerprint.as_deref());
        stored.is_some_and(|notation| Fingerprint::parse(notation).is_ok())
    };
    let bare = document.paragraphs.iter().any(|p| !printed(p.n));
    let lines = if bare {
        lines(text, document, &taken)
    } else {
        Vec::new()
    };
    let proof = |n: u32| match assigned.iter().find(|a| a.n == n) {
        Some(assignment) => told(assignment),
        None if printed(n) => missing(n, Likeness::Missing.words()),
        None => by_position(n, &lines),
    };
    document.paragraphs.iter().map(|p| proof(p.n)).collect()
}

fn told(assignment: &Assignment) -> ParagraphProof {
    let plain = assignment.likeness == Likeness::Equal;
    ParagraphProof {
        n: assignment.n,
        likeness: assignment.likeness,
        detail: if plain {
            String::new()
        } else {
            assignment.detail.clone()
        },
        words: assignment.words.clone(),
    }
}

fn missing(n: u32, detail: &str) -> ParagraphProof {
    ParagraphProof {
        n,
        likeness: Likeness::Missing,
        detail: detail.to_owned(),
        words: String::new(),
    }
}

/// The first lines of a text, as many as the document has paragraphs; those that others took are empty.
fn lines(text: &Text, document: &Document, taken: &[Range<usize>]) -> Vec<String> {
    let last = document.paragraphs.iter().map(|p| p.n).max().unwrap_or(0) as usize;
    let free = |range: &Range<usize>| !taken.iter().any(|t| t.start < range.end && range.start < t.end);
    let blocks = blocks(&text.decoded.text, text.format).take(last);
    let words = blocks.map(|block| {
        if free(&block.range) {
            block.text
        } else {
            Cow::Borrowed("")
        }
    });
    words.map(Cow::into_owned).collect()
}

fn by_position(n: u32, lines: &[String]) -> ParagraphProof {
    let line = (n as usize).checked_sub(1).and_then(|at| lines.get(at));
    match line.filter(|words| !words.is_empty()) {
        Some(words) => ParagraphProof {
            n,
            likeness: Likeness::Doubtful,
            detail: "taken by its position: no fingerprint is stored".to_owned(),
            words: words.clone(),
        },
        None => missing(n, "missing at its position; no fingerprint is stored"),
    }
}
