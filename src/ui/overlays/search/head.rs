//! The lines above and below the hits: the query, what it means, the kinds, the keys.

use super::*;
use crate::ui::prose::line_width;

/// The keys of search, for its last line: those that do something now, as many as there is room for.
pub(super) fn keys(search: &Search, columns: u16) -> Line {
    let tab = if search.completion.is_some() {
        "complete"
    } else {
        "kind"
    };
    let narrow = if search.narrow.is_some() { "hits" } else { "narrow" };
    let enter = match (&search.narrow, search.is_blank()) {
        (Some(_), _) => "take",
        (None, true) => "search",
        (None, false) => "open",
    };
    let forget = if search.is_blank() { "forget" } else { "" };
    let keys = [
        ("⏎", enter),
        ("↑↓", "move"),
        ("Tab", tab),
        ("Ctrl-g", if search.is_blank() { "" } else { narrow }),
        ("Ctrl-d", forget),
        ("Esc", "close"),
        ("Ctrl-s", "save"),
        ("Ctrl-y", "copy"),
        ("Ctrl-u", "clear"),
    ];
    let mut line = Line::new();
    for (key, word) in keys.iter().filter(|(_, word)| !word.is_empty()) {
        let own = [
            span(*key, Paint::Accent),
            span(format!(" {word}  "), Paint::Muted),
        ];
        if line_width(&line) + line_width(&own) <= columns {
            line.extend(own);
        }
    }
    line
}

/// Draws the first four lines.
pub(super) fn head(app: &App, search: &Search, canvas: &mut Canvas) {
    let columns = app.size.0;
    let total = format!(
        "{} of {} facts and their labels",
        search.found.count("fact"),
        app.atlas.fact_count()
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
        span(search.ghost().unwrap_or_default(), Paint::Faint),
        span(after, Paint::Text),
    ];
    canvas.spans((1, 1), columns.saturating_sub(2), &typed);
    let means = match ways_on(search) {
        Some(ways) => ways,
        None => meaning(search),
    };
    canvas.spans((3, 2), columns.saturating_sub(4), &means);
    canvas.hline((0, 3), columns);
    canvas.spans((2, 3), columns.saturating_sub(4), &tabs(search));
}

/// What was understood, or what is wrong, or what may be asked.
fn meaning(search: &Search) -> Line {
    match &search.error {
        Some(error) => vec![
            span(format!("! {}", error.message), Paint::Err),
            span(format!(" · {}", error.hint), Paint::Muted),
        ],
        None if search.is_blank() => vec![span(
            "words, or place: metric: year: value: kind: doc: … with < > = .. and -not",
            Paint::Faint,
        )],
        None => vec![
            span("means: ", Paint::Faint),
            span(search.found.understood.clone(), Paint::Muted),
        ],
    }
}

/// How the query may go on: while a field waits for its value, and while one steps through the ways.
fn ways_on(search: &Search) -> Option<Line> {
    let (completion, taken) = search.completion.as_ref()?;
    let waits = search.error.is_some() && search.field.text().ends_with(':');
    if !waits && taken.is_none() {
        return None;
    }
    let mut line = vec![span("Tab: ", Paint::Faint)];
    let first = taken.unwrap_or(0);
    for (at, option) in completion.options.iter().enumerate().skip(first).take(12) {
        let role = if Some(at) == *taken {
            Paint::Accent
        } else {
            Paint::Muted
        };
        line.push(span(option.clone(), role));
        line.push(span("  ", Paint::Faint));
    }
    Some(line)
}

/// Kinds with their counts; only those that have hits.
fn tabs(search: &Search) -> Line {
    let mut line = Line::new();
    let total = search.found.total();
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
