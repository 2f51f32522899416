//! Values computed from facts by formulas, with the hedge and interval they inherit. Stores nothing.

use crate::atlas::*;

/// Significant digits of numbers that have no nearer bound.
const MAX_SHOWN: u32 = 8;

/// The computed value, or `None` if the formula gives no bound at all (two open ends, a divisor that may be zero).
pub fn derive(atlas: &Atlas, derivation: &Derivation) -> Option<Derived> {
    let input = |name: &str| {
        derivation
            .inputs
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, id)| atlas.fact(*id))
    };
    let interval = derivation
        .formula
        .interval(&|name| atlas.interval(input(name)?))?;
    let number = derivation.formula.number(&|name| input(name)?.value.number());
    let digits = inherited_digits(atlas, derivation);
    let value = match (interval.low, interval.high) {
        (Some(low), None) => {
            let hedge = if interval.low_closed {
                Hedge::AtLeast
            } else {
                Hedge::Over
            };
            Value::Number(hedge, low.round_to(digits, Round::Down))
        }
        (None, Some(high)) => {
            let hedge = if interval.high_closed {
                Hedge::AtMost
            } else {
                Hedge::Under
            };
            Value::Number(hedge, high.round_to(digits, Round::Up))
        }
        (Some(low), Some(high)) if low.is_zero() => {
            let hedge = if interval.high_closed {
                Hedge::AtMost
            } else {
                Hedge::Under
            };
            Value::Number(hedge, high.round_to(digits, Round::Up))
        }
        (Some(low), Some(high)) => bounded(low, high, number, digits),
        (None, None) => return None,
    };
    Some(Derived { value, interval })
}

/// One digit more than the least exact input, but at least three, so that a bound stays near its interval.
fn inherited_digits(atlas: &Atlas, derivation: &Derivation) -> u32 {
    let digits = derivation
        .inputs
        .iter()
        .filter_map(|(_, id)| atlas.row(*id).value.number())
        .map(Decimal::digits);
    (digits.min().unwrap_or(MAX_SHOWN) + 1).clamp(3, MAX_SHOWN)
}

/// A value between two ends: exact if they meet, «about» if they are near, else both.
fn bounded(low: Decimal, high: Decimal, number: Option<Decimal>, digits: u32) -> Value {
    let width = high.add(low.negate(), Round::Up);
    let middle = number.unwrap_or(low);
    if width.is_zero() {
        return Value::Number(Hedge::Exact, middle.round_to(MAX_SHOWN, Round::Nearest).trimmed());
    }
    let tenth = middle.mul(Decimal::new(1, -1), Round::Down);
    if width > tenth {
        return Value::Between(
            low.round_to(digits, Round::Down),
            high.round_to(digits, Round::Up),
        );
    }
    // No digit finer than the interval is wide.
    let top = |n: Decimal| i32::from(n.exponent()) + n.digits() as i32;
    let shown = (top(middle) - top(width) + 1).clamp(1, MAX_SHOWN as i32) as u32;
    Value::Number(Hedge::About, middle.round_to(shown, Round::Nearest))
}
