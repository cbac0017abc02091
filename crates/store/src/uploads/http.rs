//! `/admin/audio-uploads`.

use std::io;

use ::http::{Problem, Query, Result, SalesManager, Staff};
use axum::{
    Json,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
};
use blobs::BlobKey;
use futures::StreamExt;
use media::{decode, tags};
use serde::Deserialize;
use sql::Conn;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AudioUpload, LARGEST,
    queries::{self, NewUpload},
};
use crate::{
    Shop,
    audio::{AudioFormat, BlobFile},
    audit::{self, Actor, Entry},
    catalog::admin::queries::by_name,
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(upload_audio)).layer(DefaultBodyLimit::disable())
}

/// Bytes by which a format is known.
const HEAD: usize = 4_096;
/// Milliseconds that are played to see that a recording is one.
const TRIED_MS: u64 = 2_000;
const LONGEST_NAME: usize = 200;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadParams {
    /// What the file is called, to tell it from others.
    #[param(max_length = 200)]
    file_name: String,
}

/// Send a recording
///
/// FLAC, MP3, WAV, AIFF, Ogg Vorbis or M4A, at most 1 GiB, as the body. It is played a little to see that it can be;
/// the answer has what its tags say. It waits two days for a track that takes it.
#[utoipa::path(post, path = "/admin/audio-uploads", tag = "admin", params(UploadParams), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = AudioUpload), (status = 401, body = Problem), (status = 403, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem, description = "no recording that can be played")))]
pub async fn upload_audio(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Query(params): Query<UploadParams>,
    body: Body,
) -> Result<(StatusCode, Json<AudioUpload>)> {
    let now = shop.clock.now();
    let id = shop.random.uuid_v7(now).to_string();
    let mut pieces = body.into_data_stream();
    let head = head(&mut pieces).await?;
    let format = AudioFormat::of(&head).ok_or_else(no_recording)?;
    let key = BlobKey::new(format!("recordings/{id}.{}", format.ending())).map_err(Problem::internal)?;
    let bytes = keep(&shop, &key, head, pieces).await?;
    let checked = check(&shop, &key, format).await;
    let told = match checked {
        Ok(told) => told,
        Err(problem) => {
            let _ = shop.blobs.delete(&key).await;
            return Err(problem);
        }
    };
    let file_name: String = params.file_name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let mut tx = shop.db.begin().await?;
    let row = NewUpload {
        id: &id,
        blob_key: key.as_str(),
        file_name: &file_name,
        format: format.ending(),
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        duration_ms: i64::try_from(told.duration_ms).unwrap_or(i64::MAX),
        tags: &serde_json::to_string(&told.tags).map_err(Problem::internal)?,
        by: staff.id,
        now,
    };
    queries::insert(&mut tx, &row).await?;
    let entry = Entry::new(Actor::Staff(staff.id), "recording.uploaded", "audio_upload", &id)
        .note(format!("{file_name}, {bytes} bytes"));
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    let (bytes, duration_ms) = (row.bytes, row.duration_ms);
    let genre_id = named(&mut tx, "genres", told.tags.genre.as_deref()).await?;
    let artist_id = named(&mut tx, "artists", told.tags.artist.as_deref()).await?;
    tx.commit().await?;
    let tags = told.tags.into();
    let upload = AudioUpload { id, file_name, format, bytes, duration_ms, tags, genre_id, artist_id };
    Ok((StatusCode::CREATED, Json(upload)))
}

async fn named(conn: &mut Conn, table: &'static str, name: Option<&str>) -> Result<Option<i64>> {
    Ok(match name {
        Some(name) => by_name(conn, table, name).await?,
        None => None,
    })
}

fn no_recording() -> Problem {
    Problem::invalid("file", "is no recording that can be played. Send FLAC, MP3, WAV, AIFF, Ogg Vorbis or M4A")
}

type Pieces = axum::body::BodyDataStream;

/// Enough of the beginning to know what it is.
async fn head(pieces: &mut Pieces) -> Result<Bytes> {
    let mut head = Vec::with_capacity(HEAD);
    while head.len() < HEAD {
        match pieces.next().await {
            Some(Ok(piece)) => head.extend_from_slice(&piece),
            Some(Err(_)) => return Err(broken_off()),
            None => break,
        }
    }
    Ok(head.into())
}

fn broken_off() -> Problem {
    Problem::bad_request("The file broke off on its way. Send it again.")
}

/// Streams a file into the blobs, as far as it may be long.
async fn keep(shop: &Shop, key: &BlobKey, head: Bytes, rest: Pieces) -> Result<u64> {
    let mut length = 0_u64;
    let mut too_large = false;
    let pieces = futures::stream::iter([Ok(head)]).chain(rest.map(|piece| piece.map_err(io::Error::other)));
    let measured = pieces.map(|piece| {
        let piece = piece?;
        length += piece.len() as u64;
        if length > LARGEST {
            too_large = true;
            return Err(io::Error::other("too large"));
        }
        Ok(piece)
    });
    // Both ends in one place: the counters are read after the stream has ended.
    let kept = shop.blobs.put_stream(key, measured).await;
    match kept {
        Ok(bytes) => Ok(bytes),
        Err(_) if too_large => Err(Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "body-too-large",
            "The recording is too large",
            "A recording has at most 1 GiB. Send it in another format, or in parts.",
        )),
        Err(error) => {
            tracing::warn!(%error, "a recording was not received to its end");
            Err(broken_off())
        }
    }
}

/// Plays the start and reads the tags, on a thread of its own: files come from anywhere.
async fn check(shop: &Shop, key: &BlobKey, format: AudioFormat) -> Result<tags::Told> {
    let open = async || BlobFile::open(&shop.blobs, key).await.map_err(Problem::internal)?.ok_or_else(broken_off);
    let (played, read) = (open().await?, open().await?);
    let checked = tokio::task::spawn_blocking(move || {
        decode::start(played, format.ending(), TRIED_MS).map_err(|error| error.to_string())?;
        tags::read(read).map_err(|error| error.to_string())
    });
    checked.await.map_err(|_| no_recording())?.map_err(|why| {
        tracing::info!(why, "an uploaded recording was refused");
        no_recording()
    })
}
