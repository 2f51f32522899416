//! The one table of actions: name, sentence, keys, when it can run, what runs. Dispatcher, palette, help, footer,
//! `citescape keys`, man page and README are all made from it.
//!
//! To add an action: a row here and its function in `update`.

use super::app::{App, Pane, View};
use super::effect::Effect;
use super::update::{copy, coverage, go, keep, look, moving, proof, search};
use crate::atlas::Thing;

/// Where help lists an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Moving about.
    Move,
    /// Panes.
    Panes,
    /// Finding.
    Find,
    /// From a figure to its proof.
    Proof,
    /// Copying.
    Copy,
    /// Sorting.
    Sort,
    /// Appearance.
    Look,
    /// Leaving.
    Leave,
}

impl Group {
    /// All groups in the order of help.
    pub const ALL: [Group; 8] = [
        Group::Move,
        Group::Find,
        Group::Proof,
        Group::Panes,
        Group::Copy,
        Group::Sort,
        Group::Look,
        Group::Leave,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Move => "Move",
            Group::Panes => "Panes",
            Group::Find => "Find",
            Group::Proof => "Proof",
            Group::Copy => "Copy",
            Group::Sort => "Sort",
            Group::Look => "Look",
            Group::Leave => "Leave",
        }
    }
}

/// One thing that can be done.
pub struct ActionRow {
    /// Its name, for the palette and the keymap.
    pub name: &'static str,
    /// What it does, in a sentence without a full stop.
    pub sentence: &'static str,
    /// Its keys; the first is the one shown.
    pub keys: &'static [&'static str],
    /// Where help lists it.
    pub group: Group,
    /// Whether it can run now.
    pub when: fn(&App) -> bool,
    /// What runs.
    pub run: fn(&mut App) -> Vec<Effect>,
    /// Its word in the footer and how important it is there; 0 is most.
    pub hint: Option<(&'static str, u8)>,
}

impl std::fmt::Debug for ActionRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

fn always(_: &App) -> bool {
    true
}

fn in_main(app: &App) -> bool {
    *app.view() == View::Main
}

/// In a view that shows the chosen fact.
fn shows_fact(app: &App) -> bool {
    matches!(app.view(), View::Main | View::Detail | View::Reader(_))
}

/// On a fact that is on screen: in the reader, one of the paragraph under the cursor.
fn on_fact(app: &App) -> bool {
    match *app.view() {
        View::Main | View::Detail => app.fact.is_some(),
        View::Reader(document) => app.fact.is_some_and(|fact| {
            let paragraph = app.atlas.document(document).paragraphs.get(app.cursor.at);
            paragraph.is_some_and(|p| app.atlas.facts_of_paragraph(document, p.n).contains(&fact))
        }),
        View::Card(_) | View::Documents | View::Coverage | View::Kept | View::Compare => false,
    }
}

/// On a fact or a computed row.
fn has_row(app: &App) -> bool {
    on_fact(app) || in_main(app) && app.row().is_some()
}

fn has_place(app: &App) -> bool {
    !app.is_empty()
}

/// In a list that falls into groups.
fn has_groups(app: &App) -> bool {
    in_main(app) && app.focus != Pane::Evidence || in_coverage(app)
}

fn in_coverage(app: &App) -> bool {
    *app.view() == View::Coverage
}

fn can_keep(app: &App) -> bool {
    on_fact(app) || *app.view() == View::Kept
}

fn has_kept(app: &App) -> bool {
    !app.kept.is_empty()
}

fn can_zoom(app: &App) -> bool {
    in_main(app) || in_coverage(app)
}

fn has_metric(app: &App) -> bool {
    has_row(app) || in_coverage(app) || matches!(app.view(), View::Card(Thing::Metric(_)))
}

fn can_sort(app: &App) -> bool {
    in_main(app) && app.focus != Pane::Evidence || in_coverage(app)
}

macro_rules! actions {
    ($($group:ident $name:literal [$($key:literal),*] $sentence:literal, $when:ident => $run:path $(, $hint:literal $priority:literal)?;)+) => {
        /// All actions.
        pub const ACTIONS: &[ActionRow] = &[$(ActionRow {
            name: $name,
            sentence: $sentence,
            keys: &[$($key),*],
            group: Group::$group,
            when: $when,
            run: $run,
            hint: actions!(@hint $($hint $priority)?),
        }),+];
    };
    (@hint) => { None };
    (@hint $hint:literal $priority:literal) => { Some(($hint, $priority)) };
}

actions! {
    Move "down" ["j", "<down>"] "next row", always => moving::down;
    Move "up" ["k", "<up>"] "previous row", always => moving::up;
    Move "open" ["<enter>"] "open what the cursor is on", always => moving::open, "open" 1;
    Move "into" ["l", "<right>"] "into the row, or to the pane on the right", always => moving::into;
    Move "out" ["h", "<left>"] "out of the row, or to the pane on the left", always => moving::out;
    Move "first" ["gg", "<home>"] "first row", always => moving::first;
    Move "last" ["G", "<end>"] "last row", always => moving::last;
    Move "half-page-down" ["<c-d>", "<pgdn>"] "half a page down", always => moving::half_down;
    Move "half-page-up" ["<c-u>", "<pgup>"] "half a page up", always => moving::half_up;
    Move "next-group" ["}"] "next group of the list in focus", has_groups => moving::next_group;
    Move "previous-group" ["{"] "start of the group, or previous group", has_groups => moving::previous_group;
    Move "back" ["H", "<bs>"] "back to where you were", always => go::back, "back" 12;
    Move "forward" ["L"] "forward again", always => go::forward;
    Find "search" ["/"] "search everything", always => search::open, "search" 0;
    Find "filter" ["f"] "filter the list in focus", in_main => search::filter, "filter" 8;
    Find "next-hit" ["n"] "next hit of the last search, or next fact of the paragraph", shows_fact => search::next_hit, "next" 9;
    Find "previous-hit" ["N"] "previous hit, or previous fact of the paragraph", shows_fact => search::previous_hit;
    Find "palette" [":", "<c-p>"] "run any action by its name", always => search::palette, "palette" 3;
    Find "documents" ["gd"] "all documents", always => go::documents, "documents" 13;
    Find "coverage" ["gc"] "places × metrics: what is backed by how many facts, and the holes", has_place => coverage::show, "coverage" 16;
    Find "keep" ["<space>"] "keep the chosen fact, or drop it", can_keep => keep::keep, "keep" 17;
    Find "kept" ["gk"] "the kept facts", always => keep::show;
    Find "compare" ["="] "places of the kept facts side by side", has_place => keep::compare, "compare" 18;
    Find "next-hole" ["n"] "coverage: next cell without a figure", in_coverage => coverage::next_hole, "next hole" 5;
    Find "previous-hole" ["N"] "coverage: previous cell without a figure", in_coverage => coverage::previous_hole;
    Find "coverage-rows" ["r"] "coverage: cities, districts and parks, or all places", in_coverage => coverage::rows, "rows" 6;
    Find "card" ["gi"] "card of the chosen place", has_place => go::place_card;
    Proof "evidence" ["e"] "the whole document at the paragraph that says it", on_fact => proof::evidence, "evidence" 2;
    Proof "next-source" ["]"] "next source of the fact, then next fact of the paragraph", shows_fact => proof::next_source, "step" 4;
    Proof "previous-source" ["["] "previous source, then previous fact of the paragraph", shows_fact => proof::previous_source;
    Proof "derivation" ["d"] "how values are computed from this fact", has_row => proof::derivation, "derivation" 7;
    Proof "disputes" ["!"] "where sources disagree", always => proof::disputes, "disputes" 6;
    Proof "definition" ["i"] "what the metric means", has_metric => proof::definition, "definition" 10;
    Proof "originals" ["W"] "paragraphs restated, or in the words of your own copy", always => proof::originals;
    Proof "unverified" ["u"] "only facts that your copies do not verify, or all", in_main => proof::unverified;
    Proof "open-url" ["o"] "open the source's address in the browser", on_fact => proof::open_url, "URL" 11;
    Panes "focus-cities" ["1"] "focus the cities", in_main => moving::focus_cities;
    Panes "focus-districts" ["2"] "focus the districts", in_main => moving::focus_districts;
    Panes "focus-metrics" ["3"] "focus the metrics", in_main => moving::focus_metrics;
    Panes "focus-evidence" ["4"] "focus the evidence", in_main => moving::focus_evidence;
    Panes "next-pane" ["<tab>"] "focus the next pane", in_main => moving::next_pane, "pane" 14;
    Panes "previous-pane" ["<s-tab>"] "focus the previous pane", in_main => moving::previous_pane;
    Panes "zoom" ["z"] "the focused pane alone, or all again", can_zoom => look::zoom;
    Panes "narrower" ["<lt>"] "a narrower list column", in_main => look::narrower;
    Panes "wider" ["<gt>"] "a wider list column", in_main => look::wider;
    Panes "taller" ["+"] "more rows for the upper pane of the column", in_main => look::taller;
    Panes "shorter" ["-"] "fewer rows for the upper pane of the column", in_main => look::shorter;
    Copy "copy-value" ["yy"] "copy the value", has_row => copy::value, "copy" 5;
    Copy "copy-citation" ["yc"] "copy the value with its citation", has_row => copy::citation;
    Copy "copy-markdown" ["ym"] "copy as Markdown with a footnote", on_fact => copy::markdown;
    Copy "copy-bibtex" ["yb"] "copy the source as BibTeX", on_fact => copy::bibtex;
    Copy "copy-csl-json" ["yj"] "copy the source as CSL-JSON", on_fact => copy::csl_json;
    Copy "copy-tsv" ["yt"] "copy the fact as a TSV row", on_fact => copy::tsv;
    Copy "copy-kept" ["yk"] "copy the kept facts as Markdown with footnotes", has_kept => keep::copy;
    Copy "copy-link" ["yl"] "copy the source's address", on_fact => copy::link;
    Copy "copy-id" ["yi"] "copy the fact's id", on_fact => copy::id;
    Sort "sort-topic" ["st"] "sort by topic, or as the data orders it", can_sort => look::sort_topic;
    Sort "sort-name" ["sn"] "sort by name", can_sort => look::sort_name;
    Sort "sort-value" ["sv"] "sort by value or size, largest first", can_sort => look::sort_value;
    Sort "sort-facts" ["sf"] "sort by number of facts", can_sort => look::sort_facts;
    Sort "sort-holes" ["sh"] "coverage: most holes first", in_coverage => look::sort_holes;
    Sort "sort-period" ["sp"] "sort by period, newest first", can_sort => look::sort_period;
    Look "axis" ["~", "a"] "trend axis: from zero, cut, logarithmic", always => look::axis;
    Look "theme" ["t"] "next theme", always => look::theme;
    Look "redraw" ["<c-l>"] "draw the screen again", always => look::redraw;
    Look "mouse" ["M"] "capture the mouse, or leave it to the terminal", always => look::mouse;
    Look "help" ["?", "<f1>"] "keys and signs", always => search::help, "help" 0;
    Leave "close" ["<esc>"] "one level out; never quits", always => go::close;
    Leave "quit" ["q"] "close the view; at the root, quit", always => go::quit, "quit" 15;
    Leave "quit-now" ["<c-c>"] "quit at once", always => go::quit_now;
    Leave "suspend" ["<c-z>"] "suspend to the shell", always => go::suspend;
}

/// The row of an action by name.
pub fn by_name(name: &str) -> Option<&'static ActionRow> {
    ACTIONS.iter().find(|row| row.name == name)
}
