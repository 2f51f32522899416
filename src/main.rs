//! The citescape program: parse, run, exit code.

use citescape::cli;
use std::io::{self, BufWriter};
use std::process::ExitCode;

fn main() -> ExitCode {
    let env = cli::env::read();
    // Not locked: the explorer's writer may be another thread.
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    let code = cli::run(std::env::args_os(), &env, &mut out, &mut io::stderr());
    // What is left in the buffer belongs to a reader that is gone.
    let _ = out.into_parts();
    ExitCode::from(code)
}
