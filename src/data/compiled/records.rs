//! Which fields of each record are written, in which order.
//!
//! To add a field: its name in the row of its record below.

use crate::atlas::*;
use crate::data::packed::{Bytes, Packed, Packing};

macro_rules! records {
    ($($record:ident { $($field:ident),+ $(,)? })+) => { $(impl Packed for $record {
        fn put(&self, out: &mut Packing) {
            $(self.$field.put(out);)+
        }
        fn get(from: &mut Bytes) -> Option<Self> {
            Some($record { $($field: Packed::get(from)?),+ })
        }
    })+ };
}

records! {
    Records { units, places, organisations, metrics, documents, facts, derivations }
    Names { en, de, zh, pinyin }
    Unit { slug, dimension, symbol, names }
    Coordinates { lat, lon, precision, origin }
    Place { slug, kind, parent, also_in, names, aliases, names_origin, coordinates, focus, note }
    Organisation { slug, kind, names, aliases, names_origin, place, note }
    Metric {
        slug, names, short, under, aliases, unit, counted, nature, better, theme, definition, comparable_with,
    }
    Evidence { document, paragraph, phrase, reads }
    Fact {
        slug, place, subject, metric, value, unit, period, period_inferred, kind, scope, prices, attributed_to,
        status, evidence, note,
    }
    Mark { start, end, fact }
    Restatement { text, marks }
    Paragraph { n, role, restatement, places, organisations, fingerprint }
    Document {
        slug, lang, title, title_supplied, publisher, original_source, url, published, published_basis, licence,
        checked, paragraphs,
    }
    Derivation { slug, place, metric, unit, period, scope, formula, inputs, note }
}

impl Packed for Paragraphs {
    fn put(&self, out: &mut Packing) {
        self.to_vec().put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Vec::get(from).map(Paragraphs::from)
    }
}

/// As it is written: only that keeps its precision.
impl Packed for Decimal {
    fn put(&self, out: &mut Packing) {
        self.mantissa().put(out);
        self.exponent().put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Some(Decimal::new(Packed::get(from)?, Packed::get(from)?))
    }
}

impl Packed for Hedge {
    fn put(&self, out: &mut Packing) {
        let at = Hedge::ALL.iter().position(|hedge| hedge == self);
        at.unwrap_or_default().put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Hedge::ALL.get(usize::get(from)?).copied()
    }
}

impl Packed for Value {
    fn put(&self, out: &mut Packing) {
        match self {
            Value::Number(hedge, number) => (0_u8, (*hedge, *number)).put(out),
            Value::Between(low, high) => (1_u8, (*low, *high)).put(out),
            Value::Rank(position, of) => (2_u8, (*position, *of)).put(out),
            Value::Part {
                part,
                whole_hedge,
                whole,
            } => (3_u8, (*part, (*whole_hedge, *whole))).put(out),
            Value::Magnitude(number) => (4_u8, *number).put(out),
            Value::Holds => 5_u8.put(out),
        }
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => Value::Number(Packed::get(from)?, Packed::get(from)?),
            1 => Value::Between(Packed::get(from)?, Packed::get(from)?),
            2 => Value::Rank(Packed::get(from)?, Packed::get(from)?),
            3 => Value::Part {
                part: Packed::get(from)?,
                whole_hedge: Packed::get(from)?,
                whole: Packed::get(from)?,
            },
            4 => Value::Magnitude(Packed::get(from)?),
            5 => Value::Holds,
            _ => return None,
        })
    }
}

impl Packed for Date {
    fn put(&self, out: &mut Packing) {
        match *self {
            Date::Year(year) => (0_u8, year).put(out),
            Date::Month(year, month) => (1_u8, (year, month)).put(out),
            Date::Day(year, month, day) => (2_u8, (year, (month, day))).put(out),
        }
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => Date::Year(Packed::get(from)?),
            1 => Date::Month(Packed::get(from)?, Packed::get(from)?),
            2 => Date::Day(Packed::get(from)?, Packed::get(from)?, Packed::get(from)?),
            _ => return None,
        })
    }
}

impl Packed for Period {
    fn put(&self, out: &mut Packing) {
        match *self {
            Period::At(date) => (0_u8, date).put(out),
            Period::Half(year, half) => (1_u8, (year, half)).put(out),
            Period::Quarter(year, quarter) => (2_u8, (year, quarter)).put(out),
            Period::Span(start, end) => (3_u8, (start, end)).put(out),
            Period::End(year) => (4_u8, year).put(out),
            Period::By(date) => (5_u8, date).put(out),
            Period::AsOf(date) => (6_u8, date).put(out),
            Period::Within(years, start) => (7_u8, (years, start)).put(out),
            Period::Undated => 8_u8.put(out),
        }
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => Period::At(Packed::get(from)?),
            1 => Period::Half(Packed::get(from)?, Packed::get(from)?),
            2 => Period::Quarter(Packed::get(from)?, Packed::get(from)?),
            3 => Period::Span(Packed::get(from)?, Packed::get(from)?),
            4 => Period::End(Packed::get(from)?),
            5 => Period::By(Packed::get(from)?),
            6 => Period::AsOf(Packed::get(from)?),
            7 => Period::Within(Packed::get(from)?, Packed::get(from)?),
            8 => Period::Undated,
            _ => return None,
        })
    }
}

/// There are few formulas: their text is as short as anything.
impl Packed for Formula {
    fn put(&self, out: &mut Packing) {
        Text::from(self.to_string()).put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Formula::parse(&Text::get(from)?).ok()
    }
}

/// Whether all positions are those of records, of which so many are facts, and all marks lie in their texts.
pub fn fits(all: &Records, facts: usize) -> bool {
    let unit = |id: UnitId| id.index() < all.units.len();
    let place = |id: PlaceId| id.index() < all.places.len();
    let thing = |id: OrganisationId| id.index() < all.organisations.len();
    let metric = |id: MetricId| id.index() < all.metrics.len();
    let fact = |id: FactId| id.index() < facts;
    let marked = |restatement: &Restatement| {
        let within = |mark: &Mark| fact(mark.fact) && restatement.text.get(mark.start..mark.end).is_some();
        restatement.marks.iter().all(within)
    };
    let paragraph = |p: &Paragraph| {
        let names = p.places.iter().all(|id| place(*id)) && p.organisations.iter().all(|id| thing(*id));
        names && p.restatement.iter().all(marked)
    };
    all.places.iter().all(|p| {
        let above = p.parent.iter().chain(&p.also_in).all(|id| place(*id));
        above && p.focus.iter().all(|id| thing(*id))
    }) && all.organisations.iter().all(|o| o.place.is_none_or(place))
        && all
            .metrics
            .iter()
            .all(|m| unit(m.unit) && m.under.iter().chain(&m.comparable_with).all(|id| metric(*id)))
        && all.documents.iter().all(|d| d.paragraphs.iter().all(paragraph))
        && all.derivations.iter().all(|d| {
            let inputs = d.inputs.iter().all(|(_, id)| fact(*id));
            inputs && place(d.place) && metric(d.metric) && unit(d.unit)
        })
}
