//! The search index of a library, written beside its table while an import goes on.

use kernel::CustomerId;
use search::collection::SongDoc;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

use crate::{Error, Library, Result};

/// Songs for the index: those it does not have, and those it has.
#[derive(Default)]
pub struct Docs {
    pub adds: Vec<SongDoc>,
    pub puts: Vec<SongDoc>,
}

/// A batch on its way to table and index.
pub struct Flight {
    pub written: JoinHandle<Result<()>>,
    pub indexed: oneshot::Receiver<()>,
    /// It changes songs that were there: whoever compares the next must see them changed.
    pub changes: bool,
}

/// A thread that writes the index beside the table.
pub struct Indexer {
    sender: Option<mpsc::Sender<(Docs, oneshot::Sender<()>)>>,
    complete: Option<oneshot::Receiver<()>>,
    settle: oneshot::Sender<()>,
    thread: Option<JoinHandle<std::result::Result<(), search::Error>>>,
}

/// Holds the putting together of the index back until it is dropped.
pub struct Settle(#[expect(dead_code, reason = "dropping it is the signal")] oneshot::Sender<()>);

impl Indexer {
    pub async fn begin(library: &Library, owner: CustomerId) -> Result<Self> {
        let collection = library.collection(owner).await?;
        let (sender, mut batches) = mpsc::channel::<(Docs, oneshot::Sender<()>)>(1);
        let (completed, complete) = oneshot::channel();
        let (settle, wait) = oneshot::channel::<()>();
        let thread = tokio::task::spawn_blocking(move || {
            let mut bulk = collection.bulk()?;
            while let Some((docs, ack)) = batches.blocking_recv() {
                bulk.add(&docs.adds)?;
                bulk.put(&docs.puts)?;
                // Whoever asked may have failed meanwhile.
                let _ = ack.send(());
            }
            bulk.complete()?;
            // All can be found: nobody waits for what makes it quicker.
            let _ = completed.send(());
            let _ = wait.blocking_recv();
            bulk.settle().inspect_err(|error| tracing::warn!(%error, "an index stays in parts"))
        });
        Ok(Self { sender: Some(sender), complete: Some(complete), settle, thread: Some(thread) })
    }

    pub async fn send(&self, docs: Docs) -> std::result::Result<oneshot::Receiver<()>, ()> {
        let (ack, acked) = oneshot::channel();
        let sender = self.sender.as_ref().ok_or(())?;
        sender.send((docs, ack)).await.map(|()| acked).map_err(|_| ())
    }

    /// Why the thread ended.
    pub async fn failure(&mut self) -> Error {
        self.sender = None;
        match self.join().await {
            Err(error) => error,
            Ok(()) => Error::Shop("the index ended before the import".to_owned()),
        }
    }

    async fn join(&mut self) -> Result<()> {
        match self.thread.take() {
            Some(thread) => Ok(thread.await??),
            None => Ok(()),
        }
    }

    /// Returns when all can be found. The thread goes on when what is answered is dropped, and puts the
    /// parts of the index together.
    pub async fn end(mut self) -> Result<Settle> {
        self.sender = None;
        if let Some(complete) = self.complete.take()
            && complete.await.is_err()
        {
            self.join().await?;
        }
        Ok(Settle(self.settle))
    }
}
