//! Kept facts as a Markdown list, each with a footnote for every source: a brief to go on from.

use super::markdown;
use super::snippet::{self, Cited};
use crate::atlas::{Atlas, FactId, Named, Value};
use std::fmt::Write;

/// The list, then the footnotes; equal sources share a footnote.
pub fn markdown_list(atlas: &Atlas, facts: &[FactId]) -> String {
    let (mut list, mut notes) = (String::new(), Vec::<String>::new());
    for id in facts {
        let fact = atlas.fact(*id);
        let Some(evidence) = fact.evidence.first() else {
            continue;
        };
        let cited = Cited {
            atlas,
            fact,
            evidence,
        };
        let text = match fact.value {
            Value::Holds => markdown::escaped(&snippet::value(cited)),
            _ => format!(
                "{}: **{}** ({})",
                markdown::escaped(&snippet::about(cited)),
                markdown::escaped(&snippet::value(cited)),
                fact.kind.name()
            ),
        };
        let _ = write!(list, "- {text}");
        for evidence in &fact.evidence {
            let note = markdown::footnote(atlas, "", evidence);
            let at = notes.iter().position(|own| *own == note).unwrap_or_else(|| {
                notes.push(note);
                notes.len() - 1
            });
            let _ = write!(list, "[^{}]", at + 1);
        }
        list.push('\n');
    }
    if !notes.is_empty() {
        list.push('\n');
    }
    for (n, note) in notes.iter().enumerate() {
        let _ = writeln!(list, "{}", note.replacen("[^]", &format!("[^{}]", n + 1), 1));
    }
    list
}
