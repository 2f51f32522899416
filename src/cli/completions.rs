//! `citescape completions SHELL`: a script that completes the arguments.

use super::session::{Outcome, Session};
use super::{FINE, Subcommand};
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::{Shell, generate};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "completions",
    define,
    run,
};

fn define(command: Command) -> Command {
    let shell = Arg::new("shell").value_name("SHELL").required(true);
    command
        .about("Print completions for a shell")
        .arg(shell.value_parser(value_parser!(Shell)).help("The shell"))
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    if let Some(shell) = args.get_one::<Shell>("shell") {
        // Into memory first: the generator panics on a closed pipe.
        let mut script = Vec::new();
        generate(*shell, &mut super::command(), "citescape", &mut script);
        session.out.write_all(&script)?;
    }
    Ok(FINE)
}
