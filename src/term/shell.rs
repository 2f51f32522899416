//! The loop of the local terminal: one thread, one `poll`, no waiting for the terminal in either direction.
//! Knows no escape sequence and no fact: it moves bytes, events, effects and frames between the parts that do.

use super::browser::Opened;
use super::clipboard;
use super::clock::Clock;
use super::decoder::Decoder;
use super::encode::Encoder;
use super::guard::Guard;
use super::modes::{MOUSE_OFF, MOUSE_ON};
use super::options::Options;
use super::output::Output;
use super::pace::Pace;
use super::program::Program;
use super::signals::Signals;
use super::tty::{Tty, timespec};
use super::wake::{Post, Wake};
use crate::ui::effect::Effect;
use crate::ui::event::{Answer, Event};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, getpid, getsid, kill_current_process_group};
use std::collections::VecDeque;
use std::io;
use std::sync::Arc;

/// The largest screen that is drawn; a larger terminal shows it in its corner.
const MAX_SIZE: (u16, u16) = (500, 200);
/// Most bytes read before something is drawn.
const MAX_READ: usize = 64 * 1024;
/// Most bytes that may wait for the terminal before a copy is refused.
const MAX_WAITING: usize = 64 * 1024;
/// How long a stop may take to reach us, in milliseconds.
const STOPPING: u64 = 50;
/// A program is told the time no more often than this, in milliseconds: a deadline in the past is no busy loop.
const TICK: u64 = 10;

/// Why the shell ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The person left.
    Quit,
    /// The terminal is gone.
    HungUp,
    /// A signal came by which the process should die.
    Signalled(i32),
}

/// What `poll` found.
#[derive(Debug, Default, Clone, Copy)]
struct Ready {
    has_input: bool,
    is_hung_up: bool,
    is_woken: bool,
}

/// A program on a terminal.
pub struct Shell<P> {
    program: P,
    options: Options,
    guard: Arc<Guard>,
    wake: Wake,
    signals: Option<Signals>,
    clock: Clock,
    decoder: Decoder,
    encoder: Encoder,
    output: Output,
    pace: Pace,
    opened: Opened,
    /// The frame the terminal shows once all output is sent.
    shown: Option<Buffer>,
    /// The frame being drawn.
    canvas: Buffer,
    told: Option<u64>,
    has_mouse: bool,
}

impl<P: Program> Shell<P> {
    /// A shell for a program on a terminal; nothing happens yet.
    pub fn on(tty: Tty, program: P, options: Options) -> io::Result<Self> {
        Ok(Shell {
            program,
            wake: Wake::new()?,
            guard: Arc::new(Guard::new(tty)),
            signals: None,
            clock: Clock::start(),
            decoder: Decoder::new(options.waits),
            encoder: Encoder::new(options.abilities),
            output: Output::default(),
            pace: Pace::default(),
            opened: Opened::default(),
            shown: None,
            canvas: Buffer::default(),
            told: None,
            has_mouse: options.mouse,
            options,
        })
    }

    /// Listens to the process's signals too.
    pub fn listening(mut self) -> io::Result<Self> {
        self.signals = Some(Signals::listen(&self.wake)?);
        Ok(self)
    }

    /// The guard of its terminal, for a panic hook.
    pub fn guard(&self) -> Arc<Guard> {
        self.guard.clone()
    }

    /// Where another thread may post events.
    pub fn post(&self) -> io::Result<Post> {
        self.wake.post()
    }

    /// Runs until somebody ends it, and leaves the terminal as it was.
    pub fn run(self) -> io::Result<Exit> {
        self.run_beginning(|| {})
    }

    /// The same; what `begin` starts beside it never delays the first frame.
    pub fn run_beginning(mut self, begin: impl FnOnce()) -> io::Result<Exit> {
        self.enter()?;
        let mut exit = self.turn(Ready::default());
        begin();
        while exit.is_none() {
            let ready = self.wait();
            exit = self.turn(ready);
        }
        self.guard.leave();
        Ok(exit.unwrap_or(Exit::Quit))
    }

    /// The modes go out with the first frame, in one write.
    fn enter(&mut self) -> io::Result<()> {
        self.guard.enter(self.output.buffer())?;
        if self.has_mouse {
            self.output.buffer().extend(MOUSE_ON);
        }
        self.shown = None;
        self.pace.resized(0);
        Ok(())
    }

    /// Everything that is due now: signals, input, time, then one frame.
    fn turn(&mut self, ready: Ready) -> Option<Exit> {
        let mut events = Vec::new();
        if ready.is_woken {
            events = self.wake.take();
            if let Some(exit) = self.heed_signals() {
                return Some(exit);
            }
        }
        if ready.is_hung_up || (ready.has_input && self.read(&mut events).is_err()) {
            return Some(Exit::HungUp);
        }
        let now = self.clock.now();
        self.decoder.tick(now, &mut events);
        self.deliver(events, now)
            .or_else(|| self.draw_if_due(now))
            .or_else(|| self.send())
    }

    fn wait(&self) -> Ready {
        let mut wanted = PollFlags::IN;
        if self.output.is_stuck() {
            wanted |= PollFlags::OUT;
        }
        let mut fds = [
            PollFd::new(self.guard.tty(), wanted),
            PollFd::new(&self.wake, PollFlags::IN),
        ];
        let found = poll(&mut fds, self.timeout().map(timespec).as_ref());
        let [terminal, wake] = fds.map(|fd| fd.revents());
        Ready {
            has_input: terminal.contains(PollFlags::IN),
            is_hung_up: terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
            // What interrupts is a signal, and we were just told of it: nothing more need be asked.
            is_woken: wake.contains(PollFlags::IN) || found.is_err(),
        }
    }

    /// Milliseconds until something is due; nothing is: until something happens.
    fn timeout(&self) -> Option<u64> {
        let frame = self.pace.due().filter(|_| !self.output.is_stuck());
        let deadlines = [frame, self.decoder.deadline(), self.program_deadline()];
        let next = deadlines.into_iter().flatten().min()?;
        Some(next.saturating_sub(self.clock.now()))
    }

    fn program_deadline(&self) -> Option<u64> {
        let earliest = self.told.map_or(0, |told| told + TICK);
        self.program.deadline().map(|deadline| deadline.max(earliest))
    }

    fn heed_signals(&mut self) -> Option<Exit> {
        let heard = self.signals.as_ref()?.take();
        if let Some(signal) = heard.end {
            return Some(Exit::Signalled(signal));
        }
        if heard.is_continued && self.enter().is_err() {
            return Some(Exit::HungUp);
        }
        if heard.is_resized {
            self.pace.resized(self.clock.now());
        }
        None
    }

    /// Reads what is there; an error means that the terminal is gone.
    fn read(&mut self, events: &mut Vec<Event>) -> io::Result<()> {
        let mut bytes = [0; 4096];
        let now = self.clock.now();
        for _ in 0..MAX_READ / bytes.len() {
            let Some(count) = self.guard.tty().read(&mut bytes)? else {
                break;
            };
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.decoder
                .feed(bytes.get(..count).unwrap_or_default(), now, events);
            if count < bytes.len() {
                break;
            }
        }
        Ok(())
    }

    /// Tells the program the time and what happened then, and carries out what it asks for.
    fn deliver(&mut self, events: Vec<Event>, now: u64) -> Option<Exit> {
        let is_due = self.program_deadline().is_some_and(|deadline| deadline <= now);
        if events.is_empty() && !is_due {
            return None;
        }
        self.told = Some(now);
        let is_input = !events.is_empty();
        if is_input {
            self.pace.changed(now);
        }
        let mut queue = VecDeque::from(events);
        queue.push_front(Event::Tick(now));
        let exit = self.process(queue);
        if !is_input && self.program.has_changed() {
            self.pace.worked(now);
        }
        exit
    }

    fn process(&mut self, mut queue: VecDeque<Event>) -> Option<Exit> {
        while let Some(event) = queue.pop_front() {
            self.program.foresee(queue.front());
            for effect in self.program.update(event) {
                match self.carry_out(effect) {
                    Carried::Silently => {}
                    Carried::Answered(answer) => queue.push_back(Event::Answer(0, answer)),
                    Carried::Ended(exit) => return Some(exit),
                }
            }
        }
        None
    }

    fn carry_out(&mut self, effect: Effect) -> Carried {
        match effect {
            Effect::Quit => return Carried::Ended(Exit::Quit),
            Effect::Copy(text) => return Carried::answered(self.copy(&text)),
            Effect::Open(address) => {
                return Carried::answered(self.opened.open(&self.options.browser, &address));
            }
            Effect::Suspend => return self.suspend(),
            Effect::Redraw => {
                self.shown = None;
                self.pace.changed(self.clock.now());
            }
            Effect::CaptureMouse(is_wanted) => {
                self.has_mouse = is_wanted;
                let sequence = if is_wanted { MOUSE_ON } else { MOUSE_OFF };
                self.output.buffer().extend(sequence);
            }
        }
        Carried::Silently
    }

    fn copy(&mut self, text: &str) -> Result<String, String> {
        let sequence = clipboard::sequence(text, self.options.carrier)?;
        if self.output.buffer().len() > MAX_WAITING {
            return Err("not copied: the terminal is too slow just now; try again".into());
        }
        self.output.buffer().extend(sequence);
        Ok("copied".into())
    }

    /// Leaves the terminal to the reader's shell until it continues us. The leader of a session has nobody who
    /// would; nor has an orphaned group, where the system itself ignores the signal.
    fn suspend(&mut self) -> Carried {
        if getsid(None).is_ok_and(|leader| leader == getpid()) {
            return Carried::Silently;
        }
        self.output.discard();
        self.guard.leave();
        let _ = kill_current_process_group(Signal::TSTP);
        self.wait_for_continue();
        let heard = self.signals.as_ref().map(Signals::take).unwrap_or_default();
        if let Some(signal) = heard.end {
            return Carried::Ended(Exit::Signalled(signal));
        }
        match self.enter() {
            Ok(()) => Carried::Silently,
            Err(_) => Carried::Ended(Exit::HungUp),
        }
    }

    /// With several threads the signal may stop us a little after it was sent; where it is ignored we just go on.
    fn wait_for_continue(&self) {
        if self.signals.as_ref().is_some_and(|signals| !signals.has_any()) {
            let mut fds = [PollFd::new(&self.wake, PollFlags::IN)];
            let _ = poll(&mut fds, Some(&timespec(STOPPING)));
        }
    }

    /// No frame is encoded while an older one waits for the terminal.
    fn draw_if_due(&mut self, now: u64) -> Option<Exit> {
        if self.output.is_stuck() || self.pace.due().is_none_or(|due| due > now) {
            return None;
        }
        let exit = if self.pace.draw(now) { self.fit(now) } else { None };
        if exit.is_none() && !self.canvas.area.is_empty() {
            self.draw();
        }
        exit
    }

    fn draw(&mut self) {
        self.canvas.reset();
        self.program.draw(&mut self.canvas);
        self.encoder
            .frame(self.shown.as_ref(), &self.canvas, self.output.buffer());
        let area = self.canvas.area;
        // Of the older frame only the memory is used again.
        let mut next = self.shown.take().unwrap_or_default();
        next.resize(area);
        self.shown = Some(std::mem::replace(&mut self.canvas, next));
    }

    /// Reads the size; tells the program if it is another one. Without columns or rows nothing is drawn.
    fn fit(&mut self, now: u64) -> Option<Exit> {
        let Ok((columns, rows)) = self.guard.tty().size() else {
            return Some(Exit::HungUp);
        };
        let area = Rect::new(0, 0, columns.min(MAX_SIZE.0), rows.min(MAX_SIZE.1));
        if area == self.canvas.area {
            return None;
        }
        self.canvas.resize(area);
        if area.is_empty() {
            return None;
        }
        self.process([Event::Tick(now), Event::Resize(area.width, area.height)].into())
    }

    fn send(&mut self) -> Option<Exit> {
        let guard = &self.guard;
        let sent = self.output.send(|bytes| guard.write(bytes));
        sent.is_err().then_some(Exit::HungUp)
    }
}

/// What became of an effect.
enum Carried {
    Silently,
    Answered(Answer),
    Ended(Exit),
}

impl Carried {
    fn answered(done: Result<String, String>) -> Carried {
        Carried::Answered(match done {
            Ok(words) => Answer::Done(words),
            Err(words) => Answer::Failed(words),
        })
    }
}
