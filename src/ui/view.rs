//! The screen of a session: header, panes or the view on top, overlay, footer. Only reads.

mod card;
mod chrome;
mod compare;
mod coverage;
mod detail;
mod documents;
pub mod listing;
mod reader;

use super::app::{App, Pane, View};
use super::canvas::Canvas;
use super::effect::Effect;
use super::layout::{self, Areas, Class};
use super::prose::width;
use super::{overlays, panes};
use crate::atlas::Thing;
use crate::settings::Role;
use listing::Listing;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws a session into a buffer of its size.
pub fn draw(app: &App, buffer: &mut Buffer) {
    let mut canvas = Canvas::new(buffer, &app.look);
    canvas.is_landing = app.is_landing();
    draw_onto(app, &mut canvas);
}

/// Draws a session onto a canvas of its size.
pub fn draw_onto(app: &App, canvas: &mut Canvas) {
    if canvas.area().is_empty() {
        return;
    }
    if app.class == Class::Card {
        too_small(app, canvas);
        return;
    }
    let areas = layout::areas(app);
    if overlays::fills_screen(app) {
        overlays::draw(app, canvas, &areas);
        return;
    }
    chrome::header(app, canvas, areas.header);
    match app.view() {
        View::Main => panes::draw(app, canvas, &areas),
        View::Detail => detail::draw(app, canvas, areas.body),
        View::Coverage => coverage::draw(app, canvas, areas.body),
        _ => listing_view(app, canvas, areas.body),
    }
    chrome::footer(app, canvas, &areas);
    overlays::draw(app, canvas, &areas);
    chrome::strip(app, canvas);
}

fn too_small(app: &App, canvas: &mut Canvas) {
    let (columns, rows) = app.size;
    let size = format!("{columns}×{rows}");
    for (row, text) in ["citescape", size.as_str(), "needs 20×5"].iter().enumerate() {
        let x = columns.saturating_sub(width(text)) / 2;
        canvas.text(
            (x, row as u16),
            columns,
            text,
            if row == 0 { Role::Accent } else { Role::Muted },
        );
    }
}

/// The lines and items of the topmost view, if it is a list.
pub fn listing(app: &App, columns: u16) -> Option<Listing> {
    match app.view() {
        View::Main | View::Detail | View::Coverage => None,
        View::Card(thing) => Some(card::listing(app, *thing, columns)),
        View::Documents => Some(documents::listing(app, columns)),
        View::Kept => Some(compare::kept(app, columns)),
        View::Compare => Some(compare::listing(app, columns)),
        View::Reader(document) => Some(reader::listing(app, *document, columns)),
    }
}

fn listing_view(app: &App, canvas: &mut Canvas, body: Rect) {
    if let Some(listing) = listing(app, body.width) {
        listing.draw(canvas, body, app.cursor);
    }
}

/// Puts the cursor of the topmost view within its items, and scrolls to it.
pub fn settle(app: &mut App) {
    let areas: Areas = layout::areas(app);
    if let Some(listing) = listing(app, areas.body.width) {
        listing.settle(&mut app.cursor, usize::from(areas.body.height));
    } else if *app.view() == View::Detail {
        app.cursor.settle(detail::facts(app).len(), 1);
    } else if *app.view() == View::Coverage {
        coverage::settle(app, areas.body);
    }
}

/// Puts the cursor of a view just opened on what was chosen before.
pub fn land(app: &mut App) {
    match *app.view() {
        View::Detail => {
            app.cursor.at = detail::facts(app)
                .iter()
                .position(|id| Some(*id) == app.fact)
                .unwrap_or(0);
        }
        View::Reader(document) => {
            let paragraph = app
                .evidence()
                .filter(|e| e.document == document)
                .map(|e| e.paragraph);
            reader_to(app, paragraph.unwrap_or(1));
        }
        View::Documents => {
            let document = app.evidence().map(|e| e.document.index());
            app.cursor.at = document.unwrap_or(0);
        }
        View::Main | View::Card(_) | View::Coverage | View::Kept | View::Compare => {}
    }
}

/// Puts the reader's cursor on a paragraph.
pub fn reader_to(app: &mut App, n: u32) {
    if let View::Reader(document) = *app.view() {
        let at = app
            .atlas
            .document(document)
            .paragraphs
            .iter()
            .position(|p| p.n == n);
        app.cursor.at = at.unwrap_or(0);
    }
}

/// After the chosen fact changed: the topmost view goes where it is.
pub fn follow_fact(app: &mut App) {
    if matches!(app.view(), View::Detail | View::Reader(_)) {
        land(app);
    }
}

/// Moves the cursor of the topmost view.
pub fn step(app: &mut App, steps: isize) {
    let areas = layout::areas(app);
    match *app.view() {
        View::Detail => {
            let facts = detail::facts(app);
            app.cursor.step(steps, facts.len());
            if let Some(fact) = facts.get(app.cursor.at) {
                app.select_fact(*fact);
            }
        }
        View::Reader(document) => {
            let paragraphs = app.atlas.document(document).paragraphs.len();
            app.cursor.step(steps, paragraphs);
            reader::choose(app, document);
        }
        View::Coverage => app.grid.step(steps, 0),
        _ => {
            if let Some(listing) = listing(app, areas.body.width) {
                app.cursor.step(steps, listing.items.len());
            }
        }
    }
}

/// Opens what the cursor of the topmost view is on.
pub fn open(app: &mut App) -> Vec<Effect> {
    let areas = layout::areas(app);
    match *app.view() {
        View::Main => {}
        View::Detail => return super::update::proof::evidence(app),
        View::Reader(document) => reader::open(app, document),
        View::Coverage => super::update::coverage::open(app),
        _ => {
            let items = listing(app, areas.body.width)
                .map(|l| l.items)
                .unwrap_or_default();
            match items.get(app.cursor.at) {
                Some(Thing::Fact(id)) => {
                    let id = *id;
                    app.remember();
                    app.select_fact(id);
                    app.views.push(View::Detail);
                    land(app);
                }
                Some(thing) => super::update::go::to(app, *thing),
                None => {}
            }
        }
    }
    Vec::new()
}

/// Whether a pane has the focus.
pub fn has_focus(app: &App, pane: Pane) -> bool {
    app.focus == pane && app.overlay.is_none()
}

/// The first lines of the card of a thing as plain ones, for previews.
pub fn card_lines(app: &App, thing: Thing, columns: u16, most: usize) -> Vec<super::prose::Line> {
    let page = card::page(app, thing, columns, Listing::up_to(most));
    page.rows.into_iter().map(|row| row.left).collect()
}
