//! The program itself amid faults: pastes without end, streams that are closed, terminals that go away or are unknown.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "the test program starts the program it tests"
)]

#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/inert.rs"]
mod inert;
#[path = "support/program.rs"]
mod program;

use program::{PLAIN, Running, launch, start};
use rustix::process::Signal;
use std::process::{Command, Stdio};

fn quits(running: Running) {
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
}

/// What the kernel counts of a process under a name of `/proc/PID/status`.
#[cfg(target_os = "linux")]
fn counted(process: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_start_matches(':').trim().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn at_rest_it_never_wakes_up() {
    let mut running = start("", PLAIN);
    running.pty.drain();
    let wakes = counted(running.child.id(), "voluntary_ctxt_switches");
    assert!(!running.pty.receive(3000), "wrote something");
    assert_eq!(counted(running.child.id(), "voluntary_ctxt_switches"), wakes);
    quits(running);
}

#[test]
fn a_paste_of_ten_megabytes_is_bounded_and_keys_work_after_it() {
    let mut running = start("", PLAIN);
    running.pty.send(b"/");
    running.pty.wait_for("Esc");
    running.pty.send(b"\x1b[200~");
    for _ in 0..160 {
        running.pty.send("wuhan \x1b[A\x07城".repeat(4096).as_bytes());
        running.pty.receive(0);
    }
    running.pty.send(b"\x1b[201~\x15beijing");
    running.pty.wait_for("› beijing");
    #[cfg(target_os = "linux")]
    assert!(
        counted_kib(&running) < 64 * 1024,
        "{} KiB at most",
        counted_kib(&running)
    );
    running.pty.send(b"\x03");
    assert_eq!(running.end().code(), Some(0));
}

/// The most memory it ever had.
#[cfg(target_os = "linux")]
fn counted_kib(running: &Running) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", running.child.id())).unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn a_paste_that_never_ends_is_given_up() {
    let mut running = start("", PLAIN);
    running.pty.send(b"\x1b[200~never ends qqq");
    // Longer than a paste may lack its end.
    assert!(!running.pty.receive(2500), "nothing of it is a key");
    running.pty.send(b"?");
    running.pty.wait_for("Keys and signs");
    running.kill(Signal::TERM);
    running.end();
}

#[test]
fn hostile_input_in_pieces_leaves_a_program_that_quits() {
    let mut running = start("", PLAIN);
    for (n, input) in hostile::inputs().iter().enumerate() {
        // What means to leave is no input to survive.
        let bytes: Vec<u8> = input
            .bytes()
            .filter(|byte| !matches!(byte, b'q' | 3 | 26))
            .collect();
        for piece in bytes.chunks(n % 3 + 1) {
            running.pty.send(piece);
            running.pty.receive(1);
        }
        // A paste without its end takes what follows within two seconds.
        if input.contains("[200~") {
            running.pty.receive(2500);
        }
    }
    assert_eq!(inert::foreign(frames(running.written())), None);
    running.pty.receive(1500);
    running.pty.send(b"\x03");
    assert_eq!(running.end().code(), Some(0));
}

/// What was written from the first frame on.
fn frames(written: &[u8]) -> &[u8] {
    let begin = b"\x1b[?2026h";
    let first = written.windows(begin.len()).position(|bytes| bytes == begin);
    &written[first.unwrap()..]
}

#[test]
fn a_lone_escape_and_a_split_arrow_are_told_apart() {
    let mut running = start("", PLAIN);
    running.pty.send(b"/wuhan com");
    running.pty.wait_for(">15,000 PFLOPS");
    // The halves of an arrow key: the list moves, the search stays open.
    running.pty.send(b"\x1b");
    running.pty.send(b"[B");
    running.pty.drain();
    assert!(
        running.pty.screen().contains("› wuhan com"),
        "{}",
        running.pty.screen()
    );
    running.pty.send(b"\x1b");
    running.pty.wait_for("? help");
    assert!(!running.pty.screen().contains("› wuhan com"));
    quits(running);
}

#[test]
fn closed_streams_end_it_without_a_panic() {
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "| head -c 1"] {
        let (_pty, tty) = program::pty::Pty::new(80, 24);
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("\"$0\" list places {closed}; \"$0\" {closed}"))
            .arg(env!("CARGO_BIN_EXE_citescape"))
            .env_clear()
            .envs(PLAIN.iter().copied())
            .env("TERM", "dumb")
            .env("PATH", "/usr/bin:/bin")
            .stdin(Stdio::from(tty))
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(
            !said.contains("panicked") && !said.contains("broke"),
            "{closed}: {said}"
        );
        assert!(
            output.status.code().is_some_and(|code| code < 3),
            "{closed}: {}",
            output.status
        );
    }
}

/// The parameters of all SGR sequences in what was written.
fn attributes(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1);
    let ends = |rest: &str| rest.find(|c: char| !matches!(c, '0'..='9' | ';'));
    let pens = sequences.filter_map(|rest| Some(rest.split_at(ends(rest)?)));
    pens.filter(|(_, rest)| rest.starts_with('m'))
        .map(|(pen, _)| pen.to_owned())
        .collect()
}

/// Which colours a terminal is sent: of 24 bits, of 256, of 16, none.
#[derive(Debug, PartialEq)]
enum Colours {
    True,
    Indexed,
    Sixteen,
    None,
}

fn colours(written: &[u8]) -> Colours {
    let all = attributes(written);
    let any = |test: fn(&str) -> bool| all.iter().any(|set| test(&format!(";{set};")));
    if any(|set| set.contains(";38;2;") || set.contains(";48;2;")) {
        Colours::True
    } else if any(|set| set.contains(";38;5;") || set.contains(";48;5;")) {
        Colours::Indexed
    } else if any(|set| {
        set.split(';')
            .any(|n| matches!(n.parse(), Ok(30..=37 | 40..=47 | 90..=107)))
    }) {
        Colours::Sixteen
    } else {
        Colours::None
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "one table of terminals")]
fn each_terminal_gets_its_colours_and_characters() {
    let utf8 = ("LANG", "de_DE.UTF-8");
    // Whether trends are drawn in braille, and whether frames are lines.
    let (braille, block, cjk, ascii) = ((true, true), (false, true), (true, false), (false, false));
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tiny");
    for (env, expected, characters) in [
        (vec![("TERM", "linux"), utf8], Colours::Sixteen, block),
        (vec![("TERM", "vt100"), utf8], Colours::None, ascii),
        (
            vec![("TERM", "screen"), utf8, ("STY", "1.a")],
            Colours::Sixteen,
            braille,
        ),
        (
            vec![
                ("TERM", "screen-256color"),
                utf8,
                ("STY", "1.a"),
                ("COLORTERM", "truecolor"),
            ],
            Colours::Indexed,
            braille,
        ),
        (
            vec![("TERM", "tmux-256color"), utf8, ("TMUX", "/x,1,0")],
            Colours::Indexed,
            braille,
        ),
        (
            vec![
                ("TERM", "tmux-256color"),
                utf8,
                ("TMUX", "/x,1,0"),
                ("COLORTERM", "truecolor"),
            ],
            Colours::True,
            braille,
        ),
        (vec![("TERM", "xterm"), utf8], Colours::Sixteen, braille),
        (vec![("TERM", "xterm-256color"), utf8], Colours::Indexed, braille),
        (vec![("TERM", "foot"), utf8], Colours::True, braille),
        (vec![("TERM", "xterm-kitty"), utf8], Colours::True, braille),
        (vec![("TERM", "alacritty"), utf8], Colours::True, braille),
        (
            vec![("TERM", "xterm-256color"), ("LANG", "C")],
            Colours::Indexed,
            ascii,
        ),
        (
            vec![("TERM", "foot"), ("LANG", "zh_CN.UTF-8")],
            Colours::True,
            cjk,
        ),
    ] {
        let mut running = launch(&format!("--data {data} --at muehlhafen"), &env);
        running.pty.wait_for("? help");
        running.pty.drain();
        let written = running.written();
        assert_eq!(colours(written), expected, "{env:?}");
        let (has_braille, has_lines) = characters;
        let screen = running.pty.screen();
        let is_braille = |c| matches!(c, '\u{2801}'..='\u{28ff}');
        assert_eq!(screen.contains(is_braille), has_braille, "{env:?}:\n{screen}");
        assert_eq!(screen.contains('─'), has_lines, "{env:?}");
        let is_ascii = env.contains(&("TERM", "vt100")) || env.contains(&("LANG", "C"));
        assert!(!is_ascii || written.is_ascii(), "{env:?}");
        running.kill(Signal::TERM);
        running.end();
    }
}

#[test]
fn no_size_is_too_small_or_too_large() {
    let mut running = start("", PLAIN);
    for (columns, rows) in [
        (0, 0),
        (1, 1),
        (0, 24),
        (80, 0),
        (u16::MAX, 1),
        (1, u16::MAX),
        (u16::MAX, u16::MAX),
    ] {
        running.pty.resize(columns, rows);
        running.pty.send(b"j");
        running.pty.drain();
    }
    running.pty.resize(80, 24);
    running.pty.wait_for("? help");
    quits(running);
}
