//! The index on Tantivy, in a folder of its own or in memory.

mod ask;
pub(crate) mod candidates;
mod collect;
mod find;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};

use ::tantivy::directory::MmapDirectory;
use ::tantivy::directory::error::LockError;
use ::tantivy::{Directory as _, IndexReader, IndexWriter, ReloadPolicy, TantivyError, Term};

use crate::model::{Change, Doc, Query, Results, Suggestion};
use schema::Fields;

/// Memory for writing, held only while a write lasts; Tantivy wants at least 15 MB.
const CHANGE_HEAP: usize = 15_000_000;
const REBUILD_HEAP: usize = 50_000_000;
/// An index up to this size is read through on opening, to find a damaged one before a reader does.
const CHECKED_SIZE: u64 = 64 * 1024 * 1024;

/// Why the index could not do what was asked. None of these is the fault of the query.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder cannot be made, read or emptied.
    #[error(
        "the search index in {path} cannot be used: {source}; check that the folder is writable and the disk not full"
    )]
    Folder { path: PathBuf, source: std::io::Error },
    /// Another process holds the index open for writing.
    #[error("another process is writing to the search index; stop it, or give this one a data folder of its own")]
    Busy,
    /// Anything else that Tantivy reports.
    #[error(
        "the search index failed: {0}; if this happens again, stop the shop, delete the index folder, and start it: the index is made anew"
    )]
    Engine(TantivyError),
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Busy,
            other => Self::Engine(other),
        }
    }
}

/// How far the index is filled. Saved with every commit, so that both always agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    /// Filled completely at least once.
    built: bool,
    /// The change of the source's log that the index has reached.
    seq: i64,
}

impl State {
    const EMPTY: Self = Self { built: false, seq: 0 };

    fn to_payload(self) -> String {
        format!("{} {} {}", schema::VERSION, u8::from(self.built), self.seq)
    }

    /// `None` if another version wrote it.
    fn from_payload(payload: Option<&str>) -> Option<Self> {
        let Some(payload) = payload else {
            return Some(Self::EMPTY);
        };
        let mut parts = payload.split(' ');
        let version: u32 = parts.next()?.parse().ok()?;
        let built = parts.next()? == "1";
        let seq = parts.next()?.parse().ok()?;
        (version == schema::VERSION).then_some(Self { built, seq })
    }
}

/// A search index. Share it behind an `Arc`: searches run side by side, writes one after another.
pub struct Index {
    index: ::tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    state: RwLock<State>,
    writing: Mutex<()>,
}

impl Index {
    /// Opens the index in the folder `dir`, which is made if missing. An index that is damaged or
    /// was made by another version is deleted and an empty one takes its place: see
    /// [`needs_rebuild`](Self::needs_rebuild).
    pub fn open(dir: &Path) -> Result<Self, Error> {
        // A folder of our own inside: whatever else is in `dir` is never deleted.
        let path = dir.join("tantivy");
        let fail = |source| Error::Folder { path: path.clone(), source };
        std::fs::create_dir_all(&path).map_err(fail)?;
        match Self::open_existing(&path) {
            Ok(Some(index)) => return Ok(index),
            Ok(None) => {}
            Err(reason) => {
                tracing::warn!(path = %path.display(), %reason, "the search index cannot be read and is made anew");
            }
        }
        std::fs::remove_dir_all(&path).map_err(fail)?;
        std::fs::create_dir_all(&path).map_err(fail)?;
        let fields = Fields::new();
        let index = ::tantivy::Index::create_in_dir(&path, fields.schema.clone())?;
        Self::from_parts(index, fields, State::EMPTY)
    }

    /// An empty index in memory, for tests and tools.
    pub fn in_memory() -> Result<Self, Error> {
        let fields = Fields::new();
        let index = ::tantivy::Index::create_in_ram(fields.schema.clone());
        Self::from_parts(index, fields, State::EMPTY)
    }

    /// `Ok(None)` if there is no index, or one of another version.
    fn open_existing(path: &Path) -> Result<Option<Self>, TantivyError> {
        let directory = MmapDirectory::open(path)?;
        if !directory.exists(Path::new("meta.json"))? {
            return Ok(None);
        }
        let index = ::tantivy::Index::open(directory)?;
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
        let reader = reader(&index)?;
        Ok(Some(Self { index, reader, fields, state: RwLock::new(state), writing: Mutex::new(()) }))
    }

    fn from_parts(index: ::tantivy::Index, fields: Fields, state: State) -> Result<Self, Error> {
        let reader = reader(&index)?;
        Ok(Self { index, reader, fields, state: RwLock::new(state), writing: Mutex::new(()) })
    }

    /// Whether the index has never been filled completely: call [`replace_all`](Self::replace_all).
    pub fn needs_rebuild(&self) -> bool {
        !self.state().built
    }

    /// The number of the last change, in the log of the source, that searches see.
    pub fn seq(&self) -> i64 {
        self.state().seq
    }

    /// Documents in the index.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces the whole content by `docs`, which are the state of the source as of its change
    /// `seq`. Searches see the old content until this returns, then the new.
    pub fn replace_all(&self, docs: impl IntoIterator<Item = Doc>, seq: i64) -> Result<(), Error> {
        self.write(
            REBUILD_HEAP,
            |_| State { built: true, seq },
            |writer| {
                writer.delete_all_documents()?;
                for doc in docs {
                    writer.add_document(self.fields.document(&doc))?;
                }
                Ok(())
            },
        )
    }

    /// Applies changes of the source up to `seq`, in order. When this returns, searches see all of
    /// them; if it fails, none.
    pub fn apply(&self, changes: impl IntoIterator<Item = Change>, seq: i64) -> Result<(), Error> {
        let reached = |before: State| State { seq: seq.max(before.seq), ..before };
        self.write(CHANGE_HEAP, reached, |writer| {
            for change in changes {
                let (kind, id) = match &change {
                    Change::Put(doc) => (doc.kind, doc.id),
                    Change::Remove(kind, id) => (*kind, *id),
                };
                writer.delete_term(Term::from_field_text(self.fields.key, &schema::key(kind, id)));
                if let Change::Put(doc) = &change {
                    writer.add_document(self.fields.document(doc))?;
                }
            }
            Ok(())
        })
    }

    /// Answers a query: at most [`Query::limit`] hits of each kind, and counts over all matches.
    pub fn search(&self, query: &Query) -> Result<Results, Error> {
        Ok(find::search(&self.reader.searcher(), &self.fields, query)?)
    }

    /// Up to `limit` proposals for a text being typed: artists, then albums, then tracks, no title
    /// three times.
    pub fn suggest(&self, text: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        Ok(find::suggest(&self.reader.searcher(), &self.fields, text, limit)?)
    }

    fn state(&self) -> State {
        *self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// One write: all of `change` or nothing. The writer, and the memory it takes, live only here.
    fn write(
        &self,
        heap: usize,
        state: impl FnOnce(State) -> State,
        change: impl FnOnce(&IndexWriter) -> Result<(), TantivyError>,
    ) -> Result<(), Error> {
        let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let state = state(self.state());
        let mut writer: IndexWriter = self.index.writer_with_num_threads(1, heap)?;
        change(&writer)?;
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&state.to_payload());
        commit.commit()?;
        writer.wait_merging_threads()?;
        self.reader.reload()?;
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        Ok(())
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("state", &self.state()).finish_non_exhaustive()
    }
}

/// A reader that changes only when told, which is at the end of each write.
fn reader(index: &::tantivy::Index) -> Result<IndexReader, TantivyError> {
    index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
}

/// The bytes of the files in a folder.
fn size(path: &Path) -> u64 {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|file| file.len()).sum()
}
