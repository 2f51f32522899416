//! Facts and paragraphs that are not in memory: where they come from, and how they look as if they were.
//! Who fetches them, and from where, is not known here.

use super::columns::{Column, Columns, Lists};
use super::mentions::Mentions;
use super::records::{DocumentId, Fact, FactId, Paragraph};
use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// Fetches what is asked for, once, and keeps it. What cannot be fetched is a fact or paragraph that says so.
pub trait Far: fmt::Debug + Send + Sync {
    /// A fact.
    fn fact(&self, columns: &Columns, id: FactId) -> &Fact;
    /// The paragraphs of a document, by number.
    fn paragraphs(&self, id: DocumentId) -> &[Paragraph];
    /// The same, without keeping them.
    fn paragraphs_once(&self, id: DocumentId) -> Cow<'_, [Paragraph]>;
    /// The facts that a paragraph evidences, in file order.
    fn facts_of_paragraph(&self, id: DocumentId, n: u32) -> &[FactId];
    /// Which paragraphs name what: as many lists as there are places and organisations.
    fn mentions(&self) -> &Mentions;
    /// The facts of each thing of a column, as [`Columns::lists`] has them.
    fn lists(&self, columns: &Columns, column: Column) -> &Lists;
    /// How many facts name a document as a source.
    fn count_of_document(&self, columns: &Columns, id: DocumentId) -> usize;
    /// How many pieces others have kept beside the atlas.
    fn beside(&self) -> usize;
    /// One of these pieces, read anew each time; `None` if it cannot be read.
    fn read_beside(&self, piece: usize) -> Option<Cow<'_, [u8]>>;
    /// The fact of this slug.
    fn find(&self, columns: &Columns, slug: &str) -> Option<FactId>;
}

/// The paragraphs of a document: a list, wherever it comes from.
#[derive(Clone)]
pub struct Paragraphs(Place);

#[derive(Clone)]
enum Place {
    Here(Vec<Paragraph>),
    There(Arc<dyn Far>, DocumentId),
}

impl Paragraphs {
    /// Those that are fetched when they are first asked for.
    pub fn there(far: Arc<dyn Far>, id: DocumentId) -> Self {
        Paragraphs(Place::There(far, id))
    }
}

impl Deref for Paragraphs {
    type Target = [Paragraph];

    fn deref(&self) -> &[Paragraph] {
        match &self.0 {
            Place::Here(all) => all,
            Place::There(far, id) => far.paragraphs(*id),
        }
    }
}

impl DerefMut for Paragraphs {
    /// Those that are changed are fetched first, and then in memory.
    fn deref_mut(&mut self) -> &mut [Paragraph] {
        if let Place::There(..) = self.0 {
            self.0 = Place::Here(self.to_vec());
        }
        match &mut self.0 {
            Place::Here(all) => all,
            Place::There(..) => &mut [],
        }
    }
}

impl<'a> IntoIterator for &'a mut Paragraphs {
    type Item = &'a mut Paragraph;
    type IntoIter = std::slice::IterMut<'a, Paragraph>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl Default for Paragraphs {
    fn default() -> Self {
        Paragraphs(Place::Here(Vec::new()))
    }
}

impl From<Vec<Paragraph>> for Paragraphs {
    fn from(all: Vec<Paragraph>) -> Self {
        Paragraphs(Place::Here(all))
    }
}

impl<const N: usize> From<[Paragraph; N]> for Paragraphs {
    fn from(all: [Paragraph; N]) -> Self {
        Paragraphs(Place::Here(all.into()))
    }
}

impl<'a> IntoIterator for &'a Paragraphs {
    type Item = &'a Paragraph;
    type IntoIter = std::slice::Iter<'a, Paragraph>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Paragraphs {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Paragraphs {}

impl fmt::Debug for Paragraphs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
