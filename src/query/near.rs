//! Words that are another one but for typing errors: one letter changed, added, dropped or swapped; two from eight
//! letters. Knows no labels.

use super::label::{TYPO_WHOLE, Word};

/// A word and the room that comparing it takes, used again and again.
#[derive(Debug)]
pub struct Near {
    letters: Vec<char>,
    most: usize,
    other: Vec<char>,
    rows: [Vec<usize>; 3],
}

impl Near {
    pub fn of(word: &Word) -> Self {
        Near {
            letters: word.text().chars().collect(),
            most: word.slips(),
            other: Vec::new(),
            rows: Default::default(),
        }
    }

    /// Whether a word of a label, or its beginning, is this one but for typing errors.
    pub fn is_near(&mut self, token: &str) -> bool {
        self.read(token);
        // A swap or change leaves the length; half-typed words are compared with the beginning of a token.
        if self.is_within() {
            return true;
        }
        let longer = self.other.len() > self.letters.len();
        self.other.truncate(self.letters.len());
        longer && self.is_within()
    }

    /// The score of a whole text that is this word but for typing errors; a swap or change leaves the length and is
    /// likelier than a letter too many or too few.
    pub fn nearly(&mut self, text: &str) -> Option<i32> {
        self.read(text);
        let alike = self.other.len() == self.letters.len();
        self.is_within().then_some(TYPO_WHOLE + i32::from(alike))
    }

    /// Reads as much of a text as matters: what is longer is too long.
    fn read(&mut self, text: &str) {
        self.other.clear();
        let most = self.letters.len() + self.most + 1;
        self.other.extend(text.chars().take(most));
    }

    fn is_within(&mut self) -> bool {
        match self.most {
            0 => false,
            1 => is_within_one(&self.letters, &self.other),
            _ => self.is_within_most(),
        }
    }

    /// Whether `most` changes or fewer make one of the other: rows of distances, as far as they may matter.
    fn is_within_most(&mut self) -> bool {
        let (a, b, most) = (&self.letters, &self.other, self.most);
        if a.len().abs_diff(b.len()) > most {
            return false;
        }
        let [before, last, row] = &mut self.rows;
        before.clear();
        before.resize(b.len() + 1, most + 1);
        last.clear();
        last.extend(0..=b.len());
        let mut least_before = 0;
        for i in 1..=a.len() {
            row.clear();
            row.resize(b.len() + 1, most + 1);
            if i <= most {
                row[0] = i;
            }
            let mut least = row[0];
            for j in i.saturating_sub(most).max(1)..=(i + most).min(b.len()) {
                let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut here = change.min(last[j] + 1).min(row[j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    here = here.min(before[j - 2] + 1);
                }
                row[j] = here;
                least = least.min(here);
            }
            // A swap reaches over one row.
            if least > most && least_before >= most {
                return false;
            }
            least_before = least;
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        last[b.len()] <= most
    }
}

/// Whether one letter changed, added, dropped or swapped makes one of the other: what follows the first difference
/// tells.
fn is_within_one(a: &[char], b: &[char]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    match (&a[same..], &b[same..]) {
        ([], _) | (_, []) => true,
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a, a2, rest @ ..], [b, b2, other @ ..]) if a == b2 && a2 == b && rest == other => true,
        ([_, rest @ ..], b) if rest == b => true,
        (a, [_, rest @ ..]) => a == rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::distance;

    #[test]
    fn near_is_what_the_distance_says() {
        let texts = [
            "north",
            "nroth",
            "norh",
            "noorth",
            "nor",
            "northport",
            "nortphort",
            "ortnhport",
            "qqqqqqqq",
            "qqqqqq",
            "北京市大学",
            "北京大学",
            "aabbaabb",
            "abababab",
            "babababa",
            "xnorthport",
            "northpo",
        ];
        let mut near = 0;
        for a in texts {
            let word = &Word::all(a)[0];
            let mut own = Near::of(word);
            for b in texts {
                let most = word.slips();
                let wanted = most > 0 && distance(a, b) <= most;
                assert_eq!(own.nearly(b).is_some(), wanted, "{a} {b}");
                let length = a.chars().count();
                let begun: String = b.chars().take(length).collect();
                let begins = most > 0 && b.chars().count() > length && distance(a, &begun) <= most;
                assert_eq!(own.is_near(b), wanted || begins, "{a} {b}");
                near += usize::from(wanted);
            }
        }
        assert!(near > 20, "{near}");
    }
}
