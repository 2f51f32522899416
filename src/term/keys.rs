//! Tokens into events: which key, mouse movement or paste a sequence means, in every encoding terminals use.
//! Knows no state and no time; what is no key (replies, reports, releases) means nothing here.

use super::framer::{Csi, Token};
use crate::ui::event::{Event, Key, KeyCode, Mouse, MouseKind};

/// The event a token means, if it means one.
pub fn event(token: Token) -> Option<Event> {
    match token {
        Token::Char(c) => Some(Event::Key(Key::char(c))),
        Token::Control(byte) => Some(Event::Key(control(byte))),
        Token::Csi(csi) => sequence(&csi),
        Token::Ss3(last) => shifted(last).map(plain),
        Token::LinuxFunction(last) => linux_function(last).map(plain),
        Token::OldMouse(report) => old_mouse(report),
        Token::Paste(text) => Some(Event::Paste(text)),
    }
}

fn plain(code: KeyCode) -> Event {
    Event::Key(Key::plain(code))
}

fn control(byte: u8) -> Key {
    match byte {
        0x00 => Key::ctrl(' '),
        0x08 | 0x7f => Key::plain(KeyCode::Backspace),
        b'\t' => Key::plain(KeyCode::Tab),
        b'\r' => Key::plain(KeyCode::Enter),
        0x1b => Key::plain(KeyCode::Esc),
        _ => Key::ctrl(char::from(byte | 0x40).to_ascii_lowercase()),
    }
}

/// The final byte of a cursor key, in CSI and SS3 alike.
fn cursor(last: u8) -> Option<KeyCode> {
    match last {
        b'A' => Some(KeyCode::Up),
        b'B' => Some(KeyCode::Down),
        b'C' => Some(KeyCode::Right),
        b'D' => Some(KeyCode::Left),
        b'F' => Some(KeyCode::End),
        b'H' => Some(KeyCode::Home),
        b'P'..=b'S' => Some(KeyCode::F(last - b'P' + 1)),
        b'Z' => Some(KeyCode::BackTab),
        _ => None,
    }
}

/// SS3: cursor keys in application mode, F1 to F4, the keypad, rxvt's Control with a cursor key.
fn shifted(last: u8) -> Option<KeyCode> {
    match last {
        b'M' => Some(KeyCode::Enter),
        b'I' => Some(KeyCode::Tab),
        b'X' => Some(KeyCode::Char('=')),
        b'a'..=b'd' => cursor(last.to_ascii_uppercase()),
        b'j'..=b'y' => Some(KeyCode::Char(char::from(last - 0x40))),
        _ => cursor(last),
    }
}

fn linux_function(last: u8) -> Option<KeyCode> {
    (b'A'..=b'E').contains(&last).then(|| KeyCode::F(last - b'A' + 1))
}

/// The number before a tilde.
fn tilde(number: u32) -> Option<KeyCode> {
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(number - 10),
        17..=21 => function(number - 11),
        23..=24 => function(number - 12),
        _ => None,
    }
}

fn function(number: u32) -> Option<KeyCode> {
    u8::try_from(number).ok().map(KeyCode::F)
}

/// A parameter and its sub-parameters after colons.
#[derive(Debug, Default, Clone, Copy)]
struct Param {
    value: Option<u32>,
    /// After the first colon.
    sub: Option<u32>,
}

/// The first four parameters, and how many there are.
#[derive(Debug, Default)]
struct Params {
    list: [Param; 4],
    count: usize,
}

impl Params {
    /// Nothing when there is anything but digits, colons and semicolons: replies have markers and intermediates.
    fn read(text: &[u8]) -> Option<Params> {
        let mut params = Params::default();
        if text.is_empty() {
            return Some(params);
        }
        for part in text.split(|byte| *byte == b';') {
            let mut subs = part.split(|byte| *byte == b':').map(number);
            let param = Param {
                value: subs.next()?.ok()?,
                sub: subs.next().transpose().ok()?.flatten(),
            };
            if let Some(slot) = params.list.get_mut(params.count) {
                *slot = param;
            }
            params.count += 1;
        }
        Some(params)
    }

    fn value(&self, index: usize) -> Option<u32> {
        self.list.get(index).and_then(|param| param.value)
    }

    fn held(&self) -> Option<Held> {
        self.list.get(1).and_then(|param| Held::read(*param))
    }
}

/// What is no number; such a sequence means nothing.
struct NoNumber;

/// An empty parameter is none.
fn number(digits: &[u8]) -> Result<Option<u32>, NoNumber> {
    if digits.is_empty() {
        return Ok(None);
    }
    let mut value = 0u32;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return Err(NoNumber);
        }
        value = value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
    }
    Ok(Some(value))
}

/// Which modifiers a key came with.
#[derive(Debug, Default, Clone, Copy)]
struct Held {
    shift: bool,
    alt: bool,
    ctrl: bool,
}

impl Held {
    /// Nothing for a release, or with Super or Hyper: no key of ours has them.
    fn read(param: Param) -> Option<Held> {
        let bits = param.value.unwrap_or(1).saturating_sub(1);
        (bits & 0b1_1000 == 0 && param.sub != Some(3)).then_some(Held {
            shift: bits & 1 != 0,
            alt: bits & 0b10_0010 != 0,
            ctrl: bits & 4 != 0,
        })
    }

    fn key(self, code: KeyCode) -> Key {
        let code = match code {
            KeyCode::Tab if self.shift => KeyCode::BackTab,
            KeyCode::Char(c) if self.ctrl => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        Key {
            code,
            ctrl: self.ctrl,
            alt: self.alt,
        }
    }
}

fn sequence(csi: &Csi) -> Option<Event> {
    if let (Some(report), b'M' | b'm') = (csi.params.strip_prefix(b"<"), csi.last) {
        return new_mouse(&Params::read(report)?, csi.last == b'm');
    }
    let params = Params::read(csi.params)?;
    match csi.last {
        // rxvt: Control, with and without Shift.
        b'^' | b'@' => Some(Event::Key(Key {
            ctrl: true,
            ..Key::plain(tilde(params.value(0)?)?)
        })),
        b'u' => unicode(&params, params.value(0)?),
        b'~' if params.value(0) == Some(27) && params.count == 3 => unicode(&params, params.value(2)?),
        b'~' => Some(Event::Key(params.held()?.key(tilde(params.value(0)?)?))),
        // With parameters it is a late report of the cursor's position.
        b'R' if params.count > 0 => None,
        b'M' if params.count == 3 => urxvt_mouse(&params),
        b'a'..=b'd' if params.count == 0 => cursor(csi.last.to_ascii_uppercase()).map(plain),
        last => Some(Event::Key(params.held()?.key(cursor(last)?))),
    }
}

/// `CSI code ; modifiers u` and `CSI 27 ; modifiers ; code ~`.
fn unicode(params: &Params, code: u32) -> Option<Event> {
    let held = params.held()?;
    let code = match code {
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        57399..=57408 => KeyCode::Char(char::from_digit(code - 57399, 10)?),
        57409..=57416 => KeyCode::Char(keypad_sign(code)?),
        57417..=57426 => keypad(code)?,
        0..0x20 | 0xe000..=0xf8ff => return None,
        _ => KeyCode::Char(typed(params, held, code)?),
    };
    Some(Event::Key(held.key(code)))
}

/// The character as typed, Shift applied: the terminal may say it; else only Latin letters are certain.
fn typed(params: &Params, held: Held, code: u32) -> Option<char> {
    let c = char::from_u32(code).filter(|c| !c.is_control())?;
    let said = params.list[0].sub.and_then(char::from_u32);
    match (held.shift, said.filter(|c| !c.is_control())) {
        (true, Some(said)) => Some(said),
        (true, None) => Some(c.to_ascii_uppercase()),
        (false, _) => Some(c),
    }
}

fn keypad_sign(code: u32) -> Option<char> {
    let signs = ['.', '/', '*', '-', '+', '\r', '=', ','];
    signs.get(usize::try_from(code - 57409).ok()?).copied()
}

fn keypad(code: u32) -> Option<KeyCode> {
    let keys = [
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Insert,
        KeyCode::Delete,
    ];
    keys.get(usize::try_from(code - 57417).ok()?).copied()
}

/// `CSI < button ; column ; row M`, counted from 1; `m` when it went up.
fn new_mouse(params: &Params, up: bool) -> Option<Event> {
    if params.count != 3 {
        return None;
    }
    let kind = match (params.value(0)? & !SHIFTS, up) {
        (0, true) => MouseKind::Release,
        (button, false) => pressed(button)?,
        _ => return None,
    };
    at(kind, params.value(1)?, params.value(2)?)
}

/// `CSI M` and three bytes; a release does not say of which button.
fn old_mouse([button, column, row]: [u8; 3]) -> Option<Event> {
    let cell = |byte: u8| u32::from(byte.saturating_sub(32));
    let kind = match cell(button) & !SHIFTS {
        3 => MouseKind::Release,
        button => pressed(button)?,
    };
    at(kind, cell(column), cell(row))
}

fn urxvt_mouse(params: &Params) -> Option<Event> {
    let kind = match params.value(0)?.checked_sub(32)? & !SHIFTS {
        3 => MouseKind::Release,
        button => pressed(button)?,
    };
    at(kind, params.value(1)?, params.value(2)?)
}

/// The bits of a button's number that say Shift, Alt and Control.
const SHIFTS: u32 = 0b1_1100;

fn pressed(button: u32) -> Option<MouseKind> {
    match button {
        0 => Some(MouseKind::Press),
        32 => Some(MouseKind::Drag),
        64 => Some(MouseKind::WheelUp),
        65 => Some(MouseKind::WheelDown),
        _ => None,
    }
}

fn at(kind: MouseKind, column: u32, row: u32) -> Option<Event> {
    Some(Event::Mouse(Mouse {
        kind,
        column: u16::try_from(column.checked_sub(1)?).ok()?,
        row: u16::try_from(row.checked_sub(1)?).ok()?,
    }))
}
