//! Any bytes as a document: refused or read, every figure and every phrase inside its text, fingerprints read back.

#![no_main]

use citescape::atlas::{Decimal, Hedge, Language, Reads, Value};
use citescape::reading::blocks::{Format, blocks};
use citescape::reading::decode::decode;
use citescape::reading::find::find;
use citescape::reading::fingerprint::Fingerprint;
use citescape::reading::lexer::readings;
use citescape::reading::say::restated;
use citescape::reading::verify::{Claim, verify};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [Language; 3] = [Language::De, Language::En, Language::Zh];
const FORMATS: [Format; 3] = [Format::Plain, Format::Html, Format::Markdown];

fn figures(text: &str, language: Language) {
    for reading in readings(text, language) {
        assert!(text.get(reading.number.clone()).is_some() && text.get(reading.span.clone()).is_some());
        let _ = restated(text, &reading.span);
    }
}

/// The middle of the text as a phrase of it: found where it is, or said to stand inside a number.
fn phrase(text: &str, language: Language) {
    let inner = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let phrase = &text[inner(text.len() / 3)..inner(text.len() / 2)];
    let found = find(phrase, text, language);
    for span in found.span.iter().chain(&found.others).chain(&found.changed) {
        assert!(text.get(span.clone()).is_some(), "{span:?}");
    }
    let claim = Claim {
        value: &Value::Number(Hedge::Over, Decimal::new(24, 11)),
        unit: "CNY",
        period: None,
        kind: None,
        reads: Reads::Value,
        language,
    };
    let _ = verify(&claim, text, found.span);
}

fuzz_target!(|input: &[u8]| {
    let Some((&how, bytes)) = input.split_first() else {
        return;
    };
    let Ok(decoded) = decode(bytes) else {
        return;
    };
    let (text, language) = (&*decoded.text, LANGUAGES[usize::from(how % 3)]);
    for block in blocks(text, FORMATS[usize::from(how / 3 % 3)]) {
        assert!(block.range.end <= text.len());
        figures(&block.text, language);
        phrase(&block.text, language);
        let print = Fingerprint::of(&block.text);
        assert_eq!(Fingerprint::parse(&print.to_string()).ok(), Some(print));
    }
});
