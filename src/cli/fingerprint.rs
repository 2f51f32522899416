//! `citescape fingerprint FILE`: the stub of a document of one's own: fields to fill in, paragraphs with roles and
//! fingerprints, none of the text.

use super::session::{Failure, Outcome, Session};
use super::{FINE, Subcommand};
use crate::data::sources::{Listed, read};
use crate::data::stub::stub;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use std::path::PathBuf;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "fingerprint",
    define,
    run,
};

const HELP: &str = "\
Fill in the fields in capitals and keep it as documents/ID/document.ron in a directory of your own;
facts go into facts.ron beside it. `citescape --data DIR check --sources COPIES` then verifies both.";

fn define(command: Command) -> Command {
    let file = Arg::new("file").value_name("FILE").required(true);
    command
        .about("Print the stub of a document: fields to fill in, a fingerprint for each paragraph, no text")
        .after_help(HELP)
        .arg(
            file.value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("The document's text: plain, HTML or Markdown, in any usual encoding"),
        )
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    let Some(path) = args.get_one::<PathBuf>("file") else {
        return Err(Failure::wrong(
            "no file was named",
            "give the file with the document's text",
        ));
    };
    let name = path.display().to_string();
    let path = path.clone();
    let text = read(&Listed { path, name }).map_err(|problem| {
        let file = problem.file.unwrap_or_default();
        Failure::wrong(format!("«{file}»: {}", problem.message), problem.hint)
    })?;
    session.out.write_all(stub(&text).as_bytes())?;
    Ok(FINE)
}
