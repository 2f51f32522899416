//! Events into changes of the state and effects for the shell. Draws nothing.

pub mod copy;
pub mod coverage;
pub mod go;
pub mod heed;
pub mod keep;
pub mod look;
pub mod moving;
pub mod proof;
mod recall;
pub mod search;

use super::action::ACTIONS;
use super::app::{App, LANDING, Prefix};
use super::effect::Effect;
use super::event::{Answer, Event, Key, KeyCode, Mouse, MouseKind};
use super::keymap::{Lookup, show};
use super::layout::Divider;
use super::{layout, overlays};

/// How long a prefix key waits before its strip is shown, in milliseconds.
pub const STRIP_AFTER: u64 = 300;

impl App {
    /// Takes an event; what the shell should do comes back.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.has_changed = true;
        let effects = match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => {
                self.paste(&text);
                Vec::new()
            }
            Event::Mouse(mouse) => self.mouse_event(mouse),
            Event::Resize(columns, rows) => {
                self.resize(columns, rows);
                Vec::new()
            }
            Event::Tick(now) => {
                self.has_changed = self.tick(now);
                Vec::new()
            }
            Event::Redraw => vec![Effect::Redraw],
            Event::Answer(_, Answer::Done(text)) => {
                self.say(text);
                Vec::new()
            }
            Event::Answer(_, Answer::Options(options)) => heed::options(self, &options),
            Event::Answer(_, Answer::Proof(proof)) => {
                self.copies.proof = Some(proof);
                self.refresh_keeping_fact();
                Vec::new()
            }
            Event::Answer(_, Answer::Failed(text)) => {
                self.refuse(text);
                Vec::new()
            }
        };
        if self.has_changed {
            self.settle();
        }
        effects
    }

    /// Takes the time and goes on with work, unless something follows; says whether that may have changed what is drawn.
    fn tick(&mut self, now: u64) -> bool {
        let shows = |app: &App| (app.is_landing(), app.is_strip_shown());
        let shown = shows(self);
        self.now = self.now.max(now);
        let has_found = !self.is_followed && {
            self.prepare_index();
            overlays::work(self)
        };
        has_found || shows(self) != shown
    }

    /// Whether a prefix key has waited so long that the keys that may follow are shown.
    pub fn is_strip_shown(&self) -> bool {
        self.prefix
            .as_ref()
            .is_some_and(|prefix| self.now >= prefix.since + STRIP_AFTER)
    }

    /// What follows the next event before anything is drawn: of letters typed at once only the last one searches.
    pub fn foresee(&mut self, next: Option<&Event>) {
        self.is_followed = next.is_some();
        self.is_typed_on = matches!(
            next,
            Some(Event::Key(Key {
                code: KeyCode::Char(_),
                ctrl: false,
                alt: false,
            }))
        );
    }

    /// When the shell should send a tick, in milliseconds; `None`: never, nothing waits for time.
    pub fn deadline(&self) -> Option<u64> {
        let strip = self.prefix.as_ref().map(|prefix| prefix.since + STRIP_AFTER);
        let landing = self.landed.map(|landed| landed + LANDING);
        let due = [strip, landing].into_iter().flatten();
        let index = self.coming.as_ref().map(|_| self.now);
        let work = overlays::due(self)
            .into_iter()
            .chain(index)
            .map(|due| due.max(self.now + 1));
        due.filter(|due| *due > self.now).chain(work).min()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        if key == Key::ctrl('c') {
            return vec![Effect::Quit];
        }
        if let Some(prefix) = self.prefix.take() {
            return self.second_key(prefix.key, key);
        }
        if self.filtering.is_some() {
            return search::filter_key(self, key);
        }
        if self.overlay.is_some()
            && let Some(effects) = overlays::key(self, key)
        {
            return effects;
        }
        match self.keymap.lookup(&[key], self) {
            Lookup::Action(row) => (ACTIONS[row].run)(self),
            Lookup::Prefix => {
                self.prefix = Some(Prefix { key, since: self.now });
                Vec::new()
            }
            Lookup::Nothing => {
                if let KeyCode::Char(c) = key.code {
                    self.means_nothing(c.to_string());
                }
                Vec::new()
            }
        }
    }

    fn means_nothing(&mut self, keys: String) {
        let help = self.keymap.first("help");
        self.refuse(format!("{keys} means nothing here; {help} lists the keys"));
    }

    fn second_key(&mut self, first: Key, key: Key) -> Vec<Effect> {
        if key.code == KeyCode::Esc {
            return Vec::new();
        }
        match self.keymap.lookup(&[first, key], self) {
            Lookup::Action(row) => (ACTIONS[row].run)(self),
            _ => {
                self.means_nothing([first, key].map(show).concat());
                Vec::new()
            }
        }
    }

    fn paste(&mut self, text: &str) {
        if let Some((_, field)) = &mut self.filtering {
            field.insert(text);
            search::apply_filter(self);
        } else {
            overlays::paste(self, text);
        }
    }

    fn mouse_event(&mut self, mouse: Mouse) -> Vec<Effect> {
        match mouse.kind {
            MouseKind::WheelUp => return self.wheel(KeyCode::Up, moving::up),
            MouseKind::WheelDown => return self.wheel(KeyCode::Down, moving::down),
            MouseKind::Press if self.overlay.is_none() => {
                let areas = layout::areas(self);
                self.dragged = Divider::at(&areas, mouse.column, mouse.row);
                match layout::pane_at(&areas, mouse.column, mouse.row) {
                    Some(pane) if self.dragged.is_some() => self.focus = pane,
                    Some(pane) => moving::click(self, pane, mouse.row, &areas),
                    None => {}
                }
            }
            MouseKind::Drag => {
                if let Some(divider) = self.dragged {
                    let to = if divider.is_upright() {
                        mouse.column
                    } else {
                        mouse.row
                    };
                    layout::move_divider(self, divider, i32::from(to));
                }
            }
            MouseKind::Press | MouseKind::Release => self.dragged = None,
        }
        Vec::new()
    }

    /// The wheel moves whatever keys are bound to it; in a field it is the cursor key.
    fn wheel(&mut self, key: KeyCode, step: fn(&mut App) -> Vec<Effect>) -> Vec<Effect> {
        if self.filtering.is_some() || overlays::types(self) {
            return self.key(Key::plain(key));
        }
        self.notice = None;
        step(self)
    }

    /// Runs an action by name, as the palette does.
    pub fn run(&mut self, name: &str) -> Vec<Effect> {
        match super::action::by_name(name) {
            Some(row) if (row.when)(self) => (row.run)(self),
            Some(row) => {
                self.refuse(format!("«{}» cannot run here", row.name));
                Vec::new()
            }
            None => Vec::new(),
        }
    }
}
