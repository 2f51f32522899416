//! Where one is in the matrix of coverage: its rows in order, the cell under the cursor, what is scrolled to.
//! Draws nothing.

use super::{is_in_districts_pane, tree_order};
use crate::atlas::*;
use crate::query::coverage::{Cell, Coverage};
use crate::query::fold::fold;
use crate::query::group::Group;
use std::cmp::Reverse;
use std::sync::Arc;

/// Which places are rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// Cities and what is above them.
    #[default]
    Cities,
    /// Districts, zones and parks.
    Parts,
    /// All places.
    All,
}

/// How rows are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Most facts first.
    #[default]
    Facts,
    /// As the tree of places stands.
    Tree,
    /// By name.
    Name,
    /// Most facts of the metric under the cursor first.
    Column,
    /// Most holes first, among places that have a figure at all.
    Holes,
}

/// The matrix as somebody looks at it.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// What backs each cell; empty before it was first opened.
    pub table: Arc<Coverage>,
    /// The rows.
    pub places: Vec<PlaceId>,
    /// The row of the cursor.
    pub row: usize,
    /// The column of the cursor.
    pub column: usize,
    /// The first row shown.
    pub top: usize,
    /// The first column shown.
    pub left: usize,
    /// Whether cells say kind and year, and columns their names.
    pub wide: bool,
    /// Which places are rows.
    pub which: Which,
    /// How they are ordered.
    pub order: Order,
}

impl Grid {
    /// Makes the matrix, and puts the cursor on a place and metric if they are in it.
    pub fn open(&mut self, atlas: &Atlas, place: PlaceId, metric: Option<MetricId>) {
        self.table = Arc::new(Coverage::of(atlas));
        if !shown(atlas, self.which, place) {
            self.which = Which::All;
        }
        self.arrange(atlas);
        self.row = self.places.iter().position(|id| *id == place).unwrap_or(0);
        let column = self.table.metrics.iter().position(|id| Some(*id) == metric);
        self.column = column.unwrap_or(self.column).min(self.last_column());
    }

    /// Makes the rows anew; the cursor stays on its place if that is still one.
    pub fn arrange(&mut self, atlas: &Atlas) {
        let here = self.place();
        let which = self.which;
        let mut places: Vec<PlaceId> = tree_order(atlas);
        places.retain(|id| shown(atlas, which, *id));
        let facts = |id: &PlaceId| atlas.facts_of_place(*id).len();
        match self.order {
            Order::Tree => {}
            Order::Facts => places.sort_by_cached_key(|id| Reverse(facts(id))),
            Order::Name => places.sort_by_cached_key(|id| fold(atlas.name(&atlas.place(*id).names))),
            Order::Column => places.sort_by_cached_key(|id| Reverse(self.cell_of(*id).facts)),
            Order::Holes => places.sort_by_cached_key(|id| (facts(id) == 0, self.table.filled(*id))),
        }
        self.places = places;
        let row = self.places.iter().position(|id| Some(*id) == here);
        self.row = row.unwrap_or(0);
    }

    fn last_column(&self) -> usize {
        self.table.metrics.len().saturating_sub(1)
    }

    /// The place of the cursor.
    pub fn place(&self) -> Option<PlaceId> {
        self.places.get(self.row).copied()
    }

    /// The metric of the cursor.
    pub fn metric(&self) -> Option<MetricId> {
        self.table.metrics.get(self.column).copied()
    }

    fn cell_of(&self, place: PlaceId) -> Cell {
        self.table
            .row(place)
            .get(self.column)
            .copied()
            .unwrap_or_default()
    }

    /// The cell of the cursor.
    pub fn cell(&self) -> Cell {
        self.place()
            .map_or_else(Cell::default, |place| self.cell_of(place))
    }

    /// Moves by rows and columns, staying within the matrix.
    pub fn step(&mut self, rows: isize, columns: isize) {
        let last = self.places.len().saturating_sub(1);
        self.row = self.row.saturating_add_signed(rows).min(last);
        self.column = self.column.saturating_add_signed(columns).min(self.last_column());
    }

    /// The next cell without a figure in reading order, or the one before; whether there is one.
    pub fn to_hole(&mut self, forward: bool) -> bool {
        let (rows, columns) = (self.places.len(), self.table.metrics.len());
        let all = rows * columns;
        let here = self.row * columns + self.column;
        let is_hole = |at: usize| self.table.row(self.places[at / columns])[at % columns].facts == 0;
        let ahead = |n: usize| if forward { here + n } else { here + all - n };
        let mut ways = (1..all).map(|n| ahead(n) % all);
        let Some(at) = ways.find(|at| is_hole(*at)) else {
            return false;
        };
        (self.row, self.column) = (at / columns, at % columns);
        true
    }

    /// Goes to the first column of the next group of metrics, or to the start of this or the previous one.
    pub fn to_group(&mut self, atlas: &Atlas, forward: bool) {
        let metrics = &self.table.metrics;
        let group = |column: usize| Group::of(atlas, metrics[column]);
        let mut starts = (0..metrics.len()).filter(|n| *n == 0 || group(*n) != group(n - 1));
        let next = if forward {
            starts.find(|start| *start > self.column)
        } else {
            starts.rfind(|start| *start < self.column)
        };
        self.column = next.unwrap_or(if forward { self.last_column() } else { 0 });
        self.left = self.column;
    }

    /// Keeps the cursor among as many rows and columns as are shown.
    pub fn settle(&mut self, rows: usize, columns: usize) {
        self.step(0, 0);
        self.top = scrolled(self.row, self.top, rows, self.places.len());
        self.left = scrolled(self.column, self.left, columns, self.table.metrics.len());
    }

    /// How many cells of the rows have a figure, and how many there are.
    pub fn filled(&self) -> (usize, usize) {
        let filled = self.places.iter().map(|id| self.table.filled(*id)).sum();
        (filled, self.places.len() * self.table.metrics.len())
    }
}

fn scrolled(at: usize, first: usize, shown: usize, of: usize) -> usize {
    let shown = shown.max(1);
    let first = first.min(at).max((at + 1).saturating_sub(shown));
    first.min(of.saturating_sub(shown))
}

fn shown(atlas: &Atlas, which: Which, id: PlaceId) -> bool {
    let kind = atlas.place(id).kind;
    let part = is_in_districts_pane(kind) || kind == PlaceKind::District;
    match which {
        Which::Cities => !part,
        Which::Parts => part,
        Which::All => true,
    }
}
