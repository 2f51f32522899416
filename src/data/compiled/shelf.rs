//! The facts and paragraphs of a compiled atlas, fetched a block at a time when first asked for.

use super::form::{self, Opened, Section, broken};
use crate::atlas::*;
use crate::reading::hash::stream;
use std::borrow::Cow;
use std::io;
use std::sync::OnceLock;

/// Facts of one block: few enough to be unpacked between two frames, many enough to need few blocks.
pub const BLOCK: usize = 16;

/// The paragraphs of a document, and the facts of each.
pub type Fetched = (Vec<Paragraph>, Vec<Vec<FactId>>);

/// Where facts and paragraphs are fetched from, and those that were.
#[derive(Debug)]
pub struct Shelf {
    opened: Opened,
    blocks: Vec<Section>,
    facts: Vec<OnceLock<Vec<Fact>>>,
    pieces: Vec<Section>,
    beside: Vec<Section>,
    documents: Vec<OnceLock<Fetched>>,
    mentions: OnceLock<Mentions>,
    /// The facts of each place, metric and organisation.
    lists: [OnceLock<Lists>; 3],
    counts: OnceLock<Vec<usize>>,
    /// How many places, organisations and facts there are.
    ends: [usize; 3],
    metrics: usize,
}

impl Shelf {
    /// The shelf of an opened file with these columns and records.
    pub fn new(opened: Opened, columns: &Columns, records: &Records) -> io::Result<Self> {
        let blocks: Vec<Section> = opened.unpack(form::BLOCKS)?;
        let pieces: Vec<Section> = opened.unpack(form::DOCUMENTS)?;
        let beside: Vec<Section> = opened.unpack(form::BESIDE)?;
        if blocks.len() != columns.len().div_ceil(BLOCK) || pieces.len() != records.documents.len() {
            return Err(broken());
        }
        Ok(Shelf {
            facts: blocks.iter().map(|_| OnceLock::new()).collect(),
            documents: pieces.iter().map(|_| OnceLock::new()).collect(),
            mentions: OnceLock::new(),
            lists: Default::default(),
            counts: OnceLock::new(),
            metrics: records.metrics.len(),
            opened,
            blocks,
            pieces,
            beside,
            ends: [records.places.len(), records.organisations.len(), columns.len()],
        })
    }

    /// A block of facts, all of them, whatever happens.
    fn block(&self, columns: &Columns, number: usize) -> Vec<Fact> {
        let start = number * BLOCK;
        let rows = || (start..columns.len().min(start + BLOCK)).map(|at| columns.row(at));
        let facts: io::Result<Vec<Fact>> = self.opened.unpack_piece(self.blocks[number]);
        match facts {
            Ok(facts)
                if facts.len() == rows().len() && facts.iter().zip(rows()).all(|(f, r)| agree(f, &r)) =>
            {
                facts
            }
            _ => {
                self.opened.discard();
                rows().map(|row| unreadable(&row)).collect()
            }
        }
    }

    fn document(&self, id: DocumentId) -> &Fetched {
        self.documents[id.index()].get_or_init(|| self.fetched(id))
    }

    fn fetched(&self, id: DocumentId) -> Fetched {
        let fetched: io::Result<Fetched> = self.opened.unpack_piece(self.pieces[id.index()]);
        fetched.ok().filter(|own| self.fits(own)).unwrap_or_else(|| {
            self.opened.discard();
            Fetched::default()
        })
    }

    fn read_mentions(&self) -> Mentions {
        let [places, organisations, _] = self.ends;
        let fits = |all: &Mentions| {
            let ids = all.places.iter().chain(&all.organisations).flatten();
            (all.places.len(), all.organisations.len()) == (places, organisations)
                && ids
                    .into_iter()
                    .all(|(document, _)| document.index() < self.pieces.len())
        };
        let read = self.opened.unpack(form::MENTIONS);
        let read = read.map(|(places, organisations)| Mentions {
            places,
            organisations,
        });
        read.ok().filter(fits).unwrap_or_else(|| {
            self.opened.discard();
            Mentions {
                places: vec![Vec::new(); places],
                organisations: vec![Vec::new(); organisations],
            }
        })
    }

    /// Whether all ids lead somewhere, and all marks lie in their texts.
    fn fits(&self, (paragraphs, facts): &Fetched) -> bool {
        let [places, organisations, all] = self.ends;
        let marked = |own: &Restatement| {
            let within =
                |mark: &Mark| mark.fact.index() < all && own.text.get(mark.start..mark.end).is_some();
            own.marks.iter().all(within)
        };
        let sound = |own: &Paragraph| {
            own.places.iter().all(|id| id.index() < places)
                && own.organisations.iter().all(|id| id.index() < organisations)
                && own.restatement.iter().all(marked)
        };
        let known = facts.iter().flatten().all(|id| id.index() < all);
        known && paragraphs.len() == facts.len() && paragraphs.iter().all(sound)
    }
}

/// Whether a fetched fact is the one the columns know.
fn agree(fact: &Fact, row: &Row) -> bool {
    let sources = fact.evidence.iter().map(|evidence| &evidence.document);
    (fact.place, fact.subject, fact.metric, fact.unit) == (row.place, row.subject, row.metric, row.unit)
        && sources.eq(row.sources)
}

/// A fact whose texts are lost until the next start.
fn unreadable(row: &Row) -> Fact {
    let evidence = |document: &DocumentId| Evidence {
        document: *document,
        paragraph: 1,
        phrase: Text::default(),
        reads: Reads::Presence,
    };
    Fact {
        slug: "unreadable".into(),
        place: row.place,
        subject: row.subject,
        metric: row.metric,
        value: row.value.clone(),
        unit: row.unit,
        period: row.period,
        period_inferred: row.period_inferred,
        kind: row.kind,
        scope: row.scope.to_vec(),
        prices: row.prices,
        attributed_to: None,
        status: row.status,
        evidence: row.sources.iter().map(evidence).collect(),
        note: Some("This fact could not be read from the cache; start again to read it anew.".into()),
    }
}

impl Far for Shelf {
    fn fact(&self, columns: &Columns, id: FactId) -> &Fact {
        let number = id.index() / BLOCK;
        &self.facts[number].get_or_init(|| self.block(columns, number))[id.index() % BLOCK]
    }

    fn paragraphs(&self, id: DocumentId) -> &[Paragraph] {
        &self.document(id).0
    }

    fn paragraphs_once(&self, id: DocumentId) -> Cow<'_, [Paragraph]> {
        match self.documents[id.index()].get() {
            Some(known) => Cow::Borrowed(&known.0),
            None => Cow::Owned(self.fetched(id).0),
        }
    }

    fn facts_of_paragraph(&self, id: DocumentId, n: u32) -> &[FactId] {
        let (paragraphs, facts) = self.document(id);
        let at = paragraphs.partition_point(|paragraph| paragraph.n < n);
        let is_it = paragraphs.get(at).is_some_and(|paragraph| paragraph.n == n);
        if is_it { &facts[at] } else { &[] }
    }

    fn mentions(&self) -> &Mentions {
        self.mentions.get_or_init(|| self.read_mentions())
    }

    fn lists(&self, columns: &Columns, column: Column) -> &Lists {
        let [places, organisations, _] = self.ends;
        let (at, things) = match column {
            Column::Place => (0, places),
            Column::Metric => (1, self.metrics),
            _ => (2, organisations),
        };
        self.lists[at].get_or_init(|| columns.lists(column, things))
    }

    fn count_of_document(&self, columns: &Columns, id: DocumentId) -> usize {
        let counts = || columns.counts_of_documents(self.pieces.len());
        self.counts.get_or_init(counts)[id.index()]
    }

    fn beside(&self) -> usize {
        self.beside.len()
    }

    fn read_beside(&self, piece: usize) -> Option<Cow<'_, [u8]>> {
        let bytes = self.opened.piece(*self.beside.get(piece)?);
        bytes.inspect_err(|_| self.opened.discard()).ok()
    }

    fn find(&self, columns: &Columns, slug: &str) -> Option<FactId> {
        let Ok(bytes) = self.opened.section(form::SLUGS) else {
            self.opened.discard();
            return None;
        };
        let entries = bytes.as_chunks::<12>().0;
        let hash = |entry: &[u8; 12]| u64::from_be_bytes(entry[..8].try_into().unwrap_or_default());
        let wanted = stream(slug);
        let from = entries.partition_point(|entry| hash(entry) < wanted);
        let alike = entries[from..].iter().take_while(|entry| hash(entry) == wanted);
        let ids = alike.map(|entry| FactId(u32::from_be_bytes(entry[8..].try_into().unwrap_or_default())));
        ids.filter(|id| id.index() < columns.len())
            .find(|id| self.fact(columns, *id).slug == slug)
    }
}
