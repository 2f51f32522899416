//! The page of a place: names, where it lies, its parts, its facts and where it is named.

use super::{facts, measured, mentions, path, title};
use crate::atlas::*;
use crate::cli::flow::{Ink, span};
use crate::cli::page::{Page, Side, Table};

/// Draws the page.
pub fn draw(atlas: &Atlas, id: PlaceId, page: &mut Page) {
    let place = atlas.place(id);
    title(page, &place.names.en, place.kind.name(), &place.names);
    page.field("id", &[span(Ink::Accent, place.slug.clone())]);
    page.text_field("lies in", &path(atlas, id));
    let also: Vec<&str> = place
        .also_in
        .iter()
        .map(|id| &*atlas.place(*id).names.en)
        .collect();
    page.text_field("also in", &also.join(", "));
    page.text_field("also called", &place.aliases.join(", "));
    if let Some(at) = &place.coordinates {
        page.text_field(
            "position",
            &format!(
                "{} N, {} E ({}; {})",
                at.lat,
                at.lon,
                at.precision,
                at.origin.name()
            ),
        );
    }
    let focus: Vec<&str> = place
        .focus
        .iter()
        .map(|id| &*atlas.organisation(*id).names.en)
        .collect();
    page.text_field("focus", &focus.join(", "));
    page.text_field("note", place.note.as_deref().unwrap_or(""));
    parts(atlas, id, page);
    facts(page, atlas, atlas.facts_of_place(id), ("metric", measured));
    mentions(page, atlas, atlas.mentions_of_place(id));
}

fn parts(atlas: &Atlas, id: PlaceId, page: &mut Page) {
    let children = atlas.children(id);
    if children.is_empty() {
        return;
    }
    page.heading(&format!("Parts ({})", children.len()));
    let mut table = Table::new(&[
        ("place", Side::Left),
        ("kind", Side::Left),
        ("facts", Side::Right),
        ("id", Side::Whole),
    ]);
    for child in children {
        let place = atlas.place(*child);
        table.row(vec![
            span(Ink::Text, place.names.en.clone()),
            span(Ink::Muted, place.kind.name()),
            span(Ink::Strong, atlas.count_within(*child).to_string()),
            span(Ink::Accent, place.slug.clone()),
        ]);
    }
    page.table(2, &table);
}
