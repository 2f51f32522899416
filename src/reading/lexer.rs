//! Every figure a text states, with its value, unit, hedge and place; what is asked of them is not known here.
//!
//! Grammar of one figure, in tokens:
//! `[hedge] [money] number [多|+] [range number | «of» [hedge] number] [unit | noun] [per so many] [hedge]`,
//! or a rank («Platz sechs», «第六»), or a superlative that stands for the first rank. Years and dates are
//! times (`periods`), digits in addresses and names (5G, GPT-4, «Industrie 4.0») are no figures. A verb that
//! means «more than» hedges one figure of its clause that has no hedge of its own.
//!
//! The number with its range or whole is read by `amounts`, its unit by `measure`, its hedge by `hedging`, ranks by
//! `ranks`; when all figures are there, `verbs` and `shared` hand out the hedges that stand elsewhere.
//! To add a form of figure: a reader in [`Lexer::figure_at`].

mod amounts;
mod figure;
mod hedging;
mod measure;
mod ranks;
mod shared;
mod verbs;

use super::numbers::number_at;
use super::numeral::{Form, Numeral};
use super::periods::{self, Mention};
use super::tokens::{Sort, Token, is_file_name, tokens};
use super::{names, units};
use crate::atlas::{Hedge, Language, Value};
use figure::{Figure, Lexer};
pub use figure::{HedgedBy, Reading};

/// A text with everything read in it.
#[derive(Debug, Clone, Default)]
pub struct Lexed {
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The times it names.
    pub times: Vec<Mention>,
    /// Its figures, in order.
    pub readings: Vec<Reading>,
}

/// The figures of a text, in order; articles that may mean one are left out.
pub fn readings(text: &str, language: Language) -> Vec<Reading> {
    let mut readings = lex(text, language).readings;
    readings.retain(Reading::is_figure);
    readings
}

/// Tokens, times and figures of a text, articles included.
pub fn lex(text: &str, language: Language) -> Lexed {
    let tokens = tokens(text);
    if is_file_name(text) {
        return Lexed {
            tokens,
            ..Lexed::default()
        };
    }
    let times = periods::mentions(&tokens, language);
    let lexer = Lexer {
        text,
        tokens: &tokens,
        language,
    };
    let (mut figures, mut at, mut time) = (Vec::new(), 0, 0);
    while at < tokens.len() {
        while times.get(time).is_some_and(|m: &Mention| m.tokens.end <= at) {
            time += 1;
        }
        if let Some(mention) = times.get(time).filter(|m| m.tokens.contains(&at)) {
            at = mention.tokens.end;
            continue;
        }
        let limit = times.get(time).map_or(tokens.len(), |m| m.tokens.start);
        match lexer.figure_at(at, limit) {
            Some(figure) => {
                at = figure.end.max(at + 1);
                figures.push(figure);
            }
            None => at += 1,
        }
    }
    verbs::apply(&lexer, &mut figures);
    shared::apply(&lexer, &mut figures);
    let readings = figures.into_iter().map(|figure| figure.reading).collect();
    Lexed {
        tokens,
        times,
        readings,
    }
}

impl Lexer<'_> {
    /// The figure that begins at token `n`; nothing of it reaches beyond `limit`, where a time begins.
    fn figure_at(&self, n: usize, limit: usize) -> Option<Figure> {
        if self.tokens[n].sort == Sort::Address || names::is_name(self.tokens, n) {
            return None;
        }
        if let Some(rank) = self.rank_at(n) {
            return Some(rank);
        }
        let number = number_at(self.tokens, n, self.language)?;
        match number.form {
            Form::Ordinal => Some(self.ordinal(n, number)),
            Form::Article => self.article(n, number),
            _ => Some(self.quantity(n, number, limit)),
        }
    }

    /// An article before a unit of time or length means one; before a noun it may.
    fn article(&self, n: usize, number: Numeral) -> Option<Figure> {
        if let Some(found) = units::known_at(self.tokens, number.end)
            && matches!(found.unit.slug.as_str(), "hours" | "years" | "months" | "percent")
        {
            let amount = Numeral {
                form: Form::Plain,
                ..number
            };
            return Some(self.quantity(n, amount, self.tokens.len()));
        }
        let (unit, end) = units::counted_at(self.tokens, number.end, self.text);
        let value = Value::Number(Hedge::Exact, number.value);
        let figure = self.figure(n..end, n..number.end, (value, unit), number);
        Some(Figure { end: n + 1, ..figure })
    }

    fn quantity(&self, n: usize, number: Numeral, limit: usize) -> Figure {
        let amount = amounts::amount(self, n, number, limit);
        let (unit, power, unit_end) = self.unit(n, &amount, limit);
        let money = units::money_before(self.tokens, n).filter(|_| unit.slug == "count");
        let first = money.as_ref().map_or(n, |(_, start)| *start);
        let (unit, end) = money.map_or((unit, unit_end), |(money, _)| (money, amount.end));
        let hedging = self.hedging(&amount, &unit, first..end);
        // The noun may hold the next figure's beginning: only a known unit is taken as read.
        let read_to = if unit.slug == "count" {
            amount.end
        } else {
            end.max(amount.end)
        };
        let value = with_hedge(scale_value(amount.value, power), hedging.hedge);
        let number = n..amount.number.end;
        let mut figure = self.figure(hedging.tokens, number, (value, unit), amount.number);
        figure.reading.other = figure.reading.other.map(|d| d.shift(power));
        figure.reading.hedged_by = hedging.by;
        figure.hedged = hedging.hedge.is_some();
        figure.end = read_to;
        figure
    }
}

fn scale_value(value: Value, power: i16) -> Value {
    match value {
        _ if power == 0 => value,
        Value::Number(hedge, n) => Value::Number(hedge, n.shift(power)),
        Value::Between(low, high) => Value::Between(low.shift(power), high.shift(power)),
        Value::Magnitude(n) => Value::Magnitude(n.shift(power)),
        other => other,
    }
}

fn with_hedge(value: Value, hedge: Option<Hedge>) -> Value {
    match (value, hedge) {
        (Value::Number(_, n), Some(hedge)) => Value::Number(hedge, n),
        (value, _) => value,
    }
}

#[cfg(test)]
mod tests;
