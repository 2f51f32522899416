//! The tree of places: region, city, district, with counts of facts.

use crate::atlas::{Atlas, Place, PlaceKind};
use crate::settings::{Glyphs, Role};
use crate::ui::app::{App, Pane};
use crate::ui::canvas::Canvas;
use crate::ui::panes::mark_row;
use crate::ui::prose::width;
use ratatui::layout::Rect;

/// Draws the tree.
pub fn draw(app: &App, canvas: &mut Canvas, inner: Rect) {
    let cursor = app.cursors[Pane::Cities.index()];
    if app.tree.is_empty() {
        canvas.text(
            (inner.x + 1, inner.y),
            inner.width.saturating_sub(1),
            "no place matches",
            Role::Text,
        );
        canvas.text(
            (inner.x + 1, inner.y + 1),
            inner.width.saturating_sub(1),
            &format!("{} drops the filter", app.keymap.first("close")),
            Role::Muted,
        );
    }
    for (n, (y, row)) in (inner.y..inner.bottom())
        .zip(app.tree.iter().skip(cursor.top))
        .enumerate()
    {
        let place = app.atlas.place(row.place);
        let sign = match (row.has_children, app.open.contains(&row.place)) {
            (true, true) => "▾",
            (true, false) => "▸",
            (false, _) => " ",
        };
        let count = match row.value {
            Some(fact) => app.atlas.signed(app.atlas.row(fact).value),
            None if row.facts > 0 => row.facts.to_string(),
            None => "·".to_owned(),
        };
        let room = inner.width.saturating_sub(width(&count) + 1);
        // The outermost level takes no room for its place in the tree.
        let x = inner.x + 1 + row.depth.saturating_sub(1).min(6);
        canvas.text((x, y), 1, sign, Role::Muted);
        let name_at = x + 1;
        let columns = (inner.x + room).saturating_sub(name_at);
        let used = canvas.text((name_at, y), columns, short_name(&app.atlas, place), Role::Text);
        if let Some(zh) = place.names.zh.as_ref().filter(|zh| {
            app.look.glyphs != Glyphs::Ascii && inner.width >= 24 && used + width(zh) + 2 <= columns
        }) {
            canvas.text((name_at + used + 1, y), width(zh), zh, Role::Muted);
        }
        canvas.text(
            (inner.right().saturating_sub(width(&count)), y),
            width(&count),
            &count,
            Role::Muted,
        );
        if cursor.top + n == cursor.at {
            mark_row(app, canvas, Pane::Cities, Rect::new(inner.x, y, inner.width, 1));
        }
    }
}

/// In a tree the kind need not be said again.
fn short_name<'a>(atlas: &'a Atlas, place: &'a Place) -> &'a str {
    let name = atlas.name(&place.names);
    if place.kind == PlaceKind::District {
        name.strip_suffix(" District").unwrap_or(name)
    } else {
        name
    }
}
