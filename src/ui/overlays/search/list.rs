//! The hits, a line each.

use super::*;
use crate::ui::overlays::palette::highlighted;
use crate::ui::prose::{cut, fit};

pub(super) fn list(app: &App, search: &Search, hits: &[Hit], canvas: &mut Canvas, area: Rect) {
    let atlas = &app.atlas;
    let rows = hits.iter().enumerate().skip(search.cursor.top);
    for (y, (n, hit)) in (area.y..area.bottom()).zip(rows) {
        let (label, right) = row(atlas, hit.thing);
        let right = cut(&right, area.width / 2);
        let room = area.width.saturating_sub(width(&right) + 13);
        canvas.text((area.x + 1, y), 8, &fit(short_kind(hit.thing), 8), Paint::Faint);
        canvas.spans(
            (area.x + 10, y),
            room,
            &highlighted(&label, &search.found.words, Paint::Text),
        );
        canvas.text(
            (area.right().saturating_sub(width(&right) + 1), y),
            width(&right),
            &right,
            Paint::Number,
        );
        if n == search.cursor.at {
            canvas.text((area.x, y), 1, "▌", Paint::Text);
            canvas.select(Rect::new(area.x, y, area.width, 1));
        }
    }
}

fn short_kind(thing: Thing) -> &'static str {
    match kind_of(thing) {
        "organisation" => "named",
        "paragraph" => "¶",
        "document" => "doc",
        kind => kind,
    }
}

/// The label of a hit and what stands at its right.
fn row(atlas: &Atlas, thing: Thing) -> (String, String) {
    let facts = |n: usize| format!("{n} fact{}", say::plural(n));
    match thing {
        Thing::Fact(id) => {
            let fact = atlas.row(id);
            let value = if *fact.value == Value::Holds {
                String::new()
            } else {
                atlas.signed(fact.value)
            };
            let unit = short_unit(atlas.unit(fact.unit), atlas.metric(fact.metric));
            let value = if unit.is_empty() {
                value
            } else {
                format!("{value} {unit}")
            };
            (
                format!("{} {}", say::fact_label(atlas, id), fact.period.short()),
                format!("{value} {}", say::fact_sign(fact.kind, fact.status)),
            )
        }
        Thing::Place(id) => (
            atlas.name(&atlas.place(id).names).to_owned(),
            facts(atlas.count_within(id)),
        ),
        Thing::Metric(id) => (
            atlas.name(&atlas.metric(id).names).to_owned(),
            facts(atlas.facts_of_metric(id).len()),
        ),
        Thing::Organisation(id) => {
            let own = atlas.organisation(id);
            (
                atlas.name(&own.names).to_owned(),
                own.kind.name().replace('-', " "),
            )
        }
        Thing::Document(id) => (
            atlas.document(id).title.to_string(),
            facts(atlas.count_of_document(id)),
        ),
        Thing::Paragraph(id, n) => {
            let document = atlas.document(id);
            (
                format!("{} ¶{n}", document.title),
                facts(atlas.facts_of_paragraph(id, n).len()),
            )
        }
        Thing::Derivation(id) => computed(atlas, id),
    }
}

/// Label and value of a computed row.
fn computed(atlas: &Atlas, id: DerivationId) -> (String, String) {
    let own = atlas.derivation(id);
    let metric = atlas.metric(own.metric);
    let scope = own
        .scope
        .first()
        .map(|scope| format!(", {scope}"))
        .unwrap_or_default();
    let label = format!(
        "{} · {}{scope} {}",
        atlas.name(&atlas.place(own.place).names),
        atlas.name(&metric.names),
        own.period.short()
    );
    let value = crate::query::derive::derive(atlas, own)
        .map(|d| atlas.signed(&d.value))
        .unwrap_or_default();
    (
        label,
        format!("{value} {} □", short_unit(atlas.unit(own.unit), metric)),
    )
}
