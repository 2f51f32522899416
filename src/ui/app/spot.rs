//! Places on the screen as plain values: panes, views, cursors, and all of it together as a spot to come back to.

use crate::atlas::*;
use crate::ui::rows;

/// A pane of the main view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The tree of places.
    Cities,
    /// Innovation districts, zones and parks.
    Districts,
    /// The table of metrics.
    Metrics,
    /// The paragraph that says it.
    Evidence,
}

impl Pane {
    /// All panes, in the order of their numbers.
    pub const ALL: [Pane; 4] = [Pane::Cities, Pane::Districts, Pane::Metrics, Pane::Evidence];

    /// Its position in [`Pane::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// Its name in a configuration.
    pub fn name(self) -> &'static str {
        match self {
            Pane::Cities => "cities",
            Pane::Districts => "districts",
            Pane::Metrics => "metrics",
            Pane::Evidence => "evidence",
        }
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Pane::Cities => "Cities",
            Pane::Districts => "Districts",
            Pane::Metrics => "Metrics",
            Pane::Evidence => "Evidence",
        }
    }
}

/// What fills the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The four panes.
    Main,
    /// One fact in full.
    Detail,
    /// A place, metric, organisation or derivation.
    Card(Thing),
    /// All documents.
    Documents,
    /// One document, paragraph by paragraph.
    Reader(DocumentId),
    /// How well places are measured.
    Coverage,
    /// The kept facts.
    Kept,
    /// The places of the kept facts side by side.
    Compare,
}

/// A row under the cursor and the first row shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The row.
    pub at: usize,
    /// The first row shown.
    pub top: usize,
}

impl Cursor {
    /// Moves by `steps`, staying within `length` rows.
    pub fn step(&mut self, steps: isize, length: usize) {
        self.at = self.at.saturating_add_signed(steps).min(length.saturating_sub(1));
    }

    /// Scrolls so that the cursor is among the lines shown of rows with headings.
    pub fn settle_among<G: Copy + PartialEq>(&mut self, groups: &[Option<G>], height: usize) {
        self.at = self.at.min(groups.len().saturating_sub(1));
        self.top = rows::scroll(groups, self.at, self.top, height);
    }

    /// Scrolls so that the cursor is among `height` rows of `length`.
    pub fn settle(&mut self, length: usize, height: usize) {
        self.at = self.at.min(length.saturating_sub(1));
        let height = height.max(1);
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(height));
        self.top = self.top.min(length.saturating_sub(height));
    }
}

/// Where somebody was, for going back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The views, main first.
    pub views: Vec<View>,
    /// The place.
    pub place: PlaceId,
    /// The fact.
    pub fact: Option<FactId>,
    /// Which of its sources.
    pub source: usize,
    /// The pane.
    pub focus: Pane,
}
