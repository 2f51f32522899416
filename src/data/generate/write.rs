//! The files of a made-up atlas: written once each, counted, facts split by size.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

const BEGIN: &str = "#![enable(implicit_some)]\n[\n";
const END: &str = "]\n";

/// A directory that files are written to.
pub struct Folder {
    root: PathBuf,
    /// Files written.
    pub files: u32,
    /// Their bytes.
    pub bytes: u64,
}

impl Folder {
    pub fn new(root: &Path) -> Self {
        Folder {
            root: root.to_owned(),
            files: 0,
            bytes: 0,
        }
    }

    /// A new file at `path` below the directory; what stands there is not replaced.
    fn create(&mut self, path: &str) -> io::Result<BufWriter<File>> {
        let full = self.root.join(path);
        if let Some(above) = full.parent() {
            fs::create_dir_all(above)?;
        }
        self.files += 1;
        Ok(BufWriter::with_capacity(1 << 16, File::create_new(full)?))
    }

    /// Writes a whole file.
    pub fn write(&mut self, path: &str, text: &str) -> io::Result<()> {
        let mut file = self.create(path)?;
        file.write_all(text.as_bytes())?;
        self.bytes += text.len() as u64;
        file.flush()
    }

    /// Writes a list of records.
    pub fn list(&mut self, path: &str, records: impl Iterator<Item = String>) -> io::Result<()> {
        let mut text = BEGIN.to_owned();
        records.for_each(|record| text.push_str(&record));
        self.write(path, &(text + END))
    }
}

/// Facts in files of at most so many bytes: `facts-1.ron`, `facts-2.ron` and so on.
pub struct Split {
    stem: String,
    most: u64,
    number: u32,
    open: Option<(BufWriter<File>, u64)>,
}

impl Split {
    pub fn new(directory: &str, most: u64) -> Self {
        Split {
            stem: format!("{directory}/facts"),
            most,
            number: 0,
            open: None,
        }
    }

    /// Adds a record.
    pub fn add(&mut self, folder: &mut Folder, record: &str) -> io::Result<()> {
        let need = (record.len() + END.len()) as u64;
        if self
            .open
            .as_ref()
            .is_some_and(|(_, bytes)| bytes + need > self.most)
        {
            self.finish(folder)?;
        }
        let (file, bytes) = match &mut self.open {
            Some(open) => open,
            None => {
                self.number += 1;
                let mut file = folder.create(&format!("{}-{}.ron", self.stem, self.number))?;
                file.write_all(BEGIN.as_bytes())?;
                self.open.insert((file, BEGIN.len() as u64))
            }
        };
        *bytes += record.len() as u64;
        file.write_all(record.as_bytes())
    }

    /// Ends the last file.
    pub fn finish(&mut self, folder: &mut Folder) -> io::Result<()> {
        if let Some((mut file, bytes)) = self.open.take() {
            file.write_all(END.as_bytes())?;
            file.flush()?;
            folder.bytes += bytes + END.len() as u64;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed"
)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_split_into_whole_lists_before_they_grow_too_large() {
        let root = std::env::temp_dir().join(format!("citescape-split-{}", std::process::id()));
        let (mut folder, mut split) = (Folder::new(&root), Split::new("facts", 100));
        for _ in 0..7 {
            split.add(&mut folder, "    (id: \"a\"),\n").unwrap();
        }
        split.finish(&mut folder).unwrap();
        let text = |n| fs::read_to_string(root.join(format!("facts/facts-{n}.ron"))).unwrap();
        let all: Vec<String> = (1..=folder.files).map(text).collect();
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(
            all.iter().map(|text| text.matches("id:").count()).sum::<usize>(),
            7
        );
        assert!(all.len() > 1 && all.iter().all(|text| text.len() <= 100 && text.ends_with(END)));
        assert_eq!(all.iter().map(String::len).sum::<usize>() as u64, folder.bytes);
    }
}
