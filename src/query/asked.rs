//! A word or comparison of a query with its scores for every label, and through them for every fact; computed once
//! and kept while the word stays. Knows the labels of `index`; ranks nothing.

mod facts;
mod fields;

use super::amount::amount;
use super::index::{Figure, Index, LabelKind};
use super::label::{INSIDE, WORD, Word};
use super::parse::{Clause, Test};
use crate::atlas::*;
use std::sync::Arc;

/// Most words that one clause is split into: more are pasted by mistake and must not cost seconds.
const MAX_WORDS: usize = 8;

/// By how much less a part of a metric answers than the metric itself.
const PART: i32 = 30;

/// A word or comparison with its scores.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// The folded word.
    pub(super) word: Option<Word>,
    number: Option<Figure>,
    field: Option<&'static str>,
    range: Option<Test>,
    exact: Option<String>,
    /// The names of kinds that a field asks for, and the units.
    kinds: Vec<&'static str>,
    units: Vec<UnitId>,
    /// A score for each label.
    scores: Vec<i32>,
    /// The best score of each kind of label.
    best: [i32; 5],
    /// Where the labels of each kind begin.
    begins: [usize; 5],
    /// A score for each fact.
    pub(super) facts: Vec<i16>,
}

/// Room for scores of facts that is not needed at present: new room of megabytes at every key would cost as much as
/// filling it.
#[derive(Debug, Clone, Default)]
pub(super) struct Spare(Vec<Vec<i16>>);

impl Spare {
    /// Takes what a clause no longer needs.
    pub(super) fn take(&mut self, asked: Vec<Arc<Asked>>) {
        let unused = asked.into_iter().filter_map(Arc::into_inner);
        self.0.extend(unused.map(|asked| asked.facts));
        self.0.truncate(MAX_WORDS);
    }
}

const KINDS: [LabelKind; 5] = [
    LabelKind::Place,
    LabelKind::Metric,
    LabelKind::Organisation,
    LabelKind::Document,
    LabelKind::Scope,
];

/// The words of a bare text; a number is one with its scale.
fn words(index: &Index, text: &str, is_number: bool) -> Vec<Word> {
    let mut words: Vec<Word> = match is_number {
        true => Word::whole(text).into_iter().collect(),
        false => Word::all(text)
            .into_iter()
            .flat_map(|word| in_parts(index, word))
            .collect(),
    };
    words.truncate(MAX_WORDS);
    words
}

/// A Chinese word that labels say only in parts, as «北京数字经济», in these parts.
fn in_parts(index: &Index, word: Word) -> Vec<Word> {
    let text = word.text();
    let chinese = text.chars().count() >= 4 && !text.is_ascii();
    match chinese.then(|| index.lexicon.parts_of(text)).flatten() {
        Some(parts) => parts.iter().flat_map(|part| Word::all(part)).collect(),
        None => vec![word],
    }
}

impl Asked {
    /// The words and comparisons of a clause, scored against all labels and facts; words that are `known` are not
    /// scored again.
    pub(super) fn all(
        atlas: &Atlas,
        index: &Index,
        clause: &Clause,
        known: &[Arc<Asked>],
        spare: &mut Spare,
    ) -> Vec<Arc<Asked>> {
        let (Test::Words(list), None) = (&clause.test, clause.field) else {
            let asked = Asked::of_labels(atlas, index, clause).into_iter();
            return asked
                .map(|asked| asked.of_fields(atlas).of_all(atlas, index, spare))
                .collect();
        };
        let number = amount(&list[0]).map(Figure::of);
        let ask = |word: Word| {
            let seen = known
                .iter()
                .find(|asked| number.is_none() && asked.is_word(&word));
            seen.cloned().unwrap_or_else(|| {
                let asked = Asked {
                    word: Some(word),
                    number,
                    ..Asked::blank(index, None)
                };
                asked.scored(atlas, index).of_all(atlas, index, spare)
            })
        };
        let words = words(index, &list[0], number.is_some());
        words.into_iter().map(ask).collect()
    }

    /// Whether this is a bare word and nothing else.
    fn is_word(&self, word: &Word) -> bool {
        self.word.as_ref() == Some(word)
            && self.field.is_none()
            && self.exact.is_none()
            && self.number.is_none()
    }

    fn blank(index: &Index, field: Option<&'static str>) -> Self {
        Asked {
            field,
            scores: vec![0; index.lexicon.len()],
            begins: KINDS.map(|kind| index.labels(kind).start),
            ..Asked::default()
        }
    }

    /// With the scores of facts and of what is at home in places.
    fn of_all(mut self, atlas: &Atlas, index: &Index, spare: &mut Spare) -> Arc<Self> {
        self.facts = self.of_facts(atlas, index, spare.0.pop().unwrap_or_default());
        if self.field.is_none() && self.exact.is_none() {
            self.bring_home(index);
        }
        Arc::new(self)
    }

    /// Fields, ranges and quoted words, scored against all labels.
    fn of_labels(atlas: &Atlas, index: &Index, clause: &Clause) -> Vec<Asked> {
        let blank = || Asked::blank(index, clause.field);
        match &clause.test {
            Test::Range(..) => vec![Asked {
                range: Some(clause.test.clone()),
                ..blank()
            }],
            Test::Exact(text) => {
                let word = Word::whole(text);
                let exact = word
                    .as_ref()
                    .map_or_else(String::new, |word| word.text().to_owned());
                let asked = Asked {
                    word,
                    exact: Some(exact),
                    ..blank()
                };
                vec![asked.scored(atlas, index)]
            }
            // Alternatives of a list are one clause: the best of them counts.
            Test::Words(list) => {
                let words = list.iter().filter_map(|text| Word::all(text).into_iter().next());
                let ask = |word| Asked {
                    word: Some(word),
                    ..blank()
                };
                let parts = words.map(|word| ask(word).scored(atlas, index));
                parts.reduce(Asked::or).into_iter().collect()
            }
        }
    }

    fn scored(mut self, atlas: &Atlas, index: &Index) -> Self {
        if let (Some(exact), None) = (&self.exact, self.field) {
            // Names that say it, and nothing that belongs to them.
            let says = index.lexicon.says(exact).into_iter();
            self.scores = says.map(|says| if says { WORD } else { 0 }).collect();
            return self;
        }
        let Some(word) = self.word.clone() else {
            return self;
        };
        let quoted = self.exact.is_some();
        self.scores = match quoted {
            true => index.lexicon.exact(&word),
            false => index.lexicon.scores(&word, &index.scorer),
        };
        let best = self.scores.iter().copied().max().unwrap_or(0);
        if best < INSIDE && self.number.is_none() && !quoted {
            // No label says the word as typed: allow a typing error, but not in what narrows facts down.
            let named = index.labels(LabelKind::Scope).start;
            let typos = index.lexicon.typos(&word);
            for (score, typo) in self.scores[..named].iter_mut().zip(typos) {
                *score = (*score).max(typo);
            }
        }
        self.hand_down(atlas, index);
        self.best = KINDS.map(|kind| self.scores[index.labels(kind)].iter().copied().max().unwrap_or(0));
        self
    }

    /// The score of a label of a kind.
    fn of(&self, kind: LabelKind, at: usize) -> i32 {
        self.scores[self.begins[kind as usize] + at]
    }

    fn of_mut(&mut self, kind: LabelKind, at: usize) -> &mut i32 {
        &mut self.scores[self.begins[kind as usize] + at]
    }

    /// A part of Beijing answers to «beijing», a share of a metric to the metric, each a little less.
    fn hand_down(&mut self, atlas: &Atlas, index: &Index) {
        for (id, above) in &index.within {
            let above = self.of(LabelKind::Place, above.index()) - 100;
            let own = self.of_mut(LabelKind::Place, id.index());
            *own = (*own).max(above);
        }
        let own = self.scores[index.labels(LabelKind::Metric)].to_vec();
        for (id, metric) in atlas.metrics() {
            let above = metric.under.map_or(0, |under| own[under.index()] - 100);
            // Shares and growth rates of a metric come after the metric where both say the word.
            let part = if metric.under.is_some() { PART } else { 0 };
            *self.of_mut(LabelKind::Metric, id.index()) = (own[id.index()] - part).max(above);
        }
    }

    /// What is at home in a place answers to it, long after the place; facts about it do not.
    fn bring_home(&mut self, index: &Index) {
        for (id, home) in &index.homes {
            let home = self.of(LabelKind::Place, home.index()) - 200;
            let own = self.of_mut(LabelKind::Organisation, id.index());
            *own = (*own).max(home);
        }
    }

    fn or(mut self, other: Asked) -> Asked {
        self.scores
            .iter_mut()
            .zip(&other.scores)
            .for_each(|(own, other)| *own = (*own).max(*other));
        for (own, other) in self.best.iter_mut().zip(other.best) {
            *own = (*own).max(other);
        }
        // Kinds, units and languages compare words: keep them all in one.
        if let (Some(a), Some(b)) = (&self.word, &other.word) {
            let joined = format!("{}|{}", a.text(), b.text());
            self.exact = Some(self.exact.map_or(joined, |text| format!("{text}|{}", b.text())));
        }
        self
    }

    /// How well a thing that is no fact answers; 0 is not at all.
    pub(super) fn score(&self, atlas: &Atlas, thing: Thing) -> i32 {
        match self.field {
            None => self.bare(atlas, thing),
            Some(field) => self.field(atlas, field, thing),
        }
    }

    fn bare(&self, atlas: &Atlas, thing: Thing) -> i32 {
        let label = match thing {
            Thing::Place(id) => (LabelKind::Place, id.index()),
            Thing::Metric(id) => (LabelKind::Metric, id.index()),
            Thing::Organisation(id) => (LabelKind::Organisation, id.index()),
            Thing::Document(id) => (LabelKind::Document, id.index()),
            Thing::Derivation(id) => return self.derivation(atlas.derivation(id)),
            Thing::Fact(id) => return self.facts.get(id.index()).map_or(0, |score| i32::from(*score)),
            Thing::Paragraph(..) => return 0,
        };
        self.of(label.0, label.1)
    }

    /// The scores of the labels of a kind, if they are those of the things themselves.
    pub(super) fn labels(&self, index: &Index, kind: LabelKind) -> Option<&[i32]> {
        self.field.is_none().then(|| &self.scores[index.labels(kind)])
    }

    /// A computed value answers to its place, its metric, its year, its scope and «computed».
    fn derivation(&self, derivation: &Derivation) -> i32 {
        if let Some(exact) = &self.exact {
            return if exact.is_empty() { WORD } else { 0 };
        }
        let Some(word) = &self.word else { return 0 };
        let year = derivation
            .period
            .year()
            .is_some_and(|y| y.to_string() == word.text());
        let begins = |text: &str| {
            super::fold::fold(text)
                .split(' ')
                .any(|token| token.starts_with(word.text()))
        };
        let said =
            year || derivation.scope.iter().any(|scope| begins(scope)) || begins("computed sum derived");
        let labels = self
            .of(LabelKind::Place, derivation.place.index())
            .max(self.of(LabelKind::Metric, derivation.metric.index()));
        labels.max(if said { WORD - 100 } else { 0 })
    }

    /// Whether a paragraph can answer at all.
    pub(super) fn may_be_said(&self) -> bool {
        match (self.field, &self.word) {
            (Some(field), _) => matches!(field, "doc" | "kind" | "lang"),
            (None, Some(word)) => self.exact.is_some() || word.may_stand_inside(),
            (None, None) => false,
        }
    }

    /// How well a paragraph answers that says this folded text.
    pub(super) fn paragraph(&self, atlas: &Atlas, thing: Thing, text: &str) -> i32 {
        if let Some(field) = self.field {
            return self.field(atlas, field, thing);
        }
        if let Some(exact) = &self.exact {
            return if text.contains(exact.as_str()) { WORD } else { 0 };
        }
        let Some(word) = &self.word else { return 0 };
        let chinese = !word.text().is_ascii();
        let begins = || text.split(' ').any(|token| token.starts_with(word.text()));
        let said = (chinese && text.contains(word.text())) || (word.may_stand_inside() && begins());
        if said { 350 } else { 0 }
    }
}
