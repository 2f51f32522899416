//! `citescape config`: what is set and by whose wish; a complete file to begin with; what is wrong with one's own.

use super::env::Env;
use super::flow::{Ink, span};
use super::page::{Side, Table};
use super::session::{Failure, Outcome, Session};
use super::wishes::{Settled, Wishing};
use super::{FINE, NOTHING, Subcommand, WRONG, check};
use crate::atlas::Named;
use crate::data::config::{FIELDS, FILE, KEYS_ABOUT};
use crate::problem::Severity;
use crate::settings::{Depth, Wishes};
use crate::ui::action::{ACTIONS, Group};
use clap::{Arg, ArgAction, ArgMatches, Command};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "config",
    define,
    run,
};

const HELP: &str = "\
To begin: mkdir -p ~/.config/citescape && citescape config --print-default > ~/.config/citescape/config.ron
Options stand before the environment, the environment before the file. A running explorer takes changes at once.";

fn define(command: Command) -> Command {
    let flag = |name: &'static str, about: &'static str| {
        let arg = Arg::new(name).long(name).action(ArgAction::SetTrue).help(about);
        arg.group("what")
    };
    command
        .about("Show what is set and by whose wish, or print or check a configuration")
        .after_help(HELP)
        .arg(flag(
            "print-default",
            "Print a complete file with what is usual, and what each field means",
        ))
        .arg(flag(
            "check",
            "Tell every fault of your configuration, themes and keys with its place",
        ))
        .arg(flag("path", "Print where your configuration is looked for"))
        .group(clap::ArgGroup::new("what").multiple(false))
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    if args.get_flag("print-default") {
        session.out.write_all(printed().as_bytes())?;
        return Ok(FINE);
    }
    let Some(home) = session.env.config() else {
        let hint = "set XDG_CONFIG_HOME or HOME to an absolute path";
        return Err(Failure::wrong("no directory of configurations is known", hint));
    };
    if args.get_flag("path") {
        writeln!(session.out, "{}", home.join(FILE).display())?;
        return Ok(FINE);
    }
    let wishing = Wishing::of(session, 0);
    let atlas = crate::data::with_directories(&session.directories()).atlas;
    let settled = wishing.settle(Some(&atlas))?;
    let mut page = session.page();
    if args.get_flag("check") {
        settled
            .problems
            .iter()
            .for_each(|problem| check::write(problem, &mut page));
        if settled.problems.is_empty() {
            let words = if home.exists() {
                "no faults"
            } else {
                "nothing there, so all is as usual"
            };
            page.flowed(0, &[span(Ink::Good, format!("{}: {words}", home.display()))]);
        }
    } else {
        let mut table = Table::bare(&[Side::Whole, Side::Left, Side::Whole]);
        for (name, value, by) in rows(&wishing, &settled) {
            table.row(vec![
                span(Ink::Strong, name),
                span(Ink::Text, value),
                span(Ink::Muted, by),
            ]);
        }
        page.table(0, &table);
    }
    page.print(session.out)?;
    Ok(
        match settled.problems.iter().map(|problem| problem.severity).max() {
            None | Some(Severity::Info) => FINE,
            Some(Severity::Warning) => NOTHING,
            Some(Severity::Error) => WRONG,
        },
    )
}

/// A setting, what is done, and by whose wish.
type Row = (&'static str, String, &'static str);

/// By whose wish something is done: an option's, a variable's, the file's, or nobody's.
fn by(option: bool, variable: Option<&'static str>, file: bool, nobody: &'static str) -> &'static str {
    let option = option.then_some("an option");
    option.or(variable).or(file.then_some(FILE)).unwrap_or(nobody)
}

fn word(on: bool, [yes, no]: [&str; 2]) -> String {
    if on { yes } else { no }.to_owned()
}

fn rows(wishing: &Wishing, settled: &Settled) -> Vec<Row> {
    const ITS: &str = "the terminal";
    const USUAL: &str = "usual";
    let (given, wishes, usual) = (&wishing.given, &settled.wishes, Wishes::default());
    let (done, voice) = (&settled.options, settled.options.voice);
    let of = |option, file, nobody| by(option, None, file, nobody);
    let theme = of(given.theme.is_some(), wishes.theme.is_some(), ITS);
    let color = by(
        given.color.is_some(),
        variable(&wishing.env),
        wishes.color != usual.color,
        ITS,
    );
    let glyphs = of(given.glyphs.is_some(), wishes.glyphs.is_some(), ITS);
    let mouse = of(given.mouse.is_some(), wishes.mouse != usual.mouse, ITS);
    let motion = of(given.motion.is_some(), wishes.motion != usual.motion, ITS);
    let numbers = of(given.numbers.is_some(), wishes.numbers != usual.numbers, USUAL);
    let names = of(given.names.is_some(), wishes.names != usual.names, USUAL);
    let start = wishes
        .start
        .as_ref()
        .map_or("last", |start| start.text.as_str())
        .to_owned();
    let fresh = word(given.fresh || wishes.fresh, ["true", "false"]);
    let own = wishes.keys.len();
    vec![
        ("theme", done.theme.clone(), theme),
        ("color", depth(done.depth).to_owned(), color),
        ("glyphs", done.glyphs.name().to_owned(), glyphs),
        ("mouse", word(done.mouse, ["on", "off"]), mouse),
        ("motion", word(done.moves, ["full", "reduced"]), motion),
        ("numbers", voice.numbers.name().to_owned(), numbers),
        ("names", voice.names.name().to_owned(), names),
        ("start", start, of(false, wishes.start.is_some(), USUAL)),
        ("fresh", fresh, of(given.fresh, wishes.fresh, USUAL)),
        ("keys", format!("{own} of your own"), of(false, own > 0, USUAL)),
    ]
}

fn depth(depth: Depth) -> &'static str {
    match depth {
        Depth::Mono => "none",
        Depth::Sixteen => "16",
        Depth::Indexed => "256",
        Depth::True => "24 bit",
    }
}

/// The variable that says something of colours.
fn variable(env: &Env) -> Option<&'static str> {
    let all = [
        (env.no_color, "NO_COLOR"),
        (env.clicolor_force, "CLICOLOR_FORCE"),
        (env.clicolor_off, "CLICOLOR"),
    ];
    all.into_iter().find(|(is_set, _)| *is_set).map(|(_, name)| name)
}

/// A complete file: every field as it is without one, every action with its usual keys.
pub fn printed() -> String {
    let mut text = String::from(
        "// citescape's configuration: this is what is usual; take out what you do not change.\n\
         // It belongs into $XDG_CONFIG_HOME/citescape/config.ron (~/.config/citescape/config.ron).\n(\n",
    );
    for field in FIELDS {
        comment(&mut text, field.about, 4);
        text.push_str(&format!("    {}: {},\n\n", field.name, field.usual));
    }
    comment(&mut text, KEYS_ABOUT, 4);
    text.push_str("    keys: {\n");
    for group in Group::ALL {
        text.push_str(&format!("        // {}\n", group.title()));
        for row in ACTIONS.iter().filter(|row| row.group == group) {
            // Nothing can take its place: it stands here to be known.
            let fixed = if row.name == "quit-now" { "// " } else { "" };
            let keys: Vec<String> = row.keys.iter().map(|keys| format!("\"{keys}\"")).collect();
            let binding = format!("{fixed}\"{}\": [{}],", row.name, keys.join(", "));
            text.push_str(&format!("        {binding:<42} // {}\n", row.sentence));
        }
    }
    text.push_str("    },\n)\n");
    text
}

fn comment(text: &mut String, about: &str, indent: usize) {
    for line in about.lines() {
        text.push_str(&format!("{}// {line}\n", " ".repeat(indent)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::config::parse;
    use crate::ui::keymap::Keymap;

    #[test]
    fn the_printed_file_reads_as_what_is_usual() {
        let text = printed();
        let config = parse(&text, "config.ron");
        assert_eq!(config.problems, []);
        let (keymap, problems) = Keymap::with(&config.wishes.keys);
        assert_eq!(problems, []);
        assert_eq!(keymap, Keymap::default());
        assert_eq!(config.wishes.keys.len(), ACTIONS.len() - 1);
        let usual = Wishes::default();
        assert_eq!(
            Wishes {
                keys: Vec::new(),
                ..config.wishes
            },
            usual
        );
        for field in FIELDS {
            assert!(
                text.contains(&format!("\n    {}: ", field.name)),
                "{}",
                field.name
            );
        }
        assert!(text.lines().all(|line| line.chars().count() <= 120), "too wide");
    }
}
