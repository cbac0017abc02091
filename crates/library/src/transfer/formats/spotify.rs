//! Spotify: the account data (library, playlists, a year of listening) and the extended history.
//! Addresses, places and devices in the history are never kept.

use std::io::Read;

use kernel::Timestamp;
use serde_json::Value;

use super::{
    Result, Rows,
    json_stream::{integer, shown, stream, text},
    values::{self, DateOrder},
};
use crate::transfer::record::{EntryRef, PlaylistRecord, SongRecord};

/// A play shorter than this that was skipped is no play.
const SKIPPED_BELOW_MS: i64 = 30_000;

/// `Streaming_History_Audio_*.json` and `endsong_*.json`.
pub fn history(input: impl Read, rows: &mut Rows<'_>) -> Result<()> {
    stream(input, &mut |path, value| if path.is_empty() { extended_play(&value, rows) } else { Ok(()) })
}

fn extended_play(value: &Value, rows: &mut Rows<'_>) -> Result<()> {
    // Podcasts and audiobooks have no track name.
    let Some(title) = text(value, "master_metadata_track_name") else {
        rows.skip();
        return Ok(());
    };
    let ms = integer(value, "ms_played").unwrap_or(0);
    let skipped = value.get("skipped").and_then(Value::as_bool).unwrap_or(false)
        || matches!(text(value, "reason_end").as_deref(), Some("fwdbtn" | "backbtn"));
    let hidden = value.get("incognito_mode").and_then(Value::as_bool).unwrap_or(false);
    if hidden || ms <= 0 || (ms < SKIPPED_BELOW_MS && skipped) {
        rows.skip();
        return Ok(());
    }
    let ended = text(value, "ts").and_then(|ts| values::moment(&ts, DateOrder::DayFirst));
    let Some(ended) = ended else {
        return rows.bad("It has no moment (“ts”) at which the play ended.", title);
    };
    let song = SongRecord {
        title,
        artist: text(value, "master_metadata_album_artist_name"),
        album: text(value, "master_metadata_album_album_name"),
        ..Default::default()
    };
    rows.play(song, Timestamp::from_millis(ended.millis() - ms), Some(ms))
}

/// `YourLibrary.json`, `Playlist*.json`, `StreamingHistory*.json`: each is known by what is in it.
pub fn library(input: impl Read, _name: &str, rows: &mut Rows<'_>) -> Result<()> {
    stream(input, &mut |path, value| match path {
        "tracks" => track(&value, rows),
        "playlists" => playlist(&value, rows),
        "" if value.get("endTime").is_some() => short_play(&value, rows),
        "" if value.get("ts").is_some() => extended_play(&value, rows),
        _ => Ok(()),
    })
}

fn track(value: &Value, rows: &mut Rows<'_>) -> Result<()> {
    let song = SongRecord {
        key: text(value, "uri"),
        title: text(value, "track").unwrap_or_default(),
        artist: text(value, "artist"),
        album: text(value, "album"),
        favourite: true,
        ..Default::default()
    };
    rows.song(song, || shown(value))
}

fn playlist(value: &Value, rows: &mut Rows<'_>) -> Result<()> {
    let mut entries = Vec::new();
    for item in value.get("items").and_then(Value::as_array).into_iter().flatten() {
        // Local files and songs that were taken down are null; episodes have no track.
        let Some(track) = item.get("track").filter(|track| track.is_object()) else { continue };
        let key = text(track, "trackUri").unwrap_or_else(|| format!("playlist row {}", rows.row() + 1));
        let added = text(item, "addedDate").and_then(|date| values::moment(&date, DateOrder::DayFirst));
        let song = SongRecord {
            key: Some(key.clone()),
            title: text(track, "trackName").unwrap_or_default(),
            artist: text(track, "artistName"),
            album: text(track, "albumName"),
            added_at: added,
            ..Default::default()
        };
        rows.song(song, || shown(track))?;
        entries.push(EntryRef::Song { song: key });
    }
    rows.playlist(PlaylistRecord {
        name: text(value, "name").unwrap_or_default(),
        description: text(value, "description"),
        entries,
        ..Default::default()
    })
}

fn short_play(value: &Value, rows: &mut Rows<'_>) -> Result<()> {
    let ms = integer(value, "msPlayed").unwrap_or(0);
    let (Some(title), Some(ended)) =
        (text(value, "trackName"), text(value, "endTime").and_then(|t| values::moment(&t, DateOrder::DayFirst)))
    else {
        return rows.bad("It has no track name or no moment at which the play ended.", shown(value));
    };
    if ms < SKIPPED_BELOW_MS {
        rows.skip();
        return Ok(());
    }
    let song = SongRecord { title, artist: text(value, "artistName"), ..Default::default() };
    rows.play(song, Timestamp::from_millis(ended.millis() - ms), Some(ms))
}
