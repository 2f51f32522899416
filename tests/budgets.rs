//! How many bytes the wire carries: they are the same on every machine, so they can be held. At 80×24 in 24-bit
//! colours, the dearest; times are measured by the benches and never asserted.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/tiny.rs"]
mod tiny;
#[path = "support/wire.rs"]
mod wire;

use citescape::ui::app::Pane;
use tiny::{real, tiny};
use wire::Screen;

const SIZE: (u16, u16) = (80, 24);

/// The bytes of a move, in the middle of several: scrolling a list costs more, a short row less.
fn of_a_move(way: &str, key: &str) -> usize {
    let mut screen = Screen::new(real(), SIZE);
    screen.press(way);
    middle((0..7).map(|_| screen.press(key)))
}

fn middle(bytes: impl Iterator<Item = usize>) -> usize {
    let mut bytes: Vec<usize> = bytes.collect();
    bytes.sort_unstable();
    bytes[bytes.len() / 2]
}

#[test]
fn the_first_screen_is_at_most_six_kilobytes() {
    for atlas in [real(), tiny()] {
        let bytes = Screen::new(atlas, SIZE).draw();
        assert!((1000..=6000).contains(&bytes), "{bytes} bytes");
    }
}

/// The mean of many moves, those that scroll included.
fn of_a_long_way(way: &str, key: &str) -> usize {
    let mut screen = Screen::new(real(), SIZE);
    screen.press(way);
    screen.draw();
    (0..60).map(|_| screen.press(key)).sum::<usize>() / 60
}

/// What a list of places sends of itself beside the panes that follow it.
#[test]
fn a_list_beside_others_moves_within_150_bytes() {
    for (way, pane) in [("1", Pane::Cities), ("2", Pane::Districts)] {
        let mut screen = Screen::new(real(), SIZE);
        screen.press(way);
        let bytes = middle((0..7).map(|_| screen.press_within("j", pane)));
        assert!((1..=150).contains(&bytes), "{way}: {bytes} bytes");
    }
}

/// The aim is 150; what is held is what two whole rows in 24-bit colours take, since their selection lies under their
/// text from edge to edge.
#[test]
fn a_move_in_a_pane_as_wide_as_the_screen_is_short() {
    for (way, key, most) in [
        ("1z", "j", 205),
        ("z", "j", 385),
        (":", "<down>", 210),
        ("gi", "j", 285),
    ] {
        let bytes = of_a_move(way, key);
        assert!(
            (1..=most).contains(&bytes),
            "{way} {key}: {bytes} bytes, {most} are most"
        );
        let bytes = of_a_long_way(way, key);
        assert!(
            (1..=400).contains(&bytes),
            "{way} {key}: {bytes} bytes, scrolling"
        );
    }
}

#[test]
fn a_move_that_panes_follow_is_at_most_a_kilobyte() {
    for (way, key) in [("", "j"), ("/a", "<down>")] {
        for bytes in [of_a_move(way, key), of_a_long_way(way, key)] {
            assert!((1..=1000).contains(&bytes), "{way} {key}: {bytes} bytes");
        }
    }
}

#[test]
fn what_changes_nothing_sends_nothing() {
    for way in ["", "z", "/beijing", "<enter>", "gd", "?", "gi"] {
        let mut screen = Screen::new(real(), SIZE);
        screen.press(way);
        assert_eq!(screen.draw(), 0, "{way}: drawn again");
        assert_eq!(screen.press("<f12>"), 0, "{way}: a key without a meaning");
        screen.driver.wait(10_000);
        assert_eq!(screen.draw(), 0, "{way}: time that passes");
    }
}

/// A hundred moves that arrive at once are one frame.
#[test]
fn many_keys_at_once_send_one_frame() {
    let mut screen = Screen::new(real(), SIZE);
    screen.draw();
    let bytes = screen.press(&"j".repeat(100));
    assert!(bytes < 4500, "{bytes} bytes");
}
