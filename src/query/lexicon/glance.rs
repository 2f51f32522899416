//! What can be known of texts at a glance: which letters and pairs of letters they have, what their words begin with.
//! Rejects most texts before any is read, and never one that would count.

use super::super::label::{SCATTERED_FLOOR, Word};

/// The letters of a text: a bit each, some share one.
pub fn letters(text: &str) -> u64 {
    letters_of(text.chars())
}

fn letters_of(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0, |mask, c| mask | bit(c))
}

fn bit(c: char) -> u64 {
    1 << match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => 26 + c as u32 - '0' as u32,
        _ => 36 + c as u32 % 28,
    }
}

/// What a word with typing errors may be at all.
#[derive(Debug)]
pub struct FewSlips {
    /// The letters that occur in it, those that do twice, three times and so on.
    asked: Vec<u64>,
    length: usize,
    most: usize,
}

impl FewSlips {
    pub fn of(word: &Word) -> Self {
        let (mut asked, mut length) = (Vec::new(), 0);
        for c in word.text().chars() {
            let known = asked.iter().take_while(|mask| **mask & bit(c) != 0).count();
            if known == asked.len() {
                asked.push(0);
            }
            asked[known] |= bit(c);
            length += 1;
        }
        FewSlips {
            asked,
            length,
            most: word.slips(),
        }
    }

    /// Whether so few of its letters are missing in these that its slips could explain it.
    pub fn may_explain(&self, own: u64) -> bool {
        let missing = self
            .asked
            .iter()
            .map(|asked| (asked & !own).count_ones() as usize);
        missing.sum::<usize>() <= self.most
    }

    /// Whether a text of so many characters may be the whole word.
    pub fn may_be_as_long(&self, length: usize) -> bool {
        self.length.abs_diff(length) <= self.most
    }
}

/// The first eight bytes of a text as one number: what begins alike has alike numbers.
pub fn head(text: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes
        .iter_mut()
        .zip(text.bytes())
        .for_each(|(to, from)| *to = from);
    u64::from_be_bytes(bytes)
}

/// The beginning of words, to be compared with their [`head`]s.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    head: u64,
    mask: u64,
}

impl Start {
    pub fn of(text: &str) -> Self {
        let bytes = text.len().min(8) as u32;
        Start {
            head: head(text),
            mask: u64::MAX.checked_shl(64 - 8 * bytes).unwrap_or(0),
        }
    }

    /// Whether a text with this head may begin so.
    pub fn may_begin(self, head: u64) -> bool {
        (head ^ self.head) & self.mask == 0
    }
}

/// A text's neighbouring letters and the letters its words begin with, in half a line of the nearest cache.
#[derive(Debug, Clone, Copy, Default)]
pub struct Glance {
    pairs: [u64; 2],
    /// What words begin with, and what stands behind marks inside them.
    begins: u64,
    /// What the text begins with, and what stands in it twice side by side: bits that some letters share.
    first: u32,
    twice: u32,
}

impl Glance {
    pub fn of(text: &str) -> Self {
        let mut glance = Glance {
            first: text.chars().next().map_or(0, half),
            ..Glance::default()
        };
        let mut last = ' ';
        for c in text.chars() {
            if matches!(last, ' ' | '.' | ',' | '%') {
                glance.begins |= bit(c);
            }
            if last == c {
                glance.twice |= half(c);
            }
            let [low, high] = pair(last, c);
            glance.pairs[0] |= low;
            glance.pairs[1] |= high;
            last = c;
        }
        glance
    }

    /// As four numbers.
    pub fn numbers(&self) -> [u64; 4] {
        let both = u64::from(self.first) << 32 | u64::from(self.twice);
        [self.pairs[0], self.pairs[1], self.begins, both]
    }

    /// From the numbers that [`Glance::numbers`] gave.
    pub fn of_numbers([low, high, begins, both]: [u64; 4]) -> Self {
        Glance {
            pairs: [low, high],
            begins,
            first: (both >> 32) as u32,
            twice: both as u32,
        }
    }

    fn has(&self, pair: [u64; 2]) -> bool {
        self.pairs[0] & pair[0] | self.pairs[1] & pair[1] != 0
    }
}

/// The letters that the words of a text begin with.
pub fn firsts(text: &str) -> u64 {
    letters_of(text.split(' ').filter_map(|word| word.chars().next()))
}

fn half(c: char) -> u32 {
    1 << (bit(c).trailing_zeros() % 32)
}

/// One of 128 bits for two letters side by side.
fn pair(a: char, b: char) -> [u64; 2] {
    let at = (a as u32)
        .wrapping_mul(37)
        .wrapping_add((b as u32).wrapping_mul(101))
        % 127;
    if at < 64 {
        [1 << at, 0]
    } else {
        [0, 1 << (at - 64)]
    }
}

/// Which letters stand side by side in a text: a bit for two, many share one.
pub fn neighbours(text: &str) -> u64 {
    let both = text.chars().zip(text.chars().skip(1));
    both.fold(0, |mask, (a, b)| {
        let [low, high] = pair(a, b);
        mask | low | high
    })
}

/// A step of a word, from a letter to the next.
#[derive(Debug, Clone, Copy)]
struct Step {
    letter: u64,
    /// The two together.
    pair: [u64; 2],
    /// The letter, where it stands twice.
    twice: u32,
    /// Whether the scorer may give such letters more than it should; see [`Scatter::may_score`].
    is_odd: bool,
}

/// What of a word's scattered letters can be told at a glance.
#[derive(Debug, Clone)]
pub struct Scatter {
    first: (u64, u32),
    steps: Vec<Step>,
    floor: i32,
}

/// What `SkimMatcherV2` gives: a letter; more for one that begins a word, more for the first of all, more for a
/// neighbour, less for a gap.
const LETTER: i32 = 16;
const BEGINS: i32 = 8;
const FIRST: i32 = 16;
const BESIDE: i32 = 4;
const GAP: i32 = -4;

impl Scatter {
    pub fn of(word: &Word) -> Self {
        let chars: Vec<char> = word.text().chars().collect();
        let step = |n: usize| Step {
            letter: bit(chars[n]),
            pair: pair(chars[n - 1], chars[n]),
            twice: half(chars[n]),
            is_odd: n >= 2 && (chars[n] == chars[n - 2] || chars[n - 1] == chars[n - 2])
                || !chars[n - 1].is_alphanumeric(),
        };
        Scatter {
            first: chars.first().map_or((0, 0), |c| (bit(*c), half(*c))),
            steps: (1..chars.len()).map(step).collect(),
            floor: SCATTERED_FLOOR * chars.len() as i32,
        }
    }

    /// Whether the scorer may give a text as much as scattered letters need: each letter is taken for what it is worth
    /// at best. Where letters are doubled the scorer gives a neighbour up to what a first letter gets.
    pub fn may_score(&self, text: &Glance) -> bool {
        let mut sum = LETTER - 1;
        if text.first & self.first.1 != 0 {
            sum += FIRST;
        } else if text.begins & self.first.0 != 0 {
            sum += BEGINS;
        }
        for step in &self.steps {
            sum += LETTER;
            sum += if text.has(step.pair) {
                match step.is_odd || text.twice & step.twice != 0 {
                    true => FIRST,
                    false => BESIDE,
                }
            } else if text.begins & step.letter != 0 {
                GAP + BEGINS
            } else {
                GAP
            };
        }
        sum >= self.floor
    }
}
