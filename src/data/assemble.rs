//! Files into a checked atlas: read, resolve, apply the rules. The program and its build do it by this one function.

use super::check::{self, Sites};
use super::edition;
use super::files::File;
use super::layers::Layered;
use super::resolve::Resolver;
use crate::atlas::Atlas;
use crate::problem::Problem;

/// The records of `base` with those of `files` laid over them, and the atlas they make; everything wrong is added
/// to `problems`, errors first.
pub fn assemble(
    base: Layered,
    files: &[File],
    problems: &mut Vec<Problem>,
    read: &mut dyn FnMut(u64),
) -> (Layered, Atlas) {
    let all = base.with(files, problems, read);
    let resolved = Resolver::new(files, &all).resolve(&all, problems);
    let atlas = Atlas::new(edition::of(&resolved.records), resolved.records);
    let rows = (&resolved.fact_rows, &resolved.derivation_rows);
    problems.extend(check::run(
        &atlas,
        &Sites {
            files,
            all: &all,
            fact_rows: rows.0,
            derivation_rows: rows.1,
        },
    ));
    problems.sort_by(|a, b| {
        (b.severity, &a.file, a.line, a.column).cmp(&(a.severity, &b.file, b.line, b.column))
    });
    (all, atlas)
}
