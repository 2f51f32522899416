//! Search over everything: clauses to hits in a total, stable order, and what was understood in plain words.

use super::index::{INSIDE, Index, Scorer, WORD, Word};
use super::parse::{Clause, QueryError, Test, amount, parse};
use crate::atlas::*;

/// A hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub thing: Thing,
    /// How well it fits; only its order means anything.
    pub score: i32,
}

/// The kinds of hits, in the order they are shown.
pub const HIT_KINDS: [&str; 6] = ["fact", "metric", "place", "organisation", "document", "paragraph"];

/// The kind of a hit: one of [`HIT_KINDS`].
pub fn kind_of(thing: Thing) -> &'static str {
    match thing {
        Thing::Fact(_) | Thing::Derivation(_) => "fact",
        Thing::Metric(_) => "metric",
        Thing::Place(_) => "place",
        Thing::Organisation(_) => "organisation",
        Thing::Document(_) => "document",
        Thing::Paragraph(..) => "paragraph",
    }
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// All hits, best first.
    pub hits: Vec<Hit>,
    /// What was asked, in plain words.
    pub understood: String,
    /// The words, for highlighting.
    pub words: Vec<Word>,
}

impl Found {
    /// How many hits are of a kind.
    pub fn count(&self, kind: &str) -> usize {
        self.hits.iter().filter(|hit| kind_of(hit.thing) == kind).count()
    }
}

/// What a clause does to a query: hits with it alone, and with it left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseEffect {
    /// The clause as typed.
    pub clause: String,
    /// Hits of it alone.
    pub alone: usize,
    /// Hits of the query without it.
    pub without: usize,
}

/// Answers a query. An empty one finds nothing.
///
/// # Errors
/// If the query does not parse; see [`parse`].
pub fn find(atlas: &Atlas, index: &Index, query: &str) -> Result<Found, QueryError> {
    let clauses = parse(query)?;
    let mut found = search(atlas, index, &clauses);
    found.understood = understood(&clauses);
    Ok(found)
}

/// What each clause does, in the order typed. Empty for a query of fewer than two clauses.
pub fn explain(atlas: &Atlas, index: &Index, query: &str) -> Vec<ClauseEffect> {
    let Ok(clauses) = parse(query) else {
        return Vec::new();
    };
    if clauses.len() < 2 {
        return Vec::new();
    }
    let effect = |n: usize| {
        let rest: Vec<Clause> = clauses
            .iter()
            .enumerate()
            .filter(|(m, _)| *m != n)
            .map(|(_, c)| c.clone())
            .collect();
        ClauseEffect {
            clause: query[clauses[n].at.clone()].to_owned(),
            alone: search(atlas, index, std::slice::from_ref(&clauses[n])).hits.len(),
            without: search(atlas, index, &rest).hits.len(),
        }
    };
    (0..clauses.len()).map(effect).collect()
}

fn search(atlas: &Atlas, index: &Index, clauses: &[Clause]) -> Found {
    let mut found = Found::default();
    if clauses.is_empty() {
        return found;
    }
    let asked: Vec<Asked> = clauses
        .iter()
        .flat_map(|clause| Asked::all(atlas, index, clause))
        .collect();
    for word in asked.iter().filter(|a| !a.not).filter_map(|a| a.word.clone()) {
        found.words.push(word);
    }
    let things = atlas.facts().map(|(id, _)| Thing::Fact(id));
    let things = things.chain(atlas.metrics().map(|(id, _)| Thing::Metric(id)));
    let things = things.chain(atlas.places().map(|(id, _)| Thing::Place(id)));
    let things = things.chain(atlas.organisations().map(|(id, _)| Thing::Organisation(id)));
    let things = things.chain(atlas.documents().map(|(id, _)| Thing::Document(id)));
    let things = things.chain((0..index.paragraphs.len()).map(|n| {
        let (document, paragraph, _) = index.paragraphs[n];
        Thing::Paragraph(document, paragraph)
    }));
    for (position, thing) in things.enumerate() {
        if let Some(score) = total(atlas, index, &asked, thing) {
            found.hits.push(Hit { thing, score });
            debug_assert!(position < usize::MAX);
        }
    }
    found.hits.sort_by_cached_key(|hit| rank(atlas, index, hit));
    found
}

/// The sum over all clauses, or `None` if one does not hold.
fn total(atlas: &Atlas, index: &Index, asked: &[Asked], thing: Thing) -> Option<i32> {
    let (mut sum, mut weakest, mut words) = (0, WORD, 0);
    for ask in asked {
        let score = ask.score(atlas, index, thing);
        if ask.not {
            if score > 0 {
                return None;
            }
            continue;
        }
        if score <= 0 {
            return None;
        }
        words += 1;
        weakest = weakest.min(score);
        sum += score;
    }
    // A thing that is named in full is what was meant, before all facts about it.
    let named = !matches!(thing, Thing::Fact(_) | Thing::Paragraph(..)) && weakest >= WORD && words > 0;
    Some(sum + if named { 150 } else { 0 })
}

type Rank = (std::cmp::Reverse<i32>, u8, usize, std::cmp::Reverse<i64>, Thing);

/// Better score, then kind, then shorter label, then newer period, then file order: total and stable.
fn rank(atlas: &Atlas, index: &Index, hit: &Hit) -> Rank {
    let (kind, length, period) = match hit.thing {
        Thing::Place(id) => (0, index.places[id.index()].length(), 0),
        Thing::Metric(id) => (1, index.metrics[id.index()].length(), 0),
        Thing::Organisation(id) => (3, index.organisations[id.index()].length(), 0),
        Thing::Document(id) => (4, index.documents[id.index()].length(), 0),
        Thing::Paragraph(..) => (5, 0, 0),
        Thing::Derivation(_) => (2, 0, 0),
        Thing::Fact(id) => {
            let fact = atlas.fact(id);
            let length =
                index.metrics[fact.metric.index()].length() + index.places[fact.place.index()].length();
            let state = fact.value == Value::Holds;
            (
                2,
                length + fact.scope.len() + if state { 1000 } else { 0 },
                fact.period.rank(),
            )
        }
    };
    (
        std::cmp::Reverse(hit.score),
        kind,
        length,
        std::cmp::Reverse(period),
        hit.thing,
    )
}

/// A word or comparison with its scores for every label, computed once a query.
struct Asked {
    word: Option<Word>,
    number: Option<Decimal>,
    field: Option<&'static str>,
    range: Option<Test>,
    not: bool,
    exact: Option<String>,
    places: Vec<i32>,
    metrics: Vec<i32>,
    organisations: Vec<i32>,
    documents: Vec<i32>,
    scopes: Vec<i32>,
}

impl Asked {
    fn all(atlas: &Atlas, index: &Index, clause: &Clause) -> Vec<Asked> {
        let blank = || Asked {
            word: None,
            number: None,
            field: clause.field,
            range: None,
            not: clause.not,
            exact: None,
            places: Vec::new(),
            metrics: Vec::new(),
            organisations: Vec::new(),
            documents: Vec::new(),
            scopes: Vec::new(),
        };
        match &clause.test {
            Test::Range(..) => vec![Asked {
                range: Some(clause.test.clone()),
                ..blank()
            }],
            Test::Exact(text) => {
                let joined = Word::all(text)
                    .iter()
                    .map(Word::text)
                    .collect::<Vec<_>>()
                    .join(" ");
                vec![
                    Asked {
                        exact: Some(joined.clone()),
                        word: Word::all(&joined).into_iter().next(),
                        ..blank()
                    }
                    .scored(atlas, index),
                ]
            }
            // Alternatives of a list are one clause: the best of them counts.
            Test::Words(list) if clause.field.is_some() => {
                let words = list.iter().filter_map(|text| Word::all(text).into_iter().next());
                let parts: Vec<Asked> = words
                    .map(|word| {
                        Asked {
                            word: Some(word),
                            ..blank()
                        }
                        .scored(atlas, index)
                    })
                    .collect();
                parts.into_iter().reduce(Asked::or).into_iter().collect()
            }
            Test::Words(list) => {
                let words = Word::all(&list[0]);
                let number = if words.len() <= 1 { amount(&list[0]) } else { None };
                let ask = |word| {
                    Asked {
                        word: Some(word),
                        number,
                        ..blank()
                    }
                    .scored(atlas, index)
                };
                words.into_iter().map(ask).collect()
            }
        }
    }

    fn scored(mut self, atlas: &Atlas, index: &Index) -> Self {
        let Some(word) = self.word.clone() else {
            return self;
        };
        let scores = |labels: &[super::index::Label]| -> Vec<i32> {
            labels
                .iter()
                .map(|label| index.scorer.score(&word, label))
                .collect()
        };
        self.places = scores(&index.places);
        self.metrics = scores(&index.metrics);
        self.organisations = scores(&index.organisations);
        self.documents = scores(&index.documents);
        self.scopes = scores(&index.scopes);
        if self.best() < INSIDE && self.number.is_none() {
            self.forgive(index, &word);
        }
        self.hand_down(atlas, index);
        self
    }

    fn best(&self) -> i32 {
        let all = [
            &self.places,
            &self.metrics,
            &self.organisations,
            &self.documents,
            &self.scopes,
        ];
        all.into_iter().flatten().copied().max().unwrap_or(0)
    }

    /// No label says the word as typed: allow a typing error.
    fn forgive(&mut self, index: &Index, word: &Word) {
        let add = |scores: &mut Vec<i32>, labels: &[super::index::Label]| {
            for (score, label) in scores.iter_mut().zip(labels) {
                *score = (*score).max(Scorer::typo(word, label));
            }
        };
        add(&mut self.places, &index.places);
        add(&mut self.metrics, &index.metrics);
        add(&mut self.organisations, &index.organisations);
        add(&mut self.documents, &index.documents);
    }

    /// A part of Beijing answers to «beijing», a share of a metric to the metric, each a little less.
    fn hand_down(&mut self, atlas: &Atlas, index: &Index) {
        for id in &index.outermost_first {
            let place = atlas.place(*id);
            let above = place
                .parent
                .iter()
                .chain(&place.also_in)
                .map(|p| self.places[p.index()] - 100)
                .max();
            let own = &mut self.places[id.index()];
            *own = (*own).max(above.unwrap_or(0));
        }
        let own = self.metrics.clone();
        for (id, metric) in atlas.metrics() {
            let above = metric.under.map_or(0, |under| own[under.index()] - 100);
            self.metrics[id.index()] = own[id.index()].max(above);
        }
    }

    fn or(mut self, other: Asked) -> Asked {
        let merge = |a: &mut Vec<i32>, b: Vec<i32>| a.iter_mut().zip(b).for_each(|(x, y)| *x = (*x).max(y));
        merge(&mut self.places, other.places);
        merge(&mut self.metrics, other.metrics);
        merge(&mut self.organisations, other.organisations);
        merge(&mut self.documents, other.documents);
        merge(&mut self.scopes, other.scopes);
        // Kinds, units and languages compare words: keep them all in one.
        if let (Some(a), Some(b)) = (&self.word, &other.word) {
            let joined = format!("{}|{}", a.text(), b.text());
            self.exact = Some(self.exact.map_or(joined, |text| format!("{text}|{}", b.text())));
        }
        self
    }

    fn score(&self, atlas: &Atlas, index: &Index, thing: Thing) -> i32 {
        match self.field {
            None => self.bare(atlas, index, thing),
            Some(field) => self.field(atlas, field, thing),
        }
    }

    fn bare(&self, atlas: &Atlas, index: &Index, thing: Thing) -> i32 {
        if let Some(exact) = &self.exact {
            return if texts(atlas, index, thing).contains(exact.as_str()) {
                WORD
            } else {
                0
            };
        }
        match thing {
            Thing::Place(id) => self.places[id.index()],
            Thing::Metric(id) => self.metrics[id.index()],
            Thing::Document(id) => self.documents[id.index()],
            Thing::Organisation(id) => {
                let home = atlas
                    .organisation(id)
                    .place
                    .map_or(0, |place| self.places[place.index()] - 200);
                self.organisations[id.index()].max(home)
            }
            Thing::Fact(id) => self.fact(atlas, index, id),
            Thing::Derivation(_) => 0,
            Thing::Paragraph(document, n) => self.paragraph(index, document, n),
        }
    }

    fn fact(&self, atlas: &Atlas, index: &Index, id: FactId) -> i32 {
        let fact = atlas.fact(id);
        let subject = fact
            .subject
            .map_or(0, |subject| self.organisations[subject.index()]);
        let scope = index.fact_scopes[id.index()]
            .iter()
            .map(|s| self.scopes[*s as usize] - 50)
            .max()
            .unwrap_or(0);
        let document = fact
            .evidence
            .iter()
            .map(|e| self.documents[e.document.index()] - 350)
            .max()
            .unwrap_or(0);
        let labels = self.places[fact.place.index()]
            .max(self.metrics[fact.metric.index()])
            .max(subject);
        labels.max(scope).max(document).max(self.figures(fact)).max(0)
    }

    /// A year meets the period, a number the value, a kind its word.
    fn figures(&self, fact: &Fact) -> i32 {
        let Some(word) = &self.word else { return 0 };
        let text = word.text();
        if text.len() >= 4 && fact.kind.name().starts_with(text) {
            return WORD - 50;
        }
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            return 0;
        }
        let year = fact.period.year().map(|y| y.to_string());
        if year.as_deref() == Some(text) || fact.period.to_string().contains(text) && text.len() >= 4 {
            return WORD;
        }
        let Some(number) = fact.value.number() else {
            return 0;
        };
        if self.number.is_some_and(|asked| asked == number) {
            return WORD;
        }
        let shown = compact(number, Round::Nearest).replace(',', "");
        if text.len() >= 2 && (number.plain().starts_with(text) || shown.starts_with(text)) {
            INSIDE
        } else {
            0
        }
    }

    fn paragraph(&self, index: &Index, document: DocumentId, n: u32) -> i32 {
        let Some(word) = &self.word else { return 0 };
        let text = index
            .paragraphs
            .iter()
            .find(|(d, p, _)| (*d, *p) == (document, n))
            .map(|(.., text)| text);
        let begins = |text: &str| text.split(' ').any(|token| token.starts_with(word.text()));
        let long = word.text().chars().count() >= 3 || !word.text().is_ascii();
        if text.is_some_and(|t| long && (begins(t) || !word.text().is_ascii() && t.contains(word.text()))) {
            350
        } else {
            0
        }
    }

    fn field(&self, atlas: &Atlas, field: &str, thing: Thing) -> i32 {
        let held = |holds: bool| if holds { WORD } else { 0 };
        match (field, thing) {
            ("place", Thing::Place(id)) => self.chosen(&self.places, id.index()),
            ("place", Thing::Fact(id)) => self.chosen(&self.places, atlas.fact(id).place.index()),
            ("place", Thing::Organisation(id)) => atlas
                .organisation(id)
                .place
                .map_or(0, |place| self.chosen(&self.places, place.index())),
            ("district", Thing::Place(id)) => {
                held(is_district(atlas, id)).min(self.chosen(&self.places, id.index()))
            }
            ("district", Thing::Fact(id)) => {
                let place = atlas.fact(id).place;
                held(is_district(atlas, place)).min(self.chosen(&self.places, place.index()))
            }
            ("metric", Thing::Metric(id)) => self.chosen(&self.metrics, id.index()),
            ("metric", Thing::Fact(id)) => self.chosen(&self.metrics, atlas.fact(id).metric.index()),
            ("org", Thing::Organisation(id)) => self.chosen(&self.organisations, id.index()),
            ("org", Thing::Fact(id)) => atlas
                .fact(id)
                .subject
                .map_or(0, |subject| self.chosen(&self.organisations, subject.index())),
            ("doc", Thing::Document(id) | Thing::Paragraph(id, _)) => {
                self.chosen(&self.documents, id.index())
            }
            ("doc", Thing::Fact(id)) => {
                let documents = atlas
                    .fact(id)
                    .evidence
                    .iter()
                    .map(|e| self.chosen(&self.documents, e.document.index()));
                documents.max().unwrap_or(0)
            }
            ("kind", thing) => held(self.is_one_of(&kind_names(atlas, thing))),
            ("unit", Thing::Fact(id)) => held(self.is_one_of(&unit_names(atlas, atlas.fact(id)))),
            ("unit", Thing::Metric(id)) => held(self.is_one_of(&[
                &atlas.unit(atlas.metric(id).unit).slug,
                &atlas.unit(atlas.metric(id).unit).symbol,
            ])),
            ("lang", Thing::Document(id) | Thing::Paragraph(id, _)) => {
                held(self.is_one_of(&[atlas.document(id).lang.name()]))
            }
            ("lang", Thing::Fact(id)) => {
                let languages = atlas
                    .fact(id)
                    .evidence
                    .iter()
                    .map(|e| atlas.document(e.document).lang.name());
                held(languages.into_iter().any(|lang| self.is_one_of(&[lang])))
            }
            ("value", Thing::Fact(id)) => {
                held(atlas.fact(id).value.number().is_some_and(|n| self.in_range(n)))
            }
            ("year", Thing::Fact(id)) => held(self.covers(atlas.fact(id).period)),
            ("ev", Thing::Fact(id)) => {
                held(self.in_range(Decimal::new(atlas.fact(id).evidence.len() as i64, 0)))
            }
            _ => 0,
        }
    }

    /// A field takes the labels that say its word; scattered letters only if none does.
    fn chosen(&self, scores: &[i32], at: usize) -> i32 {
        let best = scores.iter().copied().max().unwrap_or(0);
        let own = scores[at];
        if own >= INSIDE - 200 && best >= INSIDE || own > 0 && own >= best - 100 {
            own.max(1)
        } else {
            0
        }
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        let asked = self
            .exact
            .as_deref()
            .or(self.word.as_ref().map(Word::text))
            .unwrap_or("");
        asked
            .split('|')
            .any(|word| names.iter().any(|name| super::fold::fold(name).starts_with(word)))
    }

    fn in_range(&self, number: Decimal) -> bool {
        let Some(Test::Range(low, high)) = &self.range else {
            return false;
        };
        let above = low.is_none_or(|(end, allowed)| number > end || allowed && number == end);
        above && high.is_none_or(|(end, allowed)| number < end || allowed && number == end)
    }

    fn covers(&self, period: Period) -> bool {
        let year = |y: u16| Decimal::new(i64::from(y), 0);
        match period {
            Period::Span(from, to) => (from.year()..=to.year()).any(|y| self.in_range(year(y))),
            _ => period.year().is_some_and(|y| self.in_range(year(y))),
        }
    }
}

fn is_district(atlas: &Atlas, id: PlaceId) -> bool {
    use PlaceKind::*;
    matches!(
        atlas.place(id).kind,
        District | Zone | NewArea | InnovationDistrict | Park
    )
}

fn kind_names(atlas: &Atlas, thing: Thing) -> Vec<&'static str> {
    let mut names = vec![kind_of(thing)];
    match thing {
        Thing::Fact(id) => names.push(atlas.fact(id).kind.name()),
        Thing::Place(id) => names.push(atlas.place(id).kind.name()),
        Thing::Organisation(id) => names.push(atlas.organisation(id).kind.name()),
        _ => {}
    }
    names
}

fn unit_names<'a>(atlas: &'a Atlas, fact: &Fact) -> Vec<&'a str> {
    let unit = atlas.unit(fact.unit);
    let counted = atlas.metric(fact.metric).counted.as_deref();
    [unit.slug.as_str(), &unit.symbol, &unit.names.en]
        .into_iter()
        .chain(counted)
        .filter(|n| !n.is_empty())
        .collect()
}

/// All folded text of a thing, for quoted words.
fn texts(atlas: &Atlas, index: &Index, thing: Thing) -> String {
    let names = |names: &Names| names.all().collect::<Vec<_>>().join(" ");
    let text = match thing {
        Thing::Place(id) => names(&atlas.place(id).names),
        Thing::Metric(id) => names(&atlas.metric(id).names),
        Thing::Organisation(id) => names(&atlas.organisation(id).names),
        Thing::Document(id) => format!("{} {}", atlas.document(id).title, atlas.document(id).publisher),
        Thing::Paragraph(document, n) => {
            let own = index
                .paragraphs
                .iter()
                .find(|(d, p, _)| (*d, *p) == (document, n));
            return own.map(|(.., text)| text.clone()).unwrap_or_default();
        }
        Thing::Derivation(_) => String::new(),
        Thing::Fact(id) => {
            let fact = atlas.fact(id);
            let (place, metric) = (atlas.place(fact.place), atlas.metric(fact.metric));
            let subject = fact
                .subject
                .map(|s| names(&atlas.organisation(s).names))
                .unwrap_or_default();
            format!(
                "{} {} {subject} {}",
                names(&place.names),
                names(&metric.names),
                fact.scope.join(" ")
            )
        }
    };
    super::fold::fold(&text)
}

/// What the clauses ask, in plain words.
fn understood(clauses: &[Clause]) -> String {
    let parts: Vec<String> = clauses.iter().map(say).collect();
    parts.join(", and ")
}

fn say(clause: &Clause) -> String {
    let not = if clause.not { "not " } else { "" };
    let what = match &clause.test {
        Test::Words(words) => words
            .iter()
            .map(|w| format!("“{w}”"))
            .collect::<Vec<_>>()
            .join(" or "),
        Test::Exact(text) => format!("exactly “{text}”"),
        Test::Range(low, high) => say_range(low.as_ref(), high.as_ref(), clause.field == Some("year")),
    };
    match clause.field {
        None => format!("{not}{what} in a label"),
        Some("place") => format!("{not}in {what} or a part of it"),
        Some("district") => format!("{not}in the district {what}"),
        Some("year") => format!("{not}a period {what}"),
        Some("ev") => format!("{not}sources {what}"),
        Some(field) => format!("{not}{field} {what}"),
    }
}

fn say_range(low: Option<&(Decimal, bool)>, high: Option<&(Decimal, bool)>, plain: bool) -> String {
    let show = |n: &Decimal| {
        if plain {
            n.plain()
        } else {
            compact(*n, Round::Nearest)
        }
    };
    match (low, high) {
        (Some((a, _)), Some((b, _))) if a == b => format!("in {}", show(a)),
        (Some((a, _)), Some((b, _))) => format!("within {} to {}", show(a), show(b)),
        (Some((a, true)), None) => format!("from {} on", show(a)),
        (Some((a, false)), None) => format!("over {}", show(a)),
        (None, Some((b, true))) => format!("up to {}", show(b)),
        (None, Some((b, false))) => format!("under {}", show(b)),
        (None, None) => "of any size".to_owned(),
    }
}
