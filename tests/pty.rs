//! The program itself on a terminal of our own: it starts, finds, fits new sizes, rests, and leaves a whole terminal.

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

#[path = "support/program.rs"]
mod program;
#[path = "support/tiny.rs"]
mod tiny;

use program::{PATIENCE, PLAIN, Running, launch, settings, start};
use rustix::process::Signal;
use std::os::unix::process::ExitStatusExt;
use std::sync::mpsc::channel;
use std::thread;
use tiny::{press, real, session};

/// The parameters of all SGR sequences in what was written.
fn attributes(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1);
    sequences
        .filter_map(|rest| {
            let end = rest.find(|c: char| !matches!(c, '0'..='9' | ';' | ':'))?;
            rest[end..].starts_with('m').then(|| rest[..end].to_owned())
        })
        .collect()
}

fn is_colour(parameter: &str) -> bool {
    let number = parameter
        .split(':')
        .next()
        .unwrap_or_default()
        .parse()
        .unwrap_or(0);
    matches!(number, 30..=38 | 40..=48 | 90..=97 | 100..=107)
}

#[test]
fn it_starts_finds_and_shows_the_paragraph() {
    let mut running = start("", PLAIN);
    running.pty.send(b"/wuhan com\x1b[B");
    running.pty.wait_for(">15,000 PFLOPS");
    running.pty.send(b"\r");
    running.pty.wait_for("3 Metrics");
    running.pty.wait_for("⟦above");
    running.pty.wait_for("«über 15.000 Petaflops»");
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
}

#[test]
fn it_opens_at_a_thing_or_with_a_search() {
    let mut running = launch("--at wuhan", PLAIN);
    running.pty.wait_for("Metrics · Wuhan");
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
    let mut running = launch("rechenleistung", PLAIN);
    running.pty.wait_for("› rechenleistung");
    running.pty.wait_for("Computing power");
    running.pty.send(b"\x03");
    assert_eq!(running.end().code(), Some(0));
}

#[test]
fn it_fits_a_new_size_and_keeps_what_was_chosen() {
    let mut running = start("", PLAIN);
    running.pty.send(b"/wuhan com\x1b[B\r");
    running.pty.wait_for("Metrics · Wuhan");
    for (columns, rows) in [(120, 36), (40, 12), (200, 60)] {
        running.pty.resize(columns, rows);
        running.pty.wait_for(if columns == 40 {
            "Wuhan › Metrics"
        } else {
            "╭─ 1 Cities"
        });
        running.pty.wait_for(">5,000 PF");
    }
    running.pty.resize(10, 3);
    running.pty.wait_for("10×3");
    running.pty.resize(80, 24);
    running.pty.wait_for("Metrics · Wuhan");
    running.pty.wait_for("⟦above");
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
}

#[test]
fn signals_end_it_and_leave_a_whole_terminal() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT] {
        let running = start("", PLAIN);
        assert_ne!(settings(&running.tty), running.before, "it is in raw mode");
        running.kill(signal);
        assert_eq!(running.end().signal(), Some(signal.as_raw()));
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let Running {
        pty, mut child, tty, ..
    } = start("", PLAIN);
    drop((pty, tty));
    let (sender, receiver) = channel();
    thread::spawn(move || sender.send(child.wait()));
    let status = receiver.recv_timeout(PATIENCE).unwrap().unwrap();
    assert!(!status.success(), "{status}");
}

#[test]
fn at_rest_it_writes_nothing() {
    let mut running = start("", PLAIN);
    running.pty.drain();
    let before = running.pty.bytes.len();
    assert!(
        !running.pty.receive(1500),
        "wrote {:?}",
        &running.pty.bytes[before..]
    );
    // A key without effect changes nothing, so nothing is written either.
    running.pty.send(b"\x1b[25~");
    assert!(
        !running.pty.receive(300),
        "wrote {:?}",
        &running.pty.bytes[before..]
    );
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
}

#[test]
fn answers_of_the_terminal_are_no_keys() {
    let mut running = start("", PLAIN);
    running.pty.drain();
    let before = running.pty.screen();
    // Device attributes, a colour, a mode report, a cursor report, in pieces.
    for piece in [
        "\x1b[?64;1;2",
        "2c\x1b]11;rgb:0000/00",
        "00/0000\x1b\\\x1b[?2026;2$",
        "y\x1b[5;5R",
    ] {
        running.pty.send(piece.as_bytes());
        running.pty.drain();
    }
    assert_eq!(running.pty.screen(), before);
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
}

#[test]
fn without_colour_no_colour_is_written() {
    let no_color = [PLAIN, &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]].concat();
    for (args, env) in [
        ("", &no_color[..]),
        ("--color never", PLAIN),
        ("--theme mono", PLAIN),
    ] {
        let mut running = start(args, env);
        running.pty.send(b"jj/beijing");
        running.pty.wait_for("› beijing");
        running.pty.send(b"\r\r");
        running.pty.drain();
        let attributes = attributes(running.written());
        assert!(
            attributes.len() > 10,
            "{args}: the reader of sequences found {attributes:?}"
        );
        for set in &attributes {
            assert!(!set.split(';').any(is_colour), "«{args}» wrote SGR {set}");
        }
        assert!(
            attributes.iter().any(|set| set.split(';').any(|p| p == "7")),
            "{args}: the selection is not seen"
        );
        running.kill(Signal::TERM);
        running.end();
    }
    // The reader of sequences sees colours where there are some.
    let running = start("", PLAIN);
    assert!(
        attributes(running.written())
            .iter()
            .any(|set| set.split(';').any(is_colour))
    );
    running.kill(Signal::TERM);
    running.end();
}

#[test]
fn in_the_plain_locale_every_byte_is_ascii() {
    for env in [&[("TERM", "xterm"), ("LANG", "C")][..], &[("TERM", "vt100")][..]] {
        let mut running = start("", env);
        for keys in ["jj", "\r", "e", "q", "q", "/beijing", "\x1b", "?", "\x1b", "gd"] {
            running.pty.send(keys.as_bytes());
            running.pty.drain();
        }
        let other = running.written().iter().find(|byte| **byte >= 0x80);
        assert_eq!(other, None);
        running.kill(Signal::TERM);
        running.end();
    }
}

#[test]
fn a_terminal_that_can_only_print_gets_lines() {
    let running = launch("", &[("TERM", "dumb"), ("LANG", "C.UTF-8")]);
    let mut seen = running;
    seen.pty.wait_for("citescape find");
    assert!(!seen.pty.bytes.contains(&0x1b));
    assert_eq!(seen.end().code(), Some(0));
}

#[test]
fn keys_sent_at_once_are_all_taken() {
    let mut running = start("", PLAIN);
    running.pty.send("/".as_bytes());
    running.pty.send("beijing ".repeat(12).as_bytes());
    running.pty.send(b"\x15wuhan com\x1b[B\r");
    running.pty.wait_for("Metrics · Wuhan");
    running.pty.send("j".repeat(2000).as_bytes());
    // As many rows as the same keys show without a terminal.
    let mut session = session(real(), 80, 24);
    press(&mut session, "/ w u h a n <space> c o m <down> <enter>");
    let rows = session.app.metrics.len();
    running.pty.wait_for(&format!("{rows}/{rows}"));
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
}
