//! What a key of search costs over large synthetic atlases, typed letter by letter: CPU time of this thread.
//!
//! `cargo bench --bench search_scale` measures 10 k and 100 k facts with three numbers of labels;
//! `cargo bench --bench search_scale -- 1000000` other sizes, `-- 1000000 labels=50000` one number of labels, and
//! `-- 1000000 slowest=20` also tells the slowest keys. A word must lie inside one label. Beside milliseconds stand
//! multiples of one pass over the same facts as lines of text, and what plain `SkimMatcherV2` costs on every line.

#[path = "support/large.rs"]
mod large;
#[path = "support/measure.rs"]
mod measure;
#[path = "support/typed.rs"]
mod typed;

use citescape::atlas::*;
use citescape::query::find::Finder;
use citescape::query::index::Index;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use measure::{median, median_of, timed};
use typed::{lines, queries};

/// How many labels: few, many, very many.
const LABELS: [u32; 3] = [2_000, 20_000, 50_000];

fn main() {
    // What `cargo bench` adds begins with dashes.
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str| {
        args.iter()
            .find_map(|arg| arg.strip_prefix(name)?.parse::<u32>().ok())
    };
    let sizes: Vec<u32> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() {
        vec![10_000, 100_000]
    } else {
        sizes
    };
    let labels = number("labels=").map_or(LABELS.to_vec(), |labels| vec![labels]);
    let slowest = number("slowest=").unwrap_or(0) as usize;
    println!(
        "{:>9} {:>7} {:>6}  {:>6} {:>6} {:>6}   {:>6} {:>6}   {:>7} {:>8}   {:>6} {:>7}",
        "facts",
        "labels",
        "keys",
        "p50",
        "p99",
        "most",
        "B/fact",
        "values",
        "pass",
        "p50/pass",
        "index",
        "plain"
    );
    for facts in sizes {
        for labels in &labels {
            measure(facts, *labels, slowest);
        }
    }
    println!("p50, p99, most, pass, index, plain: milliseconds of CPU; B/fact: bytes of columns and order;");
    println!(
        "values: KiB of distinct values; pass: reading all lines once; index: making it; plain: SkimMatcherV2 over lines"
    );
}

fn measure(facts: u32, labels: u32, slowest: usize) {
    let atlas = match large::atlas(facts, labels) {
        Ok(atlas) => atlas,
        Err(error) => return println!("{facts} facts cannot be written: {error}"),
    };
    let mut index = None;
    let made = timed(|| index = Some(Index::new(&atlas)));
    let Some(index) = index else { return };
    let mut typed = times(&atlas, &index);
    let keys: Vec<f64> = typed.iter().map(|(time, _)| *time).collect();
    let lines = lines(&atlas);
    let all = lines.join("\n");
    let pass = median_of(5, || all.bytes().filter(|byte| *byte == b'q').count());
    let skim = SkimMatcherV2::default();
    let plain = median_of(1, || {
        lines
            .iter()
            .filter_map(|line| skim.fuzzy_match(line, "qiaorobo"))
            .count()
    });
    let mut sorted = keys.clone();
    sorted.sort_by(f64::total_cmp);
    let at = |share: usize| sorted[(sorted.len() * share / 100).min(sorted.len() - 1)] / 1e3;
    let bytes = (atlas.columns().bytes() + 4 * index.order.len()) as f64 / f64::from(facts);
    println!(
        "{facts:>9} {labels:>7} {:>6}  {:>6.2} {:>6.2} {:>6.2}   {bytes:>6.1} {:>6}   {:>7.2} {:>8.2}   {:>6.0} {:>7.0}",
        keys.len(),
        median(keys.clone()) / 1e3,
        at(99),
        at(100),
        atlas.columns().value_list.len() * (size_of::<Value>() + size_of_val(&index.figures[..1])) / 1024,
        pass / 1e3,
        median(keys) / pass,
        made / 1e3,
        plain / 1e3,
    );
    typed.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (time, text) in typed.iter().take(slowest) {
        println!("{:>9.2} «{text}»", time / 1e3);
    }
}

/// The time of every key of many queries, each typed to its end.
fn times(atlas: &Atlas, index: &Index) -> Vec<(f64, String)> {
    let mut times = Vec::new();
    for query in queries(atlas) {
        let mut finder = Finder::default();
        for (at, c) in query.char_indices() {
            let text = &query[..at + c.len_utf8()];
            times.push((timed(|| finder.find(atlas, index, text)), text.to_owned()));
        }
    }
    times
}
