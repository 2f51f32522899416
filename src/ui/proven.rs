//! What the reader's own copies prove, as styled lines: the verdict on a figure, a paragraph word for word.
//! Reads the proof; proves nothing.

use super::app::App;
use super::prose::{Line, span};
use crate::atlas::*;
use crate::reading::proof::Verdict;
use crate::settings::Role as Paint;

/// The verdict on a piece of evidence: sign, words, and the codes of document, paragraph, phrase and value.
pub fn verdict_line(app: &App, fact: FactId, source: usize) -> Line {
    let Some(evidence) = app.atlas.fact(fact).evidence.get(source) else {
        return Vec::new();
    };
    let at = (evidence.document, evidence.paragraph);
    let Some(proof) = &app.copies.proof else {
        return not_checked(app);
    };
    let verdict = proof.verdict(fact, source, at);
    let paint = match verdict {
        Verdict::Verified => Paint::Ok,
        Verdict::Differs => Paint::Err,
        Verdict::Reworded | Verdict::NoCopy => Paint::Muted,
    };
    let mut line = vec![span(format!("{} {}", verdict.sign(), verdict.words()), paint)];
    match (
        proof.evidence.get(&(fact, source)),
        proof.paragraph(at.0, at.1),
        proof.document(at.0),
    ) {
        (Some(own), Some(paragraph), Some(document)) => {
            let codes = [
                document.copy.code(),
                paragraph.likeness.code(),
                own.phrase.code(),
                own.value.code(),
            ];
            line.push(span(format!(" · {}", codes.join(" ")), Paint::Faint));
            let details = [paragraph.detail.as_str(), own.detail.as_str()];
            let said = details
                .into_iter()
                .filter(|detail| !detail.is_empty() && verdict != Verdict::Verified);
            line.extend(said.map(|detail| span(format!(" · {detail}"), paint)));
        }
        _ => line.push(span(format!(" · add it to {}", where_to(app)), Paint::Faint)),
    }
    line
}

/// What to do to have figures checked.
fn not_checked(app: &App) -> Line {
    let words = if app.copies.directories.is_empty() {
        format!("? not checked: put your copy into {}", where_to(app))
    } else {
        "? not checked yet: your copies are being read".to_owned()
    };
    vec![span(words, Paint::Muted)]
}

fn where_to(app: &App) -> String {
    match app.copies.directories.first() {
        Some(directory) => directory.clone(),
        None => format!("{} or give --sources DIR", app.copies.home),
    }
}

/// A paragraph in the words of the reader's copy, the phrase of `fact` in ⟦ ⟧, those of other facts bold.
pub fn original(app: &App, at: (DocumentId, u32), fact: Option<FactId>) -> Option<Line> {
    let proof = app.copies.proof.as_ref()?;
    let words = proof
        .paragraph(at.0, at.1)
        .map(|p| p.words.as_str())
        .filter(|words| !words.is_empty())?;
    let mut marks: Vec<(std::ops::Range<usize>, bool)> = Vec::new();
    for id in app.atlas.facts_of_paragraph(at.0, at.1) {
        let evidence = app.atlas.fact(*id).evidence.iter().enumerate();
        for (n, _) in evidence.filter(|(_, e)| (e.document, e.paragraph) == at) {
            let found = proof.evidence.get(&(*id, n)).and_then(|own| own.span.clone());
            marks.extend(found.map(|range| (range, Some(*id) == fact)));
        }
    }
    // The chosen fact's phrase wins where two overlap.
    marks.sort_by_key(|(range, chosen)| (!chosen, range.start));
    let mut kept: Vec<(std::ops::Range<usize>, bool)> = Vec::new();
    for (range, chosen) in marks {
        if kept
            .iter()
            .all(|(own, _)| range.end <= own.start || own.end <= range.start)
        {
            kept.push((range, chosen));
        }
    }
    kept.sort_by_key(|(range, _)| range.start);
    Some(marked(words, &kept))
}

fn marked(words: &str, marks: &[(std::ops::Range<usize>, bool)]) -> Line {
    let (mut line, mut at) = (Line::new(), 0);
    for (range, chosen) in marks {
        let (Some(before), Some(figure)) = (words.get(at..range.start), words.get(range.clone())) else {
            continue;
        };
        line.push(span(before, Paint::Text));
        if *chosen {
            line.extend([
                span("⟦", Paint::Cite),
                span(figure, Paint::Number),
                span("⟧", Paint::Cite),
            ]);
        } else {
            line.push(span(figure, Paint::Number));
        }
        at = range.end;
    }
    line.push(span(words.get(at..).unwrap_or(""), Paint::Text));
    line.retain(|part| !part.text.is_empty());
    line
}
