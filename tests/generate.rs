//! Synthetic atlases: whole, without fault, the same on every run, and spread like real ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/folder.rs"]
mod folder;

use citescape::data;
use citescape::data::generate::{Made, Recipe, generate};
use citescape::problem::Severity;
use folder::Folder;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn made(recipe: Recipe) -> (Folder, Made) {
    let folder = Folder::new();
    let made = generate(&recipe, folder.path()).unwrap();
    (folder, made)
}

fn recipe(facts: u32, seed: u64) -> Recipe {
    Recipe {
        facts,
        seed,
        labels: None,
    }
}

/// The bytes of all files by their paths.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                all.insert(name, fs::read(path).unwrap());
            }
        }
    }
    all
}

#[test]
fn a_generated_atlas_has_no_fault_and_every_fact_asked_for() {
    for (facts, seed) in [(1, 9), (7, 1), (2500, 3)] {
        let (folder, made) = made(recipe(facts, seed));
        let loaded = data::directory(folder.path());
        // Remarks are no faults.
        let fault = loaded
            .problems
            .iter()
            .find(|problem| problem.severity != Severity::Info);
        assert!(fault.is_none(), "{fault:#?}");
        let records = loaded.atlas.records();
        assert_eq!((made.facts, loaded.atlas.fact_count() as u32), (facts, facts));
        assert_eq!(made.documents as usize, records.documents.len());
    }
}

#[test]
fn the_same_recipe_gives_the_same_bytes() {
    let [first, again, other] = [4, 4, 5].map(|seed| made(recipe(900, seed)));
    let bytes = files(first.0.path());
    assert_eq!(bytes, files(again.0.path()));
    assert_ne!(bytes, files(other.0.path()));
    let sum: usize = bytes.values().map(Vec::len).sum();
    assert_eq!((first.1.bytes, first.1.files as usize), (sum as u64, bytes.len()));
    let a_fact = bytes["documents/collection/facts-1.ron"].len() / 900;
    assert!((380..480).contains(&a_fact), "{a_fact} bytes a fact");
}

#[test]
fn few_labels_are_told_often_and_many_seldom() {
    let wanted = Recipe {
        labels: Some(500),
        ..recipe(4000, 2)
    };
    let (folder, made) = made(wanted);
    assert!((490..=510).contains(&made.labels), "{} labels", made.labels);
    let atlas = data::directory(folder.path()).atlas;
    let mut counts: Vec<usize> = atlas
        .metrics()
        .map(|(id, _)| atlas.facts_of_metric(id).len())
        .collect();
    counts.sort_unstable();
    let (most, middle) = (counts[counts.len() - 1], counts[counts.len() / 2]);
    assert!(most > 8 * middle.max(1) && most < 400, "{most} and {middle}");
    assert!(
        atlas
            .facts()
            .any(|(_, fact)| fact.subject.is_some() && !fact.scope.is_empty())
    );
}
