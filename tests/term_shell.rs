//! The shell on a terminal of our own, in a thread: typing, quitting, hang-up, slow terminals, floods, idleness.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/probe.rs"]
mod probe;
#[path = "support/terminal.rs"]
mod pty;

use citescape::term::clipboard::Carrier;
use citescape::term::options::Options;
use citescape::term::shell::{Exit, Shell};
use citescape::term::tty::Tty;
use citescape::term::wake::Post;
use citescape::ui::event::{Answer, Event};
use probe::{Counts, Probe};
use pty::Pty;
use rustix::fd::AsFd;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};
use std::time::Duration;

const SIZE: (u16, u16) = (80, 24);

struct Running {
    pty: Pty,
    thread: JoinHandle<std::io::Result<Exit>>,
    post: Post,
    counts: Counts,
    tty: rustix::fd::OwnedFd,
    before: String,
}

fn settings(tty: impl AsFd) -> String {
    format!("{:?}", rustix::termios::tcgetattr(tty).unwrap())
}

fn start(options: Options) -> Running {
    let (mut pty, tty) = Pty::new(SIZE.0, SIZE.1);
    let before = settings(&tty);
    let counts = Counts::default();
    let program = Probe {
        counts: counts.clone(),
        ..Probe::default()
    };
    let own = tty.try_clone().unwrap();
    let (sender, receiver) = channel();
    let thread = thread::spawn(move || {
        let shell = Shell::on(Tty::on(own)?, program, options)?;
        sender.send(shell.post()?).unwrap();
        shell.run()
    });
    let post = receiver.recv().unwrap();
    pty.wait_for("size 80x24");
    Running {
        pty,
        thread,
        post,
        counts,
        tty,
        before,
    }
}

impl Running {
    fn ends_with(mut self, exit: Exit) -> Pty {
        self.pty.drain();
        assert_eq!(self.thread.join().unwrap().unwrap(), exit);
        assert!(self.pty.is_restored());
        assert_eq!(settings(&self.tty), self.before, "line settings");
        self.pty
    }
}

#[test]
fn modes_and_first_frame_come_first_and_everything_is_undone() {
    let mut running = start(Options::default());
    assert!(running.pty.bytes.starts_with(b"\x1b[?1049h\x1b[?25l"));
    assert!(running.pty.bytes.ends_with(b"\x1b[?2026l"));
    assert_ne!(settings(&running.tty), running.before, "raw");
    running.pty.send("hé城".as_bytes());
    running.pty.wait_for("typed [hé城]");
    running.pty.send(b"\x1b[A");
    running.pty.wait_for("typed [hé城Up]");
    running.pty.send(b"q");
    let pty = running.ends_with(Exit::Quit);
    assert_eq!(
        pty.bytes
            .windows(8)
            .filter(|bytes| *bytes == b"\x1b[?1049l")
            .count(),
        1
    );
}

#[test]
fn a_lone_escape_is_a_key_soon() {
    let mut running = start(Options::default());
    running.pty.send(b"\x1b");
    running.pty.wait_for("typed [Esc]");
    running.pty.send(b"q");
    running.ends_with(Exit::Quit);
}

#[test]
fn idle_means_nothing_at_all() {
    let mut running = start(Options::default());
    running.pty.drain();
    let updates = running.counts.updates.load(Ordering::Relaxed);
    assert!(!running.pty.receive(700), "no bytes");
    assert_eq!(running.counts.updates.load(Ordering::Relaxed), updates);
    assert_eq!(running.counts.draws.load(Ordering::Relaxed), 1);
    running.pty.send(b"\x1b[?62;c\x1b]11;rgb:0/0/0\x07\x1b[5;5R");
    assert!(!running.pty.receive(300), "late replies are nothing");
    assert_eq!(running.counts.draws.load(Ordering::Relaxed), 1);
    running.pty.send(b"q");
    running.ends_with(Exit::Quit);
}

#[test]
fn a_terminal_that_is_gone_ends_it() {
    let running = start(Options::default());
    drop(running.pty);
    assert_eq!(running.thread.join().unwrap().unwrap(), Exit::HungUp);
}

/// Whether a key leads to another frame; not once the terminal is full of frames it has not read.
fn draws_another(running: &Running) -> bool {
    let draws = running.counts.draws.load(Ordering::Relaxed);
    running.pty.send(b"x");
    (0..60).any(|_| {
        thread::park_timeout(Duration::from_millis(5));
        running.counts.draws.load(Ordering::Relaxed) > draws
    })
}

#[test]
fn quitting_works_on_a_terminal_that_does_not_read() {
    let mut running = start(Options::default());
    running.pty.send(&[b'x'; 60]);
    while draws_another(&running) {}
    let keys = running.counts.keys.load(Ordering::Relaxed);
    running.pty.send(b"xyz");
    while running.counts.keys.load(Ordering::Relaxed) < keys + 3 {
        thread::yield_now();
    }
    running.pty.send(b"q");
    assert_eq!(running.thread.join().unwrap().unwrap(), Exit::Quit);
    running.pty.drain();
    assert!(running.pty.is_restored(), "it is in order once it reads again");
    assert_eq!(settings(&running.tty), running.before);
}

#[test]
fn a_flood_of_keys_is_drawn_seldom_and_lost_nowhere() {
    let mut running = start(Options::default());
    let start = running.pty.bytes.len();
    for _ in 0..1000 {
        running.pty.send(b"xxxxxxxxxx");
        running.pty.receive(0);
    }
    running.pty.wait_for("keys 10000");
    let draws = running.counts.draws.load(Ordering::Relaxed);
    println!("{draws} draws, {} bytes", running.pty.bytes.len() - start);
    running.pty.send(b"q");
    running.ends_with(Exit::Quit);
}

#[test]
fn copies_go_out_or_are_refused_in_words() {
    let mut running = start(Options::default());
    running.pty.send(b"foo\x03");
    running.pty.wait_for("said [copied]");
    assert!(running.pty.has_bytes(b"\x1b]52;c;Zm9v\x07"));
    running
        .pty
        .send(format!("\x1b[200~{}\x1b[201~\x03", "x".repeat(5000)).as_bytes());
    running.pty.wait_for("said [not copied: 5000 bytes");
    running.pty.send(b"\x1b[200~https://a.cn\x1b[201~\x0f");
    running.pty.wait_for("the address is https://a.cn");
    running.pty.send(b"q");
    running.ends_with(Exit::Quit);
    let mut running = start(Options {
        carrier: Carrier::Screen,
        ..Options::default()
    });
    running.pty.send(b"foo\x03");
    running.pty.wait_for_bytes(b"\x1bP\x1b]52;c;Zm9v\x07\x1b\\");
    running.pty.send(b"q");
    running.ends_with(Exit::Quit);
}

#[test]
fn the_mouse_is_captured_on_demand_and_released() {
    let mut running = start(Options::default());
    assert!(!running.pty.has_bytes(b"\x1b[?1002h"));
    running.pty.send(b"\x14");
    running.pty.wait_for_bytes(b"\x1b[?1002h\x1b[?1006h");
    running.pty.send(b"q");
    running.ends_with(Exit::Quit);
    let mut running = start(Options {
        mouse: true,
        ..Options::default()
    });
    running.pty.wait_for_bytes(b"\x1b[?1002h");
    running.pty.send(b"q");
    running.ends_with(Exit::Quit);
}

#[test]
fn answers_of_other_threads_and_time_arrive_by_themselves() {
    let mut running = start(Options::default());
    assert!(running.post.send(Event::Answer(7, Answer::Done("found".into()))));
    running.pty.wait_for("said [found]");
    running.pty.send(b"\x04");
    running.pty.wait_for("said [time is up]");
    running.pty.send(b"q");
    running.ends_with(Exit::Quit);
}

#[test]
fn redraw_draws_everything_again() {
    let mut running = start(Options::default());
    running.pty.model.process(b"\x1b[2Jnoise from elsewhere");
    running.pty.send(b"\x0c");
    running.pty.wait_for("size 80x24");
    assert!(!running.pty.screen().contains("noise"));
    running.pty.send(b"q");
    running.ends_with(Exit::Quit);
}
