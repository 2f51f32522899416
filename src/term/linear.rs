//! A program in plain lines: what is new is said, and nothing else. No cursor is addressed, no mode of the screen is
//! changed and nothing is drawn twice, so that screen readers, dumb terminals and pipes follow. Knows no fact, and not
//! where keys come from.

use super::browser::Opened;
use super::options::Options;
use crate::ui::effect::Effect;
use crate::ui::event::{Answer, Event, KeyCode};
use std::io::{self, Write};

#[cfg(windows)]
pub use super::console::speak as run;
#[cfg(unix)]
pub use super::stdin::run;

/// A program that says in lines what is new.
pub trait Speaker {
    /// Something happened; what should the shell do?
    fn hear(&mut self, event: Event) -> Vec<Effect>;
    /// What is new since the last time.
    fn speak(&mut self) -> Vec<String>;
    /// Everything is said again the next time.
    fn forget(&mut self);
    /// Whether letters go into a field, of which only the last state is worth saying.
    fn is_typing(&self) -> bool;
    /// When it wants to be told the time next.
    fn deadline(&self) -> Option<u64>;
}

/// A speaker and all that it is told through.
pub(super) struct Lines<'a, S> {
    speaker: S,
    options: Options,
    out: &'a mut dyn Write,
    opened: Opened,
}

impl<'a, S: Speaker> Lines<'a, S> {
    /// A speaker of whom nothing was heard yet.
    pub fn new(speaker: S, options: Options, out: &'a mut dyn Write) -> Self {
        Lines {
            speaker,
            options,
            out,
            opened: Opened::default(),
        }
    }

    /// When the speaker wants to be told the time next.
    pub fn deadline(&self) -> Option<u64> {
        self.speaker.deadline()
    }

    /// Says everything again: somebody else may have written in between.
    #[cfg(unix)]
    pub fn repeat(&mut self) -> io::Result<()> {
        self.speaker.forget();
        self.say()
    }

    /// Takes events one by one and says what each changed; `true` when it is to end. To suspend is the caller's.
    pub fn take(&mut self, events: Vec<Event>, suspend: &mut dyn FnMut()) -> io::Result<bool> {
        let mut events = std::collections::VecDeque::from(events);
        while let Some(event) = events.pop_front() {
            if self.speaker.is_typing() && !is_letter(&event) {
                self.say()?;
            }
            for effect in self.speaker.hear(event) {
                match self.carry_out(effect)? {
                    Carried::Ended => return Ok(true),
                    Carried::Answered(answer) => events.push_front(Event::Answer(0, answer)),
                    Carried::Suspending => suspend(),
                    Carried::Silently => {}
                }
            }
            if events.is_empty() || !self.speaker.is_typing() {
                self.say()?;
            }
        }
        Ok(false)
    }

    /// Says what is new.
    pub fn say(&mut self) -> io::Result<()> {
        for line in self.speaker.speak() {
            writeln!(self.out, "{line}")?;
        }
        self.out.flush()
    }

    fn carry_out(&mut self, effect: Effect) -> io::Result<Carried> {
        match effect {
            Effect::Quit => return Ok(Carried::Ended),
            // No sequence reaches a clipboard from here: the text is said to be taken.
            Effect::Copy(text) => {
                for line in text.lines() {
                    writeln!(self.out, "{}", crate::safe_text::clean(line))?;
                }
            }
            Effect::Open(address) => {
                let opened = self.opened.open(&self.options.browser, &address);
                return Ok(Carried::Answered(match opened {
                    Ok(words) => Answer::Done(words),
                    Err(words) => Answer::Failed(words),
                }));
            }
            Effect::Suspend => return Ok(Carried::Suspending),
            Effect::Redraw => self.speaker.forget(),
            Effect::CaptureMouse(_) => {}
        }
        Ok(Carried::Silently)
    }
}

/// Whether it only adds to a text being typed, or says nothing of it.
fn is_letter(event: &Event) -> bool {
    matches!(event, Event::Tick(_))
        || matches!(event, Event::Key(key) if matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt)
}

enum Carried {
    Silently,
    Answered(Answer),
    Suspending,
    Ended,
}
