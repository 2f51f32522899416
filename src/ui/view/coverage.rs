//! Places × metrics: how many facts back each cell, and the holes. A hole is a fact about the atlas, not the place.

use crate::atlas::*;
use crate::query::coverage::Cell;
use crate::query::group::Group;
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::prose::{Line, cut, fit_right, span, width, wrap};
use crate::ui::rows::{Grid, Order, Which};
use crate::ui::say;
use ratatui::layout::Rect;

/// Where the parts of the matrix stand.
struct Geometry {
    /// Columns of the names of places.
    name: u16,
    /// Columns of a cell.
    cell: u16,
    /// How many metrics are shown.
    columns: u16,
    /// How many places are shown.
    rows: u16,
    /// Lines above the rows: groups, then the metrics' names.
    head: u16,
    /// Lines under the matrix.
    foot: u16,
}

impl Geometry {
    fn of(grid: &Grid, body: Rect) -> Self {
        let name = match body.width {
            0..60 => 13,
            60..110 => 20,
            _ => 26,
        };
        // A sign, a count and the longest period, `25 10–12*`, with a blank after each.
        let cell = if grid.wide { 15 } else { 4 };
        let head = body.height.saturating_sub(1).min(2);
        let foot = match body.height {
            0..4 => 0,
            4..9 => 1,
            9..16 => 2,
            16..30 => 4,
            _ => 5,
        };
        Geometry {
            name,
            cell,
            columns: (body.width.saturating_sub(name + 1) / cell).max(1),
            rows: body.height.saturating_sub(head + foot).max(1),
            head,
            foot,
        }
    }
}

/// Keeps the cursor within what is shown.
pub fn settle(app: &mut App, body: Rect) {
    let geometry = Geometry::of(&app.grid, body);
    app.grid
        .settle(usize::from(geometry.rows), usize::from(geometry.columns));
}

/// Draws the matrix and what the cell under the cursor says.
pub fn draw(app: &App, canvas: &mut Canvas, body: Rect) {
    let grid = &app.grid;
    let geometry = Geometry::of(grid, body);
    if grid.table.metrics.is_empty() || grid.places.is_empty() {
        canvas.text(
            (body.x + 1, body.y),
            body.width,
            "Nothing to measure.",
            Paint::Text,
        );
        return;
    }
    let picture = Picture {
        app,
        grid,
        geometry,
        body,
    };
    picture.heads(canvas);
    picture.rows(canvas);
    picture.foot(canvas);
}

struct Picture<'a> {
    app: &'a App,
    grid: &'a Grid,
    geometry: Geometry,
    body: Rect,
}

impl Picture<'_> {
    /// The metrics shown, with their columns on screen.
    fn columns(&self) -> impl Iterator<Item = (usize, MetricId, u16)> {
        let (left, cell) = (self.grid.left, self.geometry.cell);
        let start = self.body.x + self.geometry.name + 1;
        let shown = self.grid.table.metrics.iter().copied().enumerate().skip(left);
        let shown = shown.take(usize::from(self.geometry.columns));
        shown.map(move |(n, metric)| (n, metric, start + (n - left) as u16 * cell))
    }

    /// Groups over their metrics; names of all metrics if cells are wide, else that of the one under the cursor.
    fn heads(&self, canvas: &mut Canvas) {
        let (atlas, y) = (&self.app.atlas, self.body.y);
        let right = self.body.right();
        canvas.text(
            (self.body.x + 1, y),
            self.geometry.name,
            self.order(),
            Paint::Faint,
        );
        let mut before = None;
        for (_, metric, x) in self.columns() {
            let group = Group::of(atlas, metric);
            if before != Some(group) {
                before = Some(group);
                let same = self.columns().filter(|(_, m, _)| Group::of(atlas, *m) == group);
                let size = same.count() as u16 * self.geometry.cell;
                canvas.hline(
                    (x + 1, y),
                    size.saturating_sub(1).min(right.saturating_sub(x + 1)),
                );
                let title = cut(group.title(), size.saturating_sub(2));
                canvas.text(
                    (x + 1, y),
                    size.saturating_sub(1),
                    &format!("{title} "),
                    Paint::Muted,
                );
            }
        }
        let wide = self.grid.wide;
        if self.geometry.head < 2 {
            return;
        }
        for (n, metric, x) in self.columns() {
            let here = n == self.grid.column;
            let paint = if here { Paint::Accent } else { Paint::Faint };
            let name = name(atlas, metric);
            if wide {
                canvas.text((x + 1, y + 1), self.geometry.cell - 1, &name, paint);
            } else if here {
                self.pointer(canvas, x, &name);
            }
        }
    }

    /// The name of the metric under the cursor, at its column: to the left of it where there is no room to the right.
    fn pointer(&self, canvas: &mut Canvas, x: u16, name: &str) {
        let (y, right) = (self.body.y + 1, self.body.right());
        let size = width(name) + 2;
        if x + 2 + size <= right {
            canvas.text((x + 2, y), size, &format!("▾ {name}"), Paint::Accent);
        } else {
            let from = self.body.x + self.geometry.name.min(2);
            let room = (x + 4).saturating_sub(from);
            let name = cut(name, room.saturating_sub(2));
            canvas.text(
                (from, y),
                room,
                &fit_right(&format!("{name} ▾"), room),
                Paint::Accent,
            );
        }
    }

    fn rows(&self, canvas: &mut Canvas) {
        let (atlas, grid) = (&self.app.atlas, self.grid);
        let first = self.body.y + self.geometry.head;
        let shown = grid.places.iter().enumerate().skip(grid.top);
        for (y, (n, place)) in (first..first + self.geometry.rows).zip(shown) {
            let facts = atlas.facts_of_place(*place).len();
            let count = if facts == 0 {
                "·".to_owned()
            } else {
                facts.to_string()
            };
            let room = self.geometry.name.saturating_sub(width(&count) + 2);
            let name = atlas.name(&atlas.place(*place).names);
            let here = n == grid.row;
            let paint = if here { Paint::Accent } else { Paint::Text };
            canvas.text((self.body.x + 1, y), room, name, paint);
            let at = self.body.x + self.geometry.name - width(&count);
            canvas.text((at, y), width(&count), &count, Paint::Faint);
            let row = grid.table.row(*place);
            for (column, _, x) in self.columns() {
                self.cell(canvas, (x, y), &row[column]);
            }
            if here {
                self.mark(canvas, y);
            }
        }
    }

    fn cell(&self, canvas: &mut Canvas, (x, y): (u16, u16), cell: &Cell) {
        if cell.facts == 0 {
            let at = if self.grid.wide { x + 1 } else { x + 3 };
            canvas.text((at, y), 1, "·", Paint::Faint);
            return;
        }
        let (sign, paint) = sign(cell);
        let strong = match cell.facts {
            0..2 => Paint::Muted,
            2..5 => Paint::Text,
            _ => Paint::Number,
        };
        let count = fit_right(&cell.facts.min(99).to_string(), 2);
        canvas.text((x + 1, y), 1, sign, paint);
        canvas.text((x + 2 + u16::from(self.grid.wide), y), 2, &count, strong);
        if self.grid.wide
            && let Some(fact) = cell.latest
        {
            let period = say::period_short(&self.app.atlas.row(fact));
            canvas.text((x + 6, y), self.geometry.cell - 6, &period, Paint::Muted);
        }
    }

    /// The row of the cursor, and its cell in it.
    fn mark(&self, canvas: &mut Canvas, y: u16) {
        let column = self.columns().find(|(n, ..)| *n == self.grid.column);
        canvas.text((self.body.x, y), 1, "▌", Paint::Text);
        if let Some((_, _, x)) = column {
            let size = self.geometry.cell;
            canvas.select(Rect::new(x, y, size, 1));
            canvas.text((x, y), 1, "▌", Paint::Accent);
        }
    }

    fn order(&self) -> &'static str {
        match self.grid.order {
            Order::Facts => "most facts first",
            Order::Tree => "as in the tree",
            Order::Name => "by name",
            Order::Column => "by this metric",
            Order::Holes => "most holes first",
        }
    }

    /// What the cell under the cursor says, who else is measured, how full the matrix is, what the signs mean.
    fn foot(&self, canvas: &mut Canvas) {
        let (body, foot) = (self.body, self.geometry.foot);
        let columns = body.width.saturating_sub(2);
        if foot == 0 {
            return;
        }
        let mut y = body.bottom() - foot;
        if foot > 1 {
            canvas.hline((body.x, y), body.width);
            canvas.text(
                (body.x + 1, y),
                columns,
                &format!(" {} ", self.title()),
                Paint::Muted,
            );
            y += 1;
        }
        let mut lines = vec![self.about()];
        lines.push(self.near());
        lines.push(self.totals());
        lines.push(vec![span(SIGNS, Paint::Faint)]);
        let wrapped = lines
            .iter()
            .flat_map(|line| wrap(line, columns).into_iter().take(1));
        for (y, line) in (y..body.bottom()).zip(wrapped) {
            canvas.spans((body.x + 1, y), columns, &line);
        }
    }

    fn title(&self) -> String {
        let atlas = &self.app.atlas;
        let place = self
            .grid
            .place()
            .map_or("", |id| atlas.name(&atlas.place(id).names));
        let metric = self.grid.metric().map_or_else(String::new, |id| name(atlas, id));
        format!("{place} × {metric}")
    }

    /// The facts of the cell, or that there are none.
    fn about(&self) -> Line {
        let (atlas, cell) = (&self.app.atlas, self.grid.cell());
        let (Some(fact), Some(place), Some(metric)) = (cell.latest, self.grid.place(), self.grid.metric())
        else {
            return self.hole();
        };
        let own = atlas.facts_of_place(place).iter().map(|id| atlas.row(*id));
        let own = own.filter(|fact| fact.metric == metric);
        let mut documents: Vec<DocumentId> = own.flat_map(|fact| fact.sources).copied().collect();
        documents.sort_unstable();
        documents.dedup();
        let (sign, paint) = sign(&cell);
        let facts = format!("{} from ", say::counted(usize::from(cell.facts), "fact"));
        let documents = say::counted(documents.len(), "document");
        let disputed = if cell.disputed { " · disputed" } else { "" };
        let mut line = vec![
            span(format!("{sign} "), paint),
            span(format!("{facts}{documents}{disputed} · "), Paint::Text),
        ];
        line.extend(say::fact_line(atlas, fact));
        line
    }

    fn hole(&self) -> Line {
        let atlas = &self.app.atlas;
        let within = self
            .grid
            .place()
            .zip(self.grid.metric())
            .map_or(0, |(place, metric)| {
                let facts = atlas.facts_within(place).into_iter();
                facts.filter(|id| atlas.row(*id).metric == metric).count()
            });
        let mut text = format!(
            "· no figure found yet in {} documents",
            atlas.records().documents.len()
        );
        if within > 0 {
            text.push_str(&format!("; places within have {within}"));
        }
        vec![span(text, Paint::Text)]
    }

    /// The other places that are measured so, most facts first.
    fn near(&self) -> Line {
        let atlas = &self.app.atlas;
        let Some(metric) = self.grid.metric() else {
            return Line::new();
        };
        let mut places: Vec<(usize, PlaceId)> = atlas
            .places()
            .map(|(id, _)| (usize::from(self.grid.table.cell(id, metric).facts), id))
            .filter(|(facts, id)| *facts > 0 && Some(*id) != self.grid.place())
            .collect();
        places.sort_by_key(|(facts, id)| (std::cmp::Reverse(*facts), id.0));
        let all = places.len();
        let some = places.iter().take(5);
        let some: Vec<String> = some
            .map(|(facts, id)| format!("{} {facts}", atlas.name(&atlas.place(*id).names)))
            .collect();
        let text = match all {
            0 => "no other place has one".to_owned(),
            n if n > 5 => format!("also {} … {n} places in all", some.join(", ")),
            _ => format!("also {}", some.join(", ")),
        };
        vec![span(text, Paint::Muted)]
    }

    fn totals(&self) -> Line {
        let (filled, all) = self.grid.filled();
        let rows = match self.grid.which {
            Which::Cities => "cities and above",
            Which::Parts => "districts, zones, parks",
            Which::All => "places",
        };
        let number = |n: usize| grouped(Decimal::new(n as i64, 0));
        let metrics = self.grid.table.metrics.len();
        let text = format!(
            "{} of {} cells filled, {} holes · {} {rows} × {}",
            number(filled),
            number(all),
            number(all - filled),
            self.grid.places.len(),
            say::counted(metrics, "metric")
        );
        // Why they are fewer than elsewhere, where there is room: what has no figure has no cell.
        let stating = self.app.atlas.records().metrics.len() - metrics;
        let whole = format!("{text}, {} left out", say::counted(stating, "statement"));
        let fits = stating > 0 && width(&whole) + 2 <= self.body.width;
        let text = if fits { whole } else { text };
        vec![span(text, Paint::Faint)]
    }
}

/// What the signs before the numbers mean.
const SIGNS: &str =
    "● observed  ! disputed  ○ only a target  ◌ only a projection  ◇ only a claim  · none found yet";

/// The sign of a cell.
fn sign(cell: &Cell) -> (&'static str, Paint) {
    match (cell.disputed, cell.kind) {
        (true, _) => ("!", Paint::Err),
        (false, Some(kind)) => (say::kind_sign(kind), Paint::Muted),
        (false, None) => ("·", Paint::Faint),
    }
}

/// A metric by its short name; one under another says of what.
fn name(atlas: &Atlas, id: MetricId) -> String {
    let metric = atlas.metric(id);
    match metric.under {
        Some(_) => atlas.name(&metric.names).to_owned(),
        None => atlas.short_name(metric).to_owned(),
    }
}
