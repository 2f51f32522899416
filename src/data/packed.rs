//! Values as bytes and back: small numbers in one byte, texts behind their length, lists behind their count.
//! Whatever bytes come in, reading gives a value or nothing. Knows neither files nor the meaning of a record.

use crate::atlas::{Better, OrganisationKind};
use crate::atlas::{
    DateBasis, Dimension, Kind, Language, Named, Nature, Origin, PlaceKind, Prices, Reads, Role, Status,
    Theme,
};
use crate::atlas::{DerivationId, DocumentId, FactId, MetricId, OrganisationId, PlaceId, UnitId};

/// What is left to read.
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }
}

/// A value that can be written as bytes and read again.
pub trait Packed: Sized {
    /// Adds its bytes.
    fn put(&self, out: &mut Vec<u8>);
    /// Reads one; nothing if the bytes are not what [`Packed::put`] wrote.
    fn get(from: &mut Bytes) -> Option<Self>;
}

/// Seven bits a byte, lowest first.
impl Packed for u64 {
    fn put(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest > 0x7f {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
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
    fn put(&self, out: &mut Vec<u8>) {
        ((self << 1) ^ (self >> 63)).cast_unsigned().put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        let folded = u64::get(from)?;
        Some((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed())
    }
}

macro_rules! narrow {
    ($($type:ty as $wide:ty),+) => { $(impl Packed for $type {
        fn put(&self, out: &mut Vec<u8>) {
            <$wide>::from(*self).put(out);
        }
        fn get(from: &mut Bytes) -> Option<Self> {
            <$wide>::get(from)?.try_into().ok()
        }
    })+ };
}

narrow!(u8 as u64, u16 as u64, u32 as u64, i16 as i64);

impl Packed for usize {
    fn put(&self, out: &mut Vec<u8>) {
        (*self as u64).put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        u64::get(from)?.try_into().ok()
    }
}

impl Packed for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Some(from.byte()? != 0)
    }
}

impl Packed for String {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        let length = usize::get(from)?;
        std::str::from_utf8(from.take(length)?).ok().map(str::to_owned)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
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
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        let count = usize::get(from)?;
        // Each takes a byte at least: a count that lies reserves no memory.
        let mut all = Vec::with_capacity(count.min(from.0.len()));
        for _ in 0..count {
            all.push(T::get(from)?);
        }
        Some(all)
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn get(from: &mut Bytes) -> Option<Self> {
        Some((A::get(from)?, B::get(from)?))
    }
}

macro_rules! ids {
    ($($id:ident),+) => { $(impl Packed for $id {
        fn put(&self, out: &mut Vec<u8>) {
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
        fn put(&self, out: &mut Vec<u8>) {
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

    fn check<T: Packed + PartialEq + std::fmt::Debug>(value: T) {
        let mut out = Vec::new();
        value.put(&mut out);
        let mut from = Bytes(&out);
        assert_eq!(T::get(&mut from), Some(value));
        assert!(from.0.is_empty());
        for end in 0..out.len() {
            assert_eq!(T::get(&mut Bytes(&out[..end])), None, "cut off after {end} bytes");
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
        check("über 北京".to_owned());
        check(vec![(1_u32, Some("a".to_owned())), (2, None)]);
        for theme in Theme::ALL {
            check(*theme);
        }
    }

    #[test]
    fn bytes_that_nobody_put_are_nothing() {
        assert_eq!(u8::get(&mut Bytes(&[0xff, 0x7f])), None, "too large");
        assert_eq!(u64::get(&mut Bytes(&[0xff; 20])), None, "without end");
        assert_eq!(String::get(&mut Bytes(&[1, 0xff])), None, "no text");
        assert_eq!(Theme::get(&mut Bytes(&[99])), None, "no such member");
        assert_eq!(Vec::<u64>::get(&mut Bytes(&[0xff, 0xff, 0xff, 0xff, 0x0f])), None);
    }
}
