//! What stands around a figure: its sentence, the time named beside it, and words of intent or of the past.
//! Judges no values; answers only on explicit words.
//!
//! To add a word: [`INTENT`], [`PAST`] or [`FACT`].

use crate::atlas::{Decimal, Hedge, Kind, Period, Value};
use crate::reading::hedges::clause_around;
use crate::reading::lexer::{Lexed, Reading};
use crate::reading::periods::Mention;
use crate::reading::tokens::{Sort, Token, sentence_around, spells};
use std::ops::Range;

/// Words of plans and expectations. German «wird» is not among them: it also makes the passive.
#[rustfmt::skip]
const INTENT: &[&str] = &[
    "will", "wollen", "soll", "sollen", "sollte", "plant", "planen", "geplant", "strebt", "streben", "angestrebt", "ziel", "konnte", "konnten", "durfte",
    "durften", "voraussichtlich", "erwartet", "prognos*", "vorgesehen", "aims", "aim", "plans", "planned", "targets", "target", "targeting", "expected", "projected", "could",
    "forecast", "将", "力争", "计划", "预计", "目标", "有望",
];
/// Words of what has happened.
#[rustfmt::skip]
const PAST: &[&str] = &[
    "uberstieg", "uberschritt", "erreichte", "wuchs", "stieg", "betrug", "zahlte", "hatte", "waren", "wurden", "exceeded", "surpassed", "reached", "grew", "rose",
    "totalled", "totaled", "stood", "had", "were", "达到了", "突破了", "已",
];

/// Words of estimates, of what has happened as well.
const GUESS: &[&str] = &[
    "estimate*",
    "geschatzt*",
    "schatzung*",
    "估计",
    "估算",
    "预测",
    "测算",
];
/// Words that join a second predicate.
const JOINS: &[&str] = &["and", "or", "but", "while", "und", "oder", "sowie", "aber"];
/// Words of what is so, wherever they stand.
const FACT: &[&str] = &[
    "has", "had", "was", "were", "hat", "hatte", "already", "bereits", "已", "目前", "现有",
];
/// Words of what is so, if they begin a predicate of their own: «will have» is none.
const FACT_JOINED: &[&str] = &[
    "have", "is", "are", "built", "set", "opened", "now", "haben", "sind", "ist",
];
/// Words of change, which start from what is so.
#[rustfmt::skip]
const CHANGE: &[&str] = &[
    "expand*", "increas*", "rais*", "rise", "grow*", "lift*", "extend*", "boost*", "erhoh*", "steigen", "wachsen", "ausgebaut", "erweiter*", "增", "提高",
    "提升", "扩",
];

/// Whether a word of intent rules a figure, or another predicate of its clause.
struct Governed<'a> {
    tokens: &'a [Token],
    figure: Range<usize>,
}

impl Governed<'_> {
    fn by(&self, intent: usize) -> bool {
        if self.is_start() {
            return false;
        }
        if intent < self.figure.start {
            !self.is_fact(intent + 1..self.figure.start)
        } else {
            !self.is_attribute() && !self.is_parted(self.figure.end..intent)
        }
    }

    /// «will grow to 120 from 14»: where a change starts.
    fn is_start(&self) -> bool {
        let from =
            self.figure.start > 0 && self.tokens[self.figure.start - 1].is_any(&["from", "von", "从", "由"]);
        let clause = clause_around(self.tokens, self.figure.start);
        from && first_of(self.tokens, clause, CHANGE).is_some()
    }

    /// «will expand and has built 30»: a fact between the intent and the figure.
    fn is_fact(&self, mut between: Range<usize>) -> bool {
        between.any(|at| {
            let joined = at > 0 && says(self.tokens, at - 1, JOINS);
            says(self.tokens, at, FACT) || (joined && says(self.tokens, at, FACT_JOINED))
        })
    }

    /// «the 30-kilometre line will …»: a figure that only describes the subject.
    fn is_attribute(&self) -> bool {
        let here = self.figure.clone();
        here.into_iter()
            .any(|at| at > self.figure.start && self.tokens[at].is("-") && !self.tokens[at].spaced)
    }

    /// «has 30 and is expected to …»: a second predicate begins between the figure and the intent. «30 parks and 40 labs
    /// will be built» has only one.
    fn is_parted(&self, mut between: Range<usize>) -> bool {
        between.any(|at| says(self.tokens, at, JOINS) && !self.joins_figures(at) && !self.is_verb_final(at))
    }

    /// Whether a figure follows a joining word, perhaps behind its hedge.
    fn joins_figures(&self, at: usize) -> bool {
        let next = self.tokens[at + 1..].iter().take(4);
        next.take_while(|t| !t.is_any(&["is", "are", "will", "in", "the", "die", "der", "das"]))
            .any(|t| t.sort == Sort::Number)
    }

    /// «30 Parks gebaut und 40 Labore eröffnet werden sollen»: a participle waits for the verb at the end.
    fn is_verb_final(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|n| self.tokens.get(n));
        self.tokens[at].is_any(&["und", "oder", "sowie"])
            && before.is_some_and(|t| {
                let participle = t.text.starts_with("ge") || t.text.ends_with("iert");
                t.capital || participle || t.sort != Sort::Word
            })
    }
}

/// The bytes of the sentence around a place.
pub(super) fn sentence(tokens: &[Token], place: &Range<usize>) -> Range<usize> {
    let Some(first) = tokens.iter().position(|t| t.span.end > place.start) else {
        return place.clone();
    };
    let range = sentence_around(tokens, first);
    match (tokens.get(range.start), tokens.get(range.end.saturating_sub(1))) {
        (Some(from), Some(to)) => from.span.start..to.span.end.max(place.end),
        _ => place.clone(),
    }
}

/// The tokens of a figure.
fn tokens_of(lexed: &Lexed, reading: &Reading) -> Range<usize> {
    let start = lexed.tokens.partition_point(|t| t.span.end <= reading.span.start);
    let end = lexed.tokens.partition_point(|t| t.span.start < reading.span.end);
    start..end
}

/// An explicit time beside a figure that is not the claimed one, in words.
///
/// A time bound to the figure (at most three small words away) decides; else the times of the sentence do, if none
/// of them is the claimed one. Snapshots and relative terms are not doubted.
pub(super) fn other_period(lexed: &Lexed, reading: &Reading, claimed: Period) -> Option<String> {
    if matches!(
        claimed,
        Period::AsOf(_) | Period::Within(..) | Period::Undated | Period::By(_)
    ) {
        return None;
    }
    let figure = tokens_of(lexed, reading);
    let sentence = sentence_around(&lexed.tokens, figure.start);
    let timed = lexed.times.iter().filter(|m| sentence.contains(&m.tokens.start));
    let timed: Vec<(Range<usize>, Period)> = timed
        .filter_map(|m| Some((m.tokens.clone(), m.period?)))
        .collect();
    let bound = timed
        .iter()
        .find(|(at, _)| at.start >= figure.end && is_bound(lexed, figure.end..at.start));
    let bound = bound.map(|first| listed(lexed, &figure, &timed, first));
    let others = timed.iter().filter(|(at, _)| !is_comparison(lexed, &figure, at));
    let meant: Vec<Period> = bound.unwrap_or_else(|| others.map(|(_, p)| *p).collect());
    let fits = meant.is_empty() || meant.iter().any(|period| shares_year(*period, claimed));
    (!fits).then(|| meant.iter().map(|p| p.words()).collect::<Vec<_>>().join(", "))
}

/// A time with those that are listed behind it: «in 2021 and 2022». If each figure has its own («12 and 13 km … in 2021
/// and 2022 respectively»), that of the figure at hand.
fn listed(
    lexed: &Lexed,
    figure: &Range<usize>,
    timed: &[(Range<usize>, Period)],
    first: &(Range<usize>, Period),
) -> Vec<Period> {
    const LINKS: [&str; 3] = ["and", "und", ","];
    let mut list = vec![first.1];
    let mut end = first.0.end;
    for (at, period) in timed.iter().filter(|(at, _)| at.start > first.0.start) {
        let linked = (end..at.start).all(|k| lexed.tokens[k].is_any(&LINKS)) && at.start > end;
        if !linked {
            break;
        }
        list.push(*period);
        end = at.end;
    }
    let each = lexed
        .tokens
        .get(end)
        .is_some_and(|t| t.is_any(&["respectively", "beziehungsweise"]));
    let last = figure.start > 0 && lexed.tokens[figure.start - 1].is_any(&LINKS);
    match (each, last) {
        (true, true) => list.split_off(list.len() - 1),
        (true, false) => list[..1].to_vec(),
        _ => list,
    }
}

/// A time that only says what is compared with, in a clause of its own: «…, up 11 percent from the same period in 2024».
fn is_comparison(lexed: &Lexed, figure: &Range<usize>, time: &Range<usize>) -> bool {
    const FARTHEST: usize = 7;
    #[rustfmt::skip]
    const CHANGE: [&str; 14] = [
        "up", "down", "increase*", "rise", "growth", "decrease*", "drop*", "plus", "minus", "anstieg", "zuwachs", "ruckgang",
        "增长", "下降",
    ];
    const FROM: [&str; 7] = ["from", "compared", "than", "gegenuber", "verglichen", "比", "较"];
    let tokens = &lexed.tokens;
    let clause = clause_around(tokens, time.start);
    let says = |range: Range<usize>, words: &[&str]| {
        range
            .into_iter()
            .any(|at| words.iter().any(|word| spells(tokens, at, word).is_some()))
    };
    let near = clause.start.max(time.start.saturating_sub(FARTHEST))..time.start;
    !clause.contains(&figure.start) && says(clause.start..time.start, &CHANGE) && says(near, &FROM)
}

/// Whether the phrase names the first and the last year of as many years as are claimed: «(2026–2028)» is three years.
pub(super) fn spans_years(lexed: &Lexed, value: &Value, unit: &str, phrase: &Range<usize>) -> bool {
    let Value::Number(Hedge::Exact, years) = value else {
        return false;
    };
    let bytes = |m: &Mention| {
        let first = lexed.tokens.get(m.tokens.start)?.span.start;
        Some(first..lexed.tokens.get(m.tokens.end.checked_sub(1)?)?.span.end)
    };
    let here = |m: &&Mention| bytes(m).is_some_and(|b| b.start < phrase.end && phrase.start < b.end);
    let counts = |m: &Mention| match m.period {
        Some(Period::Span(from, to)) => {
            Decimal::new(i64::from(to.year()) - i64::from(from.year()) + 1, 0) == *years
        }
        _ => false,
    };
    unit == "years" && lexed.times.iter().filter(here).any(counts)
}

/// Only small words between a figure and a time.
fn is_bound(lexed: &Lexed, between: Range<usize>) -> bool {
    const SMALL: [&str; 9] = ["im", "jahr", "jahre", "in", "the", "year", "(", "of", "des"];
    between.len() <= 3 && lexed.tokens[between].iter().all(|t| t.is_any(&SMALL))
}

fn shares_year(a: Period, b: Period) -> bool {
    let (a, b) = (years(a), years(b));
    a.start() <= b.end() && b.start() <= a.end()
}

fn years(period: Period) -> std::ops::RangeInclusive<u16> {
    let end = period.year().unwrap_or(0);
    match period {
        Period::Span(from, _) => from.year()..=end,
        _ => end..=end,
    }
}

/// A word in the figure's clause that speaks against the claimed kind.
pub(super) fn other_kind(lexed: &Lexed, reading: &Reading, kind: Kind) -> Option<String> {
    let figure = tokens_of(lexed, reading);
    let clause = clause_around(&lexed.tokens, figure.start);
    let past = first_of(&lexed.tokens, clause.clone(), PAST);
    match kind {
        Kind::Observed if past.is_some() => None,
        Kind::Observed => {
            let governed = Governed {
                tokens: &lexed.tokens,
                figure,
            };
            clause
                .filter(|at| says(&lexed.tokens, *at, INTENT))
                .find(|at| governed.by(*at))
                .map(|at| lexed.tokens[at].text.clone())
        }
        Kind::Target | Kind::Projected => {
            let all = 0..lexed.tokens.len();
            let anywhere = first_of(&lexed.tokens, all.clone(), INTENT);
            let guess = first_of(&lexed.tokens, all, GUESS);
            past.filter(|_| anywhere.is_none() && (guess.is_none() || kind == Kind::Target))
        }
        Kind::Plan | Kind::Claim => None,
    }
}

fn says(tokens: &[Token], at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| spells(tokens, at, word).is_some())
}

fn first_of(tokens: &[Token], range: Range<usize>, words: &[&str]) -> Option<String> {
    let mut places = range.filter(|at| says(tokens, *at, words));
    places
        .next()
        .and_then(|at| tokens.get(at))
        .map(|t| t.text.clone())
}
