//! What a word or comparison says of facts: a table for each of their columns, and one pass over the columns.

use super::super::amount::unit_word;
use super::super::fold::fold;
use super::super::index::{Index, LabelKind};
use super::super::label::{INSIDE, WORD, Word};
use super::super::wording::means;
use super::Asked;
use crate::atlas::*;

/// Facts of one step of the pass: their scores stay in the nearest cache while all columns are read.
const STEP: usize = 4096;

type Table = (Column, Vec<i16>);

fn small(score: i32) -> i16 {
    i16::try_from(score.max(0)).unwrap_or(i16::MAX)
}

impl Asked {
    /// The score of every fact; `scores` is room that is used again.
    pub(super) fn of_facts(&self, atlas: &Atlas, index: &Index, mut scores: Vec<i16>) -> Vec<i16> {
        let columns = &index.columns;
        let mut floor = 0;
        let tables = match self.field {
            None => self.bare_tables(index),
            Some("kind") if self.is_one_of(&["fact"]) => {
                floor = WORD as i16;
                Vec::new()
            }
            Some(field) => self.field_tables(atlas, index, field),
        };
        // Most words are said by labels of one or two kinds: the other columns need not be read.
        let worths = tables
            .into_iter()
            .filter_map(|(column, table)| Some((column, Worths::of(table)?)));
        let worths: Vec<(Column, Worths)> = worths.collect();
        scores.clear();
        scores.resize(columns.len(), floor);
        for (n, step) in scores.chunks_mut(STEP).enumerate() {
            for (column, worths) in &worths {
                columns.raise(*column, worths, n * STEP, step);
            }
        }
        scores
    }

    fn bare_tables(&self, index: &Index) -> Vec<Table> {
        let columns = &index.columns;
        // What counts for less: nothing needs to be asked where not even the best of its labels is worth it.
        let best_of = |kind, scores: &mut dyn Iterator<Item = usize>, less: i32| {
            if self.best[kind as usize] <= less {
                return 0;
            }
            small(scores.map(|at| self.of(kind, at) - less).max().unwrap_or(0))
        };
        let score = |kind: LabelKind, at: usize| small(self.of(kind, at));
        let each = |kind| (0..index.labels(kind).len()).map(move |at| score(kind, at));
        let subjects = std::iter::once(0).chain(each(LabelKind::Organisation));
        let scopes = index.scope_sets.iter().map(|set| match &self.exact {
            Some(_) => set
                .iter()
                .map(|at| score(LabelKind::Scope, *at as usize))
                .max()
                .unwrap_or(0),
            None => best_of(LabelKind::Scope, &mut set.iter().map(|at| *at as usize), 150),
        });
        let mut tables = vec![
            (Column::Place, each(LabelKind::Place).collect()),
            (Column::Metric, each(LabelKind::Metric).collect()),
            (Column::Subject, subjects.collect()),
            (Column::Scope, scopes.collect()),
        ];
        if self.exact.is_none() {
            let sources = columns.source_sets.iter();
            let sources =
                sources.map(|set| best_of(LabelKind::Document, &mut set.iter().map(|d| d.index()), 350));
            tables.push((Column::Sources, sources.collect()));
            tables.extend(self.figures(columns, index));
        }
        tables
    }

    /// A year meets the period, a number the value, a kind its word.
    fn figures(&self, columns: &Columns, index: &Index) -> Vec<Table> {
        let Some(text) = self.word.as_ref().map(Word::text) else {
            return Vec::new();
        };
        let held = |holds: bool, score: i32| if holds { score as i16 } else { 0 };
        let mut tables = Vec::new();
        let kinds = Kind::ALL.iter().map(|kind| held(means(text, *kind), WORD - 50));
        tables.push((Column::Kind, kinds.collect()));
        let word = unit_word(text);
        let units = index.units.iter().map(|[slug, symbol]| {
            let is_own = !text.is_empty() && (slug == text || symbol == text);
            let is_meant = word.as_deref().is_some_and(|word| fold(word) == *slug);
            held(is_own || is_meant, WORD - 50)
        });
        tables.push((Column::Unit, units.collect()));
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            return tables;
        }
        let periods = columns
            .period_list
            .iter()
            .zip(&index.periods)
            .map(|(period, notation)| {
                let year = period.year().is_some_and(|year| year.to_string() == text);
                held(year || text.len() >= 4 && notation.contains(text), WORD)
            });
        tables.push((Column::Period, periods.collect()));
        let values = index.figures.iter().map(|figure| match figure {
            Some(own) if self.number.as_ref().is_some_and(|asked| own.is(asked)) => WORD as i16,
            Some(own) if text.len() >= 2 && own.begins_with(text) => INSIDE as i16,
            _ => 0,
        });
        tables.push((Column::Value, values.collect()));
        tables
    }

    fn field_tables(&self, atlas: &Atlas, index: &Index, field: &str) -> Vec<Table> {
        let columns = &index.columns;
        let held = |holds: bool| if holds { WORD as i16 } else { 0 };
        let chosen = |kind, at: usize| small(self.chosen(kind, at));
        let places = |keep: &dyn Fn(PlaceId) -> bool| {
            let of = |(id, _): (PlaceId, &Place)| {
                if keep(id) {
                    chosen(LabelKind::Place, id.index())
                } else {
                    0
                }
            };
            vec![(Column::Place, atlas.places().map(of).collect())]
        };
        match field {
            "place" => places(&|_| true),
            "district" => places(&|id| super::fields::is_district(atlas, id)),
            "metric" => {
                let metrics = 0..atlas.records().metrics.len();
                vec![(
                    Column::Metric,
                    metrics.map(|at| chosen(LabelKind::Metric, at)).collect(),
                )]
            }
            "org" => {
                let own =
                    (0..atlas.records().organisations.len()).map(|at| chosen(LabelKind::Organisation, at));
                vec![(Column::Subject, std::iter::once(0).chain(own).collect())]
            }
            "doc" | "lang" | "ev" => self.by_sources(atlas, index, field),
            "kind" => vec![(
                Column::Kind,
                Kind::ALL.iter().map(|kind| held(self.is_kind(*kind))).collect(),
            )],
            "unit" => self.units(atlas),
            "value" => {
                let ends = self.ends();
                let values = index
                    .figures
                    .iter()
                    .map(|figure| held(figure.is_some_and(|own| ends.hold(&own))));
                vec![(Column::Value, values.collect())]
            }
            "year" => {
                let periods = columns
                    .period_list
                    .iter()
                    .map(|period| held(self.covers(*period)));
                vec![(Column::Period, periods.collect())]
            }
            _ => Vec::new(),
        }
    }

    /// What is asked of the documents of a fact's evidence, or of their number.
    fn by_sources(&self, atlas: &Atlas, index: &Index, field: &str) -> Vec<Table> {
        let held = |holds: bool| if holds { WORD as i16 } else { 0 };
        let said = |id: &DocumentId| self.is_one_of(&[atlas.document(*id).lang.name()]);
        let of = |set: &Vec<DocumentId>| match field {
            "doc" => {
                let scores = set.iter().map(|id| self.chosen(LabelKind::Document, id.index()));
                small(scores.max().unwrap_or(0))
            }
            "lang" => held(set.iter().any(said)),
            _ => held(self.in_range(Decimal::new(set.len() as i64, 0))),
        };
        vec![(
            Column::Sources,
            index.columns.source_sets.iter().map(of).collect(),
        )]
    }

    /// Facts have the unit itself, or count what their metric counts.
    fn units(&self, atlas: &Atlas) -> Vec<Table> {
        let said = |names: &[&str]| {
            let named = names.iter().copied().filter(|name| !name.is_empty());
            if self.is_one_of(&named.collect::<Vec<_>>()) {
                WORD as i16
            } else {
                0
            }
        };
        let records = atlas.records();
        let units = records
            .units
            .iter()
            .map(|unit| said(&[&unit.slug, &unit.symbol, &unit.names.en]));
        let counted = records
            .metrics
            .iter()
            .map(|metric| said(&[metric.counted.as_deref().unwrap_or("")]));
        vec![
            (Column::Unit, units.collect()),
            (Column::Metric, counted.collect()),
        ]
    }
}
