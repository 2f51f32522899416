//! Going: back and forward, to cards and documents, out of views, out of the program.

use crate::atlas::{DerivationId, Thing};
use crate::ui::app::{App, Pane, View};
use crate::ui::effect::Effect;

type Effects = Vec<Effect>;

/// Back to where one was.
pub fn back(app: &mut App) -> Effects {
    match app.back.pop() {
        Some(spot) => {
            app.forward.push(app.spot());
            app.go_to(spot);
        }
        None => app.refuse("nothing to go back to"),
    }
    Vec::new()
}

/// Forward again.
pub fn forward(app: &mut App) -> Effects {
    match app.forward.pop() {
        Some(spot) => {
            app.back.push(app.spot());
            app.go_to(spot);
        }
        None => app.refuse("nothing to go forward to"),
    }
    Vec::new()
}

/// The list of documents.
pub fn documents(app: &mut App) -> Effects {
    app.open_view(View::Documents);
    Vec::new()
}

/// The card of the chosen place.
pub fn place_card(app: &mut App) -> Effects {
    if !app.is_empty() {
        app.open_view(View::Card(Thing::Place(app.place)));
    }
    Vec::new()
}

/// Goes to a thing wherever it is shown best.
pub fn to(app: &mut App, thing: Thing) {
    app.land();
    match thing {
        Thing::Fact(id) => {
            app.remember();
            app.views.truncate(1);
            app.select_fact(id);
            app.focus = Pane::Metrics;
        }
        Thing::Place(id) => {
            app.remember();
            app.views.truncate(1);
            app.filters = Default::default();
            app.select_place(id);
            let empty = app.metrics.is_empty();
            let is_district = app.districts.contains(&id);
            app.focus = match (empty, is_district) {
                (false, _) => Pane::Metrics,
                (true, true) => Pane::Districts,
                (true, false) => Pane::Cities,
            };
        }
        Thing::Derivation(id) => to_computed(app, id),
        Thing::Metric(_) | Thing::Organisation(_) => app.open_view(View::Card(thing)),
        Thing::Document(id) => app.open_view(View::Reader(id)),
        Thing::Paragraph(id, n) => {
            app.open_view(View::Reader(id));
            crate::ui::view::reader_to(app, n);
        }
    }
}

/// Goes to the row of a computed value.
fn to_computed(app: &mut App, id: DerivationId) {
    app.remember();
    app.views.truncate(1);
    app.filters = Default::default();
    app.select_place(app.atlas.derivation(id).place);
    if let Some(at) = app
        .metrics
        .iter()
        .position(|row| row.series.derivations.contains(&id))
    {
        app.cursors[Pane::Metrics.index()].at = at;
        app.follow_row();
    }
    app.focus = Pane::Metrics;
}

/// One level out: filter, zoom, view. Never quits.
pub fn close(app: &mut App) -> Effects {
    let pane = app.focus.index();
    if *app.view() == View::Main {
        if !app.filters[pane].is_empty() {
            app.filters[pane].clear();
            app.refresh_keeping_fact();
        } else if app.zoomed {
            app.zoomed = false;
        }
    } else if app.views.len() > 1 {
        let spot = app.spot();
        app.views.pop();
        app.cursor = Default::default();
        app.forward.push(spot);
        if app.back.last().is_some_and(|s| s.views == app.views) {
            app.back.pop();
        }
        crate::ui::view::land(app);
    }
    Vec::new()
}

/// Closes the topmost view; at the root, quits.
pub fn quit(app: &mut App) -> Effects {
    if app.views.len() > 1 {
        close(app)
    } else {
        vec![Effect::Quit]
    }
}

/// Quits at once.
pub fn quit_now(_: &mut App) -> Effects {
    vec![Effect::Quit]
}

/// Suspends to the shell.
pub fn suspend(_: &mut App) -> Effects {
    vec![Effect::Suspend]
}
