//! All modes of the terminal in one guard: entered together, left together, exactly once on every way out.
//! Knows no frame and no event. Safe to leave from a panic hook: it never panics, prints or waits for long.

use super::tty::Tty;
use rustix::termios::Termios;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Alternate screen, hidden cursor, no automatic wrapping, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h";
/// The opposite, backwards; ends a frame that was cut off, and clears the screen for terminals that have no
/// alternate one.
const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[m\x1b[2J\x1b[H\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l";
/// Aborts a sequence that was cut off in its middle.
const CANCEL: &[u8] = b"\x18";
/// Presses, drags and the wheel, with coordinates of any size; movements without a button stay unsaid.
pub const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
/// No mouse.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";
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
        out.extend(ENTER);
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
        let cancelled = [CANCEL, LEAVE].concat();
        let is_cut = self.is_cut.swap(false, Ordering::Relaxed);
        let rest = self.write_patiently(if is_cut { &cancelled } else { LEAVE });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::Command;
    use crossterm::cursor::{Hide, Show};
    use crossterm::terminal::{
        DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    };

    fn says(bytes: &[u8], command: impl Command) -> bool {
        let mut sequence = String::new();
        command.write_ansi(&mut sequence).unwrap();
        String::from_utf8_lossy(bytes).contains(&sequence)
    }

    #[test]
    fn sequences_are_those_of_crossterm() {
        assert!(says(ENTER, EnterAlternateScreen) && says(ENTER, Hide) && says(ENTER, DisableLineWrap));
        assert!(says(LEAVE, LeaveAlternateScreen) && says(LEAVE, Show) && says(LEAVE, EnableLineWrap));
        assert!(says(LEAVE, EndSynchronizedUpdate));
    }

    #[test]
    fn every_mode_entered_is_left() {
        let entered = String::from_utf8([ENTER, MOUSE_ON].concat()).unwrap();
        let left = String::from_utf8_lossy(LEAVE);
        for mode in entered.split('\x1b').filter(|mode| !mode.is_empty()) {
            let opposite = match mode.strip_suffix('h') {
                Some(mode) => format!("{mode}l"),
                None => mode.replace('l', "h"),
            };
            assert!(left.contains(&opposite), "{mode}");
        }
    }
}
