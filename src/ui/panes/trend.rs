//! The chart beside the table, for wide screens: the selected series large.

use crate::atlas::short_unit;
use crate::settings::Role;
use crate::ui::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::panes::metrics::spellings;
use crate::ui::prose::{Line, span, wrap};
use crate::ui::rows::points;
use crate::ui::widgets::chart::{ChartPicture, ChartSpec, Form, chart};
use crate::ui::widgets::series::Series;
use ratatui::layout::Rect;

/// Draws title and chart.
pub fn draw(app: &App, canvas: &mut Canvas, area: Rect, inner: Rect) {
    let Some(row) = app.row() else { return };
    let metric = app.atlas.metric(row.series.key.metric);
    let points = points(&app.atlas, &row.series);
    let unit = short_unit(app.atlas.unit(metric.unit), metric);
    let series = Series {
        nature: metric.nature,
        points: &points,
        searched: &[],
    };
    let spec = ChartSpec {
        series,
        unit: &unit,
        axis: app.axis,
        today: app.this_year(),
        years: None,
    };
    let rest = 5;
    let picture = chart(
        &spec,
        inner.width.saturating_sub(2),
        inner.height.saturating_sub(rest),
        app.look.glyphs,
    );
    let title = format!(
        " Trend · {} · {} ",
        app.atlas.name(&metric.names),
        picture.caption
    );
    canvas.text(
        (area.x + 2, area.y),
        area.width.saturating_sub(4),
        &title,
        Role::Faint,
    );
    let mut y = inner.y;
    canvas.spans((inner.x + 1, y), inner.width.saturating_sub(2), &spellings(app));
    y += 1;
    for cells in &picture.rows {
        if y >= inner.bottom() {
            return;
        }
        canvas.cells((inner.x + 1, y), inner.width.saturating_sub(2), cells);
        y += 1;
    }
    let columns = inner.width.saturating_sub(2).min(crate::ui::prose::MAX_PROSE);
    let lines = remarks(&picture, &metric.definition);
    let lines = lines.iter().flat_map(|line| wrap(line, columns));
    for (y, line) in (y..inner.bottom()).zip(lines) {
        canvas.spans((inner.x + 1, y), columns, &line);
    }
}

/// The chart in a sentence, what it leaves out, and what the metric means.
fn remarks(picture: &ChartPicture, definition: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    if picture.form == Form::Chart {
        lines.push(vec![span(
            crate::ui::say::capital(&picture.sentence),
            Role::Muted,
        )]);
    }
    lines.extend(
        picture
            .notes
            .iter()
            .map(|note| vec![span(note.clone(), Role::Faint)]),
    );
    lines.push(vec![span(definition, Role::Faint)]);
    lines
}
