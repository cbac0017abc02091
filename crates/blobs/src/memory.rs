//! Blobs in memory: for tests, and for shops that keep nothing.

use crate::{BlobKey, ByteStream, PIECE};
use bytes::{Bytes, BytesMut};
use futures::{StreamExt, TryStreamExt, stream};
use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(Arc<RwLock<HashMap<BlobKey, Bytes>>>);

impl Memory {
    /// A map of whole values is never half changed: a panic elsewhere leaves it good.
    fn read(&self) -> RwLockReadGuard<'_, HashMap<BlobKey, Bytes>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) async fn put(&self, key: &BlobKey, value: ByteStreamOf<'_>) -> io::Result<u64> {
        let value = value.try_fold(BytesMut::new(), |mut whole, piece| async move {
            whole.extend_from_slice(&piece);
            Ok(whole)
        });
        let value = value.await?.freeze();
        let length = value.len() as u64;
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), value);
        Ok(length)
    }

    pub(crate) async fn get(&self, key: &BlobKey) -> io::Result<Option<Bytes>> {
        Ok(self.read().get(key).cloned())
    }

    pub(crate) async fn len(&self, key: &BlobKey) -> io::Result<Option<u64>> {
        Ok(self.read().get(key).map(|value| value.len() as u64))
    }

    pub(crate) async fn read_range(&self, key: &BlobKey, range: Range<u64>) -> io::Result<Option<ByteStream>> {
        let Some(value) = self.read().get(key).cloned() else {
            return Ok(None);
        };
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(value.len());
        let (start, end) = (place(range.start), place(range.end));
        let part = value.slice(start..end.max(start));
        let pieces = (0..part.len()).step_by(PIECE).map(move |at| Ok(part.slice(at..part.len().min(at + PIECE))));
        Ok(Some(stream::iter(pieces).boxed()))
    }

    pub(crate) async fn delete(&self, key: &BlobKey) -> io::Result<bool> {
        Ok(self.0.write().unwrap_or_else(PoisonError::into_inner).remove(key).is_some())
    }
}

/// A value on its way in.
pub(crate) type ByteStreamOf<'a> = stream::BoxStream<'a, io::Result<Bytes>>;
