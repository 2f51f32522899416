//! The paragraph that says the chosen fact: restated, its figure in brackets, the phrase in the original language.

use crate::atlas::*;
use crate::query::series::of_metric;
use crate::settings::Role as Paint;
use crate::ui::app::{App, Pane};
use crate::ui::canvas::Canvas;
use crate::ui::prose::{Line, MAX_PROSE, fit, span, width, wrap};
use crate::ui::say;
use crate::ui::view::has_focus;
use ratatui::layout::Rect;

/// Draws the evidence of the chosen fact, or the formula of a computed row, or why there is none.
pub fn draw(app: &App, canvas: &mut Canvas, inner: Rect) {
    let columns = inner.width.saturating_sub(2).min(MAX_PROSE + 4);
    let (lines, bar) = match app.fact.zip(app.evidence()) {
        Some((fact, evidence)) => stated(app, fact, evidence, columns, inner.height),
        None => (computed(app, columns, usize::from(inner.height)), 0..0),
    };
    for (n, (y, line)) in (inner.y..inner.bottom()).zip(&lines).enumerate() {
        canvas.spans((inner.x + 1, y), inner.width.saturating_sub(1), line);
        if bar.contains(&n) {
            let paint = if has_focus(app, Pane::Evidence) {
                Paint::Accent
            } else {
                Paint::Faint
            };
            canvas.text((inner.x, y), 1, "▌", paint);
        }
    }
}

/// Heading, paragraph, phrase; then as much of the surroundings as fits. The range is that of the paragraph's lines.
fn stated(
    app: &App,
    fact: FactId,
    evidence: &Evidence,
    columns: u16,
    height: u16,
) -> (Vec<Line>, std::ops::Range<usize>) {
    let atlas = &app.atlas;
    let at = (evidence.document, evidence.paragraph);
    let roomy = height >= 20;
    let mut lines = Vec::new();
    if roomy {
        lines.extend(about_document(atlas, evidence.document, columns));
    }
    lines.extend(wrap(&say::fact_line(atlas, fact), columns).into_iter().take(2));
    if roomy {
        lines.push(Vec::new());
        lines.extend(neighbour(atlas, at, -1, columns));
    }
    let start = lines.len();
    let paragraph = say::shown_paragraph(app, at, Some(fact), columns);
    let phrase = cited(app, fact, evidence, columns);
    let room = usize::from(height).saturating_sub(start + phrase.len()).max(1);
    lines.extend(around_figure(paragraph, room));
    let end = lines.len();
    lines.extend(phrase);
    if !app.copies.originals && lines.len() + 8 < usize::from(height) {
        lines.extend(beside(app, at, fact, columns));
    }
    let around = surroundings(app, fact, evidence, columns);
    if roomy {
        lines.push(Vec::new());
        let reserved = around.len() + 2;
        let room = usize::from(height).saturating_sub(lines.len() + reserved);
        lines.extend(following(atlas, at, columns, room));
    }
    if lines.len() + 2 < usize::from(height) {
        lines.push(vec![span("╌".repeat(usize::from(columns)), Paint::Line)]);
        lines.extend(around);
    }
    (lines, start..end)
}

/// The phrase and who says it; with copies at hand also the verdict.
fn cited(app: &App, fact: FactId, evidence: &Evidence, columns: u16) -> Vec<Line> {
    let mut lines = wrap(&say::phrase_line(&app.atlas, evidence), columns);
    if app.copies.proof.is_some() {
        lines.extend(
            wrap(&crate::ui::proven::verdict_line(app, fact, app.source), columns)
                .into_iter()
                .take(2),
        );
    }
    lines
}

/// The paragraph as the reader's own copy has it, under the restatement.
fn beside(app: &App, at: (DocumentId, u32), fact: FactId, columns: u16) -> Vec<Line> {
    let Some(original) = crate::ui::proven::original(app, at, Some(fact)) else {
        return Vec::new();
    };
    let mut lines = vec![vec![span("in your copy, word for word:", Paint::Faint)]];
    lines.extend(wrap(&original, columns));
    lines
}

/// As many lines of a paragraph as there is room for, with the figure among them.
fn around_figure(mut lines: Vec<Line>, room: usize) -> Vec<Line> {
    if lines.len() > room {
        let figure = lines.iter().position(|line| {
            line.iter()
                .any(|part| part.text == "⟧" || part.text.ends_with('⟧'))
        });
        let last = figure.unwrap_or(0).max(room.saturating_sub(1));
        lines.truncate(last + 1);
        let first = lines.len() - room;
        lines.drain(..first);
        if let Some(part) = lines.last_mut().and_then(|line| line.last_mut()) {
            part.text.push('…');
        }
    }
    lines
}

fn about_document(atlas: &Atlas, id: DocumentId, columns: u16) -> Vec<Line> {
    let document = atlas.document(id);
    let supplied = if document.title_supplied {
        " (title supplied)"
    } else {
        ""
    };
    let mut lines = wrap(
        &[
            span(document.title.clone(), Paint::Text),
            span(supplied, Paint::Faint),
        ],
        columns,
    );
    let known = format!("{} · {}", say::source_name(document), say::date_known(document));
    lines.extend(wrap(&[span(known, Paint::Muted)], columns));
    let facts = say::counted(atlas.count_of_document(id), "fact");
    let size = format!(
        "{} · {facts} · restated from {}",
        say::paragraphs_listed(document),
        language(document.lang)
    );
    lines.push(vec![span(size, Paint::Faint)]);
    lines.push(Vec::new());
    lines
}

fn language(lang: Language) -> &'static str {
    match lang {
        Language::De => "German",
        Language::En => "English",
        Language::Zh => "Chinese",
    }
}

/// The paragraph before or after, faint.
fn neighbour(atlas: &Atlas, (document, n): (DocumentId, u32), step: i32, columns: u16) -> Vec<Line> {
    let Some(n) = n.checked_add_signed(step) else {
        return Vec::new();
    };
    if atlas.document(document).paragraph(n).is_none() {
        return Vec::new();
    }
    let mut lines = say::paragraph(atlas, (document, n), None, columns);
    for part in lines.iter_mut().flatten() {
        part.role = Paint::Faint;
    }
    lines.push(Vec::new());
    lines
}

/// The paragraphs that follow, whole ones, as many as there is room for.
fn following(atlas: &Atlas, at: (DocumentId, u32), columns: u16, room: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for step in 1.. {
        let next = neighbour(atlas, at, step, columns);
        if next.is_empty() || lines.len() + next.len() > room {
            break;
        }
        lines.extend(next);
    }
    lines
}

/// Disputes, computed values and the other facts of the paragraph.
fn surroundings(app: &App, fact: FactId, evidence: &Evidence, columns: u16) -> Vec<Line> {
    let atlas = &app.atlas;
    let own = atlas.fact(fact);
    let mut lines: Vec<Line> = Vec::new();
    let key = |key: &str| span(format!("  {key}"), Paint::Accent);
    if let Some(mut line) = say::dispute_line(atlas, fact) {
        line.push(key("!"));
        lines.push(line);
    }
    for id in crate::query::series::derived_from(atlas, fact)
        .into_iter()
        .take(2)
    {
        let mut line = say::derivation_line(atlas, id);
        line.push(key("d"));
        lines.push(line);
    }
    let others = atlas
        .facts_of_paragraph(evidence.document, evidence.paragraph)
        .len()
        .saturating_sub(1);
    if others > 0 {
        let text = format!(
            "{others} further fact{} in ¶{}",
            say::plural(others),
            evidence.paragraph
        );
        lines.push(vec![
            span(text, Paint::Muted),
            key("] ["),
            span("  whole document", Paint::Muted),
            key("e"),
        ]);
    }
    if let Some(who) = &own.attributed_to {
        lines.push(vec![span(format!("said by {who}"), Paint::Muted)]);
    }
    if own.period_inferred {
        lines.push(vec![span(
            "period inferred: the text does not give it beside the figure",
            Paint::Faint,
        )]);
    }
    if let Some(note) = &own.note {
        lines.extend(wrap(&[span(note.clone(), Paint::Faint)], columns));
    }
    lines
}

/// The formula of a row that has no stated fact, or what to press.
fn computed(app: &App, columns: u16, height: usize) -> Vec<Line> {
    let Some(row) = app.row() else {
        let [search, places] = ["search", "focus-cities"].map(|action| app.keymap.first(action));
        let text = if app.is_empty() {
            String::new()
        } else {
            format!("Choose a place that has figures: {search} searches, {places} lists the places.")
        };
        return wrap(&[span(text, Paint::Muted)], columns);
    };
    if row.is_elsewhere() {
        return elsewhere(app, row.series.key.metric, columns, height);
    }
    let mut lines = Vec::new();
    for id in &row.series.derivations {
        let derivation = app.atlas.derivation(*id);
        lines.extend(wrap(&say::derivation_line(&app.atlas, *id), columns));
        lines.push(vec![span(
            format!("computed: {}", derivation.formula),
            Paint::Text,
        )]);
        for (name, fact) in &derivation.inputs {
            let evidence = app.atlas.fact(*fact).evidence.first();
            let cited = evidence
                .map(|e| format!("  ¶{} «{}»", e.paragraph, e.phrase))
                .unwrap_or_default();
            let line = [
                span(
                    format!("  {name} = {} ", app.atlas.signed(app.atlas.row(*fact).value)),
                    Paint::Text,
                ),
                span(cited, Paint::Cite),
            ];
            lines.extend(wrap(&line, columns));
        }
        lines.push(vec![
            span(app.keymap.first("derivation"), Paint::Accent),
            span(" shows the whole derivation", Paint::Muted),
        ]);
    }
    lines
}

/// What other places say by a metric that the chosen one is not measured by, most facts first: no more than is seen.
fn elsewhere(app: &App, metric: MetricId, columns: u16, height: usize) -> Vec<Line> {
    let atlas = &app.atlas;
    let name = atlas.name(&atlas.place(app.place).names);
    let text = format!("No figure about {name} itself; ⏎ lists all of these:");
    let mut lines = wrap(&[span(text, Paint::Muted)], columns);
    let mut all = of_metric(atlas, metric);
    all.retain(|series| atlas.is_within(series.key.place, app.place));
    all.sort_by_key(|series| std::cmp::Reverse(series.facts.len()));
    let stated = all.iter().filter_map(|series| Some((series, series.latest?)));
    for (series, fact) in stated.take(height) {
        let place = atlas.name(&atlas.place(series.key.place).names);
        let mut line = vec![
            span(fit(place, columns.min(60) / 3), Paint::Text),
            span(" ", Paint::Text),
        ];
        line.extend(say::fact_line(atlas, fact));
        lines.extend(wrap(&line, columns).into_iter().take(1));
    }
    lines
}

/// The two lines under the only pane of a narrow screen: who says it, and the phrase.
pub fn cited_line(app: &App, canvas: &mut Canvas, area: Rect) {
    canvas.hline((area.x, area.y), area.width);
    let Some((fact, evidence)) = app.fact.zip(app.evidence()) else {
        return;
    };
    let document = app.atlas.document(evidence.document);
    let source = document.original_source.as_ref().unwrap_or(&document.publisher);
    let date = document.published.map(|d| d.to_string()).unwrap_or_default();
    let rows = format!("─ {}/{} ─ ", app.cursors[2].at + 1, app.metrics.len());
    canvas.text((area.x, area.y), area.width, &rows, Paint::Faint);
    let cited = format!("● ¶{} {source} {date} ", evidence.paragraph);
    canvas.text(
        (area.x + width(&rows), area.y),
        area.width.saturating_sub(width(&rows)),
        &cited,
        Paint::Cite,
    );
    let value = app.atlas.signed(app.atlas.row(fact).value);
    let used = canvas.text(
        (area.x + 1, area.y + 1),
        area.width.saturating_sub(2),
        &format!("{value} · "),
        Paint::Number,
    );
    let phrase = format!("«{}»", evidence.phrase);
    canvas.text(
        (area.x + 1 + used, area.y + 1),
        area.width.saturating_sub(used + 2),
        &phrase,
        Paint::Cite,
    );
}
