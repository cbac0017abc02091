//! What travels in and out of a library: songs, playlists and plays as files know them. Nothing here
//! has an owner or a place in the table yet.

use kernel::{Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::songs::draft::{has_control, trim};

/// Longest text of one field, in characters.
pub const MAX_TEXT: usize = 1_000;
/// Longest notes, in characters.
pub const MAX_NOTES: usize = 10_000;
/// Most artists, genres or tags of one song.
pub const MAX_LIST: usize = 50;
/// A day: no recording that a listener keeps is longer.
pub const MAX_DURATION_MS: i64 = 24 * 3_600_000;

/// A song as a file describes it. Only the title is always there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SongRecord {
    /// What playlists in the same file call this song.
    #[serde(skip)]
    pub key: Option<String>,
    /// Only our own files carry it.
    pub id: Option<Uuid>,
    pub title: String,
    pub artists: Vec<String>,
    /// The joined credit as it is shown, such as `A feat. B`.
    pub artist: Option<String>,
    pub album: Option<String>,
    pub album_artist: Option<String>,
    pub year: Option<i32>,
    pub genres: Vec<String>,
    /// Milliseconds.
    pub duration_ms: Option<i64>,
    pub disc: Option<u32>,
    /// Track number, from 1.
    pub position: Option<u32>,
    pub composer: Option<String>,
    pub cover_url: Option<String>,
    /// Halves of a star, 1 to 10.
    pub rating: Option<u8>,
    pub favourite: bool,
    pub notes: Option<String>,
    pub tags: Vec<String>,
    /// `bought`, `added`, `imported` or `uploaded`; only our own files carry it.
    pub source: Option<String>,
    pub play_count: u64,
    pub last_played_at: Option<Timestamp>,
    pub added_at: Option<Timestamp>,
    pub isrc: Option<String>,
    /// The recording at MusicBrainz.
    pub mbid: Option<String>,
    /// The shop's track; only our own files carry it.
    pub track_id: Option<TrackId>,
}

/// How a playlist in a file names one of its songs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum EntryRef {
    /// A song of the same file, by its [`SongRecord::key`].
    Song { song: String },
    /// A track of the shop that is not in the library.
    Track { track_id: TrackId, title: String, artist: Option<String>, album: Option<String> },
    /// A song by what is written on it.
    Named { title: String, artist: Option<String>, album: Option<String>, duration_ms: Option<i64> },
}

/// A playlist as a file describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaylistRecord {
    pub name: String,
    pub description: Option<String>,
    /// Names from the outermost folder inwards, joined by `/`.
    pub folder: Option<String>,
    /// A picture that this library keeps; only our own JSON carries it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover_url: Option<String>,
    /// The rules of a smart playlist; only our own JSON carries them.
    pub rules: Option<serde_json::Value>,
    pub entries: Vec<EntryRef>,
}

/// One thing a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    Song(SongRecord),
    Playlist(PlaylistRecord),
    /// One play of a listening history, `ms_played` in milliseconds where the file says it.
    Play {
        song: SongRecord,
        at: Timestamp,
        ms_played: Option<i64>,
    },
}

/// A record and where it stands: the row of a table, or the running number of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub row: u64,
    pub record: Record,
}

/// A row that could not be used: why, and how it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BadRow {
    pub row: u64,
    pub reason: String,
    pub text: String,
}

impl SongRecord {
    /// Trims every text, drops what is empty and control characters, and checks every bound.
    /// `Err` says in plain words what is wrong with the row.
    pub fn tidy(mut self) -> Result<Self, String> {
        text("title", &mut self.title, MAX_TEXT)?;
        if self.title.is_empty() {
            return Err("It has no title. Give the row a title, or choose which column holds it.".to_owned());
        }
        let texts = [
            ("artist", &mut self.artist),
            ("album", &mut self.album),
            ("album artist", &mut self.album_artist),
            ("composer", &mut self.composer),
            ("cover", &mut self.cover_url),
            ("ISRC", &mut self.isrc),
            ("MusicBrainz id", &mut self.mbid),
            ("source", &mut self.source),
        ];
        for (name, value) in texts {
            optional(name, value, MAX_TEXT)?;
        }
        optional("notes", &mut self.notes, MAX_NOTES)?;
        list("artists", &mut self.artists)?;
        list("genres", &mut self.genres)?;
        list("tags", &mut self.tags)?;
        if self.rating == Some(0) {
            self.rating = None;
        }
        if self.rating.is_some_and(|rating| rating > 10) {
            return Err("Its rating is above ten halves of a star.".to_owned());
        }
        if self.duration_ms.is_some_and(|ms| !(0..=MAX_DURATION_MS).contains(&ms)) {
            return Err("Its duration is not between nothing and a day.".to_owned());
        }
        self.duration_ms = self.duration_ms.filter(|ms| *ms > 0);
        self.year = self.year.filter(|year| *year != 0);
        if self.year.is_some_and(|year| !(1..=9_999).contains(&year)) {
            return Err("Its year is not between 1 and 9999.".to_owned());
        }
        self.disc = self.disc.filter(|disc| *disc > 0);
        self.position = self.position.filter(|position| *position > 0);
        Ok(self)
    }
}

fn text(name: &str, value: &mut String, most: usize) -> Result<(), String> {
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    if has_control(value) {
        value.retain(|c| !odd(c));
    }
    trim(value);
    if value.len() > most && value.chars().count() > most {
        return Err(format!("Its {name} is longer than {most} characters. Shorten it."));
    }
    Ok(())
}

fn optional(name: &str, value: &mut Option<String>, most: usize) -> Result<(), String> {
    if let Some(inner) = value {
        text(name, inner, most)?;
        if inner.is_empty() {
            *value = None;
        }
    }
    Ok(())
}

fn list(name: &str, values: &mut Vec<String>) -> Result<(), String> {
    for value in values.iter_mut() {
        text(name, value, MAX_TEXT)?;
    }
    values.retain(|value| !value.is_empty());
    if values.len() > MAX_LIST {
        return Err(format!("It has more than {MAX_LIST} {name}."));
    }
    Ok(())
}
