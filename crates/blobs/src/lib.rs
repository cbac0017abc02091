//! Audio and artwork: bytes under a key, in a folder or in memory, and what it takes to hand them
//! out: [`links`] that expire, [`range`] requests, [`filename`]s for any title.
//!
//! **What a store promises.** After `put` has answered, every later read, by anybody, sees the whole
//! new value; a reader sees an old value or a new one, never a part, also when the process is killed
//! halfway. A stream that has begun goes on with the value it began with. Writers of one key do not
//! wait for each other: the last one wins. Keys that nobody has put are absent (`None`), not errors.
//! Ranges are read in pieces; only `get` holds a whole value in memory.

pub mod filename;
mod folder;
mod key;
pub mod links;
mod making;
mod memory;
pub mod range;

use bytes::Bytes;
use folder::Folder;
use futures::stream::BoxStream;
use futures::{Stream, StreamExt};
use making::Makers;
use memory::Memory;
use std::future::Future;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

pub use key::{BlobKey, InvalidKey};
pub use making::MakeError;

/// Bytes as they are read, in pieces of at most [`PIECE`].
pub type ByteStream = BoxStream<'static, io::Result<Bytes>>;

/// The largest piece of a [`ByteStream`], in bytes.
pub const PIECE: usize = 64 * 1024;

/// The store failed: the disk is full, a folder is not ours, a cable is out.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} {key}: {source}")]
pub struct BlobError {
    action: &'static str,
    key: String,
    source: io::Error,
}

impl BlobError {
    fn new(action: &'static str, key: impl ToString) -> impl FnOnce(io::Error) -> Self {
        let key = key.to_string();
        move |source| Self { action, key, source }
    }
}

/// A store of blobs. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Store,
    makers: Arc<Makers>,
}

#[derive(Clone, Debug)]
enum Store {
    Folder(Folder),
    Memory(Memory),
}

/// Runs one expression on whichever store it is.
macro_rules! on {
    ($self:expr, $store:ident => $body:expr) => {
        match &$self.store {
            Store::Folder($store) => $body,
            Store::Memory($store) => $body,
        }
    };
}

impl Blobs {
    /// Keeps blobs as files in a folder, which is created when missing.
    ///
    /// # Errors
    /// [`BlobError`] when the folder cannot be made or written to.
    pub async fn folder(path: impl AsRef<Path>) -> Result<Self, BlobError> {
        Ok(Self::new(Store::Folder(Folder::open(path.as_ref()).await?)))
    }

    /// Keeps blobs in memory, until the last clone is dropped.
    pub fn memory() -> Self {
        Self::new(Store::Memory(Memory::default()))
    }

    fn new(store: Store) -> Self {
        Self { store, makers: Arc::default() }
    }

    /// Stores a value, replacing an earlier one.
    ///
    /// # Errors
    /// [`BlobError`] when the store failed; an earlier value then still stands.
    pub async fn put(&self, key: &BlobKey, value: Bytes) -> Result<(), BlobError> {
        self.put_stream(key, futures::stream::iter([Ok(value)])).await.map(drop)
    }

    /// Stores a value that arrives in pieces, and returns its length in bytes. When the stream ends
    /// in an error, nothing is stored.
    ///
    /// # Errors
    /// [`BlobError`] when the stream or the store failed; an earlier value then still stands.
    pub async fn put_stream(
        &self,
        key: &BlobKey,
        value: impl Stream<Item = io::Result<Bytes>> + Send,
    ) -> Result<u64, BlobError> {
        let value = value.boxed();
        on!(self, store => store.put(key, value).await).map_err(BlobError::new("store", key))
    }

    /// Reads a whole value into memory: for artwork and previews. Recordings are read by
    /// [`read_range`](Self::read_range).
    ///
    /// # Errors
    /// [`BlobError`] when the store failed.
    pub async fn get(&self, key: &BlobKey) -> Result<Option<Bytes>, BlobError> {
        on!(self, store => store.get(key).await).map_err(BlobError::new("read", key))
    }

    /// The length of a value in bytes.
    ///
    /// # Errors
    /// [`BlobError`] when the store failed.
    pub async fn len(&self, key: &BlobKey) -> Result<Option<u64>, BlobError> {
        on!(self, store => store.len(key).await).map_err(BlobError::new("look up", key))
    }

    /// Whether there is a value.
    ///
    /// # Errors
    /// [`BlobError`] when the store failed.
    pub async fn exists(&self, key: &BlobKey) -> Result<bool, BlobError> {
        Ok(self.len(key).await?.is_some())
    }

    /// Reads the bytes `range.start..range.end` of a value, as far as it has them.
    ///
    /// # Errors
    /// [`BlobError`] when the store failed before the first byte; later failures are in the stream.
    pub async fn read_range(&self, key: &BlobKey, range: Range<u64>) -> Result<Option<ByteStream>, BlobError> {
        on!(self, store => store.read_range(key, range).await).map_err(BlobError::new("read", key))
    }

    /// Deletes a value. `false` when there was none.
    ///
    /// # Errors
    /// [`BlobError`] when the store failed.
    pub async fn delete(&self, key: &BlobKey) -> Result<bool, BlobError> {
        on!(self, store => store.delete(key).await).map_err(BlobError::new("delete", key))
    }

    /// Reads a value, making and storing it first when it is absent. Of many callers who want the
    /// same key at once, one makes it and all get it; of all keys, only as many are made at once as
    /// the machine has processors. What was begun is finished and kept even when its caller goes.
    ///
    /// # Errors
    /// [`MakeError::Make`] when `make` failed: nothing is kept, the next caller tries anew.
    /// [`MakeError::Store`] when the store failed, [`MakeError::Panicked`] when `make` panicked.
    pub async fn get_or_make<F, E>(&self, key: &BlobKey, make: impl FnOnce() -> F) -> Result<Bytes, MakeError<E>>
    where
        F: Future<Output = Result<Bytes, E>> + Send + 'static,
        E: Send + 'static,
    {
        if let Some(value) = self.get(key).await? {
            return Ok(value);
        }
        self.makers.make(self, key, make, Self::get).await
    }

    /// Like [`get_or_make`](Self::get_or_make), but answers the value's length in bytes, for callers
    /// who then stream it.
    ///
    /// # Errors
    /// As [`get_or_make`](Self::get_or_make).
    pub async fn len_or_make<F, E>(&self, key: &BlobKey, make: impl FnOnce() -> F) -> Result<u64, MakeError<E>>
    where
        F: Future<Output = Result<Bytes, E>> + Send + 'static,
        E: Send + 'static,
    {
        if let Some(length) = self.len(key).await? {
            return Ok(length);
        }
        self.makers.make(self, key, make, Self::len).await
    }
}
