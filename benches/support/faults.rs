//! The rows of the table, and the roles this very program plays for them.

use crate::probe::Probe;
use crate::program::pty::Pty;
use crate::program::{PLAIN, become_the_program, launch, launch_job, start};
use crate::trial::{cpu, end, hang_up, since, wakes};
use citescape::term::options::Options;
use rustix::fd::OwnedFd;
use rustix::process::{Signal, ioctl_tiocsctty, setsid};
use std::env;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

const ROLE: &str = "CITESCAPE_BENCH_ROLE";
/// Trials of each row that takes a moment.
const TRIALS: usize = 10;

/// What is done, the goal in words, and its trials: figures in the goal's unit.
struct Row {
    name: &'static str,
    goal: &'static str,
    try_it: fn() -> Vec<f64>,
}

const fn row(name: &'static str, goal: &'static str, try_it: fn() -> Vec<f64>) -> Row {
    Row { name, goal, try_it }
}

const ROWS: &[Row] = &[
    row("panic in update: restored and gone", "< 50 ms", || panics("\x10")),
    row("panic in draw: restored and gone", "< 50 ms", || {
        panics("\x1b[200~boom in draw\x1b[201~")
    }),
    row("SIGTERM", "< 100 ms", || signalled(Signal::TERM)),
    row("SIGINT", "< 100 ms", || signalled(Signal::INT)),
    row("SIGQUIT", "< 100 ms", || signalled(Signal::QUIT)),
    row("SIGHUP", "< 100 ms", || signalled(Signal::HUP)),
    row("terminal gone: gone", "< 1000 ms", || {
        trials(|| hang_up(start("", PLAIN)).0)
    }),
    row("terminal gone: CPU", "< 50 ms", || {
        trials(|| hang_up(start("", PLAIN)).1)
    }),
    row("terminal gone, signal ignored: gone", "< 1000 ms", || {
        trials(|| hang_up_deaf().0)
    }),
    row("terminal gone, signal ignored: CPU", "< 50 ms", || {
        trials(|| hang_up_deaf().1)
    }),
    row("^Z: restored and stopped", "< 200 ms", || {
        trials(|| suspended().0)
    }),
    row("fg: drawn again", "< 200 ms", || trials(|| suspended().1)),
    row("q, terminal does not read", "< 500 ms", || trials(stuck)),
    row("no terminal: words, exit 2", "< 50 ms", || trials(no_terminal)),
    row("200 sizes, 5 ms apart: CPU", "<= 60 ms", || {
        (0..3).map(|_| storm()).collect()
    }),
    row("paste without end: keys work after", "<= 2000 ms", || {
        vec![paste()]
    }),
    row("10,000 keys a second: frames a second", "<= 60", || {
        (0..3).map(|_| flood()).collect()
    }),
    row("a minute at rest: bytes", "0", || vec![at_rest().0]),
    row("a minute at rest: CPU", "0 ms", || vec![at_rest().1]),
    row("a minute at rest: wake-ups", "0", || vec![at_rest().2]),
];

/// Prints the table, or plays the role this process was started for.
pub fn main() {
    become_the_program();
    match env::var(ROLE).as_deref() {
        Ok("probe") => return probe(),
        Ok("deaf") => return deaf(),
        _ => {}
    }
    let wanted: Vec<String> = env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    println!(
        "{:<40} {:>12} {:>9} {:>9} {:>7}",
        "", "goal", "median", "most", "trials"
    );
    for row in ROWS
        .iter()
        .filter(|row| wanted.is_empty() || wanted.iter().any(|word| row.name.contains(word)))
    {
        let mut figures = (row.try_it)();
        figures.sort_by(f64::total_cmp);
        let (median, most) = (figures[figures.len() / 2], figures[figures.len() - 1]);
        println!(
            "{:<40} {:>12} {median:>9.1} {most:>9.1} {:>7}",
            row.name,
            row.goal,
            figures.len()
        );
    }
}

fn trials(mut one: impl FnMut() -> f64) -> Vec<f64> {
    (0..TRIALS).map(|_| one()).collect()
}

/// This very program in a role, on a terminal.
fn itself(role: &str, tty: &OwnedFd) -> Command {
    let own = || Stdio::from(tty.try_clone().unwrap());
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .env_clear()
        .envs(PLAIN.iter().copied())
        .env(ROLE, role)
        .stdin(own())
        .stdout(own())
        .stderr(own());
    command
}

fn own_terminal() {
    setsid().unwrap();
    ioctl_tiocsctty(std::io::stdin()).unwrap();
}

/// A program that panics when it is told to.
fn probe() {
    own_terminal();
    let options = Options {
        reports: Some(env::temp_dir().join(format!("citescape-bench-{}", std::process::id()))),
        ..Options::default()
    };
    let code = citescape::term::run(Probe::default(), options, |_| ()).unwrap();
    std::process::exit(code.into());
}

/// A program that no signal tells of a lost terminal: it leads no session, and is not in the foreground either.
fn deaf() {
    own_terminal();
    let heard = std::sync::Arc::default();
    signal_hook::flag::register(signal_hook::consts::SIGHUP, heard).unwrap();
    let tty = citescape::term::tty::Tty::open().unwrap();
    let shell = citescape::term::shell::Shell::on(tty, Probe::default(), Options::default()).unwrap();
    let _ = shell.run();
    std::process::exit(0);
}

fn probing(role: &str) -> (Pty, Child, OwnedFd) {
    let (mut pty, tty) = Pty::new(80, 24);
    let child = itself(role, &tty).spawn().unwrap();
    pty.wait_for("size 80x24");
    (pty, child, tty)
}

fn panics(keys: &str) -> Vec<f64> {
    trials(|| {
        let (pty, child, _tty) = probing("probe");
        let reports = env::temp_dir().join(format!("citescape-bench-{}", child.id()));
        let start = Instant::now();
        pty.send(keys.as_bytes());
        let (after, status) = end(pty, child, start);
        assert_eq!(status.code(), Some(101));
        std::fs::remove_dir_all(reports).unwrap();
        after
    })
}

fn signalled(signal: Signal) -> Vec<f64> {
    trials(|| {
        let running = start("", PLAIN);
        let start = Instant::now();
        running.kill(signal);
        let (after, status) = end(running.pty, running.child, start);
        assert_eq!(status.signal(), Some(signal.as_raw()));
        after
    })
}

fn hang_up_deaf() -> (f64, f64) {
    let (pty, child, tty) = probing("deaf");
    hang_up(crate::program::Running {
        pty,
        child,
        tty,
        before: String::new(),
    })
}

/// Until it is stopped, and until it is on the screen again.
fn suspended() -> (f64, f64) {
    let mut running = launch_job("", PLAIN);
    running.pty.wait_for("? help");
    let start = Instant::now();
    running.pty.send(b"\x1a");
    running.pty.wait_for("stopped");
    let stopped = since(start);
    assert!(running.pty.is_restored());
    let start = Instant::now();
    running.continue_job();
    running.pty.wait_for("? help");
    let again = since(start);
    running.pty.send(b"q");
    end(running.pty, running.child, start);
    (stopped, again)
}

/// Milliseconds until it has left a terminal that reads nothing.
fn stuck() -> f64 {
    let running = start("", PLAIN);
    for _ in 0..100 {
        running.pty.send(b"\x0c");
        sleep(Duration::from_millis(5));
    }
    let mut child = running.child;
    let start = Instant::now();
    running.pty.send(b"q");
    child.wait().unwrap();
    since(start)
}

fn no_terminal() -> f64 {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_citescape"))
        .env_clear()
        .envs(PLAIN.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let after = since(start);
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stderr.is_empty());
    after
}

/// Milliseconds of CPU for two hundred sizes.
fn storm() -> f64 {
    let mut running = start("", PLAIN);
    running.pty.drain();
    let process = running.child.id();
    let before = cpu(process);
    let mut seed = 1_u32;
    let mut below = |most: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from((seed >> 8) % most + 1).unwrap()
    };
    for _ in 0..200 {
        running.pty.resize(below(300), below(100));
        let gap = Instant::now();
        while since(gap) < 5.0 {
            running.pty.receive(1);
        }
    }
    running.pty.resize(80, 24);
    running.pty.drain();
    let used = cpu(process) - before;
    running.pty.send(b"q");
    end(running.pty, running.child, Instant::now());
    used
}

/// After how many milliseconds of silence, in steps of fifty, a key is a key again.
fn paste() -> f64 {
    (20..80)
        .map(|step| step * 50)
        .find(|silence| is_key_after(*silence))
        .map_or(f64::INFINITY, f64::from)
}

fn is_key_after(silence: u32) -> bool {
    let mut running = start("", PLAIN);
    running.pty.drain();
    running.pty.send(b"\x1b[200~never ends qqq");
    sleep(Duration::from_millis(silence.into()));
    running.pty.send(b"?");
    running.pty.drain();
    let is_key = running.pty.screen().contains("Keys and signs");
    running.kill(Signal::TERM);
    end(running.pty, running.child, Instant::now());
    is_key
}

/// Frames a second while keys come as fast as nobody types.
fn flood() -> f64 {
    let mut running = start("", PLAIN);
    running.pty.drain();
    running.pty.bytes.clear();
    let start = Instant::now();
    for burst in 0..2000_u64 {
        let key = if burst / 10 % 2 == 0 { "j" } else { "k" };
        running.pty.send(key.repeat(10).as_bytes());
        while start.elapsed() < Duration::from_millis(burst + 1) {
            running.pty.receive(0);
        }
    }
    let frame = b"\x1b[?2026h";
    let frames = running
        .pty
        .bytes
        .windows(frame.len())
        .filter(|bytes| bytes == frame)
        .count();
    let rate = frames as f64 / start.elapsed().as_secs_f64();
    running.pty.drain();
    running.pty.send(b"q");
    end(running.pty, running.child, start);
    rate
}

/// Bytes, milliseconds of CPU and wake-ups of a minute: the same one for all three rows.
fn at_rest() -> (f64, f64, f64) {
    static REST: OnceLock<(f64, f64, f64)> = OnceLock::new();
    *REST.get_or_init(rest)
}

fn rest() -> (f64, f64, f64) {
    let mut running = launch("", PLAIN);
    running.pty.wait_for("? help");
    running.pty.drain();
    let process = running.child.id();
    let (bytes, used, woken) = (running.pty.bytes.len(), cpu(process), wakes(process));
    running.pty.receive(60_000);
    let rest = (
        (running.pty.bytes.len() - bytes) as f64,
        cpu(process) - used,
        wakes(process) - woken,
    );
    running.pty.send(b"q");
    end(running.pty, running.child, Instant::now());
    rest
}
