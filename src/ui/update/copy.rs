//! Copying the chosen fact, as each of the snippets of `export`.

use crate::export::snippet::{self, Cited};
use crate::ui::app::App;
use crate::ui::effect::Effect;

type Effects = Vec<Effect>;

fn copied(app: &mut App, write: fn(Cited) -> String) -> Effects {
    let (Some(fact), Some(evidence)) = (app.fact, app.evidence()) else {
        app.refuse("no fact is chosen");
        return Vec::new();
    };
    let text = write(Cited {
        atlas: &app.atlas,
        fact: app.atlas.fact(fact),
        evidence,
    });
    vec![Effect::Copy(text)]
}

/// The formula and its inputs with their citations, if the row is computed.
fn computed(app: &App) -> Option<Effects> {
    if app.fact.is_some() {
        return None;
    }
    let id = app.row()?.series.derivations.first()?;
    Some(vec![Effect::Copy(snippet::derived(
        &app.atlas,
        app.atlas.derivation(*id),
    ))])
}

/// The value.
pub fn value(app: &mut App) -> Effects {
    computed(app).unwrap_or_else(|| copied(app, snippet::value))
}

/// The value with its citation.
pub fn citation(app: &mut App) -> Effects {
    computed(app).unwrap_or_else(|| copied(app, snippet::with_citation))
}

/// Markdown with a footnote.
pub fn markdown(app: &mut App) -> Effects {
    copied(app, snippet::markdown_footnote)
}

/// BibTeX.
pub fn bibtex(app: &mut App) -> Effects {
    copied(app, snippet::bibtex)
}

/// CSL-JSON.
pub fn csl_json(app: &mut App) -> Effects {
    copied(app, snippet::csl_json)
}

/// A TSV row.
pub fn tsv(app: &mut App) -> Effects {
    copied(app, snippet::tsv)
}

/// The source's address.
pub fn link(app: &mut App) -> Effects {
    copied(app, snippet::link)
}

/// The fact's id.
pub fn id(app: &mut App) -> Effects {
    copied(app, snippet::id)
}
