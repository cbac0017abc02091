//! Between a song of the library and a song of a file.

use kernel::{SongId, Timestamp};
use search::collection::fingerprint;
use uuid::Uuid;

use super::record::{BadRow, SongRecord};
use crate::songs::{Fields, Song, Source, draft};

/// A row that could become a song.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub row: u64,
    /// What playlists of the file call it.
    pub key: Option<String>,
    /// The id it had where it was exported.
    pub own_id: Option<Uuid>,
    pub fingerprint: u64,
    pub fields: Fields,
}

/// Half a kilobyte that is handed on five times stays in one place.
pub type PreparedRow = Box<Prepared>;

impl Prepared {
    /// `Err` says what keeps the row from becoming a song.
    pub fn new(row: u64, mut record: SongRecord, now: Timestamp) -> Result<Self, BadRow> {
        let (key, own_id) = (record.key.take(), record.id);
        let mut fields = fields(record, now);
        draft::tidy(&mut fields);
        if let Err(problem) = draft::check(&fields) {
            let text = fields.title.chars().take(200).collect();
            return Err(BadRow { row, reason: reason(&problem.to_json()), text });
        }
        let fingerprint = fingerprint(&fields.credit(), &fields.title);
        Ok(Self { row, key, own_id, fingerprint, fields })
    }
}

fn fields(record: SongRecord, now: Timestamp) -> Fields {
    let line = |text: String| if draft::has_control(&text) { text.replace(char::is_control, " ") } else { text };
    let lines = |list: Vec<String>| list.into_iter().map(line).collect::<Vec<_>>();
    Fields {
        title: line(record.title),
        artists: lines(record.artists),
        artist: record.artist.map(line),
        album: record.album.map(line),
        album_artist: record.album_artist.map(line),
        year: record.year.filter(|year| (1_000..=9_999).contains(year)),
        genres: short(lines(record.genres)),
        duration_ms: record.duration_ms,
        disc: record.disc.filter(|n| *n <= 9_999),
        position: record.position.filter(|n| *n <= 9_999),
        composer: record.composer.map(line),
        // What is no address, code or id is left out: the song itself is still good.
        cover_url: record.cover_url.filter(|url| draft::is_cover(url)),
        rating: record.rating,
        favourite: record.favourite,
        notes: record.notes,
        tags: short(lines(record.tags)),
        isrc: record.isrc.map(|code| code.replace('-', "")).filter(|code| draft::is_isrc(code)),
        mbid: record.mbid.filter(|id| Uuid::parse_str(id).is_ok()),
        source: match record.source.as_deref() {
            Some("added") => Source::Added,
            Some("uploaded") => Source::Uploaded,
            _ => Source::Imported,
        },
        play_count: record.play_count.min(1_000_000_000),
        last_played_at: record.last_played_at,
        added_at: record.added_at.filter(|at| *at <= now && at.millis() >= 0).unwrap_or(now),
        // No file can say what was bought here: a purchase is matched by what is in the library.
        track_id: None,
    }
}

/// Names that are too long for a genre or a tag are cut.
fn short(list: Vec<String>) -> Vec<String> {
    list.into_iter().map(|name| if name.len() > 60 { name.chars().take(60).collect() } else { name }).collect()
}

fn reason(problem: &serde_json::Value) -> String {
    let one = |error: &serde_json::Value| Some(format!("{} {}", error["field"].as_str()?, error["message"].as_str()?));
    let all: Vec<_> = problem["errors"].as_array().into_iter().flatten().filter_map(one).collect();
    format!("It cannot be kept: {}.", all.join("; "))
}

/// A song as files carry it.
pub fn record(song: &Song) -> SongRecord {
    let fields = song.fields.clone();
    SongRecord {
        key: Some(song.id.to_string()),
        id: Some(song.id.get()),
        title: fields.title,
        artists: fields.artists,
        artist: fields.artist,
        album: fields.album,
        album_artist: fields.album_artist,
        year: fields.year,
        genres: fields.genres,
        duration_ms: fields.duration_ms,
        disc: fields.disc,
        position: fields.position,
        composer: fields.composer,
        cover_url: fields.cover_url,
        rating: fields.rating,
        favourite: fields.favourite,
        notes: fields.notes,
        tags: fields.tags,
        source: Some(fields.source.as_str().to_owned()),
        play_count: fields.play_count,
        last_played_at: fields.last_played_at,
        added_at: Some(fields.added_at),
        isrc: fields.isrc,
        mbid: fields.mbid,
        track_id: fields.track_id,
    }
}

/// Puts into `old` what it lacks and `new` has. Ratings and texts of the listener's own stay. Plays
/// of a history are added; the count of another library is the same plays counted elsewhere.
/// Answers whether anything changed.
pub fn fill(old: &mut Fields, new: &Fields, history: bool) -> bool {
    let before = old.clone();
    fn lacking<T: Clone>(old: &mut Option<T>, new: &Option<T>) {
        if old.is_none() {
            old.clone_from(new);
        }
    }
    lacking(&mut old.artist, &new.artist);
    lacking(&mut old.album, &new.album);
    lacking(&mut old.album_artist, &new.album_artist);
    lacking(&mut old.year, &new.year);
    lacking(&mut old.duration_ms, &new.duration_ms);
    lacking(&mut old.disc, &new.disc);
    lacking(&mut old.position, &new.position);
    lacking(&mut old.composer, &new.composer);
    lacking(&mut old.cover_url, &new.cover_url);
    lacking(&mut old.rating, &new.rating);
    lacking(&mut old.notes, &new.notes);
    lacking(&mut old.isrc, &new.isrc);
    lacking(&mut old.mbid, &new.mbid);
    for (old, new) in [(&mut old.artists, &new.artists), (&mut old.genres, &new.genres), (&mut old.tags, &new.tags)] {
        if old.is_empty() {
            old.clone_from(new);
        }
    }
    old.favourite |= new.favourite;
    let plays = if history { old.play_count + new.play_count } else { old.play_count.max(new.play_count) };
    old.play_count = plays;
    old.last_played_at = old.last_played_at.max(new.last_played_at);
    *old != before
}

/// Whether two lengths can be the same recording: three seconds are what editions differ by.
pub fn same_length(one: Option<i64>, other: Option<i64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 3_000,
        _ => true,
    }
}

/// The id of the song that row `row` of an import adds: always the same, so that an import which was
/// interrupted and goes on adds nothing twice. It begins with the moment the song was added.
pub fn song_id(import: Uuid, row: u64, added_at: Timestamp) -> SongId {
    SongId::from_uuid(derived(import, row, added_at, b"song"))
}

/// An id made of an import, a row and what it is for. Of one moment, ids follow the rows.
pub fn derived(import: Uuid, row: u64, at: Timestamp, what: &[u8]) -> Uuid {
    use sha2::{Digest, Sha256};
    let digest = Sha256::new().chain_update(import.as_bytes()).chain_update(row.to_be_bytes()).chain_update(what);
    let mut random: [u8; 10] = digest.finalize().first_chunk().copied().unwrap_or_default();
    // The version takes the upper half of the first byte, the variant two bits of the third.
    let part = |shift: u32, mask: u64| u8::try_from((row >> shift) & mask).unwrap_or(0);
    random[..5].copy_from_slice(&[part(30, 0xF), part(22, 0xFF), part(16, 0x3F), part(8, 0xFF), part(0, 0xFF)]);
    let millis = u64::try_from(at.millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
