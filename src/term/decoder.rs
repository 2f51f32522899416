//! Bytes and the time they came at into events: the one way in for the local terminal and for SSH.
//! Owns no clock and reads nothing itself: it is told the time, and says when it wants to be told again.

use super::framer::{Framer, State, Token, is_introducer};
use super::keys;
use crate::ui::event::{Event, Key, KeyCode};

/// How long what was begun may stay unfinished, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// A lone ESC: then it is the Escape key.
    pub escape: u64,
    /// A control sequence, a shift or a character: then it is dropped.
    pub sequence: u64,
    /// A string, which only terminals send: then it is dropped.
    pub text: u64,
    /// A paste without its end: then it is dropped, so that keys work again.
    pub paste: u64,
    /// How long after an ESC that was taken for the Escape key the rest of a sequence may still follow at once,
    /// as on a link that lost and repeated a packet.
    pub tail: u64,
}

impl Default for Waits {
    fn default() -> Self {
        Waits {
            escape: 50,
            sequence: 500,
            text: 1000,
            paste: 1900,
            tail: 1000,
        }
    }
}

impl Waits {
    /// Over a network the halves of a sequence may come further apart; a lone Escape then takes longer to count.
    pub fn over_network() -> Self {
        Waits {
            escape: 100,
            ..Waits::default()
        }
    }
}

/// Turns bytes into events.
#[derive(Debug, Default)]
pub struct Decoder {
    framer: Framer,
    waits: Waits,
    deadline: Option<u64>,
    /// Until when the rest of a sequence whose ESC was taken for a key may come.
    tail_until: u64,
}

impl Decoder {
    /// A decoder that waits so long.
    pub fn new(waits: Waits) -> Self {
        Decoder {
            waits,
            ..Decoder::default()
        }
    }

    /// When it wants to be told the time, if nothing comes before.
    pub fn deadline(&self) -> Option<u64> {
        self.deadline
    }

    /// Takes what one read brought.
    pub fn feed(&mut self, bytes: &[u8], now: u64, events: &mut Vec<Event>) {
        if !self.continues_escape(bytes) {
            self.tick(now, events);
        }
        let out = &mut |alt, token: Token| deliver(alt, token, events);
        if self.is_tail(bytes, now) {
            self.framer.feed_tail(bytes, out);
        } else {
            self.framer.feed(bytes, out);
        }
        if !bytes.is_empty() {
            self.tail_until = 0;
            self.deadline = self.wait().map(|wait| now.saturating_add(wait));
        }
    }

    /// Takes the time: gives up on what was begun too long ago.
    pub fn tick(&mut self, now: u64, events: &mut Vec<Event>) {
        let Some(deadline) = self.deadline.filter(|deadline| *deadline <= now) else {
            return;
        };
        if self.framer.state() == State::Escape {
            self.tail_until = deadline.saturating_add(self.waits.tail);
        }
        self.framer
            .give_up(&mut |alt, token: Token| deliver(alt, token, events));
        self.deadline = None;
    }

    /// Whoever was told the time too late, being busy, finds both halves of a sequence waiting.
    fn continues_escape(&self, bytes: &[u8]) -> bool {
        self.framer.state() == State::Escape && bytes.first().is_some_and(|first| is_introducer(*first))
    }

    /// Nobody types an introducer and more within one read: it is what a late ESC had begun.
    fn is_tail(&self, bytes: &[u8], now: u64) -> bool {
        now < self.tail_until
            && self.framer.state() == State::Ground
            && bytes.len() > 1
            && bytes.first().is_some_and(|first| is_introducer(*first))
    }

    fn wait(&self) -> Option<u64> {
        match self.framer.state() {
            State::Ground => None,
            State::Escape => Some(self.waits.escape),
            State::Text | State::TextEscape => Some(self.waits.text),
            State::Paste => Some(self.waits.paste),
            State::Introducer(_)
            | State::Csi
            | State::Overlong
            | State::LinuxFunction
            | State::Ss3
            | State::Utf8
            | State::OldMouse => Some(self.waits.sequence),
        }
    }
}

/// ESC before a key is Alt; before anything else it was the Escape key.
fn deliver(alt: bool, token: Token, events: &mut Vec<Event>) {
    match (alt, keys::event(token)) {
        (true, Some(Event::Key(key))) => events.push(Event::Key(Key { alt: true, ..key })),
        (true, other) => {
            events.push(Event::Key(Key::plain(KeyCode::Esc)));
            events.extend(other);
        }
        (false, event) => events.extend(event),
    }
}
