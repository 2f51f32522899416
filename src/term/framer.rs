//! Bytes from a terminal, cut into characters, controls and sequences; always finds its feet again.
//! Knows neither which key a sequence means nor a clock: whoever drives it says when waiting is over.
//!
//! The states are those of ECMA-48 as drawn in the VT500 parser (vt100.net/emu/dec_ansi_parser), turned round for
//! input: controls inside a sequence abort it and count as keys, strings are swallowed, pastes are collected.
//! Every state holds a bounded number of bytes and has a way back to the ground, by bytes and by time.

use super::paste::Paste;

/// Most bytes of one control sequence's parameters; a longer one is swallowed whole.
const MAX_PARAMS: usize = 64;
/// Most bytes of a swallowed string or of an overlong sequence before the framer gives up on its end.
const MAX_SWALLOWED: usize = 64 * 1024;
/// The escape character.
const ESC: u8 = 0x1b;

/// A control sequence: `CSI parameters final`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Csi<'a> {
    /// Everything between the introducer and the final byte: digits, `;`, `:`, markers and intermediates.
    pub params: &'a [u8],
    /// The byte that ends it and says what it is.
    pub last: u8,
}

/// One thing the terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'a> {
    /// A character that is no control.
    Char(char),
    /// A C0 control or DEL.
    Control(u8),
    /// A control sequence.
    Csi(Csi<'a>),
    /// A single shift three and its final byte: keypad and some function keys.
    Ss3(u8),
    /// `CSI [` and its final byte: the Linux console's first five function keys.
    LinuxFunction(u8),
    /// The three bytes of an old mouse report, still offset by 32.
    OldMouse([u8; 3]),
    /// A bracketed paste that ended properly.
    Paste(String),
}

/// What the framer is in the middle of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing: the next byte begins something.
    Ground,
    /// ESC came.
    Escape,
    /// ESC and an introducer came, nothing more: it may still be Alt and that character.
    Introducer(u8),
    /// Inside a control sequence.
    Csi,
    /// Inside a control sequence that is too long to be one.
    Overlong,
    /// `CSI [` came.
    LinuxFunction,
    /// A single shift three came.
    Ss3,
    /// Inside a string (OSC, DCS, APC, PM, SOS).
    Text,
    /// ESC came inside a string: the end of it or the beginning of something.
    TextEscape,
    /// Inside a character of several bytes.
    Utf8,
    /// Inside an old mouse report.
    OldMouse,
    /// Inside a bracketed paste.
    Paste,
}

/// The state machine from bytes to tokens. Each token comes with whether ESC stood before it (Alt).
#[derive(Debug)]
pub struct Framer {
    state: State,
    /// ESC came twice, or once before what is now being collected.
    alt: bool,
    /// The bytes collected so far.
    held: Vec<u8>,
    /// Bytes swallowed in a string or an overlong sequence.
    swallowed: usize,
    /// Bytes a character still lacks.
    missing: u8,
    paste: Paste,
}

impl Default for Framer {
    fn default() -> Self {
        Framer {
            state: State::Ground,
            alt: false,
            held: Vec::with_capacity(MAX_PARAMS),
            swallowed: 0,
            missing: 0,
            paste: Paste::default(),
        }
    }
}

impl Framer {
    /// What it is in the middle of.
    pub fn state(&self) -> State {
        self.state
    }

    /// Takes one read's bytes. ESC at the end of the last read and a key in this one are two keys; ESC and a key
    /// in one read are Alt and that key.
    pub fn feed(&mut self, bytes: &[u8], out: &mut impl FnMut(bool, Token)) {
        if let (State::Escape, Some(&first)) = (self.state, bytes.first())
            && !is_introducer(first)
        {
            self.give_up(out);
        }
        for &byte in bytes {
            self.byte(byte, out);
        }
    }

    /// Takes the bytes as what follows an ESC that had been waited for in vain.
    pub fn feed_tail(&mut self, bytes: &[u8], out: &mut impl FnMut(bool, Token)) {
        self.state = State::Escape;
        self.feed(bytes, out);
    }

    /// Waiting is over: what was begun is a key by itself, or it is dropped.
    pub fn give_up(&mut self, out: &mut impl FnMut(bool, Token)) {
        let (state, alt) = (self.state, self.alt);
        self.ground();
        match state {
            State::Escape => {
                if alt {
                    out(false, Token::Control(ESC));
                }
                out(false, Token::Control(ESC));
            }
            State::Introducer(byte) => out(true, Token::Char(char::from(byte))),
            _ => self.paste = Paste::default(),
        }
    }

    fn ground(&mut self) {
        self.state = State::Ground;
        self.alt = false;
        self.held.clear();
        self.swallowed = 0;
    }

    /// Drops what was begun and takes the byte as the beginning of something new.
    fn restart(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        self.ground();
        self.begin(byte, out);
    }

    fn emit(&mut self, token: Token, out: &mut impl FnMut(bool, Token)) {
        let alt = self.alt;
        self.ground();
        out(alt, token);
    }

    fn byte(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        match self.state {
            State::Ground => self.begin(byte, out),
            State::Escape => self.after_escape(byte, out),
            State::Introducer(introducer) => self.after_introducer(introducer, byte, out),
            State::Csi => self.in_csi(byte, out),
            State::Overlong => self.in_overlong(byte, out),
            State::LinuxFunction => self.in_linux_function(byte, out),
            State::Ss3 => self.in_ss3(byte, out),
            State::Text => self.in_text(byte, out),
            State::TextEscape => self.in_text_escape(byte, out),
            State::Utf8 => self.in_utf8(byte, out),
            State::OldMouse => self.in_old_mouse(byte, out),
            State::Paste => self.in_paste(byte, out),
        }
    }

    /// The first byte of something.
    fn begin(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        match byte {
            ESC => self.state = State::Escape,
            0x00..0x20 | 0x7f => self.emit(Token::Control(byte), out),
            0x20..0x7f => self.emit(Token::Char(char::from(byte)), out),
            0xc2..=0xdf => self.begin_utf8(byte, 1),
            0xe0..=0xef => self.begin_utf8(byte, 2),
            0xf0..=0xf4 => self.begin_utf8(byte, 3),
            _ => self.ground(),
        }
    }

    fn begin_utf8(&mut self, byte: u8, missing: u8) {
        self.held.push(byte);
        self.missing = missing;
        self.state = State::Utf8;
    }

    fn after_escape(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        match byte {
            ESC => {
                if self.alt {
                    out(false, Token::Control(ESC));
                }
                self.alt = true;
            }
            b'[' | b'O' => self.state = State::Introducer(byte),
            _ => {
                if self.alt {
                    out(false, Token::Control(ESC));
                }
                if is_introducer(byte) {
                    self.alt = false;
                    self.state = State::Introducer(byte);
                    return;
                }
                self.alt = true;
                self.state = State::Ground;
                self.begin(byte, out);
            }
        }
    }

    fn after_introducer(&mut self, introducer: u8, byte: u8, out: &mut impl FnMut(bool, Token)) {
        self.state = match introducer {
            b'[' => State::Csi,
            b'O' => State::Ss3,
            _ => State::Text,
        };
        self.byte(byte, out);
    }

    fn in_csi(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        match byte {
            b'[' if self.held.is_empty() => self.state = State::LinuxFunction,
            b'M' if self.held.is_empty() => self.state = State::OldMouse,
            b'~' if self.held == b"200" => {
                self.ground();
                self.state = State::Paste;
            }
            0x40..0x7f => self.end_csi(byte, out),
            0x20..0x40 if self.held.len() < MAX_PARAMS => self.held.push(byte),
            0x20..0x40 => {
                self.held.clear();
                self.state = State::Overlong;
            }
            _ => self.restart(byte, out),
        }
    }

    fn end_csi(&mut self, last: u8, out: &mut impl FnMut(bool, Token)) {
        let params = std::mem::take(&mut self.held);
        self.emit(
            Token::Csi(Csi {
                params: &params,
                last,
            }),
            out,
        );
        self.held = params;
        self.held.clear();
    }

    fn in_overlong(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        self.swallowed += 1;
        match byte {
            0x20..0x40 if self.swallowed < MAX_SWALLOWED => {}
            0x20..0x7f => self.ground(),
            _ => self.restart(byte, out),
        }
    }

    fn in_linux_function(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        match byte {
            0x20..0x7f => self.emit(Token::LinuxFunction(byte), out),
            _ => self.restart(byte, out),
        }
    }

    /// Some terminals put a modifier's digit before the final byte; two at most.
    fn in_ss3(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        match byte {
            b'0'..=b'9' if self.held.len() < 2 => self.held.push(byte),
            0x20..0x7f => self.emit(Token::Ss3(byte), out),
            _ => self.restart(byte, out),
        }
    }

    fn in_text(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        self.swallowed += 1;
        match byte {
            ESC => self.state = State::TextEscape,
            0x07 | 0x18 | 0x1a => self.ground(),
            _ if self.swallowed >= MAX_SWALLOWED => self.restart(byte, out),
            _ => {}
        }
    }

    fn in_text_escape(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        self.ground();
        if byte != b'\\' {
            self.state = State::Escape;
            self.byte(byte, out);
        }
    }

    fn in_utf8(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        if !(0x80..0xc0).contains(&byte) {
            return self.restart(byte, out);
        }
        self.held.push(byte);
        self.missing = self.missing.saturating_sub(1);
        if self.missing > 0 {
            return;
        }
        match std::str::from_utf8(&self.held)
            .ok()
            .and_then(|text| text.chars().next())
        {
            Some(c) if !c.is_control() => self.emit(Token::Char(c), out),
            _ => self.ground(),
        }
    }

    fn in_old_mouse(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        if byte < 0x20 {
            return self.restart(byte, out);
        }
        self.held.push(byte);
        if let Ok(report) = <[u8; 3]>::try_from(self.held.as_slice()) {
            self.emit(Token::OldMouse(report), out);
        }
    }

    fn in_paste(&mut self, byte: u8, out: &mut impl FnMut(bool, Token)) {
        if let Some(text) = self.paste.push(byte) {
            self.emit(Token::Paste(text), out);
        }
    }
}

/// Whether the byte after ESC begins a sequence or a string.
pub fn is_introducer(byte: u8) -> bool {
    matches!(byte, b'[' | b'O' | b']' | b'P' | b'_' | b'^' | b'X')
}
