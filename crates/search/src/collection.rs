//! The index of one listener's collection: browsing, filtering, sorting, counting and finding among
//! a million songs, each in a few milliseconds and at any depth.
//!
//! It knows ids and what is needed to find them; the songs themselves are the caller's. What it
//! promises is what the [crate] promises, and:
//!
//! - **Any page costs the same**, the first and the last.
//! - **Reads see writes.** When [`Collection::apply`] returns, the next read sees the change.
//! - **Memory is bounded.** Columns of what is looked at are kept in memory (about 50 bytes a song),
//!   and orders of views up to a limit.
//! - **Disposable.** An index that is damaged or made by another version is thrown away on opening,
//!   and [`Collection::needs_rebuild`] says that it must be filled again.
//!
//! All calls block: reads for milliseconds, writes for as long as a disk takes.

mod bits;
mod document;
mod duplicates;
mod facets;
mod filter;
mod gate;
mod groups;
mod ids;
mod model;
mod names;
mod order;
mod parse;
mod relevance;
mod schema;
mod segment;
mod select;
mod snapshot;
mod suggest;
mod tallies;
mod terms;
mod text;
mod unified;
mod write;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::directory::MmapDirectory;
use tantivy::{Directory as _, IndexReader, ReloadPolicy, TantivyError};

pub use filter::{Compare, FacetField, Field, Filter, Flag, NumberField, TextField};
pub use model::{
    Duplicate, DuplicateReason, Duplicates, FacetValue, Facets, Group, GroupKind, GroupSort, Groups, Page, SongDoc,
    Sort, SortField, Suggestion, SuggestionKind, View,
};
pub use parse::{QueryError, parse};
pub use text::{fingerprint, fold};
pub use write::Bulk;

use crate::Error;
use schema::Fields;
use snapshot::{Caches, Snapshot};

/// An index up to this size is read through on opening, to find a damaged one before a reader does.
const CHECKED_SIZE: u64 = 64 * 1024 * 1024;

/// How far the index is filled. Saved with every commit, so that both always agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct State {
    /// Filled completely at least once.
    built: bool,
    /// How far it is in the caller's log.
    mark: Option<u64>,
}

impl State {
    fn to_payload(self) -> String {
        let mark = self.mark.map(|mark| mark.to_string()).unwrap_or_default();
        format!("{} {} {mark}", schema::VERSION, u8::from(self.built))
    }

    /// `None` if another version wrote it.
    fn from_payload(payload: Option<&str>) -> Option<Self> {
        let Some(payload) = payload else { return Some(Self::default()) };
        let mut parts = payload.split(' ');
        let version: u32 = parts.next()?.parse().ok()?;
        let built = parts.next()? == "1";
        let mark = parts.next()?.parse().ok();
        (version == schema::VERSION).then_some(Self { built, mark })
    }
}

/// The index of one collection. Share it behind an `Arc`: reads run side by side, writes one after
/// another.
pub struct Collection {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    state: RwLock<State>,
    snapshot: RwLock<Arc<Snapshot>>,
    writing: Mutex<Option<write::Open>>,
}

impl Collection {
    /// Opens the index in the folder `dir`, which is made if missing and is the index's alone. An
    /// index that is damaged or was made by another version is deleted and an empty one takes its
    /// place: see [`needs_rebuild`](Self::needs_rebuild).
    pub fn open(dir: &Path) -> Result<Self, Error> {
        let path = dir.join("collection");
        let fail = |source| Error::Folder { path: path.clone(), source };
        std::fs::create_dir_all(&path).map_err(fail)?;
        match Self::open_existing(&path) {
            Ok(Some(collection)) => return Ok(collection),
            Ok(None) => {}
            Err(reason) => {
                tracing::warn!(path = %path.display(), %reason, "the index of a collection cannot be read and is made anew");
            }
        }
        std::fs::remove_dir_all(&path).map_err(fail)?;
        std::fs::create_dir_all(&path).map_err(fail)?;
        let fields = Fields::new();
        let index = tantivy::Index::create_in_dir(&path, fields.schema.clone())?;
        Ok(Self::from_parts(index, fields, State::default())?)
    }

    /// An empty index in memory.
    pub fn in_memory() -> Result<Self, Error> {
        let fields = Fields::new();
        let index = tantivy::Index::create_in_ram(fields.schema.clone());
        Ok(Self::from_parts(index, fields, State::default())?)
    }

    /// `Ok(None)` if there is no index, or one of another version.
    fn open_existing(path: &Path) -> Result<Option<Self>, TantivyError> {
        let directory = MmapDirectory::open(path)?;
        if !directory.exists(Path::new("meta.json"))? {
            return Ok(None);
        }
        let index = tantivy::Index::open(directory)?;
        let fields = Fields::new();
        let Some(state) = State::from_payload(index.load_metas()?.payload.as_deref()) else {
            return Ok(None);
        };
        if index.schema() != fields.schema {
            return Ok(None);
        }
        if size(path) <= CHECKED_SIZE && !index.validate_checksum()?.is_empty() {
            let message = "a file does not have the content that was written".to_owned();
            return Err(TantivyError::InternalError(message));
        }
        Ok(Some(Self::from_parts(index, fields, state)?))
    }

    fn from_parts(index: tantivy::Index, fields: Fields, state: State) -> Result<Self, TantivyError> {
        index.tokenizers().register(schema::TOKENIZER, text::Words::default());
        let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let snapshot = Snapshot::new(reader.searcher(), fields.clone(), None, Arc::new(Caches::new()))?;
        Ok(Self {
            index,
            reader,
            fields,
            state: RwLock::new(state),
            snapshot: RwLock::new(Arc::new(snapshot)),
            writing: Mutex::new(None),
        })
    }

    /// Whether the index has never been filled completely: call [`rebuild`](Self::rebuild).
    pub fn needs_rebuild(&self) -> bool {
        !self.state().built
    }

    /// How far the index is in the caller's log, if that was ever said.
    pub fn mark(&self) -> Option<u64> {
        self.state().mark
    }

    /// Songs in the index.
    pub fn len(&self) -> u64 {
        self.snapshot().searcher.num_docs()
    }

    /// The parts in which the index lies; a large filling leaves one when it is [settled](Bulk::settle).
    pub fn parts(&self) -> usize {
        self.snapshot().segments.len()
    }

    /// Whether there is no song.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Songs `offset..offset + limit` of a view, and how many it has.
    pub fn page(&self, view: &View, offset: u64, limit: usize) -> Result<Page, Error> {
        let snapshot = self.snapshot();
        let ordered = order::ordered(&snapshot, view)?;
        let songs = order::songs(&snapshot, &ordered, offset, limit)?;
        let ids = songs.into_iter().map(|(part, doc)| snapshot.segments[part].columns.id(doc)).collect();
        Ok(Page { total: ordered.total, ids })
    }

    /// The first `limit` songs of a view, in order.
    pub fn ids(&self, view: &View, limit: usize) -> Result<Vec<u128>, Error> {
        Ok(self.page(view, 0, limit)?.ids)
    }

    /// Every song that matches, in no order: quicker than [`ids`](Self::ids) when all are wanted.
    pub fn matching(&self, filter: &Filter) -> Result<Vec<u128>, Error> {
        let snapshot = self.snapshot();
        let set = select::select(&snapshot, filter)?;
        let mut ids = Vec::new();
        for (segment, songs) in snapshot.segments.iter().zip(&set.parts) {
            ids.extend(songs.iter().map(|doc| segment.columns.id(doc)));
        }
        Ok(ids)
    }

    /// Songs that match.
    pub fn count(&self, filter: &Filter) -> Result<u64, Error> {
        Ok(select::select(&self.snapshot(), filter)?.total)
    }

    /// What the songs that match `words` and `chosen` could be narrowed to, at most `per_field`
    /// values of each field and those chosen. The counts of a field leave its own choices in `chosen`
    /// aside, so that others can be added to them.
    pub fn facets(&self, words: &Filter, chosen: &Filter, per_field: usize) -> Result<Facets, Error> {
        let question = facets::Question { words: words.clone(), chosen: chosen.clone(), per_field };
        Ok(facets::facets(&self.snapshot(), &question)?.as_ref().clone())
    }

    /// The artists or albums of the songs that match.
    pub fn groups(
        &self,
        kind: GroupKind,
        filter: &Filter,
        sort: GroupSort,
        offset: u64,
        limit: usize,
    ) -> Result<Groups, Error> {
        Ok(groups::groups(&self.snapshot(), kind, filter, sort, offset, limit)?)
    }

    /// What a text being typed may become: artists, albums, songs, genres and tags, in this order.
    pub fn suggest(&self, text: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        Ok(suggest::suggest(&self.snapshot(), text, limit)?)
    }

    /// The songs with a fingerprint, sorted; see [`fingerprint`].
    pub fn by_fingerprint(&self, fingerprint: u64) -> Result<Vec<u128>, Error> {
        Ok(duplicates::by_fingerprint(&self.snapshot(), fingerprint))
    }

    /// Every song's fingerprint and id, sorted by both: 32 bytes a song.
    pub fn fingerprints(&self) -> Result<Vec<(u64, u128)>, Error> {
        Ok(duplicates::fingerprints(&self.snapshot()))
    }

    /// The first `limit` groups of songs that are probably the same: by identifier, or by artist,
    /// title and length.
    pub fn duplicates(&self, limit: usize) -> Result<Duplicates, Error> {
        Ok(duplicates::duplicates(&self.snapshot(), limit)?)
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn state(&self) -> State {
        *self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_state(&self, state: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
    }

    /// Lets reads see what was committed.
    fn refresh(&self) -> Result<(), Error> {
        self.reader.reload()?;
        let before = self.snapshot();
        let next = Snapshot::new(self.reader.searcher(), self.fields.clone(), Some(&before), before.caches.clone())?;
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(())
    }
}

impl std::fmt::Debug for Collection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Collection").field("state", &self.state()).finish_non_exhaustive()
    }
}

/// The bytes of the files in a folder.
fn size(path: &Path) -> u64 {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|file| file.len()).sum()
}
