//! A session on a terminal that counts what it is sent.

#![allow(dead_code, reason = "each test and bench uses a part of it")]

use crate::tiny::{press, session};
use citescape::atlas::Atlas;
use citescape::term::encode::{Abilities, Encoder};
use citescape::ui::app::Pane;
use citescape::ui::driver::Driver;
use citescape::ui::layout;
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

    /// Types keys; how many bytes the change of one pane takes by itself, as if no other followed. What is seen
    /// afterwards is the whole screen.
    pub fn press_within(&mut self, keys: &str, pane: Pane) -> usize {
        press(&mut self.driver, keys);
        let screen = self.driver.screen();
        let areas = layout::areas(&self.driver.app);
        let area = areas.inner(pane).unwrap_or_default();
        let before = self.shown.take().unwrap_or_else(|| Buffer::empty(screen.area));
        let mut alone = before.clone();
        for position in area.positions() {
            alone[position] = screen[position].clone();
        }
        let mut bytes = Vec::new();
        self.encoder.frame(Some(&before), &alone, &mut bytes);
        self.encoder.frame(Some(&alone), &screen, &mut Vec::new());
        self.shown = Some(screen);
        bytes.len()
    }

    /// Types keys, then draws once; how many bytes that sends.
    pub fn press(&mut self, keys: &str) -> usize {
        press(&mut self.driver, keys);
        self.draw()
    }
}
