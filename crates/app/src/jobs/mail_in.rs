//! Mail that comes in as files: whoever receives mail for the shop drops each message into
//! `mail/in` of the data folder. The demo's mailbox does.

use std::path::Path;

use notify::inbound::LARGEST;
use store::support::MailOutcome;
use tokio::fs;

use crate::App;

/// Messages taken in one round.
const ROUND: usize = 50;

/// Takes in what lies there. What was read is moved to `done` (accepted) or `refused` beside it.
pub(super) async fn take(app: &App) -> std::io::Result<()> {
    let folder = app.config.data.join("mail").join("in");
    let mut entries = match fs::read_dir(&folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut taken = 0;
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        // A message that is still being written has another name.
        let whole = path.extension().is_some_and(|ending| ending == "eml") && entry.file_type().await?.is_file();
        if !whole || taken >= ROUND {
            continue;
        }
        taken += 1;
        let accepted = if entry.metadata().await?.len() > LARGEST as u64 {
            false
        } else {
            match store::support::receive_mail(&app.shop, &fs::read(&path).await?).await {
                Ok(outcome) => matches!(outcome, MailOutcome::Accepted | MailOutcome::Duplicate),
                Err(problem) => {
                    tracing::warn!(?problem, file = %path.display(), "a mail could not be taken in; it is tried again");
                    continue;
                }
            }
        };
        put_away(&folder, &path, if accepted { "done" } else { "refused" }).await?;
    }
    Ok(())
}

async fn put_away(folder: &Path, path: &Path, place: &str) -> std::io::Result<()> {
    let place = folder.join(place);
    fs::create_dir_all(&place).await?;
    let Some(name) = path.file_name() else { return Ok(()) };
    fs::rename(path, place.join(name)).await
}
