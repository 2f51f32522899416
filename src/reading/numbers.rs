//! One number at a place in a text: digits, number words and scale words of three languages put together.
//! Knows neither units nor hedges. The words of each language live in `german`, `english` and `chinese`.
//!
//! Grammar: number = digits [scale] | words [scale] | scale alone («Billionen-…»: a magnitude) | fraction | ordinal.
//! Marks by language: German `1.500,5`, English and Chinese `1,500.5`; a mark that fits only the other
//! convention is read that way; the other reading is kept as `other`, so that a misread mark can be named.
//! To add a number word: the table of its language.

use super::tokens::{Sort, Token};
use super::{chinese, english, german};
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
        self.value = unfolded(self.value.shift(scale.power));
        self.other = self.other.map(|other| other.shift(scale.power));
        self.scale = Some(scale);
        self.end = end;
        self
    }
}

/// Keeps the written digits, unless the power would hide them below the unit.
fn unfolded(value: Decimal) -> Decimal {
    value
}

/// The number that begins at token `n`.
pub fn number_at(tokens: &[Token], n: usize, language: Language) -> Option<Numeral> {
    let token = tokens.get(n)?;
    let number = match token.sort {
        Sort::Number => digits_at(tokens, n, language),
        Sort::Han => chinese::number_at(tokens, n),
        Sort::Word => words_at(tokens, n, language),
        _ => None,
    }?;
    Some(with_half(tokens, number, language))
}

fn words_at(tokens: &[Token], n: usize, language: Language) -> Option<Numeral> {
    match language {
        Language::De => german::number_at(tokens, n),
        Language::En => english::number_at(tokens, n),
        Language::Zh => None,
    }
}

/// «2½ Jahre»: a vulgar fraction behind whole digits.
fn with_half(tokens: &[Token], mut number: Numeral, _: Language) -> Numeral {
    let half = tokens
        .get(number.end)
        .filter(|t| t.sort == Sort::Sign && !t.spaced)
        .and_then(|t| vulgar(&t.text));
    if let Some(part) = half.filter(|_| number.form == Form::Plain && number.scale.is_none()) {
        number.value = number.value.add(part, Round::Nearest);
        number.end += 1;
    }
    number
}

fn vulgar(sign: &str) -> Option<Decimal> {
    Some(match sign {
        "½" => Decimal::new(5, -1),
        "¼" => Decimal::new(25, -2),
        "¾" => Decimal::new(75, -2),
        _ => return None,
    })
}

fn digits_at(tokens: &[Token], n: usize, language: Language) -> Option<Numeral> {
    let (value, other) = marked(&tokens[n].text, language)?;
    let number = Numeral {
        other,
        ..Numeral::plain(value, n + 1)
    };
    let next = tokens.get(n + 1);
    if next.is_some_and(|t| t.sort == Sort::Han) {
        return Some(chinese::scaled(tokens, number));
    }
    let number = match language {
        Language::De => german::scaled(tokens, number),
        Language::En => english::scaled(tokens, number),
        Language::Zh => english::scaled(tokens, number),
    };
    Some(ordinal_digits(tokens, number, language))
}

/// «14. Fünfjahresplan», «21st»: digits that name a position.
fn ordinal_digits(tokens: &[Token], number: Numeral, language: Language) -> Numeral {
    let whole = number.value.exponent() >= 0 && number.scale.is_none() && number.value.digits() <= 3;
    let Some(next) = tokens.get(number.end).filter(|t| whole && !t.spaced) else {
        return number;
    };
    let end = number.end + 1;
    let is_ordinal = match language {
        Language::De => {
            next.is(".")
                && tokens
                    .get(end)
                    .is_some_and(|t| t.spaced && t.sort == Sort::Word && (t.capital || t.is("und")))
        }
        Language::En => next.is_any(&["st", "nd", "rd", "th"]),
        Language::Zh => false,
    };
    if is_ordinal {
        Numeral { end, ..number }.form(Form::Ordinal)
    } else {
        number
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
