//! A thread that reads a file and hands over its rows in batches; a history is folded into songs
//! with counts on the way.

use std::{collections::HashMap, fs::File, ops::ControlFlow, path::PathBuf};

use kernel::Timestamp;
use search::collection::fingerprint;
use tokio::{sync::mpsc, task::JoinHandle};

use super::{
    formats::{self, Format, Mapping, ReadError},
    record::{BadRow, PlaylistRecord, Record, Row, SongRecord},
    record_song::{Prepared, PreparedRow},
};

/// Rows of one batch.
pub const BATCH: usize = 1_000;
/// Different songs that one history may name.
const MOST_PLAYED: usize = 2_000_000;

/// A row, ready to be compared with the library.
pub enum Step {
    Song(PreparedRow),
    Bad(BadRow),
    Playlist(u64, PlaylistRecord),
}

/// What to read, and how.
#[derive(Clone)]
pub struct Input {
    pub path: PathBuf,
    pub name: String,
    pub format: Format,
    pub mapping: Option<Mapping>,
    pub now: Timestamp,
}

/// Batches as they are read, and at the end why nothing more came.
pub struct Batches {
    pub batches: mpsc::Receiver<Vec<Step>>,
    pub reader: JoinHandle<Result<(), ReadError>>,
}

/// Begins to read. Dropping the receiver stops the thread.
pub fn begin(input: Input) -> Batches {
    let (sender, batches) = mpsc::channel(1);
    let reader = tokio::task::spawn_blocking(move || read(&input, &sender));
    Batches { batches, reader }
}

fn read(input: &Input, sender: &mpsc::Sender<Vec<Step>>) -> Result<(), ReadError> {
    let file = File::open(&input.path).map_err(ReadError::Io)?;
    let mut batch = Vec::with_capacity(BATCH);
    let mut played = Played::default();
    let mut last_row = 0;
    let now = input.now;
    let mut push = |step: Step| -> ControlFlow<()> {
        batch.push(step);
        if batch.len() < BATCH {
            return ControlFlow::Continue(());
        }
        match sender.blocking_send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    };
    let read = formats::read(input.format, &input.name, file, input.mapping.as_ref(), &mut |row| match row {
        Ok(Row { row, record: Record::Play { song, at, .. } }) => {
            last_row = row;
            played.add(row, song, at)
        }
        Ok(Row { row, record: Record::Song(mut song) }) => {
            last_row = row;
            played.hand_over(&mut song);
            push(prepared(row, song, now))
        }
        Ok(Row { row, record: Record::Playlist(list) }) => {
            last_row = row;
            push(Step::Playlist(row, list))
        }
        Err(bad) => {
            last_row = bad.row;
            push(Step::Bad(bad))
        }
    });
    for (row, song) in played.songs() {
        if push(prepared(row, song, now)).is_break() {
            return Err(ReadError::Stopped);
        }
    }
    let nothing = last_row == 0;
    let read = match read {
        // What came before a cut is good: the cut is one more bad row.
        Err(ReadError::Unreadable(reason)) if !nothing => {
            let _ = push(Step::Bad(BadRow { row: last_row + 1, reason, text: String::new() }));
            Ok(())
        }
        other => other,
    };
    if !batch.is_empty() {
        // Whoever does not listen any more wants no more.
        let _ = sender.blocking_send(batch);
    }
    read
}

fn prepared(row: u64, song: SongRecord, now: Timestamp) -> Step {
    match Prepared::new(row, song, now) {
        Ok(song) => Step::Song(Box::new(song)),
        Err(bad) => Step::Bad(bad),
    }
}

/// Plays, a song at a time.
#[derive(Default)]
struct Played {
    songs: HashMap<u64, (u64, SongRecord)>,
}

impl Played {
    fn add(&mut self, row: u64, song: SongRecord, at: Timestamp) -> ControlFlow<()> {
        let full = self.songs.len() >= MOST_PLAYED;
        match self.songs.entry(named(&song)) {
            std::collections::hash_map::Entry::Occupied(mut known) => {
                let (_, known) = known.get_mut();
                known.play_count += 1;
                known.last_played_at = known.last_played_at.max(Some(at));
                known.added_at = known.added_at.min(Some(at));
                known.album = known.album.take().or(song.album);
                known.duration_ms = known.duration_ms.or(song.duration_ms);
                known.mbid = known.mbid.take().or(song.mbid);
            }
            std::collections::hash_map::Entry::Vacant(_) if full => return ControlFlow::Break(()),
            std::collections::hash_map::Entry::Vacant(place) => {
                let song = SongRecord { play_count: 1, last_played_at: Some(at), added_at: Some(at), ..song };
                place.insert((row, song));
            }
        }
        ControlFlow::Continue(())
    }

    /// Gives a song that the file also holds by itself the plays that came before it: else it would be there twice, and
    /// its plays be left out with the second.
    fn hand_over(&mut self, song: &mut SongRecord) {
        if self.songs.is_empty() {
            return;
        }
        if let Some((_, plays)) = self.songs.remove(&named(song)) {
            song.play_count += plays.play_count;
            song.last_played_at = song.last_played_at.max(plays.last_played_at);
            song.added_at = song.added_at.or(plays.added_at);
            song.album = song.album.take().or(plays.album);
            song.duration_ms = song.duration_ms.or(plays.duration_ms);
            song.mbid = song.mbid.take().or(plays.mbid);
        }
    }

    /// In the order of the rows where each was first named.
    fn songs(self) -> Vec<(u64, SongRecord)> {
        let mut songs: Vec<_> = self.songs.into_values().collect();
        songs.sort_by_key(|(row, _)| *row);
        songs
    }
}

/// What tells one song from another, by what is written on it.
fn named(song: &SongRecord) -> u64 {
    let credit = song.artist.clone().unwrap_or_else(|| song.artists.join(", "));
    fingerprint(&credit, &song.title)
}

/// Whether a file of this format can hold plays, which come folded and so in no order of rows.
pub fn holds_plays(format: Format) -> bool {
    is_history(format) || format == Format::SpotifyLibrary
}

/// Whether plays of this format were counted one by one.
pub fn is_history(format: Format) -> bool {
    matches!(format, Format::SpotifyHistory | Format::Lastfm | Format::Listenbrainz | Format::AppleActivity)
}
