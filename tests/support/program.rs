//! The program itself on a terminal of our own. It is started by the very test program, which first makes the
//! terminal its own and then becomes it.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::panic, reason = "a test that cannot go on has failed")]

use rustix::fd::{AsFd, OwnedFd};
use rustix::process::{Pid, Signal, WaitOptions, ioctl_tiocsctty, kill_process, setsid, waitpid};
use rustix::termios::tcsetpgrp;
use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

#[path = "terminal.rs"]
pub mod pty;
use pty::Pty;

const ROLE: &str = "CITESCAPE_PTY_TEST_ROLE";
const KEEPER: &str = "CITESCAPE_PTY_TEST_KEEPER";
/// How long the program may take to end: generous, as the machine may be busy.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// No test by itself: what the started process does.
#[test]
fn role() {
    become_the_program();
}

/// Makes the terminal its own and becomes the program, if this process was started for that.
pub fn become_the_program() {
    let Ok(args) = std::env::var(ROLE) else { return };
    setsid().unwrap();
    ioctl_tiocsctty(std::io::stdout()).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_citescape"));
    program.args(args.split_whitespace()).env_remove(ROLE);
    if std::env::var_os(KEEPER).is_some() {
        std::process::exit(keep(program.env_remove(KEEPER)));
    }
    let failed = program.exec();
    panic!("cannot become the program: {failed}");
}

/// What a shell does for a job: says when it stopped, and continues it when told to; its exit code.
fn keep(program: &mut Command) -> i32 {
    let mut tty = std::io::stdout();
    let own = Stdio::from(tty.as_fd().try_clone_to_owned().unwrap());
    let mut job = program.stdin(own).process_group(0).spawn().unwrap();
    let pid = Pid::from_child(&job);
    tcsetpgrp(&tty, pid).unwrap();
    waitpid(Some(pid), WaitOptions::UNTRACED).unwrap();
    tty.write_all(b"stopped").unwrap();
    tty.flush().unwrap();
    std::io::stdin().read_exact(&mut [0]).unwrap();
    let _ = kill_process(pid, Signal::CONT);
    job.wait().unwrap().code().unwrap_or(99)
}

/// The program on its terminal.
pub struct Running {
    pub pty: Pty,
    pub child: Child,
    pub tty: OwnedFd,
    pub before: String,
}

/// A usual terminal.
pub const PLAIN: &[(&str, &str)] = &[("TERM", "xterm-256color"), ("LANG", "C.UTF-8")];

/// The line settings.
pub fn settings(tty: &OwnedFd) -> String {
    format!("{:?}", rustix::termios::tcgetattr(tty).unwrap())
}

/// Starts it with these arguments in this environment and no other; no home, so that no data of anyone is read.
pub fn launch(args: &str, env: &[(&str, &str)]) -> Running {
    launch_with(args, env, |_| ())
}

/// The same as the job of a shell that continues it when it is written to.
pub fn launch_job(args: &str, env: &[(&str, &str)]) -> Running {
    launch_with(args, env, |command| {
        command.env(KEEPER, "1").stdin(Stdio::piped());
    })
}

fn launch_with(args: &str, env: &[(&str, &str)], adapt: impl Fn(&mut Command)) -> Running {
    let (pty, tty) = Pty::new(80, 24);
    let before = settings(&tty);
    let own = || Stdio::from(tty.try_clone().unwrap());
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "program::role",
            "--nocapture",
            "--quiet",
            "--test-threads=1",
        ])
        .env_clear()
        .envs(env.iter().copied())
        .env(ROLE, args)
        .stdin(own())
        .stdout(own())
        .stderr(own());
    adapt(&mut command);
    let child = command.spawn().unwrap();
    Running {
        pty,
        child,
        tty,
        before,
    }
}

/// Starts it and waits for its first screen.
pub fn start(args: &str, env: &[(&str, &str)]) -> Running {
    let mut running = launch(args, env);
    running.pty.wait_for("Beijing");
    running.pty.wait_for("? help");
    running
}

impl Running {
    /// Continues a stopped job.
    pub fn continue_job(&mut self) {
        self.child.stdin.take().unwrap().write_all(b"\n").unwrap();
    }

    /// Sends it a signal.
    pub fn kill(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits for its end, reading all that still comes; the terminal must be as it was.
    pub fn end(mut self) -> ExitStatus {
        let (sender, receiver) = channel();
        let mut child = self.child;
        thread::spawn(move || sender.send(child.wait()));
        let mut quiet = 0;
        let status = loop {
            quiet += u32::from(!self.pty.receive(20));
            assert!(quiet < 1000, "it does not end");
            match receiver.try_recv() {
                Ok(status) => break status.unwrap(),
                Err(std::sync::mpsc::TryRecvError::Empty) => {}
                Err(error) => panic!("{error}"),
            }
        };
        self.pty.drain();
        assert!(self.pty.is_restored(), "modes are left over");
        assert_eq!(settings(&self.tty), self.before, "line settings are left over");
        status
    }

    /// What the program wrote, without what the test program said before it.
    pub fn written(&self) -> &[u8] {
        let first = self.pty.bytes.windows(2).position(|bytes| bytes == b"\x1b[");
        &self.pty.bytes[first.unwrap_or(0)..]
    }
}
