//! What a terminal may be sent: text, and the sequences of our own drawing. Anything else came from the data.

#![allow(dead_code, reason = "each test uses a part of it")]

/// The first control in a drawn frame that is none of ours, with what stands around it.
pub fn foreign(frame: &[u8]) -> Option<String> {
    let mut rest = frame;
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            // The cursor's ways down, to the margin and back.
            b'\n' | b'\r' | 0x08 => after,
            0x1b => match own(after) {
                Some(length) => &after[length..],
                None => return Some(around(rest)),
            },
            0..0x20 | 0x7f => return Some(around(rest)),
            _ => after,
        };
    }
    let text = String::from_utf8_lossy(frame);
    text.chars()
        .find(|c| matches!(c, '\u{80}'..='\u{9f}' | '\u{fffe}'..='\u{ffff}'))
        .map(|c| format!("{c:?}"))
}

/// How long one of our sequences is, without its ESC: synchronised frames, movements, scrolling, erasing, the pen.
fn own(sequence: &[u8]) -> Option<usize> {
    if sequence.starts_with(b"M") {
        return Some(1);
    }
    let body = sequence.strip_prefix(b"[")?;
    let length = body
        .iter()
        .position(|byte| !matches!(byte, b'0'..=b'9' | b';' | b'?'))?;
    let (parameters, last) = (&body[..length], body[length]);
    let is_known = match parameters.strip_prefix(b"?") {
        Some(mode) => mode == b"2026" && matches!(last, b'h' | b'l'),
        None => matches!(last, b'A'..=b'D' | b'G' | b'H' | b'J' | b'K' | b'X' | b'm' | b'r'),
    };
    is_known.then_some(length + 2)
}

fn around(rest: &[u8]) -> String {
    String::from_utf8_lossy(&rest[..rest.len().min(24)])
        .escape_debug()
        .to_string()
}
