//! What a compiled atlas says beside facts and paragraphs, as bytes: the other records, remarks, and the columns.

use super::form::{self, Opened, broken};
use super::records::fits;
use crate::atlas::*;
use crate::data::packed::{Bytes, Packed, Packing, pack};
use crate::problem::{Problem, Severity};
use std::io;

const SEVERITIES: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];

/// The codes of problems of data: an atlas with another is not kept.
const CODES: &[&str] = &[
    "C1", "C2", "C3", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "S1", "S2", "S3", "S4", "S5", "S6",
    "S7", "S8", "S9", "S10", "S11", "S12", "S13", "S14", "S15", "S16", "S17", "S18", "S19", "S20", "S21",
    "S22", "S23", "S24",
];

/// A problem's code and severity, its file and place, its words.
struct Written(Problem);

impl Packed for Written {
    fn put(&self, out: &mut Packing) {
        let problem = &self.0;
        let severity = SEVERITIES
            .iter()
            .position(|severity| *severity == problem.severity);
        Text::from(problem.code).put(out);
        severity.unwrap_or(0).put(out);
        problem.file.clone().map(Text::from).put(out);
        (problem.line, problem.column).put(out);
        (
            Text::from(problem.message.clone()),
            Text::from(problem.hint.clone()),
        )
            .put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        let (code, severity) = (Text::get(from)?, usize::get(from)?);
        let (file, (line, column)): (Option<Text>, (u32, u32)) = Packed::get(from)?;
        let (message, hint): (Text, Text) = Packed::get(from)?;
        let code = CODES.iter().find(|own| **own == code)?;
        let problem =
            Problem::new(code, *SEVERITIES.get(severity)?, message.into_owned()).hint(hint.into_owned());
        Some(Written(match file {
            Some(file) => problem.at(file.into_owned(), line, column),
            None => problem,
        }))
    }
}

/// The records of an atlas without facts and paragraphs.
pub fn put_records(atlas: &Atlas) -> Vec<u8> {
    let all = atlas.records();
    let mut documents = all.documents.clone();
    documents
        .iter_mut()
        .for_each(|document| document.paragraphs = Paragraphs::default());
    pack(&Records {
        units: all.units.clone(),
        places: all.places.clone(),
        organisations: all.organisations.clone(),
        metrics: all.metrics.clone(),
        documents,
        facts: Vec::new(),
        derivations: all.derivations.clone(),
    })
}

/// The records of an atlas of so many facts.
pub fn records(opened: &Opened, facts: usize) -> io::Result<Records> {
    let records: Records = opened.unpack(form::RECORDS)?;
    if fits(&records, facts) {
        Ok(records)
    } else {
        Err(broken())
    }
}

/// The edition and the problems, if all of them can be told again.
pub fn put_remarks(edition: &str, problems: &[Problem]) -> io::Result<Vec<u8>> {
    if problems.iter().any(|problem| !CODES.contains(&problem.code)) {
        return Err(io::Error::other("a problem of an unknown kind"));
    }
    let problems: Vec<Written> = problems.iter().cloned().map(Written).collect();
    Ok(pack(&(Text::from(edition.to_owned()), problems)))
}

/// The edition and the problems.
pub fn remarks(opened: &Opened) -> io::Result<(String, Vec<Problem>)> {
    let (edition, problems): (Text, Vec<Written>) = opened.unpack(form::REMARKS)?;
    Ok((
        edition.into_owned(),
        problems.into_iter().map(|written| written.0).collect(),
    ))
}

type Lists = ((Vec<Vec<Text>>, Vec<Vec<DocumentId>>), (Vec<Period>, Vec<Value>));

/// How many facts there are, and what the numbers of columns stand for.
pub fn put_lists(columns: &Columns) -> Vec<u8> {
    let sets = (columns.scope_sets.clone(), columns.source_sets.clone());
    let lists: Lists = (sets, (columns.period_list.clone(), columns.value_list.clone()));
    pack(&(columns.len(), lists))
}

/// The columns.
pub fn columns(opened: &Opened) -> io::Result<Columns> {
    let (length, lists): (usize, Lists) = opened.unpack(form::LISTS)?;
    let mut columns = Columns::new(length);
    (
        (columns.scope_sets, columns.source_sets),
        (columns.period_list, columns.value_list),
    ) = lists;
    for (n, column) in columns.ids_mut().into_iter().enumerate() {
        *column = ids(&opened.section(form::COLUMNS + n)?, length).ok_or_else(broken)?;
    }
    columns.set_marks(opened.section(form::COLUMNS + Columns::IDS)?.into_owned());
    Ok(columns)
}

/// The bytes of a column.
pub fn put_column(ids: &Ids) -> Vec<u8> {
    match ids {
        Ids::Narrow(ids) => ids.iter().flat_map(|id| id.to_le_bytes()).collect(),
        Ids::Wide(ids) => ids.iter().flat_map(|id| id.to_le_bytes()).collect(),
    }
}

fn ids(bytes: &[u8], length: usize) -> Option<Ids> {
    if bytes.len() == 2 * length {
        let narrow = bytes.as_chunks().0.iter().map(|two| u16::from_le_bytes(*two));
        return Some(Ids::Narrow(narrow.collect()));
    }
    let wide = bytes.as_chunks().0.iter().map(|four| u32::from_le_bytes(*four));
    (bytes.len() == 4 * length).then(|| Ids::Wide(wide.collect()))
}
