//! A hit as a row: the fields of the contract, a line of TSV, and the lines a person reads.

use crate::atlas::*;
use crate::cli::flow::{Ink, Span, span};
use crate::cli::page::Page;
use crate::cli::session::counted;
use crate::query::find::{Hit, kind_of};
use crate::safe_text::clean;
use serde_json::{Value as Json, json};

/// A row.
pub struct Row {
    kind: &'static str,
    id: String,
    label: String,
    place: Option<String>,
    metric: Option<String>,
    period: Option<String>,
    value: Option<String>,
    unit: Option<String>,
    text: Option<String>,
    score: i32,
    /// What is added to the label for people.
    about: String,
}

impl Row {
    /// The row of a hit.
    pub fn of(atlas: &Atlas, hit: &Hit) -> Self {
        let row = Row {
            kind: kind_of(hit.thing),
            id: atlas.slug(hit.thing),
            label: String::new(),
            place: None,
            metric: None,
            period: None,
            value: None,
            unit: None,
            text: None,
            score: hit.score,
            about: String::new(),
        };
        match hit.thing {
            Thing::Fact(id) => row.fact(atlas, atlas.fact(id)),
            Thing::Derivation(id) => row.derivation(atlas, atlas.derivation(id)),
            Thing::Place(id) => {
                let place = atlas.place(id);
                let about = format!(
                    "{}, {}",
                    place.kind.name(),
                    counted(atlas.count_within(id), "fact")
                );
                row.named(&place.names, about)
            }
            Thing::Metric(id) => {
                let metric = atlas.metric(id);
                let about = counted(atlas.facts_of_metric(id).len(), "fact");
                Row {
                    unit: Some(atlas.unit(metric.unit).slug.to_string()),
                    ..row.named(&metric.names, about)
                }
            }
            Thing::Organisation(id) => {
                let organisation = atlas.organisation(id);
                let home = organisation.place;
                Row {
                    place: home.map(|place| atlas.place(place).slug.to_string()),
                    ..row.named(&organisation.names, organisation.kind.name().to_owned())
                }
            }
            Thing::Document(id) => Row {
                label: atlas.document(id).title.to_string(),
                about: atlas.document(id).publisher.to_string(),
                ..row
            },
            Thing::Paragraph(id, n) => {
                let restatement = atlas
                    .document(id)
                    .paragraph(n)
                    .and_then(|p| p.restatement.as_ref());
                Row {
                    label: restatement.map_or("", |own| &own.text).to_owned(),
                    ..row
                }
            }
        }
    }

    fn named(self, names: &Names, about: String) -> Row {
        let chinese = names.zh.as_ref().map_or(String::new(), |zh| format!("{zh} · "));
        Row {
            label: names.en.to_string(),
            about: format!("{chinese}{about}"),
            ..self
        }
    }

    fn fact(self, atlas: &Atlas, fact: &Fact) -> Row {
        let metric = atlas.metric(fact.metric);
        let (place, unit) = (atlas.place(fact.place), atlas.unit(fact.unit));
        let subject = fact
            .subject
            .map(|id| format!(": {}", atlas.organisation(id).names.en));
        let scope = if fact.scope.is_empty() {
            String::new()
        } else {
            format!(" ({})", fact.scope.join("; "))
        };
        Row {
            label: format!(
                "{} · {}{}{scope}",
                place.names.en,
                metric.names.en,
                subject.unwrap_or_default()
            ),
            place: Some(place.slug.to_string()),
            metric: Some(metric.slug.to_string()),
            period: Some(fact.period.to_string()),
            value: fact.value.number().map(Decimal::plain),
            unit: Some(unit.slug.to_string()),
            text: Some(full(&fact.value, unit, metric)),
            about: about(fact),
            ..self
        }
    }

    fn derivation(self, atlas: &Atlas, derivation: &Derivation) -> Row {
        let (place, metric) = (atlas.place(derivation.place), atlas.metric(derivation.metric));
        let value = crate::query::derive::derive(atlas, derivation).map(|d| d.value);
        let unit = atlas.unit(derivation.unit);
        Row {
            label: format!("{} · {}", place.names.en, metric.names.en),
            place: Some(place.slug.to_string()),
            metric: Some(metric.slug.to_string()),
            period: Some(derivation.period.to_string()),
            value: value.as_ref().and_then(Value::number).map(Decimal::plain),
            unit: Some(unit.slug.to_string()),
            text: value.map(|value| full(&value, unit, metric)),
            about: format!("{}, computed", derivation.period.words()),
            ..self
        }
    }

    /// The fields of the contract, and the value in words.
    pub fn json(&self) -> Json {
        json!({
            "kind": self.kind,
            "id": self.id,
            "label": self.label,
            "place": self.place,
            "metric": self.metric,
            "period": self.period,
            "value": self.value,
            "unit": self.unit,
            "text": self.text,
            "score": self.score,
        })
    }

    /// The fields separated by tabs, printable.
    pub fn tsv(&self) -> String {
        let optional = |field: &Option<String>| field.clone().unwrap_or_default();
        let cells = [
            self.kind.to_owned(),
            self.id.clone(),
            self.label.clone(),
            optional(&self.place),
            optional(&self.metric),
            optional(&self.period),
            optional(&self.value),
            optional(&self.unit),
        ];
        cells.map(|cell| clean(&cell).into_owned()).join("\t")
    }

    /// The figure and what it is about, and the id below or behind.
    pub fn draw(&self, page: &mut Page) {
        let mut spans: Vec<Span> = Vec::new();
        let figure = self.text.as_ref().filter(|_| self.value.is_some());
        if let Some(text) = figure {
            spans.extend([span(Ink::Strong, text), span(Ink::Text, "  ")]);
        }
        let ink = if figure.is_some() { Ink::Text } else { Ink::Strong };
        spans.push(span(ink, &self.label));
        if !self.about.is_empty() {
            spans.push(span(Ink::Muted, format!("  {}", self.about)));
        }
        let id = vec![
            span(Ink::Muted, format!("{} ", self.kind)),
            span(Ink::Accent, &self.id),
        ];
        page.entry(&[spans, id]);
    }
}

/// The time and the kind of a fact, and whether it is superseded.
fn about(fact: &Fact) -> String {
    let superseded = match fact.status {
        Status::Superseded => ", superseded",
        _ => "",
    };
    format!("{}, {}{superseded}", fact.period.words(), fact.kind.name())
}
