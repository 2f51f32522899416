//! Bytes at any times through the decoder: no control becomes a character, waiting ends, and then a key is a key.

#![no_main]

use citescape::term::decoder::{Decoder, Waits};
use citescape::ui::event::{Event, Key, KeyCode};
use libfuzzer_sys::fuzz_target;

/// Longer than anything is waited for, and for the rest of a sequence after it.
const LONG: u64 = 4000;

fn check(event: &Event) {
    match event {
        Event::Key(Key {
            code: KeyCode::Char(c),
            ..
        }) => assert!(!c.is_control(), "{c:?}"),
        Event::Key(Key {
            code: KeyCode::F(n), ..
        }) => assert!((1..=12).contains(n)),
        Event::Paste(text) => assert!(text.len() <= 64 * 1024),
        Event::Key(_) | Event::Mouse(_) => {}
        other => panic!("{other:?} is nothing a terminal sends"),
    }
}

// Reads: a byte that says after how long and how much, then the bytes.
fuzz_target!(|input: &[u8]| {
    let Some((&first, mut rest)) = input.split_first() else {
        return;
    };
    let waits = if first & 1 == 0 {
        Waits::default()
    } else {
        Waits::over_network()
    };
    let (mut decoder, mut events, mut now) = (Decoder::new(waits), Vec::new(), 0);
    while let Some((&head, after)) = rest.split_first() {
        let (read, later) = after.split_at(usize::from(head & 15).min(after.len()));
        rest = later;
        now += [
            0, 1, 20, 49, 50, 51, 99, 100, 101, 499, 500, 999, 1000, 1001, 2000, 3001,
        ][usize::from(head >> 4)];
        decoder.feed(read, now, &mut events);
        if let Some(deadline) = decoder.deadline() {
            assert!(deadline > now && deadline <= now + 2000);
        }
    }
    assert!(events.len() <= input.len());
    events.iter().for_each(check);
    if let Some(deadline) = decoder.deadline() {
        decoder.tick(deadline, &mut events);
    }
    assert_eq!(decoder.deadline(), None);
    let before = events.len();
    decoder.feed(b"q", now + LONG, &mut events);
    assert_eq!(events[before..], [Event::Key(Key::char('q'))]);
});
