//! Appearance: zoom, widths, sorting, axis, theme, mouse.

use crate::ui::app::App;
use crate::ui::effect::Effect;
use crate::ui::rows::Sort;
use crate::ui::widgets::series::Axis;

type Effects = Vec<Effect>;

/// The focused pane alone, or all again.
pub fn zoom(app: &mut App) -> Effects {
    app.zoomed = !app.zoomed;
    Vec::new()
}

/// A narrower list column.
pub fn narrower(app: &mut App) -> Effects {
    app.list_width = (app.list_width - 2).max(-12);
    Vec::new()
}

/// A wider list column.
pub fn wider(app: &mut App) -> Effects {
    app.list_width = (app.list_width + 2).min(40);
    Vec::new()
}

/// By topic.
pub fn sort_topic(app: &mut App) -> Effects {
    sort(app, Sort::Topic, "by topic")
}

/// By name.
pub fn sort_name(app: &mut App) -> Effects {
    sort(app, Sort::Name, "by name")
}

/// By value.
pub fn sort_value(app: &mut App) -> Effects {
    sort(app, Sort::Value, "by value")
}

/// By number of facts.
pub fn sort_facts(app: &mut App) -> Effects {
    sort(app, Sort::Facts, "by number of facts")
}

/// By period.
pub fn sort_period(app: &mut App) -> Effects {
    sort(app, Sort::Period, "newest first")
}

fn sort(app: &mut App, sort: Sort, words: &str) -> Effects {
    let fact = app.fact;
    app.sorts[app.focus.index()] = sort;
    app.refresh();
    match fact {
        Some(fact) => app.select_fact(fact),
        None => app.follow_row(),
    }
    app.say(format!("{} sorted {words}", app.focus.title()));
    Vec::new()
}

/// The next vertical axis of trends.
pub fn axis(app: &mut App) -> Effects {
    let (axis, words) = match app.axis {
        Axis::FromZero => (Axis::Cut, "trends cut to their range"),
        Axis::Cut => (Axis::Log, "charts logarithmic, trends from zero"),
        Axis::Log => (Axis::FromZero, "trends from zero"),
    };
    app.axis = axis;
    app.say(words);
    Vec::new()
}

/// The next theme.
pub fn theme(app: &mut App) -> Effects {
    let at = app
        .themes
        .iter()
        .position(|theme| theme.name == app.look.theme.name)
        .unwrap_or(0);
    if let Some(next) = app.themes.get((at + 1) % app.themes.len().max(1)) {
        app.look.theme = next.clone();
        app.say(format!("theme {}: {}", next.name, next.about));
    }
    Vec::new()
}

/// Draws everything again.
pub fn redraw(_: &mut App) -> Effects {
    vec![Effect::Redraw]
}

/// Captures the mouse, or leaves it to the terminal.
pub fn mouse(app: &mut App) -> Effects {
    app.mouse = !app.mouse;
    let words = if app.mouse {
        "mouse captured: M gives it back"
    } else {
        "mouse left to the terminal"
    };
    app.say(words);
    vec![Effect::CaptureMouse(app.mouse)]
}
