//! What a query costs over the atlas that ships: whole queries, and words typed letter by letter.
//!
//! `cargo bench --bench find`; the cost is also given as a multiple of one pass over all labels, which says more than
//! microseconds do on another machine.

#[path = "support/measure.rs"]
mod measure;

use citescape::atlas::{Names, Text};
use citescape::data;
use citescape::query::find::{Finder, find};
use citescape::query::index::Index;
use measure::{median, median_of, timed};

const QUERIES: &[&str] = &[
    "b",
    "beijing",
    "peking",
    "北京",
    "wuhan comp",
    "rechenleistung",
    "bejing",
    "digital economy growth",
    "place:wuhan year:2028",
    "kind:target value:>1000",
    "-beijing ai",
    "\"artificial intelligence\"",
    "qqqqqqqq",
    "innovationsviertel",
];

fn main() {
    let atlas = data::embedded().atlas;
    let index = Index::new(&atlas);
    let mut labels = String::new();
    let mut add = |names: &Names, aliases: &[Text]| {
        names
            .all()
            .chain(aliases.iter().map(|alias| &**alias))
            .for_each(|name| labels.push_str(name));
    };
    atlas
        .places()
        .for_each(|(_, place)| add(&place.names, &place.aliases));
    atlas
        .metrics()
        .for_each(|(_, metric)| add(&metric.names, &metric.aliases));
    atlas
        .organisations()
        .for_each(|(_, own)| add(&own.names, &own.aliases));
    let pass = median_of(201, || labels.bytes().filter(|byte| *byte == b'q').count());
    println!("one pass over {} bytes of labels {:>15.1} µs", labels.len(), pass);
    for query in QUERIES {
        let time = median_of(51, || find(&atlas, &index, query));
        let hits = find(&atlas, &index, query).map_or(0, |found| found.total());
        println!("{query:<28} {time:>8.0} µs {:>8.0}× {hits:>6} hits", time / pass);
    }
    let why = median_of(51, || {
        Finder::default().explain(&atlas, &index, "beijing qqqq 2028")
    });
    println!(
        "{:<28} {why:>8.0} µs {:>8.0}×",
        "why nothing is found",
        why / pass
    );
    let mut letters = Vec::new();
    for query in QUERIES {
        let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
        letters.extend(ends.map(|end| timed(|| find(&atlas, &index, &query[..end]))));
    }
    let most = letters.iter().copied().fold(0.0, f64::max);
    println!(
        "{:<28} {:>8.0} µs, at most {most:.0} µs",
        "typed letter by letter",
        median(letters)
    );
}
