//! What a field of the query language asks of each kind of thing.
//! To add a field: its row in `parse::FIELDS` and its arm here.

use super::super::find::kind_of;
use super::super::index::{INSIDE, WORD, Word};
use super::super::parse::Test;
use super::Asked;
use crate::atlas::*;

impl Asked {
    /// How well a thing answers to a field; 0 is not at all, also where the field means nothing.
    pub(super) fn field(&self, atlas: &Atlas, field: &str, thing: Thing) -> i32 {
        let held = |holds: bool| if holds { WORD } else { 0 };
        match (field, thing) {
            ("place", Thing::Place(id)) => self.chosen(&self.places, id.index()),
            ("place", Thing::Fact(id)) => self.chosen(&self.places, atlas.fact(id).place.index()),
            ("place", Thing::Organisation(id)) => atlas
                .organisation(id)
                .place
                .map_or(0, |place| self.chosen(&self.places, place.index())),
            ("district", Thing::Place(id)) => {
                held(is_district(atlas, id)).min(self.chosen(&self.places, id.index()))
            }
            ("district", Thing::Fact(id)) => {
                let place = atlas.fact(id).place;
                held(is_district(atlas, place)).min(self.chosen(&self.places, place.index()))
            }
            ("kind", thing) => held(self.is_one_of(&kind_names(atlas, thing))),
            (_, Thing::Derivation(id)) => self.computed(field, atlas.derivation(id)),
            ("metric", Thing::Metric(id)) => self.chosen(&self.metrics, id.index()),
            ("metric", Thing::Fact(id)) => self.chosen(&self.metrics, atlas.fact(id).metric.index()),
            ("org", Thing::Organisation(id)) => self.chosen(&self.organisations, id.index()),
            ("org", Thing::Fact(id)) => atlas
                .fact(id)
                .subject
                .map_or(0, |subject| self.chosen(&self.organisations, subject.index())),
            ("doc", Thing::Document(id) | Thing::Paragraph(id, _)) => {
                self.chosen(&self.documents, id.index())
            }
            ("doc", Thing::Fact(id)) => {
                let documents = atlas
                    .fact(id)
                    .evidence
                    .iter()
                    .map(|e| self.chosen(&self.documents, e.document.index()));
                documents.max().unwrap_or(0)
            }
            ("unit", Thing::Fact(id)) => held(self.is_one_of(&unit_names(atlas, atlas.fact(id)))),
            ("unit", Thing::Metric(id)) => held(self.is_one_of(&[
                &atlas.unit(atlas.metric(id).unit).slug,
                &atlas.unit(atlas.metric(id).unit).symbol,
            ])),
            ("lang", Thing::Document(id) | Thing::Paragraph(id, _)) => {
                held(self.is_one_of(&[atlas.document(id).lang.name()]))
            }
            ("lang", Thing::Fact(id)) => {
                let languages = atlas
                    .fact(id)
                    .evidence
                    .iter()
                    .map(|e| atlas.document(e.document).lang.name());
                held(languages.into_iter().any(|lang| self.is_one_of(&[lang])))
            }
            ("value", Thing::Fact(id)) => {
                held(atlas.fact(id).value.number().is_some_and(|n| self.in_range(n)))
            }
            ("year", Thing::Fact(id)) => held(self.covers(atlas.fact(id).period)),
            ("ev", Thing::Fact(id)) => {
                held(self.in_range(Decimal::new(atlas.fact(id).evidence.len() as i64, 0)))
            }
            _ => 0,
        }
    }

    fn computed(&self, field: &str, derivation: &Derivation) -> i32 {
        match field {
            "place" => self.chosen(&self.places, derivation.place.index()),
            "metric" => self.chosen(&self.metrics, derivation.metric.index()),
            "year" if self.covers(derivation.period) => WORD,
            _ => 0,
        }
    }

    /// A field takes the labels that say its word; scattered letters only if none does.
    fn chosen(&self, scores: &[i32], at: usize) -> i32 {
        let best = scores.iter().copied().max().unwrap_or(0);
        let own = scores[at];
        if own >= INSIDE - 200 && best >= INSIDE || own > 0 && own >= best - 100 {
            own.max(1)
        } else {
            0
        }
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        let asked = self
            .exact
            .as_deref()
            .or(self.word.as_ref().map(Word::text))
            .unwrap_or("");
        asked.split('|').any(|word| {
            names
                .iter()
                .any(|name| crate::query::fold::fold(name).starts_with(word))
        })
    }

    fn in_range(&self, number: Decimal) -> bool {
        let Some(Test::Range(low, high)) = &self.range else {
            return false;
        };
        let above = low.is_none_or(|(end, allowed)| number > end || allowed && number == end);
        above && high.is_none_or(|(end, allowed)| number < end || allowed && number == end)
    }

    fn covers(&self, period: Period) -> bool {
        let year = |y: u16| Decimal::new(i64::from(y), 0);
        match period {
            Period::Span(from, to) => (from.year()..=to.year()).any(|y| self.in_range(year(y))),
            _ => period.year().is_some_and(|y| self.in_range(year(y))),
        }
    }
}

fn is_district(atlas: &Atlas, id: PlaceId) -> bool {
    use PlaceKind::*;
    matches!(
        atlas.place(id).kind,
        District | Zone | NewArea | InnovationDistrict | Park
    )
}

fn kind_names(atlas: &Atlas, thing: Thing) -> Vec<&'static str> {
    let mut names = vec![kind_of(thing)];
    match thing {
        Thing::Fact(id) => names.push(atlas.fact(id).kind.name()),
        Thing::Place(id) => names.push(atlas.place(id).kind.name()),
        Thing::Organisation(id) => names.push(atlas.organisation(id).kind.name()),
        _ => {}
    }
    names
}

fn unit_names<'a>(atlas: &'a Atlas, fact: &Fact) -> Vec<&'a str> {
    let unit = atlas.unit(fact.unit);
    let counted = atlas.metric(fact.metric).counted.as_deref();
    [unit.slug.as_str(), &unit.symbol, &unit.names.en]
        .into_iter()
        .chain(counted)
        .filter(|n| !n.is_empty())
        .collect()
}
