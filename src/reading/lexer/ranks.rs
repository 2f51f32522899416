//! Places in a ranking, and how many were ranked: «Platz sechs von 40», 百强第13位, a superlative for the first.
//! Which words are ranks is known to `names`.

use super::figure::{Figure, Lexer};
use crate::atlas::{Decimal, Value};
use crate::reading::names;
use crate::reading::numbers::number_at;
use crate::reading::numeral::{Form, Numeral};
use crate::reading::tokens::ends_clause;
use crate::reading::units::{self, Unit};

impl Lexer<'_> {
    /// The rank at token `n`, in words or as a superlative.
    pub(super) fn rank_at(&self, n: usize) -> Option<Figure> {
        if let Some((start, number)) = names::rank_at(self.tokens, n, self.language) {
            let whole = self.ranked(number.end);
            return Some(self.rank(start, number, whole));
        }
        let end = names::superlative_at(self.tokens, n, self.language)?;
        let first = Numeral::plain(Decimal::new(1, 0), end).form(Form::Ordinal);
        Some(self.rank(n, first, self.list(n)))
    }

    /// An ordinal at token `n` is a rank too.
    pub(super) fn ordinal(&self, n: usize, number: Numeral) -> Figure {
        let whole = self.ranked(number.end).or_else(|| self.list(n));
        self.rank(n, number, whole)
    }

    fn rank(&self, start: usize, number: Numeral, whole: Option<Numeral>) -> Figure {
        let end = whole.as_ref().map_or(number.end, |w| w.end.max(number.end));
        let value = Value::Rank(number.value, whole.map(|w| w.value));
        self.figure(start..end, start..end, (value, Unit::known("rank")), number)
    }

    /// How many were ranked: «Rang 3 von 20», «dritter Platz unter 14 Städten».
    fn ranked(&self, n: usize) -> Option<Numeral> {
        let place = ["platz", "rang", "stelle", "place"]
            .iter()
            .any(|word| self.is(n, word));
        let link = n + usize::from(place);
        let of = ["von", "of", "unter", "among"]
            .iter()
            .any(|word| self.is(link, word));
        number_at(self.tokens, link + 1, self.language)
            .filter(|w| of && w.form == Form::Plain && w.value.exponent() == 0)
            .filter(|w| units::known_at(self.tokens, w.end).is_none())
    }

    /// The length of the list before a place in it: 全国20强榜首, 百强第13位.
    fn list(&self, n: usize) -> Option<Numeral> {
        const FARTHEST: usize = 8;
        let first = n.saturating_sub(FARTHEST);
        let mut near = (first..n).rev().take_while(|k| !ends_clause(self.tokens, *k));
        let strong = near.find(|k| self.is(*k, "强"))?;
        let fits = |at: usize| {
            number_at(self.tokens, at, self.language).filter(|w| w.end == strong && w.form == Form::Plain)
        };
        (strong.saturating_sub(3)..strong).find_map(fits)
    }
}
