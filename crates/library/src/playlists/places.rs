//! Entries that change because something else does: a change taken back, two songs made one.

use kernel::{CustomerId, SongId};
use table::{Condition, Write};

use super::{
    Entry,
    entries::{SongRef, weight},
    queries,
};
use crate::{
    Library, Result, keys,
    songs::{
        Song,
        undo::{Keeper, Saved, transact},
    },
};

/// Undoes what was done to an entry. `false` when it was changed again since, or when the caller no
/// longer takes part.
pub async fn restore_entry(
    library: &Library,
    caller: CustomerId,
    entry: &Entry,
    now: i64,
    was_there: bool,
) -> Result<bool> {
    if queries::access(library, caller, entry.list).await?.is_none() {
        return Ok(false);
    }
    let there = queries::entry_by_id(library, entry.list, entry.id).await?;
    if there.as_ref().map_or(0, |(_, version)| *version) != now {
        return Ok(false);
    }
    let write = match (was_there, now) {
        (true, 0) => queries::put_entry(entry, Condition::Absent)?,
        (true, version) => queries::put_entry(entry, Condition::Version(version))?,
        (false, _) => Write::Delete(keys::entry(entry.list, entry.id), Condition::Present),
    };
    let (songs, length) = weight(std::slice::from_ref(entry));
    let (grows, shrinks) = (was_there && now == 0, !was_there);
    queries::with_totals(library, entry.list, vec![write], |totals| {
        if grows {
            totals.songs += songs;
            totals.duration_ms += length;
        } else if shrinks {
            totals.songs = totals.songs.saturating_sub(songs);
            totals.duration_ms = (totals.duration_ms - length).max(0);
        }
    })
    .await?;
    Ok(true)
}

/// Gives the places of a song that was merged to the one that stays.
pub async fn replace_song(
    library: &Library,
    owner: CustomerId,
    gone: SongId,
    stays: &Song,
    keeper: &mut Keeper,
) -> Result<()> {
    for (old, version) in queries::places(library, owner, gone).await? {
        let entry = Entry {
            song: Some(SongRef { owner, id: stays.id }),
            track: stays.fields.track_id,
            title: stays.fields.title.clone(),
            artist: stays.fields.artist.clone(),
            ..old.clone()
        };
        let saved = [Saved::Entry { now: version + 1, entry: Box::new(old), was_there: true }];
        let writes = [queries::put_entry(&entry, Condition::Version(version))?, keeper.keep(&saved)?];
        transact(library, &writes).await?;
    }
    Ok(())
}
