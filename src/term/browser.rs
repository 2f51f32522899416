//! Addresses into the reader's browser, and words where there is none. Knows no terminal and no environment.

use std::process::{Child, Command, Stdio};

/// How addresses can be opened here.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Browser {
    /// What the reader set as `BROWSER`: commands separated by colons, `%s` for the address.
    pub command: Option<String>,
    /// Whether the reader sits elsewhere (SSH): a browser would open on the wrong machine.
    pub is_remote: bool,
    /// Whether there is a screen to open a window on.
    pub has_display: bool,
}

/// Opened browsers that may still run: asked about now and then, so that none stays behind as a zombie.
#[derive(Debug, Default)]
pub struct Opened(Vec<Child>);

impl Opened {
    /// Opens an address; the words say what happened, or why not and what to do.
    pub fn open(&mut self, browser: &Browser, address: &str) -> Result<String, String> {
        self.0.retain_mut(|child| matches!(child.try_wait(), Ok(None)));
        if !is_web_address(address) {
            return Err("not opened: only http and https addresses are".into());
        }
        if browser.is_remote || !(browser.has_display || browser.command.is_some()) {
            return Err(format!("no browser here; the address is {address}"));
        }
        let (program, arguments) = command(browser, address);
        match spawn(&program, &arguments) {
            Ok(child) => {
                self.0.push(child);
                Ok(format!("opening {address}"))
            }
            Err(error) => Err(format!("{program}: {error}; the address is {address}")),
        }
    }
}

/// Nothing that a command could take for something else than one address.
fn is_web_address(address: &str) -> bool {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty())
        && address.len() <= 2048
        && !address
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '\\' | '<' | '>'))
}

fn command(browser: &Browser, address: &str) -> (String, Vec<String>) {
    let own = browser.command.as_deref().and_then(|list| list.split(':').next());
    let mut words = own.unwrap_or_default().split_whitespace().map(String::from);
    let Some(program) = words.next() else {
        let usual: &[&str] = if cfg!(target_os = "macos") {
            &["open"]
        } else if cfg!(windows) {
            // No command line is parsed on that way.
            &["rundll32", "url.dll,FileProtocolHandler"]
        } else {
            &["xdg-open"]
        };
        let mut words = usual.iter().copied().chain([address]).map(String::from);
        return (words.next().unwrap_or_default(), words.collect());
    };
    let mut arguments: Vec<String> = words.collect();
    if arguments.iter().any(|word| word.contains("%s")) {
        for word in &mut arguments {
            *word = word.replace("%s", address);
        }
    } else {
        arguments.push(address.into());
    }
    (program, arguments)
}

/// In a process group of its own, so that ^C and hang-ups here do not reach it.
fn spawn(program: &str, arguments: &[String]) -> std::io::Result<Child> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "-https://a",
            "https://a b",
            "https://a\x1b[m",
            "https://a\"b",
            "",
        ] {
            assert!(!is_web_address(address), "{address}");
        }
        assert!(is_web_address("https://www.gov.cn/a?b=c&d=%20#e") && is_web_address("http://a"));
    }

    #[test]
    fn the_readers_own_browser_is_asked_first() {
        let with = |command: &str| Browser {
            command: Some(command.into()),
            ..Browser::default()
        };
        let address = "https://a.cn";
        assert_eq!(
            command(&with("w3m"), address),
            ("w3m".into(), vec![address.into()])
        );
        assert_eq!(command(&with("ff --tab %s:w3m"), address).1, ["--tab", address]);
        assert_eq!(command(&with(" "), address).1, [address]);
    }

    #[test]
    fn without_a_browser_the_address_is_said() {
        let mut opened = Opened::default();
        let remote = Browser {
            is_remote: true,
            has_display: true,
            ..Browser::default()
        };
        assert!(
            opened
                .open(&remote, "https://a.cn")
                .unwrap_err()
                .ends_with("https://a.cn")
        );
        assert!(opened.open(&Browser::default(), "https://a.cn").is_err());
        let missing = Browser {
            command: Some("/nonexistent/browser".into()),
            ..Browser::default()
        };
        assert!(
            opened
                .open(&missing, "https://a.cn")
                .unwrap_err()
                .contains("https://a.cn")
        );
        let present = Browser {
            command: Some("true".into()),
            ..Browser::default()
        };
        assert!(opened.open(&present, "https://a.cn").is_ok());
    }
}
