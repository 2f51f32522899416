//! Bytes to text, whatever encoding a reader's copy came in; says which one it took.
//! Knows no files and no markup; never fails on damage, refuses only what is no text.
//!
//! Order: byte order mark · strict UTF-8 · UTF-8 with a few damaged places (they become U+FFFD) · GB18030 if its
//! pairs are common Chinese characters · Windows-1252, called Latin-1 where it needs no more. At last, UTF-8 that
//! was once read as Windows-1252 («Ã¼») is repaired.
//! To add an encoding: a member of [`Encoding`], its test in [`legacy`].

use encoding_rs::{Decoder, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fmt;

/// How a text was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// UTF-8 in which some sequences are damaged.
    DamagedUtf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The Chinese national encoding, GBK and GB2312 included.
    Gb18030,
    /// Western European of Windows.
    Windows1252,
    /// ISO 8859-1.
    Latin1,
}

impl Encoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::DamagedUtf8 => "UTF-8 (damaged)",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Gb18030 => "GB18030",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Latin1 => "Latin-1",
        }
    }
}

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text; its byte offsets are what all other places of `reading` count in.
    pub text: String,
    /// What it was.
    pub encoding: Encoding,
    /// Whether UTF-8 once read as Windows-1252 was put right.
    pub repaired: bool,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Zero bytes or many control characters.
    Binary,
    /// A PDF: its text has to be taken out first.
    Pdf,
    /// A compressed archive or an office document, which is one.
    Archive,
    /// A picture.
    Picture,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refused::Binary => "not a text: it holds zero bytes or control characters",
            Refused::Pdf => "a PDF: take its text out first, for example with «pdftotext -layout»",
            Refused::Archive => "a compressed file or office document: save it as plain text or HTML",
            Refused::Picture => "a picture",
        })
    }
}

impl std::error::Error for Refused {}

/// Bytes that are decoded at once.
const PIECE: usize = 64 * 1024;

/// Decodes the bytes of a file.
///
/// # Errors
/// Says why the bytes are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Refused> {
    let (encoding, mark) = detect(bytes)?;
    let text = convert(encoding, bytes[mark..].chunks(PIECE));
    Ok(repair(text, encoding))
}

/// The same for bytes that are needed no longer: a large file is not held twice.
///
/// # Errors
/// Says why the bytes are no text.
pub fn decode_owned(bytes: Vec<u8>) -> Result<Decoded, Refused> {
    let (encoding, mark) = detect(&bytes)?;
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if mark == 0 => return Ok(repair(text, encoding)),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    Ok(repair(convert(encoding, Pieces::of(bytes, mark)), encoding))
}

fn repair(text: String, encoding: Encoding) -> Decoded {
    let repair = repaired(&text);
    Decoded {
        repaired: repair.is_some(),
        text: repair.unwrap_or(text),
        encoding,
    }
}

/// The encoding of bytes, and how many of them are its mark.
fn detect(bytes: &[u8]) -> Result<(Encoding, usize), Refused> {
    let utf8 = |rest| match std::str::from_utf8(rest) {
        Ok(_) => Encoding::Utf8,
        Err(_) => Encoding::DamagedUtf8,
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return Ok((utf8(rest), 3)),
        [0xFF, 0xFE, ..] => return Ok((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => return Ok((Encoding::Utf16Be, 2)),
        _ => refuse(bytes)?,
    }
    let encoding = match utf8(bytes) {
        Encoding::DamagedUtf8 if !mostly_utf8(bytes) => legacy(bytes),
        encoding => encoding,
    };
    Ok((encoding, 0))
}

/// Decodes pieces of a text; characters may lie across their borders.
fn convert(encoding: Encoding, pieces: impl Iterator<Item = impl AsRef<[u8]>>) -> String {
    let table = match encoding {
        Encoding::Utf8 | Encoding::DamagedUtf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
        Encoding::Windows1252 | Encoding::Latin1 => WINDOWS_1252,
    };
    let (mut decoder, mut text) = (table.new_decoder_without_bom_handling(), String::new());
    for piece in pieces {
        put(&mut decoder, piece.as_ref(), &mut text);
    }
    text.reserve(16);
    // What is left of a cut character becomes U+FFFD.
    let _ = decoder.decode_to_string(&[], &mut text, true);
    text
}

/// Appends a decoded piece. Room is set aside in steps: doubling it would take as much again.
fn put(decoder: &mut Decoder, mut piece: &[u8], text: &mut String) {
    while !piece.is_empty() {
        if text.capacity() - text.len() < 4 * PIECE {
            text.reserve_exact((text.len() / 8).clamp(4 * PIECE, 64 * PIECE));
        }
        let (_, read, _) = decoder.decode_to_string(piece, text, false);
        piece = &piece[read..];
    }
}

/// Bytes given away piece by piece from the front, so that they are gone when the text is there.
struct Pieces(Vec<Vec<u8>>);

impl Pieces {
    fn of(mut bytes: Vec<u8>, skip: usize) -> Self {
        const PART: usize = 16 * PIECE;
        let mut parts = Vec::new();
        while bytes.len() > PART + skip {
            parts.push(bytes.split_off((bytes.len() - 1) / PART * PART));
            bytes.shrink_to_fit();
        }
        parts.push(bytes.split_off(skip));
        Pieces(parts)
    }
}

impl Iterator for Pieces {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        self.0.pop()
    }
}

/// What is plainly no text, by its first bytes and its control characters.
fn refuse(bytes: &[u8]) -> Result<(), Refused> {
    let starts = |marks: &[&[u8]]| marks.iter().any(|mark| bytes.starts_with(mark));
    if starts(&[b"%PDF-"]) {
        return Err(Refused::Pdf);
    }
    if starts(&[
        b"PK\x03\x04",
        b"\x1F\x8B",
        b"7z\xBC\xAF",
        b"Rar!",
        b"\xFD7zXZ",
        b"BZh9",
        b"\x28\xB5\x2F\xFD",
    ]) {
        return Err(Refused::Archive);
    }
    if starts(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8"]) {
        return Err(Refused::Picture);
    }
    let zeros = bytes.iter().filter(|b| **b == 0).count();
    let controls = bytes
        .iter()
        .filter(|b| matches!(b, 1..=8 | 0x0E..=0x1A | 0x1C..=0x1F))
        .count();
    // One stray zero byte in ten thousand is damage, more is another kind of file.
    if zeros * 10_000 > bytes.len() || controls * 50 > bytes.len() {
        return Err(Refused::Binary);
    }
    Ok(())
}

/// Whether at least four of five sequences beyond ASCII are whole UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 4 * damaged && whole > 0
}

fn legacy(bytes: &[u8]) -> Encoding {
    match () {
        () if is_chinese(bytes) => Encoding::Gb18030,
        () if bytes.iter().any(|b| matches!(b, 0x80..=0x9F)) => Encoding::Windows1252,
        () => Encoding::Latin1,
    }
}

/// Whether high bytes come in pairs, most of them common characters (GB2312, its first level, its signs and the
/// accented letters of pinyin), or in fours, which Western text never has: there a high byte is mostly followed by
/// an ASCII letter. German that was saved on a Chinese machine has fours for its umlauts.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut fours, mut pairs, mut odd, mut at) = (0_usize, 0_usize, 0_usize, 0_usize, 0);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let (count, length) = match rest {
            [0..=0x7F, ..] => {
                at += 1;
                continue;
            }
            [0x81..=0xFE, b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9', ..] => (&mut fours, 4),
            [0xA1..=0xA3 | 0xB0..=0xD7, 0xA1..=0xFE, ..] | [0xA8, 0xA1..=0xC0, ..] => (&mut common, 2),
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..] => (&mut pairs, 2),
            _ => (&mut odd, 1),
        };
        *count += 1;
        at += length;
    }
    (common > 0 && common >= 3 * (pairs + odd)) || (fours > 0 && fours + common >= 3 * (pairs + odd))
}

/// The text with every sequence of UTF-8 bytes that was read as Windows-1252 put right; `None` if there is none,
/// or if they are less than half of what is not ASCII.
fn repaired(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â', 'â', 'ä', 'å', 'ç', 'è', 'é', 'æ']) {
        return None;
    }
    // Counted before anything is written, so that a large text that is right is not held twice.
    let (mut strange, mut mended) = (0_usize, 0_usize);
    for (put, piece) in Mending(text) {
        strange += piece.chars().filter(|c| !c.is_ascii()).count();
        mended += if piece.starts_with(put) {
            0
        } else {
            piece.chars().count()
        };
    }
    (mended > 0 && 2 * mended >= strange).then(|| Mending(text).map(|(put, _)| put).collect())
}

/// A text as characters put right, each with the piece it stands in.
struct Mending<'a>(&'a str);

impl<'a> Iterator for Mending<'a> {
    type Item = (char, &'a str);

    fn next(&mut self) -> Option<(char, &'a str)> {
        let first = self.0.chars().next()?;
        let (put, length) = mend(self.0).unwrap_or((first, first.len_utf8()));
        let (piece, rest) = self.0.split_at(length);
        self.0 = rest;
        Some((put, piece))
    }
}

/// The character whose UTF-8 bytes stand one by one at the start of `text`, and the bytes they take there.
fn mend(text: &str) -> Option<(char, usize)> {
    let first = windows_byte(text.chars().next()?)?;
    let count = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = text.chars().take(count).map(windows_byte).collect();
    let bytes = bytes.filter(|b| b.len() == count)?;
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((c, text.chars().take(count).map(char::len_utf8).sum()))
}

/// The Windows-1252 byte of a character; the five unused ones stand for themselves.
fn windows_byte(c: char) -> Option<u8> {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match c {
        '\u{80}'..='\u{9F}' => Some(c as u8),
        '\0'..='\u{FF}' => Some(c as u8),
        _ => UPPER.iter().position(|u| *u == c).map(|n| 0x80 + n as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Die größte Fläche für Übungen – 2,4 km² – liegt außerhalb.";
    const CHINESE: &str = "今年新增设备三百五十台，投资额达到2.4亿元，同比增长8.7%。";

    fn check(bytes: &[u8], text: &str, encoding: Encoding) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    #[test]
    fn each_encoding_is_told_by_its_bytes() {
        check(GERMAN.as_bytes(), GERMAN, Encoding::Utf8);
        check(
            &[b"\xEF\xBB\xBF", GERMAN.as_bytes()].concat(),
            GERMAN,
            Encoding::Utf8,
        );
        check(&WINDOWS_1252.encode(GERMAN).0, GERMAN, Encoding::Windows1252);
        check(
            b"gr\xF6\xDFer f\xFCr \xDCbung",
            "größer für Übung",
            Encoding::Latin1,
        );
        check(&GB18030.encode(CHINESE).0, CHINESE, Encoding::Gb18030);
        let little: Vec<u8> = GERMAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&[&[0xFF, 0xFE], &little[..]].concat(), GERMAN, Encoding::Utf16Le);
        let big: Vec<u8> = CHINESE.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&[&[0xFE, 0xFF], &big[..]].concat(), CHINESE, Encoding::Utf16Be);
        check(b"", "", Encoding::Utf8);
    }

    #[test]
    fn damage_leaves_a_mark_and_the_rest() {
        let mut bytes = format!("{GERMAN} {CHINESE}").into_bytes();
        let at = bytes.iter().position(|b| *b >= 0x80).unwrap();
        bytes.remove(at);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, Encoding::DamagedUtf8);
        assert!(decoded.text.contains('\u{FFFD}') && decoded.text.contains(CHINESE));
    }

    #[test]
    fn text_read_in_the_wrong_encoding_is_put_right() {
        for original in [GERMAN, CHINESE, "„Größe“ – 2 €"] {
            let wrong = WINDOWS_1252
                .decode_without_bom_handling(original.as_bytes())
                .0
                .into_owned();
            let decoded = decode(wrong.as_bytes()).unwrap();
            assert_eq!(decoded.text, original);
            assert!(decoded.repaired);
        }
        for right in [GERMAN, "São Paulo, Ängste und Œuvre", "Â"] {
            assert!(!decode(right.as_bytes()).unwrap().repaired, "{right}");
        }
    }

    #[test]
    fn large_files_are_decoded_in_pieces() {
        let text = format!("{}{}", "x".repeat(16 * PIECE - 1), GERMAN.repeat(200));
        let sixteen: Vec<u8> = std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let chinese = format!("{}{}", "x".repeat(16 * PIECE - 1), CHINESE.repeat(3000));
        for (bytes, text) in [
            (text.clone().into_bytes(), &text),
            (sixteen, &text),
            (format!("\u{FEFF}{text}").into_bytes(), &text),
            (WINDOWS_1252.encode(&text).0.into_owned(), &text),
            (GB18030.encode(&text).0.into_owned(), &text),
            (GB18030.encode(&chinese).0.into_owned(), &chinese),
        ] {
            let decoded = decode(&bytes).unwrap();
            assert!(decoded.text == *text, "{:?}", decoded.encoding);
            assert!(decode_owned(bytes).unwrap() == decoded);
        }
        let cut = [GERMAN.as_bytes(), GERMAN.as_bytes(), &[0xC3]].concat();
        assert!(decode(&cut).unwrap().text.ends_with('\u{FFFD}'));
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        assert_eq!(decode(b"%PDF-1.7 ..."), Err(Refused::Pdf));
        assert_eq!(decode(b"PK\x03\x04rest"), Err(Refused::Archive));
        assert_eq!(decode(b"\x89PNG\r\n"), Err(Refused::Picture));
        assert_eq!(decode(&[0; 64]), Err(Refused::Binary));
        assert_eq!(decode(&[7; 64]), Err(Refused::Binary));
        let mut stray = GERMAN.repeat(400).into_bytes();
        stray[100] = 0;
        assert!(decode(&stray).is_ok());
    }
}
