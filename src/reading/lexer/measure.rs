//! What a figure measures: the unit behind it, one of a later figure, a share of so many, or the noun it counts.
//! How units are written is known to `units`.

use super::amounts::Amount;
use super::figure::Lexer;
use crate::atlas::{Decimal, Language};
use crate::reading::numbers::number_at;
use crate::reading::numeral::Form;
use crate::reading::units::{self, Unit};

impl Lexer<'_> {
    /// The unit behind an amount, its power, and the token after it.
    pub(super) fn unit(&self, n: usize, amount: &Amount, limit: usize) -> (Unit, i16, usize) {
        if amount.number.form == Form::Fraction {
            return (Unit::known("percent"), 0, amount.end);
        }
        if let Some(found) =
            units::known_at(self.tokens, amount.end).filter(|f| self.is_no_other_sense(amount, f))
        {
            return (found.unit, found.power, found.end);
        }
        if let Some((unit, power)) = self.borrowed(n, amount) {
            return (unit, power, amount.end);
        }
        let (noun, end) = units::counted_at(self.tokens, amount.end, self.text);
        let end = end.min(limit.max(amount.end));
        if let Some((unit, _, past)) = units::per_after(self.tokens, amount.end, self.language) {
            return (unit, 0, past);
        }
        let plain = amount.number.scale.is_none();
        if let Some(unit) = units::per_before(self.tokens, n, self.language).filter(|_| plain) {
            return (unit, 0, end);
        }
        (noun, 0, end)
    }

    /// The unit of the later number in «from 25 to 50 EFLOPS», if the earlier has none.
    fn borrowed(&self, n: usize, amount: &Amount) -> Option<(Unit, i16)> {
        let from = n > 0 && self.tokens[n - 1].is_any(&["from", "von", "从", "由"]);
        let to = self.tokens.get(amount.end)?.is_any(&["to", "auf", "到", "至"]);
        let later = number_at(self.tokens, amount.end + 1, self.language).filter(|_| from && to)?;
        units::known_at(self.tokens, later.end).map(|found| (found.unit, found.power))
    }

    /// 5个, 5名 are counts; a Chinese year behind a count is none; «3 m Yuan» is money.
    fn is_no_other_sense(&self, amount: &Amount, found: &units::Found) -> bool {
        let next = self.tokens.get(found.end);
        let score = found.unit.slug == "points"
            && next.is_some_and(|t| t.is_any(&["之", "公", "布", "支", "别"]) && !t.spaced);
        let person = self.is(amount.end, "p")
            && self.language != Language::Zh
            && amount.number.value < Decimal::new(10, 0);
        !score && !person
    }
}
