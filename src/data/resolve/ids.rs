//! Ids as files write them, and what they stand for in the atlas.

use super::faults::Fault;
use crate::data::layers::Identified;
use crate::data::records::Located;
use crate::problem::nearest;
use std::collections::HashMap;

/// All ids of one kind.
pub(super) struct Ids<'a, I> {
    what: &'static str,
    known: HashMap<&'a str, I>,
}

impl<'a, I: Copy> Ids<'a, I> {
    /// None yet.
    pub(super) fn new(what: &'static str) -> Self {
        Ids {
            what,
            known: HashMap::new(),
        }
    }

    /// Those of records, by their positions.
    pub(super) fn of<T: Identified>(
        what: &'static str,
        make: fn(u32) -> I,
        records: &'a [Located<T>],
    ) -> Self {
        Ids {
            what,
            known: records
                .iter()
                .zip(0..)
                .map(|(r, n)| (r.record.id(), make(n)))
                .collect(),
        }
    }

    pub(super) fn insert(&mut self, id: &'a str, value: I) {
        self.known.insert(id, value);
    }

    pub(super) fn get(&self, id: &str) -> Option<I> {
        self.known.get(id).copied()
    }

    /// Like [`Ids::get`], with the problem that nothing has this id.
    pub(super) fn need(&self, id: &str) -> Result<I, Fault> {
        let remedy = || format!("add it to the {}s of the atlas, or correct the id", self.what);
        self.need_or(id, remedy)
    }

    /// Like [`Ids::need`], with a remedy for when no other id is like this one.
    pub(super) fn need_or(&self, id: &str, remedy: impl FnOnce() -> String) -> Result<I, Fault> {
        self.get(id).ok_or_else(|| {
            let near = nearest(id, self.known.keys().copied());
            Fault {
                code: "S1",
                word: id.to_owned(),
                message: format!("unknown {} «{id}»", self.what),
                hint: near.map_or_else(remedy, |near| format!("did you mean «{near}»?")),
            }
        })
    }
}
