//! What a source says of a quantity: number and hedge, or rank, part, order of magnitude.
//! Knows the intervals that hedges stand for; knows no units' names and no languages.

use super::decimal::{Decimal, Round};

/// How far the number holds, in the source's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hedge {
    /// No hedge was written.
    Exact,
    /// «over», «more than», «exceeded».
    Over,
    /// «at least», «from … on».
    AtLeast,
    /// «under», «less than».
    Under,
    /// «almost», «nearly».
    Almost,
    /// «at most», «up to».
    AtMost,
    /// «about», «around», «some».
    About,
}

impl Hedge {
    /// All hedges, in the order of the contract.
    pub const ALL: [Hedge; 7] = [
        Hedge::Exact,
        Hedge::Over,
        Hedge::AtLeast,
        Hedge::Under,
        Hedge::Almost,
        Hedge::AtMost,
        Hedge::About,
    ];

    /// Its name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Hedge::Exact => "exact",
            Hedge::Over => "over",
            Hedge::AtLeast => "at-least",
            Hedge::Under => "under",
            Hedge::Almost => "almost",
            Hedge::AtMost => "at-most",
            Hedge::About => "about",
        }
    }

    /// The sign before a number on screen; empty for an exact one. In ASCII, but for «about»: `≥` has no likeness of
    /// one column there that is not another statement.
    pub fn sign(self) -> &'static str {
        match self {
            Hedge::Exact => "",
            Hedge::Over => ">",
            Hedge::AtLeast => ">=",
            Hedge::Under | Hedge::Almost => "<",
            Hedge::AtMost => "<=",
            Hedge::About => "≈",
        }
    }
}

/// The numbers a statement allows. `None` is an open end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub low: Option<Decimal>,
    /// Upper end.
    pub high: Option<Decimal>,
    /// Whether the lower end itself is allowed.
    pub low_closed: bool,
    /// Whether the upper end itself is allowed.
    pub high_closed: bool,
}

impl Interval {
    /// From `low` to `high`, both allowed.
    pub fn closed(low: Decimal, high: Decimal) -> Self {
        Interval {
            low: Some(low),
            high: Some(high),
            low_closed: true,
            high_closed: true,
        }
    }

    /// Whether some number lies in both.
    pub fn meets(&self, other: &Interval) -> bool {
        let below = |a: &Interval, b: &Interval| match (a.high, b.low) {
            (Some(high), Some(low)) => high < low || (high == low && !(a.high_closed && b.low_closed)),
            _ => false,
        };
        !below(self, other) && !below(other, self)
    }

    /// Whether `number` lies in it.
    pub fn contains(&self, number: Decimal) -> bool {
        self.meets(&Interval::closed(number, number))
    }
}

/// Whether the number counts things one by one: then an exact one is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// A count of things.
    Counted,
    /// A measured, weighed or converted quantity.
    Measured,
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// One number with its hedge.
    Number(Hedge, Decimal),
    /// From one number to another.
    Between(Decimal, Decimal),
    /// A position, and of how many if that is said.
    Rank(Decimal, Option<Decimal>),
    /// «33 of over 90»: the part, then the whole and its hedge.
    Part {
        /// The part.
        part: Decimal,
        /// How far the whole holds.
        whole_hedge: Hedge,
        /// The whole.
        whole: Decimal,
    },
    /// «a trillion-yuan industry»: the power of ten and nothing nearer.
    Magnitude(Decimal),
    /// No number: the statement holds.
    Holds,
}

impl Value {
    /// Its operator in JSON and CSV.
    pub fn op(&self) -> &'static str {
        match self {
            Value::Number(hedge, _) => hedge.name(),
            Value::Between(..) => "between",
            Value::Rank(..) => "rank",
            Value::Part { .. } => "of",
            Value::Magnitude(_) => "magnitude",
            Value::Holds => "holds",
        }
    }

    /// The number to sort and draw by: the part, the position, the middle's lower end; none for [`Value::Holds`].
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Value::Number(_, n) | Value::Magnitude(n) | Value::Between(n, _) | Value::Rank(n, _) => Some(*n),
            Value::Part { part, .. } => Some(*part),
            Value::Holds => None,
        }
    }

    /// The second number: upper end, whole, or how many were ranked.
    pub fn number_high(&self) -> Option<Decimal> {
        match self {
            Value::Between(_, high) => Some(*high),
            Value::Rank(_, of) => *of,
            Value::Part { whole, .. } => Some(*whole),
            _ => None,
        }
    }

    /// The hedge of its main number; a bound is anything but exact and about.
    pub fn hedge(&self) -> Hedge {
        match self {
            Value::Number(hedge, _) => *hedge,
            Value::Between(..) | Value::Magnitude(_) => Hedge::About,
            _ => Hedge::Exact,
        }
    }

    /// The numbers it allows; `None` if it says no number.
    ///
    /// Exact: half a unit of the last written digit, at most ±5 %; a count is exact, one ending in zeros
    /// is known to half its last digit that is not zero. Almost: from nine tenths. About: ±5 %.
    pub fn interval(&self, counting: Counting) -> Option<Interval> {
        match self {
            Value::Number(hedge, number) => Some(hedged(*hedge, *number, counting)),
            Value::Between(low, high) => Some(Interval::closed(*low, *high)),
            Value::Rank(position, _) => Some(Interval::closed(*position, *position)),
            Value::Part { part, .. } => Some(Interval::closed(*part, *part)),
            Value::Magnitude(number) => Some(Interval {
                high_closed: false,
                ..Interval::closed(*number, number.shift(1))
            }),
            Value::Holds => None,
        }
    }
}

fn hedged(hedge: Hedge, number: Decimal, counting: Counting) -> Interval {
    let tenth = |n: i64| number.mul(Decimal::new(n, -1), Round::Nearest);
    let zero_floor = (!number.is_negative()).then_some(Decimal::ZERO);
    let open = Interval {
        low: None,
        high: None,
        low_closed: false,
        high_closed: false,
    };
    match hedge {
        Hedge::Exact => exact(number, counting),
        Hedge::Over => Interval {
            low: Some(number),
            ..open
        },
        Hedge::AtLeast => Interval {
            low: Some(number),
            low_closed: true,
            ..open
        },
        Hedge::Under => Interval {
            low: zero_floor,
            high: Some(number),
            low_closed: true,
            ..open
        },
        Hedge::Almost => Interval {
            low: Some(tenth(9)),
            high: Some(number),
            low_closed: true,
            ..open
        },
        Hedge::AtMost => Interval {
            low: zero_floor,
            high: Some(number),
            low_closed: true,
            high_closed: true,
        },
        Hedge::About => around(number, number.mul(Decimal::new(5, -2), Round::Up)),
    }
}

fn exact(number: Decimal, counting: Counting) -> Interval {
    let half_of = |power: i16| Decimal::new(5, power - 1);
    let half = match counting {
        Counting::Counted if number.last_nonzero_exponent() <= 0 => return Interval::closed(number, number),
        Counting::Counted => half_of(number.last_nonzero_exponent()),
        Counting::Measured => half_of(number.exponent()),
    };
    let twentieth = number.mul(Decimal::new(5, -2), Round::Nearest);
    let twentieth = if twentieth.is_negative() {
        twentieth.negate()
    } else {
        twentieth
    };
    around(
        number,
        if number.is_zero() {
            half
        } else {
            half.min(twentieth)
        },
    )
}

fn around(number: Decimal, margin: Decimal) -> Interval {
    let margin = if margin.is_negative() {
        margin.negate()
    } else {
        margin
    };
    Interval::closed(
        number.add(margin.negate(), Round::Down),
        number.add(margin, Round::Up),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    fn ends(value: Value, counting: Counting) -> (Option<String>, Option<String>) {
        let interval = value.interval(counting).expect("a number");
        (
            interval.low.map(|n| n.trimmed().plain()),
            interval.high.map(|n| n.trimmed().plain()),
        )
    }

    #[test]
    fn hedges_become_intervals() {
        let number = |hedge, text| Value::Number(hedge, dec(text));
        for (value, low, high) in [
            (number(Hedge::Exact, "8.7"), Some("8.65"), Some("8.75")),
            (
                number(Hedge::Exact, "2e12"),
                Some("1900000000000"),
                Some("2100000000000"),
            ),
            (number(Hedge::Over, "2.4e12"), Some("2400000000000"), None),
            (number(Hedge::Under, "4"), Some("0"), Some("4")),
            (number(Hedge::Almost, "30"), Some("27"), Some("30")),
            (number(Hedge::About, "3"), Some("2.85"), Some("3.15")),
            (number(Hedge::Exact, "-2.0"), Some("-2.05"), Some("-1.95")),
            (
                Value::Magnitude(dec("1e12")),
                Some("1000000000000"),
                Some("10000000000000"),
            ),
        ] {
            let expected = (low.map(str::to_owned), high.map(str::to_owned));
            assert_eq!(ends(value.clone(), Counting::Measured), expected, "{value:?}");
        }
    }

    #[test]
    fn counts_are_exact_unless_round() {
        let exact = |text| Value::Number(Hedge::Exact, dec(text));
        assert_eq!(
            ends(exact("209"), Counting::Counted),
            (Some("209".into()), Some("209".into()))
        );
        assert_eq!(
            ends(exact("153400"), Counting::Counted),
            (Some("153350".into()), Some("153450".into()))
        );
    }

    #[test]
    fn intervals_meet_or_not() {
        let of = |hedge, text| hedged(hedge, dec(text), Counting::Measured);
        assert!(!of(Hedge::Exact, "2.0e12").meets(&of(Hedge::Over, "2.2e12")));
        assert!(of(Hedge::Exact, "2.3e12").meets(&of(Hedge::Over, "2.2e12")));
        assert!(
            !of(Hedge::Over, "5").meets(&of(Hedge::Under, "5")),
            "open ends do not touch"
        );
        assert!(of(Hedge::AtLeast, "5").meets(&of(Hedge::AtMost, "5")));
    }
}
