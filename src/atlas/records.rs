//! The records of the atlas: places, organisations, units, metrics, facts, documents, derivations.
//! Plain values with resolved ids; knows no file format.

use super::decimal::Decimal;
use super::far::Paragraphs;
use super::formula::Formula;
use super::named::*;
use super::period::{Date, Period};
use super::value::{Counting, Interval, Value};
use super::voice::NameLanguage;
use std::borrow::Cow;

/// A text of a record: of the embedded atlas it lies in the program, so that reading it copies nothing.
pub type Text = Cow<'static, str>;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// Its position in the atlas's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A place of one atlas.
    PlaceId
);
id!(
    /// An organisation or other named thing of one atlas.
    OrganisationId
);
id!(
    /// A unit of one atlas.
    UnitId
);
id!(
    /// A metric of one atlas.
    MetricId
);
id!(
    /// A fact of one atlas.
    FactId
);
id!(
    /// A document of one atlas.
    DocumentId
);
id!(
    /// A derivation of one atlas.
    DerivationId
);

/// A name in the four spellings; English is always there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// English.
    pub en: Text,
    /// German.
    pub de: Option<Text>,
    /// Chinese characters.
    pub zh: Option<Text>,
    /// Pinyin with tone marks.
    pub pinyin: Option<Text>,
}

impl Names {
    /// The name in a language, or in English if it has none there.
    pub fn in_language(&self, language: NameLanguage) -> &str {
        let own = match language {
            NameLanguage::En => None,
            NameLanguage::De => self.de.as_deref(),
            NameLanguage::Zh => self.zh.as_deref(),
            NameLanguage::Pinyin => self.pinyin.as_deref(),
        };
        own.unwrap_or(&self.en)
    }

    /// All spellings that are there, English first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.en).chain(
            [&self.de, &self.zh, &self.pinyin]
                .into_iter()
                .flatten()
                .map(|name| &**name),
        )
    }
}

/// Where on earth a place lies, in decimal degrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordinates {
    /// Latitude, north positive.
    pub lat: Decimal,
    /// Longitude, east positive.
    pub lon: Decimal,
    /// How exact the position is, in words: «city centre», «park gate».
    pub precision: Text,
    /// Where it comes from.
    pub origin: Origin,
}

/// A place: from the world down to a park.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its slug in files and output.
    pub slug: Text,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// The place it is a part of.
    pub parent: Option<PlaceId>,
    /// Further places it counts to.
    pub also_in: Vec<PlaceId>,
    /// Its names.
    pub names: Names,
    /// Other spellings, for search.
    pub aliases: Vec<Text>,
    /// Where the names that the documents do not give come from.
    pub names_origin: Origin,
    /// Where it lies.
    pub coordinates: Option<Coordinates>,
    /// What it concentrates on.
    pub focus: Vec<OrganisationId>,
    /// The curator's remark.
    pub note: Option<Text>,
}

/// A firm, university, programme, focus area or another named thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its slug.
    pub slug: Text,
    /// What sort of thing it is.
    pub kind: OrganisationKind,
    /// Its names.
    pub names: Names,
    /// Other spellings.
    pub aliases: Vec<Text>,
    /// Where the names that the documents do not give come from.
    pub names_origin: Origin,
    /// Where it is at home, as a document says.
    pub place: Option<PlaceId>,
    /// The curator's remark.
    pub note: Option<Text>,
}

/// A base unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its slug: `CNY`, `percent`.
    pub slug: Text,
    /// What it measures.
    pub dimension: Dimension,
    /// Its sign behind a number: `CNY`, `%`, `km²`; may be empty.
    pub symbol: Text,
    /// Its names.
    pub names: Names,
}

impl Unit {
    /// Whether numbers of this unit count things one by one.
    pub fn counting(&self) -> Counting {
        if self.dimension == Dimension::Count {
            Counting::Counted
        } else {
            Counting::Measured
        }
    }
}

/// What is measured or counted (the field's «indicator»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    /// Its slug.
    pub slug: Text,
    /// Its names.
    pub names: Names,
    /// A name of at most 20 columns for narrow tables.
    pub short: Text,
    /// The metric it is shown under, as a share or growth of it.
    pub under: Option<MetricId>,
    /// Other spellings.
    pub aliases: Vec<Text>,
    /// Its unit.
    pub unit: UnitId,
    /// What is counted, for the unit column: «models».
    pub counted: Option<Text>,
    /// How it behaves in time.
    pub nature: Nature,
    /// Which direction is a gain.
    pub better: Better,
    /// The group it is shown in.
    pub theme: Theme,
    /// What it means, in a sentence or two.
    pub definition: Text,
    /// Metrics it may be held against.
    pub comparable_with: Vec<MetricId>,
}

/// Where a fact is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The document.
    pub document: DocumentId,
    /// The paragraph: non-empty lines, from 1.
    pub paragraph: u32,
    /// The few words that carry the figure, as printed.
    pub phrase: Text,
    /// What the phrase alone lets one read.
    pub reads: Reads,
}

/// One statement of a source (the field's «observation»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its slug.
    pub slug: Text,
    /// The place it speaks of.
    pub place: PlaceId,
    /// The organisation it speaks of, if not the place itself.
    pub subject: Option<OrganisationId>,
    /// What it measures.
    pub metric: MetricId,
    /// What it says.
    pub value: Value,
    /// The unit of its numbers.
    pub unit: UnitId,
    /// The time it speaks of.
    pub period: Period,
    /// Whether the period was inferred and not read beside the figure.
    pub period_inferred: bool,
    /// What the source says the figure is.
    pub kind: Kind,
    /// What narrows it down, sorted.
    pub scope: Vec<Text>,
    /// Which prices money is counted in.
    pub prices: Option<Prices>,
    /// Who the source says has said it.
    pub attributed_to: Option<Text>,
    /// How far the curator trusts it.
    pub status: Status,
    /// Where it is said; never empty.
    pub evidence: Vec<Evidence>,
    /// The curator's remark.
    pub note: Option<Text>,
}

/// A figure marked in a restatement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// First byte in the restatement's text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The fact it states.
    pub fact: FactId,
}

/// What a paragraph says, in words of our own, with its figures marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restatement {
    /// The text without marks.
    pub text: Text,
    /// The marks, in order, never overlapping.
    pub marks: Vec<Mark>,
}

/// A paragraph of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number: non-empty lines, from 1.
    pub n: u32,
    /// What it is in its document.
    pub role: Role,
    /// What it says; none if it says nothing.
    pub restatement: Option<Restatement>,
    /// The places named in it.
    pub places: Vec<PlaceId>,
    /// The organisations named in it.
    pub organisations: Vec<OrganisationId>,
    /// Its fingerprint as stored; see `reading::fingerprint`.
    pub fingerprint: Option<Text>,
}

/// A published text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its slug.
    pub slug: Text,
    /// Its language.
    pub lang: Language,
    /// Its title.
    pub title: Text,
    /// Whether the title is ours because it has none.
    pub title_supplied: bool,
    /// Who published it.
    pub publisher: Text,
    /// Who wrote it first.
    pub original_source: Option<Text>,
    /// Where it stands.
    pub url: Text,
    /// When it was published.
    pub published: Option<Date>,
    /// How that date is known.
    pub published_basis: DateBasis,
    /// What may be done with it.
    pub licence: Option<Text>,
    /// When its facts were last compared with its text.
    pub checked: Option<Date>,
    /// Its paragraphs, by number; those that are not used may be missing.
    pub paragraphs: Paragraphs,
}

impl Document {
    /// Whether only some of its paragraphs are listed, as far as their numbers tell.
    pub fn has_gaps(&self) -> bool {
        self.paragraphs
            .iter()
            .zip(1..)
            .any(|(paragraph, n)| paragraph.n != n)
    }

    /// Paragraph `n`, counted from 1.
    pub fn paragraph(&self, n: u32) -> Option<&Paragraph> {
        // They stand by number; those of broken files may stand twice.
        let at = self.paragraphs.partition_point(|p| p.n < n);
        self.paragraphs.get(at).filter(|p| p.n == n)
    }
}

/// A value computed from facts; the formula is stored, the value never.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// Its slug.
    pub slug: Text,
    /// The place the result speaks of.
    pub place: PlaceId,
    /// What the result measures.
    pub metric: MetricId,
    /// The unit of the result.
    pub unit: UnitId,
    /// The time the result speaks of.
    pub period: Period,
    /// What narrows the result down, sorted.
    pub scope: Vec<Text>,
    /// The formula over named inputs.
    pub formula: Formula,
    /// The inputs by name.
    pub inputs: Vec<(Text, FactId)>,
    /// The curator's remark.
    pub note: Option<Text>,
}

/// The computed value of a [`Derivation`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// The value with the hedge it inherits, rounded outward.
    pub value: Value,
    /// The numbers it allows.
    pub interval: Interval,
}

/// Anything that has a slug of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    /// A place.
    Place(PlaceId),
    /// A metric.
    Metric(MetricId),
    /// A fact.
    Fact(FactId),
    /// A document.
    Document(DocumentId),
    /// An organisation or other named thing.
    Organisation(OrganisationId),
    /// A derivation.
    Derivation(DerivationId),
    /// A paragraph: document and number from 1.
    Paragraph(DocumentId, u32),
}
