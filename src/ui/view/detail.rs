//! One fact in full: value, hedge and interval, period, kind, scope; its source; its trend; what follows from it.

use crate::atlas::*;
use crate::query::series::{derived_from, of_fact};
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::prose::{Line, MAX_PROSE, fit, span, wrap};
use crate::ui::rows::points;
use crate::ui::say;
use crate::ui::widgets::chart::{ChartSpec, Form, chart};
use crate::ui::widgets::series::Series;
use ratatui::layout::Rect;

/// The facts one steps through here: those of the chosen fact's series, oldest first.
pub fn facts(app: &App) -> Vec<FactId> {
    app.fact
        .map_or_else(Vec::new, |fact| of_fact(&app.atlas, fact).facts)
}

/// Draws the chosen fact.
pub fn draw(app: &App, canvas: &mut Canvas, body: Rect) {
    let Some((fact, evidence)) = app.fact.zip(app.evidence()) else {
        canvas.text(
            (body.x + 1, body.y),
            body.width,
            "No fact is chosen. Esc goes back.",
            Paint::Text,
        );
        return;
    };
    let page = Page { app, fact, evidence };
    if body.width >= 100 && body.height >= 20 {
        page.two_columns(canvas, body);
    } else {
        page.one_column(canvas, body);
    }
}

/// How much of a source is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// With neighbours and address.
    Whole,
    /// The paragraph and its phrase.
    Brief,
}

struct Page<'a> {
    app: &'a App,
    fact: FactId,
    evidence: &'a Evidence,
}

impl Page<'_> {
    fn one_column(&self, canvas: &mut Canvas, body: Rect) {
        let columns = body.width.saturating_sub(2);
        let heading = self.heading(columns);
        let more = self.consequences(columns);
        let room = usize::from(body.height).saturating_sub(heading.len() + 2);
        let mut source = self.source(columns, Extent::Whole);
        // A trend of several points is worth more than the neighbours of the paragraph.
        let wanted = if facts(self.app).len() > 1 { 7 } else { 0 };
        if source.len() + wanted > room {
            source = self.source(columns, Extent::Brief);
        }
        let free = room.saturating_sub(source.len());
        let trend_rows = if free < 12 {
            free.min(wanted)
        } else {
            free.saturating_sub(more.len().min(4) + 2).min(11)
        };
        let mut y = body.y;
        y = lines(canvas, body, y, &heading);
        if trend_rows >= 3 {
            y = self.trend(
                canvas,
                Rect {
                    y,
                    height: trend_rows as u16 + 1,
                    ..body
                },
            );
        }
        y = section(canvas, body, y, &self.source_title());
        y = lines(canvas, body, y, &source);
        if !more.is_empty() && y + 1 < body.bottom() {
            y = section(canvas, body, y, "Follows, and belongs to it");
            lines(canvas, body, y, &more);
        }
    }

    fn two_columns(&self, canvas: &mut Canvas, body: Rect) {
        let left = Rect {
            width: (body.width * 9 / 20).min(76),
            ..body
        };
        let right = Rect {
            x: left.right(),
            width: body.width - left.width,
            ..body
        };
        let inside = |area: Rect| {
            Rect::new(
                area.x + 1,
                area.y + 1,
                area.width - 2,
                area.height.saturating_sub(2),
            )
        };
        let facts = self.fields(left.width.saturating_sub(4));
        let upper = Rect {
            height: (facts.len() as u16 + 2).min(body.height.saturating_sub(4)),
            ..left
        };
        let lower = Rect {
            y: upper.bottom(),
            height: body.height - upper.height,
            ..left
        };
        boxed(canvas, upper, "Fact", Paint::Accent);
        lines(canvas, inside(upper), upper.y + 1, &facts);
        boxed(canvas, lower, "Follows, and belongs to it", Paint::Faint);
        lines(
            canvas,
            inside(lower),
            lower.y + 1,
            &self.consequences(lower.width.saturating_sub(4)),
        );
        let source = self.source(right.width.saturating_sub(4).min(MAX_PROSE + 4), Extent::Whole);
        let wanted = (source.len() as u16 + 2).min(body.height * 3 / 5).max(8);
        let top = Rect {
            height: wanted,
            ..right
        };
        let bottom = Rect {
            y: top.bottom(),
            height: body.height - wanted,
            ..right
        };
        boxed(canvas, top, &self.source_title(), Paint::Faint);
        lines(canvas, inside(top), top.y + 1, &source);
        self.trend(canvas, bottom);
    }

    fn fact(&self) -> &Fact {
        self.app.atlas.fact(self.fact)
    }

    fn source_title(&self) -> String {
        let document = self.app.atlas.document(self.evidence.document);
        let of = self.fact().evidence.len();
        let all = if document.has_gaps() {
            // The last one listed need not be the last one there is.
            String::new()
        } else {
            format!(" of {}", document.paragraphs.len())
        };
        let n = self.evidence.paragraph;
        let name = say::source_name(document);
        format!("Source {} of {of} · ¶{n}{all} · {name}", self.app.source + 1)
    }

    /// Value and name for a narrow screen.
    fn heading(&self, columns: u16) -> Vec<Line> {
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
    fn fields(&self, columns: u16) -> Vec<Line> {
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

    /// The paragraph with its neighbours, the phrase, where it stands.
    fn source(&self, columns: u16, extent: Extent) -> Vec<Line> {
        let (atlas, evidence) = (&self.app.atlas, self.evidence);
        let document = atlas.document(evidence.document);
        let known = format!("{} · {}", say::date_known(document), document.title);
        let mut lines = wrap(&[span(known, Paint::Muted)], columns);
        lines.truncate(if extent == Extent::Whole { 2 } else { 1 });
        if extent == Extent::Whole {
            lines.extend(self.neighbour(-1, columns));
        }
        let mut own = say::shown_paragraph(
            self.app,
            (evidence.document, evidence.paragraph),
            Some(self.fact),
            columns.saturating_sub(1),
        );
        own.iter_mut()
            .for_each(|line| line.insert(0, span("▌", Paint::Accent)));
        lines.extend(own);
        lines.extend(wrap(
            &[span(format!("     «{}»", evidence.phrase), Paint::Cite)],
            columns,
        ));
        lines.extend(
            wrap(
                &crate::ui::proven::verdict_line(self.app, self.fact, self.app.source),
                columns,
            )
            .into_iter()
            .take(3),
        );
        if extent == Extent::Brief {
            return lines;
        }
        if !self.app.copies.originals
            && let Some(original) = crate::ui::proven::original(
                self.app,
                (evidence.document, evidence.paragraph),
                Some(self.fact),
            )
        {
            lines.push(vec![span("  in your copy, word for word:", Paint::Faint)]);
            let wrapped = wrap(&original, columns.saturating_sub(5));
            lines.extend(
                wrapped
                    .into_iter()
                    .map(|line| std::iter::once(span("     ", Paint::Text)).chain(line).collect()),
            );
        }
        lines.extend(self.neighbour(1, columns));
        lines.extend(wrap(&[span(document.url.clone(), Paint::Faint)], columns));
        lines
    }

    fn neighbour(&self, step: i32, columns: u16) -> Vec<Line> {
        let document = self.evidence.document;
        let Some(n) = self.evidence.paragraph.checked_add_signed(step) else {
            return Vec::new();
        };
        if self.app.atlas.document(document).paragraph(n).is_none() {
            return Vec::new();
        }
        let mut lines = say::paragraph(&self.app.atlas, (document, n), None, columns.saturating_sub(1));
        let cut = lines.len() > 1;
        lines.truncate(1);
        for line in &mut lines {
            line.insert(0, span(" ", Paint::Text));
            line.iter_mut().for_each(|part| part.role = Paint::Faint);
            if cut {
                line.push(span(" …", Paint::Faint));
            }
        }
        lines
    }

    /// Disputes, computed values, the other facts of the series and of the paragraph.
    fn consequences(&self, columns: u16) -> Vec<Line> {
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

    /// Title and chart of the series; the row below is returned.
    fn trend(&self, canvas: &mut Canvas, area: Rect) -> u16 {
        let (app, fact) = (self.app, self.fact());
        let series = of_fact(&app.atlas, self.fact);
        let metric = app.atlas.metric(fact.metric);
        let points = points(&app.atlas, &series);
        let unit = short_unit(app.atlas.unit(fact.unit), metric);
        let drawn = Series {
            nature: metric.nature,
            points: &points,
            searched: &[],
        };
        let spec = ChartSpec {
            series: drawn,
            unit: &unit,
            axis: app.axis,
            today: app.this_year(),
            years: None,
        };
        let (width, height) = (area.width.saturating_sub(4), area.height.saturating_sub(2));
        let picture = chart(&spec, width, height, app.look.glyphs);
        let title = if picture.caption.is_empty() {
            "Trend".to_owned()
        } else {
            format!("Trend · {}", picture.caption)
        };
        if area.x > 0 {
            boxed(canvas, area, &title, Paint::Faint);
        } else {
            section(canvas, area, area.y, &title);
        }
        let mut y = area.y + 1;
        for cells in &picture.rows {
            canvas.cells((area.x + 2, y), width, cells);
            y += 1;
        }
        if !matches!(picture.form, Form::Nothing | Form::OnePoint | Form::List) && y < area.bottom() {
            let sentence = wrap(&[span(say::capital(&picture.sentence), Paint::Faint)], width);
            for line in sentence
                .iter()
                .take(usize::from((area.bottom() - y).saturating_sub(1)))
            {
                canvas.spans((area.x + 2, y), width, line);
                y += 1;
            }
        }
        y
    }
}

fn boxed(canvas: &mut Canvas, area: Rect, title: &str, paint: Paint) {
    canvas.frame(area);
    canvas.text(
        (area.x + 2, area.y),
        area.width.saturating_sub(4),
        &format!(" {title} "),
        paint,
    );
}

/// A heading with a hairline; the row below is returned.
fn section(canvas: &mut Canvas, area: Rect, y: u16, title: &str) -> u16 {
    if y < area.bottom() {
        canvas.hline(
            (area.x + u16::from(area.x > 0), y),
            area.width.saturating_sub(u16::from(area.x > 0)),
        );
        canvas.text(
            (area.x + 1 + u16::from(area.x > 0), y),
            area.width.saturating_sub(3),
            &format!(" {title} "),
            Paint::Faint,
        );
    }
    y + 1
}

/// Lines from a row on; the row below is returned.
fn lines(canvas: &mut Canvas, area: Rect, mut y: u16, lines: &[Line]) -> u16 {
    for line in lines {
        if y >= area.bottom() {
            break;
        }
        canvas.spans((area.x + 1, y), area.width.saturating_sub(1), line);
        y += 1;
    }
    y
}
