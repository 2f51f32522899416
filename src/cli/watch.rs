//! Waiting for changes of files through the system, without polling. Knows no file's meaning.
//! Only Linux tells them; elsewhere files are read once.

/// What changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changed {
    /// Something in a whole directory that is watched: copies.
    pub copies: bool,
    /// A file of a directory that is watched for its files: configuration and themes.
    pub wishes: bool,
}

#[cfg(target_os = "linux")]
pub use linux::Watch;
#[cfg(not(target_os = "linux"))]
pub use nowhere::Watch;

#[cfg(target_os = "linux")]
mod linux {
    use super::Changed;
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
    use std::ffi::OsString;
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::OsStrExt;
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    /// Most directories that are watched; deeper trees are read at the start only.
    const MAX_WATCHED: usize = 512;
    /// Editors write a file in several steps: let them finish.
    const SETTLING: Duration = Duration::from_millis(150);

    /// Some directories being watched.
    #[derive(Debug, Default)]
    pub struct Watch {
        queue: Option<OwnedFd>,
        watched: Vec<Watched>,
    }

    #[derive(Debug)]
    struct Watched {
        number: i32,
        what: What,
    }

    #[derive(Debug)]
    enum What {
        /// Any change counts.
        Whole,
        /// Any file counts.
        Files,
        /// Only that this name comes: the directory to watch does not exist yet.
        Coming(OsString),
    }

    impl Watch {
        /// Watches a directory with all below it.
        pub fn whole(&mut self, folder: &Path) {
            let mut open: Vec<PathBuf> = vec![folder.to_owned()];
            while let Some(folder) = open.pop().filter(|_| self.watched.len() < MAX_WATCHED) {
                self.add(&folder, What::Whole);
                let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
                let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
                open.extend(folders.map(|entry| entry.path()));
            }
        }

        /// Watches the files of a directory, or that it comes to be.
        pub fn files_of(&mut self, folder: &Path) {
            if folder.is_dir() {
                self.add(folder, What::Files);
            } else if let (Some(above), Some(name)) = (folder.parent(), folder.file_name())
                && above.is_dir()
                && !self.watches(above)
            {
                self.add(above, What::Coming(name.to_owned()));
            }
        }

        /// Whether files coming in a directory are heard of already.
        fn watches(&mut self, folder: &Path) -> bool {
            let same = self.number(
                folder,
                WatchFlags::ONLYDIR | WatchFlags::MASK_ADD | WatchFlags::CREATE,
            );
            self.watched.iter().any(|watched| Some(watched.number) == same)
        }

        fn add(&mut self, folder: &Path, what: What) {
            let wanted = WatchFlags::CLOSE_WRITE
                | WatchFlags::CREATE
                | WatchFlags::DELETE
                | WatchFlags::MOVED_FROM
                | WatchFlags::MOVED_TO
                | WatchFlags::ONLYDIR;
            if let Some(number) = self.number(folder, wanted) {
                self.watched.push(Watched { number, what });
            }
        }

        fn number(&mut self, folder: &Path, wanted: WatchFlags) -> Option<i32> {
            if self.queue.is_none() {
                self.queue = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok();
            }
            inotify::add_watch(self.queue.as_ref()?, folder, wanted).ok()
        }

        /// Blocks until something changed; a burst of changes is one. `None` if nothing can be watched.
        pub fn wait(&mut self) -> Option<Changed> {
            if self.watched.is_empty() {
                return None;
            }
            loop {
                let queue = self.queue.as_ref()?;
                let mut wanted = [PollFd::new(queue, PollFlags::IN)];
                poll(&mut wanted, None).ok()?;
                let first = self.heard()?;
                if first == Changed::default() {
                    continue;
                }
                std::thread::sleep(SETTLING);
                let later = self.heard()?;
                return Some(Changed {
                    copies: first.copies || later.copies,
                    wishes: first.wishes || later.wishes,
                });
            }
        }

        /// Takes all that the system has told so far.
        fn heard(&self) -> Option<Changed> {
            let mut bytes = [MaybeUninit::uninit(); 4096];
            let mut reader = Reader::new(self.queue.as_ref()?, &mut bytes);
            let mut changed = Changed::default();
            loop {
                match reader.next() {
                    Ok(event) if event.events().contains(ReadFlags::QUEUE_OVERFLOW) => {
                        changed = Changed {
                            copies: true,
                            wishes: true,
                        };
                    }
                    Ok(event) => {
                        let name = event.file_name().map(std::ffi::CStr::to_bytes);
                        self.note(event.wd(), name.unwrap_or_default(), &mut changed);
                    }
                    Err(rustix::io::Errno::INTR) => {}
                    Err(rustix::io::Errno::AGAIN) => return Some(changed),
                    Err(_) => return None,
                }
            }
        }

        fn note(&self, number: i32, name: &[u8], changed: &mut Changed) {
            for watched in self.watched.iter().filter(|watched| watched.number == number) {
                match &watched.what {
                    What::Whole => changed.copies = true,
                    What::Files => changed.wishes = true,
                    What::Coming(wanted) => changed.wishes |= wanted.as_bytes() == name,
                }
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::fs;

        #[test]
        fn files_and_what_comes_later_are_heard_of() {
            let home = std::env::temp_dir().join(format!("citescape-watch-{}", std::process::id()));
            let folder = home.join("citescape");
            fs::create_dir_all(&home).unwrap();
            let watching = || {
                let mut watch = Watch::default();
                watch.files_of(&folder);
                watch.files_of(&folder.join("themes"));
                watch
            };
            let mut watch = watching();
            fs::write(home.join("other"), "").unwrap();
            fs::create_dir(&folder).unwrap();
            let wishes = Changed {
                wishes: true,
                ..Changed::default()
            };
            assert_eq!(watch.wait(), Some(wishes));
            let mut watch = watching();
            fs::write(folder.join("config.ron"), "()").unwrap();
            assert_eq!(watch.wait(), Some(wishes));
            let mut watch = watching();
            watch.whole(&home);
            fs::write(home.join("copy.txt"), "text").unwrap();
            assert_eq!(watch.wait().map(|changed| changed.copies), Some(true));
            assert_eq!(Watch::default().wait(), None);
            fs::remove_dir_all(&home).unwrap();
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod nowhere {
    use super::Changed;
    use std::path::Path;

    /// Nothing is watched.
    #[derive(Debug, Default)]
    pub struct Watch;

    impl Watch {
        /// Watches nothing.
        pub fn whole(&mut self, _: &Path) {}

        /// Watches nothing.
        pub fn files_of(&mut self, _: &Path) {}

        /// Nothing will change.
        pub fn wait(&mut self) -> Option<Changed> {
            None
        }
    }
}
