//! The local shell: owns one terminal, turns its bytes into events and frames into bytes, carries effects out.
//! Knows nothing of facts, panes or keys' meanings; the framer, keys and encoder know no terminal either,
//! so that the SSH shell uses the same ones.
//!
//! Bytes come in through [`framer`] (where one thing ends and the next begins) and [`keys`] (which key it is),
//! both driven by [`decoder`], which is told the time. Frames go out through [`encode`] (the difference between
//! two buffers).

mod cursor;
pub mod decoder;
pub mod encode;
pub mod framer;
pub mod keys;
mod paste;
mod pen;
mod row;
