//! Other matchers, each over texts it was given.

use frizbee::{Config, Matcher as Frizbee};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config as NucleoConfig, Matcher as Nucleo, Utf32String};
use std::cmp::Reverse;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// How many are wanted.
pub const BEST: usize = 1000;

/// A matcher in this process.
pub enum Peer<'a> {
    Skim(SkimMatcherV2, &'a [String]),
    Nucleo(Vec<Utf32String>),
    Frizbee(u16, &'a [String]),
}

impl<'a> Peer<'a> {
    /// All of them.
    pub fn all(texts: &'a [String]) -> [Self; 4] {
        [
            Peer::Frizbee(0, texts),
            Peer::Frizbee(1, texts),
            Peer::Nucleo(
                texts
                    .iter()
                    .map(|text| Utf32String::from(text.as_str()))
                    .collect(),
            ),
            Peer::Skim(SkimMatcherV2::default(), texts),
        ]
    }

    pub fn name(&self) -> &'static str {
        match self {
            Peer::Skim(..) => "SkimMatcherV2",
            Peer::Nucleo(_) => "nucleo",
            Peer::Frizbee(0, _) => "frizbee",
            Peer::Frizbee(..) => "frizbee, one typo",
        }
    }

    /// The positions of the best `most` texts, best first; equals stay in their order.
    pub fn best(&self, query: &str, most: usize) -> Vec<usize> {
        let scored: Vec<(i64, usize)> = match self {
            Peer::Skim(matcher, texts) => {
                let score = |(at, text): (usize, &String)| Some((matcher.fuzzy_match(text, query)?, at));
                texts.iter().enumerate().filter_map(score).collect()
            }
            Peer::Nucleo(texts) => {
                let mut matcher = Nucleo::new(NucleoConfig::DEFAULT);
                let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
                let score = |(at, text): (usize, &Utf32String)| {
                    Some((i64::from(pattern.score(text.slice(..), &mut matcher)?), at))
                };
                texts.iter().enumerate().filter_map(score).collect()
            }
            Peer::Frizbee(typos, texts) => {
                let config = Config::default().max_typos(Some(*typos));
                let all = Frizbee::from_query(query, &config).match_list(texts);
                return all.iter().take(most).map(|hit| hit.index as usize).collect();
            }
        };
        best(scored, most)
    }
}

fn best(mut scored: Vec<(i64, usize)>, most: usize) -> Vec<usize> {
    let key = |(score, at): &(i64, usize)| (Reverse(*score), *at);
    if scored.len() > most {
        scored.select_nth_unstable_by_key(most - 1, key);
        scored.truncate(most);
    }
    scored.sort_unstable_by_key(key);
    scored.into_iter().map(|(_, at)| at).collect()
}

/// fzf as a process over a file of lines.
pub struct Fzf {
    program: String,
    version: String,
    lines: PathBuf,
    /// What it needs to begin, read and match nothing: milliseconds.
    start: f64,
}

impl Fzf {
    /// `None` if it is not there.
    pub fn over(texts: &[String]) -> io::Result<Option<Self>> {
        let program = std::env::var("FZF").unwrap_or("fzf".to_owned());
        let Ok(version) = Command::new(&program).arg("--version").output() else {
            return Ok(None);
        };
        let version = String::from_utf8_lossy(&version.stdout);
        let lines = std::env::temp_dir().join(format!("citescape-peers-{}", std::process::id()));
        std::fs::write(&lines, texts.join("\n"))?;
        let mut fzf = Fzf {
            program,
            version: version.split(' ').next().unwrap_or("").trim().to_owned(),
            lines,
            start: 0.0,
        };
        let mut starts = Vec::new();
        for _ in 0..5 {
            starts.push(fzf.run("\u{7f}")?);
        }
        fzf.start = crate::measure::median(starts);
        Ok(Some(fzf))
    }

    pub fn name(&self) -> String {
        format!("fzf {}", self.version)
    }

    /// Milliseconds of CPU on all its threads for a query, beyond its start.
    pub fn time(&self, query: &str) -> io::Result<f64> {
        Ok((self.run(query)? - self.start).max(0.0))
    }

    fn run(&self, query: &str) -> io::Result<f64> {
        let before = children()?;
        let mut command = Command::new(&self.program);
        command.arg("--filter").arg(query).env_remove("FZF_DEFAULT_OPTS");
        let status = command
            .stdin(File::open(&self.lines)?)
            .stdout(Stdio::null())
            .status()?;
        // 1 says that nothing matched.
        match status.code() {
            Some(0 | 1) => Ok(children()? - before),
            _ => Err(io::Error::other(format!("{}: {status}", self.program))),
        }
    }
}

impl Drop for Fzf {
    fn drop(&mut self) {
        // What is left in the directory of temporary files is removed by the system.
        let _ = std::fs::remove_file(&self.lines);
    }
}

/// Milliseconds of CPU that ended children have used, in steps of ten.
fn children() -> io::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    let ticks: f64 = fields
        .skip(13)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum();
    Ok(ticks * 10.0)
}
