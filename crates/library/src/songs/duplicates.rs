//! The same recording more than once, and making one song of several.

use ::http::Problem;
use kernel::{CustomerId, SongId, UndoId};
use serde::{Deserialize, Serialize};
use table::{Condition, Write};

use super::{
    Fields, Song, draft, id_of, queries,
    undo::{Keeper, Saved},
};
use crate::{Library, Result, keys, playlists};

/// Songs that may be made one at a time.
const MOST: usize = 20;

/// Groups a page shows.
const GROUPS: usize = 200;

/// Durations this far apart are two recordings: a live one, an edit.
const SAME_LENGTH_MS: i64 = 3_000;

/// Why songs are taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DuplicateReason)]
pub enum Reason {
    /// Artist, title and length are alike.
    Recording,
    /// They carry the same ISRC or MusicBrainz id.
    Identifier,
}

/// Songs that are one recording.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Duplicates {
    pub reason: Reason,
    pub songs: Vec<Song>,
}

/// Which song stays, and which become part of it.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    pub keep: SongId,
    pub others: Vec<SongId>,
}

/// The song that is left.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Merged {
    pub song: Song,
    pub undo_id: UndoId,
}

/// Groups of songs that are the same recording, at most 200 at a time.
pub async fn find(library: &Library, owner: CustomerId) -> Result<Vec<Duplicates>> {
    let collection = library.collection(owner).await?;
    let likely = tokio::task::spawn_blocking(move || collection.duplicates(GROUPS)).await??;
    let mut found = Vec::new();
    for group in likely.groups {
        let ids: Vec<_> = group.ids.into_iter().take(MOST).map(id_of).collect();
        let songs = queries::by_ids(library, owner, &ids).await?;
        found.extend(split(songs));
    }
    found.truncate(GROUPS);
    Ok(found)
}

/// Cuts a group with one artist and title into recordings of one length; what shares an identifier
/// is one whatever its length.
fn split(mut songs: Vec<Song>) -> Vec<Duplicates> {
    songs.sort_by_key(|song| (song.fields.duration_ms.unwrap_or(0), song.id));
    let mut groups: Vec<Duplicates> = Vec::new();
    for song in songs {
        let home = groups.iter_mut().find_map(|group| {
            let reason = group.songs.iter().find_map(|other| alike(&other.fields, &song.fields))?;
            Some((group, reason))
        });
        match home {
            Some((group, reason)) => {
                if reason == Reason::Identifier {
                    group.reason = reason;
                }
                group.songs.push(song);
            }
            None => groups.push(Duplicates { reason: Reason::Recording, songs: vec![song] }),
        }
    }
    groups.retain(|group| group.songs.len() > 1);
    groups
}

fn alike(a: &Fields, b: &Fields) -> Option<Reason> {
    let same = |x: &Option<String>, y: &Option<String>| x.is_some() && x == y;
    if same(&a.isrc, &b.isrc) || same(&a.mbid, &b.mbid) {
        return Some(Reason::Identifier);
    }
    match (a.duration_ms, b.duration_ms) {
        (Some(x), Some(y)) if (x - y).abs() > SAME_LENGTH_MS => None,
        _ => Some(Reason::Recording),
    }
}

/// Makes one song of several: what the kept one lacks it takes from the others, plays add up, and
/// the others' places in playlists become its own.
pub async fn merge(library: &Library, owner: CustomerId, merge: &Merge) -> Result<Merged> {
    if merge.others.is_empty() || merge.others.len() > MOST || merge.others.contains(&merge.keep) {
        let message = format!("takes 1 to {MOST} songs other than the one that stays");
        return Err(Problem::invalid("others", message).into());
    }
    let writing = library.writing(owner).await?;
    let missing = |id| Problem::not_found("song", id);
    let keep = queries::by_id(library, owner, merge.keep).await?.ok_or_else(|| missing(merge.keep))?;
    let mut others = Vec::new();
    for id in &merge.others {
        others.push(queries::by_id(library, owner, *id).await?.ok_or_else(|| missing(*id))?);
    }
    let mut fields = keep.fields.clone();
    others.iter().for_each(|other| take_over(&mut fields, &other.fields));
    draft::tidy(&mut fields);
    let song = Song { id: keep.id, version: keep.version + 1, fields };

    let mut keeper = Keeper::new(library, owner);
    let mut saved = vec![saved(&keep, song.version)];
    let mut writes = vec![Write::Put(queries::item(owner, song.id, &song.fields)?, Condition::Version(keep.version))];
    for other in &others {
        writes.push(Write::Delete(keys::song(owner, other.id), Condition::Version(other.version)));
        if let Some(track) = other.fields.track_id {
            writes.push(Write::Put(queries::marker(owner, track, song.id)?, Condition::Any));
        }
        saved.push(self::saved(other, 0));
    }
    writes.push(keeper.keep(&saved)?);
    let gone: Vec<_> = others.iter().map(|other| other.id.get().as_u128()).collect();
    writing.commit(library, &writes, &[song.doc()], &gone).await?;
    for other in &others {
        playlists::replace_song(library, owner, other.id, &song, &mut keeper).await?;
    }
    Ok(Merged { song, undo_id: keeper.id })
}

fn saved(song: &Song, now: i64) -> Saved {
    Saved::Song { id: song.id, now, before: Some(Box::new(song.fields.clone())) }
}

fn take_over(into: &mut Fields, other: &Fields) {
    let text = |mine: &mut Option<String>, theirs: &Option<String>| {
        if mine.is_none() {
            mine.clone_from(theirs);
        }
    };
    text(&mut into.artist, &other.artist);
    text(&mut into.album, &other.album);
    text(&mut into.album_artist, &other.album_artist);
    text(&mut into.composer, &other.composer);
    text(&mut into.cover_url, &other.cover_url);
    text(&mut into.isrc, &other.isrc);
    text(&mut into.mbid, &other.mbid);
    if into.artists.is_empty() {
        into.artists.clone_from(&other.artists);
    }
    into.year = into.year.or(other.year);
    into.duration_ms = into.duration_ms.or(other.duration_ms);
    into.disc = into.disc.or(other.disc);
    into.position = into.position.or(other.position);
    into.rating = into.rating.or(other.rating);
    into.track_id = into.track_id.or(other.track_id);
    into.favourite |= other.favourite;
    into.genres.extend(other.genres.iter().cloned());
    into.tags.extend(other.tags.iter().cloned());
    into.notes = match (into.notes.take(), &other.notes) {
        (Some(mine), Some(theirs)) if mine != *theirs => Some(format!("{mine}\n\n{theirs}")),
        (mine, theirs) => mine.or_else(|| theirs.clone()),
    };
    into.play_count = into.play_count.saturating_add(other.play_count);
    into.last_played_at = into.last_played_at.max(other.last_played_at);
    if into.track_id.is_some() {
        into.source = super::Source::Bought;
    }
}
