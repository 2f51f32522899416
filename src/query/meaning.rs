//! What a query asks, in plain words. Answers nothing.

use super::asked::Said;
use super::parse::{Clause, Test};
use crate::atlas::{Decimal, Round, compact};

/// What the clauses ask, in plain words; `said` tells how labels say the words of one.
pub(super) fn understood(clauses: &[&Clause], said: impl Fn(&Clause) -> Said) -> String {
    let parts: Vec<String> = clauses.iter().map(|clause| say(clause, said(clause))).collect();
    parts.join(", and ")
}

fn say(clause: &Clause, said: Said) -> String {
    let not = if clause.not { "not " } else { "" };
    let what = match &clause.test {
        Test::Words(words) => words
            .iter()
            .map(|w| format!("“{w}”"))
            .collect::<Vec<_>>()
            .join(" or "),
        Test::Exact(text) => format!("exactly “{text}”"),
        Test::Range(low, high) => say_range(low.as_ref(), high.as_ref(), clause.field == Some("year")),
    };
    match said {
        Said::Itself => {}
        Said::Alike => return format!("{not}{} like {what}, which no label says", names(clause.field)),
        Said::Not => return format!("{not}{what}, which no label says"),
    }
    match clause.field {
        None => format!("{not}{what} in a label"),
        Some("place") => format!("{not}in {what} or a part of it"),
        Some("district") => format!("{not}in the district {what}"),
        Some("year") => format!("{not}a period {what}"),
        Some("ev") => format!("{not}sources {what}"),
        Some("unit") => format!("{not}unit {}", what.trim_start_matches("exactly ")),
        Some(field) => format!("{not}{field} {what}"),
    }
}

/// What the labels are that a field asks.
fn names(field: Option<&str>) -> &'static str {
    match field {
        Some("place" | "district") => "places",
        Some("metric") => "metrics",
        Some("org") => "organisations",
        Some("doc") => "documents",
        _ => "names",
    }
}

fn say_range(low: Option<&(Decimal, bool)>, high: Option<&(Decimal, bool)>, plain: bool) -> String {
    let show = |n: &Decimal| {
        if plain {
            n.plain()
        } else {
            compact(*n, Round::Nearest)
        }
    };
    match (low, high) {
        (Some((a, _)), Some((b, _))) if a == b => format!("in {}", show(a)),
        (Some((a, _)), Some((b, _))) => format!("within {} to {}", show(a), show(b)),
        (Some((a, true)), None) => format!("from {} on", show(a)),
        (Some((a, false)), None) => format!("over {}", show(a)),
        (None, Some((b, true))) => format!("up to {}", show(b)),
        (None, Some((b, false))) => format!("under {}", show(b)),
        (None, None) => "of any size".to_owned(),
    }
}
