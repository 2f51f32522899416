//! Any text in every field of an atlas, any bytes as its reader's keys: the session stays whole, and what is drawn
//! holds no sequence but those of drawing.

#![no_main]

#[path = "../../tests/support/hostile.rs"]
mod hostile;
#[path = "../../tests/support/inert.rs"]
mod inert;
#[path = "../../tests/support/tiny.rs"]
mod tiny;

use citescape::settings::{Depth, Glyphs};
use citescape::term::decoder::Decoder;
use citescape::term::encode::{Abilities, Encoder};
use citescape::ui::driver::Driver;
use citescape::ui::effect::Effect;
use citescape::ui::event::Event;
use libfuzzer_sys::fuzz_target;
use std::sync::Arc;

const SIZES: [(u16, u16); 8] = [
    (80, 24),
    (120, 36),
    (200, 60),
    (40, 12),
    (21, 6),
    (19, 5),
    (1, 1),
    (300, 9),
];
const GLYPHS: [Glyphs; 4] = [
    Glyphs::Braille,
    Glyphs::Block,
    Glyphs::BrailleAsciiFrames,
    Glyphs::Ascii,
];
const DEPTHS: [Depth; 4] = [Depth::True, Depth::Indexed, Depth::Sixteen, Depth::Mono];

/// A session on its terminal.
struct Screen {
    driver: Driver,
    encoder: Encoder,
    shown: Option<ratatui::buffer::Buffer>,
}

impl Screen {
    fn draw(&mut self) {
        let screen = self.driver.screen();
        let mut bytes = Vec::new();
        self.encoder.frame(self.shown.as_ref(), &screen, &mut bytes);
        if let Some(foreign) = inert::foreign(&bytes) {
            panic!("{foreign} was drawn");
        }
        self.shown = Some(screen);
    }
}

// A byte of looks, the text up to a byte that no text has, then the keys.
fuzz_target!(|input: &[u8]| {
    let Some((&how, rest)) = input.split_first() else {
        return;
    };
    let mut parts = rest.splitn(2, |byte| *byte == 0xff);
    let text = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let keys = parts.next().unwrap_or_default();
    let (columns, rows) = SIZES[usize::from(how & 7)];
    let mut options = tiny::options((columns, rows));
    options.glyphs = GLYPHS[usize::from(how >> 3 & 3)];
    options.depth = DEPTHS[usize::from(how >> 5 & 3)];
    let mut screen = Screen {
        driver: Driver::new(Arc::new(hostile::atlas(&tiny::tiny(), &text, 100)), options),
        encoder: Encoder::new(Abilities::default()),
        shown: None,
    };
    screen.draw();
    let (mut decoder, mut events, mut now) = (Decoder::default(), Vec::new(), 0);
    for read in keys.chunks(6) {
        decoder.feed(read, now, &mut events);
        now += 30;
        screen.driver.event(Event::Tick(now));
        events.drain(..).for_each(|event| screen.driver.event(event));
        screen.draw();
    }
    for effect in screen.driver.effects {
        if let Effect::Copy(copied) = effect {
            let obeyed = copied
                .chars()
                .find(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || hostile::is_obeyed(*c));
            assert!(obeyed.is_none(), "{obeyed:?} is copied");
        }
    }
});
