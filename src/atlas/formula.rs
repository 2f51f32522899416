//! Formulas over named facts: `value / (1 + growth / 100)`, computed with intervals.
//! Knows no facts; the names are resolved by whoever asks.

use super::decimal::{Decimal, Round};
use super::value::Interval;
use std::fmt;

/// Deepest nesting of brackets in a formula.
const MAX_DEPTH: usize = 32;

/// An arithmetic expression over named inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// A constant.
    Constant(Decimal),
    /// An input by name.
    Input(String),
    /// Two operands.
    Binary(Box<Formula>, Operator, Box<Formula>),
}

/// The four operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

impl Operator {
    fn sign(self) -> char {
        match self {
            Operator::Plus => '+',
            Operator::Minus => '-',
            Operator::Times => '*',
            Operator::Over => '/',
        }
    }

    fn binds(self) -> u8 {
        match self {
            Operator::Plus | Operator::Minus => 1,
            Operator::Times | Operator::Over => 2,
        }
    }
}

impl Formula {
    /// Reads an expression of names, numbers, `+ - * /` and brackets.
    ///
    /// # Errors
    /// Says in words what is wrong and at which byte.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parser = Parser {
            text,
            at: 0,
            depth: 0,
        };
        let formula = parser.sum()?;
        parser.skip_space();
        match parser.peek() {
            None => Ok(formula),
            Some(c) => Err(format!("«{c}» at byte {} belongs to nothing", parser.at)),
        }
    }

    /// The names it uses, in order, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect(&mut names);
        names
    }

    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Formula::Constant(_) => {}
            Formula::Input(name) if names.contains(&name.as_str()) => {}
            Formula::Input(name) => names.push(name),
            Formula::Binary(a, _, b) => {
                a.collect(names);
                b.collect(names);
            }
        }
    }

    /// Its value if each input is the single number `number` gives; `None` for an unknown input or a division by zero.
    pub fn number(&self, number: &dyn Fn(&str) -> Option<Decimal>) -> Option<Decimal> {
        match self {
            Formula::Constant(n) => Some(*n),
            Formula::Input(name) => number(name),
            Formula::Binary(a, op, b) => apply(*op, a.number(number)?, b.number(number)?, Round::Nearest),
        }
    }

    /// The numbers it can take if each input lies in the interval `interval` gives, rounded outward.
    /// `None` for an unknown input or a divisor that may be zero.
    pub fn interval(&self, interval: &dyn Fn(&str) -> Option<Interval>) -> Option<Interval> {
        match self {
            Formula::Constant(n) => Some(Interval::closed(*n, *n)),
            Formula::Input(name) => interval(name),
            Formula::Binary(a, op, b) => combine(*op, a.interval(interval)?, b.interval(interval)?),
        }
    }
}

fn apply(op: Operator, a: Decimal, b: Decimal, round: Round) -> Option<Decimal> {
    match op {
        Operator::Plus => Some(a.add(b, round)),
        Operator::Minus => Some(a.add(b.negate(), round)),
        Operator::Times => Some(a.mul(b, round)),
        Operator::Over => a.div(b, round),
    }
}

fn combine(op: Operator, a: Interval, b: Interval) -> Option<Interval> {
    match op {
        Operator::Plus => Some(sum(a, b)),
        Operator::Minus => Some(sum(a, negated(b))),
        Operator::Times => product(a, b),
        Operator::Over => product(a, inverse(b)?),
    }
}

fn sum(a: Interval, b: Interval) -> Interval {
    let end = |x: Option<Decimal>, y: Option<Decimal>, round| Some(x?.add(y?, round));
    Interval {
        low: end(a.low, b.low, Round::Down),
        high: end(a.high, b.high, Round::Up),
        low_closed: a.low_closed && b.low_closed,
        high_closed: a.high_closed && b.high_closed,
    }
}

fn negated(a: Interval) -> Interval {
    Interval {
        low: a.high.map(Decimal::negate),
        high: a.low.map(Decimal::negate),
        low_closed: a.high_closed,
        high_closed: a.low_closed,
    }
}

/// One over an interval of positive numbers.
fn inverse(a: Interval) -> Option<Interval> {
    let low = a.low.filter(|low| !low.is_negative())?;
    let one = Decimal::new(1, 0);
    if low.is_zero() && a.low_closed {
        return None;
    }
    let upper = if low.is_zero() {
        None
    } else {
        one.div(low, Round::Up)
    };
    let lower = match a.high {
        Some(high) => one.div(high, Round::Down)?,
        None => Decimal::ZERO,
    };
    let low_closed = a.high.is_some() && a.high_closed;
    Some(Interval {
        low: Some(lower),
        high: upper,
        low_closed,
        high_closed: a.low_closed,
    })
}

/// The product where neither factor may be negative: all that shares, growth and ratios need.
fn product(a: Interval, b: Interval) -> Option<Interval> {
    let (low_a, low_b) = (a.low?, b.low?);
    if low_a.is_negative() || low_b.is_negative() {
        return None;
    }
    let high = match (a.high, b.high) {
        (Some(x), Some(y)) => Some(x.mul(y, Round::Up)),
        _ => None,
    };
    Some(Interval {
        low: Some(low_a.mul(low_b, Round::Down)),
        high,
        low_closed: a.low_closed && b.low_closed,
        high_closed: high.is_some() && a.high_closed && b.high_closed,
    })
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Formula::Constant(n) => write!(f, "{n}"),
            Formula::Input(name) => f.write_str(name),
            Formula::Binary(a, op, b) => {
                let weak = |side: &Formula, right: bool| {
                    matches!(side, Formula::Binary(_, inner, _)
                        if inner.binds() < op.binds() || (right && inner.binds() == op.binds()))
                };
                let wrapped = |side: &Formula, right| {
                    if weak(side, right) {
                        format!("({side})")
                    } else {
                        side.to_string()
                    }
                };
                write!(f, "{} {} {}", wrapped(a, false), op.sign(), wrapped(b, true))
            }
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_space(&mut self) {
        while let Some(c) = self.peek().filter(|c| c.is_whitespace()) {
            self.at += c.len_utf8();
        }
    }

    fn operator(&mut self, among: &[Operator]) -> Option<Operator> {
        self.skip_space();
        let c = self.peek()?;
        let op = among.iter().copied().find(|op| op.sign() == c)?;
        self.at += 1;
        Some(op)
    }

    fn sum(&mut self) -> Result<Formula, String> {
        let mut left = self.term()?;
        while let Some(op) = self.operator(&[Operator::Plus, Operator::Minus]) {
            left = Formula::Binary(Box::new(left), op, Box::new(self.term()?));
        }
        Ok(left)
    }

    fn term(&mut self) -> Result<Formula, String> {
        let mut left = self.atom()?;
        while let Some(op) = self.operator(&[Operator::Times, Operator::Over]) {
            left = Formula::Binary(Box::new(left), op, Box::new(self.atom()?));
        }
        Ok(left)
    }

    fn atom(&mut self) -> Result<Formula, String> {
        self.skip_space();
        match self.peek() {
            Some('(') => self.bracket(),
            Some(c) if c.is_ascii_digit() => {
                let word = self.word(|c| c.is_ascii_digit() || c == '.');
                Decimal::parse(word)
                    .map(Formula::Constant)
                    .ok_or_else(|| format!("«{word}» is no number"))
            }
            Some(c) if c.is_ascii_alphabetic() => Ok(Formula::Input(
                self.word(|c| c.is_ascii_alphanumeric() || c == '_').to_owned(),
            )),
            Some(c) => Err(format!("«{c}» at byte {} is no operand", self.at)),
            None => Err("the formula ends where an operand should follow".to_owned()),
        }
    }

    fn bracket(&mut self) -> Result<Formula, String> {
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} brackets inside each other"));
        }
        let inner = self.sum()?;
        self.skip_space();
        if self.peek() != Some(')') {
            return Err(format!("a bracket is not closed at byte {}", self.at));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(inner)
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let start = self.at;
        while let Some(c) = self.peek().filter(|c| belongs(*c)) {
            self.at += c.len_utf8();
        }
        &self.text[start..self.at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Counting, Hedge, Value};

    fn dec(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    #[test]
    fn formulas_print_as_they_read() {
        for text in [
            "value / (1 + growth / 100)",
            "a + b + c",
            "a - (b - c)",
            "part / whole * 100",
        ] {
            assert_eq!(Formula::parse(text).expect(text).to_string(), text);
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for text in ["", "a +", "a b", "(a", "a)", "1.2.3", "§", &"(".repeat(10_000)] {
            assert!(Formula::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn bounds_go_through_and_round_outward() {
        let formula = Formula::parse("value / (1 + growth / 100)").unwrap();
        let interval = |name: &str| {
            let value = match name {
                "value" => Value::Number(Hedge::Over, dec("2.4e12")),
                _ => Value::Number(Hedge::Exact, dec("8.7")),
            };
            value.interval(Counting::Measured)
        };
        let result = formula.interval(&interval).expect("an interval");
        assert_eq!(result.high, None);
        assert_eq!(result.low.unwrap().round_to(3, Round::Down), dec("2.20e12"));
        assert!(!result.low_closed);
    }

    #[test]
    fn a_divisor_that_may_be_zero_gives_nothing() {
        let formula = Formula::parse("a / b").unwrap();
        let interval = |name: &str| {
            let n = if name == "a" { dec("1") } else { dec("0") };
            Some(Interval::closed(n, n))
        };
        assert!(formula.interval(&interval).is_none());
    }
}
