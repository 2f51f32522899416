//! What is chosen, and what follows from it: rows, cursors, the fact shown.

use super::{App, Cursor, Pane};
use crate::atlas::*;
use crate::reading::proof::Verdict;
use crate::ui::rows::{self, MetricRow, Sort};

impl App {
    /// Chooses a place: districts and metrics follow, the first metric's fact is shown.
    pub fn select_place(&mut self, place: PlaceId) {
        self.place = place;
        // Walking in the list of districts does not change the list one walks in.
        if self.focus != Pane::Districts || !self.districts.contains(&place) {
            self.district_home = rows::districts_home(&self.atlas, place);
        }
        let home = self.district_home;
        for above in self.atlas.path(home) {
            if above != home {
                self.open.insert(above);
            }
        }
        if self.atlas.path(home).len() <= 3 {
            self.open.insert(home);
        }
        self.cursors[Pane::Metrics.index()] = Cursor::default();
        self.refresh();
        self.follow_row();
    }

    /// Chooses a fact: place, row and source follow.
    pub fn select_fact(&mut self, fact: FactId) {
        let place = self.atlas.fact(fact).place;
        if place != self.place || !self.metrics.iter().any(|row| row.series.facts.contains(&fact)) {
            self.filters[Pane::Metrics.index()].clear();
            self.select_place(place);
        }
        if let Some(at) = self
            .metrics
            .iter()
            .position(|row| row.series.facts.contains(&fact))
        {
            self.cursors[Pane::Metrics.index()].at = at;
        }
        (self.fact, self.source) = (Some(fact), 0);
    }

    /// Shows the fact of the row under the cursor.
    pub fn follow_row(&mut self) {
        self.fact = self.row().and_then(|row| row.series.latest);
        self.source = 0;
    }

    /// Derives the rows of all panes anew and puts the cursors of the left panes on the chosen place.
    pub fn refresh(&mut self) {
        let [cities, districts, metrics, _] = &self.filters;
        self.tree = match (&self.ranked, self.sorts[0]) {
            (Some(ranked), Sort::Value) => rows::ranking(&self.atlas, ranked, cities),
            _ => rows::tree(&self.atlas, &self.open, cities, self.sorts[0]),
        };
        self.districts = rows::districts(&self.atlas, self.district_home, districts, self.sorts[1]);
        self.district_heads = rows::district_heads(&self.atlas, &self.districts, self.sorts[1]);
        self.metrics = rows::metrics(&self.atlas, self.place, metrics, self.sorts[2]);
        if self.copies.unverified {
            let open = |row: &MetricRow| {
                row.series
                    .facts
                    .iter()
                    .any(|id| self.verdict(*id) != Verdict::Verified)
            };
            let kept = self.metrics.iter().filter(|row| open(row)).cloned().collect();
            self.metrics = kept;
        }
        let home = self.district_home;
        if let Some(at) = self.tree.iter().position(|row| row.place == home) {
            self.cursors[Pane::Cities.index()].at = at;
        }
        if let Some(at) = self.districts.iter().position(|id| *id == self.place) {
            self.cursors[Pane::Districts.index()].at = at;
        }
    }

    /// The rows anew, with the cursor on the chosen fact, or on the row it was on if that has none. If that is not
    /// listed any more, the fact shown is that of the row under the cursor. Returns whether it is.
    pub fn refresh_keeping_fact(&mut self) -> bool {
        let key = self.row().map(|row| row.series.key.clone());
        self.refresh();
        let fact = self.fact;
        let is_chosen = |row: &MetricRow| match fact {
            Some(fact) => row.series.facts.contains(&fact),
            None => key.as_ref() == Some(&row.series.key),
        };
        let at = self.metrics.iter().position(is_chosen);
        let cursor = &mut self.cursors[Pane::Metrics.index()];
        cursor.at = at.unwrap_or(cursor.at.min(self.metrics.len().saturating_sub(1)));
        if at.is_none() {
            self.follow_row();
        }
        at.is_some()
    }
}
