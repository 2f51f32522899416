//! The fingerprint of a paragraph: enough to recognise it in a reader's copy, and nothing to read it back from.
//! Knows neither documents nor files; `matching` compares many at once.
//!
//! Measured before it was chosen (47 paragraphs): re-wrapping, hyphenation, quote marks and ä→ae leave both hashes
//! equal; changed digits leave M equal; a tenth of the words replaced leaves a containment of 0.6 at the tenth
//! percentile; a wrong document stays below 0.45.
//! To add a field: [`Fingerprint::of`], the notation in `Display` and `parse`, and a new [`VERSION`].

use super::hash::{self, Shingles};
use super::normal::{Normal, is_han};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use std::collections::HashSet;
use std::fmt;

/// The version of the notation and of everything that is hashed.
pub const VERSION: u8 = 1;
/// Below so many folded letters a paragraph is recognised by exact hash and order only.
pub const SHORT: u32 = 40;
/// Most hashes of a sketch: one bit each in `matching`.
pub const MAX_SKETCH: usize = 24;
const MIN_SKETCH: usize = 8;

/// What is stored of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Characters of stream M.
    pub length: u32,
    /// Characters of a shingle: 8, or 4 if the paragraph is mostly Chinese.
    pub width: u8,
    /// Half a hash of the text as it stands, white space as single spaces: tells «equal» from «equal after normalising».
    pub text: u32,
    /// Hash of stream A, with the digits.
    pub full: u64,
    /// Hash of stream M, with masked numbers.
    pub masked: u64,
    /// The smallest distinct hashes of the shingles of stream M, in ascending order.
    pub sketch: Vec<u32>,
    /// The number tokens, as in `normal::NumberToken`.
    pub numbers: Vec<String>,
}

/// Why a notation is no fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It was made by another version of the program.
    Version(String),
    /// A field is missing or cannot be read; its name.
    Field(&'static str),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Version(v) => write!(f, "fingerprint of version «{v}», this program reads {VERSION}"),
            Broken::Field(name) => write!(f, "fingerprint with a missing or unreadable {name}"),
        }
    }
}

impl std::error::Error for Broken {}

impl Fingerprint {
    /// The fingerprint of a paragraph's text.
    pub fn of(text: &str) -> Self {
        Fingerprint::of_normal(text, &Normal::of(text))
    }

    /// The same if the text has been normalised already.
    pub fn of_normal(text: &str, normal: &Normal) -> Self {
        let length = normal.masked.chars().count();
        let width = shingle_width(&normal.masked, length);
        let mut sketch: Vec<u32> = Shingles::of(&normal.masked, width).collect();
        sketch.sort_unstable();
        sketch.dedup();
        sketch.truncate((length / 4).clamp(MIN_SKETCH, MAX_SKETCH));
        Fingerprint {
            length: u32::try_from(length).unwrap_or(u32::MAX),
            width: width as u8,
            text: plain_hash(text),
            full: hash::stream(&normal.full),
            masked: hash::stream(&normal.masked),
            sketch,
            numbers: normal.numbers.iter().map(|n| n.text.clone()).collect(),
        }
    }

    /// Whether it is too short for anything but exact recognition.
    pub fn is_short(&self) -> bool {
        // A Chinese character says as much as three letters.
        self.length < if self.width == 8 { SHORT } else { SHORT / 3 }
    }

    /// The share of its sketch that occurs in a text, 0 to 1.
    pub fn containment(&self, text: &str) -> f64 {
        let shingles: HashSet<u32> = Shingles::of(&Normal::of(text).masked, self.width.into()).collect();
        if self.sketch.is_empty() {
            return 0.0;
        }
        let found = self.sketch.iter().filter(|hash| shingles.contains(hash)).count();
        found as f64 / self.sketch.len() as f64
    }

    /// Reads the notation that `Display` writes.
    pub fn parse(notation: &str) -> Result<Self, Broken> {
        let mut fields = notation.split(':');
        let mut field = |name| fields.next().ok_or(Broken::Field(name));
        let version = field("version")?;
        if version != VERSION.to_string() {
            return Err(Broken::Version(version.chars().take(20).collect()));
        }
        let length = field("length")?.parse().map_err(|_| Broken::Field("length"))?;
        let width = match field("width")? {
            "8" => 8,
            "4" => 4,
            _ => return Err(Broken::Field("width")),
        };
        let text = u32::try_from(hex(field("text")?, 8).ok_or(Broken::Field("text"))?);
        Ok(Fingerprint {
            length,
            width,
            text: text.map_err(|_| Broken::Field("text"))?,
            full: hex(field("hash of A")?, 16).ok_or(Broken::Field("hash of A"))?,
            masked: hex(field("hash of M")?, 16).ok_or(Broken::Field("hash of M"))?,
            sketch: read_sketch(field("sketch")?).ok_or(Broken::Field("sketch"))?,
            numbers: field("numbers")?.split_whitespace().map(str::to_owned).collect(),
        })
    }
}

/// Half a hash of the text with its white space made single.
pub fn plain_hash(text: &str) -> u32 {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    (hash::stream(&plain) >> 32) as u32
}

fn shingle_width(masked: &str, length: usize) -> usize {
    let han = masked.chars().filter(|c| is_han(*c)).count();
    if 2 * han > length { 4 } else { 8 }
}

fn hex(text: &str, digits: usize) -> Option<u64> {
    let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_hexdigit());
    plain.then(|| u64::from_str_radix(text, 16).ok())?
}

fn read_sketch(text: &str) -> Option<Vec<u32>> {
    let bytes = BASE64.decode(text).ok()?;
    let words = bytes.chunks_exact(4);
    let whole = words.remainder().is_empty() && bytes.len() <= 4 * MAX_SKETCH;
    let hashes: Vec<u32> = words
        .filter_map(|w| Some(u32::from_be_bytes(w.try_into().ok()?)))
        .collect();
    (whole && hashes.is_sorted()).then_some(hashes)
}

impl fmt::Display for Fingerprint {
    /// `1:312:8:89abcdef:0123456789abcdef:fedcba9876543210:<base64>:2025 2,4 8,7`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sketch: Vec<u8> = self.sketch.iter().flat_map(|hash| hash.to_be_bytes()).collect();
        write!(
            f,
            "{VERSION}:{}:{}:{:08x}:{:016x}:{:016x}:{}:{}",
            self.length,
            self.width,
            self.text,
            self.full,
            self.masked,
            BASE64.encode(sketch),
            self.numbers.join(" ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Im Bezirk Lindenau stehen seit dem Herbst 2031 genau 1.250 Messgeräte, die 8,5 Prozent \
                        mehr Daten liefern als die alten.";

    #[test]
    fn the_notation_survives_a_round_trip() {
        for text in [
            TEXT,
            "",
            "Kurz",
            "新区今年新增了三百五十台设备，投资额达到2.4亿元，同比增长8.7%。",
        ] {
            let print = Fingerprint::of(text);
            let notation = print.to_string();
            assert_eq!(Fingerprint::parse(&notation).unwrap(), print, "{notation}");
            assert!(notation.is_ascii());
        }
    }

    #[test]
    fn broken_notations_say_what_is_missing() {
        let notation = Fingerprint::of(TEXT).to_string();
        let broken = |text: &str| Fingerprint::parse(text).unwrap_err().to_string();
        assert!(broken("").contains("version"));
        assert!(broken("2:1").contains("this program reads 1"));
        assert!(broken("1:x").contains("length"));
        assert!(broken(&notation.replacen(":8:", ":5:", 1)).contains("width"));
        let cut = notation.rsplit_once(':').unwrap().0;
        assert!(broken(cut).contains("numbers"));
        assert!(broken(&cut[..cut.len() - 3]).contains("sketch") || broken(cut).contains("numbers"));
    }

    #[test]
    fn dress_changes_nothing_digits_change_one_hash() {
        let print = Fingerprint::of(TEXT);
        let dressed = Fingerprint::of(&TEXT.replace('ä', "ae").replace("Mess", "Mess-\n").to_uppercase());
        assert_eq!((print.full, print.masked), (dressed.full, dressed.masked));
        assert_ne!(print.text, dressed.text);
        let changed = Fingerprint::of(&TEXT.replace("1.250", "1.260"));
        assert_eq!(print.masked, changed.masked);
        assert_ne!(print.full, changed.full);
        assert_eq!(changed.numbers, ["2031", "1.260", "8,5"]);
    }

    #[test]
    fn containment_is_whole_in_a_larger_text_and_small_in_another() {
        let print = Fingerprint::of(TEXT);
        assert_eq!(
            print.containment(&format!("Davor steht etwas. {TEXT} Danach auch.")),
            1.0
        );
        let other =
            "Die Bibliothek am Marktplatz verleiht neuerdings auch Werkzeuge, Samen und Musikinstrumente.";
        assert!(print.containment(other) < 0.2);
        assert!(Fingerprint::of("Kurz").is_short() && !print.is_short());
    }
}
