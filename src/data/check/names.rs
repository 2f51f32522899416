//! Rules about places, metrics and organisations: names, kinship.

use super::Case;
use crate::atlas::*;
use crate::problem::{Problem, Severity};
use std::collections::HashMap;

pub(super) fn cycles(case: &Case) -> Vec<Problem> {
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

pub(super) fn texts(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, metric) in case.atlas.metrics() {
        let located = &case.sites.all.metrics[id.index()];
        let width = unicode_width::UnicodeWidthStr::width(&*metric.short);
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

fn unprintable(name: &str, mut report: impl FnMut(Problem)) {
    if name.trim().is_empty() {
        report(Problem::error("S11", "an empty name").hint("give the English name"));
    } else if crate::safe_text::clean(name) != name {
        let hint = "remove control, zero-width and direction characters";
        report(Problem::error("S11", "a name with characters that cannot be shown").hint(hint));
    }
}

/// No two metrics share a name, nor two places of one parent, nor two named things of one kind.
pub(super) fn twins(case: &Case) -> Vec<Problem> {
    let all = case.sites.all;
    let mut problems = Vec::new();
    let mut report = |problem: Problem| problems.push(problem);
    let mut seen = HashMap::new();
    for (id, place) in case.atlas.places() {
        let key = (place.parent, place.kind, folded(&place.names.en));
        if let Some(first) = seen.insert(key, id) {
            let other = &case.atlas.place(first).slug;
            report(case.at(&all.places[id.index()], &place.names.en, twin(other)));
        }
    }
    let mut seen = HashMap::new();
    for (id, metric) in case.atlas.metrics() {
        if let Some(first) = seen.insert(folded(&metric.names.en), id) {
            let other = &case.atlas.metric(first).slug;
            report(case.at(&all.metrics[id.index()], &metric.names.en, twin(other)));
        }
    }
    let mut seen = HashMap::new();
    for (id, thing) in case.atlas.organisations() {
        if let Some(first) = seen.insert((thing.kind, folded(&thing.names.en)), id) {
            let other = &case.atlas.organisation(first).slug;
            report(case.at(&all.organisations[id.index()], &thing.names.en, twin(other)));
        }
    }
    problems
}

fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn twin(other: &str) -> Problem {
    let message = format!("«{other}» has the same name");
    Problem::new("S13", Severity::Warning, message).hint("make them one, or tell them apart by name")
}

/// No metric is shown under itself, however long the way.
pub(super) fn heads(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, metric) in case.atlas.metrics() {
        let (mut at, mut steps) = (metric.under, 0);
        while let Some(next) = at.filter(|next| *next != id && steps <= case.atlas.records().metrics.len()) {
            at = case.atlas.metric(next).under;
            steps += 1;
        }
        if at == Some(id) {
            let message = format!("«{}» is shown under itself", metric.slug);
            let problem = Problem::new("S16", Severity::Warning, message);
            let problem = problem.hint("name the metric at the head of the group, or leave `under` out");
            problems.push(case.at(&case.sites.all.metrics[id.index()], &metric.slug, problem));
        }
    }
    problems
}

/// Coordinates lie on the globe.
pub(super) fn coordinates(case: &Case) -> Vec<Problem> {
    let mut problems = Vec::new();
    let beyond = |number: Decimal, most: i64| number.to_f64().abs() > most as f64;
    for (id, place) in case.atlas.places() {
        let Some(at) = &place.coordinates else { continue };
        if beyond(at.lat, 90) || beyond(at.lon, 180) {
            let problem = Problem::new("S21", Severity::Warning, "a position that is not on the globe");
            let problem = problem.hint("latitude first, from -90 to 90; longitude from -180 to 180");
            problems.push(case.at(&case.sites.all.places[id.index()], "lat", problem));
        }
    }
    problems
}
