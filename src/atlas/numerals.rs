//! Numbers as people read them: short for tables, in full, and in the number words of three languages.
//! Rounds bounds outward and keeps the written precision.

use super::decimal::{Decimal, Round};
use super::named::Dimension;
use super::records::{Metric, Text, Unit};
use super::value::{Hedge, Value};
use super::voice::NumberStyle;

/// A language to say big numbers in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberLanguage {
    /// 1,1 Billionen
    German,
    /// 1.1 trillion
    English,
    /// 1.1万亿
    Chinese,
}

/// Digits in groups of three: `153,400`, `2,400.5`.
pub fn grouped(number: Decimal) -> String {
    let plain = number.plain();
    let (sign, plain) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut text = sign.to_owned();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A number for a table: `2.4 tn`, `48 m`, `60,000`, `82.8`. Long fractions are cut to few digits by `round`.
pub fn compact(number: Decimal, round: Round) -> String {
    compact_in(number, round, NumberStyle::Short)
}

/// A number for a table in a style: `2.4 tn`, `2,4 Bio.`, `2.4万亿`, `2,400,000,000,000`.
pub fn compact_in(number: Decimal, round: Round, style: NumberStyle) -> String {
    let top = number.trimmed().exponent() + number.trimmed().digits() as i16 - 1;
    let number = if number.digits() > 6 {
        number.round_to(4, round).trimmed()
    } else {
        number
    };
    // 699,000 and 5,300 are read faster in full than as 0.699 m.
    let fitting = style.scales().iter().find(|(power, _)| top >= *power);
    let Some((power, word)) = fitting.filter(|_| !number.is_zero()) else {
        return style.punctuated(grouped(number));
    };
    // 2.40e12 was written with three digits and keeps them; 153400 was not written with a scale word at all.
    let written = if number.exponent() > 0 {
        number
    } else {
        number.trimmed()
    };
    let mut scaled = written.shift(-power);
    if scaled.exponent() > 0 {
        scaled = Decimal::parse(&scaled.plain()).unwrap_or(scaled);
    }
    format!("{}{word}", style.punctuated(scaled.plain()))
}

/// The value for a table, hedge sign first: `>2.4 tn`, `<30 %`-less, `33 of >90`, `#6`, `2–3`; `holds` is `✓`.
pub fn signed(value: &Value) -> String {
    signed_in(value, NumberStyle::Short)
}

/// The same with its numbers in a style.
pub fn signed_in(value: &Value, style: NumberStyle) -> String {
    let whole = |number: Decimal| style.punctuated(grouped(number));
    match value {
        Value::Number(hedge, number) => {
            format!("{}{}", hedge.sign(), compact_in(*number, outward(*hedge), style))
        }
        Value::Between(low, high) => {
            let ends = [(low, Round::Down), (high, Round::Up)];
            ends.map(|(end, round)| compact_in(*end, round, style)).join("–")
        }
        Value::Rank(position, None) => format!("#{position}"),
        Value::Rank(position, Some(of)) => format!("#{position} of {of}"),
        Value::Part {
            part,
            whole_hedge,
            whole: of,
        } => {
            format!("{} of {}{}", whole(*part), whole_hedge.sign(), whole(*of))
        }
        Value::Magnitude(number) => {
            let power = number.trimmed().exponent() + number.trimmed().digits() as i16 - 1;
            format!("10^{power}")
        }
        Value::Holds => "yes".to_owned(),
    }
}

/// Which way a number with this hedge is rounded so that the statement stays true.
fn outward(hedge: Hedge) -> Round {
    match hedge {
        Hedge::Over | Hedge::AtLeast => Round::Down,
        Hedge::Under | Hedge::Almost | Hedge::AtMost => Round::Up,
        Hedge::Exact | Hedge::About => Round::Nearest,
    }
}

/// The word for the unit column: the unit's symbol, or what the metric counts.
pub fn short_unit(unit: &Unit, metric: &Metric) -> Text {
    match unit.dimension {
        Dimension::Count => metric.counted.clone().unwrap_or_default(),
        Dimension::Rank | Dimension::State => Text::default(),
        _ => unit.symbol.clone(),
    }
}

/// A big number in the words of a language, or `None` if the language has no word for its size.
pub fn in_words(number: Decimal, language: NumberLanguage) -> Option<String> {
    let scales: &[(i16, &str, &str)] = match language {
        NumberLanguage::German => &[
            (12, "Billion", "Billionen"),
            (9, "Milliarde", "Milliarden"),
            (6, "Million", "Millionen"),
        ],
        NumberLanguage::English => &[(12, "trillion", ""), (9, "billion", ""), (6, "million", "")],
        NumberLanguage::Chinese => &[(12, "万亿", ""), (8, "亿", ""), (4, "万", "")],
    };
    let trimmed = number.trimmed();
    let top = trimmed.exponent() + trimmed.digits() as i16 - 1;
    let (power, one, many) = *scales.iter().find(|(power, ..)| top >= *power)?;
    // 2.20e12 was written with three digits and keeps them; 153400 was not written with a scale word at all.
    let written = if number.exponent() > 0 { number } else { trimmed };
    let scaled = written.shift(-power);
    let digits = grouped(Decimal::parse(&scaled.plain())?);
    Some(match language {
        NumberLanguage::German => {
            let digits = digits
                .replace(',', "\u{1}")
                .replace('.', ",")
                .replace('\u{1}', ".");
            format!("{digits} {}", if digits == "1" { one } else { many })
        }
        NumberLanguage::English => format!("{digits} {one}"),
        NumberLanguage::Chinese => format!("{}{one}", digits.replace(',', "")),
    })
}

/// The value in full English: «over 2.4 trillion yuan», «33 of over 90 universities», «rank 6».
pub fn full(value: &Value, unit: &Unit, metric: &Metric) -> String {
    let noun = match unit.dimension {
        Dimension::Count => metric.counted.clone().unwrap_or_default(),
        Dimension::Share if unit.symbol == "%" => "%".into(),
        Dimension::Share => unit.names.en.clone(),
        Dimension::Rank | Dimension::State => Text::default(),
        Dimension::Money if unit.slug == "CNY" => "yuan".into(),
        Dimension::Duration => unit.names.en.clone(),
        _ => unit.symbol.clone(),
    };
    let amount = |n: Decimal| {
        // A fraction in words has more digits than anybody wants to read.
        let n = if n.exponent() < -3 && n.digits() > 6 {
            n.round_to(4, Round::Nearest).trimmed()
        } else {
            n
        };
        in_words(n, NumberLanguage::English).unwrap_or_else(|| grouped(n))
    };
    let text = match value {
        Value::Number(hedge, n) => format!("{}{}", hedge_words(*hedge), amount(*n)),
        Value::Between(low, high) => format!("between {} and {}", amount(*low), amount(*high)),
        Value::Rank(position, None) => format!("rank {position}"),
        Value::Rank(position, Some(of)) => format!("rank {position} of {of}"),
        Value::Part {
            part,
            whole_hedge,
            whole,
        } => {
            format!(
                "{} of {}{}",
                grouped(*part),
                hedge_words(*whole_hedge),
                grouped(*whole)
            )
        }
        Value::Magnitude(n) => format!("of the order of {}", amount(*n)),
        Value::Holds => return "holds".to_owned(),
    };
    if noun.is_empty() {
        text
    } else {
        format!("{text} {noun}")
    }
}

fn hedge_words(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::Exact => "",
        Hedge::Over => "over ",
        Hedge::AtLeast => "at least ",
        Hedge::Under => "under ",
        Hedge::Almost => "almost ",
        Hedge::AtMost => "at most ",
        Hedge::About => "about ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    #[test]
    fn tables_keep_the_written_precision() {
        for (number, expected) in [
            ("2.4e12", "2.4 tn"),
            ("2.40e12", "2.40 tn"),
            ("1e13", "10 tn"),
            ("2e11", "200 bn"),
            ("3e9", "3 bn"),
            ("153400", "153,400"),
            ("699000", "699,000"),
            ("48e6", "48 m"),
            ("82.8", "82.8"),
            ("0.4", "0.4"),
            ("0", "0"),
        ] {
            assert_eq!(compact(dec(number), Round::Nearest), expected);
        }
        assert_eq!(compact(dec("33.333333"), Round::Nearest), "33.33");
    }

    #[test]
    fn every_style_keeps_digits_and_hedge() {
        let of = |text| Value::Number(Hedge::Over, dec(text));
        for (number, style, expected) in [
            ("2.40e12", NumberStyle::Short, ">2.40 tn"),
            ("2.40e12", NumberStyle::German, ">2,40 Bio."),
            ("2.40e12", NumberStyle::Chinese, ">2.40万亿"),
            ("2.40e12", NumberStyle::Digits, ">2,400,000,000,000"),
            ("153400", NumberStyle::German, ">153.400"),
            ("153400", NumberStyle::Chinese, ">15.34万"),
            ("5300", NumberStyle::Chinese, ">5,300"),
            ("82.8", NumberStyle::German, ">82,8"),
            ("2206896551724", NumberStyle::Digits, ">2,206,000,000,000"),
        ] {
            assert_eq!(signed_in(&of(number), style), expected);
        }
        let part = Value::Part {
            part: dec("1200"),
            whole_hedge: Hedge::Over,
            whole: dec("90000"),
        };
        assert_eq!(signed_in(&part, NumberStyle::German), "1.200 of >90.000");
    }

    #[test]
    fn bounds_round_outward() {
        assert_eq!(
            signed(&Value::Number(Hedge::Over, dec("2206896551724"))),
            ">2.206 tn"
        );
        assert_eq!(
            signed(&Value::Number(Hedge::Under, dec("2206896551724"))),
            "<2.207 tn"
        );
        assert_eq!(signed(&Value::Rank(dec("6"), None)), "#6");
    }

    #[test]
    fn three_number_languages() {
        let say = |text, language| in_words(dec(text), language).unwrap_or_default();
        assert_eq!(say("1.1e12", NumberLanguage::German), "1,1 Billionen");
        assert_eq!(say("1.1e12", NumberLanguage::English), "1.1 trillion");
        assert_eq!(say("1.1e12", NumberLanguage::Chinese), "1.1万亿");
        assert_eq!(say("1e12", NumberLanguage::German), "1 Billion");
        assert_eq!(say("2e11", NumberLanguage::Chinese), "2000亿");
        assert_eq!(say("153400", NumberLanguage::Chinese), "15.34万");
        assert_eq!(say("153400", NumberLanguage::German), "");
        assert_eq!(say("2.20e12", NumberLanguage::English), "2.20 trillion");
    }
}
