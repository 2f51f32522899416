//! The one clock: milliseconds since the session began. Everything else is told the time.

use std::time::Instant;

/// Counts from when it was started.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    start: Instant,
}

impl Clock {
    /// Starts at 0.
    #[allow(
        clippy::disallowed_methods,
        reason = "the shell owns the clock; the core hears of it as Event::Tick"
    )]
    pub fn start() -> Clock {
        Clock {
            start: Instant::now(),
        }
    }

    /// Milliseconds since the start.
    pub fn now(self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
