//! Keys and signs, made from the table of actions.

use super::{Meaning, Overlay, meaning};
use crate::query::census::Census;
use crate::settings::Role;
use crate::ui::action::{ACTIONS, Group};
use crate::ui::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::effect::Effect;
use crate::ui::event::Key;
use crate::ui::layout::Areas;
use crate::ui::prose::{Line, fit, line_width, span};
use crate::ui::say;
use ratatui::layout::Rect;

/// An open help page.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// The first row shown.
    pub top: usize,
}

/// The signs of tables and charts, and what they mean.
pub const SIGNS: &[(&str, &str)] = &[
    ("● ○ ◌ ◇", "observed, target or plan, projected, claim"),
    ("□", "computed from facts by a formula"),
    ("⊘", "superseded: a later figure stands in its stead"),
    ("> >= < <= ≈", "over, at least, under or almost, at most, about"),
    ("#6", "sixth in an order"),
    ("10^12", "of that order of magnitude, no number given"),
    ("→28-01", "within so many years: the month in which they end"),
    ("25*", "the period was inferred, not said beside the figure"),
    (
        "●1",
        "Ev: the kind of the value shown, and how many sources say it",
    ),
    (
        "✔ ≈ ! –",
        "your own copy says it, in doubt, says otherwise, no copy",
    ),
    ("▾ ▸", "an open and a closed place; · for none of its own"),
    ("↑ ↓", "at least, at most, over or under a point of a chart"),
    ("▁▃▅█", "a bar: stated, from zero, one cell a year"),
    ("⡀⡄⡆⡇", "a thin bar: a bound, not the number itself"),
    ("·", "a year between two stated ones that nobody gave"),
    ("!", "two sources disagree"),
    ("⟦ ⟧", "the figure in the restated paragraph"),
    ("«…» ¶3", "the phrase as printed, and its paragraph"),
    ("▌", "where the keys go"),
];

fn lines(app: &App) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        for (n, row) in ACTIONS.iter().filter(|row| row.group == group).enumerate() {
            let head = if n == 0 { group.title() } else { "" };
            let keys = app.keymap.shown(row.name);
            let runs = (row.when)(app);
            let text = if runs { Role::Text } else { Role::Faint };
            lines.push(vec![
                span(fit(head, 7), Role::Accent),
                span(
                    fit(&keys.join(" "), 13),
                    if runs { Role::Accent } else { Role::Faint },
                ),
                span(if runs { "" } else { "· " }, Role::Faint),
                span(row.sentence, text),
            ]);
        }
        lines.push(Line::new());
    }
    for (n, text) in about(app).into_iter().enumerate() {
        let head = if n == 0 { "Atlas" } else { "" };
        lines.push(vec![span(fit(head, 7), Role::Accent), span(text, Role::Text)]);
    }
    lines.push(Line::new());
    for (n, (sign, meaning)) in SIGNS.iter().enumerate() {
        lines.push(vec![
            span(fit(if n == 0 { "Signs" } else { "" }, 7), Role::Accent),
            span(fit(sign, 13), Role::Number),
            span(*meaning, Role::Text),
        ]);
    }
    lines
}

/// The edition of the atlas, and what it holds.
fn about(app: &App) -> [String; 3] {
    let (census, records) = (Census::of(&app.atlas), app.atlas.records());
    let edition = match app.atlas.edition() {
        "" => "no date".to_owned(),
        date => date.to_owned(),
    };
    [
        format!("edition {edition}, the day of its last check"),
        format!(
            "{} from {} of {}",
            say::counted(census.facts, "fact"),
            say::counted(census.documents, "document"),
            say::counted(census.publishers, "publisher")
        ),
        format!(
            "about {} of {} places, in {} of {} metrics",
            census.places,
            records.places.len(),
            census.metrics,
            records.metrics.len()
        ),
    ]
}

fn area(areas: &Areas) -> Rect {
    areas.body
}

/// Lines in as many columns as fit: the whole of help on one wide screen.
fn columns(app: &App, inner: Rect) -> (Vec<Vec<Line>>, u16) {
    let all = lines(app);
    let widest = all
        .iter()
        .map(|line| line_width(line))
        .max()
        .unwrap_or(1)
        .min(inner.width.max(1))
        + 2;
    let count = (inner.width / widest).clamp(1, 3);
    let rows = all.len().div_ceil(usize::from(count)).max(1);
    (all.chunks(rows).map(<[Line]>::to_vec).collect(), widest)
}

fn inside(area: Rect) -> Rect {
    Rect::new(
        area.x + 2,
        area.y + 1,
        area.width.saturating_sub(4),
        area.height.saturating_sub(2),
    )
}

/// Draws the page.
pub fn draw(app: &App, help: &Help, canvas: &mut Canvas, areas: &Areas) {
    let area = area(areas);
    canvas.raise(area);
    canvas.frame(area);
    canvas.text(
        (area.x + 2, area.y),
        area.width.saturating_sub(4),
        " Keys and signs · those with a · do not work here ",
        Role::Accent,
    );
    let inner = inside(area);
    let (columns, widest) = columns(app, inner);
    let tallest = columns.first().map_or(0, Vec::len);
    for (n, column) in columns.iter().enumerate() {
        let x = inner.x + widest * n as u16;
        for (y, line) in (inner.y..inner.bottom()).zip(column.iter().skip(help.top)) {
            canvas.spans((x, y), widest.min(inner.right().saturating_sub(x)), line);
        }
    }
    let below = tallest.saturating_sub(help.top + usize::from(inner.height));
    let more = if below > 0 {
        format!(" {below} more, PgDn ")
    } else {
        String::new()
    };
    let foot = format!(" {} Esc close{more} ", app.keymap.first("help"));
    canvas.text(
        (area.x + 2, area.bottom().saturating_sub(1)),
        area.width.saturating_sub(4),
        &foot,
        Role::Faint,
    );
}

/// Keys of help: those of help, open and quit close, those that move scroll, search and palette are gone on to.
pub fn key(app: &mut App, help: Help, key: Key) -> Option<Vec<Effect>> {
    match meaning(app, key) {
        Meaning::Action("help" | "quit" | "open") => Some(Vec::new()),
        Meaning::Action("search" | "palette") => None,
        meaning => {
            app.overlay = Some(Overlay::Help(help));
            if meaning.stays() { None } else { Some(Vec::new()) }
        }
    }
}

/// Keeps the page within its lines.
pub fn settle(app: &App, help: &mut Help) {
    let inner = inside(area(&crate::ui::layout::areas(app)));
    let tallest = columns(app, inner).0.first().map_or(0, Vec::len);
    help.top = help.top.min(tallest.saturating_sub(usize::from(inner.height)));
}
