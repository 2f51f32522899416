//! What visitors come for, as paths through the explorer in their words.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/tiny.rs"]
mod tiny;

use citescape::atlas::{NameLanguage, NumberStyle, Voice};
use citescape::ui::app::{Options, Pane, View};
use citescape::ui::driver::Driver;
use citescape::ui::effect::Effect;
use citescape::ui::event::{Answer, Event, Key, KeyCode, Mouse, MouseKind};
use citescape::ui::layout::{self, Divider};
use citescape::ui::overlays::Overlay;
use citescape::ui::script;
use std::sync::Arc;
use tiny::{options, press, real, said, session, tiny};

/// A visitor before a screen.
struct Visitor {
    driver: Driver,
}

/// A visitor of the made-up atlas at 80×24.
fn visitor() -> Visitor {
    Visitor {
        driver: session(tiny(), 80, 24),
    }
}

/// A visitor of the atlas that ships.
fn newcomer(columns: u16, rows: u16) -> Visitor {
    Visitor {
        driver: session(real(), columns, rows),
    }
}

impl Visitor {
    fn types(mut self, keys: &str) -> Self {
        press(&mut self.driver, keys);
        self
    }

    /// What is typed into the open search.
    fn query(&self) -> String {
        match &self.driver.app.overlay {
            Some(Overlay::Search(search)) => search.field.text().to_owned(),
            _ => panic!("no search is open"),
        }
    }

    fn resizes(mut self, columns: u16, rows: u16) -> Self {
        self.driver.event(Event::Resize(columns, rows));
        self
    }

    /// All that is said on the screen.
    fn screen(&self) -> String {
        said(&self.driver, self.driver.screen().area)
    }

    /// All that a pane says.
    fn pane(&self, pane: Pane) -> String {
        let areas = layout::areas(&self.driver.app);
        areas
            .inner(pane)
            .map_or(String::new(), |area| said(&self.driver, area))
    }

    fn sees(self, words: &str) -> Self {
        assert!(
            self.screen().contains(words),
            "no «{words}» in\n{}",
            self.driver.text()
        );
        self
    }

    fn sees_not(self, words: &str) -> Self {
        assert!(
            !self.screen().contains(words),
            "«{words}» in\n{}",
            self.driver.text()
        );
        self
    }

    fn sees_in(self, pane: Pane, words: &str) -> Self {
        assert!(
            self.pane(pane).contains(words),
            "no «{words}» in {pane:?} of\n{}",
            self.driver.text()
        );
        self
    }

    fn sees_not_in(self, pane: Pane, words: &str) -> Self {
        assert!(
            !self.pane(pane).contains(words),
            "«{words}» in {pane:?} of\n{}",
            self.driver.text()
        );
        self
    }

    /// What was copied last.
    fn copied(&self) -> &str {
        match self.driver.effects.last() {
            Some(Effect::Copy(text)) => text,
            other => panic!("nothing was copied but {other:?}"),
        }
    }

    fn has_left(&self) -> bool {
        self.driver.effects.contains(&Effect::Quit)
    }

    /// The slug of the chosen fact.
    fn fact(&self) -> String {
        let app = &self.driver.app;
        app.fact
            .map_or(String::new(), |id| app.atlas.fact(id).slug.to_string())
    }
}

#[test]
fn changed_wishes_take_what_changed_and_leave_what_was_switched_by_hand() {
    let mut visitor = newcomer(80, 24).types("t");
    let shown = visitor.driver.app.look.theme.name.clone();
    let wished = |theme: &str, mouse| Options {
        theme: theme.to_owned(),
        mouse,
        voice: Voice {
            names: NameLanguage::De,
            ..Voice::default()
        },
        ..options((80, 24))
    };
    let tell = |visitor: &mut Visitor, wished: Options| {
        let answer = Answer::Options(Arc::new(wished));
        visitor.driver.event(Event::Answer(0, answer));
    };
    let fact = visitor.fact();
    tell(&mut visitor, wished("dark", false));
    assert_eq!(
        visitor.driver.app.look.theme.name, shown,
        "the theme wished is the same"
    );
    assert_eq!(visitor.fact(), fact);
    let mut visitor = visitor.sees("Welt").sees("in force");
    tell(&mut visitor, wished("light", true));
    assert_eq!(visitor.driver.app.look.theme.name, "light");
    assert_eq!(visitor.driver.effects, [Effect::CaptureMouse(true)]);
    // Nothing new is nothing to say.
    let mut visitor = visitor.types("j").sees("? help");
    tell(&mut visitor, wished("light", true));
    visitor.sees("? help");
}

#[test]
fn a_landing_is_shown_for_a_moment_if_things_may_move() {
    for moves in [true, false] {
        let options = Options {
            moves,
            ..options((80, 24))
        };
        let mut driver = Driver::new(tiny(), options);
        assert_eq!(driver.app.deadline(), None);
        press(&mut driver, "/qingwan <enter>");
        assert_eq!(driver.app.deadline().is_some(), moves);
        let landing = driver.screen();
        driver.wait(200);
        assert_eq!(driver.app.deadline(), None, "it ends by itself");
        assert_eq!(driver.screen() != landing, moves);
        assert_eq!(driver.app.has_changed, moves, "what changes nothing is not drawn");
        // Plain moving moves nothing else.
        press(&mut driver, "j j");
        assert_eq!(driver.app.deadline(), None);
    }
}

#[test]
fn names_and_numbers_are_in_the_readers_language() {
    let speaking = |names, numbers| {
        let options = Options {
            voice: Voice { names, numbers },
            ..options((120, 36))
        };
        Visitor {
            driver: Driver::new(real(), options),
        }
    };
    speaking(NameLanguage::De, NumberStyle::German)
        .sees_in(Pane::Cities, "Welt")
        .sees_not_in(Pane::Cities, "World")
        .sees_in(Pane::Metrics, "Bio.")
        .sees_in(Pane::Metrics, "Wertschöpfung");
    speaking(NameLanguage::Zh, NumberStyle::Chinese)
        .sees_in(Pane::Cities, "北京")
        .sees_in(Pane::Metrics, "万亿");
    speaking(NameLanguage::Pinyin, NumberStyle::Digits)
        .sees_in(Pane::Cities, "Běijīng")
        .sees_in(Pane::Metrics, "000,000,000");
}

#[test]
fn a_newcomer_finds_wuhans_computing_target_and_the_paragraph_that_says_it() {
    let path = "/ wuha <space> com <down> <enter>";
    let strokes = script::parse(path).unwrap().len();
    let beside_letters = strokes - "wuha com".replace(' ', "").len();
    assert!(
        strokes <= 12 && beside_letters <= 5,
        "{strokes} strokes, {beside_letters} beside letters"
    );
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        newcomer(columns, rows)
            .sees("/ search")
            .types(path)
            .sees_in(Pane::Metrics, "Computing power")
            .sees_in(Pane::Evidence, "Over 15,000 PFLOPS · by 2028")
            .sees_in(Pane::Evidence, "¶3")
            .sees_in(
                Pane::Evidence,
                "high-performance computing ⟦above 15,000 petaFLOPS⟧",
            )
            .sees_in(Pane::Evidence, "«über 15.000 Petaflops»")
            .sees_in(Pane::Evidence, "Urban Evolution Theory");
    }
    // One stroke more shows all of it, and still in twelve.
    assert!(strokes < 12);
    newcomer(120, 36)
        .types(path)
        .types("<enter>")
        .sees("Over 15,000 PFLOPS")
        .sees("⟦above 15,000 petaFLOPS⟧")
        .sees("«über 15.000 Petaflops»")
        .sees("Urban Evolution Theory");
}

#[test]
fn the_answer_is_there_while_the_question_is_typed() {
    newcomer(80, 24)
        .types("/ wuhan <space> com <down>")
        .sees("Wuhan · Computing power")
        .sees("⟦above 15,000 petaFLOPS⟧")
        .sees("«über 15.000 Petaflops»");
}

#[test]
fn a_narrow_screen_leads_there_too() {
    newcomer(40, 12)
        .types("/ wuha <space> com <down> <enter>")
        .sees(">15,000")
        .types("<enter>")
        .sees("15,000")
        .types("e")
        .sees("⟦above 15,000 petaFLOPS⟧");
}

#[test]
fn every_spelling_leads_to_the_place() {
    let spellings = [
        (
            "Mühlhafen",
            "mühlhafen MÜHLHAFEN muhlhafen muehlhafen Muhlport millport 磨港 mógǎng mogang",
        ),
        (
            "Strassfeld",
            "strassfeld straßfeld STRASSFELD 路田 lutian roadfield",
        ),
        ("Qingwan", "qingwan tsingwan 青湾 qīngwān"),
        ("Österby", "österby oesterby osterby easterby 东村"),
        ("Glass Quarter", "glasviertel 玻璃坊 glasshouse bolifang"),
    ];
    for (place, typed) in spellings {
        for spelling in typed.split(' ') {
            let visitor = visitor().types("/").types(spelling).types("<enter>");
            let app = &visitor.driver.app;
            let chosen = &app.atlas.place(app.place).names.en;
            assert_eq!(chosen, place, "«{spelling}» led to\n{}", visitor.driver.text());
        }
    }
}

#[test]
fn a_slip_of_the_finger_still_finds_the_place() {
    let slips = [
        ("mulhhafen", "Mühlhafen 17 facts"),
        ("mühlhaven", "Mühlhafen 17 facts"),
        ("strasfeld", "Strassfeld 3 facts"),
        ("quingwan", "Qingwan 6 facts"),
        ("harbuor", "Harbour output"),
    ];
    for (typed, hit) in slips {
        visitor().types("/").types(typed).sees(hit);
    }
    newcomer(80, 24)
        .types("/bejing <enter>")
        .sees("Metrics · Beijing");
}

#[test]
fn metrics_are_found_in_german_and_chinese() {
    for typed in ["rechenleistung", "算力", "suanli", "compute", "computing"] {
        visitor().types("/").types(typed).sees("Computing power");
    }
    newcomer(80, 24).types("/rechenleistung").sees("Computing power");
    newcomer(80, 24)
        .types("/北京 <enter>")
        .sees_in(Pane::Metrics, "Digital economy");
}

#[test]
fn nothing_found_says_why_and_what_to_press() {
    visitor()
        .types("/ qqqqqqqq")
        .sees("Nothing says this")
        .sees("Ctrl-u clears");
    visitor()
        .types("/ qingwan <space> glasviertel")
        .sees("without it")
        .sees("Ctrl-w drops the last word");
    visitor()
        .types("/ valeu:3")
        .sees("no field «valeu»")
        .sees("value");
}

#[test]
fn choosing_a_place_narrows_what_stands_beside_it() {
    visitor()
        .sees_in(Pane::Metrics, "Harbour output")
        .sees_in(Pane::Districts, "Glass Quarter")
        .types("/strassfeld <enter>")
        .sees_in(Pane::Metrics, "Machine firms")
        .sees_not_in(Pane::Metrics, "Harbour output")
        .sees_not_in(Pane::Districts, "Reed Park");
    // In the tree the panes follow every step.
    let visitor = visitor().types("1 G");
    let app = &visitor.driver.app;
    let title = format!("Metrics · {}", app.atlas.place(app.place).names.en);
    visitor.sees(&title);
}

#[test]
fn the_paragraph_follows_the_figure() {
    visitor()
        .sees_in(Pane::Evidence, "⟦over 2.2 trillion⟧")
        .types("j")
        .sees_in(Pane::Evidence, "⟦over eight per cent⟧")
        .sees_in(Pane::Evidence, "«über acht Prozent»")
        .types("j")
        .sees_in(Pane::Evidence, "⟦nearly 40 per cent⟧");
}

#[test]
fn the_figures_of_a_paragraph_are_stepped_through_both_ways() {
    let visitor = visitor().types("j");
    let first = visitor.fact();
    assert_eq!(first, "muehlhafen.harbour-growth.2025");
    let visitor = visitor.types("]").sees_in(Pane::Evidence, "⟦nearly 40 per cent⟧");
    assert_eq!(visitor.fact(), "muehlhafen.harbour-share.2025");
    let visitor = visitor.types("[");
    assert_eq!(visitor.fact(), first);
}

#[test]
fn a_figures_sources_and_a_paragraphs_figures_are_stepped_through() {
    let visitor = visitor()
        .sees("source 1 of 3")
        .types("]")
        .sees("source 2 of 3")
        .sees_in(Pane::Evidence, "«mehr als 2,2 Billionen Yuan»")
        .types("]")
        .sees("source 3 of 3")
        .sees_in(Pane::Evidence, "The Lantern Letter");
    assert_eq!(visitor.fact(), "muehlhafen.harbour-output.2025");
    // After the last source: the next fact of that letter.
    let visitor = visitor
        .types("]")
        .sees_in(Pane::Evidence, "«past 5,000 petaFLOPS»");
    assert_eq!(visitor.fact(), "muehlhafen.computing-power.by-2028");
}

#[test]
fn a_place_without_facts_says_why_and_what_to_press() {
    visitor()
        .types("/ österby <enter>")
        .sees_in(Pane::Metrics, "No figure about Österby itself")
        .sees_in(Pane::Metrics, "named in 1 paragraph")
        .sees_in(Pane::Evidence, "/ searches")
        .types("gi")
        .sees("Named in a letter, measured by nobody.");
}

#[test]
fn a_filter_narrows_one_list_and_says_so() {
    visitor()
        .types("f machine")
        .sees_in(Pane::Metrics, "Machine firms")
        .sees_not_in(Pane::Metrics, "Harbour output")
        .types("<enter>")
        .sees("«machine»")
        .types("<esc>")
        .sees_in(Pane::Metrics, "Harbour output")
        .sees_not("«machine»")
        .types("f zzz")
        .sees_in(Pane::Metrics, "zzz")
        .types("<esc>")
        .sees_in(Pane::Metrics, "Harbour output");
}

#[test]
fn back_and_forward_lead_where_one_was() {
    visitor()
        .types("/strassfeld <enter>")
        .sees("Metrics · Strassfeld")
        .types("gd")
        .sees("A letter from the quays")
        .types("H")
        .sees("Metrics · Strassfeld")
        .types("H")
        .sees("Metrics · Mühlhafen")
        .types("L")
        .sees("Metrics · Strassfeld")
        .types("<bs> <bs>")
        .sees("nothing to go back to");
}

#[test]
fn escape_never_quits_and_q_does_at_the_root_only() {
    for way in [
        "",
        "/",
        ":",
        "?",
        "gd",
        "<enter>",
        "<enter>e",
        "gi",
        "i",
        "d",
        "!",
        "f",
        "y",
        "z",
        "1",
        "4",
        "/qingwan<enter>gd<enter>",
    ] {
        let visitor = visitor().types(way).types("<esc><esc><esc><esc><esc><esc>");
        assert!(!visitor.has_left(), "Esc quit after {way}");
        assert_eq!(
            visitor.driver.app.views,
            [View::Main],
            "Esc left a view open after {way}"
        );
        assert!(
            visitor.driver.app.overlay.is_none(),
            "Esc left something open after {way}"
        );
        let visitor = visitor.types("q");
        assert!(visitor.has_left(), "q did not quit after {way}");
    }
    let visitor = visitor().types("<enter> q");
    assert!(!visitor.has_left() && visitor.driver.app.views == [View::Main]);
    for way in ["", "/", "/abc", ":", "?", "f", "<enter>", "y"] {
        assert!(
            visitor_after(way).types("<c-c>").has_left(),
            "Ctrl-c did not quit after {way}"
        );
    }
}

fn visitor_after(keys: &str) -> Visitor {
    visitor().types(keys)
}

#[test]
fn what_is_copied_can_be_cited() {
    assert_eq!(visitor().types("yy").copied(), "over 2.2 trillion yuan");
    let cited = visitor().types("yc");
    for part in [
        "2.2 trillion",
        "Küstenbote",
        "27 January 2026",
        "https://example.org/de/tide-report",
    ] {
        assert!(cited.copied().contains(part), "no «{part}» in {}", cited.copied());
    }
    let ways = [
        ("ym", "[^"),
        ("yb", "@"),
        ("yj", "\"type\""),
        ("yt", "\t"),
        ("yl", "https://example.org/de/tide-report"),
        ("yi", "muehlhafen.harbour-output.2025"),
    ];
    for (keys, part) in ways {
        let visitor = visitor().types(keys);
        assert!(
            visitor.copied().contains(part),
            "{keys} copied {}",
            visitor.copied()
        );
    }
    // The source on screen is the one that is cited.
    let third = visitor().types("] ] yc");
    assert!(
        third.copied().contains("https://example.org/en/letter"),
        "{}",
        third.copied()
    );
    assert!(visitor().types("/österby <enter> yy").driver.effects.is_empty());
}

#[test]
fn the_source_opens_in_the_browser() {
    let visitor = visitor().types("o");
    assert_eq!(
        visitor.driver.effects,
        [Effect::Open("https://example.org/de/tide-report".into())]
    );
}

#[test]
fn a_computed_value_shows_its_formula_and_its_citations() {
    visitor()
        .types("d")
        .sees("value / share * 100")
        .sees("over 2.2 trillion yuan")
        .sees("«über 2,2 Billionen»")
        .types("<esc>")
        .sees_not("value / share * 100");
}

#[test]
fn a_dispute_shows_both_sides_and_their_reasons() {
    visitor()
        .types("!")
        .sees("Where sources disagree")
        .sees("1.41 trillion yuan")
        .sees("1.05 trillion yuan")
        .sees("the letter counts the outer piers too")
        .sees("the gazette leaves the outer piers out");
    visitor().types("/ qingwan <enter>").sees_in(Pane::Metrics, "!");
}

#[test]
fn a_document_is_read_with_its_figures_in_place() {
    visitor()
        .types("e")
        .sees("¶2")
        .sees("no fact taken")
        .sees("⟦over 2.2 trillion⟧")
        .types("j j")
        .sees("It began with");
    visitor()
        .types("gd")
        .sees("Küstenbote")
        .sees("10 paragraphs")
        .types("gg j <enter>")
        .sees("The gazette of Qingwan's harbour");
}

#[test]
fn a_detail_leads_to_the_rest_of_its_series() {
    visitor()
        .types("<enter>")
        .sees("Over 2.2 trillion yuan")
        .sees("2,2 Billionen · 2.2 trillion · 2.2万亿")
        .sees("Trend")
        .types("j")
        .sees("¶");
}

#[test]
fn a_metric_says_what_it_means() {
    visitor()
        .types("i")
        .sees("What the harbours of a place add in a year")
        .sees("Hafenleistung")
        .sees("港口产值")
        .types("i")
        .sees("this is what «")
        .sees_not("means nothing here");
    visitor()
        .types("/ glass <enter> gi")
        .sees("Glasviertel")
        .sees("玻璃坊")
        .sees("quiet machines");
}

#[test]
fn a_waiting_key_shows_what_may_follow_but_not_at_once() {
    visitor()
        .types("y")
        .sees_not("copy the value with its citation")
        .types("<wait:299>")
        .sees_not("copy the value with its citation")
        .types("<wait:1>")
        .sees("copy the value with its citation")
        .types("<wait:60000>")
        .sees("copy the value with its citation")
        .types("<esc>")
        .sees_not("copy the value with its citation");
    assert_eq!(
        visitor().driver.app.deadline(),
        None,
        "nothing waits for time at rest"
    );
    let waiting = visitor().types("y");
    assert_eq!(waiting.driver.app.deadline(), Some(300));
    assert_eq!(waiting.types("<wait:300>").driver.app.deadline(), None);
}

#[test]
fn everything_can_be_run_by_its_name() {
    let visitor = visitor().types(": documents <enter>");
    assert_eq!(*visitor.driver.app.view(), View::Documents);
    visitor.types(": zzzzzz").sees_not("half-page-down");
    // What can run here comes before what cannot, unless its whole name is typed.
    let visitor = newcomer(120, 36).types(": cover <enter>");
    assert_eq!(*visitor.driver.app.view(), View::Coverage);
    newcomer(120, 36)
        .types(": next-hole <enter>")
        .sees("«next-hole» cannot run here");
}

#[test]
fn help_lists_every_key_of_the_table() {
    let visitor = Visitor {
        driver: session(tiny(), 120, 200),
    };
    let visitor = visitor.types("?");
    for row in citescape::ui::action::ACTIONS {
        assert!(
            visitor.screen().contains(row.sentence),
            "help does not say «{}»",
            row.sentence
        );
    }
}

#[test]
fn a_search_given_up_leaves_everything_as_it_was() {
    let before = visitor().types("j j").driver.text();
    assert_eq!(visitor().types("j j / qingwan <esc>").driver.text(), before);
    assert_eq!(visitor().types("j j : theme <esc>").driver.text(), before);
    assert_eq!(visitor().types("j j ? j j <esc>").driver.text(), before);
}

#[test]
fn where_one_is_survives_every_size() {
    for way in [
        "jjj",
        "/qingwan<enter>",
        "<enter>",
        "e",
        "gd j",
        "gi",
        "i",
        "? j",
        "/com",
        ": the",
        "!",
        "d",
        "z",
        "f ma",
        "y",
    ] {
        let mut visitor = visitor().types(way);
        let before = visitor.driver.text();
        let state = format!(
            "{:?}",
            (
                visitor.driver.app.spot(),
                visitor.driver.app.cursors.map(|c| c.at)
            )
        );
        for (columns, rows) in [
            (300, 120),
            (20, 5),
            (0, 0),
            (40, 12),
            (1, 1),
            (65535, 65535),
            (120, 36),
            (3, 200),
            (80, 24),
        ] {
            visitor = visitor.resizes(columns, rows);
            let now = format!(
                "{:?}",
                (
                    visitor.driver.app.spot(),
                    visitor.driver.app.cursors.map(|c| c.at)
                )
            );
            assert_eq!(now, state, "{way} at {columns}×{rows}");
        }
        // First rows may have scrolled; what is chosen has not.
        if !matches!(way, "gi" | "i" | "d" | "!" | "gd j" | "? j") {
            assert_eq!(visitor.driver.text(), before, "{way}");
        }
    }
}

#[test]
fn a_click_chooses_and_the_wheel_moves() {
    let mut visitor = visitor();
    let areas = layout::areas(&visitor.driver.app);
    let inner = areas.inner(Pane::Metrics).unwrap();
    let click = |row| {
        Event::Mouse(Mouse {
            kind: MouseKind::Press,
            column: inner.x + 3,
            row,
        })
    };
    visitor.driver.event(click(inner.y + 3));
    assert_eq!(visitor.driver.app.cursors[Pane::Metrics.index()].at, 2);
    let wheel = Event::Mouse(Mouse {
        kind: MouseKind::WheelDown,
        column: inner.x,
        row: inner.y,
    });
    visitor.driver.event(wheel);
    assert_eq!(visitor.driver.app.cursors[Pane::Metrics.index()].at, 3);
    let cities = areas.inner(Pane::Cities).unwrap();
    visitor.driver.event(Event::Mouse(Mouse {
        kind: MouseKind::Press,
        column: cities.x + 1,
        row: cities.y,
    }));
    assert_eq!(visitor.driver.app.focus, Pane::Cities);
}

fn mouse(kind: MouseKind, (column, row): (u16, u16)) -> Event {
    Event::Mouse(Mouse { kind, column, row })
}

#[test]
fn lines_between_panes_are_dragged_as_far_as_there_is_room() {
    for (size, upright) in [((80, 24), 1), ((120, 36), 1), ((200, 60), 2)] {
        let mut visitor = newcomer(size.0, size.1);
        let mut seen = 0;
        for divider in Divider::ALL {
            let place = |visitor: &Visitor| divider.place(&layout::areas(&visitor.driver.app));
            let Some(from) = place(&visitor) else { continue };
            seen += usize::from(divider.is_upright());
            let cell = |at: u16| match divider {
                Divider::Lists | Divider::Evidence => (at, size.1 / 2 + 1),
                Divider::Cities => (3, at),
                Divider::Metrics => (size.0 / 2, at),
            };
            visitor.driver.event(mouse(MouseKind::Press, cell(from)));
            for to in [from + 2, from - 1] {
                visitor.driver.event(mouse(MouseKind::Drag, cell(to)));
                assert_eq!(place(&visitor), Some(to), "{divider:?} at {size:?}");
            }
            // As far as there is room, and back at once: nothing is owed.
            visitor.driver.event(mouse(MouseKind::Drag, cell(0)));
            visitor.driver.event(mouse(MouseKind::Drag, cell(from + 1)));
            assert_eq!(place(&visitor), Some(from + 1), "{divider:?} at {size:?}");
            visitor.driver.event(mouse(MouseKind::Release, cell(from + 1)));
            visitor.driver.event(mouse(MouseKind::Drag, cell(from + 3)));
            assert_eq!(place(&visitor), Some(from + 1), "let go");
            visitor.driver.screen();
        }
        assert_eq!(seen, upright, "{size:?}");
    }
}

#[test]
fn keys_move_the_same_lines() {
    for (keys, divider, by) in [
        ("<gt>", Divider::Lists, 2),
        ("<lt>", Divider::Lists, -2),
        ("3+", Divider::Metrics, 1),
        ("4-", Divider::Metrics, -1),
        ("1+", Divider::Cities, 1),
        ("2-", Divider::Cities, -1),
    ] {
        let before = divider
            .place(&layout::areas(&newcomer(120, 36).driver.app))
            .unwrap();
        let visitor = newcomer(120, 36).types(keys);
        let after = divider.place(&layout::areas(&visitor.driver.app)).unwrap();
        assert_eq!(i32::from(after) - i32::from(before), by, "{keys}");
    }
    newcomer(40, 12).types("+").sees("no line between panes");
}

#[test]
fn pasted_text_is_typed_where_text_is_typed() {
    let mut visitor = visitor().types("/");
    visitor.driver.event(Event::Paste("qing\nwan\u{1b}[31m".into()));
    let visitor = visitor.sees("› qing wan[31m_");
    assert!(visitor.driver.effects.is_empty());
    let mut visitor = visitor.types("<esc>");
    let before = visitor.driver.text();
    visitor.driver.event(Event::Paste("q".into()));
    assert_eq!(
        visitor.driver.text(),
        before,
        "a paste outside of a field is no key"
    );
    assert!(!visitor.has_left());
}

#[test]
fn themes_and_axes_change_looks_only() {
    let visitor = visitor();
    let before = visitor.driver.app.spot();
    let visitor = visitor.types("t t t a a a M M");
    assert_eq!(visitor.driver.app.spot(), before);
    let themes = visitor.driver.app.options.themes.len();
    let name = visitor.driver.app.look.theme.name.clone();
    let visitor = visitor.types(&"t".repeat(themes));
    assert_eq!(visitor.driver.app.look.theme.name, name, "themes go round");
}

#[test]
fn a_field_and_its_value_are_completed() {
    // A field's name, its likeliest value, the next one.
    visitor().types("/ p l a").sees("pla_ce:");
    let visitor = visitor().types("/ p l a <tab>").sees("› place:_").sees("Tab: ");
    let first = visitor.types("<tab>");
    let one = first.query();
    let next = first.types("<tab>").query();
    assert!(one.starts_with("place:") && one.len() > "place:".len(), "{one}");
    assert_ne!(one, next, "a second Tab offers another value");
    // A bare word is searched, not completed: Tab shows the next kind.
    self::visitor().types("/ q i n g w a n <tab>").sees("▸fact");
}

#[test]
fn facets_narrow_a_search_and_clauses_can_be_left_out() {
    let visitor = visitor()
        .types("/ q i n g w a n <c-g>")
        .sees("metric")
        .sees("kind");
    let narrowed = visitor.types("<enter>").sees("leave out");
    let clause = narrowed
        .query()
        .split_once("qingwan ")
        .map(|(_, clause)| clause.to_owned());
    let clause = clause.unwrap();
    assert!(clause.contains(':'), "{clause}");
    // Two clauses now, and the first is the one left out.
    assert_eq!(narrowed.types("<enter>").query(), clause);
}

#[test]
fn searches_are_remembered_saved_and_forgotten() {
    let visitor = visitor()
        .types("/ q i n g w a n <enter> /")
        .sees("searched before");
    let saved = visitor.types("<enter> <c-s>").sees("saved").types("<esc> /");
    let saved = saved.sees("saved");
    assert_eq!(saved.driver.app.searches.saved, ["qingwan"]);
    let gone = saved.types("<c-d>").sees_not("searched before");
    assert!(gone.driver.app.searches.recent.is_empty() && gone.driver.app.searches.saved.is_empty());
}

#[test]
fn a_word_nobody_says_is_met_with_the_nearest_name() {
    visitor()
        .types("/ s t r e s f a l d")
        .sees("Nothing says this")
        .sees("did you mean Strassfeld?");
}

/// Letters that arrive together are one search: what is drawn is the same as letter by letter.
#[test]
fn letters_typed_at_once_are_searched_once() {
    let slowly = visitor().types("/ q i n g w a n");
    let mut at_once = visitor().types("/");
    let letters: Vec<Event> = "qingwan"
        .chars()
        .map(|c| Event::Key(Key::plain(KeyCode::Char(c))))
        .collect();
    for (n, letter) in letters.iter().enumerate() {
        let next = letters.get(n + 1);
        at_once.driver.app.foresee(next);
        at_once.driver.event(letter.clone());
        let found = at_once.driver.screen() == slowly.driver.screen();
        assert_eq!(found, next.is_none(), "after {n} letters");
    }
    // What follows and is no letter leaves nothing unasked.
    let mut corrected = visitor().types("/ q i n g w a");
    corrected
        .driver
        .app
        .foresee(Some(&Event::Key(Key::plain(KeyCode::Enter))));
    corrected.driver.event(letters[6].clone());
    assert_eq!(corrected.driver.screen(), slowly.driver.screen());
}
