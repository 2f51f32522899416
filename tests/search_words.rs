//! How ordinary words are read: figures with their units, kinds of statements and questions in three languages, two
//! spellings of one word, and names that only look like what was asked.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use citescape::atlas::{Atlas, Fact, Named, Thing};
use citescape::data;
use citescape::query::find::{Found, find};
use citescape::query::index::Index;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

static TINY: LazyLock<(Atlas, Index)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tiny");
    let atlas = data::directory(&folder).atlas;
    let index = Index::new(&atlas);
    (atlas, index)
});

fn asked(query: &str) -> Found {
    find(&TINY.0, &TINY.1, query).unwrap()
}

fn facts(query: &str) -> Vec<Fact> {
    let facts = asked(query).hits.into_iter().filter_map(|hit| match hit.thing {
        Thing::Fact(id) => Some(TINY.0.fact(id).clone()),
        _ => None,
    });
    facts.collect()
}

fn things(query: &str) -> BTreeSet<Thing> {
    asked(query).hits.iter().map(|hit| hit.thing).collect()
}

#[test]
fn a_figure_with_its_unit_finds_the_fact() {
    for (query, place, metric) in [
        ("1.05 trillion yuan", "qingwan", "harbour-output"),
        ("1.05 trillion CNY qingwan", "qingwan", "harbour-output"),
        ("qingwan 1,05 Billionen Yuan", "qingwan", "harbour-output"),
        ("1.05万亿元", "qingwan", "harbour-output"),
        ("10500亿元", "qingwan", "harbour-output"),
        ("320 km²", "borea", "land-area"),
        ("320 平方公里", "borea", "land-area"),
        ("0.64 EFLOPS", "qingwan-harbour", "computing-power"),
        ("640P", "qingwan-harbour", "computing-power"),
    ] {
        let found = facts(query);
        let told: Vec<_> = found
            .iter()
            .map(|fact| (&*TINY.0.place(fact.place).slug, &*TINY.0.metric(fact.metric).slug))
            .collect();
        assert_eq!(told, [(place, metric)], "{query}");
        assert_eq!(asked(query).total(), 1, "{query}");
    }
    // The figure is there, and in another unit.
    for query in ["320 yuan", "640 km", "1.05 trillion percent", "320 km"] {
        assert_eq!(asked(query).total(), 0, "{query}");
    }
}

#[test]
fn a_word_that_is_a_unit_finds_what_is_measured_in_it() {
    for (word, unit) in [
        ("EFLOPS", "PFLOPS"),
        ("petaflops", "PFLOPS"),
        ("RMB", "CNY"),
        ("%", "percent"),
        ("km2", "km2"),
    ] {
        let own = TINY
            .0
            .facts()
            .filter(|(_, fact)| &*TINY.0.unit(fact.unit).slug == unit)
            .count();
        let found = facts(word);
        let measured = found.iter().filter(|fact| &*TINY.0.unit(fact.unit).slug == unit);
        assert!(own > 0 && measured.count() == own, "{word}");
        let (both, first) = (facts(&format!("{word} qingwan")), facts("qingwan"));
        assert!(both.len() < first.len(), "{word}");
    }
}

#[test]
fn kinds_are_asked_in_three_languages() {
    let mut found = 0;
    for (kind, words) in [
        ("target", ["目标", "Ziel", "goal"]),
        ("plan", ["计划", "geplant", "规划"]),
        ("projected", ["预计", "Prognose", "forecast"]),
    ] {
        let wanted = things(&format!("kind:{kind} kind:fact"));
        for word in words {
            let own: BTreeSet<Thing> = things(word);
            assert!(wanted.is_subset(&own), "{word}");
            let told = facts(&format!("kind:{word}"));
            assert!(
                told.len() == wanted.len() && told.iter().all(|fact| fact.kind.name() == kind),
                "{word}"
            );
        }
        found += wanted.len();
    }
    assert!(found > 1, "{found}");
}

#[test]
fn questions_ask_for_their_names() {
    let wanted = things("machine firms qingwan");
    assert!(!wanted.is_empty());
    for query in [
        "how many machine firms in Qingwan?",
        "what is the machine firms of qingwan",
        "wie viele machine firms gibt es in Qingwan",
        "machine firms qingwan 多少",
    ] {
        assert_eq!(things(query), wanted, "{query}");
    }
}

#[test]
fn either_spelling_of_a_word_finds_it() {
    assert!(!things("harbour output qingwan").is_empty());
    assert_eq!(things("harbor output qingwan"), things("harbour output qingwan"));
    let words = asked("harbor").words;
    assert!(
        words.iter().any(|word| word.text() == "harbour"),
        "shown where it is found"
    );
}

#[test]
fn two_names_side_by_side_are_asked_as_either() {
    let both: BTreeSet<Thing> = things("strassfeld machine")
        .union(&things("qingwan machine"))
        .copied()
        .collect();
    assert_eq!(things("Strassfeld vs Qingwan machine"), both);
    assert!(things("strassfeld machine") != both && things("qingwan machine") != both);
}

#[test]
fn names_alike_are_not_claimed_to_say_the_word() {
    for (query, understood) in [
        ("aurelia", "“aurelia” in a label"),
        ("aurelja", "names like “aurelja”, which no label says"),
        ("place:aurelja", "places like “aurelja”, which no label says"),
        ("xyzzyqua", "“xyzzyqua”, which no label says"),
        ("640", "“640” in a label"),
        ("eflops", "“eflops” in a label"),
        ("\"aurelja\"", "exactly “aurelja” in a label"),
    ] {
        assert_eq!(asked(query).understood, understood);
    }
    assert!(asked("aurelja").total() > 0);
}

#[test]
fn letters_scattered_over_a_title_say_nothing() {
    let title = TINY
        .0
        .documents()
        .find(|(_, own)| own.title.len() > 12)
        .unwrap()
        .1
        .title
        .to_lowercase();
    let scattered: String = title.split(' ').map(|word| &word[..3.min(word.len())]).collect();
    let documents = |query: &str| asked(query).count("document");
    assert!(scattered.len() >= 6, "{scattered}");
    assert_eq!(documents(&scattered), 0, "{scattered}");
    assert!(documents(title.split(' ').next().unwrap()) > 0);
}
