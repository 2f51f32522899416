//! The searches of a session: the last ones, and those kept for good.

/// Most searches remembered.
const MAX_RECENT: usize = 30;

/// Recent and saved searches, newest first; none stands twice in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searches {
    /// What was searched for and opened.
    pub recent: Vec<String>,
    /// What was saved.
    pub saved: Vec<String>,
}

impl Searches {
    /// Remembers a search.
    pub fn remember(&mut self, query: &str) {
        push(&mut self.recent, query);
        self.recent.truncate(MAX_RECENT);
    }

    /// Whether a search is saved.
    pub fn is_saved(&self, query: &str) -> bool {
        self.saved.iter().any(|own| own == query.trim())
    }

    /// Saves a search, or no longer saves it; says which it is now.
    pub fn toggle(&mut self, query: &str) -> bool {
        if self.is_saved(query) {
            self.saved.retain(|own| own != query.trim());
            return false;
        }
        push(&mut self.saved, query);
        true
    }

    /// Forgets a search altogether.
    pub fn forget(&mut self, query: &str) {
        self.recent.retain(|own| own != query);
        self.saved.retain(|own| own != query);
    }

    /// Saved ones first, then recent ones that are not saved.
    pub fn all(&self) -> impl Iterator<Item = (&str, bool)> {
        let recent = self.recent.iter().filter(|own| !self.saved.contains(own));
        self.saved
            .iter()
            .map(|own| (own.as_str(), true))
            .chain(recent.map(|own| (own.as_str(), false)))
    }
}

fn push(list: &mut Vec<String>, query: &str) {
    let query = query.trim();
    if !query.is_empty() {
        list.retain(|own| own != query);
        list.insert(0, query.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_stands_once_and_saved_ones_first() {
        let mut own = Searches::default();
        for query in ["a", "b", " a ", ""] {
            own.remember(query);
        }
        assert_eq!(own.recent, ["a", "b"]);
        assert!(own.toggle("b"));
        assert_eq!(own.all().collect::<Vec<_>>(), [("b", true), ("a", false)]);
        assert!(!own.toggle("b"));
        own.forget("a");
        assert_eq!(own.all().collect::<Vec<_>>(), [("b", false)]);
    }
}
