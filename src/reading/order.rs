//! Which candidates to take so that paragraphs keep their order and most of the document is found.
//! Knows places and weights only.
//!
//! A heaviest chain: paragraphs and places both grow along it. O(c log c) for c candidates, by a tree of prefix maxima.

use std::cmp::Ordering;
use std::ops::Range;

/// A candidate as the order sees it.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// Which paragraph of the document.
    pub(super) paragraph: usize,
    /// Its place in the stream.
    pub(super) stream: Range<usize>,
    /// What it is worth.
    pub(super) weight: f64,
}

/// The positions of the chosen candidates, in order.
pub(super) fn heaviest_chain(options: &[Choice], paragraphs: usize) -> Vec<usize> {
    let mut by_start: Vec<usize> = (0..options.len()).collect();
    by_start.sort_by_key(|n| (options[*n].stream.start, options[*n].stream.end));
    let mut by_end = by_start.clone();
    by_end.sort_by_key(|n| end_of(&options[*n]));
    let mut tree = Maxima::new(paragraphs);
    let (mut weight, mut before) = (vec![0.0_f64; options.len()], vec![None; options.len()]);
    let mut past = by_end.into_iter().peekable();
    for n in by_start {
        while let Some(e) = past.next_if(|e| end_of(&options[*e]) <= options[n].stream.start && *e != n) {
            tree.put(options[e].paragraph, weight[e], e);
        }
        let best = tree.below(options[n].paragraph);
        weight[n] = options[n].weight + best.map_or(0.0, |(w, _)| w);
        before[n] = best.map(|(_, e)| e);
    }
    let last = (0..options.len()).max_by(|a, b| weight[*a].total_cmp(&weight[*b]).then(Ordering::Less));
    let mut chain: Vec<usize> = std::iter::successors(last, |n| before[*n]).collect();
    chain.reverse();
    chain
}

/// Where a candidate ends, an eighth of it left for stray hits in its neighbour.
fn end_of(option: &Choice) -> usize {
    option.stream.end - option.stream.len() / 8
}

/// Heaviest entry below a key (a Fenwick tree); of equal ones the latest.
struct Maxima {
    tree: Vec<Option<(f64, usize)>>,
}

impl Maxima {
    fn new(keys: usize) -> Self {
        Maxima {
            tree: vec![None; keys + 1],
        }
    }

    fn put(&mut self, key: usize, weight: f64, entry: usize) {
        let mut at = key + 1;
        while let Some(slot) = self.tree.get_mut(at) {
            if slot.is_none_or(|(w, _)| weight >= w) {
                *slot = Some((weight, entry));
            }
            at += at & at.wrapping_neg();
        }
    }

    fn below(&self, key: usize) -> Option<(f64, usize)> {
        let (mut at, mut best) = (key, None::<(f64, usize)>);
        while at > 0 {
            if let Some((w, e)) = self.tree[at]
                && best.is_none_or(|(b, _)| w > b)
            {
                best = Some((w, e));
            }
            at &= at - 1;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(options: &[(usize, usize, usize, f64)], expected: &[usize]) {
        let options: Vec<Choice> = options
            .iter()
            .map(|(paragraph, start, end, weight)| Choice {
                paragraph: *paragraph,
                stream: *start..*end,
                weight: *weight,
            })
            .collect();
        assert_eq!(heaviest_chain(&options, 10), expected);
    }

    #[test]
    fn a_teaser_does_not_steal_a_body_paragraph() {
        // Paragraph 2 is teased at the head with less of its words.
        check(
            &[
                (2, 0, 80, 0.7),
                (0, 100, 200, 1.0),
                (1, 210, 300, 1.0),
                (2, 310, 420, 1.0),
            ],
            &[1, 2, 3],
        );
        // A teaser of the first paragraph that is as good: the later one is nearer to what follows.
        check(
            &[(0, 0, 90, 1.0), (0, 100, 190, 1.0), (1, 200, 300, 1.0)],
            &[1, 2],
        );
    }

    #[test]
    fn one_place_is_given_once() {
        check(&[(0, 0, 100, 0.6), (1, 0, 100, 0.9)], &[1]);
        check(&[], &[]);
        check(&[(3, 0, 10, 1.0), (2, 20, 30, 1.0), (1, 40, 50, 1.0)], &[2]);
    }
}
