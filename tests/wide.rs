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

use citescape::atlas::Thing;
use citescape::query::group::Group;
use citescape::ui::app::{Pane, View};
use citescape::ui::driver::Driver;
use citescape::ui::layout;
use tiny::{press, said, session};
use wide::wide;

fn after(keys: &str, columns: u16, rows: u16) -> Driver {
    let mut driver = session(wide(), columns, rows);
    press(&mut driver, keys);
    driver
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
    assert!(
        driver.app.metrics.len() >= 3 && driver.app.metrics.iter().all(|row| row.label.contains("money"))
    );
    assert!(!driver.text().contains("Money and data trade"));
    let driver = after("sn", 120, 36);
    assert!(driver.app.metrics.iter().all(|row| row.group.is_none()));
}

#[test]
fn a_country_lists_what_any_place_in_it_is_measured_by() {
    let driver = after("/land <enter>", 120, 36);
    let land = &driver.app;
    assert_eq!(land.metrics.len(), land.atlas.records().metrics.len());
    assert!(land.metrics.iter().all(|row| row.elsewhere > 0));
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
        let is_heading = text.contains('─');
        assert!(
            is_heading || text.contains(&row.long_label) || text.contains(&row.label),
            "{text}"
        );
    }
}
