//! The headings of the table of metrics: which lines it has from a row on, and how it scrolls. Draws nothing.

use super::MetricRow;
use crate::atlas::Atlas;
use crate::query::group::Group;

/// With fewer rows headings would take more room than they save.
const FEWEST: usize = 13;

/// A line of a list with headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableLine<G> {
    /// The heading of a group.
    Head(G),
    /// A row, by its position.
    Row(usize),
}

/// Gives rows in the order of topics their headings, if there are many of them in more than one group.
pub(super) fn head(atlas: &Atlas, rows: &mut [MetricRow]) {
    let group = |row: &MetricRow| Group::of(atlas, row.series.key.metric);
    let several = rows.first().map(group) != rows.last().map(group);
    if rows.len() >= FEWEST && several {
        for row in rows {
            row.group = Some(group(row));
        }
    }
}

/// The group of each row of the table of metrics.
pub fn groups(rows: &[MetricRow]) -> Vec<Option<Group>> {
    rows.iter().map(|row| row.group).collect()
}

/// The lines from row `top` on, as many as `height` holds. The group of the first one is always headed, so that it
/// can be told wherever one is.
pub fn lines<G: Copy + PartialEq>(groups: &[Option<G>], top: usize, height: usize) -> Vec<TableLine<G>> {
    let mut lines = Vec::with_capacity(height);
    let mut headed = None;
    for (n, group) in groups.iter().enumerate().skip(top) {
        if let Some(group) = group.filter(|group| headed != Some(*group)) {
            lines.push(TableLine::Head(group));
            headed = Some(group);
        }
        lines.push(TableLine::Row(n));
        if lines.len() >= height {
            break;
        }
    }
    lines.truncate(height);
    lines
}

/// How many lines all rows take with their headings.
pub fn size<G: PartialEq>(groups: &[Option<G>]) -> usize {
    let later = groups.windows(2).filter(|pair| pair[0] != pair[1]).count();
    groups.len() + later + usize::from(groups.first().is_some_and(Option::is_some))
}

/// The first row to show, `top` if that may stay, so that row `at` is among the lines and none is empty without need.
pub fn scroll<G: Copy + PartialEq>(groups: &[Option<G>], at: usize, top: usize, height: usize) -> usize {
    let last = groups.len().saturating_sub(1);
    let height = height.max(2);
    let shows = |top: usize, row: usize| lines(groups, top, height).contains(&TableLine::Row(row));
    // Every row takes a line at least, so that no row before these can be the first one shown.
    let mut top = top.clamp((at + 1).saturating_sub(height), at);
    while top < at && !shows(top, at) {
        top += 1;
    }
    while top > 0 && shows(top - 1, last) {
        top -= 1;
    }
    top
}

/// How many rows a group has, and how many facts stand in them.
pub fn count_in(rows: &[MetricRow], group: Group) -> (usize, usize) {
    let own = || rows.iter().filter(|row| row.group == Some(group));
    let facts = own().map(|row| row.series.facts.len()).sum();
    (own().count(), facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(groups: &[(char, usize)]) -> Vec<Option<char>> {
        let groups = groups.iter();
        groups
            .flat_map(|(group, count)| std::iter::repeat_n(Some(*group), *count))
            .collect()
    }

    #[test]
    fn the_first_line_always_says_the_group() {
        let rows = rows(&[('v', 3), ('f', 2)]);
        assert_eq!(size(&rows), 7);
        let (value, firms) = (TableLine::Head('v'), TableLine::Head('f'));
        assert_eq!(
            lines(&rows, 1, 5),
            [
                value,
                TableLine::Row(1),
                TableLine::Row(2),
                firms,
                TableLine::Row(3)
            ]
        );
        assert_eq!(lines(&rows, 4, 9), [firms, TableLine::Row(4)]);
        assert_eq!(lines::<char>(&[], 0, 9), []);
    }

    #[test]
    fn the_cursor_is_always_seen_and_the_end_fills_the_table() {
        let rows = rows(&[('v', 4), ('f', 1), ('m', 1), ('y', 9)]);
        for height in 2..24 {
            let mut top = 0;
            for at in (0..rows.len()).chain((0..rows.len()).rev()) {
                top = scroll(&rows, at, top, height);
                assert!(lines(&rows, top, height).contains(&TableLine::Row(at)));
            }
            let top = scroll(&rows, rows.len() - 1, 0, height);
            assert!(
                top == 0 || lines(&rows, top, height).len() + 2 >= height,
                "{height}: {top}"
            );
        }
    }
}
