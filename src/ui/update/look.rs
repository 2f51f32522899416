//! Appearance: zoom, widths, sorting, axis, theme, mouse.

use crate::ui::app::{App, Pane, View};
use crate::ui::effect::Effect;
use crate::ui::layout::{self, Divider};
use crate::ui::rows::{MetricRow, Order, Ranked, Sort};
use crate::ui::widgets::series::Axis;

type Effects = Vec<Effect>;

/// The focused pane alone, or all again.
pub fn zoom(app: &mut App) -> Effects {
    if *app.view() == View::Coverage {
        app.grid.wide = !app.grid.wide;
        return Vec::new();
    }
    app.zoomed = !app.zoomed;
    Vec::new()
}

/// A narrower list column.
pub fn narrower(app: &mut App) -> Effects {
    shift(app, Divider::Lists, -2)
}

/// A wider list column.
pub fn wider(app: &mut App) -> Effects {
    shift(app, Divider::Lists, 2)
}

/// More rows for the upper pane of the column in focus.
pub fn taller(app: &mut App) -> Effects {
    shift(app, under(app), 1)
}

/// Fewer rows for the upper pane of the column in focus.
pub fn shorter(app: &mut App) -> Effects {
    shift(app, under(app), -1)
}

/// The line between the panes of the column in focus.
fn under(app: &App) -> Divider {
    match app.focus {
        Pane::Cities | Pane::Districts => Divider::Cities,
        Pane::Metrics | Pane::Evidence => Divider::Metrics,
    }
}

fn shift(app: &mut App, divider: Divider, by: i32) -> Effects {
    match divider.place(&layout::areas(app)) {
        Some(at) => layout::move_divider(app, divider, i32::from(at) + by),
        None => app.refuse("there is no line between panes here"),
    }
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

/// Most holes first.
pub fn sort_holes(app: &mut App) -> Effects {
    super::coverage::sort(app, Order::Holes)
}

fn sort(app: &mut App, sort: Sort, words: &str) -> Effects {
    if *app.view() == View::Coverage {
        let order = match sort {
            Sort::Topic => Order::Tree,
            Sort::Name => Order::Name,
            Sort::Facts => Order::Facts,
            Sort::Value | Sort::Period => Order::Column,
        };
        return super::coverage::sort(app, order);
    }
    let fact = app.fact;
    if (app.focus, sort) == (Pane::Cities, Sort::Value) && !rank(app) {
        return Vec::new();
    }
    app.sorts[app.focus.index()] = sort;
    app.refresh();
    match fact {
        Some(fact) => app.select_fact(fact),
        None => app.follow_row(),
    }
    let words = match (&app.ranked, app.focus, sort) {
        (Some(by), Pane::Cities, Sort::Value) => {
            let name = app.atlas.name(&app.atlas.metric(by.metric).names);
            format!("ranked by {name}, each the latest stated; st brings the tree back")
        }
        _ => format!("sorted {words}"),
    };
    app.say(format!("{} {words}", app.focus.title()));
    Vec::new()
}

/// Takes the metric under the cursor to rank places by, if it has a number.
fn rank(app: &mut App) -> bool {
    let numbered = |row: &&MetricRow| {
        row.is_elsewhere()
            || row
                .series
                .latest
                .is_some_and(|id| app.atlas.fact(id).value.number().is_some())
    };
    let ranked = app.row().filter(numbered).map(|row| Ranked {
        metric: row.series.key.metric,
        scope: row.series.key.scope.clone(),
    });
    if ranked.is_none() {
        app.refuse("choose a metric with a number in 3 Metrics: places are then ranked by it");
        return false;
    }
    app.ranked = ranked;
    true
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
    let themes = &app.options.themes;
    let at = themes
        .iter()
        .position(|theme| theme.name == app.look.theme.name)
        .unwrap_or(0);
    if let Some(next) = themes.get((at + 1) % themes.len().max(1)).cloned() {
        app.say(format!("theme {}: {}", next.name, next.about));
        app.look.theme = next;
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
        format!("mouse captured: {} gives it back", app.keymap.first("mouse"))
    } else {
        "mouse left to the terminal".to_owned()
    };
    app.say(words);
    vec![Effect::CaptureMouse(app.mouse)]
}
