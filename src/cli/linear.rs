//! `citescape --linear`: the explorer in plain lines, with the same keys; also on dumb terminals and in pipes.

use super::follow::Following;
use super::keeping::Kept;
use super::screen::prepare;
use super::session::{Outcome, Session};
use crate::term::linear::Speaker;
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::ui::linear::{self, Linear, SIZE};

/// Speaks until the reader leaves or the input ends.
pub fn open(session: &mut Session, at: Option<&str>, query: &str) -> Outcome {
    let (mut kept, settled, wishing) = prepare(session, at, query)?;
    kept.app.resize(SIZE.0, SIZE.1);
    kept.app.zoomed = false;
    kept.app.moves = false;
    kept.app.settle();
    writeln!(session.out, "{}", linear::greeting(&kept.app))?;
    let shell = wishing.shell(&settled);
    let following = Following {
        atlas: kept.app.atlas.clone(),
        copies: session.sources(),
        wishing,
    };
    let watch = following.watch();
    let speaking = Speaking {
        kept,
        said: Linear::default(),
    };
    Ok(crate::term::linear::run(speaking, shell, session.out, |post| {
        following.begin(watch, post)
    })?)
}

/// An explorer and what has been said of it.
struct Speaking {
    kept: Kept,
    said: Linear,
}

impl Speaker for Speaking {
    fn hear(&mut self, event: Event) -> Vec<Effect> {
        if matches!(event, Event::Key(_)) {
            self.said.key();
        }
        self.kept.app.handle(event)
    }

    fn speak(&mut self) -> Vec<String> {
        self.said.speak(&self.kept.app)
    }

    fn forget(&mut self) {
        self.said.forget();
    }

    fn is_typing(&self) -> bool {
        linear::is_typing(&self.kept.app)
    }

    fn deadline(&self) -> Option<u64> {
        self.kept.app.deadline()
    }
}
