//! Search held against other programs' matchers: CPU time a key over the same facts and the same typed queries, and the
//! ranking suite over lines of text.
//!
//!     cargo run --release --manifest-path benches/peers/Cargo.toml -- [FACTS [LABELS]]
//!
//! Peers are asked for the best thousand of all lines (one a fact) or of all labels anew at every key, on one thread;
//! their texts are prepared beforehand where they can be. `fzf`, or what FZF names, is measured if it is there, as a
//! process: what it uses beyond a query that matches nothing at once.

#[path = "../../support/large.rs"]
mod large;
#[path = "../../support/measure.rs"]
mod measure;
mod peers;
mod ranking;
#[path = "../../../tests/support/suite.rs"]
mod suite;
#[path = "../../support/typed.rs"]
mod typed;

use citescape::atlas::{Atlas, Names};
use citescape::query::find::Finder;
use citescape::query::index::Index;
use measure::timed;
use peers::{BEST, Fzf, Peer};

/// Keys that are measured: many peers need a second for one.
const KEYS: usize = 25;

fn main() -> std::io::Result<()> {
    let numbers: Vec<u32> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let facts = numbers.first().copied().unwrap_or(1_000_000);
    let labels = numbers.get(1).copied().unwrap_or(2_000);
    ranking::compare();
    let atlas = large::atlas(facts, labels)?;
    let queries: Vec<String> = typed::queries(&atlas)
        .into_iter()
        .filter(|query| !query.contains([':', '"']) && !query.starts_with('-'))
        .collect();
    let (own, keys) = own(&atlas, &queries);
    println!(
        "\n{facts} facts, {labels} labels, {} keys; milliseconds of CPU a key",
        keys.len()
    );
    println!("{:<28} {:>9} {:>9} {:>9}", "", "p50", "p99", "most");
    row("citescape", own);
    for (name, texts) in [("labels", names(&atlas)), ("lines", typed::lines(&atlas))] {
        for peer in Peer::all(&texts) {
            let times = keys.iter().map(|key| timed(|| peer.best(key, BEST)) / 1e3);
            row(&format!("{} over {name}", peer.name()), times.collect());
        }
        match Fzf::over(&texts)? {
            Some(fzf) => {
                let times: std::io::Result<Vec<f64>> = keys.iter().map(|key| fzf.time(key)).collect();
                row(&format!("{} over {name}", fzf.name()), times?);
            }
            None => println!("fzf is not there"),
        }
    }
    Ok(())
}

/// What citescape needs for a sample of the keys of all queries, each typed to its end, and these keys.
fn own(atlas: &Atlas, queries: &[String]) -> (Vec<f64>, Vec<String>) {
    let index = Index::new(atlas);
    let all: usize = queries.iter().map(|query| query.chars().count()).sum();
    let every = all.div_ceil(KEYS);
    let (mut times, mut keys, mut count) = (Vec::new(), Vec::new(), 0);
    for query in queries {
        let mut finder = Finder::default();
        for (at, c) in query.char_indices() {
            let key = &query[..at + c.len_utf8()];
            let time = timed(|| finder.find(atlas, &index, key)) / 1e3;
            if count % every == 0 {
                times.push(time);
                keys.push(key.to_owned());
            }
            count += 1;
        }
    }
    (times, keys)
}

fn row(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("{name:<28} {:>9.1} {:>9.1} {:>9.1}", at(50), at(99), at(100));
}

/// A line for every label, with all its spellings.
fn names(atlas: &Atlas) -> Vec<String> {
    let line = |names: &Names| names.all().collect::<Vec<_>>().join(" ");
    let records = atlas.records();
    let places = records.places.iter().map(|own| line(&own.names));
    let metrics = records.metrics.iter().map(|own| line(&own.names));
    let organisations = records.organisations.iter().map(|own| line(&own.names));
    let documents = records
        .documents
        .iter()
        .map(|own| format!("{} {}", own.title, own.publisher));
    places
        .chain(metrics)
        .chain(organisations)
        .chain(documents)
        .collect()
}
