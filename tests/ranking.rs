//! Whether search ranks what people mean first: queries with the right answer, written down before tuning.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use citescape::atlas::{Atlas, Thing};
use citescape::query::find::find;
use citescape::query::index::Index;
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
    assert!(first * 100 >= cases.len() * 88, "{told}");
    assert!(third * 100 >= cases.len() * 94, "{told}");
}
