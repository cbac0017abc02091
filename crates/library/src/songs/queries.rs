//! Table access for songs: one query a page.

use kernel::{CustomerId, SongId, TrackId};
use serde::{Deserialize, Serialize};
use table::{Body, Condition, Index, Item, Position, Query, Stored, TableError, Write};

use super::Song;
use crate::{
    Library,
    keys::{self, SongSort},
};

/// As which song a track of the shop is in a collection.
#[derive(Serialize, Deserialize)]
struct Marker {
    song_id: SongId,
}

/// Which index a list reads, and in which direction.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    pub index: Index,
    pub descending: bool,
}

pub async fn page(
    library: &Library,
    owner: CustomerId,
    order: Order,
    limit: usize,
    after: Option<Position>,
) -> Result<(Vec<Song>, Option<Position>), TableError> {
    let query = Query::new(order.index, keys::user(owner), limit).descending(order.descending).after(after);
    let slice = library.table.query(&query).await?;
    let songs: Result<Vec<_>, _> = slice.items.into_iter().map(song).collect();
    Ok((songs?, slice.next))
}

pub async fn by_id(library: &Library, owner: CustomerId, id: SongId) -> Result<Option<Song>, TableError> {
    library.table.get(&keys::song(owner, id)).await?.map(song).transpose()
}

/// All or none; `Condition` when one of the tracks is in the collection already.
pub async fn insert_bought(library: &Library, owner: CustomerId, songs: &[Song]) -> Result<(), TableError> {
    let mut writes = Vec::with_capacity(songs.len() * 2);
    for song in songs {
        if let Some(track) = song.track_id {
            let marker = Item::new(keys::track(owner, track), Body::of(&Marker { song_id: song.id })?);
            writes.push(Write::Put(marker, Condition::Absent));
        }
        writes.push(Write::Put(item(owner, song)?, Condition::Absent));
    }
    library.table.transact(&writes).await
}

/// The song of a track, and the note that it is there.
pub async fn remove_bought(library: &Library, owner: CustomerId, track: TrackId) -> Result<(), TableError> {
    let marker = keys::track(owner, track);
    let Some(stored) = library.table.get(&marker).await? else { return Ok(()) };
    let Marker { song_id } = stored.body.read()?;
    let writes = [Write::Delete(keys::song(owner, song_id), Condition::Any), Write::Delete(marker, Condition::Any)];
    library.table.transact(&writes).await
}

/// Every song, in pages, oldest id first: for the listener's export.
pub async fn export(library: &Library, owner: CustomerId) -> Result<Vec<Song>, TableError> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let query = Query::new(Index::Base, keys::user(owner), 1_000).prefix("SONG#").after(after);
        let slice = library.table.query(&query).await?;
        for stored in slice.items {
            all.push(song(stored)?);
        }
        after = slice.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// How many songs the collection holds.
pub async fn count(library: &Library, owner: CustomerId) -> Result<usize, TableError> {
    Ok(export(library, owner).await?.len())
}

pub async fn delete_all(library: &Library, owner: CustomerId) -> Result<(), TableError> {
    loop {
        let slice = library.table.query(&Query::new(Index::Base, keys::user(owner), table::MAX_WRITES)).await?;
        if slice.items.is_empty() {
            return Ok(());
        }
        let writes: Vec<_> = slice.items.into_iter().map(|stored| Write::Delete(stored.key, Condition::Any)).collect();
        library.table.transact(&writes).await?;
    }
}

fn item(owner: CustomerId, song: &Song) -> Result<Item, TableError> {
    let sort = SongSort {
        title: &song.title,
        artist: song.artist.as_deref(),
        album: song.album.as_deref(),
        position: song.position,
        added_at: song.added_at,
    };
    Ok(Item::new(keys::song(owner, song.id), Body::of(song)?).indexed(keys::song_indexes(&sort)))
}

fn song(stored: Stored) -> Result<Song, TableError> {
    Ok(stored.body.read()?)
}
