//! What holds whatever happens: any events at any size, any text in the data, any query.
//! Chance has fixed seeds, so that what fails once fails again.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/chance.rs"]
mod chance;
#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/thorough.rs"]
mod thorough;
#[path = "support/tiny.rs"]
mod tiny;
#[path = "support/ways.rs"]
mod ways;

use chance::Chance;
use citescape::atlas::{Atlas, Thing};
use citescape::query::find::{Finder, find};
use citescape::query::index::Index;
use citescape::query::parse::parse;
use citescape::settings::{Depth, Glyphs};
use citescape::ui::action::ACTIONS;
use citescape::ui::app::{Pane, View};
use citescape::ui::driver::Driver;
use citescape::ui::effect::Effect;
use citescape::ui::event::{Answer, Event, Key, KeyCode, Mouse, MouseKind};
use citescape::ui::prose::width;
use citescape::ui::{keymap, layout, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use tiny::{options, press, real, session, tiny};
use ways::WAYS;

/// What must hold of a session at any time.
fn check(driver: &Driver, after: &dyn Display) {
    check_in(&mut Buffer::default(), driver, after);
}

/// The same, drawn into a buffer that was used before.
fn check_in(screen: &mut Buffer, driver: &Driver, after: &dyn Display) {
    let app = &driver.app;
    let areas = layout::areas(app);
    let lengths = [app.tree.len(), app.districts.len(), app.metrics.len(), 0];
    for (pane, length) in Pane::ALL.into_iter().zip(lengths) {
        let cursor = app.cursors[pane.index()];
        assert!(
            cursor.at < length.max(1),
            "{pane:?}: row {} of {length} after {after}",
            cursor.at
        );
        if areas.inner(pane).is_some() && pane != Pane::Evidence {
            // A pane that is not on screen keeps its place for when it is again.
            if areas.panes[pane.index()].is_none() {
                continue;
            }
            let seen = areas.rows(pane).max(1);
            let is_seen = (cursor.top..cursor.top + seen).contains(&cursor.at);
            assert!(is_seen, "{pane:?}: {cursor:?} of {seen} rows after {after}");
        }
    }
    assert_eq!(app.views.first(), Some(&View::Main), "after {after}");
    assert!(
        app.size.0 <= layout::MAX_COLUMNS && app.size.1 <= layout::MAX_ROWS,
        "after {after}"
    );
    if let Some(fact) = app.fact {
        let fact = app.atlas.fact(fact);
        assert_eq!(
            fact.place, app.place,
            "the chosen fact is about the chosen place after {after}"
        );
        assert!(
            app.source < fact.evidence.len(),
            "source {} after {after}",
            app.source
        );
    }
    assert!(
        app.deadline().is_none_or(|due| due > app.now),
        "a deadline in the past after {after}"
    );
    screen.resize(Rect::new(0, 0, app.size.0, app.size.1));
    screen.reset();
    view::draw(app, screen);
    check_cells(screen, after);
}

/// Every cell holds what one cell can show, and nothing a terminal obeys.
fn check_cells(screen: &Buffer, after: &dyn Display) {
    for y in 0..screen.area.height {
        let mut x = 0;
        while x < screen.area.width {
            let symbol = screen[(x, y)].symbol();
            // Most cells are letters and blanks, about which there is nothing to ask.
            if matches!(symbol.as_bytes(), [b' '..=b'~']) {
                x += 1;
                continue;
            }
            let columns = width(symbol);
            assert!(
                (1..=2).contains(&columns),
                "{symbol:?} at {x},{y} has {columns} columns after {after}"
            );
            let obeyed = symbol.chars().find(|c| c.is_control() || hostile::is_obeyed(*c));
            assert!(obeyed.is_none(), "{symbol:?} at {x},{y} after {after}");
            assert!(
                symbol.len() <= 40,
                "{} bytes at {x},{y} after {after}",
                symbol.len()
            );
            if columns == 2 {
                assert!(
                    x + 1 < screen.area.width,
                    "half of {symbol:?} is off the screen after {after}"
                );
                let behind = screen[(x + 1, y)].symbol();
                assert!(
                    behind.trim().is_empty(),
                    "{behind:?} behind {symbol:?} at {x},{y} after {after}"
                );
            }
            x += columns;
        }
    }
}

fn any_key(chance: &mut Chance) -> Key {
    let own = ACTIONS[chance.below(ACTIONS.len())].keys;
    let code = match chance.below(12) {
        0..=5 => {
            let keys = keymap::parse(chance.pick(own)).unwrap();
            return chance.pick(&keys);
        }
        6 => KeyCode::Enter,
        7 => KeyCode::Esc,
        8 => chance.pick(keymap::NAMES).1,
        9 => KeyCode::F(chance.below(256) as u8),
        10 => KeyCode::Char(chance.pick(&[
            'a',
            'Z',
            '/',
            ':',
            '-',
            '"',
            '京',
            'ü',
            '\u{0}',
            '\u{1b}',
            '\u{202e}',
            '\u{10FFFF}',
        ])),
        _ => KeyCode::Char(char::from(b' ' + chance.below(95) as u8)),
    };
    Key {
        code,
        ctrl: chance.once_in(8),
        alt: chance.once_in(12),
    }
}

fn any_event(chance: &mut Chance) -> Event {
    const KINDS: [MouseKind; 5] = [
        MouseKind::Press,
        MouseKind::Drag,
        MouseKind::Release,
        MouseKind::WheelUp,
        MouseKind::WheelDown,
    ];
    match chance.below(24) {
        0 => Event::Resize(chance.below(301) as u16, chance.below(121) as u16),
        1 => Event::Resize(
            chance.pick(&[0, 1, 19, 20, 39, 40, 60, 65535]),
            chance.pick(&[0, 1, 4, 5, 9, 10, 65535]),
        ),
        2 | 3 => Event::Mouse(Mouse {
            kind: chance.pick(&KINDS),
            column: chance.below(310) as u16,
            row: chance.below(130) as u16,
        }),
        4 => Event::Paste(chance.pick(hostile::texts())),
        5 => Event::Tick(chance.next() % 10_000),
        6 => Event::Redraw,
        7 => Event::Answer(chance.next(), Answer::Failed(chance.pick(hostile::texts()))),
        _ => Event::Key(any_key(chance)),
    }
}

#[test]
fn any_events_at_any_size_keep_a_session_whole() {
    for seed in 0..24 {
        let mut chance = Chance::new(seed);
        let atlas = if seed % 4 == 0 { real() } else { tiny() };
        let mut driver = session(atlas, chance.below(301) as u16, chance.below(121) as u16);
        driver.app.look.glyphs = chance.pick(&[
            Glyphs::Braille,
            Glyphs::Ascii,
            Glyphs::Block,
            Glyphs::BrailleAsciiFrames,
        ]);
        for step in 0..64 {
            let event = any_event(&mut chance);
            let after = format!("seed {seed}, step {step}: {event:?}");
            driver.event(event);
            check(&driver, &after);
        }
    }
}

#[test]
fn drawing_is_a_question_not_a_change() {
    for way in WAYS {
        let mut driver = session(tiny(), 100, 30);
        press(&mut driver, way);
        let before = format!(
            "{:?}",
            (
                driver.app.spot(),
                driver.app.cursors,
                driver.app.cursor,
                &driver.app.overlay
            )
        );
        let first = driver.screen();
        let second = driver.screen();
        assert!(first == second, "{way} draws differently the second time");
        let after = format!(
            "{:?}",
            (
                driver.app.spot(),
                driver.app.cursors,
                driver.app.cursor,
                &driver.app.overlay
            )
        );
        assert_eq!(before, after, "{way}");
    }
}

/// Sizes where the layout changes, the smallest, the largest, and some out of all others, different ones for each
/// way; with `CITESCAPE_THOROUGH` every size of 0 to 300 columns and 0 to 120 rows.
fn sizes(way: usize) -> Vec<(u16, u16)> {
    const EDGES: [(u16, u16); 23] = [
        (0, 0),
        (1, 1),
        (3, 10),
        (10, 3),
        (19, 5),
        (20, 4),
        (20, 5),
        (30, 9),
        (39, 10),
        (40, 10),
        (40, 12),
        (58, 14),
        (60, 14),
        (80, 24),
        (98, 21),
        (100, 22),
        (120, 36),
        (148, 25),
        (150, 26),
        (200, 60),
        (300, 120),
        (500, 8),
        (8, 200),
    ];
    if thorough::is_wanted() {
        return (0..=300)
            .flat_map(|columns| (0..=120).map(move |rows| (columns, rows)))
            .collect();
    }
    // Steps that share no factor with the number of sizes spread evenly over them.
    let others = (0..20).map(|n| ((way * 20 + n) * 11_447) % (301 * 121));
    let others = others.map(|n| ((n % 301) as u16, (n / 301) as u16));
    EDGES.into_iter().chain(others).collect()
}

/// Draws one view at its sizes; how many frames that were.
fn fits_its_sizes(n: usize, way: &str, screen: &mut Buffer) -> usize {
    let mut driver = session(tiny(), 80, 24);
    press(&mut driver, way);
    let sizes = sizes(n);
    for (columns, rows) in &sizes {
        driver.event(Event::Resize(*columns, *rows));
        let size = (*columns.min(&layout::MAX_COLUMNS), *rows.min(&layout::MAX_ROWS));
        assert_eq!(driver.app.size, size, "{way}");
        check_in(screen, &driver, &format_args!("{way} at {columns}×{rows}"));
    }
    sizes.len()
}

/// The views are shared out among as many threads as there are processors: all sizes of all views are millions of
/// frames.
#[test]
fn every_view_fits_every_size() {
    let (next, frames) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut screen = Buffer::default();
        while let Some((n, way)) = WAYS.iter().enumerate().nth(next.fetch_add(1, Relaxed)) {
            frames.fetch_add(fits_its_sizes(n, way, &mut screen), Relaxed);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let frames = frames.into_inner();
    println!("{frames} frames of {} views", WAYS.len());
    assert_eq!(frames, (0..WAYS.len()).map(|n| sizes(n).len()).sum::<usize>());
}

/// A terminal may have shrunk or grown before the session hears of it.
#[test]
fn a_buffer_of_another_size_is_drawn_into_without_harm() {
    for way in WAYS {
        let mut driver = session(tiny(), 80, 24);
        press(&mut driver, way);
        for (columns, rows) in [(0, 0), (1, 1), (40, 24), (80, 3), (79, 23), (200, 60)] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
            view::draw(&driver.app, &mut buffer);
            check_cells(&buffer, &format!("{way} into {columns}×{rows}"));
        }
    }
}

#[test]
fn every_action_runs_in_every_view() {
    for way in WAYS {
        for row in ACTIONS {
            let mut driver = session(tiny(), 80, 24);
            press(&mut driver, way);
            let effects = driver.app.run(row.name);
            driver.app.settle();
            check(&driver, &format!("{way}, then {}", row.name));
            let quits = effects.contains(&Effect::Quit);
            assert!(
                !quits || matches!(row.name, "quit" | "quit-now"),
                "{way}, then {} quits",
                row.name
            );
        }
    }
}

/// Draws the hostile atlases in the ways: each text in some, each way with some; all with all if `CITESCAPE_THOROUGH`
/// is set.
fn check_hostile(bytes: usize, ways: &[&str]) {
    let apart = if thorough::is_wanted() || ways.len() < 8 {
        1
    } else {
        4
    };
    for (n, text) in hostile::texts().iter().enumerate() {
        let atlas = Arc::new(hostile::atlas(&tiny(), text, bytes));
        let index = Arc::new(Index::new(&atlas));
        let shown: String = text.chars().take(12).collect();
        for (m, way) in ways.iter().enumerate().skip(n % apart).step_by(apart) {
            let size = [(80, 24), (120, 36), (200, 60), (40, 12), (21, 6)][(n + m) % 5];
            let mut options = options(size);
            options.glyphs = [Glyphs::Braille, Glyphs::Ascii, Glyphs::BrailleAsciiFrames][m % 3];
            options.depth = Depth::Sixteen;
            let mut driver = Driver::new(atlas.clone(), options);
            driver.app.index = Some(index.clone());
            press(&mut driver, way);
            check(&driver, &format!("{way} at {size:?} with {shown:?}…"));
        }
    }
}

#[test]
fn hostile_text_in_the_data_reaches_no_cell() {
    check_hostile(300, WAYS);
}

#[test]
fn hostile_lines_of_ten_kilobytes_reach_no_cell() {
    check_hostile(10_000, &["", "<enter>", "gd", "! j"]);
}

#[test]
fn hostile_text_in_the_data_is_not_copied_either() {
    for text in hostile::texts() {
        let atlas = Arc::new(hostile::atlas(&tiny(), text, 100));
        for keys in ["yy", "yc", "ym", "yb", "yj", "yt", "yl", "yi"] {
            let mut driver = session(atlas.clone(), 80, 24);
            press(&mut driver, keys);
            for effect in &driver.effects {
                let Effect::Copy(copied) = effect else {
                    panic!("{keys} gave {effect:?}")
                };
                let obeyed = copied
                    .chars()
                    .find(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || hostile::is_obeyed(*c));
                assert!(obeyed.is_none(), "{keys} copied {obeyed:?} of {text:?}");
            }
        }
    }
}

/// The ASCII tier shows nothing but ASCII, whatever the data says.
#[test]
fn the_ascii_tier_is_ascii() {
    let mut atlases: Vec<Arc<Atlas>> = hostile::texts()
        .iter()
        .map(|text| Arc::new(hostile::atlas(&tiny(), text, 100)))
        .collect();
    atlases.push(tiny());
    for (n, atlas) in atlases.iter().enumerate() {
        for way in WAYS
            .iter()
            .skip(n % 4)
            .step_by(if n + 1 == atlases.len() { 1 } else { 4 })
        {
            let mut options = options((120, 36));
            options.glyphs = Glyphs::Ascii;
            let mut driver = Driver::new(atlas.clone(), options);
            press(&mut driver, way);
            let text = driver.text();
            let other = text.chars().find(|c| !c.is_ascii());
            assert!(other.is_none(), "{other:?} after {way} in\n{text}");
        }
    }
}

fn any_query(chance: &mut Chance) -> String {
    let fields = [
        "place:",
        "metric:",
        "year:",
        "value:",
        "kind:",
        "doc:",
        "unit:",
        "ev:",
        "lang:",
        "district:",
        "org:",
        "nope:",
    ];
    let words = [
        "qingwan",
        "mühlhafen",
        "computing",
        "2025",
        ">=2024",
        "2023..2025",
        "<3tn",
        "target",
        "\"harbour output\"",
        "\"",
        "-",
        "--",
        ":",
        ">",
        "..",
        "1..",
        "..9",
        "99999999999999999999999999",
        "-5",
        "0",
        "1e400",
        "京",
        "\u{301}",
        ",",
        "a,b,,c",
        "=",
        "<>=",
        "(",
        "*",
    ];
    let mut query = String::new();
    for _ in 0..chance.below(5) {
        if chance.once_in(3) {
            query.push('-');
        }
        if chance.once_in(2) {
            query.push_str(chance.pick(&fields));
        }
        query.push_str(chance.pick(&words));
        if chance.once_in(4) {
            query.push(char::from_u32(chance.below(0x3000) as u32).unwrap_or('x'));
        }
        query.push(' ');
    }
    query
}

#[test]
fn any_query_is_understood_or_refused_in_words() {
    let (atlas, mut chance) = (tiny(), Chance::new(7));
    let index = Index::new(&atlas);
    let mut refused = 0;
    let hostile = hostile::texts().iter().cloned();
    let queries: Vec<String> = (0..3000).map(|_| any_query(&mut chance)).chain(hostile).collect();
    for query in &queries {
        if let Err(error) = find(&atlas, &index, query) {
            assert!(
                !error.message.is_empty() && !error.hint.is_empty(),
                "{query:?} is refused without words"
            );
            assert!(
                error.at <= query.len(),
                "{query:?} is refused at byte {} of {}",
                error.at,
                query.len()
            );
            refused += 1;
        }
        assert_eq!(
            parse(query).is_err(),
            find(&atlas, &index, query).is_err(),
            "{query:?}"
        );
    }
    assert!(
        (100..queries.len() - 1000).contains(&refused),
        "{refused} of {} queries are refused",
        queries.len()
    );
}

fn things(atlas: &Atlas, index: &Index, query: &str) -> Option<Vec<Thing>> {
    // All hits, not the best of them: of those, another query may well keep others.
    Finder::new(usize::MAX)
        .find(atlas, index, query)
        .ok()
        .map(|found| found.hits.iter().map(|hit| hit.thing).collect())
}

#[test]
fn one_clause_more_finds_nothing_new() {
    let (atlas, mut chance) = (real(), Chance::new(11));
    let index = Index::new(&atlas);
    let clauses = [
        "beijing",
        "wuhan",
        "computing",
        "digital",
        "growth",
        "year:2025",
        "year:>=2026",
        "value:>1000",
        "kind:target",
        "kind:observed",
        "place:wuhan",
        "doc:wuhan",
        "unit:percent",
        "ev:>=2",
        "lang:de",
        "-beijing",
        "-kind:target",
        "\"digital economy\"",
        "5",
        "ai",
    ];
    let mut narrowed = 0;
    for _ in 0..150 {
        let mut query = chance.pick(&clauses).to_string();
        let Some(mut before) = things(&atlas, &index, &query) else {
            continue;
        };
        for _ in 0..2 {
            query = format!("{query} {}", chance.pick(&clauses));
            let Some(now) = things(&atlas, &index, &query) else {
                break;
            };
            let known: BTreeSet<&Thing> = before.iter().collect();
            // A query of nothing but «not» finds nothing to take away from.
            if !query.split(' ').next().unwrap().starts_with('-') {
                for thing in &now {
                    assert!(
                        known.contains(thing),
                        "«{query}» finds {} only with its last clause",
                        atlas.slug(*thing)
                    );
                }
                narrowed += usize::from(now.len() < before.len());
            }
            before = now;
        }
    }
    assert!(narrowed > 50, "only {narrowed} queries became narrower");
}

#[test]
fn hits_are_in_one_order_each_once() {
    let atlas = real();
    let index = Index::new(&atlas);
    for query in [
        "beijing",
        "a",
        "e",
        "digital",
        "2025",
        "kind:target",
        "ai innovation",
        "wuhan com",
        "北京",
        "-beijing city",
    ] {
        let first = things(&atlas, &index, query).unwrap();
        let again = things(&atlas, &Index::new(&atlas), query).unwrap();
        assert_eq!(first, again, "«{query}» is ordered by chance");
        let each: BTreeSet<&Thing> = first.iter().collect();
        assert_eq!(each.len(), first.len(), "«{query}» finds something twice");
        let scores: Vec<i32> = find(&atlas, &index, query)
            .unwrap()
            .hits
            .iter()
            .map(|hit| hit.score)
            .collect();
        assert!(scores.is_sorted_by(|a, b| a >= b), "«{query}» is not best first");
    }
}

#[test]
fn what_sources_state_stands_before_what_is_computed_of_it() {
    let atlas = real();
    let index = Index::new(&atlas);
    let mut both = 0;
    for (_, own) in atlas.derivations() {
        let (place, metric) = (&atlas.place(own.place).names.en, &atlas.metric(own.metric).short);
        let mut slip: Vec<char> = place.chars().collect();
        let at = slip.len() / 2;
        slip.swap(at - 1, at);
        for place in [place.clone(), slip.into_iter().collect()] {
            let query = format!("{place} {metric}");
            let hits = find(&atlas, &index, &query).unwrap().hits;
            let at = |wanted: &dyn Fn(Thing) -> bool| hits.iter().position(|hit| wanted(hit.thing));
            let is_stated = |thing| {
                let Thing::Fact(id) = thing else { return false };
                let row = atlas.row(id);
                (row.place, row.metric, row.subject) == (own.place, own.metric, None)
            };
            let is_computed = |thing| {
                let Thing::Derivation(id) = thing else {
                    return false;
                };
                (atlas.derivation(id).place, atlas.derivation(id).metric) == (own.place, own.metric)
            };
            if let (Some(stated), Some(computed)) = (at(&is_stated), at(&is_computed)) {
                assert!(stated < computed, "«{query}»: {stated}, {computed}");
                both += 1;
            }
        }
    }
    assert!(both > 0);
}

#[test]
fn a_filter_shows_a_part_of_what_is_there() {
    let mut chance = Chance::new(3);
    for _ in 0..60 {
        let mut driver = session(real(), 120, 36);
        press(&mut driver, chance.pick(&["1", "2", "3"]));
        let all: Vec<String> = driver
            .app
            .metrics
            .iter()
            .map(|row| row.label(&driver.app.atlas))
            .collect();
        let places: BTreeSet<_> = driver.app.districts.iter().copied().collect();
        press(&mut driver, "f");
        for _ in 0..chance.below(4) {
            let letter = char::from(b'a' + chance.below(26) as u8);
            driver.event(Event::Key(Key::char(letter)));
            check(&driver, &"a filter");
        }
        // Only the focused list is filtered; what it shows was there before.
        if driver.app.focus == Pane::Metrics {
            assert!(driver.app.metrics.len() <= all.len());
        }
        if driver.app.focus == Pane::Districts {
            assert!(driver.app.districts.iter().all(|id| places.contains(id)));
        }
        press(&mut driver, "<esc>");
        assert!(
            driver.app.filters.iter().all(String::is_empty),
            "Esc drops a filter"
        );
    }
}
