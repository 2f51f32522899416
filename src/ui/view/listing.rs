//! A scrolling page of lines, some of which are items that can be opened. Knows no view.

use crate::atlas::Thing;
use crate::settings::Role;
use crate::ui::app::Cursor;
use crate::ui::canvas::Canvas;
use crate::ui::prose::{Line, line_width, span};
use crate::ui::say;
use ratatui::layout::Rect;

/// A line of a page.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What stands on the left.
    pub left: Line,
    /// What stands at the right edge.
    pub right: Line,
    /// The item it belongs to.
    pub item: Option<usize>,
}

/// A page.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Its lines.
    pub rows: Vec<Row>,
    /// What its items open.
    pub items: Vec<Thing>,
    /// How many lines are wanted, if not all.
    most: Option<usize>,
}

impl Listing {
    /// A page of which only so many lines are wanted.
    pub fn up_to(most: usize) -> Self {
        Listing {
            most: Some(most),
            ..Listing::default()
        }
    }

    /// Whether only some of its lines are wanted, and these without what stands at their right.
    pub fn is_cut(&self) -> bool {
        self.most.is_some()
    }

    /// Whether it has all lines that are wanted.
    pub fn is_full(&self) -> bool {
        self.most.is_some_and(|most| self.rows.len() >= most)
    }

    /// Adds a line that is no item.
    pub fn line(&mut self, line: Line) {
        self.rows.push(Row {
            left: line,
            ..Row::default()
        });
    }

    /// Adds lines that are no item.
    pub fn lines(&mut self, lines: impl IntoIterator<Item = Line>) {
        lines.into_iter().for_each(|line| self.line(line));
    }

    /// Adds an empty line.
    pub fn gap(&mut self) {
        self.rows.push(Row::default());
    }

    /// Adds a heading with a hairline behind it.
    pub fn heading(&mut self, text: &str, columns: u16) {
        let text = format!("─ {text} ");
        let rest = columns.saturating_sub(crate::ui::prose::width(&text));
        self.line(vec![
            span(text, Role::Faint),
            span("─".repeat(usize::from(rest)), Role::Line),
        ]);
    }

    /// Adds an item of one or more lines.
    pub fn item(&mut self, thing: Thing, lines: Vec<Line>, right: Line) {
        let item = Some(self.items.len());
        self.items.push(thing);
        for (n, left) in lines.into_iter().enumerate() {
            let right = if n == 0 { right.clone() } else { Line::new() };
            self.rows.push(Row { left, right, item });
        }
    }

    /// Keeps the cursor within the items and its item within the rows shown.
    pub fn settle(&self, cursor: &mut Cursor, height: usize) {
        cursor.at = cursor.at.min(self.items.len().saturating_sub(1));
        let height = self.shown(height);
        let first = self
            .rows
            .iter()
            .position(|row| row.item == Some(cursor.at))
            .unwrap_or(0);
        let last = self
            .rows
            .iter()
            .rposition(|row| row.item == Some(cursor.at))
            .unwrap_or(0);
        // The first item brings the lines above it along.
        let first = if cursor.at == 0 { 0 } else { first };
        cursor.top = cursor.top.max((last + 1).saturating_sub(height)).min(first);
        if self.items.is_empty() {
            cursor.top = 0;
        }
        cursor.top = cursor.top.min(self.rows.len().saturating_sub(height));
    }

    /// How many rows are shown: the last line of the screen is kept for what lies below, if not all fits.
    fn shown(&self, height: usize) -> usize {
        let all = self.rows.len() <= height || height < 3;
        if all { height.max(1) } else { height - 1 }
    }

    /// Draws the rows from the cursor's first one on.
    pub fn draw(&self, canvas: &mut Canvas, area: Rect, cursor: Cursor) {
        let shown = self.shown(usize::from(area.height));
        let rows = self.rows.iter().skip(cursor.top).take(shown);
        for (y, row) in (area.y..area.bottom()).zip(rows) {
            let chosen = row.item == Some(cursor.at);
            let room = area.width.saturating_sub(2);
            let right = line_width(&row.right).min(room);
            canvas.spans(
                (area.x + 1, y),
                room.saturating_sub(if right > 0 { right + 1 } else { 0 }),
                &row.left,
            );
            canvas.spans((area.x + 1 + room - right, y), right, &row.right);
            if chosen {
                canvas.text((area.x, y), 1, "▌", Role::Text);
                canvas.select(Rect::new(area.x, y, area.width, 1));
            }
        }
        if shown < usize::from(area.height) {
            let below = self.rows.len().saturating_sub(cursor.top + shown);
            let more = if below > 0 {
                format!(" {below} more line{} ↓ ", say::plural(below))
            } else {
                " end ".to_owned()
            };
            canvas.hline((area.x, area.bottom() - 1), area.width);
            canvas.text(
                (area.x + 2, area.bottom() - 1),
                area.width.saturating_sub(2),
                &more,
                Role::Faint,
            );
        }
    }
}
