//! The records of checked files as bytes, so that the embedded atlas loads at once.
//! Written by the build for exactly this program; never a format for exchange.

use super::files::File;
use super::records::Located;
use super::resolve::Layered;
use super::schema::*;
use serde::{Deserialize, Serialize};

/// Where records of no file say they stand: beyond any list of files.
const NO_FILE: usize = usize::MAX;

/// The records of [`Layered`] without their places.
#[derive(Serialize, Deserialize)]
struct Compiled {
    units: Vec<UnitRecord>,
    places: Vec<PlaceRecord>,
    organisations: Vec<OrganisationRecord>,
    metrics: Vec<MetricRecord>,
    documents: Vec<DocumentRecord>,
    facts: Vec<FactRecord>,
    derivations: Vec<DerivationRecord>,
}

/// The bytes of all records; evidence gets the document whose directory its file lies in.
///
/// # Errors
/// Whatever the writer of the bytes says.
#[allow(dead_code, reason = "build.rs calls it, the program only reads")]
pub fn write(all: &Layered, files: &[File]) -> Result<Vec<u8>, postcard::Error> {
    let mut facts = all.facts.clone();
    for located in &mut facts {
        for evidence in &mut located.record.evidence {
            let directory = files.get(located.file).and_then(|file| file.document.clone());
            evidence.document = evidence.document.take().or(directory);
        }
    }
    postcard::to_allocvec(&Compiled {
        units: bare(&all.units),
        places: bare(&all.places),
        organisations: bare(&all.organisations),
        metrics: bare(&all.metrics),
        documents: bare(&all.documents),
        facts: bare(&facts),
        derivations: bare(&all.derivations),
    })
}

/// The records that [`write`] wrote.
///
/// # Errors
/// If the bytes are not what this program's build wrote.
pub fn read(bytes: &[u8]) -> Result<Layered, postcard::Error> {
    let compiled: Compiled = postcard::from_bytes(bytes)?;
    Ok(Layered {
        units: placed(compiled.units),
        places: placed(compiled.places),
        organisations: placed(compiled.organisations),
        metrics: placed(compiled.metrics),
        documents: placed(compiled.documents),
        facts: placed(compiled.facts),
        derivations: placed(compiled.derivations),
    })
}

fn bare<T: Clone>(located: &[Located<T>]) -> Vec<T> {
    located.iter().map(|l| l.record.clone()).collect()
}

fn placed<T>(records: Vec<T>) -> Vec<Located<T>> {
    records
        .into_iter()
        .map(|record| Located {
            record,
            file: NO_FILE,
            nth: 0,
        })
        .collect()
}
