//! What is typed into search over a made-up atlas, and its facts as other programs would search them.

use citescape::atlas::*;

/// What people type: places, metrics, firms, years, numbers, fields, typing errors, several words, noise.
pub fn queries(atlas: &Atlas) -> Vec<String> {
    let records = atlas.records();
    let (places, metrics) = (&records.places, &records.metrics);
    let place = |n: usize| places[n * 37 % places.len()].names.en.to_lowercase();
    let metric = |n: usize| metrics[n * 53 % metrics.len()].names.en.to_lowercase();
    let german = |n: usize| {
        metrics[n * 71 % metrics.len()]
            .names
            .de
            .clone()
            .unwrap_or_default()
    };
    let chinese = |n: usize| places[n * 11 % places.len()].names.zh.clone().unwrap_or_default();
    let mut queries = Vec::new();
    for n in 0..12 {
        let (place, metric) = (place(n), metric(n));
        let word = metric.split([' ', ',']).next().unwrap_or("").to_owned();
        let swapped: String = place
            .chars()
            .take(1)
            .chain(place.chars().skip(2).take(1))
            .collect();
        queries.extend([
            place.clone(),
            metric.chars().take(12).collect(),
            german(n).chars().take(12).collect(),
            chinese(n).into_owned(),
            format!("{place} {word}"),
            format!("{word} 20{:02}", 10 + n),
            format!(
                "{}{}{}",
                swapped,
                place.chars().nth(1).unwrap_or('x'),
                place.chars().skip(3).collect::<String>()
            ),
        ]);
    }
    queries.extend(
        [
            "b",
            "e",
            "qqqqqqqq",
            "xwvutsrq",
            "2.4tn",
            "2025",
            "12",
            "robotcs",
            "value:>1000",
            "kind:target year:2020",
            "-growth ai",
            "\"large models\" 2019",
            "place:lan metric:robots",
            "unit:percent growth share",
        ]
        .map(str::to_owned),
    );
    queries
}

/// Facts as other programs would search them: a line of text each.
pub fn lines(atlas: &Atlas) -> Vec<String> {
    let line = |at: usize| {
        let row = atlas.columns().row(at);
        format!(
            "{} {} {} {}",
            atlas.place(row.place).names.en,
            atlas.metric(row.metric).names.en,
            signed(row.value),
            row.period
        )
    };
    (0..atlas.columns().len()).map(line).collect()
}
