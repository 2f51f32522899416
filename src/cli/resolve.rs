//! What a person means by an id: exact, in any case, or by a name or alias if only one thing has it.
//! Fails with the nearest ids.

use super::session::Failure;
use crate::atlas::{Atlas, Names, Text, Thing};
use crate::problem::distance;
use crate::query::fold::{fold, fold_expanded};
use std::cmp::Reverse;

/// Most ids that are suggested.
const SUGGESTIONS: usize = 5;
/// Beyond this many ids, edit distances take too long to wait for.
const MAX_COMPARED: usize = 50_000;

/// The thing that `text` means.
///
/// # Errors
/// If nothing is called so, or several things are.
pub fn resolve(atlas: &Atlas, text: &str) -> Result<Thing, Failure> {
    let text = text.trim();
    if let Some(thing) = atlas.lookup(text).or_else(|| atlas.lookup(&text.to_lowercase())) {
        return Ok(thing);
    }
    let named = named(atlas, &fold(text));
    match named.as_slice() {
        [thing] => Ok(*thing),
        [] => Err(unknown(atlas, text)),
        _ => {
            let ids: Vec<String> = named.iter().map(|thing| atlas.slug(*thing)).collect();
            let message = format!("«{text}» may be any of {} things", ids.len());
            Err(Failure::wrong(
                message,
                format!("give its id: {}", ids.join(", ")),
            ))
        }
    }
}

/// All things with this folded name or alias.
fn named(atlas: &Atlas, folded: &str) -> Vec<Thing> {
    let is = |name: &str| {
        fold(name).trim() == folded.trim()
            || fold_expanded(name).is_some_and(|name| name.trim() == folded.trim())
    };
    if folded.trim().is_empty() {
        return Vec::new();
    }
    let called =
        |names: &Names, aliases: &[Text]| names.all().any(is) || aliases.iter().any(|alias| is(alias));
    let mut things = Vec::new();
    for (id, place) in atlas.places() {
        if called(&place.names, &place.aliases) {
            things.push(Thing::Place(id));
        }
    }
    for (id, metric) in atlas.metrics() {
        if called(&metric.names, &metric.aliases) || is(&metric.short) {
            things.push(Thing::Metric(id));
        }
    }
    for (id, organisation) in atlas.organisations() {
        if called(&organisation.names, &organisation.aliases) {
            things.push(Thing::Organisation(id));
        }
    }
    for (id, document) in atlas.documents() {
        if is(&document.title) {
            things.push(Thing::Document(id));
        }
    }
    things
}

fn unknown(atlas: &Atlas, text: &str) -> Failure {
    let near = nearest_ids(atlas, text);
    let mut hint = String::new();
    if !near.is_empty() {
        hint = format!("did you mean {}?\n", near.join(", "));
    }
    hint.push_str("`citescape find` searches names, `citescape list` shows ids");
    Failure::wrong(format!("unknown id «{text}»"), hint)
}

/// The ids most like `text`, best first.
pub fn nearest_ids(atlas: &Atlas, text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    if text.is_empty() {
        return Vec::new();
    }
    let mut slugs = crate::data::slugs(atlas);
    slugs.extend(atlas.derivations().map(|(_, d)| d.slug.to_string()));
    let compare = slugs.len() <= MAX_COMPARED;
    let mut scored: Vec<(usize, usize, String)> = slugs
        .into_iter()
        .filter_map(|slug| {
            closeness(&text, &slug, compare.then_some(distance)).map(|c| (c, slug.len(), slug))
        })
        .collect();
    scored.sort();
    scored.dedup();
    scored
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(.., slug)| slug)
        .collect()
}

/// How far an id is from what was typed; `None` if it is too far to be meant.
fn closeness(text: &str, slug: &str, distance: Option<fn(&str, &str) -> usize>) -> Option<usize> {
    let length = text.chars().count();
    let most = (length / 4 + 1).min(6);
    let edits = distance
        .filter(|_| slug.chars().count().abs_diff(length) <= most)
        .map(|distance| distance(text, slug))
        .filter(|edits| *edits <= most);
    let part = (length >= 3 && slug.contains(text)).then_some(most + usize::from(!slug.starts_with(text)));
    let same = slug.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    let shared = (same >= 6).then(|| most + 2 + usize::from(Reverse(same) > Reverse(12)));
    [edits, part, shared].into_iter().flatten().min()
}
