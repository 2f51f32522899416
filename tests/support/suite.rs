//! The ranking suite: its queries with the right answers, and everything that can be found as lines of text.

#![allow(dead_code, reason = "each user reads a part of it")]

use citescape::atlas::{Atlas, Names, Thing};

/// A line of the suite.
pub struct Case<'a> {
    pub query: &'a str,
    pub kind: &'a str,
    pub answer: &'a str,
    pub sort: &'a str,
}

pub fn cases() -> Vec<Case<'static>> {
    include_str!("../ranking/queries.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [query, kind, answer, sort] => Case {
                query,
                kind,
                answer,
                sort,
            },
            _ => panic!("not four columns: {line}"),
        })
        .collect()
}

/// Whether a hit is what the case asks for.
pub fn fits(atlas: &Atlas, case: &Case, thing: Thing) -> bool {
    match (case.kind, thing) {
        ("place", Thing::Place(id)) => atlas.place(id).slug == case.answer,
        ("metric", Thing::Metric(id)) => atlas.metric(id).slug == case.answer,
        ("named", Thing::Organisation(id)) => atlas.organisation(id).slug == case.answer,
        ("fact", Thing::Fact(id)) => {
            let fact = atlas.fact(id);
            let (place, metric) = case.answer.split_once(' ').unwrap();
            atlas.place(fact.place).slug == place && atlas.metric(fact.metric).slug == metric
        }
        _ => false,
    }
}

/// A line for everything that can be found, as tools without labels search them.
pub fn lines(atlas: &Atlas) -> Vec<(Thing, String)> {
    let named = |names: &Names, aliases: &[citescape::atlas::Text]| {
        let all: Vec<&str> = names.all().chain(aliases.iter().map(|alias| &**alias)).collect();
        all.join(" ")
    };
    let mut lines: Vec<(Thing, String)> = Vec::new();
    lines.extend(
        atlas
            .places()
            .map(|(id, own)| (Thing::Place(id), named(&own.names, &own.aliases))),
    );
    lines.extend(
        atlas
            .metrics()
            .map(|(id, own)| (Thing::Metric(id), named(&own.names, &own.aliases))),
    );
    lines.extend(
        atlas
            .organisations()
            .map(|(id, own)| (Thing::Organisation(id), named(&own.names, &own.aliases))),
    );
    lines.extend(atlas.facts().map(|(id, fact)| {
        let (place, metric) = (atlas.place(fact.place), atlas.metric(fact.metric));
        let number = fact.value.number().map(|n| n.plain()).unwrap_or_default();
        let line = format!("{} {} {} {number}", place.names.en, metric.names.en, fact.period);
        (Thing::Fact(id), line)
    }));
    lines
}
