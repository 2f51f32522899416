//! How far a number holds: hedges before it, behind it, and as a verb elsewhere in the clause.
//! Knows no values; says [`Hedge`] and where the words stand.
//!
//! A spatial «über» («erstreckt sich über zwei km²», «extends over») is no hedge.
//! To add a hedge: a row of the table of its place and language.

use super::tokens::{Sort, Token, ends_clause, spelled_before, spells};
use crate::atlas::{Hedge, Language};
use std::ops::Range;

type Rows = &'static [(&'static str, Hedge)];

use Hedge::{About, Almost, AtLeast, AtMost, Over, Under};

#[rustfmt::skip]
const BEFORE_DE: Rows = &[
    ("nicht mehr als", AtMost), ("nicht weniger als", AtLeast), ("mehr als", Over), ("weniger als", Under), ("uber die marke von", Over),
    ("jenseits von", Over), ("oberhalb von", Over), ("unterhalb von", Under), ("grosser als", Over), ("hoher als", Over), ("uber", Over), ("gut", Over),
    ("reichlich", Over), ("rund", About), ("etwa", About), ("circa", About), ("zirka", About), ("ca .", About), ("ca", About), ("rd .", About),
    ("ungefahr", About), ("schatzungsweise", About), ("um die", About), ("an die", About), ("knapp", Almost), ("fast", Almost), ("nahezu", Almost),
    ("beinahe", Almost), ("annahernd", Almost), ("mindestens", AtLeast), ("wenigstens", AtLeast), ("zumindest", AtLeast), ("hochstens", AtMost),
    ("maximal", AtMost), ("bis zu", AtMost), ("unter", Under), ("mehr", Over),
];
#[rustfmt::skip]
const BEFORE_EN: Rows = &[
    ("no more than", AtMost), ("not more than", AtMost), ("no less than", AtLeast), ("no fewer than", AtLeast), ("not less than", AtLeast),
    ("at least", AtLeast), ("a minimum of", AtLeast), ("more than", Over), ("in excess of", Over), ("upwards of", Over), ("greater than", Over),
    ("higher than", Over), ("just over", Over), ("well over", Over), ("over", Over), ("above", Over), ("exceeding", Over), ("exceed", Over), ("exceeded", Over), ("exceeds", Over),
    ("cross", Over), ("crosses", Over), ("crossed", Over), ("crossing", Over), ("tops", Over), ("will top", Over), ("could top", Over),
    ("surpassing", Over), ("surpassed", Over), ("surpass", Over), ("topping", Over), ("topped", Over), ("beyond", Over), ("past", Over), ("to top", Over), ("less than", Under), ("fewer than", Under), ("lower than", Under),
    ("just under", Almost), ("just short of", Almost), ("under", Under), ("below", Under), ("nearly", Almost), ("almost", Almost), ("close to", Almost),
    ("approaching", Almost), ("nearing", Almost), ("pass", Over), ("passing", Over), ("about", About), ("around", About), ("roughly", About), ("approximately", About), ("approx .", About), ("some", About),
    ("circa", About), ("an estimated", About), ("up to", AtMost), ("as much as", AtMost), ("as many as", AtMost), ("as high as", AtMost), ("at most", AtMost), ("a maximum of", AtMost),
];
#[rustfmt::skip]
const BEFORE_ZH: Rows = &[
    ("不超过", AtMost), ("不少于", AtLeast), ("不低于", AtLeast), ("至少", AtLeast), ("最少", AtLeast), ("超过", Over), ("突破", Over), ("超出", Over), ("高于", Over),
    ("大于", Over), ("多于", Over), ("逾", Over), ("超", Over), ("破", Over), ("过", Over), ("不到", Under), ("不足", Under), ("低于", Under), ("少于", Under), ("小于", Under),
    ("接近", Almost), ("将近", Almost), ("逼近", Almost), ("几乎", Almost), ("近", Almost), ("大约", About), ("约占", About), ("约", About), ("大概", About),
    ("最多", AtMost), ("至多", AtMost), ("最高", AtMost), ("最高达", AtMost), ("最高可达", AtMost), ("最多达", AtMost), ("最多可达", AtMost),
];
const SIGNS: Rows = &[
    (">", Over),
    ("≥", AtLeast),
    ("<", Under),
    ("≤", AtMost),
    ("~", About),
    ("≈", About),
    ("±", About),
];
/// Before a duration: a term.
const TERMS: [&str; 5] = ["innerhalb von", "innerhalb", "binnen", "within", "in under"];
const AFTER: Rows = &[
    ("oder mehr", AtLeast),
    ("und mehr", AtLeast),
    ("or more", AtLeast),
    ("and above", AtLeast),
    ("or above", AtLeast),
    ("and over", AtLeast),
    ("or over", AtLeast),
    ("or higher", AtLeast),
    ("und daruber", AtLeast),
    ("oder daruber", AtLeast),
    ("or so", About),
    ("oder weniger", AtMost),
    ("or less", AtMost),
    ("以上", AtLeast),
    ("左右", About),
    ("上下", About),
    ("以下", Under),
    ("以内", AtMost),
];
/// Words that may stand between a hedge and its number.
const BETWEEN: [&str; 15] = [
    "了",
    "达",
    "到",
    "有",
    "为",
    "insgesamt",
    "jeweils",
    "the",
    "a",
    "the mark of",
    "人民币",
    "total",
    "die",
    "der",
    "den",
];

/// A hedge with the token it begins at.
pub type At = (Hedge, usize);

/// The hedge that ends just before token `n`, the first token of a number.
pub fn before(tokens: &[Token], n: usize, language: Language) -> Option<At> {
    let table = match language {
        Language::De => BEFORE_DE,
        Language::En => BEFORE_EN,
        Language::Zh => BEFORE_ZH,
    };
    let direct = longest_before(tokens, n, table);
    let found = direct.or_else(|| {
        let gap = n.checked_sub(1).filter(|g| tokens[*g].is_any(&BETWEEN))?;
        longest_before(tokens, gap, table)
            .filter(|_| !tokens[gap].is_any(&["die", "der", "den", "the"]) || language == Language::Zh)
    });
    let (hedge, start) = found.or_else(|| of_share(tokens, n, table))?;
    let spatial = tokens[start].is_any(&["uber", "over"]) && is_spatial(tokens, start);
    (!spatial && !is_other_sense(tokens, start, n)).then_some((hedge, start))
}

/// «as many as 30»: a bound, or no more than emphasis.
pub fn is_emphasis(tokens: &[Token], start: usize) -> bool {
    tokens[start].is("as") && tokens.get(start + 2).is_some_and(|t| t.is("as"))
}

/// The hedge before a fraction in words, which may bear an article: «mehr als die Hälfte».
pub fn before_fraction(tokens: &[Token], n: usize, language: Language) -> Option<At> {
    let article = n
        .checked_sub(1)
        .filter(|at| tokens[*at].is_any(&["die", "der", "das", "den", "dem", "the"]));
    before(tokens, n, language).or_else(|| before(tokens, article?, language))
}

/// 约占全国的30%: what is hedged before 占 is the share, whatever it is a share of.
fn of_share(tokens: &[Token], n: usize, table: Rows) -> Option<At> {
    const FARTHEST: usize = 12;
    let reach = n.saturating_sub(FARTHEST)..n;
    let mut words = reach
        .rev()
        .take_while(|k| !ends_clause(tokens, *k) && tokens[*k].sort != Sort::Number);
    let share = words.find(|k| tokens[*k].is("占"))?;
    longest_before(tokens, share, table)
}

fn longest_before(tokens: &[Token], n: usize, table: Rows) -> Option<At> {
    let hits = table.iter().chain(SIGNS).filter_map(|(words, hedge)| {
        let start = spelled_before(tokens, n, words)?;
        Some((*hedge, start))
    });
    hits.min_by_key(|(_, start)| *start)
}

/// «rund um», «mehr und mehr 30», 近年: the words without the sense.
fn is_other_sense(tokens: &[Token], start: usize, n: usize) -> bool {
    let lone_more = tokens[start].is("mehr") && n == start + 1;
    // 近三年: «in the last three years».
    let recent = tokens[start].is("近") && tokens.get(n + 1).is_some_and(|t| t.is_any(&["年", "天", "周"]));
    // 经过三年: «after three years».
    let through = tokens[start].is("过") && start > 0 && tokens[start - 1].is_any(&["经", "通", "不"]);
    lone_more || recent || through || is_rise(tokens, start) || is_adjective(tokens, start)
}

/// «scaled up to 30», «drive sales up to 30»: where a rise ends, and no bound.
fn is_rise(tokens: &[Token], start: usize) -> bool {
    const BESIDE: [&str; 11] = [
        "went", "go", "goes", "gone", "going", "climb*", "step*", "add", "adds", "added", "shot",
    ];
    const ANYWHERE: [&str; 9] = [
        "scale", "scaled", "scales", "scaling", "ramp*", "driv*", "drove", "bring*", "brought",
    ];
    if spells(tokens, start, "up to").is_none() {
        return false;
    }
    let is = |at: usize, words: &[&str]| words.iter().any(|word| spells(tokens, at, word).is_some());
    let noun = |at: usize| at > 0 && tokens[at - 1].is_any(&["the", "a", "its", "their", "of", "this"]);
    let clause = clause_around(tokens, start).start.max(start.saturating_sub(12))..start;
    (start > 0 && is(start - 1, &BESIDE)) || clause.into_iter().any(|at| is(at, &ANYWHERE) && !noun(at))
}

/// «a cross 30 m wide», «the tops 30»: no verb stands behind an article.
fn is_adjective(tokens: &[Token], start: usize) -> bool {
    let verb = tokens[start].is_any(&["cross", "crosses", "tops"]);
    verb && start > 0 && tokens[start - 1].is_any(&["a", "the", "its", "red", "these", "of"])
}

/// Whether a verb of extent rules the clause around an «über» or «over» at token `n`.
fn is_spatial(tokens: &[Token], n: usize) -> bool {
    const EXTENT: [&str; 12] = [
        "erstreck*",
        "verteil*",
        "ausgedehn*",
        "ausdehn*",
        "dehn*",
        "hinweg",
        "extend*",
        "spread*",
        "stretch*",
        "spans",
        "spanning",
        "sprawl*",
    ];
    let clause = clause_around(tokens, n);
    let near = clause.start.max(n.saturating_sub(14))..clause.end.min(n + 14);
    near.into_iter()
        .any(|at| EXTENT.iter().any(|verb| spells(tokens, at, verb).is_some()))
}

/// The tokens between the clause signs around token `n`.
pub fn clause_around(tokens: &[Token], n: usize) -> Range<usize> {
    let start = (0..n.min(tokens.len())).rev().find(|k| ends_clause(tokens, *k));
    let end = (n..tokens.len()).find(|k| ends_clause(tokens, *k));
    start.map_or(0, |k| k + 1)..end.unwrap_or(tokens.len())
}

/// A term before a duration: «innerhalb von zwei Jahren», «within two years».
pub fn term_before(tokens: &[Token], n: usize) -> Option<usize> {
    TERMS
        .iter()
        .filter_map(|words| spelled_before(tokens, n, words))
        .min()
}

/// A term behind a Chinese duration: 两年内, 两年以内.
pub fn term_after(tokens: &[Token], n: usize) -> bool {
    spells(tokens, n, "内").is_some() || spells(tokens, n, "之内").is_some()
}

/// The hedge that starts at token `n`, behind a number and its unit, and the token after it.
pub fn after(tokens: &[Token], n: usize) -> Option<At> {
    let found = AFTER
        .iter()
        .find_map(|(words, hedge)| Some((*hedge, n + spells(tokens, n, words)?)));
    // «30 und mehr als 40», «30 and over 40»: the words belong to the next figure.
    found.filter(|(_, end)| {
        let next = tokens.get(*end);
        let over = tokens[end - 1].is("over");
        !next.is_some_and(|t| t.is_any(&["als", "than"]) || (over && t.sort != Sort::Sign))
    })
}

/// The token behind a parenthesis that opens at token `n`, if it is a short one.
pub fn past_parenthesis(tokens: &[Token], n: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    if !tokens.get(n)?.is("(") {
        return None;
    }
    let end = (n + 1..tokens.len().min(n + LONGEST)).find(|k| tokens[*k].is_any(&["(", ")"]))?;
    tokens[end].is(")").then_some(end + 1)
}

/// 多, 余, `+` right behind the digits: more than they say.
pub fn inside(tokens: &[Token], n: usize) -> Option<Hedge> {
    let token = tokens.get(n).filter(|t| !t.spaced)?;
    match token.text.as_str() {
        "多" | "余" => Some(Over),
        "来" if tokens
            .get(n + 1)
            .is_some_and(|t| t.is_any(&["个", "家", "座", "项", "人", "年"])) =>
        {
            Some(About)
        }
        "+" => Some(Over),
        "-" if tokens.get(n + 1).is_some_and(|t| t.is("plus") && !t.spaced) => Some(Over),
        _ => None,
    }
}

/// A verb that says its object is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Its object follows, or else stands before: «überstieg», «surpassed».
    Finite,
    /// Its object stands before, or else follows: «übertreffen», «überschritten».
    Final,
}

/// The verb at token `n` that means «more than».
pub fn verb_at(tokens: &[Token], n: usize) -> Option<Verb> {
    const FINITE: &[&str] = &[
        "uberstieg",
        "ubersteigt",
        "ubersteige",
        "uberstiegen",
        "uberschritt",
        "uberschreitet",
        "ubertraf",
        "ubertrafen",
        "ubertrifft",
        "knackte",
        "exceed*",
        "surpass*",
        "topped",
        "tops",
        "crossed",
        "crosses",
        "outnumber*",
        "突破",
        "超过",
        "outstrip*",
    ];
    const PASSIVE: [&str; 4] = ["exceeded", "surpassed", "topped", "crossed"];
    const FINAL: [&str; 7] = [
        "ubersteigen",
        "uberschreiten",
        "ubertreffen",
        "ubertroffen",
        "uberschritten",
        "knacken",
        "geknackt",
    ];
    // «300 billion yuan was exceeded»: a passive's object stands before it.
    let passive = n > 0 && tokens[n - 1].is_any(&["was", "were", "been", "be", "is", "being"]);
    if FINAL.iter().any(|verb| tokens[n].is(verb)) || (passive && tokens[n].is_any(&PASSIVE)) {
        return Some(Verb::Final);
    }
    let finite = FINITE.iter().any(|verb| spells(tokens, n, verb).is_some());
    let negated = n > 0 && tokens[n - 1].is_any(&["不", "nicht", "not", "未"]);
    (finite && !negated).then_some(Verb::Finite)
}

/// Where «top» begins if it is a verb before token `n`, the number of a measure: «saw revenue top 30 billion yuan».
pub fn topping(tokens: &[Token], n: usize) -> Option<usize> {
    let verb = n.checked_sub(1).filter(|at| tokens[*at].is("top"))?;
    let before = tokens.get(verb.checked_sub(1)?)?;
    let adjective = before.sort != Sort::Word
        || before.text == "s"
        || before.is_any(&[
            "the", "a", "its", "their", "of", "these", "in", "at", "on", "among", "world",
        ]);
    (!adjective).then_some(verb)
}

/// Farthest a verb reaches, in tokens.
pub const REACH: usize = 18;

#[cfg(test)]
mod tests {
    use super::super::tokens::{Sort, tokens};
    use super::*;

    fn check(text: &str, language: Language, expected: Option<Hedge>) {
        let tokens = tokens(text);
        let n = tokens.iter().position(|t| t.sort == Sort::Number).expect(text);
        assert_eq!(
            before(&tokens, n, language).map(|(hedge, _)| hedge),
            expected,
            "{text}"
        );
    }

    #[test]
    fn hedges_before_a_number() {
        check("nicht mehr als 30", Language::De, Some(AtMost));
        check("mehr als 30", Language::De, Some(Over));
        check("knapp 30", Language::De, Some(Almost));
        check("wuchs um 30", Language::De, None);
        check("ca. 30", Language::De, Some(About));
        check("no fewer than 30", Language::En, Some(AtLeast));
        check("some 30", Language::En, Some(About));
        check("超过了30", Language::Zh, Some(Over));
        check("不到30", Language::Zh, Some(Under));
        check("超算30", Language::Zh, None);
        check("近3年", Language::Zh, None);
        check(">30", Language::En, Some(Over));
    }

    #[test]
    fn a_spatial_over_is_no_hedge() {
        check("Der Park erstreckt sich über 2", Language::De, None);
        check("ein Gelände, das sich über 2 Hektar ausdehnt", Language::De, None);
        check("the zone extends over 2", Language::En, None);
        check("Der Park ist über 2", Language::De, Some(Over));
    }

    #[test]
    fn verbs_mean_more_than() {
        assert_eq!(verb_at(&tokens("überschritt"), 0), Some(Verb::Finite));
        assert_eq!(verb_at(&tokens("nicht überschritt"), 1), None);
        assert_eq!(verb_at(&tokens("übertreffen"), 0), Some(Verb::Final));
        assert_eq!(verb_at(&tokens("überall"), 0), None);
    }
}
