//! Reading the folder of `.eml` files again, for the mailbox page of the demo.

pub mod http;

use std::{collections::HashSet, io, path::Path, str::FromStr};

use kernel::Timestamp;
use mail_parser::{Message, MessageParser};
use tokio::{fs, io::AsyncReadExt};

/// Files read for one list, newest first; mails listed.
const LISTED: usize = 100;
/// A mail beyond this size is not shown.
const LARGEST: u64 = 10 * 1024 * 1024;

/// The name of a mail's file. Only names that [`crate::Folder`] makes exist as this type, so that
/// no path leads out of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MailName(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a mail")]
pub struct InvalidName;

impl FromStr for MailName {
    type Err = InvalidName;
    fn from_str(raw: &str) -> Result<Self, InvalidName> {
        let stem = raw.strip_suffix(".eml").ok_or(InvalidName)?;
        let plain = stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if plain && (1..=120).contains(&stem.len()) { Ok(Self(raw.to_owned())) } else { Err(InvalidName) }
    }
}

impl MailName {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSummary {
    pub name: MailName,
    pub subject: String,
    /// `Ann <ann@example.com>`
    pub to: String,
    pub from: String,
    pub sent_at: Timestamp,
}

/// A mail that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailView {
    pub summary: MailSummary,
    pub text: String,
    pub html: String,
    pub attachments: Vec<AttachmentView>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentView {
    pub file_name: String,
    pub bytes: usize,
}

/// The newest mails of the folder, newest first. A mail that was sent twice (same `Message-ID`) is
/// listed once; a folder that does not exist yet holds none.
pub async fn list(dir: &Path) -> io::Result<Vec<MailSummary>> {
    let mut names = names(dir).await?;
    names.sort_unstable_by(|a, b| b.0.cmp(&a.0));
    let mut seen = HashSet::new();
    let mut mails = Vec::new();
    for name in names.into_iter().take(LISTED) {
        let Some(bytes) = bytes(dir, &name).await? else { continue };
        let Some(message) = MessageParser::default().parse_headers(&bytes) else { continue };
        if message.message_id().is_none_or(|id| seen.insert(id.to_owned())) {
            mails.push(summary(name, &message));
        }
    }
    Ok(mails)
}

/// One mail, or nothing when there is none of that name.
pub async fn read(dir: &Path, name: MailName) -> io::Result<Option<MailView>> {
    let Some(bytes) = bytes(dir, &name).await? else { return Ok(None) };
    Ok(parse(name, &bytes))
}

fn parse(name: MailName, bytes: &[u8]) -> Option<MailView> {
    let message = MessageParser::default().parse(bytes)?;
    let attachments = message.attachments().map(|part| AttachmentView {
        file_name: mail_parser::MimeHeaders::attachment_name(part).unwrap_or("attachment").to_owned(),
        bytes: part.len(),
    });
    Some(MailView {
        summary: summary(name, &message),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.body_html(0).unwrap_or_default().into_owned(),
        attachments: attachments.collect(),
    })
}

fn summary(name: MailName, message: &Message<'_>) -> MailSummary {
    let sent_at = message.date().map_or(0, mail_parser::DateTime::to_timestamp);
    MailSummary {
        name,
        subject: message.subject().unwrap_or("(no subject)").to_owned(),
        to: addresses(message.to()),
        from: addresses(message.from()),
        sent_at: Timestamp::from_seconds(sent_at),
    }
}

fn addresses(list: Option<&mail_parser::Address<'_>>) -> String {
    let one = |a: &mail_parser::Addr<'_>| match (a.name(), a.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (_, address) => address.unwrap_or_default().to_owned(),
    };
    list.map(|list| list.iter().map(one).collect::<Vec<_>>().join(", ")).unwrap_or_default()
}

async fn names(dir: &Path) -> io::Result<Vec<MailName>> {
    let mut entries = match fs::read_dir(dir).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        if let Some(name) = entry.file_name().to_str().and_then(|name| name.parse().ok()) {
            names.push(name);
        }
    }
    Ok(names)
}

async fn bytes(dir: &Path, name: &MailName) -> io::Result<Option<Vec<u8>>> {
    let file = match fs::File::open(dir.join(&name.0)).await {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).await?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for bad in ["../secret.eml", "a/b.eml", "..", "x", ".eml", "a.eml.part", "a%2e.eml", "é.eml"] {
            assert!(bad.parse::<MailName>().is_err(), "{bad}");
        }
        assert!("20251222T000000007Z-0a1b.eml".parse::<MailName>().is_ok());
    }
}
