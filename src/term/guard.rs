//! All modes of the terminal in one guard: entered together, left together, exactly once on every way out.
//! Knows no frame and no event. Safe to leave from a panic hook: it never panics, prints or waits for long.

use super::modes::{self, CANCEL};
use super::tty::Tty;
use rustix::termios::Termios;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// How long leaving may wait for a terminal that does not read, in milliseconds.
const PATIENCE: u64 = 200;

/// A terminal and what it was like before us.
#[derive(Debug)]
pub struct Guard {
    tty: Tty,
    /// The line settings to go back to, while we are in.
    saved: Mutex<Option<Termios>>,
    /// The last bytes written may end in the middle of a sequence.
    is_cut: AtomicBool,
}

impl Guard {
    /// Guards a terminal; changes nothing yet.
    pub fn new(tty: Tty) -> Guard {
        Guard {
            tty,
            saved: Mutex::new(None),
            is_cut: AtomicBool::new(false),
        }
    }

    /// The terminal.
    pub fn tty(&self) -> &Tty {
        &self.tty
    }

    /// Makes the line raw, and appends the sequence that enters the modes: it goes out with the first frame.
    /// Once more after something else may have changed them: the settings to go back to are those of the first
    /// time.
    pub fn enter(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut settings = self.tty.settings()?;
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        saved.get_or_insert_with(|| settings.clone());
        settings.make_raw();
        self.tty.set(&settings)?;
        modes::enter(out);
        Ok(())
    }

    /// Leaves all modes, if they were entered and not left since.
    pub fn leave(&self) {
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(settings) = saved.take() else {
            return;
        };
        self.write_leave();
        let _ = self.tty.set(&settings);
    }

    /// Writes what there is room for.
    pub fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.tty.write(bytes)?.unwrap_or(0);
        if written > 0 {
            self.is_cut.store(written < bytes.len(), Ordering::Relaxed);
        }
        Ok(written)
    }

    /// To a terminal that does not read, for a while; then what it has not read is dropped to make room, so that
    /// it is in order when it reads again.
    fn write_leave(&self) {
        let mut cancelled = CANCEL.to_vec();
        modes::leave(&mut cancelled);
        let is_cut = self.is_cut.swap(false, Ordering::Relaxed);
        let plain = cancelled.get(CANCEL.len()..).unwrap_or_default();
        let rest = self.write_patiently(if is_cut { &cancelled } else { plain });
        if !rest.is_empty() {
            self.tty.discard_output();
            self.write_patiently(&cancelled);
        }
    }

    /// Says what is left when the terminal has not read for too long, or is gone.
    fn write_patiently<'a>(&self, mut bytes: &'a [u8]) -> &'a [u8] {
        while !bytes.is_empty() {
            match self.tty.write(bytes) {
                Ok(Some(written)) => bytes = bytes.get(written..).unwrap_or_default(),
                Ok(None) if self.tty.wait_writable(PATIENCE) => {}
                Ok(None) => return bytes,
                Err(_) => return b"",
            }
        }
        bytes
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.leave();
    }
}
