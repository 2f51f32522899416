//! Finding: search, filter, palette, help, and stepping through hits.

use crate::atlas::Thing;
use crate::query::find::find;
use crate::ui::app::{App, Pane};
use crate::ui::effect::Effect;
use crate::ui::event::{Key, KeyCode};
use crate::ui::field::TextField;
use crate::ui::overlays::{Help, Overlay, Palette, Search};

type Effects = Vec<Effect>;

/// Search over everything.
pub fn open(app: &mut App) -> Effects {
    let search = Search::new(app, "");
    app.overlay = Some(Overlay::Search(Box::new(search)));
    Vec::new()
}

/// The palette.
pub fn palette(app: &mut App) -> Effects {
    app.overlay = Some(Overlay::Palette(Palette::default()));
    Vec::new()
}

/// Keys and signs.
pub fn help(app: &mut App) -> Effects {
    app.overlay = Some(Overlay::Help(Help::default()));
    Vec::new()
}

/// Filters the list in focus.
pub fn filter(app: &mut App) -> Effects {
    let field = TextField::new(&app.filters[app.focus.index()]);
    app.filtering = Some((app.focus, field));
    Vec::new()
}

/// A key while a filter is typed.
pub fn filter_key(app: &mut App, key: Key) -> Effects {
    match key.code {
        KeyCode::Enter | KeyCode::Tab => app.filtering = None,
        KeyCode::Esc => {
            if let Some((pane, _)) = app.filtering.take() {
                app.filters[pane.index()].clear();
                refresh(app);
            }
        }
        KeyCode::Down | KeyCode::Up => {
            app.filtering = None;
            return app.handle(crate::ui::event::Event::Key(key));
        }
        _ => {
            if let Some((_, field)) = &mut app.filtering {
                field.key(key);
            }
            apply_filter(app);
        }
    }
    Vec::new()
}

/// Applies the filter being typed.
pub fn apply_filter(app: &mut App) {
    if let Some((pane, field)) = &app.filtering {
        app.filters[pane.index()] = field.text().to_owned();
        refresh(app);
    }
}

/// The rows anew; the cursor stays on the chosen fact if it is still there, else goes to the first row.
fn refresh(app: &mut App) {
    if !app.refresh_keeping_fact() {
        app.cursors[Pane::Metrics.index()].at = 0;
        app.follow_row();
    }
}

/// Next hit of the last search; without one, next fact of the paragraph.
pub fn next_hit(app: &mut App) -> Effects {
    step_hit(app, 1)
}

/// Previous hit.
pub fn previous_hit(app: &mut App) -> Effects {
    step_hit(app, -1)
}

/// The hits of a search of the last session are looked up when they are first stepped through.
fn recall_hits(app: &mut App) {
    if app.hits.is_empty() && !app.last_query.is_empty() {
        let index = app.index();
        let found = find(&app.atlas, &index, &app.last_query).unwrap_or_default();
        app.hits = found.hits.iter().map(|hit| hit.thing).collect();
    }
}

fn step_hit(app: &mut App, steps: isize) -> Effects {
    recall_hits(app);
    let facts: Vec<Thing> = app
        .hits
        .iter()
        .copied()
        .filter(|hit| matches!(hit, Thing::Fact(_)))
        .collect();
    let in_main = *app.view() == crate::ui::app::View::Main;
    if facts.is_empty() || !in_main {
        super::proof::step_fact(app, steps);
        return Vec::new();
    }
    let here = app.fact.map(Thing::Fact);
    let at = facts.iter().position(|hit| Some(*hit) == here);
    let next = match at {
        Some(at) => (at as isize + steps).rem_euclid(facts.len() as isize) as usize,
        None => 0,
    };
    if let Thing::Fact(id) = facts[next] {
        app.select_fact(id);
        app.land();
        app.say(format!(
            "hit {} of {} for «{}»",
            next + 1,
            facts.len(),
            app.last_query
        ));
    }
    Vec::new()
}
