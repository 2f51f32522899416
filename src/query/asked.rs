//! A word or comparison of a query with its scores for every label, computed once a query.
//! Knows the labels of `index`; ranks nothing. Fields are answered in `fields`.

mod fields;

use super::amount::amount;
use super::index::{INSIDE, Index, Label, Scorer, WORD, Word};
use super::parse::{Clause, Test};
use crate::atlas::*;

/// A word or comparison with its scores for every label, computed once a query.
pub(super) struct Asked {
    /// The folded word.
    pub(super) word: Option<Word>,
    number: Option<Decimal>,
    field: Option<&'static str>,
    range: Option<Test>,
    /// Whether it must not hold.
    pub(super) not: bool,
    exact: Option<String>,
    places: Vec<i32>,
    metrics: Vec<i32>,
    organisations: Vec<i32>,
    documents: Vec<i32>,
    scopes: Vec<i32>,
}

impl Asked {
    /// The words and comparisons of a clause, scored against all labels.
    pub(super) fn all(atlas: &Atlas, index: &Index, clause: &Clause) -> Vec<Asked> {
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
                let word = Word::whole(text);
                let exact = Some(
                    word.as_ref()
                        .map_or_else(String::new, |word| word.text().to_owned()),
                );
                vec![
                    Asked {
                        word,
                        exact,
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
        let quoted = self.exact.is_some();
        let scores = |labels: &[Label]| -> Vec<i32> {
            let score = |label: &Label| match quoted {
                true => Scorer::exact(&word, label),
                false => index.scorer.score(&word, label),
            };
            labels.iter().map(score).collect()
        };
        self.places = scores(&index.places);
        self.metrics = scores(&index.metrics);
        self.organisations = scores(&index.organisations);
        self.documents = scores(&index.documents);
        self.scopes = scores(&index.scopes);
        if self.best() < INSIDE && self.number.is_none() && !quoted {
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
        let add = |scores: &mut Vec<i32>, labels: &[Label]| {
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

    /// How well a thing answers; 0 is not at all.
    pub(super) fn score(&self, atlas: &Atlas, index: &Index, thing: Thing) -> i32 {
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
            Thing::Derivation(id) => self.derivation(atlas.derivation(id)),
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

    /// A computed value answers to its place, its metric, its year, its scope and «computed».
    fn derivation(&self, derivation: &Derivation) -> i32 {
        let Some(word) = &self.word else { return 0 };
        let year = derivation
            .period
            .year()
            .is_some_and(|y| y.to_string() == word.text());
        let begins = |text: &str| {
            super::fold::fold(text)
                .split(' ')
                .any(|token| token.starts_with(word.text()))
        };
        let said =
            year || derivation.scope.iter().any(|scope| begins(scope)) || begins("computed sum derived");
        let labels = self.places[derivation.place.index()].max(self.metrics[derivation.metric.index()]);
        labels.max(if said { WORD - 100 } else { 0 })
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
