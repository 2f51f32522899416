//! Keys as one readable string: `"j j <enter> /bos <wait:300>"`. For `render` and for tests.
//! White space between keys means nothing; a space is `<space>`.

use super::event::Key;
use super::keymap::named;

/// Longest wait, so that a slip of the finger cannot ask for years.
const MAX_WAIT: u64 = 3_600_000;

/// One step of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A key is pressed.
    Key(Key),
    /// So many milliseconds pass.
    Wait(u64),
}

/// The steps of a script.
///
/// # Errors
/// Says in words which name is unknown.
pub fn parse(script: &str) -> Result<Vec<Step>, String> {
    let (mut steps, mut rest) = (Vec::new(), script);
    while let Some(c) = rest.chars().next() {
        if c != '<' {
            if !c.is_whitespace() {
                steps.push(Step::Key(Key::char(c)));
            }
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let end = rest
            .find('>')
            .ok_or("a «<» is not closed; for the key itself write <lt>")?;
        steps.push(step(&rest[1..end])?);
        rest = &rest[end + 1..];
    }
    Ok(steps)
}

fn step(name: &str) -> Result<Step, String> {
    if let Some(time) = name.strip_prefix("wait:") {
        let time = time.parse().ok().filter(|time| *time <= MAX_WAIT);
        return time
            .map(Step::Wait)
            .ok_or_else(|| format!("«<{name}>» is no time in milliseconds, at most {MAX_WAIT}"));
    }
    named(name)
        .map(Step::Key)
        .ok_or_else(|| format!("there is no key «<{name}>»"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::event::KeyCode;

    #[test]
    fn names_characters_and_waits() {
        let key = |code| Step::Key(Key::plain(code));
        assert_eq!(
            parse(" j\n北 <Enter><lt> > <space><c-d><a-x><f12><wait:300>").unwrap(),
            [
                key(KeyCode::Char('j')),
                key(KeyCode::Char('北')),
                key(KeyCode::Enter),
                key(KeyCode::Char('<')),
                key(KeyCode::Char('>')),
                key(KeyCode::Char(' ')),
                Step::Key(Key::ctrl('d')),
                Step::Key(Key {
                    alt: true,
                    ..Key::char('x')
                }),
                key(KeyCode::F(12)),
                Step::Wait(300),
            ]
        );
    }

    #[test]
    fn unknown_names_are_said() {
        for script in [
            "<nope>",
            "<",
            "<>",
            "j <enter",
            "<wait:>",
            "<wait:-1>",
            "<f13>",
            "<wait:99999999999>",
            "<c->",
        ] {
            assert!(parse(script).is_err(), "{script}");
        }
        assert!(parse("").unwrap().is_empty());
    }
}
