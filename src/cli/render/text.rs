//! A screen as plain lines, and as lines with the codes that colour them.

use super::cells::{Paint, index, row};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

/// The screen as lines without spaces at their ends.
pub fn plain(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let line: String = row(buffer, y).iter().map(|symbol| symbol.text).collect();
        text.push_str(line.trim_end_matches(' '));
        text.push('\n');
    }
    text
}

/// The screen as lines with SGR codes; each line ends with everything reset.
pub fn ansi(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut now = None;
        for symbol in row(buffer, y) {
            if now != Some(symbol.paint) {
                text.push_str(&sgr(symbol.paint));
                now = Some(symbol.paint);
            }
            text.push_str(symbol.text);
        }
        text.push_str("\u{1b}[0m\n");
    }
    text
}

const MODIFIERS: [(Modifier, &str); 8] = [
    (Modifier::BOLD, ";1"),
    (Modifier::DIM, ";2"),
    (Modifier::ITALIC, ";3"),
    (Modifier::UNDERLINED, ";4"),
    (Modifier::SLOW_BLINK, ";5"),
    (Modifier::REVERSED, ";7"),
    (Modifier::HIDDEN, ";8"),
    (Modifier::CROSSED_OUT, ";9"),
];

fn sgr(paint: Paint) -> String {
    let modifiers = MODIFIERS.iter().filter(|(bit, _)| paint.modifier.contains(*bit));
    let mut codes: String = modifiers.map(|(_, code)| *code).collect();
    codes.push_str(&colour(paint.fg, 38));
    codes.push_str(&colour(paint.bg, 48));
    format!("\u{1b}[0{codes}m")
}

fn colour(color: Color, plane: u8) -> String {
    match color {
        Color::Rgb(r, g, b) => format!(";{plane};2;{r};{g};{b}"),
        _ => match index(color) {
            None => String::new(),
            Some(n @ 0..8) => format!(";{}", plane - 8 + n),
            Some(n @ 8..16) => format!(";{}", plane + 44 + n),
            Some(n) => format!(";{plane};5;{n}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn wide_characters_keep_their_columns() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 2));
        buffer.set_string(0, 0, "北京 ⣀x", Style::new());
        assert_eq!(plain(&buffer), "北京 ⣀x\n\n");
    }

    #[test]
    fn colours_are_coded_once_a_run() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        buffer.set_string(0, 0, "ab", Style::new().fg(Color::Rgb(1, 2, 3)));
        buffer.set_string(
            2,
            0,
            "cd",
            Style::new().fg(Color::LightRed).bg(Color::Indexed(24)),
        );
        assert_eq!(
            ansi(&buffer),
            "\u{1b}[0;38;2;1;2;3mab\u{1b}[0;90;48;5;24mcd\u{1b}[0m\n".replace("90", "91")
        );
    }
}
