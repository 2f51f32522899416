//! A page with tags as blocks of words, in one pass; tolerant of everything pages are.
//! Knows no style sheets: what a page hides is read if it is text.
//!
//! Tags of blocks part paragraphs, `<br>` parts lines, scripts, styles and `<nav>` are skipped, entities are
//! decoded, white space is single. Every byte is looked at once: an unclosed tag, comment or script takes the rest.
//! To add a tag: [`PARTS`] or [`SKIPPED`]; an entity: [`ENTITIES`].

use super::lines::{Block, MAX_BLOCK, is_blank};
use std::borrow::Cow;

/// Tags that begin or end a block.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "thead", "tbody", "caption",
    "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "blockquote", "pre", "hr", "body", "html", "head",
    "title", "form", "fieldset", "address", "option", "select", "button", "nav", "center", "details", "summary", "label",
];
/// Tags whose content is no text of the page.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "nav", "iframe", "object", "textarea", "math", "canvas",
];
#[rustfmt::skip]
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{A0}'), ("ensp", '\u{2002}'), ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'), ("shy", '\u{AD}'), ("zwnj", '\u{200C}'), ("zwj", '\u{200D}'), ("auml", 'ä'), ("ouml", 'ö'), ("uuml", 'ü'), ("Auml", 'Ä'), ("Ouml", 'Ö'),
    ("Uuml", 'Ü'), ("szlig", 'ß'), ("eacute", 'é'), ("egrave", 'è'), ("agrave", 'à'), ("ccedil", 'ç'), ("ntilde", 'ñ'), ("bdquo", '„'),
    ("ldquo", '“'), ("rdquo", '”'), ("lsquo", '‘'), ("rsquo", '’'), ("sbquo", '‚'), ("laquo", '«'), ("raquo", '»'), ("ndash", '–'), ("mdash", '—'),
    ("hellip", '…'), ("middot", '·'), ("bull", '•'), ("euro", '€'), ("yen", '¥'), ("pound", '£'), ("copy", '©'), ("reg", '®'), ("deg", '°'),
    ("sup2", '²'), ("sup3", '³'), ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'), ("times", '×'), ("minus", '−'), ("plusmn", '±'), ("permil", '‰'),
];

/// The blocks of a page.
pub struct Blocks<'a> {
    page: &'a str,
    at: usize,
    gap: bool,
    draft: Draft,
}

/// A block in the making.
#[derive(Default)]
struct Draft {
    text: String,
    steps: Vec<(u32, u32)>,
    start: usize,
    end: usize,
    space: bool,
}

impl Draft {
    /// Adds a character that stands at bytes `from..to` of the page; white space is kept as one space.
    fn put(&mut self, c: char, from: usize, to: usize) {
        let gap_in_words = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}');
        if gap_in_words {
            self.space = !self.text.is_empty();
            return;
        }
        if self.text.is_empty() {
            self.start = from;
        }
        if std::mem::take(&mut self.space) {
            self.step(from.saturating_sub(1));
            self.text.push(' ');
        }
        self.step(from);
        self.text.push(c);
        self.end = to;
    }

    /// Notes where the next byte stands, unless it simply follows.
    fn step(&mut self, from: usize) {
        let follows = self.steps.last().is_some_and(|(here, there)| {
            self.text
                .len()
                .checked_sub(*here as usize)
                .map(|run| *there as usize + run)
                == Some(from)
        });
        if !follows {
            self.steps.push((self.text.len() as u32, from as u32));
        }
    }

    fn take<'a>(&mut self, gap: bool) -> Option<Block<'a>> {
        let draft = std::mem::take(self);
        (!is_blank(&draft.text)).then_some(Block {
            text: Cow::Owned(draft.text),
            range: draft.start..draft.end,
            gap,
            steps: draft.steps,
        })
    }
}

/// What a tag does.
enum Tag {
    /// Parts blocks.
    Part,
    /// Parts lines.
    Line,
    /// Its content is skipped.
    Skip(&'static str),
    /// Nothing.
    Inline,
}

impl<'a> Blocks<'a> {
    /// The blocks of this page.
    pub fn new(page: &'a str) -> Self {
        Blocks {
            page,
            at: 0,
            gap: true,
            draft: Draft::default(),
        }
    }

    /// Ends the block in the making; what follows stands behind a gap or not.
    fn finish(&mut self, gap: bool) -> Option<Block<'a>> {
        let block = self.draft.take(self.gap);
        self.gap = if block.is_some() { gap } else { self.gap || gap };
        block
    }

    /// Reads a tag, comment or declaration at `at`; `None` if the `<` is a plain sign.
    fn tag(&mut self) -> Option<Tag> {
        let rest = &self.page[self.at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.at += comment.find("-->").map_or(rest.len(), |n| n + 7);
            return Some(Tag::Inline);
        }
        let name_at = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'))?;
        if !name_at.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
            return None;
        }
        let closes = rest.starts_with("</");
        let length = name_at.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = name_at[..length.min(16)].to_ascii_lowercase();
        self.at += tag_length(rest);
        Some(kind_of(&name, closes))
    }

    /// Moves behind the end of a skipped element.
    fn skip(&mut self, name: &str) {
        let rest = self.page.as_bytes().get(self.at..).unwrap_or_default();
        let closing = rest
            .windows(name.len() + 2)
            .position(|w| w.starts_with(b"</") && w[2..].eq_ignore_ascii_case(name.as_bytes()));
        self.at += closing.unwrap_or(rest.len());
        if closing.is_some() {
            self.at += tag_length(&self.page[self.at..]);
        }
    }

    /// Puts the character at `at`, decoded, and moves on.
    fn put(&mut self) {
        let rest = &self.page[self.at..];
        let (c, length) = match rest.chars().next() {
            Some('&') => entity(rest).unwrap_or(('&', 1)),
            Some(c) => (c, c.len_utf8()),
            None => return,
        };
        self.draft.put(c, self.at, self.at + length);
        self.at += length;
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Block<'a>;

    fn next(&mut self) -> Option<Block<'a>> {
        while self.at < self.page.len() {
            if !self.page[self.at..].starts_with('<') {
                self.put();
                // A page without tags must not pile up: it is parted at white space if there is some.
                let length = self.draft.text.len();
                if length > MAX_BLOCK && (self.draft.space || length > 2 * MAX_BLOCK) {
                    return self.finish(false);
                }
                continue;
            }
            let block = match self.tag() {
                Some(Tag::Part) => self.finish(true),
                Some(Tag::Line) => self.finish(false),
                Some(Tag::Skip(name)) => {
                    self.skip(name);
                    self.finish(true)
                }
                Some(Tag::Inline) => None,
                None => {
                    self.put();
                    None
                }
            };
            if block.is_some() {
                return block;
            }
        }
        self.finish(true)
    }
}

fn kind_of(name: &str, closes: bool) -> Tag {
    if name == "br" {
        return Tag::Line;
    }
    match SKIPPED.iter().find(|skipped| **skipped == name) {
        Some(skipped) if !closes => Tag::Skip(skipped),
        Some(_) => Tag::Part,
        None if PARTS.contains(&name) => Tag::Part,
        None => Tag::Inline,
    }
}

/// The bytes of a tag, quoted `>` included; a quote that does not close within 4,000 bytes is a plain sign.
fn tag_length(tag: &str) -> usize {
    let bytes = tag.as_bytes();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return at,
            b'"' | b'\'' => {
                let close = bytes[at..].iter().take(4000).position(|b| *b == byte);
                at += close.map_or(0, |n| n + 1);
            }
            _ => {}
        }
    }
    tag.len()
}

/// The character an entity at the start of `text` stands for, and its bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let length = body
        .bytes()
        .take(10)
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count();
    let name = &body[..length];
    let closed = usize::from(body[length..].starts_with(';'));
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |h| u32::from_str_radix(h, 16).ok());
            char::from_u32(code?)?
        }
        None => ENTITIES.iter().find(|(n, _)| *n == name && closed == 1)?.1,
    };
    Some((c, 1 + length + closed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<String> {
        Blocks::new(page).map(|b| b.text.into_owned()).collect()
    }

    #[test]
    fn tags_part_blocks_and_entities_are_decoded() {
        let page = "<html><head><title>T</title><style>p{}</style></head><body><nav><a>Menü 1</a></nav>\
                    <p class=\"a>b\">Gr&ouml;&szlig;e:\n  <b>2,4</b>&nbsp;km&#178; &amp; mehr</p><script>var a = '<p>7</p>';</script>\
                    Erste Zeile<br/>zweite Zeile<!-- 9 --></body></html>";
        assert_eq!(
            texts(page),
            ["T", "Größe: 2,4\u{A0}km² & mehr", "Erste Zeile", "zweite Zeile"]
        );
        let gaps: Vec<bool> = Blocks::new(page).map(|b| b.gap).collect();
        assert_eq!(gaps, [true, true, true, false]);
    }

    #[test]
    fn every_word_leads_back_to_the_page() {
        let page = "<p>Gr&ouml;&szlig;e:\n  <b>2,4</b>&nbsp;km&#178; &amp; mehr</p>";
        let block = Blocks::new(page).next().unwrap();
        for (word, place) in [
            ("2,4", "2,4"),
            ("mehr", "mehr"),
            ("km²", "km&#178;"),
            ("Größe", "Gr&ouml;&szlig;e"),
        ] {
            let at = block.text.find(word).unwrap();
            let span = block.origin_of(&(at..at + word.len()));
            assert!(
                page[span.start..].starts_with(place),
                "{word}: {}",
                &page[span.start..]
            );
        }
    }

    #[test]
    fn broken_pages_end() {
        for page in [
            "<",
            "<p",
            "<p title=\"x",
            "<!--",
            "<script>",
            "a < b",
            "&",
            "&#xFFFFFFFF;",
            "&#55296;",
            "</",
            "<p>a</p",
            "<svg><p>",
        ] {
            texts(page);
        }
        assert_eq!(texts("a < b und <i>c</i>"), ["a < b und c"]);
        let many = "<a \"".repeat(50_000);
        assert!(texts(&many).is_empty());
        assert_eq!(texts(&"<script>".repeat(50_000)), Vec::<String>::new());
    }
}
