//! Text into meaning, purely: bytes to text, text to paragraphs, paragraphs to fingerprints, figures to values.
//! Absent here: files, clocks, terminals, the data files' notation. Nothing in it fails but by saying why.

mod amounts;
pub mod blocks;
mod candidate;
mod changes;
pub mod chinese;
mod context;
pub mod decode;
pub mod english;
mod figure;
pub mod find;
pub mod fingerprint;
pub mod german;
pub mod hash;
pub mod hedges;
mod html;
mod index;
pub mod lexer;
pub mod likeness;
mod lines;
mod markdown;
pub mod matching;
pub mod names;
pub mod normal;
pub mod numbers;
pub mod numeral;
mod order;
pub mod periods;
pub mod proof;
pub mod say;
mod scan;
pub mod tokens;
pub mod units;
mod verbs;
pub mod verify;
