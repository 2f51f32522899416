//! Any text as a data file or a theme: an atlas of what can be read, and words with a place for what cannot.

#![no_main]

use citescape::data::{self, theme};
use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 8] = [
    "units.ron",
    "places.ron",
    "organisations.ron",
    "metrics.ron",
    "derivations.ron",
    "documents/tide-report-2026/document.ron",
    "documents/tide-report-2026/facts.ron",
    "theme.ron",
];

/// The tests' atlas, whose other files stay as they are.
const TEXTS: [&str; 7] = [
    include_str!("../../tests/fixtures/tiny/units.ron"),
    include_str!("../../tests/fixtures/tiny/places.ron"),
    include_str!("../../tests/fixtures/tiny/organisations.ron"),
    include_str!("../../tests/fixtures/tiny/metrics.ron"),
    include_str!("../../tests/fixtures/tiny/derivations.ron"),
    include_str!("../../tests/fixtures/tiny/documents/tide-report-2026/document.ron"),
    include_str!("../../tests/fixtures/tiny/documents/tide-report-2026/facts.ron"),
];

fuzz_target!(|input: &[u8]| {
    let Some((&which, bytes)) = input.split_first() else {
        return;
    };
    let (which, text) = (usize::from(which & 7), String::from_utf8_lossy(bytes));
    let Some(own) = TEXTS.get(which) else {
        let _ = theme::parse(&text, "theme.ron");
        return;
    };
    let files = PATHS.iter().zip(TEXTS).map(|(path, other)| {
        let text = if std::ptr::eq(other, *own) {
            text.clone().into_owned()
        } else {
            other.to_owned()
        };
        ((*path).to_owned(), text)
    });
    let loaded = data::texts(files);
    let lines = text.lines().count() as u32 + 1;
    for problem in &loaded.problems {
        assert!(!problem.message.is_empty());
        assert!(
            problem.file.as_deref() != Some(PATHS[which]) || problem.line <= lines,
            "{problem:?}"
        );
    }
});
