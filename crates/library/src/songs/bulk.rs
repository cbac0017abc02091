//! Changing and removing many songs at once.

use std::collections::HashSet;

use ::http::Problem;
use kernel::{CustomerId, SongId};
use search::collection::View;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use table::{Condition, Write};

use super::{
    Fields, Song, SongDraft, draft, id_of, queries,
    undo::{Keeper, Saved},
};
use crate::{Library, Result, browse, keys};

/// Songs one request may change.
pub const MOST: usize = 20_000;

/// Songs a transaction changes, so that its undo part stays within the size of an item.
const CHUNK: usize = 40;

/// Which songs.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
#[schema(as = SongSelection)]
pub enum Selection {
    /// These, in this order.
    Ids(ByIds),
    /// Everything that is found so.
    Found(ByView),
}

/// Songs by name.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ByIds {
    pub ids: Vec<SongId>,
}

/// What a list shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ByView {
    pub q: Option<String>,
    pub filter: Option<String>,
    /// As in the list; default `-added`.
    pub sort: Option<String>,
    /// Songs that were taken out of the selection.
    pub except: Vec<SongId>,
}

/// One change to each song of a selection.
#[derive(Debug, Clone, PartialEq, Deserialize, utoipa::ToSchema)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Any field of a song, to one value.
    Set {
        field: String,
        value: Value,
    },
    /// A name to `genres`, `tags` or `artists`; a line to `notes`.
    Append {
        field: String,
        value: String,
    },
    /// A name from `genres`, `tags` or `artists`.
    Remove {
        field: String,
        value: String,
    },
    Clear {
        field: String,
    },
    /// Text within a field, wherever it stands.
    Replace {
        field: String,
        find: String,
        with: String,
    },
    /// Numbers the songs one after another, in the order of the selection.
    Number {
        start: Option<u32>,
    },
}

/// What a change of many did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Changed {
    pub changed: usize,
    pub undo_id: kernel::UndoId,
}

/// The ids of a selection, in its order; 422 for more than 20,000.
pub async fn select(library: &Library, owner: CustomerId, selection: &Selection) -> Result<Vec<SongId>> {
    let ids = ids_of(library, owner, selection, MOST + 1).await?;
    if ids.len() > MOST {
        let message = format!("takes at most {MOST} songs at once: narrow the selection and repeat");
        return Err(Problem::invalid("selection", message).into());
    }
    Ok(ids)
}

/// The ids of a selection, in its order, and no more than `most` of what is found.
pub async fn ids_of(library: &Library, owner: CustomerId, selection: &Selection, most: usize) -> Result<Vec<SongId>> {
    Ok(match selection {
        Selection::Ids(ByIds { ids }) => {
            let mut seen = HashSet::new();
            ids.iter().copied().filter(|id| seen.insert(*id)).collect::<Vec<_>>()
        }
        Selection::Found(found) => {
            let filter = browse::filter(library, found.q.as_deref(), found.filter.as_deref())?;
            let sort = browse::sort(found.sort.as_deref(), &filter)?;
            let view = View { filter, sort };
            let collection = library.collection(owner).await?;
            let all = usize::try_from(collection.len()).unwrap_or(usize::MAX);
            let most = most.saturating_add(found.except.len()).min(all);
            let ids = tokio::task::spawn_blocking(move || collection.ids(&view, most)).await??;
            let except: HashSet<_> = found.except.iter().copied().collect();
            ids.into_iter().map(id_of).filter(|id| !except.contains(id)).collect()
        }
    })
}

/// Makes the changes to every song, or none when one of them cannot be kept.
pub async fn change(
    library: &Library,
    owner: CustomerId,
    selection: &Selection,
    changes: &[Change],
) -> Result<Changed> {
    check_changes(changes)?;
    let ids = select(library, owner, selection).await?;
    let writing = library.writing(owner).await?;
    let before = queries::by_ids(library, owner, &ids).await?;
    let mut pairs = Vec::with_capacity(before.len());
    for (n, old) in before.into_iter().enumerate() {
        let fields = changed(&old.fields, changes, n)?;
        draft::check(&fields)?;
        if fields != old.fields {
            let new = Song { id: old.id, version: old.version + 1, fields };
            pairs.push((old, new));
        }
    }
    let mut keeper = Keeper::new(library, owner);
    writing.begin()?;
    let mut written = Vec::with_capacity(pairs.len());
    let mut outcome = Ok(());
    for chunk in pairs.chunks(CHUNK) {
        outcome = write_chunk(library, owner, chunk, &mut keeper).await;
        if outcome.is_err() {
            break;
        }
        written.extend(chunk.iter().map(|(_, new)| new.doc()));
    }
    writing.index(&written, &[]).await?;
    writing.end()?;
    outcome?;
    Ok(Changed { changed: written.len(), undo_id: keeper.id })
}

async fn write_chunk(library: &Library, owner: CustomerId, chunk: &[(Song, Song)], keeper: &mut Keeper) -> Result<()> {
    let mut writes = Vec::with_capacity(chunk.len() + 1);
    let mut saved = Vec::with_capacity(chunk.len());
    for (old, new) in chunk {
        writes.push(Write::Put(queries::item(owner, new.id, &new.fields)?, Condition::Version(old.version)));
        saved.push(Saved::Song { id: old.id, now: new.version, before: Some(Box::new(old.fields.clone())) });
    }
    writes.push(keeper.keep(&saved)?);
    match library.table.transact(&writes).await {
        Err(table::TableError::Condition(_)) => Err(Problem::conflict(
            "edited-meanwhile",
            "Edited meanwhile",
            "Some of these songs were changed elsewhere at this moment. Repeat the change: what is done already stays as it is.",
        )
        .into()),
        other => Ok(other?),
    }
}

/// Takes songs out of the collection.
pub async fn remove(library: &Library, owner: CustomerId, selection: &Selection) -> Result<Changed> {
    let ids = select(library, owner, selection).await?;
    let writing = library.writing(owner).await?;
    let songs = queries::by_ids(library, owner, &ids).await?;
    let mut keeper = Keeper::new(library, owner);
    writing.begin()?;
    let mut gone = Vec::with_capacity(songs.len());
    for chunk in songs.chunks(CHUNK) {
        let mut writes = Vec::with_capacity(chunk.len() * 2 + 1);
        let mut saved = Vec::with_capacity(chunk.len());
        for song in chunk {
            writes.push(Write::Delete(keys::song(owner, song.id), Condition::Any));
            writes.extend(song.fields.track_id.map(|track| Write::Delete(keys::track(owner, track), Condition::Any)));
            saved.push(Saved::Song { id: song.id, now: 0, before: Some(Box::new(song.fields.clone())) });
        }
        writes.push(keeper.keep(&saved)?);
        library.table.transact(&writes).await?;
        gone.extend(chunk.iter().map(|song| song.id.get().as_u128()));
    }
    writing.index(&[], &gone).await?;
    writing.end()?;
    Ok(Changed { changed: gone.len(), undo_id: keeper.id })
}

fn check_changes(changes: &[Change]) -> Result<()> {
    if changes.is_empty() || changes.len() > 20 {
        return Err(Problem::invalid("changes", "take 1 to 20 changes").into());
    }
    Ok(())
}

/// The fields after all changes; `n` is the song's place in the selection.
fn changed(fields: &Fields, changes: &[Change], n: usize) -> Result<Fields> {
    let mut fields = fields.clone();
    for change in changes {
        match change {
            Change::Set { field, value } => set(&mut fields, field, value.clone())?,
            Change::Clear { field } => {
                let nothing =
                    if matches!(field.as_str(), "artists" | "genres" | "tags") { json!([]) } else { Value::Null };
                set(&mut fields, field, nothing)?;
            }
            Change::Append { field, value } if field == "notes" => {
                let notes = fields.notes.take().filter(|notes| !notes.is_empty());
                fields.notes = Some(notes.map_or(value.clone(), |notes| format!("{notes}\n{value}")));
            }
            Change::Append { field, value } => {
                let list = list_mut(&mut fields, field)?;
                list.push(value.clone());
            }
            Change::Remove { field, value } => {
                let gone = value.to_lowercase();
                list_mut(&mut fields, field)?.retain(|name| name.to_lowercase() != gone);
            }
            Change::Replace { field, find, with } => replace(&mut fields, field, find, with)?,
            Change::Number { start } => {
                let n = u32::try_from(n).unwrap_or(u32::MAX);
                fields.position = Some(start.unwrap_or(1).saturating_add(n));
            }
        }
    }
    draft::tidy(&mut fields);
    Ok(fields)
}

fn set(fields: &mut Fields, field: &str, value: Value) -> Result<()> {
    let draft: SongDraft = serde_json::from_value(json!({ field: value }))
        .map_err(|error| Problem::invalid("changes", format!("cannot set `{field}`: {error}")))?;
    draft.apply(fields);
    Ok(())
}

fn list_mut<'f>(fields: &'f mut Fields, field: &str) -> Result<&'f mut Vec<String>> {
    match field {
        "genres" => Ok(&mut fields.genres),
        "tags" => Ok(&mut fields.tags),
        "artists" => {
            fields.artist = None;
            Ok(&mut fields.artists)
        }
        other => Err(Problem::invalid("changes", format!("`{other}` is no list: genres, tags and artists are")).into()),
    }
}

fn replace(fields: &mut Fields, field: &str, find: &str, with: &str) -> Result<()> {
    if find.is_empty() {
        return Err(Problem::invalid("changes", "say what to find").into());
    }
    let text = match field {
        "title" => {
            fields.title = fields.title.replace(find, with);
            return Ok(());
        }
        "genres" | "tags" | "artists" => {
            list_mut(fields, field)?.iter_mut().for_each(|name| *name = name.replace(find, with));
            return Ok(());
        }
        "artist" => {
            fields.artists.iter_mut().for_each(|name| *name = name.replace(find, with));
            &mut fields.artist
        }
        "album" => &mut fields.album,
        "album_artist" => &mut fields.album_artist,
        "composer" => &mut fields.composer,
        "notes" => &mut fields.notes,
        other => return Err(Problem::invalid("changes", format!("`{other}` holds no text to replace")).into()),
    };
    *text = text.take().map(|text| text.replace(find, with));
    Ok(())
}
