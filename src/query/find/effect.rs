//! What each clause of a query does to the facts: alone, and left out, all of them in one pass.

use super::{Arc, Asked, Terms};

/// Facts of one step: what is said of them stays in the nearest cache.
const STEP: usize = 4096;

/// For each term how many of so many facts it alone gives, and how many all others give.
pub(super) fn of_facts(terms: &Terms, facts: usize) -> Vec<(usize, usize)> {
    let mut counts = vec![(0, 0); terms.len()];
    let mut misses = [0_u8; STEP];
    let mut each = vec![[0_u8; STEP]; terms.len()];
    for start in (0..facts).step_by(STEP) {
        let length = STEP.min(facts - start);
        let misses = &mut misses[..length];
        misses.fill(0);
        for ((term, own), (alone, _)) in terms.iter().zip(&mut each).zip(&mut counts) {
            let own = &mut own[..length];
            missing(term, start, own);
            // Few enough for a number of two bytes.
            let held = own.iter().map(|own| u16::from(*own == 0));
            *alone += usize::from(held.sum::<u16>());
            misses.iter_mut().zip(&*own).for_each(|(all, own)| *all += own);
        }
        for (own, (_, without)) in each.iter().zip(&mut counts) {
            let others = misses.iter().zip(own).map(|(all, own)| u16::from(all == own));
            *without += usize::from(others.sum::<u16>());
        }
    }
    counts
}

/// For each fact from `start` on 1 if a term does not hold.
fn missing((all, not): &(Vec<Arc<Asked>>, bool), start: usize, own: &mut [u8]) {
    own.fill(0);
    for asked in all {
        let scores = &asked.facts[start..start + own.len()];
        own.iter_mut()
            .zip(scores)
            .for_each(|(own, score)| *own |= u8::from((*score > 0) == *not));
    }
}
