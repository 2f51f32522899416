//! Every figure a text states, with its value, unit, hedge and place; what is asked of them is not known here.
//!
//! Grammar of one figure, in tokens:
//! `[hedge] [money] number [多|+] [range number | «of» [hedge] number] [unit | noun] [per so many] [hedge]`,
//! or a rank («Platz sechs», «第六»), or a superlative that stands for the first rank. Years and dates are
//! times (`periods`), digits in addresses and names (5G, GPT-4, «Industrie 4.0») are no figures. A verb that
//! means «more than» hedges one figure of its clause that has no hedge of its own.
//! To add a form of figure: a reader in [`Lexer::figure_at`].

use super::amounts::{self, Amount};
use super::figure::{Figure, Lexer};
pub use super::figure::{HedgedBy, Reading};
use super::numbers::number_at;
use super::numeral::{Form, Numeral};
use super::periods::{self, Mention};
use super::tokens::{Sort, Token, ends_clause, is_file_name, tokens};
use super::units::{self, Unit};
use super::{hedges, names, shared, verbs};
use crate::atlas::{Decimal, Hedge, Language, Value};
use std::ops::Range;

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

/// The hedge of a figure, where it comes from, and the tokens with it.
struct Hedging {
    hedge: Option<Hedge>,
    by: HedgedBy,
    tokens: Range<usize>,
}

impl Lexer<'_> {
    /// The figure that begins at token `n`; nothing of it reaches beyond `limit`, where a time begins.
    fn figure_at(&self, n: usize, limit: usize) -> Option<Figure> {
        if self.tokens[n].sort == Sort::Address || names::is_name(self.tokens, n) {
            return None;
        }
        if let Some((start, number)) = names::rank_at(self.tokens, n, self.language) {
            let whole = self.ranked(number.end);
            return Some(self.rank(start, number, whole));
        }
        if let Some(end) = names::superlative_at(self.tokens, n, self.language) {
            let first = Numeral::plain(Decimal::new(1, 0), end).form(Form::Ordinal);
            return Some(self.rank(n, first, self.list(n)));
        }
        let number = number_at(self.tokens, n, self.language)?;
        match number.form {
            Form::Ordinal => {
                let whole = self.ranked(number.end).or_else(|| self.list(n));
                Some(self.rank(n, number, whole))
            }
            Form::Article => self.article(n, number),
            _ => Some(self.quantity(n, number, limit)),
        }
    }

    fn rank(&self, start: usize, number: Numeral, whole: Option<Numeral>) -> Figure {
        let end = whole.as_ref().map_or(number.end, |w| w.end.max(number.end));
        let value = Value::Rank(number.value, whole.map(|w| w.value));
        let unit = Unit {
            slug: "rank".to_owned(),
            noun: String::new(),
        };
        self.figure(start..end, start..end, (value, unit), number)
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

    /// The hedges on all sides of a figure that stands at `tokens`.
    fn hedging(&self, amount: &Amount, unit: &Unit, tokens: Range<usize>) -> Hedging {
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
        if let Some((unit, power)) = self.borrowed(n, amount) {
            return (unit, power, amount.end);
        }
        let (noun, end) = units::counted_at(self.tokens, amount.end, self.text);
        let end = end.min(limit.max(amount.end));
        if let Some((unit, _, past)) = units::per_after(self.tokens, amount.end, self.language) {
            return (unit, 0, past);
        }
        let plain = amount.number.scale.is_none();
        if let Some(unit) = units::per_before(self.tokens, n, self.language).filter(|_| plain) {
            return (unit, 0, end);
        }
        (noun, 0, end)
    }

    /// The unit of the later number in «from 25 to 50 EFLOPS», if the earlier has none.
    fn borrowed(&self, n: usize, amount: &Amount) -> Option<(Unit, i16)> {
        let from = n > 0 && self.tokens[n - 1].is_any(&["from", "von", "从", "由"]);
        let to = self.tokens.get(amount.end)?.is_any(&["to", "auf", "到", "至"]);
        let later = number_at(self.tokens, amount.end + 1, self.language).filter(|_| from && to)?;
        units::known_at(self.tokens, later.end).map(|found| (found.unit, found.power))
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
                hedged_by: HedgedBy::Nothing,
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
mod tests {
    use super::*;

    /// Figures as `op number[/high] unit`.
    fn read(text: &str, language: Language) -> Vec<String> {
        let figure = |r: &Reading| {
            let number = |n: Option<Decimal>| n.map(Decimal::plain).unwrap_or_default();
            let high = r
                .value
                .number_high()
                .map(|n| format!("/{}", n.plain()))
                .unwrap_or_default();
            format!(
                "{} {}{high} {}",
                r.value.op(),
                number(r.value.number()),
                r.unit.slug
            )
        };
        readings(text, language).iter().map(figure).collect()
    }

    fn de(text: &str, expected: &[&str]) {
        assert_eq!(read(text, Language::De), expected, "{text}");
    }

    fn en(text: &str, expected: &[&str]) {
        assert_eq!(read(text, Language::En), expected, "{text}");
    }

    fn zh(text: &str, expected: &[&str]) {
        assert_eq!(read(text, Language::Zh), expected, "{text}");
    }

    #[test]
    fn trap_spatial_over_is_not_more_than() {
        de(
            "Das Messegelände erstreckt sich über sechs Quadratkilometer.",
            &["exact 6 km2"],
        );
        de(
            "Das Messegelände misst über sechs Quadratkilometer.",
            &["over 6 km2"],
        );
        en(
            "The fairground extends over six square kilometres.",
            &["exact 6 km2"],
        );
    }

    #[test]
    fn trap_the_5_of_5g_is_no_figure() {
        de("Lindenau zählt 62 5G-Masten.", &["exact 62 count"]);
        en("Lindenau has 62 5G masts and a 4K studio.", &["exact 62 count"]);
    }

    #[test]
    fn trap_per_so_many_inhabitants_is_part_of_the_unit() {
        de(
            "Das sind 55 Masten pro 10.000 Einwohner.",
            &["exact 55 per-10000-inhabitants"],
        );
        en(
            "about 55 masts per 10,000 people",
            &["about 55 per-10000-inhabitants"],
        );
        zh("每万人拥有基站55个", &["exact 55 per-10000-inhabitants"]);
    }

    #[test]
    fn trap_a_year_beside_a_value() {
        de(
            "Die Branche erzielte 2031 1,7 Milliarden Yuan.",
            &["exact 1700000000 CNY"],
        );
        zh("2031年产值1.7亿元", &["exact 170000000 CNY"]);
    }

    #[test]
    fn trap_of_makes_a_part() {
        de("17 von über 40 Schulen nehmen teil.", &["of 17/40 count"]);
        en(
            "17 of the 40 schools, five out of nearly 20 parks",
            &["of 17/40 count", "of 5/20 count"],
        );
        de("4 von ihnen", &["exact 4 count"]);
    }

    #[test]
    fn trap_a_count_of_trillion_yuan_industries_is_a_count() {
        de(
            "Es sollen vier Billionen-Yuan-Branchen entstehen.",
            &["exact 4 count", "magnitude 1000000000000 CNY"],
        );
        en(
            "four trillion-yuan industries",
            &["exact 4 count", "magnitude 1000000000000 CNY"],
        );
        de("der 30-Milliarden-Yuan-Fonds", &["exact 30000000000 CNY"]);
        zh(
            "打造四个万亿级产业",
            &["exact 4 count", "magnitude 1000000000000 count"],
        );
    }

    #[test]
    fn trap_a_hedge_can_be_a_verb_far_away() {
        de(
            "Im Hafen überstieg der Umschlag der neuen Anlagen im Jahr 2031 3,1 Millionen Tonnen.",
            &["over 3100000 t"],
        );
        de(
            "Die Einnahmen könnten erstmals sieben Milliarden Yuan übertreffen.",
            &["over 7000000000 CNY"],
        );
        de(
            "Der Umsatz überstieg den Plan um 9 Prozent.",
            &["exact 9 percent"],
        );
        en(
            "Its output in 2031 surpassed the mark of 300 billion yuan.",
            &["over 300000000000 CNY"],
        );
        zh("总量突破了30万辆", &["over 300000 count"]);
    }

    #[test]
    fn trap_ordinals_brands_files_and_addresses() {
        de("Der 13. Fünfjahresplan galt bis 2020.", &["rank 13 rank"]);
        de("Siehe https://a.example/2031-05/c_77.htm und bild_800.jpg", &[]);
        de("Titelbild 800 neu.jpg", &[]);
        en("The H100 and the 36Kr report of Level 4 cars", &[]);
    }

    #[test]
    fn trap_non_breaking_spaces_and_scales() {
        de("rund 1\u{A0}500\u{A0}Betriebe", &["about 1500 count"]);
        de(
            "3 Milliarden Yuan, 3 Billionen Yuan",
            &["exact 3000000000 CNY", "exact 3000000000000 CNY"],
        );
        en(
            "3 billion yuan, 3 trillion yuan",
            &["exact 3000000000 CNY", "exact 3000000000000 CNY"],
        );
        zh(
            "3万、3亿元、3万亿元",
            &[
                "exact 30000 count",
                "exact 300000000 CNY",
                "exact 3000000000000 CNY",
            ],
        );
    }

    #[test]
    fn shares_ranges_changes_and_ranks() {
        de(
            "etwa ein Drittel der Fläche, fast 30 Prozent",
            &["about 33.333333 percent", "almost 30 percent"],
        );
        de(
            "zwischen 3 und 5 Prozent, 20–30 km",
            &["between 3/5 percent", "between 20/30 km"],
        );
        de(
            "stieg von 35 Prozent im Jahr 2031 auf 65 Prozent",
            &["exact 35 percent", "exact 65 percent"],
        );
        en(
            "rose from 25 to 50 EFLOPS",
            &["exact 25000 PFLOPS", "exact 50000 PFLOPS"],
        );
        de("liegt auf Platz sechs von 40", &["rank 6/40 rank"]);
        de(
            "innerhalb von zwei Jahren, innerhalb einer Stunde",
            &["at-most 2 years", "at-most 1 hours"],
        );
        zh(
            "300多家企业，占比40%以上，两年内",
            &["over 300 count", "at-least 40 percent", "at-most 2 years"],
        );
        zh("位居第六，10多万人", &["rank 6 rank", "over 100000 count"]);
    }

    #[test]
    fn a_hedge_belongs_to_its_own_figure() {
        en(
            "Exports should exceed 30 billion yuan and 10 AI+harbour projects follow.",
            &["over 30000000000 CNY", "exact 10 count"],
        );
        en(
            "With 30 piers the bay exceeded over 40 boats.",
            &["exact 30 count", "over 40 count"],
        );
        en("30 and more than 40 boats", &["exact 30 count", "over 40 count"]);
        de("30 und mehr als 40 Boote", &["exact 30 count", "over 40 count"]);
        de(
            "300 Boote übertrafen den Plan um 8 Prozent.",
            &["exact 300 count", "exact 8 percent"],
        );
        zh("全港有8家船厂", &["exact 8 count"]);
        zh(
            "3家船厂产值突破百亿",
            &["exact 3 count", "over 10000000000 count"],
        );
    }

    #[test]
    fn hedges_reach_over_parentheses_and_shares() {
        de(
            "Der Umsatz könnte 300 Millionen Yuan (39 Millionen Euro) überschreiten.",
            &["over 300000000 CNY", "over 39000000 EUR"],
        );
        en(
            "The bay holds 30 million yuan (4 million dollars) or more.",
            &["at-least 30000000 CNY", "at-least 4000000 USD"],
        );
        en("30 km (see page 4) of coast", &["exact 30 km", "exact 4 count"]);
        zh("约占全港的30%", &["about 30 percent"]);
        zh("约8家，占全港的30%", &["about 8 count", "exact 30 percent"]);
        de("mehr als die Hälfte", &["over 50 percent"]);
        de("die Hälfte", &["exact 50 percent"]);
        zh("占全港1/3以上", &["at-least 33.333333 percent"]);
        en("on 1/3 and 24/7", &[]);
    }

    #[test]
    fn up_to_may_be_a_rise() {
        en("It was ramped up to 300 km.", &["exact 300 km"]);
        en("It will drive trade up to 300 km.", &["exact 300 km"]);
        en("Boats of up to 300 km.", &["at-most 300 km"]);
        en("On the scale of up to 300 km.", &["at-most 300 km"]);
        en(
            "as much as 30 km and as many as 40 boats",
            &["at-most 30 km", "at-most 40 count"],
        );
        zh("最高达300米，船速最高", &["at-most 300 m", "rank 1 rank"]);
    }

    #[test]
    fn to_top_and_to_cross_are_verbs_before_a_measure() {
        en(
            "Trade crossed 30 km and saw sales top 40 million yuan.",
            &["over 30 km", "over 40000000 CNY"],
        );
        en(
            "the top 500 boats, the top 5 percent, its top 3 km",
            &["exact 500 count", "exact 5 percent", "exact 3 km"],
        );
        en("a cross 30 m wide", &["exact 30 m"]);
        en("300 million yuan was exceeded", &["over 300000000 CNY"]);
    }

    #[test]
    fn hyphens_letters_and_unusual_units() {
        en(
            "a 10,000-berth port, a 51-sq-km bay, a 46,000-square-meter hall",
            &["exact 10000 count", "exact 51 km2", "exact 46000 m2"],
        );
        en("a 5-star hotel and a 747-class", &[]);
        en(
            "200 p of computing power, a book of 200 p",
            &["exact 200 PFLOPS", "exact 200 count"],
        );
        de("14.000 Peta", &["exact 14000 PFLOPS"]);
    }

    #[test]
    fn so_many_inhabitants_may_stand_anywhere_in_the_clause() {
        let per = "per-10000-inhabitants";
        en(
            "Every 10,000 people have 18 boats.",
            &[&format!("exact 18 {per}")],
        );
        de(
            "Die Zahl der Boote pro 10.000 Einwohner lag bei 18.",
            &["exact 10000 count", &format!("exact 18 {per}")],
        );
        zh(
            "万人船只拥有量达18艘",
            &["exact 10000 count", &format!("exact 18 {per}")],
        );
        zh("3万人拥有18艘船", &["exact 30000 count", "exact 18 count"]);
        en(
            "Every 10,000 people there sail. They have 18 boats.",
            &["exact 18 count"],
        );
    }

    #[test]
    fn places_in_lists_and_scales_without_digits() {
        zh("位居全国20强榜首", &["exact 20 count", "rank 1/20 rank"]);
        zh("百强市第13位", &["exact 100 count", "rank 13/100 rank"]);
        zh("首次突破千亿。", &["over 100000000000 count"]);
        zh("千万不要。", &[]);
        en("It took the top spot nationally.", &["rank 1 rank"]);
    }

    #[test]
    fn every_place_leads_back_to_the_words() {
        let text = "Insgesamt mehr als 2,4 Billionen Yuan.";
        let reading = &readings(text, Language::De)[0];
        assert_eq!(&text[reading.span.clone()], "mehr als 2,4 Billionen Yuan");
        assert_eq!(&text[reading.number.clone()], "2,4 Billionen");
        assert_eq!(reading.scale.as_ref().map(|s| s.word), Some("Billion"));
    }

    #[test]
    fn nothing_makes_it_panic() {
        let pieces = [
            "5",
            "-",
            "von",
            "über",
            "万",
            "亿",
            "Billionen",
            "%",
            ".",
            "2031",
            "bis",
            "第",
            "a",
            "half",
            "每",
            "人",
            "¥",
            "百分之",
            "ein",
        ];
        for (n, a) in pieces.iter().enumerate() {
            for b in pieces {
                let c = pieces[(n + b.len()) % pieces.len()];
                for language in [Language::De, Language::En, Language::Zh] {
                    readings(&format!("{a}{b} {c}"), language);
                    readings(&format!("{a} {b}{c}{a}"), language);
                }
            }
        }
    }
}
