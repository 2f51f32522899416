//! The ranking suite over lines of text, as matchers without labels rank them.

use crate::peers::Peer;
use crate::suite::{Case, cases, fits, lines};
use citescape::atlas::{Atlas, Thing};
use citescape::query::find::find;
use citescape::query::index::Index;

/// How often the right answer comes first, and among the first three.
pub fn compare() {
    let atlas = citescape::data::embedded().atlas;
    let (index, lines) = (Index::new(&atlas), lines(&atlas));
    let (things, texts): (Vec<Thing>, Vec<String>) = lines.into_iter().unzip();
    println!(
        "ranking suite, {} queries {:>14} {:>14}",
        cases().len(),
        "first",
        "first three"
    );
    tell("citescape", &atlas, |case| {
        let found = find(&atlas, &index, case.query).map(|found| found.hits);
        found.unwrap_or_default().iter().map(|hit| hit.thing).collect()
    });
    for peer in Peer::all(&texts) {
        let best = |case: &Case| peer.best(case.query, usize::MAX).into_iter().map(|at| things[at]).collect();
        tell(peer.name(), &atlas, best);
    }
}

fn tell(name: &str, atlas: &Atlas, best: impl Fn(&Case) -> Vec<Thing>) {
    let (mut first, mut third) = (0, 0);
    for case in &cases() {
        // A fact among the facts, anything else among everything.
        let is_asked = |thing: &Thing| case.kind != "fact" || matches!(thing, Thing::Fact(_));
        let mut found = best(case).into_iter().filter(is_asked);
        let at = found.position(|thing| fits(atlas, case, thing));
        first += usize::from(at == Some(0));
        third += usize::from(at.is_some_and(|at| at < 3));
    }
    println!("{name:<28} {first:>14} {third:>14}");
}
