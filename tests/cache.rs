//! A large atlas through the file it is kept in: the same atlas as from its files, made anew when anything is wrong.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/folder.rs"]
mod folder;

use citescape::data::cache::{Home, Notes, load};
use citescape::data::generate::{Recipe, generate};
use citescape::data::{self, Loaded, Stage};
use folder::Folder;
use std::fs;
use std::path::{Path, PathBuf};

/// What loading gave, whether files were read for it, and what was remarked.
struct Run {
    loaded: Loaded,
    read: bool,
    remarks: Vec<String>,
}

/// A bound that keeps the tests small.
const LEAST: u64 = 100_000;

fn run(atlas: &Folder, home: &Path) -> Run {
    let (mut read, mut remarks) = (false, Vec::new());
    let mut stage = |stage: Stage| read |= matches!(stage, Stage::Reading(..));
    let mut remark = |text: String| remarks.push(text);
    let mut notes = Notes {
        stage: &mut stage,
        remark: &mut remark,
    };
    let home = Home {
        path: home,
        least: LEAST,
    };
    let loaded = load(&[atlas.path().to_owned()], Some(home), &mut notes);
    Run {
        loaded,
        read,
        remarks,
    }
}

/// An atlas just large enough to be kept.
fn large() -> Folder {
    let folder = Folder::new();
    let recipe = Recipe {
        facts: 600,
        seed: 3,
        labels: None,
    };
    generate(&recipe, folder.path()).unwrap();
    folder
}

/// The only file of a directory.
fn kept(home: &Folder) -> PathBuf {
    let files: Vec<PathBuf> = fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

fn assert_same(one: &Loaded, other: &Loaded) {
    let (a, b) = (&one.atlas, &other.atlas);
    assert_eq!((a.edition(), a.fact_count()), (b.edition(), b.fact_count()));
    assert_eq!(one.problems, other.problems);
    assert_eq!(a.records().places, b.records().places);
    assert_eq!(a.records().derivations, b.records().derivations);
    assert_eq!(a.records().documents, b.records().documents);
    assert!(a.facts().eq(b.facts()), "a fact is another");
    for (id, fact) in a.facts().step_by(7) {
        assert_eq!(b.lookup(&fact.slug), a.lookup(&fact.slug));
        assert_eq!(a.facts_of_place(fact.place), b.facts_of_place(fact.place));
        assert_eq!(a.facts_of_metric(fact.metric), b.facts_of_metric(fact.metric));
        let at = (fact.evidence[0].document, fact.evidence[0].paragraph);
        assert!(b.facts_of_paragraph(at.0, at.1).contains(&id));
    }
    assert_eq!(b.lookup("no-such-fact"), None);
}

#[test]
fn a_kept_atlas_is_the_same_and_never_trusted() {
    let (atlas, home) = (large(), Folder::new());
    let plain = data::with_directories(&[atlas.path()]);
    let first = run(&atlas, home.path());
    assert!(first.read && first.remarks.is_empty(), "{:?}", first.remarks);
    assert_same(&plain, &first.loaded);
    let again = run(&atlas, home.path());
    assert!(!again.read, "what was kept is not used");
    assert_same(&plain, &again.loaded);

    // Wrong bytes at its end, in its columns, or missing: made anew.
    let bytes = fs::read(kept(&home)).unwrap();
    let flipped = |at: usize| {
        let mut other = bytes.clone();
        other[at] ^= 0x10;
        other
    };
    let end = bytes.len();
    for broken in [
        flipped(end - 20),
        flipped(end - 6_000),
        bytes[..end / 2].to_vec(),
        Vec::new(),
    ] {
        fs::write(kept(&home), broken).unwrap();
        let healed = run(&atlas, home.path());
        assert!(healed.read, "a broken file is trusted");
        assert_same(&plain, &healed.loaded);
        assert_eq!(fs::read(kept(&home)).unwrap().len(), end);
    }

    // A wrong byte among the texts is found when they are asked for; the fact says so, and the next start is whole.
    fs::write(kept(&home), flipped(40)).unwrap();
    let hurt = run(&atlas, home.path());
    let fact = hurt.loaded.atlas.facts().next().unwrap().1;
    assert_eq!(fact.slug, "unreadable");
    assert!(fact.note.is_some() && !fact.evidence.is_empty());
    assert!(run(&atlas, home.path()).read);

    // Another byte in a file of the atlas: read again.
    let facts = atlas.path().join("documents/collection/facts-1.ron");
    let text = fs::read_to_string(&facts).unwrap();
    fs::write(&facts, text.replacen("status: Reviewed", "status: Dubious", 1)).unwrap();
    let changed = run(&atlas, home.path());
    assert!(changed.read);
    assert_same(&data::with_directories(&[atlas.path()]), &changed.loaded);
}

#[test]
fn what_cannot_be_kept_is_there_all_the_same() {
    let (atlas, home) = (large(), Folder::new());
    home.write("file", b"no directory");
    let nowhere = run(&atlas, &home.path().join("file/below"));
    assert_eq!(
        (nowhere.loaded.atlas.fact_count() > 600, nowhere.remarks.len()),
        (true, 1)
    );
    assert!(
        nowhere.remarks[0].contains("could not be kept"),
        "{}",
        nowhere.remarks[0]
    );
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);

    // Two at once write one file, and nothing else is left.
    fs::remove_file(home.path().join("file")).unwrap();
    let counts: Vec<usize> = std::thread::scope(|scope| {
        let both = [0, 1].map(|_| scope.spawn(|| run(&atlas, home.path()).loaded.atlas.fact_count()));
        both.map(|one| one.join().unwrap()).to_vec()
    });
    assert_eq!(counts[0], counts[1]);
    assert!(!run(&atlas, home.path()).read);
    kept(&home);
}

#[test]
fn small_atlases_are_not_kept() {
    let (atlas, home) = (folder::harbour_with(None), Folder::new());
    let run = run(&atlas, home.path());
    assert!(run.loaded.atlas.lookup("coast").is_some() && run.remarks.is_empty());
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}
