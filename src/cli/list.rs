//! `citescape list`: all places, metrics, documents or organisations, with how many facts each has.
//!
//! To add a list: a row in [`LISTS`] with its two functions.

use super::flow::{Ink, Span, span};
use super::page::{Page, Side, Table};
use super::session::{Failure, Outcome, Session, counted};
use super::{FINE, Subcommand};
use crate::atlas::*;
use crate::export::{cite, json};
use crate::query::group::{self, Group};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value as Json, json};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "list",
    define,
    run,
};

/// A list: its name, the rows as JSON, and drawn.
struct List {
    name: &'static str,
    one: &'static str,
    json: fn(&Atlas) -> Vec<Json>,
    draw: fn(&Atlas, &mut Page),
}

const LISTS: &[List] = &[
    List {
        name: "places",
        one: "place",
        json: places_json,
        draw: places,
    },
    List {
        name: "metrics",
        one: "metric",
        json: metrics_json,
        draw: metrics,
    },
    List {
        name: "documents",
        one: "document",
        json: documents_json,
        draw: documents,
    },
    List {
        name: "organisations",
        one: "organisation",
        json: organisations_json,
        draw: organisations,
    },
];

fn define(command: Command) -> Command {
    let values = LISTS
        .iter()
        .map(|list| PossibleValue::new(list.name).alias(list.one));
    let what = Arg::new("what").value_name("WHAT").required(true);
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    command
        .about("List places, metrics, documents or organisations with their counts of facts")
        .arg(
            what.value_parser(PossibleValuesParser::new(values.collect::<Vec<_>>()))
                .help("What to list"),
        )
        .arg(json.help("Print one line of JSON: an array of objects"))
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    let what = args.get_one::<String>("what").map_or("", String::as_str);
    let found = LISTS.iter().find(|list| list.name == what || list.one == what);
    let list = found.ok_or_else(|| Failure::wrong(format!("no list «{what}»"), ""))?;
    let atlas = session.load().atlas;
    if args.get_flag("json") {
        json::line(session.out, &Json::Array((list.json)(&atlas)))?;
    } else {
        let mut page = session.page();
        (list.draw)(&atlas, &mut page);
        page.print(session.out)?;
    }
    Ok(FINE)
}

/// A record with further keys.
fn with(mut record: Json, more: &[(&str, Json)]) -> Json {
    if let Json::Object(fields) = &mut record {
        fields.extend(more.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    }
    record
}

fn places_json(atlas: &Atlas) -> Vec<Json> {
    let row = |(id, place): (PlaceId, &Place)| {
        let own = json!(atlas.facts_of_place(id).len());
        with(
            json::place(atlas, place),
            &[("facts", own), ("facts_within", json!(atlas.count_within(id)))],
        )
    };
    atlas.places().map(row).collect()
}

fn metrics_json(atlas: &Atlas) -> Vec<Json> {
    let row = |id: MetricId| {
        let metric = atlas.metric(id);
        let theme = atlas.metric(group::head(atlas, id)).theme;
        with(
            json::metric(atlas, metric),
            &[
                ("theme", json!(theme.name())),
                ("facts", json!(atlas.facts_of_metric(id).len())),
            ],
        )
    };
    group::ordered(atlas).into_iter().map(row).collect()
}

fn documents_json(atlas: &Atlas) -> Vec<Json> {
    let row = |(id, document): (DocumentId, &Document)| {
        let mut record = json::document(atlas, document);
        let paragraphs = json!(document.paragraphs.len());
        if let Some(fields) = record.as_object_mut() {
            fields.insert("paragraphs".to_owned(), paragraphs);
        }
        with(record, &[("facts", json!(atlas.count_of_document(id)))])
    };
    atlas.documents().map(row).collect()
}

fn organisations_json(atlas: &Atlas) -> Vec<Json> {
    let row = |(id, organisation): (OrganisationId, &Organisation)| {
        let place = organisation.place.map(|id| &atlas.place(id).slug);
        let facts = json!(atlas.facts_of_organisation(id).len());
        let mentions = json!(atlas.mentions_of_organisation(id).len());
        with(
            json::organisation(organisation),
            &[("place", json!(place)), ("facts", facts), ("mentions", mentions)],
        )
    };
    atlas.organisations().map(row).collect()
}

fn number(n: usize) -> Span {
    span(
        if n == 0 { Ink::Muted } else { Ink::Strong },
        if n == 0 { "·".to_owned() } else { n.to_string() },
    )
}

fn places(atlas: &Atlas, page: &mut Page) {
    let mut table = Table::new(&[
        ("facts", Side::Right),
        ("in all", Side::Right),
        ("place and id", Side::Left),
    ]);
    let mut seen = vec![false; atlas.records().places.len()];
    // Places whose parents form a ring have no root: they follow at the end.
    let all: Vec<PlaceId> = atlas.roots().chain(atlas.places().map(|(id, _)| id)).collect();
    for root in all {
        branch(atlas, (root, 0), &mut seen, &mut table);
    }
    page.table(0, &table);
}

fn branch(atlas: &Atlas, (root, depth): (PlaceId, usize), seen: &mut [bool], table: &mut Table) {
    let mut open = vec![(root, depth)];
    while let Some((id, depth)) = open.pop() {
        if std::mem::replace(&mut seen[id.index()], true) {
            continue;
        }
        let place = atlas.place(id);
        let name = format!("{}{}", "  ".repeat(depth), place.names.en);
        table.spans(vec![
            vec![number(atlas.facts_of_place(id).len())],
            vec![number(atlas.count_within(id))],
            vec![
                span(Ink::Text, name),
                span(Ink::Accent, format!("  {}", place.slug)),
            ],
        ]);
        open.extend(atlas.children(id).iter().rev().map(|child| (*child, depth + 1)));
    }
}

fn metrics(atlas: &Atlas, page: &mut Page) {
    let mut table = Table::new(&[
        ("metric", Side::Left),
        ("unit", Side::Left),
        ("facts", Side::Right),
        ("id", Side::Whole),
    ]);
    let all = group::ordered(atlas);
    for metrics in all.chunk_by(|a, b| Group::of(atlas, *a) == Group::of(atlas, *b)) {
        if page.is_shown() {
            table.row(heading(atlas, metrics));
        }
        for id in metrics {
            let metric = atlas.metric(*id);
            let indent = if metric.under.is_some() { "  " } else { "" };
            table.row(vec![
                span(Ink::Text, format!("{indent}{}", metric.names.en)),
                span(Ink::Muted, atlas.unit(metric.unit).slug.clone()),
                number(atlas.facts_of_metric(*id).len()),
                span(Ink::Accent, metric.slug.clone()),
            ]);
        }
    }
    page.table(0, &table);
}

/// The row above the metrics of a group: its title, how many they are, and all their facts.
fn heading(atlas: &Atlas, metrics: &[MetricId]) -> Vec<Span> {
    let title = Group::of(atlas, metrics[0]).title();
    let facts = metrics.iter().map(|id| atlas.facts_of_metric(*id).len()).sum();
    vec![
        span(Ink::Strong, format!("{title} ({})", metrics.len())),
        span(Ink::Muted, ""),
        number(facts),
        span(Ink::Muted, ""),
    ]
}

fn documents(atlas: &Atlas, page: &mut Page) {
    for (id, document) in atlas.documents() {
        page.entry_gap();
        let about = format!("{}, {}", cite::publishers(document), cite::dated(document));
        let counts = format!(
            "{}, {}  ",
            counted(document.paragraphs.len(), "paragraph"),
            counted(atlas.count_of_document(id), "fact")
        );
        page.entry(&[
            vec![span(Ink::Strong, document.title.clone())],
            vec![span(Ink::Text, about)],
            vec![span(Ink::Muted, counts), span(Ink::Accent, document.slug.clone())],
        ]);
    }
}

fn organisations(atlas: &Atlas, page: &mut Page) {
    let mut table = Table::new(&[
        ("organisation", Side::Left),
        ("kind", Side::Left),
        ("facts", Side::Right),
        ("named", Side::Right),
        ("id", Side::Whole),
    ]);
    for (id, organisation) in atlas.organisations() {
        table.row(vec![
            span(Ink::Text, organisation.names.en.clone()),
            span(Ink::Muted, organisation.kind.name()),
            number(atlas.facts_of_organisation(id).len()),
            number(atlas.mentions_of_organisation(id).len()),
            span(Ink::Accent, organisation.slug.clone()),
        ]);
    }
    page.table(0, &table);
}
