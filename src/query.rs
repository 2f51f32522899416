//! Pure questions to an atlas: find, series, disputes, derive. No UI types, no files.
//!
//! To add a field to the query language: a row in [`parse::FIELDS`] and an arm in `find`.

pub mod amount;
mod asked;
mod best;
pub mod census;
pub mod compare;
pub mod complete;
pub mod coverage;
pub mod derive;
pub mod disputes;
pub mod facets;
pub mod find;
pub mod fold;
mod found;
pub mod group;
pub mod index;
pub mod label;
mod lexicon;
mod meaning;
mod near;
pub mod parse;
pub mod series;
mod wording;
