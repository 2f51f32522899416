//! What a row of the table of metrics says: value, unit, period, sources, kinds. Draws nothing.

use crate::atlas::*;
use crate::query::derive::derive;
use crate::reading::proof::Verdict;
use crate::settings::Role as Paint;
use crate::ui::app::App;
use crate::ui::rows::MetricRow;
use crate::ui::say;

/// What the columns of a row say that are as wide as the longest of all rows.
pub struct Shown {
    /// The value with its hedge.
    pub value: String,
    /// Its unit.
    pub unit: Text,
    /// Its period.
    pub period: String,
}

/// What stands behind the trend: asked of rows on screen alone.
pub struct Backing {
    /// The sign of its kind, and how many sources say it.
    pub text: String,
    /// Whether facts of the series contradict each other.
    pub is_disputed: bool,
}

/// How often other places are measured by a metric that this one is not.
pub fn measured_elsewhere(app: &App, row: &MetricRow) -> String {
    let facts = app.atlas.facts_of_metric(row.series.key.metric).len();
    let places = row.elsewhere(&app.atlas);
    let some = say::plural(places);
    format!("{facts} fact{}, {places} place{some}", say::plural(facts))
}

/// What a row says; where there is no column for units, those that change the meaning stand behind the value.
pub fn shown(app: &App, row: &MetricRow, narrow: bool) -> Shown {
    let mut shown = columns_of(app, row);
    let short = match &*shown.unit {
        "%" => " %",
        "PFLOPS" => " PF",
        _ => "",
    };
    if narrow {
        shown.value.push_str(short);
    }
    shown
}

/// How well the shown fact is supported.
pub fn backing(app: &App, row: &MetricRow) -> Backing {
    let Some(fact) = row.series.latest.map(|id| app.atlas.row(id)) else {
        return Backing {
            text: "□".to_owned(),
            is_disputed: false,
        };
    };
    let is_disputed = row.is_disputed(&app.atlas);
    let sign = if is_disputed {
        "!"
    } else {
        say::fact_sign(fact.kind, fact.status)
    };
    Backing {
        text: format!("{sign}{}", fact.sources.len().min(9)),
        is_disputed,
    }
}

fn columns_of(app: &App, row: &MetricRow) -> Shown {
    let atlas = &app.atlas;
    let metric = atlas.metric(row.series.key.metric);
    match row.series.latest {
        Some(id) => {
            let fact = atlas.row(id);
            Shown {
                value: atlas.signed(fact.value),
                unit: short_unit(atlas.unit(fact.unit), metric),
                period: say::period_short(&fact),
            }
        }
        None => {
            let derivation = row.series.derivations.first().map(|id| atlas.derivation(*id));
            let value = derivation
                .and_then(|d| derive(atlas, d))
                .map(|d| atlas.signed(&d.value));
            Shown {
                value: value.unwrap_or_else(|| "·".to_owned()),
                unit: derivation.map_or_else(Text::default, |d| short_unit(atlas.unit(d.unit), metric)),
                period: derivation.map_or_else(String::new, |d| d.period.short()),
            }
        }
    }
}

/// Whether the reader's copy bears the shown fact out; nothing before copies were read.
pub fn verification(app: &App, row: &MetricRow) -> Option<(&'static str, Paint)> {
    app.copies.proof.as_ref()?;
    let verdict = app.verdict(row.series.latest?);
    let paint = match verdict {
        Verdict::Verified => Paint::Ok,
        Verdict::Differs => Paint::Err,
        Verdict::Reworded | Verdict::NoCopy => Paint::Faint,
    };
    Some((verdict.sign(), paint))
}

/// The kinds of facts a series has, as signs: ●○◌◇, then □ for computed ones.
pub fn kinds(app: &App, row: &MetricRow) -> String {
    let has = |kind: Kind| row.series.facts.iter().any(|id| app.atlas.row(*id).kind == kind);
    let mut signs = String::new();
    for kind in [Kind::Observed, Kind::Target, Kind::Projected, Kind::Claim] {
        if has(kind) || kind == Kind::Target && has(Kind::Plan) {
            signs.push_str(say::kind_sign(kind));
        }
    }
    if !row.series.derivations.is_empty() {
        signs.push('□');
    }
    signs
}
