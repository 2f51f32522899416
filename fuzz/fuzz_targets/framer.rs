//! Any bytes in any pieces through the framer: bounded tokens, the same however the reads fall, and a way back.

#![no_main]

use citescape::term::framer::{Framer, State, Token};
use libfuzzer_sys::fuzz_target;

/// A token as far as it can be kept.
#[derive(Debug, PartialEq)]
struct Kept(bool, String);

fn kept(alt: bool, token: Token) -> Kept {
    check(&token);
    Kept(alt, format!("{token:?}"))
}

fn check(token: &Token) {
    match token {
        Token::Char(c) => assert!(!c.is_control()),
        Token::Control(byte) => assert!(*byte < 0x20 || *byte == 0x7f),
        Token::Csi(csi) => {
            assert!(csi.params.len() <= 64 && csi.params.iter().all(|byte| (0x20..0x40).contains(byte)));
            assert!((0x40..0x7f).contains(&csi.last));
        }
        Token::Ss3(last) | Token::LinuxFunction(last) => assert!((0x20..0x7f).contains(last)),
        Token::OldMouse(report) => assert!(report.iter().all(|byte| *byte >= 0x20)),
        Token::Paste(text) => assert!(text.len() <= 64 * 1024),
    }
}

/// The bytes in pieces of about so many; never cut behind an ESC, which by itself is a key.
fn tokens(bytes: &[u8], piece: usize) -> Vec<Kept> {
    let (mut framer, mut found) = (Framer::default(), Vec::new());
    let mut out = |alt, token: Token| found.push(kept(alt, token));
    let mut rest = bytes;
    while !rest.is_empty() {
        let mut end = piece.min(rest.len());
        while end < rest.len() && rest[end - 1] == 0x1b {
            end += 1;
        }
        framer.feed(&rest[..end], &mut out);
        rest = &rest[end..];
    }
    framer.give_up(&mut out);
    assert_eq!(framer.state(), State::Ground);
    framer.feed(b"q", &mut out);
    assert_eq!(found.pop(), Some(Kept(false, "Char('q')".to_owned())));
    found
}

fuzz_target!(|input: &[u8]| {
    let Some((&piece, bytes)) = input.split_first() else {
        return;
    };
    let whole = tokens(bytes, bytes.len().max(1));
    assert!(whole.len() <= bytes.len());
    assert_eq!(tokens(bytes, usize::from(piece % 16) + 1), whole);
});
