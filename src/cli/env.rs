//! What the program knows of the world it was started in: directories, terminal, colours, language.
//! The only file that reads the environment; everything else gets an [`Env`].
//!
//! To add a variable: a field here, read in [`read`].
#![allow(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the environment, once"
)]

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

/// The environment as a plain value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Env {
    /// The home directory.
    pub home: Option<PathBuf>,
    /// Where data of the user lies (`XDG_DATA_HOME`, else `~/.local/share`).
    pub data_home: Option<PathBuf>,
    /// Where configuration lies (`XDG_CONFIG_HOME`, else `~/.config`).
    pub config_home: Option<PathBuf>,
    /// Where what can be made anew lies (`XDG_CACHE_HOME`, else `~/.cache`).
    pub cache_home: Option<PathBuf>,
    /// Where logs and state lie (`XDG_STATE_HOME`, else `~/.local/state`).
    pub state_home: Option<PathBuf>,
    /// `TERM`; empty if unset.
    pub term: String,
    /// `COLORTERM`
    pub colorterm: String,
    /// `COLORFGBG`
    pub colorfgbg: String,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set and not `0`.
    pub clicolor_force: bool,
    /// `CLICOLOR` is `0`.
    pub clicolor_off: bool,
    /// The locale of characters: the first set of `LC_ALL`, `LC_CTYPE`, `LANG`.
    pub locale: String,
    /// Whether this is a session over SSH.
    pub ssh: bool,
    /// Whether tmux draws the terminal.
    pub tmux: bool,
    /// Whether screen draws the terminal.
    pub screen: bool,
    /// Whether there is a screen to open windows on.
    pub display: bool,
    /// `BROWSER`
    pub browser: Option<OsString>,
    /// `COLUMNS`, if it is a number.
    pub columns: Option<u16>,
    /// Columns and rows of the terminal on stdout.
    pub size: Option<(u16, u16)>,
    /// Whether stdin is a terminal.
    pub stdin_tty: bool,
    /// Whether stderr is a terminal.
    pub stderr_tty: bool,
    /// Whether stdout is a terminal.
    pub stdout_tty: bool,
}

impl Env {
    /// Whether the locale's characters are UTF-8.
    pub fn is_utf8(&self) -> bool {
        let locale = self.locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }

    /// Whether the terminal can do no more than print lines.
    pub fn is_dumb(&self) -> bool {
        self.term.is_empty() || self.term == "dumb"
    }

    /// The directory of the user's configuration, whether it is there or not.
    pub fn config(&self) -> Option<PathBuf> {
        self.config_home.as_ref().map(|home| home.join("citescape"))
    }

    /// The directory of what is kept from session to session, whether it is there or not.
    pub fn state(&self) -> Option<PathBuf> {
        self.state_home.as_ref().map(|home| home.join("citescape"))
    }

    /// The user's own data directory, whether it is there or not.
    pub fn user_data(&self) -> Option<PathBuf> {
        self.data_home.as_ref().map(|home| home.join("citescape"))
    }
}

/// Reads the environment of the process.
pub fn read() -> Env {
    let home = path("HOME").or_else(|| path("USERPROFILE").filter(|_| cfg!(windows)));
    let below = |variable, folder: &str| path(variable).or_else(|| home.as_ref().map(|h| h.join(folder)));
    Env {
        data_home: below("XDG_DATA_HOME", ".local/share"),
        config_home: below("XDG_CONFIG_HOME", ".config"),
        cache_home: below("XDG_CACHE_HOME", ".cache"),
        state_home: below("XDG_STATE_HOME", ".local/state"),
        home: home.clone(),
        term: or_of_windows(text("TERM"), "xterm-256color"),
        colorterm: or_of_windows(text("COLORTERM"), "truecolor"),
        colorfgbg: text("COLORFGBG"),
        no_color: is_set("NO_COLOR"),
        clicolor_force: is_set("CLICOLOR_FORCE") && text("CLICOLOR_FORCE") != "0",
        clicolor_off: text("CLICOLOR") == "0",
        locale: or_of_windows(
            ["LC_ALL", "LC_CTYPE", "LANG"]
                .into_iter()
                .map(text)
                .find(|t| !t.is_empty())
                .unwrap_or_default(),
            "UTF-8",
        ),
        ssh: is_set("SSH_CONNECTION") || is_set("SSH_TTY") || is_set("SSH_CLIENT"),
        tmux: is_set("TMUX"),
        screen: is_set("STY"),
        display: is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || cfg!(any(target_os = "macos", windows)),
        browser: std::env::var_os("BROWSER").filter(|b| !b.is_empty()),
        columns: text("COLUMNS").parse().ok().filter(|n| *n > 0),
        size: size(),
        stdin_tty: std::io::stdin().is_terminal(),
        stderr_tty: std::io::stderr().is_terminal(),
        stdout_tty: std::io::stdout().is_terminal(),
    }
}

/// Windows says nothing of its console, which has been able to do all this since 2018.
fn or_of_windows(said: String, usual: &str) -> String {
    if said.is_empty() && cfg!(windows) {
        usual.to_owned()
    } else {
        said
    }
}

fn text(variable: &str) -> String {
    std::env::var_os(variable).map_or_else(String::new, |value| value.to_string_lossy().into_owned())
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// The XDG rules ask for absolute paths and let relative ones be ignored.
fn path(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
}

#[cfg(unix)]
fn size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    (size.ws_col > 0).then_some((size.ws_col, size.ws_row))
}

#[cfg(not(unix))]
fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_say_whether_they_are_utf8() {
        for (locale, utf8) in [
            ("de_DE.UTF-8", true),
            ("C.utf8", true),
            ("C", false),
            ("", false),
            ("POSIX", false),
        ] {
            let env = Env {
                locale: locale.to_owned(),
                ..Env::default()
            };
            assert_eq!(env.is_utf8(), utf8, "{locale}");
        }
    }
}
