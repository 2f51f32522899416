//! One figure of a text, as read and on its way to being read.
//! Knows no grammar: the lexer puts figures together.

use crate::atlas::{Decimal, Language, Value};
use crate::reading::numeral::{Form, Numeral, Scale};
use crate::reading::tokens::Token;
use crate::reading::units::Unit;
use std::ops::Range;

/// Where a hedge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HedgedBy {
    /// Nowhere: none was written.
    Nothing,
    /// Beside the number.
    Word,
    /// It is a verb elsewhere in the clause.
    Verb,
    /// It makes a duration a term: «within two years».
    Term,
    /// Words that may say it or not: «over 12 and 13 km respectively», «as many as 30», «surpassed the 30 km».
    Open,
}

/// One figure of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// All of it in bytes of the original, hedge and unit included.
    pub span: Range<usize>,
    /// The number alone, scale word included.
    pub number: Range<usize>,
    /// What it says, in units of `unit`.
    pub value: Value,
    /// What is counted or measured.
    pub unit: Unit,
    /// The scale word as read.
    pub scale: Option<Scale>,
    /// What the digits would say under the other language's marks.
    pub other: Option<Decimal>,
    /// How the number is written; a superlative is an [`Form::Ordinal`] with the value rank 1.
    pub form: Form,
    /// Where the hedge comes from.
    pub hedged_by: HedgedBy,
}

impl Reading {
    /// Whether it states a figure by itself: no article that may just mean «a».
    pub fn is_figure(&self) -> bool {
        self.form != Form::Article
    }

    /// Whether it is a scale word alone: 千亿, 百亿.
    pub fn is_bare_scale(&self) -> bool {
        let large = self.scale.as_ref().is_some_and(|scale| scale.power >= 8);
        let number = self.value.number();
        large && number.is_some_and(|n| n.exponent() == 0 && n.trimmed().digits() == 1)
    }
}

/// A text with its tokens, to read figures from.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) language: Language,
}

/// A reading on its way, with its tokens.
pub(super) struct Figure {
    pub(super) reading: Reading,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) hedged: bool,
}

impl Lexer<'_> {
    /// Whether token `n` is this word or sign.
    pub(super) fn is(&self, n: usize, word: &str) -> bool {
        self.tokens.get(n).is_some_and(|t| t.is(word))
    }

    /// A figure of these tokens, its number among them, without a hedge.
    pub(super) fn figure(
        &self,
        all: Range<usize>,
        number: Range<usize>,
        (value, unit): (Value, Unit),
        numeral: Numeral,
    ) -> Figure {
        Figure {
            start: all.start,
            end: all.end,
            hedged: false,
            reading: Reading {
                span: self.bytes(&all),
                number: self.bytes(&number),
                value,
                unit,
                scale: numeral.scale,
                other: numeral.other,
                form: numeral.form,
                hedged_by: HedgedBy::Nothing,
            },
        }
    }

    /// Where tokens stand in bytes.
    fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.tokens.get(range.start).map_or(0, |t| t.span.start);
        let last = range.end.max(range.start + 1).min(self.tokens.len()) - 1;
        start..self.tokens.get(last).map_or(start, |t| t.span.end)
    }
}
