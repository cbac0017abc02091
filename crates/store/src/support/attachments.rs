//! Files of a conversation: few kinds, of limited size, handed out by signed links.

use std::time::Duration;

use ::http::Problem;
use axum::http::StatusCode;
use blobs::{BlobKey, filename::safe_file_name};
use bytes::Bytes;
use kernel::{AttachmentId, CustomerId, EmployeeId};
use serde::Serialize;
use sql::Conn;
use utoipa::ToSchema;

use super::queries;
use crate::Shop;

/// Bytes of one file.
pub const MAX_ATTACHMENT: usize = 5 * 1024 * 1024;
/// Files that somebody may have sent without putting them into a message.
const MAX_LOOSE: i64 = 20;
const LINK_LIFE: Duration = Duration::from_secs(3_600);

/// Who brings a file: only they can put it into a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearer {
    Customer(CustomerId),
    Staff(EmployeeId),
}

impl Bearer {
    pub const fn columns(self) -> (Option<CustomerId>, Option<EmployeeId>) {
        match self {
            Self::Customer(id) => (Some(id), None),
            Self::Staff(id) => (None, Some(id)),
        }
    }
}

/// A file that waits for its message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = UploadedAttachment)]
pub struct Uploaded {
    pub id: AttachmentId,
    pub file_name: String,
    pub content_type: String,
    pub bytes: i64,
}

/// What a file is, by its own first bytes: its name and what the sender calls it prove nothing.
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    Some(match () {
        () if starts(b"\x89PNG\r\n\x1a\n") => ("image/png", "png"),
        () if starts(b"\xff\xd8\xff") => ("image/jpeg", "jpg"),
        () if starts(b"GIF87a") || starts(b"GIF89a") => ("image/gif", "gif"),
        () if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => ("image/webp", "webp"),
        () if starts(b"%PDF-") => ("application/pdf", "pdf"),
        () if is_text(bytes) => ("text/plain; charset=utf-8", "txt"),
        () => return None,
    })
}

fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|text| !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')))
}

/// The content type of a stored kind; it is one of ours.
pub(super) fn content_type(stored: &str) -> &'static str {
    ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain; charset=utf-8"]
        .into_iter()
        .find(|known| *known == stored)
        .unwrap_or("application/octet-stream")
}

pub(super) fn key(id: AttachmentId) -> BlobKey {
    BlobKey::new(format!("support/{id}.bin")).unwrap_or_else(|_| unreachable!("a UUID is a word of a key"))
}

/// The name without its ending, and with the one its kind has.
fn named(raw: &str, ending: &str) -> String {
    let stem = raw.rsplit_once('.').map_or(raw, |(stem, _)| stem);
    safe_file_name(stem, ending)
}

/// Keeps a file until a message takes it.
pub(super) async fn upload(shop: &Shop, by: Bearer, name: &str, bytes: Bytes) -> Result<Uploaded, Problem> {
    if bytes.is_empty() {
        return Err(Problem::invalid("file", "is empty"));
    }
    let Some((content_type, ending)) = kind(&bytes) else {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-attachment",
            "This kind of file cannot be sent",
            "Send a picture (PNG, JPEG, GIF, WebP), a PDF or plain text.",
        ));
    };
    if queries::count_loose(&mut shop.db.read().await?, by).await? >= MAX_LOOSE {
        return Err(Problem::too_many_attempts(3_600));
    }
    keep(shop, by, named(name, ending), content_type, bytes).await
}

async fn keep(
    shop: &Shop,
    by: Bearer,
    file_name: String,
    content_type: &str,
    bytes: Bytes,
) -> Result<Uploaded, Problem> {
    let now = shop.clock.now();
    let id = AttachmentId::fresh(now, &shop.random);
    let file = Uploaded {
        id,
        file_name,
        content_type: content_type.to_owned(),
        bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
    };
    // The bytes first: a row never stands without them. Bytes without a row are few, and harm nobody.
    shop.blobs.put(&key(id), bytes).await.map_err(Problem::internal)?;
    let mut tx = shop.db.begin().await?;
    queries::insert_attachment(&mut tx, by, &file, now).await?;
    tx.commit().await?;
    Ok(file)
}

/// Keeps the files of a mail that are of a kind and size we take; the others are named.
pub(super) async fn of_mail(
    shop: &Shop,
    by: CustomerId,
    files: Vec<notify::inbound::IncomingFile>,
) -> Result<(Vec<AttachmentId>, Vec<String>), Problem> {
    let (mut kept, mut refused) = (Vec::new(), Vec::new());
    for file in files {
        match kind(&file.bytes) {
            Some((content_type, ending)) if file.bytes.len() <= MAX_ATTACHMENT && !file.bytes.is_empty() => {
                let name = named(&file.file_name, ending);
                kept.push(keep(shop, Bearer::Customer(by), name, content_type, file.bytes.into()).await?.id);
            }
            _ => refused.push(safe_file_name(&file.file_name, "")),
        }
    }
    Ok((kept, refused))
}

/// 422 unless every file is the bearer's and in no message yet.
pub(super) async fn check(conn: &mut Conn, by: Bearer, ids: &[AttachmentId]) -> Result<(), Problem> {
    if ids.len() > super::MAX_FILES {
        return Err(Problem::invalid("attachment_ids", format!("takes at most {} files", super::MAX_FILES)));
    }
    for id in ids {
        if !queries::is_loose(conn, by, *id).await? {
            return Err(Problem::invalid(
                "attachment_ids",
                "names a file that was not sent, or is in a message already",
            ));
        }
    }
    Ok(())
}

pub(super) fn path(id: AttachmentId) -> String {
    format!("/api/v1/media/attachments/{id}")
}

pub(super) fn url(shop: &Shop, id: AttachmentId) -> String {
    shop.links.sign(&path(id), &[], shop.clock.now() + LINK_LIFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n....").map(|kind| kind.1), Some("png"));
        assert_eq!(kind(b"<svg onload=alert(1)>").map(|kind| kind.0), Some("text/plain; charset=utf-8"));
        assert_eq!(kind(b"MZ\x00\x01"), None);
        assert_eq!(named("../../etc/passwd.html", "txt"), safe_file_name("../../etc/passwd", "txt"));
    }
}
