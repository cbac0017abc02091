//! Table access for imports and mappings.

use kernel::{CustomerId, ImportId, SongId};
use serde::{Deserialize, Serialize};
use table::{BatchWrite, Body, Condition, Index, Item, Query, Stored, TableError, Write};

use super::{Job, formats::Mapping};
use crate::{
    Library, Result, keys, playlists,
    songs::{Fields, Song, queries::song},
};

/// A mapping that was kept for other files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ImportMapping)]
pub struct NamedMapping {
    pub name: String,
    pub mapping: Mapping,
}

pub async fn job(library: &Library, owner: CustomerId, id: ImportId) -> Result<Option<(Job, i64)>> {
    let Some(stored) = library.table.get(&keys::import(owner, id)).await? else { return Ok(None) };
    Ok(Some((stored.body.read().map_err(TableError::from)?, stored.version)))
}

/// Newest first; at most 200.
pub async fn jobs(library: &Library, owner: CustomerId) -> Result<Vec<Job>> {
    let query = Query::new(Index::Base, keys::user(owner), 200).prefix(keys::IMPORT).descending(true);
    let slice = library.table.query(&query).await?;
    let jobs: std::result::Result<Vec<_>, _> = slice.items.iter().map(|stored| stored.body.read()).collect();
    Ok(jobs.map_err(TableError::from)?)
}

/// Writes the import as it is now. `false` when the condition does not hold.
pub async fn put(library: &Library, job: &Job, condition: Condition) -> Result<bool> {
    let body = Body::of(job).map_err(TableError::from)?;
    let item = Item::new(keys::import(job.owner, job.import.id), body);
    match library.table.transact(&[Write::Put(item, condition)]).await {
        Ok(()) => Ok(true),
        Err(TableError::Condition(_)) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

pub async fn delete(library: &Library, owner: CustomerId, id: ImportId) -> Result<()> {
    Ok(library.table.transact(&[Write::Delete(keys::import(owner, id), Condition::Any)]).await?)
}

pub async fn mappings(library: &Library, owner: CustomerId) -> Result<Vec<NamedMapping>> {
    let found = playlists::queries::below(library, &keys::user(owner), keys::MAPPING).await?;
    let read: std::result::Result<Vec<_>, _> = found.iter().map(|stored| stored.body.read()).collect();
    Ok(read.map_err(TableError::from)?)
}

pub async fn put_mapping(library: &Library, owner: CustomerId, mapping: &NamedMapping) -> Result<()> {
    let body = Body::of(mapping).map_err(TableError::from)?;
    let item = Item::new(keys::mapping(owner, &mapping.name), body);
    Ok(library.table.transact(&[Write::Put(item, Condition::Any)]).await?)
}

/// Whether there was one of that name.
pub async fn delete_mapping(library: &Library, owner: CustomerId, name: &str) -> Result<bool> {
    match library.table.transact(&[Write::Delete(keys::mapping(owner, name), Condition::Present)]).await {
        Ok(()) => Ok(true),
        Err(TableError::Condition(_)) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// The write of a song in a batch.
pub fn put_song(owner: CustomerId, id: SongId, fields: &Fields) -> Result<BatchWrite> {
    Ok(BatchWrite::Put(crate::songs::queries::item(owner, id, fields)?))
}

pub fn delete_song(owner: CustomerId, id: SongId) -> BatchWrite {
    BatchWrite::Delete(keys::song(owner, id))
}

/// A page of songs, oldest id first, and where it ended.
pub async fn songs(
    library: &Library,
    owner: CustomerId,
    after: Option<table::Position>,
) -> Result<(Vec<Song>, Option<table::Position>)> {
    let query = Query::new(Index::Base, keys::user(owner), 1_000).prefix(keys::SONG).after(after);
    let slice = library.table.query(&query).await?;
    let songs: std::result::Result<Vec<_>, _> = slice.items.iter().map(|stored: &Stored| song(stored)).collect();
    Ok((songs?, slice.next))
}
