//! Places side by side, metric by metric, with the guard that says why two figures may not be held against each other.

use super::listing::Listing;
use crate::atlas::*;
use crate::query::compare::{self, Judgement, Reason, Row};
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::prose::{Line, fit, fit_right, span, wrap};
use crate::ui::say;

/// Columns of what may be said.
const VERDICT: u16 = 20;

/// The page.
pub fn listing(app: &App, columns: u16) -> Listing {
    let mut page = Listing::default();
    let atlas = &app.atlas;
    let most = if columns < 60 {
        2
    } else {
        usize::from(columns / 24).min(6)
    };
    let mut places = app.compared();
    let left_out = places.len().saturating_sub(most);
    places.truncate(most);
    let rows = compare::rows(atlas, &places);
    let width = columns.saturating_sub(2);
    let verdict = if columns < 60 { 0 } else { VERDICT };
    let cell = (width.saturating_sub(verdict) / (places.len() as u16 + 2)).max(8);
    let name = width.saturating_sub(verdict + cell * places.len() as u16 + 1);
    let mut head = vec![span(fit("", name), Paint::Faint)];
    for place in &places {
        let shown = atlas.name(&atlas.place(*place).names);
        head.push(span(fit_right(&format!(" {shown}"), cell), Paint::Number));
    }
    if verdict > 0 {
        head.push(span("  so", Paint::Faint));
    }
    page.line(head);
    if left_out > 0 {
        page.line(vec![span(
            format!("{left_out} more have no room here"),
            Paint::Faint,
        )]);
    }
    let shared = rows
        .iter()
        .filter(|row| row.judgement != Judgement::Alone)
        .count();
    for (n, row) in rows.iter().enumerate() {
        if n == 0 && shared > 0 {
            page.heading(&format!("{} of several", say::counted(shared, "metric")), width);
        } else if n == shared {
            page.heading(
                &format!("{} of one alone", say::counted(rows.len() - shared, "metric")),
                width,
            );
        }
        let chosen = page.items.len() == app.cursor.at;
        let mut lines = vec![line(atlas, row, (name, cell, verdict))];
        if chosen {
            lines.extend(why(atlas, row, &places, width));
        }
        let first = row.facts.iter().flatten().next();
        page.item(
            first.map_or(Thing::Metric(row.metric), |id| Thing::Fact(*id)),
            lines,
            Line::new(),
        );
    }
    page
}

fn line(atlas: &Atlas, row: &Row, (name, cell, verdict): (u16, u16, u16)) -> Line {
    let metric = atlas.metric(row.metric);
    let title = match metric.under {
        Some(_) => atlas.name(&metric.names),
        None => atlas.short_name(metric),
    };
    let mut line = vec![span(fit(title, name), Paint::Text)];
    for fact in &row.facts {
        let text = fact.map_or_else(|| "·".to_owned(), |id| figure(atlas, atlas.fact(id)));
        let paint = if fact.is_some() {
            Paint::Number
        } else {
            Paint::Faint
        };
        line.push(span(fit_right(&format!(" {text}"), cell), paint));
    }
    if verdict > 0 {
        line.push(so(atlas, &row.judgement));
    }
    line
}

fn figure(atlas: &Atlas, fact: &Fact) -> String {
    let unit = short_unit(atlas.unit(fact.unit), atlas.metric(fact.metric));
    let unit = match atlas.unit(fact.unit).dimension {
        Dimension::Share | Dimension::ComputingPower | Dimension::Area | Dimension::Length => {
            format!(" {unit}")
        }
        _ => String::new(),
    };
    let sign = if fact.kind == Kind::Observed {
        ""
    } else {
        say::kind_sign(fact.kind)
    };
    format!("{sign}{}{unit}", atlas.signed(&fact.value))
}

/// What may be said of the first two.
fn so(atlas: &Atlas, judgement: &Judgement) -> crate::ui::prose::Span {
    match judgement {
        Judgement::Alone => span("  ·", Paint::Faint),
        Judgement::Ratio(value) => span(format!("  = {} ×", atlas.signed(value)), Paint::Text),
        Judgement::Points(value) => span(format!("  = {} pts", atlas.signed(value)), Paint::Text),
        Judgement::Not(reasons) => {
            let words: Vec<&str> = reasons.iter().map(|reason| reason.word()).collect();
            span(format!("  ≠ {}", words.join(", ")), Paint::Muted)
        }
    }
}

/// The figures in words with their sources, and why no ratio is drawn.
fn why(atlas: &Atlas, row: &Row, places: &[PlaceId], columns: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, fact) in places.iter().zip(&row.facts) {
        let Some(fact) = *fact else { continue };
        let mut said = vec![span(
            format!("{}: ", atlas.name(&atlas.place(*place).names)),
            Paint::Muted,
        )];
        said.extend(say::fact_line(atlas, fact));
        lines.extend(wrap(&said, columns.saturating_sub(2)));
        if let Some(evidence) = atlas.fact(fact).evidence.first() {
            lines.extend(wrap(
                &say::phrase_line(atlas, evidence),
                columns.saturating_sub(2),
            ));
        }
    }
    if let Judgement::Not(reasons) = &row.judgement {
        let words: Vec<&str> = reasons.iter().map(|reason| explained(*reason)).collect();
        let text = format!("no ratio: {}", words.join("; "));
        lines.extend(wrap(&[span(text, Paint::Text)], columns.saturating_sub(2)));
    }
    lines
        .iter_mut()
        .for_each(|line| line.insert(0, span("  ", Paint::Text)));
    lines
}

fn explained(reason: Reason) -> &'static str {
    match reason {
        Reason::Scope => "they count different things",
        Reason::Period => "they speak of different times",
        Reason::Kind => "one was counted, the other was not",
        Reason::Prices => "they are in prices of different years",
        Reason::Shape => "a position or an order of magnitude is no amount",
        Reason::Bounds => "both are bounds, which leaves it open at both ends",
    }
}

/// The kept facts, each with its source.
pub fn kept(app: &App, columns: u16) -> Listing {
    let mut page = Listing::default();
    if app.kept.is_empty() {
        let key = app.keymap.first("keep");
        page.line(vec![span(
            format!("Nothing is kept yet: {key} keeps the chosen fact."),
            Paint::Text,
        )]);
    }
    for id in &app.kept {
        let mut lines = vec![vec![span(say::fact_label(&app.atlas, *id), Paint::Text)]];
        lines.extend(wrap(&say::fact_line(&app.atlas, *id), columns.saturating_sub(4)));
        for evidence in &app.atlas.fact(*id).evidence {
            lines.extend(
                wrap(&say::phrase_line(&app.atlas, evidence), columns.saturating_sub(4))
                    .into_iter()
                    .take(2),
            );
        }
        page.item(Thing::Fact(*id), lines, Line::new());
        page.gap();
    }
    page
}
