//! The hashes of fingerprints: stable for ever, on every machine, since they are stored in data files.
//! Knows nothing of texts but their characters.
//!
//! Streams: FNV-1a over UTF-8 bytes, 64 bits, finished with the mixer of MurmurHash3 (`fmix64`).
//! Shingles: a polynomial over code points, finished with the same mixer; the upper 32 bits count.
//! To change either: raise `fingerprint::VERSION`.

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;
/// The polynomial's base: odd, so that no power of it loses bits.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
/// Longest shingle.
const MAX_WIDTH: usize = 8;

/// The 64-bit hash of a stream.
pub fn stream(text: &str) -> u64 {
    let fnv = text.bytes().fold(FNV_OFFSET, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME)
    });
    mix(fnv)
}

/// Spreads every bit over all others (MurmurHash3's finaliser).
fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// A window over the last characters of a stream, hashed as it rolls.
#[derive(Debug, Clone)]
pub struct Shingles {
    ring: [u64; MAX_WIDTH],
    width: usize,
    seen: usize,
    sum: u64,
    /// `BASE` to the power of the width: what a character weighs when it leaves.
    leaving: u64,
}

impl Shingles {
    /// Shingles of `width` characters: 1, 2, 4 or 8.
    pub fn new(width: usize) -> Self {
        let width = width.clamp(1, MAX_WIDTH).next_power_of_two();
        Shingles {
            ring: [0; MAX_WIDTH],
            width,
            seen: 0,
            sum: 0,
            leaving: BASE.wrapping_pow(width as u32),
        }
    }

    /// Takes a character without asking for its shingle.
    #[inline]
    pub fn pass(&mut self, c: char) {
        let slot = self.seen & (self.width - 1);
        let code = u64::from(c as u32) + 1;
        let out = std::mem::replace(&mut self.ring[slot], code);
        self.sum = self
            .sum
            .wrapping_mul(BASE)
            .wrapping_add(code)
            .wrapping_sub(out.wrapping_mul(self.leaving));
        self.seen += 1;
    }

    /// The hash of the shingle that ends with `c`; none as long as it is too short.
    #[inline]
    pub fn push(&mut self, c: char) -> Option<u32> {
        self.pass(c);
        (self.seen >= self.width).then(|| (mix(self.sum) >> 32) as u32)
    }

    /// All shingles of a stream.
    pub fn of(stream: &str, width: usize) -> impl Iterator<Item = u32> {
        let mut shingles = Shingles::new(width);
        stream.chars().filter_map(move |c| shingles.push(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_never_change() {
        assert_eq!(stream(""), 0xefd0_1f60_ba99_2926);
        assert_eq!(stream("wertschopfung[2,4]"), 0x5ea8_c818_9b3b_1751);
        let shingles: Vec<u32> = Shingles::of("wertschopf", 8).collect();
        assert_eq!(shingles, [0x43a4_f450, 0x96b4_3da6, 0xd9e8_a241]);
    }

    #[test]
    fn a_shingle_depends_on_its_own_characters_only() {
        let tail = |text: &str| Shingles::of(text, 4).last();
        assert_eq!(tail("abcdefgh"), tail("xxxxxxefgh"));
        assert_ne!(tail("abcd"), tail("abdc"));
        assert_eq!(Shingles::of("abc", 4).count(), 0);
    }
}
