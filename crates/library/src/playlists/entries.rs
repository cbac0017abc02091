//! What is in a playlist, and in what order.

use std::collections::{HashMap, HashSet, hash_map::Entry as Slot};

use ::http::Problem;
use kernel::{CustomerId, EntryId, SongId, SongListId, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use table::{Condition, Write};

use super::{Access, Kind, own_songs, queries, rank, smart};
use crate::{
    Library, Result, keys,
    shop::ShopTrack,
    songs::{
        self, Selection, Song, id_of,
        undo::{Keeper, Saved, transact},
    },
};

/// Entries of one playlist.
pub const MOST: usize = 20_000;
/// Writes of a transaction that adds or removes; the totals and what can be undone come on top.
const CHUNK: usize = 50;

/// A song of somebody's collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SongRef {
    pub owner: CustomerId,
    pub id: SongId,
}

/// A place in a playlist as the table holds it. It carries a copy of what a page paints, so that
/// a song which left its collection is still known by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    pub list: SongListId,
    pub rank: String,
    pub song: Option<SongRef>,
    /// The shop's track, when it is not a song of a collection.
    pub track: Option<TrackId>,
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub duration_ms: Option<i64>,
    pub cover_url: Option<String>,
    pub added_by: CustomerId,
    pub added_at: Timestamp,
}

/// A place in a playlist as somebody sees it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = LibraryPlaylistEntry)]
pub struct ShownEntry {
    pub id: EntryId,
    pub version: i64,
    /// The caller's own song.
    pub song: Option<Song>,
    /// A track of the shop that is not the caller's: it plays as a preview.
    pub track: Option<ShopTrack>,
    /// The name is always known, also of another's song or one that left its collection.
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    /// Milliseconds.
    pub duration_ms: Option<i64>,
    pub cover_url: Option<String>,
    /// Who put it there, when it was not the caller.
    pub added_by: Option<String>,
    pub added_at: Timestamp,
}

/// A part of a playlist.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct EntryWindow {
    pub items: Vec<ShownEntry>,
    pub total: u64,
    /// Place of the first item, from 0.
    pub offset: usize,
}

/// What is to be added: any of the three together, in this order.
#[derive(Debug, Clone, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewEntries {
    /// Songs of the caller's collection.
    pub songs: Vec<SongId>,
    /// Tracks of the shop.
    pub tracks: Vec<TrackId>,
    /// Everything a list shows.
    pub selection: Option<Selection>,
    /// What is in the playlist already: `true` adds it again, `false` passes it over. Without it such
    /// a request is 409, so that a person can be asked.
    pub allow_duplicates: Option<bool>,
}

/// What was added.
#[derive(Debug, Clone, Copy, Serialize, utoipa::ToSchema)]
pub struct Added {
    pub added: usize,
    /// Passed over: they were there.
    pub skipped: usize,
    pub undo_id: kernel::UndoId,
}

/// A song by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
struct Named {
    title: String,
    artist: Option<String>,
}

/// Entries from `offset` on, at most `limit`.
pub async fn window(
    library: &Library,
    caller: CustomerId,
    access: &Access,
    offset: usize,
    limit: usize,
) -> Result<EntryWindow> {
    let (entries, total) = match access.list.kind {
        Kind::Manual => {
            let entries = skip_to(library, access.list.id, offset, limit).await?;
            let totals = queries::totals(library, &[access.list.id]).await?;
            (entries, totals.first().map_or(0, |totals| totals.songs))
        }
        Kind::Smart => smart_window(library, access, offset, limit).await?,
        Kind::Editorial => {
            let tracks = editorial_tracks(library, access).await?;
            let total = tracks.len() as u64;
            let page: Vec<_> = tracks.into_iter().skip(offset).take(limit).collect();
            (from_tracks(library, access, &page, offset).await?, total)
        }
    };
    Ok(EntryWindow { items: show(library, caller, entries).await?, total, offset })
}

async fn skip_to(library: &Library, id: SongListId, offset: usize, limit: usize) -> Result<Vec<(Entry, i64)>> {
    let (mut passed, mut after) = (0, None);
    let mut found = Vec::new();
    while found.len() < limit {
        let want = if passed < offset { (offset - passed).min(1_000) } else { (limit - found.len()).min(1_000) };
        let (page, next) = queries::page(library, id, want, after).await?;
        if passed < offset {
            passed += page.len();
        } else {
            found.extend(page);
        }
        after = next;
        if after.is_none() {
            break;
        }
    }
    Ok(found)
}

async fn smart_window(
    library: &Library,
    access: &Access,
    offset: usize,
    limit: usize,
) -> Result<(Vec<(Entry, i64)>, u64)> {
    let (view, most) = smart(library, &access.list)?;
    let limit = limit.min(most.saturating_sub(offset));
    let page = crate::browse::page(library, access.owner, view, offset, limit).await?;
    let entries = page.items.iter().map(|song| (of_song(access, access.owner, song, String::new()), song.version));
    Ok((entries.collect(), page.total.min(most as u64)))
}

async fn editorial_tracks(library: &Library, access: &Access) -> Result<Vec<TrackId>> {
    let Some(id) = access.list.editorial_id else { return Ok(Vec::new()) };
    Ok(library.shop.playlist(id).await?.map(|list| list.tracks).unwrap_or_default())
}

/// Entries of the shop's tracks; those that were bought are songs.
async fn from_tracks(library: &Library, access: &Access, ids: &[TrackId], offset: usize) -> Result<Vec<(Entry, i64)>> {
    let owned = owned_songs(library, access.owner, ids).await?;
    let tracks = library.shop.tracks(access.owner, ids).await?;
    Ok(tracks
        .iter()
        .enumerate()
        .map(|(n, track)| {
            let mut entry = of_track(access, access.owner, track, format!("{:09}", offset + n));
            entry.song = owned.get(&track.id).map(|id| SongRef { owner: access.owner, id: *id });
            (entry, 1)
        })
        .collect())
}

/// Which of the shop's tracks are songs of a collection.
async fn owned_songs(library: &Library, owner: CustomerId, ids: &[TrackId]) -> Result<HashMap<TrackId, SongId>> {
    let mut owned = HashMap::new();
    for (id, song) in ids.iter().zip(songs::queries::owned(library, owner, ids).await?) {
        owned.extend(song.map(|song| (*id, song)));
    }
    Ok(owned)
}

/// Every entry, for a copy or a file.
pub async fn all(library: &Library, access: &Access) -> Result<Vec<Entry>> {
    let found = match access.list.kind {
        Kind::Manual => queries::every(library, access.list.id).await?,
        Kind::Smart => {
            let (view, most) = smart(library, &access.list)?;
            let collection = library.collection(access.owner).await?;
            let ids = tokio::task::spawn_blocking(move || collection.ids(&view, most)).await??;
            let ids: Vec<_> = ids.into_iter().map(id_of).collect();
            let songs = songs::queries::by_ids(library, access.owner, &ids).await?;
            songs.iter().map(|song| (of_song(access, access.owner, song, String::new()), song.version)).collect()
        }
        Kind::Editorial => from_tracks(library, access, &editorial_tracks(library, access).await?, 0).await?,
    };
    Ok(found.into_iter().map(|(entry, _)| entry).collect())
}

/// Entries as the caller may see them: their own songs in full, others' by name, and as the shop's track if they are one.
pub async fn show(library: &Library, caller: CustomerId, entries: Vec<(Entry, i64)>) -> Result<Vec<ShownEntry>> {
    let plain: Vec<_> = entries.iter().map(|(entry, _)| entry.clone()).collect();
    let own: HashMap<_, _> = own_songs(library, caller, &plain).await?.into_iter().map(|s| (s.id, s)).collect();
    let is_own = |entry: &&Entry| entry.song.is_some_and(|song| song.owner == caller && own.contains_key(&song.id));
    let foreign: Vec<_> = plain.iter().filter(|entry| !is_own(entry)).filter_map(|entry| entry.track).collect();
    let tracks = library.shop.tracks(caller, &unique(&foreign)).await?;
    let tracks: HashMap<_, _> = tracks.into_iter().map(|track| (track.id, track)).collect();
    let mut names: HashMap<CustomerId, Option<String>> = HashMap::new();
    for entry in plain.iter().filter(|entry| entry.added_by != caller) {
        if let Slot::Vacant(slot) = names.entry(entry.added_by) {
            slot.insert(library.shop.name(entry.added_by).await?);
        }
    }
    Ok(entries
        .into_iter()
        .map(|(entry, version)| {
            let song = entry.song.filter(|song| song.owner == caller).and_then(|song| own.get(&song.id)).cloned();
            let track = entry.track.filter(|_| song.is_none()).and_then(|id| tracks.get(&id)).cloned();
            let fields = song.as_ref().map(|song| &song.fields);
            ShownEntry {
                id: entry.id,
                version,
                title: fields.map_or(entry.title, |f| f.title.clone()),
                artist: fields.map_or(entry.artist, |f| f.artist.clone()),
                album: fields.map_or(entry.album, |f| f.album.clone()),
                duration_ms: fields.map_or(entry.duration_ms, |f| f.duration_ms),
                cover_url: match (fields, &track) {
                    (Some(fields), _) => fields.cover_url.clone(),
                    (None, Some(track)) => track.cover_url.clone(),
                    (None, None) => entry.cover_url.filter(|url| is_ours(url)),
                },
                added_by: names.get(&entry.added_by).cloned().flatten(),
                added_at: entry.added_at,
                song,
                track,
            }
        })
        .collect())
}

/// Whether a picture comes from this shop: another's address is not shown to anybody else, for it
/// would tell that address who looks.
pub fn is_ours(url: &str) -> bool {
    url.starts_with("/api/v1/")
}

fn of_song(access: &Access, caller: CustomerId, song: &Song, rank: String) -> Entry {
    Entry {
        // The same song has the same id each time a smart playlist is looked at.
        id: EntryId::from_uuid(song.id.get()),
        list: access.list.id,
        rank,
        song: Some(SongRef { owner: caller, id: song.id }),
        track: song.fields.track_id,
        title: song.fields.title.clone(),
        artist: song.fields.artist.clone(),
        album: song.fields.album.clone(),
        duration_ms: song.fields.duration_ms,
        cover_url: song.fields.cover_url.clone(),
        added_by: caller,
        added_at: song.fields.added_at,
    }
}

fn of_track(access: &Access, caller: CustomerId, track: &ShopTrack, rank: String) -> Entry {
    let number = u128::from(track.id.get().unsigned_abs());
    Entry {
        id: EntryId::from_uuid(uuid::Uuid::from_u128(access.list.id.get().as_u128() ^ number)),
        list: access.list.id,
        rank,
        song: None,
        track: Some(track.id),
        title: track.title.clone(),
        artist: track.artist.clone(),
        album: track.album.clone(),
        duration_ms: Some(track.duration_ms),
        cover_url: track.cover_url.clone(),
        added_by: caller,
        added_at: access.list.created_at,
    }
}

/// Adds songs and tracks at the end.
pub async fn add(library: &Library, caller: CustomerId, access: &Access, new: &NewEntries) -> Result<Added> {
    let mut ids = new.songs.clone();
    if let Some(selection) = &new.selection {
        ids.extend(songs::select(library, caller, selection).await?);
    }
    if ids.len() + new.tracks.len() > MOST {
        return Err(Problem::invalid("songs", format!("take at most {MOST} at once")).into());
    }
    let owned = owned_songs(library, caller, &unique(&new.tracks)).await?;
    let wanted: Vec<_> = ids.iter().chain(owned.values()).copied().collect();
    let own = songs::queries::by_ids(library, caller, &unique(&wanted)).await?;
    let own: HashMap<_, _> = own.into_iter().map(|song| (song.id, song)).collect();
    let foreign: Vec<_> = new.tracks.iter().filter(|track| !owned.contains_key(track)).copied().collect();
    let tracks = library.shop.tracks(caller, &unique(&foreign)).await?;
    let tracks: HashMap<_, _> = tracks.into_iter().map(|track| (track.id, track)).collect();

    let mut entries = Vec::with_capacity(ids.len() + new.tracks.len());
    for id in &ids {
        let song = own.get(id).ok_or_else(|| Problem::invalid("songs", format!("{id} is not in your library")))?;
        entries.push(of_song(access, caller, song, String::new()));
    }
    for id in &new.tracks {
        let bought = owned.get(id).and_then(|song| own.get(song));
        let track = tracks.get(id);
        entries.push(match (bought, track) {
            (Some(song), _) => of_song(access, caller, song, String::new()),
            (None, Some(track)) => of_track(access, caller, track, String::new()),
            (None, None) => return Err(Problem::invalid("tracks", format!("{id} is not in the shop")).into()),
        });
    }
    append(library, caller, access, entries, new.allow_duplicates).await
}

fn unique<T: Copy + Ord>(ids: &[T]) -> Vec<T> {
    let mut unique = ids.to_vec();
    unique.sort_unstable();
    unique.dedup();
    unique
}

/// What two entries are compared by.
fn identity(entry: &Entry) -> (Option<SongRef>, Option<TrackId>) {
    match entry.song {
        Some(song) => (Some(song), None),
        None => (None, entry.track),
    }
}

async fn append(
    library: &Library,
    caller: CustomerId,
    access: &Access,
    mut entries: Vec<Entry>,
    allow_duplicates: Option<bool>,
) -> Result<Added> {
    let id = access.list.id;
    let asked = entries.len();
    let there = queries::every(library, id).await?;
    if there.len() + asked > MOST {
        let detail = format!("A playlist holds at most {MOST} songs. Begin another one for the rest.");
        return Err(Problem::conflict("playlist-full", "The playlist is full", detail).into());
    }
    if allow_duplicates != Some(true) {
        let mut seen: HashSet<_> = there.iter().map(|(entry, _)| identity(entry)).collect();
        let (fresh, again): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| seen.insert(identity(entry)));
        if !again.is_empty() && allow_duplicates.is_none() {
            return Err(already_there(&again).into());
        }
        entries = fresh;
    }
    let now = library.clock.now();
    let last = there.last().map(|(entry, _)| entry.rank.as_str());
    for (entry, rank) in entries.iter_mut().zip(rank::following(last, asked)) {
        entry.rank = rank;
        entry.id = EntryId::fresh(now, &library.random);
        entry.added_at = now;
        entry.added_by = caller;
    }
    let mut keeper = Keeper::new(library, caller);
    insert(library, id, &entries, &mut keeper).await?;
    Ok(Added { added: entries.len(), skipped: asked - entries.len(), undo_id: keeper.id })
}

fn already_there(again: &[Entry]) -> Problem {
    let some: Vec<_> =
        again.iter().take(20).map(|e| Named { title: e.title.clone(), artist: e.artist.clone() }).collect();
    let detail =
        format!("{} of these songs are in the playlist already. Add them again, or leave them out?", again.len());
    Problem::conflict("already-in-playlist", "Already in the playlist", detail)
        .with("duplicates", some)
        .with("count", again.len())
}

async fn insert(library: &Library, id: SongListId, entries: &[Entry], keeper: &mut Keeper) -> Result<()> {
    for chunk in entries.chunks(CHUNK) {
        let saved: Vec<_> =
            chunk.iter().map(|e| Saved::Entry { now: 1, entry: Box::new(e.clone()), was_there: false }).collect();
        let mut writes: Vec<_> =
            chunk.iter().map(|e| queries::put_entry(e, Condition::Absent)).collect::<Result<_>>()?;
        writes.push(keeper.keep(&saved)?);
        let (songs, length) = weight(chunk);
        queries::with_totals(library, id, writes, |totals| {
            totals.songs += songs;
            totals.duration_ms += length;
        })
        .await?;
    }
    queries::refresh_covers(library, id).await
}

pub(super) fn weight(entries: &[Entry]) -> (u64, i64) {
    (entries.len() as u64, entries.iter().filter_map(|entry| entry.duration_ms).sum())
}

/// Puts copies of another playlist's entries into one that was just made.
pub async fn append_copies(
    library: &Library,
    caller: CustomerId,
    access: &Access,
    mut entries: Vec<Entry>,
) -> Result<()> {
    entries.truncate(MOST);
    for entry in &mut entries {
        entry.list = access.list.id;
        // Another's song is theirs: what is copied is its name, and the track when the shop has it.
        entry.song = entry.song.filter(|song| song.owner == caller);
        entry.cover_url = entry.cover_url.take().filter(|url| entry.song.is_some() || is_ours(url));
    }
    append(library, caller, access, entries, Some(true)).await.map(drop)
}

/// Takes entries out. Answers how many there were.
pub async fn remove_entries(
    library: &Library,
    caller: CustomerId,
    access: &Access,
    ids: &[EntryId],
) -> Result<(usize, kernel::UndoId)> {
    let id = access.list.id;
    let found = queries::entries_by_ids(library, id, &unique(ids)).await?;
    let mut keeper = Keeper::new(library, caller);
    for chunk in found.chunks(CHUNK) {
        let entries: Vec<_> = chunk.iter().map(|(entry, _)| entry.clone()).collect();
        let mut writes: Vec<_> =
            entries.iter().map(|e| Write::Delete(keys::entry(id, e.id), Condition::Present)).collect();
        let saved: Vec<_> =
            entries.iter().map(|e| Saved::Entry { now: 0, entry: Box::new(e.clone()), was_there: true }).collect();
        writes.push(keeper.keep(&saved)?);
        let (songs, length) = weight(&entries);
        queries::with_totals(library, id, writes, |totals| {
            totals.songs = totals.songs.saturating_sub(songs);
            totals.duration_ms = (totals.duration_ms - length).max(0);
        })
        .await?;
    }
    queries::refresh_covers(library, id).await?;
    Ok((found.len(), keeper.id))
}

/// Moves an entry behind another, or to the top: one write.
pub async fn move_entry(
    library: &Library,
    access: &Access,
    id: EntryId,
    after: Option<EntryId>,
) -> Result<Option<(Entry, i64)>> {
    let list = access.list.id;
    let Some((mut entry, version)) = queries::entry_by_id(library, list, id).await? else { return Ok(None) };
    let rank = match after {
        Some(after) if after == id => return Ok(Some((entry, version))),
        Some(after) => {
            let found = queries::entry_by_id(library, list, after).await?;
            let (before, _) = found.ok_or_else(|| Problem::invalid("after", "names no entry of this playlist"))?;
            let behind = queries::behind(library, list, &before.rank, id).await?;
            rank::between(Some(&before.rank), behind.as_ref().map(|entry| entry.rank.as_str()))
        }
        None => {
            let first = queries::at_end(library, list, false).await?;
            match first {
                Some(first) if first.id == id => return Ok(Some((entry, version))),
                first => rank::between(None, first.as_ref().map(|entry| entry.rank.as_str())),
            }
        }
    };
    entry.rank = rank;
    if transact(library, &[queries::put_entry(&entry, Condition::Version(version))?]).await? {
        return Ok(Some((entry, version + 1)));
    }
    Err(Problem::conflict(
        "edited-meanwhile",
        "Edited meanwhile",
        "Somebody else moved or removed this song at this moment. Load the playlist again and repeat.",
    )
    .into())
}
