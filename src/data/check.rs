//! The rules an atlas must keep: a registry of functions, each giving problems with their places.
//!
//! To add a rule: a function and its row in [`RULES`]; a directory in `tests/fixtures/invalid` that breaks it.

use super::files::File;
use super::records::{Located, place_of};
use super::resolve::Layered;
use crate::atlas::*;
use crate::problem::{Problem, Severity};
use crate::reading::fingerprint::Fingerprint;
use crate::reading::normal::is_han;
use std::collections::{BTreeMap, HashMap};

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
        run: units,
    },
    Rule {
        code: "S3",
        about: "an evidence phrase has at most 6 words or 20 Chinese characters",
        run: phrases,
    },
    Rule {
        code: "S4",
        about: "a document states each fact once",
        run: duplicates,
    },
    Rule {
        code: "S5",
        about: "a value that a derivation computes is not stored",
        run: stored,
    },
    Rule {
        code: "S6",
        about: "a period relative to its document needs the document's date",
        run: relative,
    },
    Rule {
        code: "S7",
        about: "no place lies in itself",
        run: cycles,
    },
    Rule {
        code: "S9",
        about: "evidence names a paragraph of its document",
        run: evidence,
    },
    Rule {
        code: "S10",
        about: "a restatement marks each fact of its paragraph once",
        run: marks,
    },
    Rule {
        code: "S11",
        about: "names and notes are short and printable",
        run: texts,
    },
    Rule {
        code: "S12",
        about: "a stored fingerprint is one that this program reads",
        run: fingerprints,
    },
    Rule {
        code: "C1",
        about: "facts of one series and period agree, or say that they are disputed",
        run: conflicts,
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
        // A record of the compiled atlas has no file.
        let Some(file) = self.sites.files.get(located.file) else {
            return problem;
        };
        let (line, column) = place_of(file, located.nth, word);
        problem.at(&file.name, line, column)
    }
}

/// Runs all rules.
pub fn run(atlas: &Atlas, sites: &Sites) -> Vec<Problem> {
    let case = Case { atlas, sites };
    RULES.iter().flat_map(|rule| (rule.run)(&case)).collect()
}

fn units(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, fact) in case.atlas.facts() {
        let metric = case.atlas.metric(fact.metric);
        let rank =
            matches!(fact.value, Value::Rank(..)) && case.atlas.unit(fact.unit).dimension == Dimension::Rank;
        if fact.unit != metric.unit && !rank {
            let (has, wants) = (
                &case.atlas.unit(fact.unit).slug,
                &case.atlas.unit(metric.unit).slug,
            );
            let message = format!("the unit «{has}» is not that of the metric «{}»", metric.slug);
            let hint = format!("write {wants}, or choose a metric counted in {has}");
            problems.push(case.at_fact(id, has, Problem::error("S2", message).hint(hint)));
        }
    }
    problems
}

/// Most words of an evidence phrase.
const MAX_WORDS: usize = 6;
/// Most Chinese characters of an evidence phrase.
const MAX_HAN: usize = 20;

fn phrases(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, fact) in case.atlas.facts() {
        for evidence in &fact.evidence {
            let han = evidence.phrase.chars().filter(|c| is_han(*c)).count();
            let words = evidence.phrase.split_whitespace().count();
            let message = match (words, han) {
                (0, _) => "an empty evidence phrase".to_owned(),
                (_, n) if n > MAX_HAN => format!("an evidence phrase of {n} Chinese characters"),
                (n, _) if n > MAX_WORDS => format!("an evidence phrase of {n} words"),
                _ => continue,
            };
            let hint = format!(
                "keep the words that carry the figure: 1 to {MAX_WORDS}, or {MAX_HAN} Chinese characters"
            );
            problems.push(case.at_fact(id, &evidence.phrase, Problem::error("S3", message).hint(hint)));
        }
    }
    problems
}

fn duplicates(case: &Case) -> Vec<Problem> {
    let mut seen: HashMap<(SeriesKey, Period, Kind, String, DocumentId), FactId> = HashMap::new();
    let mut problems = Vec::new();
    for (id, fact) in case.atlas.facts() {
        let Some(first) = fact.evidence.first() else {
            continue;
        };
        let value = format!("{:?}", fact.value);
        let key = (SeriesKey::of(fact), fact.period, fact.kind, value, first.document);
        if let Some(earlier) = seen.insert(key, id) {
            let message = format!("says the same as «{}»", case.atlas.fact(earlier).slug);
            let hint = "make it one fact with two pieces of evidence, or tell them apart by scope";
            problems.push(case.at_fact(id, &fact.slug, Problem::error("S4", message).hint(hint)));
        }
    }
    problems
}

fn stored(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (n, derivation) in case.atlas.derivations() {
        let same = case.atlas.facts_of_metric(derivation.metric).iter().find(|id| {
            let fact = case.atlas.fact(**id);
            let inputs = derivation.inputs.iter().any(|(_, input)| input == *id);
            fact.place == derivation.place
                && fact.subject.is_none()
                && fact.period == derivation.period
                && fact.scope == derivation.scope
                && fact.kind == Kind::Observed
                && (inputs || fact.note.as_deref().is_some_and(|note| note.contains("computed")))
        });
        if let Some(fact) = same {
            let message = format!("«{}» is both stored and computed", case.atlas.fact(*fact).slug);
            let located = &case.sites.all.derivations[case.sites.derivation_rows[n.index()]];
            let hint = "keep the formula and remove the fact, or give the fact's own source";
            problems.push(case.at(
                located,
                &derivation.slug,
                Problem::error("S5", message).hint(hint),
            ));
        }
    }
    problems
}

fn relative(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, fact) in case.atlas.facts() {
        let relative = matches!(fact.period, Period::Within(..));
        let dated = fact
            .evidence
            .iter()
            .any(|e| case.atlas.document(e.document).published.is_some());
        if relative && !dated {
            let message = "a period counted from its document, which has no date";
            let hint = "give the document's date and how it is known, or another period";
            let problem = Problem::new("S6", Severity::Warning, message).hint(hint);
            problems.push(case.at_fact(id, &fact.period.to_string(), problem));
        }
    }
    problems
}

fn cycles(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, place) in case.atlas.places() {
        let (mut at, mut steps) = (place.parent, 0);
        while let Some(next) = at.filter(|next| *next != id && steps <= case.atlas.records().places.len()) {
            at = case.atlas.place(next).parent;
            steps += 1;
        }
        if at == Some(id) {
            let message = format!("«{}» lies in itself", place.slug);
            let problem = Problem::error("S7", message).hint("correct one of the parents on the way");
            problems.push(case.at(&case.sites.all.places[id.index()], &place.slug, problem));
        }
    }
    problems
}

fn evidence(case: &Case) -> Vec<Problem> {
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

fn marks(case: &Case) -> Vec<Problem> {
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

fn texts(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, metric) in case.atlas.metrics() {
        let located = &case.sites.all.metrics[id.index()];
        let width = unicode_width::UnicodeWidthStr::width(metric.short.as_str());
        if width == 0 || width > 20 {
            let message = format!("the short name has {width} columns");
            let problem = Problem::error("S11", message).hint("give it 1 to 20, for narrow tables");
            problems.push(case.at(located, &metric.short, problem));
        }
        unprintable(&metric.names.en, |problem| {
            problems.push(case.at(located, &metric.slug, problem))
        });
    }
    for (id, place) in case.atlas.places() {
        let located = &case.sites.all.places[id.index()];
        unprintable(&place.names.en, |problem| {
            problems.push(case.at(located, &place.slug, problem))
        });
    }
    for (id, organisation) in case.atlas.organisations() {
        let located = &case.sites.all.organisations[id.index()];
        unprintable(&organisation.names.en, |problem| {
            problems.push(case.at(located, &organisation.slug, problem))
        });
    }
    problems
}

fn fingerprints(case: &Case) -> Vec<Problem> {
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

fn unprintable(name: &str, mut report: impl FnMut(Problem)) {
    if name.trim().is_empty() {
        report(Problem::error("S11", "an empty name").hint("give the English name"));
    } else if crate::safe_text::clean(name) != name {
        let hint = "remove control, zero-width and direction characters";
        report(Problem::error("S11", "a name with characters that cannot be shown").hint(hint));
    }
}

fn conflicts(case: &Case) -> Vec<Problem> {
    let mut groups: BTreeMap<(SeriesKey, String, Kind), Vec<FactId>> = BTreeMap::new();
    for (id, fact) in case
        .atlas
        .facts()
        .filter(|(_, fact)| fact.status != Status::Superseded)
    {
        groups
            .entry((SeriesKey::of(fact), fact.period.to_string(), fact.kind))
            .or_default()
            .push(id);
    }
    let mut problems = Vec::new();
    for facts in groups.values().filter(|facts| facts.len() > 1) {
        for (n, b) in facts.iter().enumerate() {
            for a in &facts[..n] {
                problems.extend(conflict(case, *a, *b));
            }
        }
    }
    problems
}

fn conflict(case: &Case, a: FactId, b: FactId) -> Option<Problem> {
    let (first, second) = (case.atlas.fact(a), case.atlas.fact(b));
    let (one, other) = (case.atlas.interval(first)?, case.atlas.interval(second)?);
    if one.meets(&other) {
        return None;
    }
    let acknowledged = |fact: &Fact| fact.status == Status::Disputed && fact.note.is_some();
    let known = acknowledged(first) && acknowledged(second);
    let severity = if known { Severity::Info } else { Severity::Warning };
    let message = format!(
        "{} here, {} in «{}»",
        signed(&second.value),
        signed(&first.value),
        first.slug
    );
    let open = "mark both status: Disputed with a note, or tell them apart by scope";
    let hint = if known { "kept as disputed" } else { open };
    Some(case.at_fact(b, &second.slug, Problem::new("C1", severity, message).hint(hint)))
}
