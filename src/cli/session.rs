//! What a subcommand is given: environment, options and the two streams; and how it may end.

use super::env::Env;
use super::options::Options;
use super::page::{Look, Page};
use crate::atlas::{Fact, Named, Status};
use crate::data::cache::{self, Notes};
use crate::data::{Loaded, Stage};
use crate::problem::{Problem, Severity};
use crate::query::index::Index;
use crate::safe_text::clean;
use std::io::{self, Write};
use std::path::PathBuf;

/// Why a subcommand did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The output could not be written.
    Output(io::Error),
    /// What was asked cannot be done: what is wrong, and what to do instead.
    Wrong {
        /// What is wrong.
        message: String,
        /// What to do instead; may have several lines.
        hint: String,
    },
}

impl Failure {
    /// What is wrong, and what to do instead.
    pub fn wrong(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Failure::Wrong {
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// How a subcommand ends: its exit code, or why it failed.
pub type Outcome = Result<u8, Failure>;

/// What a subcommand is given.
pub struct Session<'a> {
    /// The environment.
    pub env: &'a Env,
    /// The global options.
    pub options: Options,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
}

impl<'a> Session<'a> {
    /// A session without options.
    pub fn new(env: &'a Env, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Session {
            env,
            options: Options::default(),
            out,
            err,
        }
    }

    /// How text is printed.
    pub fn look(&self) -> Look {
        Look::of(self.env, &self.options)
    }

    /// An empty page.
    pub fn page(&self) -> Page {
        Page::new(self.look())
    }

    /// The directories laid over the embedded atlas: the user's own if it holds any data, then those of `--data`.
    pub fn directories(&self) -> Vec<PathBuf> {
        directories_of(self.env, &self.options)
    }

    /// Where the reader's own copies are looked for if no directory is given.
    pub fn sources_home(&self) -> Option<PathBuf> {
        self.env.user_data().map(|path| path.join("sources"))
    }

    /// The directories with the reader's own copies: those given, else the usual one if it is there.
    pub fn sources(&self) -> Vec<PathBuf> {
        if self.options.sources.is_empty() {
            return self
                .sources_home()
                .filter(|path| path.is_dir())
                .into_iter()
                .collect();
        }
        self.options.sources.clone()
    }

    /// The atlas without a word about its problems. The first reading of a large one says how far it is, where
    /// somebody looks, and what it could not keep for the next time.
    pub fn read(&mut self) -> Loaded {
        let home = self.env.cache_home.as_ref().map(|home| home.join("citescape"));
        let (looks, err) = (self.env.stderr_tty, std::cell::RefCell::new(&mut *self.err));
        // Remarks all: without stderr the atlas is still right.
        let mut stage = |stage: Stage| {
            if looks {
                let _ = write!(err.borrow_mut(), "{}", progress(stage));
                let _ = err.borrow_mut().flush();
            }
        };
        let mut remark = |text: String| {
            let _ = writeln!(err.borrow_mut(), "citescape: {}", clean(&text));
        };
        let mut notes = Notes {
            stage: &mut stage,
            remark: &mut remark,
        };
        cache::load(
            &directories_of(self.env, &self.options),
            home.as_deref().map(|path| cache::Home {
                path,
                least: cache::LARGE,
                beside: |atlas| Index::new(atlas).pieces(),
            }),
            &mut notes,
        )
    }

    /// The atlas, with a line on stderr for each directory that was not read, and one should the rest have problems.
    pub fn load(&mut self) -> Loaded {
        let directories = self.directories();
        let loaded = self.read();
        let unread = unread(&loaded, &directories);
        for problem in &unread {
            let directory = problem
                .file
                .as_deref()
                .map_or(String::new(), |name| clean(name).into_owned());
            // Only a remark, as below.
            let _ = writeln!(
                self.err,
                "citescape: nothing was read from «{directory}»: {}; the answer is without it",
                clean(&problem.message)
            );
        }
        let errors = loaded.count(Severity::Error) - unread.len();
        let warnings = loaded.count(Severity::Warning);
        if errors + warnings > 0 {
            let counts = format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
            // Only a remark: without stderr the answer is still right.
            let _ = writeln!(
                self.err,
                "citescape: {counts} in the data; `citescape check` names them"
            );
        }
        loaded
    }
}

fn directories_of(env: &Env, options: &Options) -> Vec<PathBuf> {
    let own = env.user_data().filter(|path| holds_data(path));
    own.into_iter().chain(options.data.iter().cloned()).collect()
}

/// The line that says how far a first reading is: it replaces itself, and goes at the end.
fn progress(stage: Stage) -> String {
    const BAR: usize = 24;
    let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
    match stage {
        Stage::Reading(read, all) => {
            let done = (read * BAR as u64).checked_div(all).unwrap_or(0) as usize;
            let bar = "#".repeat(done) + &"-".repeat(BAR - done.min(BAR));
            let (read, all) = (megabytes(read), megabytes(all));
            format!("\rreading a large atlas [{bar}] {read} of {all} MB")
        }
        Stage::Keeping => "\r\x1b[Kkeeping it for the next time".to_owned(),
        Stage::Done => "\r\x1b[K".to_owned(),
    }
}

/// The errors that are about a whole directory, so that none of its files was read.
fn unread<'a>(loaded: &'a Loaded, directories: &[PathBuf]) -> Vec<&'a Problem> {
    let is_directory = |name: &String| directories.iter().any(|path| path.display().to_string() == *name);
    let whole = |problem: &&Problem| problem.severity == Severity::Error && problem.line == 0;
    loaded
        .problems
        .iter()
        .filter(whole)
        .filter(|problem| problem.file.as_ref().is_some_and(is_directory))
        .collect()
}

/// The directory may hold nothing but the reader's copies of documents; that is no broken atlas.
fn holds_data(path: &std::path::Path) -> bool {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name())
        .any(|name| name == "documents" || name.to_string_lossy().ends_with(".ron"))
}

/// «1 error», «2 errors»
pub fn counted(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        _ => format!("{n} {what}s"),
    }
}

/// The kind of a fact for a table, or that it is superseded.
pub fn standing(fact: &Fact) -> &'static str {
    match fact.status {
        Status::Superseded => fact.status.name(),
        _ => fact.kind.name(),
    }
}
