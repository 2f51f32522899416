//! One document, paragraph by paragraph, its facts in the margin; paragraphs without facts say so.

use super::listing::{Listing, Row};
use crate::atlas::*;
use crate::settings::Role as Paint;
use crate::ui::app::{App, View};
use crate::ui::prose::{Line, MAX_PROSE, cut, fit, fit_right, span, width, wrap};
use crate::ui::say;

/// Columns of the margin.
const MARGIN: u16 = 36;

/// The page.
pub fn listing(app: &App, id: DocumentId, columns: u16) -> Listing {
    let document = app.atlas.document(id);
    let mut page = Listing::default();
    let supplied = if document.title_supplied {
        " (title supplied)"
    } else {
        ""
    };
    let title = [
        span(document.title.clone(), Paint::Number),
        span(supplied, Paint::Faint),
    ];
    page.lines(wrap(&title, columns.saturating_sub(2)));
    let known = format!("{} · {}", say::source_name(document), say::date_known(document));
    page.line(vec![span(known, Paint::Cite)]);
    let checked = document
        .checked
        .map(|date| format!(" · checked {date}"))
        .unwrap_or_default();
    page.line(vec![span(format!("{}{checked}", document.url), Paint::Faint)]);
    let key = app.keymap.first("originals");
    let words = if app.copies.originals && app.copies.proof.is_some() {
        format!("In the words of your own copy where there is one; {key} restates.")
    } else {
        format!("Restated in words of our own; «…» is the phrase as printed. {key} shows your own copy.")
    };
    page.line(vec![span(words, Paint::Faint)]);
    page.gap();
    let mut next = 1;
    for paragraph in &document.paragraphs {
        left_out(&mut page, next, paragraph.n);
        next = paragraph.n.saturating_add(1);
        add_paragraph(app, &mut page, id, paragraph, columns);
    }
    page
}

/// Says which paragraphs before `n` the atlas does not list.
fn left_out(page: &mut Listing, from: u32, n: u32) {
    let text = match n.saturating_sub(from) {
        0 => return,
        1 => format!("  ¶{from} not used"),
        _ => format!("  ¶{from}–{} not used", n - 1),
    };
    page.line(vec![span(text, Paint::Faint)]);
    page.gap();
}

fn add_paragraph(app: &App, page: &mut Listing, id: DocumentId, paragraph: &Paragraph, columns: u16) {
    let beside = columns >= 90;
    let text = if beside {
        (columns - MARGIN - 4).min(MAX_PROSE + 4)
    } else {
        columns.saturating_sub(3)
    };
    let facts = app.atlas.facts_of_paragraph(id, paragraph.n);
    let under_cursor = page.items.len() == app.cursor.at;
    let chosen = app.fact.filter(|fact| under_cursor && facts.contains(fact));
    let mut left = say::shown_paragraph(app, (id, paragraph.n), chosen, text);
    if let Some(fact) = chosen {
        let phrases = app
            .atlas
            .fact(fact)
            .evidence
            .iter()
            .filter(|e| (e.document, e.paragraph) == (id, paragraph.n));
        left.extend(phrases.map(|e| vec![span(format!("    «{}»", e.phrase), Paint::Cite)]));
        let verdict = crate::ui::proven::verdict_line(app, fact, app.source);
        left.extend(wrap(&verdict, text.saturating_sub(4)).into_iter().map(indented));
    }
    let margin = margin(
        app,
        facts,
        chosen,
        if beside { MARGIN } else { text.saturating_sub(4) },
    );
    let lines = if beside {
        side_by_side(left, margin, text + 2)
    } else {
        below(left, margin)
    };
    let item = Some(page.items.len());
    page.items.push(Thing::Paragraph(id, paragraph.n));
    page.rows.extend(lines.into_iter().map(|left| Row {
        left,
        right: Vec::new(),
        item,
    }));
    page.gap();
}

/// The margin from column `at` on.
fn side_by_side(left: Vec<Line>, margin: Vec<Line>, at: u16) -> Vec<Line> {
    let rows = left.len().max(margin.len());
    let (mut left, mut margin) = (left.into_iter(), margin.into_iter());
    let mut join = || {
        let mut line = left.next().unwrap_or_default();
        let used = crate::ui::prose::line_width(&line);
        line.push(span(
            " ".repeat(usize::from(at.saturating_sub(used))),
            Paint::Text,
        ));
        line.extend(margin.next().unwrap_or_default());
        line
    };
    (0..rows).map(|_| join()).collect()
}

fn indented(mut line: Line) -> Line {
    line.insert(0, span("    ", Paint::Text));
    line
}

/// The margin under the text, indented.
fn below(mut left: Vec<Line>, margin: Vec<Line>) -> Vec<Line> {
    left.extend(margin.into_iter().map(indented));
    left
}

/// The facts of a paragraph: sign, short name, value; the chosen one marked.
fn margin(app: &App, facts: &[FactId], chosen: Option<FactId>, columns: u16) -> Vec<Line> {
    if facts.is_empty() {
        return vec![vec![span("· no fact taken", Paint::Faint)]];
    }
    let rows = facts.iter().map(|id| {
        let fact = app.atlas.fact(*id);
        let metric = app.atlas.metric(fact.metric);
        let subject = fact
            .subject
            .map(|id| app.atlas.name(&app.atlas.organisation(id).names));
        let what = subject.or(fact.scope.first().map(|text| &**text));
        let what = what.map(|what| format!(": {what}")).unwrap_or_default();
        let value = if fact.value == Value::Holds {
            String::new()
        } else {
            app.atlas.signed(&fact.value)
        };
        let unit = match app.atlas.unit(fact.unit).dimension {
            Dimension::Share => " %".to_owned(),
            Dimension::Money | Dimension::Count | Dimension::Rank | Dimension::State => String::new(),
            _ => format!(" {}", app.atlas.unit(fact.unit).symbol),
        };
        let value = format!("{value}{}", if value.is_empty() { "" } else { &unit });
        let mark = if Some(*id) == chosen { "▌" } else { " " };
        let room = columns.saturating_sub(width(&value) + 4);
        let name = cut(&format!("{}{what}", metric.short), room);
        vec![
            span(mark, Paint::Accent),
            span(
                format!("{} ", say::fact_sign(fact.kind, fact.status)),
                Paint::Muted,
            ),
            span(fit(&name, room), Paint::Muted),
            span(fit_right(&value, width(&value) + 1), Paint::Number),
        ]
    });
    rows.collect()
}

/// Chooses the first fact of the paragraph under the cursor, unless one of its facts is chosen already.
pub fn choose(app: &mut App, document: DocumentId) {
    let Some(n) = app
        .atlas
        .document(document)
        .paragraphs
        .get(app.cursor.at)
        .map(|p| p.n)
    else {
        return;
    };
    let facts = app.atlas.facts_of_paragraph(document, n);
    if app.fact.is_some_and(|fact| facts.contains(&fact)) {
        return;
    }
    if let Some(first) = facts.first().copied() {
        app.select_fact(first);
        let sources = &app.atlas.fact(first).evidence;
        app.source = sources
            .iter()
            .position(|e| (e.document, e.paragraph) == (document, n))
            .unwrap_or(0);
    }
}

/// Opens the chosen fact of the paragraph under the cursor, or says why there is none.
pub fn open(app: &mut App, document: DocumentId) {
    let Some(n) = app
        .atlas
        .document(document)
        .paragraphs
        .get(app.cursor.at)
        .map(|p| p.n)
    else {
        return;
    };
    choose(app, document);
    let facts = app.atlas.facts_of_paragraph(document, n);
    if app.fact.is_some_and(|fact| facts.contains(&fact)) {
        app.open_view(View::Detail);
    } else {
        app.refuse(format!("¶{n} says no fact that was taken; j k go on"));
    }
}
