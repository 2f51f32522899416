//! A page of plain text for people: headings, prose, fields and tables that fit the terminal.
//! The gate for everything printed: text is cleaned here, and turned into ASCII where nothing else can be shown.

use super::env::Env;
use super::flow::{Ink, Span, flow, span, spans_width, width};
use super::options::{Asked, Options};
use crate::safe_text::clean;
use crate::settings::{Color, Glyphs};
use std::io::{self, Write};
use unicode_normalization::UnicodeNormalization;

/// Widest prose, in columns.
const MAX_PROSE: usize = 88;
/// Columns of a field's label.
const LABEL: usize = 13;
/// Columns between those of a table.
const GAP: usize = 2;
/// Narrowest column of text as long as ids stay whole.
const MIN_TEXT: usize = 16;
/// Narrowest column of a table before its rows are written one cell after the other.
const MIN_COLUMN: usize = 8;

/// How a page is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns to fit into; none: stdout is a file or a pipe, and each row stays on one line for `grep` and `cut`.
    pub width: Option<usize>,
    /// Whether colours are written.
    pub colour: bool,
    /// Whether only ASCII is written.
    pub ascii: bool,
}

impl Look {
    /// The look that environment and options ask for.
    pub fn of(env: &Env, options: &Options) -> Self {
        let columns = env
            .columns
            .or_else(|| env.stdout_tty.then(|| env.size.map_or(80, |size| size.0)));
        let can = env.stdout_tty && !env.is_dumb() && !env.clicolor_off;
        let colour = match options.color.unwrap_or_default() {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => !env.no_color && (env.clicolor_force || can),
        };
        Look {
            width: columns.map(|columns| usize::from(columns).clamp(20, 500)),
            colour,
            ascii: options.glyphs == Some(Asked::For(Glyphs::Ascii)) || (env.stdout_tty && !env.is_utf8()),
        }
    }

    /// Columns of running text behind an indent.
    fn prose(self, indent: usize) -> usize {
        self.room(indent).min(match self.width {
            Some(_) => MAX_PROSE.saturating_sub(indent),
            None => usize::MAX,
        })
    }

    /// Columns behind an indent.
    fn room(self, indent: usize) -> usize {
        self.width
            .map_or(usize::MAX, |columns| columns.saturating_sub(indent))
    }
}

/// Which side a column's cells stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Text.
    Left,
    /// Numbers.
    Right,
    /// Ids: on the left, and the last to be broken.
    Whole,
}

/// The rows of a table and how its columns stand.
pub struct Table {
    sides: Vec<Side>,
    rows: Vec<Vec<Vec<Span>>>,
}

impl Table {
    /// A table with these column heads.
    pub fn new(heads: &[(&str, Side)]) -> Self {
        let head = heads.iter().map(|(text, _)| vec![span(Ink::Muted, *text)]);
        Table {
            sides: heads.iter().map(|(_, side)| *side).collect(),
            rows: vec![head.collect()],
        }
    }

    /// A table without heads.
    pub fn bare(sides: &[Side]) -> Self {
        Table {
            sides: sides.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row of one piece a cell.
    pub fn row(&mut self, cells: Vec<Span>) {
        self.rows.push(cells.into_iter().map(|cell| vec![cell]).collect());
    }

    /// Adds a row of several pieces a cell.
    pub fn spans(&mut self, cells: Vec<Vec<Span>>) {
        self.rows.push(cells);
    }
}

/// A page as it grows.
pub struct Page {
    look: Look,
    text: String,
}

impl Page {
    /// An empty page.
    pub fn new(look: Look) -> Self {
        Page {
            look,
            text: String::new(),
        }
    }

    /// Prints the page.
    ///
    /// # Errors
    /// Whatever `out` says.
    pub fn print(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.text.as_bytes())
    }

    /// An empty line, unless the page begins or has one already.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading with an empty line before it.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.flowed(0, &[span(Ink::Strong, text)]);
    }

    /// Pieces as lines, indented.
    pub fn flowed(&mut self, indent: usize, spans: &[Span]) {
        let spans = self.safe(spans);
        let most = self.look.prose(indent);
        for line in flow(&spans, most) {
            self.line(indent, &line);
        }
    }

    /// Pieces as lines of which the first stands out to the left.
    pub fn hung(&mut self, indent: usize, spans: &[Span]) {
        let spans = self.safe(spans);
        let most = self.look.prose(indent + 2);
        for (n, line) in flow(&spans, most).iter().enumerate() {
            self.line(if n == 0 { indent } else { indent + 2 }, line);
        }
    }

    /// A row of a list: its first part, and the others indented below; all on one line where lines are not wrapped.
    pub fn entry(&mut self, parts: &[Vec<Span>]) {
        if self.look.width.is_none() {
            let gap = [span(Ink::Muted, " ".repeat(GAP))];
            self.flowed(0, &parts.join(&gap[..]));
            return;
        }
        for (n, part) in parts.iter().enumerate() {
            self.hung(if n == 0 { 0 } else { 2 }, part);
        }
    }

    /// Whether people see it on a screen; what other programs read has a row a line and nothing between.
    pub fn is_shown(&self) -> bool {
        self.look.width.is_some()
    }

    /// An empty line between the rows of a list, where a row takes several lines.
    pub fn entry_gap(&mut self) {
        if self.is_shown() {
            self.gap();
        }
    }

    /// Running text, indented.
    pub fn prose(&mut self, indent: usize, text: &str) {
        self.flowed(indent, &[span(Ink::Text, text)]);
    }

    /// A label and what it says.
    pub fn field(&mut self, label: &str, spans: &[Span]) {
        let spans = self.safe(spans);
        let most = self.look.prose(LABEL + 2);
        for (n, line) in flow(&spans, most).into_iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            let mut whole = vec![span(Ink::Muted, format!("{label:LABEL$}"))];
            whole.extend(line);
            self.line(2, &whole);
        }
    }

    /// A label and plain text; nothing if the text is empty.
    pub fn text_field(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.field(label, &[span(Ink::Text, text)]);
        }
    }

    /// A table, indented; columns shrink by wrapping, so that nothing is cut off.
    pub fn table(&mut self, indent: usize, table: &Table) {
        let rows: Vec<Vec<Vec<Span>>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| self.safe(cell)).collect())
            .collect();
        let room = self.look.room(indent);
        let Some(widths) = fitted(&rows, &table.sides, room) else {
            rows.iter().for_each(|row| self.stacked(indent, row));
            return;
        };
        for row in &rows {
            self.row(indent, row, (&widths, &table.sides));
        }
    }

    fn row(&mut self, indent: usize, row: &[Vec<Span>], (widths, sides): (&[usize], &[Side])) {
        let cells: Vec<Vec<Vec<Span>>> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| indented(cell, *width))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for n in 0..height {
            let mut line = Vec::new();
            for ((cell, most), side) in cells.iter().zip(widths).zip(sides) {
                let piece = cell.get(n).cloned().unwrap_or_default();
                let free = most.saturating_sub(spans_width(&piece));
                let (before, after) = if *side == Side::Right {
                    (free, 0)
                } else {
                    (0, free)
                };
                line.push(span(Ink::Text, " ".repeat(before)));
                line.extend(piece);
                line.push(span(Ink::Text, " ".repeat(after + GAP)));
            }
            self.line(indent, &line);
        }
    }

    /// A row whose columns do not fit beside each other.
    fn stacked(&mut self, indent: usize, row: &[Vec<Span>]) {
        let mut spans: Vec<Span> = Vec::new();
        for cell in row.iter().filter(|cell| spans_width(cell) > 0) {
            if !spans.is_empty() {
                spans.push(span(Ink::Muted, "  "));
            }
            spans.extend(cell.clone());
        }
        let most = self.look.room(indent + 2);
        for (n, line) in flow(&spans, most).iter().enumerate() {
            self.line(if n == 0 { indent } else { indent + 2 }, line);
        }
    }

    /// One line of cleaned pieces.
    fn line(&mut self, indent: usize, spans: &[Span]) {
        let end = spans
            .iter()
            .rposition(|s| !s.text.trim_end().is_empty())
            .map_or(0, |at| at + 1);
        if end > 0 {
            self.text.push_str(&" ".repeat(indent));
        }
        for (n, piece) in spans[..end].iter().enumerate() {
            let text = if n + 1 == end {
                piece.text.trim_end()
            } else {
                &piece.text
            };
            self.paint(piece.ink, text);
        }
        self.text.push('\n');
    }

    fn paint(&mut self, ink: Ink, text: &str) {
        let code = match ink {
            Ink::Text | Ink::Address => "",
            Ink::Strong => "1",
            Ink::Muted => "2",
            Ink::Accent => "36",
            Ink::Cite => "33",
            Ink::Good => "32",
            Ink::Bad => "31",
        };
        if self.look.colour && !code.is_empty() && !text.trim().is_empty() {
            self.text.push_str(&format!("\u{1b}[{code}m{text}\u{1b}[0m"));
        } else {
            self.text.push_str(text);
        }
    }

    fn safe(&self, spans: &[Span]) -> Vec<Span> {
        let safe = |text: &str| match self.look.ascii {
            true => ascii(&clean(text)),
            false => clean(text).into_owned(),
        };
        spans.iter().map(|s| span(s.ink, safe(&s.text))).collect()
    }
}

/// A cell in lines; what it begins with spaces for, its other lines do too.
fn indented(cell: &[Span], width: usize) -> Vec<Vec<Span>> {
    let first = cell.first().map_or("", |s| s.text.as_str());
    let indent = first.len() - first.trim_start_matches(' ').len();
    if indent == 0 || indent + 2 > width {
        return flow(cell, width);
    }
    let mut inner = cell.to_vec();
    inner[0].text.drain(..indent);
    let mut lines = flow(&inner, width - indent);
    for line in &mut lines {
        line.insert(0, span(Ink::Text, " ".repeat(indent)));
    }
    lines
}

/// The widths of the columns in `room`, or `None` if the narrowest are too wide.
fn fitted(rows: &[Vec<Vec<Span>>], sides: &[Side], room: usize) -> Option<Vec<usize>> {
    let mut widths = vec![0; sides.len()];
    for row in rows {
        for (most, cell) in widths.iter_mut().zip(row) {
            *most = (*most).max(spans_width(cell));
        }
    }
    let gaps = GAP * sides.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let columns = || widths.iter().copied().enumerate();
        let text = columns()
            .filter(|(n, w)| sides[*n] == Side::Left && *w > MIN_TEXT)
            .max_by_key(|(_, w)| *w);
        let widest = text.or_else(|| columns().filter(|(_, w)| *w > MIN_COLUMN).max_by_key(|(_, w)| *w));
        widths[widest?.0] -= 1;
    }
    Some(widths)
}

/// The nearest text in ASCII, for terminals whose locale has nothing else.
fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => plain.push(c),
            '«' | '»' | '„' | '“' | '”' => plain.push('"'),
            '‘' | '’' => plain.push('\''),
            '¶' => plain.push('#'),
            '·' | '–' | '—' | '‐' | '‑' => plain.push('-'),
            '…' => plain.push_str("..."),
            '›' | '→' => plain.push('>'),
            '≥' => plain.push_str(">="),
            '≤' => plain.push_str("<="),
            '≈' => plain.push('~'),
            '×' => plain.push('x'),
            '¥' => plain.push_str("CNY"),
            'ß' => plain.push_str("ss"),
            _ => {
                let parts = std::iter::once(c).nfkd().filter(char::is_ascii);
                let before = plain.len();
                plain.extend(parts);
                if plain.len() == before {
                    plain.push_str(&"?".repeat(width(c.encode_utf8(&mut [0; 4]))));
                }
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(columns: usize) -> Page {
        Page::new(Look {
            width: Some(columns),
            colour: false,
            ascii: false,
        })
    }

    #[test]
    fn tables_align_by_columns_and_shrink_by_wrapping() {
        let mut table = Table::new(&[("name", Side::Left), ("n", Side::Right)]);
        table.row(vec![span(Ink::Text, "北京"), span(Ink::Text, "12")]);
        table.row(vec![span(Ink::Text, "a rather long name"), span(Ink::Text, "3")]);
        let mut wide = page(40);
        wide.table(0, &table);
        assert_eq!(
            wide.text,
            "name                 n\n北京                12\na rather long name   3\n"
        );
        let mut narrow = page(14);
        narrow.table(0, &table);
        assert_eq!(
            narrow.text,
            "name         n\n北京        12\na rather     3\nlong name\n"
        );
    }

    #[test]
    fn nothing_a_terminal_obeys_is_printed() {
        let mut page = page(40);
        page.prose(0, "a\u{1b}[31mb\u{202e}c");
        page.field("label\t", &[span(Ink::Strong, "x\u{7}")]);
        assert!(!page.text.contains(['\u{1b}', '\u{202e}', '\u{7}']));
    }

    #[test]
    fn colours_only_when_asked() {
        let look = Look {
            width: Some(40),
            colour: true,
            ascii: false,
        };
        let mut page = Page::new(look);
        page.flowed(0, &[span(Ink::Strong, "x")]);
        assert_eq!(page.text, "\u{1b}[1mx\u{1b}[0m\n");
    }

    #[test]
    fn only_terminals_and_columns_wrap() {
        let width = |env: &Env| Look::of(env, &Options::default()).width;
        let mut env = Env {
            size: Some((100, 30)),
            ..Env::default()
        };
        assert_eq!(width(&env), None, "a pipe");
        env.stdout_tty = true;
        assert_eq!(width(&env), Some(100));
        env.size = None;
        assert_eq!(width(&env), Some(80));
        (env.columns, env.stdout_tty) = (Some(60), false);
        assert_eq!(width(&env), Some(60));
    }

    #[test]
    fn everything_has_an_ascii_form() {
        assert_eq!(
            ascii("«über 2 km²» · Běijīng ¶3 北京"),
            "\"uber 2 km2\" - Beijing #3 ????"
        );
    }

    #[test]
    fn the_look_follows_options_before_environment() {
        let mut env = Env {
            stdout_tty: true,
            term: "xterm".into(),
            locale: "C.UTF-8".into(),
            ..Env::default()
        };
        let mut options = Options::default();
        let look = |env: &Env, options: &Options| Look::of(env, options);
        assert!(look(&env, &options).colour);
        env.no_color = true;
        assert!(!look(&env, &options).colour);
        options.color = Some(Color::Always);
        assert!(look(&env, &options).colour);
        env.stdout_tty = false;
        options.color = Some(Color::Auto);
        (env.no_color, env.clicolor_force) = (false, true);
        assert!(look(&env, &options).colour);
        options.color = Some(Color::Never);
        assert!(!look(&env, &options).colour);
    }
}
