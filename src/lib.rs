//! citescape: a terminal explorer of cited facts about Chinese cities' AI and digital economy.
//!
//! The crate map, in dependency order; a module imports only from rows above it (`tests/tidy.rs` holds this):
//!
//! 1. [`atlas`], [`problem`], [`settings`], [`safe_text`] — plain values.
//! 2. [`reading`] — text into meaning.
//! 3. [`data`] — files into an atlas.
//! 4. [`query`] — questions to an atlas.
//! 5. [`export`] — an atlas into bytes.
//! 6. [`ui`] — the explorer as a value.
//! 7. [`term`] — the local terminal.
//! 8. [`cli`] — arguments and subcommands.

pub mod atlas;
pub mod cli;
pub mod data;
pub mod export;
pub mod problem;
pub mod query;
pub mod reading;
pub mod safe_text;
pub mod settings;
pub mod term;
pub mod ui;
