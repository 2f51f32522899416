//! A large atlas in memory, for benches: labels and what is said of them as `data::generate` makes them, facts drawn
//! anew from those. Facts have no texts of their own and documents no paragraphs, so that size costs little memory.

use citescape::atlas::*;
use citescape::data;
use citescape::data::generate::{Recipe, generate};
use std::io;

#[path = "../../tests/support/chance.rs"]
mod chance;
use chance::Chance;

/// Most facts that are read from files; those of larger atlases are put together from them.
const READ: u32 = 20_000;

/// An atlas of so many facts and labels; always the same.
pub fn atlas(facts: u32, labels: u32) -> io::Result<Atlas> {
    let folder =
        std::env::temp_dir().join(format!("citescape-large-{}-{facts}-{labels}", std::process::id()));
    let recipe = Recipe {
        facts: facts.min(READ),
        seed: 1,
        labels: Some(labels),
    };
    generate(&recipe, &folder)?;
    let read = data::directory(&folder).atlas;
    // What is left in the directory of temporary files is removed by the system.
    let _ = std::fs::remove_dir_all(&folder);
    let mut records = read.to_records();
    drop(read);
    let mut chance = Chance::new(2);
    let pool = std::mem::take(&mut records.facts);
    records.documents = documents(&records.documents, facts, &mut chance);
    let share = (facts as usize).div_ceil(records.documents.len());
    records.facts = (0..facts as usize)
        .map(|at| fact(&pool, DocumentId((at / share) as u32), &mut chance))
        .collect();
    Ok(Atlas::new(String::new(), records))
}

/// As many documents as a generated atlas of so many facts has, with titles of their own.
fn documents(made: &[Document], facts: u32, chance: &mut Chance) -> Vec<Document> {
    let count = (facts / (facts / 400).clamp(40, 1500)).max(1);
    let document = |n| {
        let own = &made[chance.below(made.len())];
        Document {
            slug: format!("{}-{n}", own.slug).into(),
            title: chance.pick(made).title,
            paragraphs: Paragraphs::default(),
            ..own.clone()
        }
    };
    (0..count).map(document).collect()
}

/// A fact whose place, metric, number, period and scope were each said, but not together.
fn fact(pool: &[Fact], document: DocumentId, chance: &mut Chance) -> Fact {
    let mut one = || &pool[chance.below(pool.len())];
    let (measured, timed, hedged, numbered) = (one(), one(), one(), one());
    let value = match (&hedged.value, &numbered.value) {
        (Value::Number(hedge, _), Value::Number(_, number)) => Value::Number(*hedge, *number),
        _ => measured.value.clone(),
    };
    Fact {
        slug: Text::default(),
        place: one().place,
        subject: one().subject,
        metric: measured.metric,
        value,
        unit: measured.unit,
        period: timed.period,
        period_inferred: false,
        kind: timed.kind,
        scope: one().scope.clone(),
        prices: None,
        attributed_to: None,
        status: Status::Reviewed,
        evidence: vec![Evidence {
            document,
            paragraph: 1,
            phrase: Text::default(),
            reads: Reads::Value,
        }],
        note: None,
    }
}
