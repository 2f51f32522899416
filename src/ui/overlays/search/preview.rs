//! What opening the chosen hit would show.

use super::*;
use crate::ui::prose::{MAX_PROSE, wrap};

/// What opening the hit would show.
pub(super) fn preview(app: &App, thing: Thing, canvas: &mut Canvas, area: Rect) {
    let columns = area.width.saturating_sub(2).min(MAX_PROSE + 4);
    let lines = preview_lines(app, thing, columns, usize::from(area.height));
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        canvas.spans((area.x + 1, y), area.width.saturating_sub(1), &line);
    }
}

/// At least so many lines as are shown, if there are as many.
fn preview_lines(app: &App, thing: Thing, columns: u16, shown: usize) -> Vec<Line> {
    let atlas = &app.atlas;
    match thing {
        Thing::Fact(id) => {
            let fact = atlas.fact(id);
            let mut lines = wrap(&say::fact_line(atlas, id), columns);
            for evidence in &fact.evidence {
                lines.extend(say::paragraph(
                    atlas,
                    (evidence.document, evidence.paragraph),
                    Some(id),
                    columns,
                ));
                lines.extend(wrap(&say::phrase_line(atlas, evidence), columns));
            }
            lines.extend(say::dispute_line(atlas, id));
            lines
        }
        Thing::Metric(id) => {
            let metric = atlas.metric(id);
            let mut lines = wrap(&[span(metric.definition.clone(), Paint::Text)], columns);
            for fact in atlas.facts_of_metric(id).iter().take(shown) {
                let own = atlas.row(*fact);
                let text = format!(
                    "{} {} {}",
                    say::fact_sign(own.kind, own.status),
                    atlas.signed(own.value),
                    own.period.short()
                );
                let place = format!(
                    "  {} {}",
                    atlas.name(&atlas.place(own.place).names),
                    own.scope.join(", ")
                );
                lines.push(vec![span(text, Paint::Number), span(place, Paint::Muted)]);
            }
            lines
        }
        Thing::Document(id) => {
            let document = atlas.document(id);
            let known = format!("{} · {}", say::source_name(document), say::date_known(document));
            let mut lines = wrap(&[span(known, Paint::Cite)], columns);
            for own in &document.paragraphs {
                if lines.len() >= shown {
                    break;
                }
                lines.extend(say::paragraph(atlas, (id, own.n), None, columns));
            }
            lines
        }
        Thing::Paragraph(id, n) => say::paragraph(atlas, (id, n), None, columns),
        Thing::Place(_) | Thing::Organisation(_) | Thing::Derivation(_) => {
            crate::ui::view::card_lines(app, thing, columns, shown)
        }
    }
}
