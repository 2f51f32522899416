//! Which facts are of one series, and what orders them in it. Only what is asked for is read: each column lies elsewhere,
//! and a place may have very many facts.

use super::*;
use crate::atlas::series::SeriesKey;

impl Columns {
    /// Whether two facts are of one series.
    pub fn are_alike(&self, one: usize, other: usize) -> bool {
        // What tells most apart is asked first.
        let same = |ids: &Ids| ids.get(one) == ids.get(other);
        same(&self.metrics)
            && (same(&self.places) && same(&self.subjects) && same(&self.scopes))
            && self.marks_of(one) >> 5 & 3 == self.marks_of(other) >> 5 & 3
    }

    /// What a fact's series is told from others by, as numbers: metric, subject, scope, place, prices.
    pub fn series(&self, at: usize) -> [u32; 5] {
        let of = |ids: &Ids| ids.get(at) as u32;
        let prices = u32::from(self.marks_of(at) >> 5 & 3);
        let (metric, subject) = (of(&self.metrics), of(&self.subjects));
        [metric, subject, of(&self.scopes), of(&self.places), prices]
    }

    /// The series a fact belongs to.
    pub fn key(&self, at: usize) -> SeriesKey {
        let [metric, subject, scope, place, _] = self.series(at);
        SeriesKey {
            place: PlaceId(place),
            subject: subject.checked_sub(1).map(OrganisationId),
            metric: MetricId(metric),
            scope: self.scope_sets[scope as usize].clone(),
            prices: prices(self.marks_of(at)),
        }
    }

    /// The time a fact speaks of.
    pub fn period(&self, at: usize) -> Period {
        self.period_list[self.periods.get(at)]
    }

    /// How far the curator trusts a fact.
    pub fn status(&self, at: usize) -> Status {
        status(self.marks_of(at))
    }

    /// What the source says a fact is.
    pub fn kind(&self, at: usize) -> Kind {
        kind(self.marks_of(at))
    }

    fn marks_of(&self, at: usize) -> u8 {
        self.marks.get(at).copied().unwrap_or(0)
    }
}
