//! Taking an import back, whole or the batch it was in.

use std::collections::HashSet;

use ::http::Problem;
use kernel::{CustomerId, ImportId, SongId};
use table::Condition;

use super::{
    Checkpoint, Import, ImportState,
    files::{self, Change, Files},
    queries,
};
use crate::{
    Library, Result, playlists,
    songs::{Fields, Song, queries::by_ids},
};

/// Changes that are taken back at once.
const CHUNK: usize = 5_000;

/// Begins to take a finished import back. 409 when it is not finished.
pub async fn undo(library: &Library, owner: CustomerId, id: ImportId) -> Result<Import> {
    let Some((mut job, version)) = queries::job(library, owner, id).await? else {
        return Err(Problem::not_found("import", id).into());
    };
    if !matches!(job.import.state, ImportState::Done | ImportState::Failed) {
        let detail = "Only an import that has ended can be undone. Wait until it is done.";
        return Err(Problem::conflict("import-not-done", "The import is not done", detail).into());
    }
    job.import.state = ImportState::Undoing;
    if !queries::put(library, &job, Condition::Version(version)).await? {
        return Err(busy().into());
    }
    Files::new(library, id).mark(owner)?;
    let import = job.import.clone();
    let library = library.clone();
    tokio::spawn(async move { super::job::finish(&library, job).await });
    Ok(import)
}

/// Asks an import that is under way to end where it is: what came before stays, and can be undone then. 409 when it is
/// not under way.
pub async fn stop(library: &Library, owner: CustomerId, id: ImportId) -> Result<Import> {
    let Some((job, _)) = queries::job(library, owner, id).await? else {
        return Err(Problem::not_found("import", id).into());
    };
    if job.import.state != ImportState::Running {
        let detail = "Only an import that is under way can be stopped.";
        return Err(Problem::conflict("import-not-running", "The import is not under way", detail).into());
    }
    Files::new(library, id).ask_to_stop()?;
    Ok(job.import)
}

/// Why an import that was asked to stop has ended.
pub fn stopped() -> Problem {
    Problem::conflict("import-stopped", "The import was stopped", "You stopped it before its end.")
}

pub fn busy() -> Problem {
    let detail = "Somebody else is at this import at this moment. Load it again and repeat.";
    Problem::conflict("edited-meanwhile", "Edited meanwhile", detail)
}

/// Takes back everything the log holds from `from.log` on: songs that were added go, songs that
/// were filled are as before, playlists go. Doing it again changes nothing.
pub async fn take_back(library: &Library, owner: CustomerId, files: &Files, from: Checkpoint) -> Result<()> {
    let mut changes = files::changes(files, from.log)?;
    let mut restored = HashSet::new();
    loop {
        let (mut added, mut filled, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        for change in changes.by_ref().take(CHUNK) {
            match change {
                Change::Added(id) => added.push(id),
                // The first copy is the one from before the import.
                Change::Filled(id, fields) => filled.extend(restored.insert(id).then_some((id, fields))),
                Change::Playlist(id) => lists.push(id),
            }
        }
        if added.is_empty() && filled.is_empty() && lists.is_empty() {
            return Ok(());
        }
        for id in lists {
            playlists::queries::erase(library, owner, id).await?;
        }
        restore(library, owner, &added, filled).await?;
    }
}

async fn restore(
    library: &Library,
    owner: CustomerId,
    added: &[SongId],
    filled: Vec<(SongId, Box<Fields>)>,
) -> Result<()> {
    let writing = library.writing(owner).await?;
    writing.begin()?;
    let ids: Vec<_> = filled.iter().map(|(id, _)| *id).collect();
    // A song that was removed since stays removed.
    let there: HashSet<_> = by_ids(library, owner, &ids).await?.into_iter().map(|song| song.id).collect();
    let mut writes: Vec<_> = added.iter().map(|id| queries::delete_song(owner, *id)).collect();
    let mut docs = Vec::new();
    for (id, fields) in filled.into_iter().filter(|(id, _)| there.contains(id)) {
        writes.push(queries::put_song(owner, id, &fields)?);
        docs.push(Song { id, version: 0, fields: *fields }.doc());
    }
    library.table.batch_write(writes).await?;
    let removes: Vec<_> = added.iter().map(|id| id.get().as_u128()).collect();
    writing.index(&docs, &removes).await?;
    writing.end()
}
