//! The shape of the house: who may import whom, headers, lengths, names, and what the core must not know.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/source.rs"]
mod source;

use citescape::ui::action::{ACTIONS, Group};
use citescape::ui::keymap::show_keys;
use source::{Source, everything, library, root};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The modules of the crate, lowest first; a module imports only from rows above its own. Those of the first row
/// are plain values and may name each other.
const LAYERS: &[&[&str]] = &[
    &["atlas", "problem", "settings", "safe_text"],
    &["reading"],
    &["data"],
    &["query"],
    &["export"],
    &["ui"],
    &["term"],
    &["serve"],
    &["cli"],
];

/// The modules of the explorer, lowest first.
const UI_LAYERS: &[&[&str]] = &[
    &["options"],
    &["event", "effect"],
    &["field", "look", "prose", "searches"],
    &["canvas", "widgets"],
    &["rows"],
    &["app"],
    &["layout", "proven"],
    &["say"],
    &["action"],
    &["keymap"],
    &["panes"],
    &["overlays"],
    &["view"],
    &["update"],
    &["driver", "linear", "script"],
];

/// Who in the explorer imports from above, and why. Nothing else may.
const UI_EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("app", "keymap", "a session owns its keys"),
    (
        "app",
        "layout",
        "it settles its cursors within what the layout shows",
    ),
    ("app", "overlays", "a session owns what is drawn over it"),
    ("app", "view", "its cursor lands and settles in the topmost view"),
    ("app", "update", "it begins at a thing as a jump to it would"),
    (
        "action",
        "update",
        "by design: the table holds the functions themselves",
    ),
    (
        "panes",
        "view",
        "who has the focus, and the card of an empty place",
    ),
    ("overlays", "view", "previews show cards as views do"),
    (
        "overlays",
        "update",
        "what is chosen in an overlay runs as an action does",
    ),
    (
        "view",
        "update",
        "what is opened in a view runs as an action does",
    ),
];

const MOST_LINES: usize = 400;

/// The edges between modules one level below `above`: who names whom, and in which file.
fn edges(files: &[Source], above: &[&str]) -> BTreeMap<(String, String), String> {
    let level = above.len();
    let within = |path: &[String]| path.len() > level && path.iter().zip(above).all(|(a, b)| a == b);
    let names: BTreeSet<&String> = files
        .iter()
        .filter(|f| within(&f.module))
        .map(|f| &f.module[level])
        .collect();
    let mut edges = BTreeMap::new();
    for file in files.iter().filter(|file| within(&file.module)) {
        for path in file.named().iter().filter(|path| within(path)) {
            let (from, to) = (&file.module[level], &path[level]);
            if from != to && names.contains(to) {
                edges.insert((from.clone(), to.clone()), file.path.clone());
            }
        }
    }
    edges
}

fn row(layers: &[&[&str]], name: &str) -> usize {
    let row = layers.iter().position(|row| row.contains(&name));
    row.unwrap_or_else(|| panic!("«{name}» has no row in the table of layers: give it one"))
}

#[test]
fn modules_import_only_from_rows_above() {
    let edges = edges(&library(), &[]);
    assert!(
        edges.len() > 20,
        "the reader of imports found {} edges",
        edges.len()
    );
    for ((from, to), file) in &edges {
        let (own, other) = (row(LAYERS, from), row(LAYERS, to));
        let plain = own == 0 && other == 0;
        assert!(plain || other < own, "src/{file}: {from} must not know {to}");
    }
}

#[test]
fn the_explorer_imports_one_way() {
    let edges = edges(&library(), &["ui"]);
    assert!(
        edges.len() > 40,
        "the reader of imports found {} edges",
        edges.len()
    );
    let excepted = |from: &str, to: &str| UI_EXCEPTIONS.iter().any(|(a, b, _)| (*a, *b) == (from, to));
    let mut wrong = Vec::new();
    for ((from, to), file) in &edges {
        if row(UI_LAYERS, to) >= row(UI_LAYERS, from) && !excepted(from, to) {
            wrong.push(format!("src/{file}: {from} must not know {to}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (from, to, reason) in UI_EXCEPTIONS {
        let known = edges.contains_key(&((*from).to_owned(), (*to).to_owned()));
        assert!(
            known,
            "{from} no longer knows {to} ({reason}): strike the exception"
        );
    }
}

#[test]
fn modules_are_in_no_cycle() {
    let edges = edges(&library(), &[]);
    // What can be reached, until nothing more is added.
    let mut reached: BTreeSet<(String, String)> = edges.keys().cloned().collect();
    loop {
        let more: Vec<_> = reached
            .iter()
            .flat_map(|(a, b)| {
                edges
                    .keys()
                    .filter(move |(c, _)| c == b)
                    .map(move |(_, d)| (a.clone(), d.clone()))
            })
            .filter(|edge| !reached.contains(edge))
            .collect();
        if more.is_empty() {
            break;
        }
        reached.extend(more);
    }
    let cycle: Vec<_> = reached.iter().filter(|(a, b)| a == b).collect();
    assert!(cycle.is_empty(), "in a cycle: {cycle:?}");
}

#[test]
fn the_crate_map_names_every_module() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let named = |module: &str| {
        map.lines()
            .any(|line| line.starts_with("//!") && line.contains(&format!("[`{module}`]")))
    };
    for module in library().iter().filter(|file| file.module.len() == 1) {
        let name = &module.module[0];
        assert!(named(name), "the map in src/lib.rs does not name «{name}»");
    }
}

#[test]
fn every_file_says_what_it_is() {
    for file in everything() {
        let header: Vec<&str> = file
            .text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .collect();
        let first = header
            .first()
            .map_or("", |line| line.trim_start_matches("//!").trim());
        assert!(
            first.len() >= 20,
            "src/{}: no `//!` header that says what the file is",
            file.path
        );
    }
}

#[test]
fn files_are_short() {
    for file in library() {
        let (path, lines) = (&file.path, file.lines);
        assert!(
            lines <= MOST_LINES,
            "src/{path} has {lines} lines without its tests; {MOST_LINES} are most"
        );
    }
}

#[test]
fn files_are_named_by_what_they_are() {
    for file in everything() {
        let name = file.path.rsplit('/').next().unwrap();
        let vague = [
            "mod", "utils", "util", "helpers", "helper", "common", "types", "misc", "manager",
        ];
        assert!(
            !vague.contains(&name.trim_end_matches(".rs")),
            "src/{}: a name that says nothing",
            file.path
        );
    }
}

/// What the explorer's core must not know: clocks, environment, streams, locks, statics, the terminal.
const FOREIGN: &[&str] = &[
    "Instant",
    "SystemTime",
    "std::env",
    "std::fs",
    "std::thread",
    "stdout",
    "stderr",
    "println",
    "eprintln",
    "print!",
    "Mutex",
    "RwLock",
    "OnceLock",
    "LazyLock",
    "OnceCell",
    "LazyCell",
    "RefCell",
    "thread_local",
    "static ",
    "mpsc",
    "crossterm",
    "tokio",
];

#[test]
fn the_core_knows_no_terminal_clock_environment_or_lock() {
    let core = ["atlas", "query", "ui"];
    for file in library()
        .iter()
        .filter(|file| core.contains(&&*file.module.first().cloned().unwrap_or_default()))
    {
        let code = file.code.replace("&'static ", "& ").replace("'static", "");
        for word in FOREIGN {
            assert!(
                !code.contains(word),
                "src/{}: the core must not know `{}`",
                file.path,
                word.trim()
            );
        }
    }
}

#[test]
fn one_module_knows_the_notation_of_files_and_one_the_arguments() {
    for file in library() {
        let own = file.module.first().map_or("", String::as_str);
        for (word, home) in [
            ("ron::", "data"),
            ("clap::", "cli"),
            ("crossterm::", "term"),
            ("rustix::", "term"),
        ] {
            let used = file
                .code
                .split(word)
                .next()
                .is_some_and(|before| before.len() < file.code.len());
            // Sources are opened without waiting for FIFOs and devices, which std cannot ask for.
            let opens = word == "rustix::" && file.path.starts_with("data/sources/");
            let allowed = own == home || (home == "term" && own == "cli") || opens;
            assert!(!used || allowed, "src/{}: only {home} knows {word}", file.path);
        }
    }
}

#[test]
fn every_dependency_says_why() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let lines: Vec<&str> = manifest.lines().collect();
    let mut section = "";
    let mut direct = BTreeSet::new();
    let mut count = 0;
    for (n, line) in lines.iter().enumerate() {
        if line.starts_with('[') {
            section = line;
        }
        let Some((name, _)) = line
            .split_once('=')
            .filter(|_| section.ends_with("dependencies]"))
        else {
            continue;
        };
        let (name, above) = (name.trim(), lines[n - 1]);
        if line.starts_with('#') {
            continue;
        }
        count += 1;
        if section == "[build-dependencies]" {
            assert!(
                direct.contains(name),
                "{name}: the build needs only what the program needs"
            );
        } else {
            assert!(
                above.starts_with("# ") && above.len() > 20,
                "{name}: no line above it says why"
            );
            direct.insert(name.to_owned());
        }
    }
    assert!(
        count > 15,
        "the reader of the manifest found {count} dependencies"
    );
}

/// The table of keys as the README shows it.
fn key_table() -> String {
    let mut table = String::from("| keys | action | does |\n|---|---|---|\n");
    for group in Group::ALL {
        for row in ACTIONS.iter().filter(|row| row.group == group) {
            let keys: Vec<String> = row
                .keys
                .iter()
                .map(|keys| format!("`{}`", show_keys(keys)))
                .collect();
            table.push_str(&format!(
                "| {} | {} | {} |\n",
                keys.join(" "),
                row.name,
                row.sentence
            ));
        }
    }
    table
}

#[test]
fn the_readme_lists_the_keys_there_are() {
    let text = fs::read_to_string(root().join("README.md")).unwrap_or_default();
    let Some((_, rest)) = text.split_once("<!-- keys -->\n") else {
        assert!(
            !text.contains("| keys |"),
            "the table of keys stands without its marks"
        );
        return;
    };
    let (shown, _) = rest.split_once("<!-- /keys -->").unwrap();
    assert_eq!(
        shown.trim(),
        key_table().trim(),
        "the README's keys are not those of the table of actions"
    );
}

#[test]
fn every_action_is_listed_once_and_can_be_found() {
    let names: BTreeSet<&str> = ACTIONS.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), ACTIONS.len(), "two actions of one name");
    for row in ACTIONS {
        assert!(
            !row.keys.is_empty() && !row.sentence.ends_with('.'),
            "{}",
            row.name
        );
        assert!(
            Group::ALL.contains(&row.group),
            "{} is in no group of help",
            row.name
        );
    }
}

/// The reader of sources, on small ones.
#[test]
fn the_reader_of_sources_sees_what_the_compiler_sees() {
    let file = |code: &str| Source {
        path: "ui/view/card.rs".into(),
        text: String::new(),
        code: source::bare(code),
        lines: 0,
        module: ["ui", "view", "card"].map(str::to_owned).to_vec(),
    };
    let check = |code: &str, wanted: &[&str]| {
        let named: Vec<String> = file(code).named().iter().map(|path| path.join("::")).collect();
        assert_eq!(named, wanted, "{code}");
    };
    check("use crate::atlas::*;", &["atlas"]);
    check(
        "use crate::ui::{overlays, view::land as l};",
        &["ui::overlays", "ui::view::land"],
    );
    check(
        "use super::super::panes; fn f(x: super::listing::Listing) {}",
        &["ui::panes", "ui::view::listing::Listing"],
    );
    check(
        "use super::{self, app::{App, Pane}, *};",
        &["ui::view", "ui::view::app::App", "ui::view::app::Pane"],
    );
    check(
        "// use crate::a;\nlet s = \"crate::b\"; let c = 'x'; let d = '\\''; r#\"crate::\"c\"#; /* crate::d */ 'a: loop {}",
        &[],
    );
    check("pub(crate) fn f() {} pub(super) fn g() { self.x() }", &[]);
}
