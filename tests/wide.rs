//! An atlas of many places, metrics and documents through the explorer: groups, sorting, coverage.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/tiny.rs"]
mod tiny;
#[path = "support/wide.rs"]
mod wide;

use citescape::atlas::*;
use citescape::query::compare;
use citescape::query::group::Group;
use citescape::ui::app::{Pane, View};
use citescape::ui::driver::Driver;
use citescape::ui::effect::Effect;
use citescape::ui::layout;
use citescape::ui::rows::{self, TreeRow};
use std::collections::BTreeSet;
use std::sync::Arc;
use tiny::{press, said, session};
use wide::wide;

fn after(keys: &str, columns: u16, rows: u16) -> Driver {
    let mut driver = session(wide(), columns, rows);
    press(&mut driver, keys);
    driver
}

/// The wide atlas, where the first city has areas: of itself twice, of a part of it, and of what is under «area».
fn with_areas() -> (Arc<Atlas>, PlaceId) {
    let mut records = wide().records().clone();
    let (unit, area) = (records.units.len() as u32, records.metrics.len() as u32);
    records.units.push(wide::unit("km2", Dimension::Area));
    records.metrics.push(wide::metric(900, Theme::Space, None, unit));
    records
        .metrics
        .push(wide::metric(901, Theme::Space, Some(area), unit));
    for (metric, value, year, scope) in [
        (area, "11", 2001, None),
        (area, "22", 2021, None),
        (area, "33", 2024, Some("test site")),
        (area + 1, "44", 2024, None),
        (area, "55", 2030, None),
    ] {
        let mut fact = wide::fact(records.facts.len() as u32, 3, metric, unit, year);
        fact.value = Value::Number(Hedge::Exact, Decimal::parse(value).unwrap());
        fact.scope = scope.map(Into::into).into_iter().collect();
        records.facts.push(fact);
    }
    (Arc::new(Atlas::new("2026-01-31".to_owned(), records)), PlaceId(3))
}

#[test]
fn the_area_of_a_place_is_the_latest_of_all_of_it() {
    let (atlas, city) = with_areas();
    let stated = rows::area_fact(&atlas, city).map(|fact| atlas.row(fact).value.number());
    assert_eq!(stated, Some(Decimal::parse("22")));
    assert_eq!(rows::area_fact(&atlas, PlaceId(4)), None);
    let mut driver = session(atlas, 80, 24);
    press(&mut driver, "/northton 1<enter>gi");
    let screen = driver.screen();
    let all = said(&driver, screen.area);
    assert!(all.contains("area ● 22 · year 2021 ¶"), "{all}");
}

/// The wide atlas, where all that is known are areas of its parks, 10 to 160, the smallest planned; that one counts
/// firms and hopes for others, and areas of two AI districts are summed.
fn with_parks() -> Arc<Atlas> {
    let mut records = wide().records().clone();
    let (unit, area) = (records.units.len() as u32, records.metrics.len() as u32);
    let mut square = wide::unit("km2", Dimension::Area);
    square.symbol = "km²".to_owned().into();
    records.units.push(square);
    records.metrics.push(wide::metric(900, Theme::Space, None, unit));
    records.metrics.push(wide::metric(901, Theme::Firms, None, 0));
    let is_park = |n: &u32| records.places[*n as usize].kind == PlaceKind::Park;
    let parks: Vec<u32> = (0..records.places.len() as u32).filter(is_park).collect();
    let mut say = |place: u32, metric: u32, value: usize, year: u32, scope: Option<&str>| {
        let unit = if metric == area { unit } else { 0 };
        let mut fact = wide::fact(records.facts.len() as u32, place, metric, unit, year);
        fact.value = Value::Number(Hedge::Exact, Decimal::parse(&value.to_string()).unwrap());
        fact.scope = scope.map(|scope| scope.to_owned().into()).into_iter().collect();
        records.facts.push(fact);
        FactId(records.facts.len() as u32 - 1)
    };
    for (n, park) in parks.iter().enumerate() {
        say(
            *park,
            area,
            (n + 1) * 10,
            if n == 0 { 2030 } else { 2005 + n as u32 },
            None,
        );
    }
    say(parks[0], area + 1, 5, 2028, Some("a hope"));
    say(parks[0], area + 1, 7, 2024, Some("b count"));
    let inputs = vec![
        ("a".to_owned().into(), say(4, area, 3, 2024, None)),
        ("b".to_owned().into(), say(5, area, 4, 2024, None)),
    ];
    for place in [4, 5] {
        records.places[place].kind = PlaceKind::InnovationDistrict;
    }
    records.derivations.push(Derivation {
        slug: "sum".to_owned().into(),
        place: PlaceId(3),
        metric: MetricId(area),
        unit: UnitId(unit),
        period: Period::parse("2024").unwrap(),
        scope: Vec::new(),
        formula: Formula::parse("a + b").unwrap(),
        inputs,
        note: None,
    });
    Arc::new(Atlas::new("2026-01-31".to_owned(), records))
}

/// All that is said after those keys in the atlas of parks.
fn of_parks(keys: &str, columns: u16, rows: u16) -> String {
    let mut driver = session(with_parks(), columns, rows);
    press(&mut driver, keys);
    let area = driver.screen().area;
    said(&driver, area)
}

#[test]
fn a_card_says_when_and_of_what_kind_area_and_firms_are() {
    let card = of_parks("/north park 1<enter>gi", 120, 60);
    assert!(card.contains("area ○ 10 km² · year 2030 · target ¶"), "{card}");
    let counted = card.find("firms ● 7 firms 901, b count · year 2024");
    let hoped = card.find("firms ○ 5 firms 901, a hope · year 2028 · target");
    assert!(counted.is_some() && counted < hoped, "{card}");
}

#[test]
fn the_largest_is_the_scale_of_all_and_who_is_left_out_is_counted() {
    let smallest = of_parks("/north park 1<enter>gi", 120, 60);
    for words in [
        "Area among 16 parks, km²",
        "██████████ ● 160 West Park 4",
        "… 6 larger not shown",
        "○ 10 North Park 1 ◂ this one",
    ] {
        assert!(smallest.contains(words), "no «{words}» in {smallest}");
    }
    assert!(!smallest.contains("smaller not shown"), "{smallest}");
    let middle = of_parks("/south park 1<enter>gi", 120, 60);
    for words in [
        "● 160 West Park 4",
        "… 2 larger not shown",
        "… 4 smaller not shown",
    ] {
        assert!(middle.contains(words), "no «{words}» in {middle}");
    }
}

#[test]
fn the_sum_of_areas_says_what_it_counts() {
    let narrow = of_parks("/northton 1<enter>", 120, 36);
    assert!(narrow.contains("2 AI districts □ ≈7 km²"), "{narrow}");
    let wide = of_parks("/northton 1<enter>", 200, 60);
    assert!(wide.contains("2 AI districts together □ ≈7 km²"), "{wide}");
}

#[test]
fn counts_say_one_of_one_and_why_one_is_smaller_than_another() {
    let card = of_parks("/northton 2<enter>1<enter>", 120, 36);
    assert!(card.contains("1 fact") && !card.contains("1 facts"), "{card}");
    let records = with_parks().records().clone();
    let (places, metrics) = (records.places.len(), records.metrics.len());
    let help = of_parks("?", 120, 200);
    let about = format!("about 18 of {places} places, in 2 of {metrics} metrics");
    assert!(help.contains(&about), "no «{about}» in {help}");
    let search = of_parks("/value:>9999tn", 120, 36);
    let holds = format!("facts about 18 of its {places} places, in 2 of its {metrics} metrics");
    assert!(search.contains(&holds), "no «{holds}» in {search}");
    let coverage = of_parks("gc", 120, 36);
    let totals = format!("× {} metrics, 1 statement left out", metrics - 1);
    assert!(coverage.contains(&totals), "no «{totals}» in {coverage}");
}

/// Three quarters of a year, inferred, as the latest of a city: `25 1–9*` is never cut.
#[test]
fn a_part_of_a_year_is_told_from_the_year_in_every_table() {
    let mut records = wide().records().clone();
    let mut part = wide::fact(records.facts.len() as u32, 3, 0, 0, 2025);
    part.metric = MetricId(1);
    part.period = Period::parse("2025-01/2025-09").unwrap();
    part.period_inferred = true;
    records
        .facts
        .retain(|fact| (fact.place, fact.metric) != (part.place, part.metric));
    records.facts.push(part);
    let atlas = Arc::new(Atlas::new("2026-01-31".to_owned(), records));
    for (columns, rows, keys) in [
        (80, 24, "3z"),
        (120, 36, "3"),
        (120, 36, "1<enter>"),
        (120, 36, "3i"),
        (200, 60, "gcz"),
    ] {
        let mut driver = session(atlas.clone(), columns, rows);
        press(&mut driver, "/northton 1<enter>");
        press(&mut driver, keys);
        assert!(driver.text().contains("25 1–9*"), "{keys}\n{}", driver.text());
    }
}

fn pane(driver: &Driver, pane: Pane) -> String {
    let areas = layout::areas(&driver.app);
    areas
        .inner(pane)
        .map_or_else(String::new, |area| said(driver, area))
}

#[test]
fn metrics_stand_in_groups_and_statements_come_last() {
    let driver = after("", 120, 36);
    let groups: Vec<Group> = driver.app.metrics.iter().filter_map(|row| row.group).collect();
    assert_eq!(groups.len(), driver.app.metrics.len());
    assert!(groups.is_sorted(), "{groups:?}");
    assert_eq!(groups.last(), Some(&Group::Statements));
    assert!(pane(&driver, Pane::Metrics).contains("Value added and output"));
}

#[test]
fn groups_are_jumped_to_and_the_first_line_says_where_one_is() {
    for (columns, rows) in [(80, 24), (120, 36), (200, 60), (40, 12)] {
        let mut driver = after("", columns, rows);
        let mut seen = vec![driver.app.row().unwrap().group];
        for _ in 0..13 {
            press(&mut driver, "}");
            let group = driver.app.row().unwrap().group;
            assert!(group > *seen.last().unwrap(), "{group:?} after {seen:?}");
            assert!(
                pane(&driver, Pane::Metrics).contains(group.unwrap().title()),
                "{columns}×{rows}"
            );
            seen.push(group);
        }
        press(&mut driver, "{ {");
        assert_eq!(driver.app.row().unwrap().group, seen[11]);
        press(&mut driver, "j {");
        assert_eq!(
            driver.app.row().unwrap().group,
            seen[11],
            "first the group's start"
        );
    }
}

#[test]
fn a_filter_goes_across_groups_and_other_orders_have_none() {
    let driver = after("f metric <enter>", 120, 36);
    assert!(driver.app.metrics.iter().all(|row| row.group.is_some()));
    let driver = after("f money <enter>", 120, 36);
    let app = &driver.app;
    let says = |text: &str| app.metrics.iter().all(|row| row.label(&app.atlas).contains(text));
    assert!(app.metrics.len() >= 3 && says("money"));
    assert!(!driver.text().contains("Money and data trade"));
    let driver = after("sn", 120, 36);
    assert!(driver.app.metrics.iter().all(|row| row.group.is_none()));
}

#[test]
fn leaving_a_filter_keeps_the_row_and_the_fact_shown() {
    for keys in [
        "f money <enter> j <esc>",
        "f money <esc>",
        "f money <enter> 1 3 <esc>",
    ] {
        let app = &after(keys, 120, 36).app;
        let (row, fact) = (app.row().unwrap(), app.fact.unwrap());
        assert!(app.filters.iter().all(String::is_empty) && app.metrics.len() > 30);
        assert!(row.label(&app.atlas).contains("money"), "{keys}");
        assert!(row.series.facts.contains(&fact), "{keys}");
    }
}

#[test]
fn a_country_lists_what_any_place_in_it_is_measured_by() {
    let driver = after("/land <enter>", 120, 36);
    let land = &driver.app;
    assert_eq!(land.metrics.len(), land.atlas.records().metrics.len());
    assert!(
        land.metrics
            .iter()
            .all(|row| row.is_elsewhere() && row.elsewhere(&land.atlas) > 0)
    );
    let row = land.row().unwrap();
    let facts = land.atlas.facts_of_metric(row.series.key.metric).len();
    assert!(driver.text().contains(&format!("{facts} facts, ")));
    // ⏎ goes to the metric's card, which lists them.
    let mut driver = driver;
    press(&mut driver, "3 <enter>");
    assert!(matches!(driver.app.view(), View::Card(Thing::Metric(_))));
    assert!(driver.text().contains("Northton 1"), "{}", driver.text());
}

#[test]
fn districts_of_many_cities_stand_under_their_city() {
    let mut driver = after("/land <enter>", 120, 36);
    let heads = driver.app.district_heads.clone();
    assert_eq!(heads.iter().flatten().collect::<BTreeSet<_>>().len(), 16);
    assert!(pane(&driver, Pane::Districts).contains("Northton 1"));
    press(&mut driver, "2 } }");
    let at = driver.app.cursors[Pane::Districts.index()].at;
    assert_ne!(heads[at], heads[at - 1], "the next group is another city");
    let one = after("/northton <space> 1 <enter>", 120, 36);
    assert!(
        one.app.district_heads.iter().all(Option::is_none),
        "one city needs no heading"
    );
}

#[test]
fn places_are_ranked_by_the_metric_under_the_cursor() {
    let mut driver = after("1 sv", 120, 36);
    let app = &driver.app;
    let metric = app.row().unwrap().series.key.metric;
    let value = |row: &TreeRow| app.atlas.fact(row.value.unwrap()).value.number().unwrap();
    assert!(app.tree.len() > 2 && app.tree.iter().is_sorted_by(|a, b| value(a) >= value(b)));
    for row in &app.tree {
        let fact = app.atlas.fact(row.value.unwrap());
        assert_eq!((fact.metric, fact.place), (metric, row.place));
    }
    let first = app.tree[0].place;
    press(&mut driver, "gg j k");
    assert_eq!(
        driver.app.tree[0].place, first,
        "walking in a ranking does not change it"
    );
    press(&mut driver, "st");
    assert!(driver.app.tree.iter().all(|row| row.value.is_none()));
}

#[test]
fn every_fact_with_a_number_stands_in_one_cell_of_the_coverage() {
    let driver = after("gc r r", 120, 36);
    let (grid, atlas) = (&driver.app.grid, &driver.app.atlas);
    let cells = || grid.places.iter().flat_map(|place| grid.table.row(*place));
    let counted: usize = cells().map(|cell| usize::from(cell.facts)).sum();
    let numbers = atlas.facts().filter(|(_, fact)| fact.value != Value::Holds);
    assert_eq!(counted, numbers.count());
    assert_eq!(grid.places.len(), atlas.records().places.len());
    let holes = cells().filter(|cell| cell.facts == 0).count();
    let (filled, all) = grid.filled();
    assert_eq!(all - filled, holes);
    let said = format!("{filled} of {} cells", grouped(Decimal::new(all as i64, 0)));
    assert!(driver.text().contains(&said), "{said}\n{}", driver.text());
}

#[test]
fn a_cell_leads_to_its_facts_and_back_and_a_hole_says_that_it_is_one() {
    for (columns, rows) in [(80, 24), (120, 36), (200, 60), (40, 12)] {
        let mut driver = after("gc l l l j", columns, rows);
        let (place, metric) = (driver.app.grid.place(), driver.app.grid.metric());
        if driver.app.grid.cell().facts == 0 {
            press(&mut driver, "k");
        }
        assert!(driver.app.grid.cell().facts > 0, "{place:?} {metric:?}");
        let (place, metric) = (
            driver.app.grid.place().unwrap(),
            driver.app.grid.metric().unwrap(),
        );
        press(&mut driver, "<enter>");
        let fact = driver.app.atlas.fact(driver.app.fact.unwrap());
        assert_eq!((fact.place, fact.metric), (place, metric));
        assert_eq!(driver.app.view(), &View::Main);
        press(&mut driver, "H");
        assert_eq!(driver.app.view(), &View::Coverage);
        assert_eq!(
            (driver.app.grid.place(), driver.app.grid.metric()),
            (Some(place), Some(metric))
        );
        press(&mut driver, "n");
        assert_eq!(driver.app.grid.cell().facts, 0);
        assert!(
            driver.text().contains("· no figure found yet"),
            "{}",
            driver.text()
        );
        press(&mut driver, "<enter>");
        assert_eq!(driver.app.view(), &View::Coverage);
        press(&mut driver, "<esc>");
        assert_eq!(driver.app.view(), &View::Main);
    }
}

#[test]
fn the_coverage_scrolls_both_ways_and_is_always_seen() {
    for (columns, rows) in [(80, 24), (120, 36), (200, 60), (40, 12), (20, 5)] {
        for mode in ["", "z"] {
            let mut driver = after(&format!("gc r r {mode}"), columns, rows);
            for keys in [
                "G",
                "} } } } } } } }",
                "l l l l l",
                "gg",
                "{ {",
                "N",
                "n n n",
                "sh",
                "sn",
                "sv",
            ] {
                press(&mut driver, keys);
                let name = driver.app.grid.place().unwrap();
                let name = &driver.app.atlas.place(name).names.en;
                let start: String = name.chars().take(6).collect();
                assert!(
                    driver.text().contains(&start),
                    "{columns}×{rows} {mode} {keys}: {name}"
                );
                assert!(driver.text().contains('▌'), "the cursor is seen");
            }
        }
    }
}

#[test]
fn a_click_below_headings_chooses_the_row_that_is_seen_there() {
    use citescape::ui::event::{Event, Mouse, MouseKind};
    let mut driver = after("}", 120, 36);
    let inner = layout::areas(&driver.app).inner(Pane::Metrics).unwrap();
    for y in inner.y + 1..inner.bottom() - 1 {
        let text: String = (inner.x + 1..inner.x + 40)
            .map(|x| driver.screen()[(x, y)].symbol().to_owned())
            .collect();
        driver.event(Event::Mouse(Mouse {
            kind: MouseKind::Press,
            column: inner.x + 4,
            row: y,
        }));
        let row = driver.app.row().unwrap();
        let (is_heading, atlas) = (text.contains('─'), &driver.app.atlas);
        assert!(
            is_heading || text.contains(&row.long_label(atlas)) || text.contains(&row.label(atlas)),
            "{text}"
        );
    }
}

#[test]
fn a_document_that_lists_some_paragraphs_says_which_it_leaves_out() {
    let mut driver = after("e", 120, 36);
    let reader = driver.text();
    for said in ["¶1–2 not used", "¶4–6 not used"] {
        assert!(reader.contains(said), "{said}: {reader}");
    }
    assert!(!reader.contains("¶8 not used"), "7 and 8 follow each other");
    assert_eq!(driver.app.atlas.records().documents[0].paragraphs.len(), 3);
    press(&mut driver, "j j k k k");
    let Some(evidence) = driver.app.evidence() else {
        panic!("no evidence")
    };
    assert_eq!(evidence.paragraph, 3);
    press(&mut driver, "<esc> gd");
    assert!(driver.text().contains("3 paragraphs used, "), "{}", driver.text());
    let detail = after("<enter>", 120, 36).text();
    assert!(detail.contains("· ¶") && !detail.contains(" of 3 ·"), "{detail}");
}

#[test]
fn help_counts_what_the_atlas_holds() {
    let driver = after("?", 200, 60);
    let facts = driver.app.atlas.fact_count();
    let text = driver.text();
    assert!(text.contains("edition 2026-01-31"), "{text}");
    assert!(
        text.contains(&format!("{facts} facts from 40 documents of 7 publishers")),
        "{text}"
    );
}

#[test]
fn a_dispute_shows_its_range_its_publishers_and_its_reason_once() {
    let mut records = wide().to_records();
    let first = records
        .facts
        .iter()
        .position(|fact| fact.value != Value::Holds)
        .unwrap();
    let mut other = records.facts[first].clone();
    other.slug = "other".to_owned().into();
    other.value = Value::Number(Hedge::Exact, Decimal::new(500, 0));
    other.evidence[0].document = DocumentId(records.facts[first].evidence[0].document.0 + 1);
    other.evidence[0].phrase = "five hundred".to_owned().into();
    let mut third = other.clone();
    third.slug = "third".to_owned().into();
    third.evidence[0].document = DocumentId(other.evidence[0].document.0 + 1);
    for fact in [&mut records.facts[first], &mut other, &mut third] {
        fact.status = Status::Disputed;
        fact.note = Some("counted anew in spring".to_owned().into());
    }
    records.facts.extend([other, third]);
    let atlas = Arc::new(Atlas::new("2026-01-31".to_owned(), records));
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        let mut driver = session(atlas.clone(), columns, rows);
        press(&mut driver, "!");
        let text = driver.text();
        assert!(text.contains("Where sources disagree · 1 in the atlas"), "{text}");
        for said in [
            "to 500",
            "3 publishers",
            "«five hundred»",
            "why: counted anew in spring",
        ] {
            assert!(text.contains(said), "{columns}×{rows} {said}: {text}");
        }
        assert_eq!(text.matches("counted anew").count(), 1);
        press(&mut driver, "j <enter>");
        assert_eq!(
            driver.app.atlas.fact(driver.app.fact.unwrap()).value.number(),
            Some(Decimal::new(500, 0))
        );
    }
}

#[test]
fn the_card_of_a_park_is_read_off_its_facts() {
    let mut records = wide().to_records();
    let park = records
        .places
        .iter()
        .position(|p| p.kind == PlaceKind::Park)
        .unwrap() as u32;
    let firms = records
        .metrics
        .iter()
        .position(|m| m.theme == Theme::Firms && m.unit == UnitId(0))
        .unwrap() as u32;
    let mut fact = records.facts[0].clone();
    fact.slug = "park-firms".to_owned().into();
    fact.place = PlaceId(park);
    fact.metric = MetricId(firms);
    fact.unit = UnitId(0);
    fact.value = Value::Number(Hedge::Over, Decimal::new(321, 0));
    records.facts.push(fact);
    let atlas = Arc::new(Atlas::new("2026-01-31".to_owned(), records));
    let name = atlas.place(PlaceId(park)).names.en.clone();
    let mut driver = session(atlas, 80, 24);
    press(
        &mut driver,
        &format!("/{} <enter> gi", name.replace(' ', "<space>")),
    );
    let text = driver.text();
    assert!(text.contains("firms") && text.contains(">321"), "{text}");
    assert!(
        text.contains("host       Old Northton 1 District, Northton 1"),
        "{text}"
    );
}

#[test]
fn kept_facts_become_a_list_with_a_footnote_for_each_source() {
    let mut driver = after("<space> j <space> j <space>", 120, 36);
    assert_eq!(driver.app.kept.len(), 3);
    press(&mut driver, "k <space>");
    assert_eq!(driver.app.kept.len(), 2, "the same key drops it");
    driver.effects.clear();
    press(&mut driver, "yk");
    let Some(Effect::Copy(list)) = driver.effects.last() else {
        panic!("nothing copied")
    };
    let (points, notes): (Vec<&str>, Vec<&str>) = (
        list.lines().filter(|line| line.starts_with("- ")).collect(),
        list.lines().filter(|line| line.starts_with("[^")).collect(),
    );
    assert_eq!(points.len(), 2, "{list}");
    assert!(
        points[0].ends_with("[^1]") && notes[0].starts_with("[^1]: "),
        "{list}"
    );
    for id in &driver.app.kept {
        let evidence = &driver.app.atlas.fact(*id).evidence[0];
        let phrase = format!("¶{}, «{}»", evidence.paragraph, evidence.phrase);
        assert!(
            notes.iter().any(|note| note.contains(&phrase)),
            "{phrase}: {list}"
        );
    }
    press(&mut driver, "gk gg <space>");
    assert_eq!(driver.app.kept.len(), 1);
    press(&mut driver, "<enter>");
    assert_eq!(driver.app.fact, Some(driver.app.kept[0]));
}

/// Two cities with one metric each said so.
fn two_cities(first: &str, second: &str) -> Vec<compare::Row> {
    let mut records = wide().to_records();
    let mut base = records
        .facts
        .iter()
        .find(|fact| fact.unit == UnitId(0))
        .unwrap()
        .clone();
    records.facts.clear();
    let cities: Vec<PlaceId> = (0..records.places.len() as u32)
        .map(PlaceId)
        .filter(|id| records.places[id.index()].kind == PlaceKind::City)
        .take(2)
        .collect();
    for (city, said) in cities.iter().zip([first, second]) {
        for one in said.split("; ") {
            let words: Vec<&str> = one.split(' ').collect();
            let number = Decimal::parse(words[0].trim_start_matches('>')).unwrap();
            let hedge = if one.starts_with('>') {
                Hedge::Over
            } else {
                Hedge::Exact
            };
            base.slug = format!("{}-{one}", city.index()).into();
            base.place = *city;
            base.value = Value::Number(hedge, number);
            base.period = Period::parse(words[1]).unwrap();
            base.scope = words[2..].iter().map(|word| (*word).to_owned().into()).collect();
            base.kind = if words[1].starts_with("by") {
                Kind::Target
            } else {
                Kind::Observed
            };
            records.facts.push(base.clone());
        }
    }
    compare::rows(&Atlas::new(String::new(), records), &cities)
}

#[test]
fn only_equal_things_are_held_against_each_other() {
    use compare::{Judgement, Reason};
    let not = |reasons: &[Reason]| Judgement::Not(reasons.to_vec());
    let exactly = |n| Judgement::Ratio(Value::Number(Hedge::Exact, Decimal::new(n, 0)));
    for (first, second, judgement) in [
        ("8 2025", "4 2025", exactly(2)),
        ("8 2025; 9 2026", "3 2024; 4 2025", exactly(2)),
        (
            ">8 2025",
            "4 2025",
            Judgement::Ratio(Value::Number(Hedge::Over, Decimal::new(2, 0))),
        ),
        (">8 2025", ">4 2025", not(&[Reason::Bounds])),
        ("8 2025", "4 2024", not(&[Reason::Period])),
        ("8 2025 pooled", "4 2025", not(&[Reason::Scope])),
        ("6 2025 pooled; 8 2025", "4 2025", exactly(2)),
        ("8 2025", "4 by-2025", not(&[Reason::Period, Reason::Kind])),
    ] {
        let rows = two_cities(first, second);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].judgement, judgement, "{first} against {second}");
    }
    let driver = after("<space> /eastton <space> 1 <enter> =", 120, 36);
    let text = driver.text();
    assert!(text.contains("Compare › Northton 1 × Eastton 1"), "{text}");
    let alone = after("=", 120, 36);
    assert_eq!(alone.app.view(), &View::Main);
    assert!(
        alone.text().contains("keep a fact of another place"),
        "{}",
        alone.text()
    );
}

#[test]
fn a_session_that_ended_in_the_coverage_begins_there_again() {
    let before = after("gc l l j", 120, 36);
    let mut again = session(wide(), 120, 36);
    let memory = before.app.memory();
    again.app.recall(&memory);
    again.app.recall_place(&memory);
    assert_eq!(again.app.view(), &View::Coverage);
    assert!(again.app.grid.place().is_some() && again.text().contains("cells filled"));
    let kept = after("<space> gk", 120, 36).app.memory();
    let mut again = session(wide(), 120, 36);
    again.app.recall(&kept);
    again.app.recall_place(&kept);
    assert_eq!(again.app.view(), &View::Kept, "what was kept is there");
}

/// The wide atlas where the first city has only these facts of one metric, each with a period and a value and mended
/// as its place in the list asks; then what is typed.
fn with_own(said: &[(&str, i64)], mend: impl Fn(usize, &mut Fact), keys: &str) -> Driver {
    let mut records = wide().to_records();
    let metric = records
        .facts
        .iter()
        .find(|fact| fact.unit == UnitId(0))
        .unwrap()
        .metric;
    records.facts.retain(|fact| fact.metric != metric);
    for (n, (period, value)) in said.iter().enumerate() {
        let mut fact = wide::fact(records.facts.len() as u32, 3, metric.0, 0, 2025);
        fact.slug = format!("own-{}", records.facts.len()).into();
        fact.period = Period::parse(period).unwrap();
        fact.value = Value::Number(Hedge::Exact, Decimal::new(*value, 0));
        mend(n, &mut fact);
        records.facts.push(fact);
    }
    let mut driver = session(Arc::new(Atlas::new("2026-01-31".to_owned(), records)), 120, 36);
    press(&mut driver, keys);
    driver
}

/// Disputed ones, each with a scope.
fn with_disputed(said: &[(&str, &str, i64)]) -> Driver {
    let plain: Vec<(&str, i64)> = said.iter().map(|(period, _, value)| (*period, *value)).collect();
    let mend = |n: usize, fact: &mut Fact| {
        let scope: &str = said[n].1;
        fact.scope = (!scope.is_empty())
            .then(|| scope.to_owned().into())
            .into_iter()
            .collect();
        fact.status = Status::Disputed;
        fact.note = Some("the other paper counts otherwise".to_owned().into());
    };
    with_own(&plain, mend, "!")
}

#[test]
fn disputed_facts_of_one_year_stand_together_though_scope_or_period_differ() {
    let text = with_disputed(&[("2025", "", 300), ("end-2025", "pooled", 400)]).text();
    for said in [
        "Where sources disagree · 1 in the atlas",
        "33 % more · 2 publishers · differing in scope and period",
        "300 · no scope · year 2025",
        "400 · pooled · end of 2025",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let text = with_disputed(&[("2025", "", 300), ("2024", "", 400)]).text();
    assert!(text.contains("Where sources disagree · 2 in the atlas"), "{text}");
    let said = "nothing of the same scope, period and definition contradicts it: see why";
    assert_eq!(text.matches(said).count(), 2, "{text}");
    assert!(!text.contains("not in the atlas"), "{text}");
}

/// Those of a standing, targets where a deadline is named.
fn with_told(said: &[(&str, i64, Status)], keys: &str) -> Driver {
    let plain: Vec<(&str, i64)> = said.iter().map(|(period, value, _)| (*period, *value)).collect();
    let mend = |n: usize, fact: &mut Fact| {
        fact.status = said[n].2;
        if said[n].0.starts_with("by") {
            fact.kind = Kind::Target;
        }
    };
    with_own(&plain, mend, keys)
}

#[test]
fn an_older_value_does_not_pass_for_the_latest_where_newer_ones_are_superseded() {
    use Status::{Reviewed, Superseded};
    for (said, shown, sign) in [
        (
            &[("2023", 4444, Reviewed), ("2025", 6666, Superseded)][..],
            "6,666",
            "⊘1",
        ),
        (
            &[("2025-06", 4444, Reviewed), ("2025-07", 6666, Superseded)],
            "4,444",
            "●1",
        ),
        (
            &[("2025", 6666, Superseded), ("2025", 7777, Reviewed)],
            "7,777",
            "●1",
        ),
        (
            &[("2025", 6666, Superseded), ("2026", 7777, Reviewed)],
            "7,777",
            "●1",
        ),
        (&[("2025", 6666, Superseded)], "6,666", "⊘1"),
    ] {
        let driver = with_told(said, "f policy<space>0 <enter>");
        let text = driver.text();
        let row = text.lines().find(|line| line.contains(shown)).unwrap_or(&text);
        assert!(
            row.contains(sign) && !row.contains("evidence"),
            "{shown} {sign}: {text}"
        );
        assert_eq!(text.contains("· observed · superseded"), sign == "⊘1", "{text}");
    }
}

#[test]
fn search_marks_what_is_superseded_and_lists_it_last() {
    use Status::{Reviewed, Superseded};
    let said = [("2025", 6666, Superseded), ("2025", 7777, Reviewed)];
    let text = with_told(&said, "/northton<space>1<space>policy<space>0<space>2025").text();
    let (old, new) = (text.find("6,666 ⊘"), text.find("7,777 ●"));
    assert!(old.zip(new).is_some_and(|(old, new)| new < old), "{text}");
}

#[test]
fn a_row_keeps_its_latest_while_the_evidence_shows_another_fact_of_it() {
    use Status::Reviewed;
    let said = [("2024", 4444, Reviewed), ("by-2030", 7777, Reviewed)];
    let keys = "/northton<space>1<space>policy<space>0<space>2030<enter>";
    let driver = with_told(&said, keys);
    let (table, evidence) = (pane(&driver, Pane::Metrics), pane(&driver, Pane::Evidence));
    assert!(table.contains("4,444") && !table.contains("7,777"), "{table}");
    assert!(evidence.contains("7,777 · by 2030"), "{evidence}");
}

/// The table of the first city where one metric has these series: scopes and prices.
fn with_series(said: &[(&[&str], Option<Prices>)], columns: u16) -> String {
    let mut records = wide().to_records();
    let metric = records.facts.iter().find(|fact| fact.unit == UnitId(0));
    let metric = metric.unwrap().metric;
    records.facts.retain(|fact| fact.metric != metric);
    for (scope, prices) in said {
        let mut fact = wide::fact(records.facts.len() as u32, 3, metric.0, 0, 2025);
        fact.slug = format!("series-{}", records.facts.len()).into();
        fact.scope = scope.iter().map(|scope| (*scope).to_owned().into()).collect();
        fact.prices = *prices;
        records.facts.push(fact);
    }
    let atlas = Arc::new(Atlas::new("2026-01-31".to_owned(), records));
    let mut driver = session(atlas, columns, 36);
    press(&mut driver, "3 f policy<space>0 <enter>");
    pane(&driver, Pane::Metrics)
}

#[test]
fn rows_of_one_name_show_what_tells_them_apart() {
    let prices = with_series(&[(&[], None), (&[], Some(Prices::Constant))], 120);
    assert_eq!(prices.matches("policy 0 ").count(), 1, "{prices}");
    assert!(prices.contains("policy 0, constant prices "), "{prices}");
    let scopes: [(&[&str], _); 2] = [(&["pooled", "a"], None), (&["pooled", "b"], None)];
    let scopes = with_series(&scopes, 120);
    assert!(scopes.contains("policy 0, pooled, a "), "{scopes}");
    assert!(scopes.contains("policy 0, pooled, b "), "{scopes}");
}

#[test]
fn a_beginning_that_rows_share_is_cut_before_what_tells_them_apart() {
    let long = "towns of a character that is much their own";
    let said: [(&[&str], _); 2] = [(&[long, "planned"], None), (&[long, "open"], None)];
    for columns in [120, 150] {
        let table = with_series(&said, columns);
        assert!(table.contains("… planned "), "{columns}: {table}");
        assert!(table.contains("… open "), "{columns}: {table}");
    }
}
