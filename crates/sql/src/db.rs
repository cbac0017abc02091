//! Opening databases.

use std::{path::Path, str::FromStr, sync::Arc, time::Duration};

use kernel::{Clock, Random};
use sqlx::{
    ConnectOptions, Executor, PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::sync::{Mutex, watch};

use crate::{
    Conn, PgConn, Schema, SqliteConn, Tx, merged,
    writer::{Slot, Writer},
};

/// The database could not be opened. The message says what to check.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("cannot open the SQLite file {path}: {source}. Check that the folder exists and may be written.")]
    Sqlite { path: String, source: sqlx::Error },
    #[error("cannot reach PostgreSQL: {0}. Check that the server runs and that the URL, user and password are right.")]
    Postgres(sqlx::Error),
    #[error("the database URL is not understood: write it like postgres://user:password@host:5432/chinook")]
    Url,
}

/// A relational database of either engine. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    committed: watch::Sender<()>,
}

#[derive(Clone)]
enum Engine {
    Sqlite { readers: SqlitePool, writer: Arc<Mutex<Writer>> },
    Postgres(PgPool),
}

/// Each reader may cache this many KiB of pages: eight readers stay within 32 MiB.
const SQLITE_CACHE_KIB: i64 = 4_096;
const SQLITE_READERS: u32 = 8;
/// Each costs the disk a few milliseconds, beside the writer.
const CHECKPOINT_EVERY: Duration = Duration::from_millis(500);
const POSTGRES_CONNECTIONS: u32 = 16;

impl Db {
    /// Opens (and creates when missing) a SQLite file.
    pub async fn sqlite(path: &Path) -> Result<Self, OpenError> {
        let wrap = |source| OpenError::Sqlite { path: path.display().to_string(), source };
        let options = sqlite_options(path);
        #[expect(clippy::disallowed_methods, reason = "the room where pools are opened")]
        let opened = async {
            // A large transaction or a new index would fill the memory with what it may have to undo or sort;
            // a second thread sorts while the first reads.
            let writer = options.clone().pragma("temp_store", "file").pragma("threads", "2");
            // Building an index reads the whole table.
            let writer = writer.pragma("mmap_size", "1073741824");
            // What the log holds is moved into the database beside the writer. Should that fall behind, the writer
            // does it at 256 MiB, and waits for the disk.
            let writer = writer.pragma("wal_autocheckpoint", "65536").pragma("journal_size_limit", "67108864");
            let writer = Writer::new(writer.connect().await?);
            let pool =
                SqlitePoolOptions::new().max_connections(SQLITE_READERS).acquire_timeout(Duration::from_secs(10));
            let readers = pool.connect_with(options.clone().create_if_missing(false)).await?;
            let committed = watch::Sender::new(());
            tokio::spawn(checkpoints(readers.clone(), committed.subscribe()));
            Ok(Self { engine: Engine::Sqlite { readers, writer }, committed })
        };
        opened.await.map_err(wrap)
    }

    /// Connects to PostgreSQL by URL.
    pub async fn postgres(url: &str) -> Result<Self, OpenError> {
        let options = PgConnectOptions::from_str(url).map_err(|_| OpenError::Url)?;
        Self::postgres_with(options, POSTGRES_CONNECTIONS).await
    }

    pub(crate) async fn postgres_with(options: PgConnectOptions, connections: u32) -> Result<Self, OpenError> {
        // Statements here take a few milliseconds: starting helpers and a compiler for one takes longer. A report
        // over all customers is sorted in memory.
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(10))
            .after_connect(|conn, _| {
                Box::pin(async move {
                    conn.execute("set jit = off; set max_parallel_workers_per_gather = 0; set work_mem = '16MB'")
                        .await
                        .map(drop)
                })
            });
        #[expect(clippy::disallowed_methods, reason = "the room where pools are opened")]
        let pool = pool.connect_with(options).await.map_err(OpenError::Postgres)?;
        Ok(Self { engine: Engine::Postgres(pool), committed: watch::Sender::new(()) })
    }

    /// `sqlite` or `postgres`: for logs and reports.
    pub fn engine(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite { .. } => "sqlite",
            Engine::Postgres(_) => "postgres",
        }
    }

    /// A connection for reading. It sees what was committed before each statement.
    pub async fn read(&self) -> Result<Conn, sqlx::Error> {
        Ok(match &self.engine {
            Engine::Sqlite { readers, .. } => Conn::Sqlite(SqliteConn::Reader(readers.acquire().await?)),
            Engine::Postgres(pool) => Conn::Postgres(PgConn::Reader(pool.acquire().await?)),
        })
    }

    /// A transaction for writing. Never keep it open across a network call.
    pub async fn begin(&self) -> Result<Tx, sqlx::Error> {
        let conn = match &self.engine {
            Engine::Sqlite { writer, .. } => Conn::Sqlite(SqliteConn::Writer(Slot::acquire(writer).await?)),
            Engine::Postgres(pool) => Conn::Postgres(PgConn::Tx(pool.begin().await?)),
        };
        Ok(Tx::new(conn, self.committed.clone()))
    }

    /// Changes with every transaction that this process commits: what waits for work need not poll.
    pub fn commits(&self) -> watch::Receiver<()> {
        self.committed.subscribe()
    }

    /// Brings the schema up to date: runs what is missing, in order, once.
    pub async fn migrate(&self, schemas: &[Schema]) -> Result<(), sqlx::migrate::MigrateError> {
        match &self.engine {
            Engine::Sqlite { writer, .. } => {
                let mut tx = Slot::raw(writer).await;
                merged(schemas, |s| &s.sqlite).run(tx.connection_mut()).await
            }
            Engine::Postgres(pool) => merged(schemas, |s| &s.postgres).run(pool).await,
        }
    }

    /// Closes every connection, after the writer has made its last group durable.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { readers, writer } => {
                drop(writer.lock().await);
                readers.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }

    /// Appends an event to the outbox in a transaction of its own: for callers without one.
    pub async fn announce(
        &self,
        event: &crate::outbox::NewEvent<'_>,
        clock: &Clock,
        random: &Random,
    ) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        crate::outbox::push(&mut tx, event, clock.now(), random).await?;
        tx.commit().await
    }
}

/// Moves what SQLite's log holds into the database while others read and write, until the database is closed.
async fn checkpoints(readers: SqlitePool, mut commits: watch::Receiver<()>) {
    while commits.changed().await.is_ok() {
        let moved = async { readers.acquire().await?.execute("pragma wal_checkpoint(passive)").await };
        match moved.await {
            Err(sqlx::Error::PoolClosed) => return,
            Err(error) => tracing::warn!(%error, "the log of SQLite was not moved into its database"),
            Ok(_) => {}
        }
        tokio::time::sleep(CHECKPOINT_EVERY).await;
    }
}

fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL loses acknowledged orders on a power cut; group commit pays for FULL.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("cache_size", format!("-{SQLITE_CACHE_KIB}"))
        .pragma("mmap_size", "134217728")
        .pragma("temp_store", "memory")
        .disable_statement_logging()
}
