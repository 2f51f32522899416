//! One figure of a text against what a fact claims: the same value, or what lies between them (hedge, unit, scale,
//! decimal mark). Which figures are asked is not known here.

use super::slips::scale_slip;
use super::{Agreement, Claim, Verdict};
use crate::atlas::{Decimal, Hedge, Round, Value, signed};
use crate::reading::lexer::{HedgedBy, Reading};
use crate::reading::numeral::Form;
use crate::reading::units;

/// One figure against the claim.
pub(super) fn compare(claim: &Claim, paragraph: &str, reading: &Reading) -> Verdict {
    let converted = from_mu(claim, reading);
    let reading = converted.as_ref().unwrap_or(reading);
    let said = paragraph.get(reading.span.clone()).unwrap_or_default();
    let apart = || format!("the text says «{said}», the fact {}", signed(claim.value));
    let (power, same_unit) = unit_of(claim, reading);
    let forms = statements(reading);
    if same_unit && forms.iter().any(|form| agrees(claim.value, form, power, reading)) {
        return Verdict::agrees();
    }
    let same_digits = |power| {
        forms
            .iter()
            .any(|form| same_number(claim.value, form, power, reading))
    };
    if same_unit && same_digits(power) {
        return Verdict::new(Agreement::OtherHedge, apart());
    }
    let claimed = claim.value.number();
    if reading.other.is_some() && reading.other == claimed {
        return Verdict::new(Agreement::DecimalMark, apart());
    }
    if let Some(slip) = claimed
        .zip(reading.value.number())
        // Bare digits that count something else only look alike: 24 boats are no slip for 2.4 billion yuan.
        .filter(|_| same_unit || reading.scale.is_some())
        .and_then(|(c, n)| scale_slip(c, n.shift(power), reading.scale.as_ref()))
    {
        return Verdict::new(Agreement::ScaleSlip, format!("{slip}: {}", apart()));
    }
    match same_digits(0) {
        true if lacks_unit(claim, paragraph, reading) => Verdict::new(
            Agreement::NeedsContext,
            format!("the text says «{said}», its unit stands elsewhere"),
        ),
        true => Verdict::new(
            Agreement::OtherUnit,
            format!("the text counts «{said}», the fact {}", claim.unit),
        ),
        false => Verdict::new(Agreement::OtherValue, apart()),
    }
}

/// Whether the figure says the claimed number in its unit, whatever the hedge.
pub(super) fn says_number(claim: &Claim, reading: &Reading) -> bool {
    let (power, _) = unit_of(claim, reading);
    statements(reading)
        .iter()
        .any(|value| same_number(claim.value, value, power, reading))
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
    let bare = reading.unit.slug == "count" && reading.unit.noun.is_empty();
    let large = reading.scale.as_ref().is_some_and(|scale| scale.power >= 6);
    let row = paragraph.split_whitespace().count() > 1 && !paragraph.contains(char::is_alphabetic);
    bare && ((large && units::is_money(claim.unit)) || row)
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
