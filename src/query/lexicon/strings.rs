//! Many texts in one: reading them in their order reads memory in its order.

use crate::data::plain::{Plain, put, put_text};

/// Texts by number.
#[derive(Debug)]
pub struct Strings {
    all: String,
    /// Where each begins; one more at the end.
    begins: Vec<u32>,
}

impl Default for Strings {
    fn default() -> Self {
        Strings {
            all: String::new(),
            begins: vec![0],
        }
    }
}

impl Strings {
    pub fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.begins.push(self.all.len() as u32);
    }

    pub fn len(&self) -> usize {
        self.begins.len() - 1
    }

    pub fn get(&self, at: usize) -> &str {
        &self.all[self.begins[at] as usize..self.begins[at + 1] as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// Adds them as bytes.
    pub fn put(&self, out: &mut Vec<u8>) {
        put_text(&self.all, out);
        put(&self.begins, out);
    }

    /// Those that were added.
    pub fn read(from: &mut Plain) -> Option<Self> {
        let (all, begins): (String, Vec<u32>) = (from.text()?, from.list()?);
        let whole = begins.first() == Some(&0) && begins.last().map(|end| *end as usize) == Some(all.len());
        let whole = whole && begins.is_sorted() && begins.iter().all(|at| all.is_char_boundary(*at as usize));
        whole.then_some(Strings { all, begins })
    }
}
