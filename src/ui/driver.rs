//! A session without a terminal: keys in, screen out. For tests, `render` and the pictures of the README.

use super::app::{App, Options};
use super::effect::Effect;
use super::event::{Event, Key};
use super::overlays;
use super::view;
use crate::atlas::Atlas;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// A session driven by keys.
#[derive(Debug)]
pub struct Driver {
    /// The session.
    pub app: App,
    /// All effects so far.
    pub effects: Vec<Effect>,
}

impl Driver {
    /// A session on an atlas.
    pub fn new(atlas: Arc<Atlas>, options: Options) -> Self {
        Driver {
            app: App::new(atlas, options),
            effects: Vec::new(),
        }
    }

    /// Gives one event.
    pub fn event(&mut self, event: Event) {
        let effects = self.app.handle(event);
        self.effects.extend(effects);
    }

    /// Presses keys one after the other.
    pub fn keys(&mut self, keys: &[Key]) {
        for key in keys {
            self.event(Event::Key(*key));
        }
    }

    /// Lets milliseconds pass.
    pub fn wait(&mut self, milliseconds: u64) {
        let now = self.app.now + milliseconds;
        self.event(Event::Tick(now));
    }

    /// Lets time pass until no work is left.
    pub fn finish(&mut self) {
        while let Some(due) = overlays::due(&self.app) {
            self.wait(due.saturating_sub(self.app.now).max(1));
        }
    }

    /// The screen as it is drawn now.
    pub fn screen(&self) -> Buffer {
        let (columns, rows) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        view::draw(&self.app, &mut buffer);
        buffer
    }

    /// The screen as lines of text, blanks at their ends dropped.
    pub fn text(&self) -> String {
        let buffer = self.screen();
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
                if skip == 0 {
                    line.push_str(symbol);
                }
                skip = if skip > 0 {
                    skip - 1
                } else {
                    usize::from(super::prose::width(symbol)).saturating_sub(1)
                };
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}
