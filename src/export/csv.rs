//! The facts as CSV (RFC 4180: CRLF, quotes doubled): a row for each fact and each piece of its evidence.
//! Knows no files; cells hold printable text only, for spreadsheets and eyes.

use super::Format;
use crate::atlas::{Atlas, Decimal, Evidence, Fact, Named, Text};
use crate::safe_text::clean;
use std::io::{self, Write};

/// `--format csv`
pub const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    about: "a row for each fact and piece of evidence",
    write,
};

/// The columns.
pub const COLUMNS: [&str; 15] = [
    "id",
    "place",
    "subject",
    "metric",
    "op",
    "number",
    "number_high",
    "unit",
    "period",
    "kind",
    "scope",
    "document",
    "paragraph",
    "phrase",
    "url",
];

fn write(atlas: &Atlas, out: &mut dyn Write) -> io::Result<()> {
    row(out, &COLUMNS.map(str::to_owned))?;
    for (_, fact) in atlas.facts() {
        for evidence in &fact.evidence {
            row(out, &cells(atlas, fact, evidence))?;
        }
    }
    Ok(())
}

/// The cells of one fact and evidence, in the order of [`COLUMNS`], printable.
pub fn cells(atlas: &Atlas, fact: &Fact, evidence: &Evidence) -> [String; 15] {
    let document = atlas.document(evidence.document);
    let number = |n: Option<Decimal>| n.map(Decimal::plain).unwrap_or_default();
    let cells: [Text; 15] = [
        fact.slug.clone(),
        atlas.place(fact.place).slug.clone(),
        fact.subject
            .map(|id| atlas.organisation(id).slug.clone())
            .unwrap_or_default(),
        atlas.metric(fact.metric).slug.clone(),
        fact.value.op().into(),
        number(fact.value.number()).into(),
        number(fact.value.number_high()).into(),
        atlas.unit(fact.unit).slug.clone(),
        fact.period.to_string().into(),
        fact.kind.name().into(),
        fact.scope.join("; ").into(),
        document.slug.clone(),
        evidence.paragraph.to_string().into(),
        evidence.phrase.clone(),
        document.url.clone(),
    ];
    cells.map(|cell| clean(&cell).into_owned())
}

fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.write_all(b",")?;
        }
        out.write_all(quoted(cell).as_bytes())?;
    }
    out.write_all(b"\r\n")
}

fn quoted(cell: &str) -> String {
    let edge = cell.starts_with(' ') || cell.ends_with(' ');
    if edge || cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_only_where_needed() {
        for (cell, expected) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            (" edge", "\" edge\""),
            ("", ""),
        ] {
            assert_eq!(quoted(cell), expected);
        }
    }
}
