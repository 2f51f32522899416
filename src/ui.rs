//! The explorer as a value: `App::handle(Event) -> Vec<Effect>` and `view::draw(&App, &mut Buffer)`.
//! Knows no terminal, clock, environment, lock or channel, so that many sessions can run in one process.
//!
//! To add an action: its row in `action`, its function in `update`; the keymap, palette, help, footer,
//! `citescape keys` and the README follow. To add an overlay: its file in `overlays` and its arm there.

pub mod action;
pub mod app;
pub mod canvas;
pub mod driver;
pub mod effect;
pub mod event;
pub mod field;
pub mod keymap;
pub mod layout;
pub mod linear;
pub mod look;
pub mod options;
pub mod overlays;
pub mod panes;
pub mod prose;
pub mod proven;
pub mod rows;
pub mod say;
pub mod script;
pub mod searches;
pub mod update;
pub mod view;
pub mod widgets;
