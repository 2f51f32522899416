//! The only way onto the screen: every text passes the gate for unsafe characters and the glyph tier here.
//! Knows roles, not panes.

use super::look::{Look, glyph};
use super::prose::{Span, cut, width};
use crate::safe_text::clean;
use crate::settings::{Glyphs, Role};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// A screen being drawn.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// What is drawn with.
    pub look: &'a Look,
}

impl<'a> Canvas<'a> {
    /// A canvas on a buffer.
    pub fn new(buffer: &'a mut Buffer, look: &'a Look) -> Self {
        Canvas { buffer, look }
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Writes at most `columns` of `text`, ending in `…` if it is longer; returns the columns used.
    pub fn text(&mut self, at: (u16, u16), columns: u16, text: &str, role: Role) -> u16 {
        let style = self.look.style(role);
        self.styled(at, columns, text, style)
    }

    fn styled(&mut self, (x, y): (u16, u16), columns: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
            return 0;
        }
        let room = columns.min(area.right() - x);
        let safe = clean(text);
        // Cut first: the sign for what was cut must pass the tier too.
        let whole = cut(&safe, room);
        let shown = self.tier(&whole);
        let mut column = x;
        for grapheme in shown.graphemes(true) {
            let size = width(grapheme);
            if size == 0 || column + size > x + room {
                continue;
            }
            self.put((column, y), grapheme, size, style);
            column += size;
        }
        column - x
    }

    /// One grapheme and the blank cell behind a wide one, on whatever background was there.
    fn put(&mut self, (x, y): (u16, u16), grapheme: &str, size: u16, style: Style) {
        // Of a wide one that reaches into this cell from the left nothing can stay: half of it has no width.
        if x > self.buffer.area.left()
            && let Some(left) = self.buffer.cell_mut((x - 1, y))
            && left.symbol().len() > 2
            && width(left.symbol()) == 2
        {
            left.set_symbol(" ");
        }
        for (column, symbol) in [(x, grapheme), (x + 1, " ")].into_iter().take(usize::from(size)) {
            if let Some(cell) = self.buffer.cell_mut((column, y)) {
                let style = self.look.readable(style.bg(cell.bg));
                cell.reset();
                cell.set_symbol(symbol).set_style(style);
            }
        }
    }

    /// The text as this session's glyphs can show it.
    fn tier<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        let glyphs = self.look.glyphs;
        if matches!(glyphs, Glyphs::Braille | Glyphs::Block) || text.is_ascii() {
            return text.into();
        }
        let mut shown = String::with_capacity(text.len());
        for grapheme in text.graphemes(true) {
            let drawn = grapheme.chars().next().map_or(' ', |c| glyph(c, glyphs));
            shown.push(drawn);
            // A wide character that became narrow keeps its two columns.
            let narrower = usize::from(width(grapheme))
                .saturating_sub(usize::from(width(drawn.encode_utf8(&mut [0; 4]))));
            shown.extend(std::iter::repeat_n(' ', narrower));
        }
        shown.into()
    }

    /// Writes spans side by side; returns the columns used.
    pub fn spans(&mut self, (x, y): (u16, u16), columns: u16, spans: &[Span]) -> u16 {
        let mut used = 0;
        for part in spans {
            if used >= columns {
                break;
            }
            used += self.text((x + used, y), columns - used, &part.text, part.role);
        }
        used
    }

    /// Writes cells, one column each.
    pub fn cells(&mut self, (x, y): (u16, u16), columns: u16, cells: &[(char, Role)]) {
        for ((sign, role), column) in cells.iter().zip(0..columns) {
            let style = self.look.style(*role);
            if *sign != ' ' && x + column < self.buffer.area.right() {
                self.put_sign((x + column, y), *sign, style);
            }
        }
    }

    fn put_sign(&mut self, at: (u16, u16), sign: char, style: Style) {
        let mut bytes = [0; 4];
        let sign: &str = sign.encode_utf8(&mut bytes);
        let safe = clean(sign);
        if width(&safe) == 1 && self.buffer.area.contains(at.into()) {
            self.put(at, &safe, 1, style);
        }
    }

    /// A horizontal hairline.
    pub fn hline(&mut self, (x, y): (u16, u16), columns: u16) {
        let line: String = "─".repeat(usize::from(columns));
        self.text((x, y), columns, &line, Role::Line);
    }

    /// A vertical hairline.
    pub fn vline(&mut self, (x, y): (u16, u16), rows: u16) {
        for row in 0..rows {
            self.text((x, y.saturating_add(row)), 1, "│", Role::Line);
        }
    }

    /// Puts the background of the selected row under what is drawn.
    pub fn select(&mut self, area: Rect) {
        self.repaint(area, |look, style| look.selected(style));
    }

    /// Clears an area for an overlay.
    pub fn raise(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
        self.repaint(area, |look, style| look.raised(style));
    }

    fn repaint(&mut self, area: Rect, paint: impl Fn(&Look, Style) -> Style) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                let style = paint(self.look, cell.style());
                cell.modifier = ratatui::style::Modifier::empty();
                cell.set_style(style);
            }
        }
    }

    /// A rounded frame with a title on the left and a note on the right of its upper edge.
    pub fn frame(&mut self, area: Rect) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (x, y, right, bottom) = (area.x, area.y, area.right() - 1, area.bottom() - 1);
        self.hline((x + 1, y), area.width - 2);
        self.hline((x + 1, bottom), area.width - 2);
        self.vline((x, y + 1), area.height - 2);
        self.vline((right, y + 1), area.height - 2);
        for (at, corner) in [
            ((x, y), "╭"),
            ((right, y), "╮"),
            ((x, bottom), "╰"),
            ((right, bottom), "╯"),
        ] {
            self.text(at, 1, corner, Role::Line);
        }
    }
}
