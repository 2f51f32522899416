//! Ways to narrow or widen the query: its clauses with what leaving them out gives, then what the facts found
//! have in common, each with its count. ⏎ takes one.

use super::*;
use crate::query::facets::facets;

/// The ways, and the one under the cursor.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    rows: Vec<Row>,
    /// Counts the ways, not the headings.
    cursor: Cursor,
}

#[derive(Debug, Clone)]
enum Row {
    Heading(&'static str),
    Way(Way),
}

#[derive(Debug, Clone)]
struct Way {
    label: String,
    facts: usize,
    change: Change,
}

#[derive(Debug, Clone)]
enum Change {
    Drop(String),
    Add(String),
}

impl Narrow {
    /// The ways for an answer.
    pub(super) fn new(atlas: &Atlas, facts: &[FactId], effects: &[ClauseEffect]) -> Self {
        let mut rows = Vec::new();
        if !effects.is_empty() {
            rows.push(Row::Heading("leave out"));
        }
        rows.extend(effects.iter().map(|effect| {
            Row::Way(Way {
                label: format!("{} (alone {})", effect.clause, effect.alone),
                facts: effect.without,
                change: Change::Drop(effect.clause.clone()),
            })
        }));
        for facet in facets(atlas, facts) {
            rows.push(Row::Heading(facet.field));
            rows.extend(facet.rows.into_iter().map(|row| {
                Row::Way(Way {
                    label: row.label,
                    facts: row.facts,
                    change: Change::Add(row.clause),
                })
            }));
        }
        Narrow {
            rows,
            cursor: Cursor::default(),
        }
    }

    fn ways(&self) -> impl Iterator<Item = (usize, &Way)> {
        self.rows.iter().enumerate().filter_map(|(at, row)| match row {
            Row::Way(way) => Some((at, way)),
            Row::Heading(_) => None,
        })
    }

    pub(super) fn step(&mut self, steps: isize) {
        let ways = self.ways().count();
        self.cursor.step(steps, ways);
    }

    /// Scrolls so that the chosen way, and the heading of the first, can be seen.
    pub(super) fn settle(&mut self, height: usize) {
        let row = self.ways().nth(self.cursor.at).map_or(0, |(row, _)| row);
        let mut lines = Cursor {
            at: row,
            top: self.cursor.top,
        };
        lines.settle(self.rows.len(), height);
        self.cursor.top = if self.cursor.at == 0 { 0 } else { lines.top };
    }
}

/// Shows the ways, or no longer.
pub(super) fn toggle(app: &mut App, search: &mut Search) {
    search.narrow = match search.narrow {
        None if !search.is_blank() => Some(Narrow::default()),
        _ => None,
    };
    search.refresh(app);
}

/// Takes the chosen way: the query changes, and new ways are shown.
pub(super) fn take(app: &mut App, search: &mut Search) {
    let way = search.narrow.as_ref().and_then(|narrow| {
        narrow
            .ways()
            .nth(narrow.cursor.at)
            .map(|(_, way)| way.change.clone())
    });
    let query = search.field.text().trim().to_owned();
    let query = match way {
        Some(Change::Add(clause)) => format!("{query} {clause}"),
        Some(Change::Drop(clause)) => query.replacen(&clause, "", 1),
        None => return,
    };
    search.ask(
        app,
        query.split_whitespace().collect::<Vec<_>>().join(" ").as_str(),
    );
}

/// Draws the ways.
pub(super) fn draw(narrow: &Narrow, canvas: &mut Canvas, area: Rect) {
    let chosen = narrow.ways().nth(narrow.cursor.at).map(|(row, _)| row);
    if narrow.rows.is_empty() {
        let text = "All facts found are of one place, metric, year, kind and source.";
        canvas.text(
            (area.x + 1, area.y),
            area.width.saturating_sub(2),
            text,
            Paint::Muted,
        );
    }
    let rows = narrow.rows.iter().enumerate().skip(narrow.cursor.top);
    for (y, (at, row)) in (area.y..area.bottom()).zip(rows) {
        match row {
            Row::Heading(text) => {
                canvas.text((area.x + 1, y), area.width.saturating_sub(2), text, Paint::Faint);
            }
            Row::Way(way) => {
                let count = way.facts.to_string();
                let room = area.width.saturating_sub(width(&count) + 6);
                canvas.text((area.x + 3, y), room, &cut(&way.label, room), Paint::Text);
                let x = area.right().saturating_sub(width(&count) + 1);
                canvas.text((x, y), width(&count), &count, Paint::Number);
            }
        }
        if chosen == Some(at) {
            canvas.text((area.x + 1, y), 1, "▌", Paint::Text);
            canvas.select(Rect::new(area.x + 1, y, area.width.saturating_sub(1), 1));
        }
    }
}
