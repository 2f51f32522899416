//! Slips of a scale word: Billion for Milliarde, trillion for billion, 亿 for 万.
//! Knows no units and no claims.

use crate::atlas::Decimal;
use crate::reading::numeral::Scale;

/// «Billion for Milliarde»: the same digits at another power of ten, with a scale word on either side.
pub(super) fn scale_slip(claimed: Decimal, said: Decimal, scale: Option<&Scale>) -> Option<String> {
    if claimed.is_zero() || said.is_zero() {
        return None;
    }
    let (a, b) = (claimed.trimmed(), said.trimmed());
    let apart = a.exponent() - b.exponent();
    let same_digits = a.shift(-a.exponent()) == b.shift(-b.exponent()) && apart != 0;
    let word = scale.map(|scale| scale.word);
    if !same_digits || (word.is_none() && apart.abs() < 3) {
        return None;
    }
    let word = word.unwrap_or("no scale word");
    let meant = scale.and_then(|s| scale_word(s.word, s.power + apart));
    let meant = meant.map_or(String::new(), |meant| format!(", the fact wants {meant}"));
    Some(format!(
        "scale slip of 10^{} ({word} in the text{meant})",
        apart.abs()
    ))
}

/// The word of the same language for another power of ten.
fn scale_word(word: &str, power: i16) -> Option<&'static str> {
    let table: &[(i16, &'static str)] = match word {
        "Million" | "Milliarde" | "Billion" | "Billiarde" | "tausend" => &[
            (3, "tausend"),
            (6, "Million"),
            (9, "Milliarde"),
            (12, "Billion"),
            (15, "Billiarde"),
        ],
        "万" | "亿" | "万亿" | "千" | "兆" => &[(3, "千"), (4, "万"), (8, "亿"), (12, "万亿")],
        _ => &[
            (3, "thousand"),
            (6, "million"),
            (9, "billion"),
            (12, "trillion"),
            (15, "quadrillion"),
        ],
    };
    table.iter().find(|(p, _)| *p == power).map(|(_, w)| *w)
}
