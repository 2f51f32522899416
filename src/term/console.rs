//! The Windows console: the same programs and speakers, driven by the console's own events. One thread reads them and
//! nothing polls: keys, answers of other threads and time come through one channel. Knows no fact.

use super::browser::Opened;
use super::clipboard;
use super::clock::Clock;
use super::crash;
use super::decoder::Decoder;
use super::encode::Encoder;
use super::linear::{Lines, Speaker};
use super::modes;
use super::options::Options;
use super::pace::Pace;
use super::program::Program;
use crate::ui::effect::Effect;
use crate::ui::event::{Answer, Event, Key, KeyCode, Mouse, MouseKind};
use crossterm::event as console;
use crossterm::{ansi_support, execute, terminal};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::VecDeque;
use std::io::{self, IsTerminal, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// The largest screen that is drawn.
const MAX_SIZE: (u16, u16) = (500, 200);
/// The exit code of a program that panicked, as Rust's own.
const CRASHED: u8 = 101;

/// What comes through the channel.
enum Heard {
    Event(Event),
    /// Bytes of a pipe or a file.
    Bytes(Vec<u8>),
    /// Nothing more can be read.
    Over,
}

/// Where another thread posts what it found out.
#[derive(Debug)]
pub struct Post(Sender<Heard>);

impl std::fmt::Debug for Heard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Heard")
    }
}

impl Post {
    /// Posts an event; `false` when the shell has ended.
    pub fn send(&self, event: Event) -> bool {
        self.0.send(Heard::Event(event)).is_ok()
    }
}

/// The console's modes, entered and left once.
#[derive(Debug, Default)]
struct Modes {
    is_in: AtomicBool,
}

impl Modes {
    fn enter(&self, has_mouse: bool) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        self.is_in.store(true, Ordering::SeqCst);
        let mut bytes = Vec::new();
        modes::enter(&mut bytes);
        io::stdout().write_all(&bytes)?;
        if has_mouse {
            execute!(io::stdout(), console::EnableMouseCapture)?;
        }
        Ok(())
    }

    fn leave(&self) {
        if self.is_in.swap(false, Ordering::SeqCst) {
            let mut bytes = Vec::new();
            modes::leave(&mut bytes);
            let _ = execute!(io::stdout(), console::DisableMouseCapture);
            let _ = io::stdout().write_all(&bytes).and_then(|()| io::stdout().flush());
            let _ = terminal::disable_raw_mode();
        }
    }
}

/// Runs a program on the console of this process; gives the exit code. `begin` is given an end where other threads
/// may post events.
pub fn run(program: impl Program, options: Options, begin: impl FnOnce(Post)) -> io::Result<u8> {
    if !ansi_support::supports_ansi() {
        let words =
            "this console knows no escape sequences; Windows Terminal does. In lines: citescape --linear";
        return Err(io::Error::other(words));
    }
    let modes = std::sync::Arc::new(Modes::default());
    let left = modes.clone();
    crash::watch(move || left.leave(), options.reports.clone());
    let (sender, inbox) = channel();
    begin(Post(sender.clone()));
    modes.enter(options.mouse)?;
    // Ends with the process: reading cannot be interrupted.
    thread::spawn(move || read_console(&sender));
    let mut shell = Shell {
        program,
        encoder: Encoder::new(options.abilities),
        options,
        clock: Clock::start(),
        pace: Pace::default(),
        opened: Opened::default(),
        shown: None,
        size: (0, 0),
    };
    let ended = catch_unwind(AssertUnwindSafe(|| shell.run(&inbox)));
    modes.leave();
    let _ = std::panic::take_hook();
    match ended {
        Ok(ended) => ended.map(|()| 0),
        Err(_) => Ok(CRASHED),
    }
}

fn read_console(sender: &Sender<Heard>) {
    while let Ok(event) = console::read() {
        if let Some(event) = translated(&event)
            && sender.send(Heard::Event(event)).is_err()
        {
            return;
        }
    }
    let _ = sender.send(Heard::Over);
}

struct Shell<P> {
    program: P,
    options: Options,
    encoder: Encoder,
    clock: Clock,
    pace: Pace,
    opened: Opened,
    shown: Option<Buffer>,
    size: (u16, u16),
}

impl<P: Program> Shell<P> {
    fn run(&mut self, inbox: &Receiver<Heard>) -> io::Result<()> {
        let (columns, rows) = terminal::size()?;
        let mut events = VecDeque::from([Event::Resize(columns, rows)]);
        loop {
            let now = self.clock.now();
            let is_input = !events.is_empty();
            events.push_front(Event::Tick(now));
            if self.take(events)? {
                return Ok(());
            }
            if is_input {
                self.pace.changed(now);
            } else if self.program.has_changed() {
                self.pace.worked(now);
            }
            self.draw_if_due(now)?;
            let deadlines = [self.pace.due(), self.program.deadline()];
            let due = deadlines.into_iter().flatten().min();
            let Some(heard) = wait(inbox, due.map(|due| due.saturating_sub(self.clock.now()))) else {
                return Ok(());
            };
            events = heard.into();
        }
    }

    /// Takes events one by one; `true` when it is to end.
    fn take(&mut self, mut events: VecDeque<Event>) -> io::Result<bool> {
        while let Some(event) = events.pop_front() {
            let event = match event {
                Event::Resize(columns, rows) => {
                    self.size = (columns.min(MAX_SIZE.0), rows.min(MAX_SIZE.1));
                    self.pace.resized(self.clock.now());
                    self.shown = None;
                    Event::Resize(self.size.0, self.size.1)
                }
                event => event,
            };
            self.program.foresee(events.front());
            for effect in self.program.update(event) {
                match effect {
                    Effect::Quit => return Ok(true),
                    Effect::Copy(text) => events.push_back(answer(self.copy(&text))),
                    Effect::Open(address) => {
                        let opened = self.opened.open(&self.options.browser, &address);
                        events.push_back(answer(opened));
                    }
                    Effect::Redraw => {
                        self.shown = None;
                        self.pace.changed(self.clock.now());
                    }
                    Effect::CaptureMouse(true) => execute!(io::stdout(), console::EnableMouseCapture)?,
                    Effect::CaptureMouse(false) => execute!(io::stdout(), console::DisableMouseCapture)?,
                    // Nobody would continue us here.
                    Effect::Suspend => {}
                }
            }
        }
        Ok(false)
    }

    fn copy(&self, text: &str) -> Result<String, String> {
        let sequence = clipboard::sequence(text, self.options.carrier)?;
        let mut out = io::stdout();
        let written = out.write_all(&sequence).and_then(|()| out.flush());
        written
            .map(|()| "copied".into())
            .map_err(|error| error.to_string())
    }

    fn draw_if_due(&mut self, now: u64) -> io::Result<()> {
        if self.pace.due().is_none_or(|due| due > now) {
            return Ok(());
        }
        self.pace.draw(now);
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        if area.is_empty() {
            return Ok(());
        }
        let mut canvas = Buffer::empty(area);
        self.program.draw(&mut canvas);
        let mut bytes = Vec::new();
        self.encoder.frame(self.shown.as_ref(), &canvas, &mut bytes);
        self.shown = Some(canvas);
        io::stdout().write_all(&bytes)?;
        io::stdout().flush()
    }
}

/// Runs a speaker on standard input and `out`; gives the exit code. The end of input is its end.
pub fn speak(
    speaker: impl Speaker,
    options: Options,
    out: &mut dyn Write,
    begin: impl FnOnce(Post),
) -> io::Result<u8> {
    let (sender, inbox) = channel();
    begin(Post(sender.clone()));
    let is_console = io::stdin().is_terminal();
    if is_console {
        terminal::enable_raw_mode()?;
        thread::spawn(move || read_console(&sender));
    } else {
        thread::spawn(move || read_pipe(&sender));
    }
    let mut decoder = Decoder::new(options.waits);
    let mut lines = Lines::new(speaker, options, out);
    let ended = speak_on(&mut lines, &mut decoder, &inbox);
    if is_console {
        let _ = terminal::disable_raw_mode();
    }
    ended.map(|()| 0)
}

fn speak_on<S: Speaker>(
    lines: &mut Lines<S>,
    decoder: &mut Decoder,
    inbox: &Receiver<Heard>,
) -> io::Result<()> {
    let clock = Clock::start();
    lines.say()?;
    loop {
        let deadlines = [decoder.deadline(), lines.deadline()];
        let due = deadlines.into_iter().flatten().min();
        let first = receive(inbox, due.map(|due| due.saturating_sub(clock.now())));
        let mut events = vec![Event::Tick(clock.now())];
        decoder.tick(clock.now(), &mut events);
        let mut is_over = false;
        for heard in first.into_iter().chain(inbox.try_iter()) {
            match heard {
                Heard::Event(event) => events.push(event),
                Heard::Bytes(bytes) => decoder.feed(&bytes, clock.now(), &mut events),
                Heard::Over => is_over = true,
            }
        }
        if is_over {
            // What was begun stays unfinished for good.
            decoder.tick(u64::MAX / 2, &mut events);
        }
        // Nobody would continue us here.
        if lines.take(events, &mut || ())? || is_over {
            return Ok(());
        }
    }
}

/// In a file lines end where Enter is meant.
fn read_pipe(sender: &Sender<Heard>) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = io::stdin().read(&mut bytes) {
        let read = bytes.get(..count).unwrap_or_default();
        let keys = read.iter().filter(|byte| **byte != b'\r');
        let keys = keys.map(|byte| if *byte == b'\n' { b'\r' } else { *byte });
        if sender.send(Heard::Bytes(keys.collect())).is_err() {
            return;
        }
    }
    let _ = sender.send(Heard::Over);
}

fn receive(inbox: &Receiver<Heard>, timeout: Option<u64>) -> Option<Heard> {
    match timeout {
        Some(timeout) => inbox.recv_timeout(Duration::from_millis(timeout)).ok(),
        None => inbox.recv().ok(),
    }
}

/// What came until something is due; `None` when nothing will come any more.
fn wait(inbox: &Receiver<Heard>, timeout: Option<u64>) -> Option<Vec<Event>> {
    let mut events = Vec::new();
    for heard in receive(inbox, timeout).into_iter().chain(inbox.try_iter()) {
        match heard {
            Heard::Event(event) => events.push(event),
            Heard::Bytes(_) => {}
            Heard::Over => return None,
        }
    }
    Some(events)
}

fn answer(done: Result<String, String>) -> Event {
    Event::Answer(0, done.map_or_else(Answer::Failed, Answer::Done))
}

/// What the console says, in our words. Releases of keys are no presses.
fn translated(event: &console::Event) -> Option<Event> {
    match event {
        console::Event::Key(key) if key.kind != console::KeyEventKind::Release => {
            pressed(key).map(Event::Key)
        }
        console::Event::Mouse(mouse) => moved(mouse).map(Event::Mouse),
        console::Event::Resize(columns, rows) => Some(Event::Resize(*columns, *rows)),
        _ => None,
    }
}

fn pressed(key: &console::KeyEvent) -> Option<Key> {
    use console::KeyModifiers as With;
    let code = match key.code {
        console::KeyCode::Char(c) => KeyCode::Char(c),
        console::KeyCode::Enter => KeyCode::Enter,
        console::KeyCode::Esc => KeyCode::Esc,
        console::KeyCode::Tab => KeyCode::Tab,
        console::KeyCode::BackTab => KeyCode::BackTab,
        console::KeyCode::Backspace => KeyCode::Backspace,
        console::KeyCode::Delete => KeyCode::Delete,
        console::KeyCode::Insert => KeyCode::Insert,
        console::KeyCode::Up => KeyCode::Up,
        console::KeyCode::Down => KeyCode::Down,
        console::KeyCode::Left => KeyCode::Left,
        console::KeyCode::Right => KeyCode::Right,
        console::KeyCode::PageUp => KeyCode::PageUp,
        console::KeyCode::PageDown => KeyCode::PageDown,
        console::KeyCode::Home => KeyCode::Home,
        console::KeyCode::End => KeyCode::End,
        console::KeyCode::F(number @ 1..=12) => KeyCode::F(number),
        _ => return None,
    };
    let (ctrl, alt) = (
        key.modifiers.contains(With::CONTROL),
        key.modifiers.contains(With::ALT),
    );
    Some(match code {
        // Both together are AltGr: it has done its work on the character.
        KeyCode::Char(_) if ctrl && alt => Key::plain(code),
        KeyCode::Char(c) if ctrl => Key::ctrl(c.to_ascii_lowercase()),
        code => Key { code, ctrl, alt },
    })
}

fn moved(mouse: &console::MouseEvent) -> Option<Mouse> {
    use console::{MouseButton::Left, MouseEventKind as Did};
    let kind = match mouse.kind {
        Did::Down(Left) => MouseKind::Press,
        Did::Drag(Left) => MouseKind::Drag,
        Did::Up(Left) => MouseKind::Release,
        Did::ScrollUp => MouseKind::WheelUp,
        Did::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        kind,
        column: mouse.column,
        row: mouse.row,
    })
}
