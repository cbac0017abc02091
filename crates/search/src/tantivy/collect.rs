//! One pass over all matches: the best of each kind, and how many there are by kind and genre.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use ::tantivy::collector::{Collector, SegmentCollector};
use ::tantivy::columnar::{ColumnValues, StrColumn};
use ::tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::schema::{self, column};
use crate::model::{Genre, Kind};

/// Scores are sums of small fractions; steps finer than this are noise.
const SCORE_STEPS: f32 = 16.0;

/// What to keep of the matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Collect {
    pub kind: Option<Kind>,
    pub genre_id: Option<i64>,
    /// Best documents kept of each kind.
    pub keep: usize,
}

/// Everything found.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Matches before any filter.
    pub matched: u64,
    /// Matches after both filters.
    pub total: u64,
    /// After the genre filter alone.
    pub kinds: [u64; 3],
    /// After the kind filter alone.
    pub genres: HashMap<Genre, u64>,
    /// Best first, by kind, after both filters.
    pub best: [Vec<Best>; 3],
}

impl Found {
    /// The score of the best match of any kind.
    pub fn top_score(&self) -> f32 {
        self.best.iter().filter_map(|best| best.first()).map(|best| best.score()).fold(0.0, f32::max)
    }
}

/// A match, ordered by how good it is: score, then units sold, then the older id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Best {
    steps: u32,
    popularity: u64,
    pub id: Reverse<i64>,
    pub address: DocAddress,
}

impl Best {
    pub fn score(&self) -> f32 {
        self.steps as f32 / SCORE_STEPS
    }
}

impl Collector for Collect {
    type Fruit = Found;
    type Child = InSegment;

    fn for_segment(&self, ordinal: SegmentOrdinal, reader: &SegmentReader) -> ::tantivy::Result<InSegment> {
        let columns = reader.fast_fields();
        let genres = columns.str(column::GENRE)?;
        let (wanted_genres, counts) = match &genres {
            Some(genres) => (wanted(genres, self.genre_id)?, vec![0; genres.num_terms()]),
            None => (Vec::new(), Vec::new()),
        };
        Ok(InSegment {
            collect: *self,
            ordinal,
            kinds: columns.column_first_or_default(column::KIND)?,
            ids: columns.column_first_or_default(column::ID)?,
            popularities: columns.column_first_or_default(column::POPULARITY)?,
            genres,
            wanted_genres,
            counts,
            heaps: Default::default(),
            found: Found::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<::tantivy::Result<Found>>) -> ::tantivy::Result<Found> {
        let mut all = Found::default();
        for found in fruits {
            let found = found?;
            all.matched += found.matched;
            all.total += found.total;
            for (genre, count) in found.genres {
                *all.genres.entry(genre).or_default() += count;
            }
            for kind in 0..3 {
                all.kinds[kind] += found.kinds[kind];
                all.best[kind].extend_from_slice(&found.best[kind]);
            }
        }
        for best in &mut all.best {
            best.sort_unstable_by(|a, b| b.cmp(a));
            best.truncate(self.keep);
        }
        Ok(all)
    }
}

/// The numbers under which the wanted genre stands in this segment: one for each of its names.
fn wanted(genres: &StrColumn, id: Option<i64>) -> ::tantivy::Result<Vec<u64>> {
    let Some(id) = id else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut entry = String::new();
    for ordinal in 0..genres.num_terms() as u64 {
        entry.clear();
        genres.ord_to_str(ordinal, &mut entry)?;
        if schema::genre(&entry).is_some_and(|genre| genre.id == id) {
            found.push(ordinal);
        }
    }
    Ok(found)
}

/// The pass over one segment.
pub(super) struct InSegment {
    collect: Collect,
    ordinal: SegmentOrdinal,
    kinds: Arc<dyn ColumnValues<u64>>,
    ids: Arc<dyn ColumnValues<i64>>,
    popularities: Arc<dyn ColumnValues<u64>>,
    genres: Option<StrColumn>,
    wanted_genres: Vec<u64>,
    /// Matches by the number of the genre in this segment.
    counts: Vec<u64>,
    heaps: [BinaryHeap<Reverse<Best>>; 3],
    found: Found,
}

impl InSegment {
    fn in_wanted_genre(&self, doc: DocId) -> bool {
        let Some(genres) = self.genres.as_ref().filter(|_| self.collect.genre_id.is_some()) else {
            return self.collect.genre_id.is_none();
        };
        genres.term_ords(doc).any(|ordinal| self.wanted_genres.contains(&ordinal))
    }

    fn count_genres(&mut self, doc: DocId) {
        let Some(genres) = &self.genres else { return };
        for ordinal in genres.term_ords(doc) {
            if let Some(count) = self.counts.get_mut(ordinal as usize) {
                *count += 1;
            }
        }
    }

    fn keep(&mut self, kind: usize, doc: DocId, score: Score) {
        let steps = (score * SCORE_STEPS) as u32;
        let heap = &mut self.heaps[kind];
        let full = heap.len() >= self.collect.keep;
        // Most matches are beaten on score alone: spare them the columns.
        if full && heap.peek().is_none_or(|worst| worst.0.steps > steps) {
            return;
        }
        let best = Best {
            steps,
            popularity: self.popularities.get_val(doc),
            id: Reverse(self.ids.get_val(doc)),
            address: DocAddress::new(self.ordinal, doc),
        };
        if !full {
            heap.push(Reverse(best));
        } else if let Some(mut worst) = heap.peek_mut().filter(|worst| worst.0 < best) {
            *worst = Reverse(best);
        }
    }

    fn name_genres(&mut self) {
        let Some(genres) = &self.genres else { return };
        let mut entry = String::new();
        for (ordinal, count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            entry.clear();
            // A dictionary that cannot be read costs the facet its name, not the caller the answer.
            if !genres.ord_to_str(ordinal as u64, &mut entry).unwrap_or(false) {
                continue;
            }
            if let Some(genre) = schema::genre(&entry) {
                *self.found.genres.entry(genre).or_default() += count;
            }
        }
    }
}

impl SegmentCollector for InSegment {
    type Fruit = ::tantivy::Result<Found>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let kind = (self.kinds.get_val(doc) as usize).min(2);
        let of_kind = self.collect.kind.is_none_or(|wanted| wanted.index() == kind);
        let of_genre = self.in_wanted_genre(doc);
        self.found.matched += 1;
        if of_genre {
            self.found.kinds[kind] += 1;
        }
        if of_kind {
            self.count_genres(doc);
        }
        if of_kind && of_genre {
            self.found.total += 1;
            self.keep(kind, doc, score);
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        self.name_genres();
        for (kind, heap) in self.heaps.into_iter().enumerate() {
            self.found.best[kind] = heap.into_iter().map(|Reverse(best)| best).collect();
        }
        Ok(self.found)
    }
}
