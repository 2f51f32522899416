//! What search knows of an atlas beforehand: its labels, an order of its facts, and its figures as people type them.
//! Facts share few labels, so a word is scored once a label and facts only look scores up.

mod kept;

use super::fold::{fold, syllable_initials};
use super::label::{Label, Scorer};
use super::lexicon::{Lexicon, head};
use crate::atlas::*;
pub use kept::Coming;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Most facts of an atlas whose paragraphs are asked with everything else.
const FEW: usize = 5000;

/// The kinds of labels, in the order of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// Places.
    Place,
    /// Metrics.
    Metric,
    /// Organisations and other named things.
    Organisation,
    /// Documents.
    Document,
    /// What narrows facts down.
    Scope,
}

/// The labels of an atlas, and what facts are found and ordered by.
#[derive(Debug)]
pub struct Index {
    /// All facts as columns, those of the atlas.
    pub columns: Arc<Columns>,
    /// All labels, kind by kind.
    pub lexicon: Lexicon,
    /// Where the labels of each kind begin; one more at the end.
    begins: [usize; 6],
    /// For each distinct scope of facts the labels it is made of.
    pub scope_sets: Vec<Vec<u32>>,
    /// For each fact its place among facts of one score: shorter labels, then newer periods, then file order; superseded ones last.
    pub order: Vec<u32>,
    /// For each distinct value its number.
    pub figures: Vec<Option<Figure>>,
    /// For each unit its slug and its sign, folded.
    pub units: Vec<[String; 2]>,
    /// For each distinct period its notation.
    pub periods: Vec<String>,
    /// Whether [`Index::paragraphs`] are all there are; those of a large atlas are asked later.
    pub has_paragraphs: bool,
    /// The folded restatement of each paragraph that has one.
    pub paragraphs: Vec<(DocumentId, u32, String)>,
    /// Places with each place they are a part of, from the outermost to the innermost, so that scores are handed down
    /// in one pass.
    pub within: Vec<(PlaceId, PlaceId)>,
    /// Named things with the place they are at home in.
    pub homes: Vec<(OrganisationId, PlaceId)>,
    /// The scorer.
    pub scorer: Scorer,
}

impl Index {
    /// The index of an atlas: the one kept beside it, else made now.
    pub fn of(atlas: &Atlas) -> Self {
        let coming = kept::Coming::of(atlas);
        coming
            .and_then(|coming| coming.all(atlas))
            .unwrap_or_else(|| Index::new(atlas))
    }

    /// The index of an atlas, made now.
    pub fn new(atlas: &Atlas) -> Self {
        let columns = atlas.columns();
        let (scopes, scope_sets) = scopes(columns);
        let records = atlas.records();
        let places = records
            .places
            .iter()
            .map(|p| named(&p.names, &p.aliases, &p.slug));
        let organisations = records
            .organisations
            .iter()
            .map(|o| named(&o.names, &o.aliases, &o.slug));
        let labels = places
            .chain(records.metrics.iter().map(metric))
            .chain(organisations)
            .chain(records.documents.iter().map(document))
            .chain(
                scopes
                    .iter()
                    .map(|scope| (Label::new(std::iter::once(*scope)), (*scope).to_owned())),
            );
        let lexicon = Lexicon::new(labels);
        let heads = columns.value_list.iter().map(Figure::heads_of).collect();
        let order = order(columns, &lexicon, records.places.len());
        Index::with(atlas, (lexicon, scope_sets), order, heads)
    }

    /// The index of an atlas with these labels, sets of scopes, order of facts and first letters of figures; the rest is made in a moment.
    fn with(
        atlas: &Atlas,
        (lexicon, scope_sets): (Lexicon, Vec<Vec<u32>>),
        order: Vec<u32>,
        heads: Vec<[u64; 2]>,
    ) -> Self {
        let (columns, records) = (atlas.columns().clone(), atlas.records());
        let lengths = [
            records.places.len(),
            records.metrics.len(),
            records.organisations.len(),
            records.documents.len(),
        ];
        let mut begins = [0; 6];
        for (n, length) in lengths.iter().enumerate() {
            begins[n + 1] = begins[n] + length;
        }
        begins[5] = lexicon.len();
        let values = columns.value_list.iter().zip(heads);
        let figures = values.map(|(value, heads)| Some(Figure::with(value.number()?, heads)));
        Index {
            order,
            lexicon,
            begins,
            scope_sets,
            figures: figures.collect(),
            units: records
                .units
                .iter()
                .map(|unit| [fold(&unit.slug), fold(&unit.symbol)])
                .collect(),
            periods: columns.period_list.iter().map(Period::to_string).collect(),
            has_paragraphs: atlas.fact_count() <= FEW,
            paragraphs: paragraphs(atlas),
            within: within(atlas),
            homes: atlas
                .organisations()
                .filter_map(|(id, own)| Some((id, own.place?)))
                .collect(),
            scorer: Scorer::default(),
            columns,
        }
    }

    /// The numbers of the labels of a kind.
    pub fn labels(&self, kind: LabelKind) -> Range<usize> {
        self.begins[kind as usize]..self.begins[kind as usize + 1]
    }

    /// The number of a label of a kind.
    pub fn label(&self, kind: LabelKind, at: usize) -> usize {
        self.begins[kind as usize] + at
    }

    /// How long a label of a kind is, in characters.
    pub fn length(&self, kind: LabelKind, at: usize) -> usize {
        self.lexicon.length(self.label(kind, at))
    }
}

/// A number as people may type it.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// The number.
    pub number: Decimal,
    /// Its digits without zeros at their end, and their power of ten: equal numbers have equal ones.
    digits: (i64, i16),
    /// Nearly the number.
    near: f64,
    /// The first letters in full and as shown.
    heads: [u64; 2],
}

impl Figure {
    fn with(number: Decimal, heads: [u64; 2]) -> Self {
        let trimmed = number.trimmed();
        Figure {
            number,
            digits: (trimmed.mantissa(), trimmed.exponent()),
            near: number.to_f64(),
            heads,
        }
    }

    /// The first letters of a value's number, in full and as shown.
    fn heads_of(value: &Value) -> [u64; 2] {
        let number = value.number();
        number.map_or([0; 2], |number| Figure::texts(number).map(|text| head(&text)))
    }

    /// In full, and as shown without marks between thousands.
    fn texts(number: Decimal) -> [String; 2] {
        [number.plain(), compact(number, Round::Nearest).replace(',', "")]
    }

    /// Whether it is the number asked for.
    pub fn is(&self, asked: &Figure) -> bool {
        self.digits == asked.digits
    }

    /// A number to compare with.
    pub fn of(number: Decimal) -> Self {
        Figure::with(number, Figure::texts(number).map(|text| head(&text)))
    }

    /// Whether it is written with these letters first.
    pub fn begins_with(&self, text: &str) -> bool {
        let (asked, bits) = (head(text), 8 * text.len().min(8));
        let alike = |own: &u64| bits > 0 && (own ^ asked) >> (64 - bits) == 0;
        let near = self.heads.iter().any(alike);
        near && (text.len() <= 8 || Figure::texts(self.number).iter().any(|own| own.starts_with(text)))
    }

    /// How it stands to another number.
    pub fn compare(&self, other: &Figure) -> std::cmp::Ordering {
        // Far apart is told at once; near each other only all digits tell.
        let gap = (self.near - other.near).abs();
        if gap > 1e-9 * (self.near.abs() + other.near.abs()) {
            self.near.total_cmp(&other.near)
        } else {
            self.number.cmp(&other.number)
        }
    }
}

fn within(atlas: &Atlas) -> Vec<(PlaceId, PlaceId)> {
    let mut places: Vec<PlaceId> = atlas.places().map(|(id, _)| id).collect();
    places.sort_by_cached_key(|id| atlas.path(*id).len());
    let above = |id: PlaceId| {
        let place = atlas.place(id);
        place
            .parent
            .iter()
            .chain(&place.also_in)
            .map(move |above| (id, *above))
    };
    places.into_iter().flat_map(above).collect()
}

fn joined(names: &Names) -> String {
    names.all().collect::<Vec<_>>().join(" ")
}

fn named(names: &Names, aliases: &[Text], slug: &str) -> (Label, String) {
    // Two words, so that initials come after an alias that is spelt the same.
    let pinyin = names.pinyin.as_deref().map(fold);
    let firsts = pinyin.and_then(|pinyin| Some(format!("{} {pinyin}", syllable_initials(&pinyin)?)));
    let spellings = names.all().chain(aliases.iter().map(|text| &**text));
    let spellings = spellings.chain([slug]).chain(firsts.as_deref());
    (Label::new(spellings), joined(names))
}

fn metric(metric: &Metric) -> (Label, String) {
    let aliases = metric.aliases.iter().map(|text| &**text);
    let spellings = metric.names.all().chain(aliases);
    let label = Label::new(spellings.chain([&*metric.short, &metric.slug]));
    (label, joined(&metric.names))
}

fn document(document: &Document) -> (Label, String) {
    let source = document.original_source.as_deref().unwrap_or("");
    let spellings = [&*document.title, &document.publisher, source, &document.slug];
    let quoted = format!("{} {}", document.title, document.publisher);
    (Label::new(spellings.into_iter()), quoted)
}

/// The distinct scopes, and which of them each distinct list of scopes has.
fn scopes(columns: &Columns) -> (Vec<&str>, Vec<Vec<u32>>) {
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut labels = Vec::new();
    let mut sets = Vec::with_capacity(columns.scope_sets.len());
    for set in &columns.scope_sets {
        let row = set.iter().map(|scope| {
            *known.entry(scope).or_insert_with(|| {
                labels.push(&**scope);
                labels.len() as u32 - 1
            })
        });
        sets.push(row.collect());
    }
    (labels, sets)
}

/// For each fact its place in the order of facts that answer equally well.
/// Length, period and number are packed into one number each, so that a million are sorted in a moment.
fn order(columns: &Columns, lexicon: &Lexicon, metrics: usize) -> Vec<u32> {
    let lengths: Vec<u64> = (0..lexicon.len())
        .map(|label| lexicon.length(label) as u64)
        .collect();
    let states: Vec<u64> = columns
        .value_list
        .iter()
        .map(|value| if *value == Value::Holds { 1000 } else { 0 })
        .collect();
    let scopes: Vec<u64> = columns.scope_sets.iter().map(|set| set.len() as u64).collect();
    // What is superseded comes after everything that says as much, as what has no figure does.
    let superseded = |at| u64::from(columns.status(at) == Status::Superseded) * 1000;
    let ages = ages(&columns.period_list);
    let key = |at: usize| {
        let length = lengths[metrics + columns.get(Column::Metric, at)]
            + lengths[columns.get(Column::Place, at)]
            + scopes[columns.get(Column::Scope, at)]
            + states[columns.get(Column::Value, at)]
            + superseded(at);
        let age = ages[columns.get(Column::Period, at)];
        length.min(0xffff) << 48 | age.min(0xffff) << 32 | at as u64
    };
    let mut keys: Vec<u64> = (0..columns.len()).map(key).collect();
    keys.sort_unstable();
    let mut order = vec![0; keys.len()];
    for (place, key) in keys.into_iter().enumerate() {
        order[key as u32 as usize] = place as u32;
    }
    order
}

/// For each period how many newer ranks there are.
fn ages(periods: &[Period]) -> Vec<u64> {
    let mut ranks: Vec<_> = periods.iter().map(|period| Reverse(period.rank())).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let age = |period: &Period| ranks.binary_search(&Reverse(period.rank())).unwrap_or(0);
    periods.iter().map(|period| age(period) as u64).collect()
}

fn paragraphs(atlas: &Atlas) -> Vec<(DocumentId, u32, String)> {
    let mut paragraphs = Vec::new();
    if atlas.fact_count() > FEW {
        return paragraphs;
    }
    for (id, document) in atlas.documents() {
        for paragraph in &document.paragraphs {
            if let Some(restatement) = &paragraph.restatement {
                paragraphs.push((id, paragraph.n, fold(&restatement.text)));
            }
        }
    }
    paragraphs
}
