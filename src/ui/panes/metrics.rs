//! The table of metrics: name, latest value with hedge and unit, period, trend on one time axis, evidence.

mod says;

use crate::atlas::*;
use crate::query::group::Group;
use crate::settings::Role as Paint;
use crate::ui::app::{App, Cursor, Pane};
use crate::ui::canvas::Canvas;
use crate::ui::layout::scale_rows;
use crate::ui::panes::mark_row;
use crate::ui::prose::{fit_right, span, width};
use crate::ui::rows::{self, Apart, MetricRow, TableLine, points};
use crate::ui::say::{self, nothing_for};
use crate::ui::widgets::series::{Point, Series, Shape};
use crate::ui::widgets::sparkline::sparkline;
use crate::ui::widgets::window::Window;
use ratatui::layout::Rect;
use says::{Shown, backing, kinds, measured_elsewhere, shown, verification};
use std::ops::Range;

/// The columns that a name and what tells its row apart take.
const ROOM_FOR_BOTH: u16 = 26;

/// The columns of the table at a width.
struct Columns {
    name: u16,
    value: u16,
    unit: u16,
    period: u16,
    trend: u16,
    kinds: u16,
    kinds_at: u16,
}

impl Columns {
    /// Values, units and periods take what they need, the trend what its years need, the name the rest.
    fn at(width: u16, rows: &[Shown], years: u16, proof: u16) -> Self {
        let widest = |text: fn(&Shown) -> &str| {
            rows.iter()
                .map(|row| crate::ui::prose::width(text(row)))
                .max()
                .unwrap_or(0)
        };
        let value = widest(|row| &row.value).clamp(6, if width < 50 { 9 } else { 13 });
        let unit = if width < 50 {
            0
        } else {
            widest(|row| &row.unit).clamp(4, if width < 76 { 7 } else { 12 })
        };
        let period = if width < 50 {
            0
        } else {
            widest(|row| &row.period).clamp(4, 9)
        };
        let trend = match width {
            0..=33 => 0,
            34..=49 => years.clamp(5, 7),
            50..=75 => years.clamp(5, 9),
            _ => years.clamp(8, 20),
        };
        let kinds = if width < 76 { 0 } else { 5 };
        let gaps = [value, unit, period, trend, kinds]
            .iter()
            .filter(|w| **w > 0)
            .count() as u16;
        // One for the bar, two for the evidence, one for the flag behind a trend.
        let flag = u16::from(trend > 0);
        let rest = width.saturating_sub(value + unit + period + trend + kinds + gaps + flag + 4 + proof);
        Columns {
            name: rest,
            value,
            unit,
            period,
            trend,
            kinds,
            kinds_at: 4 + proof,
        }
    }
}

/// The first and the last year that rows have points in.
fn first_and_last(app: &App, rows: &[MetricRow]) -> Option<(u16, u16)> {
    let years = rows.iter().flat_map(|row| rows::years(&app.atlas, &row.series));
    years.fold(None, |span, year| match span {
        Some((first, last)) => Some((year.min(first), year.max(last))),
        None => Some((year, year)),
    })
}

/// Draws the table, or why there is none.
pub fn draw(app: &App, canvas: &mut Canvas, inner: Rect) {
    if !app.metrics.is_empty() {
        return table(app, canvas, inner);
    }
    let lines = if app.is_empty() {
        vec![vec![span(
            "The atlas is empty: check its data with citescape check.",
            Paint::Text,
        )]]
    } else {
        nothing(app, inner.width)
    };
    for (y, line) in (inner.y + 1..inner.bottom()).zip(lines) {
        canvas.spans((inner.x + 2, y), inner.width.saturating_sub(3), &line);
    }
}

fn table(app: &App, canvas: &mut Canvas, inner: Rect) {
    let narrow = inner.width < 50;
    let cursor = app.cursors[Pane::Metrics.index()];
    let groups = rows::groups(&app.metrics);
    let lines = rows::lines(&groups, cursor.top, usize::from(inner.height));
    let near = near(cursor, inner.height, app.metrics.len());
    let rows = &app.metrics[near.clone()];
    let said: Vec<Shown> = rows.iter().map(|row| shown(app, row, narrow)).collect();
    let years = first_and_last(app, rows);
    let columns = Columns::at(
        inner.width,
        &said,
        years.map_or(0, |(first, last)| (last - first).saturating_add(2)),
        u16::from(app.copies.proof.is_some()),
    );
    let told = told_apart(app, columns.name, &near, &lines);
    let window = Window::up_to(years.map(|(_, last)| last), app.this_year(), columns.trend);
    head(canvas, inner, &columns, window);
    let scale = scale_rows(inner.height);
    for (y, line) in (inner.y + 1..inner.bottom().saturating_sub(scale)).zip(lines) {
        let n = match line {
            TableLine::Row(n) => n,
            TableLine::Head(group) => {
                heading(app, canvas, (inner.x, y), inner.width, group);
                continue;
            }
        };
        let table = Table {
            app,
            columns: &columns,
            window,
            y,
            x: inner.x,
        };
        let at = n - near.start;
        table.row(canvas, &rows[at], (&said[at], told[at].as_ref()));
        if n == cursor.at {
            mark_row(app, canvas, Pane::Metrics, Rect::new(inner.x, y, inner.width, 1));
        }
    }
    if scale > 0
        && let Some(row) = app.row()
    {
        let points = points(&app.atlas, &row.series);
        let text = scale_line(app, row, &points, window, inner.width.saturating_sub(2));
        canvas.text(
            (inner.x + 1, inner.bottom() - 1),
            inner.width.saturating_sub(2),
            &text,
            Paint::Muted,
        );
    }
}

/// What tells rows apart that would read alike, of those beside the ones seen. Where names have little room, both
/// halves of one would only say less than its beginning.
fn told_apart(
    app: &App,
    columns: u16,
    near: &Range<usize>,
    lines: &[TableLine<Group>],
) -> Vec<Option<Apart>> {
    let rows = &app.metrics[near.clone()];
    if columns < ROOM_FOR_BOTH {
        return vec![None; rows.len()];
    }
    let row = |line: &TableLine<Group>| match line {
        TableLine::Row(n) => n.checked_sub(near.start),
        TableLine::Head(_) => None,
    };
    let seen: Vec<usize> = lines.iter().filter_map(row).collect();
    rows::apart(&app.atlas, rows, &seen)
}

/// The rows that widths and years are taken from: all of them, or where there are very many those nearest to what is
/// seen, so that drawing never waits for the others.
fn near(cursor: Cursor, height: u16, all: usize) -> Range<usize> {
    const MANY: usize = 500;
    if all <= MANY {
        return 0..all;
    }
    let first = cursor.top.min(cursor.at);
    let last = (cursor.top + usize::from(height)).max(cursor.at + 1);
    first.saturating_sub(MANY / 4)..(last + MANY / 4).min(all)
}

/// The heading of a group, with how many rows and facts it has.
fn heading(app: &App, canvas: &mut Canvas, (x, y): (u16, u16), columns: u16, group: Group) {
    let (rows, facts) = rows::count_in(&app.metrics, group);
    let counts = if columns < 50 {
        format!(" {rows}")
    } else if facts == 0 {
        format!(" {rows} elsewhere ")
    } else {
        format!(" {rows} · {facts} fact{} ", say::plural(facts))
    };
    canvas.hline((x + 1, y), columns.saturating_sub(1));
    let room = columns.saturating_sub(width(&counts) + 3);
    canvas.text((x + 2, y), room, &format!(" {} ", group.title()), Paint::Muted);
    canvas.text(
        (
            (x + columns).saturating_sub(width(&counts) + u16::from(columns >= 50)),
            y,
        ),
        width(&counts),
        &counts,
        Paint::Faint,
    );
}

fn nothing(app: &App, columns: u16) -> Vec<crate::ui::prose::Line> {
    let lines = nothing_for(app, app.place);
    lines
        .iter()
        .flat_map(|line| crate::ui::prose::wrap(line, columns.saturating_sub(3)))
        .collect()
}

fn head(canvas: &mut Canvas, inner: Rect, columns: &Columns, window: Window) {
    let (mut x, y) = (inner.x + 1, inner.y);
    canvas.text((x, y), columns.name, "Metric", Paint::Faint);
    x += columns.name + 1;
    canvas.text(
        (x, y),
        columns.value,
        &fit_right("Latest", columns.value),
        Paint::Faint,
    );
    x += columns.value;
    for (size, title) in [(columns.unit, "Unit"), (columns.period, "Period")] {
        if size > 0 {
            canvas.text((x + 1, y), size, title, Paint::Faint);
            x += size + 1;
        }
    }
    if columns.trend > 0 {
        canvas.cells((x + 1, y), columns.trend, &window.header());
        x += columns.trend + 2;
    }
    canvas.text((x + 1, y), 2, "Ev", Paint::Faint);
    if columns.kinds > 0 {
        canvas.text((x + columns.kinds_at, y), columns.kinds, "Kinds", Paint::Faint);
    }
}

/// Where a row of the table stands.
struct Table<'a> {
    app: &'a App,
    columns: &'a Columns,
    window: Window,
    x: u16,
    y: u16,
}

impl Table<'_> {
    fn row(&self, canvas: &mut Canvas, row: &MetricRow, (shown, apart): (&Shown, Option<&Apart>)) {
        let (app, columns, y) = (self.app, self.columns, self.y);
        let indent = if row.indented { 2 } else { 0 };
        let mut x = self.x + 1;
        canvas.text(
            (x + indent, y),
            columns.name.saturating_sub(indent),
            &row.label_for(&app.atlas, apart, columns.name.saturating_sub(indent)),
            Paint::Text,
        );
        x += columns.name + 1;
        if row.is_elsewhere() {
            return self.elsewhere(canvas, x, row);
        }
        // A value is never cut: it may reach over the end of a long name.
        let size = width(&shown.value).max(columns.value);
        let start = (x + columns.value).saturating_sub(size);
        canvas.text((start, y), size, &fit_right(&shown.value, size), Paint::Number);
        x += columns.value;
        for (size, text) in [(columns.unit, &*shown.unit), (columns.period, &*shown.period)] {
            if size > 0 {
                canvas.text((x + 1, y), size, text, Paint::Muted);
                x += size + 1;
            }
        }
        if columns.trend > 0 {
            let metric = app.atlas.metric(row.series.key.metric);
            let series = Series {
                nature: metric.nature,
                points: &points(&app.atlas, &row.series),
                searched: &[],
            };
            let drawn = sparkline(&series, self.window, app.look.glyphs, app.axis);
            canvas.cells((x + 1, y), columns.trend, &drawn.cells);
            canvas.cells((x + 1 + columns.trend, y), 1, &[drawn.flag]);
            x += columns.trend + 2;
        }
        let backing = backing(app, row);
        let paint = if backing.is_disputed {
            Paint::Err
        } else {
            Paint::Muted
        };
        if let Some((sign, paint)) = verification(app, row) {
            canvas.text((x + 3, y), 1, sign, paint);
        }
        canvas.text((x + 1, y), 2, &backing.text, paint);
        if columns.kinds > 0 {
            canvas.text(
                (x + columns.kinds_at, y),
                columns.kinds,
                &kinds(app, row),
                Paint::Muted,
            );
        }
    }

    /// A row without a value of this place: how many places have one.
    fn elsewhere(&self, canvas: &mut Canvas, x: u16, row: &MetricRow) {
        let columns = self.columns;
        canvas.text(
            (x, self.y),
            columns.value,
            &fit_right("·", columns.value),
            Paint::Faint,
        );
        let room = columns.unit + columns.period + columns.trend + 2;
        if columns.unit > 0 {
            let text = measured_elsewhere(self.app, row);
            canvas.text((x + columns.value + 1, self.y), room, &text, Paint::Faint);
        }
    }
}

/// What the trend of the selected row shows and leaves out.
fn scale_line(app: &App, row: &MetricRow, points: &[Point], window: Window, columns: u16) -> String {
    let atlas = &app.atlas;
    let metric = atlas.metric(row.series.key.metric);
    let stated = |point: &Point| point.shape() == Shape::Stated;
    match points.first() {
        None if row.is_elsewhere() => return format!("{}: ⏎ lists them", measured_elsewhere(app, row)),
        None => {
            return format!(
                "says no number, so nothing to draw · {}",
                atlas.name(&metric.names)
            );
        }
        Some(first) if !points.iter().any(stated) => {
            let word = first.shape().word();
            return format!(
                "only {word}, so a shape and no bar · {}",
                atlas.name(&metric.names)
            );
        }
        Some(_) => {}
    }
    let series = Series {
        nature: metric.nature,
        points,
        searched: &[],
    };
    let unit = short_unit(atlas.unit(metric.unit), metric);
    let own =
        sparkline(&series, window, app.look.glyphs, app.axis)
            .scale
            .line(&unit, columns, app.look.glyphs);
    if own.is_empty() {
        atlas.name(&metric.names).to_owned()
    } else {
        own
    }
}

/// The name of the metric of the row under the cursor, in all languages, for wide titles.
pub fn spellings(app: &App) -> crate::ui::prose::Line {
    let Some(row) = app.row() else { return Vec::new() };
    let names = &app.atlas.metric(row.series.key.metric).names;
    let parts = names.all().map(|name| span(name, Paint::Muted)).collect();
    say::dotted(parts)
}
