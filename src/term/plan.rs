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
    /// Those worth trying: neither is the best for all frames.
    pub const ALL: [Order; 2] = [Order::InRows, Order::Nearest(2)];
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
    /// The pen that the prices are of.
    pen: Look,
    /// What changing the pen costs, for each of the looks the runs have.
    prices: Vec<usize>,
    targets: Vec<Target>,
    /// Which target each run has.
    target_of: Vec<usize>,
}

/// A look that is wanted of the pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Target {
    look: Look,
    is_text: bool,
}

/// No pen was asked about yet.
const UNKNOWN: usize = usize::MAX;

impl<'a> Plan<'a> {
    /// A plan for these runs.
    pub fn new(order: Order, runs: &'a [Run]) -> Self {
        let mut targets: Vec<Target> = Vec::new();
        let target_of = runs.iter().map(|run| {
            let target = Target {
                look: run.look,
                is_text: run.kind == Kind::Text,
            };
            let known = targets.iter().position(|known| *known == target);
            known.unwrap_or_else(|| {
                targets.push(target);
                targets.len() - 1
            })
        });
        let target_of = target_of.collect();
        Plan {
            order,
            runs,
            pending: (0..runs.len()).collect(),
            is_done: vec![false; runs.len()],
            pen: Look::PLAIN,
            prices: vec![UNKNOWN; targets.len()],
            targets,
            target_of,
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
        if pen != self.pen {
            self.pen = pen;
            self.prices.fill(UNKNOWN);
        }
        let mut best: Option<(usize, usize)> = None;
        for at in 0..self.pending.len() {
            let index = *self.pending.get(at)?;
            let run = self.runs.get(index)?;
            let least = best.map_or(UNKNOWN, |(least, _)| least);
            let colours = weight * self.price(*self.target_of.get(index)?);
            let is_blocked = || {
                run.after
                    .is_some_and(|first| self.is_done.get(first) == Some(&false))
            };
            if colours >= least || is_blocked() {
                continue;
            }
            let cost = colours + cursor.cost(run.column, run.row);
            if cost < least {
                best = Some((cost, at));
            }
            if cost == 0 {
                break;
            }
        }
        best.map(|(_, at)| at)
    }

    /// The bytes of a change from the pen to a target.
    fn price(&mut self, target: usize) -> usize {
        let (Some(price), Some(wanted)) = (self.prices.get_mut(target), self.targets.get(target)) else {
            return 0;
        };
        if *price == UNKNOWN {
            let look = if wanted.is_text {
                wanted.look
            } else {
                wanted.look.for_blank(self.pen)
            };
            let mut sequence = Vec::new();
            self.pen.change_to(look, &mut sequence);
            *price = sequence.len();
        }
        *price
    }
}
