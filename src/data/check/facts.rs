//! Rules about facts: units, phrases, periods, kinds, shares, disputes.

use super::Case;
use crate::atlas::*;
use crate::problem::{Problem, Severity};
use crate::reading::normal::is_han;
use std::collections::{BTreeMap, HashMap};

pub(super) fn units(case: &Case) -> Vec<Problem> {
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

pub(super) fn phrases(case: &Case) -> Vec<Problem> {
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

pub(super) fn duplicates(case: &Case) -> Vec<Problem> {
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

pub(super) fn stored(case: &Case) -> Vec<Problem> {
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

pub(super) fn relative(case: &Case) -> Vec<Problem> {
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

pub(super) fn conflicts(case: &Case) -> Vec<Problem> {
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

/// A metric of states takes statements, and every other one numbers.
pub(super) fn statements(case: &Case) -> Vec<Problem> {
    let wrong = |(_, fact): &(FactId, &Fact)| {
        let state = case.atlas.unit(case.atlas.metric(fact.metric).unit).dimension == Dimension::State;
        state != (fact.value == Value::Holds)
    };
    let facts = case.atlas.facts().filter(wrong);
    let problem = |(id, fact): (FactId, &Fact)| {
        let metric = &case.atlas.metric(fact.metric).slug;
        let message = match fact.value {
            Value::Holds => format!("«{metric}» is counted, and this fact gives no number"),
            _ => format!("«{metric}» says that something is the case, and this fact gives a number"),
        };
        let hint = "choose the metric that fits the value, or correct the value";
        case.at_fact(id, metric, warning("S17", message).hint(hint))
    };
    facts.map(problem).collect()
}

/// What was observed has no deadline and began before the text that says it; of a stock aimed at in a plain year it
/// is worth asking whether the text says «by».
pub(super) fn times(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, fact) in case.atlas.facts() {
        let deadline = matches!(fact.period, Period::By(_) | Period::Within(..));
        let stock = case.atlas.metric(fact.metric).nature == Nature::Stock;
        let whole_year = matches!(fact.period, Period::At(Date::Year(_)));
        let (severity, message, hint) = match fact.kind {
            Kind::Observed if deadline => (
                Severity::Warning,
                "observed, but the period is a deadline",
                "is it a target? else give the time of the observation",
            ),
            Kind::Observed if is_later(case, fact) => (
                Severity::Warning,
                "observed in a year after every document that says it",
                "correct the year, the kind or the document's date",
            ),
            Kind::Target if stock && whole_year => (
                Severity::Info,
                "a stock aimed at in a plain year",
                "write by-2027 if the text says by, or end-2027 for the year's end",
            ),
            _ => continue,
        };
        let problem = Problem::new("S18", severity, message).hint(hint);
        problems.push(case.at_fact(id, &fact.period.to_string(), problem));
    }
    problems
}

/// Whether a number's period begins in a year after all documents of the fact were published.
fn is_later(case: &Case, fact: &Fact) -> bool {
    let published = |e: &Evidence| case.atlas.document(e.document).published.map(Date::year);
    let years: Option<Vec<u16>> = fact.evidence.iter().map(published).collect();
    let latest = years.and_then(|years| years.into_iter().max());
    let begins = match fact.period {
        Period::Span(start, _) => Some(start.year()),
        other => other.year(),
    };
    let later = latest.zip(begins).is_some_and(|(latest, year)| year > latest);
    later && fact.value != Value::Holds
}

/// No part is more than its whole.
pub(super) fn shares(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    let hundred = Decimal::new(1, 2);
    for (id, fact) in case.atlas.facts() {
        let metric = case.atlas.metric(fact.metric);
        let percent = case.atlas.unit(fact.unit).dimension == Dimension::Share;
        let message = match &fact.value {
            Value::Part {
                part,
                whole,
                whole_hedge,
            } if part > whole && *whole_hedge != Hedge::Over => "a part that is more than its whole",
            value if metric.nature == Nature::Share && percent => {
                let over = case
                    .atlas
                    .interval(fact)
                    .and_then(|i| i.low)
                    .is_some_and(|low| low > hundred);
                let number = value.number().is_some_and(|n| n > hundred);
                if !(over || number) {
                    continue;
                }
                "a share over 100 %"
            }
            _ => continue,
        };
        let hint = "look at the text again: is it growth, or another whole?";
        problems.push(case.at_fact(id, "value", warning("C3", message).hint(hint)));
    }
    problems
}

/// A disputed fact says in its note who disagrees or why.
pub(super) fn reasons(case: &Case) -> Vec<Problem> {
    let bare = case
        .atlas
        .facts()
        .filter(|(_, fact)| fact.status == Status::Disputed && fact.note.is_none());
    let problem = |(id, _): (FactId, &Fact)| {
        let hint = "add a note: who says otherwise, and the reason if it is known";
        case.at_fact(
            id,
            "Disputed",
            warning("S20", "disputed without a note").hint(hint),
        )
    };
    bare.map(problem).collect()
}

fn warning(code: &'static str, message: impl Into<String>) -> Problem {
    Problem::new(code, Severity::Warning, message)
}
