//! Records of files into records of the atlas: ids resolved, values read, faults said.
//! What cannot be resolved is left out with a problem; the rest loads.

mod documents;
mod facts;
mod faults;
mod ids;
mod values;

use super::files::File;
use super::layers::Layered;
use super::records::Located;
use super::schema::{MetricRecord, NamesRecord, OrganisationRecord, PlaceRecord, UnitRecord};
use crate::atlas::*;
use crate::problem::Problem;
use faults::Reports;
use ids::Ids;
use values::coordinates;

/// Turns layered records into those of an atlas.
pub struct Resolver<'a> {
    units: Ids<'a, UnitId>,
    places: Ids<'a, PlaceId>,
    organisations: Ids<'a, OrganisationId>,
    metrics: Ids<'a, MetricId>,
    documents: Ids<'a, DocumentId>,
    facts: Ids<'a, FactId>,
    reports: Reports<'a>,
}

/// The records of an atlas, and for each fact and derivation the position of its file record.
pub struct Resolved {
    /// The records.
    pub records: Records,
    /// For each fact of `records`, its position in [`Layered::facts`].
    pub fact_rows: Vec<usize>,
    /// For each derivation of `records`, its position in [`Layered::derivations`].
    pub derivation_rows: Vec<usize>,
}

impl<'a> Resolver<'a> {
    /// A resolver over all layered records.
    pub fn new(files: &'a [File], all: &'a Layered) -> Self {
        Resolver {
            units: Ids::of("unit", UnitId, &all.units),
            places: Ids::of("place", PlaceId, &all.places),
            organisations: Ids::of("organisation", OrganisationId, &all.organisations),
            metrics: Ids::of("metric", MetricId, &all.metrics),
            documents: Ids::of("document", DocumentId, &all.documents),
            facts: Ids::new("fact"),
            reports: Reports {
                files,
                problems: Vec::new(),
            },
        }
    }

    /// The records of the atlas; problems are added to `problems`.
    pub fn resolve(mut self, all: &'a Layered, problems: &mut Vec<Problem>) -> Resolved {
        let mut records = Records {
            units: all.units.iter().map(|r| unit(&r.record)).collect(),
            places: all.places.iter().map(|r| self.place(r)).collect(),
            organisations: all.organisations.iter().map(|r| self.organisation(r)).collect(),
            metrics: all.metrics.iter().map(|r| self.metric(r)).collect(),
            ..Records::default()
        };
        let mut fact_rows = Vec::with_capacity(all.facts.len());
        for (row, located) in all.facts.iter().enumerate() {
            match self.fact(located) {
                Ok(fact) => {
                    let id = FactId(records.facts.len() as u32);
                    self.facts.insert(&located.record.id, id);
                    records.facts.push(fact);
                    fact_rows.push(row);
                }
                Err(fault) => self.reports.report(located, fault),
            }
        }
        records.documents = all.documents.iter().map(|r| self.document(r)).collect();
        let mut derivation_rows = Vec::new();
        for (row, located) in all.derivations.iter().enumerate() {
            match self.derivation(located) {
                Ok(derivation) => {
                    records.derivations.push(derivation);
                    derivation_rows.push(row);
                }
                Err(fault) => self.reports.report(located, fault),
            }
        }
        problems.append(&mut self.reports.problems);
        Resolved {
            records,
            fact_rows,
            derivation_rows,
        }
    }

    fn place(&mut self, located: &Located<PlaceRecord>) -> Place {
        let (record, reports) = (&located.record, &mut self.reports);
        let parent = record.parent.as_deref().map(|id| self.places.need(id));
        let also_in = record.also_in.iter().map(|id| self.places.need(id));
        let focus = record.focus.iter().map(|id| self.organisations.need(id));
        let coordinates = record.coordinates.as_ref().map(coordinates);
        Place {
            slug: record.id.clone(),
            kind: record.kind.0,
            parent: reports.optional(located, parent),
            also_in: reports.known(located, also_in),
            names: names(&record.names),
            aliases: record.aliases.clone(),
            names_origin: record.names_origin.map_or(Origin::Source, |w| w.0),
            focus: reports.known(located, focus),
            coordinates: reports.optional(located, coordinates),
            note: record.note.clone(),
        }
    }

    fn organisation(&mut self, located: &Located<OrganisationRecord>) -> Organisation {
        let record = &located.record;
        let place = record.place.as_deref().map(|id| self.places.need(id));
        Organisation {
            slug: record.id.clone(),
            kind: record.kind.0,
            names: names(&record.names),
            aliases: record.aliases.clone(),
            names_origin: record.names_origin.map_or(Origin::Source, |w| w.0),
            place: self.reports.optional(located, place),
            note: record.note.clone(),
        }
    }

    /// A metric whose unit is unknown gets the first unit, so that facts of its still load.
    fn metric(&mut self, located: &Located<MetricRecord>) -> Metric {
        let (record, reports) = (&located.record, &mut self.reports);
        let unit = reports.optional(located, Some(self.units.need(&record.unit)));
        let under = record.under.as_deref().map(|id| self.metrics.need(id));
        let others = record.comparable_with.iter().map(|id| self.metrics.need(id));
        Metric {
            slug: record.id.clone(),
            names: names(&record.names),
            short: record.short.clone(),
            under: reports.optional(located, under),
            aliases: record.aliases.clone(),
            unit: unit.unwrap_or(UnitId(0)),
            counted: record.counted.clone(),
            nature: record.nature.0,
            better: record.better.0,
            theme: record.theme.0,
            definition: record.definition.clone(),
            comparable_with: reports.known(located, others),
        }
    }
}

fn names(record: &NamesRecord) -> Names {
    Names {
        en: record.en.clone(),
        de: record.de.clone(),
        zh: record.zh.clone(),
        pinyin: record.pinyin.clone(),
    }
}

fn unit(record: &UnitRecord) -> Unit {
    Unit {
        slug: record.id.clone(),
        dimension: record.dimension.0,
        symbol: record.symbol.clone(),
        names: names(&record.names),
    }
}
