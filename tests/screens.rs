//! Whole screens of the made-up atlas, text and looks, held against files in `tests/snapshots`.
//!
//! To take what is drawn now as right: `UPDATE_GOLDEN=1 cargo test --test screens`, then read the difference.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/tiny.rs"]
mod tiny;

use citescape::settings::{Depth, Glyphs, Role, Theme};
use citescape::ui::app::Options;
use citescape::ui::driver::Driver;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use tiny::{loaded, options, press, tiny};

const USUAL: &[(u16, u16)] = &[(80, 24), (120, 36)];
const FOUR: &[(u16, u16)] = &[(80, 24), (120, 36), (200, 60), (40, 12)];
const ALL: &[(u16, u16)] = &[
    (80, 24),
    (120, 36),
    (200, 60),
    (40, 12),
    (30, 9),
    (20, 5),
    (10, 3),
];

/// Name of the file, keys, sizes.
type Screen = (&'static str, &'static str, &'static [(u16, u16)]);

const SCREENS: &[Screen] = &[
    ("main", "", ALL),
    ("cities", "1", USUAL),
    ("districts", "2 j", USUAL),
    ("evidence", "4", USUAL),
    ("zoomed-cities", "1 z", &[(80, 24)]),
    ("zoomed-metrics", "z", USUAL),
    ("zoomed-evidence", "4 z", &[(80, 24)]),
    ("place-without-facts", "/österby <enter>", FOUR),
    ("dispute-in-the-table", "/qingwan <enter>", USUAL),
    ("filter", "f machine", &[(80, 24), (40, 12)]),
    ("filter-without-hits", "f zzz", &[(80, 24)]),
    ("search", "/machine", FOUR),
    ("search-empty", "/", &[(80, 24)]),
    (
        "search-without-hits",
        "/qingwan <space> glasviertel",
        &[(80, 24), (40, 12)],
    ),
    ("search-with-an-error", "/valeu:3", &[(80, 24), (40, 12)]),
    (
        "search-for-facts",
        "/place:qingwan <space> kind:observed <tab>",
        &[(120, 36)],
    ),
    ("palette", ": copy", FOUR),
    ("help", "?", FOUR),
    ("help-end", "? G", &[(80, 24)]),
    ("strip", "y <wait:400>", &[(80, 24), (40, 12)]),
    ("detail", "<enter>", FOUR),
    ("detail-of-a-dispute", "/qingwan <enter> <enter>", &[(80, 24)]),
    (
        "detail-of-a-count",
        "/machine <space> listed <enter> <enter>",
        &[(80, 24)],
    ),
    ("reader", "e", FOUR),
    ("reader-further", "e j j j j", &[(80, 24)]),
    ("documents", "gd", FOUR),
    ("coverage", "gc", FOUR),
    ("coverage-of-a-hole", "gc n n r r sv", FOUR),
    ("coverage-in-words", "gc z l", USUAL),
    ("kept", "<space> j <space> gk", USUAL),
    ("compare", "<space> /qingwan <enter> =", FOUR),
    ("compare-further", "<space> /qingwan <enter> = j j", &[(80, 24)]),
    ("card-of-a-city", "gi", FOUR),
    ("card-of-a-district", "/glass <enter> gi", USUAL),
    ("card-of-a-metric", "i", USUAL),
    ("card-of-an-organisation", "/tidewerk <enter>", USUAL),
    ("derivations", "d", FOUR),
    ("disputes", "!", FOUR),
    ("notice", "H", &[(80, 24)]),
];

fn snapshots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

/// Whether what is drawn now is to be taken as right.
#[allow(
    clippy::disallowed_methods,
    reason = "asked of whoever runs the tests, not of the program"
)]
fn updates() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// Holds a text against a file.
fn hold(name: &str, drawn: &str) -> Result<(), String> {
    let path = snapshots().join(format!("{name}.txt"));
    if updates() {
        fs::create_dir_all(snapshots()).unwrap();
        fs::write(&path, drawn).unwrap();
        return Ok(());
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    if wanted == drawn {
        return Ok(());
    }
    let mut told = format!("{name} differs (tests/snapshots/{name}.txt is -, what is drawn now is +)\n");
    let (old, new): (Vec<&str>, Vec<&str>) = (wanted.lines().collect(), drawn.lines().collect());
    for n in 0..old.len().max(new.len()) {
        let (was, is) = (old.get(n).unwrap_or(&""), new.get(n).unwrap_or(&""));
        if was != is {
            writeln!(told, "{:>4} -{was}\n     +{is}", n + 1).unwrap();
        }
    }
    Err(told)
}

/// The screen as text, then for each row its looks as runs.
fn dump(driver: &Driver) -> String {
    let mut dump = driver.text();
    dump.push_str("looks\n");
    let screen = driver.screen();
    for y in 0..screen.area.height {
        let runs = runs(&screen, y, &driver.app.look.theme, driver.app.look.depth);
        if !runs.is_empty() {
            writeln!(dump, "{y:>3} {runs}").unwrap();
        }
    }
    dump
}

/// `4t 12a 3.`: four columns of text, twelve of accent, three blank.
fn runs(screen: &Buffer, y: u16, theme: &Theme, depth: Depth) -> String {
    let mut runs: Vec<(usize, String)> = Vec::new();
    for x in 0..screen.area.width {
        let look = look(&screen[(x, y)], theme, depth);
        match runs.last_mut() {
            Some((count, last)) if *last == look => *count += 1,
            _ => runs.push((1, look)),
        }
    }
    if runs.last().is_some_and(|(_, look)| look == ".") {
        runs.pop();
    }
    let written: Vec<String> = runs
        .iter()
        .map(|(count, look)| format!("{count}{look}"))
        .collect();
    written.join(" ")
}

/// A role as its letter, or a colour as its number; then `*` bold, `_` underlined, `~` dim, `%` reversed; a role in
/// capitals is selected, one behind `^` raised.
fn look(cell: &Cell, theme: &Theme, depth: Depth) -> String {
    // A colour of 24 bits goes by its number where it has one.
    let is = |color: Color, role: Role| {
        let ((r, g, b), indexed) = (theme.paint(role).rgb, theme.paint(role).indexed);
        color == Color::Rgb(r, g, b) || depth == Depth::True && color == Color::Indexed(indexed)
    };
    let blank = cell.symbol() == " ";
    let mut look = match cell.fg {
        _ if blank => ".".to_owned(),
        Color::Reset => "t".to_owned(),
        color if depth == Depth::True => letter(color, &is).to_owned(),
        Color::Indexed(n) => n.to_string(),
        other => format!("{other:?}"),
    };
    if is(cell.bg, Role::Selection) {
        look = if blank {
            ":".to_owned()
        } else {
            look.to_uppercase()
        };
    } else if is(cell.bg, Role::Raised) {
        look.insert(0, '^');
    } else if cell.bg != Color::Reset {
        look.push_str(&format!("/{:?}", cell.bg));
    }
    let marks = [
        (Modifier::BOLD, '*'),
        (Modifier::UNDERLINED, '_'),
        (Modifier::DIM, '~'),
        (Modifier::REVERSED, '%'),
    ];
    let seen = |mark: &Modifier| {
        cell.modifier.contains(*mark) && (!blank || *mark != Modifier::BOLD && *mark != Modifier::DIM)
    };
    look.extend(marks.iter().filter(|(mark, _)| seen(mark)).map(|(_, sign)| *sign));
    look
}

fn letter(color: Color, is: &impl Fn(Color, Role) -> bool) -> &'static str {
    const LETTERS: [(Role, &str); 12] = [
        (Role::Text, "t"),
        (Role::Number, "t"),
        (Role::Muted, "m"),
        (Role::Faint, "f"),
        (Role::Accent, "a"),
        (Role::Cite, "c"),
        (Role::Match, "h"),
        (Role::Up, "u"),
        (Role::Down, "d"),
        (Role::Ok, "o"),
        (Role::Err, "e"),
        (Role::Line, "l"),
    ];
    let found = LETTERS.iter().find(|(role, _)| is(color, *role));
    found.map_or("?", |(_, letter)| letter)
}

fn drawn(options: Options, keys: &str) -> Driver {
    let mut driver = Driver::new(tiny(), options);
    press(&mut driver, keys);
    driver
}

#[test]
fn the_made_up_atlas_has_no_problem() {
    let problems = loaded().problems;
    // A dispute that both sides admit is a remark.
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["C1"]);
    let atlas = tiny();
    assert!(atlas.fact_count() >= 25 && atlas.records().derivations.len() == 2);
}

#[test]
fn screens_are_as_they_were() {
    let mut wrong = Vec::new();
    for (name, keys, sizes) in SCREENS {
        let mut all = String::new();
        for (columns, rows) in *sizes {
            let driver = drawn(options((*columns, *rows)), keys);
            writeln!(all, "keys {keys:?} at {columns}×{rows}\n{}", dump(&driver)).unwrap();
        }
        wrong.extend(hold(name, &all).err());
    }
    assert!(
        wrong.is_empty(),
        "{}\nif this is meant: UPDATE_GOLDEN=1 cargo test --test screens",
        wrong.join("\n")
    );
}

#[test]
fn snapshots_without_a_screen_are_gone() {
    let known = |name: &str| {
        SCREENS.iter().any(|(own, ..)| *own == name) || LOOKS.iter().any(|(own, ..)| *own == name)
    };
    for entry in fs::read_dir(snapshots()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            known(name.trim_end_matches(".txt")),
            "tests/snapshots/{name} belongs to no screen"
        );
    }
}

/// The same screen in other looks: name, theme, depth, glyphs.
const LOOKS: &[(&str, &str, Depth, Glyphs)] = &[
    ("look-light", "light", Depth::True, Glyphs::Braille),
    ("look-mono", "mono", Depth::True, Glyphs::Braille),
    ("look-no-colour", "dark", Depth::Mono, Glyphs::Braille),
    ("look-256", "dark", Depth::Indexed, Glyphs::Block),
    ("look-16", "ansi", Depth::Sixteen, Glyphs::Braille),
    ("look-ascii", "dark", Depth::Sixteen, Glyphs::Ascii),
    ("look-cjk", "dark", Depth::True, Glyphs::BrailleAsciiFrames),
];

fn dressed(theme: &str, depth: Depth, glyphs: Glyphs) -> Options {
    let theme = theme.to_owned();
    Options {
        theme,
        depth,
        glyphs,
        ..options((80, 24))
    }
}

#[test]
fn looks_are_as_they_were() {
    let mut wrong = Vec::new();
    for (name, theme, depth, glyphs) in LOOKS {
        let mut all = String::new();
        for keys in ["", "/machine", "<enter>", ": copy"] {
            let driver = drawn(dressed(theme, *depth, *glyphs), keys);
            writeln!(all, "keys {keys:?}\n{}", dump(&driver)).unwrap();
        }
        wrong.extend(hold(name, &all).err());
    }
    assert!(
        wrong.is_empty(),
        "{}\nif this is meant: UPDATE_GOLDEN=1 cargo test --test screens",
        wrong.join("\n")
    );
}

#[test]
fn without_colour_no_cell_has_one_and_the_selection_is_still_seen() {
    for (theme, depth) in [
        ("mono", Depth::True),
        ("mono", Depth::Sixteen),
        ("dark", Depth::Mono),
        ("light", Depth::Mono),
    ] {
        for (name, keys, _) in SCREENS {
            let screen = drawn(dressed(theme, depth, Glyphs::Braille), keys).screen();
            let coloured = screen
                .content
                .iter()
                .find(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
            assert!(coloured.is_none(), "{name} in {theme} {depth:?}: {coloured:?}");
            if matches!(*name, "main" | "search" | "palette" | "cities") {
                let reversed = screen
                    .content
                    .iter()
                    .any(|cell| cell.modifier.contains(Modifier::REVERSED));
                assert!(reversed, "{name} in {theme} {depth:?} shows no selection");
            }
        }
    }
}

#[test]
fn sixteen_colours_and_256_are_not_exceeded() {
    for (depth, most) in [(Depth::Sixteen, 15), (Depth::Indexed, 255)] {
        for theme in ["dark", "light", "high-contrast", "ansi"] {
            for (name, keys, _) in SCREENS {
                let screen = drawn(dressed(theme, depth, Glyphs::Braille), keys).screen();
                for color in screen.content.iter().flat_map(|cell| [cell.fg, cell.bg]) {
                    let fits =
                        matches!(color, Color::Reset) || matches!(color, Color::Indexed(n) if n <= most);
                    assert!(fits, "{name} in {theme} {depth:?}: {color:?}");
                }
            }
        }
    }
}

#[test]
fn in_ascii_every_byte_is_ascii_and_nothing_moves() {
    for (name, keys, sizes) in SCREENS {
        for size in *sizes {
            let draw = |glyphs| {
                drawn(
                    Options {
                        glyphs,
                        ..options(*size)
                    },
                    keys,
                )
                .screen()
            };
            let (ascii, braille) = (draw(Glyphs::Ascii), draw(Glyphs::Braille));
            for (n, (cell, other)) in ascii.content.iter().zip(&braille.content).enumerate() {
                assert!(
                    cell.symbol().is_ascii(),
                    "{name} at {size:?}: {:?}",
                    cell.symbol()
                );
                // Sparklines may draw other cells; letters stand where they stand.
                let letter = |cell: &Cell| {
                    cell.symbol()
                        .chars()
                        .next()
                        .is_some_and(|c| c.is_ascii_alphabetic())
                };
                if letter(other) && other.symbol().is_ascii() {
                    assert_eq!(cell.symbol(), other.symbol(), "{name} at {size:?}, cell {n}");
                }
            }
        }
    }
}

#[test]
fn where_ambiguous_signs_may_be_wide_none_is_drawn() {
    for (name, keys, sizes) in SCREENS {
        for size in *sizes {
            let screen = drawn(
                Options {
                    glyphs: Glyphs::BrailleAsciiFrames,
                    ..options(*size)
                },
                keys,
            )
            .screen();
            for cell in &screen.content {
                let c = cell.symbol().chars().next().unwrap_or(' ');
                let ambiguous = matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2460}'..='\u{27bf}' | '·' | '…' | '°' | '±' | '×' | '÷' | '‘'..='‟' | '—');
                assert!(!ambiguous, "{name} at {size:?}: {c:?}");
            }
        }
    }
}
