//! Keys of one's own laid over those of the table of actions, and what is wrong with them. A reader's keys always
//! win over the usual ones; whatever loses a key by that is told.

use super::{Bound, Keymap, NAMES, parse, show};
use crate::problem::{Problem, Severity, nearest};
use crate::settings::{Binding, Placed};
use crate::ui::action::ACTIONS;
use crate::ui::event::Key;

/// The strokes that no action can have: they end the program whatever is open.
const FIXED: Key = Key::ctrl('c');

impl Keymap {
    /// The usual keys with these laid over them; a problem for each that cannot be, with its place but no file.
    pub fn with(own: &[Binding]) -> (Keymap, Vec<Problem>) {
        let mut laying = Laying::default();
        own.iter().for_each(|binding| laying.bind(binding));
        let usual = Keymap::default().bindings.into_iter();
        let kept = usual.filter(|bound| !laying.rows.contains(&bound.row)).collect();
        let kept = laying.keep(kept);
        let mut bindings: Vec<Bound> = laying
            .bound
            .into_iter()
            .map(|(bound, _)| bound)
            .chain(kept)
            .collect();
        // In the order of the table, so that first keys come first everywhere.
        bindings.sort_by_key(|bound| bound.row);
        laying
            .problems
            .sort_by_key(|problem| (problem.line, problem.column));
        (Keymap { bindings }, laying.problems)
    }
}

#[derive(Default)]
struct Laying {
    /// The actions that have keys of the reader's own.
    rows: Vec<usize>,
    /// Those keys and where they were asked for.
    bound: Vec<(Bound, Placed)>,
    problems: Vec<Problem>,
}

/// Whether one sequence is the other, or its beginning.
fn collide(a: &[Key], b: &[Key]) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// Whether two actions never work at the same time: by design those that share a usual key.
fn apart(a: usize, b: usize) -> bool {
    a != b && ACTIONS[a].keys.iter().any(|keys| ACTIONS[b].keys.contains(keys))
}

fn shown(keys: &[Key]) -> String {
    keys.iter().copied().map(show).collect()
}

impl Laying {
    fn problem(
        &mut self,
        severity: Severity,
        code: &'static str,
        at: &Placed,
        (why, hint): (String, String),
    ) {
        let mut problem = Problem::new(code, severity, why).hint(hint);
        (problem.line, problem.column) = (at.line, at.column);
        self.problems.push(problem);
    }

    fn bind(&mut self, binding: &Binding) {
        let name = binding.action.text.as_str();
        let Some(row) = ACTIONS.iter().position(|action| action.name == name) else {
            let hint = match nearest(name, ACTIONS.iter().map(|action| action.name)) {
                Some(near) => format!("did you mean «{near}»?"),
                None => "`citescape keys` lists all actions".to_owned(),
            };
            let why = format!("there is no action «{name}»");
            return self.problem(Severity::Error, "K3", &binding.action, (why, hint));
        };
        if self.rows.contains(&row) {
            let words = (
                format!("«{name}» has keys already"),
                "give it all its keys in one place".to_owned(),
            );
            return self.problem(Severity::Error, "K1", &binding.action, words);
        }
        self.rows.push(row);
        for written in &binding.keys {
            match read(&written.text) {
                Ok(keys) => self.take(row, keys, written),
                Err(words) => self.problem(Severity::Error, "K4", written, words),
            }
        }
    }

    fn take(&mut self, row: usize, keys: Vec<Key>, written: &Placed) {
        let rival = |bound: &Bound| collide(&bound.keys, &keys) && !apart(bound.row, row);
        let other = self.bound.iter().find(|(bound, _)| rival(bound));
        let Some((other, _)) = other else {
            return self.bound.push((Bound { keys, row }, written.clone()));
        };
        let (mine, theirs) = (shown(&keys), shown(&other.keys));
        let (name, owner) = (ACTIONS[row].name, ACTIONS[other.row].name);
        let hint = format!("give «{name}» or «{owner}» another key");
        if other.keys == keys {
            if other.row != row {
                let why = format!("{mine} is bound to «{owner}» and to «{name}»; the first keeps it");
                self.problem(Severity::Error, "K5", written, (why, hint));
            }
            return;
        }
        let why = format!(
            "{mine} and {theirs} («{owner}») begin alike, so one hides the other; the first keeps it"
        );
        self.problem(Severity::Error, "K6", written, (why, hint));
    }

    /// The usual bindings that are left; what a reader's key takes away is told once a key.
    fn keep(&mut self, usual: Vec<Bound>) -> Vec<Bound> {
        let takes =
            |own: &Bound, usual: &Bound| collide(&usual.keys, &own.keys) && !apart(own.row, usual.row);
        let bound = std::mem::take(&mut self.bound);
        for (own, written) in &bound {
            let lost: Vec<&Bound> = usual.iter().filter(|bound| takes(own, bound)).collect();
            if lost.is_empty() {
                continue;
            }
            let name = ACTIONS[own.row].name;
            let losers: Vec<String> = lost
                .iter()
                .map(|bound| format!("{} «{}»", shown(&bound.keys), ACTIONS[bound.row].name))
                .collect();
            let why = format!(
                "{} for «{name}» takes away {}",
                shown(&own.keys),
                losers.join(", ")
            );
            let first = ACTIONS[lost[0].row].name;
            let hint = format!("give «{first}» keys too, or [] if that is meant");
            self.problem(
                Severity::Warning,
                if lost[0].keys == own.keys { "K5" } else { "K6" },
                written,
                (why, hint),
            );
        }
        let is_free = |usual: &Bound| !bound.iter().any(|(own, _)| takes(own, usual));
        let kept = usual.into_iter().filter(is_free).collect();
        self.bound = bound;
        kept
    }
}

/// Keys as they are written for `render`: white space between them means nothing.
fn read(text: &str) -> Result<Vec<Key>, (String, String)> {
    let spare = text.replace(char::is_whitespace, "");
    let names = "names are <space>, <enter>, <c-x>, <a-x>, <f1> …; for the sign itself write <lt>";
    let keys = match unknown(&spare) {
        Some(name) => {
            let hint = match nearest(name, NAMES.iter().map(|(own, _)| *own)) {
                Some(near) => format!("did you mean «<{near}>»?"),
                None => names.to_owned(),
            };
            return Err((format!("there is no key «<{name}>»"), hint));
        }
        None => parse(&spare).unwrap_or_default(),
    };
    let why = match keys.as_slice() {
        _ if keys.contains(&FIXED) => "Ctrl-c always quits at once",
        [] => "no key is named",
        [_] | [_, _] => return Ok(keys),
        _ => "more than two keys in a row",
    };
    let hint = if keys.is_empty() {
        names
    } else {
        "take another key, or two in a row"
    };
    Err((format!("«{text}»: {why}"), hint.to_owned()))
}

/// The first name between `<` and `>` that is none.
fn unknown(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('<')?;
    let (name, rest) = rest.split_once('>').unwrap_or((rest, ""));
    match super::named(name) {
        None => Some(name),
        Some(_) => unknown(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(text: &str, line: u32) -> Placed {
        let text = text.to_owned();
        Placed {
            text,
            line,
            column: 1,
        }
    }

    fn with(bindings: &[(&str, &[&str])]) -> (Keymap, Vec<String>) {
        let own: Vec<Binding> = bindings
            .iter()
            .zip(1..)
            .map(|((action, keys), line)| Binding {
                action: placed(action, line),
                keys: keys.iter().map(|keys| placed(keys, line)).collect(),
            })
            .collect();
        let (keymap, problems) = Keymap::with(&own);
        let told = problems
            .iter()
            .map(|p| format!("{} {} {} ({})", p.code, p.line, p.message, p.hint));
        (keymap, told.collect())
    }

    #[test]
    fn own_keys_replace_the_usual_ones() {
        let (keymap, told) = with(&[("search", &["<c-f>", "<del> s"]), ("filter", &[])]);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(keymap.shown("search"), ["Ctrl-f", "Dels"]);
        assert_eq!(keymap.written("search"), ["<c-f>", "<del>s"]);
        assert_eq!(keymap.shown("filter"), Vec::<String>::new());
        assert_eq!(
            (keymap.first("filter"), keymap.first("zoom")),
            (":filter".to_owned(), "z".to_owned())
        );
        let every: Vec<(&str, &[&str])> = ACTIONS
            .iter()
            .filter(|row| row.name != "quit-now")
            .map(|row| (row.name, row.keys))
            .collect();
        assert_eq!(with(&every), (Keymap::default(), Vec::new()));
    }

    #[test]
    fn what_cannot_be_is_told_with_the_nearest_right_word() {
        let (_, told) = with(&[
            ("serach", &["x"]),
            ("zoom", &["<entre>", "<c-c>", "abc", ""]),
            ("theme", &["<c-t>", "<c-t>"]),
        ]);
        assert_eq!(
            told,
            [
                "K3 1 there is no action «serach» (did you mean «search»?)",
                "K4 2 there is no key «<entre>» (did you mean «<enter>»?)",
                "K4 2 «<c-c>»: Ctrl-c always quits at once (take another key, or two in a row)",
                "K4 2 «abc»: more than two keys in a row (take another key, or two in a row)",
                "K4 2 «»: no key is named (names are <space>, <enter>, <c-x>, <a-x>, <f1> …; for the sign itself write <lt>)",
            ]
        );
    }

    #[test]
    fn conflicts_are_told_and_the_readers_keys_win() {
        let (keymap, told) = with(&[
            ("zoom", &["x"]),
            ("theme", &["x", "xx"]),
            ("axis", &["s"]),
            ("card", &["jj"]),
        ]);
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(
            told[0].starts_with("K5 2 x is bound to «zoom» and to «theme»"),
            "{told:?}"
        );
        assert!(
            told[1].starts_with("K6 2 xx and x («zoom») begin alike"),
            "{told:?}"
        );
        assert!(
            told[2].starts_with("K6 3 s for «axis» takes away st «sort-topic», sn «sort-name»"),
            "{told:?}"
        );
        assert!(
            told[3].starts_with("K6 4 jj for «card» takes away j «down»"),
            "{told:?}"
        );
        assert_eq!(keymap.shown("down"), ["↓"]);
        assert!(keymap.shown("sort-name").is_empty());
        assert_eq!(keymap.after(Key::char('j')).len(), 1);
    }
}
