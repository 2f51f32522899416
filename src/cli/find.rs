//! `citescape find`: search over everything, for people, for scripts, and line by line for other programs.

mod rows;

use super::flow::{Ink, span};
use super::session::{Failure, Outcome, Session};
use super::{FINE, NOTHING, Subcommand, WRONG};
use crate::atlas::Atlas;
use crate::export::json;
use crate::query::find::{Finder, Found};
use crate::query::index::Index;
use crate::query::parse::{FIELDS, QueryError};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use rows::Row;
use serde_json::{Value as Json, json};
use std::io::{self, BufRead, Write};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "find",
    define,
    run,
};

/// Longest line of `--stdin` that is read; the rest of a longer one is dropped.
const MAX_LINE: u64 = 64 << 10;

fn define(command: Command) -> Command {
    let query = Arg::new("query").value_name("QUERY").num_args(1..);
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let limit = Arg::new("limit").long("limit").short('n').value_name("N");
    command
        .about("Search places, metrics, facts, organisations, documents and paragraphs")
        .after_help(fields())
        .arg(
            query
                .required_unless_present("stdin")
                .help("Words and fields; put -- before a query that begins with -"),
        )
        .arg(flag("json").help("Print one line of JSON"))
        .arg(
            flag("tsv")
                .conflicts_with("json")
                .help("Print kind, id, label, place, metric, period, value and unit, separated by tabs"),
        )
        .arg(
            flag("stdin")
                .conflicts_with("query")
                .help("Answer each line of stdin at once with one line"),
        )
        .arg(
            limit
                .value_parser(value_parser!(usize))
                .default_value("20")
                .help("Most rows"),
        )
}

fn fields() -> String {
    let mut text = String::from("Fields (write field:value, or compare as in value>1000):\n");
    for (name, others, about) in FIELDS {
        text.push_str(&format!("  {name:9} {about} (also {})\n", others.join(", ")));
    }
    text + "\nWords in \"quotes\" are taken as they are; -word leaves out what matches."
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    let limit = args.get_one::<usize>("limit").copied().unwrap_or(20);
    let atlas = session.load().atlas;
    let index = Index::of(&atlas);
    let mut asked = Asked {
        atlas: &atlas,
        index: &index,
        limit,
        finder: Finder::new(limit.max(1)),
    };
    if args.get_flag("stdin") {
        return asked.lines(args.get_flag("json"), session.out);
    }
    let words = args.get_many::<String>("query").into_iter().flatten();
    let query = words.map(String::as_str).collect::<Vec<_>>().join(" ");
    let mut found = asked.finder.find(&atlas, &index, &query);
    while let (true, Ok(found)) = (asked.finder.has_more(), &mut found) {
        asked.finder.more(&atlas, &index, found);
    }
    let code = match &found {
        Ok(found) if found.hits.is_empty() => NOTHING,
        Ok(_) => FINE,
        Err(_) => WRONG,
    };
    if args.get_flag("json") {
        json::line(session.out, &asked.json(&query, &found))?;
        return Ok(code);
    }
    let found = found.map_err(|error| bad(&query, &error))?;
    if args.get_flag("tsv") {
        for row in asked.rows(&found) {
            writeln!(session.out, "{}", row.tsv())?;
        }
    } else {
        asked.print(&query, &found, session)?;
    }
    Ok(code)
}

/// What is wrong with a query, with a mark below the place.
fn bad(query: &str, error: &QueryError) -> Failure {
    let before = query.get(..error.at).unwrap_or(query);
    let mark = " ".repeat(super::flow::width(before));
    Failure::wrong(&error.message, format!("{query}\n{mark}^\n{}", error.hint))
}

fn unreadable(error: io::Error) -> Failure {
    let message = format!("cannot read stdin: {}", crate::data::plain(&error));
    Failure::wrong(message, "give a query on each line")
}

/// What every answer needs.
struct Asked<'a> {
    atlas: &'a Atlas,
    index: &'a Index,
    limit: usize,
    finder: Finder,
}

impl Asked<'_> {
    fn rows<'a>(&'a self, found: &'a Found) -> impl Iterator<Item = Row> + 'a {
        let hits = found.hits.iter().take(self.limit);
        hits.map(|hit| Row::of(self.atlas, hit))
    }

    /// The answer as the contract has it.
    fn json(&self, query: &str, found: &Result<Found, QueryError>) -> Json {
        match found {
            Ok(found) => json!({
                "query": query,
                "understood": found.understood,
                "total": found.total(),
                "rows": self.rows(found).map(|row| row.json()).collect::<Vec<_>>(),
                "error": null,
            }),
            Err(error) => json!({
                "query": query,
                "understood": null,
                "total": 0,
                "rows": [],
                "error": { "message": error.message, "at": error.at, "hint": error.hint },
            }),
        }
    }

    /// One line for each line of stdin, until it ends.
    fn lines(&mut self, as_json: bool, out: &mut dyn Write) -> Outcome {
        let mut input = io::stdin().lock();
        while let Some(query) = next_line(&mut input).map_err(unreadable)? {
            let found = self.finder.find(self.atlas, self.index, &query);
            if as_json {
                json::line(out, &self.json(&query, &found))?;
            } else {
                writeln!(out, "{}", self.brief(&query, &found))?;
            }
            out.flush()?;
        }
        Ok(FINE)
    }

    /// How many were found, and the best of them, separated by tabs.
    fn brief(&self, query: &str, found: &Result<Found, QueryError>) -> String {
        let (total, rest) = match found {
            Ok(found) => {
                let best = self.rows(found).next();
                (found.total(), best.map_or(String::new(), |row| row.tsv()))
            }
            Err(error) => (0, format!("error: {}", error.message)),
        };
        let clean = |text: &str| crate::safe_text::clean(text).into_owned();
        let rest: Vec<String> = rest.split('\t').map(clean).collect();
        format!("{total}\t{}\t{}", clean(query), rest.join("\t"))
    }

    fn print(&mut self, query: &str, found: &Found, session: &mut Session) -> Result<(), Failure> {
        let mut page = session.page();
        let total = found.total();
        let head = match total {
            0 => "nothing found".to_owned(),
            _ => format!("{total} found"),
        };
        page.flowed(
            0,
            &[
                span(Ink::Strong, head),
                span(Ink::Muted, format!("  {}", found.understood)),
            ],
        );
        page.gap();
        if total == 0 {
            let effects = self.finder.explain(self.atlas, self.index, query);
            let best = effects.iter().map(|effect| effect.without).max().unwrap_or(0);
            for effect in effects {
                let is_best = best > 0 && effect.without == best;
                let advice = if is_best { "  the best one to drop" } else { "" };
                let text = format!(
                    "{}: {} alone; {} without it{advice}",
                    effect.clause, effect.alone, effect.without
                );
                page.flowed(2, &[span(Ink::Text, text)]);
            }
            page.flowed(
                2,
                &[span(
                    Ink::Muted,
                    "`citescape list places` and `list metrics` show what there is",
                )],
            );
        }
        for row in self.rows(found) {
            row.draw(&mut page);
        }
        if total > self.limit {
            let text = match self.limit {
                0 => format!("none shown, as --limit 0 asks; --limit {total} shows all"),
                limit => format!(
                    "{} more: --limit {total} shows all; a narrower query finds fewer",
                    total - limit
                ),
            };
            page.gap();
            page.flowed(0, &[span(Ink::Muted, text)]);
        }
        Ok(page.print(session.out)?)
    }
}

/// The next line without its end; of a long one only the beginning.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if io::Read::take(&mut *input, MAX_LINE).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') && line.len() as u64 == MAX_LINE {
        input.skip_until(b'\n')?;
    }
    let text = String::from_utf8_lossy(&line);
    Ok(Some(text.trim_end_matches(['\n', '\r']).to_owned()))
}
