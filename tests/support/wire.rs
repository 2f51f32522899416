//! A session on a terminal that counts what it is sent.

#![allow(dead_code, reason = "each test and bench uses a part of it")]

use crate::tiny::{press, session};
use citescape::atlas::Atlas;
use citescape::term::encode::{Abilities, Encoder};
use citescape::ui::driver::Driver;
use ratatui::buffer::Buffer;
use std::sync::Arc;

/// What xterm and most others can do.
const XTERM: Abilities = Abilities {
    erases_with_background: true,
    is_ascii: false,
};

pub struct Screen {
    pub driver: Driver,
    encoder: Encoder,
    shown: Option<Buffer>,
}

impl Screen {
    pub fn new(atlas: Arc<Atlas>, (columns, rows): (u16, u16)) -> Self {
        Screen {
            driver: session(atlas, columns, rows),
            encoder: Encoder::new(XTERM),
            shown: None,
        }
    }

    /// Draws; how many bytes that sends.
    pub fn draw(&mut self) -> usize {
        let screen = self.driver.screen();
        let mut bytes = Vec::new();
        self.encoder.frame(self.shown.as_ref(), &screen, &mut bytes);
        self.shown = Some(screen);
        bytes.len()
    }

    /// Types keys, then draws once; how many bytes that sends.
    pub fn press(&mut self, keys: &str) -> usize {
        press(&mut self.driver, keys);
        self.draw()
    }
}
