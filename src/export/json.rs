//! The atlas as JSON: one line, the fields of the contract, numbers as decimal strings.
//! Single records and lines are public, so that every `--json` writes the same shapes.

use super::Format;
use crate::atlas::*;
use crate::query::derive::derive;
use crate::safe_text::clean;
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::io::{self, Write};

/// `--format json`
pub const FORMAT: Format = Format {
    name: "json",
    extension: "json",
    about: "the whole atlas, on one line",
    write,
};

/// Record by record, so that a large atlas is never held a second time.
fn write(atlas: &Atlas, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"edition\":")?;
    put(out, &json!(atlas.edition()))?;
    list(
        out,
        "documents",
        atlas.documents().map(|(_, r)| document(atlas, r)),
    )?;
    list(out, "places", atlas.places().map(|(_, r)| place(atlas, r)))?;
    list(
        out,
        "organisations",
        atlas.organisations().map(|(_, r)| organisation(r)),
    )?;
    list(out, "metrics", atlas.metrics().map(|(_, r)| metric(atlas, r)))?;
    list(out, "facts", atlas.facts().map(|(_, r)| fact(atlas, r)))?;
    list(
        out,
        "derived",
        atlas.derivations().map(|(_, r)| derived(atlas, r)),
    )?;
    out.write_all(b"}\n")
}

fn list(out: &mut dyn Write, key: &str, records: impl Iterator<Item = Json>) -> io::Result<()> {
    write!(out, ",\"{key}\":[")?;
    for (n, record) in records.enumerate() {
        if n > 0 {
            out.write_all(b",")?;
        }
        put(out, &record)?;
    }
    out.write_all(b"]")
}

/// One line of JSON, ending in LF.
///
/// # Errors
/// Whatever `out` says.
pub fn line(out: &mut dyn Write, json: &Json) -> io::Result<()> {
    put(out, json)?;
    out.write_all(b"\n")
}

fn put(out: &mut dyn Write, json: &Json) -> io::Result<()> {
    json.serialize(&mut serde_json::Serializer::with_formatter(out, Inert))
        .map_err(io::Error::from)
}

/// Writes text that a terminal might obey as `\u` escapes: nothing is lost and nothing is obeyed.
struct Inert;

impl serde_json::ser::Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if clean(fragment) == fragment {
            return out.write_all(fragment.as_bytes());
        }
        for c in fragment.chars() {
            if c.is_ascii() && c != '\u{7f}' {
                out.write_all(&[c as u8])?;
                continue;
            }
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}

fn names(names: &Names) -> Json {
    json!({ "en": names.en, "de": names.de, "zh": names.zh, "pinyin": names.pinyin })
}

/// A place.
pub fn place(atlas: &Atlas, place: &Place) -> Json {
    json!({
        "id": place.slug,
        "kind": place.kind.name(),
        "parent": place.parent.map(|id| &atlas.place(id).slug),
        "names": names(&place.names),
        "aliases": place.aliases,
    })
}

/// An organisation.
pub fn organisation(organisation: &Organisation) -> Json {
    json!({
        "id": organisation.slug,
        "kind": organisation.kind.name(),
        "names": names(&organisation.names),
        "aliases": organisation.aliases,
    })
}

/// A metric.
pub fn metric(atlas: &Atlas, metric: &Metric) -> Json {
    let unit = atlas.unit(metric.unit);
    json!({
        "id": metric.slug,
        "names": names(&metric.names),
        "unit": unit.slug,
        "dimension": unit.dimension.name(),
        "definition": metric.definition,
    })
}

/// A document with its paragraphs.
pub fn document(atlas: &Atlas, document: &Document) -> Json {
    let paragraphs: Vec<Json> = document.paragraphs.iter().map(|p| paragraph(atlas, p)).collect();
    json!({
        "id": document.slug,
        "title": document.title,
        "publisher": document.publisher,
        "original_source": document.original_source,
        "url": document.url,
        "published": document.published.map(|date| date.to_string()),
        "published_basis": document.published_basis.name(),
        "checked": document.checked.map(|date| date.to_string()),
        "lang": document.lang.name(),
        "paragraphs": paragraphs,
    })
}

/// A paragraph; the restatement stands without its marks.
pub fn paragraph(atlas: &Atlas, paragraph: &Paragraph) -> Json {
    let places = paragraph.places.iter().map(|id| &atlas.place(*id).slug);
    let organisations = paragraph
        .organisations
        .iter()
        .map(|id| &atlas.organisation(*id).slug);
    json!({
        "n": paragraph.n,
        "role": paragraph.role.name(),
        "restatement": paragraph.restatement.as_ref().map(|r| &r.text),
        "mentions": places.chain(organisations).collect::<Vec<_>>(),
    })
}

/// What a fact says.
pub fn value(atlas: &Atlas, fact: &Fact) -> Json {
    let interval = atlas.interval(fact);
    let (unit, metric) = (atlas.unit(fact.unit), atlas.metric(fact.metric));
    let whole_op = match &fact.value {
        Value::Part { whole_hedge, .. } => Some(whole_hedge.name()),
        _ => None,
    };
    json!({
        "op": fact.value.op(),
        "number": fact.value.number().map(Decimal::plain),
        "number_high": fact.value.number_high().map(Decimal::plain),
        "low": interval.and_then(|i| i.low).map(end),
        "high": interval.and_then(|i| i.high).map(end),
        "whole_op": whole_op,
        "unit": unit.slug,
        "text": full(&fact.value, unit, metric),
    })
}

fn end(number: Decimal) -> String {
    number.trimmed().plain()
}

/// A fact with its evidence.
pub fn fact(atlas: &Atlas, fact: &Fact) -> Json {
    let evidence: Vec<Json> = fact.evidence.iter().map(|e| said(atlas, e)).collect();
    json!({
        "id": fact.slug,
        "place": atlas.place(fact.place).slug,
        "subject": fact.subject.map(|id| &atlas.organisation(id).slug),
        "metric": atlas.metric(fact.metric).slug,
        "value": value(atlas, fact),
        "period": fact.period.to_string(),
        "period_inferred": fact.period_inferred,
        "kind": fact.kind.name(),
        "scope": fact.scope,
        "prices": fact.prices.map(Named::name),
        "attributed_to": fact.attributed_to,
        "status": fact.status.name(),
        "evidence": evidence,
    })
}

fn said(atlas: &Atlas, evidence: &Evidence) -> Json {
    json!({
        "document": atlas.document(evidence.document).slug,
        "paragraph": evidence.paragraph,
        "phrase": evidence.phrase,
    })
}

/// A derivation with its computed value; inputs stand in the order in which the formula names them.
pub fn derived(atlas: &Atlas, derivation: &Derivation) -> Json {
    let computed = derive(atlas, derivation);
    let value = computed.as_ref().map(|d| &d.value);
    let interval = computed.as_ref().map(|d| d.interval);
    json!({
        "id": derivation.slug,
        "place": atlas.place(derivation.place).slug,
        "metric": atlas.metric(derivation.metric).slug,
        "period": derivation.period.to_string(),
        "op": value.map(Value::op),
        "number": value.and_then(Value::number).map(Decimal::plain),
        "low": interval.and_then(|i| i.low).map(end),
        "high": interval.and_then(|i| i.high).map(end),
        "unit": atlas.unit(derivation.unit).slug,
        "formula": derivation.formula.to_string(),
        "inputs": inputs(atlas, derivation),
    })
}

fn inputs<'a>(atlas: &'a Atlas, derivation: &Derivation) -> Vec<&'a str> {
    let names = derivation.formula.names();
    let mut inputs: Vec<_> = derivation.inputs.iter().collect();
    inputs.sort_by_key(|(name, _)| names.iter().position(|n| n == name).unwrap_or(names.len()));
    inputs.iter().map(|(_, id)| &*atlas.fact(*id).slug).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_is_written_and_nothing_is_lost() {
        for text in [
            "plain",
            "北京 über",
            "a\u{1b}[31m",
            "\u{9b}31m",
            "\u{202e}evil",
            "\u{e0041}",
            "a\"\\\n",
        ] {
            let mut out = Vec::new();
            line(&mut out, &json!([text])).unwrap();
            let written = String::from_utf8(out).unwrap();
            assert_eq!(clean(written.trim_end()), written.trim_end());
            assert_eq!(serde_json::from_str::<Json>(&written).unwrap(), json!([text]));
        }
    }
}
