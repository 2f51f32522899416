//! When to draw: at once for a person's key, seldom enough under floods and resize storms, always the last state. What
//! a program does by itself delays no answer to a key.
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
    /// When a frame is due because of input.
    changed: Option<u64>,
    /// When a frame is due because of what the program did by itself.
    worked: Option<u64>,
    /// When a frame is due because the size changed.
    resized: Option<u64>,
    last_frame: Option<u64>,
    /// The last one that was due because of input.
    last_answer: Option<u64>,
    last_size: Option<u64>,
}

impl Pace {
    /// Something may look different now because of input.
    pub fn changed(&mut self, now: u64) {
        self.changed.get_or_insert(match self.last_answer {
            Some(last) if now < last + CALM => last + FLOOD,
            _ => now,
        });
    }

    /// Something looks different now without input: that is drawn a moment later, so that input is looked for first.
    pub fn worked(&mut self, now: u64) {
        let earliest = self.last_frame.map_or(0, |last| last + FLOOD);
        self.worked.get_or_insert(earliest.max(now + 1));
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
        let due = [self.changed, self.worked, self.resized];
        due.into_iter().flatten().min()
    }

    /// A frame is being drawn; says whether the size has to be read before.
    pub fn draw(&mut self, now: u64) -> bool {
        let is_answer = self.changed.take().is_some();
        let is_resized = self.resized.take().is_some();
        self.worked = None;
        self.last_frame = Some(now);
        if is_answer || is_resized {
            self.last_answer = Some(now);
        }
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
    fn work_is_drawn_after_keys_and_delays_none() {
        let mut pace = Pace::default();
        pace.worked(100);
        assert_eq!(pace.due(), Some(101), "keys are looked for first");
        pace.draw(101);
        pace.changed(103);
        assert_eq!(pace.due(), Some(103), "a frame of the program's own is no flood");
        pace.draw(103);
        pace.worked(104);
        assert_eq!(pace.due(), Some(103 + FLOOD));
        pace.changed(112);
        assert_eq!(pace.due(), Some(112), "a key does not wait for work");
        pace.draw(112);
        assert_eq!(pace.due(), None, "one frame shows both");
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
