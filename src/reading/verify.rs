//! Whether a paragraph says the value a fact claims: one code and the words for it.
//! Knows no atlas: a claim comes as plain values, the place of its phrase from `find`.
//!
//! V0 agrees · V1 other value · V2 other unit · V3 scale slip · V4 other hedge · V5 other period · V6 kind not
//! supported · V7 unreadable · V8 decimal mark misread · V9 needs context. V0 asks for number, unit and hedge; the
//! hedge may stand anywhere in the clause. Period and kind are doubted only on explicit words beside the figure.
//! To add a code: [`Agreement`] and its place in [`judge`].

use super::lexer::{HedgedBy, Lexed, Reading, lex};
use super::numeral::Form;
use super::{context, slips, units};
use crate::atlas::{Decimal, Hedge, Kind, Language, Period, Reads, Round, Value, signed};
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
    let inside: Vec<&Reading> = lexed
        .readings
        .iter()
        .filter(|r| overlap(&r.number, &phrase))
        .collect();
    let sentence = context::sentence(&lexed.tokens, &phrase);
    let around: Vec<&Reading> = lexed
        .readings
        .iter()
        .filter(|r| overlap(&r.number, &sentence))
        .collect();
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

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// «Fünf von ihnen»: the part stands in the phrase, the whole elsewhere in the paragraph.
fn apart(claim: &Claim, inside: &[&Reading], all: &[Reading]) -> Option<Verdict> {
    let Value::Part { part, whole, .. } = claim.value else {
        return None;
    };
    let says =
        |r: &Reading, n: &Decimal| matches!(r.value, Value::Number(..)) && r.value.number() == Some(*n);
    let there = inside.iter().any(|r| says(r, part)) && all.iter().any(|r| says(r, whole));
    let context = matches!(claim.reads, Reads::Context | Reads::Presence);
    there.then(|| match context {
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
    let leans = matches!(claim.reads, Reads::Context | Reads::Presence);
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

/// One figure against the claim.
fn compare(claim: &Claim, paragraph: &str, reading: &Reading) -> Verdict {
    let converted = from_mu(claim, reading);
    let reading = converted.as_ref().unwrap_or(reading);
    let said = || paragraph.get(reading.span.clone()).unwrap_or_default().to_owned();
    let other = |agreement| {
        Verdict::new(
            agreement,
            format!("the text says «{}», the fact {}", said(), signed(claim.value)),
        )
    };
    let (unit, same_unit) = unit_of(claim, reading);
    let forms = statements(reading);
    if forms
        .iter()
        .any(|value| same_unit && agrees(claim.value, value, unit, reading))
    {
        return Verdict::agrees();
    }
    if forms
        .iter()
        .any(|value| same_unit && same_number(claim.value, value, unit, reading))
    {
        return other(Agreement::OtherHedge);
    }
    let claimed = claim.value.number();
    let number = reading.value.number();
    if reading.other.is_some() && reading.other == claimed {
        return other(Agreement::DecimalMark);
    }
    if let Some(slip) = claimed
        .zip(number)
        // Bare digits that count something else only look alike: 24 boats are no slip for 2.4 billion yuan.
        .filter(|_| same_unit || reading.scale.is_some())
        .and_then(|(c, n)| slips::scale_slip(c, n.shift(unit), reading.scale.as_ref()))
    {
        return Verdict::new(
            Agreement::ScaleSlip,
            format!(
                "{slip}: the text says «{}», the fact {}",
                said(),
                signed(claim.value)
            ),
        );
    }
    if forms
        .iter()
        .any(|value| same_number(claim.value, value, 0, reading))
    {
        if lacks_unit(claim, paragraph, reading) {
            let detail = format!("the text says «{}», its unit stands elsewhere", said());
            return Verdict::new(Agreement::NeedsContext, detail);
        }
        let detail = format!("the text counts «{}», the fact {}", said(), claim.unit);
        return Verdict::new(Agreement::OtherUnit, detail);
    }
    other(Agreement::OtherValue)
}

/// 15 mu are a hectare: an area in mu, in square kilometres with as many digits as the claim has, if these are no
/// fewer than the text's.
fn from_mu(claim: &Claim, reading: &Reading) -> Option<Reading> {
    let Value::Number(hedge, area) = reading.value else {
        return None;
    };
    let asked = claim.value.number()?;
    let fits = reading.unit.slug == "mu"
        && units::base(claim.unit).0 == "km2"
        && asked.digits() >= area.trimmed().digits();
    let area = area.div(Decimal::new(1500, 0), Round::Nearest).filter(|_| fits)?;
    let mut converted = reading.clone();
    converted.value = Value::Number(hedge, area);
    "km2".clone_into(&mut converted.unit.slug);
    converted.form = Form::Fraction;
    Some(converted)
}

/// Whether a number stands there bare, where money or a table would leave its unit out: «reached 578 billion», a row of
/// figures.
fn lacks_unit(claim: &Claim, paragraph: &str, reading: &Reading) -> bool {
    const MONEY: [&str; 6] = ["CNY", "USD", "HKD", "EUR", "JPY", "GBP"];
    let bare = reading.unit.slug == "count" && reading.unit.noun.is_empty();
    let large = reading.scale.as_ref().is_some_and(|scale| scale.power >= 6);
    let row = paragraph.split_whitespace().count() > 1 && !paragraph.contains(char::is_alphabetic);
    bare && ((large && MONEY.contains(&claim.unit)) || row)
}

/// The power of ten from the reading's unit to the claim's, and whether they measure the same.
fn unit_of(claim: &Claim, reading: &Reading) -> (i16, bool) {
    let ((ours, ours_power), (theirs, theirs_power)) =
        (units::base(claim.unit), units::base(&reading.unit.slug));
    let rank = matches!(claim.value, Value::Rank(..)) || matches!(reading.value, Value::Rank(..));
    // Shares are often said in points when a change is meant; a count may stand without its noun.
    (theirs_power - ours_power, ours == theirs || rank)
}

/// What a figure states: itself, and the whole of a part as a number of its own.
fn statements(reading: &Reading) -> Vec<Value> {
    let mut values = vec![reading.value.clone()];
    match &reading.value {
        Value::Part {
            part,
            whole_hedge,
            whole,
        } => {
            values.push(Value::Number(*whole_hedge, *whole));
            values.push(Value::Number(Hedge::Exact, *part));
        }
        Value::Rank(position, Some(of)) => {
            values.push(Value::Rank(*position, None));
            values.push(Value::Number(Hedge::Exact, *of));
        }
        _ => {}
    }
    values
}

fn agrees(claim: &Value, said: &Value, power: i16, reading: &Reading) -> bool {
    let near = |a: Decimal, b: Decimal| equal(a, b.shift(power), reading.form);
    match (claim, said) {
        (Value::Number(a, x), Value::Number(b, y)) => {
            // A term of two years may be claimed as two years.
            // A hedge that the words leave open may be claimed or not.
            let open = matches!(reading.hedged_by, HedgedBy::Term | HedgedBy::Open) && *a == Hedge::Exact;
            (a == b || open) && near(*x, *y)
        }
        (Value::Between(a, b), Value::Between(x, y)) => near(*a, *x) && near(*b, *y),
        (Value::Magnitude(a), Value::Magnitude(b)) => near(*a, *b),
        // 突破千亿 names an order of magnitude as well as a bound.
        (Value::Magnitude(a), Value::Number(_, b)) => reading.is_bare_scale() && near(*a, *b),
        (Value::Rank(a, of), Value::Rank(b, whole)) => a == b && of.is_none_or(|of| *whole == Some(of)),
        (Value::Rank(a, None), Value::Number(Hedge::Exact, b)) => a == b && reading.unit.slug == "count",
        (
            Value::Part {
                part,
                whole_hedge,
                whole,
            },
            Value::Part {
                part: p,
                whole_hedge: h,
                whole: w,
            },
        ) => part == p && whole == w && whole_hedge == h,
        _ => false,
    }
}

/// The same number whatever the hedge or the operator.
fn same_number(claim: &Value, said: &Value, power: i16, reading: &Reading) -> bool {
    let (Some(a), Some(b)) = (claim.number(), said.number()) else {
        return false;
    };
    let highs = match (claim.number_high(), said.number_high()) {
        (Some(a), Some(b)) => equal(a, b.shift(power), reading.form),
        _ => true,
    };
    equal(a, b.shift(power), reading.form) && highs
}

/// Equal, and for a fraction in words equal to the digits the claim has.
fn equal(claimed: Decimal, said: Decimal, form: Form) -> bool {
    claimed == said || (form == Form::Fraction && said.round_to(claimed.digits(), Round::Nearest) == claimed)
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
    let fits = |r: &&&Reading| {
        statements(r)
            .iter()
            .any(|v| same_number(claim.value, v, unit_of(claim, r).0, r))
    };
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
mod tests {
    use super::*;
    use crate::reading::find::find;

    fn dec(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    fn judge_in(value: &Value, unit: &str, phrase: &str, paragraph: &str, language: Language) -> Verdict {
        let claim = Claim {
            value,
            unit,
            period: Period::parse("2031"),
            kind: Some(Kind::Observed),
            reads: Reads::Value,
            language,
        };
        verify(&claim, paragraph, find(phrase, paragraph, language).span)
    }

    fn check(value: Value, unit: &str, phrase: &str, paragraph: &str, code: &str) -> String {
        let verdict = judge_in(&value, unit, phrase, paragraph, Language::De);
        assert_eq!(
            verdict.agreement.code(),
            code,
            "{phrase} in {paragraph}: {verdict:?}"
        );
        verdict.detail
    }

    fn over(text: &str) -> Value {
        Value::Number(Hedge::Over, dec(text))
    }

    fn exact(text: &str) -> Value {
        Value::Number(Hedge::Exact, dec(text))
    }

    const HARBOUR: &str =
        "Im Hafen überstieg der Umschlag im Jahr 2031 3,1 Millionen Tonnen, ein Plus von 8,5 Prozent.";

    #[test]
    fn the_hedge_may_stand_outside_the_phrase() {
        check(over("3.1e6"), "t", "3,1 Millionen Tonnen", HARBOUR, "V0");
        check(exact("3.1e6"), "t", "3,1 Millionen Tonnen", HARBOUR, "V4");
        check(exact("8.5"), "percent", "8,5 Prozent", HARBOUR, "V0");
    }

    #[test]
    fn each_fault_has_its_code() {
        check(over("3.2e6"), "t", "3,1 Millionen Tonnen", HARBOUR, "V1");
        check(exact("8.5"), "points", "8,5 Prozent", HARBOUR, "V2");
        let slip = check(over("3.1e9"), "t", "3,1 Millionen Tonnen", HARBOUR, "V3");
        assert!(
            slip.contains("Million in the text") && slip.contains("wants Milliarde"),
            "{slip}"
        );
        check(
            exact("1.5"),
            "count",
            "1.500 Boote",
            "Dort liegen 1.500 Boote.",
            "V8",
        );
        check(exact("7"), "percent", "der Umschlag", HARBOUR, "V7");
        check(exact("8.5"), "percent", "ein Plus", HARBOUR, "V9");
        check(over("3.1e9"), "t", "drei Milliarden Tonnen", HARBOUR, "V3");
    }

    #[test]
    fn periods_and_kinds_are_doubted_on_explicit_words() {
        let text = "Im Jahr 2029 zählte Lindenau 300 Boote.";
        check(exact("300"), "count", "300 Boote", text, "V5");
        let text = "Die Stadt will 300 Boote anschaffen.";
        check(exact("300"), "count", "300 Boote", text, "V6");
        check(
            exact("300"),
            "count",
            "300 Boote",
            "Im Hafen liegen 300 Boote.",
            "V0",
        );
        // «wird … erzeugt» is a passive, no future.
        check(
            exact("300"),
            "count",
            "300 Boote",
            "Dort wird Strom für 300 Boote erzeugt.",
            "V0",
        );
    }

    fn kind_of(text: &str, phrase: &str, value: Value, unit: &str, language: Language) -> &'static str {
        let claim = Claim {
            value: &value,
            unit,
            period: None,
            kind: Some(Kind::Observed),
            reads: Reads::Value,
            language,
        };
        verify(&claim, text, find(phrase, text, language).span)
            .agreement
            .code()
    }

    #[test]
    fn an_intent_must_rule_the_figure() {
        let en = |text, phrase, n| kind_of(text, phrase, exact(n), "count", Language::En);
        for (text, code) in [
            ("The bay has grown to 30 boats and is expected to grow on", "V0"),
            ("The bay will grow and has bought 30 boats", "V0"),
            ("It aims to lead the coast and already keeps 30 boats", "V0"),
            ("Lindenau built 30 boats and will build more", "V0"),
            ("The fleet will be expanded to 90 boats from 30 boats", "V0"),
            ("The bay will buy 30 boats", "V6"),
            ("The bay will have 30 boats", "V6"),
            ("30 boats will be built", "V6"),
            ("30 boats and 40 piers are planned", "V6"),
            ("The bay will open a school and buy 30 boats", "V6"),
            ("The fleet will be expanded to 30 boats from 10 boats", "V6"),
        ] {
            assert_eq!(en(text, "30 boats", "30"), code, "{text}");
        }
        let km = |text| kind_of(text, "30-kilometre", exact("30"), "km", Language::En);
        assert_eq!(km("The 30-kilometre quay is expected to grow"), "V0");
        assert_eq!(km("They will build a 30-kilometre quay"), "V6");
        let de = |text| kind_of(text, "30 Boote", exact("30"), "count", Language::De);
        assert_eq!(de("ein Hafen, der 30 Boote umfasst und bald wachsen soll"), "V0");
        assert_eq!(de("30 Boote gekauft und im Herbst geliefert werden sollen"), "V6");
    }

    #[test]
    fn a_time_that_is_only_compared_with_is_no_other_time() {
        let code = |text: &str, value: &str| {
            let value = exact(value);
            judge_in(&value, "count", "30 boats", text, Language::En)
                .agreement
                .code()
        };
        assert_eq!(
            code(
                "They had 30 boats, up 8 percent from the same month in 2030.",
                "30"
            ),
            "V0"
        );
        assert_eq!(
            code("They had 30 boats, as seen from the quay in 2030.", "30"),
            "V5"
        );
        assert_eq!(
            code("They had 30 boats in 2030, up 8 percent from 2029.", "30"),
            "V5"
        );
    }

    #[test]
    fn each_of_two_figures_has_its_own_time() {
        let text = "The line passed over 12 km and 13 km in 2030 and 2031 respectively.";
        let judge = |value: Value, phrase| {
            judge_in(&value, "km", phrase, text, Language::En)
                .agreement
                .code()
        };
        assert_eq!(judge(over("13"), "13 km"), "V0");
        assert_eq!(judge(exact("13"), "13 km"), "V0");
        assert_eq!(judge(Value::Number(Hedge::Under, dec("13")), "13 km"), "V4");
        let turned = "The line passed over 12 km and 13 km in 2031 and 2030 respectively.";
        let value = over("13");
        assert_eq!(
            judge_in(&value, "km", "13 km", turned, Language::En)
                .agreement
                .code(),
            "V5"
        );
        let apart = "The line passed over 12 km and 13 km in 2031.";
        assert_eq!(
            judge_in(&value, "km", "13 km", apart, Language::En)
                .agreement
                .code(),
            "V4"
        );
    }

    #[test]
    fn hedges_that_are_left_open_still_bind_the_number() {
        let judge = |value: Value, unit: &str, phrase: &str, text: &str| {
            judge_in(&value, unit, phrase, text, Language::En)
                .agreement
                .code()
        };
        let text = "more than 22 million dollars (CNY150 million)";
        assert_eq!(judge(over("1.5e8"), "CNY", "CNY150 million", text), "V0");
        assert_eq!(judge(over("1.6e8"), "CNY", "CNY150 million", text), "V1");
        assert_eq!(
            judge(
                over("1.5e8"),
                "CNY",
                "CNY150 million",
                "22 million dollars (CNY150 million)"
            ),
            "V4"
        );
        let text = "It surpassed the 5.4 percent growth of Lindenau";
        assert_eq!(judge(exact("5.4"), "percent", "5.4 percent", text), "V0");
        assert_eq!(judge(exact("5.5"), "percent", "5.4 percent", text), "V1");
        let text = "It surpassed the 30 km mark";
        assert_eq!(judge(exact("30"), "km", "30 km", text), "V4");
        assert_eq!(judge(over("30"), "km", "30 km", text), "V0");
        let text = "as many as 40 boats";
        assert_eq!(judge(exact("40"), "count", "40 boats", text), "V0");
        assert_eq!(judge(over("40"), "count", "40 boats", text), "V4");
    }

    #[test]
    fn mu_are_converted_with_the_digits_claimed() {
        let judge = |value: &str| {
            let value = exact(value);
            let text = "占地1.7万亩";
            judge_in(&value, "km2", "1.7万亩", text, Language::Zh)
                .agreement
                .code()
        };
        assert_eq!(judge("11.33"), "V0");
        assert_eq!(judge("11"), "V0");
        assert_eq!(judge("11.34"), "V1");
        assert_eq!(judge("1e1"), "V1");
        assert_eq!(judge("17"), "V1");
    }

    #[test]
    fn a_bare_amount_may_leave_its_money_out() {
        let judge = |unit: &str, phrase: &str, text: &str, value: &str| {
            let value = exact(value);
            judge_in(&value, unit, phrase, text, Language::En)
                .agreement
                .code()
        };
        let text = "The trade reached 578.4 million as of May.";
        assert_eq!(judge("CNY", "578.4 million", text, "5.784e8"), "V9");
        assert_eq!(judge("percent", "578.4 million", text, "5.784e8"), "V2");
        assert_eq!(judge("CNY", "578.4 million", text, "5.785e8"), "V1");
        let text = "The trade reached 578.4 million tonnes.";
        assert_eq!(judge("CNY", "578.4 million", text, "5.784e8"), "V2");
        assert_eq!(judge("percent", "0.76", "7,993.7 0.76", "0.76"), "V9");
        assert_eq!(judge("percent", "40", "It stood at 40 then", "40"), "V2");
    }

    #[test]
    fn a_scale_without_digits_is_a_bound_and_an_order_of_magnitude() {
        let judge = |value: Value| {
            let text = "产值首次突破千亿元";
            judge_in(&value, "CNY", "突破千亿元", text, Language::Zh)
                .agreement
                .code()
        };
        assert_eq!(judge(over("1e11")), "V0");
        assert_eq!(judge(Value::Magnitude(dec("1e11"))), "V0");
        assert_eq!(judge(exact("1e11")), "V4");
        assert_ne!(judge(over("1e10")), "V0");
        let value = Value::Magnitude(dec("2e11"));
        let text = "突破2000亿元";
        assert_ne!(
            judge_in(&value, "CNY", text, text, Language::Zh).agreement.code(),
            "V0"
        );
    }

    #[test]
    fn parts_ranks_magnitudes_and_superlatives() {
        let text = "17 von über 40 Schulen nehmen teil; Lindenau liegt damit auf Platz sechs und ist im Norden führend.";
        let part = Value::Part {
            part: dec("17"),
            whole_hedge: Hedge::Over,
            whole: dec("40"),
        };
        check(part, "count", "17 von über 40 Schulen", text, "V0");
        check(over("40"), "count", "über 40 Schulen", text, "V0");
        check(Value::Rank(dec("6"), None), "rank", "Platz sechs", text, "V0");
        check(
            Value::Rank(dec("1"), None),
            "rank",
            "im Norden führend",
            text,
            "V0",
        );
        let text = "Dort entstand eine Billionen-Yuan-Branche.";
        check(
            Value::Magnitude(dec("1e12")),
            "CNY",
            "Billionen-Yuan-Branche",
            text,
            "V0",
        );
        check(Value::Holds, "none", "entstand", text, "V0");
    }

    #[test]
    fn context_may_give_the_value() {
        let value = exact("8.5");
        let claim = Claim {
            value: &value,
            unit: "percent",
            period: None,
            kind: None,
            reads: Reads::Context,
            language: Language::De,
        };
        let phrase = find("ein Plus", HARBOUR, Language::De).span;
        assert_eq!(verify(&claim, HARBOUR, phrase).agreement, Agreement::Agrees);
        let nothing = verify(&claim, "Dort steht ein Plus.", Some(11..19));
        assert_eq!(nothing.agreement, Agreement::NeedsContext);
        assert!(!nothing.detail.is_empty());
    }

    #[test]
    fn english_and_chinese_are_judged_too() {
        let verdict = |value: Value, unit: &str, phrase: &str, text: &str, language| {
            judge_in(&value, unit, phrase, text, language).agreement.code()
        };
        let text = "Output topped 3.1 trillion yuan.";
        assert_eq!(
            verdict(over("3.1e12"), "CNY", "3.1 trillion yuan", text, Language::En),
            "V0"
        );
        assert_eq!(
            verdict(over("3.1e9"), "CNY", "3.1 trillion yuan", text, Language::En),
            "V3"
        );
        let text = "产值突破3.1亿元，同比增长8.5%";
        assert_eq!(verdict(over("3.1e8"), "CNY", "3.1亿元", text, Language::Zh), "V0");
        assert_eq!(
            verdict(over("3.1e12"), "CNY", "3.1亿元", text, Language::Zh),
            "V3"
        );
    }
}
