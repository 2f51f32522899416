//! `citescape keys`: every action of the explorer with its keys, from the one table of actions.

use super::flow::{Ink, span};
use super::page::{Page, Side, Table};
use super::session::{Outcome, Session};
use super::wishes::configuration;
use super::{FINE, Subcommand};
use crate::export::json;
use crate::ui::action::{ACTIONS, ActionRow, Group};
use crate::ui::keymap::Keymap;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value as Json, json};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "keys",
    define,
    run,
};

fn define(command: Command) -> Command {
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    command
        .about("List the explorer's actions and their keys")
        .arg(json.help("Print one line of JSON: an array of objects"))
}

fn run(args: &ArgMatches, session: &mut Session) -> Outcome {
    // Faults are told by `citescape config --check`; here the keys that are in force count.
    let keymap = Keymap::with(&configuration(session.env).wishes.keys).0;
    if args.get_flag("json") {
        let rows = ACTIONS.iter().map(|action| row(action, &keymap));
        json::line(session.out, &Json::Array(rows.collect()))?;
    } else {
        let mut page = session.page();
        for group in Group::ALL {
            section(group, &keymap, &mut page);
        }
        page.print(session.out)?;
    }
    Ok(FINE)
}

fn row(action: &ActionRow, keymap: &Keymap) -> Json {
    json!({
        "name": action.name,
        "sentence": action.sentence,
        "keys": keymap.written(action.name),
        "group": action.group.title().to_lowercase(),
    })
}

fn section(group: Group, keymap: &Keymap, page: &mut Page) {
    page.heading(group.title());
    let mut table = Table::bare(&[Side::Whole, Side::Left, Side::Whole]);
    for action in ACTIONS.iter().filter(|action| action.group == group) {
        table.row(vec![
            span(Ink::Strong, keys(action, keymap)),
            span(Ink::Text, action.sentence),
            span(Ink::Muted, action.name),
        ]);
    }
    page.table(2, &table);
}

/// The keys as people read them: `j ↓`, `gg Home`, `Ctrl-d PgDn`; without any, how to run it all the same.
pub fn keys(action: &ActionRow, keymap: &Keymap) -> String {
    let keys = keymap.shown(action.name);
    if keys.is_empty() {
        keymap.first(action.name)
    } else {
        keys.join(" ")
    }
}
