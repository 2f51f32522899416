//! The shape of the data files: the only serde structs of the RON notation, field by field.
//! Knows no ids' meaning; `data::resolve` turns these into records of the atlas.
//!
//! To add a field: here with a doc comment, in `atlas::records`, in `data::resolve`, and where it is shown.

use crate::atlas::*;
use serde::de::{self, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::marker::PhantomData;

/// A member of a closed list, written as its bare word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<'de, T: Named> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordVisitor<T>(PhantomData<T>);
        impl<'de, T: Named> Visitor<'de> for WordVisitor<T> {
            type Value = Word<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "one of {}", T::WORDS.join(", "))
            }
            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Word<T>, A::Error> {
                let (ident, variant) = data.variant::<Ident>()?;
                variant.unit_variant()?;
                match ident {
                    Ident::Word(word) => T::from_word(&word)
                        .map(Word)
                        .ok_or_else(|| de::Error::unknown_variant(&word, T::WORDS)),
                    Ident::Index(at) => {
                        let member = usize::try_from(at).ok().and_then(|at| T::ALL.get(at));
                        member
                            .copied()
                            .map(Word)
                            .ok_or_else(|| de::Error::custom("no such word"))
                    }
                }
            }
        }
        deserializer.deserialize_enum("word", T::WORDS, WordVisitor(PhantomData))
    }
}

impl<T: Named> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let index = T::ALL
            .iter()
            .position(|member| *member == self.0)
            .unwrap_or_default();
        serializer.serialize_unit_variant("word", index as u32, self.0.word())
    }
}

/// A bare identifier: a word in RON, a position in the compiled atlas.
enum Ident {
    Word(String),
    Index(u64),
}

impl<'de> Deserialize<'de> for Ident {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdentVisitor;
        impl Visitor<'_> for IdentVisitor {
            type Value = Ident;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<Ident, E> {
                Ok(Ident::Word(word.to_owned()))
            }
            fn visit_u64<E: de::Error>(self, index: u64) -> Result<Ident, E> {
                Ok(Ident::Index(index))
            }
        }
        deserializer.deserialize_identifier(IdentVisitor)
    }
}

/// `names: (en: "…", de: "…", zh: "…", pinyin: "…")`; only English is required.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Names")]
pub struct NamesRecord {
    /// English.
    pub en: Text,
    /// German.
    #[serde(default)]
    pub de: Option<Text>,
    /// Chinese characters.
    #[serde(default)]
    pub zh: Option<Text>,
    /// Pinyin with tone marks.
    #[serde(default)]
    pub pinyin: Option<Text>,
}

/// A unit of `units.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Unit")]
pub struct UnitRecord {
    /// Slug.
    pub id: Text,
    /// What it measures.
    pub dimension: Word<Dimension>,
    /// Its sign behind a number.
    #[serde(default)]
    pub symbol: Text,
    /// Names.
    pub names: NamesRecord,
}

/// Where a place lies.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Coordinates")]
pub struct CoordinatesRecord {
    /// Latitude in decimal degrees.
    pub lat: String,
    /// Longitude in decimal degrees.
    pub lon: String,
    /// How exact it is, in words.
    pub precision: Text,
    /// Where it comes from.
    pub origin: Word<Origin>,
}

/// A place of `places.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Place")]
pub struct PlaceRecord {
    /// Slug.
    pub id: Text,
    /// What sort of place it is.
    pub kind: Word<PlaceKind>,
    /// The place it is a part of.
    #[serde(default)]
    pub parent: Option<String>,
    /// Further places it counts to.
    #[serde(default)]
    pub also_in: Vec<String>,
    /// Names.
    pub names: NamesRecord,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// Where names come from that the documents do not give.
    #[serde(default)]
    pub names_origin: Option<Word<Origin>>,
    /// Where it lies.
    #[serde(default)]
    pub coordinates: Option<CoordinatesRecord>,
    /// Focus areas, by organisation id.
    #[serde(default)]
    pub focus: Vec<String>,
    /// Remark.
    #[serde(default)]
    pub note: Option<Text>,
}

/// A named thing of `organisations.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Organisation")]
pub struct OrganisationRecord {
    /// Slug.
    pub id: Text,
    /// What sort of thing it is.
    pub kind: Word<OrganisationKind>,
    /// Names.
    pub names: NamesRecord,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// Where names come from that the documents do not give.
    #[serde(default)]
    pub names_origin: Option<Word<Origin>>,
    /// Where it is at home.
    #[serde(default)]
    pub place: Option<String>,
    /// Remark.
    #[serde(default)]
    pub note: Option<Text>,
}

/// A metric of `metrics.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Metric")]
pub struct MetricRecord {
    /// Slug.
    pub id: Text,
    /// Names.
    pub names: NamesRecord,
    /// A name of at most 20 columns.
    pub short: Text,
    /// The metric it is shown under.
    #[serde(default)]
    pub under: Option<String>,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// Unit, by id.
    pub unit: String,
    /// What is counted.
    #[serde(default)]
    pub counted: Option<Text>,
    /// How it behaves in time.
    pub nature: Word<Nature>,
    /// Which direction is a gain.
    pub better: Word<Better>,
    /// The group it is shown in.
    pub theme: Word<Theme>,
    /// What it means.
    pub definition: Text,
    /// Metrics it may be held against.
    #[serde(default)]
    pub comparable_with: Vec<String>,
}

/// A value: `Over("2.4e12")`, `Rank(position: "6")`, `Of(part: "33", whole: Over("90"))`, `Holds`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename = "Value")]
pub enum ValueRecord {
    /// No hedge.
    Exact(String),
    /// More than.
    Over(String),
    /// At least.
    AtLeast(String),
    /// Less than.
    Under(String),
    /// Almost.
    Almost(String),
    /// At most.
    AtMost(String),
    /// About.
    About(String),
    /// From one number to another.
    Between(String, String),
    /// A position, and of how many.
    Rank {
        /// The position.
        position: String,
        /// Of how many.
        #[serde(default)]
        of: Option<String>,
    },
    /// A part of a whole.
    Of {
        /// The part.
        part: String,
        /// The whole, with its hedge.
        whole: Box<ValueRecord>,
    },
    /// A power of ten and nothing nearer.
    OrderOfMagnitude(String),
    /// No number.
    Holds,
}

/// Where a fact is said.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Evidence")]
pub struct EvidenceRecord {
    /// The document; the one whose directory the file lies in if left out.
    #[serde(default)]
    pub document: Option<String>,
    /// The paragraph, from 1.
    pub paragraph: u32,
    /// The few words that carry the figure.
    pub phrase: Text,
    /// What the phrase alone lets one read.
    pub reads: Word<Reads>,
}

/// A fact of `facts.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Fact")]
pub struct FactRecord {
    /// Slug.
    pub id: Text,
    /// Place, by id.
    pub place: String,
    /// Organisation, by id.
    #[serde(default)]
    pub subject: Option<String>,
    /// Metric, by id.
    pub metric: String,
    /// Value.
    pub value: ValueRecord,
    /// Unit, by id.
    pub unit: String,
    /// Period notation.
    pub period: String,
    /// Whether the period was inferred.
    #[serde(default)]
    pub period_inferred: bool,
    /// What the source says it is.
    pub kind: Word<Kind>,
    /// What narrows it down.
    #[serde(default)]
    pub scope: Vec<Text>,
    /// Which prices.
    #[serde(default)]
    pub prices: Option<Word<Prices>>,
    /// Who is said to have said it.
    #[serde(default)]
    pub attributed_to: Option<Text>,
    /// How far it is trusted.
    pub status: Word<Status>,
    /// Where it is said.
    pub evidence: Vec<EvidenceRecord>,
    /// Remark.
    #[serde(default)]
    pub note: Option<Text>,
}

/// A paragraph of `document.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Paragraph")]
pub struct ParagraphRecord {
    /// Number, from 1.
    pub n: u32,
    /// What it is in its document.
    pub role: Word<Role>,
    /// What it says, in words of our own, figures marked `[over 2.4 trillion yuan](fact-id)`.
    #[serde(default)]
    pub restatement: Option<String>,
    /// Places and organisations named in it, by id.
    #[serde(default)]
    pub mentions: Vec<String>,
    /// Fingerprint notation.
    #[serde(default)]
    pub fingerprint: Option<Text>,
}

/// The document of a `document.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Document")]
pub struct DocumentRecord {
    /// Slug; the name of its directory.
    pub id: Text,
    /// Language.
    pub lang: String,
    /// Title.
    pub title: Text,
    /// Whether the title is ours.
    #[serde(default)]
    pub title_supplied: bool,
    /// Publisher.
    pub publisher: Text,
    /// Who wrote it first.
    #[serde(default)]
    pub original_source: Option<Text>,
    /// Address.
    pub url: Text,
    /// Date, or left out.
    #[serde(default)]
    pub published: Option<String>,
    /// How the date is known.
    pub published_basis: Word<DateBasis>,
    /// What may be done with it.
    #[serde(default)]
    pub licence: Option<Text>,
    /// The day on which its facts were last compared with its text.
    #[serde(default)]
    pub checked: Option<String>,
    /// Paragraphs; those that are not used may be left out.
    pub paragraphs: Vec<ParagraphRecord>,
}

/// A formula of `derivations.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename = "Derivation")]
pub struct DerivationRecord {
    /// Slug.
    pub id: Text,
    /// Place, by id.
    pub place: String,
    /// Metric, by id.
    pub metric: String,
    /// Unit, by id.
    pub unit: String,
    /// Period notation.
    pub period: String,
    /// What narrows it down.
    #[serde(default)]
    pub scope: Vec<Text>,
    /// The formula: `value / (1 + growth / 100)`.
    pub formula: String,
    /// The inputs: name to fact id.
    pub inputs: std::collections::BTreeMap<Text, String>,
    /// Remark.
    #[serde(default)]
    pub note: Option<Text>,
}
