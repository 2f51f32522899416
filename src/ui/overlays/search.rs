//! Search over everything: the query, what it means, hits by kind, and the paragraph behind the chosen one.

use super::Overlay;
use super::palette::highlighted;
use crate::atlas::*;
use crate::query::find::{self, ClauseEffect, Found, HIT_KINDS, Hit, kind_of};
use crate::query::parse::QueryError;
use crate::settings::Role as Paint;
use crate::ui::app::{App, Cursor};
use crate::ui::canvas::Canvas;
use crate::ui::effect::Effect;
use crate::ui::event::{Key, KeyCode};
use crate::ui::field::TextField;
use crate::ui::prose::{Line, MAX_PROSE, cut, fit, span, width, wrap};
use crate::ui::say;
use crate::ui::update::go;
use ratatui::layout::Rect;

/// An open search.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What is typed.
    pub field: TextField,
    /// The chosen hit.
    pub cursor: Cursor,
    found: Found,
    error: Option<QueryError>,
    /// 0 is all kinds, else one of [`HIT_KINDS`].
    kind: usize,
    effects: Vec<ClauseEffect>,
}

impl Search {
    /// A search for `query`.
    pub fn new(app: &mut App, query: &str) -> Self {
        let mut search = Search {
            field: TextField::new(query),
            ..Search::default()
        };
        search.refresh(app);
        search
    }

    /// Asks anew after the text changed.
    pub fn refresh(&mut self, app: &mut App) {
        let index = app.index();
        (self.found, self.error) = match find::find(&app.atlas, &index, self.field.text()) {
            Ok(found) => (found, None),
            Err(error) => (Found::default(), Some(error)),
        };
        let empty = self.found.hits.is_empty() && self.error.is_none();
        self.effects = if empty {
            find::explain(&app.atlas, &index, self.field.text())
        } else {
            Vec::new()
        };
        self.cursor = Cursor::default();
        if self.kind > 0 && self.hits().is_empty() {
            self.kind = 0;
        }
    }

    /// The hits of the chosen kind.
    fn hits(&self) -> Vec<Hit> {
        let kind = self.kind.checked_sub(1).and_then(|n| HIT_KINDS.get(n));
        self.found
            .hits
            .iter()
            .copied()
            .filter(|hit| kind.is_none_or(|kind| kind_of(hit.thing) == *kind))
            .collect()
    }

    fn chosen(&self) -> Option<Thing> {
        self.hits().get(self.cursor.at).map(|hit| hit.thing)
    }

    /// To the next kind that has hits.
    fn next_kind(&mut self, step: usize) {
        let all = HIT_KINDS.len() + 1;
        for _ in 0..all {
            self.kind = (self.kind + step) % all;
            if self.kind == 0 || self.found.count(HIT_KINDS[self.kind - 1]) > 0 {
                break;
            }
        }
        self.cursor = Cursor::default();
    }
}

/// Where the parts of the screen are.
struct Parts {
    list: Rect,
    preview: Option<Rect>,
}

fn parts(app: &App) -> Parts {
    let (columns, rows) = app.size;
    let body = Rect::new(0, 4.min(rows), columns, rows.saturating_sub(6));
    if columns >= 100 {
        let left = columns * 11 / 20;
        let list = Rect { width: left, ..body };
        let preview = Rect {
            x: left + 1,
            width: columns - left - 1,
            ..body
        };
        return Parts {
            list,
            preview: Some(preview),
        };
    }
    if body.height < 9 {
        return Parts {
            list: body,
            preview: None,
        };
    }
    let upper = body.height / 2;
    let list = Rect {
        height: upper,
        ..body
    };
    let preview = Rect {
        y: body.y + upper + 1,
        height: body.height - upper - 1,
        ..body
    };
    Parts {
        list,
        preview: Some(preview),
    }
}

/// Draws the search.
pub fn draw(app: &App, search: &Search, canvas: &mut Canvas) {
    let (columns, rows) = app.size;
    head(app, search, canvas);
    let parts = parts(app);
    let hits = search.hits();
    if hits.is_empty() {
        empty(
            app,
            search,
            canvas,
            Rect::new(0, 4, columns, rows.saturating_sub(5)),
        );
    } else {
        list(app, search, &hits, canvas, parts.list);
        if let (Some(area), Some(thing)) = (parts.preview, search.chosen()) {
            divider(canvas, parts.list, area);
            preview(app, thing, canvas, area);
        }
    }
    canvas.hline((0, rows.saturating_sub(2)), columns);
    let foot = (1, rows.saturating_sub(1));
    match &app.notice {
        Some(notice) => canvas.text(foot, columns.saturating_sub(2), &notice.text, Paint::Text),
        None => canvas.spans(foot, columns.saturating_sub(2), &keys()),
    };
}

/// The keys of search, for its last line.
fn keys() -> Line {
    const KEYS: [(&str, &str); 6] = [
        ("⏎", "open"),
        ("↑↓", "move"),
        ("Tab", "kind"),
        ("Ctrl-y", "copy"),
        ("Ctrl-u", "clear"),
        ("Esc", "close"),
    ];
    let word = |(key, word): &(&'static str, &str)| {
        [
            span(*key, Paint::Accent),
            span(format!(" {word}  "), Paint::Muted),
        ]
    };
    KEYS.iter().flat_map(word).collect()
}

fn head(app: &App, search: &Search, canvas: &mut Canvas) {
    let columns = app.size.0;
    let records = app.atlas.records();
    let total = format!(
        "{} of {} facts and their labels",
        search.found.count("fact"),
        records.facts.len()
    );
    canvas.spans(
        (1, 0),
        columns,
        &[span("citescape", Paint::Accent), span("  Search", Paint::Text)],
    );
    if columns >= 60 {
        canvas.text(
            (columns.saturating_sub(width(&total) + 1), 0),
            columns,
            &total,
            Paint::Muted,
        );
    }
    let before = search.field.before();
    let after = &search.field.text()[before.len()..];
    let typed = [
        span("› ", Paint::Accent),
        span(before, Paint::Text),
        span("_", Paint::Accent),
        span(after, Paint::Text),
    ];
    canvas.spans((1, 1), columns.saturating_sub(2), &typed);
    let means = match &search.error {
        Some(error) => vec![
            span(format!("! {}", error.message), Paint::Err),
            span(format!(" · {}", error.hint), Paint::Muted),
        ],
        None if search.field.text().trim().is_empty() => {
            vec![span(
                "words, or place: metric: year: value: kind: doc: … with < > = .. and -not",
                Paint::Faint,
            )]
        }
        None => vec![
            span("means: ", Paint::Faint),
            span(search.found.understood.clone(), Paint::Muted),
        ],
    };
    canvas.spans((3, 2), columns.saturating_sub(4), &means);
    canvas.hline((0, 3), columns);
    canvas.spans((2, 3), columns.saturating_sub(4), &tabs(search));
}

/// Kinds with their counts; only those that have hits.
fn tabs(search: &Search) -> Line {
    let mut line = Line::new();
    let total = search.found.hits.len();
    for (n, (name, count)) in std::iter::once(("all", total))
        .chain(HIT_KINDS.map(|kind| (kind, search.found.count(kind))))
        .enumerate()
    {
        if count == 0 {
            continue;
        }
        let role = if n == search.kind {
            Paint::Accent
        } else {
            Paint::Faint
        };
        let name = if name == "organisation" { "named" } else { name };
        let mark = if n == search.kind { "▸" } else { " " };
        line.push(span(format!("{mark}{name} {count} "), role));
    }
    line
}

fn list(app: &App, search: &Search, hits: &[Hit], canvas: &mut Canvas, area: Rect) {
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
            canvas.text((area.x, y), 1, "▌", Paint::Accent);
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
            let fact = atlas.fact(id);
            let value = if fact.value == Value::Holds {
                String::new()
            } else {
                atlas.signed(&fact.value)
            };
            let unit = short_unit(atlas.unit(fact.unit), atlas.metric(fact.metric));
            let value = if unit.is_empty() {
                value
            } else {
                format!("{value} {unit}")
            };
            (
                format!("{} {}", say::fact_label(atlas, id), fact.period.short()),
                format!("{value} {}", say::kind_sign(fact.kind)),
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
            atlas.document(id).title.clone(),
            facts(atlas.facts_of_document(id).len()),
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

fn divider(canvas: &mut Canvas, list: Rect, preview: Rect) {
    if preview.y > list.y {
        canvas.hline((0, list.bottom()), list.width);
        canvas.text((1, list.bottom()), 10, " Preview ", Paint::Faint);
    } else {
        canvas.vline((list.right(), list.y), list.height);
    }
}

/// What opening the hit would show.
fn preview(app: &App, thing: Thing, canvas: &mut Canvas, area: Rect) {
    let columns = area.width.saturating_sub(2).min(MAX_PROSE + 4);
    let lines = preview_lines(app, thing, columns);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        canvas.spans((area.x + 1, y), area.width.saturating_sub(1), &line);
    }
}

fn preview_lines(app: &App, thing: Thing, columns: u16) -> Vec<Line> {
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
            for fact in atlas.facts_of_metric(id) {
                let own = atlas.fact(*fact);
                let text = format!(
                    "{} {} {}",
                    say::kind_sign(own.kind),
                    atlas.signed(&own.value),
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
            lines.extend(
                document
                    .paragraphs
                    .iter()
                    .flat_map(|p| say::paragraph(atlas, (id, p.n), None, columns)),
            );
            lines
        }
        Thing::Paragraph(id, n) => say::paragraph(atlas, (id, n), None, columns),
        Thing::Place(_) | Thing::Organisation(_) | Thing::Derivation(_) => {
            crate::ui::view::card_lines(app, thing, columns)
        }
    }
}

/// Nothing found, or nothing asked yet: why, and what to press.
fn empty(app: &App, search: &Search, canvas: &mut Canvas, area: Rect) {
    let columns = area.width.saturating_sub(4);
    let lines = match (search.field.text().trim().is_empty(), &search.error) {
        (true, _) => examples(),
        (false, None) => unanswered(app, search),
        (false, Some(_)) => Vec::new(),
    };
    let wrapped = lines.iter().flat_map(|line| {
        if line.is_empty() {
            vec![Line::new()]
        } else {
            wrap(line, columns)
        }
    });
    for (y, line) in (area.y + 1..area.bottom()).zip(wrapped) {
        canvas.spans((area.x + 2, y), columns, &line);
    }
}

fn examples() -> Vec<Line> {
    let first = span(
        "Type a city, metric, year, number or firm, in any spelling.",
        Paint::Text,
    );
    let example = |(query, about): &(&str, &'static str)| {
        vec![span(fit(query, 38), Paint::Accent), span(*about, Paint::Muted)]
    };
    std::iter::once(vec![first])
        .chain(EXAMPLES.iter().map(example))
        .collect()
}

/// What each word would give, alone and left out, and which one to drop.
fn unanswered(app: &App, search: &Search) -> Vec<Line> {
    let read = span(format!("Read as {}.", search.found.understood), Paint::Muted);
    let mut lines = vec![vec![span("Nothing says this. ", Paint::Text), read], Line::new()];
    if !search.effects.is_empty() {
        lines.push(vec![span(
            "Each word without the others, and the rest without it:",
            Paint::Muted,
        )]);
    }
    let best = search.effects.iter().map(|e| e.without).max().unwrap_or(0);
    for effect in &search.effects {
        let advice = if effect.without == best && best > 0 {
            "  the best one to drop"
        } else {
            ""
        };
        let text = format!("alone {:>4}   without it {:>4}", effect.alone, effect.without);
        let clause = span(fit(&effect.clause, 22), Paint::Text);
        lines.push(vec![
            clause,
            span(text, Paint::Muted),
            span(advice, Paint::Accent),
        ]);
    }
    let count = app.atlas.records();
    let holds = format!(
        "The atlas has {} places and {} metrics.",
        count.places.len(),
        count.metrics.len()
    );
    lines.push(Line::new());
    lines.push(vec![span(holds, Paint::Faint)]);
    lines.push(vec![span(
        "Ctrl-u clears, Ctrl-w drops the last word.",
        Paint::Faint,
    )]);
    lines
}

/// Queries to learn from.
const EXAMPLES: &[(&str, &str)] = &[
    ("wuhan computing", "words must all fit, in any order"),
    ("peking 5g", "German, Chinese, pinyin too"),
    ("kind:target year:2028", "what is aimed at for 2028"),
    ("value:>1tn", "amounts over a trillion"),
    (
        "place:beijing -kind:claim",
        "a place and all in it, without claims",
    ),
];

/// Keys of search: letters type, arrows move, ⏎ opens.
pub fn key(app: &mut App, mut search: Search, key: Key) -> Option<Vec<Effect>> {
    let hits = search.hits().len();
    match (key.code, key.ctrl) {
        (KeyCode::Enter, _) => {
            if let Some(thing) = search.chosen() {
                app.last_query = search.field.text().to_owned();
                app.hits = search.hits().iter().map(|hit| hit.thing).collect();
                go::to(app, thing);
                return Some(Vec::new());
            }
        }
        (KeyCode::Down, _) | (KeyCode::Char('n'), true) => search.cursor.step(1, hits),
        (KeyCode::Up, _) | (KeyCode::Char('p'), true) => search.cursor.step(-1, hits),
        (KeyCode::PageDown, _) => search.cursor.step(8, hits),
        (KeyCode::PageUp, _) => search.cursor.step(-8, hits),
        (KeyCode::Tab, _) => search.next_kind(1),
        (KeyCode::BackTab, _) => search.next_kind(HIT_KINDS.len()),
        (KeyCode::F(1), _) => {
            app.overlay = Some(Overlay::Help(super::Help::default()));
            return Some(Vec::new());
        }
        (KeyCode::Char('y'), true) => {
            if let Some(Thing::Fact(id)) = search.chosen() {
                app.select_fact(id);
                app.overlay = Some(Overlay::Search(search));
                return Some(crate::ui::update::copy::citation(app));
            }
        }
        _ => {
            let before = search.field.text().to_owned();
            search.field.key(key);
            if search.field.text() != before {
                search.refresh(app);
            }
        }
    }
    app.overlay = Some(Overlay::Search(search));
    Some(Vec::new())
}

/// Keeps the cursor among the hits.
pub fn settle(app: &App, search: &mut Search) {
    let height = usize::from(parts(app).list.height);
    let hits = search.hits().len();
    search.cursor.settle(hits, height);
}
