//! What each clause of a query does to the facts: alone, and left out, all of them in one pass.

use super::{Arc, Asked, Terms};

/// Facts of one step: what is said of them stays in the nearest cache.
const STEP: usize = 4096;

/// For each term how many of so many facts it alone gives, and how many all others give.
pub(super) fn of_facts(terms: &Terms, facts: usize) -> Vec<(usize, usize)> {
    let mut counts = vec![(0, 0); terms.len()];
    let (mut misses, mut own) = ([0_u8; STEP], [0_u8; STEP]);
    for start in (0..facts).step_by(STEP) {
        let end = facts.min(start + STEP);
        let misses = &mut misses[..end - start];
        let own = &mut own[..end - start];
        misses.fill(0);
        for (term, (alone, _)) in terms.iter().zip(&mut counts) {
            missing(term, start, own);
            *alone += own.iter().map(|own| usize::from(*own == 0)).sum::<usize>();
            misses.iter_mut().zip(&*own).for_each(|(all, own)| *all += own);
        }
        for (term, (_, without)) in terms.iter().zip(&mut counts) {
            missing(term, start, own);
            let others = misses.iter().zip(&*own).map(|(all, own)| usize::from(all == own));
            *without += others.sum::<usize>();
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
