//! Which facts share a trend line: only those equal in place, subject, metric, scope and prices.

use super::named::Prices;
use super::records::{Fact, MetricId, OrganisationId, PlaceId, Text};

/// The identity of a series. Only facts with equal keys share a line or an axis.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SeriesKey {
    /// The place.
    pub place: PlaceId,
    /// The organisation, if not the place itself.
    pub subject: Option<OrganisationId>,
    /// The metric.
    pub metric: MetricId,
    /// The scope, sorted.
    pub scope: Vec<Text>,
    /// The prices.
    pub prices: Option<Prices>,
}

impl SeriesKey {
    /// The series a fact belongs to.
    pub fn of(fact: &Fact) -> Self {
        SeriesKey {
            place: fact.place,
            subject: fact.subject,
            metric: fact.metric,
            scope: fact.scope.clone(),
            prices: fact.prices,
        }
    }

    /// Whether two facts belong to one series.
    pub fn joins(a: &Fact, b: &Fact) -> bool {
        (a.place, a.subject, a.metric, &a.scope, a.prices)
            == (b.place, b.subject, b.metric, &b.scope, b.prices)
    }
}
