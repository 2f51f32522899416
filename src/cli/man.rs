//! `citescape man`: the manual page, from the description of the arguments.

use super::keys::keys;
use super::session::{Outcome, Session};
use super::{FINE, Subcommand};
use crate::ui::action::ACTIONS;
use crate::ui::keymap::Keymap;
use clap::{Arg, ArgMatches, Command};
use clap_mangen::Man;
use std::fmt::Write as _;
use std::io::{self, Write};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "man",
    define,
    run,
};

const EXIT: &[(&str, &str)] = &[
    ("0", "fine, or something was found"),
    ("1", "nothing was found, or the data has warnings"),
    (
        "2",
        "wrong usage, unknown id or format, a query that does not parse, or the data has errors",
    ),
];

const FILES: &[(&str, &str)] = &[
    (
        "$XDG_DATA_HOME/citescape",
        "data of your own, laid over the atlas: the layout of the project's data/ directory",
    ),
    (
        "$XDG_CONFIG_HOME/citescape/config.ron",
        "configuration; citescape config --print-default prints one with every field explained",
    ),
    ("$XDG_CONFIG_HOME/citescape/themes/*.ron", "themes of your own"),
    (
        "$XDG_STATE_HOME/citescape/session.ron",
        "where the explorer was left, unless --fresh; reports of crashes lie beside it",
    ),
];

const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "no colours"),
    ("CLICOLOR_FORCE", "colours even without a terminal"),
    ("CLICOLOR", "0: no colours"),
    (
        "SSH_CONNECTION, SSH_TTY",
        "mouse and motion are off, unless asked for",
    ),
    (
        "COLUMNS",
        "columns to fit text into; without it, a file or pipe gets each row on one line",
    ),
    ("COLORTERM, TERM, COLORFGBG", "what the terminal can show"),
    ("LC_ALL, LC_CTYPE, LANG", "without UTF-8 in them, ASCII only"),
    ("BROWSER", "what opens addresses"),
    ("XDG_DATA_HOME, XDG_CONFIG_HOME", "where your own files lie"),
];

fn define(command: Command) -> Command {
    command.about("Print the manual page (citescape man | man -l -)")
}

fn run(_: &ArgMatches, session: &mut Session) -> Outcome {
    let mut page = Vec::new();
    render(&mut page)?;
    session.out.write_all(&page)?;
    Ok(FINE)
}

fn render(page: &mut Vec<u8>) -> io::Result<()> {
    let mut command = super::command().after_help("").disable_help_subcommand(true);
    command.build();
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(command.clone())
        .title("CITESCAPE")
        .date(crate::data::embedded().atlas.edition())
        .source(format!("citescape {version}"));
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    let mut text = String::from(".SH COMMANDS\n");
    for subcommand in command.get_subcommands() {
        describe(&mut text, subcommand);
    }
    text.push_str(".SH KEYS\n");
    let keymap = Keymap::default();
    for action in ACTIONS {
        let _ = writeln!(
            text,
            ".TP\n\\fB{}\\fR\n{}",
            roff(&keys(action, &keymap)),
            roff(action.sentence)
        );
    }
    for (title, rows) in [
        ("EXIT STATUS", EXIT),
        ("FILES", FILES),
        ("ENVIRONMENT", ENVIRONMENT),
    ] {
        let _ = writeln!(text, ".SH {}", roff(title));
        for (term, about) in rows {
            let _ = writeln!(text, ".TP\n\\fB{}\\fR\n{}", roff(term), roff(about));
        }
    }
    let _ = writeln!(text, ".SH EXAMPLES\n.nf");
    for line in super::EXAMPLES.lines().filter(|line| line.starts_with("  ")) {
        let _ = writeln!(text, "{}", roff(line));
    }
    text.push_str(".fi\n");
    page.write_all(text.as_bytes())
}

fn describe(text: &mut String, subcommand: &Command) {
    let about = subcommand
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    let arguments = subcommand
        .get_arguments()
        .filter(|a| a.get_help_heading().is_none() && !matches!(a.get_id().as_str(), "help" | "version"));
    let arguments: Vec<&Arg> = arguments.collect();
    let synopsis: Vec<String> = arguments.iter().map(|a| usage(a)).collect();
    let synopsis = format!("citescape {} {}", subcommand.get_name(), synopsis.join(" "));
    let _ = writeln!(text, ".SS {}", roff(&synopsis));
    let _ = writeln!(text, "{}.", roff(&about));
    for argument in arguments {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let values: Vec<String> = argument
            .get_possible_values()
            .iter()
            .map(|v| v.get_name().to_owned())
            .collect();
        let values = if values.is_empty() || !argument.get_action().takes_values() {
            String::new()
        } else {
            format!(": {}", values.join(", "))
        };
        let _ = writeln!(
            text,
            ".TP\n\\fB{}\\fR\n{}{}",
            roff(&argument.to_string()),
            roff(&help),
            roff(&values)
        );
    }
}

/// An argument as it stands in the synopsis.
fn usage(argument: &Arg) -> String {
    if argument.is_positional() || argument.is_required_set() {
        argument.to_string()
    } else {
        format!("[{argument}]")
    }
}

/// Text that roff prints as it is.
fn roff(text: &str) -> String {
    let mut roff = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => roff.push_str("\\e"),
            '-' => roff.push_str("\\-"),
            _ if c.is_ascii() => roff.push(c),
            _ => {
                let _ = write!(roff, "\\[u{:04X}]", u32::from(c));
            }
        }
    }
    if roff.starts_with(['.', '\'']) {
        format!("\\&{roff}")
    } else {
        roff
    }
}
