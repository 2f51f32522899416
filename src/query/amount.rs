//! Amounts as people type them into a query: digits with any marks, scale words of three languages, a unit behind them.

use crate::atlas::Decimal;
use crate::reading::tokens::tokens;
use crate::reading::units::{base, known_at};

/// Units that are no other word behind a figure: «5 m» are millions, «2025 年» is a year.
const MEASURES: &[&str] = &[
    "CNY",
    "USD",
    "HKD",
    "EUR",
    "percent",
    "percentage-points",
    "km",
    "km2",
    "PFLOPS",
    "hours",
    "MW",
];

/// Scale words of three languages.
const SCALES: &[(&str, i16)] = &[
    ("trillionen", 18),
    ("万亿", 12),
    ("billionen", 12),
    ("billion", 9),
    ("billions", 9),
    ("trillion", 12),
    ("trillions", 12),
    ("tn", 12),
    ("bio", 12),
    ("milliarden", 9),
    ("milliarde", 9),
    ("mrd", 9),
    ("bn", 9),
    ("b", 9),
    ("亿", 8),
    ("millionen", 6),
    ("million", 6),
    ("millions", 6),
    ("mio", 6),
    ("m", 6),
    ("万", 4),
    ("thousand", 3),
    ("tausend", 3),
    ("k", 3),
    ("%", 0),
    ("percent", 0),
    ("prozent", 0),
];

/// An amount as people type it: `2.4tn`, `2,4 Billionen`, `24000亿`, `1,100万`, `60.000`, `1e9`.
pub fn amount(text: &str) -> Option<Decimal> {
    let lower = text.trim().to_lowercase();
    let end = lower
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))
        .unwrap_or(lower.len());
    let (digits, word) = lower.split_at(end);
    if let Some(exact) = Decimal::parse(&lower) {
        // One point and three digits behind it: `60.000` is written by Germans for sixty thousand.
        if !(digits.matches('.').count() == 1 && digits.split('.').nth(1).is_some_and(|f| f.len() == 3)) {
            return Some(exact);
        }
    }
    let number = Decimal::parse(&plain_digits(digits)?)?;
    let word = word.trim().trim_end_matches('.');
    if word.is_empty() {
        return Some(number);
    }
    // «billion» is 10^9 in English; with a decimal comma it is a German Billion.
    let german = word == "billion" && digits.contains(',');
    let power = if german {
        12
    } else {
        SCALES.iter().find(|(scale, _)| *scale == word)?.1
    };
    Some(number.shift(power))
}

/// Digits with the decimal mark as a point and no thousands marks.
fn plain_digits(digits: &str) -> Option<String> {
    let groups = |mark: char| {
        let mut parts = digits.trim_start_matches('-').split(mark);
        parts.next().is_some_and(|first| (1..=3).contains(&first.len())) && parts.all(|part| part.len() == 3)
    };
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    Some(match (points, commas) {
        (0, 0) => digits.to_owned(),
        (_, 0) if groups('.') => digits.replace('.', ""),
        (0, _) if groups(',') => digits.replace(',', ""),
        (1, 0) => digits.to_owned(),
        (0, 1) => digits.replace(',', "."),
        (1, _) if digits.rfind('.') > digits.rfind(',') => digits.replace(',', ""),
        (_, 1) if digits.rfind(',') > digits.rfind('.') => digits.replace('.', "").replace(',', "."),
        _ => return None,
    })
}

/// Whether a word alone is a scale word, as in «2,4 Billionen».
pub fn is_scale(word: &str) -> bool {
    let lower = word.to_lowercase();
    SCALES.iter().any(|(scale, power)| {
        *scale == lower && *power > 3 && lower.chars().count() > 1 || *scale == lower && !lower.is_ascii()
    })
}

/// An amount with its unit, as people type it: `2.4 trillion yuan`, `46.4 %`, `2.4万亿元`, `42 EFLOPS`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The number in the unit of [`Measured::unit`].
    pub number: Decimal,
    /// The unit that an atlas has for it: 42 EFLOPS are 42,000 `PFLOPS`.
    pub unit: String,
    /// At which byte the unit begins.
    pub at: usize,
}

/// Reads an amount with its unit; `None` if there is no unit, or anything behind it.
pub fn measured(text: &str) -> Option<Measured> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))?;
    // The longest unit first: km is not a thousand metres.
    text[end..].char_indices().find_map(|(after, c)| {
        let at = end + after;
        let (unit, power) = (!c.is_whitespace()).then(|| unit_of(text, at)).flatten()?;
        let number = amount(&text[..at])?.shift(power);
        Some(Measured { number, unit, at })
    })
}

/// The unit that a text is from a byte on, and the power of ten to it.
fn unit_of(text: &str, at: usize) -> Option<(String, i16)> {
    // Units are read behind a number; the blank before them tells a P from a word.
    let blank = if text[..at].ends_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    let tokens = tokens(&format!("1{blank}{}", &text[at..]));
    let found = known_at(&tokens, 1).filter(|found| found.end == tokens.len())?;
    let (unit, power) = base(&found.unit.slug);
    let is_metres = unit == "km" && found.unit.slug == "m";
    (MEASURES.contains(&unit) && !is_metres).then(|| (unit.to_owned(), power + found.power))
}

/// The unit that a word alone means: `eflops`, `yuan`, `元`, `%`.
pub fn unit_word(word: &str) -> Option<String> {
    (word.chars().count() >= 2 || !word.is_ascii() || word == "%")
        .then(|| unit_of(word, 0))
        .flatten()
        .map(|(unit, _)| unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    #[test]
    fn amounts_as_people_type_them() {
        for (text, number) in [
            ("2.4tn", "2.4e12"),
            ("2,4 Billionen", "2.4e12"),
            ("24000亿", "2.4e12"),
            ("2.4万亿", "2.4e12"),
            ("1,100万", "11000000"),
            ("60.000", "60000"),
            ("60,000", "60000"),
            ("1e9", "1e9"),
            ("2.5", "2.5"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("3 Mrd.", "3e9"),
            ("200bn", "2e11"),
            ("46.4%", "46.4"),
            ("2,4 billion", "2.4e12"),
            ("2.4 billion", "2.4e9"),
        ] {
            assert_eq!(amount(text), Some(dec(number)), "{text}");
        }
        for text in ["", "tn", "1.2.3", "x5", "5 parsecs"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_with_units() {
        for (text, number, unit) in [
            ("2.4 trillion yuan", "2.4e12", "CNY"),
            ("2.4 trillion CNY", "2.4e12", "CNY"),
            ("2.4tn RMB", "2.4e12", "CNY"),
            ("2.4万亿元", "2.4e12", "CNY"),
            ("1100 亿元", "1.1e11", "CNY"),
            ("2,4 Billionen Yuan", "2.4e12", "CNY"),
            ("46.4 %", "46.4", "percent"),
            ("46.4%", "46.4", "percent"),
            ("40 per cent", "40", "percent"),
            ("5,4 Prozent", "5.4", "percent"),
            ("3 percentage points", "3", "percentage-points"),
            ("12 km", "12", "km"),
            ("12km", "12", "km"),
            ("12 km²", "12", "km2"),
            ("3 平方公里", "3", "km2"),
            ("250 hectares", "2.5", "km2"),
            ("42 EFlops", "42000", "PFLOPS"),
            ("15 EFLOPS", "15000", "PFLOPS"),
            ("4.500 PFLOPS", "4500", "PFLOPS"),
            ("1000P", "1000", "PFLOPS"),
            ("1000 P", "1000", "PFLOPS"),
        ] {
            let own = measured(text).map(|own| (own.number, own.unit));
            let wanted = (dec(number), unit.to_owned());
            assert_eq!(own, Some(wanted), "{text}");
        }
        for text in [
            "",
            "yuan",
            "2.4",
            "2.4 trillion",
            "5 m",
            "2025 年",
            "5g",
            "12 p",
            "12 km of",
            "3 x yuan",
        ] {
            assert_eq!(measured(text), None, "{text}");
        }
        assert_eq!(measured("2.4 trillion yuan").map(|own| own.at), Some(13));
    }

    #[test]
    fn words_that_are_units() {
        for (word, unit) in [
            ("eflops", Some("PFLOPS")),
            ("yuan", Some("CNY")),
            ("元", Some("CNY")),
            ("%", Some("percent")),
            ("p", None),
            ("m", None),
            ("year", None),
            ("beijing", None),
            ("", None),
        ] {
            assert_eq!(unit_word(word).as_deref(), unit, "{word}");
        }
    }
}
