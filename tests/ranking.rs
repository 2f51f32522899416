//! Whether search ranks what people mean first: queries with the right answer, written down before tuning.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/suite.rs"]
mod suite;

use citescape::atlas::{Atlas, PlaceId, Thing};
use citescape::query::find::find;
use citescape::query::fold::fold;
use citescape::query::index::Index;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::collections::BTreeMap;
use suite::{Case, cases, fits, lines};

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

/// Xi'an is not Xiantao: what a place is called in full is no beginning of another word.
#[test]
fn the_name_of_a_place_is_no_beginning_of_another() {
    let atlas = citescape::data::embedded().atlas;
    let index = Index::new(&atlas);
    let mut begun = 0;
    for (id, place) in atlas.places() {
        let word = fold(&place.names.en);
        if word.len() < 4 || !word.is_ascii() || word.contains(' ') {
            continue;
        }
        let says = |other: PlaceId| {
            let own = atlas.place(other);
            let spellings = own
                .names
                .all()
                .chain(own.aliases.iter().map(|alias| &**alias))
                .chain([&*own.slug]);
            let mut folded = spellings.map(fold);
            folded.any(|text| text.split(' ').any(|own| own == word))
        };
        let begins = |other: PlaceId| fold(&atlas.place(other).names.en).starts_with(&word);
        let others = atlas
            .places()
            .filter(|(other, _)| begins(*other) && !says(*other));
        begun += others.count();
        let found = find(&atlas, &index, &word).unwrap();
        assert!(
            found.hits.iter().any(|hit| hit.thing == Thing::Place(id)),
            "{word}"
        );
        for hit in found.hits {
            let Thing::Place(other) = hit.thing else { continue };
            let within = atlas.path(other).contains(&id);
            let slug = &atlas.place(other).slug;
            assert!(within || says(other) || !begins(other), "«{word}» finds {slug}");
        }
    }
    assert!(begun > 0);
}
