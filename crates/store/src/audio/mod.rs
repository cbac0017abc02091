//! What a track sounds like and what things look like: recordings, previews and drawn artwork.
//!
//! The data set brings neither sound nor pictures. Until the shop's owner uploads real ones, a
//! tune is composed and a cover drawn from the names; recordings are made on first demand and kept
//! in the blobs.

mod blob_file;
mod format;
mod http;
pub(crate) mod queries;

use std::time::Duration;

use ::http::Problem;
use blobs::BlobKey;
use bytes::Bytes;
use kernel::TrackId;
use media::{cover, flac, preview, tune};
use sql::Conn;

pub(crate) use self::blob_file::BlobFile;
pub use self::format::AudioFormat;
pub use self::http::{delivery, preview_router, router};
use crate::{
    Shop,
    catalog::{self, Track},
};

/// Where the recording of a track is kept: the one that staff uploaded, else the composed one, made first if it is
/// not there yet. `None` when there is no such track.
pub async fn ensure_recording(shop: &Shop, track: TrackId) -> Result<Option<(BlobKey, AudioFormat)>, Problem> {
    if let Some((key, format)) = queries::uploaded(&mut shop.db.read().await?, track).await? {
        return Ok(Some((BlobKey::new(key).map_err(Problem::internal)?, AudioFormat::stored(Some(&format)))));
    }
    Ok(ensure_flac(shop, track).await?.map(|key| (key, AudioFormat::Flac)))
}

/// What kind of file a track is delivered as.
pub(crate) async fn format_of(conn: &mut Conn, track: TrackId) -> Result<AudioFormat, sql::Error> {
    Ok(queries::uploaded(conn, track)
        .await?
        .map_or(AudioFormat::Flac, |(_, format)| AudioFormat::stored(Some(&format))))
}

async fn ensure_flac(shop: &Shop, track: TrackId) -> Result<Option<BlobKey>, Problem> {
    let track = catalog::tracks_by_ids(&mut shop.db.read().await?, &[track]).await?.pop();
    let Some(track) = track else { return Ok(None) };
    let key = BlobKey::new(format!("audio/{}.flac", track.id)).map_err(Problem::internal)?;
    shop.blobs.len_or_make(&key, || make(track, record)).await.map_err(Problem::internal)?;
    Ok(Some(key))
}

/// Who hears a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listener {
    /// Of what is, or was, for sale.
    Anybody,
    /// Of drafts, too.
    Staff,
}

/// How long the address works at which staff hear a track.
const STAFF_PREVIEW_LIFE: Duration = Duration::from_secs(3_600);

/// Where staff hear the preview of a track that is not published yet: browsers send no token for a player.
pub(crate) fn staff_preview(shop: &Shop, track: TrackId) -> String {
    shop.links.sign(&preview_path(track), &[], shop.clock.now() + STAFF_PREVIEW_LIFE)
}

fn preview_path(track: TrackId) -> String {
    format!("/api/v1/music/tracks/{track}/preview")
}

/// Where the preview of a track is kept, made first if it is not there yet.
pub async fn ensure_preview(shop: &Shop, track: TrackId, listener: Listener) -> Result<Option<BlobKey>, Problem> {
    let mut conn = shop.db.read().await?;
    let mut found = match listener {
        Listener::Anybody => catalog::known_tracks(&mut conn, &[track], None).await?,
        Listener::Staff => catalog::tracks_by_ids(&mut conn, &[track]).await?,
    };
    drop(conn);
    let Some(track) = found.pop() else { return Ok(None) };
    if let Some((recording, format)) = queries::uploaded(&mut shop.db.read().await?, track.id).await? {
        let recording = BlobKey::new(recording).map_err(Problem::internal)?;
        // Named after the recording: a new one has a new preview.
        let name = recording.as_str().rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
        let key = BlobKey::new(format!("previews/{}-{name}.mp3", track.id)).map_err(Problem::internal)?;
        let source = BlobFile::open(&shop.blobs, &recording).await.map_err(Problem::internal)?;
        let ending = AudioFormat::stored(Some(&format)).ending();
        shop.blobs.len_or_make(&key, || cut(source, ending)).await.map_err(Problem::internal)?;
        return Ok(Some(key));
    }
    let key = BlobKey::new(format!("previews/{}.mp3", track.id)).map_err(Problem::internal)?;
    shop.blobs.len_or_make(&key, || make(track, excerpt)).await.map_err(Problem::internal)?;
    Ok(Some(key))
}

/// Composing takes a processor for a moment: not on the threads that answer requests.
async fn make(track: Track, how: fn(&Track) -> Result<Bytes, preview::PreviewError>) -> Result<Bytes, MakeFailed> {
    match tokio::task::spawn_blocking(move || how(&track)).await {
        Ok(made) => made.map_err(MakeFailed::Encode),
        Err(stopped) => Err(MakeFailed::Stopped(stopped)),
    }
}

/// Decoding takes a processor for a moment, too.
async fn cut(source: Option<BlobFile>, ending: &'static str) -> Result<Bytes, MakeFailed> {
    let source = source.ok_or(MakeFailed::Missing)?;
    let made = tokio::task::spawn_blocking(move || {
        let start = media::decode::start(source, ending, preview::LONGEST_MS + 1_000)?;
        preview::encode(&start.pcm).map_err(MakeFailed::Encode)
    });
    made.await.map_err(MakeFailed::Stopped)?
}

#[derive(Debug, thiserror::Error)]
enum MakeFailed {
    #[error("the uploaded recording is not in the blobs any more")]
    Missing,
    #[error(transparent)]
    Decode(#[from] media::decode::DecodeError),
    #[error(transparent)]
    Encode(preview::PreviewError),
    #[error("the composing thread stopped: {0}")]
    Stopped(tokio::task::JoinError),
}

fn compose(track: &Track) -> media::Pcm {
    let genre = track.genre.as_ref().map_or("", |genre| genre.name.as_str());
    tune::compose(&tune::TuneSpec { track_id: track.id.get(), genre, length_ms: track.duration_ms })
}

fn record(track: &Track) -> Result<Bytes, preview::PreviewError> {
    let tags = flac::Tags {
        title: &track.name,
        artist: track.artist.as_ref().map_or("", |artist| artist.name.as_str()),
        album: track.album.as_ref().map_or("", |album| album.title.as_str()),
        genre: track.genre.as_ref().map_or("", |genre| genre.name.as_str()),
        composer: track.composer.as_deref().unwrap_or_default(),
        track_number: track.position,
        copyright: "",
    };
    Ok(flac::encode(&compose(track), &tags))
}

fn excerpt(track: &Track) -> Result<Bytes, preview::PreviewError> {
    preview::encode(&compose(track))
}

/// An album's cover as SVG.
fn album_cover(album: &catalog::AlbumSummary) -> String {
    let genre = album.genre.as_ref().map_or("", |genre| genre.name.as_str());
    cover::album(&cover::AlbumCover { id: album.id.get(), title: &album.title, artist: &album.artist.name, genre })
}

/// An artist's picture as SVG, in the colours of the main genre.
fn artist_image(artist: &catalog::ArtistSummary) -> String {
    let genre = artist.genres.first().map_or("", |genre| genre.name.as_str());
    cover::artist(artist.id.get(), &artist.name, genre)
}
