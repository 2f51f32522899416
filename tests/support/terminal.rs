//! A terminal of our own: the outer end of a pty and a model of its screen. Waits for text, never sleeps.

#![allow(dead_code, reason = "each test uses a part of it")]

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::num::NonZeroU16;

/// How long anything may take, in milliseconds: generous, as the machine may be busy.
const PATIENCE: i64 = 10_000;

/// No process started by a test may inherit it: the terminal would not go away with us.
#[cfg(any(target_os = "linux", target_os = "freebsd", target_os = "netbsd"))]
fn outer_end() -> OwnedFd {
    openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap()
}

/// Where opening and closing on exec are two steps.
#[cfg(not(any(target_os = "linux", target_os = "freebsd", target_os = "netbsd")))]
fn outer_end() -> OwnedFd {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    rustix::io::fcntl_setfd(&master, rustix::io::FdFlags::CLOEXEC).unwrap();
    master
}

pub struct Pty {
    pub master: OwnedFd,
    pub model: vt100::Parser,
    /// Everything that came.
    pub bytes: Vec<u8>,
}

impl Pty {
    pub fn new(columns: u16, rows: u16) -> (Pty, OwnedFd) {
        let master = outer_end();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let slave = open(ptsname(&master, Vec::new()).unwrap(), flags, Mode::empty()).unwrap();
        let size = |n| NonZeroU16::new(n).unwrap();
        let mut pty = Pty {
            master,
            model: vt100::Parser::new(size(rows), size(columns), 0),
            bytes: Vec::new(),
        };
        pty.resize(columns, rows);
        (pty, slave)
    }

    /// A size that the terminal says; the model has one as large as we draw.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let size = Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&self.master, size).unwrap();
        if let (Some(rows), Some(columns)) =
            (NonZeroU16::new(rows.min(200)), NonZeroU16::new(columns.min(500)))
        {
            self.model.set_size(rows, columns);
        }
    }

    pub fn send(&self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = &rest[rustix::io::write(&self.master, rest).unwrap()..];
        }
    }

    /// Whether something came within so many milliseconds.
    pub fn receive(&mut self, milliseconds: i64) -> bool {
        let timeout = Timespec {
            tv_sec: milliseconds / 1000,
            tv_nsec: milliseconds % 1000 * 1_000_000,
        };
        let mut fds = [PollFd::new(&self.master, PollFlags::IN)];
        if poll(&mut fds, Some(&timeout)).unwrap() == 0 {
            return false;
        }
        let mut bytes = [0; 65536];
        let Ok(count @ 1..) = rustix::io::read(&self.master, &mut bytes) else {
            return false;
        };
        self.model.process(&bytes[..count]);
        self.bytes.extend(&bytes[..count]);
        true
    }

    pub fn screen(&self) -> String {
        self.model.screen().contents()
    }

    /// Reads until the screen holds a text.
    pub fn wait_for(&mut self, text: &str) {
        while !self.screen().contains(text) {
            assert!(self.receive(PATIENCE), "no {text:?} in\n{}", self.screen());
        }
    }

    /// Reads until the bytes hold a sequence.
    pub fn wait_for_bytes(&mut self, sequence: &[u8]) {
        while !self.has_bytes(sequence) {
            assert!(self.receive(PATIENCE), "no {sequence:?}");
        }
    }

    pub fn has_bytes(&self, sequence: &[u8]) -> bool {
        self.bytes.windows(sequence.len()).any(|bytes| bytes == sequence)
    }

    /// Reads what still comes.
    pub fn drain(&mut self) {
        while self.receive(100) {}
    }

    /// Whether all modes are as they were: by the sequences, and by the model.
    pub fn is_restored(&self) -> bool {
        let screen = self.model.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }
}
