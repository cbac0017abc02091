//! Which format a file is in: by what is in it first, then by its name.

use std::io::{Read, Seek};

use super::{
    Format, ReadError, Result, archive, lastfm,
    source::{self, Charset},
    tabular::Sheet,
};

/// Looks at the beginning of `source`. `Err(Unreadable)` says what it seems to be and what to bring
/// instead.
pub fn detect(name: &str, mut source: impl Read + Seek) -> Result<Format> {
    source.rewind()?;
    let head = source::head(&mut source)?;
    if head.is_empty() {
        return Err(ReadError::unreadable("The file is empty."));
    }
    if archive::is_zip(&head) {
        return in_archive(&archive::names(source)?);
    }
    let mut charset = Charset::of(&head);
    let mut text = Vec::new();
    source::as_utf8(head, std::io::empty()).read_to_end(&mut text)?;
    if text.contains(&0) || looks_binary(&text) {
        return Err(ReadError::unreadable(
            "This is no text: a song, a picture or a program. Bring a list of songs, such as a CSV or a library export.",
        ));
    }
    let start = charset.text(&text).trim_start().to_owned();
    match start.chars().next() {
        Some('<') => in_xml(&start),
        Some('{' | '[') => in_json(name, &start),
        Some('#') if start.starts_with("#EXTM3U") || is_named(name, &["m3u", "m3u8"]) => Ok(Format::M3u),
        _ if is_named(name, &["m3u", "m3u8"]) => Ok(Format::M3u),
        _ => in_table(&Sheet::look(&text, &mut charset)?),
    }
}

fn is_named(name: &str, extensions: &[&str]) -> bool {
    let lower = name.to_lowercase();
    extensions.iter().any(|extension| lower.ends_with(&format!(".{extension}")))
}

fn looks_binary(text: &[u8]) -> bool {
    let odd = text.iter().filter(|b| **b < 32 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C)).count();
    odd * 100 > text.len()
}

fn in_archive(names: &[String]) -> Result<Format> {
    let has = |part: &str| names.iter().any(|name| name.to_lowercase().contains(part));
    if has("streaming_history_audio") || has("endsong") {
        return Ok(Format::SpotifyHistory);
    }
    if has("yourlibrary.json") || has("streaminghistory") || has("playlist1.json") {
        return Ok(Format::SpotifyLibrary);
    }
    if has("listens/") || has("feedback.jsonl") {
        return Ok(Format::Listenbrainz);
    }
    if has("apple music play activity.csv") {
        return Ok(Format::AppleActivity);
    }
    Err(ReadError::unreadable(
        "This archive is none that is known: the data of Spotify, ListenBrainz or Apple. Unpack it, and bring its files.",
    ))
}

fn in_xml(start: &str) -> Result<Format> {
    let has = |part: &str| start.get(..4_096.min(start.len())).unwrap_or(start).contains(part);
    if has("<plist") {
        Ok(Format::Itunes)
    } else if has("<DJ_PLAYLISTS") {
        Ok(Format::Rekordbox)
    } else if has("<playlist") {
        Ok(Format::Xspf)
    } else {
        Err(ReadError::unreadable(
            "This XML is none that is known: a library of iTunes, a collection of Rekordbox or an XSPF playlist.",
        ))
    }
}

fn in_json(name: &str, start: &str) -> Result<Format> {
    let has = |part: &str| start.contains(part);
    let lower = name.to_lowercase();
    Ok(if has(&format!("\"{}\"", super::json::MARK)) {
        Format::Json
    } else if has("\"recenttracks\"") || (has("\"uts\"") && has("\"#text\"")) {
        Format::Lastfm
    } else if has("\"listened_at\"") || has("\"track_metadata\"") || (has("\"score\"") && has("\"recording_mbid\"")) {
        Format::Listenbrainz
    } else if has("\"ms_played\"") {
        Format::SpotifyHistory
    } else if has("\"msPlayed\"")
        || has("\"trackName\"")
        || lower.ends_with("yourlibrary.json")
        || has("\"spotify:track:")
    {
        Format::SpotifyLibrary
    } else if has("\"playlist\"") && has("\"track\"") {
        Format::Jspf
    } else {
        Format::Json
    })
}

fn in_table(sheet: &Sheet) -> Result<Format> {
    let has = |name: &str| sheet.names.iter().any(|known| known.eq_ignore_ascii_case(name));
    Ok(if has("uts") && has("utc_time") {
        Format::Lastfm
    } else if has("Artist Name(s)") && (has("Track URI") || has("Spotify URI") || has("Spotify ID")) {
        Format::Exportify
    } else if has("Catalog#") && has("release_id") {
        Format::Discogs
    } else if has("Play Duration Milliseconds") && (has("Event Start Timestamp") || has("Event End Timestamp")) {
        Format::AppleActivity
    } else if lastfm::is_headless_play(&sheet.first) {
        Format::Lastfm
    } else if sheet.names.len() == 1 && sheet.guessed.iter().all(Option::is_none) {
        return Err(ReadError::unreadable(
            "This text is no table: it has one column, and nothing says that it holds songs.",
        ));
    } else {
        Format::Csv
    })
}
