//! The card of a place: area among its peers, host, focus, firms, its facts, what is in it and where it is named.
//! Focus and firms of a district are read off its facts.

use super::{facts_of, field, mentioned, names};
use crate::atlas::*;
use crate::query::series;
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::prose::{Line, fit, span, width};
use crate::ui::rows;
use crate::ui::say;
use crate::ui::view::listing::Listing;

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
    let line = |fact: FactId| {
        let own = atlas.row(fact);
        let scope = own.scope.first().map(|s| format!(", {s}")).unwrap_or_default();
        vec![
            span(atlas.signed(own.value), Paint::Number),
            span(
                format!(" {}{scope}", atlas.short_name(atlas.metric(own.metric))),
                Paint::Text,
            ),
            span(format!(" · {}", say::period_words(&own)), Paint::Muted),
        ]
    };
    rows.filter_map(|row| row.latest).map(line).take(4).collect()
}

/// The area with its source.
fn area(app: &App, page: &mut Listing, fact: FactId, columns: u16) {
    let atlas = &app.atlas;
    let own = atlas.fact(fact);
    let cited = own
        .evidence
        .first()
        .map(|e| format!("  ¶{} «{}»", e.paragraph, e.phrase))
        .unwrap_or_default();
    let text = full(&own.value, atlas.unit(own.unit), atlas.metric(own.metric));
    field(
        page,
        "area",
        vec![span(text, Paint::Number), span(cited, Paint::Cite)],
        columns,
    );
}

/// Most peers shown beside a place.
const PEERS: usize = 9;

/// The area as a bar among those of the same kind, the nearest in size.
fn peers(app: &App, page: &mut Listing, id: PlaceId, columns: u16) {
    if page.is_full() {
        return;
    }
    let atlas = &app.atlas;
    let same = |(_, p): &(PlaceId, &Place)| p.kind == atlas.place(id).kind;
    let mut peers: Vec<(PlaceId, FactId)> = atlas
        .places()
        .filter(same)
        .filter_map(|(p, _)| Some((p, rows::area_fact(atlas, p)?)))
        .collect();
    let size = |fact: FactId| atlas.row(fact).value.number().map_or(0.0, Decimal::to_f64);
    peers.sort_by(|a, b| size(b.1).total_cmp(&size(a.1)));
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
    let first = own
        .saturating_sub(PEERS / 2)
        .min(peers.len().saturating_sub(PEERS));
    let peers: Vec<(PlaceId, FactId)> = peers.into_iter().skip(first).take(PEERS).collect();
    let most = size(peers[0].1).max(f64::MIN_POSITIVE);
    let value = |fact: FactId| format!("{} ", atlas.signed(atlas.row(fact).value));
    let widest = peers
        .iter()
        .map(|(_, fact)| width(&value(*fact)))
        .max()
        .unwrap_or(0)
        .max(7);
    for (peer, fact) in peers {
        let eighths = (size(fact) / most * 10.0 * 8.0).round() as usize;
        let bar: String =
            "█".repeat(eighths / 8) + [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8].trim();
        let own = if peer == id { Paint::Text } else { Paint::Faint };
        let line = vec![
            span(" ".repeat(11), Paint::Faint),
            span(fit(&bar, 11), own),
            span(fit(&value(fact), widest), own),
            span(atlas.name(&atlas.place(peer).names).to_owned(), own),
            span(if peer == id { " ◂ this one" } else { "" }, Paint::Accent),
        ];
        page.item(Thing::Place(peer), vec![line], Vec::new());
    }
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
            vec![span(format!("{facts} facts"), Paint::Muted)],
        );
    }
}
