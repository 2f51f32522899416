//! Times named in a text: years, months, days, halves, quarters, spans, ends and deadlines, in three languages.
//! Knows no clock: a date without a year has no period.
//!
//! A plain four-digit number is a year unless a unit or (in Chinese) a classifier follows it.
//! To add a form: a reader in [`mention_at`].

use super::tokens::{Sort, Token, spelled_before, spells};
use super::{german, units};
use crate::atlas::{Date, Language, Period};
use std::ops::Range;

/// A time named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The time; none for a day or month without its year.
    pub period: Option<Period>,
}

#[rustfmt::skip]
const MONTHS: [[&str; 6]; 12] = [
    ["januar", "january", "jan", "janner", "", ""], ["februar", "february", "feb", "", "", ""], ["marz", "march", "mar", "", "", ""],
    ["april", "apr", "", "", "", ""], ["mai", "may", "", "", "", ""], ["juni", "june", "jun", "", "", ""],
    ["juli", "july", "jul", "", "", ""], ["august", "aug", "", "", "", ""], ["september", "sep", "sept", "", "", ""],
    ["oktober", "october", "okt", "oct", "", ""], ["november", "nov", "", "", "", ""], ["dezember", "december", "dez", "dec", "", ""],
];

/// All times named, in order, never overlapping.
pub fn mentions(tokens: &[Token], language: Language) -> Vec<Mention> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match mention_at(tokens, at, language) {
            Some(mention) => {
                at = mention.tokens.end;
                found.push(mention);
            }
            None => at += 1,
        }
    }
    found
}

fn mention_at(tokens: &[Token], n: usize, language: Language) -> Option<Mention> {
    let (tokens_end, period) = chinese_date(tokens, n)
        .or_else(|| day_month(tokens, n))
        .or_else(|| month_year(tokens, n))
        .or_else(|| part_of_year(tokens, n))
        .or_else(|| iso_date(tokens, n))
        .or_else(|| span(tokens, n))
        .or_else(|| plain_year(tokens, n, language))?;
    Some(framed(tokens, n..tokens_end, period))
}

/// «Ende 2021», «bis 2028», «by the end of 2028», 到2028年: the words before a year give it its sense.
fn framed(tokens: &[Token], range: Range<usize>, period: Option<Period>) -> Mention {
    let year = match period {
        Some(Period::At(date @ Date::Year(_))) => Some(date),
        _ => None,
    };
    let before = |phrases: &[&str]| {
        phrases
            .iter()
            .any(|p| spelled_before(tokens, range.start, p).is_some())
    };
    let sense = year.map(|date| {
        if before(&[
            "bis ende",
            "bis zum ende",
            "by the end of",
            "by end of",
            "by late",
            "bis",
            "bis zum jahr",
            "by",
            "bis zum jahr",
            "到",
            "至",
            "by the year",
        ]) {
            Period::By(date)
        } else if before(&["ende", "ende des jahres", "end of", "the end of", "late", "截至"]) {
            Period::End(date.year())
        } else {
            Period::At(date)
        }
    });
    Mention {
        tokens: range,
        period: sense.or(period),
    }
}

/// The year a token is, 1900 to 2100.
pub fn year_of(token: &Token) -> Option<u16> {
    let plain = token.sort == Sort::Number && token.text.len() == 4;
    token
        .text
        .parse()
        .ok()
        .filter(|y| plain && (1900..=2100).contains(y))
}

fn year_at(tokens: &[Token], n: usize) -> Option<u16> {
    year_of(tokens.get(n)?)
}

fn small(tokens: &[Token], n: usize, most: u8) -> Option<u8> {
    let token = tokens
        .get(n)
        .filter(|t| t.sort == Sort::Number && t.text.len() <= 2)?;
    token.text.parse().ok().filter(|d| (1..=most).contains(d))
}

fn month_at(tokens: &[Token], n: usize) -> Option<u8> {
    let token = tokens
        .get(n)
        .filter(|t| t.sort == Sort::Word && (t.capital || t.text.len() > 3))?;
    let found = MONTHS
        .iter()
        .position(|names| names.iter().any(|name| !name.is_empty() && token.text == *name))?;
    u8::try_from(found + 1).ok()
}

type Read = Option<(usize, Option<Period>)>;

/// 2025年, 2025年1月27日, 2025年上半年, 1月27日.
fn chinese_date(tokens: &[Token], n: usize) -> Read {
    let is = |at: usize, c: &str| tokens.get(at).is_some_and(|t| t.is(c));
    let (year, mut at) = match year_at(tokens, n).filter(|_| is(n + 1, "年")) {
        Some(year) => (Some(year), n + 2),
        None => (None, n),
    };
    if let Some(month) = small(tokens, at, 12).filter(|_| is(at + 1, "月")) {
        let day = small(tokens, at + 2, 31).filter(|_| is(at + 3, "日"));
        let date = match (year, day) {
            (Some(y), Some(d)) => Some(Date::Day(y, month, d)),
            (Some(y), None) => Some(Date::Month(y, month)),
            _ => None,
        };
        at += if day.is_some() { 4 } else { 2 };
        return Some((at, date.map(Period::At)));
    }
    let year = year?;
    for (words, period) in [
        ("上半年", Period::Half(year, 1)),
        ("下半年", Period::Half(year, 2)),
        ("年底", Period::End(year)),
        ("底", Period::End(year)),
        ("末", Period::End(year)),
    ] {
        if let Some(count) = spells(tokens, at, words) {
            return Some((at + count, Some(period)));
        }
    }
    Some((at, Some(Period::At(Date::Year(year)))))
}

/// «27. Januar 2025», «27 January», «January 27, 2025».
fn day_month(tokens: &[Token], n: usize) -> Read {
    let comma = |at: usize| at + usize::from(tokens.get(at).is_some_and(|t| t.is(",")));
    let (day, month, end) = if let Some(day) = small(tokens, n, 31) {
        let stop = n + 1 + usize::from(tokens.get(n + 1).is_some_and(|t| t.is(".")));
        (day, month_at(tokens, stop)?, stop + 1)
    } else {
        let month = month_at(tokens, n)?;
        let stop = n + 1 + usize::from(tokens.get(n + 1).is_some_and(|t| t.is(".")));
        let day = small(tokens, stop, 31)?;
        let suffix = tokens
            .get(stop + 1)
            .is_some_and(|t| t.is_any(&["st", "nd", "rd", "th"]) && !t.spaced);
        (day, month, stop + 1 + usize::from(suffix))
    };
    match year_at(tokens, comma(end)) {
        Some(year) => Some((comma(end) + 1, Some(Period::At(Date::Day(year, month, day))))),
        None => Some((end, None)),
    }
}

/// «September 2025».
fn month_year(tokens: &[Token], n: usize) -> Read {
    let month = month_at(tokens, n)?;
    let of = n + 1 + usize::from(tokens.get(n + 1).is_some_and(|t| t.is_any(&["of", "."])));
    let year = year_at(tokens, of)?;
    Some((of + 1, Some(Period::At(Date::Month(year, month)))))
}

/// «erstes Halbjahr 2025», «third quarter of 2025».
fn part_of_year(tokens: &[Token], n: usize) -> Read {
    let nth = match tokens.get(n)?.text.as_str() {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        word if word.len() > 4 => german_nth(tokens, n)?,
        _ => return None,
    };
    let part = tokens.get(n + 1)?;
    let half = part.is_any(&["halbjahr", "halbjahrs", "half", "halbjahres", "halfte"]);
    if !half && !part.is_any(&["quartal", "quartals", "quarter"]) {
        return None;
    }
    let link = tokens.get(n + 2).is_some_and(|t| t.is_any(&["of", "des"]));
    let jahr = tokens.get(n + 3).is_some_and(|t| t.is("jahres"));
    let at = n + 2 + usize::from(link) + usize::from(link && jahr);
    let period = |year| {
        if half {
            Period::Half(year, nth)
        } else {
            Period::Quarter(year, nth)
        }
    };
    match year_at(tokens, at) {
        Some(year) => Some((at + 1, Some(period(year)))),
        None => Some((n + 2, None)),
    }
}

fn german_nth(tokens: &[Token], n: usize) -> Option<u8> {
    let number =
        german::number_at(tokens, n).filter(|number| number.form == super::numeral::Form::Ordinal)?;
    number.value.plain().parse().ok().filter(|nth| *nth <= 4)
}

/// `2025-12-23`, `2025.12.23`, `23.12.2025`.
fn iso_date(tokens: &[Token], n: usize) -> Read {
    let dashed = |at: usize| tokens.get(at).is_some_and(|t| t.is("-") && !t.spaced);
    if let Some(year) = year_at(tokens, n).filter(|_| dashed(n + 1) && dashed(n + 3)) {
        let date = Date::Day(year, small(tokens, n + 2, 12)?, small(tokens, n + 4, 31)?);
        return Some((n + 5, Some(Period::At(date))));
    }
    let token = tokens
        .get(n)
        .filter(|t| t.sort == Sort::Number && t.text.matches('.').count() == 2)?;
    let parts: Vec<u16> = token
        .text
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    let (year, month, day) = match parts[..] {
        [y @ 1900..=2100, m, d] | [d, m, y @ 1900..=2100] => (y, m as u8, d as u8),
        _ => return None,
    };
    let real = (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then(|| (n + 1, Some(Period::At(Date::Day(year, month, day)))))
}

/// «2021–2025», «2021 bis 2025», 2021-2025年.
fn span(tokens: &[Token], n: usize) -> Read {
    let from = year_at(tokens, n)?;
    let nian = usize::from(tokens.get(n + 1).is_some_and(|t| t.is("年")));
    let link = tokens.get(n + 1 + nian)?;
    let to = year_at(tokens, n + 2 + nian)?;
    let between =
        spelled_before(tokens, n, "zwischen").is_some() || spelled_before(tokens, n, "between").is_some();
    let links = link.is_any(&["-", "—", "~", "bis", "to", "至", "through", "until"])
        || (between && link.is_any(&["und", "and"]));
    if !links || to <= from {
        return None;
    }
    let end = n + 3 + nian;
    let end = end + usize::from(tokens.get(end).is_some_and(|t| t.is("年")));
    Some((end, Some(Period::Span(Date::Year(from), Date::Year(to)))))
}

fn plain_year(tokens: &[Token], n: usize, language: Language) -> Read {
    let year = year_at(tokens, n)?;
    let next = tokens.get(n + 1);
    let prior = n.checked_sub(1).and_then(|p| tokens.get(p));
    let glued = next.is_some_and(|t| !t.spaced && matches!(t.sort, Sort::Word | Sort::Han))
        || prior.is_some_and(|t| t.sort == Sort::Word && !tokens[n].spaced);
    let introduced = prior.is_some_and(|t| {
        t.is_any(&[
            "jahr", "jahre", "jahres", "year", "ende", "anfang", "mitte", "seit", "since",
        ])
    });
    let unit = units::known_at(tokens, n + 1).is_some();
    if !introduced && (glued || unit) {
        return None;
    }
    let counts = match language {
        Language::De => false,
        Language::Zh => !introduced && !next.is_some_and(|t| t.sort == Sort::Sign),
        Language::En => !introduced && counted_in_english(prior, next),
    };
    (!counts).then_some((n + 1, Some(Period::At(Date::Year(year)))))
}

/// «2026 companies» without a word before that asks for a year.
fn counted_in_english(prior: Option<&Token>, next: Option<&Token>) -> bool {
    const ASKS: [&str; 16] = [
        "in",
        "by",
        "from",
        "to",
        "of",
        "during",
        "until",
        "till",
        "and",
        "for",
        "before",
        "after",
        "throughout",
        "(",
        ",",
        "-",
    ];
    let plural =
        next.is_some_and(|t| t.sort == Sort::Word && !t.capital && t.text.len() > 3 && t.text.ends_with('s'));
    plural && !prior.is_some_and(|t| t.is_any(&ASKS))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(text: &str, language: Language, expected: &[&str]) {
        let tokens = tokens(text);
        let found: Vec<String> = mentions(&tokens, language)
            .iter()
            .map(|m| m.period.map_or("?".to_owned(), |p| p.to_string()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn german_times() {
        check(
            "Am 27. Januar 2031 und am 3. Mai",
            Language::De,
            &["2031-01-27", "?"],
        );
        check(
            "im September 2031, bis Ende 2033, Ende 2030",
            Language::De,
            &["2031-09", "by-2033", "end-2030"],
        );
        check("Im Jahr 2031 2,4 Billionen", Language::De, &["2031"]);
        check(
            "(2021–2025) und 2021 bis 2025",
            Language::De,
            &["2021/2025", "2021/2025"],
        );
        check(
            "im ersten Halbjahr 2031 und im dritten Quartal",
            Language::De,
            &["2031-H1", "?"],
        );
        check("2031 Kilometer und 23.12.2031", Language::De, &["2031-12-23"]);
    }

    #[test]
    fn english_and_chinese_times() {
        check(
            "On June 17, 2031, by 2035",
            Language::En,
            &["2031-06-17", "by-2035"],
        );
        check("2026 companies in 2031", Language::En, &["2031"]);
        check("by the end of 2035", Language::En, &["by-2035"]);
        check(
            "2031年1月27日，到2035年",
            Language::Zh,
            &["2031-01-27", "by-2035"],
        );
        check("2031年上半年增至2026家", Language::Zh, &["2031-H1"]);
    }
}
