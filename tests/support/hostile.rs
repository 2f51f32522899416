//! Texts that terminals obey, that mislead readers or that shift columns, and an atlas full of them.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use citescape::atlas::{Atlas, Names, Restatement, Text};
use std::sync::LazyLock;

/// Texts as a hostile or broken data file might hold them.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| list(include_str!("../fixtures/hostile/texts.ron")));
/// What a terminal, a link or a person might send.
static INPUTS: LazyLock<Vec<String>> = LazyLock::new(|| list(include_str!("../fixtures/hostile/inputs.ron")));

fn list(text: &str) -> Vec<String> {
    ron::from_str(text).unwrap()
}

/// The hostile texts.
pub fn texts() -> &'static [String] {
    &TEXTS
}

/// The hostile inputs.
pub fn inputs() -> &'static [String] {
    &INPUTS
}

/// Whether a terminal or the reader's eye would obey it: format controls, directions, tags.
pub fn is_obeyed(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        | '\u{2028}' | '\u{2029}' | '\u{e0001}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}' | '\u{80}'..='\u{9f}')
}

/// The atlas with the text in every field that holds words: once at the beginning, and repeated to so many bytes
/// at the end.
#[allow(clippy::too_many_lines, reason = "one list of all fields that hold text")]
pub fn atlas(plain: &Atlas, text: &str, bytes: usize) -> Atlas {
    let mut records = plain.to_records();
    let long = text.repeat(bytes / text.len().max(1));
    let foul = |field: &mut Text| {
        let field = field.to_mut();
        field.insert_str(0, text);
        field.push_str(&long);
    };
    let maybe = |field: &mut Option<Text>| {
        if let Some(field) = field {
            foul(field);
        }
    };
    let names = |names: &mut Names| {
        foul(&mut names.en);
        maybe(&mut names.de);
        maybe(&mut names.zh);
        maybe(&mut names.pinyin);
    };
    for place in &mut records.places {
        names(&mut place.names);
        place.aliases.iter_mut().for_each(foul);
        maybe(&mut place.note);
        if let Some(coordinates) = &mut place.coordinates {
            foul(&mut coordinates.precision);
        }
    }
    for organisation in &mut records.organisations {
        names(&mut organisation.names);
        organisation.aliases.iter_mut().for_each(foul);
        maybe(&mut organisation.note);
    }
    for unit in &mut records.units {
        names(&mut unit.names);
        foul(&mut unit.symbol);
    }
    for metric in &mut records.metrics {
        names(&mut metric.names);
        foul(&mut metric.short);
        metric.aliases.iter_mut().for_each(foul);
        maybe(&mut metric.counted);
        foul(&mut metric.definition);
    }
    for fact in &mut records.facts {
        foul(&mut fact.slug);
        fact.scope.push(text.to_owned().into());
        maybe(&mut fact.attributed_to);
        maybe(&mut fact.note);
        fact.evidence
            .iter_mut()
            .for_each(|evidence| foul(&mut evidence.phrase));
    }
    for document in &mut records.documents {
        foul(&mut document.title);
        foul(&mut document.publisher);
        foul(&mut document.url);
        maybe(&mut document.original_source);
        maybe(&mut document.licence);
        for paragraph in &mut document.paragraphs {
            paragraph
                .restatement
                .iter_mut()
                .for_each(|restatement| restate(restatement, text, &long));
        }
    }
    for derivation in &mut records.derivations {
        maybe(&mut derivation.note);
    }
    Atlas::new(plain.edition().to_owned(), records)
}

/// Around all words and inside each marked figure.
fn restate(restatement: &mut Restatement, text: &str, long: &str) {
    let words = restatement.text.to_mut();
    words.push_str(long);
    for n in (0..restatement.marks.len()).rev() {
        words.insert_str(restatement.marks[n].end, text);
        restatement.marks[n].end += text.len();
        for later in &mut restatement.marks[n + 1..] {
            (later.start, later.end) = (later.start + text.len(), later.end + text.len());
        }
    }
    words.insert_str(0, text);
    for mark in &mut restatement.marks {
        (mark.start, mark.end) = (mark.start + text.len(), mark.end + text.len());
    }
}
