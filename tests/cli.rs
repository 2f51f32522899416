//! The real program with a home of its own: what it prints, where, and its exit codes.
//!
//! To add a test: [`run`] it, and compare; [`harbour_with`] gives it data that never changes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

#[path = "support/folder.rs"]
mod folder;

use citescape::cli::{self, env::Env};
use folder::{Folder, harbour_with};
use serde_json::Value as Json;
use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Stdio};

struct Ran {
    out: String,
    err: String,
    code: i32,
}

impl Ran {
    fn json(&self) -> Json {
        assert!(
            self.out.ends_with('\n') && self.out.matches('\n').count() == 1,
            "one line: {}",
            self.out
        );
        serde_json::from_str(&self.out).expect("JSON")
    }
}

fn command(home: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_citescape"));
    command
        .env_clear()
        .env("HOME", home.path())
        .env("LANG", "C.UTF-8")
        .env("TERM", "xterm")
        .stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Ran {
    run_in(&Folder::new(), args, &[])
}

fn run_in(home: &Folder, args: &[&str], env: &[(&str, &str)]) -> Ran {
    let output = command(home)
        .args(args)
        .envs(env.iter().copied())
        .output()
        .expect("the program");
    Ran {
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
        code: output.status.code().expect("an exit code"),
    }
}

/// Runs it with the harbour laid over the embedded atlas.
fn at_harbour(args: &[&str]) -> Ran {
    let data = harbour_with(None);
    let path = data.text();
    run(&[args, &["--data", &path]].concat())
}

fn facts(ran: &Ran) -> usize {
    ran.json()["facts"].as_array().expect("facts").len()
}

#[test]
fn the_version_names_the_edition_and_the_counts() {
    let ran = run(&["--version"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let words: Vec<&str> = ran.out.split_whitespace().collect();
    assert_eq!(
        words[..3],
        ["citescape", env!("CARGO_PKG_VERSION"), "(atlas"],
        "{}",
        ran.out
    );
    let export = run(&["export", "--format", "json"]).json();
    let edition = export["edition"].as_str().unwrap();
    let documents = export["documents"].as_array().unwrap();
    let checked = documents.iter().filter_map(|d| d["checked"].as_str()).max();
    assert_eq!(checked, Some(edition), "the last check is the edition");
    let counts = format!(
        "(atlas {edition}: {} facts, {} documents, ",
        export["facts"].as_array().unwrap().len(),
        documents.len()
    );
    assert!(ran.out.contains(&counts), "{}", ran.out);
    assert!(ran.out.ends_with(" metrics)\n"));
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    for args in [&[][..], &["some query"], &["--at", "beijing"]] {
        let ran = run(args);
        assert_eq!(ran.code, 2);
        assert!(
            ran.out.starts_with("citescape: ") && ran.out.contains("Beijing"),
            "{}",
            ran.out
        );
        assert!(
            ran.err.contains("ssh -t") && ran.err.contains("find"),
            "{}",
            ran.err
        );
    }
    let ran = run(&["--at", "beijng"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("beijing") && ran.out.is_empty());
}

#[test]
fn a_dumb_terminal_gets_lines() {
    for term in ["dumb", ""] {
        let env = Env {
            stdin_tty: true,
            stdout_tty: true,
            term: term.into(),
            locale: "C.UTF-8".into(),
            ..Env::default()
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = cli::run(
            [OsString::from("citescape")].into_iter(),
            &env,
            &mut out,
            &mut err,
        );
        let out = String::from_utf8(out).unwrap();
        assert_eq!((code, err.len()), (0, 0));
        assert!(out.contains("citescape find") && !out.contains('\u{1b}'), "{out}");
    }
}

#[test]
fn unknown_words_are_told_the_nearest() {
    for (args, hint) in [
        (&["chek"][..], "«check»"),
        (&["fidn", "beijing"], "«find»"),
        (&["show", "beijng"], "beijing"),
        (&["list", "plces"], "places"),
        (&["export", "--format", "jsn"], "json"),
        (&["export"], "--format"),
        (&["find"], "QUERY"),
        (&["find", "value:>"], "number"),
        (&["find", "colour:red"], "field"),
        (&["find", "x", "--limit=-1"], "limit"),
        (&["--nope"], "--nope"),
        (&["completions", "tcsh"], "bash"),
        (&["--at", "beijing", "list", "places"], "--at"),
    ] {
        let ran = run(args);
        assert_eq!(ran.code, 2, "{args:?} {}", ran.err);
        assert!(ran.err.contains(hint), "{args:?} {}", ran.err);
        assert!(!ran.err.contains("panicked") && ran.out.is_empty(), "{args:?}");
    }
}

#[test]
fn a_query_may_look_like_a_subcommand() {
    assert!(run(&["--", "chek"]).err.contains("ssh -t"));
    assert!(
        run(&["wind"]).err.contains("ssh -t"),
        "the atlas has wind turbines"
    );
}

#[test]
fn options_stand_before_and_after_and_all_add_up() {
    let (a, b, c) = (harbour_with(None), harbour_with(None), harbour_with(None));
    for (folder, name) in [(&b, "B Port"), (&c, "C Port")] {
        let places = fs::read_to_string(folder.path().join("places.ron")).unwrap();
        folder.write(
            "places.ron",
            places
                .replace("\"South Port\"", &format!("\"{name}\""))
                .as_bytes(),
        );
    }
    a.write(
        "documents/port-2025/facts.ron",
        fs::read_to_string(a.path().join("documents/port-2025/facts.ron"))
            .unwrap()
            .replace("About(\"40\")", "About(\"41\")")
            .as_bytes(),
    );
    fs::remove_dir_all(b.path().join("documents")).unwrap();
    fs::remove_dir_all(c.path().join("documents")).unwrap();
    let (a, b, c) = (a.text(), b.text(), c.text());
    let name = |ran: Ran| ran.json()["names"]["en"].as_str().unwrap().to_owned();
    // All three lie over each other, in the order given on both sides of the subcommand.
    let show = |args: &[&str]| run(args);
    let ran = show(&[
        "--data",
        &a,
        "--data",
        &b,
        "show",
        "south-port",
        "--json",
        "--data",
        &c,
    ]);
    assert_eq!(name(ran), "C Port");
    let ran = show(&[
        "--data",
        &a,
        "--data",
        &c,
        "show",
        "--data",
        &b,
        "south-port",
        "--json",
    ]);
    assert_eq!(name(ran), "B Port");
    let ran = show(&[
        "--data",
        &a,
        "show",
        "north-port.cranes.end-2025",
        "--json",
        "--data",
        &b,
        "--data",
        &c,
    ]);
    assert_eq!(ran.json()["value"]["number"], "41", "the first is there too");
}

#[test]
fn of_single_options_the_later_wins() {
    let coloured = |args: &[&str]| run(args).out.contains('\u{1b}');
    assert!(coloured(&["--color", "always", "list", "metrics"]));
    assert!(!coloured(&[
        "--color", "always", "list", "metrics", "--color", "never"
    ]));
    assert!(coloured(&["--color=never", "list", "--color=always", "metrics"]));
    assert!(coloured(&["list", "--color=never", "metrics", "--color=always"]));
}

#[test]
fn data_of_the_users_own_is_laid_over() {
    let home = Folder::new();
    let embedded = facts(&run(&["export", "--format", "json"]));
    let harbour = harbour_with(None);
    let own = home.path().join(".local/share/citescape");
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    fs::rename(harbour.path(), &own).unwrap();
    assert_eq!(
        facts(&run_in(&home, &["export", "--format", "json"], &[])),
        embedded + 4
    );
    let elsewhere = Folder::new();
    let xdg = elsewhere.text();
    let env = [("XDG_DATA_HOME", xdg.as_str())];
    assert_eq!(
        facts(&run_in(&home, &["export", "--format", "json"], &env)),
        embedded
    );
    let env = [("XDG_DATA_HOME", "relative")];
    assert_eq!(
        facts(&run_in(&home, &["export", "--format", "json"], &env)),
        embedded + 4
    );
    // A directory with nothing but copies of documents is no broken atlas.
    fs::remove_dir_all(&own).unwrap();
    fs::create_dir_all(own.join("sources")).unwrap();
    let ran = run_in(&home, &["check"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.out);
}

#[test]
fn a_fact_is_shown_with_its_paragraph() {
    let ran = at_harbour(&["show", "north-port.trade.2025"]);
    let expected = "\
over 2 trillion yuan
North Port · Trade, value · year 2025

  id           north-port.trade.2025
  number       2,000,000,000,000 CNY
  in words     2 trillion · 2 Billionen · 2万亿
  allows       over 2,000,000,000,000
  period       year 2025
  kind         observed
  place        Grey Coast › North Port
  status       reviewed

Evidence

  «over two trillion yuan»  ¶2 · port-2025#2
    North Port shipped over two trillion yuan, a quarter more than before.
    harbour.example, after Tide Gazette, 9 January 2026 (printed in the text)
    https://harbour.example/2026/port.html

Used to compute
  ";
    assert!(ran.out.starts_with(expected), "{}", ran.out);
    assert!(ran.out.ends_with("north-port.trade.2024\n"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn every_kind_of_thing_is_shown_by_id_case_and_alias() {
    for (id, first, holds) in [
        ("north-port", "North Port", "Figures (4)"),
        ("NORTH-PORT", "North Port", "Běigǎng"),
        ("Nordhafen", "North Port", "Grey Coast"),
        ("北港", "North Port", "city · Nordhafen"),
        ("beigang", "North Port", "port-2025"),
        ("trade", "Trade, value", "What is shipped"),
        ("tide-works", "Tide Works", "company"),
        ("Tide Works", "Tide Works", "port-2025#3"),
        ("port-2025", "The port in 2025 & after: 100 % {steam}", "¶3 body"),
        ("port-2025#3", "¶3 of The port", "about 40 cranes"),
        ("PORT-2025#3", "¶3 of The port", "Beside it"),
        ("north-port.trade.2024", "over 1.", "value / (1 + growth / 100)"),
        ("north-port.cranes.by-2028", "50 cranes", "target"),
    ] {
        let ran = at_harbour(&["show", id]);
        assert_eq!(ran.code, 0, "{id} {}", ran.err);
        assert!(
            ran.out.starts_with(first) && ran.out.contains(holds),
            "{id}\n{}",
            ran.out
        );
        let json = at_harbour(&["show", id, "--json"]).json();
        assert!(
            json["thing"].is_string() && (json["id"].is_string() || json["n"].is_u64()),
            "{json}"
        );
    }
    let ran = at_harbour(&["show", "old harbour"]);
    assert_eq!(ran.code, 2, "two things have this alias");
    assert!(ran.err.contains("north-port, south-port"), "{}", ran.err);
}

#[test]
fn text_fits_the_columns_and_only_addresses_stick_out() {
    for columns in ["30", "60", "80", "120", "200"] {
        let most: usize = columns.parse().unwrap();
        for args in [
            &["show", "beijing"][..],
            &["show", "wuhan"],
            &["list", "places"],
            &["list", "metrics"],
            &["list", "organisations"],
            &["list", "documents"],
            &["find", "computing"],
        ] {
            let ran = run_in(&Folder::new(), args, &[("COLUMNS", columns)]);
            for line in ran.out.lines().filter(|line| !line.contains("://")) {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= most, "{args:?} {columns}: {width} {line}");
            }
        }
    }
}

#[test]
fn a_pipe_gets_a_line_for_each_row() {
    for (what, heads) in [("organisations", 1), ("metrics", 1), ("documents", 0)] {
        let rows = run(&["list", what, "--json"]).json();
        let rows = rows.as_array().unwrap();
        let text = run(&["list", what]).out;
        assert_eq!(text.lines().count(), rows.len() + heads, "{text}");
        for (line, row) in text.lines().skip(heads).zip(rows) {
            assert!(line.ends_with(row["id"].as_str().unwrap()), "{line}");
        }
    }
    let found = run(&["find", "computing", "--json", "--limit", "5"]).json();
    let text = run(&["find", "computing", "--limit", "5"]).out;
    let rows: Vec<&str> = text.lines().skip(2).take(5).collect();
    for (line, row) in rows.iter().zip(found["rows"].as_array().unwrap()) {
        assert!(line.ends_with(row["id"].as_str().unwrap()), "{line}");
    }
    let wrapped = run_in(&Folder::new(), &["list", "documents"], &[("COLUMNS", "80")]);
    assert!(wrapped.out.contains("\n\n"), "{}", wrapped.out);
}

#[test]
fn find_counts_in_words() {
    let one = at_harbour(&["find", "kind:metric trade value"]).out;
    let line = one.lines().find(|line| line.ends_with("metric trade")).unwrap();
    assert!(line.contains("1 fact ") && !line.contains("1 facts"), "{line}");
    let none = run(&["find", "computing", "--limit", "0"]);
    assert_eq!(none.code, 0);
    assert!(none.out.contains("none shown"), "{}", none.out);
    assert!(!none.out.contains(" more"), "{}", none.out);
}

#[test]
fn an_unknown_theme_is_wrong_everywhere() {
    for args in [
        &["find", "beijing"][..],
        &["show", "beijing"],
        &["list", "places"],
        &["check"],
        &["export", "--format", "csv"],
        &["keys"],
        &["render"],
        &["completions", "bash"],
        &["man"],
        &[],
    ] {
        for args in [
            [&["--theme", "drak"], args].concat(),
            [args, &["--theme", "drak"]].concat(),
        ] {
            let ran = run(&args);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
            assert!(ran.err.contains("did you mean «dark»?"), "{}", ran.err);
        }
    }
    let far = run(&["--theme", "nosuch", "list", "places"]);
    assert!(far.code == 2 && far.err.contains("themes are "), "{}", far.err);
    assert_eq!(run(&["--theme", "light", "list", "places"]).code, 0);
}

#[test]
fn a_directory_that_is_not_there_is_named_and_the_rest_answers() {
    for args in [
        &["find", "beijing"][..],
        &["show", "beijing"],
        &["list", "places"],
        &["export", "--format", "csv"],
    ] {
        let ran = run(&[args, &["--data", "/nowhere/at/all"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains("eijing"), "{}", ran.out);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        let said = "nothing was read from «/nowhere/at/all»: cannot open the directory";
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert_eq!(run(&["check", "--data", "/nowhere/at/all"]).code, 2);
}

#[test]
fn colours_follow_option_and_environment() {
    let coloured =
        |args: &[&str], env: &[(&str, &str)]| run_in(&Folder::new(), args, env).out.contains('\u{1b}');
    let list = ["list", "metrics"];
    assert!(!coloured(&list, &[]), "no terminal");
    assert!(coloured(&list, &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&list, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(
        &["list", "metrics", "--color", "never"],
        &[("CLICOLOR_FORCE", "1")]
    ));
    assert!(run(&["list", "places", "--glyphs", "ascii"]).out.is_ascii());
}

#[test]
fn lists_count_facts() {
    let places = at_harbour(&["list", "places", "--json"]).json();
    let row = |id: &str| {
        places
            .as_array()
            .unwrap()
            .iter()
            .find(|r| r["id"] == id)
            .unwrap()
            .clone()
    };
    assert_eq!(
        (
            row("north-port")["facts"].as_u64(),
            row("coast")["facts"].as_u64()
        ),
        (Some(4), Some(0))
    );
    assert_eq!(row("coast")["facts_within"], 4);
    for (what, id) in [
        ("metrics", "trade"),
        ("documents", "port-2025"),
        ("organisations", "tide-works"),
    ] {
        let list = at_harbour(&["list", what, "--json"]).json();
        assert!(
            list.as_array()
                .unwrap()
                .iter()
                .any(|r| r["id"] == id && r["facts"].is_u64()),
            "{list}"
        );
        let text = at_harbour(&["list", what]);
        assert!(text.out.contains(id) && text.code == 0);
    }
    let text = at_harbour(&["list", "places"]).out;
    assert!(
        text.lines()
            .any(|line| line == "    4       4    North Port  north-port"),
        "{text}"
    );
}

#[test]
fn find_answers_people_and_programs() {
    let ran = at_harbour(&["find", "cranes", "--json"]);
    let json = ran.json();
    assert_eq!(ran.code, 0);
    for key in ["query", "understood", "total", "rows", "error"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    let row = json["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["kind"] == "fact")
        .unwrap();
    for key in [
        "kind", "id", "label", "place", "metric", "period", "value", "unit", "score",
    ] {
        assert!(row.get(key).is_some(), "{key}");
    }
    assert_eq!(
        (row["place"].as_str(), row["metric"].as_str()),
        (Some("north-port"), Some("cranes"))
    );
    assert!(["40", "50"].contains(&row["value"].as_str().unwrap()));
    let limited = at_harbour(&["find", "--limit", "1", "cranes", "--json"]).json();
    assert_eq!(limited["rows"].as_array().unwrap().len(), 1);
    assert_eq!(limited["total"], json["total"]);
    let none = run(&["find", "zzzzzzzzqqqqqqq", "--json"]);
    assert_eq!((none.code, none.json()["total"].as_u64()), (1, Some(0)));
    let bad = run(&["find", "value:>", "--json"]);
    assert_eq!(bad.code, 2);
    assert!(bad.json()["error"]["message"].is_string() && bad.json()["error"]["at"].is_u64());
    let tsv = at_harbour(&["find", "cranes", "--tsv"]);
    assert!(
        tsv.out.lines().all(|line| line.split('\t').count() == 8),
        "{}",
        tsv.out
    );
    assert!(
        at_harbour(&["find", "cranes"])
            .out
            .contains("north-port.cranes.end-2025")
    );
}

#[test]
fn find_answers_each_line_at_once() {
    let home = Folder::new();
    let mut child = command(&home)
        .args(["find", "--stdin", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    for line in ["beijing", "", "value:>", "value:>1000", "\u{1b}[31m", "x\" y"] {
        writeln!(input, "{line}").unwrap();
        let mut answer = Vec::new();
        let mut byte = [0];
        while answer.last() != Some(&b'\n') {
            output.read_exact(&mut byte).unwrap();
            answer.push(byte[0]);
        }
        let json: Json = serde_json::from_slice(&answer).unwrap();
        assert_eq!(json["query"], line);
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn check_tells_fine_from_warnings_from_errors() {
    let ran = run(&["check"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    for (fault, code, word) in [
        ("disjoint-claims", 1, "warning"),
        ("acknowledged-dispute", 0, "info"),
        ("unknown-parent", 2, "error"),
    ] {
        let data = harbour_with(Some(fault));
        let path = data.text();
        for args in [
            vec!["check", &path],
            vec!["check", "--data", &path],
            vec!["--data", &path, "check"],
        ] {
            let ran = run(&args);
            assert_eq!(ran.code, code, "{args:?} {}", ran.out);
            assert!(ran.out.contains(word), "{}", ran.out);
            let json = run(&[args, vec!["--json"]].concat());
            assert_eq!(json.code, code);
            // The atlas's own kept disputes have no file: they are not what is asked for.
            let all = json.json()["problems"].as_array().unwrap().clone();
            let problem = all.iter().find(|problem| !problem["file"].is_null()).unwrap();
            for key in ["code", "severity", "file", "line", "column", "message", "hint"] {
                assert!(
                    problem.get(key).is_some_and(|value| !value.is_null()),
                    "{key} {problem}"
                );
            }
            assert_eq!(problem["severity"], word);
        }
    }
    let ran = run(&["check", "/nowhere/at/all"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("F1") && ran.out.contains("/nowhere/at/all"));
    let empty = Folder::new();
    assert_eq!(run(&["check", &empty.text()]).code, 2);
    assert_eq!(
        run(&["check", &empty.text(), "--json"]).json()["summary"]["errors"],
        1
    );
}

#[test]
fn broken_data_is_remarked_once_and_the_rest_is_there() {
    let data = harbour_with(Some("bad-number"));
    let ran = run(&["--data", &data.text(), "show", "north-port"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("Figures (3)"), "{}", ran.out);
    assert_eq!(ran.err.lines().count(), 1);
    assert!(
        ran.err.contains("1 error") && ran.err.contains("citescape check"),
        "{}",
        ran.err
    );
}

fn keys(value: &Json) -> String {
    let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.join(" ")
}

fn of(json: &Json, list: &str, id: &str) -> Json {
    let rows = json[list].as_array().unwrap();
    rows.iter().find(|row| row["id"] == id).expect(id).clone()
}

#[test]
fn export_json_has_every_key_of_the_contract() {
    let json = at_harbour(&["export", "--format", "json"]).json();
    assert_eq!(
        keys(&json),
        "edition documents places organisations metrics facts derived"
    );
    let document = of(&json, "documents", "port-2025");
    assert_eq!(
        keys(&document),
        "id title publisher original_source url published published_basis checked lang paragraphs"
    );
    assert_eq!(keys(&document["paragraphs"][0]), "n role restatement mentions");
    assert_eq!(
        keys(&of(&json, "places", "coast")),
        "id kind parent names aliases"
    );
    assert_eq!(keys(&of(&json, "places", "coast")["names"]), "en de zh pinyin");
    assert_eq!(
        keys(&of(&json, "organisations", "tide-works")),
        "id kind names aliases"
    );
    assert_eq!(
        keys(&of(&json, "metrics", "trade")),
        "id names unit dimension definition"
    );
}

#[test]
fn export_json_writes_numbers_as_decimal_strings() {
    let json = at_harbour(&["export", "--format", "json"]).json();
    let fact = of(&json, "facts", "north-port.trade.2025");
    assert_eq!(
        keys(&fact),
        "id place subject metric value period period_inferred kind scope prices attributed_to status evidence"
    );
    assert_eq!(
        keys(&fact["value"]),
        "op number number_high low high whole_op unit text"
    );
    assert_eq!(keys(&fact["evidence"][0]), "document paragraph phrase");
    assert_eq!(fact["value"]["number"], "2000000000000");
    assert_eq!(
        (fact["value"]["low"].as_str(), fact["value"]["high"].as_str()),
        (Some("2000000000000"), None)
    );
    let derived = of(&json, "derived", "north-port.trade.2024");
    assert_eq!(
        keys(&derived),
        "id place metric period op number low high unit formula inputs"
    );
    assert_eq!(
        derived["inputs"],
        serde_json::json!(["north-port.trade.2025", "north-port.trade-growth.2025"])
    );
    assert_eq!(
        (derived["op"].as_str(), derived["high"].as_str()),
        (Some("over"), None)
    );
}

#[test]
fn export_csv_is_rfc_4180() {
    let csv = at_harbour(&["export", "--format", "csv"]).out;
    let mut lines = csv.split("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "id,place,subject,metric,op,number,number_high,unit,period,kind,scope,document,paragraph,phrase,url"
        )
    );
    assert!(
        csv.contains(",\"some \"\"forty\"\", cranes\",https://harbour.example/2026/port.html\r\n"),
        "{csv}"
    );
    assert!(csv.ends_with("\r\n") && !csv.replace("\r\n", "").contains(['\r', '\n']));
}

#[test]
fn export_writes_citations_that_others_can_read() {
    let bib = at_harbour(&["export", "--format", "bibtex"]).out;
    assert!(bib.contains("@online{port-2025,\n"), "{bib}");
    assert!(bib.contains(
        "title = {{The port in 2025 \\& after: 100 \\% \\textbraceleft{}steam\\textbraceright{}}},"
    ));
    let csl = at_harbour(&["export", "--format", "csl-json"]).json();
    let item = csl
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == "port-2025")
        .unwrap();
    assert_eq!(item["type"], "webpage");
    assert_eq!(item["issued"]["date-parts"], serde_json::json!([[2026, 1, 9]]));
    let report = at_harbour(&["export", "--format", "markdown"]).out;
    assert!(
        report.contains("- **Trade, value**: over 2 trillion yuan, year 2025, observed[^"),
        "{report}"
    );
    let marks: Vec<usize> = report.match_indices("[^").map(|(at, _)| at).collect();
    assert!(!marks.is_empty() && report.lines().filter(|l| l.starts_with("[^")).count() * 2 == marks.len());
}

#[test]
fn export_writes_files_whole_or_not_at_all() {
    let folder = Folder::new();
    let file = folder.path().join("atlas.json");
    let path = file.display().to_string();
    folder.write("atlas.json", b"old");
    assert_eq!(run(&["export", "--format", "json", "--out", &path]).code, 0);
    assert!(fs::read_to_string(&file).unwrap().starts_with("{\"edition\""));
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing else is left"
    );
    for (out, why) in [
        (folder.text(), "directory"),
        (format!("{}/no/such/file", folder.text()), "cannot write"),
        ("/dev/null".to_owned(), "ordinary"),
    ] {
        let ran = run(&["export", "--format", "csv", "--out", &out]);
        assert_eq!(ran.code, 2, "{out}");
        assert!(ran.err.contains(why) && ran.out.is_empty(), "{}", ran.err);
    }
    let stdout = run(&["export", "--format", "csv", "--out", "-"]);
    assert!(stdout.out.starts_with("id,"));
}

#[cfg(unix)]
#[test]
fn export_writes_through_links() {
    let folder = Folder::new();
    folder.write("real.csv", b"old");
    let link = folder.path().join("link.csv");
    std::os::unix::fs::symlink(folder.path().join("real.csv"), &link).unwrap();
    let path = link.display().to_string();
    assert_eq!(run(&["export", "--format", "csv", "--out", &path]).code, 0);
    assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
    assert!(
        fs::read_to_string(folder.path().join("real.csv"))
            .unwrap()
            .starts_with("id,")
    );
}

#[test]
fn completions_and_man_name_every_subcommand() {
    let names = [
        "find",
        "show",
        "list",
        "check",
        "export",
        "keys",
        "render",
        "completions",
        "man",
    ];
    for args in [
        &["completions", "bash"][..],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["completions", "elvish"],
        &["completions", "powershell"],
        &["man"],
        &["--help"],
    ] {
        let ran = run(args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        for name in names {
            assert!(ran.out.contains(name), "{args:?} {name}");
        }
    }
    assert!(run(&["man"]).out.is_ascii());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for args in [
        &["export", "--format", "json"][..],
        &["completions", "bash"],
        &["list", "organisations"],
        &["man"],
    ] {
        let home = Folder::new();
        let mut child = command(&home)
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(
            (child.wait().unwrap().code(), err.as_str()),
            (Some(0), ""),
            "{args:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let home = Folder::new();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command(&home)
        .args(["list", "metrics"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"));
}

#[test]
fn nothing_a_terminal_obeys_comes_from_arguments() {
    for args in [
        &["show", "\u{1b}]0;x\u{7}"][..],
        &["find", "\u{1b}[31mred"],
        &["\u{9b}31m", "x"],
        &["export", "--format", "\u{1b}[31m"],
        &["check", "/no/\u{1b}[31m"],
        &["--\u{1b}[31m"],
    ] {
        let ran = run(args);
        assert!(
            !(ran.out + &ran.err).contains(['\u{1b}', '\u{7}', '\u{9b}']),
            "{args:?}"
        );
    }
}

#[test]
fn sources_are_accepted_everywhere_and_only_check_needs_them() {
    assert_eq!(run(&["--sources", "/nowhere", "list", "places"]).code, 0);
    let ran = run(&["check", "--sources", "/nowhere"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.out.contains("error F1") && ran.out.contains("/nowhere"),
        "{}",
        ran.out
    );
}

#[test]
fn keys_are_those_of_the_explorer() {
    let ran = run(&["keys"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out.contains("search everything") && ran.out.contains("Ctrl-p"),
        "{}",
        ran.out
    );
    let json = run(&["keys", "--json"]).json();
    let rows = json.as_array().unwrap();
    assert!(rows.len() > 30);
    for row in rows {
        assert_eq!(keys(row), "name sentence keys group");
        assert!(
            row["keys"]
                .as_array()
                .is_some_and(|keys| keys.iter().all(Json::is_string)),
            "{row}"
        );
    }
}

#[test]
fn render_draws_what_the_keys_lead_to() {
    let first = run(&["render"]);
    assert_eq!(
        (first.code, first.out.lines().count(), first.err.as_str()),
        (0, 24, "")
    );
    assert!(first.out.contains("Beijing"));
    let again = run_in(
        &Folder::new(),
        &["render", "--size=80x24", "--format", "text"],
        &[("NO_COLOR", "1"), ("LANG", "C")],
    );
    assert_eq!(first.out, again.out, "nothing around it matters");
    let search = run(&["render", "--keys", " / w u h a n <wait:300> ", "--size", "120x36"]);
    assert!(
        search.out.contains("wuhan") && search.out != first.out,
        "{}",
        search.out
    );
    for size in ["1x1", "20x5", "500x200"] {
        let lines: u16 = size.split('x').nth(1).unwrap().parse().unwrap();
        let ran = run(&["render", "--size", size, "--keys", "?"]);
        assert_eq!((ran.code, ran.out.lines().count()), (0, usize::from(lines)));
    }
    for args in [
        ["--size", "0x5"],
        ["--size", "501x5"],
        ["--size", "80"],
        ["--keys", "<nope>"],
        ["--keys", "<"],
        ["--format", "png"],
        ["--theme", "drak"],
    ] {
        let ran = run(&[&["render"], &args[..]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
    }
}

#[test]
fn render_writes_colours_and_pictures() {
    let ansi = run(&["render", "--format", "ansi"]).out;
    assert!(
        ansi.contains("\u{1b}[0;1;38;5;117m")
            && ansi.contains(";38;2;")
            && ansi.lines().all(|line| line.ends_with("\u{1b}[0m"))
    );
    let mono = run(&["render", "--format", "ansi", "--color", "never"]).out;
    assert!(!mono.contains("38;") && !mono.contains("48;"));
    let ascii = run(&["render", "--glyphs", "ascii"]).out;
    assert!(!ascii.contains(['│', '─', '●']) && ascii.contains('|'));
    let svg = run(&["render", "--format", "svg"]).out;
    assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"));
    assert!(
        svg.lines()
            .filter(|line| line.starts_with("<text"))
            .all(|line| line.contains("textLength="))
    );
    assert_eq!(svg, run(&["render", "--format", "svg"]).out);
}

#[test]
fn render_takes_data_of_ones_own_only_when_asked() {
    let home = Folder::new();
    let harbour = harbour_with(None);
    let path = harbour.text();
    let with = run_in(&home, &["render", "--data", &path, "--keys", "/ n o r t h"], &[]);
    assert!(with.out.contains("North Port"), "{}", with.out);
    fs::create_dir_all(home.path().join(".local/share")).unwrap();
    fs::rename(harbour.path(), home.path().join(".local/share/citescape")).unwrap();
    let without = run_in(&home, &["render", "--keys", "/ n o r t h"], &[]);
    assert!(!without.out.contains("North Port"), "{}", without.out);
}

#[test]
fn generate_writes_an_atlas_that_check_accepts_and_never_over_another() {
    let home = Folder::new();
    let out = home.path().join("made").display().to_string();
    let args = ["generate", "--facts", "60", "--seed", "7", "--out", &out];
    let ran = run_in(&home, &args, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("60 facts with "), "{}", ran.out);
    assert_eq!(run_in(&home, &["check", &out], &[]).code, 0);
    let again = run_in(&home, &args, &[]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("not an empty directory"), "{}", again.err);
    for wrong in [
        ["generate", "--facts", "0", "--out", "x"],
        ["generate", "--facts", "5", "--seed", "x"],
    ] {
        assert_eq!(run_in(&home, &wrong, &[]).code, 2);
    }
}

#[test]
fn what_is_superseded_is_listed_as_such() {
    let data = harbour_with(None);
    let facts = data.path().join("documents/port-2025/facts.ron");
    let text = std::fs::read_to_string(&facts).expect("the facts");
    let marked = text.replacen("status: Reviewed", "status: Superseded", 1);
    std::fs::write(facts, marked).expect("the facts");
    let path = data.text();
    for args in [&["find", "north port trade 2025"][..], &["show", "north-port"]] {
        let ran = run(&[args, &["--data", &path]].concat());
        assert_eq!(ran.out.matches("superseded").count(), 1, "{}", ran.out);
    }
}
