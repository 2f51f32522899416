//! Cards: a place, a metric, an organisation or a derivation with all that the atlas knows of it.

mod place;

use super::listing::Listing;
use crate::atlas::*;
use crate::query::series;
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::prose::{Line, MAX_PROSE, fit, span, wrap};
use crate::ui::say;

/// The page about a thing.
pub fn listing(app: &App, thing: Thing, columns: u16) -> Listing {
    page(app, thing, columns, Listing::default())
}

/// The page about a thing, as many of its lines as are wanted.
pub fn page(app: &App, thing: Thing, columns: u16, mut page: Listing) -> Listing {
    match thing {
        Thing::Place(id) => place::place(app, &mut page, id, columns),
        Thing::Metric(id) => metric(app, &mut page, id, columns),
        Thing::Organisation(id) => organisation(app, &mut page, id, columns),
        Thing::Derivation(id) => derivation(app, &mut page, id, columns),
        Thing::Fact(_) | Thing::Document(_) | Thing::Paragraph(..) => {}
    }
    page
}

/// Name in all spellings and aliases.
fn names(page: &mut Listing, shown: &str, (names, aliases): (&Names, &[Text]), kind: &str, columns: u16) {
    let mut first = vec![span(shown, Paint::Number)];
    for other in names.all().filter(|other| *other != shown) {
        first.push(span(format!("  {other}"), Paint::Muted));
    }
    first.push(span(format!("  · {kind}"), Paint::Faint));
    page.lines(wrap(&first, columns.saturating_sub(2)));
    if !aliases.is_empty() {
        page.lines(wrap(
            &[span(format!("also {}", aliases.join(", ")), Paint::Faint)],
            columns.saturating_sub(2),
        ));
    }
}

fn field(page: &mut Listing, name: &str, value: Line, columns: u16) {
    for (n, mut line) in wrap(&value, columns.saturating_sub(14).min(MAX_PROSE))
        .into_iter()
        .enumerate()
    {
        let head = if n == 0 { fit(name, 11) } else { " ".repeat(11) };
        line.insert(0, span(head, Paint::Faint));
        page.line(line);
    }
}

/// Facts as items: sign, name, value, unit, period, paragraph, each in a column of its own.
fn facts_of(app: &App, page: &mut Listing, facts: &[FactId], columns: u16) {
    if facts.is_empty() || page.is_full() {
        return;
    }
    page.gap();
    page.heading(
        &format!("{} fact{}", facts.len(), say::plural(facts.len())),
        columns.saturating_sub(2),
    );
    let unit = |id: &FactId| {
        let fact = app.atlas.row(*id);
        short_unit(app.atlas.unit(fact.unit), app.atlas.metric(fact.metric))
    };
    let widest = match page.is_cut() {
        true => 0,
        false => facts
            .iter()
            .map(|id| crate::ui::prose::width(&unit(id)))
            .max()
            .unwrap_or(0)
            .min(12),
    };
    for id in facts {
        if page.is_full() {
            return;
        }
        let fact = app.atlas.fact(*id);
        let value = if fact.value == Value::Holds {
            String::new()
        } else {
            app.atlas.signed(&fact.value)
        };
        let paragraph = fact
            .evidence
            .first()
            .map_or_else(String::new, |e| format!("¶{}", e.paragraph));
        let right = vec![
            span(value, Paint::Number),
            span(format!(" {} ", fit(&unit(id), widest)), Paint::Muted),
            span(fit(&say::period_short(&app.atlas.row(*id)), 9), Paint::Muted),
            span(fit(&paragraph, 4), Paint::Faint),
        ];
        page.item(Thing::Fact(*id), vec![named_fact(app, *id)], right);
    }
}

/// Sign, metric, subject or scope of a fact.
fn named_fact(app: &App, id: FactId) -> Line {
    let fact = app.atlas.fact(id);
    let subject = fact
        .subject
        .map(|s| format!(": {}", app.atlas.name(&app.atlas.organisation(s).names)))
        .unwrap_or_default();
    let scope = if fact.scope.is_empty() || !subject.is_empty() {
        String::new()
    } else {
        format!(", {}", fact.scope.join(", "))
    };
    vec![
        span(
            format!("{} ", say::fact_sign(fact.kind, fact.status)),
            Paint::Muted,
        ),
        span(
            format!(
                "{}{subject}",
                app.atlas.name(&app.atlas.metric(fact.metric).names)
            ),
            Paint::Text,
        ),
        span(scope, Paint::Faint),
    ]
}

fn mentioned<'a>(
    app: &App,
    page: &mut Listing,
    mentions: impl FnOnce() -> &'a [(DocumentId, u32)],
    columns: u16,
) {
    if page.is_full() {
        return;
    }
    let mentions = mentions();
    page.gap();
    if mentions.is_empty() {
        page.line(vec![span("No paragraph of the atlas names it.", Paint::Muted)]);
        return;
    }
    let count = mentions.len();
    page.heading(
        &format!("Named in {count} paragraph{}", say::plural(count)),
        columns.saturating_sub(2),
    );
    for (document, n) in mentions {
        if page.is_full() {
            return;
        }
        let mut lines = say::paragraph(
            &app.atlas,
            (*document, *n),
            None,
            columns.saturating_sub(4).min(MAX_PROSE),
        );
        lines.truncate(2);
        let source = app.atlas.document(*document);
        let name = source
            .original_source
            .as_ref()
            .unwrap_or(&source.publisher)
            .clone();
        lines.push(vec![span(
            format!("    {name}, {}", say::date_known(source)),
            Paint::Faint,
        )]);
        page.item(Thing::Paragraph(*document, *n), lines, Vec::new());
    }
}

fn metric(app: &App, page: &mut Listing, id: MetricId, columns: u16) {
    let atlas = &app.atlas;
    let metric = atlas.metric(id);
    names(
        page,
        atlas.name(&metric.names),
        (&metric.names, &metric.aliases),
        &format!("metric · {}", metric.theme.name()),
        columns,
    );
    page.gap();
    let mut plain = |name: &str, text: String| field(page, name, vec![span(text, Paint::Text)], columns);
    plain("means", metric.definition.to_string());
    let counted = metric
        .counted
        .as_ref()
        .map(|c| format!(" ({c})"))
        .unwrap_or_default();
    plain(
        "unit",
        format!("{}{counted}", atlas.name(&atlas.unit(metric.unit).names)),
    );
    let better = match metric.better {
        Better::Higher => "more is better ▲",
        Better::Lower => "less is better ▼",
        Better::Neither => "neither direction is better",
    };
    plain("is a", format!("{}; {better}", metric.nature.name()));
    if let Some(under) = metric.under {
        plain("belongs to", atlas.name(&atlas.metric(under).names).to_owned());
    }
    let kin: Vec<&str> = metric
        .comparable_with
        .iter()
        .map(|m| atlas.name(&atlas.metric(*m).names))
        .collect();
    if !kin.is_empty() {
        plain("compare", kin.join(", "));
    }
    page.gap();
    series_of(app, page, id, columns);
}

/// All facts of a metric, series by series.
fn series_of(app: &App, page: &mut Listing, id: MetricId, columns: u16) {
    let atlas = &app.atlas;
    let all = series::of_metric(atlas, id);
    let heading = format!(
        "{} series: only equal place, subject, scope and prices share a line",
        all.len()
    );
    page.heading(&heading, columns.saturating_sub(2));
    for fact in all.iter().flat_map(|series| &series.facts) {
        let own = app.atlas.fact(*fact);
        let place = app.atlas.name(&app.atlas.place(own.place).names);
        let scope = if own.scope.is_empty() {
            String::new()
        } else {
            format!("  {}", own.scope.join(", "))
        };
        let left = vec![
            span(
                format!("{} {place}", say::fact_sign(own.kind, own.status)),
                Paint::Text,
            ),
            span(scope, Paint::Faint),
        ];
        let period = format!("  {}", fit(&say::period_short(&atlas.row(*fact)), 9));
        page.item(
            Thing::Fact(*fact),
            vec![left],
            vec![
                span(app.atlas.signed(&own.value), Paint::Number),
                span(period, Paint::Muted),
            ],
        );
    }
    let computed = app
        .atlas
        .derivations()
        .filter(|(_, derivation)| derivation.metric == id);
    for (derivation, own) in computed {
        let mut line = say::derivation_line(&app.atlas, derivation);
        line.push(span(
            format!(" · {}", app.atlas.name(&app.atlas.place(own.place).names)),
            Paint::Text,
        ));
        page.item(Thing::Derivation(derivation), vec![line], Vec::new());
    }
}

fn organisation(app: &App, page: &mut Listing, id: OrganisationId, columns: u16) {
    let atlas = &app.atlas;
    let organisation = atlas.organisation(id);
    names(
        page,
        atlas.name(&organisation.names),
        (&organisation.names, &organisation.aliases),
        &organisation.kind.name().replace('-', " "),
        columns,
    );
    page.gap();
    if let Some(home) = organisation.place {
        page.item(
            Thing::Place(home),
            vec![vec![
                span("at home in ", Paint::Faint),
                span(atlas.name(&atlas.place(home).names).to_owned(), Paint::Text),
            ]],
            Vec::new(),
        );
    }
    let concentrating = atlas.places().filter(|(_, p)| p.focus.contains(&id));
    for (place, own) in concentrating {
        page.item(
            Thing::Place(place),
            vec![vec![
                span("focus of ", Paint::Faint),
                span(atlas.name(&own.names).to_owned(), Paint::Text),
            ]],
            Vec::new(),
        );
    }
    if let Some(note) = &organisation.note {
        field(page, "note", vec![span(note.clone(), Paint::Muted)], columns);
    }
    facts_of(app, page, atlas.facts_of_organisation(id), columns);
    mentioned(app, page, || atlas.mentions_of_organisation(id), columns);
}

fn derivation(app: &App, page: &mut Listing, id: DerivationId, columns: u16) {
    page.lines(wrap(
        &say::derivation_line(&app.atlas, id),
        columns.saturating_sub(2),
    ));
    let derivation = app.atlas.derivation(id);
    page.line(vec![span(
        format!("computed: {}", derivation.formula),
        Paint::Text,
    )]);
    for (name, fact) in &derivation.inputs {
        let line = vec![span(
            format!("{name} = {}", app.atlas.signed(&app.atlas.fact(*fact).value)),
            Paint::Text,
        )];
        page.item(Thing::Fact(*fact), vec![line], Vec::new());
    }
}
