//! A number as read: its value, its scale word, its form, and what its digits say under other marks.
//! Knows no words of any language.
//!
//! Marks by language: German `1.500,5`, English and Chinese `1,500.5`; a mark that fits only the other convention
//! is read that way. To add a form: [`Form`].

use crate::atlas::{Decimal, Language, Round};

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits or number words that say a quantity.
    Plain,
    /// An article that may mean one: «eine», «a», «一个».
    Article,
    /// A fraction in words, as a percentage.
    Fraction,
    /// A position: «14.», «sechste», «第六».
    Ordinal,
    /// A power of ten and nothing nearer: «Billionen», «dozens», «数百».
    Magnitude,
}

/// A scale word as read: a slip of it can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The word in its full form: `Milliarde`, `trillion`, `万亿`.
    pub word: &'static str,
    /// The power of ten it stands for.
    pub power: i16,
}

/// A number read at some token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// The token after its last.
    pub end: usize,
    /// The number itself, scale included.
    pub value: Decimal,
    /// What its digits would say under the other language's marks, scale included.
    pub other: Option<Decimal>,
    /// The last scale word.
    pub scale: Option<Scale>,
    /// How it is written.
    pub form: Form,
}

impl Numeral {
    /// A number without scale word or second reading.
    pub fn plain(value: Decimal, end: usize) -> Self {
        Numeral {
            end,
            value,
            other: None,
            scale: None,
            form: Form::Plain,
        }
    }

    /// The same written in another form.
    #[must_use]
    pub fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// The number times a scale word that ends before `end`.
    #[must_use]
    pub fn scaled(mut self, scale: Scale, end: usize) -> Self {
        self.value = self.value.shift(scale.power);
        self.other = self.other.map(|other| other.shift(scale.power));
        self.scale = Some(scale);
        self.end = end;
        self
    }
}

/// The digits of a number token in the marks of a language, and under the other marks if that says another number.
/// `None` for dates and version numbers (`2025.12.23`).
pub fn marked(digits: &str, language: Language) -> Option<(Decimal, Option<Decimal>)> {
    let (thousands, decimal) = match language {
        Language::De => ('.', ','),
        Language::En | Language::Zh => (',', '.'),
    };
    let own = with_marks(digits, thousands, decimal);
    let foreign = with_marks(digits, decimal, thousands);
    match (own, foreign) {
        (Some(own), Some(foreign)) if own != foreign => Some((own, Some(foreign))),
        (Some(own), _) => Some((own, None)),
        (None, foreign) => foreign.map(|f| (f, None)),
    }
}

fn with_marks(digits: &str, thousands: char, decimal: char) -> Option<Decimal> {
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
    if fraction.contains([thousands, decimal]) {
        return None;
    }
    let mut groups = whole.split(thousands);
    let first = groups.next()?;
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.trim_start_matches('-').len() > 3 || first == "0" {
            return None;
        }
        plain.push_str(group);
    }
    if digits.contains(decimal) {
        plain.push('.');
        plain.push_str(fraction);
    }
    Decimal::parse(&plain)
}

/// `part` of `whole` as a percentage with eight digits: a third is 33.333333.
pub fn percentage(part: i64, whole: i64) -> Option<Decimal> {
    let hundred = Decimal::new(part.checked_mul(100)?, 0);
    let share = hundred.div(Decimal::new(whole, 0), Round::Nearest)?;
    Some(share.round_to(8, Round::Nearest).trimmed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(digits: &str, language: Language, value: &str, other: Option<&str>) {
        let (read, second) = marked(digits, language).expect(digits);
        assert_eq!(read.plain(), value, "{digits}");
        assert_eq!(second.map(|d| d.plain()).as_deref(), other, "{digits}");
    }

    #[test]
    fn marks_follow_the_language() {
        check("1.500", Language::De, "1500", Some("1.500"));
        check("1,500", Language::De, "1.500", Some("1500"));
        check("1,500", Language::En, "1500", Some("1.500"));
        check("2,67", Language::De, "2.67", None);
        check("2.67", Language::De, "2.67", None);
        check("2,67", Language::En, "2.67", None);
        check("1.234.567,8", Language::De, "1234567.8", None);
        check("1,100", Language::Zh, "1100", Some("1.100"));
        check("0.400", Language::De, "0.400", None);
        assert!(marked("2025.12.23", Language::De).is_none());
    }

    #[test]
    fn shares_keep_eight_digits() {
        assert_eq!(percentage(1, 3).unwrap().plain(), "33.333333");
        assert_eq!(percentage(3, 4).unwrap().plain(), "75");
        assert!(percentage(1, 0).is_none());
    }
}
