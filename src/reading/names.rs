//! Digits and words that are no figures (5G, GPT-4, «Level 4»), and those that are ranks («Platz sechs», «leading»).
//! Knows no units.
//!
//! To add a superlative: [`SUPERLATIVES`]; a label whose number is its name: [`LABELS`].

use super::hedges;
use super::numbers::{fraction_at, number_at};
use super::numeral::{Form, Numeral};
use super::tokens::{Sort, Token, spells};
use super::units;
use crate::atlas::Language;

/// Words whose number is a name.
#[rustfmt::skip]
const LABELS: [&str; 24] = [
    "industrie", "industry", "web", "version", "agenda", "typ", "modell", "serie", "stufe", "level", "phase", "artikel", "kapitel", "stage", "article",
    "chapter", "tier", "class", "klasse", "linie", "gate", "abbildung", "figure", "made in china",
];
/// Glued words that are part of the number's expression, not of a name.
const GLUED: [&str; 26] = [
    "k", "m", "mn", "mln", "b", "bn", "bln", "tn", "trn", "t", "million", "billion", "trillion", "mio",
    "mrd", "bio", "yuan", "rmb", "st", "nd", "rd", "th", "fach", "p", "tsd", "fache",
];
const MONEY: [&str; 6] = ["rmb", "cny", "us", "usd", "hk", "eur"];
#[rustfmt::skip]
const SUPERLATIVES: &[&str] = &[
    "an der spitze", "an die spitze", "spitzenreiter", "spitzenposition", "spitzenplatz", "fuhrend*", "vorreiter*", "vorlaufposition", "leitende rolle", "leitenden rolle", "hochstwert*",
    "rekordwert*", "hochste", "hochsten", "hochster", "grosste", "grossten", "grosster", "grosstes", "beste", "besten", "bester", "meisten",
    "fortschrittlichst*", "modernst*", "schnellst*", "nummer eins",
    "leading", "leader", "largest", "biggest", "highest", "foremost", "best", "most advanced", "fastest", "number one", "leads the",
    "top spot", "top place", "top position", "tops the", "topped the list", "leads all", "leads other", "leads chinese", "leads china", "more than any other", "aller anderen",
    "领先", "领跑", "居首", "榜首", "之最", "首位", "率先", "最大", "最多", "最高", "最快",
];

/// Whether the token at `n` is a number that belongs to a name, a time of day or a label.
pub fn is_name(tokens: &[Token], n: usize) -> bool {
    let token = &tokens[n];
    if token.sort != Sort::Number {
        return false;
    }
    let prior = n.checked_sub(1).and_then(|p| tokens.get(p));
    let next = tokens.get(n + 1).filter(|t| !t.spaced);
    let people = tokens.get(n + 1).is_some_and(|t| t.spaced && units::is_people(t));
    let per = prior.is_some_and(|p| p.is("每") || (people && p.is_any(&["every", "each"])));
    let label = per || prior.is_some_and(|p| token.spaced && LABELS.iter().any(|label| p.is(label)));
    label
        || is_glued_before(tokens, n)
        || next.is_some_and(|t| is_glued_after(tokens, n, t))
        || is_time_of_day(tokens, n)
}

fn is_glued_before(tokens: &[Token], n: usize) -> bool {
    let glued = |at: usize| tokens.get(at).is_some_and(|t| !t.spaced);
    let Some(prior) = n.checked_sub(1).and_then(|p| tokens.get(p)).filter(|_| glued(n)) else {
        return false;
    };
    let word = |t: &Token| t.sort == Sort::Word && !t.is_any(&MONEY);
    let before_hyphen = n.checked_sub(2).and_then(|p| tokens.get(p));
    let hyphened = prior.is("-") && glued(n - 1) && before_hyphen.is_some_and(word);
    word(prior) || hyphened || prior.is_any(&["#", "§", "_", "@"])
}

fn is_glued_after(tokens: &[Token], n: usize, next: &Token) -> bool {
    match next.sort {
        // 4K is a picture, 30K may be thirty thousand.
        Sort::Word if next.is("k") => next.capital && tokens[n].text.len() == 1,
        Sort::Word => !GLUED.contains(&next.text.as_str()) && units::known_at(tokens, n + 1).is_none(),
        Sort::Sign => next.is("-") && !is_large(&tokens[n]) && is_hyphened_name(tokens, n + 2),
        _ => false,
    }
}

/// «10,000-card»: a number with marks between its thousands counts what follows.
fn is_large(number: &Token) -> bool {
    let mut groups = number.text.split([',', '.']);
    groups
        .next()
        .is_some_and(|first| first.len() <= 3 && first != "0")
        && number.text.len() > 4
        && groups.all(|group| group.len() == 3)
}

/// «5-Sterne-…»: a hyphen and a word that is neither scale word nor unit.
fn is_hyphened_name(tokens: &[Token], at: usize) -> bool {
    let Some(word) = tokens.get(at).filter(|t| t.sort == Sort::Word && !t.spaced) else {
        return false;
    };
    let scale = GLUED.contains(&word.text.as_str())
        || word.text.starts_with("mill")
        || word.text.starts_with("bill")
        || word.text.starts_with("trill");
    !scale
        && units::known_at(tokens, at).is_none()
        && !word.is_any(&["member", "plus", "strong", "odd", "point"])
}

/// `14:30`, `24/7`, `2025/26`.
fn is_time_of_day(tokens: &[Token], n: usize) -> bool {
    let joins = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|t| !t.spaced && t.is_any(&[":", "/", "："]))
    };
    let number = |at: Option<usize>| {
        at.and_then(|a| tokens.get(a))
            .is_some_and(|t| t.sort == Sort::Number)
    };
    if fraction_at(tokens, n).is_some() {
        return false;
    }
    (joins(n + 1) && number(Some(n + 2)))
        || (n > 0 && joins(n - 1) && !tokens[n].spaced && number(n.checked_sub(2)))
}

/// «Platz sechs», «Rang 3», «ranked 6th», «No. 3»: the first token and the position.
pub fn rank_at(tokens: &[Token], n: usize, language: Language) -> Option<(usize, Numeral)> {
    const LEADS: [&str; 14] = [
        "platz",
        "rang",
        "position",
        "tabellenplatz",
        "ranked no .",
        "ranked no",
        "ranks no .",
        "ranked number",
        "ranked",
        "ranks",
        "ranking",
        "no .",
        "number",
        "place",
    ];
    let count = LEADS.iter().find_map(|lead| spells(tokens, n, lead))?;
    let link = usize::from(
        tokens
            .get(n + count)
            .is_some_and(|t| t.is_any(&["the", "at", "among", "in", "as"])),
    );
    let number = number_at(tokens, n + count + link, language)?;
    let fits = matches!(number.form, Form::Plain | Form::Ordinal)
        && number.scale.is_none()
        && number.value.exponent() == 0;
    let hedged = hedges::before(tokens, n + count + link, language).is_some();
    let unit = units::known_at(tokens, number.end).is_some();
    (fits && !hedged && !unit && number.value.digits() <= 4).then(|| (n, number.form(Form::Ordinal)))
}

/// A superlative that stands for the first rank; the token after it.
pub fn superlative_at(tokens: &[Token], n: usize, _: Language) -> Option<usize> {
    let fits = |words: &&&str| spells(tokens, n, words).is_some();
    let words = SUPERLATIVES.iter().filter(fits).max_by_key(|words| words.len())?;
    // 最高30万元 is a bound.
    let gap = |at: usize| {
        ["可达", "达到", "达", "为"]
            .iter()
            .find_map(|word| spells(tokens, at, word))
    };
    let bound = ["最高", "最多"].contains(words) && {
        let end = n + spells(tokens, n, words)?;
        tokens
            .get(end + gap(end).unwrap_or(0))
            .is_some_and(|t| t.sort == Sort::Number)
    };
    let among = n > 0 && tokens[n - 1].is_any(&["der", "one", "zu", "am"]) && words.ends_with("sten");
    spells(tokens, n, words)
        .filter(|_| !among && !bound)
        .map(|count| n + count)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn name(text: &str) -> bool {
        let tokens = tokens(text);
        let n = tokens.iter().position(|t| t.sort == Sort::Number).expect(text);
        is_name(&tokens, n)
    }

    #[test]
    fn digits_of_names_are_no_figures() {
        for text in [
            "5G-Masten",
            "GPT-4",
            "H100",
            "Industrie 4.0",
            "36Kr",
            "Level 4",
            "um 14:30",
            "rund 24/7",
            "5-Sterne-Haus",
            "W3C",
        ] {
            assert!(name(text), "{text}");
        }
        for text in [
            "300bn yuan",
            "5km",
            "500P算力",
            "30-Milliarden-Fonds",
            "3-year plan",
            "RMB300",
            "约300家",
            "20%",
            "3-5 km",
            "2,67 km²",
        ] {
            assert!(!name(text), "{text}");
        }
    }

    #[test]
    fn ranks_are_led_by_a_word() {
        let rank = |text: &str, language| rank_at(&tokens(text), 0, language).map(|(_, n)| n.value.plain());
        assert_eq!(rank("Platz sechs", Language::De).as_deref(), Some("6"));
        assert_eq!(rank("ranked 6th", Language::En).as_deref(), Some("6"));
        assert_eq!(rank("No. 3 in", Language::En).as_deref(), Some("3"));
        assert_eq!(rank("Platz für 300", Language::De), None);
        assert_eq!(
            superlative_at(&tokens("landesweit führend"), 1, Language::De),
            Some(2)
        );
    }
}
