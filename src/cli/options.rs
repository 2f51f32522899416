//! The options that stand before or after any subcommand, and how both places are merged.
//!
//! To add one: an argument in [`arguments`], a field of [`Options`], a line in [`Options::of`].

use crate::atlas::{NameLanguage, Named, NumberStyle};
use crate::settings::{Color, Glyphs, Motion, Mouse};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, ValueHint, value_parser};
use std::path::PathBuf;

/// The global options.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Directories laid over the embedded atlas, in the order given.
    pub data: Vec<PathBuf>,
    /// Directories with the reader's own copies, in the order given.
    pub sources: Vec<PathBuf>,
    /// When colours are written; none: as environment and configuration say.
    pub color: Option<Color>,
    /// The name of a theme.
    pub theme: Option<String>,
    /// Which characters to draw with; none: by the environment.
    pub glyphs: Option<Asked<Glyphs>>,
    /// How numbers are written in tables.
    pub numbers: Option<NumberStyle>,
    /// The language of names.
    pub names: Option<NameLanguage>,
    /// Whether the mouse is captured.
    pub mouse: Option<Mouse>,
    /// Whether anything may move by itself.
    pub motion: Option<Motion>,
    /// Whether to begin as at the first time, and to keep nothing.
    pub fresh: bool,
    /// Whether to speak in lines instead of drawing a screen.
    pub linear: bool,
}

/// What was asked for: to leave it to the program, or one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<T> {
    /// Whatever fits.
    Auto,
    /// This.
    For(T),
}

impl<T> Asked<T> {
    /// The one thing that was asked for.
    pub fn only(self) -> Option<T> {
        match self {
            Asked::Auto => None,
            Asked::For(thing) => Some(thing),
        }
    }
}

const HEADING: &str = "Global options";

/// The arguments, for the program and for each subcommand.
///
/// Clap's own `global` keeps only the last place where a repeated option stands, so each place has its own.
pub fn arguments() -> [Arg; 7] {
    let directories = |name: &'static str, help: &'static str| {
        let arg = Arg::new(name).long(name).value_name("DIR").help(help);
        arg.action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::DirPath)
    };
    let theme = Arg::new("theme").long("theme").value_name("NAME");
    [
        directories("data", "Lay a directory over the atlas; may be repeated"),
        directories(
            "sources",
            "Look for your own copies of the documents here; may be repeated",
        ),
        word::<Color>("color", "WHEN", &[]).help("When to write colours"),
        theme.help("The theme of the explorer"),
        word::<Glyphs>("glyphs", "SET", &["auto"]).help("Which characters to draw with"),
        word::<NameLanguage>("names", "LANGUAGE", &[]).help("The language of names in the explorer"),
        word::<NumberStyle>("numbers", "STYLE", &[]).help("How numbers are written in the explorer's tables"),
    ]
    .map(|arg| arg.help_heading(HEADING))
}

/// The arguments of the explorer alone.
pub fn of_the_explorer() -> [Arg; 4] {
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    [
        word::<Mouse>("mouse", "WHEN", &[]).help("Whether to capture the mouse; auto is off over SSH"),
        word::<Motion>("motion", "HOW", &[])
            .help("Whether anything may move by itself; auto is reduced over SSH"),
        flag("fresh").help("Begin as at the first time, and keep nothing of this session"),
        flag("linear").help("Speak in plain lines instead of drawing a screen; takes the same keys"),
    ]
}

/// An option that takes one of the words of a list.
fn word<T: Named>(name: &'static str, value: &'static str, more: &[&'static str]) -> Arg {
    let words = more
        .iter()
        .copied()
        .chain(T::ALL.iter().map(|member| member.name()));
    let parser = PossibleValuesParser::new(words.collect::<Vec<&'static str>>());
    Arg::new(name).long(name).value_name(value).value_parser(parser)
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
        let own = |name: &str| before.get_one::<String>(name);
        let glyphs = |name: String| Glyphs::from_name(&name).map_or(Asked::Auto, Asked::For);
        Options {
            data: all("data"),
            sources: all("sources"),
            color: last("color").and_then(|name| Named::from_name(&name)),
            theme: last("theme"),
            glyphs: last("glyphs").map(glyphs),
            numbers: last("numbers").and_then(|name| Named::from_name(&name)),
            names: last("names").and_then(|name| Named::from_name(&name)),
            mouse: own("mouse").and_then(|name| Named::from_name(name)),
            motion: own("motion").and_then(|name| Named::from_name(name)),
            fresh: before.get_flag("fresh"),
            linear: before.get_flag("linear"),
        }
    }
}
