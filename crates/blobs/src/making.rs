//! Making what is absent: once for all who wait, and not more at a time than there are processors.

use crate::{BlobError, BlobKey, Blobs};
use bytes::Bytes;
use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::{Mutex as AsyncMutex, Semaphore};

/// Why there is no value.
#[derive(Debug, thiserror::Error)]
pub enum MakeError<E> {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] BlobError),
    /// The caller's own error.
    #[error("could not be made: {0}")]
    Make(E),
    /// The maker panicked; the panic is in the log.
    #[error("the maker of {0} panicked")]
    Panicked(BlobKey),
}

#[derive(Debug)]
pub(crate) struct Makers {
    /// One lock a key, alive as long as somebody waits for it.
    keys: Mutex<HashMap<BlobKey, Weak<AsyncMutex<()>>>>,
    slots: Arc<Semaphore>,
}

impl Default for Makers {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self { keys: Mutex::default(), slots: Arc::new(Semaphore::new(processors)) }
    }
}

impl Makers {
    fn lock_of(&self, key: &BlobKey) -> Arc<AsyncMutex<()>> {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = keys.get(key).and_then(Weak::upgrade) {
            return lock;
        }
        keys.retain(|_, lock| lock.strong_count() > 0);
        let lock = Arc::new(AsyncMutex::new(()));
        keys.insert(key.clone(), Arc::downgrade(&lock));
        lock
    }

    /// Makes a key's value unless somebody else just has, then answers what `read` finds.
    pub(crate) async fn make<F, E, T>(
        &self,
        blobs: &Blobs,
        key: &BlobKey,
        make: impl FnOnce() -> F,
        read: impl AsyncFn(&Blobs, &BlobKey) -> Result<Option<T>, BlobError>,
    ) -> Result<T, MakeError<E>>
    where
        F: Future<Output = Result<Bytes, E>> + Send + 'static,
        E: Send + 'static,
    {
        let turn = self.lock_of(key).lock_owned().await;
        if let Some(value) = read(blobs, key).await? {
            return Ok(value);
        }
        // The semaphore is never closed; without a permit the work would only be less bounded.
        let slot = Arc::clone(&self.slots).acquire_owned().await.ok();
        let (making, blobs_of_task, key_of_task) = (make(), blobs.clone(), key.clone());
        // A task of its own: when the caller hangs up, turn and slot must stay taken until the
        // work, which may run on a thread that nobody can stop, is really over.
        let task = tokio::spawn(async move {
            let _held = (turn, slot);
            let value = making.await.map_err(MakeError::Make)?;
            blobs_of_task.put(&key_of_task, value).await.map_err(MakeError::Store)
        });
        task.await.map_err(|_| MakeError::Panicked(key.clone()))??;
        match read(blobs, key).await? {
            Some(value) => Ok(value),
            // Deleted in this very moment, by somebody who must have meant it.
            None => Err(MakeError::Store(BlobError::new("find", key)(std::io::ErrorKind::NotFound.into()))),
        }
    }
}
