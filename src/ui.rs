//! The explorer as a value: `update(&mut App, Event) -> Vec<Effect>` and `view(&App, &mut Buffer)`.
//! Knows no terminal, clock, environment, lock or channel, so that many sessions can run in one process.

pub mod effect;
pub mod event;
pub mod widgets;
