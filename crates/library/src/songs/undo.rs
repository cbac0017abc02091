//! Taking changes back. What a change overwrites or removes is kept beside it, written in the same
//! transaction, for 30 days.

use std::time::Duration;

use ::http::Problem;
use kernel::{CustomerId, SongId, Timestamp, UndoId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use table::{Body, Condition, Index, Item, Key, Query, Stored, TableError, Write};

use super::{Fields, Song, queries};
use crate::{
    Library, Result, keys,
    playlists::{self, Entry, List},
};

const KEEP: Duration = Duration::from_secs(30 * 86_400);

/// How a thing was before a change.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Saved {
    Song {
        id: SongId,
        /// Its version since; 0 when it is gone.
        now: i64,
        /// `None`: it did not exist.
        before: Option<Box<Fields>>,
    },
    Entry {
        now: i64,
        entry: Box<Entry>,
        /// Whether the entry was there before.
        was_there: bool,
    },
    List(Box<List>),
    /// Anything that stands in no index.
    Plain {
        partition: String,
        sort: String,
        body: Value,
        expires_at: Option<Timestamp>,
    },
}

impl Saved {
    pub fn plain(stored: &Stored) -> Result<Self> {
        let body: Value = stored.body.read().map_err(TableError::from)?;
        // What expires says so in its body too.
        let expires_at = body.get("expires_at").cloned().and_then(|at| serde_json::from_value(at).ok());
        let Key { partition, sort } = stored.key.clone();
        Ok(Self::Plain { partition, sort, body, expires_at })
    }
}

/// What a change leaves behind, so that it can be taken back.
#[derive(Debug)]
pub struct Keeper {
    pub id: UndoId,
    owner: CustomerId,
    at: Timestamp,
    part: usize,
}

impl Keeper {
    pub fn new(library: &Library, owner: CustomerId) -> Self {
        let at = library.clock.now();
        Self { id: UndoId::fresh(at, &library.random), owner, at, part: 0 }
    }

    /// The write that keeps `saved`; it belongs into the transaction that changes them.
    pub fn keep(&mut self, saved: &[Saved]) -> Result<Write> {
        let key = keys::undo(self.owner, self.id, self.part);
        self.part += 1;
        let expires_at = Timestamp::from_millis(self.at.millis() + i64::try_from(KEEP.as_millis()).unwrap_or(i64::MAX));
        let body = Body::of(&saved).map_err(TableError::from)?;
        Ok(Write::Put(Item::new(key, body).expires(Some(expires_at)), Condition::Any))
    }
}

/// What came of taking a change back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Restored {
    /// Things that are as they were.
    pub restored: usize,
    /// Things that were changed again since, and were left as they are.
    pub skipped: usize,
}

/// Takes a change back, once. 404 for what is unknown, used, another's or older than 30 days.
pub async fn restore(library: &Library, owner: CustomerId, id: UndoId) -> Result<Restored> {
    let writing = library.writing(owner).await?;
    let mut done = Restored::default();
    let (mut puts, mut removes) = (Vec::new(), Vec::new());
    let mut found = false;
    writing.begin()?;
    loop {
        let query = Query::new(Index::Base, keys::user(owner), 10).prefix(format!("UNDO#{id}#"));
        let slice = library.table.query(&query).await?;
        if slice.items.is_empty() {
            break;
        }
        found = true;
        for part in slice.items {
            let saved: Vec<Saved> = part.body.read().map_err(TableError::from)?;
            for thing in saved {
                if restore_one(library, owner, thing, &mut puts, &mut removes).await? {
                    done.restored += 1;
                } else {
                    done.skipped += 1;
                }
            }
            library.table.transact(&[Write::Delete(part.key, Condition::Any)]).await?;
        }
    }
    let docs: Vec<_> = puts.iter().map(Song::doc).collect();
    writing.index(&docs, &removes).await?;
    writing.end()?;
    if !found {
        return Err(Problem::not_found("change to take back with the id", id).into());
    }
    Ok(done)
}

/// `false` when it was changed again since.
async fn restore_one(
    library: &Library,
    owner: CustomerId,
    saved: Saved,
    puts: &mut Vec<Song>,
    removes: &mut Vec<u128>,
) -> Result<bool> {
    let (writes, song) = match saved {
        Saved::Song { id, now, before: Some(fields) } => {
            let condition = if now == 0 { Condition::Absent } else { Condition::Version(now) };
            let mut writes = vec![Write::Put(queries::item(owner, id, &fields)?, condition)];
            if let Some(track) = fields.track_id {
                writes.push(Write::Put(queries::marker(owner, track, id)?, Condition::Any));
            }
            (writes, Some(Song { id, version: now + 1, fields: *fields }))
        }
        Saved::Song { id, now, before: None } => {
            let written = transact(library, &[Write::Delete(keys::song(owner, id), Condition::Version(now))]).await?;
            if written {
                removes.push(id.get().as_u128());
            }
            return Ok(written);
        }
        Saved::Entry { now, entry, was_there } => {
            return playlists::restore_entry(library, owner, &entry, now, was_there).await;
        }
        Saved::Plain { partition, sort, body, expires_at } => {
            let body = Body::of(&body).map_err(TableError::from)?;
            let item = Item::new(Key::new(partition, sort), body).expires(expires_at);
            (vec![Write::Put(item, Condition::Absent)], None)
        }
        Saved::List(list) => return playlists::restore_list(library, owner, &list).await,
    };
    let written = transact(library, &writes).await?;
    puts.extend(song.filter(|_| written));
    Ok(written)
}

/// Whether the conditions held.
pub async fn transact(library: &Library, writes: &[Write]) -> Result<bool> {
    match library.table.transact(writes).await {
        Ok(()) => Ok(true),
        Err(TableError::Condition(_)) => Ok(false),
        Err(other) => Err(other.into()),
    }
}
