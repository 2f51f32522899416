//! The facts of each place, metric or organisation: sorted out of a column in two passes.

use super::Ids;
use crate::atlas::records::FactId;

/// For each of some things its facts, in file order: all in one list.
#[derive(Debug, Default)]
pub struct Lists {
    begins: Vec<u32>,
    ids: Vec<FactId>,
}

impl Lists {
    /// The lists of `things` things by a column, whose numbers less `less` are their positions; a fact whose number is
    /// smaller is in none.
    pub(super) fn new(things: usize, column: &Ids, less: usize) -> Self {
        match column {
            Ids::Narrow(ids) => Lists::by(things, ids, |id| usize::from(*id).checked_sub(less)),
            Ids::Wide(ids) => Lists::by(things, ids, |id| (*id as usize).checked_sub(less)),
        }
    }

    fn by<T>(things: usize, column: &[T], of: impl Fn(&T) -> Option<usize>) -> Self {
        let mut begins = vec![0_u32; things + 1];
        for thing in column.iter().filter_map(&of) {
            begins[thing + 1] += 1;
        }
        for n in 0..things {
            begins[n + 1] += begins[n];
        }
        let mut next = begins.clone();
        let mut ids = vec![FactId(0); begins[things] as usize];
        for (fact, id) in (0..).zip(column) {
            if let Some(thing) = of(id) {
                ids[next[thing] as usize] = FactId(fact);
                next[thing] += 1;
            }
        }
        Lists { begins, ids }
    }

    /// The facts of a thing, in file order.
    pub fn of(&self, thing: usize) -> &[FactId] {
        &self.ids[self.begins[thing] as usize..self.begins[thing + 1] as usize]
    }
}
