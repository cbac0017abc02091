//! One file of each format, with its traps.

use chinook_library::transfer::{
    formats::{Format, Mapping},
    record::{EntryRef, Record, SongRecord},
};

use crate::{Told, file, read, read_as};

fn titles(told: &Told) -> Vec<&str> {
    told.songs().iter().map(|song| song.title.as_str()).collect()
}

fn ends_well(told: &Told) {
    assert_eq!(told.end, None);
}

fn keys(entries: &[EntryRef]) -> Vec<&str> {
    entries.iter().filter_map(|e| if let EntryRef::Song { song } = e { Some(song.as_str()) } else { None }).collect()
}

#[test]
fn cyrillic_columns_between_semicolons_are_understood() {
    let told = read("semicolons-1251.csv", Format::Csv);
    assert_eq!(titles(&told), ["Группа крови", "Спокойная ночь"]);
    let song = told.songs()[1];
    assert_eq!((song.artist.as_deref(), song.year, song.duration_ms), (Some("Кино"), Some(1988), Some(364_000)));
    assert_eq!(song.rating, Some(9));
    // The row of empty cells is passed over, and counts as a row of the file.
    let rows: Vec<u64> = told.bad.iter().map(|bad| bad.row).collect();
    assert_eq!(rows, [5]);
    assert!(told.bad[0].reason.contains("19x8"), "{:?}", told.bad);
    assert!(told.bad[0].text.contains("Мама"), "{:?}", told.bad);
    ends_well(&told);
}

#[test]
fn western_letters_decimal_commas_and_american_dates_are_understood() {
    let told = read("western-1252.csv", Format::Csv);
    assert_eq!(titles(&told), ["Déjà Vu", "Kickstart My Heart"]);
    assert_eq!(told.songs()[0].artist.as_deref(), Some("Beyoncé"));
    assert_eq!(told.songs()[0].duration_ms, Some(240_500));
    let added: Vec<String> = told.songs().iter().map(|song| song.added_at.unwrap().date()).collect();
    assert_eq!(added, ["2019-12-31", "2020-01-02"]);
}

#[test]
fn what_a_spreadsheet_saves_as_unicode_text_is_read() {
    let told = read("excel-utf16.txt", Format::Csv);
    assert_eq!(titles(&told), ["Óculos", "Meu Erro"]);
    assert_eq!(told.songs().iter().map(|s| s.rating).collect::<Vec<_>>(), [Some(8), Some(10)]);
}

#[test]
fn empty_rows_of_a_german_spreadsheet_are_passed_over() {
    let text = "Titel;Künstler;Länge;Notiz\n;;;\nAirbag;Radiohead;4:44;laut\n ; ;;\n\n";
    let told = read_as(Format::Csv, "musik.csv", text.as_bytes(), None);
    ends_well(&told);
    assert!(told.bad.is_empty(), "{:?}", told.bad);
    let song = told.songs()[0];
    assert_eq!((song.title.as_str(), song.artist.as_deref()), ("Airbag", Some("Radiohead")));
    assert_eq!((song.duration_ms, song.notes.as_deref()), (Some(284_000), Some("laut")));
}

#[test]
fn a_line_that_names_the_delimiter_is_obeyed() {
    let told = read("sep-line.csv", Format::Csv);
    assert_eq!(titles(&told), ["Lithium", "In | Bloom"]);
    let song = told.songs()[0];
    assert_eq!((song.duration_ms, song.play_count, song.favourite), (Some(257_000), 12, true));
}

#[test]
fn a_corrected_mapping_is_followed_and_a_wrong_one_explained() {
    let table = b"A,B,C\nAirbag,Radiohead,4\n";
    let mapping = |pairs: &[(&str, Option<&str>)]| -> Mapping {
        pairs.iter().map(|(column, field)| ((*column).to_owned(), field.map(str::to_owned))).collect()
    };
    let told = read_as(Format::Csv, "x.csv", table, None);
    assert!(told.end.unwrap().contains("hold titles"));
    let good = mapping(&[("A", Some("title")), ("B", Some("artist")), ("C", None)]);
    let told = read_as(Format::Csv, "x.csv", table, Some(&good));
    assert_eq!((titles(&told), told.songs()[0].rating), (vec!["Airbag"], None));
    let told = read_as(Format::Csv, "x.csv", table, Some(&mapping(&[("A", Some("__proto__"))])));
    assert!(told.end.unwrap().contains("no field"));
    let told = read_as(Format::Csv, "x.csv", table, Some(&mapping(&[("Z", Some("title"))])));
    assert!(told.end.unwrap().contains("no column “Z”"));
}

#[test]
fn spotify_account_data_gives_favourites_playlists_and_plays() {
    let told = read("spotify-YourLibrary.json", Format::SpotifyLibrary);
    assert_eq!(titles(&told), ["Style"]);
    assert_eq!((told.songs()[0].album.as_deref(), told.songs()[0].favourite), (Some("1989"), true));
    assert_eq!(told.bad.len(), 1);
    let told = read("spotify-Playlist1.json", Format::SpotifyLibrary);
    assert_eq!(titles(&told), ["Style"]);
    assert_eq!(
        (told.playlists()[0].name.as_str(), keys(&told.playlists()[0].entries)),
        ("Gym", vec!["spotify:track:1"])
    );
    let told = read("spotify-StreamingHistory_music_0.json", Format::SpotifyLibrary);
    assert_eq!(told.plays(), [("Jóga", 1_780_775_215)]);
}

#[test]
fn the_extended_history_keeps_plays_and_nothing_about_the_listener() {
    for (name, plays) in [("Streaming_History_Audio_2024.json", 2), ("my_spotify_data.zip", 3)] {
        let told = read(name, Format::SpotifyHistory);
        assert_eq!(told.plays().len(), plays, "{name}");
        assert!(told.plays().contains(&("Jóga", 1_709_287_200)), "{:?}", told.plays());
        assert_eq!(told.bad.len(), 1, "{name}: {:?}", told.bad);
        assert!(!format!("{:?}{:?}", told.rows, told.bad).contains("192.0.2"), "{name}");
        ends_well(&told);
    }
}

#[test]
fn exportify_artists_with_commas_stay_whole() {
    let told = read("exportify.csv", Format::Exportify);
    assert_eq!(titles(&told), ["Who Dat Boy", "Old file"]);
    let song = told.songs()[0];
    assert_eq!(song.artists, ["Tyler, The Creator", "A$AP Rocky"]);
    assert_eq!((song.year, song.duration_ms, song.position), (Some(2017), Some(205_000), Some(6)));
    assert_eq!((song.isrc.as_deref(), song.added_at.unwrap().seconds()), (Some("USQX91701260"), 1_580_702_706));
    assert_eq!(told.songs()[1].artists, ["Earth, Wind & Fire"]);
    assert_eq!((told.playlists()[0].name.as_str(), told.playlists()[0].entries.len()), ("exportify", 2));
}

#[test]
fn a_column_of_playlists_becomes_playlists() {
    let told = read("tunemymusic.csv", Format::Csv);
    assert_eq!(titles(&told), ["Style", "Jóga", "Shake It Off"]);
    let lists: Vec<_> = told.playlists().iter().map(|list| (list.name.as_str(), keys(&list.entries))).collect();
    assert_eq!(lists, [("Gym", vec!["2", "4"]), ("Calm", vec!["3"])]);
    assert_eq!(told.songs()[2].key.as_deref(), Some("4"));
}

#[test]
fn an_itunes_library_brings_ratings_plays_and_folders() {
    let told = read("itunes.xml", Format::Itunes);
    assert_eq!(titles(&told), ["Rock & Roll <Live>", "Computed"]);
    let song = told.songs()[0];
    assert_eq!((song.rating, song.year, song.play_count, song.favourite), (Some(9), Some(1994), 7, true));
    assert_eq!(
        (song.last_played_at.unwrap().date(), song.added_at.unwrap().date()),
        ("2024-01-01".into(), "2010-05-06".into())
    );
    assert_eq!((told.songs()[1].rating, told.songs()[1].favourite), (None, true));
    let run = told.playlists()[0];
    assert_eq!(
        (run.name.as_str(), run.folder.as_deref(), keys(&run.entries)),
        ("Run", Some("Sport"), vec!["102", "101"])
    );
    assert_eq!(told.playlists().len(), 2);
    assert_eq!(told.bad.len(), 1);
    ends_well(&told);
}

#[test]
fn each_lastfm_file_gives_the_same_play() {
    let told = read("lastfm-ghan.csv", Format::Lastfm);
    assert_eq!((told.plays(), told.bad.len()), (vec![("Airbag", 1_700_000_000)], 1));
    let told = read("lastfm-api.json", Format::Lastfm);
    assert_eq!((told.plays(), told.bad.len()), (vec![("Airbag", 1_700_000_000)], 0));
    let told = read("lastfm-headless.csv", Format::Lastfm);
    assert_eq!(told.plays(), [("Airbag", 1_787_172_480), ("Lucky", 1_787_172_780)]);
    assert!(told.bad[0].reason.contains("yesterday"));
}

#[test]
fn listenbrainz_listens_and_loves_are_read() {
    let told = read("listenbrainz.zip", Format::Listenbrainz);
    assert_eq!(told.plays().len(), 2);
    assert_eq!((titles(&told), told.songs()[0].favourite), (vec!["Loved one"], true));
    assert_eq!(told.bad.len(), 1, "{:?}", told.bad);
    let told = read("listens.jsonl", Format::Listenbrainz);
    let Record::Play { song, at, .. } = &told.rows[0].record else { panic!() };
    assert_eq!((at.seconds(), song.duration_ms, song.mbid.as_deref()), (1_443_521_965, Some(213_000), Some("r-2")));
}

#[test]
fn a_discogs_release_keeps_what_its_owner_wrote() {
    let told = read("discogs.csv", Format::Discogs);
    let song = told.songs()[0];
    assert_eq!((song.title.as_str(), song.artist.as_deref(), song.year), ("Nevermind", Some("Nirvana"), None));
    assert_eq!((song.rating, song.tags.clone()), (Some(8), vec!["release".to_owned(), "Grunge".to_owned()]));
    let notes = song.notes.as_deref().unwrap();
    for part in
        ["Format: 7\", EP", "Label: DGC, Sub Pop", "Media Condition: Very Good Plus (VG+)", "Notes: First press"]
    {
        assert!(notes.contains(part), "{notes}");
    }
    assert_eq!((told.songs()[1].year, told.songs()[1].rating), (Some(1997), None));
}

#[test]
fn a_rekordbox_collection_keeps_stars_and_the_tree() {
    let told = read("rekordbox.xml", Format::Rekordbox);
    assert_eq!(titles(&told), ["One & Two", "Three"]);
    let song = told.songs()[0];
    assert_eq!((song.rating, song.duration_ms, song.year), (Some(8), Some(361_000), None));
    assert_eq!(told.songs()[1].rating, None);
    let lists: Vec<_> =
        told.playlists().iter().map(|l| (l.name.as_str(), l.folder.as_deref(), keys(&l.entries))).collect();
    assert_eq!(lists, [("Late", Some("House"), vec!["2", "1"]), ("By place", None, vec!["2"])]);
}

#[test]
fn playlists_of_players_are_read() {
    let told = read("list.m3u8", Format::M3u);
    assert_eq!(titles(&told), ["Группа крови", "Solo", "No words"]);
    let song = told.songs()[0];
    assert_eq!((song.artist.as_deref(), song.duration_ms), (Some("Кино"), Some(286_000)));
    assert_eq!((told.songs()[1].duration_ms, told.playlists()[0].name.as_str()), (None, "Morgen"));
    let told = read("list-1252.m3u", Format::M3u);
    assert_eq!((titles(&told), told.songs()[0].artist.as_deref()), (vec!["Jóga"], Some("Björk")));
    let told = read("list.xspf", Format::Xspf);
    assert_eq!(titles(&told), ["A <B>", "Only a file"]);
    let song = told.songs()[0];
    assert_eq!((song.artist.as_deref(), song.position, song.mbid.as_deref()), (Some("C & D"), Some(3), Some("r-1")));
    let list = told.playlists()[0];
    assert_eq!((list.name.as_str(), list.description.as_deref()), ("Mix", Some("For the road")));
    let told = read("list.jspf", Format::Jspf);
    let mbids: Vec<_> = told.songs().iter().map(|song| song.mbid.as_deref()).collect();
    assert_eq!((mbids, told.playlists()[0].name.as_str()), (vec![Some("r-3"), Some("r-4")], "Jams"));
}

#[test]
fn apple_play_activity_keeps_songs_that_were_heard() {
    let told = read("Apple Music Play Activity.csv", Format::AppleActivity);
    assert_eq!(told.plays(), [("Airbag", 1_641_031_200)]);
    assert_eq!(told.bad.len(), 1);
    assert!(!format!("{:?}{:?}", told.rows, told.bad).contains("192.0.2"));
}

#[test]
fn a_list_of_objects_is_read_by_its_names() {
    let told = read("foreign.json", Format::Json);
    let song = told.songs()[0];
    let expected = SongRecord {
        title: "Airbag".into(),
        artist: Some("Radiohead".into()),
        genres: vec!["Rock".into(), "Art, rock".into()],
        duration_ms: Some(284_000),
        favourite: true,
        ..Default::default()
    };
    assert_eq!(song, &expected);
    assert_eq!((told.bad.len(), told.bad[0].row), (1, 2));
    assert!(!file("foreign.json").is_empty());
}
