//! ListenBrainz: listens and feedback, one JSON object a line.

use std::io::{BufRead, Read};

use kernel::Timestamp;
use serde_json::Value;

use super::{
    Result, Rows,
    json_stream::{self, integer, shown, text},
    source::Bounded,
};
use crate::transfer::record::SongRecord;

pub fn read(input: impl Read, name: &str, rows: &mut Rows<'_>) -> Result<()> {
    let (mut lines, budget) = Bounded::new(input);
    let feedback = name.ends_with("feedback.jsonl");
    let mut line = Vec::new();
    loop {
        budget.renew();
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match json_stream::one(&line) {
            Ok(Value::Array(listens)) => listens.iter().try_for_each(|listen| element(listen, feedback, rows))?,
            Ok(value) => element(&value, feedback, rows)?,
            Err(_) => {
                rows.bad(
                    "This line is not valid JSON, or ends too early.",
                    String::from_utf8_lossy(&line).into_owned(),
                )?;
            }
        }
    }
}

fn element(value: &Value, feedback: bool, rows: &mut Rows<'_>) -> Result<()> {
    if feedback || (value.get("score").is_some() && value.get("listened_at").is_none()) {
        return love(value, rows);
    }
    let Some(track) = value.get("track_metadata") else {
        return rows.bad("It has no “track_metadata”.", shown(value));
    };
    let Some(at) = integer(value, "listened_at").filter(|at| *at > 0) else {
        return rows.bad("It has no moment (“listened_at”).", shown(value));
    };
    rows.play(song(track), Timestamp::from_seconds(at), None)
}

fn song(track: &Value) -> SongRecord {
    let info = track.get("additional_info").unwrap_or(&Value::Null);
    let mapped = track.get("mbid_mapping").unwrap_or(&Value::Null);
    let seconds = || integer(info, "duration").map(|seconds| seconds * 1_000);
    SongRecord {
        title: text(track, "track_name").unwrap_or_default(),
        artist: text(track, "artist_name"),
        album: text(track, "release_name"),
        duration_ms: integer(info, "duration_ms").or_else(seconds),
        mbid: text(mapped, "recording_mbid").or_else(|| text(info, "recording_mbid")),
        isrc: text(info, "isrc"),
        ..Default::default()
    }
}

/// Loved recordings become favourites; what is not loved, or has no name, says nothing to us.
fn love(value: &Value, rows: &mut Rows<'_>) -> Result<()> {
    let track = value.get("track_metadata").filter(|track| track.is_object());
    match (integer(value, "score"), track) {
        (Some(1), Some(track)) => {
            let song = song(track);
            let mbid = song.mbid.or_else(|| text(value, "recording_mbid"));
            rows.song(SongRecord { favourite: true, mbid, ..song }, || shown(value))
        }
        _ => {
            rows.skip();
            Ok(())
        }
    }
}
