//! How others wake the shell: a byte down a socket, and for other threads an event before it.
//! Knows no terminal, and not what the events mean.

use crate::ui::event::Event;
use rustix::fd::{AsFd, BorrowedFd};
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};

/// The shell's end.
#[derive(Debug)]
pub struct Wake {
    reader: UnixStream,
    writer: UnixStream,
    sender: Sender<Event>,
    inbox: Receiver<Event>,
}

/// Where another thread posts what it found out: `Event::Answer` with the ticket it was given.
#[derive(Debug)]
pub struct Post {
    writer: UnixStream,
    sender: Sender<Event>,
}

impl Wake {
    /// Nothing to wake up for yet.
    pub fn new() -> io::Result<Wake> {
        let (reader, writer) = UnixStream::pair()?;
        reader.set_nonblocking(true)?;
        let (sender, inbox) = channel();
        Ok(Wake {
            reader,
            writer,
            sender,
            inbox,
        })
    }

    /// An end for signal handlers: whatever is written to it wakes.
    pub fn writer(&self) -> io::Result<UnixStream> {
        self.writer.try_clone()
    }

    /// An end for another thread.
    pub fn post(&self) -> io::Result<Post> {
        let writer = self.writer()?;
        Ok(Post {
            writer,
            sender: self.sender.clone(),
        })
    }

    /// Takes what woke us: the bytes first, so that nothing that comes meanwhile is overlooked.
    pub fn take(&mut self) -> Vec<Event> {
        let mut bytes = [0; 64];
        while matches!(self.reader.read(&mut bytes), Ok(count) if count == bytes.len()) {}
        self.inbox.try_iter().collect()
    }
}

impl Post {
    /// Posts an event; `false` when the shell has ended.
    pub fn send(&self, event: Event) -> bool {
        self.sender.send(event).is_ok() && (&self.writer).write_all(b"e").is_ok()
    }
}

impl AsFd for Wake {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.reader.as_fd()
    }
}
