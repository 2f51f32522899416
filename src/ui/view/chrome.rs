//! What frames every view: header with the path, footer with hints or a notice, the strip of a prefix key.

use crate::atlas::{PlaceId, Thing};
use crate::settings::Role;
use crate::ui::action::{ACTIONS, ActionRow, Group};
use crate::ui::app::{App, View};
use crate::ui::canvas::Canvas;
use crate::ui::keymap::{Keymap, show};
use crate::ui::layout::{Areas, Class};
use crate::ui::prose::{Line, cut, line_width, span, width};
use crate::ui::say;
use ratatui::layout::Rect;

/// The line at the top: name, path, counts.
pub fn header(app: &App, canvas: &mut Canvas, area: Rect) {
    let narrow = app.class == Class::One || app.class == Class::Line;
    let right = if narrow { String::new() } else { counts(app) };
    let room = area.width.saturating_sub(width(&right) + 3);
    let mut line: Line = vec![span(" ", Role::Text)];
    if !narrow {
        line.push(span("citescape", Role::Accent));
        line.push(span("  ", Role::Text));
    }
    let used = line_width(&line);
    line.push(span(path(app, room.saturating_sub(used)), Role::Text));
    canvas.spans((area.x, area.y), room, &line);
    canvas.text(
        (area.right().saturating_sub(width(&right) + 1), area.y),
        width(&right),
        &right,
        Role::Muted,
    );
}

fn counts(app: &App) -> String {
    let records = app.atlas.records();
    let mut text = format!(
        "{} · {}",
        say::counted(records.documents.len(), "document"),
        say::counted(app.atlas.fact_count(), "fact")
    );
    if app.class != Class::Column {
        text.push_str(&format!(" · atlas {}", app.atlas.edition()));
    }
    let progress = app.copies.proof.as_ref().map(|proof| proof.progress);
    if let Some((read, all)) = progress.filter(|(read, all)| read < all) {
        // A counter that runs by itself is motion too.
        text = if app.moves {
            format!("reading copies {read}/{all}")
        } else {
            "reading copies".to_owned()
        };
    }
    if app.problems > 0 {
        text = format!(
            "! {} data problem{} · {text}",
            app.problems,
            crate::ui::say::plural(app.problems)
        );
    }
    text
}

/// Where one is, cut from the left where there is no room.
fn path(app: &App, columns: u16) -> String {
    if app.is_empty() {
        return "empty atlas".to_owned();
    }
    let mut parts = match app.view() {
        View::Main => {
            let mut parts = place_path(app, app.place);
            parts.push(app.focus.title().to_owned());
            parts
        }
        View::Detail => {
            let mut parts = place_path(app, app.place);
            if let Some(fact) = app.fact.map(|id| app.atlas.fact(id)) {
                parts.push(app.atlas.name(&app.atlas.metric(fact.metric).names).to_owned());
                parts.push(fact.period.short());
            }
            parts
        }
        View::Card(Thing::Place(id)) => place_path(app, *id),
        View::Card(Thing::Metric(id)) => vec![
            "Metrics".to_owned(),
            app.atlas.name(&app.atlas.metric(*id).names).to_owned(),
        ],
        View::Card(Thing::Organisation(id)) => {
            vec![
                "Named".to_owned(),
                app.atlas.name(&app.atlas.organisation(*id).names).to_owned(),
            ]
        }
        View::Card(_) => vec!["Card".to_owned()],
        View::Documents => vec!["Documents".to_owned()],
        View::Kept => vec![format!("{} kept", app.kept.len())],
        View::Compare => {
            let name = |id: &PlaceId| app.atlas.name(&app.atlas.place(*id).names).to_owned();
            let names: Vec<String> = app.compared().iter().map(name).collect();
            vec!["Compare".to_owned(), names.join(" × ")]
        }
        View::Coverage => vec!["Coverage".to_owned(), "places × metrics".to_owned()],
        View::Reader(id) => vec!["Documents".to_owned(), app.atlas.document(*id).title.to_string()],
    };
    while parts.len() > 2 && width(&parts.join(" › ")) > columns {
        parts.remove(0);
        if parts[0] != "…" {
            parts[0] = "…".to_owned();
        }
    }
    cut(&parts.join(" › "), columns)
}

/// From the country down; the world above it says nothing.
fn place_path(app: &App, id: PlaceId) -> Vec<String> {
    let path = app.atlas.path(id);
    let skip = usize::from(path.len() > 1);
    path[skip..]
        .iter()
        .map(|p| app.atlas.name(&app.atlas.place(*p).names).to_owned())
        .collect()
}

/// The line at the bottom: what was said, what is being typed, or the most useful keys.
pub fn footer(app: &App, canvas: &mut Canvas, areas: &Areas) {
    let area = areas.footer;
    if areas.titled {
        canvas.hline((0, area.y.saturating_sub(1)), area.width);
    }
    if let Some((pane, field)) = &app.filtering {
        let head = format!(" filter {}: ", pane.title().to_lowercase());
        let line = vec![
            span(head, Role::Accent),
            span(field.before(), Role::Text),
            span("_", Role::Accent),
        ];
        let used = canvas.spans((0, area.y), area.width, &line);
        canvas.text(
            (used, area.y),
            area.width.saturating_sub(used),
            "  ⏎ keep  Esc drop",
            Role::Faint,
        );
        return;
    }
    if app.overlay.is_some() && app.notice.is_none() {
        canvas.text(
            (1, area.y),
            area.width.saturating_sub(2),
            "Esc closes",
            Role::Faint,
        );
        return;
    }
    if let Some(notice) = &app.notice {
        let role = if notice.failed { Role::Err } else { Role::Text };
        let sign = if notice.failed { "! " } else { "" };
        canvas.text(
            (1, area.y),
            area.width.saturating_sub(2),
            &format!("{sign}{}", notice.text),
            role,
        );
        return;
    }
    // The card of a metric is its definition: the key for it only says so there.
    let is_here =
        |row: &ActionRow| row.name == "definition" && matches!(app.view(), View::Card(Thing::Metric(_)));
    let rows = ACTIONS
        .iter()
        .filter(|row| row.hint.is_some() && (row.when)(app) && !is_here(row));
    canvas.spans(
        (1, area.y),
        area.width.saturating_sub(1),
        &hints(&app.keymap, rows, area.width.saturating_sub(2)),
    );
}

/// Key and word of actions, most important first, as many as fit; help always.
pub fn hints<'a>(keymap: &Keymap, rows: impl Iterator<Item = &'a ActionRow>, columns: u16) -> Line {
    let mut rows: Vec<(&'static str, u8, String)> = rows
        .filter_map(|row| {
            let (word, priority) = row.hint?;
            // `y` opens a strip of ways to copy, so the footer shows the prefix alone.
            let key = match keymap.prefix(row.name).filter(|_| row.name == "copy-value") {
                Some(prefix) => show(prefix),
                None => keymap.shown(row.name).into_iter().next()?,
            };
            Some((word, priority, key))
        })
        .collect();
    rows.sort_by_key(|row| row.1);
    let help = rows
        .iter()
        .position(|row| row.0 == "help")
        .map(|at| rows.remove(at));
    let wide = |row: &(&str, u8, String)| width(&row.2) + 1 + width(row.0) + 2;
    let mut room = columns.saturating_sub(help.as_ref().map_or(0, |row| wide(row) - 2));
    let mut line = Line::new();
    for row in &rows {
        if wide(row) > room {
            break;
        }
        room -= wide(row);
        line.extend([
            span(row.2.clone(), Role::Accent),
            span(format!(" {}  ", row.0), Role::Muted),
        ]);
    }
    if let Some((word, _, key)) = help {
        line.extend([span(key, Role::Accent), span(format!(" {word}"), Role::Muted)]);
    }
    line
}

/// The keys that may follow a prefix key, once it has waited.
pub fn strip(app: &App, canvas: &mut Canvas) {
    let Some(prefix) = app.prefix.as_ref().filter(|_| app.is_strip_shown()) else {
        return;
    };
    let keys = app.keymap.after(prefix.key);
    let (columns, rows) = app.size;
    let group = keys.first().map(|(_, row)| row.group);
    let title = match group.filter(|group| keys.iter().all(|(_, row)| row.group == *group)) {
        Some(Group::Copy) => "copy as …",
        Some(Group::Sort) => "sort …",
        _ => "go …",
    };
    let widest = keys.iter().map(|(_, row)| width(row.sentence)).max().unwrap_or(0) + 6;
    let per_line = (columns.saturating_sub(2) / widest.max(1)).max(1);
    let lines = (keys.len() as u16).div_ceil(per_line);
    let height = (lines + 2).min(rows);
    let area = Rect::new(0, rows - height, columns, height);
    canvas.raise(area);
    canvas.hline((0, area.y), columns);
    canvas.text(
        (1, area.y),
        columns,
        &format!(" {} {title} ", show(prefix.key)),
        Role::Accent,
    );
    for (n, (key, row)) in keys.iter().enumerate() {
        let (column, line) = (n as u16 / lines.max(1), n as u16 % lines.max(1));
        let at = (2 + column * widest, area.y + 1 + line);
        if at.1 < area.bottom() && at.0 < columns {
            canvas.text(at, 4, key, Role::Accent);
            canvas.text(
                (at.0 + 3, at.1),
                widest.saturating_sub(4),
                row.sentence,
                Role::Text,
            );
        }
    }
    canvas.text(
        (2, area.bottom() - 1),
        columns.saturating_sub(2),
        "waits for a key; Esc leaves",
        Role::Faint,
    );
}
