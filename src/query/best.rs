//! The best of very many scored facts: all are counted, few are kept.

/// Facts of one step: their sums stay in the nearest cache.
const STEP: usize = 4096;
/// Facts that are looked at together.
const GROUP: usize = 32;

/// The best facts so far.
#[derive(Debug)]
pub(super) struct Best {
    most: usize,
    /// How many facts hold.
    pub(super) count: usize,
    /// Score above, place in the order of equals below, such that the greatest is the best, and the fact; fewer than twice `most`.
    keys: Vec<(u64, u32)>,
    /// A key below this is not among the best.
    least: u64,
}

impl Best {
    pub(super) fn new(most: usize) -> Self {
        Best {
            most,
            count: 0,
            keys: Vec::new(),
            least: 0,
        }
    }

    /// Adds all facts: they hold if all terms do, and score the sum. A term is a score for each fact, and whether it
    /// must not hold.
    pub(super) fn add_all(&mut self, terms: &[(&[i16], bool)], order: &[u32]) {
        let mut sums = [0_u16; STEP];
        for start in (0..order.len()).step_by(STEP) {
            let order = &order[start..order.len().min(start + STEP)];
            let sums = &mut sums[..order.len()];
            // One more than the sum, so that 0 says that a term does not hold.
            sums.fill(1);
            for (scores, not) in terms {
                combine(sums, &scores[start..start + order.len()], *not);
            }
            self.take(sums, order, start);
        }
    }

    fn take(&mut self, sums: &[u16], order: &[u32], start: usize) {
        // Few enough for a number of two bytes.
        let hold = sums.iter().map(|sum| u16::from(*sum > 0)).sum::<u16>();
        self.count += usize::from(hold);
        if self.most == 0 || hold == 0 || highest(sums) < self.least_sum() {
            return;
        }
        for (n, (sums, order)) in sums.chunks(GROUP).zip(order.chunks(GROUP)).enumerate() {
            // Those that come after the best known are told many at once.
            if !self.may_hold_better(sums, order) {
                continue;
            }
            for (at, (sum, place)) in sums.iter().zip(order).enumerate() {
                if *sum > 0 {
                    let key = u64::from(*sum) << 32 | u64::from(!*place);
                    self.push(key, (start + n * GROUP + at) as u32);
                }
            }
        }
    }

    /// Whether one of these facts scores more than the last of the best, or as much and comes before it.
    fn may_hold_better(&self, sums: &[u16], order: &[u32]) -> bool {
        let (least, last) = (self.least_sum().max(1), !(self.least as u32));
        let all = sums.iter().zip(order);
        all.fold(false, |any, (sum, place)| {
            any | (*sum > least) | ((*sum == least) & (*place < last))
        })
    }

    /// No sum below this is among the best.
    fn least_sum(&self) -> u16 {
        (self.least >> 32) as u16
    }

    fn push(&mut self, key: u64, fact: u32) {
        if key <= self.least {
            return;
        }
        self.keys.push((key, fact));
        if self.keys.len() >= self.most.saturating_mul(2) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.keys.len() > self.most {
            let (_, last, _) = self.keys.select_nth_unstable_by(self.most - 1, |a, b| b.cmp(a));
            self.least = last.0;
            self.keys.truncate(self.most);
        }
    }

    /// The positions and scores of the best facts, best first.
    pub(super) fn hits(mut self) -> impl Iterator<Item = (u32, i32)> {
        self.cut();
        self.keys.sort_unstable_by(|a, b| b.cmp(a));
        self.keys
            .into_iter()
            .map(|(key, fact)| (fact, (key >> 32) as i32 - 1))
    }
}

fn highest(sums: &[u16]) -> u16 {
    sums.iter().fold(0, |most, sum| most.max(*sum))
}

/// Adds the scores of a term to sums that are one too large; a term that does not hold makes them 0.
fn combine(sums: &mut [u16], scores: &[i16], not: bool) {
    for (sum, score) in sums.iter_mut().zip(scores) {
        let score = *score as u16;
        let more = if not { *sum } else { sum.saturating_add(score) };
        *sum = if *sum > 0 && (score > 0) != not { more } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All sums, sorted: what the pass must find.
    fn slowly(terms: &[(&[i16], bool)], order: &[u32]) -> Vec<(u32, i32)> {
        let sum = |at: usize| {
            let mut sum = 0;
            for (scores, not) in terms {
                match (*not, scores[at]) {
                    (false, score) if score > 0 => sum += i32::from(score),
                    (true, 0) => {}
                    _ => return None,
                }
            }
            Some((at as u32, sum))
        };
        let mut all: Vec<(u32, i32)> = (0..order.len()).filter_map(sum).collect();
        all.sort_by_key(|(at, sum)| (std::cmp::Reverse(*sum), order[*at as usize]));
        all
    }

    #[test]
    fn the_best_are_those_that_sorting_all_gives() {
        let facts = 10_000_usize;
        let scores = |seed: usize, levels: usize| -> Vec<i16> {
            let score = |at: usize| (at * 7919 + seed * 104_729) / 97 % levels;
            (0..facts).map(|at| score(at) as i16 * 100).collect()
        };
        let (a, b, c) = (scores(1, 5), scores(2, 3), scores(3, 2));
        // Any permutation will do: 10,000 and 7,919 have no common divisor.
        let order: Vec<u32> = (0..facts).map(|at| (at * 7919 % facts) as u32).collect();
        let terms: [&[(&[i16], bool)]; 4] = [
            &[(&a, false)],
            &[(&a, false), (&b, false)],
            &[(&a, false), (&c, true)],
            &[(&c, true)],
        ];
        for terms in terms {
            let all = slowly(terms, &order);
            for most in [1, 10, 700, 20_000] {
                let mut best = Best::new(most);
                best.add_all(terms, &order);
                assert_eq!(best.count, all.len());
                let hits: Vec<(u32, i32)> = best.hits().collect();
                assert_eq!(hits, all[..most.min(all.len())]);
            }
        }
    }
}
