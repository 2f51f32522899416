//! Directories of good and broken data through the loader: each fault gives its own problem, with its place and a
//! remedy, and everything else still loads.
//!
//! To add a fault: the changed files in `tests/fixtures/invalid/NAME`, which are laid over a copy of
//! `tests/fixtures/valid/harbour`, and a row in [`FAULTS`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

#[path = "support/folder.rs"]
mod folder;

use citescape::data::{self, Loaded};
use citescape::problem::Severity;
use folder::{Folder, harbour_with};
use std::fs;

/// What is broken, the codes it gives, and how many facts of the harbour's four (and those added) still load.
const FAULTS: &[(&str, &[&str], usize)] = &[
    ("acknowledged-dispute", &["C1"], 5),
    ("address-of-no-web", &["S14"], 4),
    ("bad-date", &["F7", "S19"], 4),
    ("bad-formula", &["F7"], 4),
    ("bad-id", &["S1"], 4),
    ("bad-number", &["F7"], 3),
    ("bad-period", &["F7"], 3),
    ("broken-fingerprint", &["S12"], 4),
    ("checked-too-early", &["S19"], 4),
    ("counted-statement", &["S17"], 4),
    ("cut-off-file", &["F6", "F6"], 3),
    ("cycle", &["S7", "S7"], 4),
    ("date-without-basis", &["S19"], 4),
    ("disjoint-claims", &["C1"], 5),
    ("dispute-without-note", &["S20"], 4),
    ("duplicate-id", &["S4"], 4),
    ("empty-name", &["S11"], 4),
    ("empty-phrase", &["S3"], 4),
    ("fact-marked-twice", &["S10"], 4),
    ("foreign-mark", &["S10"], 4),
    ("forgotten-bracket", &["F6"], 3),
    ("formula-without-input", &["F7"], 4),
    ("head-under-itself", &["S16", "S16"], 4),
    ("long-number", &["F7"], 3),
    ("long-phrase", &["S3"], 4),
    ("long-short-name", &["S11"], 4),
    ("misplaced-file", &["F2"], 4),
    // A metric that is not there takes its facts along, and each of them says so.
    ("missing-field", &["S1", "S1", "S1", "S1", "F6"], 2),
    ("missing-paragraph", &["S9"], 4),
    ("no-evidence", &["S9"], 3),
    ("number-twice", &["S15", "S10", "S10"], 4),
    ("observed-deadline", &["S18"], 4),
    ("observed-later", &["S18"], 4),
    ("off-the-globe", &["S21"], 4),
    ("relative-period-without-date", &["S6"], 4),
    ("same-fact-twice", &["S4"], 5),
    ("same-page-twice", &["S14"], 4),
    ("share-over-hundred", &["C3"], 4),
    ("stock-in-a-plain-year", &["S18"], 4),
    ("stored-derived-value", &["S5"], 5),
    ("swapped-ends", &["F7"], 3),
    ("twin-names", &["S13"], 4),
    ("unknown-field", &["F6"], 4),
    ("unknown-input", &["S1"], 4),
    ("unknown-language", &["S1"], 4),
    ("unknown-mark", &["S1"], 4),
    ("unknown-mention", &["S1"], 4),
    ("unknown-parent", &["S1"], 4),
    ("unknown-place", &["S1", "S1"], 3),
    ("unknown-unit", &["S2", "S2", "S1"], 4),
    ("unknown-word", &["F6"], 4),
    ("unmarked-fact", &["S10"], 4),
    ("unprintable-name", &["S11"], 4),
    ("wrong-unit", &["S2"], 4),
];

/// Codes of faults that are looked at, not refused.
const MILD: &[&str] = &[
    "C1", "C3", "F2", "S6", "S13", "S14", "S16", "S17", "S18", "S19", "S20", "S21",
];

fn check(folder: &Folder, codes: &[&str], facts: usize) -> Loaded {
    let loaded = data::directory(folder.path());
    let found: Vec<&str> = loaded.problems.iter().map(|p| p.code).collect();
    let shown: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(found, codes, "{shown:#?}");
    assert_eq!(loaded.atlas.fact_count(), facts, "{shown:#?}");
    for problem in &loaded.problems {
        assert!(
            problem.file.is_some() && !problem.message.is_empty() && !problem.hint.is_empty(),
            "{problem}"
        );
        assert_eq!(
            problem.severity == Severity::Error,
            !MILD.contains(&problem.code),
            "{problem}"
        );
        assert!(problem.line > 0 || problem.code.starts_with('F'), "{problem}");
    }
    loaded
}

#[test]
fn every_fault_gives_its_own_problem_and_the_rest_loads() {
    for (name, codes, facts) in FAULTS {
        eprintln!("{name}");
        check(&harbour_with(Some(name)), codes, *facts);
    }
}

#[test]
fn every_directory_of_broken_data_is_a_test() {
    let mut names: Vec<String> = fs::read_dir("tests/fixtures/invalid")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let tested: Vec<&str> = FAULTS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names, tested);
}

#[test]
fn the_harbour_and_the_embedded_atlas_are_without_fault() {
    check(&harbour_with(None), &[], 4);
    let loaded = data::checked();
    let faults: Vec<String> = loaded
        .problems
        .iter()
        .filter(|p| p.severity != Severity::Info)
        .map(ToString::to_string)
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(loaded.atlas.fact_count() > 100);
}

#[test]
fn the_embedded_atlas_is_its_files() {
    let (fast, slow) = (data::embedded().atlas, data::checked().atlas);
    assert_eq!(fast.to_records(), slow.to_records());
}

#[test]
fn nesting_without_end_is_one_problem() {
    let folder = harbour_with(None);
    for (open, close) in [("(", ")"), ("[", "]"), ("(a:", ")"), ("{", "}")] {
        let deep = format!("[{}{}]", open.repeat(10_000), close.repeat(10_000));
        folder.write("places.ron", deep.as_bytes());
        let loaded = data::directory(folder.path());
        assert!(loaded.problems.iter().any(|p| p.code == "F6"), "{open}");
        assert_eq!(loaded.atlas.records().metrics.len(), 3);
    }
}

#[test]
fn directories_that_are_not_there_empty_or_binary() {
    let folder = Folder::new();
    let code = |loaded: &Loaded| loaded.problems.iter().map(|p| p.code).collect::<Vec<_>>();
    assert_eq!(code(&data::directory(&folder.path().join("nowhere"))), ["F1"]);
    assert_eq!(code(&data::directory(folder.path())), ["F1"], "empty");
    folder.write("noise.bin", &[0, 159, 146, 150]);
    assert_eq!(code(&data::directory(folder.path())), ["F1"], "no .ron");
    assert_eq!(
        code(&data::directory(&folder.path().join("noise.bin"))),
        ["F1"],
        "a file"
    );
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n * 7919 % 256) as u8).collect();
    for name in ["places.ron", "metrics.ron", "documents/x/facts.ron"] {
        folder.write(name, &noise);
    }
    assert_eq!(code(&data::directory(folder.path())), ["F5", "F5", "F5"]);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = harbour_with(None);
    folder.write("derivations.ron", &vec![b' '; (16 << 20) + 1]);
    let loaded = data::directory(folder.path());
    assert_eq!(loaded.problems[0].code, "F4");
    assert_eq!(loaded.atlas.records().places.len(), 3);
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_directory_and_pipes_are_not_read() {
    let (folder, outside) = (harbour_with(None), harbour_with(None));
    let places = folder.path().join("places.ron");
    fs::remove_file(&places).unwrap();
    std::os::unix::fs::symlink(outside.path().join("places.ron"), &places).unwrap();
    let loaded = data::directory(folder.path());
    assert!(
        loaded
            .problems
            .iter()
            .any(|p| p.code == "F3" && p.message.contains("link"))
    );
    assert_eq!(loaded.atlas.records().metrics.len(), 3);

    fs::remove_file(&places).unwrap();
    std::os::unix::fs::symlink(
        folder.path().join("units.ron"),
        folder.path().join("derivations.ron.link"),
    )
    .unwrap();
    let made = std::process::Command::new("mkfifo").arg(&places).status();
    assert!(made.is_ok_and(|status| status.success()));
    let loaded = data::directory(folder.path());
    assert!(
        loaded
            .problems
            .iter()
            .any(|p| p.code == "F3" && p.message.contains("ordinary"))
    );
}

#[test]
fn directories_lie_over_the_embedded_atlas_and_the_later_wins() {
    let (first, second) = (harbour_with(None), harbour_with(None));
    let places = fs::read_to_string(second.path().join("places.ron")).unwrap();
    second.write(
        "places.ron",
        places
            .replace("\"South Port\"", "\"Port of the South\"")
            .as_bytes(),
    );
    let embedded = data::embedded().atlas.fact_count();
    let loaded = data::with_directories(&[first.path(), second.path()]);
    assert_eq!(loaded.count(Severity::Error), 0, "{:#?}", loaded.problems);
    assert_eq!(loaded.atlas.fact_count(), embedded + 4);
    let name = |loaded: &Loaded| match loaded.atlas.lookup("south-port") {
        Some(citescape::atlas::Thing::Place(id)) => loaded.atlas.place(id).names.en.clone(),
        _ => String::new().into(),
    };
    assert_eq!(name(&loaded), "Port of the South");
    assert_eq!(
        name(&data::with_directories(&[second.path(), first.path()])),
        "South Port"
    );
}

/// The files of an atlas as their paths below it and their texts.
fn files_of(root: &str) -> Vec<(String, String)> {
    let mut open = vec![std::path::PathBuf::from(root)];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "ron") {
                let below = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                files.push((below, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn again<T>(path: &str, text: &str)
where
    T: serde::de::DeserializeOwned + serde::Serialize + PartialEq + std::fmt::Debug,
{
    let ron = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let read: T = ron
        .from_str(text)
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    let written = ron
        .to_string_pretty(&read, ron::ser::PrettyConfig::default())
        .unwrap();
    let reread: T = ron
        .from_str(&written)
        .unwrap_or_else(|error| panic!("{path}: {error}\n{written}"));
    assert_eq!(read, reread, "{path}");
}

/// RON → records → RON → records: what a file says survives being written by the program.
#[test]
fn files_survive_being_written() {
    use citescape::data::schema::*;
    let roots = [
        "data",
        "tests/fixtures/tiny",
        "tests/fixtures/valid/harbour",
        "tests/fixtures/copies/atlas",
    ];
    let mut read = 0;
    for root in roots {
        for (path, text) in files_of(root) {
            read += 1;
            match path.rsplit('/').next().unwrap() {
                "units.ron" => again::<Vec<UnitRecord>>(&path, &text),
                "places.ron" => again::<Vec<PlaceRecord>>(&path, &text),
                "organisations.ron" => again::<Vec<OrganisationRecord>>(&path, &text),
                "metrics.ron" => again::<Vec<MetricRecord>>(&path, &text),
                "derivations.ron" => again::<Vec<DerivationRecord>>(&path, &text),
                "document.ron" => again::<DocumentRecord>(&path, &text),
                "facts.ron" => again::<Vec<FactRecord>>(&path, &text),
                other => panic!("{other} is no file of an atlas"),
            }
        }
    }
    assert!(read > 30, "{read} files");
}

/// Files → model → records → model: the same, with all digits that were written. The embedded atlas comes compiled;
/// `checked` makes its records anew and resolves them again.
#[test]
fn the_model_survives_being_written() {
    let from_files = data::directory(std::path::Path::new("data")).atlas;
    let (embedded, again) = (data::embedded().atlas, data::checked().atlas);
    // Numbers compare by what they are worth; their notation tells how many digits they have.
    let exactly = |atlas: &citescape::atlas::Atlas| format!("{:?}", atlas.to_records());
    assert!(
        exactly(&from_files) == exactly(&embedded),
        "the compiled atlas is its files"
    );
    assert!(
        exactly(&embedded) == exactly(&again),
        "and survives being written"
    );
    assert_eq!(from_files.edition(), embedded.edition());
}
