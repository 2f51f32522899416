//! Keys from standard input for a program in plain lines: a terminal without echo, a pipe or a file.

use super::clock::Clock;
use super::decoder::Decoder;
use super::linear::{Lines, Speaker};
use super::options::Options;
use super::shell::Exit;
use super::signals::Signals;
use super::tty::timespec;
use super::wake::{Post, Wake};
use crate::ui::event::Event;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::{InputModes, LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use std::io::{self, Write};
use std::os::fd::AsFd;

/// How long a stop may take to reach us, in milliseconds.
const STOPPING: u64 = 50;

/// Standard input without echo and line editing, as long as this lives; a pipe or a file stays as it is.
struct Quiet(Option<Termios>);

impl Quiet {
    fn begin() -> Quiet {
        let quiet = Quiet(tcgetattr(io::stdin()).ok());
        quiet.fall();
        quiet
    }

    /// Once more after something else may have changed the settings.
    fn fall(&self) {
        let Some(mut quiet) = self.0.clone() else { return };
        quiet.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
        quiet.input_modes -= InputModes::ICRNL | InputModes::IXON;
        // Output keeps its line ends: lines are all there is.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &quiet);
    }

    fn end(&self) {
        if let Some(before) = &self.0 {
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
        }
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        self.end();
    }
}

/// Runs a program on standard input and `out`; gives the exit code. The end of input is its end.
pub fn run(
    speaker: impl Speaker,
    options: Options,
    out: &mut dyn Write,
    begin: impl FnOnce(Post),
) -> io::Result<u8> {
    let mut wake = Wake::new()?;
    let signals = Signals::listen(&wake)?;
    begin(wake.post()?);
    let clock = Clock::start();
    let mut decoder = Decoder::new(options.waits);
    let quiet = Quiet::begin();
    let mut lines = Lines::new(speaker, options, out);
    lines.say()?;
    loop {
        let deadlines = [decoder.deadline(), lines.deadline()];
        let due = deadlines.into_iter().flatten().min();
        let timeout = due.map(|due| timespec(due.saturating_sub(clock.now())));
        let stdin = io::stdin();
        let mut fds = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(&wake, PollFlags::IN),
        ];
        let _ = poll(&mut fds, timeout.as_ref());
        let [input, woken] = fds.map(|fd| fd.revents());
        let mut events = vec![Event::Tick(clock.now())];
        if woken.contains(PollFlags::IN) {
            events.extend(wake.take());
            let heard = signals.take();
            if let Some(signal) = heard.end {
                drop((lines, quiet));
                return Ok(super::local::code(Exit::Signalled(signal)));
            }
            if heard.is_continued {
                quiet.fall();
                lines.repeat()?;
            }
        }
        decoder.tick(clock.now(), &mut events);
        let mut is_over = false;
        if !input.is_empty() {
            is_over = !read(&mut decoder, clock.now(), quiet.0.is_none(), &mut events);
        }
        if is_over {
            // What was begun stays unfinished for good.
            decoder.tick(u64::MAX / 2, &mut events);
        }
        if lines.take(events, &mut || suspend(&quiet, &wake))? || is_over {
            return Ok(0);
        }
    }
}

/// Reads what is there; `false` at the end of input. In a file lines end where Enter is meant.
fn read(decoder: &mut Decoder, now: u64, is_file: bool, events: &mut Vec<Event>) -> bool {
    let mut bytes = [0; 4096];
    let count = match rustix::io::read(io::stdin().as_fd(), &mut bytes) {
        Ok(0) => return false,
        Ok(count) => count,
        Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => return true,
        Err(_) => return false,
    };
    let bytes = &mut bytes[..count];
    if is_file {
        bytes
            .iter_mut()
            .filter(|byte| **byte == b'\n')
            .for_each(|byte| *byte = b'\r');
    }
    decoder.feed(bytes, now, events);
    true
}

/// Gives the terminal back until somebody continues us, which a signal tells; in a pipe nobody would. With several
/// threads the signal may stop us a little after it was sent; where it is ignored we just go on.
fn suspend(quiet: &Quiet, wake: &Wake) {
    if quiet.0.is_none() {
        return;
    }
    quiet.end();
    let _ = kill_current_process_group(Signal::TSTP);
    let mut fds = [PollFd::new(wake, PollFlags::IN)];
    let _ = poll(&mut fds, Some(&timespec(STOPPING)));
    quiet.fall();
}
