//! A series of points: what a sparkline and a chart are drawn from, and which shape each point takes.
//! Knows no atlas; who calls has already put only equal place, subject, metric, scope and prices together.
//!
//! To add a kind of point: a [`Shape`] at its place in the precedence, and its sign in `signs`.

use super::signs::Sign;
use crate::atlas::{Hedge, Kind, Nature, Period};
use crate::settings::Role;

/// One value of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When it holds.
    pub period: Period,
    /// The number to draw it at.
    pub value: f64,
    /// The lower end of what it allows; `None` is open.
    pub low: Option<f64>,
    /// The upper end of what it allows; `None` is open.
    pub high: Option<f64>,
    /// What the source says about how far the number holds.
    pub hedge: Hedge,
    /// What the source says the number is.
    pub kind: Kind,
    /// Whether it was computed from other facts.
    pub derived: bool,
    /// Whether another value of the same period contradicts it.
    pub disputed: bool,
    /// The value as tables print it: `>2.4 tn`. Empty for no label.
    pub label: String,
}

/// What a point looks like, in the order in which one hides the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Somebody counted or measured it.
    Stated,
    /// It follows from other facts.
    Computed,
    /// Somebody expects it.
    Projected,
    /// Somebody aims at it, or plans so many.
    Target,
    /// Somebody claims it.
    Claim,
}

impl Shape {
    /// All shapes, in the order in which one hides the other.
    pub const ALL: [Shape; 5] = [
        Shape::Stated,
        Shape::Computed,
        Shape::Projected,
        Shape::Target,
        Shape::Claim,
    ];

    /// Its sign.
    pub fn sign(self) -> Sign {
        match self {
            Shape::Stated => Sign::Stated,
            Shape::Computed => Sign::Computed,
            Shape::Projected => Sign::Projected,
            Shape::Target => Sign::Target,
            Shape::Claim => Sign::Claim,
        }
    }

    /// Its role: only what somebody stated is text.
    pub fn role(self) -> Role {
        match self {
            Shape::Stated => Role::Text,
            _ => Role::Muted,
        }
    }

    /// Its word in legends and sentences.
    pub fn word(self) -> &'static str {
        match self {
            Shape::Stated => "stated",
            Shape::Computed => "computed",
            Shape::Projected => "projected",
            Shape::Target => "target",
            Shape::Claim => "claim",
        }
    }
}

/// On which side of the number the truth lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// At the number or near it.
    None,
    /// Above it.
    Over,
    /// Below it.
    Under,
}

impl Point {
    /// What it looks like.
    pub fn shape(&self) -> Shape {
        match self.kind {
            _ if self.derived => Shape::Computed,
            Kind::Observed => Shape::Stated,
            Kind::Projected => Shape::Projected,
            Kind::Target | Kind::Plan => Shape::Target,
            Kind::Claim => Shape::Claim,
        }
    }

    /// On which side of its number the truth lies.
    pub fn bound(&self) -> Bound {
        match self.hedge {
            Hedge::Exact | Hedge::About => Bound::None,
            Hedge::Over | Hedge::AtLeast => Bound::Over,
            Hedge::Under | Hedge::Almost | Hedge::AtMost => Bound::Under,
        }
    }

    /// Whether it is a stated value that another one contradicts.
    pub fn is_contested(&self) -> bool {
        self.disputed && self.shape() == Shape::Stated
    }

    /// Whether its number can be drawn at all; steps between numbers beyond this would overflow.
    pub fn is_drawable(&self) -> bool {
        self.value.abs() < 1e200
    }

    /// How much it leaves open; of two statements on one period the narrower is drawn.
    pub fn vagueness(&self) -> f64 {
        match (self.low, self.high) {
            (Some(low), Some(high)) => high - low,
            _ => f64::INFINITY,
        }
    }
}

/// Points that may share a line and an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Series<'a> {
    /// How the metric behaves in time.
    pub nature: Nature,
    /// The points in order of publication.
    pub points: &'a [Point],
    /// Years for which somebody looked and found no value.
    pub searched: &'a [u16],
}

/// What the vertical axis does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// It starts at zero.
    FromZero,
    /// It runs from the least to the greatest value; never with bars or stems.
    Cut,
    /// Each step multiplies; only in charts, never with bars or stems.
    Log,
}
