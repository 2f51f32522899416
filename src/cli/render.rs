//! `citescape render`: the screen after some keys, without a terminal. Same input, same bytes: data of the user's own,
//! configuration and environment are left out, unless options bring them in.
//!
//! To add a format: a writer below and its row in [`FORMATS`].

mod cells;
mod svg;
mod text;

use super::options::{Asked, Options};
use super::session::{Failure, Outcome, Session};
use super::{FINE, Subcommand};
use crate::atlas::Voice;
use crate::data;
use crate::problem::Severity;
use crate::settings::{Color, Depth, Glyphs, Role};
use crate::ui::app::Options as Settings;
use crate::ui::driver::Driver;
use crate::ui::event::Event;
use crate::ui::script::{self, Step};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use std::sync::Arc;
use svg::Ground;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "render",
    define,
    run,
};

/// A format and its writer.
type Format = (&'static str, fn(&Driver) -> String);

const FORMATS: &[Format] = &[
    ("text", |driver| text::plain(&driver.screen())),
    ("ansi", |driver| text::ansi(&driver.screen())),
    ("svg", |driver| svg::svg(&driver.screen(), ground(driver))),
];

/// Most columns and rows.
const MAX_SIZE: (u16, u16) = (500, 200);

fn define(command: Command) -> Command {
    let size = Arg::new("size").long("size").value_name("WxH");
    let keys = Arg::new("keys").long("keys").value_name("KEYS");
    let format = Arg::new("format").long("format").value_name("FORMAT");
    let formats = FORMATS.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    command
        .about("Print the explorer's screen after some keys; no terminal needed")
        .after_help(
            "Keys: plain characters; white space between them means nothing. Named: <enter> <esc> <tab> <s-tab>\n\
             <bs> <del> <space> <up> <down> <left> <right> <pgup> <pgdn> <home> <end> <f1> to <f12> <lt> <gt>\n\
             <c-x> <a-x>; <wait:300> lets 300 ms pass.",
        )
        .arg(
            size.default_value("80x24")
                .help("Columns and rows, 1x1 to 500x200"),
        )
        .arg(
            keys.default_value("")
                .allow_hyphen_values(true)
                .help("Keys to press first"),
        )
        .arg(
            format
                .default_value("text")
                .value_parser(PossibleValuesParser::new(formats))
                .help("The format"),
        )
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    let given = |name: &str| args.get_one::<String>(name).map_or("", String::as_str);
    let steps = script::parse(given("keys")).map_err(|why| {
        let hint = "names are <enter>, <esc>, <tab>, <c-x> …; see citescape render --help";
        Failure::wrong(why, hint)
    })?;
    let driver = driver(size(given("size"))?, &session.options)?;
    let driver = played(driver, &steps);
    let format = FORMATS.iter().find(|(name, _)| *name == given("format"));
    if let Some((_, write)) = format {
        session.out.write_all(write(&driver).as_bytes())?;
    }
    Ok(FINE)
}

/// `80x24` as columns and rows.
fn size(text: &str) -> Result<(u16, u16), Failure> {
    let parts = text.split_once(['x', 'X', '×']);
    let number = |text: &str, most: u16| text.parse::<u16>().ok().filter(|n| (1..=most).contains(n));
    let size = parts.and_then(|(w, h)| Some((number(w, MAX_SIZE.0)?, number(h, MAX_SIZE.1)?)));
    size.ok_or_else(|| {
        let message = format!("«{text}» is no size");
        Failure::wrong(message, "write columns x rows, from 1x1 to 500x200: 80x24")
    })
}

/// A session that depends on nothing but the options given.
fn driver(size: (u16, u16), options: &Options) -> Result<Driver, Failure> {
    let loaded = data::with_directories(&options.data);
    let themes: Vec<_> = data::themes().into_iter().map(Arc::new).collect();
    let settings = Settings {
        sources: Vec::new(),
        sources_home: "$XDG_DATA_HOME/citescape/sources".to_owned(),
        theme: super::wishes::known(options.theme.as_deref().unwrap_or("dark"), &themes)?,
        themes,
        depth: match options.color {
            Some(Color::Never) => Depth::Mono,
            _ => Depth::True,
        },
        glyphs: options.glyphs.and_then(Asked::only).unwrap_or(Glyphs::Braille),
        keys: Vec::new(),
        mouse: false,
        moves: false,
        voice: Voice {
            names: options.names.unwrap_or_default(),
            numbers: options.numbers.unwrap_or_default(),
        },
        remark: None,
        size,
        problems: loaded.count(Severity::Error) + loaded.count(Severity::Warning),
    };
    Ok(Driver::new(Arc::new(loaded.atlas), settings))
}

fn played(mut driver: Driver, steps: &[Step]) -> Driver {
    for step in steps {
        match step {
            Step::Key(key) => driver.event(Event::Key(*key)),
            Step::Wait(milliseconds) => driver.wait(*milliseconds),
        }
    }
    driver.finish();
    driver
}

fn ground(driver: &Driver) -> Ground {
    let theme = &driver.app.look.theme;
    Ground {
        text: theme.paint(Role::Text).rgb,
        background: theme.background,
    }
}
