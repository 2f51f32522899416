//! Signals as something to wait for and to ask about. Knows no terminal; acts on nothing by itself.

use super::tty::timespec;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::{AsFd, BorrowedFd};
use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::{flag, low_level};
use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How long a stop may take to reach us, in milliseconds.
const STOPPING: u64 = 50;

/// What arrived since the last time.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// The signal that should end us.
    pub end: Option<i32>,
    /// The size of the terminal may be another one.
    pub is_resized: bool,
    /// We were stopped, and run again.
    pub is_continued: bool,
}

/// Listens to the signals that concern a terminal program. SIGTSTP is left to the system: it knows when stopping
/// would leave nobody to continue us.
#[derive(Debug)]
pub struct Signals {
    wake: UnixStream,
    end: Arc<AtomicUsize>,
    is_resized: Arc<AtomicBool>,
    is_continued: Arc<AtomicBool>,
    ids: Vec<SigId>,
}

impl Signals {
    /// Begins to listen.
    pub fn listen() -> io::Result<Signals> {
        let (wake, sender) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let mut signals = Signals {
            wake,
            end: Arc::default(),
            is_resized: Arc::default(),
            is_continued: Arc::default(),
            ids: Vec::with_capacity(12),
        };
        signals
            .ids
            .push(flag::register(SIGWINCH, signals.is_resized.clone())?);
        signals
            .ids
            .push(flag::register(SIGCONT, signals.is_continued.clone())?);
        for signal in [SIGTERM, SIGINT, SIGQUIT, SIGHUP] {
            let number = usize::try_from(signal).unwrap_or_default();
            let id = flag::register_usize(signal, signals.end.clone(), number)?;
            signals.ids.push(id);
        }
        // The flag is set before the byte comes.
        for signal in [SIGWINCH, SIGCONT, SIGTERM, SIGINT, SIGQUIT, SIGHUP] {
            signals
                .ids
                .push(low_level::pipe::register(signal, sender.try_clone()?)?);
        }
        Ok(signals)
    }

    /// What arrived since the last time.
    pub fn take(&mut self) -> Heard {
        let mut bytes = [0; 64];
        while matches!(self.wake.read(&mut bytes), Ok(count) if count == bytes.len()) {}
        let end = i32::try_from(self.end.swap(0, Ordering::SeqCst)).unwrap_or_default();
        Heard {
            end: (end != 0).then_some(end),
            is_resized: self.is_resized.swap(false, Ordering::SeqCst),
            is_continued: self.is_continued.swap(false, Ordering::SeqCst),
        }
    }

    /// Waits until we were stopped and continued, for a moment only: where stopping is ignored we just go on.
    /// With several threads the signal may stop us a little after it was sent. Gives a signal that should end us.
    pub fn wait_for_continue(&mut self) -> Option<i32> {
        let mut heard = self.take();
        if !heard.is_continued && heard.end.is_none() {
            let mut fds = [PollFd::new(&self.wake, PollFlags::IN)];
            let _ = poll(&mut fds, Some(&timespec(STOPPING)));
            heard = self.take();
        }
        heard.end
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            low_level::unregister(id);
        }
    }
}
