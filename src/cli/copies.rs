//! The reader's own copies beside the explorer: read in a thread of their own, and again whenever a file changes.
//! The first frame never waits for them, and nothing polls: the system says when a directory changed.

use crate::atlas::Atlas;
use crate::data::sources;
use crate::reading::proof::Proof;
use crate::term::wake::Post;
use crate::ui::event::{Answer, Event};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

/// Most directories that are watched; deeper trees are read at the start only.
#[cfg(target_os = "linux")]
const MAX_WATCHED: usize = 512;

/// Reads the copies in `directories` and posts what they prove, now and after every change.
pub fn follow(atlas: Arc<Atlas>, directories: Vec<PathBuf>, post: Post) {
    if directories.is_empty() {
        return;
    }
    let name = thread::Builder::new().name("copies".to_owned());
    // Without a thread there is no proof, and the explorer says «not checked».
    let _ = name.spawn(move || {
        let mut watch = Watch::new(&directories);
        while prove(&atlas, &directories, &post) && watch.wait() {}
    });
}

/// Reads once, posting progress at every tenth of the files; `false` when the explorer has ended.
fn prove(atlas: &Atlas, directories: &[PathBuf], post: &Post) -> bool {
    let (mut open, mut said) = (true, 0);
    let mut note = |proof: &Proof| {
        let (read, all) = proof.progress;
        let step = (all / 10).max(20);
        if read >= said + step && read < all {
            said = read;
            open = open && post.send(Event::Answer(0, Answer::Proof(Arc::new(proof.clone()))));
        }
    };
    let proof = sources::prove_noting(atlas, directories, &mut Vec::new(), &mut note);
    open && post.send(Event::Answer(0, Answer::Proof(Arc::new(proof))))
}

/// Waits for changes below some directories.
#[cfg(target_os = "linux")]
struct Watch(Option<std::os::fd::OwnedFd>);

#[cfg(target_os = "linux")]
impl Watch {
    fn new(directories: &[PathBuf]) -> Self {
        use rustix::fs::inotify::{self, CreateFlags, WatchFlags};
        let Ok(watch) = inotify::init(CreateFlags::CLOEXEC) else {
            return Watch(None);
        };
        let wanted = WatchFlags::CLOSE_WRITE
            | WatchFlags::CREATE
            | WatchFlags::DELETE
            | WatchFlags::MOVED_FROM
            | WatchFlags::MOVED_TO
            | WatchFlags::ONLYDIR;
        let mut open: Vec<PathBuf> = directories.to_vec();
        let mut watched = 0;
        while let Some(folder) = open.pop().filter(|_| watched < MAX_WATCHED) {
            if inotify::add_watch(&watch, &folder, wanted).is_ok() {
                watched += 1;
            }
            let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            open.extend(folders.map(|entry| entry.path()));
        }
        Watch((watched > 0).then_some(watch))
    }

    /// Blocks until something changed; a burst of changes is one. `false` if nothing can be watched.
    fn wait(&mut self) -> bool {
        let Some(watch) = &self.0 else { return false };
        let mut bytes = [0; 4096];
        let heard = rustix::io::read(watch, &mut bytes).is_ok_and(|count| count > 0);
        // Editors write a file in several steps: let them finish.
        thread::sleep(std::time::Duration::from_millis(150));
        heard
    }
}

/// Elsewhere copies are read once.
#[cfg(not(target_os = "linux"))]
struct Watch;

#[cfg(not(target_os = "linux"))]
impl Watch {
    fn new(_: &[PathBuf]) -> Self {
        Watch
    }

    fn wait(&mut self) -> bool {
        false
    }
}
