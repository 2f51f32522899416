//! A made-up atlas as wide as the real one is meant to become: four provinces of four cities each, their districts
//! and parks, forty metrics of every theme, documents that list only the paragraphs used.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use citescape::atlas::*;
use std::sync::Arc;

fn names(en: &str) -> Names {
    Names {
        en: en.to_owned().into(),
        ..Names::default()
    }
}

fn place(kind: PlaceKind, parent: Option<u32>, name: &str) -> Place {
    Place {
        slug: name.to_lowercase().replace(' ', "-").into(),
        kind,
        parent: parent.map(PlaceId),
        also_in: Vec::new(),
        names: names(name),
        aliases: Vec::new(),
        names_origin: Origin::Editor,
        coordinates: None,
        focus: Vec::new(),
        note: None,
    }
}

/// World, land, then for each province its cities, each with two districts and a park.
fn places() -> Vec<Place> {
    let mut all = vec![
        place(PlaceKind::World, None, "Orb"),
        place(PlaceKind::Country, Some(0), "Land"),
    ];
    for province in ["North", "East", "South", "West"] {
        let own = all.len() as u32;
        all.push(place(PlaceKind::Province, Some(1), province));
        for n in 1..=4 {
            let city = all.len() as u32;
            all.push(place(PlaceKind::City, Some(own), &format!("{province}ton {n}")));
            for side in ["Old", "New"] {
                let name = format!("{side} {province}ton {n} District");
                all.push(place(PlaceKind::District, Some(city), &name));
            }
            let park = format!("{province} Park {n}");
            all.push(place(PlaceKind::Park, Some(city + 1), &park));
        }
    }
    all
}

pub fn metric(n: u32, theme: Theme, under: Option<u32>, unit: u32) -> Metric {
    let own = format!("{} {n}", theme.name());
    Metric {
        slug: format!("metric-{n}").into(),
        names: names(&format!("Metric of {own}")),
        short: own.into(),
        under: under.map(MetricId),
        aliases: Vec::new(),
        unit: UnitId(unit),
        counted: None,
        nature: Nature::Stock,
        better: Better::Higher,
        theme,
        definition: format!("What number {n} counts.").into(),
        comparable_with: Vec::new(),
    }
}

/// Two metrics and a share of the first for each theme, in no order; then a statement.
fn metrics() -> Vec<Metric> {
    let mut all = Vec::new();
    for theme in Theme::ALL.iter().rev() {
        let n = all.len() as u32;
        all.push(metric(n, *theme, None, 0));
        all.push(metric(n + 1, *theme, Some(n), 1));
        all.push(metric(n + 2, *theme, None, 0));
    }
    all.insert(0, metric(99, Theme::Value, None, 2));
    for metric in &mut all {
        metric.under = metric.under.map(|MetricId(n)| MetricId(n + 1));
    }
    all
}

pub fn unit(slug: &str, dimension: Dimension) -> Unit {
    Unit {
        slug: slug.to_owned().into(),
        dimension,
        symbol: String::new().into(),
        names: names(slug),
    }
}

fn document(n: u32) -> Document {
    // Only the paragraphs used are listed: 3, 7 and 8 of many.
    let paragraph = |n| Paragraph {
        n,
        role: Role::Body,
        restatement: Some(Restatement {
            text: format!("What line {n} says.").into(),
            marks: Vec::new(),
        }),
        places: Vec::new(),
        organisations: Vec::new(),
        fingerprint: None,
    };
    Document {
        slug: format!("page-{n}").into(),
        lang: Language::En,
        title: format!("Page {n}").into(),
        title_supplied: false,
        publisher: format!("Paper {}", n % 7).into(),
        original_source: None,
        url: format!("https://example.org/{n}").into(),
        published: Date::parse("2026-01-31"),
        published_basis: DateBasis::Printed,
        licence: None,
        checked: None,
        paragraphs: [3, 7, 8].map(paragraph).into(),
    }
}

/// The lines that documents list.
const LISTED: [u32; 3] = [3, 7, 8];

pub fn fact(n: u32, place: u32, metric: u32, unit: u32, year: u32) -> Fact {
    let value = if unit == 2 {
        Value::Holds
    } else {
        Value::Number(Hedge::Exact, Decimal::parse(&(n % 89 + 2).to_string()).unwrap())
    };
    Fact {
        slug: format!("fact-{n}").into(),
        place: PlaceId(place),
        subject: None,
        metric: MetricId(metric),
        value,
        unit: UnitId(unit),
        period: Period::parse(&year.to_string()).unwrap(),
        period_inferred: false,
        kind: if year > 2025 { Kind::Target } else { Kind::Observed },
        scope: Vec::new(),
        prices: None,
        attributed_to: None,
        status: Status::Reviewed,
        evidence: vec![Evidence {
            document: DocumentId(n % 40),
            paragraph: LISTED[n as usize % 3],
            phrase: format!("{n} things").into(),
            reads: Reads::Value,
        }],
        note: None,
    }
}

/// The whole; the first city of the north has facts of all metrics, the others of fewer and fewer.
pub fn wide() -> Arc<Atlas> {
    let (places, metrics) = (places(), metrics());
    let mut facts = Vec::new();
    for (p, place) in places.iter().enumerate().skip(2) {
        let step = match place.kind {
            PlaceKind::City => 1 + (p - 3) / 4,
            PlaceKind::Park => 17,
            _ => continue,
        };
        let measured = |(m, _): &(usize, &Metric)| (m * 7 + p).is_multiple_of(step);
        for (m, metric) in metrics.iter().enumerate().filter(measured) {
            for year in [2023, 2024, 2025, 2028].into_iter().take(1 + (p + m) % 4) {
                let n = facts.len() as u32;
                facts.push(fact(n, p as u32, m as u32, metric.unit.0, year));
            }
        }
    }
    let records = Records {
        units: vec![
            unit("things", Dimension::Count),
            unit("percent", Dimension::Share),
            unit("none", Dimension::State),
        ],
        places,
        metrics,
        documents: (0..40).map(document).collect(),
        facts,
        ..Records::default()
    };
    Arc::new(Atlas::new("2026-01-31".to_owned(), records))
}
