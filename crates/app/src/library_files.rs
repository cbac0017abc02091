//! Import and export of a listener's library from the command line.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, anyhow, bail};
use futures::StreamExt;
use identity::accounts::{self, Owner};
use kernel::{CustomerId, EmailAddress, ImportId, SongListId};
use library::{
    playlists,
    transfer::{self, ExportRequest, Import, Preview, StartImport},
};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::App;

/// Column to field, as `--map` gives it; an empty field leaves the column out.
pub type Mapping = BTreeMap<String, Option<String>>;

pub use library::transfer::{Preview as Shown, formats::ExportFormat};

/// The customer whose library it is.
pub async fn owner(app: &App, email: &str) -> Result<CustomerId> {
    let email: EmailAddress = email.parse().with_context(|| format!("{email} is no e-mail address"))?;
    let found = accounts::by_email(&mut app.identity.db.read().await?, &email).await?;
    match found.map(|account| account.owner) {
        Some(Owner::Customer(customer)) => Ok(customer),
        Some(_) => bail!("{email} is staff and has no library. Name a customer's address."),
        None => bail!("no account has the address {email}. Look how it is written, or register it first."),
    }
}

/// Copies a file to where imports are kept, and looks at it.
pub async fn bring(app: &App, owner: CustomerId, file: &Path) -> Result<Import> {
    let found = tokio::fs::metadata(file).await.with_context(|| format!("{} cannot be read", file.display()))?;
    if !found.is_file() {
        bail!("{} is no file. Name the one that holds the songs.", file.display());
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    transfer::bring(&app.library, owner, file, &name).await.map_err(|error| plain(&error, file))
}

/// What an import would do.
pub async fn preview(app: &App, owner: CustomerId, import: &Import, mapping: Option<Mapping>) -> Result<Preview> {
    let shown = transfer::preview(&app.library, owner, import.id, mapping).await;
    shown.map_err(|error| plain(&error, Path::new(&import.name)))
}

/// Takes the file in; returns when it is done.
pub async fn run(app: &App, owner: CustomerId, import: &Import, mapping: Option<Mapping>) -> Result<Import> {
    let how = StartImport { mapping, ..StartImport::default() };
    let done = transfer::run(&app.library, owner, import.id, how).await;
    done.map_err(|error| plain(&error, Path::new(&import.name)))
}

/// How far an import is: rows done, rows in all.
pub async fn progress(app: &App, owner: CustomerId, id: ImportId) -> Result<(u64, u64)> {
    let found = transfer::queries::job(&app.library, owner, id).await?;
    Ok(found.map_or((0, 0), |(job, _)| (job.import.done, job.import.rows)))
}

/// Forgets a file that was only looked at.
pub async fn forget(app: &App, owner: CustomerId, id: ImportId) -> Result<()> {
    Ok(transfer::forget(&app.library, owner, id).await?)
}

/// Writes the library, or the playlist of that name, to `out`, until whoever reads it goes away (`| head`). Answers how
/// many bytes.
pub async fn export(
    app: &App,
    owner: CustomerId,
    format: ExportFormat,
    playlist: Option<&str>,
    mut out: impl AsyncWrite + Unpin,
) -> Result<u64> {
    let playlist = match playlist {
        Some(name) => Some(find(app, owner, name).await?),
        None => None,
    };
    let request = ExportRequest { format, playlist, selection: None };
    let mut file = transfer::export(&app.library, owner, request).await?;
    let mut written = 0;
    while let Some(part) = file.bytes.next().await {
        let part = part.context("the export stopped; the log says why")?;
        match out.write_all(&part).await {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(written),
            done => done.context("the file cannot be written")?,
        }
        written += part.len() as u64;
    }
    match out.flush().await {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(error).context("the file cannot be written")
        }
        _ => Ok(written),
    }
}

async fn find(app: &App, owner: CustomerId, name: &str) -> Result<SongListId> {
    let lists = playlists::all(&app.library, owner).await?;
    let found = lists.into_iter().find(|list| list.name == name);
    Ok(found.ok_or_else(|| anyhow!("there is no playlist called “{name}” in this library"))?.id)
}

/// What a refusal says, without the dress of HTTP.
fn plain(error: &library::Error, file: &Path) -> anyhow::Error {
    match error {
        library::Error::Refused(problem) => {
            let problem = problem.to_json();
            let fields = problem["errors"].as_array().into_iter().flatten();
            let fields = fields.filter_map(|e| Some(format!("{} {}", e["field"].as_str()?, e["message"].as_str()?)));
            let reasons: Vec<_> = fields.collect();
            let detail = problem["detail"].as_str().unwrap_or_default().to_owned();
            anyhow!("{}: {}", file.display(), if reasons.is_empty() { detail } else { reasons.join("; ") })
        }
        fault => anyhow!("{}: {fault}", file.display()),
    }
}
