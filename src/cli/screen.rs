//! The explorer on the terminal this process was started in: wishes and data into a session, then the shell.

use super::follow::Following;
use super::keeping::{Keeping, Kept};
use super::resolve::resolve;
use super::session::{Failure, Outcome, Session};
use super::wishes::{Settled, Wishing};
use crate::problem::Severity;
use crate::ui::app::{App, Pane, View};
use std::sync::Arc;

/// Opens the explorer, at a thing or with a search if asked to; ends when the reader leaves.
pub fn open(session: &mut Session, at: Option<&str>, query: &str) -> Outcome {
    let (kept, settled, wishing) = prepare(session, at, query)?;
    session.out.flush()?;
    let shell = wishing.shell(&settled);
    let following = Following {
        atlas: kept.app.atlas.clone(),
        copies: session.sources(),
        wishing,
    };
    let watch = following.watch();
    Ok(crate::term::run(kept, shell, |post| {
        following.begin(watch, post)
    })?)
}

/// The explorer as it begins: what was asked for, else what is configured, else where one was last.
pub fn prepare(
    session: &mut Session,
    at: Option<&str>,
    query: &str,
) -> Result<(Kept, Settled, Wishing), Failure> {
    let loaded = session.read();
    let faults = loaded.count(Severity::Error) + loaded.count(Severity::Warning);
    let wishing = Wishing::of(session, faults);
    let settled = wishing.settle(Some(&loaded.atlas))?;
    let is_fresh = session.options.fresh || settled.wishes.fresh;
    let (keeping, remark) = Keeping::begin(session.env.state().filter(|_| !is_fresh));
    let start = settled
        .wishes
        .start
        .as_ref()
        .filter(|_| (at, query) == (None, ""));
    let returns = (at, query, start) == (None, "", None);
    let atlas = Arc::new(loaded.atlas);
    let mut app = App::after(keeping.last(), returns, atlas, settled.options.clone());
    if let Some(start) = start {
        begin(&mut app, &start.text);
    }
    if let Some(id) = at {
        let thing = resolve(&app.atlas, id)?;
        app.arrive(thing);
    }
    if !query.is_empty() {
        app.begin_search(query);
    }
    if let Some(remark) = remark.filter(|_| app.notice.is_none()) {
        app.refuse(format!("the last session is lost: {}", remark.message));
    }
    Ok((Kept { app, keeping }, settled, wishing))
}

/// Begins where the configuration says; whether that is anywhere has been told.
fn begin(app: &mut App, start: &str) {
    if let Some(pane) = Pane::ALL.into_iter().find(|pane| pane.name() == start) {
        app.focus = pane;
        return app.settle();
    }
    match (start, resolve(&app.atlas, start)) {
        ("documents", _) => app.begin_view(View::Documents),
        ("search", _) => app.begin_search(""),
        (_, Ok(thing)) => app.arrive(thing),
        (_, Err(_)) => {}
    }
}
