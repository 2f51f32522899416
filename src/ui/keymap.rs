//! Which keys mean which action, and how keys are written. Knows no state; who asks says what may run.

use super::action::{ACTIONS, ActionRow};
use super::app::App;
use super::event::{Key, KeyCode};

/// The keys of all actions.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<(Vec<Key>, usize)>,
}

/// What a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// The action at this position of the table.
    Action(usize),
    /// Another key has to follow.
    Prefix,
    /// Nothing here.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        let rows = ACTIONS.iter().enumerate();
        let bindings =
            rows.flat_map(|(n, row)| row.keys.iter().filter_map(move |keys| Some((parse(keys)?, n))));
        Keymap {
            bindings: bindings.collect(),
        }
    }
}

impl Keymap {
    /// What `keys` mean in the state of `app`.
    pub fn lookup(&self, keys: &[Key], app: &App) -> Lookup {
        let fitting = || self.bindings.iter().filter(|(own, _)| own.starts_with(keys));
        let runs = |row: usize| (ACTIONS[row].when)(app);
        match fitting().find(|(own, row)| own.len() == keys.len() && runs(*row)) {
            Some((_, row)) => Lookup::Action(*row),
            None if fitting().any(|(own, _)| own.len() > keys.len()) => Lookup::Prefix,
            None => Lookup::Nothing,
        }
    }

    /// The actions that a prefix key leads to: the second key, and the row.
    pub fn after(&self, prefix: char) -> Vec<(String, &'static ActionRow)> {
        let first = Key::char(prefix);
        let fitting = self
            .bindings
            .iter()
            .filter(|(keys, _)| keys.len() == 2 && keys[0] == first);
        fitting
            .map(|(keys, row)| (show(keys[1]), &ACTIONS[*row]))
            .collect()
    }
}

/// The names of keys that are no character.
pub const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("s-tab", KeyCode::BackTab),
    ("bs", KeyCode::Backspace),
    ("del", KeyCode::Delete),
    ("space", KeyCode::Char(' ')),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("lt", KeyCode::Char('<')),
    ("gt", KeyCode::Char('>')),
];

/// The key that a name between `<` and `>` means: `enter`, `c-x`, `a-x`, `f1` to `f12`.
pub fn named(name: &str) -> Option<Key> {
    let lower = name.to_ascii_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(own, _)| *own == lower) {
        return Some(Key::plain(*code));
    }
    if let Some(number) = lower.strip_prefix('f') {
        return number
            .parse::<u8>()
            .ok()
            .filter(|n| (1..=12).contains(n))
            .map(|n| Key::plain(KeyCode::F(n)));
    }
    let (modifier, rest) = name.split_once('-')?;
    let mut chars = rest.chars();
    let key = match (chars.next(), chars.next()) {
        (Some(c), None) => Key::char(c),
        _ => named(rest)?,
    };
    match modifier {
        "c" | "C" => Some(Key { ctrl: true, ..key }),
        "a" | "A" => Some(Key { alt: true, ..key }),
        _ => None,
    }
}

/// A sequence of keys as written in the table of actions: `gg`, `<c-d>`, `<enter>`.
pub fn parse(text: &str) -> Option<Vec<Key>> {
    let (mut keys, mut rest) = (Vec::new(), text);
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some(end) = rest.find('>').filter(|end| *end > 1)
        {
            keys.push(named(&rest[1..end])?);
            rest = &rest[end + 1..];
        } else {
            keys.push(Key::char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(keys)
}

/// A key as people read it: `j`, `⏎`, `Ctrl-d`, `PgDn`.
pub fn show(key: Key) -> String {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Enter => "⏎".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => "S-Tab".to_owned(),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Del".to_owned(),
        KeyCode::Insert => "Ins".to_owned(),
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::Left => "←".to_owned(),
        KeyCode::Right => "→".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::F(n) => format!("F{n}"),
    };
    match (key.ctrl, key.alt) {
        (true, _) => format!("Ctrl-{name}"),
        (_, true) => format!("Alt-{name}"),
        _ => name,
    }
}

/// A written sequence as people read it: `gg`, `Ctrl-d`, `⏎`.
pub fn show_keys(written: &str) -> String {
    parse(written).map_or_else(|| written.to_owned(), |keys| keys.into_iter().map(show).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binding_is_readable_and_none_hides_another() {
        for row in ACTIONS {
            for keys in row.keys {
                assert!(
                    parse(keys).is_some_and(|k| (1..=2).contains(&k.len())),
                    "{}: {keys}",
                    row.name
                );
            }
        }
        let keymap = Keymap::default();
        for (keys, row) in &keymap.bindings {
            let longer = keymap
                .bindings
                .iter()
                .find(|(own, _)| own.len() > keys.len() && own.starts_with(keys));
            assert!(
                longer.is_none(),
                "{} waits behind {}",
                ACTIONS[*row].name,
                longer.map_or("", |(_, r)| ACTIONS[*r].name)
            );
        }
    }

    #[test]
    fn keys_read_as_they_are_written() {
        assert_eq!(show_keys("<c-d>"), "Ctrl-d");
        assert_eq!(show_keys("gg"), "gg");
        assert_eq!(parse("<lt>"), Some(vec![Key::char('<')]));
        assert_eq!(parse("<"), Some(vec![Key::char('<')]));
        assert_eq!(parse("<nope>"), None);
        assert_eq!(named("f12"), Some(Key::plain(KeyCode::F(12))));
        assert_eq!(named("f13"), None);
    }
}
