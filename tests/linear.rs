//! The explorer in plain lines: what the cursor is on is said, only what changed, and nothing a terminal would obey.

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

use citescape::ui::driver::Driver;
use citescape::ui::linear::{Linear, SIZE, is_typing};
use program::{PLAIN, launch, launch_job};
use rustix::process::Signal;
use std::io::Write;
use std::process::{Command, Stdio};

/// A listener to the made-up atlas.
struct Listener {
    driver: Driver,
    linear: Linear,
}

impl Listener {
    fn new() -> Listener {
        let mut listener = Listener {
            driver: tiny::session(tiny::tiny(), SIZE.0, SIZE.1),
            linear: Linear::default(),
        };
        listener.linear.speak(&listener.driver.app);
        listener
    }

    /// What is said after some keys.
    fn hears(&mut self, keys: &str) -> String {
        self.linear.key();
        tiny::press(&mut self.driver, keys);
        self.linear.speak(&self.driver.app).join("\n")
    }
}

#[test]
fn every_move_says_its_row_and_only_that() {
    let mut listener = Listener::new();
    let said = listener.hears("j");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("(2 of "), "{said}");
    assert_eq!(listener.hears("k").lines().count(), 1);
    assert_eq!(listener.hears("k"), "", "nothing moved, nothing is said");
    let said = listener.hears("1");
    assert!(
        said.starts_with("Mühlhafen: Cities\n") || said.contains(": Cities\n"),
        "{said}"
    );
    let said = listener.hears("4");
    assert!(
        said.contains("¶") && said.contains("source 1 of") && said.contains('⟦'),
        "{said}"
    );
}

#[test]
fn what_is_pressed_in_vain_is_said_each_time() {
    let mut listener = Listener::new();
    for _ in 0..2 {
        assert_eq!(listener.hears("H"), "nothing to go back to");
    }
}

#[test]
fn search_help_and_pages_are_read_out() {
    let mut listener = Listener::new();
    let said = listener.hears("/qing");
    assert!(said.starts_with("Search\nsearch: qing\n"), "{said}");
    assert!(is_typing(&listener.driver.app));
    let said = listener.hears("<enter>");
    assert!(
        said.contains(": Metrics\n") && !is_typing(&listener.driver.app),
        "{said}"
    );
    let said = listener.hears("?");
    assert!(said.contains("\nEnter: open what the cursor is on"), "{said}");
    assert!(listener.hears("<esc>").contains(": Metrics"));
    for keys in [
        "gd", "j", "<enter>", "q q i", "q !", "<esc> d", "<esc> gc", "j", "q :theme",
    ] {
        let said = listener.hears(keys);
        assert!(!said.is_empty(), "{keys}");
        assert!(!said.contains(['│', '╭', '▌', '\u{1b}']), "{keys}: {said}");
    }
}

/// Output and exit code with these keys on standard input.
fn piped(args: &[&str], keys: &str, env: &[(&str, &str)]) -> (String, Option<i32>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_citescape"))
        .args(args)
        .env_clear()
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(keys.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn it_takes_keys_from_a_pipe_until_it_ends() {
    let dumb = [("TERM", "dumb"), ("LANG", "C.UTF-8")];
    let (said, code) = piped(&["--linear"], "/wuhan com\n4yc", &dumb);
    assert_eq!(code, Some(0));
    assert!(said.starts_with("citescape: "), "{said}");
    assert!(
        said.contains("\nChina, Hubei, Wuhan: Metrics\nComputing power: "),
        "{said}"
    );
    assert!(said.contains("\nChina, Hubei, Wuhan: Evidence\n"), "{said}");
    // A letter of a field is not said by itself, and what is copied is said to be taken.
    assert_eq!(said.matches("search: ").count(), 1, "{said}");
    assert!(said.contains("\nsearch: wuhan com\n"), "{said}");
    assert!(said.lines().last().unwrap().contains("PFLOPS"), "{said}");
    assert!(said.chars().all(|c| c == '\n' || !c.is_control()));
    let (after_q, code) = piped(&["--linear", "--at", "wuhan"], "qjjj", &dumb);
    assert_eq!((code, after_q.lines().count()), (Some(0), 3), "{after_q}");
    let (ascii, _) = piped(&["--linear", "--at", "wuhan"], "4", &[("LANG", "C")]);
    assert!(ascii.is_ascii(), "{ascii}");
    assert_eq!(piped(&["--linear", "--at", "wuhn"], "", &dumb).1, Some(2));
}

#[test]
fn on_a_terminal_it_writes_lines_and_leaves_it_as_it_was() {
    for env in [PLAIN, &[("TERM", "dumb"), ("LANG", "C.UTF-8")]] {
        let mut running = launch("--linear", env);
        running.pty.wait_for("(1 of ");
        assert_ne!(
            program::settings(&running.tty),
            running.before,
            "keys are taken one by one"
        );
        running.pty.send(b"jj");
        running.pty.wait_for("(3 of ");
        running.pty.send(b"\x1b[A");
        running.pty.drain();
        assert!(
            !running.pty.bytes.contains(&0x1b),
            "an escape sequence was written"
        );
        running.pty.send(b"q");
        assert_eq!(running.end().code(), Some(0));
    }
    let mut running = launch("--linear", PLAIN);
    running.pty.wait_for("(1 of ");
    running.kill(Signal::TERM);
    assert!(!running.end().success());
}

#[test]
fn suspended_it_gives_the_terminal_back_and_then_says_everything_again() {
    let mut running = launch_job("--linear", PLAIN);
    running.pty.wait_for("Metrics");
    running.pty.drain();
    let quiet = program::settings(&running.tty);
    assert_ne!(quiet, running.before, "keys are not echoed");
    running.pty.send(b"\x1a");
    running.pty.wait_for("stopped");
    assert_eq!(program::settings(&running.tty), running.before);
    let said = running.pty.bytes.len();
    running.continue_job();
    while !String::from_utf8_lossy(&running.pty.bytes[said..]).contains("Metrics") {
        assert!(
            running.pty.receive(10_000),
            "nothing is said after it was continued"
        );
    }
    assert_eq!(program::settings(&running.tty), quiet);
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
}
