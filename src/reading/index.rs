//! From a shingle to the stored paragraphs it belongs to, quick to say «none».
//! Knows no texts.

use super::fingerprint::{Fingerprint, MAX_SKETCH};
use std::collections::HashMap;

/// A stored paragraph and which hash of its sketch it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner {
    /// Position in the list of all paragraphs.
    pub(super) paragraph: u32,
    /// Position in its sketch.
    pub(super) bit: u8,
}

/// All sketches of one shingle width.
#[derive(Debug)]
pub(super) struct Index {
    owners: HashMap<u32, Vec<Owner>>,
    /// One bit for each remainder of a hash: most shingles of a text are turned away here.
    filter: Vec<u64>,
    mask: u32,
}

impl Index {
    /// The index of the paragraphs whose shingles have `width` characters; none if there are none.
    pub(super) fn new<'a>(width: u8, prints: impl Iterator<Item = &'a Fingerprint>) -> Option<Self> {
        let mut owners: HashMap<u32, Vec<Owner>> = HashMap::new();
        for (print, paragraph) in prints
            .zip(0_u32..)
            .filter(|(p, _)| p.width == width && !p.is_short())
        {
            for (hash, bit) in print.sketch.iter().take(MAX_SKETCH).zip(0_u8..) {
                owners.entry(*hash).or_default().push(Owner { paragraph, bit });
            }
        }
        if owners.is_empty() {
            return None;
        }
        let bits = (owners.len() * 32).next_power_of_two().clamp(1 << 12, 1 << 26);
        let mask = u32::try_from(bits - 1).unwrap_or(u32::MAX);
        let mut filter = vec![0_u64; bits / 64];
        for hash in owners.keys() {
            filter[(hash & mask) as usize / 64] |= 1 << (hash % 64);
        }
        Some(Index { owners, filter, mask })
    }

    /// Whose shingle it is.
    #[inline]
    pub(super) fn owners(&self, hash: u32) -> &[Owner] {
        if self.filter[(hash & self.mask) as usize / 64] & (1 << (hash % 64)) == 0 {
            return &[];
        }
        self.owners.get(&hash).map_or(&[], Vec::as_slice)
    }
}
