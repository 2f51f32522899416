//! What a shell drives: a value that takes events, asks for effects and draws itself. Knows no terminal.

use crate::ui::app::App;
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::ui::view;
use ratatui::buffer::Buffer;

impl Program for App {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        self.handle(event)
    }

    fn foresee(&mut self, next: Option<&Event>) {
        self.foresee(next);
    }

    fn has_changed(&self) -> bool {
        self.has_changed
    }

    fn draw(&self, buffer: &mut Buffer) {
        view::draw(self, buffer);
    }

    fn deadline(&self) -> Option<u64> {
        App::deadline(self)
    }
}

/// A program with a screen. Time reaches it as [`Event::Tick`], before whatever happens at that time.
pub trait Program {
    /// Something happened; what should the shell do?
    fn update(&mut self, event: Event) -> Vec<Effect>;
    /// What follows what happens next, before anything is drawn: work that it would undo can be left out.
    fn foresee(&mut self, next: Option<&Event>);
    /// Whether the last event may have changed what is drawn: work in a pause often changes nothing.
    fn has_changed(&self) -> bool;
    /// Draws everything on an empty screen.
    fn draw(&self, buffer: &mut Buffer);
    /// When it wants a [`Event::Tick`] next, in milliseconds since the session began.
    fn deadline(&self) -> Option<u64>;
}
