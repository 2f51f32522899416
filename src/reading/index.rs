//! From a shingle to the stored paragraphs it belongs to, quick to say «none».
//! Knows no texts.

use super::fingerprint::{Fingerprint, MAX_SKETCH};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A stored paragraph and which hash of its sketch it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner {
    /// Position in the list of all paragraphs.
    pub(super) paragraph: u32,
    /// Position in its sketch.
    pub(super) bit: u8,
}

/// A shingle of more paragraphs than this tells little.
const COMMON: u32 = 32;
/// Shingles that a paragraph keeps however common they are.
const ENOUGH: usize = 8;

/// The keys are hashes already; the upper bits are spread for the table's sake.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// All sketches of one shingle width.
#[derive(Debug)]
pub(super) struct Index {
    owners: HashMap<u32, Vec<Owner>, BuildHasherDefault<AsItIs>>,
    /// One bit for each remainder of a hash: most shingles of a text are turned away here.
    filter: Vec<u64>,
    mask: u32,
}

impl Index {
    /// The index of the paragraphs whose shingles have `width` characters; none if there are none. Also counts, into
    /// `sizes`, how many shingles of each paragraph it holds: those that many share are left out while enough remain.
    pub(super) fn new(width: u8, prints: &[&Fingerprint], sizes: &mut [u32]) -> Option<Self> {
        let of_width = || {
            prints
                .iter()
                .zip(0_u32..)
                .filter(|(p, _)| p.width == width && !p.is_short())
        };
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for hash in of_width().flat_map(|(p, _)| &p.sketch) {
            *shared.entry(*hash).or_default() += 1;
        }
        let mut owners: HashMap<u32, Vec<Owner>, BuildHasherDefault<AsItIs>> = HashMap::default();
        for (print, paragraph) in of_width() {
            let mut bits: Vec<(u32, u32, u8)> = (print.sketch.iter().take(MAX_SKETCH).zip(0_u8..))
                .map(|(hash, bit)| (shared.get(hash).copied().unwrap_or(0), *hash, bit))
                .collect();
            bits.sort_unstable();
            let rare = bits.partition_point(|(count, ..)| *count <= COMMON).max(ENOUGH);
            bits.truncate(rare);
            if let Some(size) = sizes.get_mut(paragraph as usize) {
                *size = bits.len() as u32;
            }
            for (_, hash, bit) in bits {
                owners.entry(hash).or_default().push(Owner { paragraph, bit });
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
