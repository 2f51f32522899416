//! The index of a large atlas as bytes that are kept beside it, and read piece by piece: none takes so long that a key
//! must wait. What cannot be read, or does not fit the atlas, is made anew.

use super::{Index, Lexicon};
use crate::atlas::{Atlas, DocumentId, MetricId, OrganisationId};
use crate::data::plain::{Plain, put};

/// The pieces before those of the labels: the order of facts, then the sets of scopes with the first letters of figures.
const OWN: usize = 2;

/// What is sorted out of the columns beside reading, so that the first hits shown need not: facts by metric and by
/// organisation, and counts by document.
const SORTED: usize = 3;

impl Index {
    /// All of it that takes long to make, in pieces.
    pub fn pieces(&self) -> Vec<Vec<u8>> {
        let (mut order, mut rest) = (Vec::new(), Vec::new());
        put(&self.order, &mut order);
        let lengths: Vec<u32> = self.scope_sets.iter().map(|set| set.len() as u32).collect();
        put(&lengths, &mut rest);
        put(&self.scope_sets.concat(), &mut rest);
        let heads = self
            .figures
            .iter()
            .map(|figure| figure.map_or([0; 2], |own| own.heads));
        put(&heads.flatten().collect::<Vec<u64>>(), &mut rest);
        [order, rest].into_iter().chain(self.lexicon.pieces()).collect()
    }
}

/// An index of which some pieces have been read.
#[derive(Debug, Default)]
pub struct Coming {
    order: Vec<u32>,
    scope_sets: Vec<Vec<u32>>,
    heads: Vec<[u64; 2]>,
    lexicon: Lexicon,
    /// The next piece.
    next: usize,
}

impl Coming {
    /// Nothing yet of the index that is kept beside an atlas; `None` if there is none.
    pub fn of(atlas: &Atlas) -> Option<Self> {
        let pieces = atlas.far().map_or(0, |far| far.beside());
        (pieces == OWN + Lexicon::PIECES).then(Coming::default)
    }

    /// Whether all has been read, and what hits are shown with has been sorted out.
    pub fn is_there(&self) -> bool {
        self.next == OWN + Lexicon::PIECES + SORTED
    }

    /// The next step: reads a piece, or sorts out a list; `None` if that cannot be done.
    pub fn step(&mut self, atlas: &Atlas) -> Option<()> {
        if let Some(list) = self.next.checked_sub(OWN + Lexicon::PIECES) {
            self.next += 1;
            sort_out(atlas, list);
            return Some(());
        }
        self.read(atlas)
    }

    fn read(&mut self, atlas: &Atlas) -> Option<()> {
        let bytes = atlas.far()?.read_beside(self.next)?;
        let mut from = Plain(&bytes);
        match self.next {
            0 => self.order = from.list()?,
            1 => {
                let (lengths, ids): (Vec<u32>, Vec<u32>) = (from.list()?, from.list()?);
                let mut rest = ids.as_slice();
                for length in lengths {
                    let (set, others) = rest.split_at_checked(length as usize)?;
                    self.scope_sets.push(set.to_vec());
                    rest = others;
                }
                self.heads = from.list()?.as_chunks().0.to_vec();
            }
            piece => self.lexicon.read(piece - OWN, &mut from)?,
        }
        self.next += 1;
        from.0.is_empty().then_some(())
    }

    /// The index, once all is there; `None` if it is not that of this atlas.
    pub fn index(self, atlas: &Atlas) -> Option<Index> {
        let (columns, records) = (atlas.columns(), atlas.records());
        let others = (records.places.len() + records.metrics.len())
            + (records.organisations.len() + records.documents.len());
        let scopes = self.lexicon.len().checked_sub(others)?;
        let known = |set: &Vec<u32>| set.iter().all(|scope| (*scope as usize) < scopes);
        let fits = self.lexicon.is_sound()
            && self.order.len() == columns.len()
            && self.heads.len() == columns.value_list.len()
            && self.scope_sets.len() == columns.scope_sets.len()
            && self.scope_sets.iter().all(known);
        fits.then(|| Index::with(atlas, (self.lexicon, self.scope_sets), self.order, self.heads))
    }

    /// The index, all that is left of it read at once.
    pub fn all(mut self, atlas: &Atlas) -> Option<Index> {
        while self.next < OWN + Lexicon::PIECES {
            self.read(atlas)?;
        }
        self.index(atlas)
    }
}

/// Lists are sorted out when they are first asked for.
fn sort_out(atlas: &Atlas, list: usize) {
    let records = atlas.records();
    let _ = match list {
        0 if !records.metrics.is_empty() => atlas.facts_of_metric(MetricId(0)).len(),
        1 if !records.organisations.is_empty() => atlas.facts_of_organisation(OrganisationId(0)).len(),
        2 if !records.documents.is_empty() => atlas.count_of_document(DocumentId(0)),
        _ => 0,
    };
}
