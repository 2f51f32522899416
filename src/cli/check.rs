//! `citescape check`: what is wrong with the data, each fault with its place, reason and remedy; with `--sources`
//! also what the reader's own copies prove.

mod sources;

use super::flow::{Ink, span};
use super::page::Page;
use super::session::{Failure, Outcome, Session, counted};
use super::{FINE, NOTHING, Subcommand, WRONG};
use crate::data::{self, Loaded};
use crate::export::json;
use crate::problem::{Problem, Severity};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use serde_json::{Value as Json, json};
use std::path::PathBuf;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "check",
    define,
    run,
};

fn define(command: Command) -> Command {
    let directory = Arg::new("dir").value_name("DIR");
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    command
        .about("Check the data: the atlas with yours laid over it, or a directory as a whole atlas")
        .arg(
            directory
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::DirPath)
                .help("A directory that is a whole atlas by itself"),
        )
        .arg(json.help("Print one line of JSON"))
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    let loaded = load(args.get_one::<PathBuf>("dir"), session)?;
    // Only if asked: what the data are worth must not depend on files that happen to lie somewhere.
    if !session.options.sources.is_empty() {
        return sources::run(loaded, args, session);
    }
    if args.get_flag("json") {
        json::line(session.out, &report(&loaded.problems))?;
    } else {
        print(&loaded, session)?;
    }
    Ok(exit_code(&loaded.problems))
}

fn load(directory: Option<&PathBuf>, session: &Session) -> Result<Loaded, Failure> {
    let over = session.directories();
    match directory {
        Some(_) if !session.options.data.is_empty() => Err(Failure::wrong(
            "a directory is checked as a whole atlas, so --data does not go with it",
            "leave DIR away to check --data laid over the embedded atlas",
        )),
        Some(directory) => Ok(data::directory(directory)),
        None if over.is_empty() => Ok(data::checked()),
        None => Ok(data::with_directories(&over)),
    }
}

fn exit_code(problems: &[Problem]) -> u8 {
    match problems.iter().map(|p| p.severity).max() {
        None | Some(Severity::Info) => FINE,
        Some(Severity::Warning) => NOTHING,
        Some(Severity::Error) => WRONG,
    }
}

fn count(problems: &[Problem], severity: Severity) -> usize {
    problems.iter().filter(|p| p.severity == severity).count()
}

fn report(problems: &[Problem]) -> Json {
    json!({
        "problems": problems.iter().map(row).collect::<Vec<_>>(),
        "summary": {
            "errors": count(problems, Severity::Error),
            "warnings": count(problems, Severity::Warning),
            "info": count(problems, Severity::Info),
        },
    })
}

fn row(problem: &Problem) -> Json {
    json!({
        "code": problem.code,
        "severity": problem.severity.name(),
        "file": problem.file,
        "line": (problem.line > 0).then_some(problem.line),
        "column": (problem.column > 0).then_some(problem.column),
        "message": problem.message,
        "hint": (!problem.hint.is_empty()).then_some(&problem.hint),
    })
}

fn print(loaded: &Loaded, session: &mut Session) -> Result<(), Failure> {
    let mut page = session.page();
    loaded
        .problems
        .iter()
        .for_each(|problem| write(problem, &mut page));
    page.flowed(0, &[summary(loaded)]);
    Ok(page.print(session.out)?)
}

fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Error => Ink::Bad,
        Severity::Warning => Ink::Cite,
        Severity::Info => Ink::Muted,
    }
}

/// Severity, code, place, reason and remedy of a problem.
pub fn write(problem: &Problem, page: &mut Page) {
    let head = format!("{} {}", problem.severity.name(), problem.code);
    let mut head = vec![span(ink(problem.severity), head)];
    if let Some(file) = &problem.file {
        let place = match problem.line {
            0 => file.clone(),
            line => format!("{file}:{line}:{}", problem.column.max(1)),
        };
        head.extend([span(Ink::Text, "  "), span(Ink::Address, place)]);
    }
    page.flowed(0, &head);
    page.prose(4, &problem.message);
    if !problem.hint.is_empty() {
        page.flowed(4, &[span(Ink::Muted, format!("→ {}", problem.hint))]);
    }
    page.gap();
}

fn summary(loaded: &Loaded) -> super::flow::Span {
    let count = |severity| loaded.count(severity);
    let records = loaded.atlas.records();
    let read = format!(
        "{}, {}, {} read",
        counted(loaded.atlas.fact_count(), "fact"),
        counted(records.places.len(), "place"),
        counted(records.documents.len(), "document")
    );
    let (errors, warnings, infos) = (
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info),
    );
    let remarks = if infos > 0 {
        format!(", {}", counted(infos, "remark"))
    } else {
        String::new()
    };
    if errors + warnings == 0 {
        return span(Ink::Good, format!("{read}; no errors, no warnings{remarks}"));
    }
    let ink = if errors > 0 { Ink::Bad } else { Ink::Cite };
    let faults = format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
    span(ink, format!("{read}; {faults}{remarks}"))
}
