//! The second stage of a search: the paragraphs of a large atlas, asked a piece at a time after everything else.

use super::*;
use crate::query::fold::fold;

/// Paragraphs that are asked in one piece: so few that a key that comes meanwhile hardly waits.
const PIECE: usize = 300;

impl Finder {
    /// Whether paragraphs are still to be asked; see [`Finder::more`].
    pub fn has_more(&self) -> bool {
        self.later.is_some()
    }

    /// Asks some more paragraphs of a large atlas for the last query and adds what they say: texts are many, so
    /// that they come after everything else and a piece at a time. Gives whether they say anything.
    pub fn more(&mut self, atlas: &Atlas, index: &Index, found: &mut Found) -> bool {
        let Some((terms, mut document)) = self.later.take() else {
            return false;
        };
        let known = found.counts[6];
        let (mut asked, mut new) = (0, Vec::new());
        let documents = atlas.records().documents.len();
        while document < documents && asked < PIECE {
            let id = DocumentId(document as u32);
            let paragraphs = atlas.paragraphs_once(id);
            for own in paragraphs.iter() {
                let Some(restatement) = &own.restatement else {
                    continue;
                };
                let thing = Thing::Paragraph(id, own.n);
                let text = fold(&restatement.text);
                let Some(score) = total(&terms, thing, |asked| asked.paragraph(atlas, thing, &text)) else {
                    continue;
                };
                found.counts[6] += 1;
                if found.counts[6] <= self.most {
                    new.push(Hit { thing, score });
                }
            }
            asked += paragraphs.len();
            document += 1;
        }
        if !new.is_empty() {
            new.sort_by_cached_key(|hit| rank(index, hit));
            found.hits = merged(index, std::mem::take(&mut found.hits), new);
        }
        self.later = (document < documents).then_some((terms, document));
        found.counts[6] > known
    }

    /// What is to be asked of paragraphs later: nothing if they are few and have been asked, or can say nothing.
    pub(super) fn later(
        &mut self,
        atlas: &Atlas,
        index: &Index,
        clauses: &[&Clause],
    ) -> Option<(Terms, usize)> {
        if index.has_paragraphs || clauses.is_empty() {
            return None;
        }
        let terms = self.terms(atlas, index, clauses);
        let may_say = each(&terms).all(|(asked, not)| not || asked.may_be_said());
        may_say.then_some((terms, 0))
    }
}
