//! Random bytes and random words through everything that reads: nothing panics, every span lies in its text,
//! a fingerprint reads back as it was written, and a text is always its own copy.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use citescape::atlas::{Decimal, Hedge, Language, Reads, Value};
use citescape::reading::blocks::{Format, blocks};
use citescape::reading::decode::decode;
use citescape::reading::find::find;
use citescape::reading::fingerprint::Fingerprint;
use citescape::reading::lexer::readings;
use citescape::reading::normal::Normal;
use citescape::reading::verify::{Claim, verify};

/// Rounds of each test; more find more, and take longer.
const ROUNDS: u32 = 1_500;

/// xorshift64*, Vigna 2016: small, fast, the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// Pieces that figures, units, hedges, markup and broken text are made of.
const PIECES: &[&str] = &[
    "0",
    "1",
    "7",
    "12",
    "2.4",
    "2,4",
    "1.500",
    "1,500",
    "1 500",
    "1.2.3",
    "1e9",
    "²",
    "½",
    "٣",
    "三",
    "二十",
    "百分之",
    "亿",
    "万",
    "万亿",
    "兆",
    "Milliarden",
    "Billionen",
    "billion",
    "trillion",
    "Mrd.",
    "tn",
    "%",
    "Prozent",
    "per cent",
    "Prozentpunkte",
    "Yuan",
    "元",
    "RMB",
    "km²",
    "Quadratkilometer",
    "PFLOPS",
    "P",
    "5G",
    "14.",
    "Fünfjahresplan",
    "über",
    "rund",
    "fast",
    "mehr als",
    "überstieg",
    "exceeded",
    "almost",
    "超过",
    "近",
    "约",
    "余",
    "家",
    "多家",
    "viertausendvierhundert",
    "anderthalb",
    "ein Drittel",
    "drei Viertel",
    "zwei",
    "Billionen-Yuan-Industrie",
    "2025",
    "im Jahr",
    "bis",
    "Ende",
    "seit",
    "von",
    "auf",
    "pro 10.000 Einwohner",
    "und",
    "Ä",
    "ß",
    "e\u{301}",
    "\u{AD}",
    "\u{200B}",
    "\u{A0}",
    "\u{202E}",
    "\u{FFFD}",
    "\n",
    "\n\n",
    "-\n",
    "„",
    "“",
    "«",
    "»",
    "<p>",
    "</p>",
    "<script>",
    "&amp;",
    "&#x41;",
    "<!--",
    "-->",
    "# ",
    "* ",
    "[a](b)",
    "http://a.b/2025",
    " ",
    " ",
    " ",
    ", ",
    ". ",
];

fn text(chance: &mut Chance, most: usize) -> String {
    let count = chance.below(most + 1);
    (0..count)
        .map(|_| PIECES[chance.below(PIECES.len())])
        .collect::<Vec<_>>()
        .join([" ", ""][chance.below(2)])
}

const LANGUAGES: [Language; 3] = [Language::De, Language::En, Language::Zh];

#[test]
fn any_bytes_are_text_or_refused() {
    let mut chance = Chance(0x5EED_0001);
    for _ in 0..ROUNDS {
        let length = chance.below(200);
        let bytes: Vec<u8> = (0..length)
            .map(|_| [chance.next() as u8, b' ', 0xC3, 0xBC][chance.below(4)])
            .collect();
        if let Ok(decoded) = decode(&bytes) {
            for format in [Format::Plain, Format::Html, Format::Markdown] {
                let all: Vec<_> = blocks(&decoded.text, format).collect();
                assert!(all.iter().all(|block| block.range.end <= decoded.text.len()));
            }
        }
    }
}

#[test]
fn every_reading_lies_in_its_text() {
    let mut chance = Chance(0x5EED_0002);
    for _ in 0..ROUNDS {
        let text = text(&mut chance, 24);
        for language in LANGUAGES {
            for reading in readings(&text, language) {
                assert!(
                    text.get(reading.number.clone()).is_some(),
                    "{:?} in {text:?}",
                    reading.number
                );
            }
        }
    }
}

#[test]
fn phrases_are_found_where_they_are() {
    let mut chance = Chance(0x5EED_0003);
    for _ in 0..ROUNDS {
        let (before, phrase, after) = (text(&mut chance, 8), text(&mut chance, 4), text(&mut chance, 8));
        let paragraph = format!("{before} {phrase} {after}");
        let language = LANGUAGES[chance.below(3)];
        let found = find(&phrase, &paragraph, language);
        assert!(
            found
                .span
                .iter()
                .chain(&found.others)
                .all(|span| paragraph.get(span.clone()).is_some())
        );
        let value = Value::Number(Hedge::Over, Decimal::new(24, 11));
        let claim = Claim {
            value: &value,
            unit: "CNY",
            period: None,
            kind: None,
            reads: Reads::Value,
            language,
        };
        let verdict = verify(&claim, &paragraph, found.span);
        assert!(verdict.agreement.code().starts_with('V'));
    }
}

#[test]
fn a_fingerprint_reads_back_and_knows_its_own_text() {
    let mut chance = Chance(0x5EED_0004);
    for _ in 0..ROUNDS {
        let text = text(&mut chance, 60);
        let print = Fingerprint::of(&text);
        let again = Fingerprint::parse(&print.to_string()).unwrap();
        assert_eq!(print, again, "{text:?}");
        assert!(Normal::of(&text).numbers.len() <= text.len());
        if !print.is_short() {
            assert!(print.containment(&text) >= 1.0, "{text:?}");
        }
    }
}
