//! An atlas as bytes that load at once: ids are positions, facts are columns, and texts stay bytes until somebody asks
//! for them. The build writes the embedded atlas so, and large ones are kept so; never a format for exchange.
//!
//! To add a field: its name in the row of its record in `records`. To change the form: raise `form::VERSION`.

mod form;
mod heads;
mod records;
mod shelf;
mod write;

use crate::atlas::Atlas;
use crate::problem::Problem;
pub use form::{Source, broken, sum};
use std::io;
use std::sync::Arc;
pub use write::write;

/// The atlas that was written under exactly this key, and the problems it had.
pub fn open(source: Source, key: &str) -> io::Result<(Atlas, Vec<Problem>)> {
    let opened = form::Opened::new(source, key)?;
    let columns = heads::columns(&opened)?;
    let records = heads::records(&opened, columns.len())?;
    if !columns.is_sound(&records) {
        return Err(broken());
    }
    let (edition, problems) = heads::remarks(&opened)?;
    let shelf = shelf::Shelf::new(opened, &columns, &records)?;
    Ok((
        Atlas::fetched(edition, records, columns, Arc::new(shelf)),
        problems,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded::COMPILED;

    fn opened(bytes: Vec<u8>) -> io::Result<Atlas> {
        open(Source::Bytes(bytes.leak()), "").map(|(atlas, _)| atlas)
    }

    /// Every text of an atlas, read.
    fn length(atlas: &Atlas) -> usize {
        let facts = atlas.facts().map(|(_, fact)| {
            let phrases = fact.evidence.iter().map(|said| said.phrase.len());
            atlas.place(fact.place).slug.len() + atlas.metric(fact.metric).slug.len() + phrases.sum::<usize>()
        });
        let documents = atlas.documents().map(|(_, document)| document.paragraphs.len());
        facts.sum::<usize>() + documents.sum::<usize>()
    }

    #[test]
    fn what_is_written_is_read() {
        let atlas = opened(COMPILED.to_vec()).unwrap_or_default();
        assert!(atlas.fact_count() > 100);
        let whole = Atlas::new(atlas.edition().to_owned(), atlas.to_records());
        let mut again = Vec::new();
        assert!(write(&mut again, "", (&whole, &[]), &[]).is_ok());
        assert!(again == COMPILED, "written again, it is other bytes");
    }

    #[test]
    fn broken_bytes_are_refused_or_said_and_never_a_panic() {
        assert!(open(Source::Bytes(COMPILED), "another key").is_err());
        for end in (0..COMPILED.len()).step_by(40_009) {
            assert!(
                opened(COMPILED[..end].to_vec()).is_err(),
                "cut off after {end} bytes"
            );
        }
        for at in (0..COMPILED.len()).step_by(9_973) {
            let mut changed = COMPILED.to_vec();
            changed[at] ^= 0x5a;
            if let Ok(atlas) = opened(changed) {
                length(&atlas);
            }
        }
    }
}
