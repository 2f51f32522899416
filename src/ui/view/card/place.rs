//! The card of a place: area among its peers, host, focus, firms, its facts, what is in it and where it is named.
//! Focus and firms of a district are read off its facts.

use super::{facts_of, field, mentioned, names};
use crate::atlas::*;
use crate::query::series;
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::prose::{Line, Span, fit, span, width};
use crate::ui::rows;
use crate::ui::say;
use crate::ui::view::listing::Listing;
use std::ops::Range;

pub(super) fn place(app: &App, page: &mut Listing, id: PlaceId, columns: u16) {
    let atlas = &app.atlas;
    let place = atlas.place(id);
    names(
        page,
        atlas.name(&place.names),
        (&place.names, &place.aliases),
        &place.kind.name().replace('-', " "),
        columns,
    );
    page.gap();
    if let Some(fact) = rows::area_fact(atlas, id) {
        area(app, page, fact, columns);
    }
    let above: Vec<&str> = atlas
        .path(id)
        .iter()
        .rev()
        .skip(1)
        .map(|p| atlas.name(&atlas.place(*p).names))
        .collect();
    if !above.is_empty() {
        let host = if rows::is_in_districts_pane(place.kind) {
            "host"
        } else {
            "in"
        };
        field(page, host, vec![span(above.join(", "), Paint::Text)], columns);
    }
    let also: Vec<&str> = place
        .also_in
        .iter()
        .map(|p| atlas.name(&atlas.place(*p).names))
        .collect();
    if !also.is_empty() {
        field(
            page,
            "counts to",
            vec![span(also.join(", "), Paint::Text)],
            columns,
        );
    }
    let focus = focus(atlas, id);
    if !focus.is_empty() {
        field(page, "focus", vec![span(focus.join(", "), Paint::Text)], columns);
    }
    if rows::is_in_districts_pane(place.kind) {
        for line in firms(atlas, id) {
            field(page, "firms", line, columns);
        }
    }
    if let Some(note) = &place.note {
        field(page, "note", vec![span(note.clone(), Paint::Muted)], columns);
    }
    peers(app, page, id, columns);
    facts_of(app, page, atlas.facts_of_place(id), columns);
    at_home(app, page, id, columns);
    below(app, page, id, columns);
    mentioned(app, page, || atlas.mentions_of_place(id), columns);
}

/// What a place concentrates on: its own list, then what its facts say so of.
fn focus(atlas: &Atlas, id: PlaceId) -> Vec<&str> {
    // A city's facts name more fields than a line can hold; they stand among its facts.
    let read_off = rows::is_in_districts_pane(atlas.place(id).kind);
    let stated = atlas.facts_of_place(id).iter().filter(|_| read_off);
    let stated = stated.map(|id| atlas.row(*id));
    let stated = stated.filter(|fact| *fact.value == Value::Holds && fact.kind != Kind::Claim);
    let areas = stated.filter_map(|fact| fact.subject).filter(|id| {
        let kind = atlas.organisation(*id).kind;
        matches!(kind, OrganisationKind::FocusArea | OrganisationKind::Industry)
    });
    let mut all: Vec<OrganisationId> = Vec::new();
    for own in atlas.place(id).focus.iter().copied().chain(areas) {
        if !all.contains(&own) {
            all.push(own);
        }
    }
    let name = |id: &OrganisationId| atlas.name(&atlas.organisation(*id).names);
    all.iter().map(name).collect()
}

/// How many firms of which sort a district counts, each the latest figure.
fn firms(atlas: &Atlas, id: PlaceId) -> Vec<Line> {
    let counts = |row: &series::Series| {
        let metric = atlas.metric(row.key.metric);
        let counted = atlas.unit(metric.unit).dimension == Dimension::Count;
        row.key.subject.is_none() && metric.theme == Theme::Firms && counted
    };
    let rows = series::of_place(atlas, id).into_iter().filter(counts);
    let mut latest: Vec<FactId> = rows.filter_map(|row| row.latest).collect();
    // What is counted before what is hoped for.
    latest.sort_by_key(|fact| atlas.row(*fact).kind != Kind::Observed);
    let line = |fact: FactId| {
        let own = atlas.row(fact);
        let scope = own.scope.first().map(|s| format!(", {s}")).unwrap_or_default();
        vec![
            sign(atlas, fact),
            span(atlas.signed(own.value), Paint::Number),
            span(
                format!(" {}{scope}", atlas.short_name(atlas.metric(own.metric))),
                Paint::Text,
            ),
            span(when(atlas, fact), Paint::Muted),
        ]
    };
    latest.into_iter().take(4).map(line).collect()
}

/// The sign before a value: that of its kind, `!` where sources disagree.
fn sign(atlas: &Atlas, fact: FactId) -> Span {
    if series::is_in_dispute(atlas, fact) {
        return span("! ", Paint::Err);
    }
    span(format!("{} ", say::kind_sign(atlas.row(fact).kind)), Paint::Muted)
}

/// The time behind a value, and what it is if nobody has observed it: «· by the end of 2028 · target».
fn when(atlas: &Atlas, fact: FactId) -> String {
    let own = atlas.row(fact);
    let kind = match own.kind {
        Kind::Observed => String::new(),
        kind => format!(" · {}", kind.name()),
    };
    format!(" · {}{kind}", say::period_words(&own))
}

/// The area with its time and source.
fn area(app: &App, page: &mut Listing, fact: FactId, columns: u16) {
    let atlas = &app.atlas;
    let own = atlas.fact(fact);
    let cited = own
        .evidence
        .first()
        .map(|e| format!("  ¶{} «{}»", e.paragraph, e.phrase))
        .unwrap_or_default();
    let text = full(&own.value, atlas.unit(own.unit), atlas.metric(own.metric));
    let line = vec![
        sign(atlas, fact),
        span(text, Paint::Number),
        span(when(atlas, fact), Paint::Muted),
        span(cited, Paint::Cite),
    ];
    field(page, "area", line, columns);
}

/// Most peers shown beside a place, the largest one not counted.
const PEERS: usize = 9;

/// So many facts of all places of a kind are too many to look for their areas.
const MANY_FACTS: usize = 50_000;

/// The area as a bar among those of the same kind: the nearest in size, and the largest, which is the scale of all.
fn peers(app: &App, page: &mut Listing, id: PlaceId, columns: u16) {
    if page.is_full() {
        return;
    }
    let atlas = &app.atlas;
    let same = |(_, p): &(PlaceId, &Place)| p.kind == atlas.place(id).kind;
    // Among hundreds of places with a hundred thousand facts nobody compares bars, and all would have to be read.
    let all = atlas.places().filter(same);
    if all.map(|(p, _)| atlas.facts_of_place(p).len()).sum::<usize>() > MANY_FACTS {
        return;
    }
    let mut peers: Vec<(PlaceId, FactId)> = atlas
        .places()
        .filter(same)
        .filter_map(|(p, _)| Some((p, rows::area_fact(atlas, p)?)))
        .collect();
    peers.sort_by(|a, b| size(atlas, b.1).total_cmp(&size(atlas, a.1)));
    let Some(own) = peers
        .iter()
        .position(|(peer, _)| *peer == id)
        .filter(|_| peers.len() > 1)
    else {
        return;
    };
    let kind = say::several(&atlas.place(id).kind.name().replace('-', " "));
    page.gap();
    page.heading(
        &format!("Area among {} {kind}, km²", peers.len()),
        columns.saturating_sub(2),
    );
    let near = nearest(own, peers.len());
    let shown = || peers[..1].iter().chain(&peers[near.clone()]);
    let widest = shown()
        .map(|(_, fact)| width(&atlas.signed(atlas.row(*fact).value)) + 1)
        .fold(7, u16::max);
    let most = size(atlas, peers[0].1);
    peer(app, page, peers[0], (most, widest), peers[0].0 == id);
    left_out(page, near.start - 1, "larger");
    for other in &peers[near.clone()] {
        peer(app, page, *other, (most, widest), other.0 == id);
    }
    left_out(page, peers.len() - near.end, "smaller");
}

/// Which of the places after the largest are shown: those around one's own. A gap of one is filled with the one.
fn nearest(own: usize, all: usize) -> Range<usize> {
    let first = own
        .saturating_sub(PEERS / 2)
        .min(all.saturating_sub(PEERS))
        .max(1);
    let last = (first + PEERS).min(all);
    let first = if first == 2 { 1 } else { first };
    first..if last + 1 == all { all } else { last }
}

fn left_out(page: &mut Listing, count: usize, what: &str) {
    if count > 0 {
        let text = format!("{}… {count} {what} not shown", " ".repeat(11));
        page.line(vec![span(text, Paint::Faint)]);
    }
}

fn size(atlas: &Atlas, fact: FactId) -> f64 {
    atlas.row(fact).value.number().map_or(0.0, Decimal::to_f64)
}

/// A line of a peer: its bar as a part of the largest, sign, value, name and time.
fn peer(
    app: &App,
    page: &mut Listing,
    (id, fact): (PlaceId, FactId),
    (most, widest): (f64, u16),
    is_own: bool,
) {
    let atlas = &app.atlas;
    let share = size(atlas, fact) / most.max(f64::MIN_POSITIVE);
    // However small, it is there.
    let eighths = ((share * 10.0 * 8.0).round() as usize).max(1);
    let bar: String = "█".repeat(eighths / 8) + [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8].trim();
    let own = if is_own { Paint::Text } else { Paint::Faint };
    let line = vec![
        span(" ".repeat(11), Paint::Faint),
        span(fit(&bar, 11), own),
        sign(atlas, fact),
        span(fit(&atlas.signed(atlas.row(fact).value), widest), own),
        span(atlas.name(&atlas.place(id).names).to_owned(), own),
        span(if is_own { " ◂ this one" } else { "" }, Paint::Accent),
    ];
    let time = fit(&say::period_short(&atlas.row(fact)), 9);
    page.item(Thing::Place(id), vec![line], vec![span(time, own)]);
}

/// The firms, universities and other things that are at home in a place.
fn at_home(app: &App, page: &mut Listing, id: PlaceId, columns: u16) {
    let home: Vec<OrganisationId> = app
        .atlas
        .organisations()
        .filter(|(_, o)| o.place == Some(id))
        .map(|(id, _)| id)
        .collect();
    if home.is_empty() {
        return;
    }
    page.gap();
    page.heading("At home here", columns.saturating_sub(2));
    for organisation in home {
        let own = app.atlas.organisation(organisation);
        let line = vec![
            span(app.atlas.name(&own.names).to_owned(), Paint::Text),
            span(format!("  {}", own.kind.name().replace('-', " ")), Paint::Faint),
        ];
        page.item(Thing::Organisation(organisation), vec![line], Vec::new());
    }
}

fn below(app: &App, page: &mut Listing, id: PlaceId, columns: u16) {
    let also = app
        .atlas
        .places()
        .filter(|(_, place)| place.also_in.contains(&id));
    let children: Vec<PlaceId> = app
        .atlas
        .children(id)
        .iter()
        .copied()
        .chain(also.map(|(id, _)| id))
        .collect();
    if children.is_empty() {
        return;
    }
    page.gap();
    page.heading("Places in it", columns.saturating_sub(2));
    for child in children {
        let place = app.atlas.place(child);
        let facts = app.atlas.count_within(child);
        let line = vec![
            span(app.atlas.name(&place.names).to_owned(), Paint::Text),
            span(format!("  {}", place.kind.name().replace('-', " ")), Paint::Faint),
        ];
        page.item(
            Thing::Place(child),
            vec![line],
            vec![span(say::counted(facts, "fact"), Paint::Muted)],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_hold_ones_own_and_leave_out_no_single_one() {
        for all in 2..30 {
            for own in 0..all {
                let near = nearest(own, all);
                assert!(own == 0 || near.contains(&own), "{own} of {all}: {near:?}");
                assert!(near.start >= 1 && near.end <= all && near.len() <= PEERS + 2);
                assert!(near.start != 2 && near.end + 1 != all, "{own} of {all}: {near:?}");
                assert!(all > PEERS + 1 || near == (1..all), "{own} of {all}: {near:?}");
            }
        }
    }
}
