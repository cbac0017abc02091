//! The index as one moment sees it, and what is remembered of earlier answers.

use std::sync::{Arc, OnceLock};

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tantivy::index::SegmentId;
use tantivy::{Result, Searcher};

use super::bits::Bits;
use super::facets::Question;
use super::filter::Filter;
use super::model::{Facets, GroupKind, GroupSort, Sort, View};
use super::order::Ordered;
use super::schema::{Fields, TextColumn};
use super::segment::{Columns, Segment};
use super::tallies::{PartTally, Tally};
use super::unified::Unified;

/// Bytes of orders of whole parts that are kept: 4 a song and order.
const ORDERS: u64 = 64 << 20;
/// Bytes of the songs of views, in order, that are kept.
const VIEWS: u64 = 32 << 20;
/// Bytes of sets of songs that are kept.
const SETS: u64 = 8 << 20;
/// Bytes of facets and of groups that are kept.
const ANSWERS: u64 = 8 << 20;
/// Bytes of what was counted in whole parts.
const PARTS: u64 = 32 << 20;
/// Entries each cache expects; so few that none is split, and large entries fit.
const ENTRIES: usize = 16;

/// The index as one moment sees it.
pub(super) struct Snapshot {
    pub searcher: Searcher,
    pub fields: Fields,
    /// The largest first.
    pub segments: Vec<Segment>,
    unified: [OnceLock<Unified>; TextColumn::COUNT],
    pub caches: Arc<Caches>,
}

impl Snapshot {
    /// Takes what `before` has worked out about parts that are still there.
    pub fn new(searcher: Searcher, fields: Fields, before: Option<&Self>, caches: Arc<Caches>) -> Result<Self> {
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let known =
                before.iter().flat_map(|before| &before.segments).find(|known| known.id() == reader.segment_id());
            let columns = match known {
                Some(known) => known.columns.clone(),
                None => Arc::new(Columns::new(reader)?),
            };
            segments.push(Segment::new(reader, columns));
        }
        segments.sort_by_key(|segment| std::cmp::Reverse(segment.limit()));
        Ok(Self { searcher, fields, segments, unified: Default::default(), caches })
    }

    pub fn generation(&self) -> u64 {
        self.searcher.generation().generation_id()
    }

    /// The names of a column across all parts.
    pub fn unified(&self, column: TextColumn) -> Result<&Unified> {
        let cell = &self.unified[column.index()];
        if let Some(unified) = cell.get() {
            return Ok(unified);
        }
        let unified = Unified::new(&self.segments, column)?;
        Ok(cell.get_or_init(|| unified))
    }
}

/// The songs of each part that are meant.
#[derive(Debug)]
pub(super) struct Set {
    /// For each part of the snapshot, in its order.
    pub parts: Vec<Bits>,
    pub total: u64,
}

impl Set {
    pub fn new(parts: Vec<Bits>) -> Self {
        let total = parts.iter().map(Bits::count).sum();
        Self { parts, total }
    }
}

/// Which groups, of which songs, in which order, as of which generation.
type GroupsAsked = (u64, GroupKind, Filter, GroupSort);

/// What is remembered. A key begins with the generation it is true of, but for orders of whole parts,
/// which stay true as long as the part is there.
pub(super) struct Caches {
    pub orders: Cache<(SegmentId, Sort), Arc<Vec<u32>>, Size>,
    pub views: Cache<(u64, View), Arc<Ordered>, Size>,
    pub sets: Cache<(u64, Filter), Arc<Set>, Size>,
    pub facets: Cache<(u64, Question), Arc<Facets>, Size>,
    pub groups: Cache<GroupsAsked, Arc<Vec<Tally>>, Size>,
    /// Of all songs of a part, as of a moment that it says itself.
    pub parts: Cache<(SegmentId, GroupKind), Arc<PartTally>, Size>,
}

impl Caches {
    pub fn new() -> Self {
        Self {
            orders: Cache::with_weighter(ENTRIES, ORDERS, Size),
            views: Cache::with_weighter(ENTRIES, VIEWS, Size),
            sets: Cache::with_weighter(ENTRIES, SETS, Size),
            facets: Cache::with_weighter(ENTRIES, ANSWERS, Size),
            groups: Cache::with_weighter(ENTRIES, ANSWERS, Size),
            parts: Cache::with_weighter(ENTRIES, PARTS, Size),
        }
    }
}

/// Weighs entries by their bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size;

/// What an entry takes besides its content.
const ENTRY: u64 = 256;

impl<K> Weighter<K, Arc<Vec<u32>>> for Size {
    fn weight(&self, _: &K, order: &Arc<Vec<u32>>) -> u64 {
        ENTRY + order.len() as u64 * 4
    }
}

impl<K> Weighter<K, Arc<Ordered>> for Size {
    fn weight(&self, _: &K, ordered: &Arc<Ordered>) -> u64 {
        ENTRY + ordered.size()
    }
}

impl<K> Weighter<K, Arc<Set>> for Size {
    fn weight(&self, _: &K, set: &Arc<Set>) -> u64 {
        ENTRY + set.parts.iter().map(Bits::size).sum::<u64>()
    }
}

impl<K> Weighter<K, Arc<Facets>> for Size {
    fn weight(&self, _: &K, facets: &Arc<Facets>) -> u64 {
        ENTRY + facets.fields.iter().map(|(_, values)| values.len() as u64 * 64).sum::<u64>()
    }
}

impl<K> Weighter<K, Arc<PartTally>> for Size {
    fn weight(&self, _: &K, tally: &Arc<PartTally>) -> u64 {
        ENTRY + tally.size()
    }
}

impl<K> Weighter<K, Arc<Vec<Tally>>> for Size {
    fn weight(&self, _: &K, groups: &Arc<Vec<Tally>>) -> u64 {
        ENTRY + std::mem::size_of_val(groups.as_slice()) as u64
    }
}
