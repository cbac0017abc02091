//! Table access for songs.

use kernel::{CustomerId, SongId, TrackId};
use serde::{Deserialize, Serialize};
use table::{Body, Condition, Index, Item, Key, Query, Stored, TableError, Write};

use super::{Fields, Song};
use crate::{
    Library, Result,
    keys::{self, SongSort},
};

/// As which song a track of the shop is in a collection.
#[derive(Serialize, Deserialize)]
struct Marker {
    song_id: SongId,
}

pub async fn by_id(library: &Library, owner: CustomerId, id: SongId) -> Result<Option<Song>> {
    Ok(library.table.get(&keys::song(owner, id)).await?.as_ref().map(song).transpose()?)
}

/// Those of `ids` that exist, in the order asked.
pub async fn by_ids(library: &Library, owner: CustomerId, ids: &[SongId]) -> Result<Vec<Song>> {
    let keys: Vec<_> = ids.iter().map(|id| keys::song(owner, *id)).collect();
    let found = library.table.batch_get(&keys).await?;
    let songs: std::result::Result<Vec<_>, _> = found.iter().flatten().map(song).collect();
    Ok(songs?)
}

/// As which song each track of the shop is in the collection.
pub async fn owned(library: &Library, owner: CustomerId, tracks: &[TrackId]) -> Result<Vec<Option<SongId>>> {
    let keys: Vec<_> = tracks.iter().map(|track| keys::track(owner, *track)).collect();
    let found = library.table.batch_get(&keys).await?;
    let read = |stored: &Option<Stored>| stored.as_ref().map(|stored| stored.body.read::<Marker>()).transpose();
    let markers: std::result::Result<Vec<_>, _> = found.iter().map(read).collect();
    Ok(markers.map_err(TableError::from)?.into_iter().map(|marker| marker.map(|marker| marker.song_id)).collect())
}

/// New songs, all or none; `Condition` when a track of the shop is in the collection already.
pub async fn insert(library: &Library, owner: CustomerId, songs: &[Song]) -> Result<()> {
    let mut writes = Vec::with_capacity(songs.len() * 2);
    for song in songs {
        if let Some(track) = song.fields.track_id {
            writes.push(Write::Put(marker(owner, track, song.id)?, Condition::Absent));
        }
        writes.push(Write::Put(item(owner, song.id, &song.fields)?, Condition::Absent));
    }
    let docs: Vec<_> = songs.iter().map(Song::doc).collect();
    library.writing(owner).await?.commit(library, &writes, &docs, &[]).await
}

/// The song of a track, and the note that it is there.
pub async fn remove_bought(library: &Library, owner: CustomerId, track: TrackId) -> Result<()> {
    let writing = library.writing(owner).await?;
    let marker = keys::track(owner, track);
    let Some(stored) = library.table.get(&marker).await? else { return Ok(()) };
    let Marker { song_id } = stored.body.read().map_err(TableError::from)?;
    let writes = [Write::Delete(keys::song(owner, song_id), Condition::Any), Write::Delete(marker, Condition::Any)];
    writing.commit(library, &writes, &[], &[song_id.get().as_u128()]).await
}

/// Says that `track` is in the collection as `song`.
pub fn marker(owner: CustomerId, track: TrackId, song: SongId) -> std::result::Result<Item, TableError> {
    plain(keys::track(owner, track), &Marker { song_id: song })
}

/// An item that stands in no index.
pub fn plain(key: Key, body: &impl Serialize) -> std::result::Result<Item, TableError> {
    Ok(Item::new(key, Body::of(body)?))
}

/// Every song, in pages, oldest id first: for the listener's export.
pub async fn export(library: &Library, owner: CustomerId) -> Result<Vec<Song>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let query = Query::new(Index::Base, keys::user(owner), 1_000).prefix(keys::SONG).after(after);
        let slice = library.table.query(&query).await?;
        for stored in &slice.items {
            all.push(song(stored)?);
        }
        after = slice.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// How many songs the collection holds.
pub async fn count(library: &Library, owner: CustomerId) -> Result<usize> {
    Ok(usize::try_from(library.collection(owner).await?.len()).unwrap_or(usize::MAX))
}

/// Everything in the owner's partition.
pub async fn delete_all(library: &Library, owner: CustomerId) -> Result<()> {
    delete_partition(library, &keys::user(owner)).await
}

pub async fn delete_partition(library: &Library, partition: &str) -> Result<()> {
    loop {
        let slice = library.table.query(&Query::new(Index::Base, partition, table::MAX_WRITES)).await?;
        if slice.items.is_empty() {
            return Ok(());
        }
        let writes: Vec<_> = slice.items.into_iter().map(|stored| Write::Delete(stored.key, Condition::Any)).collect();
        library.table.transact(&writes).await?;
    }
}

/// A song as the table holds it.
pub fn item(owner: CustomerId, id: SongId, fields: &Fields) -> std::result::Result<Item, TableError> {
    let credit = fields.artist.as_deref().or(fields.artists.first().map(String::as_str));
    let sort = SongSort {
        artist: credit,
        album: fields.album.as_deref(),
        album_artist: fields.album_artist.as_deref(),
        genre: fields.genres.first().map(String::as_str),
        disc: fields.disc,
        position: fields.position,
        rating: fields.rating,
    };
    Ok(Item::new(keys::song(owner, id), Body::of(fields)?).indexed(keys::song_indexes(owner, &sort)))
}

pub fn song(stored: &Stored) -> std::result::Result<Song, TableError> {
    let id = stored.key.sort.strip_prefix(keys::SONG).and_then(|id| id.parse().ok());
    let id = id.ok_or_else(|| TableError::Backend(format!("the key {} names no song", stored.key.sort)))?;
    Ok(Song { id, version: stored.version, fields: stored.body.read()? })
}
