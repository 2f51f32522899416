//! What is drawn over the panes and takes keys first: search, palette, help, sheets.
//!
//! To add an overlay: its file here and an arm in each function below; the compiler lists them.

mod disputes;
mod help;
mod palette;
mod search;
mod sheet;

pub use help::Help;
pub use palette::Palette;
pub use search::Search;
pub use sheet::Sheet;

use super::action::ACTIONS;
use super::app::App;
use super::canvas::Canvas;
use super::effect::Effect;
use super::event::{Key, KeyCode};
use super::keymap::Lookup;
use super::layout::Areas;

/// An open overlay with its state.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// Search over everything.
    Search(Box<Search>),
    /// Run an action by name.
    Palette(Palette),
    /// Keys and signs.
    Help(Help),
    /// A page to read: derivations, disputes.
    Sheet(Sheet),
}

/// Whether the overlay leaves nothing of the panes to see.
pub fn fills_screen(app: &App) -> bool {
    matches!(app.overlay, Some(Overlay::Search(_)))
}

/// What a key means to a page that types nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The action of this name.
    Action(&'static str),
    /// Another key has to follow.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Meaning {
    /// Whether the table of actions carries it out while the page stays open.
    pub(super) fn stays(self) -> bool {
        const STAYING: &[&str] = &[
            "down",
            "up",
            "first",
            "last",
            "half-page-down",
            "half-page-up",
            "theme",
            "redraw",
            "mouse",
            "suspend",
            "quit-now",
        ];
        match self {
            Meaning::Action(name) => STAYING.contains(&name),
            Meaning::Prefix => true,
            Meaning::Nothing => false,
        }
    }
}

/// What a key means by the reader's keys.
pub(super) fn meaning(app: &App, key: Key) -> Meaning {
    match app.keymap.lookup(&[key], app) {
        Lookup::Action(row) => Meaning::Action(ACTIONS[row].name),
        Lookup::Prefix => Meaning::Prefix,
        Lookup::Nothing => Meaning::Nothing,
    }
}

/// Draws the open overlay.
pub fn draw(app: &App, canvas: &mut Canvas, areas: &Areas) {
    match &app.overlay {
        Some(Overlay::Search(search)) => search::draw(app, search, canvas),
        Some(Overlay::Palette(palette)) => palette::draw(app, palette, canvas, areas),
        Some(Overlay::Help(help)) => help::draw(app, help, canvas, areas),
        Some(Overlay::Sheet(sheet)) => sheet::draw(app, sheet, canvas, areas),
        None => {}
    }
}

/// Whether the open overlay has a field that letters go to.
pub fn types(app: &App) -> bool {
    matches!(app.overlay, Some(Overlay::Search(_) | Overlay::Palette(_)))
}

/// Gives a key to the open overlay; `None` if it leaves the key to the table of actions.
pub fn key(app: &mut App, key: Key) -> Option<Vec<Effect>> {
    if key.code == KeyCode::Esc && !key.ctrl {
        app.overlay = None;
        return Some(Vec::new());
    }
    // An overlay is taken out while it handles the key, so that it may change the session.
    match app.overlay.take()? {
        Overlay::Search(search) => search::key(app, search, key),
        Overlay::Palette(palette) => palette::key(app, palette, key),
        Overlay::Help(help) => help::key(app, help, key),
        Overlay::Sheet(sheet) => sheet::key(app, sheet, key),
    }
}

/// Gives pasted text to the field of the open overlay.
pub fn paste(app: &mut App, text: &str) {
    match app.overlay.take() {
        Some(Overlay::Search(mut search)) => {
            search.field.insert(text);
            search.refresh(app);
            app.overlay = Some(Overlay::Search(search));
        }
        Some(Overlay::Palette(mut palette)) => {
            palette.field.insert(text);
            app.overlay = Some(Overlay::Palette(palette));
        }
        other => app.overlay = other,
    }
}

/// Moves the cursor or page of the open overlay.
pub fn step(app: &mut App, steps: isize) {
    match app.overlay.take() {
        Some(Overlay::Help(mut help)) => {
            help.top = help.top.saturating_add_signed(steps);
            app.overlay = Some(Overlay::Help(help));
        }
        Some(Overlay::Sheet(mut sheet)) => {
            sheet.cursor.step(steps, usize::MAX);
            app.overlay = Some(Overlay::Sheet(sheet));
        }
        other => app.overlay = other,
    }
}

/// When what is open has work to go on with, in milliseconds.
pub fn due(app: &App) -> Option<u64> {
    match &app.overlay {
        Some(Overlay::Search(search)) => search.due(),
        _ => None,
    }
}

/// Lets what is open go on with its work, a piece of it; says whether that changed what is drawn.
pub fn work(app: &mut App) -> bool {
    let Some(Overlay::Search(mut search)) = app.overlay.take_if(|own| matches!(own, Overlay::Search(_)))
    else {
        return false;
    };
    let has_changed = search.work(app);
    app.overlay = Some(Overlay::Search(search));
    has_changed
}

/// Puts cursors and pages of the open overlay within what is there.
pub fn settle(app: &mut App) {
    let overlay = app.overlay.take();
    app.overlay = overlay.map(|overlay| match overlay {
        Overlay::Search(mut search) => {
            search::settle(app, &mut search);
            Overlay::Search(search)
        }
        Overlay::Palette(mut palette) => {
            palette::settle(app, &mut palette);
            Overlay::Palette(palette)
        }
        Overlay::Help(mut help) => {
            help::settle(app, &mut help);
            Overlay::Help(help)
        }
        Overlay::Sheet(mut sheet) => {
            sheet::settle(app, &mut sheet);
            Overlay::Sheet(sheet)
        }
    });
}
