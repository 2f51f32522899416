//! The form of a compiled atlas: sections one after the other, then a table of them, then where the table is.
//! Every byte is covered by a sum; what does not add up is refused.

use crate::atlas::Text;
use crate::data::packed::{Bytes, Packed, Packing, pack, unpack};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Another number, another form.
const VERSION: u32 = 4;
const MAGIC: u64 = u64::from_le_bytes(*b"citeatls");
/// Bytes at the end: magic, and where the table begins, its length and sum.
const TAIL: usize = 32;

/// The sections by number.
pub const RECORDS: usize = 0;
/// The edition and the problems.
pub const REMARKS: usize = 1;
pub const LISTS: usize = 2;
pub const BLOCKS: usize = 3;
pub const DOCUMENTS: usize = 4;
pub const SLUGS: usize = 5;
pub const MENTIONS: usize = 6;
/// What others keep beside the atlas.
pub const BESIDE: usize = 7;
/// The first of the columns.
pub const COLUMNS: usize = 8;

/// A piece of the file.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    pub offset: u64,
    pub length: u64,
    pub sum: u64,
}

impl Packed for Section {
    fn put(&self, out: &mut Packing) {
        (self.offset, (self.length, self.sum)).put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        let (offset, (length, sum)) = Packed::get(from)?;
        Some(Section { offset, length, sum })
    }
}

/// The form, the key, and where the sections are.
type Table = (u32, (Text, Vec<Section>));

/// A sum over bytes that any change is all but sure to change; four at a time, so that it costs less than reading.
pub fn sum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut lanes = [1_u64, 2, 3, 4];
    let step = |lane: u64, word: [u8; 8]| {
        (lane ^ u64::from_le_bytes(word))
            .wrapping_mul(PRIME)
            .rotate_left(29)
    };
    let mut chunks = bytes.chunks_exact(32);
    for chunk in &mut chunks {
        for (lane, word) in lanes.iter_mut().zip(chunk.as_chunks::<8>().0) {
            *lane = step(*lane, *word);
        }
    }
    let mut all = bytes.len() as u64;
    for byte in chunks.remainder() {
        all = step(all, [*byte; 8]);
    }
    lanes.iter().fold(all, |all, lane| step(all, lane.to_le_bytes()))
}

/// A file that says something else than it should.
pub fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is not what was written")
}

/// A compiled atlas while it is written.
pub struct Writer<W> {
    out: W,
    at: u64,
    sections: Vec<Section>,
}

impl<W: Write> Writer<W> {
    pub fn new(out: W) -> Self {
        Writer {
            out,
            at: 0,
            sections: Vec::new(),
        }
    }

    /// Writes a piece that another section knows of.
    pub fn piece(&mut self, bytes: &[u8]) -> io::Result<Section> {
        self.out.write_all(bytes)?;
        let section = Section {
            offset: self.at,
            length: bytes.len() as u64,
            sum: sum(bytes),
        };
        self.at += section.length;
        Ok(section)
    }

    /// Writes the next section.
    pub fn section(&mut self, bytes: &[u8]) -> io::Result<()> {
        let section = self.piece(bytes)?;
        self.sections.push(section);
        Ok(())
    }

    /// Writes the table and the end.
    pub fn finish(mut self, key: &str) -> io::Result<W> {
        let sections = std::mem::take(&mut self.sections);
        let table: Table = (VERSION, (key.to_owned().into(), sections));
        let table = pack(&table);
        let table = self.piece(&table)?;
        for number in [MAGIC, table.offset, table.length, table.sum] {
            self.out.write_all(&number.to_le_bytes())?;
        }
        Ok(self.out)
    }
}

/// Where the bytes are.
#[derive(Debug)]
pub enum Source {
    /// In the program.
    Bytes(&'static [u8]),
    /// In a file, which is removed should it turn out to be broken.
    File(File, PathBuf),
}

impl Source {
    /// The file at a path.
    pub fn file(path: &Path) -> io::Result<Source> {
        let file = File::open(path)?;
        match file.metadata()?.is_file() {
            true => Ok(Source::File(file, path.to_owned())),
            false => Err(broken()),
        }
    }

    fn length(&self) -> io::Result<u64> {
        match self {
            Source::Bytes(bytes) => Ok(bytes.len() as u64),
            Source::File(file, _) => Ok(file.metadata()?.len()),
        }
    }

    /// So many bytes from an offset on, of those that are there.
    fn bytes(&self, offset: u64, length: u64) -> io::Result<Cow<'static, [u8]>> {
        let end = offset.checked_add(length).ok_or_else(broken)?;
        match self {
            Source::Bytes(bytes) => {
                let bytes = bytes.get(offset as usize..end as usize).ok_or_else(broken)?;
                Ok(Cow::Borrowed(bytes))
            }
            Source::File(file, _) if end <= self.length()? => {
                let mut bytes = vec![0; length as usize];
                read_at(file, &mut bytes, offset)?;
                Ok(Cow::Owned(bytes))
            }
            Source::File(..) => Err(broken()),
        }
    }
}

/// A compiled atlas of the right key.
#[derive(Debug)]
pub struct Opened {
    source: Source,
    sections: Vec<Section>,
}

impl Opened {
    pub fn new(source: Source, key: &str) -> io::Result<Self> {
        let tail = source.length()?.checked_sub(TAIL as u64).ok_or_else(broken)?;
        let tail = source.bytes(tail, TAIL as u64)?;
        let [magic, offset, length, sum] = [0, 8, 16, 24].map(|at| {
            let mut word = [0; 8];
            word.copy_from_slice(&tail[at..at + 8]);
            u64::from_le_bytes(word)
        });
        let mut opened = Opened {
            source,
            sections: Vec::new(),
        };
        let table: Table = opened.unpack_piece(Section { offset, length, sum })?;
        let (version, (text, sections)) = table;
        if magic != MAGIC || version != VERSION || text != key {
            return Err(broken());
        }
        opened.sections = sections;
        Ok(opened)
    }

    /// The bytes of a piece, if they add up.
    fn bytes(&self, section: Section) -> io::Result<Cow<'static, [u8]>> {
        let bytes = self.source.bytes(section.offset, section.length)?;
        match sum(&bytes) == section.sum {
            true => Ok(bytes),
            false => Err(broken()),
        }
    }

    /// The bytes of a section.
    pub fn section(&self, number: usize) -> io::Result<Cow<'static, [u8]>> {
        self.bytes(*self.sections.get(number).ok_or_else(broken)?)
    }

    /// The bytes of a piece that another section knows of.
    pub fn piece(&self, section: Section) -> io::Result<Cow<'static, [u8]>> {
        self.bytes(section)
    }

    /// What was packed into a section.
    pub fn unpack<T: Packed>(&self, number: usize) -> io::Result<T> {
        unpack(self.section(number)?).ok_or_else(broken)
    }

    /// What was packed into a piece.
    pub fn unpack_piece<T: Packed>(&self, section: Section) -> io::Result<T> {
        unpack(self.bytes(section)?).ok_or_else(broken)
    }

    /// Sees to it that the next start makes a file anew.
    pub fn discard(&self) {
        if let Source::File(_, path) = &self.source {
            // Should it not go, its sums are still wrong.
            let _ = std::fs::remove_file(path);
        }
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(not(unix))]
fn read_at(_: &File, _: &mut [u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_counts() {
        let bytes: Vec<u8> = (0..=255).chain(0..40).collect();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_ne!(sum(&other), sum(&bytes), "byte {at}");
        }
        assert_ne!(sum(&bytes), sum(&bytes[..bytes.len() - 1]));
        assert_ne!(sum(&[0; 32]), sum(&[0; 64]));
    }
}
