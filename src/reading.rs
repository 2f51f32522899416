//! Text into meaning, purely: bytes to text, text to paragraphs, paragraphs to fingerprints, figures to values.
//! Absent here: files, clocks, terminals, the data files' notation. Nothing in it fails but by saying why.

pub mod chinese;
pub mod english;
pub mod fingerprint;
pub mod german;
pub mod hash;
pub mod hedges;
pub mod lexer;
pub mod names;
pub mod normal;
pub mod numbers;
pub mod periods;
pub mod tokens;
pub mod units;
