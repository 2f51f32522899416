//! What a number counts or measures: units in three languages, money before and after, «per 10,000 inhabitants».
//! Knows no values and no hedges.
//!
//! A unit is a slug as in the data files; a power of ten brings written units to it (EFLOPS are 1,000 PFLOPS).
//! What is no known unit is a count of the noun that follows.
//! To add a unit: a row of [`UNITS`]; `*` ends a stem, `^` allows no white space before.

use super::numbers::number_at;
use super::tokens::{Sort, Token, ends_clause, spells};
use crate::atlas::Language;

/// What is measured, as far as the text says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// Slug as in the data files: `CNY`, `percent`, `per-10000-inhabitants`, `count`.
    pub slug: String,
    /// What is counted, as written; empty for other units.
    pub noun: String,
}

impl Unit {
    /// A unit that counts no noun.
    pub(super) fn known(slug: &str) -> Self {
        Unit {
            slug: slug.to_owned(),
            noun: String::new(),
        }
    }
}

/// A unit found behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The unit.
    pub unit: Unit,
    /// The token after it.
    pub end: usize,
    /// The power of ten from the unit as written to the slug's.
    pub power: i16,
}

/// Spelling, slug, power of ten. Longer spellings of the same beginning come first.
#[rustfmt::skip]
const UNITS: &[(&str, &str, i16)] = &[
    ("个 百分点", "percentage-points", 0), ("百分点", "percentage-points", 0), ("prozentpunkt*", "percentage-points", 0),
    ("percentage point*", "percentage-points", 0), ("% points", "percentage-points", 0), ("%", "percent", 0), ("prozent", "percent", 0),
    ("percent", "percent", 0), ("per cent", "percent", 0), ("pct", "percent", 0), ("‰", "per-mille", 0), ("promill*", "per-mille", 0),
    ("元 人民币", "CNY", 0), ("元", "CNY", 0), ("人民币", "CNY", 0), ("yuan rmb", "CNY", 0), ("yuan renminbi", "CNY", 0), ("rmb yuan", "CNY", 0),
    ("chinesische yuan", "CNY", 0), ("chinese yuan", "CNY", 0), ("yuan", "CNY", 0), ("rmb", "CNY", 0), ("cny", "CNY", 0), ("renminbi", "CNY", 0), ("¥", "CNY", 0),
    ("美元", "USD", 0), ("us - dollar*", "USD", 0), ("us dollar*", "USD", 0), ("u . s . dollar*", "USD", 0), ("hong kong dollar*", "HKD", 0),
    ("hongkong - dollar*", "HKD", 0), ("hk dollar*", "HKD", 0), ("dollar*", "USD", 0), ("usd", "USD", 0), ("$", "USD", 0), ("hkd", "HKD", 0), ("hk $", "HKD", 0),
    ("港元", "HKD", 0), ("港币", "HKD", 0), ("欧元", "EUR", 0), ("euro*", "EUR", 0), ("eur", "EUR", 0), ("€", "EUR", 0), ("日元", "JPY", 0), ("yen", "JPY", 0),
    ("pfund", "GBP", 0), ("英镑", "GBP", 0),
    ("quadratkilomet*", "km2", 0), ("square kilomet*", "km2", 0), ("square - kilomet*", "km2", 0), ("square - km", "km2", 0), ("square km", "km2", 0), ("sq km", "km2", 0), ("sq - km", "km2", 0), ("sq . km", "km2", 0), ("sqkm", "km2", 0), ("平方公里", "km2", 0),
    ("平方千米", "km2", 0), ("km ²", "km2", 0), ("km 2", "km2", 0), ("quadratmet*", "m2", 0), ("square met*", "m2", 0), ("square - met*", "m2", 0), ("sq m", "m2", 0), ("sq - m", "m2", 0), ("sqm", "m2", 0), ("qm", "m2", 0), ("平方米", "m2", 0), ("平米", "m2", 0),
    ("m ²", "m2", 0), ("m 2", "m2", 0), ("hektar*", "ha", 0), ("hectar*", "ha", 0), ("公顷", "ha", 0), ("亩", "mu", 0), ("mu", "mu", 0),
    ("kilomet*", "km", 0), ("km", "km", 0), ("公里", "km", 0), ("千米", "km", 0), ("meter", "m", 0), ("metern", "m", 0),
    ("meters", "m", 0), ("metres", "m", 0), ("米", "m", 0), ("m", "m", 0),
    ("petaflop*", "PFLOPS", 0), ("pflop / s", "PFLOPS", 0), ("pflops", "PFLOPS", 0), ("pflop", "PFLOPS", 0), ("exaflop*", "PFLOPS", 3), ("eflop / s", "PFLOPS", 3),
    ("eflops", "PFLOPS", 3), ("eflop", "PFLOPS", 3), ("teraflop*", "PFLOPS", -3), ("tflops", "PFLOPS", -3), ("peta", "PFLOPS", 0), ("^p", "PFLOPS", 0),
    ("punkte", "points", 0), ("punkten", "points", 0), ("punkt", "points", 0), ("points", "points", 0), ("point", "points", 0), ("分钟", "minutes", 0),
    ("分", "points", 0),
    ("个 小时", "hours", 0), ("小时", "hours", 0), ("stunde*", "hours", 0), ("hour*", "hours", 0), ("jahr", "years", 0), ("jahre", "years", 0), ("jahren", "years", 0),
    ("jahres", "years", 0), ("year", "years", 0), ("years", "years", 0), ("周岁", "years", 0), ("年", "years", 0), ("个 月", "months", 0), ("monat", "months", 0), ("monate*", "months", 0), ("month*", "months", 0),
    ("woche*", "weeks", 0), ("week*", "weeks", 0), ("周", "weeks", 0), ("tag", "days", 0), ("tage", "days", 0), ("tagen", "days", 0), ("days", "days", 0), ("day", "days", 0), ("天", "days", 0),
    ("minute*", "minutes", 0), ("sekunde*", "seconds", 0), ("second", "seconds", 0), ("seconds", "seconds", 0), ("秒", "seconds", 0),
    ("- fache*", "times", 0), ("fach", "times", 0), ("fache*", "times", 0), ("times", "times", 0), ("fold", "times", 0), ("- fold", "times", 0), ("倍", "times", 0),
    ("megawatt*", "MW", 0), ("mw", "MW", 0), ("gigawatt*", "MW", 3), ("gw", "MW", 3), ("兆瓦", "MW", 0), ("tonne*", "t", 0), ("ton", "t", 0), ("tons", "t", 0), ("吨", "t", 0),
];
/// Slugs of money.
const MONEY: [&str; 6] = ["CNY", "USD", "HKD", "EUR", "JPY", "GBP"];
/// Words and signs of money that stand before a number.
const MONEY_BEFORE: &[(&str, &str)] = &[
    ("rmb ¥", "CNY"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("¥", "CNY"),
    ("人民币", "CNY"),
    ("us $", "USD"),
    ("hk $", "HKD"),
    ("$", "USD"),
    ("usd", "USD"),
    ("hkd", "HKD"),
    ("€", "EUR"),
    ("eur", "EUR"),
];
const PEOPLE: [&str; 13] = [
    "einwohner",
    "einwohnern",
    "inhabitants",
    "people",
    "residents",
    "persons",
    "人",
    "menschen",
    "personen",
    "bewohner",
    "bewohnern",
    "常住人口",
    "population",
];
/// Words before «so many inhabitants» that make a share of it.
pub const PER: [&str; 5] = ["every", "each", "per", "pro", "je"];
/// Words that cannot be what is counted.
#[rustfmt::skip]
const NOT_COUNTED: &[&str] = &[
    "der", "die", "das", "des", "dem", "den", "und", "oder", "in", "im", "am", "an", "auf", "bei", "mit", "von", "vom", "zu", "zum", "zur", "bis", "als", "wie",
    "pro", "je", "per", "ist", "sind", "war", "waren", "hat", "haben", "wurde", "wurden", "erreichte", "stieg", "wuchs", "um", "the", "of", "and", "or", "to",
    "at", "on", "by", "for", "with", "is", "are", "was", "were", "has", "have", "had", "from", "as", "than", "which", "that",
];

/// Whether a unit is money.
pub(super) fn is_money(slug: &str) -> bool {
    MONEY.contains(&slug)
}

/// The known unit that stands at token `n`; a hyphen may join it to the number.
pub fn known_at(tokens: &[Token], n: usize) -> Option<Found> {
    let glued_hyphen = tokens.get(n).is_some_and(|t| t.is("-") && !t.spaced);
    let at = n + usize::from(glued_hyphen && tokens.get(n + 1).is_some_and(|t| !t.spaced));
    let first = tokens.get(at)?;
    if first.spaced && glued_hyphen {
        return None;
    }
    UNITS.iter().find_map(|(spelling, slug, power)| {
        let (glued, spelling) = spelling
            .strip_prefix('^')
            .map_or((false, *spelling), |rest| (true, rest));
        let loud = first.capital && at > 0;
        let said = || is_of_computing(tokens, at);
        if (glued && first.spaced && !loud && !said()) || (*slug == "percent" && first.is("pct") && loud) {
            return None;
        }
        let count = spells_unit(tokens, at, spelling)?;
        Some(Found {
            unit: Unit::known(slug),
            end: at + count,
            power: *power,
        })
    })
}

/// Whether the clause speaks of computing: «200 p» may be pages.
fn is_of_computing(tokens: &[Token], n: usize) -> bool {
    const FARTHEST: usize = 12;
    const WORDS: [&str; 5] = ["comput*", "rechen*", "算力", "petaflop*", "pflop*"];
    let says = |at: usize| WORDS.iter().any(|word| spells(tokens, at, word).is_some());
    let before = (n.saturating_sub(FARTHEST)..n).rev();
    let after = n + 1..tokens.len().min(n + FARTHEST);
    let here = |at: &usize| !ends_clause(tokens, *at);
    before.take_while(here).any(says) || after.take_while(here).any(says)
}

/// As [`spells`]; the 2 of «km2» is a number.
fn spells_unit(tokens: &[Token], at: usize, spelling: &str) -> Option<usize> {
    let Some(word) = spelling.strip_suffix(" 2") else {
        let joined = spelling.contains(" ²");
        let count = spells(tokens, at, spelling)?;
        return (!joined || tokens.get(at + 1).is_some_and(|t| !t.spaced)).then_some(count);
    };
    let two = tokens
        .get(at + 1)
        .filter(|t| t.sort == Sort::Number && t.text == "2" && !t.spaced);
    two.filter(|_| tokens[at].is(word)).map(|_| 2)
}

/// Money that stands before token `n`: its slug and its first token.
pub fn money_before(tokens: &[Token], n: usize) -> Option<(Unit, usize)> {
    MONEY_BEFORE.iter().find_map(|(spelling, slug)| {
        let start = super::tokens::spelled_before(tokens, n, spelling)?;
        Some((Unit::known(slug), start))
    })
}

/// What is counted from token `n` on: at most three words up to a function word, a sign or a number.
pub fn counted_at(tokens: &[Token], n: usize, text: &str) -> (Unit, usize) {
    let mut end = n;
    while let Some(token) = tokens.get(end) {
        let most = if token.sort == Sort::Han { 8 } else { 3 };
        let part = match token.sort {
            Sort::Word => !token.is_any(NOT_COUNTED),
            Sort::Han => !token.is_any(&["的", "在", "和", "与", "为", "达", "以", "中", "占", "较"]),
            // «5G-Masten», «Smart-City»: inside a compound.
            Sort::Number => inner_number(tokens, end),
            Sort::Sign => token.is("-") && !token.spaced && end > n,
            Sort::Address => false,
        };
        if !part || end - n >= most + 4 || words(&tokens[n..end]) >= most {
            break;
        }
        end += 1;
    }
    let noun = match (tokens.get(n), end > n) {
        (Some(first), true) => text[first.span.start..tokens[end - 1].span.end].to_owned(),
        _ => String::new(),
    };
    let unit = Unit {
        slug: "count".to_owned(),
        noun,
    };
    (unit, end)
}

fn words(tokens: &[Token]) -> usize {
    tokens
        .iter()
        .filter(|t| matches!(t.sort, Sort::Word | Sort::Han) && (t.spaced || t.sort == Sort::Han))
        .count()
}

/// A number with a letter glued to it, as in 5G.
fn inner_number(tokens: &[Token], n: usize) -> bool {
    let next = tokens.get(n + 1);
    next.is_some_and(|t| t.sort == Sort::Word && !t.spaced && t.text.len() <= 2)
}

/// «pro 10.000 Einwohner» behind a number's noun: the unit, the first and the last token after it.
/// Looks as far as the clause goes, at most eight tokens from `n`.
pub fn per_after(tokens: &[Token], n: usize, language: Language) -> Option<(Unit, usize, usize)> {
    for at in n..tokens.len().min(n + 8) {
        if ends_clause(tokens, at) {
            return None;
        }
        let token = &tokens[at];
        if !token.is_any(&["pro", "je", "per", "auf", "/", "every", "jeweils"]) {
            continue;
        }
        let Some(base) = number_at(tokens, at + 1, language) else {
            continue;
        };
        let noun = tokens.get(base.end)?;
        let people = is_people(noun);
        if people || (noun.sort == Sort::Word && !token.is_any(&["auf", "/", "jeweils"])) {
            let whose = if people { "inhabitants" } else { &noun.text };
            let slug = format!("per-{}-{whose}", base.value.plain());
            return Some((Unit::known(&slug), at, base.end + 1));
        }
    }
    None
}

/// Whether a word or character means people.
pub fn is_people(token: &Token) -> bool {
    PEOPLE.contains(&token.text.as_str())
}

/// 每万人, «every 10,000 people» before a number of the same clause: the unit. A clause that compares with an average
/// goes on with the unit of the clause before: 每万人有5个，高于全国平均的4个.
pub fn per_before(tokens: &[Token], n: usize, language: Language) -> Option<Unit> {
    const FARTHEST: usize = 20;
    let mut start = clause_start(tokens, n);
    if start > 0 && tokens[start..].iter().take(FARTHEST).any(|t| t.is("均")) && compares(tokens, start, n) {
        start = clause_start(tokens, start - 1);
    }
    let found = (start.max(n.saturating_sub(FARTHEST))..n)
        .rev()
        .find_map(|at| per_at(tokens, at, n, language));
    found.map(|base| Unit::known(&format!("per-{base}-inhabitants")))
}

/// Whether the clause from `start` on compares: 高于, 低于, 超过.
fn compares(tokens: &[Token], start: usize, n: usize) -> bool {
    (start..n).any(|at| {
        ["高于", "低于", "超过", "高出"]
            .iter()
            .any(|word| spells(tokens, at, word).is_some())
    })
}

fn clause_start(tokens: &[Token], n: usize) -> usize {
    let end = (0..n).rev().find(|k| ends_clause(tokens, *k));
    end.map_or(0, |k| k + 1)
}

/// How many inhabitants a share at token `at` is of, if it ends before `n`.
fn per_at(tokens: &[Token], at: usize, n: usize, language: Language) -> Option<String> {
    if tokens[at].is("每") {
        let rank: String = tokens[at + 1..n]
            .iter()
            .take_while(|t| !t.is("人"))
            .map(|t| t.text.as_str())
            .collect();
        let base = match rank.as_str() {
            "万" | "1万" | "一万" => "10000",
            "千" => "1000",
            "百" => "100",
            "十万" | "10万" => "100000",
            _ => return None,
        };
        return Some(base.to_owned());
    }
    // 万人发明专利拥有量 leaves 每 out.
    if spells(tokens, at, "万人").is_some() {
        let numeral = at > 0
            && (tokens[at - 1].sort == Sort::Number
                || "十百千几数多余一二三四五六七八九两".contains(&tokens[at - 1].text));
        let owned = (at + 2..n.min(at + 16)).any(|k| spells(tokens, k, "拥有").is_some());
        return (!numeral && owned).then(|| "10000".to_owned());
    }
    if !tokens[at].is_any(&PER) {
        return None;
    }
    let base = number_at(tokens, at + 1, language)?;
    let people = base.end < n && is_people(tokens.get(base.end)?);
    people.then(|| base.value.plain())
}

/// The unit that others of its kind are compared in, and the power of ten to it: hectares in km².
pub fn base(slug: &str) -> (&str, i16) {
    match slug {
        "ha" => ("km2", -2),
        "m2" => ("km2", -6),
        "m" => ("km", -3),
        "per-10000" => ("per-10000-inhabitants", 0),
        "rank" => ("count", 0),
        _ => (slug, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(text: &str, slug: &str, power: i16) {
        let found = known_at(&tokens(text), 1);
        let found = found.map(|f| (f.unit.slug, f.power));
        assert_eq!(found, Some((slug.to_owned(), power)), "{text}");
    }

    #[test]
    fn units_of_three_languages() {
        check("3 km²", "km2", 0);
        check("3 km2", "km2", 0);
        check("3 Quadratkilometern", "km2", 0);
        check("3平方公里", "km2", 0);
        check("30 PetaFLOPs", "PFLOPS", 0);
        check("2 EFLOPS", "PFLOPS", 3);
        check("500P算力", "PFLOPS", 0);
        check("12 Prozentpunkte", "percentage-points", 0);
        check("12个百分点", "percentage-points", 0);
        check("12 per cent", "percent", 0);
        check("12元", "CNY", 0);
        check("3-year", "years", 0);
        check("3 US-Dollar", "USD", 0);
        check("3,000 P", "PFLOPS", 0);
        assert_eq!(known_at(&tokens("3 p"), 1), None);
        assert_eq!(known_at(&tokens("30 PCT"), 1), None);
        assert_eq!(known_at(&tokens("3 Häfen"), 1), None);
    }

    #[test]
    fn per_so_many_belongs_to_the_unit() {
        let german = tokens("70 Stationen pro 10.000 Einwohner");
        let (unit, from, to) = per_after(&german, 1, Language::De).unwrap();
        assert_eq!((unit.slug.as_str(), from, to), ("per-10000-inhabitants", 2, 5));
        let chinese = tokens("每万人拥有基站70个");
        let unit = |tokens: &[Token], n| per_before(tokens, n, Language::En).map(|u| u.slug);
        let per = Some("per-10000-inhabitants".to_owned());
        assert_eq!(unit(&chinese, 7), per);
        assert_eq!(unit(&tokens("every 10,000 people there have 18"), 5), per);
        assert_eq!(unit(&tokens("every 10,000 ships there have 18"), 5), None);
        assert_eq!(unit(&tokens("for 10,000 people there are 18"), 5), None);
        let average = tokens("每万人有19个，高于全国16个的平均值");
        assert_eq!(unit(&average, 11), per);
        let other = tokens("每万人有19个，去年新建全国16个");
        assert_eq!(unit(&other, 13), None);
    }

    #[test]
    fn other_things_are_counted() {
        let text = "40 5G-Masten und mehr";
        assert_eq!(counted_at(&tokens(text), 1, text).0.noun, "5G-Masten");
        let text = "300 neue Firmen in der Stadt";
        assert_eq!(counted_at(&tokens(text), 1, text).0.noun, "neue Firmen");
    }
}
