//! How fast a text is decoded, parted, matched against many documents and read; megabytes a second on one core.
//!
//! `cargo bench --bench reading`; the corpus of the tests repeated between other sentences is the text. Linear means
//! that a text ten times as long takes ten times as long: the ratio is printed.

#![allow(clippy::disallowed_methods)]

use citescape::atlas::Language;
use citescape::reading::blocks::{Format, blocks};
use citescape::reading::decode::decode;
use citescape::reading::fingerprint::Fingerprint;
use citescape::reading::lexer::readings;
use citescape::reading::matching::{DocumentPrint, Matcher, ParagraphPrint};
use citescape::reading::normal::Normal;
use std::hint::black_box;
use std::time::{Duration, Instant};

const GERMAN: &str = include_str!("../tests/corpus/de.txt");
const CHINESE: &str = include_str!("../tests/corpus/zh.txt");

fn paragraphs(corpus: &str) -> Vec<&str> {
    corpus
        .lines()
        .filter_map(|line| line.strip_prefix("¶ "))
        .collect()
}

/// The documents that are looked for: the corpus, and many others that are not there.
fn documents() -> Vec<DocumentPrint> {
    let print = |text: &str, n| ParagraphPrint {
        n,
        print: Fingerprint::of(text),
        phrases: Vec::new(),
    };
    let document = |texts: &[String], language| DocumentPrint {
        language,
        paragraphs: texts.iter().zip(1..).map(|(text, n)| print(text, n)).collect(),
    };
    let owned = |corpus: &str| {
        paragraphs(corpus)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let mut all = vec![
        document(&owned(GERMAN), Language::De),
        document(&owned(CHINESE), Language::Zh),
    ];
    for n in 0..200 {
        let texts: Vec<String> = (0..12).map(|p| filler(n * 12 + p + 1_000_000)).collect();
        all.push(document(&texts, Language::De));
    }
    all
}

/// A sentence that is in no document, of words as long and as varied as those of a language.
fn filler(n: usize) -> String {
    const SYLLABLES: [&str; 32] = [
        "ba", "ler", "stadt", "ung", "wirt", "schaft", "ge", "ver", "ne", "tor", "im", "kreis", "li", "chen",
        "an", "mo", "feld", "ent", "er", "wick", "ra", "te", "haus", "strom", "ma", "ti", "on", "in", "dus",
        "trie", "platz", "werk",
    ];
    let mut state = n as u64;
    let mut draw = |most: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % most) as usize
    };
    let mut words = Vec::new();
    for _ in 0..40 {
        let (syllables, number) = (1 + draw(4), draw(12));
        let word: String = (0..syllables).map(|_| SYLLABLES[draw(32)]).collect();
        words.push(if number == 0 { draw(9000).to_string() } else { word });
    }
    words.join(" ")
}

fn text(megabytes: usize) -> String {
    let (german, mut text, mut n) = (paragraphs(GERMAN), String::new(), 0);
    while text.len() < megabytes << 20 {
        text.push_str(if n % 50 == 0 {
            german[n / 50 % german.len()]
        } else {
            ""
        });
        text.push('\n');
        text.push_str(&filler(n));
        text.push_str("\n\n");
        n += 1;
    }
    text
}

/// The best of three.
fn time(run: impl Fn()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..3).map(once).min().unwrap_or_default()
}

fn report(name: &str, bytes: usize, took: Duration) {
    println!("{name:34} {:8.1} MB/s", bytes as f64 / 1e6 / took.as_secs_f64());
}

fn main() {
    let documents = documents();
    let matcher = Matcher::new(&documents);
    let (short, long) = (text(1), text(10));
    parts(&long);
    matches(&matcher, &short, &long);
    let lines = |text: &str, language| {
        text.lines()
            .map(|line| readings(line, language).len())
            .sum::<usize>()
    };
    report(
        "read figures, German",
        short.len(),
        time(|| _ = black_box(lines(&short, Language::De))),
    );
    let chinese: String = paragraphs(CHINESE).join("\n").repeat(100);
    report(
        "read figures, Chinese",
        chinese.len(),
        time(|| _ = black_box(lines(&chinese, Language::Zh))),
    );
}

fn page(text: &str) -> String {
    let body: String = text
        .split("\n\n")
        .map(|p| format!("<p class=\"a\">{p}</p>\n"))
        .collect();
    format!("<!DOCTYPE html><body>{body}</body>")
}

fn parts(long: &str) {
    let html = page(long);
    report(
        "decode",
        long.len(),
        time(|| _ = black_box(decode(long.as_bytes()))),
    );
    report("normalise", long.len(), time(|| _ = black_box(Normal::of(long))));
    report(
        "part HTML",
        html.len(),
        time(|| _ = black_box(blocks(&html, Format::Html).count())),
    );
}

fn matches(matcher: &Matcher, short: &str, long: &str) {
    let assign = |text: &str, format| _ = black_box(matcher.assign(blocks(text, format)));
    let (one, ten) = (
        time(|| assign(short, Format::Plain)),
        time(|| assign(long, Format::Plain)),
    );
    let (html, line) = (page(long), long.replace('\n', " "));
    report("match 202 documents, plain text", long.len(), ten);
    report(
        "match 202 documents, HTML",
        html.len(),
        time(|| assign(&html, Format::Html)),
    );
    report(
        "match 202 documents, one line",
        line.len(),
        time(|| assign(&line, Format::Plain)),
    );
    println!(
        "{:34} {:8.2} (10 is linear)",
        "match: 10 MB to 1 MB",
        ten.as_secs_f64() / one.as_secs_f64()
    );
}
