//! How a shell should behave on its terminal, as plain values. Knows neither arguments nor environment.

use super::browser::Browser;
use super::capabilities::{Capabilities, Hints};
use super::clipboard::Carrier;
use super::decoder::Waits;
use super::encode::Abilities;
use std::path::PathBuf;

/// What the caller decides before the shell starts.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// Whether the mouse is captured from the start.
    pub mouse: bool,
    /// How long unfinished input is waited for.
    pub waits: Waits,
    /// What may be written to the terminal.
    pub abilities: Abilities,
    /// What stands between us and the terminal's clipboard.
    pub carrier: Carrier,
    /// How addresses are opened.
    pub browser: Browser,
    /// The directory for reports of crashes; the system's temporary one if there is none.
    pub reports: Option<PathBuf>,
}

impl Options {
    /// What follows from a session's terminal; mouse, browser's command, display and reports are the caller's.
    pub fn of(hints: &Hints, capabilities: &Capabilities) -> Options {
        Options {
            waits: if hints.is_ssh {
                Waits::over_network()
            } else {
                Waits::default()
            },
            abilities: capabilities.abilities,
            carrier: capabilities.carrier,
            browser: Browser {
                is_remote: hints.is_ssh,
                ..Browser::default()
            },
            ..Options::default()
        }
    }
}
