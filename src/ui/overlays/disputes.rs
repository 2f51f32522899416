//! Where sources disagree: for each series and period the range, who says what, and the reason if it is known.

use crate::atlas::*;
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::prose::{Line, MAX_PROSE, span, wrap};
use crate::ui::say;
use crate::ui::view::listing::Listing;

/// Adds all disputes to a page: those that two sources of the atlas have, then those whose other side it has not.
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
    let Some(first) = group.first() else { return };
    let heading = [
        span("! ", Paint::Err),
        span(say::fact_label(atlas, *first), Paint::Text),
        span(
            format!(" · {}", say::period_words(&atlas.row(*first))),
            Paint::Muted,
        ),
    ];
    page.lines(wrap(&heading, columns));
    page.lines(indented(&range(atlas, group), columns));
    for id in group {
        let fact = atlas.fact(*id);
        let value = full(&fact.value, atlas.unit(fact.unit), atlas.metric(fact.metric));
        let mut lines = vec![vec![
            span(format!("{} ", say::kind_sign(fact.kind)), Paint::Muted),
            span(say::capital(&value), Paint::Number),
            span(status(fact), Paint::Faint),
        ]];
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

/// A line as many, all under the sign before the value.
fn indented(line: &[crate::ui::prose::Span], columns: u16) -> Vec<Line> {
    let mut lines = wrap(line, columns.saturating_sub(2));
    lines
        .iter_mut()
        .for_each(|line| line.insert(0, span("  ", Paint::Text)));
    lines
}

/// From the lowest to the highest value stated, and how far apart they are.
fn range(atlas: &Atlas, group: &[FactId]) -> Line {
    let number = |id: &&FactId| atlas.fact(**id).value.number();
    let (low, high) = (group.iter().min_by_key(number), group.iter().max_by_key(number));
    let (Some(low), Some(high)) = (low, high) else {
        return Line::new();
    };
    let value = |id: &FactId| atlas.signed(&atlas.fact(*id).value);
    let fact = atlas.fact(*low);
    let unit = short_unit(atlas.unit(fact.unit), atlas.metric(fact.metric));
    let text = match group.len() {
        1 => "the other side is not in the atlas".to_owned(),
        _ => format!(
            "{} to {} {unit}{} · {}",
            value(low),
            value(high),
            apart(number(&low), number(&high)),
            publishers(atlas, group)
        ),
    };
    vec![span(text, Paint::Muted)]
}

/// How much more the highest is than the lowest, in words.
fn apart(low: Option<Decimal>, high: Option<Decimal>) -> String {
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
