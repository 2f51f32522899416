//! Any text through the gate and onto a row of cells: nothing that is obeyed, nothing piled up, no column lost.

#![no_main]

use citescape::safe_text::{REPLACEMENT, clean};
use citescape::settings::{Depth, Glyphs, Role};
use citescape::ui::canvas::Canvas;
use citescape::ui::look::{Look, plain_theme};
use libfuzzer_sys::fuzz_target;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::cell::LazyCell;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const GLYPHS: [Glyphs; 4] = [
    Glyphs::Braille,
    Glyphs::Block,
    Glyphs::BrailleAsciiFrames,
    Glyphs::Ascii,
];

/// What terminals obey or eyes are misled by, written down once more than in the gate.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

fn check(safe: &str) {
    if let Some(c) = safe.chars().find(|c| is_obeyed(*c)) {
        panic!("{c:?} passes");
    }
    for grapheme in safe.graphemes(true) {
        let marks = grapheme.chars().filter(|c| c.width() == Some(0)).count();
        assert!(
            grapheme.len() <= 40 && marks <= 8,
            "{} bytes and {marks} marks in {grapheme:?}",
            grapheme.len()
        );
    }
}

fn draw(text: &str, column: u16, columns: u16, glyphs: Glyphs) {
    thread_local! {
        static LOOK: LazyCell<Look> = const { LazyCell::new(|| Look {
            theme: plain_theme().into(),
            depth: Depth::Mono,
            glyphs: Glyphs::Braille,
        }) };
    }
    let look = LOOK.with(|look| Look {
        glyphs,
        ..Look::clone(look)
    });
    let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
    buffer.set_string(0, 0, "北".repeat(12), ratatui::style::Style::new());
    let used = Canvas::new(&mut buffer, &look).text((column, 0), columns, text, Role::Text);
    assert!(used <= columns);
    let mut x = 0;
    while x < 24 {
        let symbol = buffer[(x, 0)].symbol();
        let width = symbol.width();
        assert!((1..=2).contains(&width), "{symbol:?} at {x} has {width} columns");
        assert!(symbol.chars().all(|c| !is_obeyed(c)), "{symbol:?}");
        if width == 2 && x >= column && x < column + used {
            assert!(buffer[(x + 1, 0)].symbol().trim().is_empty());
        }
        x += width as u16;
    }
    assert_eq!(x, 24, "half of a wide character at the edge");
}

fuzz_target!(|input: &[u8]| {
    let Some((&how, bytes)) = input.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    let safe = clean(&text);
    check(&safe);
    assert_eq!(clean(&safe), safe, "cleaned twice");
    assert!(safe.len() <= text.len() + 2 * REPLACEMENT.len_utf8() * text.len());
    let (column, columns) = (u16::from(how & 7) * 3, u16::from(how >> 3 & 7) * 4);
    draw(&text, column, columns, GLYPHS[usize::from(how >> 6)]);
});
