//! What a key costs: microseconds of CPU from press to bytes, and the bytes, for each kind of move.
//!
//! `cargo bench --bench frame`; the aims are 2,000 µs at 120×36, 150 bytes where one pane changes and 1,000 where
//! others follow (`tests/budgets.rs` holds the bytes).

#[path = "support/measure.rs"]
mod measure;
#[path = "../tests/support/tiny.rs"]
mod tiny;
#[path = "../tests/support/wire.rs"]
mod wire;

use citescape::data;
use measure::{median, timed};
use std::sync::Arc;
use wire::Screen;

/// What is done, how one gets there, and the keys that are measured, over and over.
const MOVES: &[(&str, &str, &[&str])] = &[
    ("a row of metrics, the evidence follows", "", &["j"]),
    ("a row of metrics, zoomed", "z", &["j"]),
    ("a place of the tree, all panes follow", "1gg", &["j"]),
    ("a district, metrics and evidence follow", "2", &["j"]),
    ("a row of the palette", ":", &["<down>"]),
    ("a page of help", "?", &["j"]),
    ("a paragraph of the reader", "gd<enter>gg", &["j"]),
    ("a fact of a detail", "<enter>", &["j"]),
    ("a detail opened and closed", "", &["<enter>", "<esc>"]),
    ("a document opened and closed", "", &["e", "<esc>"]),
    ("a hit of a search, its preview follows", "/a", &["<down>"]),
    (
        "a letter of a search",
        "/",
        &["b", "e", "i", "j", "i", "n", "g", "<c-u>", "w", "u", "h", "<c-u>"],
    ),
    ("a letter of a filter", "f", &["d", "i", "g", "<c-u>"]),
];

fn main() {
    let atlas = Arc::new(data::embedded().atlas);
    println!(
        "{:<44} {:>8} {:>8}   {:>8} {:>8}",
        "", "µs", "most", "bytes", "most"
    );
    for size in [(80, 24), (120, 36), (200, 60)] {
        println!("at {}×{}", size.0, size.1);
        let mut first = Screen::new(atlas.clone(), size);
        println!(
            "  {:<42} {:>8} {:>8}   {:>8}",
            "the first screen",
            "",
            "",
            first.draw()
        );
        for (name, way, keys) in MOVES {
            let (mut times, mut bytes) = (Vec::new(), Vec::new());
            for _ in 0..5 {
                let mut screen = Screen::new(atlas.clone(), size);
                screen.press(way);
                for _ in 0..(40 / keys.len()).max(3) {
                    for key in *keys {
                        let mut count = 0;
                        let time = timed(|| count = screen.press(key));
                        times.push(time);
                        // At the end of a list nothing moves any more.
                        if count > 0 {
                            bytes.push(count as f64);
                        }
                    }
                }
            }
            let most = |all: &[f64]| all.iter().copied().fold(0.0, f64::max);
            println!(
                "  {name:<42} {:>8.0} {:>8.0}   {:>8.0} {:>8.0}",
                median(times.clone()),
                most(&times),
                median(bytes.clone()),
                most(&bytes)
            );
        }
    }
}
