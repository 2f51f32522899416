//! The table of terminals, and every variable that changes a row of it.

use super::*;
use crate::term::options::Options;

fn hints(term: &str) -> Hints {
    Hints {
        term: term.into(),
        lang: "en_GB.UTF-8".into(),
        is_tty: true,
        ..Hints::default()
    }
}

fn auto(hints: &Hints) -> Capabilities {
    hints.capabilities(Color::Auto, None)
}

#[test]
fn clicolor_is_heard_behind_the_others() {
    let quiet = Hints {
        clicolor: "0".to_owned(),
        ..hints("foot")
    };
    assert_eq!(auto(&quiet).depth, Depth::Mono);
    assert_eq!(quiet.capabilities(Color::Always, None).depth, Depth::True);
    let forced = Hints {
        clicolor_force: "1".to_owned(),
        ..quiet.clone()
    };
    assert_eq!(auto(&forced).depth, Depth::True);
    let none = Hints {
        no_color: "1".to_owned(),
        ..forced
    };
    assert_eq!(auto(&none).depth, Depth::Mono);
}

#[test]
fn the_table_of_terminals_holds() {
    let this = include_str!("../capabilities.rs");
    let rows: Vec<Vec<&str>> = this
        .lines()
        .filter(|line| line.starts_with("//! | `") && !line.contains("`TERM`"))
        .map(|line| line.split('|').map(str::trim).collect::<Vec<&str>>())
        .filter(|row| row.len() == 6)
        .collect();
    assert_eq!(rows.len(), 10);
    for row in rows {
        let found = auto(&hints(row[1].trim_matches('`')));
        let depth = match row[2] {
            "none" => Depth::Mono,
            "16" => Depth::Sixteen,
            "256" => Depth::Indexed,
            _ => Depth::True,
        };
        let glyphs = match row[3] {
            "block" => Glyphs::Block,
            "ASCII" => Glyphs::Ascii,
            _ => Glyphs::Braille,
        };
        assert_eq!((found.depth, found.glyphs), (depth, glyphs), "{row:?}");
        assert_eq!(found.abilities.erases_with_background, row[4] == "yes", "{row:?}");
    }
}

#[test]
fn no_color_and_options_decide_before_the_terminal() {
    let mut quiet = hints("xterm-256color");
    quiet.no_color = "1".into();
    assert_eq!(auto(&quiet).depth, Depth::Mono);
    assert_eq!(quiet.capabilities(Color::Always, None).depth, Depth::Indexed);
    assert_eq!(hints("foot").capabilities(Color::Never, None).depth, Depth::Mono);
    quiet.clicolor_force = "1".into();
    assert_eq!(auto(&quiet).depth, Depth::Mono);
    let piped = Hints {
        is_tty: false,
        ..hints("xterm-256color")
    };
    assert_eq!(auto(&piped).depth, Depth::Mono);
    let forced = Hints {
        clicolor_force: "1".into(),
        ..piped.clone()
    };
    assert_eq!(auto(&forced).depth, Depth::Indexed);
    let unforced = Hints {
        clicolor_force: "0".into(),
        ..piped
    };
    assert_eq!(auto(&unforced).depth, Depth::Mono);
    assert_eq!(
        hints("vt100").capabilities(Color::Always, None).depth,
        Depth::Sixteen
    );
}

#[test]
fn colorterm_counts_where_it_can_be_true() {
    let truecolor = |term: &str| Hints {
        colorterm: "truecolor".into(),
        ..hints(term)
    };
    assert_eq!(auto(&truecolor("xterm-256color")).depth, Depth::True);
    assert_eq!(auto(&truecolor("screen-256color")).depth, Depth::Indexed);
    assert_eq!(auto(&truecolor("vt100")).depth, Depth::Mono);
    let tmux = Hints {
        is_tmux: true,
        ..truecolor("screen-256color")
    };
    assert_eq!(auto(&tmux).depth, Depth::True);
}

#[test]
fn locales_decide_about_characters() {
    let glyphs = |lang: &str, lc_all: &str| {
        let hints = Hints {
            lang: lang.into(),
            lc_all: lc_all.into(),
            ..hints("xterm-256color")
        };
        auto(&hints).glyphs
    };
    assert_eq!(glyphs("C", ""), Glyphs::Ascii);
    assert_eq!(glyphs("", ""), Glyphs::Ascii);
    assert_eq!(glyphs("de_DE.ISO-8859-1", ""), Glyphs::Ascii);
    assert_eq!(glyphs("C.UTF-8", ""), Glyphs::Braille);
    assert_eq!(glyphs("de_DE.utf8", ""), Glyphs::Braille);
    assert_eq!(glyphs("zh_CN.UTF-8", ""), Glyphs::BrailleAsciiFrames);
    assert_eq!(glyphs("zh_CN.GB18030", ""), Glyphs::Ascii);
    assert_eq!(glyphs("en_GB.UTF-8", "C"), Glyphs::Ascii);
    assert_eq!(
        auto(&Hints {
            lang: String::new(),
            ..hints("foot")
        })
        .glyphs,
        Glyphs::Braille
    );
    let wish = hints("xterm").capabilities(Color::Auto, Some(Glyphs::Ascii));
    assert_eq!(wish.glyphs, Glyphs::Ascii);
}

#[test]
fn colorfgbg_says_light_or_dark() {
    let light = |text: &str| {
        auto(&Hints {
            colorfgbg: text.into(),
            ..hints("rxvt")
        })
        .is_light
    };
    assert_eq!(light("15;0"), Some(false));
    assert_eq!(light("0;15"), Some(true));
    assert_eq!(light("0;default;7"), Some(true));
    assert_eq!(
        [light(""), light("0;default"), light("7"), light("0;99")],
        [None; 4]
    );
}

#[test]
fn dumb_terminals_get_no_screen() {
    assert!(["", "dumb", "unknown"].iter().all(|term| !hints(term).can_draw()));
    assert!(
        hints("vt100").can_draw()
            && !Hints {
                is_tty: false,
                ..hints("xterm")
            }
            .can_draw()
    );
}

#[test]
fn screen_has_to_be_asked_to_pass_copies_on() {
    let screen = Hints {
        is_screen: true,
        ..hints("screen")
    };
    assert_eq!(auto(&screen).carrier, Carrier::Screen);
    assert_eq!(
        auto(&Hints {
            is_tmux: true,
            ..screen
        })
        .carrier,
        Carrier::Direct
    );
}

#[test]
fn a_shell_behaves_as_its_terminal_can() {
    let hints = Hints {
        is_ssh: true,
        lang: "C".into(),
        ..hints("xterm-256color")
    };
    let options = Options::of(&hints, &auto(&hints));
    assert!(options.browser.is_remote && options.abilities.is_ascii && options.waits.escape == 100);
    assert!(options.abilities.erases_with_background && !options.mouse);
}
