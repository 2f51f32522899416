//! `citescape generate`: a synthetic atlas in the ordinary notation, for trials and benches.

use super::flow::{Ink, span};
use super::session::{Failure, Outcome, Session, counted};
use super::{FINE, Subcommand};
use crate::data::generate::{LABELS, MOST_FACTS, Recipe, generate};
use crate::data::plain;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use std::path::{Path, PathBuf};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "generate",
    define,
    run,
};

const HELP: &str = "\
All names and figures are made up. The same numbers give the same files.
Look at it with `citescape --data DIR`, check it with `citescape check DIR`.";

fn define(command: Command) -> Command {
    let facts = Arg::new("facts").long("facts").value_name("N").required(true);
    let seed = Arg::new("seed").long("seed").value_name("S").default_value("1");
    let labels = Arg::new("labels").long("labels").value_name("N");
    let out = Arg::new("out").long("out").value_name("DIR").required(true);
    command
        .about("Write a synthetic atlas, for trials and benches")
        .after_help(HELP)
        .arg(
            facts
                .value_parser(value_parser!(u32).range(1..=i64::from(MOST_FACTS)))
                .help("How many facts"),
        )
        .arg(
            seed.value_parser(value_parser!(u64))
                .help("Another seed gives another atlas"),
        )
        .arg(
            labels
                .value_parser(value_parser!(u32).range(i64::from(*LABELS.start())..=i64::from(*LABELS.end())))
                .help("How many places, metrics, organisations and scopes together"),
        )
        .arg(
            out.value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::DirPath)
                .help("A directory that is empty or not there yet"),
        )
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    let Some(out) = args.get_one::<PathBuf>("out") else {
        return Err(Failure::wrong("no directory was named", "give one with --out"));
    };
    let recipe = Recipe {
        facts: args.get_one("facts").copied().unwrap_or(1),
        seed: args.get_one("seed").copied().unwrap_or(1),
        labels: args.get_one("labels").copied(),
    };
    refuse_full(out)?;
    let made = generate(&recipe, out).map_err(|error| {
        let message = format!("cannot write to «{}»: {}", out.display(), plain(&error));
        Failure::wrong(message, "remove what was written, or give another directory")
    })?;
    let mut page = session.page();
    let text = format!(
        "{} with {} in {}, {} MB: {}",
        counted(made.facts as usize, "fact"),
        counted(made.labels as usize, "label"),
        counted(made.files as usize, "file"),
        made.bytes.div_ceil(1_000_000),
        out.display()
    );
    page.flowed(0, &[span(Ink::Text, text)]);
    page.print(session.out)?;
    Ok(FINE)
}

/// Nothing that is there is written over.
fn refuse_full(out: &Path) -> Result<(), Failure> {
    let holds = std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if holds || out.is_file() {
        let message = format!("«{}» is not an empty directory", out.display());
        return Err(Failure::wrong(message, "give one that is empty or not there yet"));
    }
    Ok(())
}
