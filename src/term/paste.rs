//! The text between the brackets of a bracketed paste, at most 64 KiB of it. Knows no key and no clock.

/// Most bytes of a paste that are kept; the rest is dropped.
pub const MAX_PASTE: usize = 64 * 1024;
/// What ends a paste.
const END: &[u8] = b"\x1b[201~";

/// A paste being collected.
#[derive(Debug, Default)]
pub struct Paste {
    bytes: Vec<u8>,
    /// How much of [`END`] the last bytes match.
    matched: usize,
}

impl Paste {
    /// Takes a byte; the text once the paste has ended.
    pub fn push(&mut self, byte: u8) -> Option<String> {
        if END.get(self.matched) == Some(&byte) {
            self.matched += 1;
            return (self.matched == END.len()).then(|| self.finish());
        }
        self.keep(self.matched);
        self.matched = usize::from(byte == END[0]);
        if self.matched == 0 && self.bytes.len() < MAX_PASTE {
            self.bytes.push(byte);
        }
        None
    }

    /// The first bytes of [`END`] were text after all: ESC stands only at its beginning, so none of them can
    /// begin another match.
    fn keep(&mut self, matched: usize) {
        let room = MAX_PASTE - self.bytes.len();
        self.bytes.extend(END.iter().take(matched.min(room)));
    }

    fn finish(&mut self) -> String {
        self.matched = 0;
        let bytes = std::mem::take(&mut self.bytes);
        let mut text = String::from_utf8_lossy(whole_characters(&bytes))
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        text.truncate(text.floor_char_boundary_at(MAX_PASTE));
        text
    }
}

/// Without a character that was cut in two at the very end.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    }
}

/// The last boundary at or before an index (`str::floor_char_boundary` is newer than our oldest compiler).
trait FloorBoundary {
    fn floor_char_boundary_at(&self, index: usize) -> usize;
}

impl FloorBoundary for String {
    fn floor_char_boundary_at(&self, index: usize) -> usize {
        let mut boundary = index.min(self.len());
        while !self.is_char_boundary(boundary) {
            boundary -= 1;
        }
        boundary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paste(bytes: &[u8]) -> Option<String> {
        let mut paste = Paste::default();
        bytes.iter().find_map(|byte| paste.push(*byte))
    }

    #[test]
    fn text_up_to_the_end_mark() {
        assert_eq!(paste(b"two words\x1b[201~"), Some("two words".into()));
        assert_eq!(paste(b"\x1b[201~"), Some(String::new()));
        assert_eq!(paste(b"a\r\nb\rc\x1b[201~"), Some("a\nb\nc".into()));
        assert_eq!(paste(b"half \x1b[20\x1b[201~"), Some("half \x1b[20".into()));
        assert_eq!(paste(b"never ends \x1b[201"), None);
    }

    #[test]
    fn at_most_64_kib_in_whole_characters() {
        for filler in ["a", "城", "é"] {
            let text = filler.repeat(1_000_000 / filler.len());
            let kept = paste(format!("{text}\x1b[201~").as_bytes()).unwrap();
            assert!(kept.len() <= MAX_PASTE && kept.len() > MAX_PASTE - 4 && text.starts_with(&kept));
        }
        let kept = paste(&[&[0xff; 100_000], END].concat()).unwrap();
        assert!(kept.len() <= MAX_PASTE);
    }
}
