//! Verbs that mean «more than» at a distance: which figure of the clause each one hedges.
//! Knows no values; the verbs themselves live in `hedges`.

use super::figure::{Figure, HedgedBy, Lexer};
use super::hedges;
use super::numeral::Form;
use super::tokens::ends_clause;
use crate::atlas::{Hedge, Value};

/// Lets each verb hedge one figure: the next in its clause, or the last before it.
pub(super) fn apply(lexer: &Lexer, figures: &mut [Figure]) {
    for at in 0..lexer.tokens.len() {
        let Some(verb) = hedges::verb_at(lexer.tokens, at) else {
            continue;
        };
        let (next, last) = (
            object_after(lexer, figures, at),
            object_before(lexer, figures, at),
        );
        let object = match verb {
            hedges::Verb::Finite => next.or(last),
            hedges::Verb::Final => last.or(next),
        };
        if let Some(figure) = object.and_then(|k| figures.get_mut(k))
            && let Value::Number(hedge @ Hedge::Exact, _) = &mut figure.reading.value
        {
            (*hedge, figure.hedged) = (Hedge::Over, true);
            figure.reading.hedged_by = HedgedBy::Verb;
        }
    }
}

/// The next figure of the clause; one that an article ties to another noun («der vier Becken») only if there is no other.
fn object_after(lexer: &Lexer, figures: &[Figure], verb: usize) -> Option<usize> {
    let near = |f: &Figure| {
        f.start > verb
            && f.start - verb <= hedges::REACH
            && f.reading.form != Form::Ordinal
            && f.reading.is_figure()
            && !(verb + 1..f.start).any(|k| ends_clause(lexer.tokens, k))
    };
    let first = figures.iter().position(near)?;
    let free = (first..figures.len())
        .take_while(|n| near(&figures[*n]))
        .find(|n| !is_tied(lexer, &figures[*n]));
    let found = free.unwrap_or(first);
    takes_verb(lexer, &figures[found]).then_some(found)
}

fn is_tied(lexer: &Lexer, figure: &Figure) -> bool {
    const TIES: [&str; 8] = ["der", "des", "dieser", "seiner", "ihrer", "deren", "its", "these"];
    let before = figure.start.checked_sub(1).and_then(|n| lexer.tokens.get(n));
    figure.reading.unit.slug == "count" && before.is_some_and(|t| t.is_any(&TIES))
}

fn object_before(lexer: &Lexer, figures: &[Figure], verb: usize) -> Option<usize> {
    let found = figures
        .iter()
        .rposition(|f| f.end <= verb && f.reading.is_figure() && f.reading.form != Form::Ordinal)?;
    let figure = &figures[found];
    let near =
        verb - figure.end <= hedges::REACH && !(figure.end..verb).any(|k| ends_clause(lexer.tokens, k));
    (near && takes_verb(lexer, figure)).then_some(found)
}

/// «überstieg den Plan um 8 %»: the margin is not what was passed.
fn takes_verb(lexer: &Lexer, figure: &Figure) -> bool {
    let margin = figure.start > 0 && lexer.tokens[figure.start - 1].is_any(&["um", "by"]);
    !figure.hedged && !margin
}
