//! Text onto the clipboard of the person looking, through the terminal (OSC 52), so that it works over SSH.
//! Knows no terminal but what stands between it and us.

/// Most bytes of the encoded text: what every terminal that can do this at all accepts.
const MAX_ENCODED: usize = 4096;
/// Bytes of encoded text in one string passed through GNU screen, which cuts longer ones.
const SCREEN_PIECE: usize = 76;

/// What carries a sequence to the terminal.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// Nothing in between, or tmux, which understands OSC 52 itself (`set-clipboard`).
    #[default]
    Direct,
    /// GNU screen, which has to be asked to pass it on.
    Screen,
}

/// The sequence that copies a text; words when it is too long for one.
pub fn sequence(text: &str, carrier: Carrier) -> Result<Vec<u8>, String> {
    let encoded = base64(text.as_bytes());
    if encoded.len() > MAX_ENCODED {
        let bytes = text.len();
        let most = MAX_ENCODED / 4 * 3;
        return Err(format!(
            "not copied: {bytes} bytes are more than terminals take ({most}); copy a part or select with the mouse"
        ));
    }
    Ok(match carrier {
        Carrier::Direct => format!("\x1b]52;c;{encoded}\x07").into_bytes(),
        Carrier::Screen => through_screen(&encoded),
    })
}

/// Pieces of the sequence, each in a string of its own.
fn through_screen(encoded: &str) -> Vec<u8> {
    let mut out = b"\x1bP\x1b]52;c;".to_vec();
    for (index, piece) in encoded.as_bytes().chunks(SCREEN_PIECE).enumerate() {
        if index > 0 {
            out.extend(b"\x1b\\\x1bP");
        }
        out.extend(piece);
    }
    out.extend(b"\x07\x1b\\");
    out
}

fn base64(bytes: &[u8]) -> String {
    bytes.chunks(3).flat_map(quartet).collect()
}

/// One to three bytes as four characters.
fn quartet(bytes: &[u8]) -> [char; 4] {
    let byte = |index: usize| u32::from(bytes.get(index).copied().unwrap_or(0));
    let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    [18, 12, 6, 0].map(|shift| {
        let is_padding = shift < 18 - 6 * bytes.len() as u32;
        if is_padding {
            '='
        } else {
            sextet(bits >> shift & 0x3f)
        }
    })
}

fn sextet(value: u32) -> char {
    let byte = value as u8;
    char::from(match byte {
        0..26 => b'A' + byte,
        26..52 => b'a' + byte - 26,
        52..62 => b'0' + byte - 52,
        62 => b'+',
        _ => b'/',
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_the_standard_one() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("城??>", "5Z+OPz8+"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn long_texts_are_refused_in_words() {
        assert_eq!(
            sequence(&"x".repeat(3072), Carrier::Direct).unwrap().len(),
            4096 + 8
        );
        assert!(
            sequence(&"x".repeat(3073), Carrier::Direct)
                .unwrap_err()
                .contains("3073")
        );
    }

    #[test]
    fn screen_passes_it_on_in_pieces() {
        let bytes = sequence(&"x".repeat(100), Carrier::Screen).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\x1bP\x1b]52;c;eHh4") && text.ends_with("=\x07\x1b\\"));
        assert_eq!(text.matches("\x1b\\\x1bP").count(), 1);
        assert_eq!(sequence("f", Carrier::Direct).unwrap(), b"\x1b]52;c;Zg==\x07");
    }
}
