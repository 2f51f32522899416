//! `citescape show ID`: everything the atlas knows of one thing, as text or as JSON.
//! Each kind of thing has its page in a file below; this one chooses and has what pages share.
//!
//! To add a kind of thing: its file, an arm in [`draw`] and in [`record::json`].

mod document;
mod fact;
mod metric;
mod organisation;
mod place;
mod record;

use super::flow::{Ink, Span, span};
use super::page::{Page, Side, Table};
use super::resolve::resolve;
use super::session::{Outcome, Session, standing};
use super::{FINE, Subcommand};
use crate::atlas::*;
use crate::export::{cite, json as export};
use clap::{Arg, ArgAction, ArgMatches, Command};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "show",
    define,
    run,
};

fn define(command: Command) -> Command {
    let id = Arg::new("id").value_name("ID").required(true).num_args(1..);
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    command
        .about("Show a fact, place, metric, document, paragraph (document#3), organisation or derivation")
        .arg(id.help("An id in any case, or a name that only one thing has"))
        .arg(json.help("Print one line of JSON"))
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    let words: Vec<&str> = args
        .get_many::<String>("id")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let atlas = session.load().atlas;
    let thing = resolve(&atlas, &words.join(" "))?;
    if args.get_flag("json") {
        export::line(session.out, &record::json(&atlas, thing))?;
    } else {
        let mut page = session.page();
        draw(&atlas, thing, &mut page);
        page.print(session.out)?;
    }
    Ok(FINE)
}

fn draw(atlas: &Atlas, thing: Thing, page: &mut Page) {
    match thing {
        Thing::Fact(id) => fact::draw(atlas, id, page),
        Thing::Derivation(id) => fact::draw_derivation(atlas, id, page),
        Thing::Place(id) => place::draw(atlas, id, page),
        Thing::Metric(id) => metric::draw(atlas, id, page),
        Thing::Organisation(id) => organisation::draw(atlas, id, page),
        Thing::Document(id) => document::draw(atlas, id, page),
        Thing::Paragraph(id, n) => document::draw_paragraph(atlas, (id, n), page),
    }
}

/// The name of a thing, and below it what it is and its other spellings.
fn title(page: &mut Page, name: &str, what: &str, names: &Names) {
    page.flowed(0, &[span(Ink::Strong, name)]);
    let others = names.all().filter(|other| *other != name);
    let line: Vec<&str> = std::iter::once(what).chain(others).collect();
    page.flowed(0, &[span(Ink::Muted, line.join(" · "))]);
    page.gap();
}

/// «World › China › Beijing»
fn path(atlas: &Atlas, id: PlaceId) -> String {
    let names: Vec<&str> = atlas
        .path(id)
        .iter()
        .map(|id| &*atlas.place(*id).names.en)
        .collect();
    names.join(" › ")
}

/// The value of a fact in words.
fn value(atlas: &Atlas, fact: &Fact) -> String {
    full(&fact.value, atlas.unit(fact.unit), atlas.metric(fact.metric))
}

/// What a fact measures, with its organisation and scope.
fn measured(atlas: &Atlas, fact: &Fact) -> Vec<Span> {
    let metric = atlas.metric(fact.metric);
    let mut spans = vec![span(Ink::Text, metric.names.en.clone())];
    if let Some(id) = fact.subject {
        let subject = &atlas.organisation(id).names.en;
        spans.push(span(Ink::Text, format!(": {subject}")));
    }
    if !fact.scope.is_empty() {
        spans.push(span(Ink::Muted, format!(" ({})", fact.scope.join("; "))));
    }
    spans
}

/// The value, or what is said where there is no figure.
fn headline(atlas: &Atlas, fact: &Fact) -> String {
    if fact.value != Value::Holds {
        return value(atlas, fact);
    }
    measured(atlas, fact).into_iter().map(|s| s.text).collect()
}

/// The documents of a table, numbered as they come, so that a source takes few columns.
#[derive(Default)]
struct Sources(Vec<DocumentId>);

impl Sources {
    /// `[1]¶3` of the first evidence, and how many more there are.
    fn cell(&mut self, fact: &Fact) -> Vec<Span> {
        let Some(first) = fact.evidence.first() else {
            return Vec::new();
        };
        let known = self.0.iter().position(|id| *id == first.document);
        let number = known.unwrap_or_else(|| {
            self.0.push(first.document);
            self.0.len() - 1
        });
        let mut spans = vec![span(Ink::Cite, format!("[{}]¶{}", number + 1, first.paragraph))];
        if fact.evidence.len() > 1 {
            spans.push(span(Ink::Muted, format!(" +{}", fact.evidence.len() - 1)));
        }
        spans
    }

    fn legend(&self, atlas: &Atlas, page: &mut Page) {
        page.gap();
        for (id, n) in self.0.iter().zip(1..) {
            let document = atlas.document(*id);
            let about = format!("  {}, {}", document.publisher, cite::dated(document));
            let number = span(Ink::Cite, format!("[{n}] "));
            page.hung(
                2,
                &[
                    number,
                    span(Ink::Accent, document.slug.clone()),
                    span(Ink::Muted, about),
                ],
            );
        }
    }
}

/// What tells the facts of a table apart.
type Lead = fn(&Atlas, &Fact) -> Vec<Span>;

/// The facts with figures as a table, then those that only hold; `lead` gives the first cell of each row.
fn facts(page: &mut Page, atlas: &Atlas, ids: &[FactId], (head, lead): (&str, Lead)) {
    let mut sources = Sources::default();
    let (states, figures): (Vec<&Fact>, Vec<&Fact>) = ids
        .iter()
        .map(|id| atlas.fact(*id))
        .partition(|fact| fact.value == Value::Holds);
    if !figures.is_empty() {
        page.heading(&format!("Figures ({})", figures.len()));
        let mut table = Table::new(&[
            (head, Side::Left),
            ("value", Side::Left),
            ("period", Side::Whole),
            ("kind", Side::Whole),
            ("said in", Side::Whole),
        ]);
        for fact in figures {
            table.spans(vec![
                lead(atlas, fact),
                vec![span(Ink::Strong, value(atlas, fact))],
                vec![span(Ink::Text, fact.period.short())],
                vec![span(Ink::Muted, standing(fact))],
                sources.cell(fact),
            ]);
        }
        page.table(2, &table);
    }
    if !states.is_empty() {
        page.heading(&format!("Statements ({})", states.len()));
        let mut table = Table::bare(&[Side::Left, Side::Whole, Side::Whole, Side::Whole]);
        for fact in states {
            table.spans(vec![
                lead(atlas, fact),
                vec![span(Ink::Text, fact.period.short())],
                vec![span(Ink::Muted, standing(fact))],
                sources.cell(fact),
            ]);
        }
        page.table(2, &table);
    }
    sources.legend(atlas, page);
}

/// The paragraphs that name a thing.
fn mentions(page: &mut Page, atlas: &Atlas, at: &[(DocumentId, u32)]) {
    if at.is_empty() {
        return;
    }
    let mut spans = Vec::new();
    for (id, n) in at {
        if !spans.is_empty() {
            spans.push(span(Ink::Muted, "  "));
        }
        spans.push(span(Ink::Cite, atlas.slug(Thing::Paragraph(*id, *n))));
    }
    page.heading("Named in");
    page.flowed(2, &spans);
}
