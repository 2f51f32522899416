//! A small program for the shell: shows its size, the keys it got and the last answer.

use citescape::term::program::Program;
use citescape::ui::effect::Effect;
use citescape::ui::event::{Answer, Event, Key, KeyCode};
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a test asks afterwards.
#[derive(Default, Clone)]
pub struct Counts {
    pub draws: Arc<AtomicUsize>,
    pub updates: Arc<AtomicUsize>,
    pub keys: Arc<AtomicUsize>,
}

#[derive(Default)]
pub struct Probe {
    pub counts: Counts,
    pub typed: String,
    pub said: String,
    pub size: (u16, u16),
    pub now: u64,
    pub deadline: Option<u64>,
}

impl Program for Probe {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        self.counts.updates.fetch_add(1, Ordering::Relaxed);
        match event {
            Event::Resize(columns, rows) => self.size = (columns, rows),
            Event::Answer(_, Answer::Done(words) | Answer::Failed(words)) => self.said = words,
            Event::Key(key) => return self.key(key),
            Event::Paste(text) => {
                assert!(text != "boom in paste", "broken on purpose");
                self.typed = text;
            }
            Event::Tick(now) => self.tick(now),
            Event::Mouse(_) | Event::Redraw | Event::Answer(_, Answer::Proof(_) | Answer::Options(_)) => {}
        }
        Vec::new()
    }

    fn foresee(&mut self, _: Option<&Event>) {}

    fn has_changed(&self) -> bool {
        true
    }

    fn draw(&self, buffer: &mut Buffer) {
        let draws = self.counts.draws.fetch_add(1, Ordering::Relaxed);
        assert!(self.typed != "boom in draw", "broken on purpose");
        let width = usize::from(buffer.area.width);
        let keys = self.counts.keys.load(Ordering::Relaxed);
        let (columns, rows) = self.size;
        let lines = [
            format!("size {columns}x{rows}"),
            format!("typed [{}]", self.typed),
            format!("said [{}]", self.said),
            format!("keys {keys}"),
        ];
        for (row, line) in (0..buffer.area.height).zip(lines) {
            buffer.set_stringn(0, row, line, width, Style::new());
        }
        // Every cell of the rest differs from frame to frame: the worst for a slow terminal.
        let filler = char::from(b'a' + (draws % 26) as u8).to_string().repeat(width);
        for row in 4..buffer.area.height {
            buffer.set_stringn(0, row, &filler, if keys > 50 { width } else { 0 }, Style::new());
        }
    }

    fn deadline(&self) -> Option<u64> {
        assert!(self.typed != "boom in deadline", "broken on purpose");
        self.deadline
    }
}

impl Probe {
    fn tick(&mut self, now: u64) {
        self.now = now;
        if self.deadline.is_some_and(|deadline| deadline <= now) {
            self.deadline = None;
            self.said = "time is up".into();
        }
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.counts.keys.fetch_add(1, Ordering::Relaxed);
        match key {
            Key {
                code: KeyCode::Char('q'),
                ..
            } => vec![Effect::Quit],
            Key {
                code: KeyCode::Char('z'),
                ctrl: true,
                ..
            } => vec![Effect::Suspend],
            Key {
                code: KeyCode::Char('c'),
                ctrl: true,
                ..
            } => vec![Effect::Copy(self.typed.clone())],
            Key {
                code: KeyCode::Char('l'),
                ctrl: true,
                ..
            } => vec![Effect::Redraw],
            Key {
                code: KeyCode::Char('o'),
                ctrl: true,
                ..
            } => vec![Effect::Open(self.typed.clone())],
            Key {
                code: KeyCode::Char('d'),
                ctrl: true,
                ..
            } => {
                self.deadline = Some(self.now + 120);
                Vec::new()
            }
            Key {
                code: KeyCode::Char('t'),
                ctrl: true,
                ..
            } => vec![Effect::CaptureMouse(true)],
            Key {
                code: KeyCode::Char('p'),
                ctrl: true,
                ..
            } => {
                assert!(self.typed == "boom in draw", "broken on purpose");
                Vec::new()
            }
            Key {
                code: KeyCode::Char(c),
                ..
            } => {
                self.typed.push(c);
                Vec::new()
            }
            Key { code, .. } => {
                self.typed.push_str(&format!("{code:?}"));
                Vec::new()
            }
        }
    }
}
