//! Text into meaning, purely: bytes to text, text to paragraphs, paragraphs to fingerprints, figures to values.
//! Absent here: files, clocks, terminals, the data files' notation. Nothing in it fails but by saying why.

pub mod fingerprint;
pub mod hash;
pub mod normal;
