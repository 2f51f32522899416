//! The options that stand before or after any subcommand, and how both places are merged.
//!
//! To add one: an argument in [`arguments`], a field of [`Options`], a line in [`Options::of`].

use crate::atlas::Named;
use crate::settings::Glyphs;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, ValueHint, value_parser};
use std::path::PathBuf;

/// When colours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// On a terminal that can, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The global options.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Directories laid over the embedded atlas, in the order given.
    pub data: Vec<PathBuf>,
    /// Directories with the reader's own copies, in the order given.
    pub sources: Vec<PathBuf>,
    /// When colours are written.
    pub colour: Colour,
    /// The name of a theme.
    pub theme: Option<String>,
    /// Which characters to draw with; none: by the environment.
    pub glyphs: Option<Glyphs>,
}

const HEADING: &str = "Global options";

/// The arguments, for the program and for each subcommand.
///
/// Clap's own `global` keeps only the last place where a repeated option stands, so each place has its own.
pub fn arguments() -> [Arg; 5] {
    let directories = |name: &'static str, help: &'static str| {
        let arg = Arg::new(name).long(name).value_name("DIR").help(help);
        arg.action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::DirPath)
    };
    let color = Arg::new("color").long("color").value_name("WHEN");
    let glyphs = Arg::new("glyphs").long("glyphs").value_name("SET");
    let theme = Arg::new("theme").long("theme").value_name("NAME");
    [
        directories("data", "Lay a directory over the atlas; may be repeated"),
        directories(
            "sources",
            "Look for your own copies of the documents here; may be repeated",
        ),
        color
            .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
            .help("When to write colours"),
        theme.help("The theme of the explorer"),
        glyphs
            .value_parser(PossibleValuesParser::new([
                "auto", "braille", "block", "ascii", "cjk",
            ]))
            .help("Which characters to draw with"),
    ]
    .map(|arg| arg.help_heading(HEADING))
}

impl Options {
    /// The options of both places: lists add up in order, of single values the later wins.
    pub fn of(before: &ArgMatches, after: Option<&ArgMatches>) -> Self {
        let places: Vec<&ArgMatches> = std::iter::once(before).chain(after).collect();
        let all = |name: &str| -> Vec<PathBuf> {
            let values = places.iter().filter_map(|m| m.get_many::<PathBuf>(name));
            values.flatten().cloned().collect()
        };
        let last =
            |name: &str| -> Option<String> { places.iter().rev().find_map(|m| m.get_one(name)).cloned() };
        Options {
            data: all("data"),
            sources: all("sources"),
            colour: match last("color").as_deref() {
                Some("always") => Colour::Always,
                Some("never") => Colour::Never,
                _ => Colour::Auto,
            },
            theme: last("theme"),
            glyphs: last("glyphs").and_then(|name| Glyphs::from_name(&name)),
        }
    }
}
