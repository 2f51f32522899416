//! Codes of whole claims: every fault, hedges far away, intents, times, parts, ranks, three languages.

use super::*;
use crate::atlas::Hedge;
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
    let text =
        "17 von über 40 Schulen nehmen teil; Lindenau liegt damit auf Platz sechs und ist im Norden führend.";
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
