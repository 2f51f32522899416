//! Search over everything: the query, what it means, hits by kind, and the paragraph behind the chosen one.

mod blank;
mod head;
mod list;
mod narrow;
mod preview;

use super::Overlay;
use crate::atlas::*;
use crate::query::complete::{Completion, complete};
use crate::query::find::{ClauseEffect, Finder, Found, HIT_KINDS, Hit, kind_of};
use crate::query::parse::QueryError;
use crate::settings::Role as Paint;
use crate::ui::app::{App, Cursor};
use crate::ui::canvas::Canvas;
use crate::ui::effect::Effect;
use crate::ui::event::{Key, KeyCode};
use crate::ui::field::TextField;
use crate::ui::prose::{Line, cut, fit, span, width};
use crate::ui::say;
use crate::ui::update::go;
use narrow::Narrow;
use ratatui::layout::Rect;

/// How long the typing must pause before texts are asked, in milliseconds.
const PAUSE: u64 = 120;

/// An open search.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What is typed.
    pub field: TextField,
    /// The chosen hit; without a query, the chosen earlier search or example.
    pub cursor: Cursor,
    found: Box<Found>,
    /// Whether the text has changed since it was asked, because more letters followed at once.
    is_stale: bool,
    finder: Finder,
    /// When the text changed last, in milliseconds.
    asked: u64,
    error: Option<QueryError>,
    /// 0 is all kinds, else one of [`HIT_KINDS`].
    kind: usize,
    effects: Vec<ClauseEffect>,
    /// For words that no label says: a name that is near.
    nearest: Vec<(String, String)>,
    /// How the query may go on, and which way has been taken.
    completion: Option<(Completion, Option<usize>)>,
    /// Ways to narrow the query, while they are shown.
    narrow: Option<Narrow>,
}

impl Search {
    /// A search for `query`.
    pub fn new(app: &mut App, query: &str) -> Self {
        let mut search = Search::default();
        search.ask(app, query);
        search
    }

    /// Asks for another query.
    fn ask(&mut self, app: &mut App, query: &str) {
        self.field = TextField::new(query);
        self.refresh(app);
    }

    /// Asks anew after the text changed.
    pub fn refresh(&mut self, app: &mut App) {
        self.asked = app.now;
        self.is_stale = false;
        if self.is_blank() {
            return self.ask_nothing();
        }
        let index = app.index();
        let query = self.field.text();
        (self.found, self.error) = match self.finder.find(&app.atlas, &index, query) {
            Ok(found) => (Box::new(found), None),
            Err(error) => (Box::default(), Some(error)),
        };
        let empty = self.found.hits.is_empty() && self.error.is_none();
        self.effects = match empty || self.narrow.is_some() {
            true => self.finder.explain(&app.atlas, &index, query),
            false => Vec::new(),
        };
        self.nearest = match empty {
            true => blank::near_names(&app.atlas, &index, &self.effects, query),
            false => Vec::new(),
        };
        let at_end = self.field.before().len() == query.len();
        self.completion = at_end
            .then(|| complete(&app.atlas, query))
            .flatten()
            .map(|completion| (completion, None));
        self.cursor = Cursor::default();
        if self.kind > 0 && self.hits().is_empty() {
            self.kind = 0;
        }
        if self.narrow.is_some() {
            let facts = self
                .finder
                .all_facts(&app.atlas, &index, query)
                .unwrap_or_default();
            self.narrow = Some(Narrow::new(&app.atlas, &facts, &self.effects));
        }
    }

    /// Nothing is asked, so that nothing is known; that needs no index.
    fn ask_nothing(&mut self) {
        self.finder.rest();
        (self.found, self.error) = (Box::default(), None);
        (self.effects, self.nearest) = (Vec::new(), Vec::new());
        (self.completion, self.narrow) = (None, self.narrow.take().map(|_| Narrow::default()));
        (self.cursor, self.kind) = (Cursor::default(), 0);
    }

    /// When the paragraphs of a large atlas are asked next, in milliseconds: not before the typing pauses.
    pub fn due(&self) -> Option<u64> {
        self.finder.has_more().then_some(self.asked + PAUSE)
    }

    /// Asks some more paragraphs, if it is time; says whether they gave anything.
    pub fn work(&mut self, app: &mut App) -> bool {
        let is_time = self.due().is_some_and(|due| due <= app.now);
        is_time && {
            let index = app.index();
            self.finder.more(&app.atlas, &index, &mut self.found)
        }
    }

    /// The hits of the chosen kind.
    fn hits(&self) -> Vec<Hit> {
        let kind = self.kind.checked_sub(1).and_then(|n| HIT_KINDS.get(n));
        self.found
            .hits
            .iter()
            .copied()
            .filter(|hit| kind.is_none_or(|kind| kind_of(hit.thing) == *kind))
            .collect()
    }

    fn chosen(&self) -> Option<Thing> {
        self.hits().get(self.cursor.at).map(|hit| hit.thing)
    }

    fn is_blank(&self) -> bool {
        self.field.text().trim().is_empty()
    }

    /// To the next kind that has hits.
    fn next_kind(&mut self, step: usize) {
        let all = HIT_KINDS.len() + 1;
        for _ in 0..all {
            self.kind = (self.kind + step) % all;
            if self.kind == 0 || self.found.count(HIT_KINDS[self.kind - 1]) > 0 {
                break;
            }
        }
        self.cursor = Cursor::default();
    }

    /// Takes the first way the query may go on, the next one each time after that; `false` if there is none.
    fn complete(&mut self, app: &mut App) -> bool {
        let Some((completion, taken)) = self.completion.take() else {
            return false;
        };
        let next = taken.map_or(0, |at| (at + 1) % completion.options.len());
        let query = format!(
            "{}{}",
            &self.field.text()[..completion.from],
            completion.options[next]
        );
        self.ask(app, &query);
        if completion.options.len() > 1 {
            self.completion = Some((completion, Some(next)));
        }
        true
    }

    /// What would be typed by completing, for showing it faintly behind the cursor.
    fn ghost(&self) -> Option<&str> {
        let (completion, None) = self.completion.as_ref()? else {
            return None;
        };
        let typed = &self.field.text()[completion.from..];
        completion.options.first()?.strip_prefix(typed)
    }
}

/// Where the parts of the screen are.
struct Parts {
    list: Rect,
    preview: Option<Rect>,
}

fn parts(app: &App) -> Parts {
    let (columns, rows) = app.size;
    let body = Rect::new(0, 4.min(rows), columns, rows.saturating_sub(6));
    if columns >= 100 {
        let left = columns * 11 / 20;
        let list = Rect { width: left, ..body };
        let preview = Rect {
            x: left + 1,
            width: columns - left - 1,
            ..body
        };
        return Parts {
            list,
            preview: Some(preview),
        };
    }
    if body.height < 9 {
        return Parts {
            list: body,
            preview: None,
        };
    }
    let upper = body.height / 2;
    let list = Rect {
        height: upper,
        ..body
    };
    let preview = Rect {
        y: body.y + upper + 1,
        height: body.height - upper - 1,
        ..body
    };
    Parts {
        list,
        preview: Some(preview),
    }
}

/// Draws the search.
pub fn draw(app: &App, search: &Search, canvas: &mut Canvas) {
    let (columns, rows) = app.size;
    head::head(app, search, canvas);
    let parts = parts(app);
    let hits = search.hits();
    let side = parts.preview.filter(|_| !search.is_blank());
    if let (Some(narrow), Some(area)) = (&search.narrow, side) {
        list::list(app, search, &hits, canvas, parts.list);
        divider(canvas, parts.list, area, "Narrow");
        narrow::draw(narrow, canvas, area);
    } else if let Some(narrow) = &search.narrow {
        narrow::draw(narrow, canvas, parts.list);
    } else if hits.is_empty() {
        let area = Rect::new(0, 4, columns, rows.saturating_sub(6));
        blank::draw(app, search, canvas, area);
    } else {
        list::list(app, search, &hits, canvas, parts.list);
        if let (Some(area), Some(thing)) = (parts.preview, search.chosen()) {
            divider(canvas, parts.list, area, "Preview");
            preview::preview(app, thing, canvas, area);
        }
    }
    canvas.hline((0, rows.saturating_sub(2)), columns);
    let foot = (1, rows.saturating_sub(1));
    match &app.notice {
        Some(notice) => canvas.text(foot, columns.saturating_sub(2), &notice.text, Paint::Text),
        None => {
            let room = columns.saturating_sub(2);
            canvas.spans(foot, room, &head::keys(search, room))
        }
    };
}

fn divider(canvas: &mut Canvas, list: Rect, side: Rect, title: &str) {
    if side.y > list.y {
        canvas.hline((0, list.bottom()), list.width);
        canvas.text((1, list.bottom()), 10, &format!(" {title} "), Paint::Faint);
    } else {
        canvas.vline((list.right(), list.y), list.height);
    }
}

/// Keys of search: letters type, arrows move, ⏎ opens.
pub fn key(app: &mut App, mut search: Box<Search>, key: Key) -> Option<Vec<Effect>> {
    match (key.code, key.ctrl) {
        (KeyCode::Enter, _) if search.narrow.is_some() => narrow::take(app, &mut search),
        (KeyCode::Enter, _) if search.is_blank() => {
            if let Some(query) = blank::offered(app).into_iter().nth(search.cursor.at) {
                search.ask(app, &query.text);
            }
        }
        (KeyCode::Enter, _) => {
            if let Some(thing) = search.chosen() {
                open(app, &search, thing);
                return Some(Vec::new());
            }
        }
        (KeyCode::Down, _) | (KeyCode::Char('n'), true) => step(app, &mut search, 1),
        (KeyCode::Up, _) | (KeyCode::Char('p'), true) => step(app, &mut search, -1),
        (KeyCode::PageDown, _) => step(app, &mut search, 8),
        (KeyCode::PageUp, _) => step(app, &mut search, -8),
        (KeyCode::Tab, _) => {
            if !search.complete(app) {
                search.next_kind(1);
            }
        }
        (KeyCode::BackTab, _) => search.next_kind(HIT_KINDS.len()),
        (KeyCode::Char('g'), true) => narrow::toggle(app, &mut search),
        (KeyCode::Char('s'), true) => save(app, &search),
        (KeyCode::Char('d'), true) if search.is_blank() => {
            if let Some(query) = blank::offered(app).into_iter().nth(search.cursor.at) {
                app.searches.forget(&query.text);
            }
        }
        (KeyCode::F(1), _) => {
            app.overlay = Some(Overlay::Help(super::Help::default()));
            return Some(Vec::new());
        }
        (KeyCode::Char('y'), true) => {
            if let Some(Thing::Fact(id)) = search.chosen() {
                app.select_fact(id);
                app.overlay = Some(Overlay::Search(search));
                return Some(crate::ui::update::copy::citation(app));
            }
        }
        _ => type_key(app, &mut search, key),
    }
    app.overlay = Some(Overlay::Search(search));
    Some(Vec::new())
}

/// Opens a hit; the others are stepped through from there.
fn open(app: &mut App, search: &Search, thing: Thing) {
    app.last_query = search.field.text().to_owned();
    app.searches.remember(search.field.text());
    app.hits = search.hits().iter().map(|hit| hit.thing).collect();
    go::to(app, thing);
}

fn save(app: &mut App, search: &Search) {
    let query = search.field.text().trim();
    if query.is_empty() {
        return app.say("type a search first, then Ctrl-s saves it".to_owned());
    }
    let now = match app.searches.toggle(query) {
        true => "saved: it stands first when search is opened",
        false => "no longer saved",
    };
    app.say(format!("«{query}» {now}"));
}

fn step(app: &App, search: &mut Search, steps: isize) {
    let hits = search.hits().len();
    match &mut search.narrow {
        Some(narrow) => narrow.step(steps),
        None if search.field.text().trim().is_empty() => search.cursor.step(steps, blank::offered(app).len()),
        None => search.cursor.step(steps, hits),
    }
}

fn type_key(app: &mut App, search: &mut Search, key: Key) {
    let at_end = search.field.before().len() == search.field.text().len();
    if key.code == KeyCode::Right && at_end && search.ghost().is_some() {
        search.complete(app);
        return;
    }
    let before = search.field.text().to_owned();
    search.field.key(key);
    search.is_stale |= search.field.text() != before;
    if search.is_stale && !app.is_typed_on {
        search.refresh(app);
    }
}

/// Keeps the cursor among the hits.
pub fn settle(app: &App, search: &mut Search) {
    let height = usize::from(parts(app).list.height);
    let rows = match search.is_blank() {
        true => blank::offered(app).len(),
        false => search.hits().len(),
    };
    search.cursor.settle(rows, height);
    if let Some(narrow) = &mut search.narrow {
        let area = parts(app).preview.unwrap_or(parts(app).list);
        narrow.settle(usize::from(area.height));
    }
}
