//! The hedge of one figure, from all sides: before it, in it, behind it, or as a term («within two years»).
//! The words live in `hedges`; verbs at a distance are `verbs`' own.

use super::amounts::Amount;
use super::figure::{HedgedBy, Lexer};
use crate::atlas::Hedge;
use crate::reading::hedges;
use crate::reading::numeral::Form;
use crate::reading::tokens::Sort;
use crate::reading::units::Unit;
use std::ops::Range;

/// The hedge of a figure, where it comes from, and the tokens with it.
pub(super) struct Hedging {
    pub(super) hedge: Option<Hedge>,
    pub(super) by: HedgedBy,
    pub(super) tokens: Range<usize>,
}

impl Lexer<'_> {
    /// The hedges on all sides of a figure that stands at `tokens`.
    pub(super) fn hedging(&self, amount: &Amount, unit: &Unit, tokens: Range<usize>) -> Hedging {
        let behind = self.behind(amount, unit, tokens.end);
        let before = match amount.number.form {
            Form::Fraction => hedges::before_fraction(self.tokens, tokens.start, self.language),
            _ => hedges::before(self.tokens, tokens.start, self.language),
        };
        let before = before.or_else(|| self.topping(amount, unit, tokens.start));
        let end = behind.map_or(tokens.end, |(_, past)| past);
        let inner = amount.hedge.or(behind.map(|(hedge, _)| hedge));
        let (hedge, by, start) = match (self.term(&tokens, unit), before) {
            (Some(start), _) => (Some(Hedge::AtMost), HedgedBy::Term, start),
            (None, Some((before, start))) => {
                let by = if hedges::is_emphasis(self.tokens, start) {
                    HedgedBy::Open
                } else {
                    HedgedBy::Word
                };
                (Some(stronger(before, inner)), by, start)
            }
            (None, None) if inner.is_some() => (inner, HedgedBy::Word, tokens.start),
            (None, None) => (None, HedgedBy::Nothing, tokens.start),
        };
        Hedging {
            hedge,
            by,
            tokens: start..end,
        }
    }

    /// «top 30 billion yuan», but not «top 10 firms» and «top 5 percent».
    fn topping(&self, amount: &Amount, unit: &Unit, n: usize) -> Option<hedges::At> {
        const SHARES: [&str; 4] = ["percent", "per-mille", "points", "rank"];
        let measured = unit.slug != "count" || amount.number.scale.is_some();
        let start = hedges::topping(self.tokens, n)?;
        (measured && !SHARES.contains(&unit.slug.as_str())).then_some((Hedge::Over, start))
    }

    /// Where a term begins that makes a duration at `tokens` one: «innerhalb von zwei Jahren», 两年内.
    fn term(&self, tokens: &Range<usize>, unit: &Unit) -> Option<usize> {
        const DURATIONS: [&str; 6] = ["years", "months", "weeks", "days", "hours", "minutes"];
        if !DURATIONS.contains(&unit.slug.as_str()) {
            return None;
        }
        let behind = hedges::term_after(self.tokens, tokens.end).then_some(tokens.start);
        hedges::term_before(self.tokens, tokens.start).or(behind)
    }

    /// The hedge behind a figure; in Chinese right behind its classifier (规模以上 belongs to the noun).
    fn behind(&self, amount: &Amount, unit: &Unit, end: usize) -> Option<hedges::At> {
        if unit.slug != "count" || self.tokens.get(amount.end).is_none_or(|t| t.sort != Sort::Han) {
            // «30 billion yuan (4 billion dollars) or more»
            let past = || hedges::past_parenthesis(self.tokens, end);
            let later = || hedges::after(self.tokens, past()?).map(|(hedge, _)| (hedge, end));
            return hedges::after(self.tokens, end).or_else(later);
        }
        [amount.end, amount.end + 1]
            .into_iter()
            .find_map(|at| hedges::after(self.tokens, at))
    }
}

/// 约…以上 and 超…多: the word before decides, but «about» gives way to a bound.
fn stronger(before: Hedge, behind: Option<Hedge>) -> Hedge {
    match behind {
        Some(bound) if before == Hedge::About && bound != Hedge::About => bound,
        _ => before,
    }
}
