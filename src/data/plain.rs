//! Lists of numbers and texts as plain bytes, which are read many at once. Whatever bytes come in, reading gives a
//! list or nothing.

/// A number that always takes the same bytes.
pub trait Number: Copy {
    /// Adds its bytes.
    fn put(self, out: &mut Vec<u8>);
    /// As many as these bytes are.
    fn all(bytes: &[u8]) -> Vec<Self>;
}

macro_rules! number {
    ($($type:ty),+) => { $(impl Number for $type {
        fn put(self, out: &mut Vec<u8>) {
            out.extend_from_slice(&self.to_le_bytes());
        }
        fn all(bytes: &[u8]) -> Vec<Self> {
            bytes.as_chunks().0.iter().map(|bytes| <$type>::from_le_bytes(*bytes)).collect()
        }
    })+ };
}

number!(u32, u64);

/// Adds a list of numbers.
pub fn put<T: Number>(list: &[T], out: &mut Vec<u8>) {
    (size_of_val(list) as u64).put(out);
    out.reserve(size_of_val(list));
    list.iter().for_each(|number| number.put(out));
}

/// Adds a text.
pub fn put_text(text: &str, out: &mut Vec<u8>) {
    (text.len() as u64).put(out);
    out.extend_from_slice(text.as_bytes());
}

/// What is left to read.
pub struct Plain<'a>(pub &'a [u8]);

impl<'a> Plain<'a> {
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (bytes, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    /// The next list.
    pub fn list<T: Number>(&mut self) -> Option<Vec<T>> {
        self.bytes().map(T::all)
    }

    /// The next text.
    pub fn text(&mut self) -> Option<String> {
        std::str::from_utf8(self.bytes()?).ok().map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_read_and_cut_off_it_is_nothing() {
        let mut bytes = Vec::new();
        put(&[7_u32, u32::MAX], &mut bytes);
        put_text("北 x", &mut bytes);
        put::<u64>(&[], &mut bytes);
        let read = |bytes: &[u8]| {
            let mut from = Plain(bytes);
            let all = (from.list::<u32>()?, from.text()?, from.list::<u64>()?);
            from.0.is_empty().then_some(all)
        };
        assert_eq!(
            read(&bytes),
            Some((vec![7, u32::MAX], "北 x".to_owned(), Vec::new()))
        );
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end]), None, "{end}");
        }
    }
}
