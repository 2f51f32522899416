//! What is wrong with a record, by one of its words, and the problems these become at their places.

use crate::data::files::File;
use crate::data::records::Located;
use crate::problem::Problem;

/// A problem whose place is still a word of the record.
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) word: String,
    pub(super) message: String,
    pub(super) hint: String,
}

impl Fault {
    /// Something written that cannot be read.
    pub(super) fn written(word: &str, message: &str, hint: &str) -> Self {
        Fault {
            code: "F7",
            word: word.to_owned(),
            message: format!("«{word}»: {message}"),
            hint: hint.to_owned(),
        }
    }
}

/// The problems found so far.
pub(super) struct Reports<'a> {
    pub(super) files: &'a [File],
    pub(super) problems: Vec<Problem>,
}

impl Reports<'_> {
    /// Adds a fault of a record.
    pub(super) fn report<R>(&mut self, located: &Located<R>, fault: Fault) {
        let problem = Problem::error(fault.code, fault.message).hint(fault.hint);
        self.problems.push(located.at(self.files, &fault.word, problem));
    }

    /// The value if there is one, or a report and nothing: for what a record can do without.
    pub(super) fn optional<T, R>(
        &mut self,
        located: &Located<R>,
        result: Option<Result<T, Fault>>,
    ) -> Option<T> {
        match result? {
            Ok(value) => Some(value),
            Err(fault) => {
                self.report(located, fault);
                None
            }
        }
    }

    /// The values there are; the others are reported.
    pub(super) fn known<T, R>(
        &mut self,
        located: &Located<R>,
        results: impl Iterator<Item = Result<T, Fault>>,
    ) -> Vec<T> {
        results
            .filter_map(|result| self.optional(located, Some(result)))
            .collect()
    }
}
