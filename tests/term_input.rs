//! Bytes from terminals into events: every sequence whole, byte by byte, in every two parts, and amid garbage.

use citescape::term::decoder::{Decoder, Waits};
use citescape::ui::event::{Event, Key, KeyCode, Mouse, MouseKind};

/// What the chunks mean when they come at once, one after the other, and nothing follows.
fn decode(chunks: &[&[u8]]) -> Vec<Event> {
    let (mut decoder, mut events) = (Decoder::default(), Vec::new());
    for chunk in chunks {
        decoder.feed(chunk, 1000, &mut events);
    }
    while let Some(deadline) = decoder.deadline() {
        decoder.tick(deadline, &mut events);
    }
    events
}

/// The same events whole, byte by byte, and in every two parts.
fn check(bytes: &[u8], expected: &[Event]) {
    let shown = String::from_utf8_lossy(bytes).escape_debug().to_string();
    assert_eq!(decode(&[bytes]), expected, "{shown} whole");
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(decode(&single), expected, "{shown} byte by byte");
    for at in 1..bytes.len() {
        assert_eq!(
            decode(&[&bytes[..at], &bytes[at..]]),
            expected,
            "{shown} split at {at}"
        );
    }
}

fn key(key: Key) -> Event {
    Event::Key(key)
}

fn code(code: KeyCode) -> Event {
    key(Key::plain(code))
}

fn with(ctrl: bool, alt: bool, code: KeyCode) -> Event {
    key(Key { code, ctrl, alt })
}

#[test]
fn characters_and_controls() {
    check(b"q", &[key(Key::char('q'))]);
    check("ü城😀".as_bytes(), &['ü', '城', '😀'].map(|c| key(Key::char(c))));
    check(b"\0", &[key(Key::ctrl(' '))]);
    check(b"\x01\x1a", &[key(Key::ctrl('a')), key(Key::ctrl('z'))]);
    check(
        b"\x1c\x1d\x1e\x1f",
        &['\\', ']', '^', '_'].map(|c| key(Key::ctrl(c))),
    );
    check(b"\x7f\x08", &[code(KeyCode::Backspace), code(KeyCode::Backspace)]);
    check(
        b"\r\t\n",
        &[code(KeyCode::Enter), code(KeyCode::Tab), key(Key::ctrl('j'))],
    );
    check(b"\x1b", &[code(KeyCode::Esc)]);
}

#[test]
fn cursor_and_function_keys_in_every_encoding() {
    for (bytes, expected) in [
        ("\x1b[A", KeyCode::Up),
        ("\x1bOA", KeyCode::Up),
        ("\x1b[1;2B", KeyCode::Down),
        ("\x1b[C", KeyCode::Right),
        ("\x1bOD", KeyCode::Left),
        ("\x1b[H", KeyCode::Home),
        ("\x1bOF", KeyCode::End),
        ("\x1b[1~", KeyCode::Home),
        ("\x1b[7~", KeyCode::Home),
        ("\x1b[4~", KeyCode::End),
        ("\x1b[8~", KeyCode::End),
        ("\x1b[2~", KeyCode::Insert),
        ("\x1b[3~", KeyCode::Delete),
        ("\x1b[5~", KeyCode::PageUp),
        ("\x1b[6~", KeyCode::PageDown),
        ("\x1b[Z", KeyCode::BackTab),
        ("\x1b[9;2u", KeyCode::BackTab),
        ("\x1bOP", KeyCode::F(1)),
        ("\x1b[11~", KeyCode::F(1)),
        ("\x1b[[A", KeyCode::F(1)),
        ("\x1b[[E", KeyCode::F(5)),
        ("\x1b[15~", KeyCode::F(5)),
        ("\x1b[17~", KeyCode::F(6)),
        ("\x1b[21~", KeyCode::F(10)),
        ("\x1b[24~", KeyCode::F(12)),
        ("\x1bOM", KeyCode::Enter),
        ("\x1bOq", KeyCode::Char('1')),
        ("\x1b[57419u", KeyCode::Up),
        ("\x1b[57400u", KeyCode::Char('1')),
        ("\x1b[13u", KeyCode::Enter),
        ("\x1b[27u", KeyCode::Esc),
    ] {
        check(bytes.as_bytes(), &[code(expected)]);
    }
}

#[test]
fn modifiers_in_every_encoding() {
    check(b"\x1b[1;5A", &[with(true, false, KeyCode::Up)]);
    check(b"\x1b[1;3A", &[with(false, true, KeyCode::Up)]);
    check(b"\x1b[3;7~", &[with(true, true, KeyCode::Delete)]);
    check(b"\x1b[5^", &[with(true, false, KeyCode::PageUp)]);
    check(b"\x1b[97;5u", &[key(Key::ctrl('a'))]);
    check(b"\x1b[97:65;2u", &[key(Key::char('A'))]);
    check(b"\x1b[97;2u", &[key(Key::char('A'))]);
    check(b"\x1b[47:63;2u", &[key(Key::char('?'))]);
    check(b"\x1b[27;5;13~", &[with(true, false, KeyCode::Enter)]);
    check(b"\x1b[27;6;67~", &[key(Key::ctrl('c'))]);
    check(b"\x1b[32;5u", &[key(Key::ctrl(' '))]);
}

#[test]
fn releases_and_foreign_modifiers_do_nothing() {
    for bytes in [
        "\x1b[97;1:3u",
        "\x1b[1;1:3A",
        "\x1b[3;1:3~",
        "\x1b[97;9u",
        "\x1b[57441;2u",
    ] {
        check(bytes.as_bytes(), &[]);
    }
    check(
        b"\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u",
        &[key(Key::char('a')), key(Key::char('a'))],
    );
}

#[test]
fn escape_and_a_key_in_one_read_are_alt() {
    assert_eq!(decode(&[b"\x1bj"]), [with(false, true, KeyCode::Char('j'))]);
    assert_eq!(decode(&[b"\x1b\x7f"]), [with(false, true, KeyCode::Backspace)]);
    assert_eq!(decode(&[b"\x1b\x01"]), [with(true, true, KeyCode::Char('a'))]);
    assert_eq!(
        decode(&["\x1bü".as_bytes()]),
        [with(false, true, KeyCode::Char('ü'))]
    );
    assert_eq!(decode(&[b"\x1b\x1b[A"]), [with(false, true, KeyCode::Up)]);
    assert_eq!(decode(&[b"\x1b["]), [with(false, true, KeyCode::Char('['))]);
    assert_eq!(decode(&[b"\x1b]"]), [with(false, true, KeyCode::Char(']'))]);
    assert_eq!(
        decode(&[b"\x1b", b"j"]),
        [code(KeyCode::Esc), key(Key::char('j'))]
    );
    assert_eq!(decode(&[b"\x1b\x1b"]), [code(KeyCode::Esc), code(KeyCode::Esc)]);
    assert_eq!(decode(&[b"\x1b\x1b\x1b"]), vec![code(KeyCode::Esc); 3]);
}

#[test]
fn late_replies_are_swallowed_at_any_split() {
    for reply in [
        "\x1b[?62;1;2;4c",
        "\x1b[>0;276;0c",
        "\x1bP!|00000000\x1b\\",
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x1b]10;rgba:ff/ff/ff/ff\x1b\\",
        "\x1b]4;1;rgb:cc/00/00\x07",
        "\x1b[?2026;2$y",
        "\x1b[4;1$y",
        "\x1b[12;40R",
        "\x1b[1;5R",
        "\x1b[?12;40;1R",
        "\x1b[0n",
        "\x1b[?1u",
        "\x1b[8;24;80t",
        "\x1b]lname\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1bP>|tmux 3.4\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b^private\x1b\\",
        "\x1bXstring\x1b\\",
        "\x1b[I",
        "\x1b[O",
        "\x1b[?997;1n",
        "\x1b[<35;10;10M",
    ] {
        check(reply.as_bytes(), &[]);
        check(format!("{reply}{reply}").as_bytes(), &[]);
        check(format!("{reply}q").as_bytes(), &[key(Key::char('q'))]);
    }
}

#[test]
fn mouse_in_every_encoding() {
    let mouse = |kind, column, row| Event::Mouse(Mouse { kind, column, row });
    check(b"\x1b[<0;1;1M", &[mouse(MouseKind::Press, 0, 0)]);
    check(b"\x1b[<32;300;120M", &[mouse(MouseKind::Drag, 299, 119)]);
    check(b"\x1b[<0;5;6m", &[mouse(MouseKind::Release, 4, 5)]);
    check(
        b"\x1b[<64;5;6M\x1b[<65;5;6M",
        &[mouse(MouseKind::WheelUp, 4, 5), mouse(MouseKind::WheelDown, 4, 5)],
    );
    check(b"\x1b[<20;5;6M", &[mouse(MouseKind::Press, 4, 5)]);
    check(b"\x1b[M !!", &[mouse(MouseKind::Press, 0, 0)]);
    check(b"\x1b[M#%&", &[mouse(MouseKind::Release, 4, 5)]);
    check(b"\x1b[M`\xff\x80", &[mouse(MouseKind::WheelUp, 222, 95)]);
    check(b"\x1b[32;5;6M", &[mouse(MouseKind::Press, 4, 5)]);
    for nothing in [
        "\x1b[<1;5;6M",
        "\x1b[<2;5;6m",
        "\x1b[<0;0;6M",
        "\x1b[<0;99999;6M",
        "\x1b[<0;5M",
        "\x1b[<;;M",
    ] {
        check(nothing.as_bytes(), &[]);
    }
}

#[test]
fn pastes_are_text_whatever_is_in_them() {
    check(
        b"\x1b[200~two\rlines\x1b[201~q",
        &[Event::Paste("two\nlines".into()), key(Key::char('q'))],
    );
    check(
        b"\x1b[200~\x1b[A\x1b[201\x1b[201~",
        &[Event::Paste("\x1b[A\x1b[201".into())],
    );
    check(
        "\x1b[200~城市\x1b[201~".as_bytes(),
        &[Event::Paste("城市".into())],
    );
    check(b"\x1b[201~", &[]);
}

#[test]
fn an_unterminated_paste_recovers_within_two_seconds() {
    let (mut decoder, mut events) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[200~", 0, &mut events);
    decoder.feed(&vec![b'x'; 2_000_000], 10, &mut events);
    assert_eq!(decoder.deadline(), Some(1910));
    decoder.feed(b"q", 1910, &mut events);
    assert_eq!(events, [key(Key::char('q'))]);
    decoder.feed(b"\x1b[200~short\x1b[201~", 2020, &mut events);
    assert_eq!(events[1..], [Event::Paste("short".into())]);
}

#[test]
fn escape_is_told_from_a_split_sequence_by_time() {
    let (mut decoder, mut events) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b", 0, &mut events);
    assert_eq!((decoder.deadline(), events.len()), (Some(50), 0));
    decoder.tick(49, &mut events);
    decoder.feed(b"[A", 49, &mut events);
    assert_eq!(events, [code(KeyCode::Up)]);
    assert_eq!(decoder.deadline(), None);
    events.clear();
    decoder.feed(b"\x1b", 100, &mut events);
    decoder.tick(150, &mut events);
    assert_eq!(events, [code(KeyCode::Esc)]);
    decoder.feed(b"[", 200, &mut events);
    decoder.feed(b"A", 300, &mut events);
    assert_eq!(
        events[1..],
        [key(Key::char('[')), key(Key::char('A'))],
        "typed one by one"
    );
}

#[test]
fn the_rest_of_a_sequence_after_a_lost_packet_is_no_text() {
    for rest in ["[A", "]11;rgb:1/2/3\x07", "[?62c", "OA", "[<0;1;1M"] {
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        decoder.feed(b"\x1b", 0, &mut events);
        decoder.tick(50, &mut events);
        decoder.feed(rest.as_bytes(), 300, &mut events);
        assert_eq!(events[0], code(KeyCode::Esc));
        assert!(!events.iter().any(|event| matches!(
            event,
            Event::Key(Key {
                code: KeyCode::Char(_),
                ..
            })
        )));
    }
    let mut events = Vec::new();
    let mut decoder = Decoder::new(Waits {
        escape: 400,
        ..Waits::default()
    });
    decoder.feed(b"\x1b", 0, &mut events);
    decoder.feed(b"[A", 300, &mut events);
    assert_eq!(
        events,
        [code(KeyCode::Up)],
        "a patient decoder at 300 ms round trip"
    );
    events.clear();
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b", 0, &mut events);
    decoder.feed(b"[A", 300, &mut events);
    assert_eq!(events, [code(KeyCode::Up)], "whoever was busy meanwhile");
}

#[test]
fn broken_sequences_end_at_the_next_key() {
    check(b"\x1b[12\rq", &[code(KeyCode::Enter), key(Key::char('q'))]);
    check(b"\x1b[1;\x1b[A", &[code(KeyCode::Up)]);
    check(b"\x1b]0;title\x1b[A", &[code(KeyCode::Up)]);
    check(b"\x1b]0;title\x18q", &[key(Key::char('q'))]);
    check(b"\xe5\x9fq", &[key(Key::char('q'))]);
    check(b"\xff\xfe\x80\xc0\xafq", &[key(Key::char('q'))]);
    check("\u{85}\u{9b}A".as_bytes(), &[key(Key::char('A'))]);
    check(
        format!("\x1b[{}A\x1b[A", "1;".repeat(500)).as_bytes(),
        &[code(KeyCode::Up)],
    );
    check(b"\x1b[99999999999999999999~\x1b[38~q", &[key(Key::char('q'))]);
}

/// A small generator (xorshift), so that the floods are the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        const LIKELY: &[u8] = b"\x1b\x1b[[[]OP_^X?<;:0129~MAcRnuy\x07\\\x18 \xe5\x9f\x8e";
        (0..count)
            .map(|_| match self.next() {
                n if n % 3 == 0 => (n >> 8) as u8,
                n => LIKELY[(n >> 8) as usize % LIKELY.len()],
            })
            .collect()
    }
}

#[test]
fn after_any_garbage_and_a_pause_a_key_is_a_key() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..3000 {
        let (mut decoder, mut events, mut now) = (Decoder::default(), Vec::new(), 0);
        for _ in 0..(random.next() % 8) {
            let count = (random.next() % 60) as usize;
            let bytes = random.bytes(count);
            now += random.next() % 80;
            decoder.feed(&bytes, now, &mut events);
        }
        if let Some(deadline) = decoder.deadline() {
            assert!(deadline <= now + 1900);
            decoder.tick(deadline, &mut events);
        }
        assert_eq!(decoder.deadline(), None);
        let before = events.len();
        decoder.feed(b"q", now + 4000, &mut events);
        assert_eq!(events[before..], [key(Key::char('q'))], "round {round}");
    }
}

#[test]
fn no_garbage_gives_control_characters_or_more_events_than_bytes() {
    let mut random = Random(7);
    let bytes = random.bytes(400_000);
    let (mut decoder, mut events) = (Decoder::default(), Vec::new());
    for chunk in bytes.chunks(97) {
        decoder.feed(chunk, 0, &mut events);
    }
    assert!(events.len() <= bytes.len());
    for event in events {
        if let Event::Key(Key {
            code: KeyCode::Char(c),
            ..
        }) = event
        {
            assert!(!c.is_control(), "{c:?}");
        }
    }
}
