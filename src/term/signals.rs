//! Signals as something to be woken by and to ask about. Knows no terminal; acts on nothing by itself.

use super::wake::Wake;
use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::{flag, low_level};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The signals that should end us.
const ENDING: [i32; 4] = [SIGTERM, SIGINT, SIGQUIT, SIGHUP];

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
    end: Arc<AtomicUsize>,
    is_resized: Arc<AtomicBool>,
    is_continued: Arc<AtomicBool>,
    ids: Vec<SigId>,
}

impl Signals {
    /// Begins to listen.
    pub fn listen(wake: &Wake) -> io::Result<Signals> {
        let mut signals = Signals {
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
        for signal in ENDING {
            let number = usize::try_from(signal).unwrap_or_default();
            let id = flag::register_usize(signal, signals.end.clone(), number)?;
            signals.ids.push(id);
        }
        // After the flags: they are set before the byte comes.
        for signal in [SIGWINCH, SIGCONT].into_iter().chain(ENDING) {
            signals
                .ids
                .push(low_level::pipe::register(signal, wake.writer()?)?);
        }
        Ok(signals)
    }

    /// What arrived since the last time.
    pub fn take(&self) -> Heard {
        let end = i32::try_from(self.end.swap(0, Ordering::SeqCst)).unwrap_or_default();
        Heard {
            end: (end != 0).then_some(end),
            is_resized: self.is_resized.swap(false, Ordering::SeqCst),
            is_continued: self.is_continued.swap(false, Ordering::SeqCst),
        }
    }

    /// Whether we were stopped and continued, or should end; not asked for good.
    pub fn has_any(&self) -> bool {
        self.is_continued.load(Ordering::SeqCst) || self.end.load(Ordering::SeqCst) != 0
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            low_level::unregister(id);
        }
    }
}
