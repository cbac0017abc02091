//! Files as they arrive: kept, looked at, noted; and let go.

use std::path::Path;

use ::http::Problem;
use kernel::{CustomerId, ImportId};
use table::Condition;

use super::{Checkpoint, Import, ImportState, Job, LARGEST, StartImport, files::Files, formats, preview, queries};
use crate::{Library, Result};

/// Files of one listener that are kept at once.
pub const MOST_IMPORTS: usize = 100;

/// Copies a file of this machine to where imports are kept, looks at it and notes it.
pub async fn bring(library: &Library, owner: CustomerId, file: &Path, name: &str) -> Result<Import> {
    let id = ImportId::fresh(library.clock.now(), &library.random);
    let files = Files::new(library, id);
    let length = tokio::fs::metadata(file).await?.len();
    if length > LARGEST {
        return Err(super::http::unreadable(format!("A file may have {} MB. Bring it in parts.", LARGEST >> 20)).into());
    }
    tokio::fs::create_dir_all(library.folder.as_ref()).await?;
    let kept = match tokio::fs::copy(file, files.data()).await {
        Ok(bytes) => register(library, owner, id, name, bytes).await,
        Err(error) => Err(error.into()),
    };
    if kept.is_err() {
        files.remove()?;
    }
    kept
}

/// Looks at a file that was brought, and notes it. 422 when nothing in it can be read.
pub async fn register(library: &Library, owner: CustomerId, id: ImportId, name: &str, bytes: u64) -> Result<Import> {
    let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    let (path, named) = (Files::new(library, id).data(), name.clone());
    let looked = tokio::task::spawn_blocking(move || -> Result<_> {
        let format = formats::detect(&named, std::fs::File::open(&path)?)?;
        Ok((format, preview::columns(&path, format)?))
    });
    let (format, columns) = looked.await??;
    let import = Import {
        id,
        name,
        bytes,
        format,
        state: ImportState::Ready,
        columns,
        rows: 0,
        done: 0,
        counts: None,
        error: None,
        created_at: library.clock.now(),
        finished_at: None,
    };
    let job = Job { import: import.clone(), owner, how: StartImport::default(), at: Checkpoint::default() };
    queries::put(library, &job, Condition::Absent).await?;
    Ok(import)
}

/// Deletes an import's file, its report and what it could be undone by. What it brought stays.
/// 404, and 409 while it is worked on.
pub async fn forget(library: &Library, owner: CustomerId, id: ImportId) -> Result<()> {
    let Some((job, _)) = queries::job(library, owner, id).await? else {
        return Err(Problem::not_found("import", id).into());
    };
    if matches!(job.import.state, ImportState::Running | ImportState::Undoing) {
        let detail = "It is being worked on. Wait until it is done.";
        return Err(Problem::conflict("import-not-done", "The import is not done", detail).into());
    }
    Files::new(library, id).remove()?;
    queries::delete(library, owner, id).await
}

/// Deletes the files of every import of an account that ends.
pub async fn forget_all(library: &Library, owner: CustomerId) -> Result<()> {
    for job in queries::jobs(library, owner).await? {
        Files::new(library, job.import.id).remove()?;
    }
    Ok(())
}
