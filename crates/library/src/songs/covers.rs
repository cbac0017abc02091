//! Covers that listeners send. The bytes are kept as they came and never decoded here; what is not
//! the beginning of a picture is refused, and the browser is told the type that was found.

use ::http::Problem;
use blobs::{BlobKey, ByteStream};
use bytes::Bytes;
use kernel::{CustomerId, SongId};
use table::{Condition, Write};

use super::{Song, queries};
use crate::{Library, Result};

/// Bytes a cover may have.
pub const LARGEST: usize = 5 * 1024 * 1024;

/// Where covers are shown, below the API.
const PATH: &str = "/api/v1/library/covers/";

/// The ending and type of a picture, by how it begins.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("png"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}

/// Keeps a picture; answers the address at which it is shown.
pub async fn keep(library: &Library, bytes: Bytes) -> Result<String> {
    let Some(ending) = kind(&bytes) else {
        let detail = "This is no JPEG, PNG, GIF or WebP picture. Save the cover as one of these and send it again.";
        return Err(Problem::invalid("cover", detail).into());
    };
    let name = format!("{}.{ending}", kernel::to_hex(library.random.bytes::<24>()));
    library.blobs.put(&blob(&name)?, bytes).await?;
    Ok(format!("{PATH}{name}"))
}

/// Whether an address is that of a picture which was kept here.
pub fn is_kept(url: &str) -> bool {
    url.strip_prefix(PATH).is_some_and(|name| !name.contains('/') && blob(name).is_ok())
}

/// Keeps a picture and makes it the cover of a song. `None` when there is no such song.
pub async fn put(library: &Library, owner: CustomerId, id: SongId, bytes: Bytes) -> Result<Option<Song>> {
    let writing = library.writing(owner).await?;
    let Some(mut song) = queries::by_id(library, owner, id).await? else { return Ok(None) };
    song.fields.cover_url = Some(keep(library, bytes).await?);
    let item = queries::item(owner, id, &song.fields)?;
    writing.commit(library, &[Write::Put(item, Condition::Version(song.version))], &[song.doc()], &[]).await?;
    song.version += 1;
    Ok(Some(song))
}

/// A picture and its type. Whoever knows its name may see it.
pub async fn get(library: &Library, name: &str) -> Result<Option<(ByteStream, &'static str)>> {
    let mime = match name.rsplit_once('.') {
        Some((_, "jpg")) => "image/jpeg",
        Some((_, "png")) => "image/png",
        Some((_, "gif")) => "image/gif",
        Some((_, "webp")) => "image/webp",
        _ => return Ok(None),
    };
    let Ok(key) = blob(name) else { return Ok(None) };
    let Some(length) = library.blobs.len(&key).await? else { return Ok(None) };
    Ok(library.blobs.read_range(&key, 0..length).await?.map(|stream| (stream, mime)))
}

fn blob(name: &str) -> Result<BlobKey> {
    BlobKey::new(format!("library/covers/{name}")).map_err(|_| Problem::not_found("cover", name).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_are_taken() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n...."), Some("png"));
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), Some("webp"));
        for bad in [&b"<svg onload=alert(1)>"[..], b"GIF", b"", b"PK\x03\x04", b"RIFF\0\0\0\0WAVE"] {
            assert_eq!(kind(bad), None);
        }
    }
}
