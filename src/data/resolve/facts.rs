//! Facts with their evidence, and derivations, which compute others from them.

use super::Resolver;
use super::faults::Fault;
use super::values::{period, value};
use crate::atlas::*;
use crate::data::records::Located;
use crate::data::schema::{DerivationRecord, EvidenceRecord, FactRecord};

impl Resolver<'_> {
    pub(super) fn fact(&mut self, located: &Located<FactRecord>) -> Result<Fact, Fault> {
        let record = &located.record;
        let mut evidence = Vec::new();
        for item in &record.evidence {
            let read = self.evidence(located, item);
            evidence.extend(self.reports.optional(located, Some(read)));
        }
        if evidence.is_empty() {
            return Err(Fault {
                code: "S9",
                word: record.id.to_string(),
                message: "a fact without evidence".to_owned(),
                hint: "name the paragraph and the phrase that say it".to_owned(),
            });
        }
        Ok(Fact {
            slug: record.id.clone(),
            place: self.places.need(&record.place)?,
            subject: record
                .subject
                .as_deref()
                .map(|id| self.organisations.need(id))
                .transpose()?,
            metric: self.metrics.need(&record.metric)?,
            value: value(&record.value)?,
            unit: self.units.need(&record.unit)?,
            period: period(&record.period)?,
            period_inferred: record.period_inferred,
            kind: record.kind.0,
            scope: sorted(&record.scope),
            prices: record.prices.map(|w| w.0),
            attributed_to: record.attributed_to.clone(),
            status: record.status.0,
            evidence,
            note: record.note.clone(),
        })
    }

    fn evidence(&self, located: &Located<FactRecord>, item: &EvidenceRecord) -> Result<Evidence, Fault> {
        let directory = self
            .reports
            .files
            .get(located.file)
            .and_then(|file| file.document.as_deref());
        let document = self
            .documents
            .need(item.document.as_deref().or(directory).unwrap_or(""))?;
        Ok(Evidence {
            document,
            paragraph: item.paragraph,
            phrase: item.phrase.clone(),
            reads: item.reads.0,
        })
    }

    pub(super) fn derivation(&self, located: &Located<DerivationRecord>) -> Result<Derivation, Fault> {
        let record = &located.record;
        let formula = Formula::parse(&record.formula).map_err(|why| {
            Fault::written(
                &record.formula,
                &format!("a formula that cannot be read: {why}"),
                "use names, numbers, + - * / and brackets",
            )
        })?;
        let mut inputs = Vec::new();
        for (name, id) in &record.inputs {
            let fact = self.facts.need_or(id, || "name a fact of the atlas".to_owned())?;
            inputs.push((name.clone(), fact));
        }
        if let Some(name) = formula
            .names()
            .iter()
            .find(|name| !record.inputs.contains_key(**name))
        {
            return Err(Fault::written(
                &record.formula,
                &format!("the formula uses «{name}», which is no input"),
                "add it to inputs",
            ));
        }
        Ok(Derivation {
            slug: record.id.clone(),
            place: self.places.need(&record.place)?,
            metric: self.metrics.need(&record.metric)?,
            unit: self.units.need(&record.unit)?,
            period: period(&record.period)?,
            scope: sorted(&record.scope),
            formula,
            inputs,
            note: record.note.clone(),
        })
    }
}

fn sorted(scope: &[Text]) -> Vec<Text> {
    let mut scope = scope.to_vec();
    scope.sort();
    scope
}
