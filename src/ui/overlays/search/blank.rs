//! Where hits would stand: searches to take up again, examples, or why nothing was found.

use super::*;
use crate::query::census;
use crate::query::complete::nearest_label;
use crate::query::index::Index;
use crate::ui::prose::wrap;

/// A search that can be taken up from an empty field.
pub(super) struct Offer {
    pub(super) text: String,
    about: &'static str,
}

/// Saved searches, the last ones, then examples.
pub(super) fn offered(app: &App) -> Vec<Offer> {
    let own = app.searches.all().map(|(text, saved)| Offer {
        text: text.to_owned(),
        about: if saved { "saved" } else { "searched before" },
    });
    let examples = EXAMPLES.iter().map(|(text, about)| Offer {
        text: (*text).to_owned(),
        about,
    });
    own.chain(examples).collect()
}

/// Nothing found, or nothing asked yet: why, and what to press.
pub(super) fn draw(app: &App, search: &Search, canvas: &mut Canvas, area: Rect) {
    match (search.is_blank(), &search.error) {
        (true, _) => offers(app, search, canvas, area),
        (false, None) => lines(canvas, area, &unanswered(app, search)),
        (false, Some(_)) => {}
    }
}

fn offers(app: &App, search: &Search, canvas: &mut Canvas, area: Rect) {
    let first = "Type a city, metric, year, number or firm, in any spelling.";
    canvas.text(
        (area.x + 2, area.y),
        area.width.saturating_sub(3),
        first,
        Paint::Text,
    );
    let rows = offered(app).into_iter().enumerate().skip(search.cursor.top);
    for (y, (at, offer)) in (area.y + 1..area.bottom()).zip(rows) {
        let text = width(&offer.text).clamp(28, area.width.saturating_sub(4).max(28));
        let line = [
            span(fit(&offer.text, text + 2), Paint::Accent),
            span(offer.about, Paint::Muted),
        ];
        canvas.spans((area.x + 2, y), area.width.saturating_sub(3), &line);
        if at == search.cursor.at {
            canvas.text((area.x, y), 1, "▌", Paint::Text);
            canvas.select(Rect::new(area.x, y, area.width, 1));
        }
    }
}

fn lines(canvas: &mut Canvas, area: Rect, lines: &[Line]) {
    let columns = area.width.saturating_sub(4);
    let wrapped = lines.iter().flat_map(|line| match line.is_empty() {
        true => vec![Line::new()],
        false => wrap(line, columns),
    });
    for (y, line) in (area.y + 1..area.bottom()).zip(wrapped) {
        canvas.spans((area.x + 2, y), columns, &line);
    }
}

/// For each clause that gives nothing by itself, or for a query of one word: the name that is nearest to it.
pub(super) fn near_names(
    atlas: &Atlas,
    index: &Index,
    effects: &[ClauseEffect],
    query: &str,
) -> Vec<(String, String)> {
    let alone = effects.iter().filter(|effect| effect.alone == 0);
    let mut words: Vec<&str> = alone.map(|effect| effect.clause.as_str()).collect();
    if effects.is_empty() {
        words.push(query.trim());
    }
    let bare = |word: &str| {
        word.rsplit(':')
            .next()
            .unwrap_or(word)
            .trim_matches('"')
            .to_owned()
    };
    words
        .into_iter()
        .filter_map(|word| nearest_label(atlas, index, &bare(word)).map(|name| (word.to_owned(), name)))
        .collect()
}

/// What each word would give, alone and left out, and which one to drop.
fn unanswered(app: &App, search: &Search) -> Vec<Line> {
    let read = span(format!("Read as {}.", search.found.understood), Paint::Muted);
    let mut lines = vec![vec![span("Nothing says this. ", Paint::Text), read], Line::new()];
    if !search.effects.is_empty() {
        lines.push(vec![span(
            "Each word without the others, and the rest without it:",
            Paint::Muted,
        )]);
    }
    let best = search.effects.iter().map(|e| e.without).max().unwrap_or(0);
    for effect in &search.effects {
        let advice = if effect.without == best && best > 0 {
            "  the best one to drop"
        } else {
            ""
        };
        let text = format!("alone {:>4}   without it {:>4}", effect.alone, effect.without);
        let clause = span(fit(&effect.clause, 22), Paint::Text);
        lines.push(vec![
            clause,
            span(text, Paint::Muted),
            span(advice, Paint::Accent),
        ]);
    }
    for (word, name) in &search.nearest {
        lines.push(vec![
            span(format!("For «{word}»: did you mean "), Paint::Muted),
            span(name.clone(), Paint::Accent),
            span("?", Paint::Muted),
        ]);
    }
    let count = app.atlas.records();
    let holds = format!(
        "The atlas has facts about {} of its {} places, in {} of its {} metrics.",
        census::places(&app.atlas),
        count.places.len(),
        census::metrics(&app.atlas),
        count.metrics.len()
    );
    lines.push(Line::new());
    lines.push(vec![span(holds, Paint::Faint)]);
    lines.push(vec![span(
        "Ctrl-u clears, Ctrl-w drops the last word.",
        Paint::Faint,
    )]);
    lines
}

/// Queries to learn from.
const EXAMPLES: &[(&str, &str)] = &[
    ("wuhan computing", "words must all fit, in any order"),
    ("peking 5g", "German, Chinese, pinyin too"),
    ("kind:target year:2028", "what is aimed at for 2028"),
    ("value:>1tn", "amounts over a trillion"),
    (
        "place:beijing -kind:claim",
        "a place and all in it, without claims",
    ),
];
