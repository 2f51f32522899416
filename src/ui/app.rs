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
use crate::query::index::{Coming, Index};
use crate::reading::proof::{Proof, Verdict};
use crate::settings::Memory;
use std::collections::BTreeSet;
use std::sync::Arc;

mod choice;
mod going;
mod spot;
pub use spot::{Cursor, Pane, Spot, View};

/// How long a landing is shown, in milliseconds.
pub const LANDING: u64 = 120;

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
    /// Whether another letter follows what happens next before anything is drawn.
    pub is_typed_on: bool,
    /// Whether anything follows it: what can wait for a pause waits then.
    pub is_followed: bool,
    /// Whether the last event may have changed what is drawn.
    pub has_changed: bool,
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
    /// Ids of facts that an earlier session kept and this atlas does not have: for sessions with other data.
    pub kept_elsewhere: Vec<String>,
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
    /// The index of search, made at the first search if none is kept beside the atlas.
    pub index: Option<Arc<Index>>,
    /// As much of the index as has been read, while it is read in the pauses after the first frame.
    pub coming: Option<Coming>,
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
        App::after(&Memory::default(), false, atlas, options)
    }

    /// A session after another one, with its searches and arrangement; if it `returns`, where that one was.
    pub fn after(last: &Memory, returns: bool, atlas: Arc<Atlas>, options: Options) -> Self {
        let mut app = App::at_rest(options.spoken(atlas), options);
        app.resize(app.options.size.0, app.options.size.1);
        app.focus = Pane::Metrics;
        app.recall(last);
        match returns && *last != Memory::default() {
            true => app.recall_place(last),
            false if app.is_empty() => {}
            false => app.select_place(app.place),
        }
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
            is_typed_on: false,
            is_followed: false,
            has_changed: true,
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
            kept_elsewhere: Vec::new(),
            axis: Axis::FromZero,
            overlay: None,
            prefix: None,
            back: Vec::new(),
            forward: Vec::new(),
            notice: None,
            index: None,
            coming: Coming::of(&atlas),
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

    /// The index of search, read to its end or made when first asked for.
    pub fn index(&mut self) -> Arc<Index> {
        let coming = self.coming.take();
        let made = || {
            let kept = coming.and_then(|coming| coming.all(&self.atlas));
            Arc::new(kept.unwrap_or_else(|| Index::new(&self.atlas)))
        };
        self.index.get_or_insert_with(made).clone()
    }

    /// Reads some more of the index, if one is kept beside the atlas. Should that fail, it is made when asked for.
    pub fn prepare_index(&mut self) {
        if let Some(mut coming) = self.coming.take()
            && coming.step(&self.atlas).is_some()
        {
            match coming.is_there() {
                true => self.index = coming.index(&self.atlas).map(Arc::new),
                false => self.coming = Some(coming),
            }
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
