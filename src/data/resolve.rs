//! Records of files into records of the atlas: layers laid over each other, ids resolved, faults said.
//! What cannot be resolved is left out with a problem; the rest loads.

use super::files::{File, Part};
use super::records::{Located, list, place_of, single};
use super::restatement;
use super::schema::*;
use crate::atlas::*;
use crate::problem::{Problem, nearest};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// All records of all files, later layers laid over earlier ones, with their places.
#[derive(Debug, Default)]
pub struct Layered {
    /// Units.
    pub units: Vec<Located<UnitRecord>>,
    /// Places.
    pub places: Vec<Located<PlaceRecord>>,
    /// Organisations.
    pub organisations: Vec<Located<OrganisationRecord>>,
    /// Metrics.
    pub metrics: Vec<Located<MetricRecord>>,
    /// Documents.
    pub documents: Vec<Located<DocumentRecord>>,
    /// Facts.
    pub facts: Vec<Located<FactRecord>>,
    /// Derivations.
    pub derivations: Vec<Located<DerivationRecord>>,
}

/// A record that a file can be laid over by its id.
trait Identified {
    fn id(&self) -> &str;
}

macro_rules! identified {
    ($($record:ty),+) => { $(impl Identified for $record { fn id(&self) -> &str { &self.id } })+ };
}

identified!(
    UnitRecord,
    PlaceRecord,
    OrganisationRecord,
    MetricRecord,
    DocumentRecord,
    FactRecord,
    DerivationRecord
);

impl Layered {
    /// Reads all files and lays them over these records; `read` is told the bytes of each before it is read.
    pub fn with(self, files: &[File], problems: &mut Vec<Problem>, read: &mut dyn FnMut(u64)) -> Self {
        let mut all = self;
        for (number, file) in files.iter().enumerate() {
            read(file.text.len() as u64);
            match file.part {
                Part::Units => all.units.extend(list(file, number, problems)),
                Part::Places => all.places.extend(list(file, number, problems)),
                Part::Organisations => all.organisations.extend(list(file, number, problems)),
                Part::Metrics => all.metrics.extend(list(file, number, problems)),
                Part::Derivations => all.derivations.extend(list(file, number, problems)),
                Part::Document => all.documents.extend(single(file, number, problems)),
                Part::Facts => all.facts.extend(list(file, number, problems)),
            }
        }
        all.units = overlay(all.units, files, problems);
        all.places = overlay(all.places, files, problems);
        all.organisations = overlay(all.organisations, files, problems);
        all.metrics = overlay(all.metrics, files, problems);
        all.documents = overlay(all.documents, files, problems);
        all.facts = overlay(all.facts, files, problems);
        all.derivations = overlay(all.derivations, files, problems);
        all
    }
}

/// Later layers win by id; two in one layer are a problem and the first stays.
fn overlay<T: Identified>(
    records: Vec<Located<T>>,
    files: &[File],
    problems: &mut Vec<Problem>,
) -> Vec<Located<T>> {
    let mut kept: Vec<Located<T>> = Vec::with_capacity(records.len());
    let mut known: HashMap<String, usize> = HashMap::with_capacity(records.len());
    for located in records {
        let id = located.record.id().to_owned();
        if !is_slug(&id) {
            let hint = "use lower-case ASCII letters, digits, «-» and «.», at most 128 of them";
            problems.push(problem_at(files, &located, &id, "S1", format!("«{id}» is no id")).hint(hint));
            continue;
        }
        match known.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push(located);
            }
            Entry::Occupied(entry) => {
                let first = &mut kept[*entry.get()];
                if layer(files, first) < layer(files, &located) {
                    *first = located;
                    continue;
                }
                let message = format!("id «{}» stands twice", entry.key());
                let hint = match files.get(first.file) {
                    Some(file) => {
                        let (line, _) = place_of(file, first.nth, entry.key());
                        format!("the first is {}:{line}; give this one another id", file.name)
                    }
                    None => "give this one another id".to_owned(),
                };
                problems.push(problem_at(files, &located, entry.key(), "S4", message).hint(hint));
            }
        }
    }
    kept
}

/// Which layer a record belongs to; the compiled atlas, which has no files, lies below all.
fn layer<T>(files: &[File], located: &Located<T>) -> u32 {
    files.get(located.file).map_or(0, |file| file.layer)
}

fn is_slug(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
    // Units are written as people write them: CNY, PFLOPS, km2.
    let unit = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric());
    (1..=128).contains(&id.len()) && (unit || id.bytes().all(plain))
}

/// A problem at the place where a record says `word`.
pub fn problem_at<T>(
    files: &[File],
    located: &Located<T>,
    word: &str,
    code: &'static str,
    message: String,
) -> Problem {
    let problem = Problem::error(code, message);
    match files.get(located.file) {
        Some(file) => {
            let (line, column) = place_of(file, located.nth, word);
            problem.at(&file.name, line, column)
        }
        None => problem,
    }
}

/// Positions by id.
struct Ids<'a> {
    what: &'static str,
    positions: HashMap<&'a str, u32>,
}

impl<'a> Ids<'a> {
    fn of<T: Identified>(what: &'static str, records: &'a [Located<T>]) -> Self {
        Ids {
            what,
            positions: records.iter().zip(0..).map(|(r, n)| (r.record.id(), n)).collect(),
        }
    }

    fn get(&self, id: &str) -> Option<u32> {
        self.positions.get(id).copied()
    }

    /// Like [`Ids::get`], with the problem that nothing has this id.
    fn need(&self, id: &str) -> Result<u32, Fault> {
        self.get(id).ok_or_else(|| {
            let hint = match nearest(id, self.positions.keys().copied()) {
                Some(near) => format!("did you mean «{near}»?"),
                None => format!("add it to the {}s of the atlas, or correct the id", self.what),
            };
            Fault {
                code: "S1",
                word: id.to_owned(),
                message: format!("unknown {} «{id}»", self.what),
                hint,
            }
        })
    }
}

/// A problem whose place is still a word of the record.
struct Fault {
    code: &'static str,
    word: String,
    message: String,
    hint: String,
}

/// Turns layered records into those of an atlas.
pub struct Resolver<'a> {
    files: &'a [File],
    units: Ids<'a>,
    places: Ids<'a>,
    organisations: Ids<'a>,
    metrics: Ids<'a>,
    documents: Ids<'a>,
    facts: HashMap<&'a str, u32>,
    problems: Vec<Problem>,
}

/// The records of an atlas, and for each fact and document the position of its file record.
pub struct Resolved {
    /// The records.
    pub records: Records,
    /// For each fact of `records`, its position in [`Layered::facts`].
    pub fact_rows: Vec<usize>,
    /// For each derivation of `records`, its position in [`Layered::derivations`].
    pub derivation_rows: Vec<usize>,
}

impl<'a> Resolver<'a> {
    /// A resolver over all layered records.
    pub fn new(files: &'a [File], all: &'a Layered) -> Self {
        Resolver {
            files,
            units: Ids::of("unit", &all.units),
            places: Ids::of("place", &all.places),
            organisations: Ids::of("organisation", &all.organisations),
            metrics: Ids::of("metric", &all.metrics),
            documents: Ids::of("document", &all.documents),
            facts: HashMap::new(),
            problems: Vec::new(),
        }
    }

    /// The records of the atlas; problems are added to `problems`.
    pub fn resolve(mut self, all: &'a Layered, problems: &mut Vec<Problem>) -> Resolved {
        let metrics = self.metrics(all);
        let mut records = Records {
            units: all.units.iter().map(|r| unit(&r.record)).collect(),
            places: all.places.iter().map(|r| self.place(r)).collect(),
            organisations: all.organisations.iter().map(|r| self.organisation(r)).collect(),
            metrics,
            ..Records::default()
        };
        let mut fact_rows = Vec::with_capacity(all.facts.len());
        for (row, located) in all.facts.iter().enumerate() {
            match self.fact(located) {
                Ok(fact) => {
                    self.facts.insert(&located.record.id, records.facts.len() as u32);
                    records.facts.push(fact);
                    fact_rows.push(row);
                }
                Err(fault) => self.report(located, fault),
            }
        }
        records.documents = all.documents.iter().map(|r| self.document(r)).collect();
        let mut derivation_rows = Vec::new();
        for (row, located) in all.derivations.iter().enumerate() {
            match self.derivation(located) {
                Ok(derivation) => {
                    records.derivations.push(derivation);
                    derivation_rows.push(row);
                }
                Err(fault) => self.report(located, fault),
            }
        }
        problems.append(&mut self.problems);
        Resolved {
            records,
            fact_rows,
            derivation_rows,
        }
    }

    fn report<T>(&mut self, located: &Located<T>, fault: Fault) {
        let problem = problem_at(self.files, located, &fault.word, fault.code, fault.message);
        self.problems.push(problem.hint(fault.hint));
    }

    /// The value, or a report and nothing: for references a record can do without.
    fn optional<T, R>(&mut self, located: &Located<R>, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.report(located, fault)).ok()
    }

    fn place(&mut self, located: &Located<PlaceRecord>) -> Place {
        let record = &located.record;
        let parent = record.parent.as_deref().map(|id| self.places.need(id));
        let parent = parent
            .and_then(|result| self.optional(located, result))
            .map(PlaceId);
        let mut also_in = Vec::new();
        for id in &record.also_in {
            let result = self.places.need(id);
            also_in.extend(self.optional(located, result).map(PlaceId));
        }
        let mut focus = Vec::new();
        for id in &record.focus {
            let result = self.organisations.need(id);
            focus.extend(self.optional(located, result).map(OrganisationId));
        }
        let coordinates = record.coordinates.as_ref().map(coordinates);
        Place {
            slug: record.id.clone(),
            kind: record.kind.0,
            parent,
            also_in,
            names: names(&record.names),
            aliases: record.aliases.clone(),
            names_origin: record.names_origin.map_or(Origin::Source, |w| w.0),
            coordinates: coordinates.and_then(|result| self.optional(located, result)),
            focus,
            note: record.note.clone(),
        }
    }

    fn organisation(&mut self, located: &Located<OrganisationRecord>) -> Organisation {
        let record = &located.record;
        let place = record.place.as_deref().map(|id| self.places.need(id));
        Organisation {
            slug: record.id.clone(),
            kind: record.kind.0,
            names: names(&record.names),
            aliases: record.aliases.clone(),
            names_origin: record.names_origin.map_or(Origin::Source, |w| w.0),
            place: place
                .and_then(|result| self.optional(located, result))
                .map(PlaceId),
            note: record.note.clone(),
        }
    }

    /// Metrics whose unit is unknown get the first unit, so that facts of theirs still load.
    fn metrics(&mut self, all: &Layered) -> Vec<Metric> {
        let mut metrics = Vec::with_capacity(all.metrics.len());
        for located in &all.metrics {
            let record = &located.record;
            let unit = self.units.need(&record.unit);
            let unit = self.optional(located, unit).unwrap_or(0);
            let under = record.under.as_deref().map(|id| self.metrics.need(id));
            let under = under
                .and_then(|result| self.optional(located, result))
                .map(MetricId);
            let mut comparable_with = Vec::new();
            for id in &record.comparable_with {
                let result = self.metrics.need(id);
                comparable_with.extend(self.optional(located, result).map(MetricId));
            }
            metrics.push(Metric {
                slug: record.id.clone(),
                names: names(&record.names),
                short: record.short.clone(),
                under,
                aliases: record.aliases.clone(),
                unit: UnitId(unit),
                counted: record.counted.clone(),
                nature: record.nature.0,
                better: record.better.0,
                theme: record.theme.0,
                definition: record.definition.clone(),
                comparable_with,
            });
        }
        metrics
    }

    fn fact(&mut self, located: &Located<FactRecord>) -> Result<Fact, Fault> {
        let record = &located.record;
        let mut evidence = Vec::new();
        for item in &record.evidence {
            let result = self.evidence(located, item);
            evidence.extend(self.optional(located, result));
        }
        if evidence.is_empty() {
            let message = "a fact without evidence".to_owned();
            let hint = "name the paragraph and the phrase that say it".to_owned();
            return Err(Fault {
                code: "S9",
                word: record.id.to_string(),
                message,
                hint,
            });
        }
        let mut scope = record.scope.clone();
        scope.sort();
        Ok(Fact {
            slug: record.id.clone(),
            place: PlaceId(self.places.need(&record.place)?),
            subject: record
                .subject
                .as_deref()
                .map(|id| self.organisations.need(id))
                .transpose()?
                .map(OrganisationId),
            metric: MetricId(self.metrics.need(&record.metric)?),
            value: value(&record.value)?,
            unit: UnitId(self.units.need(&record.unit)?),
            period: period(&record.period)?,
            period_inferred: record.period_inferred,
            kind: record.kind.0,
            scope,
            prices: record.prices.map(|w| w.0),
            attributed_to: record.attributed_to.clone(),
            status: record.status.0,
            evidence,
            note: record.note.clone(),
        })
    }

    fn evidence(&self, located: &Located<FactRecord>, item: &EvidenceRecord) -> Result<Evidence, Fault> {
        let directory = self
            .files
            .get(located.file)
            .and_then(|file| file.document.as_deref());
        let document = self
            .documents
            .need(item.document.as_deref().or(directory).unwrap_or(""))?;
        Ok(Evidence {
            document: DocumentId(document),
            paragraph: item.paragraph,
            phrase: item.phrase.clone(),
            reads: item.reads.0,
        })
    }

    fn document(&mut self, located: &Located<DocumentRecord>) -> Document {
        let record = &located.record;
        let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(record.paragraphs.len());
        for paragraph in &record.paragraphs {
            paragraphs.push(self.paragraph(located, paragraph));
        }
        paragraphs.sort_by_key(|p| p.n);
        let lang = Language::from_name(&record.lang).ok_or_else(|| Fault {
            code: "S1",
            word: record.lang.clone(),
            message: format!("unknown language «{}»", record.lang),
            hint: "use de, en or zh".to_owned(),
        });
        let published = record.published.as_deref().map(date);
        let checked = record.checked.as_deref().map(date);
        Document {
            slug: record.id.clone(),
            lang: self.optional(located, lang).unwrap_or(Language::En),
            title: record.title.clone(),
            title_supplied: record.title_supplied,
            publisher: record.publisher.clone(),
            original_source: record.original_source.clone(),
            url: record.url.clone(),
            published: published.and_then(|result| self.optional(located, result)),
            published_basis: record.published_basis.0,
            licence: record.licence.clone(),
            checked: checked.and_then(|result| self.optional(located, result)),
            paragraphs: paragraphs.into(),
        }
    }

    fn paragraph(&mut self, located: &Located<DocumentRecord>, record: &ParagraphRecord) -> Paragraph {
        let (mut places, mut organisations) = (Vec::new(), Vec::new());
        for id in &record.mentions {
            match (self.places.get(id), self.organisations.get(id)) {
                (Some(place), _) => places.push(PlaceId(place)),
                (None, Some(organisation)) => organisations.push(OrganisationId(organisation)),
                (None, None) => {
                    let result = self.places.need(id);
                    self.optional(located, result);
                }
            }
        }
        let restatement = record
            .restatement
            .as_deref()
            .map(|written| self.restatement(located, written));
        Paragraph {
            n: record.n,
            role: record.role.0,
            restatement,
            places,
            organisations,
            fingerprint: record.fingerprint.clone(),
        }
    }

    fn restatement(&mut self, located: &Located<DocumentRecord>, written: &str) -> Restatement {
        let marked = restatement::parse(written);
        let mut marks = Vec::with_capacity(marked.marks.len());
        for (range, slug) in marked.marks {
            match self.facts.get(slug.as_str()) {
                Some(fact) => marks.push(Mark {
                    start: range.start,
                    end: range.end,
                    fact: FactId(*fact),
                }),
                None => {
                    let near = nearest(&slug, self.facts.keys().copied());
                    let hint = near.map_or("mark a fact of this document".into(), |n| {
                        format!("did you mean «{n}»?")
                    });
                    let message = format!("a restatement marks the unknown fact «{slug}»");
                    self.report(
                        located,
                        Fault {
                            code: "S1",
                            word: slug,
                            message,
                            hint,
                        },
                    );
                }
            }
        }
        Restatement {
            text: marked.text.into(),
            marks,
        }
    }

    fn derivation(&self, located: &Located<DerivationRecord>) -> Result<Derivation, Fault> {
        let record = &located.record;
        let formula = Formula::parse(&record.formula).map_err(|why| {
            fault(
                &record.formula,
                &format!("a formula that cannot be read: {why}"),
                "use names, numbers, + - * / and brackets",
            )
        })?;
        let mut inputs = Vec::new();
        for (name, id) in &record.inputs {
            let fact = self.facts.get(id.as_str()).ok_or_else(|| {
                let near = nearest(id, self.facts.keys().copied());
                let hint = near.map_or_else(
                    || "name a fact of the atlas".to_owned(),
                    |n| format!("did you mean «{n}»?"),
                );
                Fault {
                    code: "S1",
                    word: id.clone(),
                    message: format!("unknown fact «{id}»"),
                    hint,
                }
            })?;
            inputs.push((name.clone(), FactId(*fact)));
        }
        if let Some(name) = formula
            .names()
            .iter()
            .find(|name| !record.inputs.contains_key(**name))
        {
            return Err(fault(
                &record.formula,
                &format!("the formula uses «{name}», which is no input"),
                "add it to inputs",
            ));
        }
        let mut scope = record.scope.clone();
        scope.sort();
        Ok(Derivation {
            slug: record.id.clone(),
            place: PlaceId(self.places.need(&record.place)?),
            metric: MetricId(self.metrics.need(&record.metric)?),
            unit: UnitId(self.units.need(&record.unit)?),
            period: period(&record.period)?,
            scope,
            formula,
            inputs,
            note: record.note.clone(),
        })
    }
}

fn fault(word: &str, message: &str, hint: &str) -> Fault {
    Fault {
        code: "F7",
        word: word.to_owned(),
        message: format!("«{word}»: {message}"),
        hint: hint.to_owned(),
    }
}

fn names(record: &NamesRecord) -> Names {
    Names {
        en: record.en.clone(),
        de: record.de.clone(),
        zh: record.zh.clone(),
        pinyin: record.pinyin.clone(),
    }
}

fn unit(record: &UnitRecord) -> Unit {
    Unit {
        slug: record.id.clone(),
        dimension: record.dimension.0,
        symbol: record.symbol.clone(),
        names: names(&record.names),
    }
}

fn coordinates(record: &CoordinatesRecord) -> Result<Coordinates, Fault> {
    Ok(Coordinates {
        lat: number(&record.lat)?,
        lon: number(&record.lon)?,
        precision: record.precision.clone(),
        origin: record.origin.0,
    })
}

fn date(text: &str) -> Result<Date, Fault> {
    Date::parse(text).ok_or_else(|| fault(text, "no date", "write 2026, 2026-02 or 2026-02-14"))
}

fn period(text: &str) -> Result<Period, Fault> {
    let hint = "write 2025, 2025-H1, 2025-Q3, 2025-01, 2021/2025, end-2021, by-2028, as-of-2026-01-27, P2Y-from-2026-01-09 or undated";
    Period::parse(text).ok_or_else(|| fault(text, "no period", hint))
}

fn number(text: &str) -> Result<Decimal, Fault> {
    let hint = "write plain digits with a point, such as 2.4e12 or 153400, at most 18 of them";
    Decimal::parse(text).ok_or_else(|| fault(text, "no number", hint))
}

fn value(record: &ValueRecord) -> Result<Value, Fault> {
    let hedged = |hedge, text: &str| Ok(Value::Number(hedge, number(text)?));
    match record {
        ValueRecord::Exact(n) => hedged(Hedge::Exact, n),
        ValueRecord::Over(n) => hedged(Hedge::Over, n),
        ValueRecord::AtLeast(n) => hedged(Hedge::AtLeast, n),
        ValueRecord::Under(n) => hedged(Hedge::Under, n),
        ValueRecord::Almost(n) => hedged(Hedge::Almost, n),
        ValueRecord::AtMost(n) => hedged(Hedge::AtMost, n),
        ValueRecord::About(n) => hedged(Hedge::About, n),
        ValueRecord::Between(low, high) => {
            let (bottom, top) = (number(low)?, number(high)?);
            if bottom > top {
                return Err(fault(low, "the lower end is above the upper one", "swap them"));
            }
            Ok(Value::Between(bottom, top))
        }
        ValueRecord::Rank { position, of } => Ok(Value::Rank(
            number(position)?,
            of.as_deref().map(number).transpose()?,
        )),
        ValueRecord::Of { part, whole } => match value(whole)? {
            Value::Number(whole_hedge, whole) => Ok(Value::Part {
                part: number(part)?,
                whole_hedge,
                whole,
            }),
            _ => Err(fault(
                part,
                "the whole of a part must be one number",
                "write whole: Over(\"90\")",
            )),
        },
        ValueRecord::OrderOfMagnitude(n) => Ok(Value::Magnitude(number(n)?)),
        ValueRecord::Holds => Ok(Value::Holds),
    }
}
