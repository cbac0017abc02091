//! Songs named by their ids, to be taken out of the index.
//!
//! The ids stand in columns alone. A dictionary of them would have a word for each song, and making
//! it would cost an import a tenth of its time; looking through two columns takes a millisecond or
//! two a million songs, however many are wanted.

use std::collections::HashSet;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Result, Score, SegmentReader, TERMINATED};

use super::schema::column;

/// Finds the songs with some ids.
#[derive(Debug, Clone)]
pub(super) struct Ids(Arc<Wanted>);

#[derive(Debug)]
struct Wanted {
    ids: HashSet<u128>,
    /// The upper halves, from the least to the greatest: ids begin with their moment, so that most
    /// parts of the index have none of a few songs.
    high: (u64, u64),
    /// A bit for each lower half.
    sieve: Box<[u64; SIEVE / 64]>,
}

/// Bits of the sieve: a thousand ids fill little of it, and it stays in the nearest cache.
const SIEVE: usize = 1 << 16;

fn place(low: u64) -> (usize, u64) {
    let hash = low.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48;
    (hash as usize / 64, 1 << (hash % 64))
}

impl Ids {
    /// `None` when there is nothing to look for.
    pub fn new(ids: impl IntoIterator<Item = u128>) -> Option<Self> {
        let ids: HashSet<u128> = ids.into_iter().collect();
        let high = |id: &u128| (id >> 64) as u64;
        let range = (ids.iter().map(high).min()?, ids.iter().map(high).max()?);
        let mut sieve = Box::new([0; SIEVE / 64]);
        for id in &ids {
            let (word, bit) = place(*id as u64);
            sieve[word] |= bit;
        }
        Some(Self(Arc::new(Wanted { ids, high: range, sieve })))
    }
}

impl Wanted {
    /// Those of a part, in order.
    fn of(&self, reader: &SegmentReader) -> Result<Vec<DocId>> {
        let fast = reader.fast_fields();
        let (high, low): (Column<u64>, Column<u64>) = (fast.u64(column::ID_HIGH)?, fast.u64(column::ID_LOW)?);
        if self.high.1 < high.min_value() || self.high.0 > high.max_value() {
            return Ok(Vec::new());
        }
        let is = |doc: &DocId| {
            let low = low.first(*doc).unwrap_or_default();
            let (word, bit) = place(low);
            let id = || u128::from(high.first(*doc).unwrap_or_default()) << 64 | u128::from(low);
            self.sieve[word] & bit != 0 && self.ids.contains(&id())
        };
        Ok((0..reader.max_doc()).filter(is).collect())
    }
}

impl Query for Ids {
    fn weight(&self, _: EnableScoring<'_>) -> Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Ids {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(Found { docs: self.0.of(reader)?, at: 0 }, boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> Result<Explanation> {
        Ok(Explanation::new("a song named by its id", 1.0))
    }
}

/// Songs of a part, in order.
struct Found {
    docs: Vec<DocId>,
    at: usize,
}

impl DocSet for Found {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.docs.len() as u32
    }
}
