//! A number with what is joined to it: a surplus (多, +), a range, a whole («33 of over 90»).
//! Knows no units beyond asking whether one stands there.
//!
//! To add a joint: a reader in [`amount`].

use super::figure::Lexer;
use crate::atlas::{Decimal, Hedge, Value};
use crate::reading::numbers::number_at;
use crate::reading::numeral::{Form, Numeral};
use crate::reading::tokens::spells;
use crate::reading::{chinese, hedges, names, periods, units};

/// Number, range or part, before its unit is known.
pub(super) struct Amount {
    pub(super) value: Value,
    pub(super) number: Numeral,
    pub(super) end: usize,
    pub(super) hedge: Option<Hedge>,
}

/// A number and what is joined to it: 多, a range, «of so many».
pub(super) fn amount(lexer: &Lexer, n: usize, number: Numeral, limit: usize) -> Amount {
    let mut amount = with_surplus(lexer, number);
    if amount.number.form != Form::Plain || amount.end >= limit {
        return amount;
    }
    if let Some((high, end)) = range_end(lexer, n, &amount) {
        let low = lift(&amount.number, &high);
        amount.value = Value::Between(low, high.value);
        amount.number.scale = high.scale.clone();
        amount.number.end = high.end;
        amount.end = end;
    } else if let Some((whole_hedge, whole)) = whole(lexer, amount.end) {
        let part = amount.number.value;
        amount.end = whole.end;
        amount.number.end = whole.end;
        amount.value = Value::Part {
            part,
            whole_hedge,
            whole: whole.value,
        };
    }
    amount
}

/// 300多家, 10多万, 300+.
fn with_surplus(lexer: &Lexer, number: Numeral) -> Amount {
    let mut amount = Amount {
        value: plain_value(&number),
        end: number.end,
        number,
        hedge: None,
    };
    let Some(hedge) = hedges::inside(lexer.tokens, amount.end).filter(|_| amount.number.form == Form::Plain)
    else {
        return amount;
    };
    let more = Numeral {
        end: amount.end + if lexer.is(amount.end, "-") { 2 } else { 1 },
        ..amount.number.clone()
    };
    let scaled = chinese::scaled(lexer.tokens, more);
    amount.end = scaled.end;
    amount.hedge = Some(hedge);
    if scaled.scale != amount.number.scale {
        amount.number = scaled;
        amount.value = plain_value(&amount.number);
    }
    amount
}

/// The upper end of «3 bis 5», «3–5», «zwischen 3 und 5»; never of a change «von 40 auf 70».
fn range_end(lexer: &Lexer, n: usize, amount: &Amount) -> Option<(Numeral, usize)> {
    let link = lexer.tokens.get(amount.end)?;
    let framed = n > 0 && lexer.tokens[n - 1].is_any(&["zwischen", "between"]);
    let change = n > 0 && lexer.tokens[n - 1].is_any(&["from", "从", "由"]);
    let links =
        link.is_any(&["bis", "-", "~", "—", "to", "至", "到"]) || (framed && link.is_any(&["und", "and"]));
    if !links || change {
        return None;
    }
    let high =
        number_at(lexer.tokens, amount.end + 1, lexer.language).filter(|high| high.form == Form::Plain)?;
    let apart = names::is_name(lexer.tokens, amount.end + 1);
    (!apart && high.value > lift(&amount.number, &high)).then(|| {
        let end = high.end;
        (high, end)
    })
}

/// The whole of «33 von über 90», «5 of the 7», «3 out of 20».
fn whole(lexer: &Lexer, n: usize) -> Option<(Hedge, Numeral)> {
    const LINKS: &[&str] = &[
        "of its",
        "of their",
        "von ihren",
        "out of the",
        "out of",
        "of the",
        "of",
        "von insgesamt",
        "von den",
        "von",
        "der",
    ];
    let count = LINKS.iter().find_map(|link| spells(lexer.tokens, n, link))?;
    let start = n + count;
    let first_number = (start..lexer.tokens.len().min(start + 4)).find(|at| {
        let plain = number_at(lexer.tokens, *at, lexer.language).is_some_and(|w| w.form == Form::Plain);
        plain && !names::is_name(lexer.tokens, *at)
    })?;
    let hedge = match hedges::before(lexer.tokens, first_number, lexer.language) {
        Some((hedge, at)) if at == start => hedge,
        _ if first_number == start => Hedge::Exact,
        _ => return None,
    };
    let whole = number_at(lexer.tokens, first_number, lexer.language)?;
    let counted = units::known_at(lexer.tokens, whole.end).is_none()
        && periods::year_of(&lexer.tokens[first_number]).is_none();
    (counted && whole.scale.is_none()).then_some((hedge, whole))
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
