//! Connections and transactions of either engine.

use std::ops::{Deref, DerefMut};

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction, pool::PoolConnection};
use tokio::sync::watch;

use crate::writer::Slot;

/// An open connection, with or without a transaction around it. Query functions take `&mut Conn`
/// and so serve both.
pub enum Conn {
    Sqlite(SqliteConn),
    Postgres(PgConn),
}

/// A pooled reader, or the one writer.
pub enum SqliteConn {
    Reader(PoolConnection<Sqlite>),
    Writer(Slot),
}

impl Deref for SqliteConn {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Reader(conn) => conn,
            Self::Writer(slot) => slot.connection(),
        }
    }
}

impl DerefMut for SqliteConn {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Reader(conn) => conn,
            Self::Writer(slot) => slot.connection_mut(),
        }
    }
}

/// A pooled connection, or one with a transaction open.
pub enum PgConn {
    Reader(PoolConnection<Postgres>),
    Tx(Transaction<'static, Postgres>),
}

impl Deref for PgConn {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        match self {
            Self::Reader(conn) => conn,
            Self::Tx(tx) => tx,
        }
    }
}

impl DerefMut for PgConn {
    fn deref_mut(&mut self) -> &mut PgConnection {
        match self {
            Self::Reader(conn) => conn,
            Self::Tx(tx) => tx,
        }
    }
}

/// A transaction. Dropping it rolls back; only [`Tx::commit`] keeps what it wrote.
pub struct Tx {
    conn: Conn,
    committed: watch::Sender<()>,
}

impl Tx {
    pub(crate) fn new(conn: Conn, committed: watch::Sender<()>) -> Self {
        Self { conn, committed }
    }

    /// Returns once the writes are durable. `Err`: whether they are kept is unknown; read again
    /// by key before trying again.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        match self.conn {
            Conn::Sqlite(SqliteConn::Writer(slot)) => slot.commit().await?,
            Conn::Postgres(PgConn::Tx(tx)) => tx.commit().await?,
            Conn::Sqlite(SqliteConn::Reader(_)) | Conn::Postgres(PgConn::Reader(_)) => {}
        }
        self.committed.send_replace(());
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}
