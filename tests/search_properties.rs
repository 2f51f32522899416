//! Search over a synthetic atlas, whatever is asked: clauses only narrow, the order is one, and what a finder
//! remembers changes nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/chance.rs"]
mod chance;
#[path = "support/folder.rs"]
mod folder;

use chance::Chance;
use citescape::atlas::{Atlas, Thing};
use citescape::data;
use citescape::data::generate::{Recipe, generate};
use citescape::query::find::{Finder, Found, HIT_KINDS, find, kind_of};
use citescape::query::index::Index;
use citescape::query::parse::parse;
use folder::Folder;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static MADE: LazyLock<(Atlas, Index)> = LazyLock::new(|| made(2500, 8));

fn made(facts: u32, seed: u64) -> (Atlas, Index) {
    let folder = Folder::new();
    let recipe = Recipe {
        facts,
        seed,
        labels: Some(300),
    };
    generate(&recipe, folder.path()).unwrap();
    let atlas = data::directory(folder.path()).atlas;
    let index = Index::new(&atlas);
    (atlas, index)
}

/// Words that carry no meaning beside others: alone they ask, with another clause they do not.
const SMALL: [&str; 7] = ["in", "of", "the", "for", "and", "a", "im"];

/// A word of a label, whole, begun, or with two letters swapped.
fn word(atlas: &Atlas, chance: &mut Chance) -> String {
    loop {
        let word = any_word(atlas, chance);
        if !SMALL.contains(&word.as_str()) {
            return word;
        }
    }
}

fn any_word(atlas: &Atlas, chance: &mut Chance) -> String {
    let records = atlas.records();
    let names = match chance.below(3) {
        0 => &records.places[chance.below(records.places.len())].names,
        1 => &records.metrics[chance.below(records.metrics.len())].names,
        _ => &records.organisations[chance.below(records.organisations.len())].names,
    };
    let all: Vec<&str> = names.all().collect();
    let words: Vec<&str> = chance
        .pick(&all)
        .split([' ', ','])
        .filter(|w| !w.is_empty())
        .collect();
    let mut letters: Vec<char> = chance.pick(&words).to_lowercase().chars().collect();
    match chance.below(4) {
        0 => letters.truncate(1 + chance.below(letters.len())),
        1 if letters.len() > 4 => letters.swap(1, 2),
        _ => {}
    }
    letters.into_iter().collect()
}

fn clause(atlas: &Atlas, chance: &mut Chance) -> String {
    const FIELDS: [&str; 9] = [
        "year:2015",
        "year:>=2018",
        "value:>1000000",
        "value:10..5000",
        "kind:target",
        "unit:percent",
        "lang:zh",
        "ev:1",
        "2019",
    ];
    let not = if chance.once_in(6) { "-" } else { "" };
    let word = word(atlas, chance);
    match chance.below(5) {
        0 => format!("{not}{}", chance.pick(&FIELDS)),
        1 => format!("{not}place:{word}"),
        2 => format!("{not}metric:{word}"),
        _ => format!("{not}{word}"),
    }
}

fn things(found: &Found) -> Vec<Thing> {
    found.hits.iter().map(|hit| hit.thing).collect()
}

#[test]
fn a_clause_more_never_adds_a_hit() {
    let ((atlas, index), mut chance) = (&*MADE, Chance::new(21));
    let mut finder = Finder::new(usize::MAX);
    let (mut narrowed, mut kept) = (0, 0);
    for _ in 0..120 {
        let first = word(atlas, &mut chance);
        let mut query = first.clone();
        let Ok(mut before) = finder.find(atlas, index, &query) else {
            continue;
        };
        for _ in 0..3 {
            query = format!("{query} {}", clause(atlas, &mut chance));
            let Ok(now) = finder.find(atlas, index, &query) else {
                break;
            };
            let known: BTreeSet<Thing> = things(&before).into_iter().collect();
            let new = things(&now).into_iter().find(|thing| !known.contains(thing));
            assert!(new.is_none(), "«{query}» adds {}", atlas.slug(new.unwrap()));
            narrowed += usize::from(now.hits.len() < before.hits.len());
            kept += now.hits.len();
            before = now;
        }
    }
    assert!(narrowed > 60 && kept > 1000, "{narrowed} narrowed, {kept} hits");
}

#[test]
fn a_filter_and_its_opposite_divide_what_is_there() {
    let ((atlas, index), mut chance) = (&*MADE, Chance::new(22));
    let facts = |query: &str| find(atlas, index, query).unwrap().count("fact");
    let mut divided = 0;
    for _ in 0..60 {
        let filter = chance.pick(&[
            "kind:target",
            "year:>=2015",
            "unit:percent",
            "value:>5000",
            "lang:zh",
            "ev:1",
        ]);
        let word = word(atlas, &mut chance);
        if parse(&word).is_err() {
            continue;
        }
        let (all, with, without) = (
            facts(&word),
            facts(&format!("{word} {filter}")),
            facts(&format!("{word} -{filter}")),
        );
        assert_eq!(with + without, all, "{word} {filter}");
        divided += usize::from(with > 0 && without > 0);
    }
    assert!(divided > 10, "{divided}");
}

#[test]
fn the_order_is_one_whatever_was_asked_before_and_however_few_are_kept() {
    let ((atlas, index), mut chance) = (&*MADE, Chance::new(23));
    let mut typing = Finder::new(usize::MAX);
    for _ in 0..40 {
        let query = format!("{} {}", word(atlas, &mut chance), clause(atlas, &mut chance));
        let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
        let typed = ends
            .map(|end| typing.find(atlas, index, &query[..end]))
            .last()
            .unwrap();
        let fresh = Finder::new(usize::MAX).find(atlas, index, &query);
        assert_eq!(typed, fresh, "«{query}» depends on what was asked before");
        let Ok(all) = fresh else { continue };
        let each: BTreeSet<Thing> = things(&all).into_iter().collect();
        assert_eq!(each.len(), all.hits.len(), "«{query}» finds something twice");
        assert!(
            all.hits.is_sorted_by(|a, b| a.score >= b.score),
            "«{query}» is not best first"
        );
        for most in [1, 7, 100] {
            let few = Finder::new(most).find(atlas, index, &query).unwrap();
            assert_eq!(few.counts, all.counts, "«{query}»");
            for kind in HIT_KINDS {
                let of = |found: &Found| -> Vec<Thing> {
                    let own = found.hits.iter().filter(|hit| kind_of(hit.thing) == kind);
                    own.take(most).map(|hit| hit.thing).collect()
                };
                assert_eq!(of(&few), of(&all), "the best {most} {kind}s of «{query}»");
            }
        }
    }
}

#[test]
fn any_string_parses_or_errs() {
    let ((atlas, index), mut chance) = (&*MADE, Chance::new(24));
    let signs: Vec<char> = "\"“”„:<>=≥≤.,-+%… \t\u{0}\u{301}ßẞİ北京2025aé🏙\u{202e}"
        .chars()
        .collect();
    let (mut parsed, mut refused) = (0, 0);
    for _ in 0..1500 {
        let letter = |chance: &mut Chance| match chance.below(3) {
            0 => chance.pick(&signs),
            1 => char::from_u32(chance.next() as u32 % 0x11_0000).unwrap_or('x'),
            _ => char::from(b' ' + chance.below(95) as u8),
        };
        let query: String = (0..chance.below(24)).map(|_| letter(&mut chance)).collect();
        match find(atlas, index, &query) {
            Ok(_) => parsed += 1,
            Err(error) => {
                refused += 1;
                assert!(!error.message.is_empty() && !error.hint.is_empty() && error.at <= query.len());
            }
        }
    }
    assert!(
        parsed > 300 && refused > 100,
        "{parsed} parsed, {refused} refused"
    );
}

/// Of a large atlas paragraphs are asked after everything else, a piece at a time, and then are all there.
#[test]
fn paragraphs_of_a_large_atlas_come_later_and_all() {
    let (atlas, index) = made(5200, 9);
    let said = "budget";
    let wanted: BTreeSet<Thing> = atlas
        .documents()
        .flat_map(|(id, document)| document.paragraphs.iter().map(move |own| (id, own)))
        .filter(|(_, own)| own.restatement.as_ref().is_some_and(|r| r.text.contains(said)))
        .map(|(id, own)| Thing::Paragraph(id, own.n))
        .collect();
    let mut finder = Finder::new(usize::MAX);
    let mut found = finder.find(&atlas, &index, said).unwrap();
    assert_eq!(found.count("paragraph"), 0);
    let mut pieces = 0;
    while finder.has_more() {
        finder.more(&atlas, &index, &mut found);
        pieces += 1;
    }
    let paragraphs: BTreeSet<Thing> = things(&found)
        .into_iter()
        .filter(|thing| matches!(thing, Thing::Paragraph(..)))
        .collect();
    assert!(pieces > 1 && !wanted.is_empty());
    assert_eq!(paragraphs, wanted);
    assert_eq!(found.count("paragraph"), wanted.len());
    // A query that paragraphs cannot answer leaves nothing to do.
    finder.find(&atlas, &index, "value:>1000").unwrap();
    assert!(!finder.has_more());
}

/// What a clause does is told in one pass over all facts: it is what asking without the others, and without it, gives.
#[test]
fn the_effect_of_a_clause_is_what_searches_without_the_others_find() {
    let (atlas, index) = &*MADE;
    let mut chance = Chance::new(77);
    let (mut alone, mut without) = (0, 0);
    for _ in 0..60 {
        let count = 2 + chance.below(3);
        let mut clauses: Vec<String> = (0..count).map(|_| clause(atlas, &mut chance)).collect();
        if chance.below(3) == 0 {
            clauses[0] = format!("-{}", word(atlas, &mut chance));
        }
        clauses.sort();
        clauses.dedup();
        if clauses.len() < 2 {
            continue;
        }
        let effects = Finder::default().explain(atlas, index, &clauses.join(" "));
        assert_eq!(effects.len(), clauses.len(), "{clauses:?}");
        for (n, (effect, own)) in effects.iter().zip(&clauses).enumerate() {
            let mut rest = clauses.clone();
            rest.remove(n);
            let total = |query: &str| find(atlas, index, query).unwrap_or_default().total();
            assert_eq!(&effect.clause, own);
            assert_eq!(effect.alone, total(own), "{own} of {clauses:?}");
            assert_eq!(
                effect.without,
                total(&rest.join(" ")),
                "{clauses:?} without {own}"
            );
            alone += effect.alone;
            without += effect.without;
        }
    }
    assert!(alone > 1000 && without > 100, "{alone} {without}");
}
