//! English number words and scale words. Knows no units, no hedges and no other language.
//!
//! «two hundred and fifty thousand», «twenty-one», «half a million», «one and a half billion», «two-thirds».
//! Billion is 10^9, trillion 10^12. A lone `m`, `bn`, `tn` counts only when glued to its digits or before money.
//! To add a scale word: [`SCALES`].

use super::numeral::{Form, Numeral, Scale, percentage};
use super::tokens::{Sort, Token};
use crate::atlas::{Decimal, Round};

#[rustfmt::skip]
const UNITS: [(&str, i64); 28] = [
    ("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7),
    ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13), ("fourteen", 14),
    ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("twenty", 20),
    ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80),
    ("ninety", 90),
];
#[rustfmt::skip]
const ORDINALS: [(&str, i64); 16] = [
    ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7),
    ("eighth", 8), ("ninth", 9), ("tenth", 10), ("eleventh", 11), ("twelfth", 12), ("thirteenth", 13),
    ("fourteenth", 14), ("fifteenth", 15), ("twentieth", 20),
];
#[rustfmt::skip]
const FRACTIONS: [(&str, i64); 12] = [
    ("half", 2), ("halves", 2), ("third", 3), ("thirds", 3), ("quarter", 4), ("quarters", 4), ("fifth", 5),
    ("fifths", 5), ("tenth", 10), ("tenths", 10), ("eighth", 8), ("eighths", 8),
];
/// Form, full form, power of ten.
#[rustfmt::skip]
const SCALES: [(&str, &str, i16); 16] = [
    ("million", "million", 6), ("millions", "million", 6), ("mn", "million", 6), ("mln", "million", 6),
    ("billion", "billion", 9), ("billions", "billion", 9), ("bn", "billion", 9), ("bln", "billion", 9),
    ("trillion", "trillion", 12), ("trillions", "trillion", 12), ("tn", "trillion", 12),
    ("trn", "trillion", 12), ("trln", "trillion", 12), ("quadrillion", "quadrillion", 15),
    ("thousand", "thousand", 3), ("thousands", "thousand", 3),
];
const MAGNITUDES: [(&str, i16); 6] = [
    ("dozens", 1),
    ("tens", 1),
    ("hundreds", 2),
    ("thousands", 3),
    ("millions", 6),
    ("billions", 9),
];
/// Words that make a lone letter behind digits a scale word.
const MONEY: [&str; 8] = [
    "yuan", "rmb", "cny", "renminbi", "dollars", "dollar", "euros", "usd",
];

fn find(table: &[(&str, i64)], word: &str) -> Option<i64> {
    table.iter().find(|(w, _)| *w == word).map(|(_, n)| *n)
}

/// The number words or scale word at token `n`.
pub fn number_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    if let Some(number) = magnitude_at(tokens, n).or_else(|| half_at(tokens, n)) {
        return Some(number);
    }
    let word = &tokens.get(n)?.text;
    if matches!(word.as_str(), "a" | "an") {
        return article_at(tokens, n);
    }
    if let Some(ordinal) = find(&ORDINALS, word) {
        return Some(Numeral::plain(Decimal::new(ordinal, 0), n + 1).form(Form::Ordinal));
    }
    let (value, end) = words_below_million(tokens, n)?;
    let number = Numeral::plain(value, end);
    if let Some(part) = fraction(tokens, &number) {
        return Some(part);
    }
    Some(scaled(tokens, and_a_half(tokens, number)))
}

/// «a trillion», «a third», «a dozen», or an article that may mean one.
fn article_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    let one = Numeral::plain(Decimal::new(1, 0), n + 1);
    if let Some(part) = fraction(tokens, &one) {
        return Some(part);
    }
    if tokens.get(n + 1)?.is("hundred") {
        let (value, end) = words_below_million(tokens, n + 1)?;
        return Some(scaled(tokens, Numeral::plain(value, end)));
    }
    let number = scaled(tokens, one);
    let form = if number.end > n + 1 {
        Form::Plain
    } else {
        Form::Article
    };
    Some(number.form(form))
}

/// «half», «half a million», «half of».
fn half_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    let start = n + usize::from(tokens[n].is("a"));
    if !tokens.get(start)?.is("half") {
        return None;
    }
    let article = usize::from(tokens.get(start + 1).is_some_and(|t| t.is_any(&["a", "an"])));
    let half = scaled(tokens, Numeral::plain(Decimal::new(5, -1), start + 1 + article));
    if half.scale.is_some() {
        return Some(half);
    }
    Some(Numeral::plain(Decimal::new(50, 0), start + 1).form(Form::Fraction))
}

/// «one and a half», «two and a half».
fn and_a_half(tokens: &[Token], number: Numeral) -> Numeral {
    match super::tokens::spells(tokens, number.end, "and a half") {
        Some(count) => Numeral::plain(
            number.value.add(Decimal::new(5, -1), Round::Nearest),
            number.end + count,
        ),
        None => number,
    }
}

fn fraction(tokens: &[Token], number: &Numeral) -> Option<Numeral> {
    let hyphen = usize::from(tokens.get(number.end)?.is("-"));
    let whole = find(&FRACTIONS, &tokens.get(number.end + hyphen)?.text)?;
    let part: i64 = number.value.plain().parse().ok()?;
    // «three fifth places» is no fraction, «three fifths» is; «a quarter» may be a span of time: the asker decides.
    let end = number.end + hyphen + 1;
    (part < whole).then(|| {
        Numeral::plain(percentage(part, whole)?, end)
            .form(Form::Fraction)
            .into()
    })?
}

fn magnitude_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    let token = &tokens[n];
    if let Some((_, power)) = MAGNITUDES.iter().find(|(word, _)| token.is(word)) {
        let magnitude = Numeral::plain(Decimal::new(1, *power), n + 1);
        let of = tokens.get(n + 1).filter(|t| t.is("of"));
        let more = of.and_then(|_| {
            SCALES
                .iter()
                .find(|(form, ..)| tokens.get(n + 2).is_some_and(|t| t.is(form)))
        });
        return Some(match more {
            Some((_, word, power)) => magnitude.scaled(Scale { word, power: *power }, n + 3),
            None => magnitude,
        })
        .map(|number| number.form(Form::Magnitude));
    }
    let (scale, end) = scale_at(tokens, n, false)?;
    let compound = tokens.get(end).is_some_and(|t| t.is("-") && !t.spaced);
    let magnitude = Numeral::plain(Decimal::new(1, 0), n + 1).scaled(scale, end);
    (compound && token.text.len() > 3).then(|| magnitude.form(Form::Magnitude))
}

fn scale_at(tokens: &[Token], n: usize, after_digits: bool) -> Option<(Scale, usize)> {
    let token = tokens.get(n).filter(|t| t.sort == Sort::Word)?;
    let scale = |word, power| Some((Scale { word, power }, n + 1));
    if let Some((_, word, power)) = SCALES.iter().find(|(form, ..)| token.text == *form) {
        return scale(word, *power);
    }
    let money = tokens.get(n + 1).is_some_and(|t| t.is_any(&MONEY));
    match token.text.as_str() {
        _ if !after_digits => None,
        "b" if !token.spaced => scale("billion", 9),
        "k" if !token.spaced => scale("thousand", 3),
        "m" if money => scale("million", 6),
        "t" if money && !token.spaced => scale("trillion", 12),
        _ => None,
    }
}

/// The number times the scale words that follow: «2.4 trillion», «3-trillion-yuan», «300bn».
/// In «three trillion-yuan industries» the scale word belongs to the compound, since no hyphen stands before it.
pub fn scaled(tokens: &[Token], number: Numeral) -> Numeral {
    let hyphen = tokens.get(number.end).is_some_and(|t| t.is("-") && !t.spaced);
    let at = number.end + usize::from(hyphen);
    if tokens.get(at).is_some_and(|t| t.is("dozen")) {
        return Numeral::plain(number.value.mul(Decimal::new(12, 0), Round::Nearest), at + 1);
    }
    let Some((scale, end)) = scale_at(tokens, at, true) else {
        return number;
    };
    let compound = tokens.get(end).is_some_and(|t| t.is("-") && !t.spaced);
    if compound && !hyphen && tokens.get(at).is_some_and(|t| t.spaced) {
        return number;
    }
    scaled(tokens, number.scaled(scale, end))
}

/// «two hundred and fifty», «twenty-one»; the token after it.
fn words_below_million(tokens: &[Token], n: usize) -> Option<(Decimal, usize)> {
    let (mut sum, mut at) = (0_i64, n);
    let mut last = None;
    loop {
        let link = usize::from(at > n && tokens.get(at).is_some_and(|t| t.is_any(&["-", "and"])));
        let Some(token) = tokens.get(at + link) else { break };
        let small = find(&UNITS, &token.text);
        match (small, last) {
            (Some(unit), None) => sum += unit,
            (Some(unit), Some(100)) => sum += unit,
            (Some(unit @ 1..=9), Some(20..=90)) => sum += unit,
            _ if token.is("hundred") && link == 0 && (last.is_none() || sum < 100) => sum = sum.max(1) * 100,
            _ => break,
        }
        last = Some(if token.is("hundred") {
            100
        } else {
            small.unwrap_or(0)
        });
        at += link + 1;
    }
    last.map(|_| (Decimal::new(sum, 0), at))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn read(text: &str) -> Option<(String, Form)> {
        let number = super::super::numbers::number_at(&tokens(text), 0, crate::atlas::Language::En)?;
        Some((number.value.plain(), number.form))
    }

    #[test]
    fn number_words_and_scales() {
        for (text, value) in [
            ("two hundred and fifty thousand", "250000"),
            ("twenty-one", "21"),
            ("2.4 trillion", "2400000000000"),
            ("a trillion", "1000000000000"),
            ("half a million", "500000"),
            ("one and a half billion", "1500000000"),
            ("300bn", "300000000000"),
            ("5m yuan", "5000000"),
            ("3-trillion-yuan", "3000000000000"),
            ("eleven", "11"),
            ("a dozen", "12"),
            ("three hundred", "300"),
            ("1,100", "1100"),
            ("a hundred million", "100000000"),
            ("three trillion-yuan industries", "3"),
            ("one hundred twenty", "120"),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), Form::Plain)), "{text}");
        }
    }

    #[test]
    fn fractions_ordinals_and_magnitudes() {
        for (text, value, form) in [
            ("a third of", "33.333333", Form::Fraction),
            ("two-thirds", "66.666667", Form::Fraction),
            ("half of", "50", Form::Fraction),
            ("sixth", "6", Form::Ordinal),
            ("14th", "14", Form::Ordinal),
            ("a port", "1", Form::Article),
            ("dozens of", "10", Form::Magnitude),
            ("trillion-yuan industry", "1000000000000", Form::Magnitude),
            ("hundreds of millions", "100000000", Form::Magnitude),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), form)), "{text}");
        }
        for text in ["someone", "trillion yuan", "secondary", "tenant"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("5 m"), Some(("5".to_owned(), Form::Plain)));
    }
}
