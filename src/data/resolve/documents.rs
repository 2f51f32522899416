//! Documents with their paragraphs: what these name, and the facts that restatements mark.

use super::Resolver;
use super::faults::Fault;
use super::values::date;
use crate::atlas::*;
use crate::data::records::Located;
use crate::data::restatement;
use crate::data::schema::{DocumentRecord, ParagraphRecord};

impl Resolver<'_> {
    pub(super) fn document(&mut self, located: &Located<DocumentRecord>) -> Document {
        let record = &located.record;
        let mut paragraphs: Vec<Paragraph> = record
            .paragraphs
            .iter()
            .map(|paragraph| self.paragraph(located, paragraph))
            .collect();
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
            lang: self.reports.optional(located, Some(lang)).unwrap_or(Language::En),
            title: record.title.clone(),
            title_supplied: record.title_supplied,
            publisher: record.publisher.clone(),
            original_source: record.original_source.clone(),
            url: record.url.clone(),
            published: self.reports.optional(located, published),
            published_basis: record.published_basis.0,
            licence: record.licence.clone(),
            checked: self.reports.optional(located, checked),
            paragraphs: paragraphs.into(),
        }
    }

    fn paragraph(&mut self, located: &Located<DocumentRecord>, record: &ParagraphRecord) -> Paragraph {
        let (mut places, mut organisations) = (Vec::new(), Vec::new());
        for id in &record.mentions {
            match (self.places.get(id), self.organisations.get(id)) {
                (Some(place), _) => places.push(place),
                (None, Some(organisation)) => organisations.push(organisation),
                (None, None) => {
                    self.reports.optional(located, Some(self.places.need(id)));
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
            let remedy = || "mark a fact of this document".to_owned();
            let fact = self.facts.need_or(&slug, remedy).map_err(|fault| Fault {
                message: format!("a restatement marks the {}", fault.message),
                ..fault
            });
            marks.extend(self.reports.optional(located, Some(fact)).map(|fact| Mark {
                start: range.start,
                end: range.end,
                fact,
            }));
        }
        Restatement {
            text: marked.text.into(),
            marks,
        }
    }
}
