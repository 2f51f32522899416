//! The rules an atlas must keep: a registry of functions, each giving problems with their places.
//!
//! To add a rule: a function in one of the modules below and its row in [`RULES`]; a directory in `tests/fixtures/invalid` that breaks it.

mod documents;
mod facts;
mod names;

use super::files::File;
use super::layers::Layered;
use super::records::Located;
use crate::atlas::*;
use crate::problem::Problem;

/// A rule: its code, what it asks for, and the function that finds what breaks it.
pub struct Rule {
    /// Its code.
    pub code: &'static str,
    /// What it asks for.
    pub about: &'static str,
    run: fn(&Case) -> Vec<Problem>,
}

/// All rules that need the whole atlas; S1 (unknown ids), S4 (double ids) and F1–F7 (files and notation)
/// are found while loading.
pub const RULES: &[Rule] = &[
    Rule {
        code: "S2",
        about: "a fact has the unit of its metric",
        run: facts::units,
    },
    Rule {
        code: "S3",
        about: "an evidence phrase has at most 6 words or 20 Chinese characters",
        run: facts::phrases,
    },
    Rule {
        code: "S4",
        about: "a document states each fact once",
        run: facts::duplicates,
    },
    Rule {
        code: "S5",
        about: "a value that a derivation computes is not stored",
        run: facts::stored,
    },
    Rule {
        code: "S6",
        about: "a period relative to its document needs the document's date",
        run: facts::relative,
    },
    Rule {
        code: "S7",
        about: "no place lies in itself",
        run: names::cycles,
    },
    Rule {
        code: "S9",
        about: "evidence names a paragraph of its document",
        run: documents::evidence,
    },
    Rule {
        code: "S10",
        about: "a restatement marks each fact of its paragraph once",
        run: documents::marks,
    },
    Rule {
        code: "S11",
        about: "names and notes are short and printable",
        run: names::texts,
    },
    Rule {
        code: "S12",
        about: "a stored fingerprint is one that this program reads",
        run: documents::fingerprints,
    },
    Rule {
        code: "S13",
        about: "no two ids have one name",
        run: names::twins,
    },
    Rule {
        code: "S14",
        about: "a document has an address of the web, and each page is one document",
        run: documents::addresses,
    },
    Rule {
        code: "S15",
        about: "paragraphs are numbered from 1, each once",
        run: documents::numbers,
    },
    Rule {
        code: "S16",
        about: "no metric is shown under itself",
        run: names::heads,
    },
    Rule {
        code: "S17",
        about: "metrics of states take statements, all others numbers",
        run: facts::statements,
    },
    Rule {
        code: "S18",
        about: "kinds and periods fit each other and the document's date",
        run: facts::times,
    },
    Rule {
        code: "S19",
        about: "a document's date has a basis",
        run: documents::dates,
    },
    Rule {
        code: "S20",
        about: "a disputed fact has a note",
        run: facts::reasons,
    },
    Rule {
        code: "S21",
        about: "coordinates lie on the globe",
        run: names::coordinates,
    },
    Rule {
        code: "C1",
        about: "facts of one series and period agree, or say that they are disputed",
        run: facts::conflicts,
    },
    Rule {
        code: "C3",
        about: "no part is more than its whole",
        run: facts::shares,
    },
];

/// Where the records of an atlas stand.
pub struct Sites<'a> {
    /// All files.
    pub(super) files: &'a [File],
    /// All records.
    pub(super) all: &'a Layered,
    /// For each fact its row.
    pub(super) fact_rows: &'a [usize],
    /// For each derivation its row.
    pub(super) derivation_rows: &'a [usize],
}

/// What a rule sees.
struct Case<'a> {
    atlas: &'a Atlas,
    sites: &'a Sites<'a>,
}

impl Case<'_> {
    fn at_fact(&self, id: FactId, word: &str, problem: Problem) -> Problem {
        self.at(
            &self.sites.all.facts[self.sites.fact_rows[id.index()]],
            word,
            problem,
        )
    }

    fn at<T>(&self, located: &Located<T>, word: &str, problem: Problem) -> Problem {
        located.at(self.sites.files, word, problem)
    }
}

/// Runs all rules.
pub fn run(atlas: &Atlas, sites: &Sites) -> Vec<Problem> {
    let case = Case { atlas, sites };
    RULES.iter().flat_map(|rule| (rule.run)(&case)).collect()
}
