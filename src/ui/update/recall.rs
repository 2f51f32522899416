//! A session into words that the next one can be begun with, and back. What is no longer there is left out quietly.

use crate::atlas::Thing;
use crate::settings::Memory;
use crate::ui::app::{App, Pane, View};
use crate::ui::rows::Sort;
use crate::ui::widgets::series::Axis;

/// The words for how lists are sorted.
const SORTS: [(Sort, &str); 5] = [
    (Sort::Topic, "topic"),
    (Sort::Name, "name"),
    (Sort::Value, "value"),
    (Sort::Facts, "facts"),
    (Sort::Period, "period"),
];

/// The words for how trends are drawn.
const AXES: [(Axis, &str); 3] = [
    (Axis::FromZero, "from-zero"),
    (Axis::Cut, "cut"),
    (Axis::Log, "log"),
];

fn word<T: PartialEq>(list: &[(T, &'static str)], of: &T) -> String {
    let found = list.iter().find(|(own, _)| own == of);
    found.map_or("", |(_, word)| word).to_owned()
}

fn called<T: Copy>(list: &[(T, &'static str)], word: &str) -> Option<T> {
    list.iter().find(|(_, own)| *own == word).map(|(own, _)| *own)
}

/// Most places of the tree that are kept open.
const MAX_OPEN: usize = 1000;
/// Most kept facts.
const MAX_KEPT: usize = 1000;

impl App {
    /// What to keep of this session.
    pub fn memory(&self) -> Memory {
        let slug = |thing| self.atlas.slug(thing);
        let open = self.open.iter().take(MAX_OPEN);
        Memory {
            place: (!self.is_empty()).then(|| slug(Thing::Place(self.place))),
            fact: self.fact.map(|id| slug(Thing::Fact(id))),
            source: self.source,
            views: self.views.iter().map(|view| self.view_name(view)).collect(),
            focus: self.focus.name().to_owned(),
            zoomed: self.zoomed,
            open: open.map(|id| slug(Thing::Place(*id))).collect(),
            moved: self.moved.to_vec(),
            filters: self.filters.to_vec(),
            sorts: self.sorts.iter().map(|sort| word(&SORTS, sort)).collect(),
            axis: word(&AXES, &self.axis),
            query: self.last_query.clone(),
            recent: self.searches.recent.clone(),
            saved: self.searches.saved.clone(),
            kept: self.kept_ids(),
        }
    }

    fn kept_ids(&self) -> Vec<String> {
        let here = self.kept.iter().map(|id| self.atlas.slug(Thing::Fact(*id)));
        here.chain(self.kept_elsewhere.iter().cloned())
            .take(MAX_KEPT)
            .collect()
    }

    fn recall_kept(&mut self, ids: &[String]) {
        for id in ids.iter().take(MAX_KEPT) {
            match self.atlas.lookup(id) {
                Some(Thing::Fact(fact)) if !self.kept.contains(&fact) => self.kept.push(fact),
                Some(_) => {}
                None => self.kept_elsewhere.push(id.clone()),
            }
        }
    }

    fn view_name(&self, view: &View) -> String {
        match view {
            View::Main => "main".to_owned(),
            View::Detail => "detail".to_owned(),
            View::Documents => "documents".to_owned(),
            View::Coverage => "coverage".to_owned(),
            View::Kept => "kept".to_owned(),
            View::Compare => "compare".to_owned(),
            View::Card(thing) => self.atlas.slug(*thing),
            View::Reader(id) => self.atlas.slug(Thing::Document(*id)),
        }
    }

    fn view_named(&self, name: &str) -> Option<View> {
        match name {
            "main" => Some(View::Main),
            "detail" => self.fact.map(|_| View::Detail),
            "documents" => Some(View::Documents),
            "coverage" => Some(View::Coverage),
            "kept" => Some(View::Kept),
            "compare" => (self.compared().len() > 1).then_some(View::Compare),
            _ => match self.atlas.lookup(name)? {
                Thing::Document(id) => Some(View::Reader(id)),
                Thing::Fact(_) | Thing::Paragraph(..) => None,
                thing => Some(View::Card(thing)),
            },
        }
    }

    /// Begins with the searches and the arrangement of the last session. The rows are as they were until
    /// [`App::recall_place`] or [`App::refresh_keeping_fact`].
    pub fn recall(&mut self, memory: &Memory) {
        if *memory == Memory::default() {
            return;
        }
        self.zoomed = memory.zoomed;
        for (own, moved) in self.moved.iter_mut().zip(&memory.moved) {
            *own = *moved;
        }
        for (own, name) in self.sorts.iter_mut().zip(&memory.sorts) {
            *own = called(&SORTS, name).unwrap_or_default();
        }
        self.axis = called(&AXES, &memory.axis).unwrap_or(self.axis);
        // From the oldest, so that the newest is on top; their number is limited there.
        memory
            .recent
            .iter()
            .rev()
            .for_each(|query| self.searches.remember(query));
        let unsaved = memory.saved.iter().rev().filter(|query| !query.trim().is_empty());
        for query in unsaved {
            if !self.searches.is_saved(query) {
                self.searches.toggle(query);
            }
        }
        self.recall_kept(&memory.kept);
        self.last_query.clone_from(&memory.query);
    }

    /// Goes to where the last session was.
    pub fn recall_place(&mut self, memory: &Memory) {
        if *memory == Memory::default() {
            return;
        }
        let thing = |slug: &Option<String>| slug.as_deref().and_then(|slug| self.atlas.lookup(slug));
        let (place, fact) = (thing(&memory.place), thing(&memory.fact));
        let open = memory.open.iter().filter_map(|slug| self.atlas.lookup(slug));
        let open: Vec<Thing> = open.collect();
        self.open.extend(open.into_iter().filter_map(|thing| match thing {
            Thing::Place(id) => Some(id),
            _ => None,
        }));
        for (own, filter) in self.filters.iter_mut().zip(&memory.filters) {
            own.clone_from(filter);
        }
        match place {
            Some(Thing::Place(id)) => self.select_place(id),
            _ if self.is_empty() => {}
            _ => self.select_place(self.place),
        }
        if let Some(Thing::Fact(id)) = fact {
            self.select_fact(id);
            self.source = memory
                .source
                .min(self.atlas.fact(id).evidence.len().saturating_sub(1));
        }
        let focus = Pane::ALL.into_iter().find(|pane| pane.name() == memory.focus);
        self.focus = focus.unwrap_or(self.focus);
        let views = memory
            .views
            .iter()
            .skip(1)
            .filter_map(|name| self.view_named(name));
        // A detail is that of the fact one was at, not of another one.
        let shows = |view: &View| *view != View::Detail || matches!(fact, Some(Thing::Fact(_)));
        let views: Vec<View> = views.filter(shows).collect();
        for view in views {
            match view {
                View::Coverage => drop(super::coverage::show(self)),
                view => self.open_view(view),
            }
        }
        self.landed = None;
        self.settle();
    }
}
