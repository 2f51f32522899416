//! What the fact says: its value, hedge, period, kind, place and scope, in a few lines or one field a line.

use super::Page;
use crate::atlas::*;
use crate::settings::Role as Paint;
use crate::ui::prose::{Line, fit, span, wrap};
use crate::ui::say;

impl Page<'_> {
    /// Value and name for a narrow screen.
    pub(super) fn heading(&self, columns: u16) -> Vec<Line> {
        let (atlas, fact) = (&self.app.atlas, self.fact());
        let mut first = say::fact_line(atlas, self.fact);
        first.truncate(1);
        first.push(span(
            format!("  {} {}", say::kind_sign(fact.kind), fact.kind.name()),
            Paint::Muted,
        ));
        if let Some(words) = say::three_languages(&fact.value) {
            first.push(span(format!("   {words}"), Paint::Muted));
        }
        let mut rest = vec![
            say::period_words(&self.app.atlas.row(self.fact)),
            self.place_words(),
        ];
        rest.extend(self.interval_words());
        rest.extend(fact.prices.map(|p| format!("{} prices", p.name())));
        rest.extend(fact.scope.iter().map(Text::to_string));
        let name = vec![span(say::fact_label(atlas, self.fact), Paint::Text)];
        let mut lines = wrap(&name, columns);
        lines.extend(wrap(&first, columns));
        lines.extend(wrap(&[span(rest.join(" · "), Paint::Muted)], columns));
        lines
    }

    fn interval_words(&self) -> Option<String> {
        let interval = self.app.atlas.interval(self.fact())?;
        let hedge = match &self.fact().value {
            Value::Number(Hedge::Exact, _) => return None,
            Value::Number(hedge, _) => hedge.name().replace('-', " "),
            _ => return None,
        };
        Some(format!(
            "{hedge}, so {}",
            say::interval_text(&self.app.atlas, &interval)
        ))
    }

    fn place_words(&self) -> String {
        let path = self.app.atlas.path(self.fact().place);
        let names: Vec<&str> = path
            .iter()
            .skip(1)
            .map(|id| self.app.atlas.name(&self.app.atlas.place(*id).names))
            .collect();
        if names.is_empty() {
            "the world".to_owned()
        } else {
            names.join(" › ")
        }
    }

    /// All fields of the fact, one a line, for a wide screen.
    pub(super) fn fields(&self, columns: u16) -> Vec<Line> {
        let mut lines = Vec::new();
        for (name, value, paint) in self.named_fields() {
            let head = fit(name, 10);
            for (row, mut line) in wrap(&[span(value, paint)], columns.saturating_sub(10))
                .into_iter()
                .enumerate()
            {
                let start = if row == 0 { head.clone() } else { " ".repeat(10) };
                line.insert(0, span(start, Paint::Faint));
                lines.push(line);
            }
        }
        lines
    }

    fn named_fields(&self) -> Vec<(&'static str, String, Paint)> {
        let (atlas, fact) = (&self.app.atlas, self.fact());
        let (unit, metric) = (atlas.unit(fact.unit), atlas.metric(fact.metric));
        let value = match fact.value {
            Value::Holds => "holds, no number".to_owned(),
            _ => say::capital(&full(&fact.value, unit, metric)),
        };
        let hedge = atlas.interval(fact).map(|interval| {
            format!(
                "{} → {}",
                fact.value.hedge().name().replace('-', " "),
                say::interval_text(atlas, &interval)
            )
        });
        let inferred = if fact.period_inferred {
            " (inferred: not said beside the figure)"
        } else {
            ""
        };
        let scope = if fact.scope.is_empty() {
            "the whole".to_owned()
        } else {
            fact.scope.join(", ")
        };
        let subject = fact
            .subject
            .map(|id| atlas.name(&atlas.organisation(id).names).to_owned());
        let fields = [
            ("value", Some(value), Paint::Number),
            ("", say::three_languages(&fact.value), Paint::Muted),
            ("metric", Some(atlas.name(&metric.names).to_owned()), Paint::Text),
            ("subject", subject, Paint::Text),
            ("place", Some(self.place_words()), Paint::Text),
            ("hedge", hedge, Paint::Text),
            (
                "period",
                Some(format!("{}{inferred}", fact.period.words())),
                Paint::Text,
            ),
            (
                "kind",
                Some(format!("{} {}", say::kind_sign(fact.kind), fact.kind.name())),
                Paint::Text,
            ),
            ("scope", Some(scope), Paint::Text),
            ("prices", fact.prices.map(|p| p.name().to_owned()), Paint::Text),
            (
                "said by",
                fact.attributed_to.as_deref().map(str::to_owned),
                Paint::Text,
            ),
            ("status", Some(fact.status.name().to_owned()), Paint::Text),
            ("note", fact.note.as_deref().map(str::to_owned), Paint::Muted),
            ("id", Some(fact.slug.to_string()), Paint::Faint),
        ];
        fields
            .into_iter()
            .filter_map(|(name, value, paint)| Some((name, value?, paint)))
            .collect()
    }
}
