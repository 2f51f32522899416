//! The page of a metric: its definition, unit and what it may be held against, and its facts by place.

use super::{facts, title};
use crate::atlas::*;
use crate::cli::flow::{Ink, Span, span};
use crate::cli::page::Page;

/// Draws the page.
pub fn draw(atlas: &Atlas, id: MetricId, page: &mut Page) {
    let metric = atlas.metric(id);
    let unit = atlas.unit(metric.unit);
    title(page, &metric.names.en, metric.theme.name(), &metric.names);
    page.prose(2, &metric.definition);
    page.gap();
    page.field("id", &[span(Ink::Accent, metric.slug.clone())]);
    let counted = metric
        .counted
        .as_ref()
        .map_or(String::new(), |what| format!(" of {what}"));
    page.text_field(
        "unit",
        &format!("{}{counted} ({})", unit.names.en, unit.dimension.name()),
    );
    page.text_field(
        "nature",
        &format!("{}, {} is better", metric.nature.name(), metric.better.name()),
    );
    let under = metric.under.map_or("", |above| &*atlas.metric(above).names.en);
    page.text_field("belongs to", under);
    let others: Vec<&str> = metric
        .comparable_with
        .iter()
        .map(|id| &*atlas.metric(*id).names.en)
        .collect();
    page.text_field("compare with", &others.join(", "));
    page.text_field("also called", &metric.aliases.join(", "));
    facts(page, atlas, atlas.facts_of_metric(id), ("place", place));
}

fn place(atlas: &Atlas, fact: &Fact) -> Vec<Span> {
    let mut spans = vec![span(Ink::Text, atlas.place(fact.place).names.en.clone())];
    if let Some(id) = fact.subject {
        let subject = &atlas.organisation(id).names.en;
        spans.push(span(Ink::Text, format!(": {subject}")));
    }
    if !fact.scope.is_empty() {
        spans.push(span(Ink::Muted, format!(" ({})", fact.scope.join("; "))));
    }
    spans
}
