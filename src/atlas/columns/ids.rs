//! A column of small numbers, as narrow as they allow.

/// A column of positions: two bytes each while they fit, else four.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ids {
    /// Two bytes each.
    Narrow(Vec<u16>),
    /// Four bytes each.
    Wide(Vec<u32>),
}

impl Default for Ids {
    fn default() -> Self {
        Ids::Narrow(Vec::new())
    }
}

impl Ids {
    /// The number at a position; 0 beyond the end.
    pub fn get(&self, at: usize) -> usize {
        match self {
            Ids::Narrow(ids) => ids.get(at).map_or(0, |id| usize::from(*id)),
            Ids::Wide(ids) => ids.get(at).map_or(0, |id| *id as usize),
        }
    }

    /// Adds a number at the end; the first one that needs it widens the column.
    pub fn push(&mut self, id: u32) {
        match (&mut *self, u16::try_from(id)) {
            (Ids::Narrow(ids), Ok(id)) => ids.push(id),
            (Ids::Narrow(ids), Err(_)) => {
                let mut wide: Vec<u32> = ids.iter().map(|id| u32::from(*id)).collect();
                wide.push(id);
                *self = Ids::Wide(wide);
            }
            (Ids::Wide(ids), _) => ids.push(id),
        }
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Ids::Narrow(ids) => ids.len(),
            Ids::Wide(ids) => ids.len(),
        }
    }

    /// Whether every number is below `end`.
    pub(super) fn all_below(&self, end: usize) -> bool {
        // Folded, not `max`: this is done many at once.
        let most = match self {
            Ids::Narrow(ids) => u32::from(ids.iter().fold(0, |most, id| *id.max(&most))),
            Ids::Wide(ids) => ids.iter().fold(0, |most, id| *id.max(&most)),
        };
        self.len() == 0 || (most as usize) < end
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        match self {
            Ids::Narrow(ids) => 2 * ids.len(),
            Ids::Wide(ids) => 4 * ids.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_widens_when_a_number_needs_it() {
        let mut ids = Ids::default();
        let numbers = [0, 7, 65_535, 65_536, 3];
        numbers.iter().for_each(|id| ids.push(*id));
        assert!(matches!(ids, Ids::Wide(_)));
        assert_eq!((0..5).map(|at| ids.get(at) as u32).collect::<Vec<_>>(), numbers);
        assert_eq!((ids.get(9), ids.bytes()), (0, 20));
    }
}
