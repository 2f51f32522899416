//! Which numbers of a paragraph changed between two editions: old → new.
//! Knows tokens only, no values: `1.500` and `1,500` are two numbers.

use std::fmt;

/// A number that is no longer what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was stored; none if it is new.
    pub old: Option<String>,
    /// What stands there now; none if it is gone.
    pub new: Option<String>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |n: &Option<String>| n.clone().unwrap_or_else(|| "nothing".to_owned());
        write!(f, "{} → {}", side(&self.old), side(&self.new))
    }
}

/// Longest list that is compared; beyond it only equality is told.
const MAX_NUMBERS: usize = 400;

/// What became of the stored numbers, by the longest common subsequence. Old and new ones between the same
/// neighbours are paired in order.
pub fn changes(old: &[String], new: &[String]) -> Vec<Change> {
    let (mut found, mut from) = (Vec::new(), (0, 0));
    for (a, b) in common(old, new).into_iter().chain([(old.len(), new.len())]) {
        let (gone, come) = (&old[from.0..a], &new[from.1..b]);
        for n in 0..gone.len().max(come.len()) {
            found.push(Change {
                old: gone.get(n).cloned(),
                new: come.get(n).cloned(),
            });
        }
        from = (a + 1, b + 1);
    }
    found
}

/// Positions of a longest common subsequence.
fn common(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    if old.len() > MAX_NUMBERS || new.len() > MAX_NUMBERS {
        let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        return (0..same).map(|n| (n, n)).collect();
    }
    let width = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            longest[a * width + b] = if old[a] == new[b] {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut pairs, mut a, mut b) = (Vec::new(), 0, 0);
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &[&str]) {
        let list = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
        let found: Vec<String> = changes(&list(old), &list(new))
            .iter()
            .map(Change::to_string)
            .collect();
        assert_eq!(found, expected, "{old} / {new}");
    }

    #[test]
    fn old_and_new_are_paired() {
        check("2025 2,4 8,7", "2025 2,4 8,7", &[]);
        check("2025 2,4 8,7", "2025 2,6 8,7", &["2,4 → 2,6"]);
        check("2025 2,4 8,7", "2025 8,7", &["2,4 → nothing"]);
        check("2025 8,7", "2025 2,4 8,7", &["nothing → 2,4"]);
        check("1 2", "3 4", &["1 → 3", "2 → 4"]);
        check("", "", &[]);
    }
}
