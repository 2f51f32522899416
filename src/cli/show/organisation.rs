//! The page of an organisation or another named thing: names, home, facts, and where it is named.

use super::{facts, measured, mentions, path, title};
use crate::atlas::*;
use crate::cli::flow::{Ink, span};
use crate::cli::page::Page;

/// Draws the page.
pub fn draw(atlas: &Atlas, id: OrganisationId, page: &mut Page) {
    let organisation = atlas.organisation(id);
    title(
        page,
        &organisation.names.en,
        organisation.kind.name(),
        &organisation.names,
    );
    page.field("id", &[span(Ink::Accent, organisation.slug.clone())]);
    if let Some(home) = organisation.place {
        page.text_field("at home in", &path(atlas, home));
    }
    page.text_field("also called", &organisation.aliases.join(", "));
    page.text_field("note", organisation.note.as_deref().unwrap_or(""));
    facts(page, atlas, atlas.facts_of_organisation(id), ("metric", measured));
    mentions(page, atlas, atlas.mentions_of_organisation(id));
}
