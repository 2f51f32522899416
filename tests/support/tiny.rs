//! The made-up atlas of the tests, and sessions on it.

#![allow(dead_code, reason = "each test uses a part of it")]

use citescape::atlas::Atlas;
use citescape::data::{self, Loaded};
use citescape::problem::Severity;
use citescape::settings::{Depth, Glyphs, Theme};
use citescape::ui::app::Options;
use citescape::ui::driver::Driver;
use citescape::ui::keymap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// Read once: the tests of a file share it, as sessions share an atlas.
static TINY: LazyLock<Arc<Atlas>> = LazyLock::new(|| {
    let loaded = loaded();
    let faults: Vec<_> = loaded.problems.iter().filter(|p| p.severity != Severity::Info).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    Arc::new(loaded.atlas)
});

static REAL: LazyLock<Arc<Atlas>> = LazyLock::new(|| Arc::new(data::embedded().atlas));

/// The made-up atlas as it is read.
pub fn loaded() -> Loaded {
    data::directory(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tiny"))
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
    let themes: Vec<Arc<Theme>> = data::theme::themes().into_iter().map(Arc::new).collect();
    Options {
        themes,
        theme: "dark".to_owned(),
        depth: Depth::True,
        glyphs: Glyphs::Braille,
        size,
        problems: 0,
    }
}

/// A session on an atlas.
pub fn session(atlas: Arc<Atlas>, columns: u16, rows: u16) -> Driver {
    Driver::new(atlas, options((columns, rows)))
}

/// Types keys as written in words: `j j <enter>`, blanks between them ignored.
pub fn press(driver: &mut Driver, keys: &str) {
    let written: String = keys.split_whitespace().collect();
    let Some(keys) = keymap::parse(&written) else {
        panic!("keys that cannot be read: {keys}");
    };
    driver.keys(&keys);
}
