//! Keeping facts, comparing places by them, copying them as a list.

use crate::export::kept;
use crate::ui::app::{App, View};
use crate::ui::effect::Effect;

type Effects = Vec<Effect>;

/// Keeps the chosen fact, or drops it again; among the kept ones, drops that under the cursor.
pub fn keep(app: &mut App) -> Effects {
    let fact = match *app.view() {
        View::Kept => app.kept.get(app.cursor.at).copied(),
        _ => app.fact,
    };
    let Some(fact) = fact else {
        app.refuse("no fact is chosen");
        return Vec::new();
    };
    let before = app.kept.len();
    app.kept.retain(|own| *own != fact);
    if app.kept.len() == before {
        app.kept.push(fact);
        let key = app.keymap.first("compare");
        app.say(format!(
            "kept, {} in all; {key} compares their places",
            app.kept.len()
        ));
    } else {
        app.say(format!("dropped, {} kept", app.kept.len()));
    }
    Vec::new()
}

/// The kept facts.
pub fn show(app: &mut App) -> Effects {
    app.open_view(View::Kept);
    Vec::new()
}

/// The places of the kept facts and the chosen one side by side.
pub fn compare(app: &mut App) -> Effects {
    if app.compared().len() < 2 {
        let key = app.keymap.first("keep");
        app.refuse(format!(
            "keep a fact of another place with {key}: then both are compared"
        ));
    } else {
        app.open_view(View::Compare);
    }
    Vec::new()
}

/// Copies the kept facts as a Markdown list with footnotes.
pub fn copy(app: &mut App) -> Effects {
    if app.kept.is_empty() {
        app.refuse("nothing is kept yet");
        return Vec::new();
    }
    vec![Effect::Copy(kept::markdown_list(&app.atlas, &app.kept))]
}
