//! Table access for playlists.

use std::collections::HashSet;

use kernel::{CustomerId, EntryId, SongId, SongListId};
use serde::{Deserialize, Serialize};
use table::{Body, Condition, Index, Item, Key, Position, Query, Stored, TableError, Write};

use super::{Access, Entry, Kind, List, Role, Visibility};
use crate::{
    Library, Result, keys,
    songs::{
        queries::{delete_partition, plain},
        undo::{Keeper, Saved},
    },
};

/// Whose a playlist is.
#[derive(Serialize, Deserialize)]
pub struct OwnedBy {
    pub owner: CustomerId,
}

/// What a list of playlists shows of each. Counted as entries come and go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub songs: u64,
    pub duration_ms: i64,
    pub covers: Vec<String>,
}

/// The first four different ones.
pub fn distinct(covers: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    covers.into_iter().filter(|cover| seen.insert(cover.clone())).take(4).collect()
}

/// Every item of a partition below `prefix`.
pub async fn below(library: &Library, partition: &str, prefix: &str) -> Result<Vec<Stored>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let query = Query::new(Index::Base, partition, 1_000).prefix(prefix).after(after);
        let slice = library.table.query(&query).await?;
        all.extend(slice.items);
        after = slice.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// The listener's own playlists, those of the shop that they follow among them.
pub async fn own(library: &Library, owner: CustomerId) -> Result<Vec<Access>> {
    let found = below(library, &keys::user(owner), keys::PLAYLIST).await?;
    found.iter().map(|stored| owned(owner, stored)).collect()
}

fn owned(owner: CustomerId, stored: &Stored) -> Result<Access> {
    let list: List = stored.body.read().map_err(TableError::from)?;
    let role = if list.kind == Kind::Editorial { Role::Follower } else { Role::Owner };
    Ok(Access { list, version: stored.version, owner, role })
}

/// Playlists of others that a listener takes part in.
pub async fn taking_part(library: &Library, caller: CustomerId) -> Result<Vec<SongListId>> {
    let found = below(library, &keys::user(caller), keys::MEMBER_OF).await?;
    Ok(found.iter().filter_map(|stored| stored.key.sort.strip_prefix(keys::MEMBER_OF)?.parse().ok()).collect())
}

/// The playlist, by the right of its owner or of a member. Whoever was removed has no item left.
pub async fn access(library: &Library, caller: CustomerId, id: SongListId) -> Result<Option<Access>> {
    if let Some(stored) = library.table.get(&keys::playlist(caller, id)).await? {
        return owned(caller, &stored).map(Some);
    }
    if library.table.get(&keys::member(id, caller)).await?.is_none() {
        return Ok(None);
    }
    let Some(access) = by_id(library, id).await? else { return Ok(None) };
    Ok(Some(Access { role: Role::Collaborator, ..access }))
}

/// The playlist, whoever asks: for links that were followed.
pub async fn by_id(library: &Library, id: SongListId) -> Result<Option<Access>> {
    let Some(stored) = library.table.get(&keys::list_owner(id)).await? else { return Ok(None) };
    let OwnedBy { owner } = stored.body.read().map_err(TableError::from)?;
    let stored = library.table.get(&keys::playlist(owner, id)).await?;
    stored.map(|stored| owned(owner, &stored)).transpose()
}

pub fn put(owner: CustomerId, list: &List, condition: Condition) -> Result<Write> {
    let item = Item::new(keys::playlist(owner, list.id), Body::of(list).map_err(TableError::from)?);
    let indexes = keys::playlist_indexes(owner, list.id, list.visibility == Visibility::Public);
    Ok(Write::Put(item.indexed(indexes), condition))
}

pub fn put_owner(owner: CustomerId, id: SongListId) -> Result<Write> {
    Ok(Write::Put(plain(keys::list_owner(id), &OwnedBy { owner })?, Condition::Any))
}

/// The totals of each, in the order asked.
pub async fn totals(library: &Library, ids: &[SongListId]) -> Result<Vec<Totals>> {
    let keys: Vec<_> = ids.iter().map(|id| keys::totals(*id)).collect();
    let found = library.table.batch_get(&keys).await?;
    let read = |stored: Option<Stored>| stored.map_or_else(|| Ok(Totals::default()), |s| s.body.read());
    let totals: std::result::Result<Vec<_>, _> = found.into_iter().map(read).collect();
    Ok(totals.map_err(TableError::from)?)
}

/// Entries from a place on, in order; at most 1,000.
pub async fn page(
    library: &Library,
    id: SongListId,
    limit: usize,
    after: Option<Position>,
) -> Result<(Vec<(Entry, i64)>, Option<Position>)> {
    let query = Query::new(Index::Lsi1, keys::list(id), limit).prefix("RANK#").after(after);
    let slice = library.table.query(&query).await?;
    let entries: Result<Vec<_>> = slice.items.iter().map(entry).collect();
    Ok((entries?, slice.next))
}

/// Every entry, in order.
pub async fn every(library: &Library, id: SongListId) -> Result<Vec<(Entry, i64)>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let (page, next) = page(library, id, 1_000, after).await?;
        all.extend(page);
        after = next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

pub async fn entry_by_id(library: &Library, list: SongListId, id: EntryId) -> Result<Option<(Entry, i64)>> {
    library.table.get(&keys::entry(list, id)).await?.as_ref().map(entry).transpose()
}

pub async fn entries_by_ids(library: &Library, list: SongListId, ids: &[EntryId]) -> Result<Vec<(Entry, i64)>> {
    let keys: Vec<_> = ids.iter().map(|id| keys::entry(list, *id)).collect();
    library.table.batch_get(&keys).await?.iter().flatten().map(entry).collect()
}

/// The last entry, or the first.
pub async fn at_end(library: &Library, id: SongListId, last: bool) -> Result<Option<Entry>> {
    let query = Query::new(Index::Lsi1, keys::list(id), 1).prefix("RANK#").descending(last);
    let slice = library.table.query(&query).await?;
    Ok(slice.items.first().map(entry).transpose()?.map(|(entry, _)| entry))
}

/// The entry that stands right behind `rank`, leaving `but` out of account.
pub async fn behind(library: &Library, id: SongListId, rank: &str, but: EntryId) -> Result<Option<Entry>> {
    // No rank ends with a zero: this is the first text behind it.
    let query = Query::new(Index::Lsi1, keys::list(id), 3).from(format!("RANK#{rank}0")).prefix("RANK#");
    let slice = library.table.query(&query).await?;
    for stored in &slice.items {
        let (entry, _) = entry(stored)?;
        if entry.id != but && entry.rank.as_str() > rank {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// Where a song stands, in playlists whose ids come along.
pub async fn places(library: &Library, owner: CustomerId, song: SongId) -> Result<Vec<(Entry, i64)>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let query = Query::new(Index::Gsi2, keys::song_places(owner, song), 500).after(after);
        let slice = library.table.query(&query).await?;
        for stored in &slice.items {
            all.push(entry(stored)?);
        }
        after = slice.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

fn entry(stored: &Stored) -> Result<(Entry, i64)> {
    Ok((stored.body.read().map_err(TableError::from)?, stored.version))
}

pub fn put_entry(entry: &Entry, condition: Condition) -> Result<Write> {
    let song = entry.song.map(|song| (song.owner, song.id));
    let item = Item::new(keys::entry(entry.list, entry.id), Body::of(entry).map_err(TableError::from)?);
    Ok(Write::Put(item.indexed(keys::entry_indexes(&entry.rank, song, entry.list)), condition))
}

/// Changes the totals together with `writes`; tries again while others change them too.
pub async fn with_totals(
    library: &Library,
    id: SongListId,
    mut writes: Vec<Write>,
    change: impl Fn(&mut Totals),
) -> Result<()> {
    for _ in 0..20 {
        let stored = library.table.get(&keys::totals(id)).await?;
        let (mut totals, condition): (Totals, _) = match &stored {
            Some(stored) => (stored.body.read().map_err(TableError::from)?, Condition::Version(stored.version)),
            None => (Totals::default(), Condition::Absent),
        };
        change(&mut totals);
        writes.push(Write::Put(plain(keys::totals(id), &totals)?, condition));
        match library.table.transact(&writes).await {
            Err(TableError::Condition(at)) if at + 1 == writes.len() => drop(writes.pop()),
            other => return Ok(other?),
        }
    }
    let busy = "This playlist is being changed from many places at once. Try again in a moment.";
    Err(http::Problem::unavailable(busy).into())
}

/// The covers that a list of playlists shows, from the entries as they are now.
pub async fn refresh_covers(library: &Library, id: SongListId) -> Result<()> {
    let (first, _) = page(library, id, 16, None).await?;
    let covers = distinct(first.into_iter().filter_map(|(entry, _)| entry.cover_url));
    let unchanged = totals(library, &[id]).await?.first().is_some_and(|totals| totals.covers == covers);
    if unchanged {
        return Ok(());
    }
    with_totals(library, id, Vec::new(), |totals| totals.covers.clone_from(&covers)).await
}

/// Deletes a playlist and keeps all of it for 30 days.
pub async fn delete(library: &Library, owner: CustomerId, list: &List, keeper: &mut Keeper) -> Result<()> {
    let writes = [
        Write::Delete(keys::playlist(owner, list.id), Condition::Any),
        keeper.keep(&[Saved::List(Box::new(list.clone()))])?,
    ];
    library.table.transact(&writes).await?;
    let parts = below(library, &keys::list(list.id), "").await?;
    for chunk in parts.chunks(40) {
        let mut writes = Vec::new();
        let mut saved = Vec::new();
        for part in chunk {
            delete_part(library, list.id, part, &mut writes, &mut saved).await?;
        }
        writes.push(keeper.keep(&saved)?);
        library.table.transact(&writes).await?;
    }
    Ok(())
}

/// An item of a playlist's partition, and what elsewhere leads to it.
async fn delete_part(
    library: &Library,
    id: SongListId,
    part: &Stored,
    writes: &mut Vec<Write>,
    saved: &mut Vec<Saved>,
) -> Result<()> {
    writes.push(Write::Delete(part.key.clone(), Condition::Any));
    if part.key.sort.starts_with(keys::ENTRY) {
        let (entry, _) = entry(part)?;
        saved.push(Saved::Entry { now: 0, entry: Box::new(entry), was_there: true });
        return Ok(());
    }
    saved.push(Saved::plain(part)?);
    if let Some(elsewhere) = elsewhere(id, part)?
        && let Some(stored) = library.table.get(&elsewhere).await?
    {
        saved.push(Saved::plain(&stored)?);
        writes.push(Write::Delete(elsewhere, Condition::Any));
    }
    Ok(())
}

/// A member's own note of the playlist, or what a link leads to.
fn elsewhere(id: SongListId, part: &Stored) -> Result<Option<Key>> {
    if let Some(member) = part.key.sort.strip_prefix(keys::MEMBER) {
        return Ok(member.parse().ok().map(|member| keys::member_of(member, id)));
    }
    if part.key.sort.starts_with(keys::SHARE) {
        let share: crate::social::ShareItem = part.body.read().map_err(TableError::from)?;
        return Ok(Some(keys::link(&crate::social::hash(&share.token))));
    }
    Ok(None)
}

/// Deletes a playlist for good: its owner's account ends.
pub async fn erase(library: &Library, owner: CustomerId, id: SongListId) -> Result<()> {
    for part in below(library, &keys::list(id), "").await? {
        if let Some(elsewhere) = elsewhere(id, &part)? {
            library.table.transact(&[Write::Delete(elsewhere, Condition::Any)]).await?;
        }
    }
    delete_partition(library, &keys::list(id)).await?;
    Ok(library.table.transact(&[Write::Delete(keys::playlist(owner, id), Condition::Any)]).await?)
}
