//! The terminal as an open file of our own: bytes, size and line settings, never waiting.
//! Knows no escape sequence. Opened anew by its name, so that not waiting is ours alone: the descriptors the
//! parent gave us keep their flags.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags, fcntl_getfl, fcntl_setfl, open};
use rustix::io::Errno;
use rustix::termios::{
    OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetwinsize, tcsetattr, ttyname,
};
use std::io;

/// An open terminal.
#[derive(Debug)]
pub struct Tty {
    fd: OwnedFd,
}

impl Tty {
    /// The terminal that standard input, output or error is.
    pub fn open() -> io::Result<Tty> {
        let name = |fd: BorrowedFd| ttyname(fd, Vec::new());
        let named = name(io::stdin().as_fd())
            .or_else(|_| name(io::stdout().as_fd()))
            .or_else(|_| name(io::stderr().as_fd()));
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC | OFlags::NONBLOCK;
        // The name may be hidden (another mount namespace) or not ours (after `su`).
        let fd = named
            .and_then(|name| open(name, flags, Mode::empty()))
            .or_else(|_| open("/dev/tty", flags, Mode::empty()))?;
        Ok(Tty { fd })
    }

    /// A terminal that is open already and that nobody else uses.
    pub fn on(fd: OwnedFd) -> io::Result<Tty> {
        fcntl_setfl(&fd, fcntl_getfl(&fd)? | OFlags::NONBLOCK)?;
        Ok(Tty { fd })
    }

    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = tcgetwinsize(&self.fd)?;
        Ok((size.ws_col, size.ws_row))
    }

    /// The line settings.
    pub fn settings(&self) -> io::Result<Termios> {
        Ok(tcgetattr(&self.fd)?)
    }

    /// Changes the line settings at once: waiting for output to drain would hang on a terminal that does not read.
    pub fn set(&self, settings: &Termios) -> io::Result<()> {
        Ok(tcsetattr(&self.fd, OptionalActions::Now, settings)?)
    }

    /// Reads what is there: `None` when there is nothing yet, 0 when the terminal is gone.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        would_block(rustix::io::read(&self.fd, buffer))
    }

    /// Writes what there is room for: `None` when there is no room now.
    pub fn write(&self, bytes: &[u8]) -> io::Result<Option<usize>> {
        would_block(rustix::io::write(&self.fd, bytes))
    }

    /// Waits until it can be written to or so many milliseconds have passed; says which.
    pub fn wait_writable(&self, milliseconds: u64) -> bool {
        let mut fds = [PollFd::new(&self.fd, PollFlags::OUT)];
        let ready = poll(&mut fds, Some(&timespec(milliseconds)));
        ready.is_ok_and(|count| count > 0)
    }

    /// Drops what the terminal has not read yet.
    pub fn discard_output(&self) {
        let _ = tcflush(&self.fd, QueueSelector::OFlush);
    }
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// Milliseconds as `poll` wants them.
pub fn timespec(milliseconds: u64) -> Timespec {
    let seconds = i64::try_from(milliseconds / 1000).unwrap_or(i64::MAX);
    Timespec {
        tv_sec: seconds,
        tv_nsec: (milliseconds % 1000 * 1_000_000) as _,
    }
}

fn would_block(done: Result<usize, Errno>) -> io::Result<Option<usize>> {
    match done {
        Ok(count) => Ok(Some(count)),
        Err(Errno::AGAIN | Errno::INTR) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
