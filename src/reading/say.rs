//! The value an English restatement of our own gives in a marked figure: «over [2.4 trillion yuan](…)».
//! Knows no atlas; asks the same lexer and the same judge as the originals.

use super::lexer::{Reading, lex};
use super::verify::{Agreement, Claim, Verdict, verify};
use crate::atlas::{Language, Reads, Value};
use std::ops::Range;

/// The figure in bytes `mark` of a restatement, with the hedge around it.
pub fn restated(text: &str, mark: &Range<usize>) -> Option<Reading> {
    let readings = lex(text, Language::En).readings;
    let inside = |r: &Reading| r.number.start < mark.end && mark.start < r.number.end;
    let figure = readings.iter().find(|r| inside(r) && r.is_figure());
    figure.or_else(|| readings.iter().find(|r| inside(r))).cloned()
}

/// Whether the restatement says what the fact says, in its mark or (for a hedge, a rank or a whole) around it.
pub fn restates(text: &str, mark: &Range<usize>, value: &Value, unit: &str) -> Verdict {
    let judge = |reads| {
        let claim = Claim {
            value,
            unit,
            period: None,
            kind: None,
            reads,
            language: Language::En,
        };
        verify(&claim, text, Some(mark.clone()))
    };
    let (marked, around) = (judge(Reads::Value), judge(Reads::Context));
    let prefers_around = around.agreement == Agreement::Agrees || marked.agreement == Agreement::Unreadable;
    if prefers_around { around } else { marked }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Decimal, Hedge};

    #[test]
    fn marks_are_read_with_the_hedge_around_them() {
        let text = "The port handled more than 3.1 million tonnes, a third of the province's.";
        let mark = |words: &str| {
            let at = text.find(words).unwrap();
            at..at + words.len()
        };
        let number = |hedge, text| Value::Number(hedge, Decimal::parse(text).unwrap());
        let code = |words: &str, value: Value, unit: &str| {
            restates(text, &mark(words), &value, unit).agreement.code()
        };
        assert_eq!(
            code("3.1 million tonnes", number(Hedge::Over, "3.1e6"), "t"),
            "V0"
        );
        assert_eq!(
            code("3.1 million tonnes", number(Hedge::Over, "3.1e9"), "t"),
            "V3"
        );
        assert_eq!(
            code("a third", number(Hedge::Exact, "33.333333"), "percent"),
            "V0"
        );
        assert_eq!(restated(text, &mark("a third")).unwrap().unit.slug, "percent");
        assert!(restated(text, &mark("The port")).is_none());
    }
}
