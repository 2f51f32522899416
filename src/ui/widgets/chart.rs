//! The trend chart: the points of one series on linear time and one axis, with nothing joined that is not neighbours.
//! Knows no fact and no pane: it takes points and a size, and returns cells, a caption, a legend and a sentence.
//!
//! To add something drawn: a step in `plot`, behind what it must not cover; to add a reason not to draw: [`Form`].

mod dots;
mod grid;
mod labels;
mod ladder;
mod lines;
mod measure;
mod plot;
mod timeline;

use super::scale::{counted, without_scale};
use super::sentence::sentence;
use super::series::{Axis, Bound, Series, Shape};
use super::signs::{Sign, fold};
use super::sparkline::sparkline;
use super::window::{self, Spot, Window};
use super::{Cell, cells_of};
use crate::atlas::Hedge;
use crate::settings::{Glyphs, Role};
use dots::Dot;
use grid::Grid;
use plot::Plot;

/// What to draw a chart of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartSpec<'a> {
    /// The points.
    pub series: Series<'a>,
    /// The unit, said once: `CNY`.
    pub unit: &'a str,
    /// What the vertical axis should do. Stems keep it at zero, zero and less keep it from multiplying.
    pub axis: Axis,
    /// This year.
    pub today: u16,
    /// The years to show; `None` for all there are.
    pub years: Option<(u16, u16)>,
}

/// What became of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A chart.
    Chart,
    /// Two or three points: a list of them, and the chart below where it fits.
    List,
    /// One point: it is said and not drawn.
    OnePoint,
    /// No point.
    Nothing,
    /// Too small for a chart: the sparkline.
    Sparkline,
}

/// A point's place on the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The point's position in the series.
    pub index: usize,
    /// Its column, from 0.
    pub column: u16,
    /// Its row, from 0.
    pub row: u16,
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartPicture {
    /// What became of it.
    pub form: Form,
    /// The cells by row: at most as many and as wide as was asked for.
    pub rows: Vec<Vec<Cell>>,
    /// For the title: unit and what the axis does, `bn CNY, from zero`.
    pub caption: String,
    /// The signs used and what they mean.
    pub legend: Vec<(char, &'static str)>,
    /// How much one row is: `a row is 25 bn CNY`; shown on focus, empty if rows differ.
    pub row_height: String,
    /// What could not be drawn and why, one remark each.
    pub notes: Vec<String>,
    /// Where the points stand, for the cursor and the mouse.
    pub marks: Vec<Mark>,
    /// The whole in one sentence, for screen readers.
    pub sentence: String,
}

/// Charts need this many columns and rows; below, there is the sparkline.
pub const LEAST_SIZE: (u16, u16) = (24, 5);

/// From so many points on the chart stands alone, without their list.
const LIST_BELOW: usize = 4;

/// The chart of a series in a rectangle of `width` × `height` cells.
pub fn chart(spec: &ChartSpec, width: u16, height: u16, glyphs: Glyphs) -> ChartPicture {
    let dots = dots::dots(&spec.series);
    let mut picture = ChartPicture {
        form: Form::Nothing,
        rows: Vec::new(),
        caption: String::new(),
        legend: legend(&dots, spec, glyphs),
        row_height: String::new(),
        notes: notes(spec),
        marks: Vec::new(),
        sentence: sentence(&spec.series),
    };
    let fits = width >= LEAST_SIZE.0 && height >= LEAST_SIZE.1;
    match dots.len() {
        0 => say(&mut picture, "no point to draw", (width, height)),
        _ if !fits => as_sparkline(&mut picture, spec, (width, height), glyphs),
        1 => {
            picture.form = Form::OnePoint;
            say(
                &mut picture,
                &format!("one point, {}", date(&dots[0])),
                (width, height),
            );
        }
        count if count < LIST_BELOW => as_list(&mut picture, spec, (width, height), glyphs),
        _ => as_chart(&mut picture, spec, (width, height), glyphs),
    }
    picture
}

fn say(picture: &mut ChartPicture, words: &str, (width, height): (u16, u16)) {
    if height > 0 {
        let mut row = cells_of(words, Role::Muted);
        row.truncate(usize::from(width));
        picture.rows.push(row);
    }
}

fn as_sparkline(picture: &mut ChartPicture, spec: &ChartSpec, (width, height): (u16, u16), glyphs: Glyphs) {
    picture.form = Form::Sparkline;
    // One column is the flag's, which must not be lost.
    let window = Window::of_years(spec.series.points, spec.today, width.saturating_sub(1));
    let spark = sparkline(&spec.series, window, glyphs, spec.axis);
    let mut row = spark.cells;
    row.push(spark.flag);
    row.truncate(usize::from(width));
    picture.rows = vec![row, window.header()];
    picture.rows.truncate(usize::from(height));
    picture.caption = spark.scale.line(spec.unit, u16::MAX, glyphs);
}

fn as_list(picture: &mut ChartPicture, spec: &ChartSpec, (width, height): (u16, u16), glyphs: Glyphs) {
    let mut list = Grid::new(width, height);
    let dots = dots::dots(&spec.series);
    for (row, dot) in (0..).zip(&dots) {
        let shape = dot.point.shape();
        list.put((1, row), (shape.sign().draw(glyphs), shape.role()));
        let text = format!("{:10} {}", date(dot), dot.point.label);
        list.text((3, row), &fold(&text, glyphs), shape.role());
    }
    let mut rows = list.into_rows();
    rows.truncate(dots.len());
    let room = usize::from(height) - rows.len().min(usize::from(height));
    if room >= usize::from(LEAST_SIZE.1) {
        as_chart(picture, spec, (width, room as u16), glyphs);
        let offset = rows.len() as u16;
        picture.marks.iter_mut().for_each(|mark| mark.row += offset);
        rows.append(&mut picture.rows);
    }
    picture.rows = rows;
    picture.form = Form::List;
}

fn as_chart(picture: &mut ChartPicture, spec: &ChartSpec, size: (u16, u16), glyphs: Glyphs) {
    let mut plot = Plot::new(spec, size, glyphs);
    plot.draw();
    picture.form = Form::Chart;
    picture.caption = plot.caption(spec.unit);
    picture.row_height = plot.row_height(spec.unit);
    picture.notes.extend(plot.notes());
    picture.marks = plot.marks();
    picture.rows = plot.into_rows();
}

/// The date of a point: the year alone where that is all there is.
fn date(dot: &Dot) -> String {
    if dot.point.period.is_whole_year() {
        dot.years.0.to_string()
    } else {
        dot.point.period.words()
    }
}

/// A label in the size of the axis: `>200` where the axis says `bn`.
fn label(dot: &Dot, word: &str, glyphs: Glyphs) -> String {
    fold(&without_scale(&dot.point.label, word), glyphs)
}

fn legend(dots: &[Dot], spec: &ChartSpec, glyphs: Glyphs) -> Vec<(char, &'static str)> {
    let has = |test: &dyn Fn(&Dot) -> bool| dots.iter().any(test);
    let shapes = Shape::ALL
        .into_iter()
        .filter(|shape| has(&|dot| dot.point.shape() == *shape))
        .map(|shape| (shape.sign(), shape.word()));
    let bound = |bound| has(&|dot| dot.point.bound() == bound);
    let others = [
        (bound(Bound::Over), Sign::Over, "at least"),
        (bound(Bound::Under), Sign::Under, "at most"),
        (has(&|dot| dot.point.hedge == Hedge::About), Sign::About, "about"),
        (
            has(&|dot| dot.is_span()),
            Sign::SpanStart,
            "several years together",
        ),
        (has(&|dot| dot.point.is_contested()), Sign::Dispute, "disputed"),
        (!dots::missing_years(dots).is_empty(), Sign::Gap, "missing"),
        (!spec.series.searched.is_empty(), Sign::Searched, "searched, none"),
    ];
    let used = others.into_iter().filter(|(is_used, ..)| *is_used);
    let signs = shapes.chain(used.map(|(_, sign, word)| (sign, word)));
    signs.map(|(sign, word)| (sign.draw(glyphs), word)).collect()
}

fn notes(spec: &ChartSpec) -> Vec<String> {
    let nature = spec.series.nature;
    let count = |spot| {
        let points = spec.series.points.iter();
        points
            .filter(|point| window::place(point.period, nature) == spot)
            .count()
    };
    let kinds = [
        (count(Spot::OtherLength), "part-year"),
        (count(Spot::Undated), "undated"),
    ];
    let some = kinds.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, what)| format!("{} not drawn", counted(count, &format!("{what} fact"))))
        .collect()
}

#[cfg(test)]
mod tests;
