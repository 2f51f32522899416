//! The edition of an atlas: the last day on which a document of it was compared with its text. Computed, never typed.

use crate::atlas::{Date, Records};

/// The edition as it is shown; the newest publication if no document says when it was checked, empty without any date.
pub fn of(records: &Records) -> String {
    let documents = || records.documents.iter();
    let checked = latest(documents().filter_map(|document| document.checked));
    let edition = checked.or_else(|| latest(documents().filter_map(|document| document.published)));
    edition.map(|date| date.to_string()).unwrap_or_default()
}

/// Dates compare as they are written: a month comes before its days.
fn latest(dates: impl Iterator<Item = Date>) -> Option<Date> {
    dates.max_by_key(ToString::to_string)
}
