//! What panes, views and overlays say of a fact, a paragraph or a place, as styled lines. Draws nothing.

use super::app::App;
use super::prose::{Line, Span, span, wrap};
use super::proven;
use crate::atlas::*;
use crate::query::derive::derive;
use crate::query::series::disputes;
use crate::settings::Role as Paint;

/// A sentence's first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// «Over 2.4 trillion yuan · 2025 · observed · current prices · pooled regions»
pub fn fact_line(atlas: &Atlas, id: FactId) -> Line {
    let fact = atlas.fact(id);
    let (unit, metric) = (atlas.unit(fact.unit), atlas.metric(fact.metric));
    let value = match fact.value {
        Value::Holds => capital(atlas.name(&metric.names)),
        _ => capital(&full(&fact.value, unit, metric)),
    };
    let mut rest = vec![period_words(&atlas.row(id)), fact.kind.name().to_owned()];
    rest.extend(fact.prices.map(|p| format!("{} prices", p.name())));
    rest.extend(fact.scope.iter().map(Text::to_string));
    if fact.status == Status::Superseded {
        rest.push(fact.status.name().to_owned());
    }
    vec![
        span(value, Paint::Number),
        span(format!(" · {}", rest.join(" · ")), Paint::Muted),
    ]
}

/// The period for a table; `*` where it was inferred.
pub fn period_short(fact: &Row) -> String {
    format!(
        "{}{}",
        fact.period.short(),
        if fact.period_inferred { "*" } else { "" }
    )
}

/// The period in words, and whether it was inferred.
pub fn period_words(fact: &Row) -> String {
    format!(
        "{}{}",
        fact.period.words(),
        if fact.period_inferred { " (inferred)" } else { "" }
    )
}

/// The name of what a fact measures, where: «Beijing · Computing power, pooled».
pub fn fact_label(atlas: &Atlas, id: FactId) -> String {
    let fact = atlas.row(id);
    let scope = fact.scope.first().filter(|_| fact.subject.is_none());
    let scope = scope.map(|scope| format!(", {scope}")).unwrap_or_default();
    format!("{}{scope}", topic(atlas, id))
}

/// The same without what narrows it down: «Beijing · Computing power».
pub fn topic(atlas: &Atlas, id: FactId) -> String {
    let fact = atlas.row(id);
    let place = atlas.name(&atlas.place(fact.place).names);
    let metric = atlas.name(&atlas.metric(fact.metric).names);
    let subject = fact
        .subject
        .map(|s| format!(": {}", atlas.name(&atlas.organisation(s).names)));
    format!("{place} · {metric}{}", subject.unwrap_or_default())
}

/// The sign of a kind: ● ○ ◌ ◇, □ for computed.
pub fn kind_sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Observed => "●",
        Kind::Target | Kind::Plan => "○",
        Kind::Projected => "◌",
        Kind::Claim => "◇",
    }
}

/// The sign of a fact: that of its kind, or ⊘ if it is superseded.
pub fn fact_sign(kind: Kind, status: Status) -> &'static str {
    match status {
        Status::Superseded => "⊘",
        _ => kind_sign(kind),
    }
}

/// The restatement of a paragraph as one line, the figure of `fact` in ⟦ ⟧, those of other facts plain.
pub fn restated(atlas: &Atlas, document: DocumentId, n: u32, fact: Option<FactId>) -> Line {
    let Some(paragraph) = atlas.document(document).paragraph(n) else {
        return Vec::new();
    };
    let Some(restatement) = &paragraph.restatement else {
        let words = match paragraph.role {
            Role::Credit => "photo credit",
            Role::Image => "a picture's file name",
            Role::Date => "a date line",
            Role::Url => "an address",
            Role::Source => "names the original source",
            _ => "says nothing to take",
        };
        return vec![span(words, Paint::Faint)];
    };
    let mut line: Line = Vec::new();
    let mut at = 0;
    for mark in &restatement.marks {
        line.push(span(&restatement.text[at..mark.start], Paint::Text));
        let figure = &restatement.text[mark.start..mark.end];
        if Some(mark.fact) == fact {
            line.push(span("⟦", Paint::Cite));
            line.push(span(figure, Paint::Number));
            line.push(span("⟧", Paint::Cite));
        } else {
            line.push(span(figure, Paint::Text));
        }
        at = mark.end;
    }
    line.push(span(&restatement.text[at..], Paint::Text));
    line.retain(|part| !part.text.is_empty());
    line
}

/// A paragraph's restatement wrapped behind its number: `¶3  For 2025 …`, further lines indented.
pub fn paragraph(atlas: &Atlas, at: (DocumentId, u32), fact: Option<FactId>, columns: u16) -> Vec<Line> {
    numbered(at.1, &restated(atlas, at.0, at.1, fact), columns)
}

/// Publisher, and who wrote it first: «Beijing Daily via german.beijing.gov.cn».
pub fn source_name(document: &Document) -> String {
    match &document.original_source {
        Some(source) if *source != document.publisher => format!("{source} via {}", document.publisher),
        _ => document.publisher.to_string(),
    }
}

/// The date and how it is known: «2026-02-04 (from the URL)»; printed ones without a remark.
pub fn date_known(document: &Document) -> String {
    let Some(date) = document.published else {
        return "no date known".to_owned();
    };
    match document.published_basis {
        DateBasis::Printed => date.to_string(),
        basis => format!("{date} ({})", crate::export::cite::basis_words(basis)),
    }
}

/// «2,4 Billionen Yuan RMB» — Beijing Daily, 2026-02-04, ¶3
pub fn phrase_line(atlas: &Atlas, evidence: &Evidence) -> Line {
    let document = atlas.document(evidence.document);
    let source = document.original_source.as_ref().unwrap_or(&document.publisher);
    let date = document.published.map(|d| format!(", {d}")).unwrap_or_default();
    let cited = format!("«{}» — {source}{date}, ¶{}", evidence.phrase, evidence.paragraph);
    vec![span(cited, Paint::Cite)]
}

/// The value in three number languages, where they have words for its size.
pub fn three_languages(value: &Value) -> Option<String> {
    let number = value.number()?;
    let sign = |text: String| text;
    let words: Vec<String> = [
        NumberLanguage::German,
        NumberLanguage::English,
        NumberLanguage::Chinese,
    ]
    .into_iter()
    .filter_map(|language| in_words(number, language).map(sign))
    .collect();
    (words.len() > 1).then(|| words.join(" · "))
}

/// An interval in words, which no glyph tier garbles: «above 2.4 tn», «2.85 to 3.15», «exactly 7».
pub fn interval_text(atlas: &Atlas, interval: &Interval) -> String {
    let end = |n: Decimal, round| compact_in(n.trimmed(), round, atlas.voice().numbers);
    match (interval.low, interval.high) {
        (Some(low), Some(high)) if low == high => format!("exactly {}", end(low, Round::Nearest)),
        (Some(low), Some(high)) if low.is_zero() => {
            format!(
                "{} {}",
                if interval.high_closed { "at most" } else { "below" },
                end(high, Round::Up)
            )
        }
        (Some(low), Some(high)) => format!("{} to {}", end(low, Round::Down), end(high, Round::Up)),
        (Some(low), None) => format!(
            "{} {}",
            if interval.low_closed { "from" } else { "above" },
            end(low, Round::Down)
        ),
        (None, Some(high)) => format!(
            "{} {}",
            if interval.high_closed { "at most" } else { "below" },
            end(high, Round::Up)
        ),
        (None, None) => "any number".to_owned(),
    }
}

/// A derivation in one line: «□ over 2.20 trillion yuan · 2024 · value / (1 + growth / 100)».
pub fn derivation_line(atlas: &Atlas, id: DerivationId) -> Line {
    let derivation = atlas.derivation(id);
    let metric = atlas.metric(derivation.metric);
    let value = derive(atlas, derivation);
    let scope: String = derivation
        .scope
        .iter()
        .map(|scope| format!(", {scope}"))
        .collect();
    let words = value.map_or_else(
        || "cannot be computed".to_owned(),
        |derived| full(&derived.value, atlas.unit(derivation.unit), metric),
    );
    vec![
        span("□ ", Paint::Muted),
        span(capital(&words), Paint::Number),
        span(
            format!(
                " · {} · {}{scope}",
                derivation.period.words(),
                atlas.name(&metric.names)
            ),
            Paint::Muted,
        ),
    ]
}

/// What the disputes of a fact are, if it has any: the other values.
pub fn dispute_line(atlas: &Atlas, id: FactId) -> Option<Line> {
    let others = disputes(atlas, id);
    if others.is_empty() {
        return None;
    }
    let values: Vec<String> = others
        .iter()
        .map(|o| atlas.signed(&atlas.fact(*o).value))
        .collect();
    Some(vec![
        span("! ", Paint::Err),
        span(
            format!("disputed: another source says {}", values.join(", ")),
            Paint::Text,
        ),
    ])
}

/// Why a place shows no metric, and what to press.
pub fn nothing_for(app: &App, place: PlaceId) -> Vec<Line> {
    let atlas = &app.atlas;
    let name = atlas.name(&atlas.place(place).names);
    let plain = |text: String| vec![span(text, Paint::Text)];
    let muted = |text: String| vec![span(text, Paint::Muted)];
    let key = |action: &str| app.keymap.first(action);
    if !app.filters[2].is_empty() {
        return vec![
            plain(format!("No metric of {name} matches «{}».", app.filters[2])),
            muted(format!(
                "{} drops the filter · {} searches everything",
                key("close"),
                key("search")
            )),
        ];
    }
    if app.copies.unverified {
        return vec![
            plain(format!("Every fact about {name} is verified in your copies.")),
            muted(format!("{} shows all facts again", key("unverified"))),
        ];
    }
    let within = atlas.count_within(place);
    let mentions = atlas.mentions_of_place(place);
    let mut lines = vec![plain(format!("No figure about {name} itself."))];
    if within > 0 {
        lines.push(muted(format!(
            "The places in it have {within}: {} opens it in {} Cities, {} lists its districts.",
            key("into"),
            key("focus-cities"),
            key("focus-districts")
        )));
    }
    match mentions.len() {
        0 => lines.push(muted("No document of the atlas names it.".to_owned())),
        n => {
            let first = &mentions[0];
            let document = atlas.document(first.0);
            lines.push(muted(format!(
                "It is named in {n} paragraph{}: first in {} ¶{}.",
                plural(n),
                document.title,
                first.1
            )));
            lines.push(muted(format!("{} opens its card with all of them.", key("card"))));
        }
    }
    lines
}

/// `s` for any number but one.
pub fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// How many of something: «1 fact», «2 facts».
pub fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", plural(n))
}

/// The plural of a noun.
pub fn several(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

/// Joins spans with a muted ` · `.
pub fn dotted(parts: Vec<Span>) -> Line {
    let mut line = Vec::new();
    for (n, part) in parts.into_iter().enumerate() {
        if n > 0 {
            line.push(span(" · ", Paint::Muted));
        }
        line.push(part);
    }
    line
}

/// A paragraph as the reader wants it: restated, or in the words of their copy where there is one.
pub fn shown_paragraph(app: &App, at: (DocumentId, u32), fact: Option<FactId>, columns: u16) -> Vec<Line> {
    let own = if app.copies.originals {
        proven::original(app, at, fact)
    } else {
        None
    };
    let line = own.unwrap_or_else(|| restated(&app.atlas, at.0, at.1, fact));
    numbered(at.1, &line, columns)
}

/// A line wrapped behind a paragraph's number.
pub fn numbered(n: u32, line: &Line, columns: u16) -> Vec<Line> {
    let head = format!("¶{n:<3}");
    let mut lines = wrap(line, columns.saturating_sub(4).max(8));
    for (row, line) in lines.iter_mut().enumerate() {
        let start = if row == 0 {
            span(head.clone(), Paint::Cite)
        } else {
            span("    ", Paint::Text)
        };
        line.insert(0, start);
    }
    lines
}

/// A fact beside another one: value with its unit, then what it measures; the place only if it is another.
pub fn beside_line(atlas: &Atlas, id: FactId, place: PlaceId, columns: u16) -> Line {
    let fact = atlas.fact(id);
    let metric = atlas.metric(fact.metric);
    let unit = short_unit(atlas.unit(fact.unit), metric);
    let value = match fact.value {
        Value::Holds => String::new(),
        _ if unit.is_empty() => format!("{}  ", atlas.signed(&fact.value)),
        _ => format!("{} {unit}  ", atlas.signed(&fact.value)),
    };
    let place = if fact.place == place {
        String::new()
    } else {
        format!("{} · ", atlas.name(&atlas.place(fact.place).names))
    };
    let what = fact
        .subject
        .map(|s| atlas.name(&atlas.organisation(s).names))
        .or(fact.scope.first().map(|text| &**text));
    let what = what.map(|what| format!(": {what}")).unwrap_or_default();
    let label = format!("{place}{}{what}", atlas.name(&metric.names));
    let used = super::prose::width(&value) + 2;
    vec![
        span(format!("{} ", fact_sign(fact.kind, fact.status)), Paint::Muted),
        span(value, Paint::Number),
        span(
            super::prose::cut(&label, columns.saturating_sub(used)),
            Paint::Muted,
        ),
    ]
}

/// How many paragraphs of a document the atlas lists, and whether those are all.
pub fn paragraphs_listed(document: &Document) -> String {
    let listed = document.paragraphs.len();
    let used = if document.has_gaps() { " used" } else { "" };
    format!("{listed} paragraph{}{used}", plural(listed))
}
