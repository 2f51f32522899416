//! Whether a paragraph says the value a fact claims: one code and the words for it.
//! Knows no atlas: a claim comes as plain values, the place of its phrase from `find`. One figure is held against the
//! claim in `compare`; `context` reads what stands around it.
//!
//! V0 agrees · V1 other value · V2 other unit · V3 scale slip · V4 other hedge · V5 other period · V6 kind not
//! supported · V7 unreadable · V8 decimal mark misread · V9 needs context. V0 asks for number, unit and hedge; the
//! hedge may stand anywhere in the clause. Period and kind are doubted only on explicit words beside the figure.
//! To add a code: [`Agreement`] and its place in [`judge`].

mod compare;
mod context;
mod slips;

use super::lexer::{Lexed, Reading, lex};
use crate::atlas::{Decimal, Kind, Language, Period, Reads, Value};
use compare::{compare, says_number};
use std::ops::Range;

/// How a paragraph bears a claim out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Agreement {
    /// V0: it says so.
    Agrees,
    /// V1: another value.
    OtherValue,
    /// V2: the number with another unit.
    OtherUnit,
    /// V3: the digits with another scale word.
    ScaleSlip,
    /// V4: the number with another hedge.
    OtherHedge,
    /// V5: the value for another time.
    OtherPeriod,
    /// V6: the value as another kind of statement.
    OtherKind,
    /// V7: no figure can be read.
    Unreadable,
    /// V8: the digits with the decimal mark taken for a thousands mark, or the other way.
    DecimalMark,
    /// V9: the phrase alone does not say it.
    NeedsContext,
}

impl Agreement {
    /// Its code in output.
    pub fn code(self) -> &'static str {
        const CODES: [&str; 10] = ["V0", "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9"];
        CODES[self as usize]
    }
}

/// What a fact claims, as plain values.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The value.
    pub value: &'a Value,
    /// The slug of its unit.
    pub unit: &'a str,
    /// Its time; `None` to leave it out of the question.
    pub period: Option<Period>,
    /// Its kind; `None` to leave it out of the question.
    pub kind: Option<Kind>,
    /// What the phrase lets one read.
    pub reads: Reads,
    /// The paragraph's language.
    pub language: Language,
}

impl Claim<'_> {
    /// Whether it may take its value from what stands around the phrase.
    fn leans(&self) -> bool {
        matches!(self.reads, Reads::Context | Reads::Presence)
    }
}

/// A code and the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The code.
    pub agreement: Agreement,
    /// What the text says instead, or why it cannot be told; empty for V0.
    pub detail: String,
}

impl Verdict {
    fn new(agreement: Agreement, detail: impl Into<String>) -> Self {
        Verdict {
            agreement,
            detail: detail.into(),
        }
    }

    fn agrees() -> Self {
        Verdict::new(Agreement::Agrees, "")
    }
}

/// Judges a claim by its paragraph. `phrase` is where the phrase stands, `None` if it was not found: then the whole
/// paragraph is asked for the nearest figure.
pub fn verify(claim: &Claim, paragraph: &str, phrase: Option<Range<usize>>) -> Verdict {
    let lexed = lex(paragraph, claim.language);
    let Some(phrase) = phrase else {
        return without_phrase(claim, paragraph, &lexed);
    };
    if *claim.value == Value::Holds {
        return Verdict::agrees();
    }
    let inside = within(&lexed, &phrase);
    let around = within(&lexed, &context::sentence(&lexed.tokens, &phrase));
    if context::spans_years(&lexed, claim.value, claim.unit, &phrase) {
        return Verdict::agrees();
    }
    let verdict = match apart(claim, &inside, &lexed.readings) {
        Some(verdict) => verdict,
        None => judge(claim, paragraph, &inside, &around),
    };
    match verdict.agreement {
        Agreement::Agrees => doubts(claim, &lexed, &inside, &around).unwrap_or(verdict),
        _ => verdict,
    }
}

/// The figures whose numbers reach into a place.
fn within<'a>(lexed: &'a Lexed, place: &Range<usize>) -> Vec<&'a Reading> {
    let reaches = |r: &&Reading| r.number.start < place.end && place.start < r.number.end;
    lexed.readings.iter().filter(reaches).collect()
}

/// «Fünf von ihnen»: the part stands in the phrase, the whole elsewhere in the paragraph.
fn apart(claim: &Claim, inside: &[&Reading], all: &[Reading]) -> Option<Verdict> {
    let Value::Part { part, whole, .. } = claim.value else {
        return None;
    };
    let says =
        |r: &Reading, n: &Decimal| matches!(r.value, Value::Number(..)) && r.value.number() == Some(*n);
    let there = inside.iter().any(|r| says(r, part)) && all.iter().any(|r| says(r, whole));
    there.then(|| match claim.leans() {
        true => Verdict::agrees(),
        false => Verdict::new(
            Agreement::NeedsContext,
            "the whole stands elsewhere in the paragraph",
        ),
    })
}

/// The figures in the phrase decide; those around it only where the claim says that it needs them.
fn judge(claim: &Claim, paragraph: &str, inside: &[&Reading], around: &[&Reading]) -> Verdict {
    let direct = best(claim, paragraph, inside);
    if let Some(verdict) = direct.as_ref().filter(|v| v.agreement == Agreement::Agrees) {
        return verdict.clone();
    }
    let near = best(claim, paragraph, around).filter(|v| v.agreement == Agreement::Agrees);
    let leans = claim.leans();
    match (near, direct) {
        (Some(_), _) if leans => Verdict::agrees(),
        (Some(_), None) => Verdict::new(
            Agreement::NeedsContext,
            "the figure stands beside the phrase, not in it",
        ),
        (_, direct) if leans => {
            let what = direct.map_or("the sentence states no such figure".to_owned(), |v| v.detail);
            Verdict::new(Agreement::NeedsContext, what)
        }
        (_, Some(direct)) => direct,
        (None, None) => Verdict::new(Agreement::Unreadable, "no figure can be read in the phrase"),
    }
}

/// The best verdict over some figures: agreement first, then the fault that explains most.
fn best(claim: &Claim, paragraph: &str, readings: &[&Reading]) -> Option<Verdict> {
    let rank = |v: &Verdict| match v.agreement {
        Agreement::Agrees => 0,
        Agreement::OtherHedge => 1,
        Agreement::DecimalMark => 2,
        Agreement::ScaleSlip => 3,
        Agreement::NeedsContext | Agreement::OtherUnit => 4,
        _ => 5,
    };
    // An article is a figure only for one who claims exactly one.
    let one = matches!(claim.value, Value::Number(_, n) if *n == Decimal::new(1, 0));
    let asked = readings.iter().filter(|r| r.is_figure() || one);
    asked.map(|r| compare(claim, paragraph, r)).min_by_key(rank)
}

/// The phrase is not there: is the value, or the value with other digits or another scale?
fn without_phrase(claim: &Claim, paragraph: &str, lexed: &Lexed) -> Verdict {
    if *claim.value == Value::Holds {
        return Verdict::new(Agreement::NeedsContext, "the phrase is not in the paragraph");
    }
    let all: Vec<&Reading> = lexed.readings.iter().collect();
    match best(claim, paragraph, &all) {
        Some(v) if v.agreement == Agreement::Agrees => Verdict::new(
            Agreement::NeedsContext,
            "the paragraph states the value in other words than the phrase",
        ),
        Some(v)
            if matches!(
                v.agreement,
                Agreement::ScaleSlip | Agreement::DecimalMark | Agreement::OtherHedge
            ) =>
        {
            v
        }
        _ => Verdict::new(
            Agreement::Unreadable,
            "the phrase is absent and no figure of the paragraph fits the fact",
        ),
    }
}

/// V5 and V6: the value agrees, but explicit words beside it speak of another time or kind.
fn doubts(claim: &Claim, lexed: &Lexed, inside: &[&Reading], around: &[&Reading]) -> Option<Verdict> {
    let fits = |r: &&&Reading| says_number(claim, r);
    let reading = inside.iter().find(fits).or_else(|| around.iter().find(fits))?;
    if let Some(said) = claim
        .period
        .and_then(|period| context::other_period(lexed, reading, period))
    {
        return Some(Verdict::new(
            Agreement::OtherPeriod,
            format!("beside the figure stands {said}"),
        ));
    }
    let word = claim
        .kind
        .and_then(|kind| context::other_kind(lexed, reading, kind))?;
    Some(Verdict::new(
        Agreement::OtherKind,
        format!("the clause says «{word}»"),
    ))
}

#[cfg(test)]
mod tests;
