//! A session in plain lines for those who hear or feel it: where one is, what the cursor is on, what is said; and of
//! that only what changed since the last time. Draws nothing that anybody sees.

use super::action::{ACTIONS, Group};
use super::app::{App, Pane, View};
use super::canvas::Canvas;
use super::look::glyph;
use super::overlays::{self, Overlay};
use super::prose::{Span, width};
use super::{layout, say, view};
use crate::atlas::*;
use crate::safe_text::clean;
use crate::settings::Glyphs;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The size that pages are laid out in before they are read out: narrow enough for one column.
pub const SIZE: (u16, u16) = (90, 40);

/// Columns that pages of prose are broken at: too few for facts in the margin, which would stand within the text.
const PAGE: u16 = 59;

/// What can change by itself, each said when it does: where, what is typed, the row, more about it, a remark.
type Parts = [Vec<String>; 5];

/// What has been said so far.
#[derive(Debug, Default)]
pub struct Linear {
    said: Parts,
}

impl Linear {
    /// What is new since the last time.
    pub fn speak(&mut self, app: &App) -> Vec<String> {
        let now = parts(app);
        let before = std::mem::replace(&mut self.said, now);
        let changed = self
            .said
            .iter()
            .zip(&before)
            .filter(|(now, before)| now != before);
        let lines = changed.flat_map(|(now, _)| now);
        lines.map(|line| plain(line, app.look.glyphs)).collect()
    }

    /// A key was pressed: a remark that it calls forth again is said again.
    pub fn key(&mut self) {
        self.said[4].clear();
    }

    /// Everything is said again the next time.
    pub fn forget(&mut self) {
        self.said = Parts::default();
    }
}

/// The line to begin with.
pub fn greeting(app: &App) -> String {
    let records = app.atlas.records();
    let [help, quit] = ["help", "quit"].map(|action| app.keymap.first(action));
    let facts = say::counted(app.atlas.fact_count(), "fact");
    let documents = say::counted(records.documents.len(), "document");
    format!("citescape: {facts} from {documents}; {help} lists the keys, {quit} quits")
}

/// Whether letters go into a field now.
pub fn is_typing(app: &App) -> bool {
    app.filtering.is_some() || overlays::types(app)
}

fn plain(line: &str, glyphs: Glyphs) -> String {
    let safe = clean(line);
    match glyphs {
        Glyphs::Ascii => safe.chars().map(|c| glyph(c, glyphs)).collect(),
        _ => safe.into_owned(),
    }
}

fn parts(app: &App) -> Parts {
    let notice = app.notice.iter().map(|notice| notice.text.clone()).collect();
    let [place, field, row, more] = match &app.overlay {
        Some(Overlay::Help(_)) => [vec!["Keys".to_owned()], Vec::new(), Vec::new(), keys(app)],
        Some(overlay) => over(app, overlay),
        None => viewed(app),
    };
    [place, field, row, more, notice]
}

fn text(line: &[Span]) -> String {
    line.iter().map(|part| part.text.as_str()).collect()
}

/// All actions that work here, with their keys.
fn keys(app: &App) -> Vec<String> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        let rows = ACTIONS.iter().filter(|row| row.group == group && (row.when)(app));
        let line = |row: &super::action::ActionRow| {
            format!("{}: {}", named(&app.keymap.first(row.name)), row.sentence)
        };
        lines.push(format!("{}:", group.title()));
        lines.extend(rows.map(line));
    }
    lines
}

/// A key by its name: signs are not read out.
fn named(key: &str) -> &str {
    match key {
        "⏎" => "Enter",
        "↑" => "Up",
        "↓" => "Down",
        "←" => "Left",
        "→" => "Right",
        key => key,
    }
}

/// The lines of a page drawn into memory, without frames; wide gaps become commas.
fn drawn(app: &App, draw: impl Fn(&mut Canvas)) -> Vec<String> {
    let (columns, rows) = app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(&mut Canvas::new(&mut buffer, &app.look));
    let line = |y| pieces(&symbols(&buffer, y));
    (0..rows).map(line).filter(|line| !line.is_empty()).collect()
}

/// A row's text; of a wide sign the second cell says nothing.
fn symbols(buffer: &Buffer, y: u16) -> String {
    let (mut text, mut x) = (String::new(), 0);
    while let Some(cell) = buffer.cell((x, y)) {
        text.push_str(cell.symbol());
        x += width(cell.symbol()).max(1);
    }
    text
}

fn pieces(row: &str) -> String {
    let inked = row.trim_matches(|c: char| c == ' ' || ('─'..='╿').contains(&c));
    let (mark, inked) = inked.strip_prefix('▌').map_or(("", inked), |rest| ("▌", rest));
    let pieces = inked.split("  ").map(str::trim).filter(|piece| !piece.is_empty());
    format!("{mark}{}", pieces.collect::<Vec<_>>().join(", "))
}

/// Rows under the cursor carry a mark.
fn marked(lines: &[String]) -> Vec<String> {
    let own = lines.iter().filter_map(|line| line.strip_prefix('▌'));
    own.map(|line| line.trim().to_owned()).collect()
}

/// What lies over the panes: its title, its field, the row under its cursor.
fn over(app: &App, overlay: &Overlay) -> [Vec<String>; 4] {
    let areas = layout::areas(app);
    let lines = drawn(app, |canvas| overlays::draw(app, canvas, &areas));
    let row = marked(&lines);
    match overlay {
        Overlay::Search(search) => {
            let counts = lines
                .iter()
                .skip(2)
                .take(2)
                .filter(|line| !line.starts_with('▌'))
                .cloned();
            let field = vec![format!("search: {}", search.field.text())];
            [vec!["Search".to_owned()], field, row, counts.collect()]
        }
        Overlay::Palette(palette) => {
            let field = vec![format!("command: {}", palette.field.text())];
            [vec!["Commands".to_owned()], field, row, Vec::new()]
        }
        Overlay::Sheet(_) => {
            let title = lines.first().cloned().into_iter().collect();
            let empty = row.is_empty();
            let page = lines.into_iter().skip(1).filter(|_| empty).collect();
            [title, Vec::new(), row, page]
        }
        Overlay::Help(_) => Default::default(),
    }
}

fn viewed(app: &App) -> [Vec<String>; 4] {
    if app.is_empty() {
        return [
            vec!["The atlas is empty".to_owned()],
            Vec::new(),
            Vec::new(),
            Vec::new(),
        ];
    }
    let typed = app
        .filtering
        .iter()
        .map(|(pane, field)| format!("filter {}: {}", pane.name(), field.text()));
    let field = typed.collect();
    match app.view() {
        View::Main => {
            let place = format!("{}: {}", path(app), app.focus.title());
            let more = if app.focus == Pane::Evidence {
                evidence(app)
            } else {
                Vec::new()
            };
            [vec![place], field, vec![row(app)], more]
        }
        View::Detail => [vec!["Fact".to_owned()], field, fact(app), evidence(app)],
        View::Coverage => {
            let lines = drawn(app, |canvas| view::draw_onto(app, canvas));
            let foot = lines.len().saturating_sub(5);
            let about = lines[foot..].iter().take(3).cloned().collect();
            [vec!["Coverage".to_owned()], field, about, Vec::new()]
        }
        _ => listed(app, field),
    }
}

/// A card, a reader or the list of documents: what stands before its first item, and the item under the cursor.
fn listed(app: &App, field: Vec<String>) -> [Vec<String>; 4] {
    let Some(listing) = view::listing(app, PAGE) else {
        return Default::default();
    };
    let line = |row: &view::listing::Row| format!("{} {}", text(&row.left).trim(), text(&row.right).trim());
    let is_said = |line: &String| line.chars().any(char::is_alphanumeric);
    let head = listing.rows.iter().take_while(|row| row.item.is_none());
    let own = listing.rows.iter().filter(|row| row.item == Some(app.cursor.at));
    let mut own: Vec<String> = own.map(line).filter(is_said).collect();
    if let Some(last) = own.last_mut() {
        last.push_str(&format!(" ({} of {})", app.cursor.at + 1, listing.items.len()));
    }
    [head.map(line).filter(is_said).collect(), field, own, Vec::new()]
}

/// From the country down, as the header has it.
fn path(app: &App) -> String {
    let path = app.atlas.path(app.place);
    let skip = usize::from(path.len() > 1);
    let names = path[skip..]
        .iter()
        .map(|id| app.atlas.name(&app.atlas.place(*id).names));
    names.collect::<Vec<_>>().join(", ")
}

/// The row under the cursor of the focused pane, as a sentence.
fn row(app: &App) -> String {
    let at = app.cursors[app.focus.index()].at;
    match app.focus {
        Pane::Cities => match app.tree.get(at) {
            Some(row) => {
                let open = match (row.has_children, app.open.contains(&row.place)) {
                    (false, _) => "",
                    (true, true) => ", open",
                    (true, false) => ", closed",
                };
                format!(
                    "{}{open} ({} of {})",
                    place(app, row.place),
                    at + 1,
                    app.tree.len()
                )
            }
            None => "no place matches".to_owned(),
        },
        Pane::Districts => match app.districts.get(at) {
            Some(id) => format!("{} ({} of {})", place(app, *id), at + 1, app.districts.len()),
            None => "no district here".to_owned(),
        },
        Pane::Metrics => metric(app, at),
        Pane::Evidence => fact(app).join(" "),
    }
}

fn place(app: &App, id: PlaceId) -> String {
    let place = app.atlas.place(id);
    let kind = place.kind.name().replace('-', " ");
    format!(
        "{}, {kind}, {}",
        app.atlas.name(&place.names),
        say::counted(app.atlas.count_within(id), "fact")
    )
}

fn metric(app: &App, at: usize) -> String {
    let Some(row) = app.metrics.get(at) else {
        let lines = say::nothing_for(app, app.place);
        return lines.iter().map(|line| text(line)).collect::<Vec<_>>().join(" ");
    };
    let value = match (row.series.latest, row.series.derivations.first()) {
        (Some(id), _) => {
            let sources = app.atlas.fact(id).evidence.len();
            let words = text(&say::fact_line(&app.atlas, id));
            format!("{words} · {sources} source{}", say::plural(sources))
        }
        (None, Some(id)) => format!("computed: {}", text(&say::derivation_line(&app.atlas, *id))),
        (None, None) => "no value".to_owned(),
    };
    let disputed = if row.is_disputed(&app.atlas) {
        " · sources disagree"
    } else {
        ""
    };
    // Under its head a row is only called «growth»: heard alone, that is not enough.
    let label = row.series.latest.map(|id| say::fact_label(&app.atlas, id));
    let label = label.as_deref().and_then(|label| label.split_once(" · "));
    let label = label.map_or_else(|| row.long_label(&app.atlas), |(_, label)| label.to_owned());
    format!("{label}: {value}{disputed} ({} of {})", at + 1, app.metrics.len())
}

/// The chosen fact: what it measures and its value.
fn fact(app: &App) -> Vec<String> {
    match app.fact {
        Some(id) => vec![format!(
            "{}: {}",
            say::fact_label(&app.atlas, id),
            text(&say::fact_line(&app.atlas, id))
        )],
        None => vec!["no stated fact in this row".to_owned()],
    }
}

/// The paragraph that says it, the phrase as printed, and where.
fn evidence(app: &App) -> Vec<String> {
    let (Some(id), Some(evidence)) = (app.fact, app.evidence()) else {
        return Vec::new();
    };
    let document = app.atlas.document(evidence.document);
    let sources = app.atlas.fact(id).evidence.len();
    let mut lines = vec![text(&say::restated(
        &app.atlas,
        evidence.document,
        evidence.paragraph,
        app.fact,
    ))];
    lines.push(text(&say::phrase_line(&app.atlas, evidence)));
    lines.push(format!(
        "source {} of {sources}: {}, {}",
        app.source + 1,
        document.title,
        say::source_name(document)
    ));
    lines.extend(say::dispute_line(&app.atlas, id).map(|line| text(&line)));
    lines
}
