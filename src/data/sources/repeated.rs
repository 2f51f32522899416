//! S8: a restatement that repeats its source's words. The atlas retells documents in words of its own; where a copy
//! is at hand, that can be checked.
//!
//! Seven words in a row are too many, or more Chinese characters than a phrase may have. In a source that is not
//! English such a run can only be a quotation. Names and titles of the atlas, figures and the phrases of the
//! paragraph's facts may stand in a run but do not count.
//! To let more words pass: [`Free::of`].

use crate::atlas::{Atlas, DocumentId, Names, Paragraph, Text};
use crate::data::Loaded;
use crate::data::records::place_of;
use crate::problem::Problem;
use crate::reading::normal::is_han;
use crate::reading::proof::Proof;
use crate::reading::tokens::{Sort, Token, tokens};
use std::collections::HashMap;

/// So many words in a row repeat the source.
const MOST_WORDS: usize = 7;
/// So many Chinese characters in a row do.
const MOST_HAN: usize = 21;

/// The restatements that repeat the reader's copies, each with its place.
pub fn repeated(loaded: &Loaded, proof: &Proof) -> Vec<Problem> {
    let free = Free::of(&loaded.atlas);
    let mut problems = Vec::new();
    for (id, document) in loaded.atlas.documents() {
        for paragraph in &document.paragraphs {
            let Some(copy) = proof.paragraph(id, paragraph.n) else {
                continue;
            };
            if let Some(run) = free.run((&loaded.atlas, id), paragraph, &copy.words) {
                let message = format!(
                    "the restatement of «{}» ¶{} repeats its source: «{run}»",
                    document.slug, paragraph.n
                );
                let problem = Problem::error("S8", message).hint("say it in words of your own");
                problems.push(placed(loaded, id, &run, problem));
            }
        }
    }
    problems
}

fn placed(loaded: &Loaded, id: DocumentId, run: &str, problem: Problem) -> Problem {
    let Some(Some(file)) = loaded.document_files.get(id.index()) else {
        return problem;
    };
    // Marks part the words of a run as it is written: its first words lead there, then its first word does.
    let words: Vec<&str> = run.split_whitespace().collect();
    let beginnings = (1..=words.len().min(3)).rev().map(|n| words[..n].join(" "));
    let beginning = beginnings
        .into_iter()
        .find(|words| file.text.contains(words.as_str()));
    let (line, column) = place_of(file, 0, &beginning.unwrap_or_default());
    problem.at(&file.name, line, column)
}

/// The words that may be repeated: names and titles, by their first word.
struct Free(HashMap<String, Vec<Vec<String>>>);

/// A word of a restatement.
struct Word {
    text: String,
    at: std::ops::Range<usize>,
    counts: bool,
}

impl Free {
    fn of(atlas: &Atlas) -> Self {
        let mut free = Free(HashMap::new());
        let mut put = |names: &Names, aliases: &[Text]| {
            names.all().for_each(|name| free.add(name));
            aliases.iter().for_each(|name| free.add(name));
        };
        atlas.places().for_each(|(_, r)| put(&r.names, &r.aliases));
        atlas.organisations().for_each(|(_, r)| put(&r.names, &r.aliases));
        for (_, document) in atlas.documents() {
            free.add(&document.title);
            free.add(&document.publisher);
            document.original_source.iter().for_each(|name| free.add(name));
        }
        free
    }

    fn add(&mut self, name: &str) {
        let words: Vec<String> = words(name).into_iter().map(|word| word.text).collect();
        if let Some(first) = words.first() {
            self.0.entry(first.clone()).or_default().push(words);
        }
    }

    /// The longest run of words that a paragraph's restatement shares with its source, if it is too long.
    fn run(&self, (atlas, id): (&Atlas, DocumentId), paragraph: &Paragraph, source: &str) -> Option<String> {
        let text = &paragraph.restatement.as_ref()?.text;
        let mut said = words(text);
        let mut phrases = Free(HashMap::new());
        for fact in atlas.facts_of_paragraph(id, paragraph.n) {
            let evidence = atlas.fact(*fact).evidence.iter();
            evidence.for_each(|e| phrases.add(&e.phrase));
        }
        self.release(&mut said);
        phrases.release(&mut said);
        let (range, length) = longest(&said, &words(source))?;
        let run = &said[range];
        let han = run.iter().filter(|w| w.counts && w.text.contains(is_han)).count();
        let too_long = han >= MOST_HAN || length - han >= MOST_WORDS;
        let bytes = run.first()?.at.start..run.last()?.at.end;
        too_long.then(|| text.get(bytes).unwrap_or_default().to_owned())
    }

    /// Marks the words that stand for a name as not counting.
    fn release(&self, said: &mut [Word]) {
        for at in 0..said.len() {
            let Some(names) = self.0.get(&said[at].text) else {
                continue;
            };
            let fits = |name: &&Vec<String>| {
                let here = said[at..].iter().map(|word| &word.text).take(name.len());
                here.eq(name.iter())
            };
            let length = names.iter().filter(fits).map(Vec::len).max().unwrap_or(0);
            said[at..at + length]
                .iter_mut()
                .for_each(|word| word.counts = false);
        }
    }
}

/// Words and single Chinese characters, folded; figures do not count.
fn words(text: &str) -> Vec<Word> {
    let words = tokens(text).into_iter().filter(|t| t.sort != Sort::Sign);
    let word = |t: Token| Word {
        counts: matches!(t.sort, Sort::Word | Sort::Han),
        text: t.text,
        at: t.span,
    };
    words.map(word).collect()
}

/// The run of words in a row that both have, with most counting words, and how many those are.
fn longest(said: &[Word], source: &[Word]) -> Option<(std::ops::Range<usize>, usize)> {
    let mut before = vec![(0_usize, 0_usize); source.len() + 1];
    let mut best: Option<(std::ops::Range<usize>, usize)> = None;
    for (n, word) in said.iter().enumerate() {
        let mut row = vec![(0, 0); source.len() + 1];
        for (m, other) in source.iter().enumerate() {
            if word.text == other.text {
                let (length, counting) = before[m];
                row[m + 1] = (length + 1, counting + usize::from(word.counts));
                if best.as_ref().is_none_or(|(_, most)| row[m + 1].1 > *most) {
                    best = Some((n - length..n + 1, row[m + 1].1));
                }
            }
        }
        before = row;
    }
    best
}
