//! The data of an atlas and their lookups, shared by all who read it. Nothing in it can fail after construction.

use super::*;

/// The data and their lookups.
#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) edition: String,
    pub(super) records: Records,
    slugs: Vec<(u64, Thing)>,
    pub(super) children: Vec<Vec<PlaceId>>,
    pub(super) by_place: Vec<Vec<FactId>>,
    pub(super) by_metric: Vec<Vec<FactId>>,
    pub(super) by_organisation: Vec<Vec<FactId>>,
    paragraphs: Vec<(DocumentId, u32, u32)>,
    in_paragraphs: Vec<FactId>,
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
        world.index_slugs();
        world.index_facts();
        world.index_paragraphs();
        world
    }

    fn index_slugs(&mut self) {
        let records = &self.records;
        let mut slugs =
            Vec::with_capacity(records.facts.len() + records.places.len() + records.organisations.len());
        let mut put = |slug: &str, thing| slugs.push((hash(slug), thing));
        // Places and metrics first: should two kinds share a slug, they are what a person means.
        enumerated(&records.places).for_each(|(n, r)| put(&r.slug, Thing::Place(PlaceId(n))));
        enumerated(&records.metrics).for_each(|(n, r)| put(&r.slug, Thing::Metric(MetricId(n))));
        enumerated(&records.documents).for_each(|(n, r)| put(&r.slug, Thing::Document(DocumentId(n))));
        enumerated(&records.organisations)
            .for_each(|(n, r)| put(&r.slug, Thing::Organisation(OrganisationId(n))));
        enumerated(&records.derivations).for_each(|(n, r)| put(&r.slug, Thing::Derivation(DerivationId(n))));
        enumerated(&records.facts).for_each(|(n, r)| put(&r.slug, Thing::Fact(FactId(n))));
        slugs.sort_by_key(|(hash, _)| *hash);
        self.slugs = slugs;
    }

    /// What a slug names.
    pub(super) fn named(&self, slug: &str) -> Option<Thing> {
        let wanted = hash(slug);
        let first = self.slugs.partition_point(|(hash, _)| *hash < wanted);
        let alike = self.slugs[first..].iter().take_while(|(hash, _)| *hash == wanted);
        alike
            .map(|(_, thing)| *thing)
            .find(|thing| self.slug(*thing) == slug)
    }

    fn slug(&self, thing: Thing) -> &str {
        let records = &self.records;
        match thing {
            Thing::Place(id) => &records.places[id.index()].slug,
            Thing::Metric(id) => &records.metrics[id.index()].slug,
            Thing::Fact(id) => &records.facts[id.index()].slug,
            Thing::Document(id) | Thing::Paragraph(id, _) => &records.documents[id.index()].slug,
            Thing::Organisation(id) => &records.organisations[id.index()].slug,
            Thing::Derivation(id) => &records.derivations[id.index()].slug,
        }
    }

    /// The facts that a paragraph evidences, in file order.
    pub(super) fn of_paragraph(&self, document: DocumentId, n: u32) -> &[FactId] {
        let at = self
            .paragraphs
            .binary_search_by_key(&(document, n), |(document, n, _)| (*document, *n));
        let Ok(at) = at else { return &[] };
        let from = self.paragraphs[at].2 as usize;
        let next = self.paragraphs.get(at + 1).map(|next| next.2 as usize);
        self.in_paragraphs
            .get(from..next.unwrap_or(self.in_paragraphs.len()))
            .unwrap_or_default()
    }

    fn index_paragraphs(&mut self) {
        let mut said: Vec<(DocumentId, u32, FactId)> = Vec::with_capacity(self.records.facts.len());
        for (n, fact) in enumerated(&self.records.facts) {
            let evidence = fact.evidence.iter();
            said.extend(evidence.map(|e| (e.document, e.paragraph, FactId(n))));
        }
        said.sort_unstable();
        said.dedup();
        for (document, n, fact) in said {
            let here = self.paragraphs.last().map(|(document, n, _)| (*document, *n));
            if here != Some((document, n)) {
                self.paragraphs
                    .push((document, n, self.in_paragraphs.len() as u32));
            }
            self.in_paragraphs.push(fact);
        }
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
        }
    }
}

/// FNV-1a: slugs are short, and who chose them gains nothing by making two alike.
fn hash(slug: &str) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    slug.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}
