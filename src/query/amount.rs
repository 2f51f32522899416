//! Amounts as people type them into a query: digits with any marks, scale words of three languages.

use crate::atlas::Decimal;

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
}
