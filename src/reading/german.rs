//! German number words and scale words. Knows no units, no hedges and no other language.
//!
//! Compounds are read by descent: `[n]tausend[n]`, `[n]hundert[und][n]`, `n·und·zig`. All words are folded
//! (`fünf` is `funf`, `dreißig` is `dreissig`). Billion is 10^12, Milliarde 10^9.
//! To add a scale word: [`SCALES`].

use super::numeral::{Form, Numeral, Scale, percentage};
use super::tokens::{Sort, Token};
use crate::atlas::Decimal;

#[rustfmt::skip]
const UNITS: [(&str, i64); 27] = [
    ("null", 0), ("ein", 1), ("eins", 1), ("eine", 1), ("zwei", 2), ("zwo", 2), ("drei", 3), ("vier", 4),
    ("funf", 5), ("sechs", 6), ("sieben", 7), ("acht", 8), ("neun", 9), ("zehn", 10), ("elf", 11),
    ("zwolf", 12), ("dreizehn", 13), ("vierzehn", 14), ("funfzehn", 15), ("sechzehn", 16), ("siebzehn", 17),
    ("achtzehn", 18), ("neunzehn", 19), ("zweier", 2), ("zweien", 2), ("dreier", 3), ("dreien", 3),
];
const TENS: [(&str, i64); 8] = [
    ("zwanzig", 20),
    ("dreissig", 30),
    ("vierzig", 40),
    ("funfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
];
/// Stem, full form, power of ten.
#[rustfmt::skip]
const SCALES: [(&str, &str, i16); 16] = [
    ("million", "Million", 6), ("millionen", "Million", 6), ("mio", "Million", 6),
    ("milliarde", "Milliarde", 9), ("milliarden", "Milliarde", 9), ("mrd", "Milliarde", 9),
    ("billion", "Billion", 12), ("billionen", "Billion", 12), ("bio", "Billion", 12),
    ("billiarde", "Billiarde", 15), ("billiarden", "Billiarde", 15), ("trillion", "Trillion", 18),
    ("trillionen", "Trillion", 18), ("tausend", "tausend", 3), ("tsd", "tausend", 3), ("dutzend", "Dutzend", 0),
];
#[rustfmt::skip]
const FRACTIONS: [(&str, i64); 9] = [
    ("drittel", 3), ("viertel", 4), ("funftel", 5), ("sechstel", 6), ("siebtel", 7), ("achtel", 8),
    ("neuntel", 9), ("zehntel", 10), ("hundertstel", 100),
];
/// Ordinal stems that are not the number's own.
const ORDINALS: [(&str, i64); 4] = [("ers", 1), ("drit", 3), ("sieb", 7), ("ach", 8)];
#[rustfmt::skip]
const MAGNITUDES: [(&str, i16); 12] = [
    ("dutzende", 1), ("dutzenden", 1), ("hunderte", 2), ("hunderten", 2), ("hunderter", 2), ("tausende", 3),
    ("tausenden", 3), ("tausender", 3), ("zehntausende", 4), ("zehntausenden", 4), ("hunderttausende", 5),
    ("hunderttausenden", 5),
];
const ARTICLES: [&str; 6] = ["ein", "eine", "einer", "einem", "einen", "eines"];

fn find(table: &[(&str, i64)], word: &str) -> Option<i64> {
    table.iter().find(|(w, _)| *w == word).map(|(_, n)| *n)
}

/// The number word or scale word at token `n`.
pub fn number_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    let token = tokens.get(n)?;
    let word = token.text.as_str();
    if let Some(magnitude) = magnitude_at(tokens, n) {
        return Some(magnitude);
    }
    if let Some(half) = half_at(tokens, n) {
        return Some(half);
    }
    if ARTICLES.contains(&word) {
        return Some(article_at(tokens, n));
    }
    if let Some(value) = cardinal(word) {
        let number = Numeral::plain(value, n + 1);
        return Some(fraction(tokens, &number).unwrap_or_else(|| scaled(tokens, number)));
    }
    let ordinal = ordinal(word)?;
    Some(Numeral::plain(Decimal::new(ordinal, 0), n + 1).form(Form::Ordinal))
}

/// «ein Drittel», «eine Billion», or an article that may mean one.
fn article_at(tokens: &[Token], n: usize) -> Numeral {
    let one = Numeral::plain(Decimal::new(1, 0), n + 1);
    if let Some(part) = fraction(tokens, &one) {
        return part;
    }
    let number = scaled(tokens, one);
    let form = if number.scale.is_some() {
        Form::Plain
    } else {
        Form::Article
    };
    number.form(form)
}

fn fraction(tokens: &[Token], number: &Numeral) -> Option<Numeral> {
    let part = number.value.plain().parse().ok()?;
    let word = tokens.get(number.end)?;
    let whole = find(
        &FRACTIONS,
        word.text.strip_suffix(['s', 'n']).unwrap_or(&word.text),
    )?;
    Some(Numeral::plain(percentage(part, whole)?, number.end + 1).form(Form::Fraction))
}

/// «halbe Million», «die Hälfte», «anderthalb».
fn half_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    let word = tokens[n].text.as_str();
    if word.starts_with("halft") {
        return Some(Numeral::plain(Decimal::new(50, 0), n + 1).form(Form::Fraction));
    }
    let start = n + usize::from(ARTICLES.contains(&word));
    let next = tokens.get(start)?;
    if next.is_any(&["halbe", "halben", "halber", "halbes"]) {
        let number = scaled(tokens, Numeral::plain(Decimal::new(5, -1), start + 1));
        return Some(number);
    }
    None
}

/// A scale word with no number before: the power of ten alone.
fn magnitude_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    let token = &tokens[n];
    let found = MAGNITUDES.iter().find(|(word, _)| token.is(word));
    if let Some((_, power)) = found {
        return Some(Numeral::plain(Decimal::new(1, *power), n + 1).form(Form::Magnitude));
    }
    let (scale, end) = scale_at(tokens, n)?;
    let alone = token.text.ends_with("en") || tokens.get(end).is_some_and(|t| t.is("-") && !t.spaced);
    let magnitude = Numeral::plain(Decimal::new(1, 0), n + 1).scaled(scale, end);
    (alone && magnitude.value > Decimal::new(1, 5)).then(|| magnitude.form(Form::Magnitude))
}

/// The scale word at token `n` and the token after it (the full stop of «Mio.» included).
fn scale_at(tokens: &[Token], n: usize) -> Option<(Scale, usize)> {
    let token = tokens.get(n).filter(|t| t.sort == Sort::Word)?;
    let (_, word, power) = SCALES.iter().find(|(form, ..)| token.text == *form)?;
    let stop = token.text.len() == 3 && tokens.get(n + 1).is_some_and(|t| t.is(".") && !t.spaced);
    Some((Scale { word, power: *power }, n + 1 + usize::from(stop)))
}

/// The number times the scale words that follow: «2,4 Billionen», «30-Milliarden-…», «zwei Dutzend».
/// In «drei Billionen-Yuan-…» the scale word belongs to the compound, since no hyphen stands before it.
pub fn scaled(tokens: &[Token], number: Numeral) -> Numeral {
    let hyphen = tokens.get(number.end).is_some_and(|t| t.is("-") && !t.spaced);
    let at = number.end + usize::from(hyphen);
    let Some((scale, end)) = scale_at(tokens, at) else {
        return number;
    };
    let compound = tokens.get(end).is_some_and(|t| t.is("-") && !t.spaced);
    if compound && !hyphen && scale.power > 3 {
        return number;
    }
    if scale.word == "Dutzend" {
        let dozens = number
            .value
            .mul(Decimal::new(12, 0), crate::atlas::Round::Nearest);
        return Numeral::plain(dozens, end);
    }
    scaled(tokens, number.scaled(scale, end))
}

/// The value of a cardinal number word, compounds included.
pub fn cardinal(word: &str) -> Option<Decimal> {
    if matches!(word, "anderthalb" | "eineinhalb") {
        return Some(Decimal::new(15, -1));
    }
    if let Some(whole) = word.strip_suffix("einhalb") {
        let whole = below_million(whole)?;
        return Some(Decimal::new(whole * 10 + 5, -1));
    }
    if word == "dutzend" {
        return Some(Decimal::new(12, 0));
    }
    below_million(word).map(|n| Decimal::new(n, 0))
}

fn below_million(word: &str) -> Option<i64> {
    let Some((head, tail)) = word.split_once("tausend") else {
        return below_thousand(word);
    };
    let thousands = if head.is_empty() { 1 } else { below_thousand(head)? };
    let tail = tail.strip_prefix("und").unwrap_or(tail);
    let rest = if tail.is_empty() { 0 } else { below_thousand(tail)? };
    Some(thousands * 1000 + rest)
}

fn below_thousand(word: &str) -> Option<i64> {
    let Some((head, tail)) = word.split_once("hundert") else {
        return below_hundred(word);
    };
    let hundreds = if head.is_empty() { 1 } else { below_hundred(head)? };
    let tail = tail.strip_prefix("und").unwrap_or(tail);
    let rest = if tail.is_empty() { 0 } else { below_hundred(tail)? };
    Some(hundreds * 100 + rest)
}

fn below_hundred(word: &str) -> Option<i64> {
    if let Some(n) = find(&UNITS, word).or_else(|| find(&TENS, word)) {
        return Some(n);
    }
    let (unit, ten) = word.split_once("und")?;
    let unit = find(&UNITS, unit).filter(|n| (1..=9).contains(n))?;
    Some(find(&TENS, ten)? + unit)
}

/// The position an ordinal word names: «sechste», «zwölften», «einundzwanzigster».
fn ordinal(word: &str) -> Option<i64> {
    let stem = ["e", "en", "er", "es", "em"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))?
        .strip_suffix('t')?;
    if let Some(n) = find(&ORDINALS, stem) {
        return Some(n);
    }
    if let Some(n) = below_hundred(stem).filter(|n| (2..20).contains(n) && *n != 3) {
        return Some(n);
    }
    below_million(stem.strip_suffix('s')?).filter(|n| *n >= 20)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn read(text: &str) -> Option<(String, Form)> {
        let number = super::super::numbers::number_at(&tokens(text), 0, crate::atlas::Language::De)?;
        Some((number.value.plain(), number.form))
    }

    #[test]
    fn compounds_are_read() {
        for (text, value) in [
            ("viertausendvierhundert", "4400"),
            ("zweieinhalb", "2.5"),
            ("anderthalb Milliarden", "1500000000"),
            ("elf", "11"),
            ("einundzwanzig", "21"),
            ("dreihundertfünfzig", "350"),
            ("hundertzwanzigtausend", "120000"),
            ("zehn Billionen", "10000000000000"),
            ("eine Billion", "1000000000000"),
            ("eine halbe Million", "500000"),
            ("zwei Dutzend", "24"),
            ("fuenfunddreissig", "35"),
            ("tausend", "1000"),
            ("zweitausendfünfundzwanzig", "2025"),
            ("2,4 Mrd.", "2400000000"),
            ("300 Tsd.", "300000"),
            ("1,5 Millionen", "1500000"),
            ("30-Milliarden-Fonds", "30000000000"),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), Form::Plain)), "{text}");
        }
    }

    #[test]
    fn fractions_ordinals_articles_and_magnitudes() {
        for (text, value, form) in [
            ("ein Drittel", "33.333333", Form::Fraction),
            ("drei Viertel", "75", Form::Fraction),
            ("zwei Dritteln", "66.666667", Form::Fraction),
            ("Hälfte", "50", Form::Fraction),
            ("sechste Stelle", "6", Form::Ordinal),
            ("erste", "1", Form::Ordinal),
            ("dritten", "3", Form::Ordinal),
            ("zwanzigster", "20", Form::Ordinal),
            ("14. Fünfjahresplan", "14", Form::Ordinal),
            ("einen Hafen", "1", Form::Article),
            ("Billionen-Yuan-Branche", "1000000000000", Form::Magnitude),
            ("Dutzende", "10", Form::Magnitude),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), form)), "{text}");
        }
        for text in [
            "neue",
            "Achtung",
            "allein",
            "Verein",
            "Stadtviertel",
            "dreist",
            "Zweig",
            "Million",
            "reiten",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_count_of_trillion_yuan_industries_is_a_count() {
        assert_eq!(
            read("drei Billionen-Yuan-Branchen"),
            Some(("3".to_owned(), Form::Plain))
        );
    }
}
