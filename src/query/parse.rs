//! The query language: words, quoted words, fields with comparisons, ranges and lists, negation.
//! One parser for the explorer, `find` and filters. Knows no atlas.

use super::amount::{amount, is_scale};
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

/// «2,4 Billionen» is typed as two words and means one value.
fn join_amounts(clauses: &mut Vec<Clause>) {
    let mut at = 0;
    while at + 1 < clauses.len() {
        let joined = match (&clauses[at], &clauses[at + 1]) {
            (a, b) if !a.not && !b.not && a.field.is_none() && b.field.is_none() => {
                match (&a.test, &b.test) {
                    (Test::Words(x), Test::Words(y)) if is_scale(&y[0]) => {
                        amount(&format!("{} {}", x[0], y[0]))
                    }
                    _ => None,
                }
            }
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
}
