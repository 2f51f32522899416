//! The reader's own copies against an atlas of three documents written for these tests (German, English, Chinese):
//! copies in every dress, copies with one thing changed, and what is no copy at all.
//!
//! The documents are `tests/fixtures/copies/texts`; their data in `atlas` beside it hold what `citescape fingerprint`
//! prints of them. To add a change: a test that [`with`] it, and the codes it gives.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

#[path = "support/folder.rs"]
mod folder;

use citescape::atlas::{Atlas, DocumentId, Thing};
use citescape::data::sources::{faults, prove, prove_noting};
use citescape::data::{self, Loaded};
use citescape::problem::{Problem, Severity};
use citescape::reading::proof::{Copy, EvidenceProof, Proof, Verdict};
use encoding_rs::{GB18030, WINDOWS_1252};
use folder::Folder;
use serde_json::Value as Json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ATLAS: &str = "tests/fixtures/copies/atlas";
const TEXTS: &str = "tests/fixtures/copies/texts";
/// The text and the id of each document.
const DOCUMENTS: [(&str, &str); 3] = [
    ("hafen", "hafen-2031"),
    ("yards", "yards-2031"),
    ("gang", "gang-2031"),
];

fn original(name: &str) -> String {
    fs::read_to_string(format!("{TEXTS}/{name}.txt")).unwrap()
}

/// A text with one thing changed, which must be there.
fn with(name: &str, from: &str, to: &str) -> String {
    let text = original(name);
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

/// A proof and everything that is said of it.
struct Checked {
    loaded: Loaded,
    proof: Proof,
    problems: Vec<Problem>,
}

fn check(directories: &[PathBuf]) -> Checked {
    let loaded = data::directory(Path::new(ATLAS));
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let mut problems = Vec::new();
    let proof = prove(&loaded.atlas, directories, &mut problems);
    problems.extend(faults(&loaded, &proof));
    Checked {
        loaded,
        proof,
        problems,
    }
}

/// A directory with one file.
fn check_file(name: &str, bytes: &[u8]) -> Checked {
    let folder = Folder::new();
    folder.write(name, bytes);
    check(&[folder.path().to_owned()])
}

/// The copy of a document as a file that says nothing by its name.
fn check_text(text: &str) -> Checked {
    check_file("download (3).txt", text.as_bytes())
}

impl Checked {
    fn document(&self, slug: &str) -> DocumentId {
        match self.loaded.atlas.lookup(slug) {
            Some(Thing::Document(id)) => id,
            _ => panic!("{slug}"),
        }
    }

    fn copy(&self, slug: &str) -> Copy {
        self.proof.document(self.document(slug)).unwrap().copy
    }

    /// The codes of a document's paragraphs.
    fn paragraphs(&self, slug: &str) -> String {
        let known = self.proof.document(self.document(slug)).unwrap();
        let codes: Vec<&str> = known.paragraphs.iter().map(|p| p.likeness.code()).collect();
        codes.join(" ")
    }

    fn detail(&self, slug: &str, n: u32) -> &str {
        &self.proof.paragraph(self.document(slug), n).unwrap().detail
    }

    fn evidence(&self, fact: &str) -> &EvidenceProof {
        match self.loaded.atlas.lookup(fact) {
            Some(Thing::Fact(id)) => self.proof.evidence.get(&(id, 0)).expect(fact),
            _ => panic!("{fact}"),
        }
    }

    /// Phrase, value and detail of a fact.
    fn fact(&self, fact: &str) -> (&str, &str, &str) {
        let proof = self.evidence(fact);
        (proof.phrase.code(), proof.value.code(), &proof.detail)
    }

    fn verdict(&self, fact: &str) -> Verdict {
        let Some(Thing::Fact(id)) = self.loaded.atlas.lookup(fact) else {
            panic!("{fact}");
        };
        let evidence = &self.loaded.atlas.fact(id).evidence[0];
        self.proof.verdict(id, 0, (evidence.document, evidence.paragraph))
    }

    fn codes(&self, severity: Severity) -> Vec<&str> {
        let those = self.problems.iter().filter(|p| p.severity == severity);
        those.map(|p| p.code).collect()
    }

    fn worst(&self) -> Option<Severity> {
        self.problems.iter().map(|p| p.severity).max()
    }

    /// Every fact of a document says this of its phrase, its value and in one sign.
    fn all_verified(&self, slug: &str) {
        let id = self.document(slug);
        let facts = self.loaded.atlas.facts_of_document(id);
        assert!(!facts.is_empty());
        for fact in facts {
            let slug = &self.loaded.atlas.fact(fact).slug;
            assert_eq!(self.fact(slug).1, "V0", "{slug}: {:?}", self.fact(slug));
            assert_eq!(self.verdict(slug), Verdict::Verified, "{slug}");
        }
    }
}

#[test]
fn true_copies_are_found_whatever_their_names() {
    let folder = Folder::new();
    for (n, (text, _)) in DOCUMENTS.iter().enumerate() {
        folder.write(&format!("deep/{n}/{}.bak", 7 - n), original(text).as_bytes());
    }
    folder.write("notes.txt", b"Nothing of this is in the atlas.\n");
    folder.write(".hidden/copy.txt", original("hafen").as_bytes());
    let checked = check(&[folder.path().to_owned()]);
    assert_eq!(checked.problems, []);
    assert_eq!(checked.proof.progress, (4, 4));
    for (text, slug) in DOCUMENTS {
        assert_eq!(checked.copy(slug), Copy::ByContent);
        assert!(checked.paragraphs(slug).split(' ').all(|code| code == "P0"));
        checked.all_verified(slug);
        let known = checked.proof.document(checked.document(slug)).unwrap();
        let lines = original(text);
        let words: Vec<&str> = known.paragraphs.iter().map(|p| p.words.as_str()).collect();
        assert_eq!(words, lines.lines().collect::<Vec<_>>());
    }
}

#[test]
fn the_phrase_is_shown_where_it_stands() {
    let checked = check_text(&original("hafen"));
    let span = checked.evidence("lindenau.fund.2031").span.clone().unwrap();
    let words = &checked
        .proof
        .paragraph(checked.document("hafen-2031"), 4)
        .unwrap()
        .words;
    assert_eq!(&words[span], "2,4 Milliarden Yuan");
    assert_eq!(checked.verdict("wexmoor.orders.2030"), Verdict::NoCopy);
    assert_eq!(checked.codes(Severity::Info), ["D3", "D3"]);
    assert_eq!(checked.worst(), Some(Severity::Info));
}

/// A web page with the text among other things.
fn page(text: &str) -> String {
    let paragraph = |line: &str| format!("<p>{}</p>\n", line.replace(' ', "&nbsp;"));
    let body: String = text.lines().map(paragraph).collect();
    format!(
        "<!DOCTYPE html><html><head><title>x</title><style>p {{}}</style></head><body><nav>Home 1 2 3</nav>\
         <h2>More news</h2>{body}<script>var n = 5;</script><p>© 2031 somebody else</p></body></html>"
    )
}

/// Lines of nine words, paragraphs parted by empty ones.
fn wrapped(text: &str) -> String {
    let wrap = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let lines: Vec<String> = words.chunks(9).map(|words| words.join(" ")).collect();
        lines.join("\n") + "\n\n"
    };
    text.lines().map(wrap).collect()
}

/// A text as files that people have of it: name and bytes.
fn dresses(plain: &str) -> Vec<(&'static str, Vec<u8>)> {
    let chinese = plain.contains('港');
    // Each language in the encoding that its machines used before.
    let national = if chinese { GB18030 } else { WINDOWS_1252 };
    let mojibake = WINDOWS_1252.decode_without_bom_handling(plain.as_bytes()).0;
    let sixteen = std::iter::once(0xFEFF).chain(plain.encode_utf16());
    vec![
        ("a.html", page(plain).into_bytes()),
        ("b.txt", wrapped(plain).into_bytes()),
        ("c.txt", national.encode(plain).0.into_owned()),
        ("d.txt", mojibake.into_owned().into_bytes()),
        ("e.md", format!("# {}", plain.replace('\n', "\n\n")).into_bytes()),
        (
            "f.txt",
            format!("\u{FEFF}{}", plain.replace('\n', "\r\n")).into_bytes(),
        ),
        ("g", sixteen.flat_map(u16::to_le_bytes).collect()),
        ("h.txt", GB18030.encode(plain).0.into_owned()),
    ]
}

#[test]
fn a_copy_in_another_dress_is_as_good() {
    for (text, slug) in DOCUMENTS {
        for (name, bytes) in dresses(&original(text)) {
            let checked = check_file(name, &bytes);
            assert_eq!(checked.copy(slug), Copy::ByContent, "{name} {slug}");
            let found = checked.paragraphs(slug);
            let whole = found.split(' ').all(|code| ["P0", "P1"].contains(&code));
            assert!(whole, "{name} {slug}: {found}");
            assert_eq!(
                checked.worst(),
                Some(Severity::Info),
                "{name}: {:?}",
                checked.problems
            );
            checked.all_verified(slug);
        }
    }
}

#[test]
fn a_changed_digit_is_named_old_and_new() {
    for (text, from, to, slug, n, fact) in [
        ("hafen", "3,1", "3,6", "hafen-2031", 3, "lindenau.cargo.2030"),
        ("yards", "350", "530", "yards-2031", 3, "wexmoor.ferries.2030"),
        ("gang", "8.7", "7.8", "gang-2031", 2, "linjiang.cargo-growth.2030"),
    ] {
        let checked = check_text(&with(text, from, to));
        let place = checked.proof.paragraph(checked.document(slug), n).unwrap();
        assert_eq!(place.likeness.code(), "P2");
        assert!(
            place.detail.contains(&format!("{from} → {to}")),
            "{}",
            place.detail
        );
        let (phrase, value, detail) = checked.fact(fact);
        assert_eq!((phrase, value), ("E4", "V1"), "{detail}");
        assert!(detail.contains(to), "{detail}");
        assert_eq!(checked.verdict(fact), Verdict::Differs);
        assert_eq!(
            checked.codes(Severity::Error),
            ["P2", "E4", "V1"],
            "{:?}",
            checked.problems
        );
    }
    // The other figures of the paragraph still stand.
    let checked = check_text(&with("hafen", "3,1", "3,6"));
    assert_eq!(checked.verdict("lindenau.cargo-growth.2030"), Verdict::Verified);
}

#[test]
fn slips_of_scale_and_of_the_decimal_mark_have_their_own_codes() {
    for (text, from, to, fact, words) in [
        (
            "hafen",
            "2,4 Milliarden",
            "2,4 Billionen",
            "lindenau.fund.2031",
            ["Billion", "Milliarde"],
        ),
        (
            "yards",
            "1.2 trillion",
            "1.2 billion",
            "wexmoor.orders.2030",
            ["billion", "trillion"],
        ),
        ("gang", "3.5亿", "3.5万", "linjiang.cargo.2030", ["万", "亿"]),
    ] {
        let checked = check_text(&with(text, from, to));
        let (_, value, detail) = checked.fact(fact);
        assert_eq!(value, "V3", "{detail}");
        assert!(words.iter().all(|word| detail.contains(word)), "{detail}");
        assert_eq!(checked.verdict(fact), Verdict::Differs);
    }
    let checked = check_text(&with("hafen", "1.500", "1,500"));
    assert_eq!(checked.fact("lindenau.boats.2031").1, "V8");
    assert!(checked.detail("hafen-2031", 4).contains("1.500 → 1,500"));
}

#[test]
fn hedges_units_and_longer_numbers_have_their_own_codes() {
    let checked = check_text(&with("hafen", "rund 40", "über 40"));
    assert_eq!(checked.fact("lindenau.repairers.2031").1, "V4");
    assert_eq!(checked.verdict("lindenau.repairers.2031"), Verdict::Differs);
    let checked = check_text(&with("hafen", "24 Stegen", "1.624 Stegen"));
    assert_eq!(checked.fact("lindenau.jetties.2031").0, "E5");
    assert_eq!(checked.verdict("lindenau.jetties.2031"), Verdict::Differs);
    assert_eq!(checked.worst(), Some(Severity::Error));
}

#[test]
fn rewording_is_told_from_changed_figures() {
    let text = with("hafen", "die Verwaltung rechnet damit", "man nimmt im Rathaus an");
    let checked = check_text(&text);
    assert_eq!(checked.paragraphs("hafen-2031"), "P0 P0 P3 P0 P0 P0");
    assert_eq!(checked.codes(Severity::Warning), ["P3"]);
    assert_eq!(checked.worst(), Some(Severity::Warning));
    checked.all_verified("hafen-2031");
}

#[test]
fn merged_split_and_moved_paragraphs_are_remarks() {
    let merged = original("yards").replace(".\n", ". ");
    let checked = check_text(&merged);
    assert_eq!(checked.copy("yards-2031"), Copy::ByContent);
    assert!(
        checked.paragraphs("yards-2031").contains("P6"),
        "{}",
        checked.paragraphs("yards-2031")
    );
    checked.all_verified("yards-2031");

    let split = with("hafen", "reparieren sie. Ein", "reparieren sie.\n\nEin");
    let checked = check_text(&split);
    assert_eq!(checked.paragraphs("hafen-2031"), "P0 P0 P0 P5 P0 P0");
    checked.all_verified("hafen-2031");

    let text = original("hafen");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(2, 4);
    let checked = check_text(&lines.join("\n"));
    assert!(
        checked.paragraphs("hafen-2031").contains("P7"),
        "{}",
        checked.paragraphs("hafen-2031")
    );
    checked.all_verified("hafen-2031");
    assert_eq!(checked.worst(), Some(Severity::Info));
}

#[test]
fn a_lost_paragraph_is_an_error() {
    let text = original("hafen");
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("Bis 2035"))
        .collect();
    let checked = check_text(&kept.join("\n"));
    assert_eq!(checked.paragraphs("hafen-2031"), "P0 P0 P0 P0 P9 P0");
    assert_eq!(checked.codes(Severity::Error), ["P9", "E4"]);
    assert_eq!(checked.fact("lindenau.electric.2035").1, "V7");
}

#[test]
fn a_document_with_all_digits_changed_is_still_found() {
    let turned: String = original("hafen")
        .chars()
        .map(|c| {
            c.to_digit(10)
                .map_or(c, |d| char::from_digit(d % 9 + 1, 10).unwrap())
        })
        .collect();
    let checked = check_text(&turned);
    assert_eq!(checked.copy("hafen-2031"), Copy::ByContent);
    for fact in ["lindenau.cargo.2030", "lindenau.boats.2031", "lindenau.fund.2031"] {
        assert_eq!(checked.verdict(fact), Verdict::Differs, "{fact}");
    }
}

#[test]
fn short_lines_alone_make_no_copy() {
    let titles: String = DOCUMENTS
        .iter()
        .map(|(text, _)| original(text).lines().next().unwrap().to_owned() + "\n")
        .collect();
    let checked = check_text(&format!("{titles}Foto: A. Muster\n12. April 2031\n").repeat(50));
    for (_, slug) in DOCUMENTS {
        assert_eq!(checked.copy(slug), Copy::None);
    }
    assert!(checked.proof.evidence.is_empty());
}

#[test]
fn of_two_copies_the_better_is_checked_and_both_are_named() {
    let folder = Folder::new();
    folder.write("a.txt", with("hafen", "3,1", "3,9").as_bytes());
    folder.write("b.txt", original("hafen").as_bytes());
    let checked = check(&[folder.path().to_owned()]);
    assert_eq!(checked.copy("hafen-2031"), Copy::Twice);
    checked.all_verified("hafen-2031");
    let told = checked.problems.iter().find(|p| p.code == "D2").unwrap();
    assert_eq!(told.severity, Severity::Warning);
    assert!(told.file.as_ref().unwrap().ends_with("b.txt") && told.message.contains("a.txt"));

    folder.write("a.txt", original("hafen").to_uppercase().as_bytes());
    folder.write("c.txt", original("hafen").as_bytes());
    let checked = check(&[folder.path().to_owned()]);
    let told = checked.problems.iter().find(|p| p.code == "D2").unwrap();
    assert_eq!(told.severity, Severity::Info);
    assert!(told.file.as_ref().unwrap().ends_with("b.txt"), "{told}");
    // The same directory given twice holds no second copy.
    folder.write("a.txt", b"nothing");
    folder.write("c.txt", b"nothing");
    let path = folder.path().to_owned();
    assert_eq!(
        check(&[path.clone(), path.join(".")]).copy("hafen-2031"),
        Copy::ByContent
    );
}

#[test]
fn a_page_that_is_only_alike_is_no_second_copy() {
    let alike = original("hafen")
        .replace("Verwaltung", "Leitung")
        .replace("3,1", "3,9")
        .replace("Betriebe", "Werkstätten")
        .replace("2,4", "2,6")
        .replace("Flotte", "Schiffe")
        .replace("2035", "2036");
    for names in [["a.txt", "b.txt"], ["b.txt", "a.txt"]] {
        let folder = Folder::new();
        folder.write(names[0], alike.as_bytes());
        // Alone it is taken for the copy, and every figure is called changed.
        let checked = check(&[folder.path().to_owned()]);
        assert_eq!(checked.copy("hafen-2031"), Copy::ByContent);
        assert!(checked.problems.iter().any(|p| p.code == "P2"));
        folder.write(names[1], original("hafen").as_bytes());
        let checked = check(&[folder.path().to_owned()]);
        assert_eq!(checked.copy("hafen-2031"), Copy::ByContent);
        assert!(checked.problems.iter().all(|p| p.code != "D2"));
        checked.all_verified("hafen-2031");
    }
}

#[test]
fn names_count_only_where_contents_do_not() {
    // The name of one document on the text of another.
    let checked = check_file("hafen-2031.txt", original("gang").as_bytes());
    assert_eq!(checked.copy("gang-2031"), Copy::ByContent);
    assert_eq!(checked.copy("hafen-2031"), Copy::ByName);
    assert_eq!(checked.codes(Severity::Warning), ["D1"]);
    assert!(checked.paragraphs("hafen-2031").is_empty());
    // A beginning that is too short to be a copy, under the end of the document's address.
    let text = original("hafen");
    let head: Vec<&str> = text.lines().take(2).collect();
    let checked = check_file("HAFEN_041231.txt", head.join("\n").as_bytes());
    assert_eq!(checked.copy("hafen-2031"), Copy::ByName);
    assert!(checked.paragraphs("hafen-2031").starts_with("P0"));
    assert!(checked.codes(Severity::Error).contains(&"P9"));
}

#[test]
fn documents_without_fingerprints_go_by_name_and_position() {
    let atlas = Folder::new();
    for part in ["units.ron", "places.ron", "metrics.ron"] {
        atlas.write(part, &fs::read(format!("{ATLAS}/{part}")).unwrap());
    }
    let folder = "documents/hafen-2031";
    let document = fs::read_to_string(format!("{ATLAS}/{folder}/document.ron")).unwrap();
    let bare: Vec<&str> = document
        .lines()
        .filter(|line| !line.contains("fingerprint:"))
        .collect();
    atlas.write(&format!("{folder}/document.ron"), bare.join("\n").as_bytes());
    atlas.write(
        &format!("{folder}/facts.ron"),
        &fs::read(format!("{ATLAS}/{folder}/facts.ron")).unwrap(),
    );
    let loaded = data::directory(atlas.path());
    assert_eq!(loaded.problems, []);
    let copies = Folder::new();
    copies.write("hafen-2031.txt", original("hafen").as_bytes());
    let mut problems = Vec::new();
    let proof = prove(&loaded.atlas, &[copies.path().to_owned()], &mut problems);
    assert_eq!(problems[0].code, "D1");
    assert!(problems[0].hint.contains("citescape fingerprint"));
    assert_eq!(proof.documents[0].paragraphs[2].likeness.code(), "P4");
    assert!(proof.evidence.values().all(|e| e.value.code() == "V0"));
    assert_eq!(proof.evidence.len(), 7);
}

#[test]
fn restatements_that_repeat_the_source_are_errors() {
    let atlas = Folder::new();
    copy_atlas(&atlas);
    let path = "documents/yards-2031/document.ron";
    let document = fs::read_to_string(format!("{ATLAS}/{path}")).unwrap();
    let check = |said: &str| {
        let text = document.replace("People find work on the water again and keep it.", said);
        assert_ne!(text, document);
        atlas.write(path, text.as_bytes());
        let loaded = data::directory(atlas.path());
        let mut problems = Vec::new();
        let proof = prove(&loaded.atlas, &[PathBuf::from(TEXTS)], &mut problems);
        problems.extend(faults(&loaded, &proof));
        problems.retain(|p| p.code == "S8");
        problems
    };
    let told = check("They like it there: «steady work and of apprentices who stay for good», as some say.");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].severity, Severity::Error);
    assert!(
        told[0]
            .message
            .contains("steady work and of apprentices who stay for good")
    );
    let line = document.lines().position(|l| l.contains("People find")).unwrap() as u32 + 1;
    assert_eq!(told[0].line, line);
    assert!(
        told[0]
            .file
            .as_ref()
            .unwrap()
            .ends_with("yards-2031/document.ron")
    );
    // Six words are no sentence yet.
    assert_eq!(
        check("They like it there: «steady work and of apprentices who», as some say."),
        []
    );
}

fn copy_atlas(folder: &Folder) {
    for part in ["units.ron", "places.ron", "metrics.ron"] {
        folder.write(part, &fs::read(format!("{ATLAS}/{part}")).unwrap());
    }
    for (_, slug) in DOCUMENTS {
        for part in ["document.ron", "facts.ron"] {
            let path = format!("documents/{slug}/{part}");
            folder.write(&path, &fs::read(format!("{ATLAS}/{path}")).unwrap());
        }
    }
}

#[test]
fn the_proof_can_be_watched_as_it_grows() {
    let folder = Folder::new();
    for n in 0..100 {
        folder.write(
            &format!("{n:03}.txt"),
            format!("Page {n}\n\n{}", "Words of no meaning. ".repeat(50)).as_bytes(),
        );
    }
    folder.write("050.txt", original("hafen").as_bytes());
    let atlas: Atlas = data::directory(Path::new(ATLAS)).atlas;
    let (mut seen, mut first) = (Vec::new(), None);
    let mut note = |proof: &Proof| {
        seen.push(proof.progress.0);
        if first.is_none() && !proof.evidence.is_empty() {
            first = Some(proof.progress.0);
        }
    };
    let path = [folder.path().to_owned()];
    let proof = prove_noting(&atlas, &path, &mut Vec::new(), &mut note);
    assert_eq!(seen, (0..=100).collect::<Vec<_>>());
    assert_eq!(first, Some(51));
    assert_eq!(
        proof,
        prove(&atlas, &path, &mut Vec::new()),
        "the same every time"
    );
}

/// The code and severity of everything said of these sources, without documents that are not there.
fn said(checked: &Checked) -> Vec<(&str, Severity)> {
    let files = checked.problems.iter().filter(|p| p.code != "D3");
    for problem in files.clone() {
        assert!(problem.file.is_some() && !problem.message.is_empty(), "{problem}");
        assert!(!problem.hint.is_empty(), "{problem}");
    }
    files.map(|p| (p.code, p.severity)).collect()
}

#[test]
fn what_is_no_text_is_told_and_passed_over() {
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n * 7919 % 256) as u8).collect();
    for (name, bytes) in [
        ("empty.txt", &b""[..]),
        ("blank.txt", " \n\u{A0}\n".as_bytes()),
        ("noise.bin", &noise),
        ("a.pdf", b"%PDF-1.7 and so on"),
        ("a.docx", b"PK\x03\x04 and so on"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
    ] {
        assert_eq!(said(&check_file(name, bytes)), [("F5", Severity::Info)], "{name}");
    }
    // Damaged text is still text.
    let mut damaged = original("hafen").into_bytes();
    damaged.splice(60..60, [0xFF, 0xC3, 0x28]);
    let checked = check_file("damaged.txt", &damaged);
    assert_eq!(checked.copy("hafen-2031"), Copy::ByContent);
    assert_eq!(checked.fact("lindenau.fund.2031").1, "V0");
}

#[test]
fn directories_that_cannot_be_read_are_errors() {
    let folder = Folder::new();
    let checked = check(&[folder.path().join("nowhere")]);
    assert_eq!(said(&checked), [("F1", Severity::Error)]);
    assert_eq!(
        said(&check(&[folder.path().to_owned()])),
        [],
        "an empty directory is no fault"
    );
    // A single file may be given too.
    assert_eq!(
        check(&[PathBuf::from(format!("{TEXTS}/gang.txt"))]).copy("gang-2031"),
        Copy::ByContent
    );
}

#[cfg(unix)]
#[test]
fn pipes_devices_links_and_locked_files_never_block() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let at = |name: &str| folder.path().join(name);
    folder.write("hafen.txt", original("hafen").as_bytes());
    let made = Command::new("mkfifo").arg(at("pipe.txt")).status();
    assert!(made.is_ok_and(|status| status.success()));
    symlink(folder.path(), at("round")).unwrap();
    symlink(at("loop-b"), at("loop-a")).unwrap();
    symlink(at("loop-a"), at("loop-b")).unwrap();
    symlink("/dev/zero", at("zero")).unwrap();
    symlink(at("hafen.txt"), at("again.txt")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    let checked = check(&[folder.path().to_owned()]);
    let mut told: Vec<(&str, Severity)> = said(&checked);
    told.sort_unstable();
    let (info, warning) = (("F3", Severity::Info), ("F3", Severity::Warning));
    assert_eq!(told, [info, info, info, info, warning, warning]);
    assert_eq!(
        checked.copy("hafen-2031"),
        Copy::ByContent,
        "a link to a copy is no second copy"
    );

    folder.write("locked/inside.txt", original("gang").as_bytes());
    folder.write("secret.txt", original("gang").as_bytes());
    for name in ["locked", "secret.txt"] {
        fs::set_permissions(at(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let checked = check(&[folder.path().to_owned()]);
    // One who may read everything is not kept out.
    if fs::File::open(at("secret.txt")).is_err() {
        let locked = said(&checked)
            .into_iter()
            .filter(|s| *s == ("F1", Severity::Warning));
        assert_eq!(locked.count(), 2);
        assert_eq!(said(&check(&[at("locked")])), [("F1", Severity::Error)]);
    }
    fs::set_permissions(at("locked"), fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_file_too_large_is_refused_by_its_size() {
    let folder = Folder::new();
    let huge = fs::File::create(folder.path().join("huge.txt")).unwrap();
    // A hole: it takes no room, and reading it would take its time.
    huge.set_len(5 << 30).unwrap();
    let checked = check(&[folder.path().to_owned()]);
    assert_eq!(said(&checked), [("F4", Severity::Warning)]);
}

#[test]
fn a_line_without_end_is_read() {
    let mut line = "wort und wort ".repeat(150_000);
    line.push_str(&original("hafen").replace('\n', " "));
    line.push_str(&"字".repeat(100_000));
    let checked = check_text(&line);
    assert_eq!(checked.copy("hafen-2031"), Copy::ByContent);
    assert_eq!(checked.fact("lindenau.fund.2031").1, "V0");
}

struct Ran {
    out: String,
    err: String,
    code: i32,
}

fn run(args: &[&str]) -> Ran {
    let home = Folder::new();
    let output = Command::new(env!("CARGO_BIN_EXE_citescape"))
        .env_clear()
        .env("HOME", home.path())
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .args(args)
        .output()
        .expect("the program");
    Ran {
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
        code: output.status.code().expect("an exit code"),
    }
}

fn keys(json: &Json) -> Vec<&str> {
    json.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_program_prints_the_contract_s_json() {
    let folder = Folder::new();
    folder.write("x.txt", with("hafen", "3,1", "3,6").as_bytes());
    let ran = run(&["check", ATLAS, "--sources", &folder.text(), "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (2, ""));
    assert!(ran.out.ends_with('\n') && ran.out.matches('\n').count() == 1);
    let json: Json = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        keys(&json),
        ["problems", "documents", "paragraphs", "facts", "summary"]
    );
    let row = |list: &str, n: usize| json[list][n].clone();
    assert_eq!(
        keys(&row("problems", 0)),
        ["code", "severity", "file", "line", "column", "message", "hint"]
    );
    assert_eq!(keys(&row("documents", 0)), ["id", "file", "code"]);
    assert_eq!(
        keys(&row("paragraphs", 0)),
        ["document", "paragraph", "code", "detail"]
    );
    assert_eq!(
        keys(&row("facts", 0)),
        ["id", "document", "paragraph", "phrase", "value", "detail"]
    );
    assert_eq!(json["documents"].as_array().unwrap().len(), 3);
    let absent = json["documents"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["code"] == "D3");
    assert!(absent.clone().count() == 2 && absent.clone().all(|d| d["file"].is_null()));
    assert_eq!(json["paragraphs"].as_array().unwrap().len(), 6);
    assert_eq!(json["paragraphs"][2]["code"], "P2");
    assert!(
        json["paragraphs"][2]["detail"]
            .as_str()
            .unwrap()
            .contains("3,1 → 3,6")
    );
    assert!(json["paragraphs"][0]["detail"].is_null());
    let facts = json["facts"].as_array().unwrap();
    assert_eq!(facts.len(), 7);
    assert!(facts.iter().all(|f| f["document"] == "hafen-2031"));
    assert_eq!(
        (&facts[0]["phrase"], &facts[0]["value"]),
        (&Json::from("E4"), &Json::from("V1"))
    );
    let summary = serde_json::json!({"documents_found": 1, "paragraphs_found": 6, "phrases_found": 6,
        "values_verified": 6, "errors": 3, "warnings": 0, "info": 2});
    assert_eq!(json["summary"], summary);
    let severities = json["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["severity"].as_str().unwrap());
    assert_eq!(severities.clone().filter(|s| *s == "error").count(), 3);
    assert_eq!(severities.filter(|s| *s == "info").count(), 2);
}

#[test]
fn exit_codes_follow_the_worst_that_is_said() {
    let check = |text: &str| {
        let folder = Folder::new();
        folder.write("x.txt", text.as_bytes());
        run(&["check", ATLAS, "--sources", &folder.text()])
    };
    let ran = check(&original("hafen"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let last: Vec<&str> = ran
        .out
        .rsplit("\n\n")
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    assert_eq!(
        last.join(" "),
        "1 document found, 6 of 6 paragraphs equal, 7 of 7 phrases found, 7 values verified; no errors, no warnings"
    );
    assert_eq!(
        check(&with(
            "hafen",
            "die Verwaltung rechnet damit",
            "man nimmt im Rathaus an"
        ))
        .code,
        1
    );
    let ran = check(&with("hafen", "3,1", "3,6"));
    assert_eq!(ran.code, 2);
    assert!(
        ran.out.contains("3,1 → 3,6") && ran.out.contains("error V1"),
        "{}",
        ran.out
    );
    assert_eq!(run(&["check", ATLAS, "--sources", "/nowhere"]).code, 2);
    assert_eq!(
        run(&["check", ATLAS]).code,
        0,
        "without --sources no copies are asked for"
    );
}

#[test]
fn a_stub_filled_in_makes_a_document_of_one_s_own() {
    let folder = Folder::new();
    let text = format!("{TEXTS}/hafen.txt");
    let ran = run(&["fingerprint", &text]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for line in original("hafen").lines() {
        assert!(!ran.out.contains(line), "the stub holds none of the text");
    }
    assert_eq!(ran.out.matches("fingerprint: \"").count(), 6);
    assert!(
        ran.out.contains("lang: \"de\"") && ran.out.contains("id: \"hafen\""),
        "{}",
        ran.out
    );
    for role in ["Title", "Date", "Body", "Credit"] {
        assert!(ran.out.contains(&format!("role: {role},")), "{role}: {}", ran.out);
    }
    let filled = ran
        .out
        .replace("FILL IN: the title", "A harbour")
        .replace("FILL IN: the publisher", "Lindenauer Tagblatt")
        .replace("FILL IN: the address", "https://lindenau.example/hafen");
    assert!(!filled.contains("\"FILL IN"));
    folder.write("documents/hafen/document.ron", filled.as_bytes());
    let ran = run(&["check", &folder.text(), "--sources", TEXTS, "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let json: Json = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["documents"][0]["code"], "D0");
    assert!(
        json["paragraphs"]
            .as_array()
            .unwrap()
            .iter()
            .all(|p| p["code"] == "P0")
    );
    // What the fixture stores is what the program prints: fingerprints do not change with the program.
    let stored = fs::read_to_string(format!("{ATLAS}/documents/hafen-2031/document.ron")).unwrap();
    let prints = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim);
        lines
            .filter(|l| l.starts_with("fingerprint:"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(prints(&filled), prints(&stored));
}

#[test]
fn a_line_of_stars_is_a_paragraph_that_cannot_be_missed() {
    let folder = Folder::new();
    let text = with("hafen", "\nDort", "\n* * *\nDort");
    folder.write("copies/mine.txt", text.as_bytes());
    let copy = folder.path().join("copies/mine.txt").display().to_string();
    let stub = run(&["fingerprint", &copy]).out;
    let stub = stub.replace("FILL IN: the address", "https://example.org/mine");
    folder.write("atlas/documents/mine/document.ron", stub.as_bytes());
    let atlas = folder.path().join("atlas").display().to_string();
    let ran = run(&["check", &atlas, "--sources", &copy, "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let json: Json = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["paragraphs"][3]["code"], "P1");
    assert_eq!(json["summary"]["paragraphs_found"], 7);
}

#[test]
fn stubs_of_what_is_no_text_are_refused() {
    let folder = Folder::new();
    folder.write("empty.txt", b"");
    folder.write("noise.bin", &[0, 159, 146, 150].repeat(99));
    folder.write("a.pdf", b"%PDF-1.7 and so on");
    let file = |name: &str| folder.path().join(name).display().to_string();
    for (name, reason) in [
        ("nowhere.txt", "cannot read"),
        ("empty.txt", "empty"),
        ("noise.bin", "not a text"),
        ("a.pdf", "pdftotext"),
        ("", "not an ordinary file"),
    ] {
        let ran = run(&["fingerprint", &file(name)]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}");
        assert!(
            ran.err.contains(reason) && ran.err.lines().count() >= 2,
            "{name}: {}",
            ran.err
        );
    }
    assert_eq!(run(&["fingerprint"]).code, 2);
}

/// An atlas whose documents list only the paragraphs that `keep` wants of those with facts.
fn listing_some(keep: impl Fn(usize) -> bool) -> Atlas {
    let atlas = data::directory(Path::new(ATLAS)).atlas;
    let mut records = atlas.to_records();
    for (id, document) in records
        .documents
        .iter_mut()
        .zip(0..)
        .map(|(d, n)| (DocumentId(n), d))
    {
        let mut nth = 0..;
        let used = |n: u32| !atlas.facts_of_paragraph(id, n).is_empty();
        let mut kept = document.paragraphs.to_vec();
        kept.retain(|p| used(p.n) && nth.next().is_some_and(&keep));
        document.paragraphs = kept.into();
    }
    Atlas::new(String::new(), records)
}

#[test]
fn documents_that_list_only_some_paragraphs_are_found_in_every_dress() {
    for keep in [|_| true, |n| n > 0, |n| n == 0] {
        let atlas = listing_some(keep);
        assert!(atlas.documents().all(|(_, document)| document.has_gaps()));
        for (text, slug) in DOCUMENTS {
            let Some(Thing::Document(id)) = atlas.lookup(slug) else {
                panic!("{slug}")
            };
            for (name, bytes) in dresses(&original(text)) {
                let folder = Folder::new();
                folder.write(name, &bytes);
                let mut problems = Vec::new();
                let proof = prove(&atlas, &[folder.path().to_owned()], &mut problems);
                let known = &proof.documents[id.index()];
                assert_eq!(known.copy, Copy::ByContent, "{name} {slug}");
                for paragraph in &known.paragraphs {
                    let code = paragraph.likeness.code();
                    assert!(
                        ["P0", "P1"].contains(&code),
                        "{name} {slug} ¶{}: {code}",
                        paragraph.n
                    );
                }
                let mut verdicts = proof.evidence.values();
                assert!(
                    verdicts.len() > 0 && verdicts.all(|e| e.value.code() == "V0"),
                    "{name}"
                );
            }
        }
    }
}
