//! Verbs that mean «more than» at a distance: which figure of the clause each one hedges.
//! Knows no values; the verbs themselves live in `hedges`. What stands in parentheses is passed over.

use super::figure::{Figure, HedgedBy, Lexer};
use crate::atlas::{Hedge, Value};
use crate::reading::hedges;
use crate::reading::numeral::Form;
use crate::reading::tokens::{Token, ends_clause, spells};
use std::ops::Range;

/// What a verb finds on one side.
enum Object {
    /// A figure to hedge.
    Takes(usize),
    /// A figure that has its own hedge, or is only the margin: the verb is served.
    Served,
    /// No figure in reach.
    None,
}

/// Lets each verb hedge one figure: the next in its clause, or the last before it.
pub(super) fn apply(lexer: &Lexer, figures: &mut [Figure]) {
    let depths = depths(lexer.tokens);
    for at in 0..lexer.tokens.len() {
        let Some(verb) = hedges::verb_at(lexer.tokens, at) else {
            continue;
        };
        // «exceeded 30 parks and 40 labs»: the verb is the hedge of the figure beside it.
        if figures.iter().any(|f| f.hedged && f.start <= at && at < f.end) {
            continue;
        }
        let reach = Reach {
            lexer,
            figures,
            depths: &depths,
            verb: at,
        };
        let object = match verb {
            hedges::Verb::Finite => first_found(reach.after(), || reach.before()),
            hedges::Verb::Final => first_found(reach.before(), || reach.after()),
        };
        let Object::Takes(n) = object else { continue };
        if let Some(figure) = figures.get_mut(n)
            && let Value::Number(hedge @ Hedge::Exact, _) = &mut figure.reading.value
        {
            (*hedge, figure.hedged) = (Hedge::Over, true);
            figure.reading.hedged_by = match is_known(lexer, figure) {
                true => HedgedBy::Open,
                false => HedgedBy::Verb,
            };
        }
    }
}

fn first_found(first: Object, second: impl FnOnce() -> Object) -> Object {
    match first {
        Object::None => second(),
        found => found,
    }
}

/// «surpassed the 5.4 percent of its neighbour»: with the article of something known, and no mark to pass, the figure
/// is another's and may be exact.
fn is_known(lexer: &Lexer, figure: &Figure) -> bool {
    const MARKS: [&str; 8] = [
        "mark",
        "threshold*",
        "milestone*",
        "level",
        "barrier",
        "marke",
        "schwelle",
        "grenze",
    ];
    let article = figure.start > 0 && lexer.tokens[figure.start - 1].is_any(&["the", "die", "den", "das"]);
    let mark = |at: usize| MARKS.iter().any(|word| spells(lexer.tokens, at, word).is_some());
    article && !(figure.end..figure.end + 5).any(mark)
}

/// How many parentheses each token stands in, their signs included.
fn depths(tokens: &[Token]) -> Vec<u8> {
    let mut depth = 0_u8;
    let mut depths = Vec::with_capacity(tokens.len());
    for token in tokens {
        depth = depth.saturating_add(u8::from(token.is("(")));
        depths.push(depth);
        depth = depth.saturating_sub(u8::from(token.is(")")));
    }
    depths
}

/// A verb and the figures of its text.
struct Reach<'a> {
    lexer: &'a Lexer<'a>,
    figures: &'a [Figure],
    depths: &'a [u8],
    verb: usize,
}

impl Reach<'_> {
    /// The next figure of the clause; one that an article ties to another noun («der vier Becken») only if there is no
    /// other.
    fn after(&self) -> Object {
        let near = |f: &Figure| f.start > self.verb && self.counts(f, self.verb + 1..f.start);
        let mut first = None;
        let here = self.figures.iter().enumerate().filter(|(_, f)| near(f));
        for (n, figure) in here {
            if !self.is_tied(figure) {
                return self.object(n);
            }
            first.get_or_insert(n);
        }
        first.map_or(Object::None, |n| self.object(n))
    }

    /// The last figure of the clause before the verb.
    fn before(&self) -> Object {
        let near = |f: &Figure| f.end <= self.verb && self.counts(f, f.end..self.verb);
        let found = self.figures.iter().rposition(near);
        found.map_or(Object::None, |n| self.object(n))
    }

    /// Whether a figure can be an object: on the verb's own level, in its clause and near.
    fn counts(&self, figure: &Figure, between: Range<usize>) -> bool {
        const FARTHEST: usize = 4 * hedges::REACH;
        if between.len() > FARTHEST {
            return false;
        }
        let level = self.depths.get(self.verb);
        let own = |k: &usize| self.depths.get(*k) == level;
        figure.reading.form != Form::Ordinal
            && figure.reading.is_figure()
            && own(&figure.start)
            && between.clone().filter(own).count() <= hedges::REACH
            && !between
                .into_iter()
                .any(|k| own(&k) && ends_clause(self.lexer.tokens, k))
    }

    /// «überstieg den Plan um 8 %»: the margin is not what was passed.
    fn object(&self, n: usize) -> Object {
        let figure = &self.figures[n];
        let margin = figure.start > 0 && self.lexer.tokens[figure.start - 1].is_any(&["um", "by"]);
        if figure.hedged || margin {
            Object::Served
        } else {
            Object::Takes(n)
        }
    }

    fn is_tied(&self, figure: &Figure) -> bool {
        const TIES: [&str; 8] = ["der", "des", "dieser", "seiner", "ihrer", "deren", "its", "these"];
        let before = figure.start.checked_sub(1).and_then(|n| self.lexer.tokens.get(n));
        figure.reading.unit.slug == "count" && before.is_some_and(|t| t.is_any(&TIES))
    }
}
