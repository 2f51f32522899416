//! All documents: title, publisher, date and how it is known, paragraphs and facts.

use super::listing::Listing;
use crate::atlas::Thing;
use crate::settings::Role;
use crate::ui::app::App;
use crate::ui::prose::{cut, span};
use crate::ui::say;

/// The page.
pub fn listing(app: &App, columns: u16) -> Listing {
    let mut page = Listing::default();
    let atlas = &app.atlas;
    if atlas.records().documents.is_empty() {
        page.line(vec![span("The atlas has no documents.", Role::Text)]);
    }
    for (id, document) in atlas.documents() {
        let facts = atlas.count_of_document(id);
        let count = say::counted(facts, "fact");
        let supplied = if document.title_supplied {
            " (title supplied)"
        } else {
            ""
        };
        let room = columns.saturating_sub(14);
        let title = cut(&format!("{}{supplied}", document.title), room);
        let known = format!("  {} · {}", say::source_name(document), say::date_known(document));
        let used = document
            .paragraphs
            .iter()
            .filter(|p| !atlas.facts_of_paragraph(id, p.n).is_empty())
            .count();
        let size = format!(
            "  {}, {used} with facts · {}",
            say::paragraphs_listed(document),
            document.url
        );
        let lines = vec![
            vec![span(title, Role::Text)],
            vec![span(known, Role::Muted)],
            vec![span(size, Role::Faint)],
        ];
        page.item(Thing::Document(id), lines, vec![span(count, Role::Number)]);
        page.gap();
    }
    page
}
