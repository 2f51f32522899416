//! A large atlas through the file it is kept in: the same atlas as from its files, made anew when anything is wrong.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/tiny.rs"]
mod tiny;

use citescape::data::cache::{Home, Notes, load};
use citescape::data::generate::{Recipe, generate};
use citescape::data::{self, Loaded, Stage};
use citescape::query::find::find;
use citescape::query::index::{Coming, Index};
use citescape::ui::event::{Event, Key};
use folder::Folder;
use std::fs;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::{Command, Output};
use std::sync::Arc;

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
        beside: |atlas| Index::new(atlas).pieces(),
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

/// The index of search is kept with the atlas: it is the one that would be made, and what is broken is made anew.
#[test]
fn the_index_of_search_is_kept_beside_the_atlas() {
    let (atlas, home) = (large(), Folder::new());
    let made = Index::new(&data::with_directories(&[atlas.path()]).atlas).pieces();
    assert!(made.iter().all(|piece| piece.len() > 100));
    let first = run(&atlas, home.path()).loaded.atlas;
    assert!(Coming::of(&first).is_some(), "no index is kept");
    assert!(Coming::of(&first).unwrap().all(&first).unwrap().pieces() == made);

    // A wrong byte in any piece: that piece is refused, the index is made, and the next start makes the file anew.
    for piece in &made {
        let mut bytes = fs::read(kept(&home)).unwrap();
        let at = bytes
            .windows(piece.len())
            .position(|own| own == piece.as_slice())
            .unwrap();
        bytes[at + piece.len() / 2] ^= 0x10;
        fs::write(kept(&home), bytes).unwrap();
        let hurt = run(&atlas, home.path());
        assert!(!hurt.read);
        assert!(
            Coming::of(&hurt.loaded.atlas)
                .unwrap()
                .all(&hurt.loaded.atlas)
                .is_none()
        );
        assert!(Index::of(&hurt.loaded.atlas).pieces() == made);
        assert!(run(&atlas, home.path()).read, "a broken index is trusted");
    }
}

/// The explorer reads the index in the pauses after its first frame; a letter that comes before waits for all of it.
#[test]
fn what_is_found_does_not_depend_on_how_much_of_the_index_was_read() {
    let (atlas, home) = (large(), Folder::new());
    let shared = Arc::new(run(&atlas, home.path()).loaded.atlas);
    let query = "b";
    let wanted = find(&shared, &Index::new(&shared), query).unwrap().hits.len();
    assert!(wanted > 0);
    for ticks in 0..12 {
        let mut app = tiny::session(shared.clone(), 80, 24).app;
        for now in 1..=ticks {
            let due = app.deadline();
            assert!(
                app.index.is_some() || due.is_some_and(|due| due <= now),
                "{ticks}: {due:?}"
            );
            app.handle(Event::Tick(now));
        }
        assert_eq!(app.index.is_some(), app.coming.is_none());
        app.handle(Event::Key(Key::char('/')));
        query.chars().for_each(|letter| {
            app.handle(Event::Key(Key::char(letter)));
        });
        let index = app.index.clone().unwrap();
        assert!(app.coming.is_none());
        assert_eq!(find(&shared, &index, query).unwrap().hits.len(), wanted);
    }
}

/// The program over an atlas, which may write so many blocks of 512 or 1024 bytes to a file.
#[cfg(unix)]
fn limited(atlas: &Folder, home: &Folder, blocks: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_citescape");
    let script =
        format!("trap '' XFSZ; ulimit -f {blocks}; exec {program} find --json --data \"$1\" place:b");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, "sh", &atlas.text()]);
    shell
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_CACHE_HOME", home.path());
    shell.output().unwrap()
}

/// A disk that is full in the middle of writing: the answer is right, and nothing half is left.
#[cfg(unix)]
#[test]
fn what_no_longer_fits_on_the_disk_is_told_and_leaves_nothing() {
    let (atlas, home) = (large(), Folder::new());
    // Large enough to be kept, but of few records.
    let metrics = fs::read_to_string(atlas.path().join("metrics.ron")).unwrap();
    let blank = format!("// {}\n", "blank ".repeat(20)).repeat(80_000);
    atlas.write("metrics.ron", format!("{metrics}\n{blank}").as_bytes());
    let files = || -> Vec<PathBuf> {
        let entries = fs::read_dir(home.path().join("citescape")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let words = |ran: &Output| String::from_utf8_lossy(&ran.stderr).into_owned();

    let full = limited(&atlas, &home, "64");
    assert!(words(&full).contains("could not be kept"), "{}", words(&full));
    assert!(words(&full).contains("file too large"), "{}", words(&full));
    assert_eq!(files(), Vec::<PathBuf>::new());
    let free = limited(&atlas, &home, "unlimited");
    assert!(
        free.status.success() && !words(&free).contains("could not"),
        "{}",
        words(&free)
    );
    assert!(full.stdout == free.stdout && free.stdout.len() > 200);
    let whole = fs::read(&files()[0]).unwrap();
    assert!(whole.len() > 128 << 10);

    // What is kept needs no room, until a file changes: then it is of no use, but is not broken either.
    let again = limited(&atlas, &home, "64");
    assert!(again.stdout == free.stdout && !words(&again).contains("could not"));
    atlas.write("metrics.ron", format!("{metrics}\n{blank}\n").as_bytes());
    let changed = limited(&atlas, &home, "64");
    assert!(words(&changed).contains("could not be kept") && changed.stdout == free.stdout);
    assert_eq!(files().len(), 1);
    assert!(fs::read(&files()[0]).unwrap() == whole);
}
