//! What a field of the query language asks of each kind of thing.
//! To add a field: its row in `parse::FIELDS` and its arm here.

use super::super::find::{HIT_KINDS, kind_of};
use super::super::fold::fold;
use super::super::index::{Figure, LabelKind};
use super::super::label::{INSIDE, WORD, Word};
use super::super::parse::Test;
use super::super::wording::means;
use super::Asked;
use crate::atlas::*;
use std::cmp::Ordering;

impl Asked {
    /// How well a thing answers to a field; 0 is not at all, also where the field means nothing.
    pub(super) fn field(&self, atlas: &Atlas, field: &str, thing: Thing) -> i32 {
        let held = |holds: bool| if holds { WORD } else { 0 };
        match (field, thing) {
            ("place", Thing::Place(id)) => self.chosen(LabelKind::Place, id.index()),
            ("place", Thing::Organisation(id)) => atlas
                .organisation(id)
                .place
                .map_or(0, |place| self.chosen(LabelKind::Place, place.index())),
            ("district", Thing::Place(id)) => {
                held(is_district(atlas, id)).min(self.chosen(LabelKind::Place, id.index()))
            }
            ("kind", thing) => held(kind_names(atlas, thing).any(|name| self.kinds.contains(&name))),
            (_, Thing::Derivation(id)) => self.computed(field, atlas.derivation(id)),
            ("metric", Thing::Metric(id)) => self.chosen(LabelKind::Metric, id.index()),
            ("org", Thing::Organisation(id)) => self.chosen(LabelKind::Organisation, id.index()),
            ("doc", Thing::Document(id) | Thing::Paragraph(id, _)) => {
                self.chosen(LabelKind::Document, id.index())
            }
            ("unit", Thing::Metric(id)) => held(self.units.contains(&atlas.metric(id).unit)),
            ("lang", Thing::Document(id) | Thing::Paragraph(id, _)) => {
                held(self.is_one_of(&[atlas.document(id).lang.name()]))
            }
            _ => 0,
        }
    }

    fn computed(&self, field: &str, derivation: &Derivation) -> i32 {
        match field {
            "place" => self.chosen(LabelKind::Place, derivation.place.index()),
            "metric" => self.chosen(LabelKind::Metric, derivation.metric.index()),
            "year" if self.covers(derivation.period) => WORD,
            _ => 0,
        }
    }

    /// A field takes the labels that say its word; scattered letters only if none does.
    pub(super) fn chosen(&self, kind: LabelKind, at: usize) -> i32 {
        let (best, own) = (self.best[kind as usize], self.of(kind, at));
        if own >= INSIDE - 200 && best >= INSIDE || own > 0 && own >= best - 100 {
            own.max(1)
        } else {
            0
        }
    }

    pub(super) fn is_one_of(&self, names: &[&str]) -> bool {
        let asked = self
            .exact
            .as_deref()
            .or(self.word.as_ref().map(Word::text))
            .unwrap_or("");
        let fits = |name: &str, word: &str| {
            if self.is_whole {
                name == word
            } else {
                name.starts_with(word)
            }
        };
        asked
            .split('|')
            .any(|word| names.iter().any(|name| fits(&fold(name), word)))
    }

    /// Whether a kind of facts is asked for, by its name or a word for it.
    pub(super) fn is_kind(&self, kind: Kind) -> bool {
        let asked = self.exact.as_deref().or(self.word.as_ref().map(Word::text));
        let mut words = asked.unwrap_or("").split('|');
        self.is_one_of(&[kind.name()]) || words.any(|word| means(word, kind))
    }

    /// The ends of the range that is asked for.
    pub(super) fn ends(&self) -> Ends {
        let end = |end: &Option<(Decimal, bool)>| end.map(|(number, allowed)| (Figure::of(number), allowed));
        match &self.range {
            Some(Test::Range(low, high)) => Ends(Some((end(low), end(high)))),
            _ => Ends(None),
        }
    }

    pub(super) fn in_range(&self, number: Decimal) -> bool {
        self.ends().hold(&Figure::of(number))
    }

    pub(super) fn covers(&self, period: Period) -> bool {
        let year = |y: u16| Decimal::new(i64::from(y), 0);
        match period {
            Period::Span(from, to) => (from.year()..=to.year()).any(|y| self.in_range(year(y))),
            _ => period.year().is_some_and(|y| self.in_range(year(y))),
        }
    }
}

/// The end of a range and whether it is allowed itself; none is open.
type End = Option<(Figure, bool)>;

/// A range of numbers; none holds nothing.
pub(super) struct Ends(Option<(End, End)>);

impl Ends {
    pub(super) fn hold(&self, number: &Figure) -> bool {
        let Some((low, high)) = &self.0 else {
            return false;
        };
        let beyond = |end: &End, outside: Ordering| match end {
            Some((end, allowed)) => {
                let order = number.compare(end);
                order == outside || order == Ordering::Equal && !allowed
            }
            None => false,
        };
        !beyond(low, Ordering::Less) && !beyond(high, Ordering::Greater)
    }
}

pub(super) fn is_district(atlas: &Atlas, id: PlaceId) -> bool {
    use PlaceKind::*;
    matches!(
        atlas.place(id).kind,
        District | Zone | NewArea | InnovationDistrict | Park
    )
}

fn kind_names(atlas: &Atlas, thing: Thing) -> impl Iterator<Item = &'static str> {
    let own = match thing {
        Thing::Place(id) => Some(atlas.place(id).kind.name()),
        Thing::Organisation(id) => Some(atlas.organisation(id).kind.name()),
        _ => None,
    };
    std::iter::once(kind_of(thing)).chain(own)
}

impl Asked {
    /// With what its word says of kinds and units: there are few, and many things that have one.
    pub(super) fn of_fields(mut self, atlas: &Atlas) -> Self {
        match self.field {
            Some("kind") => {
                let places = PlaceKind::ALL.iter().map(|kind| kind.name());
                let organisations = OrganisationKind::ALL.iter().map(|kind| kind.name());
                let all = HIT_KINDS.into_iter().chain(places).chain(organisations);
                self.kinds = all.filter(|name| self.is_one_of(&[name])).collect();
            }
            Some("unit") => {
                let units = atlas.records().units.iter().zip(0..);
                let said = units.filter(|(unit, _)| self.is_one_of(&[&unit.slug, &unit.symbol]));
                self.units = said.map(|(_, at)| UnitId(at)).collect();
            }
            _ => {}
        }
        self
    }
}
