//! What follows from the fact and belongs to it: disputes, computed values, its series, its paragraph.

use super::Page;
use crate::query::series::{derived_from, of_fact};
use crate::settings::Role as Paint;
use crate::ui::prose::{Line, span, wrap};
use crate::ui::say;

impl Page<'_> {
    /// Disputes, computed values, the other facts of the series and of the paragraph.
    pub(super) fn consequences(&self, columns: u16) -> Vec<Line> {
        let atlas = &self.app.atlas;
        let mut lines: Vec<Line> = Vec::new();
        lines.extend(say::dispute_line(atlas, self.fact));
        for id in derived_from(atlas, self.fact) {
            lines.extend(wrap(&say::derivation_line(atlas, id), columns));
            lines.push(vec![span(
                format!("    {}", atlas.derivation(id).formula),
                Paint::Faint,
            )]);
        }
        let series = of_fact(atlas, self.fact);
        for id in series.facts.iter().filter(|id| **id != self.fact) {
            let other = atlas.fact(*id);
            let text = format!(
                "{} {} · {}",
                say::kind_sign(other.kind),
                atlas.signed(&other.value),
                other.period.words()
            );
            lines.push(vec![
                span(text, Paint::Text),
                span("  same series, j k", Paint::Faint),
            ]);
        }
        let beside = atlas.facts_of_paragraph(self.evidence.document, self.evidence.paragraph);
        for id in beside
            .iter()
            .filter(|id| **id != self.fact && !series.facts.contains(id))
        {
            lines.push(say::beside_line(atlas, *id, self.fact().place, columns));
        }
        if lines.is_empty() {
            lines.push(vec![span(
                "Nothing is computed from it, and the paragraph says no other figure.",
                Paint::Muted,
            )]);
        }
        lines
    }
}
