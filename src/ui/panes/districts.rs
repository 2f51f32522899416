//! Innovation districts, zones, new areas and parks of the chosen place, with area and counts of facts.

use crate::atlas::{Derivation, Dimension, PlaceId, PlaceKind};
use crate::settings::Role;
use crate::ui::app::{App, Pane};
use crate::ui::canvas::Canvas;
use crate::ui::panes::mark_row;
use crate::ui::prose::{fit_right, span, width, wrap};
use crate::ui::rows::{self, Sort, TableLine};
use ratatui::layout::Rect;

/// Draws the list.
pub fn draw(app: &App, canvas: &mut Canvas, inner: Rect) {
    let pane = Pane::Districts;
    let cursor = app.cursors[pane.index()];
    if app.districts.is_empty() {
        return empty(app, canvas, inner);
    }
    let lines = rows::lines(&app.district_heads, cursor.top, usize::from(inner.height));
    let used = lines.len();
    for (y, line) in (inner.y..inner.bottom()).zip(lines) {
        let n = match line {
            TableLine::Row(n) => n,
            TableLine::Head(city) => {
                heading(app, canvas, (inner.x, y), inner.width, city);
                continue;
            }
        };
        let id = &app.districts[n];
        let place = app.atlas.place(*id);
        let area = rows::area_fact(&app.atlas, *id).map(|fact| app.atlas.signed(app.atlas.row(fact).value));
        let facts = app.atlas.count_within(*id);
        let count = if facts > 0 {
            facts.to_string()
        } else {
            "·".to_owned()
        };
        let right = match area {
            Some(area) if inner.width >= 22 => format!("{} {}", fit_right(&area, 5), fit_right(&count, 2)),
            _ => count,
        };
        let room = inner.width.saturating_sub(width(&right) + 2);
        let role = if place.kind == PlaceKind::InnovationDistrict {
            Role::Text
        } else {
            Role::Muted
        };
        canvas.text((inner.x + 1, y), room, app.atlas.name(&place.names), role);
        canvas.text(
            (inner.right().saturating_sub(width(&right)), y),
            width(&right),
            &right,
            Role::Muted,
        );
        let chosen = *id == app.place;
        if n == cursor.at && (chosen || crate::ui::view::has_focus(app, pane)) {
            mark_row(app, canvas, pane, Rect::new(inner.x, y, inner.width, 1));
        }
    }
    foot(app, canvas, inner, used);
}

/// The city that the districts below lie in, with how many they are.
fn heading(app: &App, canvas: &mut Canvas, (x, y): (u16, u16), columns: u16, city: PlaceId) {
    let own = app
        .district_heads
        .iter()
        .filter(|head| **head == Some(city))
        .count();
    let count = format!(" {own}");
    canvas.hline((x + 1, y), columns.saturating_sub(1));
    let room = columns.saturating_sub(width(&count) + 2);
    let name = crate::ui::prose::cut(
        app.atlas.name(&app.atlas.place(city).names),
        room.saturating_sub(3),
    );
    canvas.text((x + 2, y), room, &format!(" {name} "), Role::Muted);
    let at = (x + columns).saturating_sub(width(&count));
    canvas.text((at, y), width(&count), &count, Role::Faint);
}

/// What the list is about and what its areas add up to, where there is room under it.
fn foot(app: &App, canvas: &mut Canvas, inner: Rect, used: usize) {
    let free = usize::from(inner.height).saturating_sub(used);
    if free < 2 {
        return;
    }
    let is_innovation = |id: &&PlaceId| app.atlas.place(**id).kind == PlaceKind::InnovationDistrict;
    let all = app.districts.iter().filter(is_innovation).count();
    let home = app.atlas.name(&app.atlas.place(app.district_home).names);
    let mut lines = vec![format!(
        "in {home}: {}",
        crate::ui::say::counted(all, "AI district")
    )];
    lines.extend(total_area(app, inner.width.saturating_sub(1)));
    for (text, y) in lines
        .iter()
        .rev()
        .zip((inner.y..inner.bottom()).rev())
        .take(free - 1)
    {
        canvas.text((inner.x + 1, y), inner.width.saturating_sub(1), text, Role::Faint);
    }
}

/// The computed sum of areas at the place whose districts are listed. It counts AI districts alone, which stand among
/// others: how many those are is said with it, or nothing is where that has no room.
fn total_area(app: &App, columns: u16) -> Option<String> {
    let atlas = &app.atlas;
    let sums = atlas.derivations().map(|(_, derivation)| derivation);
    let is_area =
        |d: &&Derivation| d.place == app.district_home && atlas.unit(d.unit).dimension == Dimension::Area;
    let sum = sums.into_iter().find(is_area)?;
    let value = crate::query::derive::derive(atlas, sum)?.value;
    let mut summed: Vec<PlaceId> = sum
        .inputs
        .iter()
        .map(|(_, fact)| atlas.row(*fact).place)
        .collect();
    summed.sort_unstable();
    summed.dedup();
    let is_innovation = |id: &PlaceId| atlas.place(*id).kind == PlaceKind::InnovationDistrict;
    let what = if summed.iter().all(is_innovation) {
        "AI district"
    } else {
        "place"
    };
    let counted = crate::ui::say::counted(summed.len(), what);
    let area = format!("{} {}", atlas.signed(&value), atlas.unit(sum.unit).symbol);
    let ways = [
        format!("{counted} together □ {area}"),
        format!("{counted} □ {area}"),
        format!("{counted} {area}"),
    ];
    ways.into_iter().find(|text| width(text) <= columns)
}

/// Why the list is empty, and where there are some.
fn empty(app: &App, canvas: &mut Canvas, inner: Rect) {
    let lines = if app.filters[Pane::Districts.index()].is_empty() {
        let name = app
            .atlas
            .records()
            .places
            .get(app.place.index())
            .map_or("", |p| app.atlas.name(&p.names));
        vec![
            (format!("none named in {name}"), Role::Text),
            (elsewhere(app), Role::Muted),
        ]
    } else {
        vec![
            ("none matches".to_owned(), Role::Text),
            (
                format!("{} drops the filter", app.keymap.first("close")),
                Role::Muted,
            ),
        ]
    };
    let columns = inner.width.saturating_sub(1);
    let wrapped = lines
        .into_iter()
        .flat_map(|(text, role)| wrap(&[span(text, role)], columns));
    for (y, line) in (inner.y..inner.bottom()).zip(wrapped) {
        canvas.spans((inner.x + 1, y), columns, &line);
    }
}

/// The nearest place around the chosen one that has districts.
fn elsewhere(app: &App) -> String {
    let around = app.atlas.path(app.place).into_iter().rev().skip(1);
    let counted = around.map(|id| (id, rows::districts(&app.atlas, id, "", Sort::Topic).len()));
    match counted.into_iter().find(|(_, count)| *count > 0) {
        Some((id, count)) => format!(
            "{} has {count}: choose it in 1 Cities",
            app.atlas.name(&app.atlas.place(id).names)
        ),
        None => "the atlas names none".to_owned(),
    }
}
