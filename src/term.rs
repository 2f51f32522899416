//! The local shell: owns one terminal, turns its bytes into events and frames into bytes, carries effects out.
//! Knows nothing of facts, panes or keys' meanings; the framer, keys and encoder know no terminal either,
//! so that the SSH shell uses the same ones.
//!
//! Bytes come in through [`framer`] (where one thing ends and the next begins) and [`keys`] (which key it is),
//! both driven by [`decoder`], which is told the time. Frames go out through [`encode`] (the difference between
//! two buffers), when [`pace`] says so. [`guard`] holds the terminal's modes, [`signals`] what the system says,
//! and [`shell`] is the loop between them and a [`program`].
//!
//! To add an effect: its arm in `shell::Shell::carry_out`. To add a key: its encoding in [`keys`].

pub mod browser;
pub mod capabilities;
pub mod clipboard;
mod cursor;
pub mod decoder;
pub mod encode;
pub mod framer;
pub mod keys;
pub mod modes;
pub mod options;
pub mod output;
pub mod pace;
mod paste;
mod pen;
mod plan;
pub mod program;
mod row;
mod runs;
mod scroll;

mod clock;
mod crash;
pub mod linear;

#[cfg(unix)]
pub mod guard;
#[cfg(unix)]
pub mod shell;
#[cfg(unix)]
pub mod signals;
#[cfg(unix)]
mod stdin;
#[cfg(unix)]
pub mod tty;
#[cfg(unix)]
pub mod wake;

#[cfg(unix)]
mod local;
#[cfg(unix)]
pub use local::run;
#[cfg(unix)]
pub use wake::Post;

#[cfg(windows)]
mod console;
#[cfg(windows)]
pub use console::{Post, run};
