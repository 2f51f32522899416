//! What is done of all that is wished: options first, then the environment, then the configuration, then what is
//! usual. What the terminal says of itself (`TERM`, `COLORFGBG`, locale, SSH) decides where all of them say «auto».
//!
//! To add a wish: its field in [`Settled`] or in the explorer's options, and its row in `config::rows`.

use super::env::Env;
use super::options::{Asked, Options};
use super::resolve::resolve;
use super::session::{Failure, Session};
use crate::atlas::{Atlas, Voice};
use crate::data;
use crate::data::config::{self, Config, FILE};
use crate::problem::{Problem, nearest};
use crate::settings::{Color, Motion, Mouse, Placed, Theme, Wishes};
use crate::term::capabilities::{Capabilities, Hints};
use crate::ui::app::{self, Pane};
use crate::ui::keymap::Keymap;
use std::sync::Arc;

/// Everything that wishes are settled by, but the configuration: that may change while the session runs.
#[derive(Debug, Clone)]
pub struct Wishing {
    /// The environment.
    pub env: Env,
    /// The options.
    pub given: Options,
    /// What the explorer is told and no wish changes.
    faults: usize,
    sources: Vec<String>,
    sources_home: String,
}

/// What is done.
#[derive(Debug, Clone)]
pub struct Settled {
    /// What the explorer is given.
    pub options: app::Options,
    /// What the terminal can.
    pub able: Capabilities,
    /// What the configuration says.
    pub wishes: Wishes,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// The configuration of the person who started the program.
pub fn configuration(env: &Env) -> Config {
    env.config()
        .map_or_else(Config::default, |home| config::read(&home))
}

impl Wishing {
    /// What this session wishes; `faults` is how many the data has.
    pub fn of(session: &Session, faults: usize) -> Self {
        let sources = session.sources();
        Wishing {
            env: session.env.clone(),
            given: session.options.clone(),
            faults,
            sources: sources.iter().map(|path| path.display().to_string()).collect(),
            sources_home: session
                .sources_home()
                .map_or_else(|| "a directory".to_owned(), |path| path.display().to_string()),
        }
    }

    /// Reads the configuration and settles everything; with an atlas, where to begin is looked for in it.
    ///
    /// # Errors
    /// If an option of the command line names what is not there.
    pub fn settle(&self, atlas: Option<&Atlas>) -> Result<Settled, Failure> {
        let Config {
            wishes,
            themes,
            mut problems,
        } = configuration(&self.env);
        let able = self.capabilities(&wishes);
        let themes = all_themes(themes);
        let theme = self.theme(&wishes, &themes, &able, &mut problems)?;
        let faults = Keymap::with(&wishes.keys).1;
        problems.extend(faults.into_iter().map(|problem| self.in_file(problem)));
        let nowhere = atlas
            .zip(wishes.start.as_ref())
            .and_then(|(atlas, start)| nowhere(atlas, start));
        problems.extend(nowhere.map(|problem| self.in_file(problem)));
        problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        let (given, env) = (&self.given, &self.env);
        let options = app::Options {
            theme,
            themes,
            depth: able.depth,
            glyphs: able.glyphs,
            size: env.size.unwrap_or((80, 24)),
            problems: self.faults,
            sources: self.sources.clone(),
            sources_home: self.sources_home.clone(),
            keys: wishes.keys.clone(),
            mouse: match given.mouse.unwrap_or(wishes.mouse) {
                Mouse::Auto => !env.ssh,
                wish => wish == Mouse::On,
            },
            moves: match given.motion.unwrap_or(wishes.motion) {
                Motion::Auto => !env.ssh,
                wish => wish == Motion::Full,
            },
            voice: Voice {
                names: given.names.unwrap_or(wishes.names),
                numbers: given.numbers.unwrap_or(wishes.numbers),
            },
            remark: remark(&problems),
        };
        Ok(Settled {
            options,
            able,
            wishes,
            problems,
        })
    }

    fn in_file(&self, problem: Problem) -> Problem {
        let file = self
            .env
            .config()
            .map(|home| home.join(FILE).display().to_string());
        let (line, column) = (problem.line, problem.column);
        problem.at(file.unwrap_or_default(), line, column)
    }

    fn capabilities(&self, wishes: &Wishes) -> Capabilities {
        let glyphs = self.given.glyphs.map_or(wishes.glyphs, Asked::only);
        hints(&self.env).capabilities(self.color(wishes), glyphs)
    }

    /// The environment's own wishes stand between option and configuration.
    fn color(&self, wishes: &Wishes) -> Color {
        let env = &self.env;
        let says = env.no_color || env.clicolor_force || env.clicolor_off;
        self.given
            .color
            .unwrap_or(if says { Color::Auto } else { wishes.color })
    }

    fn theme(
        &self,
        wishes: &Wishes,
        themes: &[Arc<Theme>],
        able: &Capabilities,
        problems: &mut Vec<Problem>,
    ) -> Result<String, Failure> {
        let own = if able.is_light == Some(true) {
            "light"
        } else {
            "dark"
        };
        if let Some(given) = &self.given.theme {
            return known(given, themes);
        }
        let Some(wish) = &wishes.theme else {
            return Ok(own.to_owned());
        };
        Ok(known(&wish.text, themes).unwrap_or_else(|failure| {
            if let Failure::Wrong { message, hint } = failure {
                let mut problem = Problem::error("K2", message).hint(hint);
                (problem.line, problem.column) = (wish.line, wish.column);
                problems.push(self.in_file(problem));
            }
            own.to_owned()
        }))
    }

    /// How the shell should behave.
    pub fn shell(&self, settled: &Settled) -> crate::term::options::Options {
        let env = &self.env;
        let mut options = crate::term::options::Options::of(&hints(env), &settled.able);
        options.mouse = settled.options.mouse;
        options.browser.command = env.browser.as_ref().map(|b| b.to_string_lossy().into_owned());
        options.browser.has_display = env.display;
        options.reports = env.state();
        options
    }
}

/// What the environment says of the terminal.
fn hints(env: &Env) -> Hints {
    let set = |on: bool| if on { "1".to_owned() } else { String::new() };
    Hints {
        term: env.term.clone(),
        colorterm: env.colorterm.clone(),
        colorfgbg: env.colorfgbg.clone(),
        no_color: set(env.no_color),
        clicolor_force: set(env.clicolor_force),
        clicolor: if env.clicolor_off {
            "0".to_owned()
        } else {
            String::new()
        },
        lc_all: env.locale.clone(),
        is_tty: env.stdout_tty,
        is_tmux: env.tmux,
        is_screen: env.screen,
        is_ssh: env.ssh,
        ..Hints::default()
    }
}

/// What is wrong with where to begin.
fn nowhere(atlas: &Atlas, start: &Placed) -> Option<Problem> {
    const VIEWS: [&str; 2] = ["documents", "search"];
    let panes = Pane::ALL.map(Pane::name);
    let views = || panes.into_iter().chain(VIEWS).chain(["last"]);
    if views().any(|view| view == start.text) {
        return None;
    }
    let Failure::Wrong { message, hint } = resolve(atlas, &start.text).err()? else {
        return None;
    };
    let hint = match nearest(&start.text, views()) {
        Some(near) => format!("did you mean «{near}»?"),
        None => hint,
    };
    let mut problem = Problem::error("K2", format!("start: {message}")).hint(hint);
    (problem.line, problem.column) = (start.line, start.column);
    Some(problem)
}

/// The embedded themes with those of the reader's own laid over them by name.
fn all_themes(own: Vec<Theme>) -> Vec<Arc<Theme>> {
    let mut themes = data::themes();
    for theme in own {
        match themes.iter_mut().find(|other| other.name == theme.name) {
            Some(other) => *other = theme,
            None => themes.push(theme),
        }
    }
    themes.into_iter().map(Arc::new).collect()
}

/// The first problem in one line, and how to see the others.
fn remark(problems: &[Problem]) -> Option<String> {
    let first = problems.first()?;
    let file = first.file.as_deref().unwrap_or(FILE);
    let file = file.rsplit('/').next().unwrap_or(file);
    let place = match first.line {
        0 => file.to_owned(),
        line => format!("{file}:{line}:{}", first.column.max(1)),
    };
    let rest = match problems.len() {
        1 => String::new(),
        n => format!(" (1 of {n}: citescape config --check)"),
    };
    let hint = match first.hint.as_str() {
        "" => String::new(),
        hint => format!("; {hint}"),
    };
    Some(format!("{place}: {}{hint}{rest}", first.message))
}

/// That the theme asked for is there, whatever is done with it: a slip in a script is told and not passed over.
pub fn check_theme(session: &Session) -> Result<(), Failure> {
    let Some(wanted) = &session.options.theme else {
        return Ok(());
    };
    match known(wanted, &all_themes(Vec::new())) {
        Ok(_) => Ok(()),
        Err(_) => known(wanted, &all_themes(configuration(session.env).themes)).map(|_| ()),
    }
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
