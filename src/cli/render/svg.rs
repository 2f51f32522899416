//! A screen as SVG. Every piece of text has its own place and length, so that Chinese and braille stay in their
//! columns whatever font shows them.

use super::cells::{Paint, Symbol, rgb, row};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use std::fmt::Write;

/// Width of a column.
const COLUMN: f32 = 8.4;
/// Height of a row: as high as the frames of common fonts, so that they join.
const ROW: f32 = 16.3;
/// From the top of a row to the line that letters stand on.
const BASELINE: f32 = 12.9;
/// Space around the screen.
const MARGIN: f32 = 10.0;

/// Red, green and blue.
type Rgb = (u8, u8, u8);

/// The colours where a cell says «the terminal's own».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// Of text.
    pub text: Rgb,
    /// Behind it.
    pub background: Rgb,
}

/// The screen as a picture.
pub fn svg(buffer: &Buffer, ground: Ground) -> String {
    let (width, height) = (
        f32::from(buffer.area.width) * COLUMN + 2.0 * MARGIN,
        f32::from(buffer.area.height) * ROW + 2.0 * MARGIN,
    );
    let mut svg = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.1}\" height=\"{height:.1}\" \
         viewBox=\"0 0 {width:.1} {height:.1}\" role=\"img\" aria-label=\"citescape\" \
         font-family=\"'DejaVu Sans Mono','Noto Sans Mono','Cascadia Mono','SF Mono',Menlo,Consolas,\
         'Noto Sans Mono CJK SC','Noto Sans CJK SC',monospace\" font-size=\"14\">"
    );
    let _ = writeln!(
        svg,
        "<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{}\"/>",
        hex(ground.background)
    );
    for y in 0..buffer.area.height {
        let symbols = row(buffer, y);
        backgrounds(&mut svg, &symbols, (y, ground));
        texts(&mut svg, &symbols, (y, ground));
    }
    svg.push_str("</svg>\n");
    svg
}

/// The colours of a cell, the two swapped where it is reversed.
fn colours(paint: Paint, ground: Ground) -> (Rgb, Option<Rgb>) {
    let (fg, bg) = (rgb(paint.fg), rgb(paint.bg));
    if paint.modifier.contains(Modifier::REVERSED) {
        (bg.unwrap_or(ground.background), Some(fg.unwrap_or(ground.text)))
    } else {
        (fg.unwrap_or(ground.text), bg)
    }
}

fn backgrounds(svg: &mut String, symbols: &[Symbol], (y, ground): (u16, Ground)) {
    let behind = |symbol: &Symbol| colours(symbol.paint, ground).1;
    for run in symbols.chunk_by(|a, b| behind(a) == behind(b)) {
        let Some(fill) = behind(&run[0]) else {
            continue;
        };
        let columns: u16 = run.iter().map(|symbol| symbol.columns).sum();
        let _ = writeln!(
            svg,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{ROW:.1}\" fill=\"{}\"/>",
            at(run[0].column, COLUMN),
            at(y, ROW),
            f32::from(columns) * COLUMN,
            hex(fill)
        );
    }
}

/// A word of ASCII is one piece; any other symbol is a piece of its own.
fn texts(svg: &mut String, symbols: &[Symbol], (y, ground): (u16, Ground)) {
    let together = |a: &Symbol, b: &Symbol| a.paint == b.paint && is_word(a.text) && is_word(b.text);
    for run in symbols.chunk_by(together).filter(|run| run[0].text != " ") {
        let columns: u16 = run.iter().map(|symbol| symbol.columns).sum();
        let text: String = run.iter().map(|symbol| symbol.text).collect();
        let (fill, _) = colours(run[0].paint, ground);
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{}>{}</text>",
            at(run[0].column, COLUMN),
            at(y, ROW) + BASELINE,
            f32::from(columns) * COLUMN,
            hex(fill),
            attributes(run[0].paint),
            escaped(&text)
        );
    }
}

fn is_word(text: &str) -> bool {
    text != " " && text.is_ascii()
}

fn at(position: u16, step: f32) -> f32 {
    MARGIN + f32::from(position) * step
}

fn attributes(paint: Paint) -> String {
    let known = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ];
    let set = known.iter().filter(|(bit, _)| paint.modifier.contains(*bit));
    set.map(|(_, attribute)| *attribute).collect()
}

fn hex((r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Text that XML shows as it is; what XML cannot hold at all is replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in crate::safe_text::clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    const GROUND: Ground = Ground {
        text: (230, 234, 242),
        background: (16, 20, 28),
    };

    #[test]
    fn every_piece_stands_in_its_columns() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, "a<b 北⣀ z", Style::new());
        let svg = svg(&buffer, GROUND);
        assert!(svg.contains("x=\"10.0\" y=\"22.9\" textLength=\"25.2\""), "{svg}");
        assert!(svg.contains(">a&lt;b</text>"));
        assert!(svg.contains("x=\"43.6\" y=\"22.9\" textLength=\"16.8\"") && svg.contains(">北</text>"));
        assert!(svg.contains("x=\"60.4\"") && svg.contains("x=\"77.2\""));
    }

    #[test]
    fn reversed_cells_swap_their_colours() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        let reversed = Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD);
        buffer.set_string(0, 0, "x", reversed);
        let svg = svg(&buffer, GROUND);
        assert!(
            svg.contains("fill=\"#e6eaf2\"/>") && svg.contains("fill=\"#10141c\" font-weight=\"bold\">x")
        );
    }
}
