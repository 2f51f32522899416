//! Every action by name: type a few letters, run it.

use super::Overlay;
use crate::query::label::{Label, Scorer, Word, highlight};
use crate::settings::Role;
use crate::ui::action::{ACTIONS, ActionRow, Group};
use crate::ui::app::{App, Cursor};
use crate::ui::canvas::Canvas;
use crate::ui::effect::Effect;
use crate::ui::event::{Key, KeyCode};
use crate::ui::field::TextField;
use crate::ui::layout::Areas;
use crate::ui::prose::{Line, fit, span, wrap};
use ratatui::layout::Rect;
use std::cmp::Reverse;

/// An open palette.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// What is typed.
    pub field: TextField,
    /// The chosen row.
    pub cursor: Cursor,
}

impl Palette {
    /// The actions that fit what is typed, those that can run here first; all of them at the beginning.
    fn rows(&self, app: &App) -> Vec<&'static ActionRow> {
        let words = Word::all(self.field.text());
        let scorer = Scorer::default();
        let score = |row: &ActionRow| {
            let label = Label::new([row.name, row.sentence].into_iter());
            words
                .iter()
                .map(|word| scorer.score(word, &label))
                .min()
                .unwrap_or(1)
        };
        let mut rows: Vec<(i32, &'static ActionRow)> = ACTIONS.iter().map(|row| (score(row), row)).collect();
        rows.retain(|(score, _)| *score > 0);
        // What the footer finds useful first, moving last: those keys everybody knows.
        let usefulness =
            |row: &ActionRow| (row.group == Group::Move, row.hint.map_or(u8::MAX, |hint| hint.1));
        let typed = self.field.text().trim();
        // Who types a whole name means it, even where it cannot run.
        let named = |row: &ActionRow| (row.name != typed, !(row.when)(app), !row.name.starts_with(typed));
        rows.sort_by_cached_key(|(score, row)| (named(row), Reverse(*score), usefulness(row)));
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

fn area(areas: &Areas) -> Rect {
    let body = areas.body;
    let width = body.width.saturating_sub(4).min(68);
    let height = body.height.saturating_sub(2).min(16);
    Rect::new(
        body.x + (body.width - width) / 2,
        body.y + 1.min(body.height),
        width,
        height,
    )
}

/// Rows of the list between the field and the sentence.
fn list_rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(6))
}

/// Draws the palette.
pub fn draw(app: &App, palette: &Palette, canvas: &mut Canvas, areas: &Areas) {
    let area = area(areas);
    let rows = palette.rows(app);
    canvas.raise(area);
    canvas.frame(area);
    let title = format!(" Commands · {} of {} ", rows.len(), ACTIONS.len());
    canvas.text(
        (area.x + 2, area.y),
        area.width.saturating_sub(4),
        &title,
        Role::Accent,
    );
    let field = [
        span(" : ", Role::Accent),
        span(palette.field.text(), Role::Text),
        span("_", Role::Accent),
    ];
    canvas.spans((area.x + 1, area.y + 1), area.width.saturating_sub(2), &field);
    let words = Word::all(palette.field.text());
    let shown = rows
        .iter()
        .enumerate()
        .skip(palette.cursor.top)
        .take(list_rows(area));
    for (y, (n, row)) in (area.y + 2..area.bottom()).zip(shown) {
        let role = if (row.when)(app) { Role::Text } else { Role::Faint };
        let keys = app.keymap.shown(row.name);
        let room = area.width.saturating_sub(18);
        canvas.spans((area.x + 3, y), room, &highlighted(row.name, &words, role));
        canvas.text(
            (area.right().saturating_sub(15), y),
            13,
            &fit(&keys.join(" "), 13),
            Role::Muted,
        );
        if n == palette.cursor.at {
            canvas.text((area.x + 1, y), 1, "▌", Role::Text);
            canvas.select(Rect::new(area.x + 1, y, area.width.saturating_sub(2), 1));
        }
    }
    let about: Vec<Line> = match rows.get(palette.cursor.at) {
        Some(row) => wrap(
            &[span(crate::ui::say::capital(row.sentence), Role::Muted)],
            area.width.saturating_sub(4),
        ),
        None => vec![vec![span(
            "No command is called that. Ctrl-u clears.",
            Role::Text,
        )]],
    };
    for (y, line) in (area.bottom().saturating_sub(3)..area.bottom().saturating_sub(1)).zip(about) {
        canvas.spans((area.x + 2, y), area.width.saturating_sub(4), &line);
    }
    canvas.text(
        (area.x + 2, area.bottom().saturating_sub(1)),
        area.width.saturating_sub(4),
        " ⏎ run  ↑↓ move  Esc close ",
        Role::Faint,
    );
}

/// A label with the letters that the words hit.
pub fn highlighted(label: &str, words: &[Word], role: Role) -> Line {
    let hits = highlight(words, label);
    let mut line: Line = Vec::new();
    for (n, c) in label.chars().enumerate() {
        let own = if hits.binary_search(&n).is_ok() {
            Role::Match
        } else {
            role
        };
        match line.last_mut() {
            Some(last) if last.role == own => last.text.push(c),
            _ => line.push(span(c.to_string(), own)),
        }
    }
    line
}

/// Keys of the palette: letters type, ⏎ runs.
pub fn key(app: &mut App, mut palette: Palette, key: Key) -> Option<Vec<Effect>> {
    match key.code {
        KeyCode::Enter => {
            let row = palette.rows(app).get(palette.cursor.at).copied();
            return Some(row.map_or_else(Vec::new, |row| app.run(row.name)));
        }
        KeyCode::Down | KeyCode::Tab => palette.cursor.step(1, palette.rows(app).len()),
        KeyCode::Up | KeyCode::BackTab => palette.cursor.step(-1, palette.rows(app).len()),
        KeyCode::PageDown => palette.cursor.step(8, palette.rows(app).len()),
        KeyCode::PageUp => palette.cursor.step(-8, palette.rows(app).len()),
        KeyCode::Char('n') if key.ctrl => palette.cursor.step(1, palette.rows(app).len()),
        KeyCode::Char('p') if key.ctrl => palette.cursor.step(-1, palette.rows(app).len()),
        _ => {
            if palette.field.key(key) {
                palette.cursor = Cursor::default();
            }
        }
    }
    app.overlay = Some(Overlay::Palette(palette));
    Some(Vec::new())
}

/// Keeps the cursor among the rows.
pub fn settle(app: &App, palette: &mut Palette) {
    let rows = palette.rows(app).len();
    palette
        .cursor
        .settle(rows, list_rows(area(&crate::ui::layout::areas(app))));
}
