//! Where sources disagree: for each series and period the range, who says what, and the reason if it is known.

use crate::atlas::*;
use crate::query::disputes::apart_in;
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::prose::{Line, MAX_PROSE, span, wrap};
use crate::ui::say;
use crate::ui::view::listing::Listing;

/// Adds all disputes to a page: those that sources of the atlas have, then what is disputed with nothing against it.
pub fn page(app: &App, page: &mut Listing, all: &[Vec<FactId>], columns: u16) {
    if all.is_empty() {
        page.line(vec![span(
            "No two sources of this atlas contradict each other:",
            Paint::Text,
        )]);
        page.lines(wrap(
            &[span("no two facts of one series and period leave each other no common number. More documents (--data DIR) may change that.", Paint::Muted)],
            columns.saturating_sub(3),
        ));
    }
    for group in all {
        dispute(app, page, group, columns.saturating_sub(3));
        page.gap();
    }
}

fn dispute(app: &App, page: &mut Listing, group: &[FactId], columns: u16) {
    let atlas = &app.atlas;
    let apart = apart_in(atlas, group);
    page.lines(wrap(&heading(atlas, group, &apart), columns));
    page.lines(indented(&range(atlas, group, &apart), columns));
    for id in group {
        let fact = atlas.fact(*id);
        let value = full(&fact.value, atlas.unit(fact.unit), atlas.metric(fact.metric));
        let said = [
            span(say::capital(&value), Paint::Number),
            span(own_terms(atlas, *id, &apart), Paint::Muted),
            span(status(fact), Paint::Faint),
        ];
        let mut lines = indented(&said, columns);
        if let Some(start) = lines.first_mut().and_then(|line| line.first_mut()) {
            *start = span(format!("{} ", say::kind_sign(fact.kind)), Paint::Muted);
        }
        for evidence in fact.evidence.iter().take(3) {
            let line = say::phrase_line(atlas, evidence);
            lines.extend(indented(&line, columns).into_iter().take(2));
        }
        if let Some(more) = fact.evidence.len().checked_sub(3).filter(|more| *more > 0) {
            lines.push(vec![span(format!("  and {more} more of the same"), Paint::Faint)]);
        }
        page.item(Thing::Fact(*id), lines, Vec::new());
    }
    for reason in reasons(atlas, group) {
        let text = [span("why: ", Paint::Muted), span(reason, Paint::Text)];
        page.lines(indented(&text, columns.min(MAX_PROSE)));
    }
}

/// What is disputed, where and when, as far as all of the group have that in common.
fn heading(atlas: &Atlas, group: &[FactId], apart: &[&str]) -> Line {
    let Some(first) = group.first() else {
        return Line::new();
    };
    let row = atlas.row(*first);
    let (label, year) = (say::fact_label(atlas, *first), row.period.year());
    let label = match apart.contains(&"scope") {
        true => say::topic(atlas, *first),
        false => label,
    };
    let time = match year.filter(|_| apart.contains(&"period")) {
        Some(year) => year.to_string(),
        None => say::period_words(&row),
    };
    vec![
        span("! ", Paint::Err),
        span(label, Paint::Text),
        span(format!(" · {time}"), Paint::Muted),
    ]
}

/// What a fact has for itself of that which keeps it from being held against the others.
fn own_terms(atlas: &Atlas, id: FactId, apart: &[&str]) -> String {
    let row = atlas.row(id);
    let term = |word: &&str| match *word {
        "period" => say::period_words(&row),
        "scope" if row.scope.is_empty() => "no scope".to_owned(),
        "scope" => row.scope.join("; "),
        _ => row
            .prices
            .map_or("no prices".to_owned(), |p| format!("{} prices", p.name())),
    };
    let terms = apart.iter().map(|word| format!(" · {}", term(word)));
    terms.collect()
}

/// A line as many, all under the sign before the value.
fn indented(line: &[crate::ui::prose::Span], columns: u16) -> Vec<Line> {
    let mut lines = wrap(line, columns.saturating_sub(2));
    lines
        .iter_mut()
        .for_each(|line| line.insert(0, span("  ", Paint::Text)));
    lines
}

/// From the lowest to the highest value stated, how far apart they are, and what they do not have in common.
fn range(atlas: &Atlas, group: &[FactId], apart: &[&str]) -> Line {
    if let [only] = group {
        return vec![span(nothing_against(atlas, *only), Paint::Muted)];
    }
    let number = |id: &&FactId| atlas.fact(**id).value.number();
    let (low, high) = (group.iter().min_by_key(number), group.iter().max_by_key(number));
    let (Some(low), Some(high)) = (low, high) else {
        return Line::new();
    };
    let value = |id: &FactId| atlas.signed(&atlas.fact(*id).value);
    let fact = atlas.fact(*low);
    let unit = short_unit(atlas.unit(fact.unit), atlas.metric(fact.metric));
    let apart = match apart {
        [] => String::new(),
        words => format!(" · differing in {}", words.join(" and ")),
    };
    let text = format!(
        "{} to {} {unit}{} · {}{apart}",
        value(low),
        value(high),
        times(number(&low), number(&high)),
        publishers(atlas, group)
    );
    vec![span(text, Paint::Muted)]
}

/// Of a disputed fact alone no more is known than this: whether the other side is in the atlas is not.
fn nothing_against(atlas: &Atlas, id: FactId) -> String {
    let see = match atlas.fact(id).note {
        Some(_) => ": see why",
        None => "",
    };
    format!("nothing of the same scope, period and definition contradicts it{see}")
}

/// How much more the highest is than the lowest, in words.
fn times(low: Option<Decimal>, high: Option<Decimal>) -> String {
    match (low.map(Decimal::to_f64), high.map(Decimal::to_f64)) {
        (Some(low), Some(high)) if low > 0.0 && high >= 10.0 * low => {
            format!(", {:.0} times as much", high / low)
        }
        (Some(low), Some(high)) if low > 0.0 => format!(", {:.0} % more", (high / low - 1.0) * 100.0),
        _ => String::new(),
    }
}

/// How many publishers take part, each by where it was written first.
fn publishers(atlas: &Atlas, group: &[FactId]) -> String {
    let evidence = group.iter().flat_map(|id| &atlas.fact(*id).evidence);
    let mut names: Vec<&str> = evidence
        .map(|e| atlas.document(e.document))
        .map(|d| d.original_source.as_deref().unwrap_or(&d.publisher))
        .collect();
    names.sort_unstable();
    names.dedup();
    format!("{} publisher{}", names.len(), say::plural(names.len()))
}

fn status(fact: &Fact) -> String {
    match fact.status {
        Status::Disputed => String::new(),
        // Nobody has said yet that the data know of the other side.
        other => format!("  {}, not marked as disputed", other.name()),
    }
}

/// The curators' remarks, each once.
fn reasons(atlas: &Atlas, group: &[FactId]) -> Vec<Text> {
    let mut notes: Vec<Text> = Vec::new();
    for note in group.iter().filter_map(|id| atlas.fact(*id).note.clone()) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}
