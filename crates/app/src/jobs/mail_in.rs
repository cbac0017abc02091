//! Mail that comes in as files: whoever receives mail for the shop drops each message into
//! `mail/in` of the data folder. The demo's mailbox does.

use std::path::Path;

use notify::inbound::LARGEST;
use store::support::MailOutcome;
use tokio::fs;

use crate::App;

/// Messages taken in one round.
const ROUND: usize = 50;

/// After this many failures a message is set aside.
const MAX_TRIES: usize = 20;

/// Takes in what lies there. What was read is moved to `done` (accepted) or `refused` beside it, the latter with a
/// file that says why. A message that fails for a reason that may pass is tried again, some times.
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
        let size = entry.metadata().await?.len();
        match take_one(app, &path, size).await? {
            Taken::Accepted => put_away(&folder, &path, "done").await?,
            Taken::Refused(why) => refuse(&folder, &path, &why).await?,
            Taken::Failed(why) => {
                let tries = note_failure(&path, &why).await?;
                tracing::warn!(why, tries, file = %path.display(), "a mail could not be taken in");
                if tries >= MAX_TRIES {
                    refuse(&folder, &path, &why).await?;
                }
                // Those that fail do not stand in the way of the others.
                continue;
            }
        }
        taken += 1;
    }
    Ok(())
}

/// What became of a message.
enum Taken {
    Accepted,
    Refused(String),
    Failed(String),
}

async fn take_one(app: &App, path: &Path, size: u64) -> std::io::Result<Taken> {
    if size > LARGEST as u64 {
        return Ok(Taken::Refused(format!("It is larger than {LARGEST} bytes.")));
    }
    Ok(match store::support::receive_mail(&app.shop, &fs::read(path).await?).await {
        Ok(MailOutcome::Accepted | MailOutcome::Duplicate) => Taken::Accepted,
        Ok(MailOutcome::Unknown) => Taken::Refused("It is not addressed to a conversation.".to_owned()),
        Ok(MailOutcome::Automatic) => Taken::Refused("A machine wrote it.".to_owned()),
        Ok(MailOutcome::Unreadable) => Taken::Refused("It is no mail, or nothing is in it.".to_owned()),
        Err(problem) if problem.status().is_client_error() => Taken::Refused(problem.to_json().to_string()),
        Err(problem) => Taken::Failed(problem.to_string()),
    })
}

/// Adds a line to the file of failures beside a message; how many there are.
async fn note_failure(path: &Path, why: &str) -> std::io::Result<usize> {
    let notes = path.with_extension("failures");
    let mut text = match fs::read_to_string(&notes).await {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    text.push_str(&why.replace('\n', " "));
    text.push('\n');
    fs::write(&notes, &text).await?;
    Ok(text.lines().count())
}

/// Sets a message aside, with the reason in a file beside it.
async fn refuse(folder: &Path, path: &Path, why: &str) -> std::io::Result<()> {
    put_away(folder, path, "refused").await?;
    if let Some(name) = path.file_name() {
        fs::write(folder.join("refused").join(name).with_extension("why"), format!("{why}\n")).await?;
    }
    Ok(())
}

async fn put_away(folder: &Path, path: &Path, place: &str) -> std::io::Result<()> {
    let place = folder.join(place);
    fs::create_dir_all(&place).await?;
    let Some(name) = path.file_name() else { return Ok(()) };
    fs::rename(path, place.join(name)).await?;
    match fs::remove_file(path.with_extension("failures")).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
