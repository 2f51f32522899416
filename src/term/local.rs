//! A program on the terminal this process was started in, from the first frame to the exit code.
//! Knows nothing of what the program shows.

use super::crash;
use super::options::Options;
use super::program::Program;
use super::shell::{Exit, Shell};
use super::tty::Tty;
use super::wake::Post;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The exit code of a program that panicked, as Rust's own.
const CRASHED: u8 = 101;
/// What shells add to a signal's number.
const SIGNALLED: u8 = 128;

/// Runs a program on the terminal of this process; gives the exit code. By a signal that should end the process it
/// dies itself, so that whoever waits for it sees the truth; the terminal is as it was before, whatever happens.
/// `begin` is given an end where other threads may post events, once the first frame is out.
pub fn run(program: impl Program, options: Options, begin: impl FnOnce(Post)) -> io::Result<u8> {
    let reports = options.reports.clone();
    let shell = Shell::on(Tty::open()?, program, options)?.listening()?;
    let post = shell.post()?;
    let guard = shell.guard();
    crash::watch(move || guard.leave(), reports);
    // The hook has said everything; only the exit code is left.
    let ended = catch_unwind(AssertUnwindSafe(|| shell.run_beginning(|| begin(post))));
    let _ = std::panic::take_hook();
    match ended {
        Ok(exit) => Ok(code(exit?)),
        Err(_) => Ok(CRASHED),
    }
}

/// The exit code; by a signal that should end the process it dies itself.
pub(super) fn code(exit: Exit) -> u8 {
    match exit {
        Exit::Quit => 0,
        Exit::HungUp => SIGNALLED + 1,
        Exit::Signalled(signal) => {
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            u8::try_from(signal).map_or(SIGNALLED, |number| SIGNALLED.saturating_add(number))
        }
    }
}
