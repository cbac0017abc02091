//! M3U8: for players that look for files named after artist, album and title.

use std::io::{self, Write};

use super::credit;
use crate::transfer::record::SongRecord;

pub fn head(title: &str, out: &mut impl Write) -> io::Result<()> {
    write!(out, "#EXTM3U\n#PLAYLIST:{}\n", line(title))
}

pub fn song(song: &SongRecord, out: &mut impl Write) -> io::Result<()> {
    let title = line(&song.title);
    let artist = credit(song).map(|artist| line(&artist));
    // Whole seconds are what most players read; a fraction is allowed and says it exactly.
    let ms = song.duration_ms.unwrap_or(-1_000);
    let seconds = if ms % 1_000 == 0 { (ms / 1_000).to_string() } else { format!("{}.{:03}", ms / 1_000, ms % 1_000) };
    match &artist {
        Some(artist) => writeln!(out, "#EXTINF:{seconds},{artist} - {title}")?,
        None => writeln!(out, "#EXTINF:{seconds},{title}")?,
    }
    for (name, value) in [("EXTALB", &song.album), ("EXTART", &song.album_artist), ("EXTIMG", &song.cover_url)] {
        if let Some(value) = value {
            writeln!(out, "#{name}:{}", line(value))?;
        }
    }
    let folder = |name: &str| name.replace(['/', '\\', ':', '?', '*', '"', '<', '>', '|'], "_");
    let artist = song.album_artist.as_deref().map(line).or(artist).unwrap_or_else(|| "Unknown artist".to_owned());
    let album = song.album.as_deref().map_or_else(|| "Singles".to_owned(), line);
    writeln!(out, "./{}/{}/{}.mp3", folder(&artist), folder(&album), folder(&title))
}

/// On one line, whatever it holds.
fn line(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ").trim().to_owned()
}
