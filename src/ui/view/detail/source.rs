//! The source shown: the paragraph with its phrase and neighbours, the reader's copy of it, where it stands.

use super::Page;
use crate::settings::Role as Paint;
use crate::ui::prose::{Line, span, wrap};
use crate::ui::proven::{original, verdict_line};
use crate::ui::say;

/// How much of a source is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// With neighbours and address.
    Whole,
    /// The paragraph and its phrase.
    Brief,
}

impl Page<'_> {
    pub(super) fn source_title(&self) -> String {
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

    /// The paragraph with its neighbours, the phrase, where it stands.
    pub(super) fn source(&self, columns: u16, extent: Extent) -> Vec<Line> {
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
            wrap(&verdict_line(self.app, self.fact, self.app.source), columns)
                .into_iter()
                .take(3),
        );
        if extent == Extent::Brief {
            return lines;
        }
        if !self.app.copies.originals
            && let Some(original) =
                original(self.app, (evidence.document, evidence.paragraph), Some(self.fact))
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
}
