//! Facts as columns of small numbers: what they share is kept once, so that a million of them fit in little memory
//! and questions to all of them read nothing else. Knows no texts of single facts.

mod alike;
mod builder;
mod ids;
mod lists;

use super::Records;
use super::named::{Kind, Named, Prices, Status};
use super::period::Period;
use super::records::{DocumentId, Fact, MetricId, OrganisationId, PlaceId, Text, UnitId};
use super::value::Value;
pub use builder::ColumnsBuilder;
pub use ids::Ids;
pub use lists::Lists;

/// What facts are counted by: the columns of [`Columns`] by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Places.
    Place,
    /// Metrics.
    Metric,
    /// Organisations, one more than their position; 0 is none.
    Subject,
    /// Positions in [`Columns::scope_sets`].
    Scope,
    /// Positions in [`Columns::source_sets`].
    Sources,
    /// Positions in [`Columns::period_list`].
    Period,
    /// Positions in [`Columns::value_list`].
    Value,
    /// Units.
    Unit,
    /// Kinds, by their order.
    Kind,
}

/// All of a fact but its own texts.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The place it speaks of.
    pub place: PlaceId,
    /// The organisation it speaks of, if not the place itself.
    pub subject: Option<OrganisationId>,
    /// What it measures.
    pub metric: MetricId,
    /// What it says.
    pub value: &'a Value,
    /// The unit of its numbers.
    pub unit: UnitId,
    /// The time it speaks of.
    pub period: Period,
    /// Whether the period was inferred.
    pub period_inferred: bool,
    /// What the source says the figure is.
    pub kind: Kind,
    /// What narrows it down, sorted.
    pub scope: &'a [Text],
    /// The position of the scope: equal ones have one.
    pub scope_set: usize,
    /// Which prices money is counted in.
    pub prices: Option<Prices>,
    /// How far the curator trusts it.
    pub status: Status,
    /// The documents of its evidence, in order, as often as they give some.
    pub sources: &'a [DocumentId],
}

/// The facts of an atlas as columns, with what their numbers stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// How many facts there are.
    pub(super) length: usize,
    places: Ids,
    metrics: Ids,
    subjects: Ids,
    scopes: Ids,
    sources: Ids,
    periods: Ids,
    values: Ids,
    units: Ids,
    /// Kind, status and prices, and whether the period was inferred.
    marks: Vec<u8>,
    /// The distinct scopes.
    pub scope_sets: Vec<Vec<Text>>,
    /// The distinct lists of documents.
    pub source_sets: Vec<Vec<DocumentId>>,
    /// The distinct periods.
    pub period_list: Vec<Period>,
    /// The distinct values as written.
    pub value_list: Vec<Value>,
}

impl Columns {
    /// How many columns of numbers there are, beside that of marks.
    pub const IDS: usize = 8;

    /// Columns for so many facts, to be filled in; see [`Columns::is_sound`].
    pub fn new(length: usize) -> Self {
        Columns {
            length,
            ..Columns::default()
        }
    }

    /// The columns of numbers, always in the same order.
    pub fn ids(&self) -> [&Ids; Columns::IDS] {
        [
            &self.places,
            &self.metrics,
            &self.subjects,
            &self.scopes,
            &self.sources,
            &self.periods,
            &self.values,
            &self.units,
        ]
    }

    /// The columns of numbers, to be filled in.
    pub fn ids_mut(&mut self) -> [&mut Ids; Columns::IDS] {
        [
            &mut self.places,
            &mut self.metrics,
            &mut self.subjects,
            &mut self.scopes,
            &mut self.sources,
            &mut self.periods,
            &mut self.values,
            &mut self.units,
        ]
    }

    /// The column of marks: kind, status, prices, and whether the period was inferred.
    pub fn marks(&self) -> &[u8] {
        &self.marks
    }

    /// Fills in the column of marks.
    pub fn set_marks(&mut self, marks: Vec<u8>) {
        self.marks = marks;
    }

    /// Whether all columns are as long as they should be, and every number stands for something in these records.
    pub fn is_sound(&self, records: &Records) -> bool {
        let ends = [
            records.places.len(),
            records.metrics.len(),
            records.organisations.len() + 1,
            self.scope_sets.len(),
            self.source_sets.len(),
            self.period_list.len(),
            self.value_list.len(),
            records.units.len(),
        ];
        let fits = |(ids, end): (&Ids, usize)| ids.len() == self.length && ids.all_below(end);
        let documents = self.source_sets.iter().flatten();
        self.marks.len() == self.length
            && self.ids().into_iter().zip(ends).all(fits)
            && documents
                .into_iter()
                .all(|id| id.index() < records.documents.len())
    }

    /// The columns of facts.
    pub fn of(facts: &[Fact]) -> Self {
        let mut columns = ColumnsBuilder::default();
        facts.iter().for_each(|fact| columns.push(fact));
        columns.finish()
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The number of a fact in a column.
    pub fn get(&self, column: Column, at: usize) -> usize {
        match self.numbers(column) {
            Some(ids) => ids.get(at),
            None => self.marks.get(at).map_or(0, |mark| usize::from(mark & 7)),
        }
    }

    /// A column as numbers; `None` for kinds, which are marks.
    #[inline]
    fn numbers(&self, column: Column) -> Option<&Ids> {
        Some(match column {
            Column::Place => &self.places,
            Column::Metric => &self.metrics,
            Column::Subject => &self.subjects,
            Column::Scope => &self.scopes,
            Column::Sources => &self.sources,
            Column::Period => &self.periods,
            Column::Value => &self.values,
            Column::Unit => &self.units,
            Column::Kind => return None,
        })
    }

    /// The facts of each of the `things` that a column of places, metrics or subjects speaks of.
    pub fn lists(&self, column: Column, things: usize) -> Lists {
        let less = usize::from(column == Column::Subject);
        self.numbers(column)
            .map_or_else(Lists::default, |ids| Lists::new(things, ids, less))
    }

    /// How many facts name each of so many documents as a source.
    pub fn counts_of_documents(&self, documents: usize) -> Vec<usize> {
        let mut counts = vec![0; documents];
        for (set, facts) in self.source_sets.iter().zip(self.counts(Column::Sources)) {
            for (n, id) in set.iter().enumerate() {
                if !set[..n].contains(id) {
                    counts[id.index()] += facts;
                }
            }
        }
        counts
    }

    /// How many facts have each number of a column, up to the greatest one there is.
    pub fn counts(&self, column: Column) -> Vec<usize> {
        let mut counts = Vec::new();
        match self.numbers(column) {
            Some(Ids::Narrow(ids)) => count(ids, usize::from, &mut counts),
            Some(Ids::Wide(ids)) => count(ids, |id| id as usize, &mut counts),
            None => count(&self.marks, |mark| usize::from(mark & 7), &mut counts),
        }
        counts
    }

    /// A fact without its texts.
    pub fn row(&self, at: usize) -> Row<'_> {
        let marks = self.marks.get(at).copied().unwrap_or(0);
        let scope_set = self.scopes.get(at);
        Row {
            place: PlaceId(self.places.get(at) as u32),
            subject: (self.subjects.get(at) as u32).checked_sub(1).map(OrganisationId),
            metric: MetricId(self.metrics.get(at) as u32),
            value: &self.value_list[self.values.get(at)],
            unit: UnitId(self.units.get(at) as u32),
            period: self.period_list[self.periods.get(at)],
            period_inferred: marks & 0x80 != 0,
            kind: kind(marks),
            scope: &self.scope_sets[scope_set],
            scope_set,
            prices: prices(marks),
            status: status(marks),
            sources: &self.source_sets[self.sources.get(at)],
        }
    }

    /// For each fact of `into`, from fact `start` on, the greater of what is there and what the fact's number in a
    /// column is worth. One pass without branches: the heart of search.
    pub fn raise(&self, column: Column, worths: &Worths, start: usize, into: &mut [i16]) {
        let end = start + into.len();
        let Some(ids) = self.numbers(column) else {
            let marks = &self.marks[start..end];
            return raise(into, marks, |mark| usize::from(mark & 7), &worths.table);
        };
        match ids {
            Ids::Narrow(ids) if !worths.few.is_empty() => {
                let few = &worths.few;
                few.iter().for_each(|few| raise_few(into, &ids[start..end], few));
            }
            Ids::Narrow(ids) => raise(into, &ids[start..end], usize::from, &worths.table),
            Ids::Wide(ids) => raise(into, &ids[start..end], |id| id as usize, &worths.table),
        }
    }

    /// How many bytes the columns take, without what their numbers stand for.
    pub fn bytes(&self) -> usize {
        self.marks.len() + self.ids().iter().map(|ids| ids.bytes()).sum::<usize>()
    }
}

fn kind(marks: u8) -> Kind {
    member(marks & 7).unwrap_or(Kind::Observed)
}

fn prices(marks: u8) -> Option<Prices> {
    (marks >> 5 & 3).checked_sub(1).and_then(member)
}

fn status(marks: u8) -> Status {
    member(marks >> 3 & 3).unwrap_or(Status::Reviewed)
}

fn member<T: Named>(at: u8) -> Option<T> {
    T::ALL.get(usize::from(at)).copied()
}

/// What the numbers of a column are worth.
#[derive(Debug)]
pub struct Worths {
    /// By number, with zeros up to a power of two: cutting a number off at the end needs no branch.
    table: Vec<i16>,
    /// If few numbers are worth something, these, four by four: they are compared with, many facts at once.
    few: Vec<Few>,
}

/// Numbers and what they are worth; nothing where there are fewer.
type Few = [(u16, i16); 4];

/// Most numbers that are compared with instead of looked up.
const MOST_FEW: usize = 12;

impl Worths {
    /// The worths of a column's numbers from 0 on; `None` if none is worth anything.
    pub fn of(mut table: Vec<i16>) -> Option<Self> {
        let some = table.iter().enumerate().filter(|(_, worth)| **worth > 0);
        let mut few = Vec::new();
        for (n, (at, worth)) in some.take(MOST_FEW + 1).enumerate() {
            if n % 4 == 0 {
                few.push(Few::default());
            }
            few[n / 4][n % 4] = (u16::try_from(at).unwrap_or(0), *worth);
        }
        if few.is_empty() {
            return None;
        }
        if few.len() > MOST_FEW / 4 || table.len() > usize::from(u16::MAX) {
            few.clear();
        }
        table.resize(table.len().next_power_of_two(), 0);
        Some(Worths { table, few })
    }
}

fn count<T: Copy>(column: &[T], at: impl Fn(T) -> usize, counts: &mut Vec<usize>) {
    for id in column {
        let number = at(*id);
        if number >= counts.len() {
            counts.resize(number + 1, 0);
        }
        counts[number] += 1;
    }
}

fn raise<T: Copy>(into: &mut [i16], ids: &[T], at: impl Fn(T) -> usize, table: &[i16]) {
    let Some(last) = table.len().checked_sub(1) else {
        return;
    };
    for (best, id) in into.iter_mut().zip(ids) {
        *best = (*best).max(table[at(*id) & last]);
    }
}

fn raise_few(into: &mut [i16], ids: &[u16], few: &Few) {
    for (best, id) in into.iter_mut().zip(ids) {
        let mut worth = *best;
        for (own, own_worth) in few {
            worth = worth.max(if id == own { *own_worth } else { 0 });
        }
        *best = worth;
    }
}
