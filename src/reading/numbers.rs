//! One number at a place in a text: digits, number words and scale words of three languages put together.
//! Knows neither units nor hedges. The words of each language live in `german`, `english` and `chinese`.
//!
//! Grammar: number = digits [scale] | words [scale] | scale alone («Billionen-…»: a magnitude) | fraction | ordinal.
//! Marks by language: German `1.500,5`, English and Chinese `1,500.5`; a mark that fits only the other
//! convention is read that way; the other reading is kept as `other`, so that a misread mark can be named.
//! To add a number word: the table of its language.

use super::numeral::{Form, Numeral, marked, percentage};
use super::tokens::{Sort, Token};
use super::{chinese, english, german};
use crate::atlas::{Decimal, Language, Round};

/// The number that begins at token `n`.
pub fn number_at(tokens: &[Token], n: usize, language: Language) -> Option<Numeral> {
    let token = tokens.get(n)?;
    let number = match token.sort {
        Sort::Number => digits_at(tokens, n, language),
        Sort::Han => chinese::number_at(tokens, n),
        Sort::Word => words_at(tokens, n, language),
        _ => None,
    }?;
    Some(with_half(tokens, number, language))
}

fn words_at(tokens: &[Token], n: usize, language: Language) -> Option<Numeral> {
    match language {
        Language::De => german::number_at(tokens, n),
        Language::En => english::number_at(tokens, n),
        Language::Zh => None,
    }
}

/// «2½ Jahre»: a vulgar fraction behind whole digits.
fn with_half(tokens: &[Token], mut number: Numeral, _: Language) -> Numeral {
    let half = tokens
        .get(number.end)
        .filter(|t| t.sort == Sort::Sign && !t.spaced)
        .and_then(|t| vulgar(&t.text));
    if let Some(part) = half.filter(|_| number.form == Form::Plain && number.scale.is_none()) {
        number.value = number.value.add(part, Round::Nearest);
        number.end += 1;
    }
    number
}

fn vulgar(sign: &str) -> Option<Decimal> {
    Some(match sign {
        "½" => Decimal::new(5, -1),
        "¼" => Decimal::new(25, -2),
        "¾" => Decimal::new(75, -2),
        _ => return None,
    })
}

fn digits_at(tokens: &[Token], n: usize, language: Language) -> Option<Numeral> {
    if let Some((part, whole)) = fraction_at(tokens, n) {
        return Some(Numeral::plain(percentage(part, whole)?, n + 3).form(Form::Fraction));
    }
    let (value, other) = marked(&tokens[n].text, language)?;
    let number = Numeral {
        other,
        ..Numeral::plain(value, n + 1)
    };
    let next = tokens.get(n + 1);
    if next.is_some_and(|t| t.sort == Sort::Han) {
        return Some(chinese::scaled(tokens, number));
    }
    let number = match language {
        Language::De => german::scaled(tokens, number),
        Language::En => english::scaled(tokens, number),
        Language::Zh => english::scaled(tokens, number),
    };
    Some(ordinal_digits(tokens, number, language))
}

/// «1/3 of», 占1/3以上: the part and the whole of a fraction in digits. A word beside it must say that it is one, since
/// days and months are written so too.
pub fn fraction_at(tokens: &[Token], n: usize) -> Option<(i64, i64)> {
    const BEFORE: [&str; 6] = ["占", "近", "约", "超", "过", "逾"];
    const AFTER: [&str; 5] = ["of", "der", "以", "左", "强"];
    let digits = |at: usize| {
        let token = tokens
            .get(at)
            .filter(|t| t.sort == Sort::Number && t.text.len() <= 2)?;
        token.text.parse::<i64>().ok()
    };
    let (part, whole) = (digits(n)?, digits(n + 2)?);
    let glued = tokens.get(n + 1)?.is("/") && !tokens[n + 1].spaced && !tokens[n + 2].spaced;
    let before = n > 0 && tokens[n - 1].is_any(&BEFORE);
    let after = tokens.get(n + 3).is_some_and(|t| t.is_any(&AFTER));
    let slash = tokens.get(n + 3).is_some_and(|t| t.is("/"));
    (glued && !slash && (before || after) && (1..whole).contains(&part) && whole <= 10)
        .then_some((part, whole))
}

/// «14. Fünfjahresplan», «21st»: digits that name a position.
fn ordinal_digits(tokens: &[Token], number: Numeral, language: Language) -> Numeral {
    let whole = number.value.exponent() >= 0 && number.scale.is_none() && number.value.digits() <= 3;
    let Some(next) = tokens.get(number.end).filter(|t| whole && !t.spaced) else {
        return number;
    };
    let end = number.end + 1;
    let is_ordinal = match language {
        Language::De => {
            next.is(".")
                && tokens
                    .get(end)
                    .is_some_and(|t| t.spaced && t.sort == Sort::Word && (t.capital || t.is("und")))
        }
        Language::En => next.is_any(&["st", "nd", "rd", "th"]),
        Language::Zh => false,
    };
    if is_ordinal {
        Numeral { end, ..number }.form(Form::Ordinal)
    } else {
        number
    }
}
