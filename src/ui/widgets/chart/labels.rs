//! The labels of a chart's points: the last, the first, the disputed, targets and the largest, where they touch nothing.
//! Knows the finished drawing and covers none of it.
//!
//! To label more points: a step in [`order`], the more important the earlier.

use super::super::series::Shape;
use super::dots::Dot;
use super::label;
use super::plot::Plot;

/// Labels the points that matter most, as far as there is room.
pub fn draw(plot: &mut Plot) {
    for n in order(&plot.dots) {
        let Some(at) = plot.dots[n].at else { continue };
        let text = label(&plot.dots[n], plot.ladder.word(), plot.glyphs);
        let role = plot.dots[n].point.shape().role();
        if let Some(start) = place(plot, at, text.chars().count() as i32) {
            plot.grid.text(start, &text, role);
        }
    }
}

/// The points to label, the most important first.
fn order(dots: &[Dot]) -> Vec<usize> {
    let all = || 0..dots.len();
    let plain = || all().filter(|n| dots[*n].is_plain());
    let last = plain().max_by_key(|n| dots[*n].point.period.rank());
    let first = plain().min_by_key(|n| dots[*n].point.period.rank());
    let disputed = all().filter(|n| dots[*n].point.is_contested());
    let targets = all().filter(|n| dots[*n].point.shape() == Shape::Target);
    let largest = all().max_by(|a, b| dots[*a].point.value.total_cmp(&dots[*b].point.value));
    let mut order = Vec::new();
    for n in last
        .into_iter()
        .chain(first)
        .chain(disputed)
        .chain(targets)
        .chain(largest)
    {
        if !order.contains(&n) {
            order.push(n);
        }
    }
    order
}

/// Where a label of this length fits: right of its point, left of it, above or below.
fn place(plot: &Plot, (x, y): (i32, i32), length: i32) -> Option<(i32, i32)> {
    let places = [
        (x + 1, y),
        (x - length, y),
        (x - length / 2, y - 1),
        (x - length / 2, y + 1),
    ];
    let fits = |(start, row): &(i32, i32)| {
        let is_free = (*start..start + length).all(|column| plot.is_open((column, *row)));
        let is_quiet = |column| (column, *row) == (x, y) || plot.grid.is_quiet((column, *row));
        is_free && is_quiet(start - 1) && is_quiet(start + length)
    };
    places.into_iter().find(fits).filter(|_| length > 0)
}
