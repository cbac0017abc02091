//! Writing: small changes that are seen at once, and many songs at a time.

use std::collections::HashMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use tantivy::indexer::{LogMergePolicy, NoMergePolicy, UserOperation};
use tantivy::{IndexWriter, TantivyError};

use super::document::Document;
use super::gate::{Gate, SHARED};
use super::ids::Ids;
use super::model::SongDoc;
use super::text::Memory;
use super::{Collection, State};
use crate::Error;

/// Memory for writing; Tantivy wants at least 15 MB.
const SMALL_HEAP: usize = 15_000_000;
const BULK_HEAP: usize = 20_000_000;
/// Parts of the index larger than this are left alone by small changes: merging them takes seconds.
const LARGE: usize = 200_000;
/// Small parts of one size are merged when there are so many.
const MANY: usize = 6;
/// Parts smaller than this count as one size.
const SMALL: u32 = 64;

type Writer = IndexWriter<Document>;

/// The writer while it is open. One is shared by an import and the changes made meanwhile.
pub(super) struct Open {
    writer: Writer,
    /// Imports that still use it.
    bulks: usize,
}

impl Collection {
    /// Puts songs, replacing those with the same ids, and removes others. When this returns, every
    /// read sees it; if it fails, none.
    pub fn apply(&self, puts: &[SongDoc], removes: &[u128]) -> Result<(), Error> {
        self.apply_marked(puts, removes, None)
    }

    /// Like [`apply`](Self::apply), and remembers how far the index now is in a log of the caller's.
    pub fn apply_marked(&self, puts: &[SongDoc], removes: &[u128], mark: Option<u64>) -> Result<(), Error> {
        let mut open = self.open_writer(SMALL_HEAP, false)?;
        let done = self.change(&mut open, |writer| {
            remove(writer, removes.iter().copied())?;
            self.put(writer, puts, &mut Memory::default())
        });
        let done = done.and_then(|()| self.commit(&mut open, |state| State { mark: mark.or(state.mark), ..state }));
        self.release(open, done)
    }

    /// Removes every song.
    pub fn clear(&self) -> Result<(), Error> {
        let mut open = self.open_writer(SMALL_HEAP, false)?;
        let done = self.change(&mut open, |writer| writer.delete_all_documents().map(|_| ()));
        let done = done.and_then(|()| self.commit(&mut open, |state| state));
        self.release(open, done)
    }

    /// Begins to write many songs. Changes made by others meanwhile go through the same writer, so
    /// that what is put may be seen before [`Bulk::commit`], and nobody waits for the import.
    pub fn bulk(&self) -> Result<Bulk<'_>, Error> {
        let mut open = self.open_writer(BULK_HEAP, true)?;
        if let Some(open) = open.as_mut() {
            open.bulks += 1;
        }
        drop(open);
        Ok(Bulk { collection: self, memory: Memory::default(), gate: Arc::default(), rebuilds: false, mark: None })
    }

    /// Begins to fill the index anew: the songs it has are forgotten when the first new ones are
    /// committed. [`needs_rebuild`](Self::needs_rebuild) is over when [`Bulk::finish`] returns.
    pub fn rebuild(&self) -> Result<Bulk<'_>, Error> {
        let mut bulk = self.bulk()?;
        bulk.rebuilds = true;
        bulk.with_writer(|writer| writer.delete_all_documents().map(|_| ()))?;
        Ok(bulk)
    }

    fn open_writer(&self, heap: usize, bulk: bool) -> Result<MutexGuard<'_, Option<Open>>, Error> {
        let mut open = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if open.is_none() {
            let writer: Writer = self.index.writer_with_num_threads(1, heap)?;
            if bulk {
                writer.set_merge_policy(Box::new(NoMergePolicy));
            } else {
                let mut policy = LogMergePolicy::default();
                policy.set_max_docs_before_merge(LARGE);
                policy.set_min_num_segments(MANY);
                policy.set_min_layer_size(SMALL);
                policy.set_del_docs_ratio_before_merge(0.5);
                writer.set_merge_policy(Box::new(policy));
            }
            *open = Some(Open { writer, bulks: 0 });
        }
        Ok(open)
    }

    /// Puts songs in the place of those with the same ids; of one put twice, the later.
    fn put(&self, writer: &Writer, songs: &[SongDoc], memory: &mut Memory) -> Result<(), TantivyError> {
        remove(writer, songs.iter().map(|song| song.id))?;
        let last: HashMap<u128, usize> = songs.iter().enumerate().map(|(at, song)| (song.id, at)).collect();
        for (_, song) in songs.iter().enumerate().filter(|(at, song)| last.get(&song.id) == Some(at)) {
            writer.add_document(self.fields.document(song, memory))?;
        }
        Ok(())
    }

    fn change(
        &self,
        open: &mut Option<Open>,
        change: impl FnOnce(&Writer) -> Result<(), TantivyError>,
    ) -> Result<(), Error> {
        match open {
            Some(open) => Ok(change(&open.writer)?),
            None => Ok(()),
        }
    }

    fn commit(&self, open: &mut Option<Open>, state: impl FnOnce(State) -> State) -> Result<(), Error> {
        let Some(open) = open else { return Ok(()) };
        let state = state(self.state());
        let mut commit = open.writer.prepare_commit()?;
        commit.set_payload(&state.to_payload());
        commit.commit()?;
        self.set_state(state);
        self.refresh()
    }

    /// Closes the writer unless an import goes on; after a failure what is left of the change is
    /// taken back.
    fn release(&self, mut open: MutexGuard<'_, Option<Open>>, done: Result<(), Error>) -> Result<(), Error> {
        if open.as_ref().is_some_and(|open| open.bulks > 0) {
            return done;
        }
        if let Some(open) = open.take().filter(|_| done.is_ok()) {
            open.writer.wait_merging_threads()?;
            self.refresh()?;
        }
        done
    }
}

/// Many songs being written. Dropping it forgets what was not committed.
pub struct Bulk<'a> {
    collection: &'a Collection,
    memory: Memory,
    gate: Arc<Gate>,
    rebuilds: bool,
    mark: Option<u64>,
}

impl Bulk<'_> {
    /// Puts songs that the index does not have yet; quicker than [`put`](Self::put), and twice the
    /// same song stays there twice. Waits while too many songs wait to be indexed.
    pub fn add(&mut self, songs: &[SongDoc]) -> Result<(), Error> {
        for songs in songs.chunks(SHARED) {
            let ticket = self.gate.enter();
            let fields = &self.collection.fields;
            let document = |song| fields.document(song, &mut self.memory).holding(ticket.clone());
            let documents: Vec<_> = songs.iter().map(document).map(UserOperation::Add).collect();
            self.with_writer(|writer| writer.run(documents).map(|_| ()))?;
        }
        Ok(())
    }

    /// Puts songs, which take the place of those with the same ids.
    pub fn put(&mut self, songs: &[SongDoc]) -> Result<(), Error> {
        let mut open = self.collection.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.collection.change(&mut open, |writer| self.collection.put(writer, songs, &mut self.memory))
    }

    /// Remembers, with the next commit, how far the index is in a log of the caller's.
    pub fn set_mark(&mut self, mark: u64) {
        self.mark = Some(mark);
    }

    /// Makes everything so far visible and lasting.
    pub fn commit(&mut self) -> Result<(), Error> {
        self.commit_as(false)
    }

    /// Commits what is the end of the filling: from here on every read sees all of it.
    pub fn complete(&mut self) -> Result<(), Error> {
        self.commit_as(self.rebuilds)
    }

    /// Puts the parts of the index together so that reads are quickest. Others write meanwhile.
    pub fn settle(self) -> Result<(), Error> {
        let collection = self.collection;
        let lock = || collection.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let parts = collection.index.searchable_segment_ids()?;
        let merging = lock().as_mut().filter(|_| parts.len() > 1).map(|open| open.writer.merge(&parts));
        if let Some(merging) = merging {
            merging.wait()?;
            if let Some(open) = lock().as_mut() {
                open.writer.garbage_collect_files().wait()?;
            }
        }
        collection.refresh()
    }

    /// Completes the filling and settles it.
    pub fn finish(mut self) -> Result<(), Error> {
        self.complete()?;
        self.settle()
    }

    fn commit_as(&mut self, built: bool) -> Result<(), Error> {
        let mark = self.mark;
        let mut open = self.collection.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.collection.commit(&mut open, |state| State { built: state.built || built, mark: mark.or(state.mark) })
    }

    fn with_writer(&self, change: impl FnOnce(&Writer) -> Result<(), TantivyError>) -> Result<(), Error> {
        let mut open = self.collection.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.collection.change(&mut open, change)
    }
}

fn remove(writer: &Writer, ids: impl Iterator<Item = u128>) -> Result<(), TantivyError> {
    match Ids::new(ids) {
        Some(ids) => writer.delete_query(Box::new(ids)).map(|_| ()),
        None => Ok(()),
    }
}

impl Drop for Bulk<'_> {
    fn drop(&mut self) {
        let mut open = self.collection.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(writing) = open.as_mut() {
            writing.bulks -= 1;
            if writing.bulks == 0 {
                *open = None;
            }
        }
    }
}
