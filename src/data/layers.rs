//! All records of all files, later layers laid over earlier ones by their ids.
//! Knows no references between records: those are resolved in `data::resolve`.

use super::files::{File, Part};
use super::records::{Located, list, place_of, single};
use super::schema::*;
use crate::problem::Problem;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// All records of all files, later layers laid over earlier ones, with their places.
#[derive(Debug, Default)]
pub struct Layered {
    /// Units.
    pub units: Vec<Located<UnitRecord>>,
    /// Places.
    pub places: Vec<Located<PlaceRecord>>,
    /// Organisations.
    pub organisations: Vec<Located<OrganisationRecord>>,
    /// Metrics.
    pub metrics: Vec<Located<MetricRecord>>,
    /// Documents.
    pub documents: Vec<Located<DocumentRecord>>,
    /// Facts.
    pub facts: Vec<Located<FactRecord>>,
    /// Derivations.
    pub derivations: Vec<Located<DerivationRecord>>,
}

impl Layered {
    /// Reads all files and lays them over these records; `read` is told the bytes of each before it is read.
    pub fn with(self, files: &[File], problems: &mut Vec<Problem>, read: &mut dyn FnMut(u64)) -> Self {
        let mut all = self;
        for (number, file) in files.iter().enumerate() {
            read(file.text.len() as u64);
            match file.part {
                Part::Units => all.units.extend(list(file, number, problems)),
                Part::Places => all.places.extend(list(file, number, problems)),
                Part::Organisations => all.organisations.extend(list(file, number, problems)),
                Part::Metrics => all.metrics.extend(list(file, number, problems)),
                Part::Derivations => all.derivations.extend(list(file, number, problems)),
                Part::Document => all.documents.extend(single(file, number, problems)),
                Part::Facts => all.facts.extend(list(file, number, problems)),
            }
        }
        all.units = overlay(all.units, files, problems);
        all.places = overlay(all.places, files, problems);
        all.organisations = overlay(all.organisations, files, problems);
        all.metrics = overlay(all.metrics, files, problems);
        all.documents = overlay(all.documents, files, problems);
        all.facts = overlay(all.facts, files, problems);
        all.derivations = overlay(all.derivations, files, problems);
        all
    }
}

/// Later layers win by id; two in one layer are a problem and the first stays.
fn overlay<T: Identified>(
    records: Vec<Located<T>>,
    files: &[File],
    problems: &mut Vec<Problem>,
) -> Vec<Located<T>> {
    let mut kept: Vec<Located<T>> = Vec::with_capacity(records.len());
    let mut known: HashMap<String, usize> = HashMap::with_capacity(records.len());
    for located in records {
        let id = located.record.id().to_owned();
        if !is_slug(&id) {
            let hint = "use lower-case ASCII letters, digits, «-» and «.», at most 128 of them";
            let problem = Problem::error("S1", format!("«{id}» is no id")).hint(hint);
            problems.push(located.at(files, &id, problem));
            continue;
        }
        match known.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push(located);
            }
            Entry::Occupied(entry) => {
                let first = &mut kept[*entry.get()];
                if layer(files, first) < layer(files, &located) {
                    *first = located;
                    continue;
                }
                let message = format!("id «{}» stands twice", entry.key());
                let hint = match files.get(first.file) {
                    Some(file) => {
                        let (line, _) = place_of(file, first.nth, entry.key());
                        format!("the first is {}:{line}; give this one another id", file.name)
                    }
                    None => "give this one another id".to_owned(),
                };
                let problem = Problem::error("S4", message).hint(hint);
                problems.push(located.at(files, entry.key(), problem));
            }
        }
    }
    kept
}

/// Which layer a record belongs to; the compiled atlas, which has no files, lies below all.
fn layer<T>(files: &[File], located: &Located<T>) -> u32 {
    files.get(located.file).map_or(0, |file| file.layer)
}

fn is_slug(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
    // Units are written as people write them: CNY, PFLOPS, km2.
    let unit = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric());
    (1..=128).contains(&id.len()) && (unit || id.bytes().all(plain))
}

/// A record that a file can be laid over by its id.
pub trait Identified {
    /// Its id.
    fn id(&self) -> &str;
}

macro_rules! identified {
    ($($record:ty),+) => { $(impl Identified for $record { fn id(&self) -> &str { &self.id } })+ };
}

identified!(
    UnitRecord,
    PlaceRecord,
    OrganisationRecord,
    MetricRecord,
    DocumentRecord,
    FactRecord,
    DerivationRecord
);
