//! The series of the fact as a chart.

use super::{Page, boxed, section};
use crate::atlas::short_unit;
use crate::query::series::of_fact;
use crate::settings::Role as Paint;
use crate::ui::canvas::Canvas;
use crate::ui::prose::{span, wrap};
use crate::ui::rows::points;
use crate::ui::say;
use crate::ui::widgets::chart::{ChartSpec, Form, chart};
use crate::ui::widgets::series::Series;
use ratatui::layout::Rect;

impl Page<'_> {
    /// Title and chart of the series; the row below is returned.
    pub(super) fn trend(&self, canvas: &mut Canvas, area: Rect) -> u16 {
        let (app, fact) = (self.app, self.fact());
        let series = of_fact(&app.atlas, self.fact);
        let metric = app.atlas.metric(fact.metric);
        let points = points(&app.atlas, &series);
        let unit = short_unit(app.atlas.unit(fact.unit), metric);
        let drawn = Series {
            nature: metric.nature,
            points: &points,
            searched: &[],
        };
        let spec = ChartSpec {
            series: drawn,
            unit: &unit,
            axis: app.axis,
            today: app.this_year(),
            years: None,
        };
        let (width, height) = (area.width.saturating_sub(4), area.height.saturating_sub(2));
        let picture = chart(&spec, width, height, app.look.glyphs);
        let title = if picture.caption.is_empty() {
            "Trend".to_owned()
        } else {
            format!("Trend · {}", picture.caption)
        };
        if area.x > 0 {
            boxed(canvas, area, &title, Paint::Faint);
        } else {
            section(canvas, area, area.y, &title);
        }
        let mut y = area.y + 1;
        for cells in &picture.rows {
            canvas.cells((area.x + 2, y), width, cells);
            y += 1;
        }
        if !matches!(picture.form, Form::Nothing | Form::OnePoint | Form::List) && y < area.bottom() {
            let sentence = wrap(&[span(say::capital(&picture.sentence), Paint::Faint)], width);
            for line in sentence
                .iter()
                .take(usize::from((area.bottom() - y).saturating_sub(1)))
            {
                canvas.spans((area.x + 2, y), width, line);
                y += 1;
            }
        }
        y
    }
}
