//! Chance that is the same on every machine: whole numbers only.

/// SplitMix64: small, and every seed gives a good sequence.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number below `most`.
    pub fn below(&mut self, most: u32) -> u32 {
        (((self.next() >> 32) * u64::from(most.max(1))) >> 32) as u32
    }

    /// Whether it happens, so many times in a hundred.
    pub fn percent(&mut self, times: u32) -> bool {
        self.below(100) < times
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u32) as usize]
    }

    /// One of them, each as often as its weight says.
    pub fn weighted<'a, T>(&mut self, all: &'a [(u32, T)]) -> &'a T {
        let total: u32 = all.iter().map(|(weight, _)| weight).sum();
        let mut at = self.below(total);
        let chosen = all.iter().find(|(weight, _)| {
            let here = at < *weight;
            at = at.saturating_sub(*weight);
            here
        });
        &chosen.unwrap_or(&all[0]).1
    }
}

/// A number in which every bit depends on every bit of another.
pub fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Ranks as they occur in the world: the first often, the last seldom, falling as 1/rank.
#[derive(Debug, Clone)]
pub struct Zipf {
    ends: Vec<u64>,
}

impl Zipf {
    /// So many ranks; the first few are levelled, as no single one holds most of a collection.
    pub fn new(ranks: usize) -> Self {
        let mut sum = 0;
        let weight = |rank: u64| (1 << 32) / (rank + 4);
        let ends = (0..ranks.max(1) as u64).map(|rank| {
            sum += weight(rank);
            sum
        });
        Zipf { ends: ends.collect() }
    }

    /// A rank.
    pub fn draw(&self, chance: &mut Chance) -> usize {
        let total = self.ends.last().copied().unwrap_or(1);
        let at = chance.next() % total;
        self.ends.partition_point(|end| *end <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_fall_as_they_should() {
        let (zipf, mut chance) = (Zipf::new(1000), Chance::new(7));
        let mut counts = vec![0_u32; 1000];
        for _ in 0..100_000 {
            counts[zipf.draw(&mut chance)] += 1;
        }
        assert!(counts[0] > 3000 && counts[0] < 6500, "{}", counts[0]);
        assert!(counts[0] > counts[20] && counts[20] > counts[300]);
        assert!(counts.iter().filter(|n| **n > 0).count() > 900);
    }
}
