//! Which paragraphs name which places and things.

use super::records::{Document, DocumentId, Paragraph};
use super::{Records, enumerated};

/// For each place and each organisation the paragraphs that name it, in document order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentions {
    /// By the position of the place.
    pub places: Vec<Vec<(DocumentId, u32)>>,
    /// By the position of the organisation.
    pub organisations: Vec<Vec<(DocumentId, u32)>>,
}

impl Mentions {
    /// Those of these records.
    pub fn of(records: &Records) -> Self {
        let mut all = Mentions {
            places: vec![Vec::new(); records.places.len()],
            organisations: vec![Vec::new(); records.organisations.len()],
        };
        for (n, document) in enumerated(&records.documents) {
            let document: &Document = document;
            document
                .paragraphs
                .iter()
                .for_each(|own| all.add(DocumentId(n), own));
        }
        all
    }

    fn add(&mut self, document: DocumentId, paragraph: &Paragraph) {
        let here = (document, paragraph.n);
        for id in &paragraph.places {
            push(&mut self.places[id.index()], here);
        }
        for id in &paragraph.organisations {
            push(&mut self.organisations[id.index()], here);
        }
    }
}

/// A paragraph that names a thing twice is one.
fn push(list: &mut Vec<(DocumentId, u32)>, here: (DocumentId, u32)) {
    if list.last() != Some(&here) {
        list.push(here);
    }
}
