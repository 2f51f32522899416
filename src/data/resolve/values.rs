//! Values as files write them: numbers with their hedges, periods, days, coordinates.
//! Knows no ids.

use super::faults::Fault;
use crate::atlas::*;
use crate::data::schema::{CoordinatesRecord, ValueRecord};

pub(super) fn coordinates(record: &CoordinatesRecord) -> Result<Coordinates, Fault> {
    Ok(Coordinates {
        lat: number(&record.lat)?,
        lon: number(&record.lon)?,
        precision: record.precision.clone(),
        origin: record.origin.0,
    })
}

pub(super) fn date(text: &str) -> Result<Date, Fault> {
    Date::parse(text).ok_or_else(|| Fault::written(text, "no date", "write 2026, 2026-02 or 2026-02-14"))
}

pub(super) fn period(text: &str) -> Result<Period, Fault> {
    let hint = "write 2025, 2025-H1, 2025-Q3, 2025-01, 2021/2025, end-2021, by-2028, as-of-2026-01-27, P2Y-from-2026-01-09 or undated";
    Period::parse(text).ok_or_else(|| Fault::written(text, "no period", hint))
}

fn number(text: &str) -> Result<Decimal, Fault> {
    let hint = "write plain digits with a point, such as 2.4e12 or 153400, at most 18 of them";
    Decimal::parse(text).ok_or_else(|| Fault::written(text, "no number", hint))
}

pub(super) fn value(record: &ValueRecord) -> Result<Value, Fault> {
    let hedged = |hedge, text: &str| Ok(Value::Number(hedge, number(text)?));
    match record {
        ValueRecord::Exact(n) => hedged(Hedge::Exact, n),
        ValueRecord::Over(n) => hedged(Hedge::Over, n),
        ValueRecord::AtLeast(n) => hedged(Hedge::AtLeast, n),
        ValueRecord::Under(n) => hedged(Hedge::Under, n),
        ValueRecord::Almost(n) => hedged(Hedge::Almost, n),
        ValueRecord::AtMost(n) => hedged(Hedge::AtMost, n),
        ValueRecord::About(n) => hedged(Hedge::About, n),
        ValueRecord::Between(low, high) => {
            let (bottom, top) = (number(low)?, number(high)?);
            if bottom > top {
                return Err(Fault::written(
                    low,
                    "the lower end is above the upper one",
                    "swap them",
                ));
            }
            Ok(Value::Between(bottom, top))
        }
        ValueRecord::Rank { position, of } => Ok(Value::Rank(
            number(position)?,
            of.as_deref().map(number).transpose()?,
        )),
        ValueRecord::Of { part, whole } => match value(whole)? {
            Value::Number(whole_hedge, whole) => Ok(Value::Part {
                part: number(part)?,
                whole_hedge,
                whole,
            }),
            _ => Err(Fault::written(
                part,
                "the whole of a part must be one number",
                "write whole: Over(\"90\")",
            )),
        },
        ValueRecord::OrderOfMagnitude(n) => Ok(Value::Magnitude(number(n)?)),
        ValueRecord::Holds => Ok(Value::Holds),
    }
}
