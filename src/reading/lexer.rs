//! Every figure a text states, with its value, unit, hedge and place; what is asked of them is not known here.
//!
//! Grammar of one figure, in tokens:
//! `[hedge] [money] number [多|+] [range number | «of» [hedge] number] [unit | noun] [per so many] [hedge]`,
//! or a rank («Platz sechs», «第六»), or a superlative that stands for the first rank. Years and dates are
//! times (`periods`), digits in addresses and names (5G, GPT-4, «Industrie 4.0») are no figures. A verb that
//! means «more than» hedges one figure of its clause that has no hedge of its own.
//! To add a form of figure: a reader in [`Lexer::figure_at`].

use super::numbers::{Form, Numeral, Scale, number_at};
use super::periods::{self, Mention};
use super::tokens::{Sort, Token, ends_clause, is_file_name, spells, tokens};
use super::units::{self, Unit};
use super::{chinese, hedges, names};
use crate::atlas::{Decimal, Hedge, Language, Value};
use std::ops::Range;

/// One figure of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// All of it in bytes of the original, hedge and unit included.
    pub span: Range<usize>,
    /// The number alone, scale word included.
    pub number: Range<usize>,
    /// What it says, in units of `unit`.
    pub value: Value,
    /// What is counted or measured.
    pub unit: Unit,
    /// The scale word as read.
    pub scale: Option<Scale>,
    /// What the digits would say under the other language's marks.
    pub other: Option<Decimal>,
    /// How the number is written; a superlative is an [`Form::Ordinal`] with the value rank 1.
    pub form: Form,
    /// Whether the hedge is a verb elsewhere in the clause.
    pub by_verb: bool,
}

impl Reading {
    /// Whether it states a figure by itself: no article that may just mean «a».
    pub fn is_figure(&self) -> bool {
        self.form != Form::Article
    }
}

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
    lexer.apply_verbs(&mut figures);
    let readings = figures.into_iter().map(|figure| figure.reading).collect();
    Lexed {
        tokens,
        times,
        readings,
    }
}

struct Lexer<'a> {
    text: &'a str,
    tokens: &'a [Token],
    language: Language,
}

/// A reading on its way, with its tokens.
struct Figure {
    reading: Reading,
    start: usize,
    end: usize,
    hedged: bool,
}

/// Number, range or part, before its unit is known.
struct Amount {
    value: Value,
    number: Numeral,
    end: usize,
    hedge: Option<Hedge>,
}

impl Lexer<'_> {
    /// The figure that begins at token `n`; nothing of it reaches beyond `limit`, where a time begins.
    fn figure_at(&self, n: usize, limit: usize) -> Option<Figure> {
        if self.tokens[n].sort == Sort::Address || names::is_name(self.tokens, n) {
            return None;
        }
        if let Some((start, number)) = names::rank_at(self.tokens, n, self.language) {
            return Some(self.rank(start, number));
        }
        if let Some(end) = names::superlative_at(self.tokens, n, self.language) {
            let first = Numeral::plain(Decimal::new(1, 0), end).form(Form::Ordinal);
            return Some(self.rank(n, first));
        }
        let number = number_at(self.tokens, n, self.language)?;
        match number.form {
            Form::Ordinal => Some(self.rank(n, number)),
            Form::Article => self.article(n, number),
            _ => Some(self.quantity(n, number, limit)),
        }
    }

    fn rank(&self, start: usize, number: Numeral) -> Figure {
        let of = ["von", "of", "unter"]
            .iter()
            .any(|word| self.is(number.end, word));
        let whole =
            number_at(self.tokens, number.end + 1, self.language).filter(|w| of && w.form == Form::Plain);
        let end = whole.as_ref().map_or(number.end, |w| w.end);
        let value = Value::Rank(number.value, whole.map(|w| w.value));
        let unit = Unit {
            slug: "rank".to_owned(),
            noun: String::new(),
        };
        self.figure(start..end, start..end, (value, unit), number)
    }

    /// An article before a unit of time or length means one; before a noun it may.
    fn article(&self, n: usize, number: Numeral) -> Option<Figure> {
        if let Some(found) = units::known_at(self.tokens, number.end) {
            if matches!(
                found.unit.slug.as_str(),
                "hours" | "years" | "months" | "CNY" | "percent"
            ) {
                let amount = Numeral {
                    form: Form::Plain,
                    ..number
                };
                return Some(self.quantity(n, amount, self.tokens.len()));
            }
        }
        let (unit, end) = units::counted_at(self.tokens, number.end, self.text);
        let value = Value::Number(Hedge::Exact, number.value);
        let figure = self.figure(n..end, n..number.end, (value, unit), number);
        (end > n + 1).then_some(Figure { end: n + 1, ..figure })
    }

    fn quantity(&self, n: usize, number: Numeral, limit: usize) -> Figure {
        let amount = self.amount(n, number, limit);
        let (unit, power, mut end) = self.unit(n, &amount, limit);
        let money = units::money_before(self.tokens, n).filter(|_| unit.slug == "count");
        let first = money.as_ref().map_or(n, |(_, start)| *start);
        let mut start = first;
        let (unit, mut end_of_all) = match money {
            Some((unit, _)) => (unit, amount.end),
            None => (unit, end),
        };
        let mut hedge = amount.hedge;
        if let Some((after, past)) = hedges::after(self.tokens, end_of_all) {
            hedge = hedge.or(Some(after));
            end_of_all = past;
        }
        if let Some((before, at)) = self.hedge_before(first, end_of_all, &unit) {
            hedge = Some(stronger(before, hedge));
            start = at;
        }
        end = end.max(amount.end).min(end_of_all.max(amount.end));
        let value = with_hedge(scale_value(amount.value, power), hedge);
        let other = amount.number.other;
        let number_span = n..amount.number.end;
        let mut figure = self.figure(start..end_of_all, number_span, (value, unit), amount.number);
        figure.reading.other = other.map(|d| d.shift(power));
        figure.hedged = hedge.is_some();
        // The noun may hold the next figure's beginning: only a known unit is taken as read.
        figure.end = if figure.reading.unit.slug == "count" {
            amount.end
        } else {
            end
        };
        figure
    }

    fn hedge_before(&self, first: usize, end: usize, unit: &Unit) -> Option<hedges::At> {
        let term = matches!(
            unit.slug.as_str(),
            "years" | "months" | "weeks" | "days" | "hours" | "minutes"
        );
        if let Some(start) = hedges::term_before(self.tokens, first).filter(|_| term) {
            return Some((Hedge::AtMost, start));
        }
        if term && hedges::term_after(self.tokens, end) {
            return Some((Hedge::AtMost, first));
        }
        hedges::before(self.tokens, first, self.language)
    }

    /// A number and what is joined to it: 多, a range, «of so many».
    fn amount(&self, n: usize, number: Numeral, limit: usize) -> Amount {
        let mut amount = self.with_surplus(number);
        if amount.number.form != Form::Plain || amount.end >= limit {
            return amount;
        }
        if let Some((high, end)) = self.range_end(n, &amount) {
            let low = lift(&amount.number, &high);
            amount.value = Value::Between(low, high.value);
            amount.number.scale = high.scale.clone();
            amount.number.end = high.end;
            amount.end = end;
        } else if let Some((whole_hedge, whole)) = self.whole(amount.end) {
            let part = amount.number.value;
            amount.end = whole.end;
            amount.value = Value::Part {
                part,
                whole_hedge,
                whole: whole.value,
            };
        }
        amount
    }

    /// 300多家, 10多万, 300+.
    fn with_surplus(&self, number: Numeral) -> Amount {
        let mut amount = Amount {
            value: plain_value(&number),
            end: number.end,
            number,
            hedge: None,
        };
        let Some(hedge) =
            hedges::inside(self.tokens, amount.end).filter(|_| amount.number.form == Form::Plain)
        else {
            return amount;
        };
        let more = Numeral {
            end: amount.end + 1,
            ..amount.number.clone()
        };
        let scaled = chinese::scaled(self.tokens, more);
        amount.end = scaled.end;
        amount.hedge = Some(hedge);
        if scaled.scale != amount.number.scale {
            amount.number = scaled;
            amount.value = plain_value(&amount.number);
        }
        amount
    }

    /// The upper end of «3 bis 5», «3–5», «zwischen 3 und 5»; never of a change «von 40 auf 70».
    fn range_end(&self, n: usize, amount: &Amount) -> Option<(Numeral, usize)> {
        let link = self.tokens.get(amount.end)?;
        let framed = n > 0 && self.tokens[n - 1].is_any(&["zwischen", "between"]);
        let change = n > 0 && self.tokens[n - 1].is_any(&["from", "从", "由"]);
        let links = link.is_any(&["bis", "-", "~", "—", "to", "至", "到"])
            || (framed && link.is_any(&["und", "and"]));
        if !links || change {
            return None;
        }
        let high =
            number_at(self.tokens, amount.end + 1, self.language).filter(|high| high.form == Form::Plain)?;
        let apart = names::is_name(self.tokens, amount.end + 1);
        (!apart && high.value > lift(&amount.number, &high)).then(|| {
            let end = high.end;
            (high, end)
        })
    }

    /// The whole of «33 von über 90», «5 of the 7», «3 out of 20».
    fn whole(&self, n: usize) -> Option<(Hedge, Numeral)> {
        const LINKS: [&str; 8] = [
            "out of the",
            "out of",
            "of the",
            "of",
            "von insgesamt",
            "von den",
            "von",
            "der",
        ];
        let count = LINKS.iter().find_map(|link| spells(self.tokens, n, link))?;
        let start = n + count;
        let first_number = (start..self.tokens.len().min(start + 4)).find(|at| {
            let plain = number_at(self.tokens, *at, self.language).is_some_and(|w| w.form == Form::Plain);
            plain && !names::is_name(self.tokens, *at)
        })?;
        let hedge = match hedges::before(self.tokens, first_number, self.language) {
            Some((hedge, at)) if at == start => hedge,
            _ if first_number == start => Hedge::Exact,
            _ => return None,
        };
        let whole = number_at(self.tokens, first_number, self.language)?;
        let counted = units::known_at(self.tokens, whole.end).is_none()
            && periods::year_of(&self.tokens[first_number]).is_none();
        (counted && whole.scale.is_none()).then_some((hedge, whole))
    }

    /// The unit behind an amount, its power, and the token after it.
    fn unit(&self, n: usize, amount: &Amount, limit: usize) -> (Unit, i16, usize) {
        let percent = Unit {
            slug: "percent".to_owned(),
            noun: String::new(),
        };
        if amount.number.form == Form::Fraction {
            return (percent, 0, amount.end);
        }
        if let Some(found) =
            units::known_at(self.tokens, amount.end).filter(|f| self.is_no_other_sense(amount, f))
        {
            return (found.unit, found.power, found.end);
        }
        let (noun, end) = units::counted_at(self.tokens, amount.end, self.text);
        let end = end.min(limit.max(amount.end));
        if let Some((unit, _, past)) = units::per_after(self.tokens, amount.end, self.language) {
            return (unit, 0, past);
        }
        if let Some(unit) = units::per_before(self.tokens, n).filter(|_| amount.number.scale.is_none()) {
            return (unit, 0, end);
        }
        (noun, 0, end)
    }

    /// 5个, 5名 are counts; a Chinese year behind a count is none; «3 m Yuan» is money.
    fn is_no_other_sense(&self, amount: &Amount, found: &units::Found) -> bool {
        let next = self.tokens.get(found.end);
        let score = found.unit.slug == "points"
            && next.is_some_and(|t| t.is_any(&["之", "公", "布", "支", "别"]) && !t.spaced);
        let person = self.is(amount.end, "p")
            && self.language != Language::Zh
            && amount.number.value < Decimal::new(10, 0);
        !score && !person
    }

    /// Lets each verb hedge one figure: the next in its clause, or the last before it.
    fn apply_verbs(&self, figures: &mut [Figure]) {
        for at in 0..self.tokens.len() {
            let Some(verb) = hedges::verb_at(self.tokens, at) else {
                continue;
            };
            let (next, last) = (self.object_after(figures, at), self.object_before(figures, at));
            let object = match verb {
                hedges::Verb::Finite => next.or(last),
                hedges::Verb::Final => last.or(next),
            };
            if let Some(figure) = object.and_then(|k| figures.get_mut(k)) {
                if let Value::Number(hedge @ Hedge::Exact, _) = &mut figure.reading.value {
                    (*hedge, figure.hedged, figure.reading.by_verb) = (Hedge::Over, true, true);
                }
            }
        }
    }

    fn object_after(&self, figures: &[Figure], verb: usize) -> Option<usize> {
        let found = figures
            .iter()
            .position(|f| f.start > verb && f.reading.is_figure() && f.reading.form != Form::Ordinal)?;
        let figure = &figures[found];
        let near = figure.start - verb <= hedges::REACH
            && !(verb + 1..figure.start).any(|k| ends_clause(self.tokens, k));
        (near && self.takes_verb(figure)).then_some(found)
    }

    fn object_before(&self, figures: &[Figure], verb: usize) -> Option<usize> {
        let found = figures
            .iter()
            .rposition(|f| f.end <= verb && f.reading.is_figure() && f.reading.form != Form::Ordinal)?;
        let figure = &figures[found];
        let near =
            verb - figure.end <= hedges::REACH && !(figure.end..verb).any(|k| ends_clause(self.tokens, k));
        (near && self.takes_verb(figure)).then_some(found)
    }

    /// «überstieg den Plan um 8 %»: the margin is not what was passed.
    fn takes_verb(&self, figure: &Figure) -> bool {
        let margin = figure.start > 0 && self.tokens[figure.start - 1].is_any(&["um", "by"]);
        !figure.hedged && !margin
    }

    fn is(&self, n: usize, word: &str) -> bool {
        self.tokens.get(n).is_some_and(|t| t.is(word))
    }

    fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.tokens.get(range.start).map_or(0, |t| t.span.start);
        let last = range.end.max(range.start + 1).min(self.tokens.len()) - 1;
        start..self.tokens.get(last).map_or(start, |t| t.span.end)
    }

    fn figure(
        &self,
        all: Range<usize>,
        number: Range<usize>,
        what: (Value, Unit),
        numeral: Numeral,
    ) -> Figure {
        let (value, unit) = what;
        Figure {
            start: all.start,
            end: all.end,
            hedged: false,
            reading: Reading {
                span: self.bytes(&all),
                number: self.bytes(&number),
                value,
                unit,
                scale: numeral.scale,
                other: numeral.other,
                form: numeral.form,
                by_verb: false,
            },
        }
    }
}

/// 约…以上 and 超…多: the word before decides, but «about» gives way to a bound.
fn stronger(before: Hedge, behind: Option<Hedge>) -> Hedge {
    match behind {
        Some(bound) if before == Hedge::About && bound != Hedge::About => bound,
        _ => before,
    }
}

/// The lower number of a range in the scale of the upper: «2–3 Millionen».
fn lift(low: &Numeral, high: &Numeral) -> Decimal {
    match &high.scale {
        Some(scale) if low.scale.is_none() => low.value.shift(scale.power),
        _ => low.value,
    }
}

fn plain_value(number: &Numeral) -> Value {
    match number.form {
        Form::Magnitude => Value::Magnitude(number.value),
        _ => Value::Number(Hedge::Exact, number.value),
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
