//! Writes an atlas in the form that loads at once.

use super::form::{Section, Writer};
use super::heads;
use super::shelf::{BLOCK, Fetched};
use crate::atlas::*;
use crate::data::packed::pack;
use crate::problem::Problem;
use crate::reading::hash::stream;
use std::io::{self, Write};

/// Writes an atlas, the problems it has, and what others keep beside it, under a key.
pub fn write(
    out: impl Write,
    key: &str,
    (atlas, problems): (&Atlas, &[Problem]),
    beside: &[Vec<u8>],
) -> io::Result<()> {
    let mut writer = Writer::new(out);
    let columns = atlas.columns();
    let blocks = facts(&mut writer, atlas)?;
    let documents = documents(&mut writer, atlas)?;
    let beside: io::Result<Vec<Section>> = beside.iter().map(|bytes| writer.piece(bytes)).collect();
    // In the order of the numbers in `form`.
    writer.section(&heads::put_records(atlas))?;
    writer.section(&heads::put_remarks(atlas.edition(), problems)?)?;
    writer.section(&heads::put_lists(columns))?;
    writer.section(&pack(&blocks))?;
    writer.section(&pack(&documents))?;
    writer.section(&slugs(atlas))?;
    let mentions = atlas.mentions();
    writer.section(&pack(&(mentions.places.clone(), mentions.organisations.clone())))?;
    writer.section(&pack(&beside?))?;
    for ids in columns.ids() {
        writer.section(&heads::put_column(ids))?;
    }
    writer.section(columns.marks())?;
    writer.finish(key)?.flush()
}

fn facts(writer: &mut Writer<impl Write>, atlas: &Atlas) -> io::Result<Vec<Section>> {
    let ids: Vec<FactId> = atlas.fact_ids().collect();
    let blocks = ids.chunks(BLOCK).map(|block| {
        let facts: Vec<Fact> = block.iter().map(|id| atlas.fact(*id).clone()).collect();
        writer.piece(&pack(&facts))
    });
    blocks.collect()
}

fn documents(writer: &mut Writer<impl Write>, atlas: &Atlas) -> io::Result<Vec<Section>> {
    let mut pieces = Vec::new();
    for (id, document) in atlas.documents() {
        let facts = document
            .paragraphs
            .iter()
            .map(|own| atlas.facts_of_paragraph(id, own.n).to_vec());
        let fetched: Fetched = (document.paragraphs.to_vec(), facts.collect());
        pieces.push(writer.piece(&pack(&fetched))?);
    }
    Ok(pieces)
}

/// The hash of each slug and its fact, sorted.
fn slugs(atlas: &Atlas) -> Vec<u8> {
    let mut all: Vec<(u64, u32)> = atlas
        .facts()
        .map(|(id, fact)| (stream(&fact.slug), id.0))
        .collect();
    all.sort_unstable();
    let entry = |(hash, id): (u64, u32)| hash.to_be_bytes().into_iter().chain(id.to_be_bytes());
    all.into_iter().flat_map(entry).collect()
}
