//! A thing as JSON: the record of `export` behind a word for what it is, with the facts and paragraphs that belong
//! to it.

use crate::atlas::*;
use crate::export::json as export;
use serde_json::{Map, Value as Json, json};

type Parts = (&'static str, Json, Vec<(&'static str, Json)>);

/// The thing with all its keys.
pub fn json(atlas: &Atlas, thing: Thing) -> Json {
    let (word, record, more) = parts(atlas, thing);
    let mut fields = Map::new();
    fields.insert("thing".to_owned(), json!(word));
    if let Json::Object(record) = record {
        fields.extend(record);
    }
    fields.extend(more.into_iter().map(|(key, value)| (key.to_owned(), value)));
    Json::Object(fields)
}

/// What it is, its record, and what belongs to it.
fn parts(atlas: &Atlas, thing: Thing) -> Parts {
    match thing {
        Thing::Fact(id) => {
            let fact = atlas.fact(id);
            (
                "fact",
                export::fact(atlas, fact),
                vec![("note", json!(fact.note))],
            )
        }
        Thing::Derivation(id) => (
            "derivation",
            export::derived(atlas, atlas.derivation(id)),
            Vec::new(),
        ),
        Thing::Place(id) => {
            let more = vec![
                ("facts", facts(atlas, atlas.facts_of_place(id))),
                ("mentions", said(atlas, atlas.mentions_of_place(id))),
            ];
            ("place", export::place(atlas, atlas.place(id)), more)
        }
        Thing::Metric(id) => {
            let more = vec![("facts", facts(atlas, atlas.facts_of_metric(id)))];
            ("metric", export::metric(atlas, atlas.metric(id)), more)
        }
        Thing::Organisation(id) => {
            let more = vec![
                ("facts", facts(atlas, atlas.facts_of_organisation(id))),
                ("mentions", said(atlas, atlas.mentions_of_organisation(id))),
            ];
            ("organisation", export::organisation(atlas.organisation(id)), more)
        }
        Thing::Document(id) => {
            let more = vec![("facts", facts(atlas, &atlas.facts_of_document(id)))];
            ("document", export::document(atlas, atlas.document(id)), more)
        }
        Thing::Paragraph(id, n) => {
            let document = atlas.document(id);
            let record = document.paragraph(n).map(|p| export::paragraph(atlas, p));
            let more = vec![
                ("document", json!(document.slug)),
                ("facts", facts(atlas, atlas.facts_of_paragraph(id, n))),
            ];
            ("paragraph", record.unwrap_or_default(), more)
        }
    }
}

fn facts(atlas: &Atlas, ids: &[FactId]) -> Json {
    json!(ids.iter().map(|id| &atlas.fact(*id).slug).collect::<Vec<_>>())
}

fn said(atlas: &Atlas, at: &[(DocumentId, u32)]) -> Json {
    let slugs = at.iter().map(|(id, n)| atlas.slug(Thing::Paragraph(*id, *n)));
    json!(slugs.collect::<Vec<_>>())
}
