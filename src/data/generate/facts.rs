//! The facts of a made-up atlas, document by document. No two facts state one series for one period, so that none
//! are in dispute.

use super::chance::{Chance, Zipf, mix};
use super::labels::World;
use super::words::*;
use crate::atlas::{Decimal, Round, compact};
use std::collections::HashSet;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

/// Most facts of a document: more and its file grows beyond what an atlas takes.
const MOST: u32 = 3000;
/// Most facts of a paragraph.
const PARAGRAPH: u32 = 8;

/// A document as its file has it.
pub struct DocumentDraft {
    pub slug: String,
    pub text: String,
}

/// What a fact says of how much: the words of the notation and those people read.
struct ValueDraft {
    notation: String,
    figure: String,
    hedged: bool,
}

/// Facts in the order they are written.
pub struct Facts<'a> {
    world: &'a World,
    chance: &'a mut Chance,
    places: Zipf,
    metrics: Zipf,
    organisations: Zipf,
    scopes: Zipf,
    years: Zipf,
    /// What has been stated: place, metric, subject, scope, period and kind of each fact, as one number.
    stated: HashSet<u64>,
    number: u64,
}

/// The part of a fact that no other may share.
#[derive(Hash)]
struct Series {
    place: usize,
    metric: usize,
    subject: Option<usize>,
    scope: Vec<String>,
    period: String,
    kind: &'static str,
}

impl<'a> Facts<'a> {
    pub fn new(world: &'a World, chance: &'a mut Chance) -> Self {
        Facts {
            places: Zipf::new(world.known.len()),
            metrics: Zipf::new(world.metrics.len()),
            organisations: Zipf::new(world.organisations.len()),
            scopes: Zipf::new(world.scopes.len()),
            years: Zipf::new(25),
            stated: HashSet::new(),
            number: 0,
            world,
            chance,
        }
    }

    /// How many facts the next document has, when most have about `usual`.
    pub fn size(&mut self, usual: u32) -> u32 {
        (usual / 3 + self.chance.below(usual * 4 / 3)).clamp(1, MOST)
    }

    /// Document number `n` with `size` facts, each given to `put`.
    pub fn document(
        &mut self,
        n: u32,
        size: u32,
        put: &mut dyn FnMut(&str) -> io::Result<()>,
    ) -> io::Result<DocumentDraft> {
        let home = self.place();
        let year = 2008 + self.chance.below(18);
        let slug = format!("{}-{year}-{n}", self.world.places[home].slug);
        let (mut text, lang) = self.head(&slug, home, year);
        let (mut left, mut paragraph) = (size, 1);
        while left > 0 {
            let here = (1 + self.chance.below(PARAGRAPH)).min(left);
            let mut said = self.chance.pick(FILLER).to_string();
            for _ in 0..here {
                let fact = self.fact(&slug, home, (year, paragraph));
                put(&fact.0)?;
                said.push_str(&fact.1);
            }
            let role = if paragraph == 1 { "Lead" } else { "Body" };
            let place = &self.world.places[home].slug;
            let _ = writeln!(
                text,
                "        (n: {paragraph}, role: {role}, restatement: \"{said}.\", mentions: [\"{place}\"]),"
            );
            left -= here;
            paragraph += 1;
        }
        let _ = write!(text, "    ],\n    lang: \"{lang}\",\n)\n");
        Ok(DocumentDraft { slug, text })
    }

    fn head(&mut self, slug: &str, home: usize, year: u32) -> (String, &'static str) {
        let lang = *self.chance.weighted(&[(5, "zh"), (3, "de"), (2, "en")]);
        let what = self.chance.pick(COUNTED);
        let name = &self.world.places[home].name;
        let title = match lang {
            "de" => format!("{name}: {} im Jahr {year}", what[1]),
            _ => format!("{name}: {} in {year}", what[0].to_lowercase()),
        };
        let publisher = self.chance.pick(PUBLISHERS);
        let (month, day) = (1 + self.chance.below(12), 1 + self.chance.below(28));
        let text = format!(
            "#![enable(implicit_some)]\n(\n    id: \"{slug}\",\n    title: \"{title}\",\n    publisher: \"{publisher}\",\n    url: \"https://example.org/{slug}\",\n    published: \"{year}-{month:02}-{day:02}\",\n    published_basis: Printed,\n    paragraphs: [\n"
        );
        (text, lang)
    }

    fn place(&mut self) -> usize {
        self.world.known[self.places.draw(self.chance)]
    }

    /// A fact's record, and the words its paragraph states it with.
    fn fact(&mut self, document: &str, home: usize, (year, paragraph): (u32, u32)) -> (String, String) {
        let series = self.series(home, year);
        let world = self.world;
        let (place, metric) = (&world.places[series.place], &world.metrics[series.metric]);
        let unit = &UNITS[metric.unit];
        let value = self.value(unit);
        let period = &series.period;
        let slug = format!(
            "{}.{}.{}.{}",
            cut(&place.slug),
            cut(&metric.slug),
            period.replace('/', "-"),
            self.number
        )
        .to_lowercase();
        self.number += 1;
        let mut text = format!(
            "    (\n        id: \"{slug}\",\n        place: \"{}\",\n",
            place.slug
        );
        if let Some(subject) = series.subject {
            let _ = writeln!(
                text,
                "        subject: \"{}\",",
                world.organisations[subject].slug
            );
        }
        let _ = write!(
            text,
            "        metric: \"{}\",\n        value: {},\n        unit: \"{}\",\n        period: \"{period}\",\n        kind: {},\n",
            metric.slug, value.notation, unit.id, series.kind
        );
        if !series.scope.is_empty() {
            let _ = writeln!(text, "        scope: [\"{}\"],", series.scope.join("\", \""));
        }
        if self.chance.percent(4) {
            let _ = writeln!(text, "        note: \"Read together with the sentence before.\",");
        }
        let reads = if value.hedged { "ValueAndHedge" } else { "Value" };
        let _ = write!(
            text,
            "        status: Reviewed,\n        evidence: [\n            (document: \"{document}\", paragraph: {paragraph}, phrase: \"{} {}\", reads: {reads}),\n        ],\n    ),\n",
            value.figure, unit.names[0]
        );
        let said = format!("; {}: [{} {}]({slug})", metric.short, value.figure, unit.symbol);
        (text, said)
    }

    /// What a fact is about, so that no other says the same.
    fn series(&mut self, home: usize, year: u32) -> Series {
        let mut series = Series {
            place: if self.chance.percent(50) {
                home
            } else {
                self.place()
            },
            metric: self.metrics.draw(self.chance),
            subject: self
                .chance
                .percent(15)
                .then(|| self.organisations.draw(self.chance)),
            scope: Vec::new(),
            period: String::new(),
            kind: self.chance.weighted::<&'static str>(&[
                (80, "Observed"),
                (8, "Target"),
                (5, "Projected"),
                (4, "Plan"),
                (3, "Claim"),
            ]),
        };
        series.period = self.period(series.kind, year);
        if self.chance.percent(30) {
            series.scope.push(self.scope());
        }
        while !self.stated.insert(hashed(&series)) {
            // A second scope tells facts of much-told series apart; what is left differs by its number.
            let scope = if series.scope.len() < 2 {
                self.scope()
            } else {
                format!("sample {}", self.number)
            };
            series.scope.truncate(2);
            series.scope.push(scope);
            series.scope.sort();
            series.scope.dedup();
        }
        series
    }

    fn scope(&mut self) -> String {
        self.world.scopes[self.scopes.draw(self.chance)].clone()
    }

    /// Mostly years, the one before the document's most often.
    fn period(&mut self, kind: &str, year: u32) -> String {
        let chance = &mut *self.chance;
        if matches!(kind, "Target" | "Projected" | "Plan") {
            let later = year + 1 + chance.below(10);
            return format!("by-{later}");
        }
        let told = year - self.years.draw(chance) as u32;
        match chance.below(100) {
            0..6 => format!("{told}-H{}", 1 + chance.below(2)),
            6..14 => format!("{told}-Q{}", 1 + chance.below(4)),
            14..22 => format!("{told}-{:02}", 1 + chance.below(12)),
            22..26 => format!(
                "as-of-{told}-{:02}-{:02}",
                1 + chance.below(12),
                1 + chance.below(28)
            ),
            26..29 => format!("{}/{told}", told - 1 - chance.below(5)),
            29..32 => format!("end-{told}"),
            _ => format!("{told}"),
        }
    }

    /// Two to four digits, mostly without a hedge.
    fn value(&mut self, unit: &UnitWords) -> ValueDraft {
        let chance = &mut *self.chance;
        let digits = *chance.weighted(&[(2, 10), (3, 100), (1, 1000)]);
        let mantissa = i64::from(digits + chance.below(digits * 9));
        let (low, high) = unit.powers;
        let power = low + chance.below((high - low + 1) as u32) as i16;
        // A part is not more than its whole: 1.0 to 99.9 per cent.
        let (mantissa, power) = match unit.dimension {
            "Share" => (10 + mantissa % 990, 0),
            _ => (mantissa, power),
        };
        // Counts have no fractions.
        let power = if unit.dimension == "Count" {
            power
        } else {
            power - 1
        };
        let number = Decimal::new(mantissa, power);
        let (word, hedge) = *chance.weighted(&[
            (70, ("Exact", "")),
            (12, ("Over", "over ")),
            (8, ("About", "about ")),
            (5, ("Almost", "almost ")),
            (3, ("AtLeast", "at least ")),
            (2, ("Under", "under ")),
        ]);
        ValueDraft {
            notation: format!("{word}(\"{}\")", notation(mantissa, power)),
            figure: format!("{hedge}{}", compact(number, Round::Nearest)),
            hedged: !hedge.is_empty(),
        }
    }
}

/// As people write numbers into the files: short ones in full, others with a power of ten.
fn notation(mantissa: i64, power: i16) -> String {
    if power.abs() < 3 {
        Decimal::new(mantissa, power).plain()
    } else {
        format!("{mantissa}e{power}")
    }
}

/// Slugs have an end.
fn cut(slug: &str) -> &str {
    slug.get(..48).unwrap_or(slug).trim_end_matches('-')
}

fn hashed(series: &Series) -> u64 {
    // Its keys are fixed, so that it gives the same numbers on every run.
    let mut hasher = DefaultHasher::new();
    series.hash(&mut hasher);
    mix(hasher.finish())
}
