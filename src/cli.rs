//! The command line: arguments, exit codes, and one file a subcommand. The only module that knows clap.
//! Absent here: what subcommands print is made by the modules below; nothing here reads the environment but [`env`].
//!
//! To add a subcommand: its file with a `SUBCOMMAND`, and its row in [`SUBCOMMANDS`].

mod check;
mod completions;
mod config;
pub mod env;
mod explore;
mod export;
mod find;
mod fingerprint;
mod flow;
mod follow;
mod generate;
mod keeping;
mod keys;
mod linear;
mod list;
mod man;
mod options;
mod output_file;
mod page;
mod render;
mod resolve;
mod screen;
mod session;
mod show;
mod watch;
mod wishes;

use clap::builder::{ArgAction, Command};
use clap::error::ErrorKind;
use clap::{Arg, ArgMatches};
use env::Env;
use options::Options;
use session::{Failure, Outcome, Session};
use std::ffi::OsString;
use std::io::{self, Write};

/// All is well, or something was found.
pub const FINE: u8 = 0;
/// Nothing was found, or there are warnings.
pub const NOTHING: u8 = 1;
/// Wrong usage, unknown id or format, bad query, or errors were found.
pub const WRONG: u8 = 2;

/// A subcommand.
struct Subcommand {
    name: &'static str,
    define: fn(Command) -> Command,
    run: fn(&ArgMatches, &mut Session) -> Outcome,
}

const SUBCOMMANDS: &[Subcommand] = &[
    find::SUBCOMMAND,
    show::SUBCOMMAND,
    list::SUBCOMMAND,
    check::SUBCOMMAND,
    export::SUBCOMMAND,
    fingerprint::SUBCOMMAND,
    generate::SUBCOMMAND,
    keys::SUBCOMMAND,
    config::SUBCOMMAND,
    render::SUBCOMMAND,
    completions::SUBCOMMAND,
    man::SUBCOMMAND,
];

const EXAMPLES: &str = "\
Examples:
  citescape                              open the explorer
  citescape 'computing wuhan'            open it with a search
  citescape --at wuhan                   open it at a thing
  citescape find 'city:beijing kind:target'
  citescape show beijing                 everything about a place, metric, fact, document …
  citescape export --format csv --out facts.csv
  citescape --data ./mine check          check your own data laid over the atlas

Exit codes: 0 fine or found, 1 nothing found or warnings, 2 wrong usage or errors.";

/// The description of all arguments.
pub fn command() -> Command {
    let query = Arg::new("query").value_name("QUERY").num_args(0..);
    let at = Arg::new("at").long("at").value_name("ID");
    let version = Arg::new("version").short('V').long("version");
    let root = Command::new("citescape")
        .about("A terminal explorer of cited facts: every figure leads to the paragraph that says it")
        .after_help(EXAMPLES)
        .disable_version_flag(true)
        .args_override_self(true)
        .arg(query.help("Open the explorer with this search"))
        .arg(at.help("Open the explorer at a place, metric, fact, document or organisation"))
        .arg(
            version
                .action(ArgAction::SetTrue)
                .help("Print the version and the atlas's edition"),
        )
        .args(options::of_the_explorer())
        .args(options::arguments());
    SUBCOMMANDS.iter().fold(root, |root, subcommand| {
        let command = Command::new(subcommand.name).args_override_self(true);
        root.subcommand((subcommand.define)(command).args(options::arguments()))
    })
}

/// Runs the program with these arguments (the first is its own name) and gives its exit code.
pub fn run(args: impl Iterator<Item = OsString>, env: &Env, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let args: Vec<OsString> = args.collect();
    let outcome = match command().try_get_matches_from(&args) {
        Ok(matches) => dispatch(&matches, &args, &mut Session::new(env, out, err)),
        Err(error) => usage(&error, out, err),
    };
    let outcome = outcome.and_then(|code| Ok(out.flush().map(|()| code)?));
    match outcome {
        Ok(code) => code,
        Err(failure) => failed(&failure, err),
    }
}

fn dispatch(matches: &ArgMatches, args: &[OsString], session: &mut Session) -> Outcome {
    if matches.get_flag("version") {
        return version(session.out);
    }
    let chosen = matches.subcommand();
    session.options = Options::of(matches, chosen.map(|(_, own)| own));
    wishes::check_theme(session)?;
    let Some((name, own)) = chosen else {
        return explore::run(matches, args, session);
    };
    if matches.contains_id("at") {
        let hint = "give --at without a subcommand, or use `citescape show ID`";
        return Err(Failure::wrong("--at opens the explorer", hint));
    }
    match SUBCOMMANDS.iter().find(|subcommand| subcommand.name == name) {
        Some(subcommand) => (subcommand.run)(own, session),
        None => Ok(WRONG),
    }
}

fn version(out: &mut dyn Write) -> Outcome {
    let atlas = crate::data::embedded().atlas;
    writeln!(
        out,
        "citescape {} (atlas {}: {})",
        env!("CARGO_PKG_VERSION"),
        atlas.edition(),
        crate::query::census::Census::of(&atlas)
    )?;
    Ok(FINE)
}

/// What clap has to say: help to `out`, faults to `err`.
fn usage(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> Outcome {
    let helpful = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let to: &mut dyn Write = if helpful { out } else { err };
    for line in error.render().to_string().lines() {
        writeln!(to, "{}", crate::safe_text::clean(line))?;
    }
    Ok(if helpful { FINE } else { WRONG })
}

/// Says why it failed. A reader that went away (`| head`) is no failure.
fn failed(failure: &Failure, err: &mut dyn Write) -> u8 {
    let (message, hint) = match failure {
        Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return FINE,
        Failure::Output(error) => (
            format!("cannot write: {}", crate::data::plain(error)),
            String::new(),
        ),
        Failure::Wrong { message, hint } => (message.clone(), hint.clone()),
    };
    // Should stderr be gone too, there is nobody left to tell.
    let _ = writeln!(err, "citescape: {}", crate::safe_text::clean(&message));
    for line in hint.lines() {
        let _ = writeln!(err, "  {}", crate::safe_text::clean(line));
    }
    WRONG
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_is_sound() {
        command().debug_assert();
    }
}
