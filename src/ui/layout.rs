//! Where everything stands at a size: a pure function that drawing, scrolling and the mouse share.

use super::app::{App, Pane, View};
use super::rows;
use ratatui::layout::Rect;

/// Most columns drawn.
pub const MAX_COLUMNS: u16 = 500;
/// Most rows drawn.
pub const MAX_ROWS: u16 = 200;

/// Which arrangement fits a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Under 20×5: a card with name and size.
    Card,
    /// One pane.
    One,
    /// One pane and the line that cites.
    Line,
    /// A column of lists beside metrics and evidence, with hairlines.
    Column,
    /// The same in rounded boxes.
    Boxed,
    /// Four zones: lists, metrics and trend, evidence with its neighbours.
    Wide,
}

/// The class of a size. A border must be passed by two cells before the class changes.
pub fn class(size: (u16, u16), before: Class) -> Class {
    let now = exact_class(size);
    let (columns, rows) = size;
    let near = [
        (columns + 2, rows),
        (columns.saturating_sub(2), rows),
        (columns, rows + 2),
        (columns, rows.saturating_sub(2)),
    ];
    let hovering = now != before && now != Class::Card && before != Class::Card;
    // Only the smaller side of a border keeps a class: there the larger arrangement still fits nearly.
    if hovering && near[..1].iter().any(|size| exact_class(*size) == before) && fits(size, before) {
        before
    } else {
        now
    }
}

fn fits((columns, rows): (u16, u16), class: Class) -> bool {
    match class {
        Class::Wide => columns >= 148 && rows >= 24,
        Class::Boxed => columns >= 98 && rows >= 20,
        Class::Column => columns >= 58 && rows >= 10,
        Class::Line => columns >= 38 && rows >= 10,
        Class::One | Class::Card => false,
    }
}

fn exact_class((columns, rows): (u16, u16)) -> Class {
    match (columns, rows) {
        (0..20, _) | (_, 0..5) => Class::Card,
        (0..40, _) | (_, 0..10) => Class::One,
        (0..60, _) | (_, 10..14) => Class::Line,
        (150.., 26..) => Class::Wide,
        (100.., 22..) => Class::Boxed,
        _ => Class::Column,
    }
}

/// The rectangles of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Areas {
    /// The line at the top.
    pub header: Rect,
    /// All between header and footer.
    pub body: Rect,
    /// Each pane with its title or frame; none if it is not shown.
    pub panes: [Option<Rect>; 4],
    /// The chart beside the metrics.
    pub trend: Option<Rect>,
    /// The line at the bottom.
    pub footer: Rect,
    /// Whether panes have frames.
    pub framed: bool,
    /// Whether panes have a title line.
    pub titled: bool,
}

impl Areas {
    /// What a pane has for its content.
    pub fn inner(&self, pane: Pane) -> Option<Rect> {
        self.panes[pane.index()].map(|area| self.inside(area))
    }

    /// What a framed or titled rectangle has inside.
    pub fn inside(&self, area: Rect) -> Rect {
        if self.framed {
            Rect::new(
                area.x + 1,
                area.y + 1,
                area.width.saturating_sub(2),
                area.height.saturating_sub(2),
            )
        } else if self.titled {
            Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1))
        } else {
            area
        }
    }

    /// How many rows of a list a pane shows.
    pub fn rows(&self, pane: Pane) -> usize {
        let height = self.inner(pane).map_or(0, |inner| inner.height);
        usize::from(match pane {
            Pane::Metrics => height.saturating_sub(1 + scale_rows(height)),
            _ => height,
        })
    }
}

/// Rows under the table of metrics for its scale line.
pub fn scale_rows(height: u16) -> u16 {
    u16::from(height >= 7)
}

/// The rectangles for the state of `app`.
pub fn areas(app: &App) -> Areas {
    let (columns, rows) = app.size;
    let framed = matches!(app.class, Class::Boxed | Class::Wide);
    let titled = app.class == Class::Column;
    let foot = 1 + u16::from(framed || titled);
    let body = Rect::new(0, 1.min(rows), columns, rows.saturating_sub(1 + foot));
    let mut areas = Areas {
        header: Rect::new(0, 0, columns, 1.min(rows)),
        body,
        footer: Rect::new(0, rows.saturating_sub(1), columns, 1.min(rows)),
        framed,
        titled,
        ..Areas::default()
    };
    if *app.view() != View::Main {
        return areas;
    }
    let focus = app.focus.index();
    match app.class {
        Class::Card => {}
        _ if app.zoomed => areas.panes[focus] = Some(body),
        Class::One => areas.panes[focus] = Some(body),
        Class::Line => {
            let cited = if app.focus == Pane::Evidence { 0 } else { 2 };
            areas.panes[focus] = Some(Rect {
                height: body.height.saturating_sub(cited),
                ..body
            });
        }
        Class::Column => columns_of(&mut areas, app, 20, 1),
        Class::Boxed => columns_of(&mut areas, app, 26, 0),
        Class::Wide => wide(&mut areas, app),
    }
    areas
}

/// A line between panes that can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// Right of the lists.
    Lists,
    /// Under the cities.
    Cities,
    /// Under the metrics.
    Metrics,
    /// Left of the evidence, where it has a column of its own.
    Evidence,
}

impl Divider {
    /// All of them.
    pub const ALL: [Divider; 4] = [
        Divider::Lists,
        Divider::Cities,
        Divider::Metrics,
        Divider::Evidence,
    ];

    /// Whether it stands upright, so that it is moved sideways.
    pub fn is_upright(self) -> bool {
        matches!(self, Divider::Lists | Divider::Evidence)
    }

    /// Where it is: the first column or row behind it; none if it is not on screen.
    pub fn place(self, areas: &Areas) -> Option<u16> {
        let of = |pane: Pane| areas.panes[pane.index()];
        // A pane alone on screen has no neighbour.
        let (cities, metrics) = (of(Pane::Cities)?, of(Pane::Metrics)?);
        match self {
            Divider::Lists => Some(cities.right()),
            Divider::Cities => Some(cities.bottom()),
            Divider::Metrics => Some(metrics.bottom()),
            Divider::Evidence => areas.trend.and(of(Pane::Evidence)).map(|evidence| evidence.x),
        }
    }

    /// Whether a cell belongs to it: the line itself, or the two frames that meet there.
    fn holds(self, areas: &Areas, (column, row): (u16, u16)) -> bool {
        let Some(place) = self.place(areas) else {
            return false;
        };
        let along = |at: u16| at == place || areas.framed && at + 1 == place;
        let of = |pane: Pane| areas.panes[pane.index()].unwrap_or_default();
        let lists = of(Pane::Cities);
        let inside = areas.body.contains((column, row).into());
        inside
            && match self {
                Divider::Lists | Divider::Evidence => along(column),
                Divider::Cities => along(row) && column < lists.right(),
                Divider::Metrics => {
                    along(row) && column >= of(Pane::Metrics).x && column < of(Pane::Metrics).right()
                }
            }
    }

    /// The line at a cell.
    pub fn at(areas: &Areas, column: u16, row: u16) -> Option<Divider> {
        let all = Divider::ALL.into_iter();
        all.into_iter()
            .find(|divider| divider.holds(areas, (column, row)))
    }
}

/// Moves a line to a column or row, as far as the panes on both sides have room.
pub fn move_divider(app: &mut App, divider: Divider, to: i32) {
    let Some(from) = divider.place(&areas(app)) else {
        return;
    };
    let own = divider as usize;
    let before = app.moved[own];
    let wanted = i32::from(before) + to - i32::from(from);
    app.moved[own] = wanted.clamp(-i32::from(MAX_COLUMNS), i32::from(MAX_COLUMNS)) as i16;
    // What there was no room for is not kept, so that moving back works at once.
    let reached = divider.place(&areas(app)).unwrap_or(from);
    let gone = i32::from(reached) - i32::from(from);
    app.moved[own] = (i32::from(before) + gone) as i16;
}

fn moved(app: &App, divider: Divider, usual: u16) -> u16 {
    usual.saturating_add_signed(app.moved[divider as usize])
}

fn list_width(app: &App, usual: u16, columns: u16) -> u16 {
    moved(app, Divider::Lists, usual).clamp(16, (columns / 2).max(16))
}

/// Lists on the left, metrics over evidence on the right, `gap` columns for a line between them.
fn columns_of(areas: &mut Areas, app: &App, usual: u16, gap: u16) {
    let body = areas.body;
    let left = list_width(app, usual, body.width);
    lists(areas, app, left);
    let right = Rect {
        x: body.x + left + gap,
        width: body.width.saturating_sub(left + gap),
        ..body
    };
    let upper = rows_above(
        app,
        Divider::Metrics,
        metrics_height(app, right.height),
        right.height,
    );
    areas.panes[Pane::Metrics.index()] = Some(Rect {
        height: upper,
        ..right
    });
    areas.panes[Pane::Evidence.index()] = Some(Rect {
        y: right.y + upper,
        height: right.height - upper,
        ..right
    });
}

/// Metrics take what their rows need, at most three fifths; evidence gets the rest.
fn metrics_height(app: &App, height: u16) -> u16 {
    let chrome = if app.class == Class::Column { 3 } else { 4 };
    let most = height * 3 / 5;
    // Each row takes a line at least: more of them than that need not be looked at, and there may be very many.
    let rows = &app.metrics[..app.metrics.len().min(usize::from(most))];
    let wanted = u16::try_from(rows::size(&rows::groups(rows)))
        .unwrap_or(u16::MAX)
        .saturating_add(chrome);
    wanted.clamp((height * 2 / 5).min(most), most)
}

/// The rows above a line after it was moved: both sides keep at least four, if there are that many.
fn rows_above(app: &App, divider: Divider, usual: u16, height: u16) -> u16 {
    let least = 4.min(height / 2);
    moved(app, divider, usual).clamp(least, height - least)
}

fn lists(areas: &mut Areas, app: &App, width: u16) {
    let body = areas.body;
    let wanted = u16::try_from(rows::size(&app.district_heads))
        .unwrap_or(u16::MAX)
        .saturating_add(if areas.framed { 4 } else { 3 });
    let lower = wanted
        .clamp((body.height / 4).max(4), (body.height * 9 / 20).max(4))
        .min(body.height);
    let lower = body.height - rows_above(app, Divider::Cities, body.height - lower, body.height);
    areas.panes[Pane::Cities.index()] = Some(Rect {
        width,
        height: body.height - lower,
        ..body
    });
    areas.panes[Pane::Districts.index()] = Some(Rect {
        width,
        y: body.y + body.height - lower,
        height: lower,
        ..body
    });
}

fn wide(areas: &mut Areas, app: &App) {
    let body = areas.body;
    let left = list_width(app, if body.width >= 180 { 42 } else { 30 }, body.width);
    // Metrics keep what the usual widths leave them at least half of.
    let room = body.width.saturating_sub(left);
    let right = (body.width / 3).clamp(50, 90);
    let right = room
        - moved(app, Divider::Evidence, room.saturating_sub(right))
            .clamp(room / 3, room.saturating_sub(30).max(room / 3));
    lists(areas, app, left);
    let middle = Rect {
        x: body.x + left,
        width: body.width.saturating_sub(left + right),
        ..body
    };
    // A chart needs no more than twenty rows; the table takes the rest.
    let upper = metrics_height(app, middle.height).max(middle.height.saturating_sub(20));
    let upper = rows_above(app, Divider::Metrics, upper, middle.height);
    areas.panes[Pane::Metrics.index()] = Some(Rect {
        height: upper,
        ..middle
    });
    areas.trend = Some(Rect {
        y: middle.y + upper,
        height: middle.height - upper,
        ..middle
    });
    areas.panes[Pane::Evidence.index()] = Some(Rect {
        x: middle.right(),
        width: body.right().saturating_sub(middle.right()),
        ..body
    });
}

/// The pane at a cell.
pub fn pane_at(areas: &Areas, column: u16, row: u16) -> Option<Pane> {
    Pane::ALL
        .into_iter()
        .find(|pane| areas.panes[pane.index()].is_some_and(|area| area.contains((column, row).into())))
}
