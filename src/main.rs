//! The citescape program: parse, run, exit code.
fn main() {}
