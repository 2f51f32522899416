//! The explorer on the terminal this process was started in: wishes and data into a session, then the shell.

use super::follow::Following;
use super::resolve::resolve;
use super::session::{Outcome, Session};
use super::wishes::{Settled, Wishing};
use crate::data;
use crate::problem::Severity;
use crate::ui::app::{App, Pane, View};
use std::sync::Arc;

/// Opens the explorer, at a thing or with a search if asked to; ends when the reader leaves.
pub fn open(session: &mut Session, at: Option<&str>, query: &str) -> Outcome {
    let loaded = data::with_directories(&session.directories());
    let faults = loaded.count(Severity::Error) + loaded.count(Severity::Warning);
    let wishing = Wishing::of(session, faults);
    let settled = wishing.settle(Some(&loaded.atlas))?;
    let mut app = App::new(Arc::new(loaded.atlas), settled.options.clone());
    if let Some(id) = at {
        let thing = resolve(&app.atlas, id)?;
        app.arrive(thing);
    }
    if !query.is_empty() {
        app.begin_search(query);
    }
    if at.is_none() && query.is_empty() {
        begin(&mut app, &settled);
    }
    session.out.flush()?;
    let shell = wishing.shell(&settled);
    let following = Following {
        atlas: app.atlas.clone(),
        copies: session.sources(),
        wishing,
    };
    Ok(crate::term::run(app, shell, |post| following.begin(post))?)
}

/// Begins where the configuration says; whether that is anywhere has been told.
fn begin(app: &mut App, settled: &Settled) {
    let Some(start) = &settled.wishes.start else {
        return;
    };
    if let Some(pane) = Pane::ALL.into_iter().find(|pane| pane.name() == start.text) {
        app.focus = pane;
        return app.settle();
    }
    match (start.text.as_str(), resolve(&app.atlas, &start.text)) {
        ("documents", _) => app.begin_view(View::Documents),
        ("search", _) => app.begin_search(""),
        (_, Ok(thing)) => app.arrive(thing),
        (_, Err(_)) => {}
    }
}
