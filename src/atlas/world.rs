//! The data of an atlas and their lookups, shared by all who read it. Nothing in it can fail after construction.

use super::columns::Lists;
use super::*;

/// The data and their lookups.
#[derive(Debug, Default)]
pub(super) struct World {
    pub(super) edition: String,
    /// All records but the facts.
    pub(super) records: Records,
    /// The facts, if they are in memory.
    pub(super) facts: Vec<Fact>,
    pub(super) columns: Arc<Columns>,
    slugs: Vec<(u64, Thing)>,
    pub(super) children: Vec<Vec<PlaceId>>,
    /// The facts of each place, metric and organisation, if they are in memory.
    lists: [Lists; 3],
    paragraphs: Vec<(DocumentId, u32, u32)>,
    in_paragraphs: Vec<FactId>,
    /// Which paragraphs name what, if they are in memory.
    pub(super) mentions: Mentions,
    /// Where facts and paragraphs come from that are not in memory.
    pub(super) far: Option<Arc<dyn Far>>,
}

impl World {
    pub(super) fn new(edition: String, mut records: Records) -> Self {
        let facts = std::mem::take(&mut records.facts);
        let mut world = World {
            edition,
            columns: Arc::new(Columns::of(&facts)),
            facts,
            mentions: Mentions::of(&records),
            records,
            ..World::default()
        };
        world.index();
        world.index_paragraphs();
        let records = &world.records;
        let lists = [
            (Column::Place, records.places.len()),
            (Column::Metric, records.metrics.len()),
            (Column::Subject, records.organisations.len()),
        ];
        world.lists = lists.map(|(column, things)| world.columns.lists(column, things));
        world
    }

    /// A world whose facts and paragraphs are fetched.
    pub(super) fn fetched(
        edition: String,
        mut records: Records,
        columns: Columns,
        far: Arc<dyn Far>,
    ) -> Self {
        for (n, document) in records.documents.iter_mut().enumerate() {
            document.paragraphs = Paragraphs::there(far.clone(), DocumentId(n as u32));
        }
        let mut world = World {
            edition,
            columns: Arc::new(columns),
            records,
            far: Some(far),
            ..World::default()
        };
        world.index();
        world
    }

    fn index(&mut self) {
        self.index_slugs();
        self.children = vec![Vec::new(); self.records.places.len()];
        for (n, place) in enumerated(&self.records.places) {
            if let Some(parent) = place.parent {
                self.children[parent.index()].push(PlaceId(n));
            }
        }
    }

    /// The facts of a thing of a column. Those of a world whose facts are fetched are sorted out when first asked for:
    /// of a large one that takes longer than a frame may.
    pub(super) fn facts_by(&self, column: Column, at: usize) -> &[FactId] {
        let [places, metrics, organisations] = &self.lists;
        let lists = match (&self.far, column) {
            (Some(far), _) => far.lists(&self.columns, column),
            (None, Column::Place) => places,
            (None, Column::Metric) => metrics,
            (None, _) => organisations,
        };
        lists.of(at)
    }

    fn index_slugs(&mut self) {
        let records = &self.records;
        let mut slugs =
            Vec::with_capacity(self.facts.len() + records.places.len() + records.organisations.len());
        let mut put = |slug: &str, thing| slugs.push((hash(slug), thing));
        // Places and metrics first: should two kinds share a slug, they are what a person means.
        enumerated(&records.places).for_each(|(n, r)| put(&r.slug, Thing::Place(PlaceId(n))));
        enumerated(&records.metrics).for_each(|(n, r)| put(&r.slug, Thing::Metric(MetricId(n))));
        enumerated(&records.documents).for_each(|(n, r)| put(&r.slug, Thing::Document(DocumentId(n))));
        enumerated(&records.organisations)
            .for_each(|(n, r)| put(&r.slug, Thing::Organisation(OrganisationId(n))));
        enumerated(&records.derivations).for_each(|(n, r)| put(&r.slug, Thing::Derivation(DerivationId(n))));
        enumerated(&self.facts).for_each(|(n, r)| put(&r.slug, Thing::Fact(FactId(n))));
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
            Thing::Fact(id) => &self.facts[id.index()].slug,
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
        let mut said: Vec<(DocumentId, u32, FactId)> = Vec::with_capacity(self.facts.len());
        for (n, fact) in enumerated(&self.facts) {
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
}

/// Records with their numbers.
pub(super) fn enumerated<T>(records: &[T]) -> impl Iterator<Item = (u32, &T)> {
    records.iter().zip(0_u32..).map(|(record, n)| (n, record))
}

/// FNV-1a: slugs are short, and who chose them gains nothing by making two alike.
fn hash(slug: &str) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    slug.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}
