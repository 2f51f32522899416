//! The shell as a process of its own on a terminal of our own: signals, suspending, panics, resizing.
//! The process is this very test program, started again with a role in its environment.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "the test program plays the process it tests"
)]

#[path = "support/probe.rs"]
mod probe;
#[path = "support/terminal.rs"]
mod pty;

use citescape::term::options::Options;
use citescape::term::shell::{Exit, Shell};
use citescape::term::tty::Tty;
use probe::Probe;
use pty::Pty;
use rustix::fd::{AsFd, OwnedFd};
use rustix::process::{Pid, Signal, WaitOptions, ioctl_tiocsctty, kill_process, setsid, waitpid};
use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

const ROLE: &str = "CITESCAPE_TEST_ROLE";
const REPORTS: &str = "CITESCAPE_TEST_REPORTS";

/// No test by itself: what the started processes do.
#[test]
fn role() {
    match std::env::var(ROLE).as_deref() {
        Ok("leader") => lead(),
        Ok("keeper") => keep(),
        Ok("member") => run(),
        Ok("deaf") => run_deaf(),
        _ => {}
    }
}

/// The program as the leader of its session, as when a terminal window starts it.
fn lead() {
    setsid().unwrap();
    ioctl_tiocsctty(std::io::stdin()).unwrap();
    run();
}

/// The leader of its session with nothing that heeds a hang-up, as under `nohup`.
fn run_deaf() {
    setsid().unwrap();
    ioctl_tiocsctty(std::io::stdin()).unwrap();
    let heard: Arc<AtomicBool> = Arc::default();
    signal_hook::flag::register(signal_hook::consts::SIGHUP, heard).unwrap();
    let shell = Shell::on(Tty::open().unwrap(), Probe::default(), Options::default()).unwrap();
    let exit = shell.run().unwrap();
    std::process::exit(if exit == Exit::HungUp { 29 } else { 1 });
}

fn run() {
    let options = Options {
        reports: std::env::var_os(REPORTS).map(PathBuf::from),
        ..Options::default()
    };
    let code = citescape::term::run(Probe::default(), options, |_| ()).unwrap();
    std::process::exit(code.into());
}

/// A shell that keeps the program as a job: says when it stopped, and continues it when told to.
fn keep() {
    setsid().unwrap();
    let tty = std::io::stdout();
    ioctl_tiocsctty(&tty).unwrap();
    let own = tty.as_fd().try_clone_to_owned().unwrap();
    let mut job = itself("member", &own).process_group(0).spawn().unwrap();
    let pid = Pid::from_child(&job);
    rustix::termios::tcsetpgrp(&tty, pid).unwrap();
    let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).unwrap().unwrap();
    let words = match status.terminating_signal() {
        Some(signal) => format!("ended by {signal}"),
        None => "stopped".into(),
    };
    std::io::stdout().write_all(words.as_bytes()).unwrap();
    std::io::stdout().flush().unwrap();
    std::io::stdin().read_exact(&mut [0]).unwrap();
    let _ = kill_process(pid, Signal::CONT);
    std::process::exit(job.wait().unwrap().code().unwrap_or(99));
}

fn itself(role: &str, tty: &OwnedFd) -> Command {
    let own = || Stdio::from(tty.try_clone().unwrap());
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "role", "--nocapture", "--test-threads=1"])
        .env(ROLE, role)
        .stdin(own())
        .stdout(own())
        .stderr(own());
    command
}

fn start(columns: u16, rows: u16) -> (Pty, Child, OwnedFd) {
    let (mut pty, tty) = Pty::new(columns, rows);
    let child = itself("leader", &tty).spawn().unwrap();
    pty.wait_for(&format!("size {columns}x{rows}"));
    (pty, child, tty)
}

fn end(mut pty: Pty, mut child: Child) -> ExitStatus {
    pty.drain();
    let status = child.wait().unwrap();
    pty.drain();
    assert!(pty.is_restored());
    let left = pty.bytes.windows(8).filter(|bytes| *bytes == b"\x1b[?1049l");
    assert_eq!(left.count(), 1, "left exactly once");
    status
}

fn settings(tty: &OwnedFd) -> String {
    format!("{:?}", rustix::termios::tcgetattr(tty).unwrap())
}

#[test]
fn it_dies_by_the_signal_that_ended_it() {
    for signal in [Signal::TERM, Signal::INT, Signal::QUIT, Signal::HUP] {
        let (pty, child, _tty) = start(80, 24);
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert_eq!(end(pty, child).signal(), Some(signal.as_raw()));
    }
}

#[test]
fn line_settings_come_back_after_a_signal() {
    let (mut pty, tty) = Pty::new(80, 24);
    let before = settings(&tty);
    let mut keeper = itself("keeper", &tty).stdin(Stdio::piped()).spawn().unwrap();
    pty.wait_for("size 80x24");
    assert_ne!(settings(&tty), before);
    let foreground = rustix::termios::tcgetpgrp(&pty.master).unwrap();
    kill_process(foreground, Signal::TERM).unwrap();
    pty.wait_for("ended by 15");
    assert_eq!(settings(&tty), before);
    drop(keeper.stdin.take());
    keeper.wait().unwrap();
}

#[test]
fn quitting_gives_zero() {
    let (pty, child, _tty) = start(80, 24);
    pty.send(b"q");
    assert_eq!(end(pty, child).code(), Some(0));
}

#[test]
fn a_closed_terminal_ends_it() {
    let (pty, mut child, tty) = start(80, 24);
    drop((pty, tty));
    let status = child.wait().unwrap();
    assert!(
        status.signal() == Some(Signal::HUP.as_raw()) || status.code() == Some(129),
        "{status}"
    );
}

#[test]
fn a_closed_terminal_ends_even_who_ignores_the_signal() {
    let (mut pty, tty) = Pty::new(80, 24);
    let mut child = itself("deaf", &tty).spawn().unwrap();
    pty.wait_for("size 80x24");
    drop((pty, tty));
    assert_eq!(child.wait().unwrap().code(), Some(29));
}

#[test]
fn a_panic_leaves_a_whole_terminal_words_and_a_report() {
    for keys in [
        "\x10",
        "\x1b[200~boom in draw\x1b[201~",
        "\x1b[200~boom in deadline\x1b[201~",
        "\x1b[200~boom in paste\x1b[201~",
    ] {
        let (mut pty, tty) = Pty::new(120, 24);
        let reports = std::env::temp_dir().join(format!("citescape-test-{}", std::process::id()));
        let child = itself("leader", &tty).env(REPORTS, &reports).spawn().unwrap();
        pty.wait_for("size 120x24");
        pty.send(keys.as_bytes());
        pty.wait_for("citescape broke: broken on purpose");
        pty.wait_for("A report for its makers is in");
        let report = reports.join(format!("citescape-crash-{}.txt", child.id()));
        assert_eq!(end(pty, child).code(), Some(101));
        let text = std::fs::read_to_string(report).unwrap();
        assert!(text.contains("broken on purpose") && text.contains("probe.rs"));
        std::fs::remove_dir_all(reports).unwrap();
    }
}

#[test]
fn another_size_is_drawn() {
    let (mut pty, child, _tty) = start(80, 24);
    pty.resize(100, 30);
    pty.wait_for("size 100x30");
    pty.resize(0, 0);
    pty.resize(1, 1);
    pty.resize(60, 10);
    pty.wait_for("size 60x10");
    pty.resize(u16::MAX, u16::MAX);
    pty.wait_for("size 500x200");
    pty.send(b"q");
    assert_eq!(end(pty, child).code(), Some(0));
}

#[test]
fn a_storm_of_sizes_ends_with_the_last() {
    let (mut pty, child, _tty) = start(80, 24);
    for step in 0..200u16 {
        pty.resize(20 + step % 61, 5 + step % 17);
        pty.receive(0);
    }
    pty.resize(77, 22);
    pty.wait_for("size 77x22");
    pty.send(b"q");
    assert_eq!(end(pty, child).code(), Some(0));
}

#[test]
fn suspending_does_nothing_to_the_leader_of_a_session() {
    let (mut pty, child, _tty) = start(80, 24);
    pty.send(b"\x1ax");
    pty.wait_for("typed [x]");
    pty.send(b"q");
    assert_eq!(end(pty, child).code(), Some(0));
}

#[test]
fn stopped_and_continued_from_outside_it_draws_everything_again() {
    let (mut pty, child, _tty) = start(80, 24);
    let pid = Pid::from_child(&child);
    kill_process(pid, Signal::STOP).unwrap();
    pty.drain();
    pty.model.process(b"\x1b[?1049l\x1b[?25hprompt of a shell");
    kill_process(pid, Signal::CONT).unwrap();
    pty.wait_for("size 80x24");
    assert!(pty.model.screen().hide_cursor() && !pty.screen().contains("prompt"));
    pty.send(b"q");
    pty.drain();
    assert!(pty.is_restored());
}

#[test]
fn suspended_and_continued_it_is_as_before_at_the_new_size() {
    let (mut pty, tty) = Pty::new(80, 24);
    let mut keeper = itself("keeper", &tty).stdin(Stdio::piped()).spawn().unwrap();
    pty.wait_for("size 80x24");
    pty.send(b"abc\x1a");
    pty.wait_for("stopped");
    assert!(pty.is_restored());
    pty.resize(70, 20);
    keeper.stdin.take().unwrap().write_all(b"\n").unwrap();
    pty.wait_for("size 70x20");
    pty.wait_for("typed [abc]");
    assert!(pty.model.screen().alternate_screen() && pty.model.screen().hide_cursor());
    pty.send(b"q");
    pty.drain();
    assert_eq!(keeper.wait().unwrap().code(), Some(0));
    assert!(pty.is_restored());
}
