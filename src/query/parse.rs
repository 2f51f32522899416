//! The query language: words, quoted words, fields with comparisons, ranges and lists, negation.
//! One parser for the explorer, `find` and filters. Knows no atlas.

use super::amount::{Measured, amount, is_scale, measured};
use super::wording::is_versus;
use crate::atlas::{Decimal, Round};
use crate::problem::nearest;

/// The fields, with their short forms and what they take.
pub const FIELDS: &[(&str, &[&str], &str)] = &[
    ("place", &["city", "in"], "a place or a part of it"),
    ("district", &["zone", "park"], "a district, zone or park"),
    ("metric", &["m"], "what is measured"),
    (
        "org",
        &["organisation", "firm"],
        "a firm, university, programme …",
    ),
    ("doc", &["document", "source"], "a document or publisher"),
    (
        "kind",
        &["k"],
        "observed, target, projected, plan, claim; or fact, place, metric …",
    ),
    ("year", &["y", "period"], "a year: 2025, >=2025, 2023..2028"),
    (
        "value",
        &["v"],
        "a number in base units: >1000, 2.4tn, 200bn..1tn",
    ),
    ("unit", &["u"], "a unit: CNY, percent, km"),
    ("ev", &["evidence", "sources"], "how many sources: >=2"),
    ("lang", &["language"], "the document's language: de, en, zh"),
];

/// One clause; all clauses of a query must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The field, or none for a bare word.
    pub field: Option<&'static str>,
    /// What is asked.
    pub test: Test,
    /// Whether it must not hold.
    pub not: bool,
    /// Where it stands in the query: bytes.
    pub at: std::ops::Range<usize>,
}

/// What a clause asks of a field or label.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// One of these words, fuzzily.
    Words(Vec<String>),
    /// This text, exactly.
    Exact(String),
    /// A number between two ends, each with whether it is allowed itself.
    Range(Option<(Decimal, bool)>, Option<(Decimal, bool)>),
}

/// What is wrong with a query, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// In words.
    pub message: String,
    /// At which byte.
    pub at: usize,
    /// What to write instead.
    pub hint: String,
}

/// Reads a query. Any string either parses or gives an error; an empty one has no clauses.
///
/// # Errors
/// Unknown fields, missing or unreadable values, open quotes.
pub fn parse(query: &str) -> Result<Vec<Clause>, QueryError> {
    let mut clauses = Vec::new();
    for (start, token) in tokens(query)? {
        clauses.push(clause(token, start)?);
    }
    set_side_by_side(&mut clauses);
    join_units(query, &mut clauses);
    join_amounts(&mut clauses);
    Ok(clauses)
}

/// Splits at white space outside quotes.
fn tokens(query: &str) -> Result<Vec<(usize, &str)>, QueryError> {
    let (mut tokens, mut start, mut quote) = (Vec::new(), None, None);
    for (at, c) in query.char_indices() {
        match (c, quote) {
            ('"' | '“' | '”' | '„', None) => {
                quote = Some(at);
                start = start.or(Some(at));
            }
            ('"' | '“' | '”', Some(_)) => quote = None,
            (c, None) if c.is_whitespace() => {
                tokens.extend(start.take().map(|from| (from, &query[from..at])))
            }
            _ => start = start.or(Some(at)),
        }
    }
    if let Some(at) = quote {
        let hint = "close it with \"".to_owned();
        return Err(QueryError {
            message: "a quote is not closed".to_owned(),
            at,
            hint,
        });
    }
    tokens.extend(start.map(|from| (from, &query[from..])));
    Ok(tokens)
}

fn clause(token: &str, start: usize) -> Result<Clause, QueryError> {
    let at = start..start + token.len();
    let (not, body) = match token.strip_prefix('-') {
        Some(rest) if !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()) => (true, rest),
        _ => (false, token),
    };
    let offset = start + token.len() - body.len();
    if body.starts_with(['"', '“', '„']) {
        return Ok(Clause {
            field: None,
            test: Test::Exact(unquoted(body)),
            not,
            at,
        });
    }
    let Some((name, value)) = field_and_value(body) else {
        return Ok(Clause {
            field: None,
            test: Test::Words(vec![body.to_owned()]),
            not,
            at,
        });
    };
    let field = field(name, offset)?;
    let test = test(field, value, offset + body.len() - value.len())?;
    Ok(Clause {
        field: Some(field),
        test,
        not,
        at,
    })
}

/// `value:>1000`, `value>1000` and `year=2025` all split; a plain word or a URL does not.
fn field_and_value(body: &str) -> Option<(&str, &str)> {
    let end = body.find([':', '<', '>', '=', '≥', '≤'])?;
    let name = &body[..end];
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphabetic()) || body[end..].starts_with("://") {
        return None;
    }
    let rest = &body[end..];
    Some((name, rest.strip_prefix(':').unwrap_or(rest)))
}

/// The field of this name or short form.
pub fn field_named(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let known =
        |(field, short, _): &&(&str, &[&str], &str)| *field == lower || short.contains(&lower.as_str());
    FIELDS.iter().find(known).map(|(field, ..)| *field)
}

fn field(name: &str, at: usize) -> Result<&'static str, QueryError> {
    let lower = name.to_ascii_lowercase();
    field_named(name).ok_or_else(|| {
        let names = || {
            FIELDS
                .iter()
                .flat_map(|(field, short, _)| std::iter::once(*field).chain(short.iter().copied()))
        };
        let hint = match nearest(&lower, names()) {
            Some(near) => format!("did you mean «{near}:»?"),
            None => format!(
                "fields are {}",
                FIELDS.iter().map(|f| f.0).collect::<Vec<_>>().join(", ")
            ),
        };
        QueryError {
            message: format!("there is no field «{name}»"),
            at,
            hint,
        }
    })
}

fn test(field: &'static str, value: &str, at: usize) -> Result<Test, QueryError> {
    let about = FIELDS.iter().find(|f| f.0 == field).map_or("", |f| f.2);
    let wrong = |message: String| QueryError {
        message,
        at,
        hint: format!("{field}: takes {about}"),
    };
    let bare = value.trim_start_matches(['<', '>', '=', '≥', '≤']);
    if bare.is_empty() {
        return Err(wrong(format!("«{field}» has no value")));
    }
    if !matches!(field, "value" | "year" | "ev") {
        let exact = bare.starts_with(['"', '“', '„']);
        return Ok(if exact {
            Test::Exact(unquoted(bare))
        } else {
            Test::Words(list(bare))
        });
    }
    let number = |text: &str| amount(text).ok_or_else(|| wrong(format!("«{text}» is no number")));
    let sign = &value[..value.len() - bare.len()];
    if let Some((low, high)) = bare.split_once("..") {
        let end = |text: &str| {
            if text.is_empty() {
                Ok(None)
            } else {
                number(text).map(|n| Some((n, true)))
            }
        };
        return Ok(Test::Range(end(low)?, end(high)?));
    }
    let n = number(bare)?;
    Ok(match sign {
        "" | "=" | "==" => around(field, n),
        ">" => Test::Range(Some((n, false)), None),
        ">=" | "=>" | "≥" => Test::Range(Some((n, true)), None),
        "<" => Test::Range(None, Some((n, false))),
        "<=" | "=<" | "≤" => Test::Range(None, Some((n, true))),
        other => return Err(wrong(format!("«{other}» compares nothing"))),
    })
}

/// A value asked for by equality is met within half a unit of its last written digit; years are exact.
fn around(field: &str, n: Decimal) -> Test {
    if field == "value" && n.exponent() != 0 {
        let half = Decimal::new(5, n.exponent() - 1);
        let (low, high) = (n.add(half.negate(), Round::Down), n.add(half, Round::Up));
        return Test::Range(Some((low, true)), Some((high, false)));
    }
    Test::Range(Some((n, true)), Some((n, true)))
}

fn list(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn unquoted(text: &str) -> String {
    text.trim_matches(['"', '“', '”', '„']).to_owned()
}

/// The only word of a clause that is a bare one and holds.
fn bare(clause: &Clause) -> Option<&str> {
    match (&clause.test, clause.field, clause.not) {
        (Test::Words(list), None, false) if list.len() == 1 => Some(&list[0]),
        _ => None,
    }
}

/// «Beijing vs Shanghai» asks for either.
fn set_side_by_side(clauses: &mut Vec<Clause>) {
    let mut at = 0;
    while at + 2 < clauses.len() {
        let [one, versus, other] = &clauses[at..at + 3] else {
            return;
        };
        let alternatives = match (bare(one), bare(versus), bare(other)) {
            (Some(_), Some(word), Some(other)) if is_versus(word) => other.to_owned(),
            _ => {
                at += 1;
                continue;
            }
        };
        let end = other.at.end;
        clauses[at].at.end = end;
        if let Test::Words(list) = &mut clauses[at].test {
            list.push(alternatives);
        }
        clauses.drain(at + 1..at + 3);
        at += 1;
    }
}

/// Words of an amount with its unit at most, behind its figure: «2.4 trillion percentage points».
const UNIT_WORDS: usize = 3;

/// «2.4 trillion yuan» is a value and its unit, also where they are typed as one word.
fn join_units(query: &str, clauses: &mut Vec<Clause>) {
    let mut at = 0;
    while at < clauses.len() {
        if let Some((count, [value, unit])) = with_unit(query, &clauses[at..]) {
            clauses.splice(at..at + count, [value, unit]);
            at += 1;
        }
        at += 1;
    }
}

/// The value and the unit that the first of these clauses make, and how many these are.
fn with_unit(query: &str, clauses: &[Clause]) -> Option<(usize, [Clause; 2])> {
    let figure = bare(clauses.first()?)?;
    if !figure
        .trim_start_matches('-')
        .starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let words = clauses
        .iter()
        .take(1 + UNIT_WORDS)
        .take_while(|clause| bare(clause).is_some());
    let start = clauses[0].at.start;
    (1..=words.count()).rev().find_map(|count| {
        let end = clauses[count - 1].at.end;
        let Measured { number, unit, at } = measured(&query[start..end])?;
        let clause = |field, test, at| Clause {
            field: Some(field),
            test,
            not: false,
            at,
        };
        let figures = start + query[start..start + at].trim_end().len();
        let value = clause("value", around("value", number), start..figures);
        Some((count, [value, clause("unit", Test::Exact(unit), start + at..end)]))
    })
}

/// «2,4 Billionen» is typed as two words and means one value.
fn join_amounts(clauses: &mut Vec<Clause>) {
    let mut at = 0;
    while at + 1 < clauses.len() {
        let joined = match (bare(&clauses[at]), bare(&clauses[at + 1])) {
            (Some(figure), Some(scale)) if is_scale(scale) => amount(&format!("{figure} {scale}")),
            _ => None,
        };
        if let Some(number) = joined {
            let end = clauses[at + 1].at.end;
            clauses[at] = Clause {
                field: Some("value"),
                test: around("value", number),
                not: false,
                at: clauses[at].at.start..end,
            };
            clauses.remove(at + 1);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    #[test]
    fn fields_compare_with_or_without_a_colon() {
        let range = |query: &str| parse(query).expect(query)[0].test.clone();
        assert_eq!(range("value:>1000"), range("value>1000"));
        assert_eq!(range("year=2025"), range("y:2025"));
        assert_eq!(
            range("year:2023..2025"),
            Test::Range(Some((dec("2023"), true)), Some((dec("2025"), true)))
        );
    }

    #[test]
    fn faults_are_said_in_words() {
        for (query, part) in [
            ("value:>", "no value"),
            ("plaec:wuhan", "no field"),
            ("\"open", "not closed"),
            ("year:soon", "no number"),
            ("value:=<>3", "compares nothing"),
        ] {
            let error = parse(query).expect_err(query);
            assert!(error.message.contains(part), "{query}: {}", error.message);
            assert!(!error.hint.is_empty());
        }
        assert_eq!(parse("plaec:x").unwrap_err().hint, "did you mean «place:»?");
    }

    #[test]
    fn any_string_parses_or_errs() {
        for query in [
            "",
            " ",
            "-",
            "--",
            ":",
            "a:",
            "\"\"",
            "-\"x\"",
            "http://x",
            "5:3",
            "北京 2.4 万亿",
            "value:..",
            "-5",
        ] {
            let _ = parse(query);
        }
        assert_eq!(parse("2,4 Billionen").unwrap().len(), 1);
        assert!(parse("-kind:target").unwrap()[0].not);
    }

    #[test]
    fn a_figure_with_its_unit_is_a_value_and_a_unit() {
        for (query, rest, unit) in [
            ("2.4 trillion yuan", "", "CNY"),
            ("wuhan 1.1  trillion yuan", "wuhan", "CNY"),
            ("5,4 Prozent Beijing", "Beijing", "percent"),
            ("2.4万亿元", "", "CNY"),
            ("42 EFlops", "", "PFLOPS"),
            ("40 per cent", "", "percent"),
        ] {
            let clauses = parse(query).expect(query);
            let of = |field: Option<&'static str>| clauses.iter().filter(move |own| own.field == field);
            let value = of(Some("value")).next().expect(query);
            let own = of(Some("unit")).next().expect(query);
            assert_eq!(own.test, Test::Exact(unit.to_owned()), "{query}");
            let words: Vec<&str> = of(None).filter_map(bare).collect();
            assert_eq!(words.concat(), rest, "{query}");
            assert!(
                query[value.at.clone()].starts_with(|c: char| c.is_ascii_digit()),
                "{query}"
            );
            assert!(
                value.at.end <= own.at.start && !query[own.at.clone()].starts_with(' '),
                "{query}"
            );
        }
        let fields = |query: &str| {
            parse(query)
                .expect(query)
                .iter()
                .filter(|own| own.field.is_some())
                .count()
        };
        for query in [
            "5g stations",
            "2025 yuanqu",
            "-46.4",
            "46.4 -percent",
            "2025 park",
            "100 \"yuan\"",
        ] {
            assert_eq!(fields(query), 0, "{query}");
        }
    }

    #[test]
    fn what_is_set_side_by_side_is_asked_as_either() {
        let clauses = parse("Beijing vs Shanghai AI").expect("words");
        assert_eq!(clauses.len(), 2);
        let either = ["Beijing", "Shanghai"].map(str::to_owned).to_vec();
        assert_eq!(clauses[0].test, Test::Words(either));
        assert_eq!(clauses[0].at, 0..19);
        for query in ["vs", "vs beijing", "beijing vs", "a -vs b"] {
            let all = parse(query).expect(query);
            assert_eq!(all.len(), query.split(' ').count(), "{query}");
        }
    }
}
