//! The only way onto the screen: every text passes the gate for unsafe characters and the glyph tier here.
//! Knows roles, not panes.

use super::look::{Look, glyph};
use super::prose::{Span, clusters, cut, width};
use crate::safe_text::{clean, head, is_plain};
use crate::settings::{Glyphs, Role};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;

/// A screen being drawn.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// What is drawn with.
    pub look: &'a Look,
    /// Whether the selected row stands out as where one has just come to.
    pub is_landing: bool,
}

impl<'a> Canvas<'a> {
    /// A canvas on a buffer.
    pub fn new(buffer: &'a mut Buffer, look: &'a Look) -> Self {
        Canvas {
            buffer,
            look,
            is_landing: false,
        }
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
        if text.len() <= usize::from(room) && text.bytes().all(is_plain) {
            return self.plain((x, y), text, style);
        }
        // One column more than there is room for, and the marks on the last: so it is known that something is missing.
        let safe = clean(head(text, usize::from(room) + 2));
        // What is spelled grows, so it is cut after; the sign for what was cut must pass the tier too.
        let spelled = self.spelled(&safe);
        let shown = if width(&spelled) <= room {
            self.tier(&spelled)
        } else {
            self.tier(&cut(&spelled, room)).into_owned().into()
        };
        self.part_wide_before((x, y));
        let mut column = x;
        for grapheme in clusters(&shown) {
            let size = width(grapheme);
            if size == 0 {
                continue;
            }
            if column + size > x + room {
                break;
            }
            self.put((column, y), grapheme, size, style);
            column += size;
        }
        column - x
    }

    /// Text that fits and has only plain characters: what most of a screen is.
    fn plain(&mut self, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
        self.part_wide_before((x, y));
        for (column, at) in (x..).zip(0..text.len()) {
            self.put((column, y), &text[at..=at], 1, style);
        }
        text.len() as u16
    }

    /// Of a wide character that reaches into this cell from the left nothing can stay: half of it has no width.
    fn part_wide_before(&mut self, (x, y): (u16, u16)) {
        if x > self.buffer.area.left()
            && let Some(left) = self.buffer.cell_mut((x - 1, y))
            && left.symbol().len() > 2
            && width(left.symbol()) == 2
        {
            left.set_symbol(" ");
        }
    }

    /// One grapheme and the blank cell behind a wide one, on whatever background was there.
    fn put(&mut self, (x, y): (u16, u16), grapheme: &str, size: u16, style: Style) {
        for (column, symbol) in [(x, grapheme), (x + 1, " ")].into_iter().take(usize::from(size)) {
            if let Some(cell) = self.buffer.cell_mut((column, y)) {
                let style = self.look.readable(style.bg(cell.bg));
                cell.reset();
                cell.set_symbol(symbol).set_style(style);
            }
        }
    }

    /// With the bounds' signs in ASCII, where the tier has no others: any one character instead would say something
    /// else. Labels of values have them so from the beginning, for their widths; this is for the data's own words.
    fn spelled<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let has_them = matches!(self.look.glyphs, Glyphs::Braille | Glyphs::Block);
        if has_them || !text.contains(['≥', '≤']) {
            return text.into();
        }
        text.replace('≥', ">=").replace('≤', "<=").into()
    }

    /// The text as this session's glyphs can show it.
    fn tier<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let glyphs = self.look.glyphs;
        if matches!(glyphs, Glyphs::Braille | Glyphs::Block) || text.is_ascii() {
            return text.into();
        }
        let mut shown = String::with_capacity(text.len());
        for grapheme in clusters(text) {
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
            self.part_wide_before(at);
            self.put(at, &safe, 1, style);
        }
    }

    /// A horizontal hairline.
    pub fn hline(&mut self, (x, y): (u16, u16), columns: u16) {
        self.line('─', Rect::new(x, y, columns, 1));
    }

    /// A vertical hairline.
    pub fn vline(&mut self, (x, y): (u16, u16), rows: u16) {
        self.line('│', Rect::new(x, y, 1, rows));
    }

    /// A sign of our own in every cell of an area: it needs no gate.
    fn line(&mut self, sign: char, area: Rect) {
        let style = self.look.style(Role::Line);
        let (mut bytes, area) = ([0; 4], area.intersection(self.buffer.area));
        let sign: &str = glyph(sign, self.look.glyphs).encode_utf8(&mut bytes);
        for position in area.positions() {
            let at = position.into();
            self.part_wide_before(at);
            self.put(at, sign, 1, style);
        }
    }

    /// Puts the background of the selected row under what is drawn.
    pub fn select(&mut self, area: Rect) {
        let is_landing = self.is_landing;
        self.repaint(area, |look, style| {
            if is_landing {
                look.landing(style)
            } else {
                look.selected(style)
            }
        });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Decimal, Hedge, Named, Value, signed};
    use crate::settings::Depth;
    use crate::ui::look::plain_theme;
    use std::collections::BTreeSet;

    fn drawn(text: &str, columns: u16, glyphs: Glyphs) -> String {
        let look = Look {
            theme: plain_theme().into(),
            depth: Depth::Mono,
            glyphs,
        };
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 1));
        Canvas::new(&mut buffer, &look).text((0, 0), columns, text, Role::Text);
        let cells = buffer.content().iter().map(|cell| cell.symbol());
        cells.collect::<String>().trim_end().to_owned()
    }

    /// «Under» and «almost» share a sign on purpose; all others say different things and look different.
    #[test]
    fn hedges_look_different_in_every_tier() {
        for glyphs in Glyphs::ALL {
            let five = Decimal::parse("5").unwrap();
            let hedges = Hedge::ALL.iter().filter(|hedge| **hedge != Hedge::Almost);
            let labels: Vec<String> = hedges.map(|h| signed(&Value::Number(*h, five))).collect();
            let shown: BTreeSet<String> = labels.iter().map(|label| drawn(label, 30, *glyphs)).collect();
            assert_eq!(shown.len(), labels.len(), "{glyphs:?}: {shown:?}");
            let words = ["a > 5", "a ≥ 5", "a < 5", "a ≤ 5", "a = 5"];
            let shown: BTreeSet<String> = words.iter().map(|words| drawn(words, 30, *glyphs)).collect();
            assert_eq!(shown.len(), words.len(), "{glyphs:?}: {shown:?}");
        }
    }

    #[test]
    fn what_is_spelled_is_cut_where_the_room_ends() {
        assert_eq!(drawn("a ≥ 5", 6, Glyphs::Ascii), "a >= 5");
        assert_eq!(drawn("a ≥ 52", 6, Glyphs::Ascii), "a >=.");
        assert_eq!(drawn("a ≥ 52", 6, Glyphs::Braille), "a ≥ 52");
    }
}
