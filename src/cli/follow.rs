//! What changes beside the explorer: the reader's own copies, their configuration and their themes. Read in one thread
//! of its own, and again whenever a file changes; the first frame never waits for it, and nothing polls.

use super::watch::Watch;
use super::wishes::Wishing;
use crate::atlas::Atlas;
use crate::data::config::THEMES;
use crate::data::sources;
use crate::reading::proof::Proof;
use crate::term::Post;
use crate::ui::event::{Answer, Event};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

/// What is followed for one explorer.
pub struct Following {
    /// The atlas that copies are read for.
    pub atlas: Arc<Atlas>,
    /// The directories of the reader's own copies.
    pub copies: Vec<PathBuf>,
    /// How wishes are settled.
    pub wishing: Wishing,
}

impl Following {
    /// Reads the copies and posts what they prove, now and after every change seen by `watch`; settles wishes anew
    /// likewise.
    pub fn begin(self, watch: Watch, post: Post) {
        let name = thread::Builder::new().name("follow".to_owned());
        // Without a thread there is no proof, and the explorer says «not checked».
        let _ = name.spawn(move || self.follow(watch, &post));
    }

    fn follow(self, mut watch: Watch, post: &Post) {
        self.watch_copies(&mut watch);
        let mut open = self.copies.is_empty() || self.prove(post);
        while open {
            let Some(changed) = watch.wait() else { return };
            // Watched anew before anything is read: directories may have come, and no later change is missed.
            watch = self.watch();
            self.watch_copies(&mut watch);
            open = (!changed.wishes || self.settle(post)) && (!changed.copies || self.prove(post));
        }
    }

    /// Watches the configuration and the themes from now on: begun before the first frame, so that no change after it
    /// is missed. Copies are watched just before they are read.
    pub fn watch(&self) -> Watch {
        let mut watch = Watch::default();
        if let Some(home) = self.wishing.env.config() {
            watch.files_of(&home);
            watch.files_of(&home.join(THEMES));
        }
        watch
    }

    fn watch_copies(&self, watch: &mut Watch) {
        self.copies.iter().for_each(|folder| watch.whole(folder));
    }

    /// `false` when the explorer has ended.
    fn settle(&self, post: &Post) -> bool {
        // An option that named what is gone keeps what was drawn so far.
        self.wishing.settle(None).map_or(true, |settled| {
            post.send(Event::Answer(0, Answer::Options(Arc::new(settled.options))))
        })
    }

    /// Reads once, posting progress at every tenth of the files; `false` when the explorer has ended.
    fn prove(&self, post: &Post) -> bool {
        let (mut open, mut said) = (true, 0);
        let mut note = |proof: &Proof| {
            let (read, all) = proof.progress;
            let step = (all / 10).max(20);
            if read >= said + step && read < all {
                said = read;
                open = open && post.send(Event::Answer(0, Answer::Proof(Arc::new(proof.clone()))));
            }
        };
        let proof = sources::prove_noting(&self.atlas, &self.copies, &mut Vec::new(), &mut note);
        open && post.send(Event::Answer(0, Answer::Proof(Arc::new(proof))))
    }
}
