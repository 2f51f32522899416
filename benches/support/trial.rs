//! One program under trial: when it ended, how, and what it used.

use crate::program::Running;
use crate::program::pty::Pty;
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
use std::fs;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::Instant;

/// Milliseconds since then.
pub fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// Waits for its end, reading what it still writes; milliseconds since `start`, and how it ended.
pub fn end(mut pty: Pty, mut child: Child, start: Instant) -> (f64, ExitStatus) {
    let waiting = thread::spawn(move || {
        let status = child.wait();
        (since(start), status)
    });
    while !waiting.is_finished() {
        pty.receive(1);
    }
    let (after, status) = waiting.join().unwrap();
    pty.drain();
    assert!(pty.is_restored(), "modes are left over");
    (after, status.unwrap())
}

/// Closes its terminal; milliseconds until it is gone, and milliseconds of CPU that took.
pub fn hang_up(running: Running) -> (f64, f64) {
    let Running {
        pty, mut child, tty, ..
    } = running;
    let pid = Pid::from_child(&child);
    let before = cpu(child.id());
    let start = Instant::now();
    drop((pty, tty));
    // Left as it is for a moment longer: what it used can still be read.
    waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT).unwrap();
    let after = since(start);
    let used = cpu(child.id()) - before;
    child.wait().unwrap();
    (after, used)
}

/// Milliseconds of CPU that all threads of a process have used.
pub fn cpu(process: u32) -> f64 {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let used = threads.filter_map(|thread| {
        let stat = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<f64>().ok()
    });
    used.sum::<f64>() / 1e6
}

/// How often it woke up by itself.
pub fn wakes(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
    line.unwrap().trim().parse().unwrap()
}
