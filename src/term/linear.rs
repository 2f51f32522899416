//! A program in plain lines: keys in, what is new out. No cursor is addressed, no mode of the screen is changed and
//! nothing is drawn twice, so that screen readers, dumb terminals and pipes follow. Knows no fact.

use super::browser::Opened;
use super::clock::Clock;
use super::decoder::Decoder;
use super::options::Options;
use super::shell::Exit;
use super::signals::Signals;
use super::tty::timespec;
use super::wake::{Post, Wake};
use crate::ui::effect::Effect;
use crate::ui::event::{Answer, Event, KeyCode};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::{InputModes, LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use std::io::{self, Write};
use std::os::fd::AsFd;

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

/// Standard input without echo and line editing, as long as this lives; a pipe or a file stays as it is.
struct Quiet(Option<Termios>);

impl Quiet {
    fn begin() -> Quiet {
        let Ok(before) = tcgetattr(io::stdin()) else {
            return Quiet(None);
        };
        let mut quiet = before.clone();
        quiet.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
        quiet.input_modes -= InputModes::ICRNL | InputModes::IXON;
        // Output keeps its line ends: lines are all there is.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &quiet);
        Quiet(Some(before))
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
        }
    }
}

/// A speaker and all that it is heard and told through.
struct Lines<'a, S> {
    speaker: S,
    options: Options,
    out: &'a mut dyn Write,
    opened: Opened,
    quiet: Quiet,
}

/// Runs a program on standard input and `out`; gives the exit code. The end of input is its end.
pub fn run(
    speaker: impl Speaker,
    options: Options,
    out: &mut dyn Write,
    begin: impl FnOnce(Post),
) -> io::Result<u8> {
    let mut wake = Wake::new()?;
    let signals = Signals::listen(&wake)?;
    begin(wake.post()?);
    let clock = Clock::start();
    let mut decoder = Decoder::new(options.waits);
    let quiet = Quiet::begin();
    let mut lines = Lines {
        speaker,
        options,
        out,
        opened: Opened::default(),
        quiet,
    };
    lines.say()?;
    loop {
        let deadlines = [decoder.deadline(), lines.speaker.deadline()];
        let due = deadlines.into_iter().flatten().min();
        let timeout = due.map(|due| timespec(due.saturating_sub(clock.now())));
        let stdin = io::stdin();
        let mut fds = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(&wake, PollFlags::IN),
        ];
        let _ = poll(&mut fds, timeout.as_ref());
        let [input, woken] = fds.map(|fd| fd.revents());
        let mut events = vec![Event::Tick(clock.now())];
        if woken.contains(PollFlags::IN) {
            events.extend(wake.take());
            let heard = signals.take();
            if let Some(signal) = heard.end {
                drop(lines);
                return Ok(super::local::code(Exit::Signalled(signal)));
            }
        }
        decoder.tick(clock.now(), &mut events);
        let mut is_over = false;
        if !input.is_empty() {
            is_over = !read(&mut decoder, clock.now(), lines.quiet.0.is_none(), &mut events);
        }
        if is_over {
            // What was begun stays unfinished for good.
            decoder.tick(u64::MAX / 2, &mut events);
        }
        if lines.take(events)? || is_over {
            return Ok(0);
        }
    }
}

/// Reads what is there; `false` at the end of input. In a file lines end where Enter is meant.
fn read(decoder: &mut Decoder, now: u64, is_file: bool, events: &mut Vec<Event>) -> bool {
    let mut bytes = [0; 4096];
    let count = match rustix::io::read(io::stdin().as_fd(), &mut bytes) {
        Ok(0) => return false,
        Ok(count) => count,
        Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => return true,
        Err(_) => return false,
    };
    let bytes = &mut bytes[..count];
    if is_file {
        bytes
            .iter_mut()
            .filter(|byte| **byte == b'\n')
            .for_each(|byte| *byte = b'\r');
    }
    decoder.feed(bytes, now, events);
    true
}

impl<S: Speaker> Lines<'_, S> {
    /// Takes events one by one and says what each changed; `true` when it is to end.
    fn take(&mut self, events: Vec<Event>) -> io::Result<bool> {
        let mut events = std::collections::VecDeque::from(events);
        while let Some(event) = events.pop_front() {
            if self.speaker.is_typing() && !is_letter(&event) {
                self.say()?;
            }
            for effect in self.speaker.hear(event) {
                match self.carry_out(effect)? {
                    Carried::Ended => return Ok(true),
                    Carried::Answered(answer) => events.push_front(Event::Answer(0, answer)),
                    Carried::Silently => {}
                }
            }
            if events.is_empty() || !self.speaker.is_typing() {
                self.say()?;
            }
        }
        Ok(false)
    }

    fn say(&mut self) -> io::Result<()> {
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
            Effect::Suspend => self.suspend(),
            Effect::Redraw => self.speaker.forget(),
            Effect::CaptureMouse(_) => {}
        }
        Ok(Carried::Silently)
    }

    fn suspend(&mut self) {
        if self.quiet.0.is_some() {
            // Dropped, it gives the terminal back.
            self.quiet = Quiet(None);
            let _ = kill_current_process_group(Signal::TSTP);
            self.quiet = Quiet::begin();
            self.speaker.forget();
        }
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
    Ended,
}
