//! What happens on a panic: the terminal as it was, then words, then a report with what a maintainer needs.
//! Knows nothing of the program: no data, no keys and no paths of the reader get into the report.

use crate::safe_text;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::thread;

/// Installs the panic hook for a terminal that is to be left first. A panic of the thread that called this ends the program; one of
/// another thread is reported without touching the screen.
pub fn watch(leave: impl Fn() + Send + Sync + 'static, reports: Option<PathBuf>) {
    let owner = thread::current().id();
    let reports = reports.unwrap_or_else(std::env::temp_dir);
    std::panic::set_hook(Box::new(move |panic| {
        let is_ours = thread::current().id() == owner;
        if is_ours {
            leave();
        }
        let text = report(panic);
        let written = write_report(&reports, &text);
        if is_ours {
            say(panic, written.as_deref().ok());
        }
    }));
}

/// Where it was and what it said, in one line.
fn summary(panic: &PanicHookInfo) -> String {
    let payload = panic.payload();
    let said = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let said = safe_text::clean(said.unwrap_or("no message"));
    match panic.location() {
        Some(at) => format!("{said} ({}:{}:{})", at.file(), at.line(), at.column()),
        None => said.into_owned(),
    }
}

fn report(panic: &PanicHookInfo) -> String {
    format!(
        "{} {} on {} {}\n\n{}\n\n{}\n",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        summary(panic),
        trace(),
    )
}

/// Names of functions take a tenth of a second to find, and what is shipped has none: only where somebody looks for
/// faults, by the build or by `RUST_BACKTRACE`.
fn trace() -> String {
    let trace = if cfg!(debug_assertions) {
        Backtrace::force_capture()
    } else {
        Backtrace::capture()
    };
    match trace.status() {
        BacktraceStatus::Captured => trace.to_string(),
        _ => "RUST_BACKTRACE=1 tells how it came there, in a build that was not stripped.".to_owned(),
    }
}

fn write_report(directory: &Path, text: &str) -> io::Result<PathBuf> {
    let mut folder = DirBuilder::new();
    #[cfg(unix)]
    folder.mode(0o700);
    folder.recursive(true).create(directory)?;
    let path = directory.join(format!("citescape-crash-{}.txt", std::process::id()));
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.write(true).create_new(true).open(&path)?;
    file.write_all(text.as_bytes())?;
    Ok(path)
}

/// Standard error may be gone: nothing here may panic again.
fn say(panic: &PanicHookInfo, path: Option<&Path>) {
    let mut words = format!("citescape broke: {}\n", summary(panic));
    if let Some(path) = path {
        words += &format!("A report for its makers is in {}\n", path.display());
    }
    let _ = io::stderr().write_all(words.as_bytes());
}
