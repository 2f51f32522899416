//! Options, environment and configuration: what is done of all that is wished, and what is said of a bad wish.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "the test program starts the program it tests"
)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/program.rs"]
mod program;

use citescape::cli::{self, env::Env};
use folder::Folder;
use program::{PLAIN, Running, launch, start};
use std::ffi::OsString;
use std::os::unix::fs::symlink;

/// A configuration in a folder of its own.
fn home(config: &str) -> Folder {
    let folder = Folder::new();
    folder.write("citescape/config.ron", config.as_bytes());
    folder
}

/// Code, output and errors of a call with a configuration.
fn run(home: &Folder, args: &[&str], env: Env) -> (u8, String, String) {
    let env = Env {
        config_home: Some(home.path().to_owned()),
        ..env
    };
    let args = std::iter::once("citescape")
        .chain(args.iter().copied())
        .map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::run(args, &env, &mut out, &mut err);
    (
        code,
        String::from_utf8(out).unwrap(),
        String::from_utf8(err).unwrap(),
    )
}

/// What is done, by `citescape config`: the value of a setting and by whose wish.
fn settled(home: &Folder, args: &[&str], env: Env, name: &str) -> String {
    let args: Vec<&str> = ["config"].iter().chain(args).copied().collect();
    let (_, out, err) = run(home, &args, env);
    let out = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m"]
        .iter()
        .fold(out, |out, code| out.replace(code, ""));
    let line = out.lines().find(|line| line.starts_with(name));
    let line = line.unwrap_or_else(|| panic!("no {name} in {out}{err}"));
    line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
}

fn foot() -> Env {
    Env {
        term: "foot".to_owned(),
        locale: "C.UTF-8".to_owned(),
        stdin_tty: true,
        stdout_tty: true,
        ..Env::default()
    }
}

/// A good terminal, and what else its environment says.
fn with(words: &str) -> Env {
    let says = |word| words.contains(word);
    Env {
        ssh: says("ssh"),
        no_color: says("no-color"),
        clicolor_off: says("off"),
        clicolor_force: says("force"),
        colorfgbg: if says("light") {
            "0;15".to_owned()
        } else {
            String::new()
        },
        ..foot()
    }
}

/// Whether there is a configuration, an option, what the environment says, and what is done by whose wish.
const PRECEDENCE: &[(bool, &str, &str, &str)] = &[
    (false, "", "", "theme dark the terminal"),
    (false, "", "light", "theme light the terminal"),
    (true, "", "light", "theme ansi config.ron"),
    (true, "--theme mono", "", "theme mono an option"),
    (false, "", "", "color 24 bit the terminal"),
    (true, "", "no-color", "color none NO_COLOR"),
    (true, "--color always", "no-color", "color 24 bit an option"),
    (false, "", "off", "color none CLICOLOR"),
    (false, "", "off force", "color 24 bit CLICOLOR_FORCE"),
    (true, "", "", "glyphs block config.ron"),
    (true, "--glyphs auto", "", "glyphs braille an option"),
    (false, "", "", "mouse on the terminal"),
    (false, "", "ssh", "mouse off the terminal"),
    (true, "", "ssh", "mouse on config.ron"),
    (false, "", "ssh", "motion reduced the terminal"),
    (false, "", "", "motion full the terminal"),
    (true, "", "", "names zh config.ron"),
    (true, "--names pinyin", "", "names pinyin an option"),
    (true, "--numbers digits", "", "numbers digits an option"),
    (true, "", "", "numbers german config.ron"),
];

#[test]
fn options_stand_before_the_environment_before_the_file() {
    let config = home(
        "(theme: \"ansi\", color: \"always\", glyphs: \"block\", mouse: \"on\", names: \"zh\", numbers: \"german\")",
    );
    let none = Folder::new();
    for (has_file, option, env, wanted) in PRECEDENCE {
        let home = if *has_file { &config } else { &none };
        let args: Vec<&str> = option.split_whitespace().collect();
        let (name, wanted) = wanted.split_once(' ').unwrap();
        assert_eq!(
            settled(home, &args, with(env), name),
            wanted,
            "{name}: «{option}» «{env}»"
        );
    }
}

#[test]
fn a_check_names_every_fault_and_the_exit_code_says_it() {
    let bad = home(
        "(\n  theme: \"drak\",\n  keys: {\n    \"serach\": \"x\",\n    \"zoom\": [\"<entr>\"],\n    \"axis\": \"d\",\n  },\n)\n",
    );
    bad.write(
        "citescape/themes/mine.ron",
        b"(name: \"mine\", background: \"#00000\", roles: {})",
    );
    let (code, out, _) = run(&bad, &["config", "--check"], Env::default());
    assert_eq!(code, 2);
    for told in [
        "config.ron:2:10",
        "did you mean «dark»?",
        "config.ron:4:5",
        "did you mean «search»?",
        "config.ron:5:14",
        "did you mean «<enter>»?",
        "config.ron:6:13",
        "takes away d «derivation»",
        "mine.ron",
        "«text»",
    ] {
        let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(told), "no {told} in\n{out}");
    }
    let warned = home("(keys: {\"axis\": \"d\"})");
    assert_eq!(run(&warned, &["config", "--check"], Env::default()).0, 1);
    let fine = home("(names: \"de\")");
    assert_eq!(run(&fine, &["config", "--check"], Env::default()).0, 0);
    let (code, out, _) = run(&fine, &["config", "--path"], Env::default());
    assert_eq!(
        (code, out.trim()),
        (0, &*format!("{}/citescape/config.ron", fine.text()))
    );
    let (_, printed, _) = run(&fine, &["config", "--print-default"], Env::default());
    assert_eq!(run(&home(&printed), &["config", "--check"], Env::default()).0, 0);
}

#[test]
fn what_is_no_ordinary_file_is_told_and_never_waited_for() {
    let outside = home("(names: \"de\")");
    for (what, told) in [
        ("link", "link that leaves"),
        ("pipe", "ordinary file"),
        ("large", "larger than"),
        ("bytes", "UTF-8"),
    ] {
        let folder = Folder::new();
        folder.write("citescape/keep", b"");
        let path = folder.path().join("citescape/config.ron");
        match what {
            "link" => symlink(outside.path().join("citescape/config.ron"), &path).unwrap(),
            "pipe" => {
                let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
                assert!(made.success());
            }
            "large" => folder.write("citescape/config.ron", &vec![b' '; (1 << 20) + 1]),
            _ => folder.write("citescape/config.ron", b"(names: \"\xff\")"),
        }
        let (code, out, _) = run(&folder, &["config", "--check"], Env::default());
        assert_eq!(code, 2, "{what}: {out}");
        assert!(out.contains(told), "{what}: {out}");
    }
}

#[test]
fn keys_lists_those_in_force() {
    let own = home("(keys: {\"search\": [\"<c-f>\", \"<space>s\"], \"zoom\": []})");
    let (_, out, _) = run(&own, &["keys"], Env::default());
    assert!(out.contains("Ctrl-f Spaces") && out.contains(":zoom"), "{out}");
    let (_, json, _) = run(&own, &["keys", "--json"], Env::default());
    assert!(json.contains("\"keys\":[\"<c-f>\",\"<space>s\"]"), "{json}");
}

#[test]
fn render_knows_no_configuration() {
    let own = home("(names: \"zh\", theme: \"mono\", keys: {\"search\": [\"x\"]})");
    let env = || Env {
        no_color: true,
        ssh: true,
        ..foot()
    };
    let plain = ["render", "--keys", "/x", "--format", "ansi"];
    let with = run(&own, &plain, env());
    assert_eq!(with, run(&Folder::new(), &plain, Env::default()));
    assert_eq!(with.0, 0);
    let german = run(&own, &["render", "--names", "de", "--numbers", "german"], env()).1;
    assert!(german.contains("Welt") && german.contains("Bio."), "{german}");
}

/// Starts the explorer with a configuration.
fn explorer(home: &Folder, args: &str, more: &[(&str, &str)]) -> Running {
    let text = home.text();
    let env = [PLAIN, &[("XDG_CONFIG_HOME", text.as_str())], more].concat();
    launch(args, &env)
}

#[test]
fn the_explorer_is_as_the_file_says() {
    let own = home(
        "(names: \"de\", start: \"documents\", glyphs: \"ascii\", keys: {\"search\": [\"<c-f>\"], \"help\": [\"x\"]})",
    );
    let mut running = explorer(&own, "", &[]);
    running.pty.wait_for("x help");
    assert!(
        running.pty.screen().contains("Documents"),
        "{}",
        running.pty.screen()
    );
    running.pty.send(b"x");
    running.pty.wait_for("Ctrl-f");
    running.pty.send(b"x\x06wuhan");
    running.pty.wait_for("> wuhan");
    running.pty.send(b"\x1b");
    running.pty.drain();
    running.pty.send(b"/");
    running.pty.wait_for("/ means nothing here; x lists the keys");
    running.pty.send(b"qq");
    assert_eq!(running.end().code(), Some(0));
}

#[test]
fn a_bad_file_is_a_remark_and_its_good_fields_count() {
    let own = home("(thme: \"light\", names: \"de\", start: \"nowhere\"");
    let mut running = explorer(&own, "", &[]);
    running
        .pty
        .wait_for("config.ron:1:2: there is no field «thme»; did you mean «theme»?");
    running.pty.wait_for("Welt");
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
}

#[test]
fn the_mouse_is_captured_but_over_ssh() {
    const ON: &[u8] = b"\x1b[?1002h";
    let none = Folder::new();
    for (args, more, is_on) in [
        ("", &[][..], true),
        ("", &[("SSH_TTY", "/dev/pts/9")], false),
        ("", &[("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")], false),
        ("--mouse on", &[("SSH_TTY", "/dev/pts/9")], true),
        ("--mouse off", &[], false),
    ] {
        let mut running = explorer(&none, args, more);
        running.pty.wait_for("? help");
        assert_eq!(running.pty.has_bytes(ON), is_on, "«{args}» {more:?}");
        // One key switches it, and back.
        running.pty.send(b"M");
        running.pty.wait_for(if is_on {
            "left to the terminal"
        } else {
            "mouse captured"
        });
        assert!(running.pty.has_bytes(ON));
        running.pty.send(b"q");
        assert_eq!(running.end().code(), Some(0));
    }
}

#[test]
fn an_own_theme_is_one_of_the_themes() {
    let own = home("(theme: \"mine\")");
    let dark = include_str!("../assets/themes/dark.ron").replace("\"dark\"", "\"mine\"");
    own.write("citescape/themes/mine.ron", dark.as_bytes());
    assert_eq!(settled(&own, &[], foot(), "theme"), "mine config.ron");
    assert_eq!(run(&own, &["--theme", "mine", "keys"], foot()).0, 0);
    assert_eq!(run(&Folder::new(), &["--theme", "mine", "keys"], foot()).0, 2);
    let mut running = start("", &[PLAIN, &[("XDG_CONFIG_HOME", &*own.text())]].concat());
    running.pty.send(b"t");
    running.pty.wait_for("theme dark");
    running.pty.send(b"q");
    running.end();
}

#[test]
fn a_change_is_in_force_at_once() {
    let own = Folder::new();
    let mut running = explorer(&own, "", &[("COLORTERM", "truecolor")]);
    running.pty.wait_for("? help");
    running.pty.wait_for("World");
    // Not even the directory was there.
    own.write("citescape/config.ron", b"(names: \"de\", mouse: \"off\")");
    running.pty.wait_for("Welt");
    running.pty.wait_for("in force");
    assert!(running.pty.has_bytes(b"\x1b[?1002l"), "the mouse is given back");
    own.write(
        "citescape/config.ron",
        b"(names: \"zh\", keys: {\"help\": \"x\"}, color: \"nver\")",
    );
    running.pty.wait_for("did you mean «never»?");
    running.pty.send(b"j");
    running.pty.wait_for("x help");
    // A theme comes, is chosen, and changes: #010203 is nobody else's colour.
    let dark = include_str!("../assets/themes/dark.ron").replace("\"dark\"", "\"mine\"");
    own.write("citescape/config.ron", b"(theme: \"mine\")");
    running.pty.wait_for("there is no theme «mine»");
    own.write("citescape/themes/mine.ron", dark.as_bytes());
    running.pty.wait_for("in force");
    let changed = dark.replace("#87D7FF", "#010203");
    assert_ne!(changed, dark);
    own.write("citescape/themes/mine.ron", changed.as_bytes());
    running.pty.wait_for_bytes(b"38;2;1;2;3");
    std::fs::remove_dir_all(own.path().join("citescape")).unwrap();
    running.pty.wait_for("World");
    running.pty.send(b"q");
    assert_eq!(running.end().code(), Some(0));
}
