//! Paragraphs written for this test, dressed and damaged in many ways: is the right one found, a changed figure told
//! from changed wording, a wrong one never taken, and is every value read again from its phrase?

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of a test may fail loudly

use citescape::atlas::{Decimal, Hedge, Language, Reads, Value};
use citescape::reading::blocks::{Format, blocks};
use citescape::reading::decode::decode;
use citescape::reading::find::find;
use citescape::reading::fingerprint::Fingerprint;
use citescape::reading::matching::{DocumentPrint, Likeness, Matcher, ParagraphPrint};
use citescape::reading::verify::{Agreement, Claim, verify};

struct Statement {
    phrase: String,
    value: Value,
    unit: String,
}

struct Paragraph {
    text: String,
    statements: Vec<Statement>,
}

struct Document {
    language: Language,
    title: String,
    paragraphs: Vec<Paragraph>,
}

/// `# title`, `¶ paragraph`, then `phrase <tab> op number [whole] unit` a line.
fn parse(text: &str, language: Language) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("# ") {
            let title = title.to_owned();
            documents.push(Document {
                language,
                title,
                paragraphs: Vec::new(),
            });
        } else if let Some(text) = line.strip_prefix("¶ ") {
            let paragraph = Paragraph {
                text: text.to_owned(),
                statements: Vec::new(),
            };
            documents.last_mut().unwrap().paragraphs.push(paragraph);
        } else {
            let (phrase, value) = line.split_once('\t').unwrap();
            let paragraph = documents.last_mut().unwrap().paragraphs.last_mut().unwrap();
            paragraph.statements.push(statement(phrase, value));
        }
    }
    documents
}

fn statement(phrase: &str, value: &str) -> Statement {
    let parts: Vec<&str> = value.split_whitespace().collect();
    let number = |text: &str| Decimal::parse(text).expect(text);
    let hedge = |name: &str| Hedge::ALL.into_iter().find(|h| h.name() == name).expect(name);
    let value = match parts[0] {
        "rank" => Value::Rank(number(parts[1]), None),
        "of" => Value::Part {
            part: number(parts[1]),
            whole_hedge: hedge(parts[2]),
            whole: number(parts[3]),
        },
        op => Value::Number(hedge(op), number(parts[1])),
    };
    let unit = parts[parts.len() - 1].to_owned();
    Statement {
        phrase: phrase.to_owned(),
        value,
        unit,
    }
}

fn corpus() -> Vec<Document> {
    let mut all = parse(include_str!("corpus/de.txt"), Language::De);
    all.extend(parse(include_str!("corpus/en.txt"), Language::En));
    all.extend(parse(include_str!("corpus/zh.txt"), Language::Zh));
    all
}

fn print_of(document: &Document) -> DocumentPrint {
    let texts = std::iter::once(&document.title).chain(document.paragraphs.iter().map(|p| &p.text));
    let print = |(n, text): (u32, &String)| ParagraphPrint {
        n,
        print: Fingerprint::of(text),
        phrases: Vec::new(),
    };
    DocumentPrint {
        language: document.language,
        paragraphs: (1..).zip(texts).map(print).collect(),
    }
}

/// A small stable source of chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

type Change = fn(&str, &mut Chance) -> String;

fn rewrap(text: &str, _: &mut Chance) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for c in text.chars() {
        column += 1;
        let han = c as u32 > 0x2E80;
        if (c == ' ' && column > 52) || (han && column > 24) {
            if han {
                out.push(c);
            }
            out.push('\n');
            column = 0;
        } else {
            out.push(c);
        }
    }
    out
}

fn hyphenate(text: &str, chance: &mut Chance) -> String {
    let broken = |word: &str, chance: &mut Chance| {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 9
            || !letters.iter().all(|c| c.is_alphabetic() && (*c as u32) < 0x2E80)
            || chance.below(2) == 0
        {
            return word.to_owned();
        }
        let (head, tail) = letters.split_at(4);
        format!(
            "{}-\n{}",
            head.iter().collect::<String>(),
            tail.iter().collect::<String>()
        )
    };
    text.split(' ')
        .map(|word| broken(word, chance))
        .collect::<Vec<_>>()
        .join(" ")
}

fn quotes(text: &str, _: &mut Chance) -> String {
    format!(
        "„{}”",
        text.replace(", ", "—")
            .replace(" und ", " & und ")
            .replace('-', "‑")
            .replace('，', ", ")
    )
}

fn ascii_umlauts(text: &str, _: &mut Chance) -> String {
    text.replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('Ü', "Ue")
        .replace('ß', "ss")
        .replace('\'', "’")
}

fn lost_umlauts(text: &str, _: &mut Chance) -> String {
    text.chars()
        .map(|c| if "äöüÄÖÜß".contains(c) { '?' } else { c })
        .collect()
}

fn other_digits(text: &str, chance: &mut Chance) -> String {
    let other = |c: char, chance: &mut Chance| {
        char::from_digit((c as u32 - 48 + 1 + chance.below(8) as u32) % 10, 10).unwrap()
    };
    text.chars()
        .map(|c| if c.is_ascii_digit() { other(c, chance) } else { c })
        .collect()
}

fn one_digit(text: &str, chance: &mut Chance) -> String {
    let digits: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let Some(at) = digits.get(chance.below(digits.len())).copied() else {
        return text.to_owned();
    };
    let old = text.as_bytes()[at] - b'0';
    format!("{}{}{}", &text[..at], (old + 1) % 10, &text[at + 1..])
}

/// A tenth of the words, none with a digit, is another.
fn other_words(text: &str, chance: &mut Chance) -> String {
    if !text.contains(' ') {
        let mut letters: Vec<char> = text.chars().collect();
        for at in (chance.below(9)..letters.len().saturating_sub(1)).step_by(19) {
            let plain = |c: char| c.is_alphabetic() && c as u32 > 0x2E80;
            if plain(letters[at]) && plain(letters[at + 1]) {
                (letters[at], letters[at + 1]) = ('某', '物');
            }
        }
        return letters.into_iter().collect();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
    let mut left = words.len().div_ceil(10);
    for _ in 0..words.len() * 4 {
        let at = chance.below(words.len());
        if left > 0 && words[at] == out[at] && !words[at].contains(|c: char| c.is_ascii_digit()) {
            out[at] = "Anderswort".to_owned();
            left -= 1;
        }
    }
    out.join(" ")
}

fn no_break(text: &str, _: &mut Chance) -> String {
    text.replace(' ', "\u{A0}")
}

fn upper(text: &str, _: &mut Chance) -> String {
    text.to_uppercase()
}

fn same(text: &str, _: &mut Chance) -> String {
    text.to_owned()
}

fn in_two(text: &str, _: &mut Chance) -> String {
    let middle = text.len() / 2;
    let cut = text
        .char_indices()
        .find(|(at, c)| *at >= middle && (*c == ' ' || *c == '，' || *c as u32 > 0x4E00));
    let at = cut.map_or(0, |(at, _)| at);
    format!("{}\n\n{}", &text[..at], &text[at..])
}

fn soft(text: &str, _: &mut Chance) -> String {
    text.replace("ch", "c\u{AD}h").replace(". ", ".\u{200B} ")
}

/// How paragraphs become a file.
#[derive(Clone, Copy, PartialEq)]
enum Dress {
    Lines,
    Gaps,
    Html,
    Merged,
    Shuffled,
    National,
    Mojibake,
    Utf16,
    Markdown,
}

fn bytes(dress: Dress, language: Language, texts: &[String]) -> Vec<u8> {
    let plain = texts.join("\n\n");
    match dress {
        Dress::Lines => texts.join("\n").into_bytes(),
        Dress::Gaps => plain.into_bytes(),
        Dress::Merged => texts
            .chunks(2)
            .map(|two| two.join(" "))
            .collect::<Vec<_>>()
            .join("\n")
            .into_bytes(),
        Dress::Shuffled => {
            let turn = texts.len() / 2;
            [&texts[turn..], &texts[..turn]].concat().join("\n").into_bytes()
        }
        Dress::National if language == Language::Zh => encoding_rs::GB18030.encode(&plain).0.into_owned(),
        Dress::National => encoding_rs::WINDOWS_1252.encode(&plain).0.into_owned(),
        Dress::Mojibake => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(plain.as_bytes())
            .0
            .into_owned()
            .into_bytes(),
        Dress::Utf16 => [0xFF, 0xFE]
            .into_iter()
            .chain(plain.encode_utf16().flat_map(u16::to_le_bytes))
            .collect(),
        Dress::Markdown => texts
            .iter()
            .map(|t| format!("> {}", t.replacen(' ', " **", 1).replacen(' ', "** ", 1)))
            .collect::<Vec<_>>()
            .join("\n\n")
            .into_bytes(),
        Dress::Html => html(texts).into_bytes(),
    }
}

fn html(texts: &[String]) -> String {
    let teaser: String = texts[texts.len() - 1].chars().take(70).collect();
    let body: String = texts
        .iter()
        .map(|t| {
            format!(
                "<div><p class=\"x\">{}</p></div>\n",
                t.replace('&', "&amp;").replace('ü', "&uuml;")
            )
        })
        .collect();
    format!(
        "<!DOCTYPE html><html><head><title>{}</title><script>var n = 2031;</script></head><body><nav><ul><li>Start 1</li></ul></nav>\
         <a href=\"/7\">{teaser} …</a>{body}<footer>© 2032 example 99</footer></body></html>",
        texts[0]
    )
}

struct Case {
    name: &'static str,
    change: Change,
    dress: Dress,
}

const CASES: &[Case] = &[
    Case {
        name: "as it is",
        change: same,
        dress: Dress::Lines,
    },
    Case {
        name: "re-wrapped, blank lines",
        change: rewrap,
        dress: Dress::Gaps,
    },
    Case {
        name: "re-wrapped, no blank lines",
        change: rewrap,
        dress: Dress::Lines,
    },
    Case {
        name: "hyphenated",
        change: hyphenate,
        dress: Dress::Gaps,
    },
    Case {
        name: "other quote marks",
        change: quotes,
        dress: Dress::Lines,
    },
    Case {
        name: "ä as ae",
        change: ascii_umlauts,
        dress: Dress::Lines,
    },
    Case {
        name: "umlauts lost",
        change: lost_umlauts,
        dress: Dress::Lines,
    },
    Case {
        name: "every digit changed",
        change: other_digits,
        dress: Dress::Lines,
    },
    Case {
        name: "one digit changed",
        change: one_digit,
        dress: Dress::Gaps,
    },
    Case {
        name: "one digit changed, re-wrapped",
        change: |t, c| rewrap(&one_digit(t, c), c),
        dress: Dress::Lines,
    },
    Case {
        name: "a tenth of the words",
        change: other_words,
        dress: Dress::Lines,
    },
    Case {
        name: "a tenth of the words, re-wrapped",
        change: |t, c| rewrap(&other_words(t, c), c),
        dress: Dress::Lines,
    },
    Case {
        name: "HTML page",
        change: same,
        dress: Dress::Html,
    },
    Case {
        name: "HTML page, a tenth of the words",
        change: other_words,
        dress: Dress::Html,
    },
    Case {
        name: "Markdown",
        change: same,
        dress: Dress::Markdown,
    },
    Case {
        name: "GB18030 or Windows-1252",
        change: same,
        dress: Dress::National,
    },
    Case {
        name: "mojibake",
        change: same,
        dress: Dress::Mojibake,
    },
    Case {
        name: "UTF-16",
        change: same,
        dress: Dress::Utf16,
    },
    Case {
        name: "split",
        change: in_two,
        dress: Dress::Lines,
    },
    Case {
        name: "merged",
        change: same,
        dress: Dress::Merged,
    },
    Case {
        name: "moved",
        change: same,
        dress: Dress::Shuffled,
    },
    Case {
        name: "non-breaking spaces",
        change: no_break,
        dress: Dress::Lines,
    },
    Case {
        name: "upper case",
        change: upper,
        dress: Dress::Lines,
    },
    Case {
        name: "soft hyphens",
        change: soft,
        dress: Dress::Lines,
    },
];

impl Case {
    fn changes_figures(&self) -> bool {
        self.name.contains("digit")
    }

    fn keeps_figures(&self) -> bool {
        !self.changes_figures()
    }
}

/// Whether `words` are those of `text`: most of its shingles stand in them.
fn is_right(words: &str, text: &str) -> bool {
    Fingerprint::of(text).containment(words) >= 0.5
}

#[test]
fn the_corpus_is_large_enough() {
    let corpus = corpus();
    let count = |language| {
        corpus
            .iter()
            .filter(|d| d.language == language)
            .map(|d| d.paragraphs.len())
            .sum::<usize>()
    };
    assert!(count(Language::De) >= 40 && count(Language::En) >= 20 && count(Language::Zh) >= 15);
    assert!(CASES.len() >= 12);
    assert!(
        corpus
            .iter()
            .flat_map(|d| &d.paragraphs)
            .all(|p| !p.statements.is_empty())
    );
}

#[test]
fn the_right_paragraph_is_found_and_changed_figures_are_told() {
    let corpus = corpus();
    let prints: Vec<DocumentPrint> = corpus.iter().map(print_of).collect();
    let matcher = Matcher::new(&prints);
    let (mut all, mut found, mut told, mut changed) = (0, 0, 0, 0);
    for case in CASES {
        let (mut here, mut right) = (0, 0);
        for (nth, document) in corpus.iter().enumerate() {
            let mut chance = Chance(nth as u64 + 7);
            let originals: Vec<&String> = std::iter::once(&document.title)
                .chain(document.paragraphs.iter().map(|p| &p.text))
                .collect();
            let texts: Vec<String> = originals
                .iter()
                .enumerate()
                .map(|(n, t)| {
                    if n == 0 {
                        (*t).clone()
                    } else {
                        (case.change)(t, &mut chance)
                    }
                })
                .collect();
            let decoded = decode(&bytes(case.dress, document.language, &texts)).unwrap();
            let format = if case.dress == Dress::Markdown {
                Format::Markdown
            } else {
                Format::of(&decoded.text, None)
            };
            let matches = matcher.assign(blocks(&decoded.text, format));
            assert!(
                matches.iter().all(|m| m.document == nth),
                "{}: document {nth} taken for another",
                case.name
            );
            for (n, text) in texts.iter().enumerate().skip(1) {
                (all, here) = (all + 1, here + 1);
                let assignment = matches.first().map(|m| &m.paragraphs[n]);
                let good = assignment.filter(|a| a.likeness != Likeness::Missing && is_right(&a.words, text));
                let Some(assignment) = good else {
                    println!("{}: {text:.60} … not found: {assignment:?}", case.name);
                    continue;
                };
                (found, right) = (found + 1, right + 1);
                let differs = Fingerprint::of(originals[n]).numbers != Fingerprint::of(text).numbers;
                changed += usize::from(differs || case.keeps_figures());
                let said = assignment.likeness == Likeness::FiguresChanged;
                if said == (differs && case.changes_figures()) {
                    told += usize::from(differs || case.keeps_figures());
                } else {
                    println!("{}: {text:.60} … {}", case.name, assignment.detail);
                }
            }
        }
        println!("{:36} {right} of {here}", case.name);
    }
    println!(
        "right paragraph found: {found} of {all}; changed figures told from changed wording: {told} of {changed}"
    );
    assert!(found * 100 >= all * 99);
    assert_eq!(told, changed);
}

#[test]
fn a_wrong_paragraph_is_never_accepted() {
    let corpus = corpus();
    let paragraphs: Vec<(Language, &String)> = corpus
        .iter()
        .flat_map(|d| d.paragraphs.iter().map(|p| (d.language, &p.text)))
        .collect();
    let single = |(language, text): &(Language, &String)| DocumentPrint {
        language: *language,
        paragraphs: vec![ParagraphPrint {
            n: 1,
            print: Fingerprint::of(text),
            phrases: Vec::new(),
        }],
    };
    let prints: Vec<DocumentPrint> = paragraphs.iter().map(single).collect();
    let matcher = Matcher::new(&prints);
    let (mut pairs, mut wrong) = (0, 0);
    for case in CASES {
        for (nth, (language, text)) in paragraphs.iter().enumerate() {
            let mut chance = Chance(nth as u64);
            let texts = [(case.change)(text, &mut chance)];
            let decoded = decode(&bytes(case.dress, *language, &texts)).unwrap();
            let matches = matcher.assign(blocks(&decoded.text, Format::of(&decoded.text, None)));
            pairs += paragraphs.len() - 1;
            wrong += matches.iter().filter(|m| m.document != nth).count();
        }
    }
    println!("wrong pairs accepted: {wrong} of {pairs}");
    assert!(pairs >= 5000);
    assert_eq!(wrong, 0);
}

#[test]
fn values_are_read_again_from_their_phrases() {
    let (mut all, mut agreed, mut phrases) = (0, 0, 0);
    for document in corpus() {
        for paragraph in &document.paragraphs {
            for statement in &paragraph.statements {
                let found = find(&statement.phrase, &paragraph.text, document.language);
                phrases += usize::from(found.span.is_some());
                let claim = Claim {
                    value: &statement.value,
                    unit: &statement.unit,
                    period: None,
                    kind: None,
                    reads: Reads::Value,
                    language: document.language,
                };
                let verdict = verify(&claim, &paragraph.text, found.span);
                all += 1;
                if verdict.agreement == Agreement::Agrees {
                    agreed += 1;
                } else {
                    println!(
                        "{}: {} {}",
                        statement.phrase,
                        verdict.agreement.code(),
                        verdict.detail
                    );
                }
            }
        }
    }
    println!("phrases found: {phrases} of {all}; values read again: {agreed} of {all}");
    assert_eq!(phrases, all);
    assert!(agreed * 100 >= all * 97);
}

#[test]
fn neighbours_with_much_the_same_words_are_both_found() {
    let lines = [
        "港区计划在2041年以前让帆船收入越过300亿元，灯塔泊位增至40处，并把帆船和灯塔、潜艇的管理连成一体，另设航运学校6所、船坞试验站18处，电动码头的比例升到70%。",
        "港区计划在2044年以前让帆船收入越过500亿元，灯塔泊位增至90处，电动码头的比例升到85%，使帆船的名声传遍沿海各地。",
    ];
    let paragraph = |(n, text): (u32, &&str)| ParagraphPrint {
        n,
        print: Fingerprint::of(text),
        phrases: Vec::new(),
    };
    let documents = [DocumentPrint {
        language: Language::Zh,
        paragraphs: (1..).zip(&lines).map(paragraph).collect(),
    }];
    let codes = |text: &str| -> Vec<&'static str> {
        let found = Matcher::new(&documents).assign(blocks(text, Format::Plain));
        found[0].paragraphs.iter().map(|p| p.likeness.code()).collect()
    };
    assert_eq!(codes(&lines.join("\n\n")), ["P0", "P0"]);
    assert_eq!(codes(&lines.join("\n\n").replace("90处", "91处")), ["P0", "P2"]);
    assert_eq!(codes(&lines.join("\n\n").replace("40处", "41处")), ["P2", "P0"]);
}
