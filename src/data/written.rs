//! Records of an atlas as records of its files: the inverse of `data::resolve`. Ids become words again, numbers are
//! written with their precision, figures are marked.

use super::layers::Layered;
use super::records::Located;
use super::restatement;
use super::schema::*;
use crate::atlas::*;

/// Where records of no file say they stand: beyond any list of files.
const NO_FILE: usize = usize::MAX;

/// The file records that resolve to these.
pub fn layered(records: &Records) -> Layered {
    let all = Writer(records);
    Layered {
        units: placed(&records.units, unit),
        places: placed(&records.places, |r| all.place(r)),
        organisations: placed(&records.organisations, |r| all.organisation(r)),
        metrics: placed(&records.metrics, |r| all.metric(r)),
        documents: placed(&records.documents, |r| all.document(r)),
        facts: placed(&records.facts, |r| all.fact(r)),
        derivations: placed(&records.derivations, |r| all.derivation(r)),
    }
}

fn placed<T, R>(records: &[T], write: impl Fn(&T) -> R) -> Vec<Located<R>> {
    let located = |record| Located {
        record,
        file: NO_FILE,
        nth: 0,
    };
    records.iter().map(write).map(located).collect()
}

/// Knows the words of all ids.
struct Writer<'a>(&'a Records);

impl Writer<'_> {
    fn place_id(&self, id: PlaceId) -> String {
        self.0.places[id.index()].slug.to_string()
    }

    fn organisation_id(&self, id: OrganisationId) -> String {
        self.0.organisations[id.index()].slug.to_string()
    }

    fn metric_id(&self, id: MetricId) -> String {
        self.0.metrics[id.index()].slug.to_string()
    }

    fn unit_id(&self, id: UnitId) -> String {
        self.0.units[id.index()].slug.to_string()
    }

    fn fact_id(&self, id: FactId) -> &str {
        &self.0.facts[id.index()].slug
    }

    fn place(&self, place: &Place) -> PlaceRecord {
        PlaceRecord {
            id: place.slug.clone(),
            kind: Word(place.kind),
            parent: place.parent.map(|id| self.place_id(id)),
            also_in: place.also_in.iter().map(|id| self.place_id(*id)).collect(),
            names: names(&place.names),
            aliases: place.aliases.clone(),
            names_origin: Some(Word(place.names_origin)),
            coordinates: place.coordinates.as_ref().map(|at| CoordinatesRecord {
                lat: at.lat.written(),
                lon: at.lon.written(),
                precision: at.precision.clone(),
                origin: Word(at.origin),
            }),
            focus: place.focus.iter().map(|id| self.organisation_id(*id)).collect(),
            note: place.note.clone(),
        }
    }

    fn organisation(&self, thing: &Organisation) -> OrganisationRecord {
        OrganisationRecord {
            id: thing.slug.clone(),
            kind: Word(thing.kind),
            names: names(&thing.names),
            aliases: thing.aliases.clone(),
            names_origin: Some(Word(thing.names_origin)),
            place: thing.place.map(|id| self.place_id(id)),
            note: thing.note.clone(),
        }
    }

    fn metric(&self, metric: &Metric) -> MetricRecord {
        MetricRecord {
            id: metric.slug.clone(),
            names: names(&metric.names),
            short: metric.short.clone(),
            under: metric.under.map(|id| self.metric_id(id)),
            aliases: metric.aliases.clone(),
            unit: self.unit_id(metric.unit),
            counted: metric.counted.clone(),
            nature: Word(metric.nature),
            better: Word(metric.better),
            theme: Word(metric.theme),
            definition: metric.definition.clone(),
            comparable_with: metric
                .comparable_with
                .iter()
                .map(|id| self.metric_id(*id))
                .collect(),
        }
    }

    fn fact(&self, fact: &Fact) -> FactRecord {
        let evidence = |evidence: &Evidence| EvidenceRecord {
            document: Some(self.0.documents[evidence.document.index()].slug.to_string()),
            paragraph: evidence.paragraph,
            phrase: evidence.phrase.clone(),
            reads: Word(evidence.reads),
        };
        FactRecord {
            id: fact.slug.clone(),
            place: self.place_id(fact.place),
            subject: fact.subject.map(|id| self.organisation_id(id)),
            metric: self.metric_id(fact.metric),
            value: value(&fact.value),
            unit: self.unit_id(fact.unit),
            period: fact.period.to_string(),
            period_inferred: fact.period_inferred,
            kind: Word(fact.kind),
            scope: fact.scope.clone(),
            prices: fact.prices.map(Word),
            attributed_to: fact.attributed_to.clone(),
            status: Word(fact.status),
            evidence: fact.evidence.iter().map(evidence).collect(),
            note: fact.note.clone(),
        }
    }

    fn document(&self, document: &Document) -> DocumentRecord {
        DocumentRecord {
            id: document.slug.clone(),
            lang: document.lang.name().to_owned(),
            title: document.title.clone(),
            title_supplied: document.title_supplied,
            publisher: document.publisher.clone(),
            original_source: document.original_source.clone(),
            url: document.url.clone(),
            published: document.published.map(|date| date.to_string()),
            published_basis: Word(document.published_basis),
            licence: document.licence.clone(),
            checked: document.checked.map(|date| date.to_string()),
            paragraphs: document.paragraphs.iter().map(|p| self.paragraph(p)).collect(),
        }
    }

    fn paragraph(&self, paragraph: &Paragraph) -> ParagraphRecord {
        let restatement = |said: &Restatement| {
            let marks = said.marks.iter();
            restatement::write(&said.text, marks.map(|m| (m.start..m.end, self.fact_id(m.fact))))
        };
        let places = paragraph.places.iter().map(|id| self.place_id(*id));
        let things = paragraph.organisations.iter().map(|id| self.organisation_id(*id));
        ParagraphRecord {
            n: paragraph.n,
            role: Word(paragraph.role),
            restatement: paragraph.restatement.as_ref().map(restatement),
            mentions: places.chain(things).collect(),
            fingerprint: paragraph.fingerprint.clone(),
        }
    }

    fn derivation(&self, derivation: &Derivation) -> DerivationRecord {
        let input = |(name, id): &(Text, FactId)| (name.clone(), self.fact_id(*id).to_owned());
        DerivationRecord {
            id: derivation.slug.clone(),
            place: self.place_id(derivation.place),
            metric: self.metric_id(derivation.metric),
            unit: self.unit_id(derivation.unit),
            period: derivation.period.to_string(),
            scope: derivation.scope.clone(),
            formula: derivation.formula.to_string(),
            inputs: derivation.inputs.iter().map(input).collect(),
            note: derivation.note.clone(),
        }
    }
}

fn names(names: &Names) -> NamesRecord {
    NamesRecord {
        en: names.en.clone(),
        de: names.de.clone(),
        zh: names.zh.clone(),
        pinyin: names.pinyin.clone(),
    }
}

fn unit(unit: &Unit) -> UnitRecord {
    UnitRecord {
        id: unit.slug.clone(),
        dimension: Word(unit.dimension),
        symbol: unit.symbol.clone(),
        names: names(&unit.names),
    }
}

fn value(value: &Value) -> ValueRecord {
    match value {
        Value::Number(hedge, number) => hedged(*hedge, *number),
        Value::Between(low, high) => ValueRecord::Between(low.written(), high.written()),
        Value::Rank(position, of) => ValueRecord::Rank {
            position: position.written(),
            of: of.map(Decimal::written),
        },
        Value::Part {
            part,
            whole_hedge,
            whole,
        } => ValueRecord::Of {
            part: part.written(),
            whole: Box::new(hedged(*whole_hedge, *whole)),
        },
        Value::Magnitude(number) => ValueRecord::OrderOfMagnitude(number.written()),
        Value::Holds => ValueRecord::Holds,
    }
}

fn hedged(hedge: Hedge, number: Decimal) -> ValueRecord {
    let number = number.written();
    match hedge {
        Hedge::Exact => ValueRecord::Exact(number),
        Hedge::Over => ValueRecord::Over(number),
        Hedge::AtLeast => ValueRecord::AtLeast(number),
        Hedge::Under => ValueRecord::Under(number),
        Hedge::Almost => ValueRecord::Almost(number),
        Hedge::AtMost => ValueRecord::AtMost(number),
        Hedge::About => ValueRecord::About(number),
    }
}
