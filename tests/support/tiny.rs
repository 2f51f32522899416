//! The made-up atlas of the tests, and sessions on it.

#![allow(dead_code, reason = "each test and bench uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use citescape::atlas::{Atlas, Voice};
use citescape::data::{self, Loaded};
use citescape::problem::Severity;
use citescape::settings::{Depth, Glyphs, Theme};
use citescape::ui::app::Options;
use citescape::ui::driver::Driver;
use citescape::ui::prose::width;
use citescape::ui::script::{self, Step};
use ratatui::layout::Rect;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// Read once: the tests of a file share it, as sessions share an atlas.
static TINY: LazyLock<Arc<Atlas>> = LazyLock::new(|| {
    let loaded = loaded();
    let faults: Vec<_> = loaded
        .problems
        .iter()
        .filter(|p| p.severity != Severity::Info)
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    // An edition of its own: trends end with its year.
    let records = loaded.atlas.to_records();
    Arc::new(Atlas::new("2026-01-31".to_owned(), records))
});

static REAL: LazyLock<Arc<Atlas>> = LazyLock::new(|| Arc::new(data::embedded().atlas));

/// The made-up atlas as it is read.
pub fn loaded() -> Loaded {
    // From the directory of the fuzzers it is one further up.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().find(|root| root.join("tests/fixtures").is_dir());
    data::directory(&root.unwrap().join("tests/fixtures/tiny"))
}

/// The made-up atlas.
pub fn tiny() -> Arc<Atlas> {
    TINY.clone()
}

/// The atlas that ships.
pub fn real() -> Arc<Atlas> {
    REAL.clone()
}

/// A session as it begins for most: dark, 24-bit, braille.
pub fn options(size: (u16, u16)) -> Options {
    let themes: Vec<Arc<Theme>> = data::themes().into_iter().map(Arc::new).collect();
    Options {
        sources: Vec::new(),
        sources_home: "the usual directory".to_owned(),
        themes,
        theme: "dark".to_owned(),
        depth: Depth::True,
        glyphs: Glyphs::Braille,
        size,
        problems: 0,
        keys: Vec::new(),
        voice: Voice::default(),
        mouse: false,
        moves: false,
        remark: None,
    }
}

/// A session on an atlas.
pub fn session(atlas: Arc<Atlas>, columns: u16, rows: u16) -> Driver {
    Driver::new(atlas, options((columns, rows)))
}

/// Types a script: `j j <enter> /bos <wait:400>`, blanks between keys ignored.
pub fn press(driver: &mut Driver, keys: &str) {
    for step in script::parse(keys).unwrap() {
        match step {
            Step::Key(key) => driver.keys(&[key]),
            Step::Wait(time) => driver.wait(time),
        }
    }
}

/// What a part of the screen says, its lines joined, its frames and marks left out.
pub fn said(driver: &Driver, area: Rect) -> String {
    let screen = driver.screen();
    let mut words = String::new();
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let symbol = screen[(x, y)].symbol();
            let is_frame = |c| matches!(c, '─'..='╿' | '▌');
            words.push_str(if symbol.chars().all(is_frame) { " " } else { symbol });
            x += width(symbol).max(1);
        }
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
