//! What is kept of a session for the next one, as words and numbers. Knows no file and not what the words name.

/// Where somebody was, how the screen was arranged, and what was searched for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    /// The chosen place, by id.
    pub place: Option<String>,
    /// The chosen fact, by id.
    pub fact: Option<String>,
    /// Which of its sources.
    pub source: usize,
    /// The views on top of each other: `main`, `detail`, `documents`, or the id of what a card or reader shows.
    pub views: Vec<String>,
    /// The pane that takes the keys.
    pub focus: String,
    /// Whether it fills the screen.
    pub zoomed: bool,
    /// Open places of the tree, by id.
    pub open: Vec<String>,
    /// How far each line between panes was moved.
    pub moved: Vec<i16>,
    /// A filter for each pane.
    pub filters: Vec<String>,
    /// How each pane is sorted.
    pub sorts: Vec<String>,
    /// How trends are drawn.
    pub axis: String,
    /// The last search, for stepping through its hits.
    pub query: String,
    /// What was searched for, newest first.
    pub recent: Vec<String>,
    /// Searches kept for good.
    pub saved: Vec<String>,
    /// The kept facts, by id, in the order of keeping.
    pub kept: Vec<String>,
}

impl Memory {
    /// This memory laid over what others wrote meanwhile: one's own place and screen; of searches and kept facts what
    /// they added comes in and what they forgot goes, both since `before` was read.
    #[must_use]
    pub fn over(mut self, before: &Memory, theirs: &Memory) -> Memory {
        merge(&mut self.recent, &before.recent, &theirs.recent);
        merge(&mut self.saved, &before.saved, &theirs.saved);
        merge(&mut self.kept, &before.kept, &theirs.kept);
        self
    }
}

fn merge(own: &mut Vec<String>, before: &[String], theirs: &[String]) {
    own.retain(|text| !before.contains(text) || theirs.contains(text));
    let added = theirs.iter().filter(|text| !before.contains(text));
    let added: Vec<String> = added.filter(|text| !own.contains(text)).cloned().collect();
    own.extend(added);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sessions_keep_what_either_added_and_neither_dropped() {
        let with = |saved: &[&str]| Memory {
            saved: saved.iter().map(|text| (*text).to_owned()).collect(),
            ..Memory::default()
        };
        let before = with(&["a", "b", "c"]);
        let (own, theirs) = (with(&["new", "a", "b"]), with(&["other", "b", "c"]));
        assert_eq!(own.over(&before, &theirs), with(&["new", "b", "other"]));
        assert_eq!(with(&["a"]).over(&with(&[]), &with(&[])), with(&["a"]));
    }
}
