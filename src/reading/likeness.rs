//! How a paragraph stands in a reader's copy, and what is stored of it to tell.
//! Knows no texts. To add a class: [`Likeness`], and where it is told in `candidate` or `matching`.

use super::fingerprint::Fingerprint;

/// Containment from which a place is accepted.
pub const SURE: f64 = 0.60;
/// Containment from which a place is accepted if figures or a phrase speak for it.
pub const MAYBE: f64 = 0.45;
/// How a paragraph stands in a reader's copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Likeness {
    /// P0: equal.
    Equal,
    /// P1: equal after normalising.
    Normalised,
    /// P2: its figures changed.
    FiguresChanged,
    /// P3: nearly the same words, the same figures.
    Near,
    /// P4: much the same words, accepted since figures or a phrase agree.
    Doubtful,
    /// P5: split into several.
    Split,
    /// P6: part of a larger one.
    PartOfLarger,
    /// P7: found out of its order.
    Moved,
    /// P8: two places are equally good.
    TwoPlaces,
    /// P9: missing.
    Missing,
}

impl Likeness {
    /// Its code in output.
    pub fn code(self) -> &'static str {
        const CODES: [&str; 10] = ["P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"];
        CODES[self as usize]
    }

    /// What it means, in words.
    pub fn words(self) -> &'static str {
        match self {
            Likeness::Equal => "equal",
            Likeness::Normalised => "equal after normalising",
            Likeness::FiguresChanged => "figures changed",
            Likeness::Near => "reworded, same figures",
            Likeness::Doubtful => "much reworded, accepted for its figures or a phrase",
            Likeness::Split => "split into several paragraphs",
            Likeness::PartOfLarger => "part of a larger paragraph",
            Likeness::Moved => "found at another place in the order",
            Likeness::TwoPlaces => "two places are equally good",
            Likeness::Missing => "missing",
        }
    }
}

/// A stored paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphPrint {
    /// Its number in its document.
    pub n: u32,
    /// Its fingerprint.
    pub print: Fingerprint,
    /// The phrases of its facts: they speak for a doubtful place.
    pub phrases: Vec<String>,
}
