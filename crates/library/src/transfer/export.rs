//! Export: a file that is written while it is sent.

use ::http::Problem;
use bytes::Bytes;
use futures::stream::{self, BoxStream, StreamExt};
use kernel::{CustomerId, SongId, SongListId};
use tokio::sync::mpsc;

use super::{
    formats::{ExportFormat, Exporter},
    queries,
    record::{EntryRef, PlaylistRecord, SongRecord},
    record_song::record,
};
use crate::{
    Library, Result,
    playlists::{self, Access, Entry, Kind},
    songs::{self, Selection},
};

/// What is to be exported: the whole library, a playlist, or a selection of songs.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    pub format: ExportFormat,
    pub playlist: Option<SongListId>,
    pub selection: Option<Selection>,
}

/// A file, as its bytes come.
pub struct Export {
    pub name: String,
    pub bytes: BoxStream<'static, std::io::Result<Bytes>>,
}

/// So many bytes are sent at once.
const CHUNK: usize = 64 << 10;

enum What {
    Everything,
    List(Box<Access>),
    Songs(Vec<SongId>),
}

/// Begins an export. 404 for a playlist that is not the caller's, 400 for a search that cannot be
/// understood. Everything after that goes wrong in the stream.
pub async fn export(library: &Library, owner: CustomerId, request: ExportRequest) -> Result<Export> {
    let what = match (request.playlist, &request.selection) {
        (Some(_), Some(_)) => {
            return Err(Problem::bad_request("`playlist` and a search cannot be exported together.").into());
        }
        (Some(id), None) => What::List(Box::new(playlists::access(library, owner, id).await?)),
        (None, Some(selection)) => What::Songs(songs::ids_of(library, owner, selection, usize::MAX).await?),
        (None, None) => What::Everything,
    };
    let title = match &what {
        What::List(access) => access.list.name.clone(),
        _ => "Library".to_owned(),
    };
    let now = library.clock.now();
    let file: String = title.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).take(80).collect();
    let name = format!("{file}-{}.{}", now.date(), request.format.extension());
    let (sender, receiver) = mpsc::channel(4);
    let about = if let What::List(access) = &what { access.list.description.as_deref() } else { None };
    let out = Exporter::begin(request.format, &title, about, now, Vec::with_capacity(2 * CHUNK))?;
    let mut writer = Writer { library: library.clone(), owner, format: request.format, out, sender: sender.clone() };
    tokio::spawn(async move {
        let ended = match writer.write(what).await {
            Ok(()) => writer.finish().await,
            Err(error) => Err(error),
        };
        if let Err(error) = ended {
            tracing::warn!(%error, "an export stopped");
            // A file that ends early must not look whole: the connection is broken off.
            let _ = sender.send(Err(std::io::Error::other("the export stopped"))).await;
        }
    });
    let bytes = stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|part| (part, receiver)) });
    // A compressor asks once more after the end.
    Ok(Export { name, bytes: bytes.fuse().boxed() })
}

struct Writer {
    library: Library,
    owner: CustomerId,
    format: ExportFormat,
    out: Exporter<Vec<u8>>,
    sender: mpsc::Sender<std::io::Result<Bytes>>,
}

impl Writer {
    async fn write(&mut self, what: What) -> Result<()> {
        match what {
            What::Everything => self.everything().await,
            What::Songs(ids) => {
                for ids in ids.chunks(1_000) {
                    let songs = songs::queries::by_ids(&self.library, self.owner, ids).await?;
                    self.songs(songs.iter().map(record)).await?;
                }
                Ok(())
            }
            What::List(access) => self.list(&access).await,
        }
    }

    async fn everything(&mut self) -> Result<()> {
        let mut after = None;
        loop {
            let (page, next) = queries::songs(&self.library, self.owner, after).await?;
            self.songs(page.iter().map(record)).await?;
            after = next;
            if after.is_none() {
                break;
            }
        }
        if !self.format.has_playlists() {
            return Ok(());
        }
        for access in playlists::queries::own(&self.library, self.owner).await? {
            self.playlist(&access).await?;
        }
        Ok(())
    }

    /// One playlist: each song once and the list where the format has lists, else its places in order.
    async fn list(&mut self, access: &Access) -> Result<()> {
        let entries = playlists::all_entries(&self.library, access).await?;
        let songs = playlists::own_songs(&self.library, self.owner, &entries).await?;
        let by_id: std::collections::HashMap<_, _> = songs.iter().map(|song| (song.id, song)).collect();
        let own = |entry: &Entry| entry.song.filter(|song| song.owner == self.owner).map(|song| song.id);
        if self.format.has_playlists() {
            let records: Vec<_> = songs.iter().map(record).collect();
            self.songs(records.into_iter()).await?;
            return self.playlist(access).await;
        }
        let records: Vec<SongRecord> = entries
            .iter()
            .map(|entry| match own(entry).and_then(|id| by_id.get(&id)) {
                Some(song) => record(song),
                None => named(entry),
            })
            .collect();
        self.songs(records.into_iter()).await
    }

    async fn songs(&mut self, songs: impl Iterator<Item = SongRecord>) -> Result<()> {
        for song in songs {
            self.out.song(&song)?;
            if self.out.out().len() >= CHUNK {
                self.send().await?;
            }
        }
        Ok(())
    }

    async fn playlist(&mut self, access: &Access) -> Result<()> {
        let smart = access.list.kind == Kind::Smart && self.format == ExportFormat::Json;
        let entries = if smart { Vec::new() } else { playlists::all_entries(&self.library, access).await? };
        let reference = |entry: Entry| match (entry.song, entry.track) {
            (Some(song), _) if song.owner == self.owner => EntryRef::Song { song: song.id.to_string() },
            (_, Some(track_id)) => {
                EntryRef::Track { track_id, title: entry.title, artist: entry.artist, album: entry.album }
            }
            _ => EntryRef::Named {
                title: entry.title,
                artist: entry.artist,
                album: entry.album,
                duration_ms: entry.duration_ms,
            },
        };
        let list = &access.list;
        let rules = list.rules.as_ref().filter(|_| smart).map(serde_json::to_value).transpose();
        self.out.playlist(&PlaylistRecord {
            name: list.name.clone(),
            description: list.description.clone(),
            folder: list.folder.clone(),
            cover_url: list.cover_url.clone(),
            rules: rules.map_err(std::io::Error::from)?,
            entries: entries.into_iter().map(reference).collect(),
        })?;
        self.send().await
    }

    /// Waits while whoever reads is slower.
    async fn send(&mut self) -> Result<()> {
        let part = Bytes::from(std::mem::replace(self.out.out(), Vec::with_capacity(2 * CHUNK)));
        let sent = self.sender.send(Ok(part)).await;
        Ok(sent.map_err(|_| std::io::Error::new(std::io::ErrorKind::BrokenPipe, "nobody reads the export any more"))?)
    }

    async fn finish(self) -> Result<()> {
        let rest = self.out.finish()?;
        // Whoever went away wants no rest.
        let _ = self.sender.send(Ok(Bytes::from(rest))).await;
        Ok(())
    }
}

fn named(entry: &Entry) -> SongRecord {
    SongRecord {
        title: entry.title.clone(),
        artist: entry.artist.clone(),
        album: entry.album.clone(),
        duration_ms: entry.duration_ms,
        track_id: entry.track,
        ..SongRecord::default()
    }
}
