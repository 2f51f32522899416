//! Whether search ranks what people mean first: queries with the right answer, written down before tuning.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use citescape::atlas::{Atlas, Thing};
use citescape::query::find::find;
use citescape::query::index::Index;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::collections::BTreeMap;

/// A line of the suite.
struct Case<'a> {
    query: &'a str,
    kind: &'a str,
    answer: &'a str,
    sort: &'a str,
}

fn cases() -> Vec<Case<'static>> {
    include_str!("ranking/queries.tsv")
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
fn fits(atlas: &Atlas, case: &Case, thing: Thing) -> bool {
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

/// How far down the right answer stands: a fact among the facts, anything else among all hits.
fn rank(atlas: &Atlas, index: &Index, case: &Case) -> Option<usize> {
    let found = find(atlas, index, case.query).ok()?;
    let facts = case.kind == "fact";
    found
        .hits
        .iter()
        .filter(|hit| !facts || matches!(hit.thing, Thing::Fact(_)))
        .position(|hit| fits(atlas, case, hit.thing))
}

#[test]
fn the_right_answer_is_first_or_nearly() {
    let atlas = citescape::data::embedded().atlas;
    let index = Index::new(&atlas);
    let (cases, mut first, mut third) = (cases(), 0, 0);
    let mut missed = BTreeMap::<&str, Vec<String>>::new();
    for case in &cases {
        let rank = rank(&atlas, &index, case);
        first += usize::from(rank == Some(0));
        third += usize::from(rank.is_some_and(|at| at < 3));
        if rank != Some(0) {
            let place = rank.map_or("not found".to_owned(), |at| format!("{}", at + 1));
            let line = format!("«{}» wants {} {}: {place}", case.query, case.kind, case.answer);
            missed.entry(case.sort).or_default().push(line);
        }
    }
    assert!(cases.len() >= 150);
    let told = format!(
        "{first} first, {third} in the first three of {}\n{missed:#?}",
        cases.len()
    );
    println!("{told}");
    assert!(first * 100 >= cases.len() * 95, "{told}");
    assert!(third * 100 >= cases.len() * 99, "{told}");
}

/// A line for everything that can be found, as tools without labels search them.
fn lines(atlas: &Atlas) -> Vec<(Thing, String)> {
    let named = |names: &citescape::atlas::Names, aliases: &[String]| {
        let all: Vec<&str> = names.all().chain(aliases.iter().map(String::as_str)).collect();
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

#[test]
fn labels_in_words_rank_better_than_letters_over_lines() {
    let atlas = citescape::data::embedded().atlas;
    let (index, lines, matcher) = (Index::new(&atlas), lines(&atlas), SkimMatcherV2::default());
    let (mut own, mut plain, mut third) = (0, 0, 0);
    for case in &cases() {
        own += usize::from(rank(&atlas, &index, case) == Some(0));
        let scored = lines.iter().filter_map(|(thing, line)| {
            let counts = case.kind != "fact" || matches!(thing, Thing::Fact(_));
            let score = matcher.fuzzy_match(line, case.query).filter(|_| counts)?;
            Some((score, *thing))
        });
        let mut hits: Vec<(i64, Thing)> = scored.collect();
        // Stable: equals stay in the order of the atlas.
        hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let at = hits.iter().position(|(_, thing)| fits(&atlas, case, *thing));
        plain += usize::from(at == Some(0));
        third += usize::from(at.is_some_and(|at| at < 3));
    }
    println!("first: {own} by labels; {plain} by letters over lines ({third} in the first three)");
    assert!(own > plain);
}
