//! The points of a chart and where each stands: disputes side by side, nothing on top of another.
//! Knows no glyphs and no axes' labels.
//!
//! To add a rule about who stands where: [`arrange`].

use super::super::series::{Point, Series, Shape};
use super::super::window::{self, Spot, is_moment};
use super::ladder::Ladder;
use super::timeline::{Timeline, is_year_end};
use crate::atlas::{Nature, Period};

/// A point that has a place in time, and its place on the chart once it is arranged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot<'a> {
    /// Its position in the series.
    pub index: usize,
    /// The point.
    pub point: &'a Point,
    /// Its first and its last year; they differ for a span.
    pub years: (i32, i32),
    /// Its column and row; `None` if there was no room.
    pub at: Option<(i32, i32)>,
}

impl Dot<'_> {
    /// Whether it speaks of several years together.
    pub fn is_span(&self) -> bool {
        self.years.0 < self.years.1
    }

    /// Whether it is a stated value of one year or moment that nobody contradicts.
    pub fn is_plain(&self) -> bool {
        self.point.shape() == Shape::Stated && !self.point.disputed && !self.is_span()
    }
}

/// The points that a chart can draw; one value from several publishers is one of them.
pub fn dots<'a>(series: &Series<'a>) -> Vec<Dot<'a>> {
    let mut dots: Vec<Dot> = Vec::new();
    for (index, point) in series.points.iter().enumerate().filter(|(_, p)| p.is_drawable()) {
        let years = match window::place(point.period, series.nature) {
            Spot::Cell(year) => (year, year),
            Spot::Span => span(point.period),
            Spot::OtherLength | Spot::Undated => continue,
        };
        if !dots.iter().any(|dot| is_same(dot.point, point)) {
            dots.push(Dot {
                index,
                point,
                years,
                at: None,
            });
        }
    }
    dots
}

fn span(period: Period) -> (i32, i32) {
    match period {
        Period::Span(from, to) => (i32::from(from.year()), i32::from(to.year())),
        _ => (0, 0),
    }
}

fn is_same(a: &Point, b: &Point) -> bool {
    (a.period, a.hedge, a.shape()) == (b.period, b.hedge, b.shape()) && a.value == b.value
}

/// Whether stated values stand at odd dates, so that stems and no lines are drawn.
pub fn at_odd_dates(dots: &[Dot], nature: Nature) -> bool {
    let is_odd = |dot: &Dot| dot.point.shape() == Shape::Stated && !is_year_end(dot.point.period);
    is_moment(nature) && dots.iter().any(is_odd)
}

/// The years between the first and the last stated value for which there is none.
pub fn missing_years(dots: &[Dot]) -> Vec<i32> {
    let stated = || {
        let is_stated = |dot: &&Dot| dot.point.shape() == Shape::Stated && !dot.is_span();
        dots.iter().filter(is_stated).map(|dot| dot.years.0)
    };
    let (first, last) = (stated().min().unwrap_or(0), stated().max().unwrap_or(0));
    (first..last)
        .filter(|year| stated().all(|known| known != *year))
        .collect()
}

/// The years in which stated values disagree.
pub fn disputed_years(dots: &[Dot]) -> Vec<i32> {
    let contested = dots
        .iter()
        .filter(|dot| dot.point.is_contested() && !dot.is_span());
    let mut years: Vec<i32> = contested.map(|dot| dot.years.0).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Gives each dot its place: the members of a dispute side by side, then by shape, each where it belongs or beside.
pub fn arrange(dots: &mut [Dot], nature: Nature, time: &Timeline, ladder: &Ladder) {
    let mut columns: Vec<i32> = dots.iter().map(|dot| column(dot, nature, time)).collect();
    for dispute in disputes(dots) {
        spread(&dispute, &mut columns, time, dots);
    }
    let mut order: Vec<usize> = (0..dots.len()).collect();
    order.sort_by_key(|n| dots[*n].point.shape());
    for n in order {
        let (first, last) = dots[n].years;
        if !time.has(first) && !time.has(last) {
            continue;
        }
        let row = ladder.row(dots[n].point.value);
        let room = time.start(first.max(time.first))..=time.end(last.min(time.last()));
        let is_free = |x: &i32| room.contains(x) && dots.iter().all(|dot| dot.at != Some((*x, row)));
        let beside = (0..time.slot).flat_map(|d| [columns[n] + d, columns[n] - d]);
        dots[n].at = beside.into_iter().find(is_free).map(|x| (x, row));
    }
}

fn column(dot: &Dot, nature: Nature, time: &Timeline) -> i32 {
    if dot.is_span() {
        let (first, last) = (dot.years.0.max(time.first), dot.years.1.min(time.last()));
        return (time.start(first) + time.end(last)) / 2;
    }
    time.column(dot.point.period, nature)
}

/// The members of each dispute in order of publication, and then what was computed for the same time.
fn disputes(dots: &[Dot]) -> Vec<Vec<usize>> {
    let mut disputes: Vec<Vec<usize>> = Vec::new();
    let rank = |n: usize| dots[n].point.period.rank();
    for n in (0..dots.len()).filter(|n| dots[*n].point.is_contested() && !dots[*n].is_span()) {
        match disputes.iter_mut().find(|members| rank(members[0]) == rank(n)) {
            Some(members) => members.push(n),
            None => disputes.push(vec![n]),
        }
    }
    for members in &mut disputes {
        let beside = |n: &usize| {
            let dot = &dots[*n];
            dot.point.shape() == Shape::Computed && dot.years == dots[members[0]].years
        };
        let computed: Vec<usize> = (0..dots.len()).filter(beside).collect();
        members.extend(computed);
    }
    disputes
}

/// Puts members side by side around the column of the first, inside their slot.
fn spread(members: &[usize], columns: &mut [i32], time: &Timeline, dots: &[Dot]) {
    let Some(first) = members.first() else { return };
    let count = members.len() as i32;
    let gap = if 2 * count - 1 <= time.slot { 2 } else { 1 };
    let (start, end) = (time.start(dots[*first].years.0), time.end(dots[*first].years.0));
    let extent = (count - 1) * gap;
    let left = (columns[*first] - extent / 2).min(end - extent).max(start);
    for (n, member) in (0..).zip(members) {
        columns[*member] = (left + n * gap).min(end);
    }
}
