//! Exportify: a CSV of one Spotify playlist, several artists in one cell.

use std::io::Read;

use super::{
    Result, Rows,
    source::Charset,
    tabular::{Table, present},
    values::{self, DateOrder, Unit},
};
use crate::transfer::record::{EntryRef, PlaylistRecord, SongRecord};

pub fn read(input: Box<dyn Read + '_>, charset: Charset, title: &str, rows: &mut Rows<'_>) -> Result<()> {
    let mut table = Table::open(input, charset)?;
    let mut playlist = PlaylistRecord { name: title.to_owned(), ..Default::default() };
    rows.skip();
    while table.advance()?.is_some() {
        let uri = table.any(&["Track URI", "Spotify URI", "Spotify ID", "URI"]);
        // Files on somebody's disk have no name that means anything elsewhere.
        if uri.as_deref().is_some_and(|uri| uri.starts_with("spotify:local:")) {
            rows.skip();
            continue;
        }
        let key = uri.unwrap_or_else(|| format!("row {}", rows.row() + 1));
        let song = SongRecord { key: Some(key.clone()), ..song(&mut table) };
        let shown = table.shown();
        playlist.entries.push(EntryRef::Song { song: key });
        rows.song(song, || shown)?;
    }
    rows.playlist(playlist)
}

fn song(table: &mut Table<'_>) -> SongRecord {
    let artists = table.any(&["Artist Name(s)", "Artist Name"]).unwrap_or_default();
    let uris = table.any(&["Artist URI(s)"]);
    let album_artists = table.any(&["Album Artist Name(s)"]).map(|names| values::comma_list(&names).join(", "));
    let ms = table.any(&["Track Duration (ms)", "Duration (ms)"]);
    let number = |text: Option<String>| text.and_then(|t| values::whole(&t)).and_then(|n| u32::try_from(n).ok());
    let (disc, position) = (table.any(&["Disc Number"]), table.any(&["Track Number"]));
    let genres = table.any(&["Genres"]).map(|genres| values::comma_list(&genres)).unwrap_or_default();
    SongRecord {
        title: table.any(&["Track Name"]).unwrap_or_default(),
        artists: split_artists(&artists, uris.as_deref()),
        album: present(table.any(&["Album Name"])),
        album_artist: album_artists,
        year: table.any(&["Album Release Date", "Release Date"]).and_then(|date| values::year(&date)),
        genres,
        duration_ms: ms.and_then(|ms| values::duration(&ms, Unit::Milliseconds)),
        disc: number(disc),
        position: number(position),
        cover_url: table.any(&["Album Image URL"]),
        isrc: table.any(&["ISRC"]),
        added_at: table.any(&["Added At"]).and_then(|at| values::moment(&at, DateOrder::DayFirst)),
        ..Default::default()
    }
}

/// Artists between commas; older files do not escape a comma within a name, which the count of
/// artist links gives away: then the credit stays whole.
fn split_artists(cell: &str, uris: Option<&str>) -> Vec<String> {
    let names = values::comma_list(cell);
    let expected = uris.map(|uris| uris.split(',').filter(|uri| !uri.trim().is_empty()).count());
    match expected {
        Some(n) if n != names.len() && n > 0 => vec![cell.replace("\\,", ",")],
        _ => names,
    }
}
