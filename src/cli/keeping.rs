//! What is kept from session to session: read when the explorer begins, written when it ends, by itself, by a signal or
//! because its terminal went away. Two explorers at once lose nothing of each other but where they were.

use super::output_file::write_whole;
use crate::data::memory::{self, FILE};
use crate::problem::Problem;
use crate::settings::Memory;
use crate::term::program::Program;
use crate::ui::app::App;
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use ratatui::buffer::Buffer;
use std::fs;
use std::path::{Path, PathBuf};

/// Where a session is kept, and what was there when it began.
#[derive(Debug, Default)]
pub struct Keeping {
    home: Option<PathBuf>,
    before: Memory,
    is_broken: bool,
}

impl Keeping {
    /// Reads what is kept in a directory; without one, nothing is kept. The problem is only a remark.
    pub fn begin(home: Option<PathBuf>) -> (Keeping, Option<Problem>) {
        let read = home
            .as_deref()
            .map_or_else(|| Ok(Memory::default()), memory::read);
        let (before, problem) = match read {
            Ok(memory) => (memory, None),
            Err(problem) => (Memory::default(), Some(problem)),
        };
        let is_broken = problem.is_some();
        (
            Keeping {
                home,
                before,
                is_broken,
            },
            problem,
        )
    }

    /// What was kept of the last session.
    pub fn last(&self) -> &Memory {
        &self.before
    }

    /// Keeps a session. Should that fail, the next one begins as the one before: nobody is left to tell.
    fn keep(&self, own: Memory) {
        let Some(home) = &self.home else { return };
        if create(home).is_err() {
            return;
        }
        let path = home.join(FILE);
        let _lock = lock(home);
        if self.is_broken {
            // It may hold searches that somebody wants to save from it.
            let _ = fs::rename(&path, path.with_extension("ron.broken"));
        }
        let theirs = memory::read(home).unwrap_or_default();
        let text = memory::written(&own.over(&self.before, &theirs));
        let _ = write_whole(&path, |out| out.write_all(text.as_bytes()));
    }
}

/// Only its owner may look into it.
fn create(home: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(home)
}

/// Holds other explorers back while one writes; after a fifth of a second it is written without.
#[cfg(unix)]
fn lock(home: &Path) -> Option<fs::File> {
    use rustix::fs::{FlockOperation, flock};
    let path = home.join("session.lock");
    let file = fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .ok()?;
    for _ in 0..40 {
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok() {
            return Some(file);
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    None
}

#[cfg(not(unix))]
fn lock(_: &Path) -> Option<fs::File> {
    None
}

/// An explorer that is kept when it ends, however it ends but by a panic.
#[derive(Debug)]
pub struct Kept {
    /// The explorer.
    pub app: App,
    /// Where it is kept.
    pub keeping: Keeping,
}

impl Program for Kept {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        self.app.handle(event)
    }

    fn foresee(&mut self, next: Option<&Event>) {
        self.app.foresee(next);
    }

    fn has_changed(&self) -> bool {
        self.app.has_changed
    }

    fn draw(&self, buffer: &mut Buffer) {
        Program::draw(&self.app, buffer);
    }

    fn deadline(&self) -> Option<u64> {
        App::deadline(&self.app)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.keeping.keep(self.app.memory());
        }
    }
}
