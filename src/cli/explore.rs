//! `citescape` without a subcommand: the explorer, or what can be said where none can be drawn.

use super::flow::{Ink, span};
use super::page::{Page, Side, Table};
use super::resolve::resolve;
use super::session::{Failure, Outcome, Session, counted};
use super::{FINE, SUBCOMMANDS, WRONG};
use crate::atlas::*;
use crate::problem::nearest;
use crate::query::find::find;
use crate::query::index::Index;
use crate::query::label::PREFIX;
use clap::ArgMatches;
use std::ffi::OsString;

/// Most places in a short summary.
const MAX_PLACES: usize = 6;

/// Opens the explorer, or says in lines what the atlas holds.
pub fn run(matches: &ArgMatches, args: &[OsString], session: &mut Session) -> Outcome {
    let words: Vec<&String> = matches.get_many("query").into_iter().flatten().collect();
    if let Some(word) = words.first().filter(|_| !args.iter().any(|arg| arg == "--")) {
        mistyped(word)?;
    }
    let at = matches.get_one::<String>("at").map(String::as_str);
    if session.options.linear {
        let query: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
        return super::linear::open(session, at, &query.join(" "));
    }
    let has_terminal = session.env.stdin_tty && session.env.stdout_tty;
    if has_terminal && !session.env.is_dumb() {
        let query: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
        return super::screen::open(session, at, &query.join(" "));
    }
    let atlas = session.load().atlas;
    if let Some(id) = at {
        resolve(&atlas, id)?;
    }
    if !has_terminal {
        return refuse(&atlas, session);
    }
    let mut page = session.page();
    summary(&atlas, usize::MAX, &mut page);
    documents(&atlas, &mut page);
    advice(&mut page);
    page.print(session.out)?;
    Ok(FINE)
}

/// A first word that is almost a subcommand was meant as one, unless the atlas has it: «wind» is no slip for «find».
fn mistyped(word: &str) -> Result<(), Failure> {
    let names = SUBCOMMANDS.iter().map(|subcommand| subcommand.name);
    match nearest(word, names) {
        Some(near) if !is_said(word) => Err(Failure::wrong(
            format!("unknown subcommand «{word}»"),
            format!("did you mean «{near}»? To search for it: citescape -- {word}"),
        )),
        _ => Ok(()),
    }
}

/// Whether something in the atlas has a word that begins so.
fn is_said(word: &str) -> bool {
    let atlas = crate::data::embedded().atlas;
    let found = find(&atlas, &Index::new(&atlas), word);
    found.is_ok_and(|found| found.hits.first().is_some_and(|hit| hit.score >= PREFIX))
}

/// Without a terminal: what there is, and how to get at it.
fn refuse(atlas: &Atlas, session: &mut Session) -> Outcome {
    let mut page = session.page();
    summary(atlas, MAX_PLACES, &mut page);
    page.print(session.out)?;
    session.out.flush()?;
    let mut page = session.page();
    page.prose(0, "citescape: the explorer needs a terminal on stdin and stdout");
    page.prose(
        2,
        "over SSH ask for one: ssh -t HOST citescape; without one: citescape find QUERY, citescape show ID",
    );
    // Should stderr be gone, the exit code still says it.
    let _ = page.print(session.err);
    Ok(WRONG)
}

fn summary(atlas: &Atlas, most: usize, page: &mut Page) {
    let records = atlas.records();
    let counts = format!(
        "{} about {} from {}",
        counted(atlas.fact_count(), "fact"),
        counted(records.places.len(), "place"),
        counted(records.documents.len(), "document")
    );
    page.flowed(
        0,
        &[
            span(Ink::Strong, format!("citescape: {counts}")),
            span(Ink::Muted, format!(" (edition {})", atlas.edition())),
        ],
    );
    let mut places: Vec<(PlaceId, usize)> = atlas
        .places()
        .map(|(id, _)| (id, atlas.facts_of_place(id).len()))
        .filter(|(_, facts)| *facts > 0)
        .collect();
    places.sort_by_key(|(id, facts)| (std::cmp::Reverse(*facts), *id));
    let mut table = Table::bare(&[Side::Left, Side::Right, Side::Whole]);
    for (id, facts) in places.iter().take(most) {
        let place = atlas.place(*id);
        table.row(vec![
            span(Ink::Text, place.names.en.clone()),
            span(Ink::Strong, counted(*facts, "fact")),
            span(Ink::Accent, place.slug.clone()),
        ]);
    }
    page.gap();
    page.table(2, &table);
    if places.len() > most {
        let rest = format!(
            "and {} more: citescape list places",
            counted(places.len() - most, "place")
        );
        page.flowed(2, &[span(Ink::Muted, rest)]);
    }
}

fn documents(atlas: &Atlas, page: &mut Page) {
    page.heading("Documents");
    for (_, document) in atlas.documents() {
        page.flowed(
            2,
            &[
                span(Ink::Text, format!("{}  ", document.title)),
                span(Ink::Muted, format!("{}  ", document.publisher)),
                span(Ink::Accent, document.slug.clone()),
            ],
        );
    }
}

fn advice(page: &mut Page) {
    page.heading("In lines");
    let mut table = Table::bare(&[Side::Whole, Side::Left]);
    for (command, about) in [
        ("citescape find QUERY", "search everything"),
        (
            "citescape show ID",
            "a place, metric, fact, document or organisation",
        ),
        ("citescape list places", "all places with their facts"),
        ("citescape --help", "all else"),
    ] {
        table.row(vec![span(Ink::Accent, command), span(Ink::Text, about)]);
    }
    page.table(2, &table);
}
