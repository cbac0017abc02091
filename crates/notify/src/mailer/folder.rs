//! Mail as `.eml` files in a folder: any mail program opens them.

use std::{
    io,
    path::{Path, PathBuf},
};

use kernel::Timestamp;
use tokio::{fs, io::AsyncWriteExt};

use super::{SendError, Sender};
use crate::Mail;

/// Names are `20251222T000000123Z-<digest>.eml`: they sort by time and hold no word of a user.
#[derive(Debug, Clone)]
pub struct Folder {
    dir: PathBuf,
    from: Sender,
}

impl Folder {
    /// The folder is made when the first mail is written.
    pub fn new(dir: impl Into<PathBuf>, from: Sender) -> Self {
        Self { dir: dir.into(), from }
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) async fn send(&self, mail: &Mail, now: Timestamp) -> Result<String, SendError> {
        let message = mail.message(&self.from, now)?;
        let name = format!("{}-{}.eml", compact(now), mail.digest());
        self.write(&name, &message.formatted()).await.map_err(|error| {
            SendError::Later(format!("{} cannot be written: {error}", self.dir.join(&name).display()))
        })?;
        Ok(mail.message_id(&self.from))
    }

    /// Written aside and renamed, so that nobody reads half a mail and a crash leaves none.
    async fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.dir).await?;
        let aside = self.dir.join(format!("{name}.part"));
        let mut file = fs::File::create(&aside).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        fs::rename(&aside, self.dir.join(name)).await
    }
}

/// `20251222T000000123Z`: always 19 characters, so that names sort as times do.
fn compact(now: Timestamp) -> String {
    let seconds = Timestamp::from_seconds(now.seconds()).to_string();
    let digits: String = seconds.chars().filter(|c| c.is_ascii_digit() || *c == 'T').collect();
    format!("{digits}{:03}Z", now.millis().rem_euclid(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_times_do() {
        let names: Vec<String> = [1_766_361_600_000, 1_766_361_600_007, 1_766_361_600_120, 1_766_361_601_000]
            .map(|millis| compact(Timestamp::from_millis(millis)))
            .into();
        assert_eq!(names[1], "20251222T000000007Z");
        assert!(names.is_sorted(), "{names:?}");
    }
}
