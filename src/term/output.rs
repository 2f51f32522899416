//! What the terminal still has to be sent: at most one frame and a few small sequences after it.
//! Knows no terminal but a way to write; a slow one is never sent frames that are old by then.

use std::io;

/// Bytes on their way.
#[derive(Debug, Default)]
pub struct Output {
    bytes: Vec<u8>,
    sent: usize,
    is_stuck: bool,
}

impl Output {
    /// Whether everything was sent.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether the terminal had no room for everything the last time.
    pub fn is_stuck(&self) -> bool {
        self.is_stuck
    }

    /// Where more is appended.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Drops what was not sent yet.
    pub fn discard(&mut self) {
        self.bytes.clear();
        self.sent = 0;
        self.is_stuck = false;
    }

    /// Sends as much as there is room for.
    pub fn send(&mut self, write: impl Fn(&[u8]) -> io::Result<usize>) -> io::Result<()> {
        while let Some(rest) = self.bytes.get(self.sent..).filter(|rest| !rest.is_empty()) {
            match write(rest)? {
                0 => {
                    self.is_stuck = true;
                    return Ok(());
                }
                written => self.sent += written,
            }
        }
        self.discard();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn what_had_no_room_is_sent_later() {
        let (mut output, sent, room) = (Output::default(), RefCell::new(Vec::new()), RefCell::new(3));
        output.buffer().extend(b"abcdefgh");
        let write = |bytes: &[u8]| {
            let count = bytes.len().min(*room.borrow());
            *room.borrow_mut() -= count;
            sent.borrow_mut().extend_from_slice(&bytes[..count]);
            Ok(count)
        };
        output.send(write).unwrap();
        assert!(output.is_stuck());
        *room.borrow_mut() = 99;
        output.buffer().extend(b"ij");
        output.send(write).unwrap();
        assert!(output.is_empty() && !output.is_stuck());
        assert_eq!(*sent.borrow(), b"abcdefghij");
        output.buffer().extend(b"x");
        assert!(output.send(|_| Err(io::ErrorKind::Other.into())).is_err());
    }
}
