//! A word or comparison of a query with its scores for every label, and through them for every fact; computed once
//! and kept while the word stays. Knows the labels of `index`; ranks nothing.

mod facts;
mod fields;
mod letters;
mod texts;

use super::amount::amount;
use super::index::{Figure, Index, LabelKind};
use super::label::{INSIDE, WORD, Word};
use super::parse::{Clause, Test};
use crate::atlas::*;
use letters::words;
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
    /// Words that say the same: its other spelling, and what may stand for it.
    pub(super) also: Vec<Word>,
    number: Option<Figure>,
    field: Option<&'static str>,
    range: Option<Test>,
    exact: Option<String>,
    /// Whether kinds and units are asked for by their whole name.
    is_whole: bool,
    /// Whether anything says the word itself and not one like it.
    is_said: bool,
    /// Whether several words may stand for each other.
    is_either: bool,
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

/// How a word is said by labels and facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    Itself,
    Alike,
    Not,
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
        let mut each = list.iter();
        let first = each.next().map_or("", String::as_str);
        let mut asked = Asked::bare_words(atlas, index, first, known, spare);
        for text in each {
            let other = Asked::bare_words(atlas, index, text, known, spare);
            asked = match (asked.first(), other.first()) {
                (Some(one), Some(other)) => vec![Arc::new(one.either(other))],
                _ => continue,
            };
        }
        asked
    }

    /// The words of a bare text, scored.
    fn bare_words(
        atlas: &Atlas,
        index: &Index,
        text: &str,
        known: &[Arc<Asked>],
        spare: &mut Spare,
    ) -> Vec<Arc<Asked>> {
        let number = amount(text).map(Figure::of);
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
        let words = words(index, text, number.is_some());
        words.into_iter().map(ask).collect()
    }

    /// What holds where one of two words does.
    fn either(&self, other: &Asked) -> Asked {
        fn raise<T: Ord + Copy>(own: &mut [T], other: &[T]) {
            own.iter_mut()
                .zip(other)
                .for_each(|(own, other)| *own = (*own).max(*other));
        }
        let mut either = self.clone();
        raise(&mut either.scores, &other.scores);
        raise(&mut either.best, &other.best);
        raise(&mut either.facts, &other.facts);
        either.also.extend(other.word.iter().chain(&other.also).cloned());
        either.is_said &= other.is_said;
        either.is_either = true;
        either
    }

    /// Whether this is a bare word and nothing else.
    fn is_word(&self, word: &Word) -> bool {
        self.word.as_ref() == Some(word)
            && self.field.is_none()
            && self.exact.is_none()
            && self.number.is_none()
            && !self.is_either
    }

    /// How what was asked is said: by itself, only by names like it, or by none.
    pub(super) fn said(&self) -> Said {
        let best = match self.field {
            None => self.best.into_iter().max().unwrap_or(0),
            Some("place" | "district") => self.best[LabelKind::Place as usize],
            Some("metric") => self.best[LabelKind::Metric as usize],
            Some("org") => self.best[LabelKind::Organisation as usize],
            Some("doc") => self.best[LabelKind::Document as usize],
            Some(_) => return Said::Itself,
        };
        match best {
            _ if self.is_said || self.exact.is_some() || best >= INSIDE => Said::Itself,
            1.. => Said::Alike,
            _ => Said::Not,
        }
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
            // Figures, kinds and units say a word too.
            self.is_said =
                self.said() == Said::Itself || self.facts.iter().any(|score| *score >= INSIDE as i16);
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
                    is_whole: true,
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
            false => self.letters(index, &word),
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
}
