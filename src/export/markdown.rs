//! The atlas as a report in Markdown: places with their facts, each with footnotes to the paragraphs that say it.
//! Text from data is escaped, so that no title becomes markup.

use super::{Format, cite};
use crate::atlas::*;
use crate::query::derive::derive;
use crate::safe_text::clean;
use std::io::{self, Write};

/// `--format markdown`
pub const FORMAT: Format = Format {
    name: "markdown",
    extension: "md",
    about: "a report by place, with footnotes",
    write,
};

fn write(atlas: &Atlas, out: &mut dyn Write) -> io::Result<()> {
    let (facts, documents) = (atlas.fact_count(), atlas.records().documents.len());
    writeln!(out, "# {facts} facts from {documents} documents\n")?;
    writeln!(
        out,
        "Edition {}. Each footnote names the paragraph and the words that say the figure.",
        escaped(atlas.edition())
    )?;
    let mut notes = Vec::new();
    let mut open: Vec<PlaceId> = atlas.roots().collect();
    open.reverse();
    let mut seen = vec![false; atlas.records().places.len()];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[id.index()], true) {
            continue;
        }
        place(atlas, id, &mut notes, out)?;
        open.extend(atlas.children(id).iter().rev());
    }
    // Places in a ring of parents have no root; they are reported by `check`, and their facts not lost here.
    for (id, _) in atlas.places().filter(|(id, _)| !seen[id.index()]) {
        place(atlas, id, &mut notes, out)?;
    }
    derivations(atlas, out)?;
    sources(atlas, out)?;
    writeln!(out)?;
    notes.iter().try_for_each(|note| writeln!(out, "{note}"))
}

fn place(atlas: &Atlas, id: PlaceId, notes: &mut Vec<String>, out: &mut dyn Write) -> io::Result<()> {
    let facts = atlas.facts_of_place(id);
    if facts.is_empty() {
        return Ok(());
    }
    let place = atlas.place(id);
    let above: Vec<String> = atlas
        .path(id)
        .iter()
        .map(|id| escaped(&atlas.place(*id).names.en))
        .collect();
    writeln!(out, "\n## {}\n", escaped(&place.names.en))?;
    let spellings: Vec<String> = place
        .names
        .all()
        .filter(|name| *name != place.names.en)
        .map(escaped)
        .collect();
    let spellings = if spellings.is_empty() {
        String::new()
    } else {
        format!(" · {}", spellings.join(" · "))
    };
    writeln!(out, "{}{spellings}\n", above.join(" › "))?;
    for fact in facts {
        writeln!(out, "{}", statement(atlas, atlas.fact(*fact), notes))?;
    }
    Ok(())
}

/// One fact as a list item; its evidence is added to the footnotes.
fn statement(atlas: &Atlas, fact: &Fact, notes: &mut Vec<String>) -> String {
    let mut marks = String::new();
    for evidence in &fact.evidence {
        let number = notes.len() + 1;
        notes.push(footnote(atlas, &number.to_string(), evidence));
        marks.push_str(&format!("[^{number}]"));
    }
    let disputed = match fact.status {
        Status::Reviewed => String::new(),
        status => format!(", *{}*", status.name()),
    };
    format!(
        "- **{}**: {}, {}{}{disputed}{marks}",
        escaped(&subject_and_metric(atlas, fact)),
        escaped(&full(
            &fact.value,
            atlas.unit(fact.unit),
            atlas.metric(fact.metric)
        )),
        qualified(fact),
        scope(fact)
    )
}

fn subject_and_metric(atlas: &Atlas, fact: &Fact) -> String {
    let metric = &atlas.metric(fact.metric).names.en;
    match fact.subject {
        Some(id) => format!("{}, {metric}", atlas.organisation(id).names.en),
        None => metric.to_string(),
    }
}

fn qualified(fact: &Fact) -> String {
    let inferred = if fact.period_inferred { " (inferred)" } else { "" };
    format!("{}{inferred}, {}", fact.period.words(), fact.kind.name())
}

fn scope(fact: &Fact) -> String {
    if fact.scope.is_empty() {
        String::new()
    } else {
        format!(" ({})", escaped(&fact.scope.join("; ")))
    }
}

/// A footnote that says where a fact is said.
pub fn footnote(atlas: &Atlas, label: &str, evidence: &Evidence) -> String {
    let document = atlas.document(evidence.document);
    format!(
        "[^{label}]: {}: *{}*, {}, ¶{}, «{}», <{}>",
        escaped(&cite::publishers(document)),
        escaped(&document.title),
        cite::dated(document),
        evidence.paragraph,
        escaped(&evidence.phrase),
        cite::safe_url(&document.url)
    )
}

fn derivations(atlas: &Atlas, out: &mut dyn Write) -> io::Result<()> {
    if atlas.records().derivations.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Computed from these facts\n")?;
    for (_, derivation) in atlas.derivations() {
        let (unit, metric) = (atlas.unit(derivation.unit), atlas.metric(derivation.metric));
        let value = derive(atlas, derivation);
        let value = value.map_or_else(|| "no bound follows".to_owned(), |d| full(&d.value, unit, metric));
        let inputs: Vec<String> = derivation
            .inputs
            .iter()
            .map(|(name, id)| format!("{name}: {}", escaped(&atlas.fact(*id).slug)))
            .collect();
        writeln!(
            out,
            "- **{}**, {}: {}, {} = `{}` ({})",
            escaped(&atlas.place(derivation.place).names.en),
            escaped(&metric.names.en),
            escaped(&value),
            derivation.period.words(),
            derivation.formula,
            inputs.join(", ")
        )?;
    }
    Ok(())
}

fn sources(atlas: &Atlas, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## Documents\n")?;
    for (_, document) in atlas.documents() {
        writeln!(
            out,
            "- {}: *{}*, {}, <{}>",
            escaped(&cite::publishers(document)),
            escaped(&document.title),
            cite::dated(document),
            cite::safe_url(&document.url)
        )?;
    }
    Ok(())
}

/// Text that Markdown shows as it is.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_do_not_become_markup() {
        assert_eq!(escaped("a *b* [c](d) <e>"), "a \\*b\\* \\[c\\](d) \\<e\\>");
        assert_eq!(escaped("über 2.4 «x»"), "über 2.4 «x»");
    }
}
