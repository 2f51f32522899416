//! The state of one person looking: where they are, what they chose, what is open over it.
//! Everything else on screen is derived from this and the atlas.

use super::event::Key;
use super::field::TextField;
use super::keymap::Keymap;
use super::layout::{self, Class};
use super::look::Look;
pub use super::options::Options;
use super::overlays::Overlay;
use super::rows::{self, Grid, MetricRow, Ranked, Sort, TreeRow};
use super::searches::Searches;
use super::widgets::series::Axis;
use crate::atlas::*;
use crate::query::index::Index;
use crate::reading::proof::{Proof, Verdict};
use std::collections::BTreeSet;
use std::sync::Arc;

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

/// How long a landing is shown, in milliseconds.
pub const LANDING: u64 = 120;

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

/// A word to the reader in the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Whether something failed.
    pub failed: bool,
}

/// A key that waits for the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix {
    /// The key.
    pub key: Key,
    /// When it was pressed, in milliseconds.
    pub since: u64,
}

/// The reader's own copies of the documents, and how they are shown.
#[derive(Debug, Clone, Default)]
pub struct Copies {
    /// Where they are looked for; empty if no directory was given or is there.
    pub directories: Vec<String>,
    /// Where they are looked for if no directory is given.
    pub home: String,
    /// What they prove, once they have been read.
    pub proof: Option<Arc<Proof>>,
    /// Whether paragraphs are shown in their words.
    pub originals: bool,
    /// Whether only facts are listed that they do not verify.
    pub unverified: bool,
}

/// One session of the explorer.
#[derive(Debug)]
pub struct App {
    /// The data.
    pub atlas: Arc<Atlas>,
    /// What it is drawn with.
    pub look: Look,
    /// What was wished last.
    pub options: Options,
    /// The keys.
    pub keymap: Keymap,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Which layout fits the size.
    pub class: Class,
    /// Milliseconds since the session began, as told by the shell.
    pub now: u64,
    /// Errors and warnings in the data.
    pub problems: usize,
    /// The views on top of each other, main first.
    pub views: Vec<View>,
    /// The pane that takes the keys.
    pub focus: Pane,
    /// Whether the focused pane fills the screen.
    pub zoomed: bool,
    /// How far each line between panes was moved by hand, in the order of [`layout::Divider::ALL`].
    pub moved: [i16; 4],
    /// The line that the mouse drags.
    pub dragged: Option<layout::Divider>,
    /// The chosen place.
    pub place: PlaceId,
    /// The place whose districts are listed; walking among them does not change it.
    pub district_home: PlaceId,
    /// The chosen fact; none if the row is computed or there is none.
    pub fact: Option<FactId>,
    /// Which of the fact's sources.
    pub source: usize,
    /// Open places of the tree.
    pub open: BTreeSet<PlaceId>,
    /// The rows of the tree.
    pub tree: Vec<TreeRow>,
    /// The rows of the districts pane.
    pub districts: Vec<PlaceId>,
    /// For each of them the city it is headed by, if several cities have some.
    pub district_heads: Vec<Option<PlaceId>>,
    /// What places are ranked by while the tree is sorted by value.
    pub ranked: Option<Ranked>,
    /// The rows of the metrics pane.
    pub metrics: Vec<MetricRow>,
    /// A cursor for each pane.
    pub cursors: [Cursor; 4],
    /// The cursor of the topmost view that is not main.
    pub cursor: Cursor,
    /// A filter for each pane.
    pub filters: [String; 4],
    /// The pane whose filter is being typed.
    pub filtering: Option<(Pane, TextField)>,
    /// How each pane is sorted.
    pub sorts: [Sort; 4],
    /// The matrix of coverage.
    pub grid: Grid,
    /// The kept facts, in the order of keeping.
    pub kept: Vec<FactId>,
    /// The trend's vertical axis.
    pub axis: Axis,
    /// What is drawn over the panes and takes keys first.
    pub overlay: Option<Overlay>,
    /// A key that waits for the next one.
    pub prefix: Option<Prefix>,
    /// Where one came from.
    pub back: Vec<Spot>,
    /// Where one came back from.
    pub forward: Vec<Spot>,
    /// A word to the reader.
    pub notice: Option<Notice>,
    /// The index of search, made at the first search.
    pub index: Option<Arc<Index>>,
    /// The hits of the last search, for stepping through.
    pub hits: Vec<Thing>,
    /// The last search.
    pub last_query: String,
    /// Recent and saved searches.
    pub searches: Searches,
    /// Whether the mouse is captured.
    pub mouse: bool,
    /// Whether anything may move by itself.
    pub moves: bool,
    /// When one last landed elsewhere, while the landing is still shown.
    pub landed: Option<u64>,
    /// The reader's own copies of the documents.
    pub copies: Copies,
}

impl App {
    /// A session at its beginning: the city with the most facts chosen, its tree open.
    pub fn new(atlas: Arc<Atlas>, options: Options) -> Self {
        let mut app = App::at_rest(options.spoken(atlas), options);
        if !app.is_empty() {
            app.select_place(app.place);
        }
        app.resize(app.options.size.0, app.options.size.1);
        app.focus = Pane::Metrics;
        app.settle();
        if let Some(remark) = app.options.remark.clone() {
            app.refuse(remark);
        }
        app
    }

    /// A session before anything is chosen.
    fn at_rest(atlas: Arc<Atlas>, options: Options) -> Self {
        let place = richest(&atlas).unwrap_or(PlaceId(0));
        App {
            look: Look::of(&options),
            keymap: Keymap::with(&options.keys).0,
            size: (0, 0),
            class: Class::Column,
            now: 0,
            problems: options.problems,
            views: vec![View::Main],
            focus: Pane::Cities,
            zoomed: false,
            moved: [0; 4],
            dragged: None,
            place,
            district_home: place,
            fact: None,
            source: 0,
            open: BTreeSet::new(),
            tree: Vec::new(),
            districts: Vec::new(),
            district_heads: Vec::new(),
            ranked: None,
            metrics: Vec::new(),
            cursors: [Cursor::default(); 4],
            cursor: Cursor::default(),
            filters: Default::default(),
            filtering: None,
            sorts: [Sort::Topic; 4],
            grid: Grid::default(),
            kept: Vec::new(),
            axis: Axis::FromZero,
            overlay: None,
            prefix: None,
            back: Vec::new(),
            forward: Vec::new(),
            notice: None,
            index: None,
            hits: Vec::new(),
            last_query: String::new(),
            searches: Searches::default(),
            mouse: options.mouse,
            moves: options.moves,
            landed: None,
            copies: Copies {
                directories: options.sources.clone(),
                home: options.sources_home.clone(),
                ..Copies::default()
            },
            options,
            atlas,
        }
    }

    /// The view that fills the screen.
    pub fn view(&self) -> &View {
        self.views.last().unwrap_or(&View::Main)
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.atlas.records().places.is_empty()
    }

    /// The year that trends end at: that of the atlas's edition, so that no clock is needed.
    pub fn this_year(&self) -> u16 {
        Date::parse(self.atlas.edition()).map_or(2026, Date::year)
    }

    /// The row under the cursor of the metrics pane.
    pub fn row(&self) -> Option<&MetricRow> {
        self.metrics.get(self.cursors[Pane::Metrics.index()].at)
    }

    /// The evidence shown: that of the chosen fact and source.
    pub fn evidence(&self) -> Option<&Evidence> {
        let fact = self.atlas.fact(self.fact?);
        fact.evidence.get(self.source).or(fact.evidence.first())
    }

    /// The places to compare: those of the kept facts, then the chosen one.
    pub fn compared(&self) -> Vec<PlaceId> {
        let kept = self.kept.iter().map(|id| self.atlas.fact(*id).place);
        let mut places: Vec<PlaceId> = Vec::new();
        for place in kept.chain(std::iter::once(self.place)) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    /// The index of search, made when first asked for.
    pub fn index(&mut self) -> Arc<Index> {
        self.index
            .get_or_insert_with(|| Arc::new(Index::new(&self.atlas)))
            .clone()
    }

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

    /// The rows anew with the chosen fact still chosen.
    pub fn refresh_keeping_fact(&mut self) {
        self.refresh();
        match self.fact {
            Some(fact) if self.metrics.iter().any(|row| row.series.facts.contains(&fact)) => {
                let source = self.source;
                self.select_fact(fact);
                self.source = source;
            }
            _ => self.follow_row(),
        }
    }

    /// The best verdict on a fact over all its sources.
    pub fn verdict(&self, fact: FactId) -> Verdict {
        let Some(proof) = &self.copies.proof else {
            return Verdict::NoCopy;
        };
        let evidence = self.atlas.fact(fact).evidence.iter().enumerate();
        let verdicts = evidence.map(|(n, e)| proof.verdict(fact, n, (e.document, e.paragraph)));
        let differs = |verdict: &Verdict| *verdict == Verdict::Differs;
        let all: Vec<Verdict> = verdicts.collect();
        all.iter()
            .find(|v| differs(v))
            .or(all.iter().min())
            .copied()
            .unwrap_or(Verdict::NoCopy)
    }

    /// Takes a new size; the layout changes only when a border is passed by two cells.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns.min(layout::MAX_COLUMNS), rows.min(layout::MAX_ROWS));
        self.class = layout::class(self.size, self.class);
    }

    /// Puts all cursors and scroll positions within what is there and what is seen.
    pub fn settle(&mut self) {
        let areas = layout::areas(self);
        let lengths = [self.tree.len(), self.districts.len(), self.metrics.len(), 0];
        for pane in [Pane::Cities, Pane::Districts, Pane::Metrics] {
            let (cursor, length) = (&mut self.cursors[pane.index()], lengths[pane.index()]);
            match (areas.panes[pane.index()], pane) {
                (Some(_), Pane::Metrics) => {
                    let groups = rows::groups(&self.metrics);
                    cursor.settle_among(&groups, areas.rows(pane));
                }
                (Some(_), Pane::Districts) => cursor.settle_among(&self.district_heads, areas.rows(pane)),
                (Some(_), _) => cursor.settle(length, areas.rows(pane)),
                // A pane that is not on screen keeps its place for when it is again.
                (None, _) => cursor.at = cursor.at.min(length.saturating_sub(1)),
            }
        }
        super::view::settle(self);
        super::overlays::settle(self);
    }

    /// Begins at a thing instead of the place with the most facts.
    pub fn arrive(&mut self, thing: Thing) {
        super::update::go::to(self, thing);
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
        let search = super::overlays::Search::new(self, query);
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
        if self.back.len() > 200 {
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
        super::view::land(self);
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
            super::view::land(self);
        }
    }

    /// Says something in the footer.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            failed: false,
        });
    }

    /// Says in the footer why something was not done.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            failed: true,
        });
    }
}

/// The city or municipality with the most facts, else the place with the most.
fn richest(atlas: &Atlas) -> Option<PlaceId> {
    let is_city = |kind| matches!(kind, PlaceKind::City | PlaceKind::Municipality);
    let count = |id: &PlaceId| (atlas.facts_of_place(*id).len(), std::cmp::Reverse(id.0));
    let cities = atlas.places().filter(|(_, p)| is_city(p.kind)).map(|(id, _)| id);
    let best = cities
        .filter(|id| !atlas.facts_of_place(*id).is_empty())
        .max_by_key(count);
    best.or_else(|| atlas.places().map(|(id, _)| id).max_by_key(count))
}
