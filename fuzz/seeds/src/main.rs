//! Writes what each search begins with: the tests' hostile texts and inputs, their atlas, and what readers meet.

use std::fs;
use std::io;
use std::path::Path;

/// Directories below `corpus`, each with the byte that its target reads before the rest.
const TEXTS: [(&str, &[u8]); 2] = [("safe_text", &[0x1f, 0x5f, 0x9f, 0xdf]), ("reading", &[0, 4, 8])];
const INPUTS: [(&str, &[u8]); 1] = [("framer", &[1, 3, 15])];
const FIXTURES: [&str; 7] = [
    "units.ron",
    "places.ron",
    "organisations.ron",
    "metrics.ron",
    "derivations.ron",
    "documents/tide-report-2026/document.ron",
    "documents/tide-report-2026/facts.ron",
];

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let tests = root.join("../tests");
    let list = |name: &str| -> io::Result<Vec<String>> {
        let text = fs::read_to_string(tests.join("fixtures/hostile").join(name))?;
        ron::from_str(&text).map_err(io::Error::other)
    };
    let (texts, inputs) = (list("texts.ron")?, list("inputs.ron")?);
    let corpus = Corpus(root.join("corpus"));
    for (all, targets) in [(&texts, &TEXTS[..]), (&inputs, &INPUTS[..])] {
        for (target, heads) in targets {
            for (n, text) in all.iter().enumerate() {
                for head in *heads {
                    corpus.seed(target, &format!("{n}-{head}"), &[&[*head], text.as_bytes()])?;
                }
            }
        }
    }
    for (n, input) in inputs.iter().enumerate() {
        corpus.seed("keys", &n.to_string(), &[&[0], &reads(input.as_bytes())])?;
        let text = &texts[n % texts.len()];
        corpus.seed(
            "session",
            &n.to_string(),
            &[&[n as u8], text.as_bytes(), &[0xff], input.as_bytes(), b"j/a\r?"],
        )?;
    }
    for language in ["de", "en", "zh"] {
        let text = fs::read(tests.join("corpus").join(format!("{language}.txt")))?;
        for (n, piece) in text.chunks(400).enumerate() {
            corpus.seed("reading", &format!("{language}{n}"), &[&[n as u8 % 9], piece])?;
        }
    }
    for (which, path) in FIXTURES.iter().enumerate() {
        let text = fs::read(tests.join("fixtures/tiny").join(path))?;
        corpus.seed("ron", &which.to_string(), &[&[which as u8], &text])?;
    }
    corpus.seed(
        "ron",
        "theme",
        &[&[7], &fs::read(root.join("../assets/themes/dark.ron"))?],
    )
}

/// In reads of at most seven bytes, one at once and the next after 49 milliseconds.
fn reads(bytes: &[u8]) -> Vec<u8> {
    let pieces = bytes.chunks(7).enumerate();
    pieces
        .flat_map(|(n, piece)| [&[(n as u8 % 2 * 3) << 4 | piece.len() as u8], piece].concat())
        .collect()
}

struct Corpus(std::path::PathBuf);

impl Corpus {
    fn seed(&self, target: &str, name: &str, parts: &[&[u8]]) -> io::Result<()> {
        let directory = self.0.join(target);
        fs::create_dir_all(&directory)?;
        fs::write(directory.join(format!("seed-{name}")), parts.concat())
    }
}
