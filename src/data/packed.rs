//! Values as bytes and back: small numbers in one byte, lists behind their count, texts by their length, all of them
//! together before everything else, so that they are looked at once and of a program's own bytes none is copied.
//! Whatever bytes come in, reading gives a value or nothing. Knows neither files nor the meaning of a record.

use crate::atlas::{Better, OrganisationKind};
use crate::atlas::{
    DateBasis, Dimension, Kind, Language, Named, Nature, Origin, PlaceKind, Prices, Reads, Role, Status,
    Theme,
};
use crate::atlas::{DerivationId, DocumentId, FactId, MetricId, OrganisationId, PlaceId, Text, UnitId};
use std::borrow::Cow;

/// What is written: all texts, and everything else.
#[derive(Default)]
pub struct Packing {
    texts: String,
    bytes: Vec<u8>,
}

/// A value as bytes.
pub fn pack(value: &impl Packed) -> Vec<u8> {
    let (mut out, mut all) = (Packing::default(), Packing::default());
    value.put(&mut out);
    out.texts.len().put(&mut all);
    all.bytes.extend_from_slice(out.texts.as_bytes());
    all.bytes.extend_from_slice(&out.bytes);
    all.bytes
}

/// The value that these bytes are, and nothing more.
pub fn unpack<T: Packed>(bytes: Cow<'static, [u8]>) -> Option<T> {
    let value = |mut from: Bytes| T::get(&mut from).filter(|_| from.rest.is_empty() && from.texts.is_empty());
    match &bytes {
        Cow::Borrowed(bytes) => {
            let (texts, rest) = parts(bytes)?;
            value(Bytes {
                texts: Texts::Lasting(texts),
                rest,
            })
        }
        Cow::Owned(bytes) => {
            let (texts, rest) = parts(bytes)?;
            value(Bytes {
                texts: Texts::Passing(texts),
                rest,
            })
        }
    }
}

/// The texts and the rest.
fn parts(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let mut from = Bytes {
        texts: Texts::Passing(""),
        rest: bytes,
    };
    let length = usize::get(&mut from)?;
    let (texts, rest) = from.rest.split_at_checked(length)?;
    Some((std::str::from_utf8(texts).ok()?, rest))
}

/// The texts that are left, and how long they last.
enum Texts<'a> {
    /// As long as the program.
    Lasting(&'static str),
    /// Until they have been read.
    Passing(&'a str),
}

impl Texts<'_> {
    fn take(&mut self, length: usize) -> Option<Text> {
        Some(match self {
            Texts::Lasting(texts) => {
                let (text, rest) = texts.split_at_checked(length)?;
                *texts = rest;
                Cow::Borrowed(text)
            }
            Texts::Passing(texts) => {
                let (text, rest) = texts.split_at_checked(length)?;
                *texts = rest;
                Cow::Owned(text.to_owned())
            }
        })
    }

    fn is_empty(&self) -> bool {
        match self {
            Texts::Lasting(texts) | Texts::Passing(texts) => texts.is_empty(),
        }
    }
}

/// What is left to read.
pub struct Bytes<'a> {
    texts: Texts<'a>,
    rest: &'a [u8],
}

impl Bytes<'_> {
    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }
}

/// A value that can be written as bytes and read again.
pub trait Packed: Sized {
    /// Adds its bytes.
    fn put(&self, out: &mut Packing);
    /// Reads one; nothing if the bytes are not what [`Packed::put`] wrote.
    fn get(from: &mut Bytes) -> Option<Self>;
}

/// Seven bits a byte, lowest first.
impl Packed for u64 {
    fn put(&self, out: &mut Packing) {
        let mut rest = *self;
        while rest > 0x7f {
            out.bytes.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.bytes.push(rest as u8);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = from.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

/// Small numbers of either sign are small.
impl Packed for i64 {
    fn put(&self, out: &mut Packing) {
        ((self << 1) ^ (self >> 63)).cast_unsigned().put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        let folded = u64::get(from)?;
        Some((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed())
    }
}

macro_rules! narrow {
    ($($type:ty as $wide:ty),+) => { $(impl Packed for $type {
        fn put(&self, out: &mut Packing) {
            <$wide>::from(*self).put(out);
        }
        fn get(from: &mut Bytes) -> Option<Self> {
            <$wide>::get(from)?.try_into().ok()
        }
    })+ };
}

narrow!(u8 as u64, u16 as u64, u32 as u64, i16 as i64);

impl Packed for usize {
    fn put(&self, out: &mut Packing) {
        (*self as u64).put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        u64::get(from)?.try_into().ok()
    }
}

impl Packed for bool {
    fn put(&self, out: &mut Packing) {
        out.bytes.push(u8::from(*self));
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Some(from.byte()? != 0)
    }
}

impl Packed for Text {
    fn put(&self, out: &mut Packing) {
        self.len().put(out);
        out.texts.push_str(self);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        let length = usize::get(from)?;
        from.texts.take(length)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn put(&self, out: &mut Packing) {
        self.is_some().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        match bool::get(from)? {
            true => T::get(from).map(Some),
            false => Some(None),
        }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn put(&self, out: &mut Packing) {
        self.len().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        let count = usize::get(from)?;
        // Each takes a byte at least: a count that lies reserves no memory.
        let mut all = Vec::with_capacity(count.min(from.rest.len()));
        for _ in 0..count {
            all.push(T::get(from)?);
        }
        Some(all)
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn put(&self, out: &mut Packing) {
        self.0.put(out);
        self.1.put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Some((A::get(from)?, B::get(from)?))
    }
}

macro_rules! ids {
    ($($id:ident),+) => { $(impl Packed for $id {
        fn put(&self, out: &mut Packing) {
            self.0.put(out);
        }
        fn get(from: &mut Bytes) -> Option<Self> {
            u32::get(from).map($id)
        }
    })+ };
}

ids!(
    PlaceId,
    OrganisationId,
    UnitId,
    MetricId,
    FactId,
    DocumentId,
    DerivationId
);

/// A member of a closed list by its position.
macro_rules! members {
    ($($list:ty),+) => { $(impl Packed for $list {
        fn put(&self, out: &mut Packing) {
            let at = <$list>::ALL.iter().position(|member| member == self);
            at.unwrap_or_default().put(out);
        }
        fn get(from: &mut Bytes) -> Option<Self> {
            <$list>::ALL.get(usize::get(from)?).copied()
        }
    })+ };
}

members!(
    PlaceKind,
    OrganisationKind,
    Kind,
    Prices,
    Status,
    Reads,
    Role,
    DateBasis,
    Origin,
    Nature,
    Better,
    Theme,
    Dimension,
    Language
);

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Packed>(bytes: &[u8]) -> Option<T> {
        unpack(Cow::Owned(bytes.to_vec()))
    }

    fn check<T: Packed + PartialEq + std::fmt::Debug>(value: T) {
        let out = pack(&value);
        assert_eq!(unpack(Cow::Borrowed(out.clone().leak())).as_ref(), Some(&value));
        assert_eq!(read(&out), Some(value));
        for end in 0..out.len() {
            assert_eq!(read::<T>(&out[..end]), None, "cut off after {end} bytes");
        }
    }

    #[test]
    fn what_is_put_is_got() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            check(number);
        }
        for number in [0, -1, 63, -64, 64, i64::MAX, i64::MIN] {
            check(number);
        }
        check(Text::from("über 北京"));
        check(vec![(1_u32, Some(Text::from("a"))), (2, None)]);
        for theme in Theme::ALL {
            check(*theme);
        }
    }

    #[test]
    fn texts_of_the_program_are_not_copied() {
        let bytes: &'static [u8] = pack(&Text::from("北京")).leak();
        assert!(matches!(
            unpack(Cow::Borrowed(bytes)),
            Some(Text::Borrowed("北京"))
        ));
    }

    #[test]
    fn bytes_that_nobody_put_are_nothing() {
        assert_eq!(read::<u8>(&[0, 0xff, 0x7f]), None, "too large");
        assert_eq!(
            read::<u64>(&[&[0][..], &[0xff; 20]].concat()),
            None,
            "without end"
        );
        assert_eq!(read::<Text>(&[1, 0xff, 1]), None, "no text");
        assert_eq!(read::<Text>(&[3, 0xc3, 0xa4, b'a', 1]), None, "half a character");
        assert_eq!(read::<Text>(&[1, b'a', 0]), None, "more texts than lengths");
        assert_eq!(read::<Theme>(&[0, 99]), None, "no such member");
        assert_eq!(read::<Vec<u64>>(&[0, 0xff, 0xff, 0xff, 0xff, 0x0f]), None);
    }
}
