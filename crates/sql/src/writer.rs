//! SQLite's one writer, with group commit.
//!
//! An fsync costs milliseconds, so one commit per checkout bounds a shop to about 170 checkouts a
//! second. Here every transaction is a savepoint inside a shared outer transaction: whoever
//! finishes joins the group, and one COMMIT, queued fairly behind the transactions that were
//! already waiting, makes the whole group durable before any of them is acknowledged. A
//! transaction that is dropped rolls back to its own savepoint and leaves the group unharmed.

use std::sync::Arc;

use sqlx::{Executor, SqliteConnection};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

type Ack = oneshot::Sender<Result<(), String>>;

pub(crate) struct Writer {
    connection: SqliteConnection,
    /// Whether the outer transaction is open.
    open: bool,
    /// Whether it was being opened when whoever asked went away: then nobody knows.
    opening: bool,
    /// Whether an abandoned savepoint must be rolled back before anything else.
    dirty: bool,
    /// Finished transactions that wait for the COMMIT they share.
    waiting: Vec<Ack>,
}

impl Writer {
    pub(crate) fn new(connection: SqliteConnection) -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self { connection, open: false, opening: false, dirty: false, waiting: Vec::new() }))
    }

    async fn enter(&mut self) -> Result<(), sqlx::Error> {
        self.clean().await?;
        if !self.open {
            self.settle().await;
            self.opening = true;
            self.connection.execute("begin immediate").await?;
            (self.open, self.opening) = (true, false);
        }
        self.connection.execute("savepoint one").await?;
        // Until it is released, this savepoint counts as abandoned: a drop needs no await.
        self.dirty = true;
        Ok(())
    }

    /// Ends an outer transaction that may have been opened for somebody who went away.
    async fn settle(&mut self) {
        if self.opening {
            // None was opened: as good.
            let _ = self.connection.execute("rollback").await;
            self.opening = false;
        }
    }

    async fn clean(&mut self) -> Result<(), sqlx::Error> {
        if !self.dirty {
            return Ok(());
        }
        if self.connection.execute("rollback to one; release one").await.is_err() {
            // The engine itself ended the transaction (disk full, I/O error): the group is gone.
            self.abort("the database ended the transaction").await;
        }
        self.dirty = false;
        Ok(())
    }

    /// Makes the group durable, or tells everyone in it that it is not.
    async fn flush(&mut self) {
        self.settle().await;
        if self.clean().await.is_err() || !self.open {
            return;
        }
        match self.connection.execute("commit").await {
            Ok(_) => {
                self.open = false;
                self.acknowledge(&Ok(()));
            }
            Err(error) => self.abort(&error.to_string()).await,
        }
    }

    async fn abort(&mut self, why: &str) {
        // Already rolled back by the engine is as good as rolled back by us.
        let _ = self.connection.execute("rollback").await;
        (self.open, self.opening) = (false, false);
        self.acknowledge(&Err(why.to_owned()));
    }

    fn acknowledge(&mut self, outcome: &Result<(), String>) {
        for waiter in self.waiting.drain(..) {
            // A caller that went away does not need the answer.
            let _ = waiter.send(outcome.clone());
        }
    }
}

/// The writer, held by one transaction.
pub struct Slot {
    guard: Option<OwnedMutexGuard<Writer>>,
    writer: Arc<Mutex<Writer>>,
}

impl Slot {
    pub(crate) async fn acquire(writer: &Arc<Mutex<Writer>>) -> Result<Self, sqlx::Error> {
        let guard = writer.clone().lock_owned().await;
        // A slot from here on: should the caller go away meanwhile, dropping it clears up.
        let mut slot = Self { guard: Some(guard), writer: writer.clone() };
        let guard = slot.guard.as_mut().expect("it was put there");
        if let Err(error) = guard.enter().await {
            guard.abort("the database refused to open a transaction").await;
            return Err(error);
        }
        Ok(slot)
    }

    /// The bare writer, with no transaction around it: for migrations, which bring their own.
    pub(crate) async fn raw(writer: &Arc<Mutex<Writer>>) -> Self {
        let mut guard = writer.clone().lock_owned().await;
        guard.flush().await;
        Self { guard: Some(guard), writer: writer.clone() }
    }

    pub(crate) fn connection(&self) -> &SqliteConnection {
        &self.guard.as_ref().expect("a slot holds the writer until it is committed").connection
    }

    pub(crate) fn connection_mut(&mut self) -> &mut SqliteConnection {
        &mut self.guard.as_mut().expect("a slot holds the writer until it is committed").connection
    }

    pub(crate) async fn commit(mut self) -> Result<(), sqlx::Error> {
        let mut guard = self.guard.take().expect("a slot is committed once");
        let lost = |why: String| sqlx::Error::Protocol(format!("the transaction was not made durable: {why}"));
        if let Err(error) = guard.connection.execute("release one").await {
            guard.clean().await?;
            schedule_flush(&self.writer, &guard);
            return Err(error);
        }
        guard.dirty = false;
        let (ack, answer) = oneshot::channel();
        guard.waiting.push(ack);
        if guard.waiting.len() == 1 {
            // First of its group: the COMMIT queues behind those who already wait for the lock,
            // and they join the group.
            schedule_flush(&self.writer, &guard);
        }
        drop(guard);
        match answer.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(why)) => Err(lost(why)),
            Err(_) => Err(lost("the writer stopped".to_owned())),
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let Some(guard) = self.guard.take() else { return };
        // Nobody may come after us to roll the savepoint back and free the lock for other
        // processes, so see to it. Without a runtime the process is ending and SQLite rolls back.
        if guard.waiting.is_empty() {
            schedule_flush(&self.writer, &guard);
        }
    }
}

fn schedule_flush(writer: &Arc<Mutex<Writer>>, _held: &OwnedMutexGuard<Writer>) {
    let writer = writer.clone();
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(async move { writer.lock().await.flush().await });
    }
}
