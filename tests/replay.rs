//! Sessions as a terminal sees them: the bytes of every frame replayed in two terminal models, by different hands,
//! whose screens equal what was drawn; and among them no sequence but those of drawing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/inert.rs"]
mod inert;
#[path = "support/models.rs"]
mod models;
#[path = "support/tiny.rs"]
mod tiny;
#[path = "support/ways.rs"]
mod ways;

use citescape::atlas::Atlas;
use citescape::settings::{Depth, Glyphs};
use citescape::term::encode::{Abilities, Encoder};
use citescape::ui::driver::Driver;
use citescape::ui::event::Event;
use citescape::ui::script::{self, Step};
use models::{Model, compare, seen_in_buffer};
use ratatui::buffer::Buffer;
use std::sync::Arc;
use tiny::{options, real, tiny};
use ways::WAYS;

/// A session on a terminal model.
struct Screen<M> {
    driver: Driver,
    encoder: Encoder,
    model: M,
    shown: Option<Buffer>,
}

impl<M: Model> Screen<M> {
    fn new(atlas: Arc<Atlas>, size: (u16, u16), depth: Depth, abilities: Abilities) -> Self {
        let mut options = options(size);
        options.depth = depth;
        if abilities.is_ascii {
            options.glyphs = Glyphs::Ascii;
        }
        Screen {
            driver: Driver::new(atlas, options),
            encoder: Encoder::new(abilities),
            model: M::new(size.0, size.1),
            shown: None,
        }
    }

    /// Sends what changed; the model then shows what was drawn. Clusters of several characters are each model's own
    /// matter: what stands beside them is compared.
    fn draw(&mut self) {
        let mut screen = self.driver.screen();
        model_replacements(&mut screen);
        let mut bytes = Vec::new();
        self.encoder.frame(self.shown.as_ref(), &screen, &mut bytes);
        assert_eq!(inert::foreign(&bytes), None);
        self.model.send(&bytes);
        let (seen, mut expected) = (self.model.seen(), seen_in_buffer(&screen));
        for (seen, expected) in seen.iter().flatten().zip(expected.iter_mut().flatten()) {
            if expected.0.chars().count() != 1 {
                *expected = seen.clone();
            }
        }
        compare(&seen, &expected, &bytes);
        self.shown = Some(screen);
    }

    /// Draws after every key, as in an unhurried session.
    fn press(&mut self, keys: &str) {
        for step in script::parse(keys).unwrap() {
            match step {
                Step::Key(key) => self.driver.keys(&[key]),
                Step::Wait(time) => self.driver.wait(time),
            }
            self.draw();
        }
    }

    /// A new size: what the terminal makes of the old frame is nobody's business.
    fn resize(&mut self, size: (u16, u16)) {
        self.driver.event(Event::Resize(size.0, size.1));
        self.model = M::new(size.0, size.1);
        self.draw();
    }
}

/// U+FFFD stands where something was dropped; one of the models takes it for a fault of its own and skips it.
fn model_replacements(screen: &mut Buffer) {
    for cell in &mut screen.content {
        if cell.symbol().contains('\u{fffd}') {
            let symbol = cell.symbol().replace('\u{fffd}', "?");
            cell.set_symbol(&symbol);
        }
    }
}

const SIZES: [(u16, u16); 6] = [(80, 24), (120, 36), (40, 12), (160, 45), (61, 15), (20, 5)];
const DEPTHS: [Depth; 4] = [Depth::True, Depth::Indexed, Depth::Sixteen, Depth::Mono];

/// Goes every way, each at a size and a depth of its own, then moves on and changes the size.
fn walk<M: Model>(atlas: fn() -> Arc<Atlas>, ways: impl Iterator<Item = &'static str>, erases: bool) {
    for (n, way) in ways.enumerate() {
        let abilities = Abilities {
            erases_with_background: erases,
            is_ascii: n % 5 == 4,
        };
        let mut screen = Screen::<M>::new(atlas(), SIZES[n % 6], DEPTHS[n % 4], abilities);
        screen.draw();
        screen.press(way);
        screen.press("j k G <tab>");
        screen.resize(SIZES[(n + 1) % 6]);
        screen.press("j");
    }
}

#[test]
fn vt100_shows_every_view() {
    walk::<vt100::Parser>(tiny, WAYS.iter().copied(), true);
    walk::<vt100::Parser>(real, WAYS.iter().copied().step_by(6), false);
}

#[test]
fn avt_shows_every_view() {
    walk::<avt::Terminal>(tiny, WAYS.iter().copied(), false);
    walk::<avt::Terminal>(real, WAYS.iter().copied().skip(3).step_by(6), true);
}

/// Whatever the data holds, the terminal is sent text and our own sequences, and no row is shifted: what stands in
/// the last column of the frame stands there on the model too.
#[test]
fn hostile_text_in_the_data_shifts_no_column() {
    for (n, text) in hostile::texts().iter().enumerate() {
        let atlas = Arc::new(hostile::atlas(&tiny(), text, 60));
        for way in WAYS.iter().skip(n % 8).step_by(8) {
            let mut screen = Screen::<vt100::Parser>::new(
                atlas.clone(),
                SIZES[n % 2],
                DEPTHS[n % 4],
                Abilities::default(),
            );
            screen.draw();
            screen.press(way);
        }
    }
}
