//! Decimal numbers that keep the precision they were written with.
//! Knows no units and no hedges.

use std::cmp::Ordering;
use std::fmt;

/// Most significant digits a [`Decimal`] holds; longer numbers are refused, never rounded in silence.
pub const MAX_DIGITS: u32 = 18;

/// A decimal number `mantissa × 10^exponent`, not normalised: `2.4e12` has two digits, `2.40e12` three.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i64,
    exponent: i16,
}

/// Which way an inexact result is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Towards minus infinity: for lower bounds.
    Down,
    /// Towards plus infinity: for upper bounds.
    Up,
    /// To the nearest, halves away from zero.
    Nearest,
}

impl Decimal {
    /// Zero, written with one digit.
    pub const ZERO: Decimal = Decimal {
        mantissa: 0,
        exponent: 0,
    };

    /// The number `mantissa × 10^exponent`.
    pub const fn new(mantissa: i64, exponent: i16) -> Self {
        Decimal { mantissa, exponent }
    }

    /// Reads `-12.50`, `2.4e12` or `1E-3`. `None` if it is no number, has more than
    /// [`MAX_DIGITS`] digits or an exponent beyond ±99.
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, power) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], text[at + 1..].parse::<i16>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match digits.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, digits),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
            return None;
        }
        let mut mantissa: i64 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
        }
        if mantissa >= 10_i64.pow(MAX_DIGITS) || power.abs() > 99 {
            return None;
        }
        let exponent = power - i16::try_from(fraction.len()).ok()?;
        Some(Decimal {
            mantissa: if negative { -mantissa } else { mantissa },
            exponent,
        })
    }

    /// How many significant digits it was written with; zero has one.
    pub fn digits(self) -> u32 {
        self.mantissa.unsigned_abs().checked_ilog10().map_or(1, |n| n + 1)
    }

    /// Its digits as a whole number: 24 for `2.4e12`.
    pub fn mantissa(self) -> i64 {
        self.mantissa
    }

    /// The power of ten of its last written digit: 11 for `2.4e12`.
    pub fn exponent(self) -> i16 {
        self.exponent
    }

    /// The power of ten of its last digit that is not zero: 2 for `153400`.
    pub fn last_nonzero_exponent(self) -> i16 {
        let (mut mantissa, mut exponent) = (self.mantissa, self.exponent);
        while mantissa != 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            exponent += 1;
        }
        exponent
    }

    /// As a data file has it, with all digits it was written with and no more: `2.4e12`, `153400`, `82.80`.
    pub fn written(self) -> String {
        let digits = self.mantissa.unsigned_abs().to_string();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let power = i32::from(self.exponent) + digits.len() as i32 - 1;
        match (self.exponent, digits.split_at(1)) {
            (..=0, _) => self.plain(),
            (_, (first, "")) => format!("{sign}{first}e{power}"),
            (_, (first, rest)) if power <= 99 => format!("{sign}{first}.{rest}e{power}"),
            _ => format!("{sign}{digits}e{}", self.exponent),
        }
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The nearest floating-point number: for drawing only, never for proof.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 * 10_f64.powi(i32::from(self.exponent))
    }

    /// The same number times `10^power`.
    pub fn shift(self, power: i16) -> Self {
        Decimal {
            mantissa: self.mantissa,
            exponent: self.exponent.saturating_add(power),
        }
    }

    /// Its negative.
    pub fn negate(self) -> Self {
        Decimal {
            mantissa: -self.mantissa,
            exponent: self.exponent,
        }
    }

    /// The sum, exact where it fits and else rounded.
    pub fn add(self, other: Self, round: Round) -> Self {
        let (high, low) = if self.exponent >= other.exponent {
            (self, other)
        } else {
            (other, self)
        };
        let gap = u32::from(high.exponent.abs_diff(low.exponent));
        if high.is_zero() {
            return low;
        }
        match 10_i128
            .checked_pow(gap)
            .and_then(|scale| i128::from(high.mantissa).checked_mul(scale))
        {
            Some(scaled) => fit(scaled + i128::from(low.mantissa), low.exponent, round),
            None => high,
        }
    }

    /// The product, exact where it fits and else rounded.
    pub fn mul(self, other: Self, round: Round) -> Self {
        let product = i128::from(self.mantissa) * i128::from(other.mantissa);
        fit(product, self.exponent.saturating_add(other.exponent), round)
    }

    /// The quotient with up to [`MAX_DIGITS`] digits, or `None` for a division by zero.
    pub fn div(self, other: Self, round: Round) -> Option<Self> {
        if other.mantissa == 0 {
            return None;
        }
        // As wide a numerator as an i128 takes, so that the quotient keeps at least MAX_DIGITS digits.
        let power = 37 - self.digits();
        let numerator = i128::from(self.mantissa) * 10_i128.pow(power);
        let quotient = divide(numerator, i128::from(other.mantissa), round);
        let exponent = self
            .exponent
            .saturating_sub(other.exponent)
            .saturating_sub(power as i16);
        Some(fit(quotient, exponent, round).trimmed())
    }

    /// Rounded to at most `digits` significant digits.
    pub fn round_to(self, digits: u32, round: Round) -> Self {
        let surplus = self.digits().saturating_sub(digits.max(1));
        let divisor = 10_i128.pow(surplus);
        let mantissa = divide(i128::from(self.mantissa), divisor, round);
        fit(mantissa, self.exponent.saturating_add(surplus as i16), round)
    }

    /// Without the zeros at its end.
    pub fn trimmed(self) -> Self {
        if self.mantissa == 0 {
            return Decimal::ZERO;
        }
        let exponent = self.last_nonzero_exponent();
        let power = u32::from(exponent.abs_diff(self.exponent));
        Decimal {
            mantissa: self.mantissa / 10_i64.pow(power),
            exponent,
        }
    }

    /// Plain digits with no exponent and no thousands marks: `2400000000000`, `0.4`, `82.80`.
    pub fn plain(self) -> String {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        if self.mantissa == 0 && self.exponent >= 0 {
            return "0".to_owned();
        }
        if self.exponent >= 0 {
            return format!("{sign}{digits}{}", "0".repeat(self.exponent as usize));
        }
        let point = usize::from(self.exponent.unsigned_abs());
        let digits = format!("{digits:0>width$}", width = point + 1);
        let (whole, fraction) = digits.split_at(digits.len() - point);
        format!("{sign}{whole}.{fraction}")
    }
}

/// Brings a wide mantissa back to at most [`MAX_DIGITS`] digits.
fn fit(mut mantissa: i128, mut exponent: i16, round: Round) -> Decimal {
    let digits = mantissa.unsigned_abs().checked_ilog10().map_or(1, |n| n + 1);
    if digits > MAX_DIGITS {
        let surplus = digits - MAX_DIGITS;
        mantissa = divide(mantissa, 10_i128.pow(surplus), round);
        exponent = exponent.saturating_add(surplus as i16);
    }
    // 10^18 after rounding up still fits an i64, so the conversion below cannot lose anything.
    Decimal {
        mantissa: i64::try_from(mantissa).unwrap_or(i64::MAX),
        exponent,
    }
}

fn divide(numerator: i128, denominator: i128, round: Round) -> i128 {
    let (quotient, rest) = (
        numerator.div_euclid(denominator),
        numerator.rem_euclid(denominator),
    );
    // `div_euclid` leaves a rest ≥ 0: with a negative denominator the quotient was rounded up.
    let floor = if rest != 0 && denominator < 0 {
        quotient - 1
    } else {
        quotient
    };
    match round {
        _ if rest == 0 => quotient,
        Round::Down => floor,
        Round::Up => floor + 1,
        Round::Nearest => {
            let doubled = 2 * (numerator - floor * denominator).abs();
            if doubled >= denominator.abs() {
                floor + 1
            } else {
                floor
            }
        }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    /// By value: `2.4` and `2.40` are equal.
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = self.mantissa.signum().cmp(&other.mantissa.signum());
        if sign != Ordering::Equal || self.mantissa == 0 {
            return sign;
        }
        let (a, b) = (self.trimmed(), other.trimmed());
        let top = |d: Decimal| i32::from(d.exponent) + d.digits() as i32;
        let by_size = match top(a).cmp(&top(b)) {
            Ordering::Equal => {
                let low = a.exponent.min(b.exponent);
                // Equal leading powers: both mantissas have at most 18 digits, so the scaled ones fit.
                let scaled = |d: Decimal| {
                    i128::from(d.mantissa.unsigned_abs()) * 10_i128.pow(u32::from(d.exponent.abs_diff(low)))
                };
                scaled(a).cmp(&scaled(b))
            }
            unequal => unequal,
        };
        if self.mantissa < 0 {
            by_size.reverse()
        } else {
            by_size
        }
    }
}

impl std::hash::Hash for Decimal {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        let trimmed = self.trimmed();
        (trimmed.mantissa, trimmed.exponent).hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    #[test]
    fn what_is_written_reads_back_digit_for_digit() {
        for text in [
            "0",
            "0.0",
            "7",
            "-7",
            "153400",
            "2.4e12",
            "2.40e12",
            "1e12",
            "82.80",
            "-0.04",
            "123456789012345678",
            "123456789012345678e90",
            "5e-3",
        ] {
            let number = dec(text);
            let again = dec(&number.written());
            assert_eq!(
                (number.mantissa, number.exponent),
                (again.mantissa, again.exponent),
                "{text} as {}",
                number.written()
            );
        }
        assert_eq!(dec("2.40e12").written(), "2.40e12");
        assert_eq!(dec("153400").written(), "153400");
    }

    #[test]
    fn reads_and_prints_what_was_written() {
        for (text, plain, digits) in [
            ("2.4e12", "2400000000000", 2),
            ("2.40e12", "2400000000000", 3),
            ("0.4", "0.4", 1),
            ("82.80", "82.80", 4),
            ("-8.5", "-8.5", 2),
            ("0", "0", 1),
            ("1e-3", "0.001", 1),
            ("153400", "153400", 6),
        ] {
            assert_eq!(dec(text).plain(), plain);
            assert_eq!(dec(text).digits(), digits, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1,5",
            "1e",
            "e5",
            "1e100",
            "1234567890123456789",
            "١",
            "1 0",
            "+1",
        ] {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn orders_by_value() {
        assert_eq!(dec("2.4"), dec("2.40"));
        assert!(dec("2.4e12") > dec("999999999999"));
        assert!(dec("-3") < dec("-2.5"));
        assert!(dec("0") > dec("-1e-9") && dec("0.000") == dec("0"));
        assert!(dec("1e99") > dec("1e-99"));
    }

    #[test]
    fn calculates_and_rounds_the_way_it_is_told() {
        let down = dec("2.4e12").div(dec("1.0875"), Round::Down).unwrap();
        let up = dec("2.4e12").div(dec("1.0875"), Round::Up).unwrap();
        assert!(down < up);
        assert_eq!(down.round_to(3, Round::Down), dec("2.20e12"));
        assert_eq!(down.round_to(3, Round::Nearest), dec("2.21e12"));
        assert_eq!(dec("0.1").add(dec("0.2"), Round::Nearest), dec("0.3"));
        assert_eq!(dec("1.5").mul(dec("-2"), Round::Nearest), dec("-3"));
        assert_eq!(
            dec("-1")
                .div(dec("3"), Round::Down)
                .unwrap()
                .round_to(2, Round::Down),
            dec("-0.34")
        );
        assert_eq!(
            dec("1").div(dec("-3"), Round::Up).unwrap().round_to(2, Round::Up),
            dec("-0.33")
        );
        assert!(dec("1").div(dec("0"), Round::Up).is_none());
    }
}
