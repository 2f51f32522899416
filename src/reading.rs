//! Text into meaning, purely: bytes to text, text to paragraphs, paragraphs to fingerprints, figures to values.
//! Absent here: files, clocks, terminals, the data files' notation. Nothing in it fails but by saying why.
//!
//! | asked | answered by |
//! |---|---|
//! | what do these bytes say | [`decode`] |
//! | which paragraphs does a text have (plain, HTML, Markdown) | [`blocks`] |
//! | is this the same paragraph | [`normal`], [`fingerprint`] |
//! | which documents does a file hold, and where is each paragraph | [`matching`] |
//! | which figures does a text state | [`lexer`] (words in `german`, `english`, `chinese`; `units`, `hedges`, `periods`) |
//! | where is a phrase | [`find`] |
//! | does the paragraph say what the fact says | [`verify`]; for our own restatements [`say`] |
//!
//! To add a language: its words as `german` has them, its rows in `hedges`, `units`, `periods`, `names`.

pub mod blocks;
mod candidate;
mod changes;
pub mod chinese;
pub mod decode;
pub mod english;
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
pub mod verify;
