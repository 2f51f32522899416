//! Which keys mean which action, and how keys are written. Knows no state; who asks says what may run.

mod own;

use super::action::{ACTIONS, ActionRow};
use super::app::App;
use super::event::{Key, KeyCode};

/// The keys of all actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Bound>,
}

/// Keys and the action they mean, as its position in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bound {
    keys: Vec<Key>,
    row: usize,
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
        let bindings = rows.flat_map(|(row, action)| {
            let keys = action.keys.iter().filter_map(|keys| parse(keys));
            keys.map(move |keys| Bound { keys, row })
        });
        Keymap {
            bindings: bindings.collect(),
        }
    }
}

impl Keymap {
    /// What `keys` mean in the state of `app`.
    pub fn lookup(&self, keys: &[Key], app: &App) -> Lookup {
        let fitting = || self.bindings.iter().filter(|own| own.keys.starts_with(keys));
        let runs = |row: usize| (ACTIONS[row].when)(app);
        match fitting().find(|own| own.keys.len() == keys.len() && runs(own.row)) {
            Some(own) => Lookup::Action(own.row),
            None if fitting().any(|own| own.keys.len() > keys.len()) => Lookup::Prefix,
            None => Lookup::Nothing,
        }
    }

    /// The actions that a prefix key leads to: the second key, and the row.
    pub fn after(&self, prefix: Key) -> Vec<(String, &'static ActionRow)> {
        let fitting = self
            .bindings
            .iter()
            .filter(|own| own.keys.len() == 2 && own.keys[0] == prefix);
        fitting
            .map(|own| (show(own.keys[1]), &ACTIONS[own.row]))
            .collect()
    }

    /// The keys of an action by name, as they are written: `<c-d>`.
    pub fn written(&self, action: &str) -> Vec<String> {
        let own = self.bindings.iter().filter(|own| ACTIONS[own.row].name == action);
        own.map(|own| own.keys.iter().copied().map(write).collect())
            .collect()
    }

    /// The keys of an action by name, as people read them: `Ctrl-d`.
    pub fn shown(&self, action: &str) -> Vec<String> {
        let own = self.bindings.iter().filter(|own| ACTIONS[own.row].name == action);
        own.map(|own| own.keys.iter().copied().map(show).collect())
            .collect()
    }

    /// The first of two keys for an action, if it takes two.
    pub fn prefix(&self, action: &str) -> Option<Key> {
        let own = self.bindings.iter().find(|own| ACTIONS[own.row].name == action)?;
        own.keys.first().copied().filter(|_| own.keys.len() == 2)
    }

    /// What to press for an action: its first key, else its name in the palette.
    pub fn first(&self, action: &str) -> String {
        let name = || format!(":{action}");
        self.shown(action).into_iter().next().unwrap_or_else(name)
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
    ("ins", KeyCode::Insert),
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

/// A key as it is written: the opposite of [`named`].
pub fn write(key: Key) -> String {
    let bare = match key.code {
        KeyCode::F(n) => format!("f{n}"),
        code => match (NAMES.iter().find(|(_, own)| *own == code), code) {
            (Some((name, _)), _) => (*name).to_owned(),
            (None, KeyCode::Char(c)) if key.ctrl || key.alt => c.to_string(),
            (None, KeyCode::Char(c)) => return c.to_string(),
            (None, _) => "ins".to_owned(),
        },
    };
    let modifiers = [(key.ctrl, "c-"), (key.alt, "a-")];
    let held: String = modifiers
        .iter()
        .filter(|(held, _)| *held)
        .map(|(_, name)| *name)
        .collect();
    format!("<{held}{bare}>")
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
                let again: Option<String> = parse(keys).map(|keys| keys.into_iter().map(write).collect());
                assert_eq!(again.as_deref(), Some(*keys), "{}", row.name);
                assert!(
                    parse(keys).is_some_and(|k| (1..=2).contains(&k.len())),
                    "{}: {keys}",
                    row.name
                );
            }
        }
        let keymap = Keymap::default();
        for own in &keymap.bindings {
            let hides = |other: &&Bound| {
                // Two that share a key work in different places; that they do is a matter of their conditions.
                let apart = other.row != own.row && other.keys == own.keys;
                *other != own && !apart && other.keys.starts_with(&own.keys)
            };
            let hidden = keymap.bindings.iter().find(hides);
            assert_eq!(hidden, None, "behind {}", ACTIONS[own.row].name);
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
