//! The sequences that enter and leave a terminal's modes, for the local terminal and SSH alike: crossterm's
//! commands written into bytes. Knows no terminal and no frame.

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    Clear, ClearType, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{Command, queue};

/// Presses, drags and the wheel, with coordinates of any size; movements without a button stay unsaid, which
/// crossterm's own mouse capture would ask for.
pub const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
/// Pasted text comes in brackets; crossterm's own command belongs to its event reader, which is left out.
const PASTE_ON: &[u8] = b"\x1b[?2004h";
/// Pasted text comes as keys.
const PASTE_OFF: &[u8] = b"\x1b[?2004l";
/// No mouse.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";
/// Aborts a sequence that was cut off in its middle.
pub const CANCEL: &[u8] = b"\x18";
/// All rows scroll: a frame cut off while it moved some of them would leave them scrolling alone.
pub const WHOLE_SCREEN: &[u8] = b"\x1b[r";

/// Alternate screen, hidden cursor, no automatic wrapping, bracketed paste.
pub fn enter(out: &mut Vec<u8>) {
    let _ = queue!(out, EnterAlternateScreen, Hide, DisableLineWrap);
    out.extend(PASTE_ON);
}

/// The opposite, the mouse included; ends a frame that was cut off, and clears the screen for terminals that have
/// no alternate one.
pub fn leave(out: &mut Vec<u8>) {
    out.extend(WHOLE_SCREEN);
    // Writing to memory cannot fail.
    let _ = queue!(
        out,
        EndSynchronizedUpdate,
        ResetColor,
        Clear(ClearType::All),
        MoveTo(0, 0)
    );
    out.extend([MOUSE_OFF, PASTE_OFF].concat());
    let _ = queue!(out, EnableLineWrap, Show, LeaveAlternateScreen);
}

/// The bytes of one command.
pub fn bytes(command: impl Command) -> Vec<u8> {
    let mut text = String::new();
    let _ = command.write_ansi(&mut text);
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: fn(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn modes_are_the_usual_ones() {
        assert_eq!(text(enter), "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h");
        assert!(text(leave).starts_with("\x1b[r\x1b[?2026l\x1b[0m\x1b[2J\x1b[1;1H"));
        assert!(text(leave).ends_with("\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"));
        assert_eq!(bytes(Show), b"\x1b[?25h");
    }

    #[test]
    fn every_mode_entered_is_left() {
        let entered = text(enter) + std::str::from_utf8(MOUSE_ON).unwrap();
        let left = text(leave);
        for mode in entered.split('\x1b').filter(|mode| !mode.is_empty()) {
            let opposite = match mode.strip_suffix('h') {
                Some(mode) => format!("{mode}l"),
                None => mode.replace('l', "h"),
            };
            assert!(left.contains(&opposite), "{mode}");
        }
    }
}
