//! A text in RON's notation into `key: value` entries with their places, however broken the rest of it is.
//! Knows brackets, strings and comments; knows no meaning.

use std::ops::Range;

/// An entry of a struct or map, as byte ranges of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What stands before the colon.
    pub key: Range<usize>,
    /// What stands behind it, up to the comma.
    pub value: Range<usize>,
}

/// What was found between brackets.
#[derive(Debug, Default)]
pub struct Parts {
    /// The entries.
    pub parts: Vec<Part>,
    /// Where the notation is wrong, and how.
    pub faults: Vec<(usize, String)>,
}

/// The strings in a range, with their quotes.
pub fn strings(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let tokens = Tokens {
        text,
        at: within.start,
        end: within.end,
    };
    let strings = tokens.filter(|token| matches!(token.kind, Kind::Text { .. }));
    strings.map(|token| token.range).collect()
}

/// The entries between `open` and its closing bracket, in a range of the text that holds nothing else.
pub fn parts(text: &str, within: Range<usize>, open: u8) -> Parts {
    let mut reader = Reader::default();
    let mut tokens = Tokens {
        text,
        at: within.start,
        end: within.end,
    };
    match tokens.find(|token| !matches!(token.kind, Kind::Word)) {
        Some(token) if token.kind == Kind::Open(open) => {}
        other => {
            let at = other.map_or(within.start, |token| token.range.start);
            reader
                .found
                .faults
                .push((at, format!("a «{}» is expected here", open as char)));
            return reader.found;
        }
    }
    let mut depth = 1_usize;
    for token in tokens.by_ref() {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close => depth -= 1,
            Kind::Text { closed: false } => {
                reader
                    .found
                    .faults
                    .push((token.range.start, "a text that is not closed".to_owned()));
            }
            _ => {}
        }
        if depth == 0 {
            reader.end();
            break;
        }
        reader.take(&token, depth == 1 && token.kind != Kind::Close);
    }
    if depth > 0 {
        reader.end();
        let message = "the file ends inside a bracket".to_owned();
        reader
            .found
            .faults
            .push((text[..within.end].trim_end().len(), message));
    } else if let Some(more) = tokens.next() {
        reader
            .found
            .faults
            .push((more.range.start, "more text after the closing bracket".to_owned()));
    }
    reader.found
}

/// Puts tokens together to entries.
#[derive(Default)]
struct Reader {
    found: Parts,
    key: Option<Range<usize>>,
    /// Where the value begins and how far it is known to reach.
    value: Option<Range<usize>>,
    /// The word or text before this token, if it stands in no further bracket.
    last: Option<Range<usize>>,
    /// Where this entry begins.
    first: Option<usize>,
}

impl Reader {
    fn take(&mut self, token: &Token, is_here: bool) {
        match token.kind {
            Kind::Colon if is_here => return self.colon(token.range.clone()),
            Kind::Comma if is_here => return self.end(),
            _ => {}
        }
        if let Some(value) = &mut self.value {
            value.end = token.range.end;
        }
        self.first.get_or_insert(token.range.start);
        let names = matches!(token.kind, Kind::Word | Kind::Text { .. }) && is_here;
        self.last = names.then(|| token.range.clone());
    }

    fn colon(&mut self, at: Range<usize>) {
        let Some(name) = self.last.take() else {
            self.found
                .faults
                .push((at.start, "a «:» without a name before it".to_owned()));
            return;
        };
        if self.key.is_some() {
            // A comma was forgotten: the value ends before the next name.
            self.found
                .faults
                .push((name.start, "a comma is missing before this".to_owned()));
            if let Some(value) = &mut self.value {
                value.end = value.end.min(name.start);
            }
            self.close();
        }
        self.key = Some(name);
        self.value = Some(at.end..at.end);
    }

    fn end(&mut self) {
        if let (None, Some(first)) = (&self.key, self.first) {
            self.found.faults.push((first, "no «name: value»".to_owned()));
        }
        self.close();
        (self.last, self.first) = (None, None);
    }

    fn close(&mut self) {
        if let (Some(key), Some(value)) = (self.key.take(), self.value.take()) {
            self.found.parts.push(Part { key, value });
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open(u8),
    Close,
    Comma,
    Colon,
    /// A string, and whether it has its end.
    Text {
        closed: bool,
    },
    /// Anything else: names, numbers, signs.
    Word,
}

#[derive(Debug, Clone)]
struct Token {
    kind: Kind,
    range: Range<usize>,
}

/// The tokens of a text, without blanks and comments.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Tokens<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..self.end).unwrap_or("")
    }

    fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let step = if rest.starts_with("//") || rest.starts_with("#!") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                comment(rest)
            } else {
                rest.len() - rest.trim_start().len()
            };
            if step == 0 {
                return;
            }
            self.at += step;
        }
    }
}

/// The length of a block comment; they may stand in each other.
fn comment(rest: &str) -> usize {
    let (bytes, mut at, mut depth) = (rest.as_bytes(), 0, 0_usize);
    while at < bytes.len() {
        match bytes.get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    bytes.len()
}

/// The length of a string and whether it is closed; none if no string begins here.
fn string(rest: &str) -> Option<(usize, bool)> {
    if let Some(raw) = rest.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        if raw[marks..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(marks));
            let body = marks + 2;
            let end = rest[body..].find(&close).map(|at| body + at + close.len());
            return Some((end.unwrap_or(rest.len()), end.is_some()));
        }
    }
    let bytes = rest.as_bytes();
    if bytes.first() != Some(&b'"') {
        return None;
    }
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return Some((at + 1, true)),
            _ => at += 1,
        }
    }
    Some((rest.len(), false))
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_blanks();
        let rest = self.rest();
        let first = rest.chars().next()?;
        let (kind, length) = match first {
            '(' | '[' | '{' => (Kind::Open(first as u8), 1),
            ')' | ']' | '}' => (Kind::Close, 1),
            ',' => (Kind::Comma, 1),
            ':' => (Kind::Colon, 1),
            _ => match string(rest) {
                Some((length, closed)) => (Kind::Text { closed }, length),
                None => (Kind::Word, word(rest)),
            },
        };
        let range = self.at..self.at + length;
        self.at = range.end;
        Some(Token { kind, range })
    }
}

/// The length of a run that is none of the signs above.
fn word(rest: &str) -> usize {
    let is_end = |c: char| c.is_whitespace() || "()[]{},:\"".contains(c);
    let first = rest.chars().next().map_or(1, char::len_utf8);
    rest.char_indices()
        .skip(1)
        .find(|(at, c)| is_end(*c) || rest[*at..].starts_with("//") || rest[*at..].starts_with("/*"))
        .map_or(rest.len(), |(at, _)| at)
        .max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(&str, &str)>, Vec<String>) {
        let found = parts(text, 0..text.len(), b'(');
        let pairs = found.parts.iter();
        (
            pairs
                .map(|part| (&text[part.key.clone()], text[part.value.clone()].trim()))
                .collect(),
            found.faults.into_iter().map(|(_, message)| message).collect(),
        )
    }

    #[test]
    fn entries_whatever_strings_and_comments_hold() {
        let text =
            "// (head)\nConfig(a: \"x, ):\", /* b: 1, /* ) */ */ c: [1, (2: 3)], // d: 4\n e: r#\"\"(\"#,)";
        let (entries, faults) = read(text);
        assert_eq!(
            entries,
            [("a", "\"x, ):\""), ("c", "[1, (2: 3)]"), ("e", "r#\"\"(\"#")]
        );
        assert!(faults.is_empty(), "{faults:?}");
        let map = "{\"down\": [\"j\"], \"up\": \"k\"}";
        let found = parts(map, 0..map.len(), b'{');
        assert_eq!(found.parts.len(), 2);
        assert_eq!(strings(map, found.parts[0].value.clone()).len(), 1);
    }

    #[test]
    fn what_is_broken_costs_little() {
        for (text, entries, fault) in [
            ("(a: 1 b: 2)", 2, "comma"),
            ("(a: 1, b: 2", 2, "ends inside"),
            ("(a: 1, b, c: 3)", 2, "no «name"),
            ("(a: 1, [2], c: 3)", 2, "no «name"),
            ("(a: 1, : 2, c: 3)", 2, "without a name"),
            ("(a: 1) b: 2", 1, "after the closing"),
            ("(a: 1, b: \"open)", 2, "not closed"),
            ("", 0, "expected"),
            ("[1]", 0, "expected"),
        ] {
            let (found, faults) = read(text);
            assert_eq!(found.len(), entries, "{text}: {found:?}");
            assert!(faults.iter().any(|f| f.contains(fault)), "{text}: {faults:?}");
        }
    }

    #[test]
    fn any_text_is_read() {
        let signs = [
            "(", ")", "[", "{", "}", ",", ":", "\"", "r#\"", "#", "/*", "*/", "//", "\n", "a", "\\", "ü", "'",
        ];
        let mut state = 1_u32;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..(state % 23) {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(signs[(state >> 16) as usize % signs.len()]);
            }
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            for part in parts(&text, 0..text.len(), b'(').parts {
                assert!(text.get(part.key).is_some() && text.get(part.value).is_some());
            }
        }
    }
}
