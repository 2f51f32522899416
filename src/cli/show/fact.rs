//! The pages of a fact and of a computed value: the figure in full, how far it holds, and where it is said.

use super::document::marked;
use super::{headline, path, value};
use crate::atlas::*;
use crate::cli::flow::{Ink, span};
use crate::cli::page::{Page, Side, Table};
use crate::cli::session::standing;
use crate::export::cite;
use crate::query::derive::derive;
use crate::query::series;

/// Draws the page of a fact.
pub fn draw(atlas: &Atlas, id: FactId, page: &mut Page) {
    let fact = atlas.fact(id);
    let metric = atlas.metric(fact.metric);
    page.flowed(0, &[span(Ink::Strong, headline(atlas, fact))]);
    let subject = fact
        .subject
        .map(|id| format!("{} · ", atlas.organisation(id).names.en));
    let about = format!(
        "{} · {}{} · {}",
        atlas.place(fact.place).names.en,
        subject.unwrap_or_default(),
        metric.names.en,
        fact.period.words()
    );
    page.flowed(0, &[span(Ink::Muted, about)]);
    page.gap();
    page.field("id", &[span(Ink::Accent, fact.slug.clone())]);
    amounts(atlas, (&fact.value, fact.unit), atlas.interval(fact), page);
    let inferred = if fact.period_inferred {
        ", inferred from the document"
    } else {
        ""
    };
    page.text_field("period", &format!("{}{inferred}", fact.period.words()));
    page.text_field("kind", fact.kind.name());
    page.text_field("scope", &fact.scope.join("; "));
    page.text_field(
        "prices",
        fact.prices.map_or("", |p| match p {
            Prices::Current => "current prices",
            Prices::Constant => "constant prices",
        }),
    );
    page.text_field("place", &path(atlas, fact.place));
    page.text_field("said by", fact.attributed_to.as_deref().unwrap_or(""));
    page.text_field("status", fact.status.name());
    page.text_field("note", fact.note.as_deref().unwrap_or(""));
    evidence(atlas, id, page);
    related(atlas, id, page);
}

/// The number in base units, in three number languages, and the numbers it allows.
fn amounts(atlas: &Atlas, (value, unit): (&Value, UnitId), interval: Option<Interval>, page: &mut Page) {
    let Some(number) = value.number() else {
        return;
    };
    let unit = &atlas.unit(unit).slug;
    let second = value
        .number_high()
        .map_or(String::new(), |n| format!(" / {}", grouped(n)));
    page.text_field("number", &format!("{}{second} {unit}", grouped(number)));
    let languages = [
        NumberLanguage::English,
        NumberLanguage::German,
        NumberLanguage::Chinese,
    ];
    let words: Vec<String> = languages
        .into_iter()
        .filter_map(|language| in_words(number, language))
        .collect();
    page.text_field("in words", &words.join(" · "));
    if let Some(interval) = interval {
        page.text_field("allows", &allowed(&interval));
    }
}

/// An interval in words: «over 2,400», «at least 27 and under 30».
fn allowed(interval: &Interval) -> String {
    let shown = |n: Decimal| grouped(n.trimmed());
    let low = interval.low.map(|n| match interval.low_closed {
        true => format!("at least {}", shown(n)),
        false => format!("over {}", shown(n)),
    });
    let high = interval.high.map(|n| match interval.high_closed {
        true => format!("at most {}", shown(n)),
        false => format!("under {}", shown(n)),
    });
    match (low, high) {
        (Some(_), Some(_)) if interval.low == interval.high => {
            format!("exactly {}", interval.low.map(shown).unwrap_or_default())
        }
        (Some(low), Some(high)) => format!("{low} and {high}"),
        (Some(end), None) | (None, Some(end)) => end,
        (None, None) => "any number".to_owned(),
    }
}

fn evidence(atlas: &Atlas, id: FactId, page: &mut Page) {
    page.heading("Evidence");
    for evidence in &atlas.fact(id).evidence {
        let document = atlas.document(evidence.document);
        page.gap();
        let slug = atlas.slug(Thing::Paragraph(evidence.document, evidence.paragraph));
        page.flowed(
            2,
            &[
                span(Ink::Cite, format!("«{}»", evidence.phrase)),
                span(Ink::Text, "  "),
                span(Ink::Muted, format!("¶{} · {slug}", evidence.paragraph)),
            ],
        );
        let paragraph = document.paragraph(evidence.paragraph);
        if let Some(restatement) = paragraph.and_then(|p| p.restatement.as_ref()) {
            page.flowed(4, &marked(restatement, |fact| fact == id));
        }
        let about = format!("{}, {}", cite::publishers(document), cite::dated(document));
        page.flowed(4, &[span(Ink::Muted, about)]);
        page.flowed(4, &[span(Ink::Address, document.url.clone())]);
    }
}

/// What else there is of the series, what disagrees, and what is computed from it.
fn related(atlas: &Atlas, id: FactId, page: &mut Page) {
    let others: Vec<FactId> = series::of_fact(atlas, id)
        .facts
        .into_iter()
        .filter(|f| *f != id)
        .collect();
    rows(atlas, ("Others of this series", &others), page);
    rows(
        atlas,
        ("Cannot be true together with", &series::disputes(atlas, id)),
        page,
    );
    let derived = series::derived_from(atlas, id);
    if !derived.is_empty() {
        page.heading("Used to compute");
        for id in derived {
            let derivation = atlas.derivation(id);
            let spans = [
                span(Ink::Strong, computed(atlas, derivation)),
                span(Ink::Text, "  "),
                span(Ink::Accent, derivation.slug.clone()),
            ];
            page.flowed(2, &spans);
        }
    }
}

fn rows(atlas: &Atlas, (heading, ids): (&str, &[FactId]), page: &mut Page) {
    if ids.is_empty() {
        return;
    }
    page.heading(heading);
    let mut table = Table::bare(&[Side::Left, Side::Left, Side::Left, Side::Whole]);
    for id in ids {
        let fact = atlas.fact(*id);
        table.row(vec![
            span(Ink::Text, fact.period.short()),
            span(Ink::Strong, value(atlas, fact)),
            span(Ink::Muted, standing(fact)),
            span(Ink::Accent, fact.slug.clone()),
        ]);
    }
    page.table(2, &table);
}

fn computed(atlas: &Atlas, derivation: &Derivation) -> String {
    let (unit, metric) = (atlas.unit(derivation.unit), atlas.metric(derivation.metric));
    derive(atlas, derivation).map_or_else(|| "no bound follows".to_owned(), |d| full(&d.value, unit, metric))
}

/// Draws the page of a computed value: the formula, its inputs, and what follows.
pub fn draw_derivation(atlas: &Atlas, id: DerivationId, page: &mut Page) {
    let derivation = atlas.derivation(id);
    let (place, metric) = (atlas.place(derivation.place), atlas.metric(derivation.metric));
    page.flowed(0, &[span(Ink::Strong, computed(atlas, derivation))]);
    let period = derivation.period.words();
    let about = format!("{} · {} · {period} · computed", place.names.en, metric.names.en);
    page.flowed(0, &[span(Ink::Muted, about)]);
    page.gap();
    page.field("id", &[span(Ink::Accent, derivation.slug.clone())]);
    if let Some(derived) = derive(atlas, derivation) {
        let value = (&derived.value, derivation.unit);
        amounts(atlas, value, Some(derived.interval), page);
    }
    page.text_field("formula", &derivation.formula.to_string());
    page.text_field("scope", &derivation.scope.join("; "));
    page.text_field("note", derivation.note.as_deref().unwrap_or(""));
    page.heading("From");
    let mut table = Table::bare(&[Side::Left, Side::Left, Side::Whole]);
    for (name, input) in &derivation.inputs {
        let fact = atlas.fact(*input);
        table.row(vec![
            span(Ink::Text, name.clone()),
            span(Ink::Strong, value(atlas, fact)),
            span(Ink::Accent, fact.slug.clone()),
        ]);
    }
    page.table(2, &table);
}
