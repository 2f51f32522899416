//! The sequences that enter and leave a terminal's modes, for the local terminal and SSH alike.
//! Knows no terminal and no frame.

/// Alternate screen, hidden cursor, no automatic wrapping, bracketed paste.
pub const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h";
/// The opposite, the mouse included; ends a frame that was cut off, and clears the screen for terminals that have
/// no alternate one.
pub const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[m\x1b[2J\x1b[H\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l";
/// Presses, drags and the wheel, with coordinates of any size; movements without a button stay unsaid.
pub const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
/// No mouse.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";
/// Aborts a sequence that was cut off in its middle.
pub const CANCEL: &[u8] = b"\x18";

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
