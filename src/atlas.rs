//! The world as values: places, metrics, facts, documents, and [`Atlas`], the immutable whole with its lookups.
//! Absent here: serde, files, terminals, clocks. Nothing in it can fail after construction.
//!
//! To add a field: the record in `records`, its twin in `data::schema`, and where it is shown.

mod columns;
mod decimal;
mod far;
mod formula;
mod mentions;
mod named;
mod numerals;
mod period;
mod records;
mod series;
mod value;
mod voice;
mod world;

pub use columns::{Column, Columns, ColumnsBuilder, Ids, Lists, Row, Worths};
pub use decimal::{Decimal, MAX_DIGITS, Round};
pub use far::{Far, Paragraphs};
pub use formula::{Formula, Operator};
pub use mentions::Mentions;
pub use named::*;
pub use numerals::{
    NumberLanguage, compact, compact_in, full, grouped, in_words, short_unit, signed, signed_in,
};
pub use period::{Date, Period, spoken};
pub use records::*;
pub use series::SeriesKey;
pub use value::{Counting, Hedge, Interval, Value};
pub use voice::{NameLanguage, NumberStyle, Voice};

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;
use world::{World, enumerated};

/// The records an [`Atlas`] is made of. Every id in them must be a position in these lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records {
    /// Units.
    pub units: Vec<Unit>,
    /// Places.
    pub places: Vec<Place>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Metrics.
    pub metrics: Vec<Metric>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Derivations.
    pub derivations: Vec<Derivation>,
}

/// All loaded data, immutable, with its lookups; and how it speaks. A copy costs nothing: the data are shared.
#[derive(Debug, Clone, Default)]
pub struct Atlas {
    world: Arc<World>,
    voice: Voice,
}

impl Atlas {
    /// The atlas of these records; `edition` is shown as it is (a date).
    pub fn new(edition: String, records: Records) -> Self {
        Atlas {
            world: Arc::new(World::new(edition, records)),
            voice: Voice::default(),
        }
    }

    /// The atlas of these records, whose facts and paragraphs are fetched when they are asked for: `records` has none
    /// of them, and the ids of `columns` are positions in its lists.
    pub fn fetched(edition: String, records: Records, columns: Columns, far: Arc<dyn Far>) -> Self {
        Atlas {
            world: Arc::new(World::fetched(edition, records, columns, far)),
            voice: Voice::default(),
        }
    }

    /// The same atlas for somebody who wants names and numbers otherwise.
    pub fn speaking(&self, voice: Voice) -> Self {
        let world = self.world.clone();
        Atlas { world, voice }
    }

    /// How it speaks.
    pub fn voice(&self) -> Voice {
        self.voice
    }

    /// A name as this atlas speaks: in the language asked for if it has one there, else English.
    pub fn name<'a>(&self, names: &'a Names) -> &'a str {
        names.in_language(self.voice.names)
    }

    /// A metric's short name as this atlas speaks; only English has names made short.
    pub fn short_name<'a>(&self, metric: &'a Metric) -> &'a str {
        match self.name(&metric.names) {
            name if name == metric.names.en => &metric.short,
            name => name,
        }
    }

    /// A value for a table, hedge sign first, its numbers in the style asked for.
    pub fn signed(&self, value: &Value) -> String {
        signed_in(value, self.voice.numbers)
    }

    /// When the embedded data was last edited.
    pub fn edition(&self) -> &str {
        &self.world.edition
    }

    /// All records, in file order, but not the facts: those are in [`Atlas::facts`].
    pub fn records(&self) -> &Records {
        &self.world.records
    }

    /// All records with all their texts, to be changed.
    pub fn to_records(&self) -> Records {
        let mut records = self.records().clone();
        for document in &mut records.documents {
            document.paragraphs = document.paragraphs.to_vec().into();
        }
        records.facts = self.facts().map(|(_, fact)| fact.clone()).collect();
        records
    }

    /// All places in file order.
    pub fn places(&self) -> impl Iterator<Item = (PlaceId, &Place)> {
        enumerated(&self.world.records.places).map(|(n, r)| (PlaceId(n), r))
    }

    /// All organisations in file order.
    pub fn organisations(&self) -> impl Iterator<Item = (OrganisationId, &Organisation)> {
        enumerated(&self.world.records.organisations).map(|(n, r)| (OrganisationId(n), r))
    }

    /// All metrics in file order.
    pub fn metrics(&self) -> impl Iterator<Item = (MetricId, &Metric)> {
        enumerated(&self.world.records.metrics).map(|(n, r)| (MetricId(n), r))
    }

    /// All documents in file order.
    pub fn documents(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        enumerated(&self.world.records.documents).map(|(n, r)| (DocumentId(n), r))
    }

    /// How many facts there are.
    pub fn fact_count(&self) -> usize {
        self.world.columns.len()
    }

    /// The ids of all facts, in file order.
    pub fn fact_ids(&self) -> impl Iterator<Item = FactId> + use<> {
        (0..self.fact_count() as u32).map(FactId)
    }

    /// All facts in file order, with their texts: of a large atlas [`Atlas::columns`] tell the same sooner.
    pub fn facts(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        self.fact_ids().map(|id| (id, self.fact(id)))
    }

    /// All derivations in file order.
    pub fn derivations(&self) -> impl Iterator<Item = (DerivationId, &Derivation)> {
        enumerated(&self.world.records.derivations).map(|(n, r)| (DerivationId(n), r))
    }

    /// The place with this id.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.world.records.places[id.index()]
    }

    /// The organisation with this id.
    pub fn organisation(&self, id: OrganisationId) -> &Organisation {
        &self.world.records.organisations[id.index()]
    }

    /// The unit with this id.
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.world.records.units[id.index()]
    }

    /// The metric with this id.
    pub fn metric(&self, id: MetricId) -> &Metric {
        &self.world.records.metrics[id.index()]
    }

    /// The fact with this id.
    pub fn fact(&self, id: FactId) -> &Fact {
        match &self.world.far {
            Some(far) => far.fact(&self.world.columns, id),
            None => &self.world.facts[id.index()],
        }
    }

    /// All facts as columns.
    pub fn columns(&self) -> &Arc<Columns> {
        &self.world.columns
    }

    /// The fact with this id, without its texts.
    pub fn row(&self, id: FactId) -> Row<'_> {
        self.world.columns.row(id.index())
    }

    /// Where facts and paragraphs are fetched from, if they are not in memory.
    pub fn far(&self) -> Option<&dyn Far> {
        self.world.far.as_deref()
    }

    /// The document with this id.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.world.records.documents[id.index()]
    }

    /// The paragraphs of a document, by number, to be looked at once: they are not brought into memory.
    pub fn paragraphs_once(&self, id: DocumentId) -> Cow<'_, [Paragraph]> {
        match &self.world.far {
            Some(far) => far.paragraphs_once(id),
            None => Cow::Borrowed(&self.document(id).paragraphs),
        }
    }

    /// The derivation with this id.
    pub fn derivation(&self, id: DerivationId) -> &Derivation {
        &self.world.records.derivations[id.index()]
    }

    /// What a slug names; a paragraph is written `document#3`.
    pub fn lookup(&self, slug: &str) -> Option<Thing> {
        if let Some(thing) = self.world.named(slug) {
            return Some(thing);
        }
        let far = self.world.far.as_ref();
        if let Some(fact) = far.and_then(|far| far.find(&self.world.columns, slug)) {
            return Some(Thing::Fact(fact));
        }
        let (document, n) = slug.split_once('#')?;
        let n = n.trim_start_matches('¶').parse::<u32>().ok()?;
        match self.world.named(document)? {
            Thing::Document(id) if self.document(id).paragraph(n).is_some() => Some(Thing::Paragraph(id, n)),
            _ => None,
        }
    }

    /// The slug of a thing.
    pub fn slug(&self, thing: Thing) -> String {
        let text = match thing {
            Thing::Place(id) => self.place(id).slug.clone(),
            Thing::Metric(id) => self.metric(id).slug.clone(),
            Thing::Fact(id) => self.fact(id).slug.clone(),
            Thing::Document(id) => self.document(id).slug.clone(),
            Thing::Organisation(id) => self.organisation(id).slug.clone(),
            Thing::Derivation(id) => self.derivation(id).slug.clone(),
            Thing::Paragraph(id, n) => format!("{}#{n}", self.document(id).slug).into(),
        };
        text.into_owned()
    }

    /// The places directly below `id`, in file order.
    pub fn children(&self, id: PlaceId) -> &[PlaceId] {
        &self.world.children[id.index()]
    }

    /// The places without a parent.
    pub fn roots(&self) -> impl Iterator<Item = PlaceId> {
        self.places()
            .filter(|(_, place)| place.parent.is_none())
            .map(|(id, _)| id)
    }

    /// From the outermost place down to `id` itself. Ends early should parents form a ring.
    pub fn path(&self, id: PlaceId) -> Vec<PlaceId> {
        let mut path = vec![id];
        while let Some(parent) = path.last().and_then(|last| self.place(*last).parent) {
            if path.contains(&parent) {
                break;
            }
            path.push(parent);
        }
        path.reverse();
        path
    }

    /// Whether `id` is `ancestor` or lies in it.
    pub fn is_within(&self, id: PlaceId, ancestor: PlaceId) -> bool {
        let above = std::iter::successors(Some(id), |id| self.place(*id).parent);
        // Should parents form a ring, it has been walked round by then.
        above
            .take(self.world.records.places.len())
            .any(|id| id == ancestor || self.place(id).also_in.contains(&ancestor))
    }

    /// The facts of exactly this place, in file order.
    pub fn facts_of_place(&self, id: PlaceId) -> &[FactId] {
        self.world.facts_by(Column::Place, id.index())
    }

    /// The facts of this metric, in file order.
    pub fn facts_of_metric(&self, id: MetricId) -> &[FactId] {
        self.world.facts_by(Column::Metric, id.index())
    }

    /// The facts whose subject is this organisation.
    pub fn facts_of_organisation(&self, id: OrganisationId) -> &[FactId] {
        self.world.facts_by(Column::Subject, id.index())
    }

    /// The facts that paragraph `n` of a document evidences, in file order.
    pub fn facts_of_paragraph(&self, document: DocumentId, n: u32) -> &[FactId] {
        match &self.world.far {
            Some(far) => far.facts_of_paragraph(document, n),
            None => self.world.of_paragraph(document, n),
        }
    }

    /// The facts that a document evidences, by paragraph.
    pub fn facts_of_document(&self, id: DocumentId) -> Vec<FactId> {
        let (mut facts, mut seen) = (Vec::new(), HashSet::new());
        for paragraph in &self.document(id).paragraphs {
            let own = self.facts_of_paragraph(id, paragraph.n).iter().copied();
            facts.extend(own.filter(|fact| seen.insert(*fact)));
        }
        facts
    }

    /// How many facts name a document as a source.
    pub fn count_of_document(&self, id: DocumentId) -> usize {
        let far = self.world.far.as_ref();
        far.map_or_else(
            || self.facts_of_document(id).len(),
            |far| far.count_of_document(&self.world.columns, id),
        )
    }

    /// How many facts `id` and all places below it have.
    pub fn count_within(&self, id: PlaceId) -> usize {
        let places = self.places_within(id);
        places.iter().map(|place| self.facts_of_place(*place).len()).sum()
    }

    /// A place and all below it, each once.
    pub fn places_within(&self, id: PlaceId) -> Vec<PlaceId> {
        let (mut open, mut places) = (vec![id], Vec::new());
        while let Some(place) = open.pop() {
            places.push(place);
            // A place has one parent: should parents form a ring, the first place is the one come back to.
            open.extend(self.children(place).iter().filter(|child| **child != id));
        }
        places
    }

    /// The facts of `id` and all places below it.
    pub fn facts_within(&self, id: PlaceId) -> Vec<FactId> {
        let places = self.places_within(id).into_iter();
        places
            .flat_map(|place| self.facts_of_place(place))
            .copied()
            .collect()
    }

    /// The paragraphs that name a place, in document order.
    pub fn mentions_of_place(&self, id: PlaceId) -> &[(DocumentId, u32)] {
        &self.mentions().places[id.index()]
    }

    /// The paragraphs that name an organisation, in document order.
    pub fn mentions_of_organisation(&self, id: OrganisationId) -> &[(DocumentId, u32)] {
        &self.mentions().organisations[id.index()]
    }

    /// All of them.
    pub fn mentions(&self) -> &Mentions {
        match &self.world.far {
            Some(far) => far.mentions(),
            None => &self.world.mentions,
        }
    }

    /// The numbers a fact allows; `None` if it says no number.
    pub fn interval(&self, fact: &Fact) -> Option<Interval> {
        fact.value.interval(self.unit(fact.unit).counting())
    }
}
