//! A synthetic atlas in the ordinary notation, for benches and trials: made-up names, a realistic spread of labels.
//! The same recipe gives the same bytes. Written document by document, so that size costs no memory.
//!
//! To add a label or a kind of fact: a row in `words`, or an arm in `facts`.

mod chance;
mod facts;
mod labels;
mod words;
mod write;

use chance::Chance;
use facts::Facts;
use labels::World;
use std::io;
use std::path::Path;
use write::{Folder, Split};

/// Where a file of facts ends and the next begins.
const FILE_BYTES: u64 = 32 << 20;

/// Most facts of one atlas.
pub const MOST_FACTS: u32 = 20_000_000;
/// Fewest and most labels.
pub const LABELS: std::ops::RangeInclusive<u32> = 100..=60_000;

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// How many facts.
    pub facts: u32,
    /// Another seed gives another atlas.
    pub seed: u64,
    /// How many places, metrics, organisations and scopes together; by the number of facts if left out.
    pub labels: Option<u32>,
}

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// Facts.
    pub facts: u32,
    /// Documents.
    pub documents: u32,
    /// Places, metrics, organisations and scopes.
    pub labels: u32,
    /// Files.
    pub files: u32,
    /// Bytes of all files.
    pub bytes: u64,
}

/// Writes the atlas of a recipe into `root`, which is made if it is not there.
///
/// # Errors
/// If a file cannot be written.
pub fn generate(recipe: &Recipe, root: &Path) -> io::Result<Made> {
    let labels = recipe.labels.unwrap_or(200 + recipe.facts / 100);
    let mut chance = Chance::new(recipe.seed);
    let world = World::new(labels.clamp(*LABELS.start(), *LABELS.end()), &mut chance);
    let mut folder = Folder::new(root);
    world.write(&mut folder)?;
    let mut made = Made {
        labels: world.count(),
        ..Made::default()
    };
    let mut facts = Facts::new(&world, &mut chance);
    let mut split = Split::new("documents/collection", FILE_BYTES);
    // Larger collections are made of larger documents.
    let usual = (recipe.facts / 400).clamp(40, 1500);
    while made.facts < recipe.facts {
        let size = facts.size(usual).min(recipe.facts - made.facts);
        let document = facts.document(made.documents, size, &mut |fact| split.add(&mut folder, fact))?;
        folder.write(
            &format!("documents/{}/document.ron", document.slug),
            &document.text,
        )?;
        made.facts += size;
        made.documents += 1;
    }
    split.finish(&mut folder)?;
    (made.files, made.bytes) = (folder.files, folder.bytes);
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_gives_the_same_labels_and_another_seed_others() {
        let world = |seed| format!("{:?}", World::new(300, &mut Chance::new(seed)));
        assert_eq!(world(1), world(1));
        assert_ne!(world(1), world(2));
    }
}
