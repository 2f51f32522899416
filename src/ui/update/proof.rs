//! From a figure to its proof: sources, the paragraph's other facts, derivations, disputes, definitions.

use crate::atlas::{DocumentId, FactId, Thing};
use crate::ui::app::{App, View};
use crate::ui::effect::Effect;
use crate::ui::overlays::{Overlay, Sheet};

type Effects = Vec<Effect>;

/// The whole document at the paragraph that says it.
pub fn evidence(app: &mut App) -> Effects {
    let Some((document, n)) = app.evidence().map(|e| (e.document, e.paragraph)) else {
        app.refuse("no fact is chosen, so there is no paragraph to show");
        return Vec::new();
    };
    app.open_view(View::Reader(document));
    crate::ui::view::reader_to(app, n);
    Vec::new()
}

/// Next source, then next fact of the paragraph.
pub fn next_source(app: &mut App) -> Effects {
    let sources = app.fact.map_or(0, |id| app.atlas.fact(id).evidence.len());
    if app.source + 1 < sources {
        app.source += 1;
    } else {
        step_fact(app, 1);
    }
    Vec::new()
}

/// Previous source, then previous fact of the paragraph.
pub fn previous_source(app: &mut App) -> Effects {
    if app.source > 0 {
        app.source -= 1;
    } else {
        step_fact(app, -1);
    }
    Vec::new()
}

/// Goes to the next or previous fact in reading order: within the paragraph, then on to the paragraphs around it.
pub fn step_fact(app: &mut App, steps: isize) {
    let Some((document, fact)) = app.evidence().map(|e| e.document).zip(app.fact) else {
        return;
    };
    let facts = in_reading_order(app, document);
    let Some(at) = facts.iter().position(|id| *id == fact) else {
        return;
    };
    match at.checked_add_signed(steps).and_then(|next| facts.get(next)) {
        Some(next) => {
            if app.atlas.fact(*next).place != app.place {
                app.remember();
            }
            app.select_fact(*next);
            let sources = &app.atlas.fact(*next).evidence;
            app.source = sources.iter().position(|e| e.document == document).unwrap_or(0);
            crate::ui::view::follow_fact(app);
        }
        None => app.refuse(if steps > 0 {
            "the document's last fact"
        } else {
            "the document's first fact"
        }),
    }
}

/// The facts of a document in the order in which its restatements mark them.
fn in_reading_order(app: &App, document: DocumentId) -> Vec<FactId> {
    let mut facts: Vec<FactId> = Vec::new();
    for paragraph in &app.atlas.document(document).paragraphs {
        let marked = paragraph
            .restatement
            .iter()
            .flat_map(|r| r.marks.iter().map(|mark| mark.fact));
        let said = app
            .atlas
            .facts_of_paragraph(document, paragraph.n)
            .iter()
            .copied();
        for fact in marked.chain(said) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
    }
    facts
}

/// How values are computed from the fact, or the row's own formula.
pub fn derivation(app: &mut App) -> Effects {
    app.overlay = Some(Overlay::Sheet(Sheet::derivations(app)));
    Vec::new()
}

/// Where sources disagree.
pub fn disputes(app: &mut App) -> Effects {
    app.overlay = Some(Overlay::Sheet(Sheet::disputes(app)));
    Vec::new()
}

/// What the metric means.
pub fn definition(app: &mut App) -> Effects {
    let metric = match *app.view() {
        View::Card(Thing::Metric(metric)) => {
            let name = app.atlas.name(&app.atlas.metric(metric).names).to_owned();
            app.say(format!("this is what «{name}» means"));
            return Vec::new();
        }
        View::Coverage => app.grid.metric(),
        _ => app.row().map(|row| row.series.key.metric),
    };
    if let Some(metric) = metric {
        app.open_view(View::Card(Thing::Metric(metric)));
    }
    Vec::new()
}

/// Opens the source's address.
pub fn open_url(app: &mut App) -> Effects {
    match app.evidence().map(|e| app.atlas.document(e.document).url.clone()) {
        Some(url) => vec![Effect::Open(url.to_string())],
        None => Vec::new(),
    }
}

/// Paragraphs restated, or in the words of the reader's own copy.
pub fn originals(app: &mut App) -> Effects {
    match (&app.copies.proof, app.copies.directories.is_empty()) {
        (Some(_), _) => {
            app.copies.originals = !app.copies.originals;
            app.say(if app.copies.originals {
                "paragraphs in the words of your copy"
            } else {
                "paragraphs restated"
            });
        }
        (None, true) => {
            let home = app.copies.home.clone();
            app.refuse(format!(
                "no copies: put the articles into {home}, or start with --sources DIR"
            ));
        }
        (None, false) => app.refuse("your copies are still being read"),
    }
    Vec::new()
}

/// Only facts that the reader's copies do not verify, or all.
pub fn unverified(app: &mut App) -> Effects {
    if app.copies.proof.is_none() && !app.copies.unverified {
        let home = app.copies.home.clone();
        app.refuse(format!(
            "nothing is verified yet: put the articles into {home}, or start with --sources DIR"
        ));
        return Vec::new();
    }
    app.copies.unverified = !app.copies.unverified;
    app.refresh_keeping_fact();
    let all = app.keymap.first("unverified");
    app.say(if app.copies.unverified {
        format!("only facts that are not verified; {all} shows all")
    } else {
        "all facts".to_owned()
    });
    Vec::new()
}
