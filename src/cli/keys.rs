//! `citescape keys`: every action of the explorer with its keys, from the one table of actions.

use super::flow::{Ink, span};
use super::page::{Page, Side, Table};
use super::session::{Outcome, Session};
use super::{FINE, Subcommand};
use crate::export::json;
use crate::ui::action::{ACTIONS, ActionRow, Group};
use crate::ui::keymap::{parse, show};
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
    if args.get_flag("json") {
        json::line(session.out, &Json::Array(ACTIONS.iter().map(row).collect()))?;
    } else {
        let mut page = session.page();
        Group::ALL.iter().for_each(|group| section(*group, &mut page));
        page.print(session.out)?;
    }
    Ok(FINE)
}

fn row(action: &ActionRow) -> Json {
    json!({
        "name": action.name,
        "sentence": action.sentence,
        "keys": action.keys,
        "group": action.group.title().to_lowercase(),
    })
}

fn section(group: Group, page: &mut Page) {
    page.heading(group.title());
    let mut table = Table::bare(&[Side::Whole, Side::Left, Side::Whole]);
    for action in ACTIONS.iter().filter(|action| action.group == group) {
        table.row(vec![
            span(Ink::Strong, keys(action)),
            span(Ink::Text, action.sentence),
            span(Ink::Muted, action.name),
        ]);
    }
    page.table(2, &table);
}

/// The keys as people read them: `j ↓`, `gg Home`, `Ctrl-d PgDn`.
pub fn keys(action: &ActionRow) -> String {
    let sequence = |keys: &&str| {
        let keys = parse(keys).unwrap_or_default();
        keys.into_iter().map(show).collect::<String>()
    };
    action.keys.iter().map(sequence).collect::<Vec<_>>().join(" ")
}
