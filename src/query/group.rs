//! The groups that metrics are listed in: one a theme, and statements without a number last. No UI types.

use crate::atlas::*;

/// A group of metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The metrics of a theme.
    Theme(Theme),
    /// What a source says without a number.
    Statements,
}

impl Group {
    /// The group of a metric: shares and growth stand with what they belong to.
    pub fn of(atlas: &Atlas, id: MetricId) -> Self {
        let metric = atlas.metric(id);
        if atlas.unit(metric.unit).dimension == Dimension::State {
            return Group::Statements;
        }
        Group::Theme(atlas.metric(head(atlas, id)).theme)
    }

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Statements => "Statements",
            Group::Theme(theme) => title(theme),
        }
    }
}

fn title(theme: Theme) -> &'static str {
    match theme {
        Theme::Value => "Value added and output",
        Theme::Firms => "Firms",
        Theme::Models => "Models",
        Theme::Computing => "Computing",
        Theme::Networks => "Networks",
        Theme::Mobility => "Mobility",
        Theme::Industry => "Industry",
        Theme::Money => "Money and data trade",
        Theme::Research => "Research",
        Theme::People => "People",
        Theme::Services => "Services",
        Theme::Space => "Space",
        Theme::Policy => "Policy",
    }
}

/// The metric at the head of those that a metric is shown among; itself if it stands alone.
pub fn head(atlas: &Atlas, id: MetricId) -> MetricId {
    let mut head = id;
    // Heads that form a ring would never end; no real one is this far away.
    for _ in 0..4 {
        match atlas.metric(head).under {
            Some(above) => head = above,
            None => break,
        }
    }
    head
}

/// Where a metric stands in a list: by group, then under its head, then in file order.
pub fn order(atlas: &Atlas, id: MetricId) -> (Group, u32, bool, u32) {
    let head = head(atlas, id);
    (Group::of(atlas, id), head.0, head != id, id.0)
}

/// All metrics in the order of lists.
pub fn ordered(atlas: &Atlas) -> Vec<MetricId> {
    let mut all: Vec<MetricId> = atlas.metrics().map(|(id, _)| id).collect();
    all.sort_by_cached_key(|id| order(atlas, *id));
    all
}
