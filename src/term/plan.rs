//! In which order runs are written: colours cost three times what movements do, so what has the pen's look may well
//! be written first, wherever it stands. Writes nothing itself.

use super::cursor::Cursor;
use super::pen::Look;
use super::runs::{Kind, Run};

/// How the next run is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they stand on the screen.
    InRows,
    /// What takes the fewest bytes from here; a change of the pen counts so many times.
    Nearest(usize),
}

impl Order {
    /// Those worth trying: none is the best for all frames.
    pub const ALL: [Order; 3] = [Order::InRows, Order::Nearest(1), Order::Nearest(2)];
    /// The one that is mostly the best, for a whole screen: trying all takes longer than it saves.
    pub const USUAL: [Order; 1] = [Order::Nearest(1)];
}

/// Runs that are still to be written.
#[derive(Debug)]
pub struct Plan<'a> {
    order: Order,
    runs: &'a [Run],
    pending: Vec<usize>,
    is_done: Vec<bool>,
    prices: Vec<Price>,
}

/// What changing the pen costs.
#[derive(Debug, Clone, Copy)]
struct Price {
    from: Look,
    to: Look,
    bytes: usize,
}

impl<'a> Plan<'a> {
    /// A plan for these runs.
    pub fn new(order: Order, runs: &'a [Run]) -> Self {
        Plan {
            order,
            runs,
            pending: (0..runs.len()).collect(),
            is_done: vec![false; runs.len()],
            prices: Vec::new(),
        }
    }

    /// Which run comes next, with the pen and the cursor as they are.
    pub fn next(&mut self, pen: Look, cursor: Cursor) -> Option<Run> {
        let at = match self.order {
            Order::InRows => 0,
            Order::Nearest(weight) => self.nearest(pen, cursor, weight)?,
        };
        if at >= self.pending.len() {
            return None;
        }
        let index = self.pending.remove(at);
        *self.is_done.get_mut(index)? = true;
        self.runs.get(index).copied()
    }

    /// The place among those pending of the cheapest.
    fn nearest(&mut self, pen: Look, cursor: Cursor, weight: usize) -> Option<usize> {
        self.prices.retain(|price| price.from == pen);
        let mut best: Option<(usize, usize)> = None;
        for at in 0..self.pending.len() {
            let run = *self.pending.get(at).and_then(|index| self.runs.get(*index))?;
            if run
                .after
                .is_some_and(|first| self.is_done.get(first) == Some(&false))
            {
                continue;
            }
            let way = cursor.cost(run.column, run.row);
            if best.is_some_and(|(least, _)| way >= least) {
                continue;
            }
            let cost = way + weight * self.price(pen, run);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, at));
            }
        }
        best.map(|(_, at)| at)
    }

    fn price(&mut self, from: Look, run: Run) -> usize {
        let to = if run.kind == Kind::Text {
            run.look
        } else {
            run.look.for_blank(from)
        };
        if from == to {
            return 0;
        }
        if let Some(known) = self
            .prices
            .iter()
            .find(|price| price.to == to && price.from == from)
        {
            return known.bytes;
        }
        let mut sequence = Vec::new();
        from.change_to(to, &mut sequence);
        let bytes = sequence.len();
        self.prices.push(Price { from, to, bytes });
        bytes
    }
}
