//! A hedge that holds for the next figure too: «over $22 billion (150 billion yuan)», «over 12 km and 13 km respectively».
//! Knows no words of hedges. Whether it does hold is left open: see [`HedgedBy::Open`].

use super::figure::{Figure, HedgedBy, Lexer};
use crate::atlas::Value;
use crate::reading::tokens::ends_sentence;
use crate::reading::units::is_money;

/// Words that give each figure its own.
const EACH: [&str; 3] = ["respectively", "beziehungsweise", "bzw"];
/// Farthest such a word stands, in tokens.
const REACH: usize = 14;

/// Gives the hedge of each figure to its twin in other money, or to its partner in a list.
pub(super) fn apply(lexer: &Lexer, figures: &mut [Figure]) {
    for n in 1..figures.len() {
        let (before, after) = figures.split_at_mut(n);
        let (Some(first), Some(second)) = (before.last(), after.first_mut()) else {
            continue;
        };
        let Value::Number(hedge, _) = first.reading.value else {
            continue;
        };
        let shares = first.hedged && !second.hedged;
        if shares
            && (is_twin(lexer, first, second) || is_partner(lexer, first, second))
            && let Value::Number(own, _) = &mut second.reading.value
        {
            *own = hedge;
            second.reading.hedged_by = HedgedBy::Open;
            second.hedged = true;
        }
    }
}

/// «(150 billion yuan)» right behind an amount of other money: one amount said twice.
fn is_twin(lexer: &Lexer, first: &Figure, second: &Figure) -> bool {
    let (a, b) = (&first.reading.unit.slug, &second.reading.unit.slug);
    let opens = second.start > 0 && lexer.is(second.start - 1, "(");
    is_money(a) && is_money(b) && a != b && opens && second.start - 1 == first.end
}

/// «12 km and 13 km … respectively».
fn is_partner(lexer: &Lexer, first: &Figure, second: &Figure) -> bool {
    let joined = second
        .start
        .checked_sub(1)
        .is_some_and(|at| lexer.tokens[at].is_any(&["and", "und"]));
    let near = second.start.saturating_sub(first.end) <= 4;
    let mut rest = (second.end..lexer.tokens.len().min(second.end + REACH))
        .take_while(|k| !ends_sentence(lexer.tokens, *k));
    joined
        && near
        && first.reading.unit.slug == second.reading.unit.slug
        && rest.any(|k| lexer.tokens[k].is_any(&EACH))
}
