//! What a word says of what has no label: computed values and paragraphs.

use super::super::fold::fold;
use super::super::index::LabelKind;
use super::super::label::{WORD, Word};
use super::Asked;
use crate::atlas::*;

impl Asked {
    /// A computed value answers to its place, its metric, its year, its scope and «computed».
    pub(super) fn derivation(&self, derivation: &Derivation) -> i32 {
        if let Some(exact) = &self.exact {
            return if exact.is_empty() { WORD } else { 0 };
        }
        if self.word.is_none() {
            return 0;
        }
        let year = derivation.period.year().map(|year| year.to_string());
        let begins = |text: &str| {
            let text = fold(text);
            let mut tokens = text.split(' ');
            tokens.any(|token| self.words().any(|word| token.starts_with(word.text())))
        };
        let said = self.words().any(|word| year.as_deref() == Some(word.text()))
            || derivation.scope.iter().any(|scope| begins(scope))
            || begins("computed sum derived");
        let labels = self
            .of(LabelKind::Place, derivation.place.index())
            .max(self.of(LabelKind::Metric, derivation.metric.index()));
        labels.max(if said { WORD - 100 } else { 0 })
    }

    /// Whether a paragraph can answer at all.
    pub(in crate::query) fn may_be_said(&self) -> bool {
        match (self.field, &self.word) {
            (Some(field), _) => matches!(field, "doc" | "kind" | "lang"),
            (None, Some(word)) => self.exact.is_some() || word.may_stand_inside(),
            (None, None) => false,
        }
    }

    /// How well a paragraph answers that says this folded text.
    pub(in crate::query) fn paragraph(&self, atlas: &Atlas, thing: Thing, text: &str) -> i32 {
        if let Some(field) = self.field {
            return self.field(atlas, field, thing);
        }
        if let Some(exact) = &self.exact {
            return if text.contains(exact.as_str()) { WORD } else { 0 };
        }
        let says = |word: &Word| {
            let chinese = !word.text().is_ascii();
            let begins = || text.split(' ').any(|token| token.starts_with(word.text()));
            (chinese && text.contains(word.text())) || (word.may_stand_inside() && begins())
        };
        if self.words().any(says) { 350 } else { 0 }
    }

    /// The word and those that say the same.
    pub(in crate::query) fn words(&self) -> impl Iterator<Item = &Word> {
        self.word.iter().chain(&self.also)
    }
}
