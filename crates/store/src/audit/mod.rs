//! The audit log: who did what to money and to other people's things.
//!
//! An entry is written in the transaction of what it tells ([`record`]) and never changed: the
//! database refuses. Soon after, [`seal`] puts it into a chain in which each hash covers the entry
//! and the hash before it, so that [`verify`] finds an entry that was altered, removed or put in
//! between by somebody who went around the program. Sealing comes later so that transactions that
//! tell something need not wait for each other at the end of one chain.

pub mod http;
pub(crate) mod queries;

use std::time::Duration;

use kernel::{CustomerId, EmployeeId, Random, Timestamp};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sql::{Conn, Db, Error};

pub use queries::Sealed;

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    Customer(CustomerId),
    Staff(EmployeeId),
    System,
}

impl Actor {
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Customer(_) => "customer",
            Self::Staff(_) => "staff",
            Self::System => "system",
        }
    }

    pub fn id(self) -> Option<String> {
        match self {
            Self::Customer(id) => Some(id.to_string()),
            Self::Staff(id) => Some(id.to_string()),
            Self::System => None,
        }
    }
}

/// What the log is told.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    actor: Actor,
    on_behalf_of: Option<CustomerId>,
    /// `noun.verb`: `order.paid`, `album.published`.
    action: &'a str,
    entity: &'a str,
    entity_id: String,
    note: Option<String>,
    before: Option<Value>,
    after: Option<Value>,
}

impl<'a> Entry<'a> {
    /// `action` as `noun.verb` (`album.published`), about the `entity` (`album`) with this id.
    pub fn new(actor: Actor, action: &'a str, entity: &'a str, id: impl ToString) -> Self {
        Self {
            actor,
            action,
            entity,
            entity_id: id.to_string(),
            on_behalf_of: None,
            note: None,
            before: None,
            after: None,
        }
    }

    /// In a sentence, what the fields do not say.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The fields that changed, as they were and as they are. No secrets: staff read them.
    pub fn change(mut self, before: impl Serialize, after: impl Serialize) -> Self {
        let value = |value: Result<Value, _>| value.ok().filter(|value| !value.is_null());
        self.before = value(serde_json::to_value(before));
        self.after = value(serde_json::to_value(after));
        self
    }

    /// Staff who act for a customer.
    pub fn on_behalf_of(mut self, customer: CustomerId) -> Self {
        self.on_behalf_of = Some(customer);
        self
    }
}

/// Writes an entry, in the transaction of what it tells.
pub async fn record(conn: &mut Conn, entry: &Entry<'_>, now: Timestamp, random: &Random) -> Result<(), Error> {
    queries::insert(conn, &random.uuid_v7(now).to_string(), entry, now).await
}

/// Entries sealed or checked at a time.
const BATCH: i64 = 500;

/// An entry is committed at the latest this long after the moment it tells: what is older than the last seal by more is
/// sealed, or was written while the clock was wrong.
const LATEST: Duration = Duration::from_secs(3_600);

/// Which entries a sealer looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// All there are: once, when a process starts.
    Everywhere,
    /// Those since about the last seal.
    Lately,
}

/// Whether something waits for a seal: a read, so that a quiet shop writes nothing.
pub async fn is_unsealed(conn: &mut Conn, look: Look) -> Result<bool, Error> {
    let since = since(conn, look).await?;
    Ok(!queries::unsealed(conn, since, 1).await?.is_empty())
}

async fn since(conn: &mut Conn, look: Look) -> Result<Timestamp, Error> {
    let start = Timestamp::from_millis(0);
    Ok(match look {
        Look::Everywhere => start,
        Look::Lately => queries::last_sealed_at(conn).await?.map_or(start, |at| at - LATEST),
    })
}

/// Seals entries that are not sealed yet, at most 500. Answers how many; call again until zero. Two
/// sealers at once: one of them fails on the number of a seal, and finds nothing left later.
pub async fn seal(conn: &mut Conn, look: Look) -> Result<usize, Error> {
    let (mut seq, mut hash) = queries::last_seal(conn).await?.unwrap_or((0, String::new()));
    let since = since(conn, look).await?;
    let open = queries::unsealed(conn, since, BATCH).await?;
    for entry in &open {
        seq += 1;
        hash = entry.hash(&hash);
        queries::insert_seal(conn, seq, &entry.id, &hash).await?;
    }
    Ok(open.len())
}

/// What became of checking the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Verdict {
    /// Entries whose hash fits.
    pub checked: i64,
    /// The first place in the chain that does not fit, with the entry that stands there.
    pub broken_at: Option<i64>,
    pub broken_entry: Option<String>,
}

/// Computes the whole chain anew. Page by page, each on a connection of its own, so that a long chain holds none.
pub async fn verify(db: &Db) -> Result<Verdict, Error> {
    let (mut seq, mut hash) = (0, String::new());
    loop {
        let page = queries::sealed_after(&mut db.read().await?, seq, BATCH).await?;
        if page.is_empty() {
            return Ok(Verdict { checked: seq, broken_at: None, broken_entry: None });
        }
        for Sealed { seq: found, hash: told, entry } in page {
            hash = entry.as_ref().map_or_else(String::new, |entry| entry.hash(&hash));
            if found != seq + 1 || told != hash {
                let broken_entry = entry.map(|entry| entry.id);
                return Ok(Verdict { checked: seq, broken_at: Some(found), broken_entry });
            }
            seq = found;
        }
    }
}

impl queries::Row {
    fn hash(&self, before: &str) -> String {
        let text = serde_json::to_string(&(before, self)).unwrap_or_default();
        kernel::to_hex(Sha256::digest(text))
    }
}
