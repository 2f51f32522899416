//! One fact in full: value, hedge and interval, period, kind, scope; its source; its trend; what follows from it.

mod consequences;
mod fields;
mod source;
mod trend;

use crate::atlas::*;
use crate::query::series::of_fact;
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::prose::{Line, MAX_PROSE};
use ratatui::layout::Rect;
use source::Extent;

/// The title of what follows.
const FOLLOWS: &str = "Follows, and belongs to it";

/// The facts one steps through here: those of the chosen fact's series, oldest first.
pub fn facts(app: &App) -> Vec<FactId> {
    app.fact
        .map_or_else(Vec::new, |fact| of_fact(&app.atlas, fact).facts)
}

/// Draws the chosen fact.
pub fn draw(app: &App, canvas: &mut Canvas, body: Rect) {
    let Some((fact, evidence)) = app.fact.zip(app.evidence()) else {
        canvas.text(
            (body.x + 1, body.y),
            body.width,
            "No fact is chosen. Esc goes back.",
            Paint::Text,
        );
        return;
    };
    let page = Page { app, fact, evidence };
    if body.width >= 100 && body.height >= 20 {
        page.two_columns(canvas, body);
    } else {
        page.one_column(canvas, body);
    }
}

/// The chosen fact and the source of it that is shown.
struct Page<'a> {
    app: &'a App,
    fact: FactId,
    evidence: &'a Evidence,
}

impl Page<'_> {
    fn one_column(&self, canvas: &mut Canvas, body: Rect) {
        let columns = body.width.saturating_sub(2);
        let heading = self.heading(columns);
        let more = self.consequences(columns);
        let room = usize::from(body.height).saturating_sub(heading.len() + 2);
        let mut source = self.source(columns, Extent::Whole);
        // A trend of several points is worth more than the neighbours of the paragraph.
        let wanted = if facts(self.app).len() > 1 { 7 } else { 0 };
        if source.len() + wanted > room {
            source = self.source(columns, Extent::Brief);
        }
        let free = room.saturating_sub(source.len());
        let trend_rows = if free < 12 {
            free.min(wanted)
        } else {
            free.saturating_sub(more.len().min(4) + 2).min(11)
        };
        let mut y = body.y;
        y = lines(canvas, body, y, &heading);
        if trend_rows >= 3 {
            y = self.trend(
                canvas,
                Rect {
                    y,
                    height: trend_rows as u16 + 1,
                    ..body
                },
            );
        }
        y = section(canvas, body, y, &self.source_title());
        y = lines(canvas, body, y, &source);
        if !more.is_empty() && y + 1 < body.bottom() {
            y = section(canvas, body, y, FOLLOWS);
            lines(canvas, body, y, &more);
        }
    }

    fn two_columns(&self, canvas: &mut Canvas, body: Rect) {
        let left = Rect {
            width: (body.width * 9 / 20).min(76),
            ..body
        };
        let right = Rect {
            x: left.right(),
            width: body.width - left.width,
            ..body
        };
        let facts = self.fields(left.width.saturating_sub(4));
        let upper = Rect {
            height: (facts.len() as u16 + 2).min(body.height.saturating_sub(4)),
            ..left
        };
        let lower = Rect {
            y: upper.bottom(),
            height: body.height - upper.height,
            ..left
        };
        let more = self.consequences(lower.width.saturating_sub(4));
        filled(canvas, upper, ("Fact", Paint::Accent), &facts);
        filled(canvas, lower, (FOLLOWS, Paint::Faint), &more);
        let source = self.source(right.width.saturating_sub(4).min(MAX_PROSE + 4), Extent::Whole);
        let wanted = (source.len() as u16 + 2).min(body.height * 3 / 5).max(8);
        let top = Rect {
            height: wanted,
            ..right
        };
        let bottom = Rect {
            y: top.bottom(),
            height: body.height - wanted,
            ..right
        };
        filled(canvas, top, (&self.source_title(), Paint::Faint), &source);
        self.trend(canvas, bottom);
    }

    fn fact(&self) -> &Fact {
        self.app.atlas.fact(self.fact)
    }
}

/// A frame with a title and lines in it.
fn filled(canvas: &mut Canvas, area: Rect, (title, paint): (&str, Paint), content: &[Line]) {
    boxed(canvas, area, title, paint);
    let inside = Rect::new(
        area.x + 1,
        area.y + 1,
        area.width - 2,
        area.height.saturating_sub(2),
    );
    lines(canvas, inside, inside.y, content);
}

fn boxed(canvas: &mut Canvas, area: Rect, title: &str, paint: Paint) {
    canvas.frame(area);
    canvas.text(
        (area.x + 2, area.y),
        area.width.saturating_sub(4),
        &format!(" {title} "),
        paint,
    );
}

/// A heading with a hairline; the row below is returned.
fn section(canvas: &mut Canvas, area: Rect, y: u16, title: &str) -> u16 {
    if y < area.bottom() {
        canvas.hline((area.x, y), area.width);
        canvas.text(
            (area.x + 1, y),
            area.width.saturating_sub(3),
            &format!(" {title} "),
            Paint::Faint,
        );
    }
    y + 1
}

/// Lines from a row on; the row below is returned.
fn lines(canvas: &mut Canvas, area: Rect, mut y: u16, lines: &[Line]) -> u16 {
    for line in lines {
        if y >= area.bottom() {
            break;
        }
        canvas.spans((area.x + 1, y), area.width.saturating_sub(1), line);
        y += 1;
    }
    y
}
