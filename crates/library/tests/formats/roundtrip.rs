//! What is written is read again as it was.

use std::io::Cursor;

use chinook_library::transfer::{
    formats::{ExportFormat, Exporter, Format, detect, tabular},
    record::{EntryRef, PlaylistRecord, SongRecord},
};
use kernel::{Timestamp, TrackId};
use proptest::{collection::vec, option, prelude::*};

use crate::{Told, read_as};

/// Text with what breaks formats: quotes, delimiters, formulas, line ends, letters of all kinds.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 ]{1,8}",
        "[=+@'\"<>&;,|\\\\-]{1,3}",
        "[äÖßéЖшウ漢🎵]{1,3}",
        Just("\n".to_owned()),
        Just(" - ".to_owned()),
        Just("'=1".to_owned()),
    ];
    vec(piece, 1..6)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("not empty", |text| !text.is_empty())
}

fn stamp() -> impl Strategy<Value = Timestamp> {
    (0i64..4_000_000_000_000).prop_map(Timestamp::from_millis)
}

prop_compose! {
    fn numbers()(year in option::of(1i32..=9_999), duration_ms in option::of(1i64..=86_400_000), disc in option::of(1u32..99),
        position in option::of(1u32..999), rating in option::of(1u8..=10), favourite in any::<bool>(), plays in 0u64..9_999,
        last in option::of(stamp()), added in option::of(stamp()), track in option::of(1i64..9_999)) -> SongRecord {
        SongRecord { year, duration_ms, disc, position, rating, favourite, play_count: plays, last_played_at: last,
            added_at: added, track_id: track.and_then(|id| TrackId::new(id).ok()), ..Default::default() }
    }
}

prop_compose! {
    fn song()(id in any::<u128>(), numbers in numbers(), title in text(), artists in vec(text(), 0..3), artist in option::of(text()),
        album in option::of(text()), album_artist in option::of(text()), genres in vec(text(), 0..3), tags in vec(text(), 0..3),
        more in (option::of(text()), option::of(text()), option::of(text()), option::of("[A-Z0-9]{12}"), option::of("[a-f0-9]{8}")))
        -> SongRecord {
        let (composer, cover_url, notes, isrc, mbid) = more;
        SongRecord { id: Some(uuid::Uuid::from_u128(id)), title, artists, artist, album, album_artist, genres, tags, composer,
            cover_url, notes, isrc, mbid, source: Some("added".to_owned()), ..numbers }
    }
}

fn written(format: ExportFormat, songs: &[SongRecord], playlists: &[PlaylistRecord]) -> Vec<u8> {
    let now = Timestamp::from_millis(1_700_000_000_000);
    let mut out = Exporter::begin(format, "All & sundry", Some("Of <all>\nkinds"), now, Vec::new()).unwrap();
    songs.iter().for_each(|song| out.song(song).unwrap());
    playlists.iter().for_each(|playlist| out.playlist(playlist).unwrap());
    out.finish().unwrap()
}

fn reread(format: Format, bytes: &[u8]) -> Told {
    assert_eq!(detect("upload", Cursor::new(bytes)).unwrap(), format);
    let told = read_as(format, "upload", bytes, None);
    assert_eq!(told.end, None);
    assert!(told.bad.is_empty(), "{:?}\n{}", told.bad, String::from_utf8_lossy(bytes));
    told
}

fn without_keys(told: &Told) -> Vec<SongRecord> {
    told.songs().into_iter().map(|song| SongRecord { key: None, ..song.clone() }).collect()
}

/// What a playlist file can say about a song, each text on one line and in one space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn credit(song: &SongRecord) -> Option<String> {
    song.artist.clone().or_else(|| (!song.artists.is_empty()).then(|| song.artists.join(", ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn csv_carries_every_field(songs in vec(song(), 1..8)) {
        let told = reread(Format::Csv, &written(ExportFormat::Csv, &songs, &[]));
        prop_assert_eq!(without_keys(&told), songs);
    }

    #[test]
    fn json_carries_songs_and_playlists(songs in vec(song(), 0..6), names in vec(text(), 0..3), folder in option::of(text())) {
        let entries: Vec<EntryRef> = songs.iter().map(|s| EntryRef::Song { song: s.id.unwrap().to_string() })
            .chain([EntryRef::Track { track_id: TrackId::new(7).unwrap(), title: "T".into(), artist: None, album: None }]).collect();
        let playlists: Vec<PlaylistRecord> = names.into_iter().map(|name| PlaylistRecord { name: plain(&name),
            description: Some("D".into()), folder: folder.clone(), cover_url: Some("/api/v1/library/covers/a.png".into()), rules: Some(serde_json::json!({"all": []})), entries: entries.clone() }).collect();
        let told = reread(Format::Json, &written(ExportFormat::Json, &songs, &playlists));
        prop_assert_eq!(without_keys(&told), songs);
        prop_assert_eq!(told.playlists().into_iter().cloned().collect::<Vec<_>>(), playlists);
    }

    #[test]
    fn itunes_carries_what_it_has_room_for(songs in vec(song(), 1..6)) {
        let entries: Vec<EntryRef> = songs.iter().rev().map(|s| EntryRef::Song { song: s.id.unwrap().to_string() }).collect();
        let list = |folder: Option<&str>| PlaylistRecord { name: "A & B".into(), folder: folder.map(str::to_owned), entries: entries.clone(), ..Default::default() };
        let lists = [list(None), list(Some("Moods/Calm")), list(Some("Moods")), list(Some("Moods/Calm"))];
        let told = reread(Format::Itunes, &written(ExportFormat::Itunes, &songs, &lists));
        let second = |at: Option<Timestamp>| at.map(|at| Timestamp::from_seconds(at.seconds()));
        let kept: Vec<SongRecord> = songs.iter().map(|s| SongRecord { artist: credit(s), artists: vec![], id: None, tags: vec![],
            cover_url: None, isrc: None, mbid: None, source: None, track_id: None, genres: s.genres.first().cloned().into_iter().collect(),
            last_played_at: second(s.last_played_at), added_at: second(s.added_at), ..s.clone() }).collect();
        prop_assert_eq!(without_keys(&told), kept);
        let keys: Vec<EntryRef> = told.songs().iter().rev().map(|s| EntryRef::Song { song: s.key.clone().unwrap() }).collect();
        prop_assert_eq!(&told.playlists()[0].entries, &keys);
        let folders = |lists: Vec<&PlaylistRecord>| lists.into_iter().map(|list| list.folder.clone()).collect::<Vec<_>>();
        prop_assert_eq!(folders(told.playlists()), folders(lists.iter().collect()));
    }

    #[test]
    fn xspf_and_jspf_carry_what_they_have_room_for(songs in vec(song(), 1..6)) {
        let kept: Vec<SongRecord> = songs.iter().map(|s| SongRecord { title: s.title.clone(), artist: credit(s), album: s.album.clone(),
            cover_url: s.cover_url.clone(), notes: s.notes.clone(), duration_ms: s.duration_ms, position: s.position,
            isrc: s.isrc.clone(), mbid: s.mbid.clone(), ..Default::default() }).collect();
        for (to, from) in [(ExportFormat::Xspf, Format::Xspf), (ExportFormat::Jspf, Format::Jspf)] {
            let told = reread(from, &written(to, &songs, &[]));
            prop_assert_eq!(without_keys(&told), kept.clone());
            prop_assert_eq!(told.playlists()[0].name.as_str(), "All & sundry");
            prop_assert_eq!(told.playlists()[0].description.as_deref(), Some("Of <all>\nkinds"));
            prop_assert_eq!(told.playlists()[0].entries.len(), songs.len());
        }
    }

    #[test]
    fn m3u8_carries_artist_title_album_and_length(songs in vec(song(), 1..6)) {
        // The format has one separator between artist and title, so the artist may not hold it.
        let songs: Vec<SongRecord> = songs.into_iter().map(|s| SongRecord { title: plain(&s.title), album: s.album.as_deref().map(plain),
            album_artist: None, artists: vec![], cover_url: None,
            artist: Some(plain(s.artist.as_deref().unwrap_or("X").trim_matches(['-', ' '])).replace(" - ", "/")).filter(|a| !a.is_empty() && !a.ends_with(" -")).or(Some("X".into())), ..s }).collect();
        let kept: Vec<SongRecord> = songs.iter().map(|s| SongRecord { title: s.title.clone(), artist: s.artist.clone(), album: s.album.clone(),
            duration_ms: s.duration_ms, ..Default::default() }).collect();
        let told = reread(Format::M3u, &written(ExportFormat::M3u8, &songs, &[]));
        prop_assert_eq!(without_keys(&told), kept);
    }

    #[test]
    fn no_cell_begins_as_a_formula_and_every_cell_comes_back(cell in ".{0,12}", sign in "[=+@\t'-]{0,3}") {
        let cell = format!("{sign}{cell}");
        let safe = tabular::neutral(&cell);
        prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert_eq!(tabular::restore(&safe), cell.as_str());
    }
}
