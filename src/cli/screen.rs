//! The explorer on the terminal this process was started in: settings from environment and options, then the shell.

use super::options::Colour;
use super::resolve::resolve;
use super::session::{Failure, Outcome, Session};
use crate::data;
use crate::problem::{Severity, nearest};
use crate::settings::Theme;
use crate::term::capabilities::{Capabilities, ColorWish, Hints};
use crate::ui::app::{App, Options};
use std::sync::Arc;

/// Opens the explorer, at a thing or with a search if asked to; ends when the reader leaves.
pub fn open(session: &mut Session, at: Option<&str>, query: &str) -> Outcome {
    let able = capabilities(session);
    let loaded = data::with_directories(&session.directories());
    let faults = loaded.count(Severity::Error) + loaded.count(Severity::Warning);
    let options = options(session, &able, faults)?;
    let mut app = App::new(Arc::new(loaded.atlas), options);
    if let Some(id) = at {
        let thing = resolve(&app.atlas, id)?;
        app.arrive(thing);
    }
    if !query.is_empty() {
        app.begin_search(query);
    }
    session.out.flush()?;
    let (atlas, sources) = (app.atlas.clone(), session.sources());
    let follow = move |post| super::copies::follow(atlas, sources, post);
    Ok(crate::term::run(app, shell(session, &able), follow)?)
}

/// What the terminal can show, by its environment and the reader's options.
fn capabilities(session: &Session) -> Capabilities {
    hints(session).capabilities(wish(session), session.options.glyphs)
}

fn hints(session: &Session) -> Hints {
    let env = session.env;
    let set = |on: bool| if on { "1".to_owned() } else { String::new() };
    Hints {
        term: env.term.clone(),
        colorterm: env.colorterm.clone(),
        colorfgbg: env.colorfgbg.clone(),
        no_color: set(env.no_color),
        clicolor_force: set(env.clicolor_force),
        lc_all: env.locale.clone(),
        is_tty: env.stdout_tty,
        is_tmux: env.tmux,
        is_screen: env.screen,
        is_ssh: env.ssh,
        ..Hints::default()
    }
}

fn wish(session: &Session) -> ColorWish {
    match session.options.colour {
        Colour::Auto => ColorWish::Auto,
        Colour::Always => ColorWish::Always,
        Colour::Never => ColorWish::Never,
    }
}

fn options(session: &Session, able: &Capabilities, problems: usize) -> Result<Options, Failure> {
    let themes: Vec<Arc<Theme>> = data::themes().into_iter().map(Arc::new).collect();
    let own = if able.is_light == Some(true) {
        "light"
    } else {
        "dark"
    };
    let wanted = session.options.theme.as_deref().unwrap_or(own);
    Ok(Options {
        theme: known(wanted, &themes)?,
        themes,
        depth: able.depth,
        glyphs: able.glyphs,
        size: session.env.size.unwrap_or((80, 24)),
        problems,
        sources: session
            .sources()
            .iter()
            .map(|path| path.display().to_string())
            .collect(),
        sources_home: session
            .sources_home()
            .map_or_else(|| "a directory".to_owned(), |path| path.display().to_string()),
    })
}

/// That the theme asked for is there, whatever is done with it: a slip in a script is told and not passed over.
pub fn check_theme(wanted: Option<&str>) -> Result<(), Failure> {
    let Some(wanted) = wanted else {
        return Ok(());
    };
    let themes: Vec<Arc<Theme>> = data::themes().into_iter().map(Arc::new).collect();
    known(wanted, &themes).map(|_| ())
}

/// The theme's name, if there is one called so.
pub fn known(wanted: &str, themes: &[Arc<Theme>]) -> Result<String, Failure> {
    let names: Vec<&str> = themes.iter().map(|theme| theme.name.as_str()).collect();
    if names.contains(&wanted) {
        return Ok(wanted.to_owned());
    }
    let hint = match nearest(wanted, names.iter().copied()) {
        Some(near) => format!("did you mean «{near}»? Themes are {}", names.join(", ")),
        None => format!("themes are {}", names.join(", ")),
    };
    Err(Failure::wrong(format!("there is no theme «{wanted}»"), hint))
}

fn shell(session: &Session, able: &Capabilities) -> crate::term::options::Options {
    let env = session.env;
    let mut options = crate::term::options::Options::of(&hints(session), able);
    options.browser.command = env.browser.as_ref().map(|b| b.to_string_lossy().into_owned());
    options.browser.has_display = env.display;
    options.reports = env.state_home.as_ref().map(|home| home.join("citescape"));
    options
}
