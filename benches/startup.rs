//! What a start costs: the embedded atlas, the session, the first frame, the index of search; CPU and memory.
//!
//! `cargo bench --bench startup`; the aim for reading and indexing the atlas is 1,500 µs. Memory is what the process
//! holds more afterwards: allocations cannot be counted without unsafe code.

#[path = "support/measure.rs"]
mod measure;
#[path = "../tests/support/tiny.rs"]
mod tiny;
#[path = "../tests/support/wire.rs"]
mod wire;

use citescape::data;
use citescape::query::index::Index;
use measure::{median_of, timed};
use std::sync::Arc;
use tiny::session;
use wire::Screen;

/// KiB of memory this process holds, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() {
    let before = resident();
    let first = timed(data::embedded);
    let atlas = Arc::new(data::embedded().atlas);
    let held = before
        .zip(resident())
        .map(|(before, after)| after.saturating_sub(before));
    println!("{:<44} {first:>8.0} µs", "the embedded atlas, the first time");
    println!(
        "{:<44} {:>8.0} µs",
        "the embedded atlas, again",
        median_of(101, data::embedded)
    );
    if let Some(held) = held {
        println!("{:<44} {held:>8} KiB", "memory it holds, read twice");
    }
    println!(
        "{:<44} {:>8.0} µs",
        "its files as text, checked",
        median_of(21, data::checked)
    );
    println!("{:<44} {:>8.0} µs", "the themes", median_of(51, data::themes));
    println!(
        "{:<44} {:>8.0} µs",
        "the index of search, made at the first «/»",
        median_of(51, || Index::new(&atlas))
    );
    for size in [(80, 24), (120, 36), (200, 60)] {
        let made = median_of(51, || session(atlas.clone(), size.0, size.1));
        let drawn = median_of(51, || Screen::new(atlas.clone(), size).draw());
        let bytes = Screen::new(atlas.clone(), size).draw();
        let name = format!("a session at {}×{}", size.0, size.1);
        println!("{name:<44} {made:>8.0} µs, with its first frame {drawn:.0} µs and {bytes} bytes");
    }
}
