//! What of a row has to be written, as runs of one look that may be written in any order.
//! Knows no pen and no cursor.

use super::pen::Look;
use super::row::Slot;

/// Most bytes of what stands there already that are written again to go on after it: a movement takes as many.
const MAX_KEPT_GAP: usize = 4;
/// Most blanks that are written as such within a run: to erase them and to move takes more.
const MAX_BLANK_GAP: usize = 9;
/// About what a movement and erasing take, in bytes.
const MOVE: usize = 5;
const ERASE: usize = 5;
const ERASE_TO_EDGE: usize = 3;

/// What is done with the columns of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// They are written, blanks among them.
    Text,
    /// They are blank, and the terminal may erase them.
    Blank,
    /// They are blank, and so is everything right of them.
    BlankToEdge,
    /// They are blank and have to be written so.
    Spaces,
}

/// Columns of a row that one pen writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Its row.
    pub row: u16,
    /// Its first column.
    pub column: u16,
    /// How many columns.
    pub columns: u16,
    /// Of all its text; its blanks share at least the background.
    pub look: Look,
    /// What is done.
    pub kind: Kind,
    /// It stands on what the run before it in the list, so many places up, erased: that has to come first.
    pub after: Option<usize>,
}

/// Finds the runs of a row; appends them to a list.
#[derive(Debug)]
pub struct Finder<'a, 's> {
    /// What the row has to show.
    pub slots: &'a [Slot<'s>],
    /// Which row.
    pub row: u16,
    /// Whether the terminal erases with the pen's background.
    pub erases_with_background: bool,
}

impl Finder<'_, '_> {
    /// Appends the runs that write the dirty columns, by the cheapest of three ways: one by one, or after the whole
    /// stretch was erased at once, up to its end or to the edge.
    pub fn find(&self, dirty: &[bool], runs: &mut Vec<Run>) {
        let (Some(first), Some(last)) = (position(dirty, true), dirty.iter().rposition(|is| *is)) else {
            return;
        };
        let begin = runs.len();
        self.split(dirty, None, runs);
        let mut least = self.price(&runs[begin..]);
        let Some(look) = self.commonest_blank(dirty) else {
            return;
        };
        for (end, kind, price) in [
            (last + 1, Kind::Blank, ERASE + MOVE),
            (dirty.len(), Kind::BlankToEdge, ERASE_TO_EDGE + MOVE),
        ] {
            let left = self.after_erasing(first..end, look);
            let middle = runs.len();
            runs.push(Run {
                row: self.row,
                column: columns(first),
                columns: columns(end - first),
                look,
                kind,
                after: None,
            });
            self.split(&left, Some(begin), runs);
            let sum = price + self.price(&runs[middle + 1..]);
            if sum < least {
                least = sum;
                runs.drain(begin..middle);
            } else {
                runs.truncate(middle);
            }
        }
    }

    /// What is dirty once a stretch is blank.
    fn after_erasing(&self, stretch: std::ops::Range<usize>, look: Look) -> Vec<bool> {
        let slots = self.slots.iter().enumerate();
        slots
            .map(|(column, slot)| stretch.contains(&column) && *slot != Slot::Blank(look))
            .collect()
    }

    /// The look that most of the dirty blanks have, if it may be erased.
    fn commonest_blank(&self, dirty: &[bool]) -> Option<Look> {
        let mut counts: Vec<(Look, usize)> = Vec::new();
        for (slot, _) in self.slots.iter().zip(dirty).filter(|(_, is)| **is) {
            if let Slot::Blank(look) = slot {
                match counts.iter_mut().find(|(known, _)| known == look) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((*look, 1)),
                }
            }
        }
        let (look, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        look.is_erasable(self.erases_with_background).then_some(look)
    }

    /// About the bytes that these runs take, colours apart.
    fn price(&self, runs: &[Run]) -> usize {
        let price = |run: &Run| match run.kind {
            Kind::Text => {
                let range = usize::from(run.column)..usize::from(run.column + run.columns);
                let slots = self.slots.get(range).unwrap_or_default();
                slots.iter().map(|slot| slot.text().len()).sum::<usize>()
            }
            Kind::Blank => ERASE.min(usize::from(run.columns)),
            Kind::Spaces => usize::from(run.columns),
            Kind::BlankToEdge => ERASE_TO_EDGE,
        };
        runs.iter().map(|run| price(run) + MOVE).sum()
    }

    fn split(&self, dirty: &[bool], after: Option<usize>, runs: &mut Vec<Run>) {
        let mut column = 0;
        while let Some(found) = dirty.get(column..).and_then(|rest| position(rest, true)) {
            let run = Run {
                after,
                ..self.run_at(column + found, dirty)
            };
            column = usize::from(run.column + run.columns);
            runs.push(run);
        }
    }

    fn run_at(&self, column: usize, dirty: &[bool]) -> Run {
        let rest = self.slots.get(column..).unwrap_or_default();
        let blanks = rest
            .iter()
            .take_while(|slot| matches!(slot, Slot::Blank(_)))
            .count();
        let (first, behind) = (rest.first(), rest.get(blanks));
        let is_joined = blanks <= MAX_BLANK_GAP && dirty.get(column + blanks) == Some(&true);
        let (columns_, look, kind) = match (first, behind) {
            (_, Some(Slot::Text(_, _, look))) if is_joined && self.all_under(*look, column, blanks) => {
                (self.text_end(column, *look, dirty) - column, *look, Kind::Text)
            }
            (Some(Slot::Blank(look)), _) => self.blanks(column, *look, dirty),
            _ => (1, Look::PLAIN, Kind::Spaces),
        };
        Run {
            row: self.row,
            column: columns(column),
            columns: columns(columns_),
            look,
            kind,
            after: None,
        }
    }

    fn all_under(&self, look: Look, column: usize, count: usize) -> bool {
        let slots = self.slots.iter().skip(column).take(count);
        slots.into_iter().all(|slot| slot.is_written_with(look))
    }

    /// Where a run of text of this look ends.
    fn text_end(&self, column: usize, look: Look, dirty: &[bool]) -> usize {
        let (mut end, mut gap, mut most) = (column, 0, MAX_KEPT_GAP);
        let rest = self.slots.iter().zip(dirty).enumerate().skip(column);
        for (at, (slot, is_dirty)) in rest {
            match slot {
                Slot::Text(_, width, own) if *own == look && *is_dirty => {
                    end = at + usize::from(*width);
                    (gap, most) = (0, MAX_KEPT_GAP);
                }
                Slot::Part => {}
                slot if slot.is_written_with(look) => {
                    gap += slot.text().len();
                    if *is_dirty {
                        most = MAX_BLANK_GAP;
                    }
                }
                _ => break,
            }
            if gap > most {
                break;
            }
        }
        end
    }

    /// Blanks of one look, up to the last dirty one.
    fn blanks(&self, column: usize, look: Look, dirty: &[bool]) -> (usize, Look, Kind) {
        let rest = self.slots.iter().skip(column);
        let run = rest.take_while(|slot| **slot == Slot::Blank(look)).count();
        let needed = dirty.get(column..column + run).unwrap_or_default();
        let needed = needed.iter().rposition(|is| *is).map_or(1, |last| last + 1);
        if !look.is_erasable(self.erases_with_background) {
            return (needed, look, Kind::Spaces);
        }
        let reaches_edge = column + run == self.slots.len();
        let kind = if reaches_edge && needed > 3 {
            Kind::BlankToEdge
        } else {
            Kind::Blank
        };
        (needed, look, kind)
    }
}

fn position(dirty: &[bool], is: bool) -> Option<usize> {
    dirty.iter().position(|one| *one == is)
}

/// Rows are never longer than a buffer's.
pub fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
