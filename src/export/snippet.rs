//! One fact and one piece of its evidence as texts to paste: value, citation, footnote, BibTeX, CSL-JSON, TSV; and
//! a computed value with the citations of its inputs.
//! Every text is printable, so that it may go to a clipboard. All but `value`, `link` and `id` name the scope, and say so
//! if the period is inferred: a figure alone invites comparisons that its source does not allow.
//!
//! To add a snippet: a function here and its row in [`SNIPPETS`].

use super::{bibtex, cite, csl, csv, markdown};
use crate::atlas::*;
use crate::query::derive::derive;
use crate::safe_text::clean;

/// A fact and where it is said.
#[derive(Clone, Copy)]
pub struct Cited<'a> {
    /// The atlas of both.
    pub atlas: &'a Atlas,
    /// The fact.
    pub fact: &'a Fact,
    /// Where it is said.
    pub evidence: &'a Evidence,
}

/// A way to write one fact.
pub struct Snippet {
    /// Its name.
    pub name: &'static str,
    /// The text.
    pub write: fn(Cited) -> String,
}

/// All ways.
pub const SNIPPETS: &[Snippet] = &[
    Snippet {
        name: "value",
        write: value,
    },
    Snippet {
        name: "with-citation",
        write: with_citation,
    },
    Snippet {
        name: "markdown-footnote",
        write: markdown_footnote,
    },
    Snippet {
        name: "bibtex",
        write: bibtex,
    },
    Snippet {
        name: "csl-json",
        write: csl_json,
    },
    Snippet {
        name: "tsv",
        write: tsv,
    },
    Snippet {
        name: "link",
        write: link,
    },
    Snippet {
        name: "id",
        write: id,
    },
];

/// «over 2.4 trillion yuan»; where there is no number, the whole statement, for a bare «holds» says nothing.
pub fn value(cited: Cited) -> String {
    if cited.fact.value == Value::Holds {
        return statement(cited);
    }
    let (unit, metric) = (
        cited.atlas.unit(cited.fact.unit),
        cited.atlas.metric(cited.fact.metric),
    );
    clean(&full(&cited.fact.value, unit, metric)).into_owned()
}

/// What is measured, where and when: «Beijing, Computing power (pooled), as of 27 January 2026 (period inferred)».
pub fn about(cited: Cited) -> String {
    let (atlas, fact) = (cited.atlas, cited.fact);
    let inferred = if fact.period_inferred {
        " (period inferred)"
    } else {
        ""
    };
    let period = format!("{}{inferred}", fact.period.words());
    measured(
        atlas,
        (fact.place, fact.subject, fact.metric),
        &fact.scope,
        &period,
    )
}

fn measured(
    atlas: &Atlas,
    (place, subject, metric): (PlaceId, Option<OrganisationId>, MetricId),
    scope: &[Text],
    period: &str,
) -> String {
    let subject = subject.map(|id| &*atlas.organisation(id).names.en);
    let metric = &*atlas.metric(metric).names.en;
    let scope = match narrowing(scope, &[metric]).join("; ") {
        scope if scope.is_empty() => String::new(),
        scope => format!(" ({scope})"),
    };
    let metric = format!("{metric}{scope}");
    let parts = std::iter::once(&*atlas.place(place).names.en)
        .chain(subject)
        .chain([metric.as_str(), period]);
    clean(&parts.collect::<Vec<_>>().join(", ")).into_owned()
}

/// A statement without a number: «Beijing: measure «Key technologies», technological innovation (plan, as of …)».
/// Where no organisation or programme is its object, the scope is.
fn statement(cited: Cited) -> String {
    let (atlas, fact) = (cited.atlas, cited.fact);
    let metric = &*atlas.metric(fact.metric).names.en;
    let (object, rest) = match fact.subject {
        Some(id) => {
            let name = &*atlas.organisation(id).names.en;
            (name.to_owned(), narrowing(&fact.scope, &[metric, name]))
        }
        None => (narrowing(&fact.scope, &[metric]).join("; "), Vec::new()),
    };
    let mut text = format!(
        "{}: {}",
        atlas.place(fact.place).names.en,
        within_sentence(metric)
    );
    if !object.is_empty() {
        text.push_str(&format!(" «{object}»"));
    }
    if !rest.is_empty() {
        text.push_str(&format!(", {}", rest.join("; ")));
    }
    let inferred = if fact.period_inferred {
        ", period inferred"
    } else {
        ""
    };
    text.push_str(&format!(
        " ({}, {}{inferred})",
        fact.kind.name(),
        fact.period.words()
    ));
    clean(&text).into_owned()
}

/// The scopes that say more than the names before them: a reader needs no «in China» behind «rank in China».
fn narrowing<'a>(scope: &'a [Text], names: &[&str]) -> Vec<&'a str> {
    let said: Vec<String> = names.iter().flat_map(|name| words(name)).collect();
    let says_more = |scope: &&str| words(scope).iter().any(|word| !said.contains(word));
    scope.iter().map(|scope| &**scope).filter(says_more).collect()
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A name as it stands inside a sentence: «measure», but «AI companies» and «5G».
fn within_sentence(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// «Beijing, …, year 2025: over 2.4 trillion yuan», or the statement.
fn sentence(cited: Cited) -> String {
    match cited.fact.value {
        Value::Holds => statement(cited),
        _ => format!("{}: {}", about(cited), value(cited)),
    }
}

/// «Beijing, …, year 2025: over 2.4 trillion yuan (publisher, date, ¶3: «phrase», URL)»
pub fn with_citation(cited: Cited) -> String {
    let place = cite::place_of(cited.atlas, cited.evidence);
    format!("{} ({place})", sentence(cited))
}

/// The sentence with a footnote mark, and the footnote below.
pub fn markdown_footnote(cited: Cited) -> String {
    let label = key(cited);
    let note = markdown::footnote(cited.atlas, &label, cited.evidence);
    format!("{}[^{label}]\n\n{note}\n", markdown::escaped(&sentence(cited)))
}

/// A BibTeX entry for the paragraph, with the sentence in its note.
pub fn bibtex(cited: Cited) -> String {
    bibtex::cited(cited.atlas, &key(cited), cited.evidence, &sentence(cited))
}

/// A CSL-JSON item for the paragraph, with the sentence in its note, in the array that importers want.
pub fn csl_json(cited: Cited) -> String {
    let item = csl::cited(cited.atlas, &key(cited), cited.evidence, &sentence(cited));
    let mut out = Vec::new();
    // Writing into memory cannot fail; were it to, an empty text is copied.
    let written = super::json::line(&mut out, &serde_json::Value::Array(vec![item]));
    written
        .ok()
        .and_then(|()| String::from_utf8(out).ok())
        .unwrap_or_default()
}

/// The columns of the CSV, separated by tabs, and a last one that says if the period is inferred.
pub fn tsv(cited: Cited) -> String {
    let inferred = if cited.fact.period_inferred {
        "period inferred"
    } else {
        ""
    };
    let cells = csv::cells(cited.atlas, cited.fact, cited.evidence).join("\t");
    format!("{cells}\t{inferred}")
}

/// A computed value with its formula, and on the lines below each input with where it is said:
/// «Beijing, …, year 2024: over 2.2 trillion yuan (computed: value / (1 + growth / 100))».
pub fn derived(atlas: &Atlas, derivation: &Derivation) -> String {
    let (unit, metric) = (atlas.unit(derivation.unit), atlas.metric(derivation.metric));
    let value = derive(atlas, derivation);
    let value = value.map_or_else(|| "no bound follows".to_owned(), |d| full(&d.value, unit, metric));
    let about = measured(
        atlas,
        (derivation.place, None, derivation.metric),
        &derivation.scope,
        &derivation.period.words(),
    );
    let formula = derivation.formula.to_string();
    let mut text = format!("{about}: {} (computed: {})", clean(&value), clean(&formula));
    let order = derivation.formula.names();
    let mut inputs: Vec<_> = derivation.inputs.iter().collect();
    inputs.sort_by_key(|(name, _)| order.iter().position(|n| n == name).unwrap_or(order.len()));
    for (name, id) in inputs {
        let fact = atlas.fact(*id);
        for evidence in &fact.evidence {
            let cited = Cited {
                atlas,
                fact,
                evidence,
            };
            text.push_str(&format!("\n{}: {}", clean(name), with_citation(cited)));
        }
    }
    text
}

/// The document's address.
pub fn link(cited: Cited) -> String {
    clean(&cited.atlas.document(cited.evidence.document).url).into_owned()
}

/// The fact's id.
pub fn id(cited: Cited) -> String {
    clean(&cited.fact.slug).into_owned()
}

/// Document and paragraph as one word: `bj-trillion-ai-2026-p3`.
fn key(cited: Cited) -> String {
    let document = cited.atlas.document(cited.evidence.document);
    format!("{}-p{}", document.slug, cited.evidence.paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited<'a>(atlas: &'a Atlas, slug: &str) -> Cited<'a> {
        let Some(Thing::Fact(id)) = atlas.lookup(slug) else {
            panic!("{slug} is no fact")
        };
        let fact = atlas.fact(id);
        let evidence = &fact.evidence[0];
        Cited {
            atlas,
            fact,
            evidence,
        }
    }

    #[test]
    fn statements_are_words_and_figures_have_their_scope() {
        let atlas = crate::data::embedded().atlas;
        assert_eq!(
            value(cited(&atlas, "beijing.measure.key-technologies.as-of-2026-02-14")),
            "Beijing: measure «Key technologies», technological innovation \
             (plan, as of 14 February 2026, period inferred)"
        );
        assert_eq!(
            value(cited(&atlas, "modulus-world.site.tongming-lake.as-of-2026-02-14")),
            "Modulus World: site «sci-tech belt around Tongming Lake» \
             (observed, as of 14 February 2026, period inferred)"
        );
        let pooled = cited(&atlas, "beijing.computing-power.pooled.as-of-2026-01-27");
        assert_eq!(value(pooled), "over 60,000 PFLOPS");
        assert!(with_citation(pooled).starts_with(
            "Beijing, Computing power (pooled; with Tianjin, Hebei and Inner Mongolia), \
             as of 27 January 2026 (period inferred): over 60,000 PFLOPS ("
        ));
    }

    #[test]
    fn scopes_that_repeat_the_name_are_dropped() {
        let scope = ["in China".into(), "cumulative".into()];
        assert_eq!(
            narrowing(&scope, &["Test distance, rank in China"]),
            ["cumulative"]
        );
        let scope = ["share of city area".into()];
        assert!(narrowing(&scope, &["Share of the city's area"]).is_empty());
    }

    #[test]
    fn names_in_a_sentence_keep_their_capitals_where_they_are_short_forms() {
        for (name, inside) in [
            ("Stated ambition", "stated ambition"),
            ("AI companies", "AI companies"),
            ("5G base stations", "5G base stations"),
            ("", ""),
        ] {
            assert_eq!(within_sentence(name), inside);
        }
    }

    #[test]
    fn every_citing_snippet_names_scope_and_inference() {
        let atlas = crate::data::embedded().atlas;
        for (_, fact) in atlas.facts() {
            let Some(evidence) = fact.evidence.first() else {
                continue;
            };
            let cited = Cited {
                atlas: &atlas,
                fact,
                evidence,
            };
            assert_ne!(value(cited), "holds", "{}", fact.slug);
            let subject = fact.subject.map(|id| &*atlas.organisation(id).names.en);
            let mut names = vec![&*atlas.metric(fact.metric).names.en];
            names.extend(subject);
            for write in [with_citation, markdown_footnote, bibtex, csl_json, tsv] {
                // Markdown and BibTeX escape signs with backslashes.
                let text = write(cited).replace('\\', "");
                assert_eq!(text.contains("period inferred"), fact.period_inferred, "{text}");
                for scope in narrowing(&fact.scope, &names) {
                    assert!(text.contains(scope), "{text} lacks {scope}");
                }
            }
        }
    }

    #[test]
    fn a_computed_value_cites_its_inputs() {
        let atlas = crate::data::embedded().atlas;
        for (_, derivation) in atlas.derivations() {
            let text = derived(&atlas, derivation);
            let mut lines = text.lines();
            let first = lines.next().unwrap();
            assert!(
                first.starts_with(&*atlas.place(derivation.place).names.en),
                "{first}"
            );
            assert!(
                first.ends_with(&format!("(computed: {})", derivation.formula)),
                "{first}"
            );
            for scope in narrowing(&derivation.scope, &[&atlas.metric(derivation.metric).names.en]) {
                assert!(first.contains(scope), "{first}");
            }
            let rest: Vec<&str> = lines.collect();
            for (name, id) in &derivation.inputs {
                let url = &atlas.document(atlas.fact(*id).evidence[0].document).url;
                let start = format!("{name}: ");
                assert!(
                    rest.iter().any(|l| l.starts_with(&start) && l.contains(&**url)),
                    "{text}"
                );
            }
        }
    }
}
