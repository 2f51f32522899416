//! Wishes that changed while the session runs: only what changed is taken, so that what was switched by hand stays.

use crate::ui::app::App;
use crate::ui::effect::Effect;
use crate::ui::keymap::Keymap;
use crate::ui::look::Look;
use crate::ui::options::Options;

/// Takes over what is wished now.
pub fn options(app: &mut App, wished: &Options) -> Vec<Effect> {
    let before = std::mem::replace(&mut app.options, wished.clone());
    if before == *wished {
        return Vec::new();
    }
    look(app, &before);
    if before.keys != wished.keys {
        app.keymap = Keymap::with(&wished.keys).0;
        app.prefix = None;
    }
    if before.voice != wished.voice {
        app.atlas = wished.spoken(app.atlas.clone());
        app.refresh_keeping_fact();
    }
    app.moves = wished.moves;
    match &wished.remark {
        Some(remark) => app.refuse(remark.clone()),
        None => app.say("the configuration has changed and is in force"),
    }
    if before.mouse == wished.mouse || app.mouse == wished.mouse {
        return Vec::new();
    }
    app.mouse = wished.mouse;
    vec![Effect::CaptureMouse(app.mouse)]
}

/// The theme wished if another one is, else the same one as it is now.
fn look(app: &mut App, before: &Options) {
    let wished = Look::of(&app.options);
    let shown = &app.look.theme.name;
    let kept = app.options.themes.iter().find(|theme| theme.name == *shown);
    let kept = kept.filter(|_| app.options.theme == before.theme).cloned();
    app.look = Look {
        theme: kept.unwrap_or(wished.theme.clone()),
        ..wished
    };
}
