//! The labels of a made-up atlas: places, metrics, organisations and scopes, and the files of the first three.

use super::chance::Chance;
use super::words::*;
use super::write::Folder;
use std::collections::HashSet;
use std::fmt::Write;
use std::io;

/// A place.
#[derive(Debug)]
pub struct PlaceDraft {
    pub slug: String,
    pub name: String,
    german: String,
    chinese: String,
    pinyin: String,
    kind: &'static str,
    parent: Option<usize>,
}

/// A metric: what, where, how.
#[derive(Debug)]
pub struct MetricDraft {
    pub slug: String,
    pub short: String,
    pub unit: usize,
    parts: (usize, usize, usize),
}

/// An organisation.
#[derive(Debug)]
pub struct OrganisationDraft {
    pub slug: String,
    pub name: String,
    chinese: String,
    kind: &'static str,
    place: usize,
}

/// All labels that facts are made of.
#[derive(Debug)]
pub struct World {
    pub places: Vec<PlaceDraft>,
    /// Positions of places, those that most is told of first.
    pub known: Vec<usize>,
    pub metrics: Vec<MetricDraft>,
    pub organisations: Vec<OrganisationDraft>,
    pub scopes: Vec<String>,
}

impl World {
    /// So many labels: three tenths each of places, organisations and metrics, the rest scopes.
    pub fn new(labels: u32, chance: &mut Chance) -> Self {
        let labels = labels as usize;
        let metrics = (labels * 3 / 10).min(COUNTED.len() * SECTORS.len() * MEASURES.len());
        let scopes = (labels / 10).min(WHO.len() * ABOUT.len() * WHERE.len());
        let places = (labels - metrics - scopes) / 2;
        let places = Places::default().all(places, chance);
        let mut world = World {
            known: known(&places),
            organisations: organisations(labels - metrics - scopes - places.len(), &places, chance),
            metrics: metric_drafts(metrics, chance),
            scopes: scope_texts(scopes, chance),
            places,
        };
        world.scopes.sort();
        world
    }

    /// How many labels there are.
    pub fn count(&self) -> u32 {
        (self.places.len() + self.metrics.len() + self.organisations.len() + self.scopes.len()) as u32
    }

    /// Writes units, places, organisations and metrics.
    pub fn write(&self, folder: &mut Folder) -> io::Result<()> {
        let units = UNITS.iter().map(|unit| {
            let [en, de, zh] = unit.names;
            format!(
                "    (\n        id: \"{}\",\n        dimension: {},\n        symbol: \"{}\",\n        names: (en: \"{en}\", de: \"{de}\", zh: \"{zh}\"),\n    ),\n",
                unit.id, unit.dimension, unit.symbol
            )
        });
        folder.list("units.ron", units)?;
        folder.list("places.ron", self.places.iter().map(|place| self.place(place)))?;
        folder.list(
            "organisations.ron",
            self.organisations.iter().map(|own| self.organisation(own)),
        )?;
        folder.list("metrics.ron", self.metrics.iter().map(metric))
    }

    fn place(&self, place: &PlaceDraft) -> String {
        let mut text = format!(
            "    (\n        id: \"{}\",\n        kind: {},\n",
            place.slug, place.kind
        );
        if let Some(parent) = place.parent {
            let _ = writeln!(text, "        parent: \"{}\",", self.places[parent].slug);
        }
        let _ = writeln!(
            text,
            "        names: (en: \"{}\", de: \"{}\", zh: \"{}\", pinyin: \"{}\"),\n        names_origin: Editor,\n    ),",
            place.name, place.german, place.chinese, place.pinyin
        );
        text
    }

    fn organisation(&self, own: &OrganisationDraft) -> String {
        format!(
            "    (\n        id: \"{}\",\n        kind: {},\n        names: (en: \"{}\", zh: \"{}\"),\n        place: \"{}\",\n        names_origin: Editor,\n    ),\n",
            own.slug, own.kind, own.name, own.chinese, self.places[own.place].slug
        )
    }
}

/// Places with names that occur once.
#[derive(Default)]
struct Places {
    slugs: HashSet<String>,
    made: Vec<PlaceDraft>,
}

impl Places {
    fn all(mut self, count: usize, chance: &mut Chance) -> Vec<PlaceDraft> {
        self.slugs.insert("synthetica".to_owned());
        self.made.push(PlaceDraft {
            slug: "synthetica".to_owned(),
            name: "Synthetica".to_owned(),
            german: "Synthetika".to_owned(),
            chinese: "合成国".to_owned(),
            pinyin: "Héchéngguó".to_owned(),
            kind: "Country",
            parent: None,
        });
        let provinces = (count / 100).clamp(1, 30);
        let cities = (count / 5).max(2);
        for _ in 0..provinces {
            let name = self.name(chance);
            self.add(name, "Province", ("", "", "省"), 0);
        }
        for _ in 0..cities {
            let name = self.name(chance);
            let parent = 1 + chance.below(provinces as u32) as usize;
            self.add(name, "City", ("", "", "市"), parent);
        }
        while self.made.len() < count.max(provinces + cities + 2) {
            let name = self.name(chance);
            let [kind, en, de, zh] = *chance.pick(DISTRICTS);
            let parent = 1 + provinces + chance.below(cities as u32) as usize;
            self.add(name, kind, (en, de, zh), parent);
        }
        self.made
    }

    /// Two or three syllables, plain and not yet used, toned, and as characters.
    fn name(&mut self, chance: &mut Chance) -> [String; 3] {
        loop {
            let count = if chance.percent(60) { 2 } else { 3 };
            let mut name = [String::new(), String::new(), String::new()];
            for _ in 0..count {
                let syllable = chance.pick(SYLLABLES);
                name.iter_mut()
                    .zip(syllable)
                    .for_each(|(name, part)| name.push_str(part));
            }
            if self.slugs.insert(name[0].clone()) {
                return name;
            }
        }
    }

    fn add(
        &mut self,
        [plain, toned, chinese]: [String; 3],
        kind: &'static str,
        (en, de, zh): (&str, &str, &str),
        parent: usize,
    ) {
        let name = capital(&plain);
        self.made.push(PlaceDraft {
            slug: joined(&[&plain, &en.to_lowercase()]).replace(' ', "-"),
            german: joined(&[de, &name]),
            name: joined(&[&name, en]),
            chinese: format!("{chinese}{zh}"),
            pinyin: capital(&toned),
            kind,
            parent: Some(parent),
        });
    }
}

/// Cities first, then what lies in them, then what they lie in.
fn known(places: &[PlaceDraft]) -> Vec<usize> {
    let rank = |place: &PlaceDraft| match place.kind {
        "City" => 0,
        "Province" => 2,
        "Country" => 3,
        _ => 1,
    };
    let mut known: Vec<usize> = (0..places.len()).collect();
    known.sort_by_key(|at| rank(&places[*at]));
    known
}

fn organisations(count: usize, places: &[PlaceDraft], chance: &mut Chance) -> Vec<OrganisationDraft> {
    let (mut slugs, mut made) = (HashSet::new(), Vec::with_capacity(count));
    while made.len() < count {
        let (first, second) = (chance.pick(SYLLABLES), chance.pick(SYLLABLES));
        let third = if chance.percent(70) {
            ["", "", ""]
        } else {
            *chance.pick(SYLLABLES)
        };
        let [trade, trade_zh, kind] = *chance.pick(TRADES);
        let name = format!(
            "{} {trade}",
            capital(&format!("{}{}{}", first[0], second[0], third[0]))
        );
        let slug = name.to_lowercase().replace(' ', "-");
        if slugs.insert(slug.clone()) {
            made.push(OrganisationDraft {
                slug,
                name,
                chinese: format!("{}{}{}{trade_zh}", first[2], second[2], third[2]),
                kind,
                place: chance.below(places.len() as u32) as usize,
            });
        }
    }
    made
}

fn metric_drafts(count: usize, chance: &mut Chance) -> Vec<MetricDraft> {
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for (sector, _) in SECTORS.iter().enumerate() {
        for (what, _) in COUNTED.iter().enumerate() {
            all.extend((0..MEASURES.len()).map(|how| (what, sector, how)));
        }
    }
    // Those of no sector come first and are told most; the others in any order.
    let plain = COUNTED.len() * MEASURES.len();
    for at in plain..all.len() {
        let other = at + chance.below((all.len() - at) as u32) as usize;
        all.swap(at, other);
    }
    all.truncate(count);
    all.into_iter()
        .map(|parts| {
            let (what, _, how) = parts;
            let short = format!("{}, {}", COUNTED[what][0], MEASURES[how].0[3]);
            MetricDraft {
                slug: metric_name(parts, 0)
                    .to_lowercase()
                    .replace([',', ' '], "-")
                    .replace("--", "-"),
                short: if short.len() <= 20 {
                    short
                } else {
                    COUNTED[what][0].to_owned()
                },
                unit: MEASURES[how].1,
                parts,
            }
        })
        .collect()
}

/// The name in English, German or Chinese.
fn metric_name((what, sector, how): (usize, usize, usize), language: usize) -> String {
    let (what, sector) = (COUNTED[what][language], SECTORS[sector][language]);
    let how = MEASURES[how].0[language];
    match (language, sector) {
        (2, _) => format!("{sector}{what}{how}"),
        (_, "") => format!("{what}, {how}"),
        (1, _) => format!("{what} ({sector}), {how}"),
        _ => format!("{what} in {sector}, {how}"),
    }
}

fn metric(metric: &MetricDraft) -> String {
    let [en, de, zh] = [0, 1, 2].map(|language| metric_name(metric.parts, language));
    let [nature, better, theme] = MEASURES[metric.parts.2].2;
    format!(
        "    (\n        id: \"{}\",\n        names: (en: \"{en}\", de: \"{de}\", zh: \"{zh}\"),\n        short: \"{}\",\n        unit: \"{}\",\n        nature: {nature},\n        better: {better},\n        theme: {theme},\n        definition: \"{en}, as the reports of the place give it.\",\n    ),\n",
        metric.slug, metric.short, UNITS[metric.unit].id
    )
}

fn scope_texts(count: usize, chance: &mut Chance) -> Vec<String> {
    let (mut known, mut made) = (HashSet::new(), Vec::with_capacity(count));
    while made.len() < count {
        let text = joined(&[WHO, ABOUT, WHERE].map(|part| *chance.pick(part)));
        if known.insert(text.clone()) {
            made.push(text);
        }
    }
    made
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
