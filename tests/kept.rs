//! What is kept from session to session: place, arrangement and searches; whatever lies in the file, nothing fails.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "the test program starts the program it tests"
)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/program.rs"]
mod program;
#[path = "support/tiny.rs"]
mod tiny;

use citescape::data::memory;
use citescape::settings::Memory;
use citescape::ui::app::{Pane, View};
use folder::Folder;
use program::{PLAIN, Running, launch};
use rustix::process::Signal;
use std::fs;

/// Starts the explorer where its sessions are kept.
fn explorer(home: &Folder, args: &str) -> Running {
    let text = home.text();
    let mut running = launch(args, &[PLAIN, &[("XDG_STATE_HOME", text.as_str())]].concat());
    running.pty.wait_for("? help");
    running
}

fn file(home: &Folder) -> String {
    fs::read_to_string(home.path().join("citescape/session.ron")).unwrap_or_default()
}

/// Goes to Wuhan's computing power and ends the session.
fn leave_at_wuhan(home: &Folder, end: Option<Signal>) {
    let mut running = explorer(home, "--fresh");
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
    assert_eq!(file(home), "", "a fresh session keeps nothing");
    running = explorer(home, "");
    running.pty.send(b"/wuhan com\r");
    running.pty.wait_for("Metrics · Wuhan");
    running.pty.drain();
    match end {
        Some(signal) => running.kill(signal),
        None => running.pty.send(b"q"),
    }
    running.end();
}

#[test]
fn the_next_session_begins_where_the_last_one_ended() {
    for end in [None, Some(Signal::TERM), Some(Signal::HUP)] {
        let home = Folder::new();
        leave_at_wuhan(&home, end);
        assert!(
            file(&home).contains("place: Some(\"wuhan\")"),
            "{end:?}: {}",
            file(&home)
        );
        let mut running = explorer(&home, "");
        running.pty.wait_for("Metrics · Wuhan");
        running.pty.wait_for("▌Computing power");
        // What was searched for is stepped through, and offered again.
        running.pty.send(b"/");
        running.pty.wait_for("wuhan com");
        running.pty.send(b"\x03");
        running.end();
        for (args, place) in [("--fresh", "Beijing"), ("--at shanghai", "Shanghai")] {
            let mut running = explorer(&home, args);
            running.pty.wait_for(&format!("Metrics · {place}"));
            running.kill(Signal::KILL);
            drop(running);
        }
    }
}

#[test]
fn a_broken_file_is_a_remark_and_is_put_aside() {
    let home = Folder::new();
    home.write("citescape/session.ron", b"(place: Some(\"wuh");
    let running = explorer_said(&home, "the last session is lost");
    running.pty.send(b"jq");
    assert_eq!(running.end().code(), Some(0));
    assert!(file(&home).contains("place: Some(\"beijing\")"));
    let broken = home.path().join("citescape/session.ron.broken");
    assert_eq!(fs::read(broken).unwrap(), b"(place: Some(\"wuh");
}

/// Starts it and waits for a remark in place of the hints.
fn explorer_said(home: &Folder, remark: &str) -> Running {
    let text = home.text();
    let mut running = launch("", &[PLAIN, &[("XDG_STATE_HOME", text.as_str())]].concat());
    running.pty.wait_for(remark);
    running
}

#[test]
fn what_is_no_longer_there_is_left_out_quietly() {
    let home = Folder::new();
    let text = "(place: Some(\"atlantis\"), fact: Some(\"x\"), views: [\"main\", \"nowhere\", \"detail\"], focus: \"roof\", \
                source: 99, moved: [32767, -32768, 5, 5, 5], sorts: [\"colour\"], axis: \"x\", open: [\"atlantis\", \"china\"])";
    home.write("citescape/session.ron", text.as_bytes());
    let mut running = explorer(&home, "");
    running.pty.wait_for("Metrics · Beijing");
    running.pty.send(b"qq");
    assert_eq!(running.end().code(), Some(0));
}

#[test]
fn two_at_once_keep_each_others_searches() {
    let home = Folder::new();
    let (mut one, mut other) = (explorer(&home, ""), explorer(&home, ""));
    for (running, query) in [(&mut one, "harbin"), (&mut other, "chengdu")] {
        running.pty.send(format!("/{query}\x13").as_bytes());
        running.pty.wait_for("saved");
        running.pty.send(b"\x03");
    }
    one.end();
    other.end();
    assert!(
        file(&home).contains("harbin") && file(&home).contains("chengdu"),
        "{}",
        file(&home)
    );
    let left: Vec<_> = fs::read_dir(home.path().join("citescape"))
        .unwrap()
        .flatten()
        .collect();
    assert!(
        left.iter()
            .all(|entry| !entry.file_name().to_string_lossy().ends_with(".tmp"))
    );
}

#[test]
fn a_session_is_what_it_remembers() {
    for keys in [
        "",
        "/qingwan <enter> <enter>",
        "gd <enter> j j",
        "1 f ost <enter>",
        "sn 2 sv z",
        "gc",
        "i",
        "<gt> + ~",
        "e",
        "<space> j <space> gk",
        "<space> / q i n g w a n <enter> <space> =",
    ] {
        let mut first = tiny::session(tiny::tiny(), 120, 36);
        tiny::press(&mut first, keys);
        let kept = first.app.memory();
        let read = memory::written(&kept);
        let mut next = tiny::session(tiny::tiny(), 120, 36);
        next.app.recall(&kept);
        next.app.recall_place(&kept);
        assert_eq!(next.app.memory(), kept, "{keys}");
        assert_eq!(
            (next.app.view(), next.app.focus),
            (first.app.view(), first.app.focus),
            "{keys}"
        );
        assert!(read.contains("views:"));
    }
    // What was kept of other data is kept for when they are there again.
    let mut first = tiny::session(tiny::tiny(), 80, 24);
    let elsewhere = Memory {
        kept: vec!["of.other.data".to_owned()],
        ..first.app.memory()
    };
    first.app.recall(&elsewhere);
    tiny::press(&mut first, "<space>");
    let kept = first.app.memory().kept;
    assert!(kept.len() == 2 && kept.contains(&elsewhere.kept[0]), "{kept:?}");
    let mut first = tiny::session(tiny::tiny(), 80, 24);
    tiny::press(&mut first, "4");
    assert_eq!((first.app.view(), first.app.focus), (&View::Main, Pane::Evidence));
}
