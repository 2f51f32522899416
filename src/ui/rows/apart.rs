//! What tells rows apart that would read alike: the scopes and prices that not all of them have. Draws nothing.

use super::{MetricRow, unsaid};
use crate::atlas::*;
use std::collections::HashMap;

/// What follows the name of a row that has neighbours of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Scopes and prices.
    pub words: String,
    /// How many of their bytes another row begins with as well.
    pub shared: usize,
}

/// For each row what tells it from the others of its metric and subject, if there are any and one of them is seen.
pub fn apart(atlas: &Atlas, rows: &[MetricRow], seen: &[usize]) -> Vec<Option<Apart>> {
    let mut told: Vec<Option<Apart>> = vec![None; rows.len()];
    let of_one_name = together(0..rows.len(), |at| {
        (rows[at].series.key.metric, rows[at].series.key.subject)
    });
    let is_seen = |group: &Vec<usize>| group.iter().any(|at| seen.binary_search(at).is_ok());
    let several = of_one_name.into_values().filter(|group| group.len() > 1);
    for group in several.filter(is_seen) {
        let first = |at: usize| unsaid(atlas, &rows[at].series);
        let mut words: Vec<(String, usize)> = Vec::new();
        for (first, alike) in together(group.into_iter(), first) {
            let keys: Vec<&SeriesKey> = alike.iter().map(|at| &rows[*at].series.key).collect();
            let own = keys.iter().map(|key| differing(key, &keys, first));
            words.extend(own.zip(alike));
        }
        words.sort_unstable();
        for (n, (own, at)) in words.iter().enumerate() {
            let beside = [n.checked_sub(1), Some(n + 1)].into_iter().flatten();
            let beside = beside.filter_map(|n| words.get(n));
            let shared = beside.map(|(other, _)| common(own, other)).max();
            told[*at] = (!own.is_empty()).then(|| Apart {
                words: own.clone(),
                shared: shared.unwrap_or(0),
            });
        }
    }
    told
}

/// Positions by what they have in common.
fn together<K: std::hash::Hash + Eq>(
    all: impl Iterator<Item = usize>,
    key: impl Fn(usize) -> K,
) -> HashMap<K, Vec<usize>> {
    let mut groups: HashMap<K, Vec<usize>> = HashMap::new();
    all.for_each(|at| groups.entry(key(at)).or_default().push(at));
    groups
}

/// The first scope of a series, if it shows one, then those scopes and prices that not all of `alike` have.
fn differing(own: &SeriesKey, alike: &[&SeriesKey], first: Option<&str>) -> String {
    let is_everywhere = |scope: &Text| alike.iter().all(|other| other.scope.contains(scope));
    let scopes = own.scope.iter().filter(|scope| first != Some(scope));
    let scopes = scopes.filter(|scope| !is_everywhere(scope));
    let prices = own
        .prices
        .filter(|_| alike.iter().any(|other| other.prices != own.prices));
    let scopes = first.into_iter().chain(scopes.map(|scope| &**scope));
    let words = scopes.map(str::to_owned);
    let words = words.chain(prices.map(|prices| format!("{} prices", prices.name())));
    words.collect::<Vec<_>>().join(", ")
}

/// How many bytes of whole words two texts begin with alike, if something follows in the first.
fn common(own: &str, other: &str) -> usize {
    let alike = own.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let starts = own.match_indices(' ').map(|(at, _)| at + 1);
    starts.filter(|start| *start <= alike).max().unwrap_or(0)
}
