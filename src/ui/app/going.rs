//! Going somewhere, and back to where one was.

use super::{App, Cursor, LANDING, Spot, View};
use crate::atlas::Thing;
use crate::ui::overlays::{Overlay, Search};
use crate::ui::{update, view};

/// Most spots that are remembered.
const MAX_BACK: usize = 200;

impl App {
    /// Begins at a thing instead of the place with the most facts.
    pub fn arrive(&mut self, thing: Thing) {
        update::go::to(self, thing);
        if let Thing::Fact(_) = thing {
            self.open_view(View::Detail);
        }
        self.back.clear();
        self.landed = None;
        self.settle();
    }

    /// Begins in a view.
    pub fn begin_view(&mut self, view: View) {
        self.open_view(view);
        self.back.clear();
        self.settle();
    }

    /// Begins with a search.
    pub fn begin_search(&mut self, query: &str) {
        let search = Search::new(self, query);
        self.overlay = Some(Overlay::Search(Box::new(search)));
        self.settle();
    }

    /// Where one is now.
    pub fn spot(&self) -> Spot {
        let views = self.views.clone();
        Spot {
            views,
            place: self.place,
            fact: self.fact,
            source: self.source,
            focus: self.focus,
        }
    }

    /// Remembers where one is before going elsewhere.
    pub fn remember(&mut self) {
        let spot = self.spot();
        if self.back.last() != Some(&spot) {
            self.back.push(spot);
        }
        if self.back.len() > MAX_BACK {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// Goes to a remembered spot.
    pub fn go_to(&mut self, spot: Spot) {
        self.select_place(spot.place);
        if let Some(fact) = spot.fact {
            self.select_fact(fact);
        }
        (self.views, self.source, self.focus) = (spot.views, spot.source, spot.focus);
        self.cursor = Cursor::default();
        view::land(self);
        self.land();
    }

    /// Shows for a moment where one has come to.
    pub fn land(&mut self) {
        self.landed = self.moves.then_some(self.now);
    }

    /// Whether the landing is still shown.
    pub fn is_landing(&self) -> bool {
        self.landed.is_some_and(|landed| self.now < landed + LANDING)
    }

    /// Opens a view over the current one.
    pub fn open_view(&mut self, view: View) {
        if *self.view() != view {
            self.remember();
            self.views.push(view);
            self.cursor = Cursor::default();
            view::land(self);
        }
    }
}
