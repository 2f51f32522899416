//! How an atlas speaks to one reader: the language of its names and how its numbers are written in tables.

use super::named::Named;

/// A language of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NameLanguage {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Chinese characters.
    Zh,
    /// Pinyin with tone marks.
    Pinyin,
}

/// How numbers are written in tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberStyle {
    /// `2.4 tn`
    #[default]
    Short,
    /// `2,4 Bio.`
    German,
    /// `2.4万亿`
    Chinese,
    /// `2,400,000,000,000`
    Digits,
}

/// How an atlas speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Voice {
    /// The language of names.
    pub names: NameLanguage,
    /// How numbers are written in tables.
    pub numbers: NumberStyle,
}

impl NumberStyle {
    /// Powers of ten that have a sign of their own, largest first, and how it stands behind a number.
    pub(super) fn scales(self) -> &'static [(i16, &'static str)] {
        match self {
            NumberStyle::Short => &[(12, " tn"), (9, " bn"), (6, " m")],
            NumberStyle::German => &[(12, " Bio."), (9, " Mrd."), (6, " Mio.")],
            NumberStyle::Chinese => &[(12, "万亿"), (8, "亿"), (4, "万")],
            NumberStyle::Digits => &[],
        }
    }

    /// A number written with English point and commas, with those of this style.
    pub(super) fn punctuated(self, number: String) -> String {
        let other = |c| match c {
            '.' => ',',
            ',' => '.',
            other => other,
        };
        match self {
            NumberStyle::German => number.chars().map(other).collect(),
            _ => number,
        }
    }
}

impl Named for NameLanguage {
    const ALL: &'static [Self] = &[
        NameLanguage::En,
        NameLanguage::De,
        NameLanguage::Zh,
        NameLanguage::Pinyin,
    ];
    const WORDS: &'static [&'static str] = &["En", "De", "Zh", "Pinyin"];
    fn name(self) -> &'static str {
        match self {
            NameLanguage::En => "en",
            NameLanguage::De => "de",
            NameLanguage::Zh => "zh",
            NameLanguage::Pinyin => "pinyin",
        }
    }
}

impl Named for NumberStyle {
    const ALL: &'static [Self] = &[
        NumberStyle::Short,
        NumberStyle::German,
        NumberStyle::Chinese,
        NumberStyle::Digits,
    ];
    const WORDS: &'static [&'static str] = &["Short", "German", "Chinese", "Digits"];
    fn name(self) -> &'static str {
        match self {
            NumberStyle::Short => "short",
            NumberStyle::German => "german",
            NumberStyle::Chinese => "chinese",
            NumberStyle::Digits => "digits",
        }
    }
}
