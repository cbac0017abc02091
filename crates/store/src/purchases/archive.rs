//! Several recordings as one ZIP, streamed while it is made.

use std::{collections::HashMap, io};

use blobs::{
    BlobKey,
    filename::{UniqueNames, safe_file_name},
};
use bytes::Bytes;
use futures::{Stream, StreamExt};
use tokio::sync::mpsc;

use super::{Parcel, Recording, zip::ZipWriter};
use crate::{Shop, audio};

/// Pieces that wait for a slow reader.
const WAITING: usize = 4;

/// The archive's bytes. No recording is held in memory as a whole, and none is made before its turn.
pub(super) fn stream(
    shop: Shop,
    parcel: Parcel,
    recordings: Vec<Recording>,
) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        if let Err(error) = write(&shop, parcel, &recordings, &sender).await {
            // The reader must see that the archive is broken off, and not a short one.
            tracing::warn!(%error, "an archive was not sent to its end");
            let _ = sender.send(Err(error)).await;
        }
    });
    futures::stream::unfold(
        receiver,
        |mut receiver| async move { receiver.recv().await.map(|piece| (piece, receiver)) },
    )
}

type Sender = mpsc::Sender<io::Result<Bytes>>;

async fn write(shop: &Shop, parcel: Parcel, recordings: &[Recording], to: &Sender) -> io::Result<()> {
    let mut zip = ZipWriter::default();
    for (name, recording) in names(parcel, recordings).into_iter().zip(recordings) {
        let found = audio::ensure_recording(shop, recording.id).await.map_err(io::Error::other)?;
        let (key, _) =
            found.ok_or_else(|| io::Error::other(format!("there is no recording of track {}", recording.id)))?;
        let (length, crc) = measure(shop, &key).await?;
        send(to, zip.begin(&name, length, crc).into()).await?;
        let mut pieces = read(shop, &key, length).await?;
        while let Some(piece) = pieces.next().await {
            send(to, piece?).await?;
        }
    }
    send(to, zip.finish().into()).await
}

async fn send(to: &Sender, piece: Bytes) -> io::Result<()> {
    to.send(Ok(piece)).await.map_err(|_| io::Error::new(io::ErrorKind::BrokenPipe, "the reader went away"))
}

async fn read(shop: &Shop, key: &BlobKey, length: u64) -> io::Result<blobs::ByteStream> {
    let pieces = shop.blobs.read_range(key, 0..length).await.map_err(io::Error::other)?;
    pieces.ok_or_else(|| io::Error::other(format!("{} vanished", key.as_str())))
}

/// Length and checksum, in a first reading: a header before the bytes is what every unpacker takes.
async fn measure(shop: &Shop, key: &BlobKey) -> io::Result<(u64, u32)> {
    let length = shop.blobs.len(key).await.map_err(io::Error::other)?.unwrap_or(0);
    let mut crc = crc32fast::Hasher::new();
    let mut pieces = read(shop, key, length).await?;
    while let Some(piece) = pieces.next().await {
        crc.update(&piece?);
    }
    Ok((length, crc.finalize()))
}

/// Each name once. An album's tracks lie beside each other; an order's in a folder an album.
fn names(parcel: Parcel, recordings: &[Recording]) -> Vec<String> {
    let mut folders: HashMap<String, UniqueNames> = HashMap::new();
    let name = |recording: &Recording| match recording.album_folder() {
        Some(folder) if matches!(parcel, Parcel::Order(_)) => {
            let folder = folder_name(&folder);
            let name = folders.entry(folder.clone()).or_default().name(&recording.album_place(), recording.ending());
            format!("{folder}/{name}")
        }
        Some(_) => folders.entry(String::new()).or_default().name(&recording.album_place(), recording.ending()),
        None => folders.entry(String::new()).or_default().name(&recording.full_title(), recording.ending()),
    };
    recordings.iter().map(name).collect()
}

fn folder_name(title: &str) -> String {
    let name = safe_file_name(title, "d");
    name.strip_suffix(".d").unwrap_or(&name).to_owned()
}

#[cfg(test)]
mod tests {
    use kernel::{AlbumId, OrderId, TrackId};
    use uuid::Uuid;

    use super::*;

    fn recording(id: i64, name: &str, album: Option<&str>) -> Recording {
        Recording {
            id: TrackId::new(id).unwrap(),
            name: name.to_owned(),
            position: album.map(|_| id),
            artist_name: Some("AC/DC".to_owned()),
            album_title: album.map(str::to_owned),
            album_artist: Some("AC/DC".to_owned()),
            audio_format: None,
        }
    }

    #[test]
    fn an_orders_files_lie_in_a_folder_an_album() {
        let order = Parcel::Order(OrderId::from_uuid(Uuid::nil()));
        let files =
            [recording(1, "Put/The Finger", Some("Live?")), recording(2, "Night", None), recording(3, "Night", None)];
        assert_eq!(
            names(order, &files),
            ["AC-DC - Live/01 - Put-The Finger.flac", "AC-DC - Night.flac", "AC-DC - Night (2).flac"]
        );
    }

    #[test]
    fn an_albums_files_lie_beside_each_other() {
        let album = Parcel::Album(AlbumId::new(1).unwrap());
        assert_eq!(names(album, &[recording(7, "Let There Be Rock", Some("Live"))]), ["07 - Let There Be Rock.flac"]);
    }
}
