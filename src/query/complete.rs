//! What a half-typed clause may become: names of fields, then the values a field has in the atlas.
//! Also the nearest label to a word that no label says.

use super::fold::fold;
use super::index::{Index, LabelKind};
use super::parse::{FIELDS, field_named};
use crate::atlas::*;
use std::collections::BTreeMap;

/// Most values offered for a field.
const MAX_OPTIONS: usize = 40;

/// How the end of a query may go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Where the text to be replaced begins: bytes.
    pub from: usize,
    /// What may stand there instead, likeliest first.
    pub options: Vec<String>,
}

/// How the query may go on at its end; `None` where nothing is to be completed, as in a bare word.
pub fn complete(atlas: &Atlas, query: &str) -> Option<Completion> {
    let from = last_token(query)?;
    let sign = usize::from(query[from..].starts_with('-'));
    let (from, token) = (from + sign, &query[from + sign..]);
    let Some((name, value)) = token.split_once(':') else {
        return of_field(token).map(|options| Completion { from, options });
    };
    let field = field_named(name)?;
    let part = value.rfind(',').map_or(0, |at| at + 1);
    let bare = value[part..].trim_start_matches(['<', '>', '=', '"', '“', '„']);
    let compared = value[part..]
        .trim_end_matches(bare)
        .trim_end_matches(['"', '“', '„']);
    let options: Vec<String> = values(atlas, field)
        .into_iter()
        .filter(|value| begins(value, bare))
        .take(MAX_OPTIONS)
        .map(|value| format!("{compared}{}", quoted(&value)))
        .collect();
    let from = from + name.len() + 1 + part;
    (!options.is_empty() && options != [&query[from..]]).then_some(Completion { from, options })
}

/// The nearest name of a place, metric or organisation to a word that none of them says.
pub fn nearest_label(atlas: &Atlas, index: &Index, word: &str) -> Option<String> {
    let names = index.labels(LabelKind::Place).start..index.labels(LabelKind::Organisation).end;
    let label = index.lexicon.nearest(&fold(word), names)?;
    let at = |kind| label.checked_sub(index.labels(kind).start);
    let name = if let Some(at) = at(LabelKind::Organisation) {
        &atlas.organisation(OrganisationId(at as u32)).names
    } else if let Some(at) = at(LabelKind::Metric) {
        &atlas.metric(MetricId(at as u32)).names
    } else {
        &atlas.place(PlaceId(label as u32)).names
    };
    Some(name.en.to_string())
}

/// Where the last token begins, if the query ends in one outside of closed quotes.
fn last_token(query: &str) -> Option<usize> {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in query.char_indices() {
        match c {
            '"' | '“' | '”' | '„' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => start = at + c.len_utf8(),
            _ => {}
        }
    }
    let token = &query[start..];
    let closed = !quoted && token.ends_with(['"', '”']);
    (!token.is_empty() && !closed).then_some(start)
}

/// The fields that begin with two or more letters typed.
fn of_field(typed: &str) -> Option<Vec<String>> {
    let typed = typed.to_ascii_lowercase();
    let options: Vec<String> = FIELDS
        .iter()
        .filter(|(name, ..)| typed.len() >= 2 && name.starts_with(&typed))
        .map(|(name, ..)| format!("{name}:"))
        .collect();
    (!options.is_empty()).then_some(options)
}

/// The values of a field, those with the most facts first.
fn values(atlas: &Atlas, field: &str) -> Vec<String> {
    match field {
        "place" => places(atlas, |_| true),
        "district" => places(atlas, |kind| {
            matches!(
                kind,
                PlaceKind::District
                    | PlaceKind::Zone
                    | PlaceKind::NewArea
                    | PlaceKind::InnovationDistrict
                    | PlaceKind::Park
            )
        }),
        "metric" => by_count(
            atlas
                .metrics()
                .map(|(id, own)| (own.names.en.to_string(), atlas.facts_of_metric(id).len())),
        ),
        "org" => by_count(atlas.organisations().map(|(id, own)| {
            let facts = atlas.facts_of_organisation(id).len();
            (own.names.en.to_string(), facts)
        })),
        "doc" => by_count(of_documents(atlas, |own| own.publisher.to_string()).into_iter()),
        "kind" => by_count(
            Kind::ALL
                .iter()
                .zip(atlas.columns().counts(Column::Kind))
                .filter(|(_, facts)| *facts > 0)
                .map(|(kind, facts)| (kind.name().to_owned(), facts)),
        ),
        "unit" => by_count(
            (0..)
                .zip(atlas.columns().counts(Column::Unit))
                .filter(|(_, facts)| *facts > 0)
                .map(|(unit, facts)| (atlas.unit(UnitId(unit)).slug.to_string(), facts)),
        ),
        "lang" => by_count(of_documents(atlas, |own| own.lang.name().to_owned()).into_iter()),
        "year" => {
            let periods = atlas.columns().period_list.iter();
            let mut years: Vec<u16> = periods.filter_map(|period| period.year()).collect();
            years.sort_unstable_by(|a, b| b.cmp(a));
            years.dedup();
            years.iter().map(u16::to_string).collect()
        }
        _ => Vec::new(),
    }
}

/// What each document is called, with how many facts name it as a source; their texts are not read.
fn of_documents(atlas: &Atlas, name: impl Fn(&Document) -> String) -> Vec<(String, usize)> {
    let columns = atlas.columns();
    let mut facts = vec![0; atlas.records().documents.len()];
    for (set, count) in columns.source_sets.iter().zip(columns.counts(Column::Sources)) {
        set.iter().for_each(|id| facts[id.index()] += count);
    }
    let documents = atlas.documents().zip(facts);
    documents.map(|((_, own), facts)| (name(own), facts)).collect()
}

fn places(atlas: &Atlas, wanted: impl Fn(PlaceKind) -> bool) -> Vec<String> {
    by_count(
        atlas
            .places()
            .filter(|(_, own)| wanted(own.kind))
            .map(|(id, own)| (own.names.en.to_string(), atlas.count_within(id))),
    )
}

/// Names once each, by their counts added up, then by name.
fn by_count(named: impl Iterator<Item = (String, usize)>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (name, count) in named {
        *counts.entry(name).or_default() += count;
    }
    let mut all: Vec<(String, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.into_iter().map(|(name, _)| name).collect()
}

/// Whether the value, or a word of it, begins as typed, whatever the case and marks.
fn begins(value: &str, typed: &str) -> bool {
    let (value, typed) = (fold(value), fold(typed));
    let typed = typed.trim();
    typed.is_empty() || value.starts_with(typed) || value.split(' ').any(|word| word.starts_with(typed))
}

/// A value as a query takes it: in quotes if it is more than one word.
pub fn quoted(value: &str) -> String {
    let value = value.replace(['"', '“', '”', '„'], "");
    if value.chars().all(|c| c.is_alphanumeric()) {
        value
    } else {
        format!("\"{value}\"")
    }
}
