//! Moving: rows, panes, into and out of things.

use crate::atlas::PlaceKind;
use crate::query::group::Group;
use crate::ui::app::{App, Pane, View};
use crate::ui::effect::Effect;
use crate::ui::layout::{self, Areas};
use crate::ui::rows::{self, TableLine};
use crate::ui::{overlays, view};

type Effects = Vec<Effect>;

/// Next row.
pub fn down(app: &mut App) -> Effects {
    step(app, 1)
}

/// Previous row.
pub fn up(app: &mut App) -> Effects {
    step(app, -1)
}

/// First row.
pub fn first(app: &mut App) -> Effects {
    step(app, isize::MIN / 2)
}

/// Last row.
pub fn last(app: &mut App) -> Effects {
    step(app, isize::MAX / 2)
}

/// Half a page down.
pub fn half_down(app: &mut App) -> Effects {
    let half = half_page(app);
    step(app, half)
}

/// Half a page up.
pub fn half_up(app: &mut App) -> Effects {
    let half = half_page(app);
    step(app, -half)
}

fn half_page(app: &App) -> isize {
    let areas = layout::areas(app);
    if app.overlay.is_some() {
        return (areas.body.height.saturating_sub(4)).max(1) as isize;
    }
    let rows = if *app.view() == View::Main {
        areas.rows(app.focus)
    } else {
        usize::from(areas.body.height)
    };
    (rows / 2).max(1) as isize
}

/// Moves the cursor of whatever has the focus.
fn step(app: &mut App, steps: isize) -> Effects {
    if app.overlay.is_some() {
        overlays::step(app, steps);
    } else if *app.view() == View::Main {
        step_pane(app, steps);
    } else {
        view::step(app, steps);
    }
    Vec::new()
}

fn step_pane(app: &mut App, steps: isize) {
    let pane = app.focus.index();
    match app.focus {
        Pane::Cities => {
            app.cursors[pane].step(steps, app.tree.len());
            if let Some(row) = app.tree.get(app.cursors[pane].at) {
                choose(app, row.place);
            }
        }
        Pane::Districts => {
            app.cursors[pane].step(steps, app.districts.len());
            if let Some(place) = app.districts.get(app.cursors[pane].at) {
                choose(app, *place);
            }
        }
        Pane::Metrics => {
            app.cursors[pane].step(steps, app.metrics.len());
            app.follow_row();
        }
        Pane::Evidence => {
            for _ in 0..steps.unsigned_abs().min(1) {
                if steps > 0 {
                    super::proof::step_fact(app, 1)
                } else {
                    super::proof::step_fact(app, -1)
                }
            }
        }
    }
}

/// Next group of the list in focus.
pub fn next_group(app: &mut App) -> Effects {
    if *app.view() == View::Coverage {
        app.grid.to_group(&app.atlas, true);
        return Vec::new();
    }
    let starts = group_starts(app);
    let at = app.cursors[app.focus.index()].at;
    match starts.iter().find(|start| **start > at) {
        Some(start) => to_group(app, *start),
        None => last(app),
    }
}

/// Goes to the first row of a group, and shows as much of the group as fits.
fn to_group(app: &mut App, start: usize) -> Effects {
    let at = app.cursors[app.focus.index()].at;
    let effects = step(app, start as isize - at as isize);
    app.cursors[app.focus.index()].top = start;
    effects
}

/// The start of the group, or the previous group.
pub fn previous_group(app: &mut App) -> Effects {
    if *app.view() == View::Coverage {
        app.grid.to_group(&app.atlas, false);
        return Vec::new();
    }
    let starts = group_starts(app);
    let at = app.cursors[app.focus.index()].at;
    match starts.iter().rev().find(|start| **start < at) {
        Some(start) => to_group(app, *start),
        None => first(app),
    }
}

/// The rows where groups begin: themes of metrics, cities and what is above them, kinds of districts.
fn group_starts(app: &App) -> Vec<usize> {
    let atlas = &app.atlas;
    let differs = |n: usize| match app.focus {
        Pane::Cities => atlas.place(app.tree[n].place).kind != PlaceKind::District,
        Pane::Districts => {
            let head = |n: usize| (app.district_heads[n], atlas.place(app.districts[n]).kind);
            let by_city = app.district_heads[0].is_some();
            n == 0 || head(n).0 != head(n - 1).0 || !by_city && head(n).1 != head(n - 1).1
        }
        Pane::Metrics => {
            let group = |n: usize| Group::of(atlas, app.metrics[n].series.key.metric);
            n == 0 || group(n) != group(n - 1)
        }
        Pane::Evidence => false,
    };
    let length = [app.tree.len(), app.districts.len(), app.metrics.len(), 0][app.focus.index()];
    (0..length).filter(|n| differs(*n)).collect()
}

/// Chooses the place under the cursor without opening or closing anything.
fn choose(app: &mut App, place: crate::atlas::PlaceId) {
    let open = app.open.clone();
    app.select_place(place);
    if app.focus == Pane::Cities {
        app.open = open;
        app.refresh();
    }
}

/// Opens what the cursor is on.
pub fn open(app: &mut App) -> Effects {
    if *app.view() != View::Main {
        return view::open(app);
    }
    match app.focus {
        Pane::Cities => super::go::place_card(app),
        Pane::Districts => match app.districts.get(app.cursors[1].at).copied() {
            Some(place) => {
                choose(app, place);
                super::go::place_card(app)
            }
            None => Vec::new(),
        },
        Pane::Metrics => match (
            app.fact,
            app.row().and_then(|row| row.series.derivations.first().copied()),
        ) {
            (Some(_), _) => {
                app.open_view(View::Detail);
                Vec::new()
            }
            (None, Some(_)) => super::proof::derivation(app),
            // Other places have it: its card lists them.
            (None, None) => super::proof::definition(app),
        },
        Pane::Evidence => super::proof::evidence(app),
    }
}

/// Into the row: opens a closed place, then goes one pane to the right, then opens.
pub fn into(app: &mut App) -> Effects {
    if *app.view() == View::Coverage {
        app.grid.step(0, 1);
        return Vec::new();
    }
    if *app.view() != View::Main {
        return view::open(app);
    }
    match app.focus {
        Pane::Cities => {
            let row = app.tree.get(app.cursors[0].at).copied();
            match row {
                Some(row) if row.has_children && !app.open.contains(&row.place) => {
                    app.open.insert(row.place);
                    app.refresh();
                }
                _ => app.focus = Pane::Metrics,
            }
            Vec::new()
        }
        Pane::Districts => {
            if let Some(place) = app.districts.get(app.cursors[1].at).copied() {
                choose(app, place);
            }
            app.focus = Pane::Metrics;
            Vec::new()
        }
        Pane::Metrics | Pane::Evidence => open(app),
    }
}

/// Out of the row: closes an open place, then goes to the place around it; elsewhere one pane to the left.
pub fn out(app: &mut App) -> Effects {
    if *app.view() == View::Coverage {
        app.grid.step(0, -1);
        return Vec::new();
    }
    if *app.view() != View::Main {
        return super::go::close(app);
    }
    match app.focus {
        Pane::Cities => close_branch(app),
        Pane::Districts => app.focus = Pane::Cities,
        Pane::Metrics => {
            let is_district = app.districts.contains(&app.place);
            app.focus = if is_district {
                Pane::Districts
            } else {
                Pane::Cities
            };
        }
        Pane::Evidence => app.focus = Pane::Metrics,
    }
    Vec::new()
}

fn close_branch(app: &mut App) {
    let Some(row) = app.tree.get(app.cursors[0].at).copied() else {
        return;
    };
    if row.has_children && app.open.remove(&row.place) {
        app.refresh();
    } else if let Some(parent) = app.atlas.place(row.place).parent {
        choose(app, parent);
    }
}

/// Focuses the cities.
pub fn focus_cities(app: &mut App) -> Effects {
    focus(app, Pane::Cities)
}

/// Focuses the districts.
pub fn focus_districts(app: &mut App) -> Effects {
    focus(app, Pane::Districts)
}

/// Focuses the metrics.
pub fn focus_metrics(app: &mut App) -> Effects {
    focus(app, Pane::Metrics)
}

/// Focuses the evidence.
pub fn focus_evidence(app: &mut App) -> Effects {
    focus(app, Pane::Evidence)
}

/// Focuses the next pane.
pub fn next_pane(app: &mut App) -> Effects {
    let next = (app.focus.index() + 1) % Pane::ALL.len();
    focus(app, Pane::ALL[next])
}

/// Focuses the previous pane.
pub fn previous_pane(app: &mut App) -> Effects {
    let previous = (app.focus.index() + Pane::ALL.len() - 1) % Pane::ALL.len();
    focus(app, Pane::ALL[previous])
}

fn focus(app: &mut App, pane: Pane) -> Effects {
    app.focus = pane;
    Vec::new()
}

/// The row that is seen so many lines below the first one, if that line is no heading.
fn row_at<G: Copy + PartialEq>(groups: &[Option<G>], top: usize, below: usize) -> Option<usize> {
    match rows::lines(groups, top, below + 1).get(below)? {
        TableLine::Row(at) => Some(*at),
        TableLine::Head(_) => None,
    }
}

/// A click focuses a pane and puts its cursor on the row.
pub fn click(app: &mut App, pane: Pane, row: u16, areas: &Areas) {
    app.focus = pane;
    let Some(inner) = areas.inner(pane) else { return };
    let head = u16::from(pane == Pane::Metrics);
    if row >= inner.y + head && row < inner.bottom() && pane != Pane::Evidence {
        let cursor = app.cursors[pane.index()];
        let below = usize::from(row - inner.y - head);
        let at = match pane {
            Pane::Metrics => row_at(&rows::groups(&app.metrics), cursor.top, below),
            Pane::Districts => row_at(&app.district_heads, cursor.top, below),
            _ => Some(cursor.top + below),
        };
        let Some(at) = at else { return };
        let steps = at as isize - cursor.at as isize;
        step_pane(app, steps);
    }
}
