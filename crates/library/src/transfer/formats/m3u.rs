//! M3U and M3U8: a line a song, with what `#EXT` lines say before it.

use std::io::{BufRead, Read};

use percent_encoding::percent_decode_str;

use super::{
    Result, Rows,
    source::{Bounded, Charset},
    values,
};
use crate::transfer::record::{EntryRef, PlaylistRecord, SongRecord};

pub fn read(input: impl Read, mut charset: Charset, title: &str, rows: &mut Rows<'_>) -> Result<()> {
    let (mut lines, budget) = Bounded::new(input);
    let mut playlist = PlaylistRecord { name: title.to_owned(), ..Default::default() };
    let mut pending = Pending::default();
    let mut line = Vec::new();
    loop {
        budget.renew();
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = charset.text(&line);
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        match text.strip_prefix('#') {
            Some(directive) => pending.note(directive, &mut playlist),
            None => {
                let key = (playlist.entries.len() + 1).to_string();
                let song = SongRecord { key: Some(key.clone()), ..std::mem::take(&mut pending).song(text) };
                playlist.entries.push(EntryRef::Song { song: key });
                rows.song(song, || text.to_owned())?;
            }
        }
    }
    rows.playlist(playlist)
}

#[derive(Default)]
struct Pending {
    song: SongRecord,
    /// What stands behind the comma of `#EXTINF`.
    shown: Option<String>,
}

impl Pending {
    fn note(&mut self, directive: &str, playlist: &mut PlaylistRecord) {
        let Some((name, value)) = directive.split_once(':') else { return };
        let value = value.trim();
        match name.to_ascii_uppercase().as_str() {
            "PLAYLIST" => playlist.name = value.to_owned(),
            "EXTINF" => {
                let (seconds, shown) = value.split_once(',').unwrap_or((value, ""));
                // Some players write attributes after the seconds.
                let seconds = seconds.split(' ').next().unwrap_or_default();
                self.song.duration_ms = values::duration(seconds, values::Unit::Seconds).filter(|ms| *ms > 0);
                self.shown = Some(shown.trim().to_owned());
            }
            "EXTALB" => self.song.album = Some(value.to_owned()),
            "EXTART" => self.song.album_artist = Some(value.to_owned()),
            "EXTGENRE" => self.song.genres = values::list(value),
            "EXTIMG" if value.starts_with("http") => self.song.cover_url = Some(value.to_owned()),
            _ => {}
        }
    }

    fn song(self, location: &str) -> SongRecord {
        let mut song = self.song;
        let shown = self.shown.filter(|shown| !shown.is_empty()).unwrap_or_else(|| file_name(location));
        let by_artist = song.album_artist.as_ref().and_then(|artist| {
            let title = shown.strip_prefix(artist.as_str())?.strip_prefix(" - ")?;
            Some((artist.clone(), title.to_owned()))
        });
        let parts =
            by_artist.or_else(|| shown.split_once(" - ").map(|(a, t)| (a.trim().to_owned(), t.trim().to_owned())));
        match parts {
            Some((artist, title)) => {
                song.artist = Some(artist);
                song.title = title;
            }
            None => song.title = shown,
        }
        song
    }
}

/// The name of the file behind a path or a link, without extension and track number.
fn file_name(location: &str) -> String {
    let decoded = percent_decode_str(location).decode_utf8_lossy();
    let path = if location.contains("://") { decoded.as_ref() } else { location };
    let stem = super::stem(path);
    let numbered = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = numbered.trim_start_matches(['.', '-', ' ']);
    // "99 Problems" keeps its number: only a number with punctuation, or of two digits and a zero, is a place.
    let is_place = numbered.starts_with(['.', '-']) || numbered.starts_with(" -") || stem.starts_with('0');
    if is_place && !after.is_empty() && numbered.len() < stem.len() { after.to_owned() } else { stem }
}
