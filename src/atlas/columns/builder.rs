//! Facts into columns, one after the other.

use super::Columns;
use crate::atlas::{Decimal, DocumentId, Fact, Period, Text, Value};
use std::collections::HashMap;
use std::hash::Hash;

/// Numbers given to things in the order they are met.
struct Interner<K> {
    known: HashMap<K, u32>,
}

impl<K: Hash + Eq> Interner<K> {
    /// The number of a key, and whether it is new.
    fn number(&mut self, key: K) -> (u32, bool) {
        let next = self.known.len() as u32;
        let number = *self.known.entry(key).or_insert(next);
        (number, number == next)
    }
}

impl<K> Default for Interner<K> {
    fn default() -> Self {
        Interner {
            known: HashMap::new(),
        }
    }
}

/// A value with all its digits as written, to be told apart from equal ones.
type Written = (u8, Option<(i64, i16)>, Option<(i64, i16)>);

fn written(value: &Value) -> Written {
    let digits = |number: Decimal| (number.mantissa(), number.exponent());
    let tag = match value {
        Value::Number(hedge, _) => *hedge as u8,
        Value::Between(..) => 10,
        Value::Rank(..) => 11,
        Value::Part { whole_hedge, .. } => 20 + *whole_hedge as u8,
        Value::Magnitude(_) => 12,
        Value::Holds => 13,
    };
    (tag, value.number().map(digits), value.number_high().map(digits))
}

/// Columns while facts are added.
#[derive(Default)]
pub struct ColumnsBuilder {
    columns: Columns,
    scopes: Interner<Vec<Text>>,
    sources: Interner<Vec<DocumentId>>,
    periods: Interner<Period>,
    values: Interner<Written>,
}

impl ColumnsBuilder {
    /// Adds a fact at the end.
    pub fn push(&mut self, fact: &Fact) {
        let columns = &mut self.columns;
        columns.length += 1;
        columns.places.push(fact.place.0);
        columns.metrics.push(fact.metric.0);
        columns
            .subjects
            .push(fact.subject.map_or(0, |subject| subject.0 + 1));
        columns.units.push(fact.unit.0);
        let (scope, new) = self.scopes.number(fact.scope.clone());
        if new {
            columns.scope_sets.push(fact.scope.clone());
        }
        let documents: Vec<DocumentId> = fact.evidence.iter().map(|e| e.document).collect();
        let (sources, new) = self.sources.number(documents.clone());
        if new {
            columns.source_sets.push(documents);
        }
        let (period, new) = self.periods.number(fact.period);
        if new {
            columns.period_list.push(fact.period);
        }
        let (value, new) = self.values.number(written(&fact.value));
        if new {
            columns.value_list.push(fact.value.clone());
        }
        columns.scopes.push(scope);
        columns.sources.push(sources);
        columns.periods.push(period);
        columns.values.push(value);
        let prices = fact.prices.map_or(0, |prices| prices as u8 + 1);
        let marks = fact.kind as u8 | (fact.status as u8) << 3 | prices << 5;
        columns.marks.push(marks | u8::from(fact.period_inferred) << 7);
    }

    /// The columns of all facts added.
    pub fn finish(self) -> Columns {
        self.columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_apart_as_written() {
        let number = |text| Value::Number(crate::atlas::Hedge::Exact, Decimal::parse(text).unwrap());
        assert_eq!(number("2.4"), number("2.40"));
        assert_ne!(written(&number("2.4")), written(&number("2.40")));
        assert_ne!(
            written(&number("2.4")),
            written(&Value::Rank(Decimal::parse("2.4").unwrap(), None))
        );
    }
}
