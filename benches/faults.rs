//! What faults cost: the milliseconds from a signal, a panic, a lost terminal or a flood until all is well, on
//! terminals of our own.
//!
//! `cargo bench --bench faults`, or with names of rows after `--`. The goals stand beside the figures; that it goes
//! well at all is what `tests/pty.rs`, `tests/pty_faults.rs` and `tests/term_process.rs` hold. Linux only, where the
//! system tells what a process used.

#![cfg_attr(not(target_os = "linux"), allow(unused))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a bench that cannot go on has failed; it starts the program it measures"
)]

#[cfg(target_os = "linux")]
#[path = "support/faults.rs"]
mod faults;
#[cfg(target_os = "linux")]
#[path = "../tests/support/probe.rs"]
mod probe;
#[cfg(target_os = "linux")]
#[path = "../tests/support/program.rs"]
mod program;
#[cfg(target_os = "linux")]
#[path = "support/trial.rs"]
mod trial;

#[cfg(target_os = "linux")]
fn main() {
    faults::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("measured on Linux only");
}
