//! A page over the panes: how values are computed, where sources disagree.

use super::{Meaning, Overlay, disputes, meaning};
use crate::atlas::*;
use crate::query::disputes::all_disputes;
use crate::query::series::derived_from;
use crate::settings::Role as Paint;
use crate::ui::app::{App, Cursor};
use crate::ui::canvas::Canvas;
use crate::ui::effect::Effect;
use crate::ui::event::Key;
use crate::ui::layout::Areas;
use crate::ui::prose::{MAX_PROSE, span, wrap};
use crate::ui::say;
use crate::ui::update::go;
use crate::ui::view::listing::Listing;
use ratatui::layout::Rect;

/// What a sheet is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    Derivations(Vec<DerivationId>),
    Disputes(Vec<Vec<FactId>>),
}

/// An open sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    about: About,
    /// Its cursor.
    pub cursor: Cursor,
}

impl Sheet {
    /// The derivations that use the chosen fact, or those of the row.
    pub fn derivations(app: &App) -> Self {
        let mut all = app
            .fact
            .map_or_else(Vec::new, |fact| derived_from(&app.atlas, fact));
        for id in app.row().map_or(&[][..], |row| row.series.derivations.as_slice()) {
            if !all.contains(id) {
                all.push(*id);
            }
        }
        Sheet {
            about: About::Derivations(all),
            cursor: Cursor::default(),
        }
    }

    /// The dispute of the chosen fact first, then those of its place, then all others.
    pub fn disputes(app: &App) -> Self {
        let mut all = all_disputes(&app.atlas);
        let mine = |group: &Vec<FactId>| app.fact.is_some_and(|fact| group.contains(&fact));
        let here = |group: &Vec<FactId>| group.iter().any(|id| app.atlas.row(*id).place == app.place);
        all.sort_by_key(|group| (group.len() == 1, !mine(group), !here(group)));
        Sheet {
            about: About::Disputes(all),
            cursor: Cursor::default(),
        }
    }

    fn title(&self) -> String {
        match &self.about {
            About::Derivations(all) => format!("How it is computed · {}", all.len()),
            About::Disputes(all) => format!("Where sources disagree · {} in the atlas", all.len()),
        }
    }

    fn page(&self, app: &App, columns: u16) -> Listing {
        let mut page = Listing::default();
        match &self.about {
            About::Derivations(all) => derivations(app, &mut page, all, columns),
            About::Disputes(all) => disputes::page(app, &mut page, all, columns),
        }
        page
    }
}

fn derivations(app: &App, page: &mut Listing, all: &[DerivationId], columns: u16) {
    let atlas = &app.atlas;
    if all.is_empty() {
        page.line(vec![span("Nothing is computed from this fact.", Paint::Text)]);
        page.line(vec![span(
            "Rows with □ have computed values; formulas stand in data/derivations.ron.",
            Paint::Muted,
        )]);
    }
    for id in all {
        let derivation = atlas.derivation(*id);
        page.lines(wrap(&say::derivation_line(atlas, *id), columns.saturating_sub(3)));
        page.line(vec![span(format!("  = {}", derivation.formula), Paint::Text)]);
        if let Some(derived) = crate::query::derive::derive(atlas, derivation) {
            let text = format!(
                "  {}, bounds rounded outward",
                say::interval_text(atlas, &derived.interval)
            );
            page.line(vec![span(text, Paint::Muted)]);
        }
        for (name, fact) in &derivation.inputs {
            let own = atlas.fact(*fact);
            let value = full(&own.value, atlas.unit(own.unit), atlas.metric(own.metric));
            let mut lines = vec![vec![
                span(format!("  {name}  "), Paint::Muted),
                span(value, Paint::Number),
            ]];
            if let Some(evidence) = own.evidence.first() {
                let mut cited = say::phrase_line(atlas, evidence);
                cited.insert(0, span("      ", Paint::Text));
                lines.push(cited);
            }
            page.item(Thing::Fact(*fact), lines, Vec::new());
        }
        if let Some(note) = &derivation.note {
            page.lines(wrap(
                &[span(format!("  {note}"), Paint::Faint)],
                columns.saturating_sub(3).min(MAX_PROSE),
            ));
        }
        page.gap();
    }
}

fn area(areas: &Areas) -> Rect {
    let body = areas.body;
    let width = body.width.min(MAX_PROSE + 8);
    let height = body.height.saturating_sub(u16::from(body.height > 12) * 2);
    Rect::new(
        body.x + (body.width - width) / 2,
        body.y + (body.height - height) / 2,
        width,
        height,
    )
}

fn inside(area: Rect) -> Rect {
    Rect::new(
        area.x + 1,
        area.y + 1,
        area.width.saturating_sub(2),
        area.height.saturating_sub(2),
    )
}

/// Draws the sheet.
pub fn draw(app: &App, sheet: &Sheet, canvas: &mut Canvas, areas: &Areas) {
    let area = area(areas);
    canvas.raise(area);
    canvas.frame(area);
    canvas.text(
        (area.x + 2, area.y),
        area.width.saturating_sub(4),
        &format!(" {} ", sheet.title()),
        Paint::Accent,
    );
    let inner = inside(area);
    sheet.page(app, inner.width).draw(canvas, inner, sheet.cursor);
    let [open, down, up] = ["open", "down", "up"].map(|action| app.keymap.first(action));
    let foot = format!(" {open} open  {down} {up} row  Esc close ");
    canvas.text(
        (area.x + 2, area.bottom().saturating_sub(1)),
        area.width.saturating_sub(4),
        &foot,
        Paint::Faint,
    );
}

/// Keys of a sheet: ⏎ goes to the fact, q closes, all else moves.
pub fn key(app: &mut App, sheet: Sheet, key: Key) -> Option<Vec<Effect>> {
    match meaning(app, key) {
        Meaning::Action("quit") => Some(Vec::new()),
        Meaning::Action("open") => {
            let page = sheet.page(app, 80);
            match page.items.get(sheet.cursor.at).copied() {
                Some(thing) => go::to(app, thing),
                None => app.overlay = Some(Overlay::Sheet(sheet)),
            }
            Some(Vec::new())
        }
        Meaning::Action("help") => None,
        meaning => {
            app.overlay = Some(Overlay::Sheet(sheet));
            if meaning.stays() { None } else { Some(Vec::new()) }
        }
    }
}

/// Keeps the cursor on the page.
pub fn settle(app: &App, sheet: &mut Sheet) {
    let inner = inside(area(&crate::ui::layout::areas(app)));
    let page = sheet.page(app, inner.width);
    page.settle(&mut sheet.cursor, usize::from(inner.height));
}
