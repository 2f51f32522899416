//! The data of an atlas and their lookups, shared by all who read it. Nothing in it can fail after construction.

use super::*;
use std::collections::HashMap;

/// The data and their lookups.
#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) edition: String,
    pub(super) records: Records,
    pub(super) columns: Columns,
    pub(super) slugs: HashMap<String, Thing>,
    pub(super) children: Vec<Vec<PlaceId>>,
    pub(super) by_place: Vec<Vec<FactId>>,
    pub(super) by_metric: Vec<Vec<FactId>>,
    pub(super) by_organisation: Vec<Vec<FactId>>,
    pub(super) by_paragraph: HashMap<(DocumentId, u32), Vec<FactId>>,
}

impl World {
    pub(super) fn new(edition: String, records: Records) -> Self {
        let mut world = World {
            edition,
            children: vec![Vec::new(); records.places.len()],
            by_place: vec![Vec::new(); records.places.len()],
            by_metric: vec![Vec::new(); records.metrics.len()],
            by_organisation: vec![Vec::new(); records.organisations.len()],
            records,
            ..World::default()
        };
        world.columns = Columns::of(&world.records.facts);
        world.index_slugs();
        world.index_facts();
        world
    }

    fn index_slugs(&mut self) {
        let records = &self.records;
        let total = records.facts.len() + records.places.len() + records.organisations.len();
        let mut slugs = HashMap::with_capacity(total + records.metrics.len() + records.documents.len());
        let mut put = |slug: &str, thing| {
            slugs.insert(slug.to_owned(), thing);
        };
        // Facts first: should two kinds share a slug, the place or metric is what a person means.
        enumerated(&records.facts).for_each(|(n, r)| put(&r.slug, Thing::Fact(FactId(n))));
        enumerated(&records.derivations).for_each(|(n, r)| put(&r.slug, Thing::Derivation(DerivationId(n))));
        enumerated(&records.organisations)
            .for_each(|(n, r)| put(&r.slug, Thing::Organisation(OrganisationId(n))));
        enumerated(&records.documents).for_each(|(n, r)| put(&r.slug, Thing::Document(DocumentId(n))));
        enumerated(&records.metrics).for_each(|(n, r)| put(&r.slug, Thing::Metric(MetricId(n))));
        enumerated(&records.places).for_each(|(n, r)| put(&r.slug, Thing::Place(PlaceId(n))));
        self.slugs = slugs;
    }

    fn index_facts(&mut self) {
        for (n, place) in enumerated(&self.records.places) {
            if let Some(parent) = place.parent {
                self.children[parent.index()].push(PlaceId(n));
            }
        }
        for (n, fact) in enumerated(&self.records.facts) {
            let id = FactId(n);
            self.by_place[fact.place.index()].push(id);
            self.by_metric[fact.metric.index()].push(id);
            if let Some(subject) = fact.subject {
                self.by_organisation[subject.index()].push(id);
            }
            for evidence in &fact.evidence {
                let facts = self
                    .by_paragraph
                    .entry((evidence.document, evidence.paragraph))
                    .or_default();
                if facts.last() != Some(&id) {
                    facts.push(id);
                }
            }
        }
    }
}
