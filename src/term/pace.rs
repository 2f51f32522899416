//! When to draw: at once for a person's key, seldom enough under floods and resize storms, always the last state.
//! Knows no clock: it is told the time, in milliseconds.

/// Input this long after a frame is a person's, and drawn at once.
const CALM: u64 = 6;
/// Milliseconds between frames while input floods in: 60 frames a second at most.
const FLOOD: u64 = 17;
/// Milliseconds between frames while the size keeps changing: whole screens, of which twenty a second show enough.
const STORM: u64 = 50;

/// Decides when the next frame is due.
#[derive(Debug, Default)]
pub struct Pace {
    /// When a frame is due because something changed.
    changed: Option<u64>,
    /// When a frame is due because the size changed.
    resized: Option<u64>,
    last_frame: Option<u64>,
    last_size: Option<u64>,
}

impl Pace {
    /// Something may look different now.
    pub fn changed(&mut self, now: u64) {
        self.changed.get_or_insert(match self.last_frame {
            Some(last) if now < last + CALM => last + FLOOD,
            _ => now,
        });
    }

    /// The size may be another one.
    pub fn resized(&mut self, now: u64) {
        self.resized.get_or_insert(match self.last_size {
            Some(last) => now.max(last + STORM),
            None => now,
        });
    }

    /// When the next frame is due, if one is.
    pub fn due(&self) -> Option<u64> {
        self.changed.into_iter().chain(self.resized).min()
    }

    /// A frame is being drawn; says whether the size has to be read before.
    pub fn draw(&mut self, now: u64) -> bool {
        self.changed = None;
        self.last_frame = Some(now);
        let is_resized = self.resized.take().is_some();
        if is_resized {
            self.last_size = Some(now);
        }
        is_resized
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many frames such changes give, one each so many milliseconds.
    fn frames(count: u64, every: u64, change: impl Fn(&mut Pace, u64)) -> usize {
        let (mut pace, mut frames) = (Pace::default(), Vec::new());
        for now in 0..count * every + 100 {
            if now % every == 0 && now < count * every {
                change(&mut pace, now);
            }
            if pace.due().is_some_and(|due| due <= now) {
                pace.draw(now);
                frames.push(now);
            }
        }
        assert!(
            frames.last().is_some_and(|last| *last >= (count - 1) * every),
            "the last state is drawn"
        );
        assert_eq!(frames[0], 0, "the first is drawn at once");
        frames.len()
    }

    #[test]
    fn a_persons_keys_are_drawn_one_by_one() {
        assert_eq!(frames(100, 9, |pace, now| pace.changed(now)), 100);
        assert_eq!(frames(100, 30, |pace, now| pace.changed(now)), 100);
    }

    #[test]
    fn floods_are_drawn_sixty_times_a_second_at_most() {
        assert!(frames(1000, 1, |pace, now| pace.changed(now)) <= 61);
        assert!(frames(500, 2, |pace, now| pace.changed(now)) <= 61);
    }

    #[test]
    fn a_storm_of_sizes_is_drawn_every_fifty_milliseconds() {
        assert!(frames(200, 5, |pace, now| pace.resized(now)) <= 22);
        assert_eq!(frames(10, 100, |pace, now| pace.resized(now)), 10);
    }
}
