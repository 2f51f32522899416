//! `citescape export`: the atlas in a format, to stdout or a file.

use super::output_file::write_whole;
use super::session::{Outcome, Session};
use super::{FINE, Subcommand};
use crate::export::{FORMATS, format};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use std::path::PathBuf;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "export",
    define,
    run,
};

fn define(command: Command) -> Command {
    let names = FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about));
    let format = Arg::new("format").long("format").short('f').value_name("FORMAT");
    let out = Arg::new("out").long("out").short('o').value_name("FILE");
    command
        .about("Write the atlas as JSON, CSV, Markdown, BibTeX or CSL-JSON")
        .arg(
            format
                .required(true)
                .value_parser(PossibleValuesParser::new(names.collect::<Vec<_>>()))
                .help("The format"),
        )
        .arg(
            out.value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("Write to a file, whole or not at all, instead of stdout"),
        )
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    let name = args.get_one::<String>("format").map_or("", String::as_str);
    let Some(format) = format(name) else {
        return Ok(super::WRONG);
    };
    let atlas = session.load().atlas;
    match args
        .get_one::<PathBuf>("out")
        .filter(|path| path.as_os_str() != "-")
    {
        None => format.write(&atlas, session.out)?,
        Some(path) => write_whole(path, |out| format.write(&atlas, out))?,
    }
    Ok(FINE)
}
