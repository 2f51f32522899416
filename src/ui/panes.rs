//! The panes of the main view: which are drawn where, their titles and frames.
//!
//! To add a pane: its file, its arm here, a slot in `layout`.

mod cities;
mod districts;
mod evidence;
mod metrics;
mod trend;

use super::app::{App, Pane};
use super::canvas::Canvas;
use super::layout::{Areas, Class};
use super::prose::width;
use super::rows::Sort;
use super::view::has_focus;
use crate::settings::Role;
use ratatui::layout::Rect;

/// Draws all panes that have a place on screen.
pub fn draw(app: &App, canvas: &mut Canvas, areas: &Areas) {
    if areas.titled && !app.zoomed {
        joints(canvas, areas);
    }
    for pane in Pane::ALL {
        if let Some(area) = areas.panes[pane.index()] {
            title(app, canvas, areas, pane, area);
            content(app, canvas, pane, areas.inside(area));
        }
    }
    if let Some(area) = areas.trend {
        canvas.frame(area);
        trend::draw(app, canvas, area, areas.inside(area));
    }
    if app.class == Class::Line && app.focus != Pane::Evidence && !app.zoomed {
        let y = areas.body.bottom().saturating_sub(2);
        evidence::cited_line(app, canvas, Rect::new(0, y, areas.body.width, 2));
    }
}

fn content(app: &App, canvas: &mut Canvas, pane: Pane, inner: Rect) {
    if inner.is_empty() {
        return;
    }
    match pane {
        Pane::Cities => cities::draw(app, canvas, inner),
        Pane::Districts => districts::draw(app, canvas, inner),
        Pane::Metrics => metrics::draw(app, canvas, inner),
        Pane::Evidence => evidence::draw(app, canvas, inner),
    }
}

/// Frame or title line: number, name and what it is about on the left, position on the right.
fn title(app: &App, canvas: &mut Canvas, areas: &Areas, pane: Pane, area: Rect) {
    if areas.framed {
        canvas.frame(area);
    } else if areas.titled {
        canvas.hline((area.x, area.y), area.width);
    } else {
        return;
    }
    let (left, right) = words(app, pane);
    let filter = &app.filters[pane.index()];
    let filter = if filter.is_empty() {
        String::new()
    } else {
        format!(" «{filter}»")
    };
    let left = format!(" {} {left}{filter} ", pane.index() + 1);
    let right = if right.is_empty() {
        String::new()
    } else {
        format!(" {right} ")
    };
    let inset = if areas.framed { 2 } else { 1 };
    let room = area.width.saturating_sub(2 * inset);
    let role = if has_focus(app, pane) {
        Role::Accent
    } else {
        Role::Faint
    };
    let used = canvas.text((area.x + inset, area.y), room, &left, role);
    if used + width(&right) + 1 < room {
        canvas.text(
            (area.right().saturating_sub(inset + width(&right)), area.y),
            width(&right),
            &right,
            Role::Muted,
        );
    }
}

fn words(app: &App, pane: Pane) -> (String, String) {
    let position = |at: usize, of: usize| {
        if of == 0 {
            "0".to_owned()
        } else {
            format!("{}/{of}", at + 1)
        }
    };
    let at = app.cursors[pane.index()].at;
    match pane {
        Pane::Cities => (
            pane.title().to_owned(),
            format!("{} · {}", position(at, app.tree.len()), ranked_by(app)),
        ),
        Pane::Districts => (
            pane.title().to_owned(),
            format!("{} · km² facts", app.districts.len()),
        ),
        Pane::Metrics => {
            let name = app
                .atlas
                .records()
                .places
                .get(app.place.index())
                .map_or("", |p| app.atlas.name(&p.names));
            (
                format!("{} · {name}", pane.title()),
                format!("{}{}", position(at, app.metrics.len()), sorted(app)),
            )
        }
        Pane::Evidence => {
            let sources = app.fact.map_or(0, |id| app.atlas.fact(id).evidence.len());
            let right = if sources == 0 {
                String::new()
            } else {
                format!("● source {} of {sources}", app.source + 1)
            };
            (pane.title().to_owned(), right)
        }
    }
}

/// What the numbers beside the places are.
fn ranked_by(app: &App) -> &str {
    match (&app.ranked, app.sorts[Pane::Cities.index()]) {
        (Some(ranked), Sort::Value) => app.atlas.short_name(app.atlas.metric(ranked.metric)),
        _ => "facts",
    }
}

/// How the metrics are sorted, if not by topic.
fn sorted(app: &App) -> &'static str {
    match app.sorts[Pane::Metrics.index()] {
        Sort::Topic => "",
        Sort::Name => " · by name",
        Sort::Value => " · by value",
        Sort::Facts => " · by facts",
        Sort::Period => " · newest first",
    }
}

/// The lines between hairline panes, joined where they meet.
fn joints(canvas: &mut Canvas, areas: &Areas) {
    let [Some(cities), Some(districts), Some(metrics), Some(evidence)] = areas.panes else {
        return;
    };
    let x = cities.right();
    canvas.vline((x, areas.body.y), areas.body.height);
    for (y, sign) in [
        (metrics.y, "┬"),
        (districts.y, "┤"),
        (evidence.y, "├"),
        (areas.body.bottom(), "┴"),
    ] {
        canvas.text((x, y), 1, sign, Role::Line);
    }
    if districts.y == evidence.y {
        canvas.text((x, districts.y), 1, "┼", Role::Line);
    }
}

/// Marks the row of a pane's cursor: a bar while the pane has the focus, the selection behind it always.
pub(super) fn mark_row(app: &App, canvas: &mut Canvas, pane: Pane, row: Rect) {
    let focused = has_focus(app, pane);
    if focused {
        canvas.select(row);
    }
    let role = if focused { Role::Text } else { Role::Faint };
    canvas.text((row.x, row.y), 1, "▌", role);
}
