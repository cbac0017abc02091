//! The index of a collection, as its callers see it.
#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use std::collections::{BTreeMap, HashMap};

use chinook_search::collection::*;
use proptest::prelude::*;

const NOW: i64 = 1_750_000_000_000;

fn song(id: u128, title: &str, artist: &str, album: &str) -> SongDoc {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    SongDoc {
        id,
        title: title.to_owned(),
        artists: some(artist).into_iter().collect(),
        artist: artist.to_owned(),
        album: some(album),
        source: "added".to_owned(),
        added: id as i64,
        fingerprint: fingerprint(artist, title),
        ..SongDoc::default()
    }
}

fn collection(songs: &[SongDoc]) -> Collection {
    let collection = Collection::in_memory().unwrap();
    collection.apply(songs, &[]).unwrap();
    collection
}

fn found(collection: &Collection, query: &str) -> Vec<u128> {
    let filter = parse(query, NOW).unwrap();
    let mut ids = collection.matching(&filter).unwrap();
    ids.sort_unstable();
    ids
}

fn wardrobe() -> Collection {
    let mut songs = vec![
        song(1, "Hoppípolla", "Sigur Rós", "Takk..."),
        song(2, "Under Pressure", "Queen & David Bowie", "Hot Space"),
        song(3, "T.N.T.", "AC/DC", "High Voltage"),
        song(4, "Sugar Cane", "Sonic Youth", "Dirty"),
        song(5, "Home", "Röyksopp", "Melody A.M."),
        song(6, "群青日和", "東京事変", "教育"),
        song(7, "Radio Ga Ga", "Queen", "The Works"),
        song(8, "!!!", "!!!", ""),
    ];
    songs[1].artists = vec!["Queen".to_owned(), "David Bowie".to_owned()];
    songs[1].year = Some(1982);
    songs[1].rating = Some(9);
    songs[1].genres = vec!["Rock".to_owned(), "Pop".to_owned()];
    songs[1].duration_ms = Some(248_000);
    songs[2].year = Some(1975);
    songs[2].genres = vec!["Hard Rock".to_owned()];
    songs[2].plays = 12;
    songs[2].last_played = Some(NOW - 86_400_000);
    songs[3].year = Some(1992);
    songs[3].favourite = true;
    songs[3].notes = Some("the loud one, with feedback".to_owned());
    songs[3].duration_ms = Some(301_000);
    songs[4].tags = vec!["gym".to_owned()];
    songs[4].source = "bought".to_owned();
    songs[4].isrc = Some("NOAAA0100001".to_owned());
    songs[6].year = Some(1984);
    songs[6].has_cover = true;
    songs[6].disc = Some(1);
    songs[6].position = Some(1);
    songs[6].composer = Some("Roger Taylor".to_owned());
    collection(&songs)
}

#[test]
fn every_operator_of_the_query_language_means_what_it_says() {
    let collection = wardrobe();
    let cases: [(&str, &[u128]); 34] = [
        ("queen", &[2, 7]),
        ("queen pressure", &[2]),
        ("\"under pressure\"", &[2]),
        ("\"pressure under\"", &[]),
        ("artist:\"Queen\"", &[2, 7]),
        ("artist:\"queen\"|\"ac dc\"", &[2, 3, 7]),
        ("genre:\"Rock\"", &[2]),
        ("genre:rock", &[2, 3]),
        ("queen -radio", &[2]),
        ("year:1982", &[2]),
        ("year:1980..1989", &[2, 7]),
        ("year:>=1984", &[4, 7]),
        ("year:<1980", &[3]),
        ("decade:1980s", &[2, 7]),
        ("year:1980s", &[2, 7]),
        ("rating:>=4", &[2]),
        ("rating:4.5", &[2]),
        ("rating:5", &[]),
        ("plays:>0", &[3]),
        ("played:yes", &[3]),
        ("played:7d", &[3]),
        ("duration:>5:00", &[4]),
        ("duration:4:08", &[2]),
        ("has:notes", &[4]),
        ("has:cover", &[7]),
        ("is:favourite", &[4]),
        ("favourite:yes", &[4]),
        ("is:bought", &[5]),
        ("source:bought OR tag:\"gym\"", &[5]),
        ("(year:1975 OR year:1992) -ac", &[4]),
        ("isrc:NOAAA0100001", &[5]),
        ("composer:taylor track:1 disc:1", &[7]),
        ("notes:\"with feedback\"", &[4]),
        ("-has:year", &[1, 5, 6, 8]),
    ];
    for (query, ids) in cases {
        assert_eq!(found(&collection, query), ids, "{query}");
    }
    assert_eq!(found(&collection, "").len(), 8);
    assert_eq!(found(&collection, "added:1970").len(), 8);
}

#[test]
fn accents_punctuation_spaces_and_typos_are_forgiven() {
    let collection = wardrobe();
    let cases: [(&str, u128); 14] = [
        ("Royksopp", 5),
        ("sigur ros", 1),
        ("hoppipolla", 1),
        ("TNT", 3),
        ("t.n.t", 3),
        ("acdc", 3),
        ("ac dc", 3),
        ("sugarcane", 4),
        ("sugar cane", 4),
        ("bowie pressure", 2),
        ("presure", 2),
        ("sonci yout", 4),
        ("群青", 6),
        ("!!!", 8),
    ];
    for (query, id) in cases {
        assert_eq!(found(&collection, query), [id], "{query}");
    }
    assert_eq!(found(&collection, "pre"), [2], "the last word may be unfinished");
    assert!(found(&collection, "-presure").len() == 8, "what is excluded is meant as written");
}

#[test]
fn what_cannot_be_understood_is_said_with_its_place() {
    let cases = [
        ("queen year:abc", 11),
        ("artits:queen", 0),
        ("rating:7", 7),
        ("year:", 5),
        ("a OR", 2),
        ("year:1999..1990", 5),
        ("added:>2024-13-01", 6),
        ("duration:5:99", 9),
        ("is:lost", 3),
    ];
    for (query, at) in cases {
        let error = parse(query, NOW).expect_err(query);
        assert_eq!(error.at, at, "{query}: {error}");
        assert!(!error.message.is_empty());
    }
    for fine in [")", "(", "\"", "-", ":)", "a - b", "Mission: Impossible", "12:51", "((a)", &"(".repeat(30)] {
        parse(fine, NOW).unwrap();
    }
    assert!(parse(&"(".repeat(100), NOW).is_err());
    assert!(parse(&"a".repeat(5_000), NOW).is_err());
}

#[test]
fn the_best_match_comes_first() {
    let collection = collection(&[
        song(1, "A Night With Jazz", "Someone", "Other"),
        song(2, "Track", "Jazz Band", "Other"),
        song(3, "Jazz", "Queen", "Jazz"),
        song(4, "Bicycle Race", "Queen", "Jazz"),
        song(5, "Jazz Police", "Cohen", "Man"),
    ]);
    let view = View { filter: parse("jazz", NOW).unwrap(), sort: Sort::up(SortField::Relevance) };
    assert_eq!(collection.ids(&view, 10).unwrap(), [3, 5, 1, 2, 4]);
}

#[test]
fn suggestions_name_what_there_is() {
    let collection = wardrobe();
    let labels = |text: &str| -> Vec<(SuggestionKind, String)> {
        collection.suggest(text, 8).unwrap().into_iter().map(|found| (found.kind, found.label)).collect()
    };
    assert!(labels("que").contains(&(SuggestionKind::Artist, "Queen".to_owned())));
    assert!(labels("bow").contains(&(SuggestionKind::Artist, "David Bowie".to_owned())));
    assert!(!labels("bow").contains(&(SuggestionKind::Artist, "Queen".to_owned())), "the other artist is not meant");
    assert!(labels("gy").contains(&(SuggestionKind::Tag, "gym".to_owned())));
    assert!(labels("radio").contains(&(SuggestionKind::Song, "Radio Ga Ga".to_owned())));
    assert!(labels("zzz").is_empty(), "nothing stands past the last name");
    assert!(labels("").is_empty());
    collection.apply(&[], &[7]).unwrap();
    assert!(!labels("radio").contains(&(SuggestionKind::Song, "Radio Ga Ga".to_owned())));
}

#[test]
fn duplicates_are_found_by_recording_and_identifier() {
    let mut songs = [
        song(1, "Let It Be", "The Beatles", "Let It Be"),
        song(2, "let it be!", "Beatles", "1"),
        song(3, "Let It Be", "The Beatles", "Live"),
        song(4, "Help", "The Beatles", ""),
        song(5, "Yesterday", "The Beatles", ""),
    ];
    songs[0].duration_ms = Some(243_000);
    songs[1].duration_ms = Some(244_000);
    songs[2].duration_ms = Some(300_000);
    songs[3].isrc = Some("GBAYE0000001".to_owned());
    songs[4].isrc = Some("gbaye0000001".to_owned());
    let collection = collection(&songs[..2]);
    collection.apply(&songs[2..], &[]).unwrap();
    let duplicates = collection.duplicates(10).unwrap();
    let expected = [
        Duplicate { reason: DuplicateReason::Identifier, ids: vec![4, 5] },
        Duplicate { reason: DuplicateReason::Recording, ids: vec![1, 2] },
    ];
    assert_eq!(duplicates.groups, expected);
    assert_eq!(collection.by_fingerprint(fingerprint("beatles", "Let it be")).unwrap(), [1, 2, 3]);
}

#[test]
fn a_large_filling_is_seen_whole_before_it_is_settled_and_leaves_one_part() {
    let collection = Collection::in_memory().unwrap();
    let mut bulk = collection.rebuild().unwrap();
    bulk.add(&[song(1, "One", "Artist", "Album"), song(4, "Four", "Artist", "Album")]).unwrap();
    bulk.commit().unwrap();
    bulk.put(&[song(1, "Uno", "Artist", "Album"), song(2, "Two", "Artist", ""), song(2, "Due", "Artist", "")]).unwrap();
    bulk.complete().unwrap();
    assert!(!collection.needs_rebuild());
    assert_eq!((collection.len(), collection.parts()), (3, 2), "of one put twice, the later");
    // Others write before it is settled.
    collection.apply(&[song(3, "Tre", "Artist", "")], &[2]).unwrap();
    bulk.settle().unwrap();
    let titles = |words: &str| collection.count(&parse(words, NOW).unwrap()).unwrap();
    assert_eq!((collection.len(), titles("uno"), titles("one"), titles("due"), titles("tre")), (3, 1, 0, 0, 1));
    assert!(collection.parts() <= 2, "those of the filling are one");
}

#[test]
fn songs_are_taken_out_by_all_of_their_id() {
    // Both halves count: the others share one with it.
    let id = |high: u128, low: u128| (high << 64) | low;
    let ids = [id(1, 1), id(1, 2), id(2, 1), id(2, 2), id(9, 9)];
    let collection = collection(&ids.map(|id| song(id, "Song", "Artist", "Album")));
    collection.apply(&[], &[id(1, 2), id(7, 7), id(9, 1)]).unwrap();
    let mut left = collection.matching(&parse("song", NOW).unwrap()).unwrap();
    left.sort_unstable();
    assert_eq!(left, [id(1, 1), id(2, 1), id(2, 2), id(9, 9)]);
}

#[test]
fn an_index_on_disk_is_found_again_and_a_damaged_one_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    {
        let collection = Collection::open(folder.path()).unwrap();
        assert!(collection.needs_rebuild());
        let mut bulk = collection.rebuild().unwrap();
        bulk.add(&(0..500).map(|id| song(id, "Song", "Artist", "Album")).collect::<Vec<_>>()).unwrap();
        bulk.set_mark(77);
        // A change made meanwhile is not lost.
        collection.apply(&[song(1_000, "Other", "Artist", "Album")], &[3]).unwrap();
        bulk.finish().unwrap();
        assert_eq!(collection.len(), 500);
    }
    let collection = Collection::open(folder.path()).unwrap();
    assert_eq!((collection.len(), collection.needs_rebuild(), collection.mark()), (500, false, Some(77)));
    drop(collection);
    for file in std::fs::read_dir(folder.path().join("collection")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "fast") {
            let mut bytes = std::fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0xff;
            std::fs::write(&path, bytes).unwrap();
        }
    }
    let collection = Collection::open(folder.path()).unwrap();
    assert!(collection.is_empty() && collection.needs_rebuild());
}

/// Songs of few different values, so that there are many ties.
fn any_song() -> impl Strategy<Value = SongDoc> {
    let names = prop::sample::select(vec!["", "Abba", "ABBA", "Björk", "Can", "The Who", "Zappa"]);
    let texts = (names.clone(), names.clone(), names.clone());
    let genres = prop::collection::vec(prop::sample::select(vec!["Rock", "rock", "Jazz", "Pop"]), 0..3);
    let small = |most: i64| prop::option::of(0..most);
    let numbers = (small(30), small(11), small(3), small(4), small(5), 0..3_i64);
    (0..40_u128, texts, genres, numbers, any::<bool>()).prop_map(
        |(id, (title, artist, album), genres, (year, rating, disc, position, played, plays), favourite)| {
            let mut song = song(id, title, artist, album);
            song.genres = genres.into_iter().map(str::to_owned).collect();
            song.year = year.map(|year| 1975 + year as i32);
            song.rating = rating.map(|rating| rating as u8).filter(|rating| *rating > 0);
            song.disc = disc.map(|disc| disc as u32);
            song.position = position.map(|position| position as u32);
            song.last_played = played;
            song.plays = plays as u64;
            song.duration_ms = year.map(|year| year * 1_000);
            song.added = (id % 3) as i64;
            song.favourite = favourite;
            song
        },
    )
}

fn text(value: &str) -> Option<String> {
    let fold = fold(value);
    (!fold.is_empty()).then(|| format!("{fold}\0{value}"))
}

fn album_key(song: &SongDoc) -> Option<String> {
    let album = fold(song.album.as_deref()?);
    (!album.is_empty()).then(|| format!("{album}\0{}", fold(&song.artist)))
}

/// Each genre as it is spelt first: a second spelling is not another genre.
fn genres(song: &SongDoc) -> impl Iterator<Item = &String> {
    let earlier = |at: usize, genre: &str| song.genres[..at].iter().any(|known| fold(known) == fold(genre));
    song.genres.iter().enumerate().filter(move |(at, genre)| !earlier(*at, genre)).map(|(_, genre)| genre)
}

/// What a song is sorted by: missing is last either way.
fn keys(song: &SongDoc, field: SortField) -> Vec<Option<String>> {
    let number = |number: Option<i64>| number.map(|number| format!("{number:020}"));
    let small = |number: Option<u32>| number.map(i64::from);
    let position = match (small(song.disc), small(song.position)) {
        (None, None) => None,
        (disc, track) => Some(disc.unwrap_or(1) * 1_000_000 + track.unwrap_or(0)),
    };
    let mut keys = match field {
        SortField::Added => vec![number(Some(song.added))],
        SortField::Title => vec![text(&song.title)],
        SortField::Artist => vec![text(&song.artist), album_key(song), number(position)],
        SortField::Album => vec![album_key(song), number(position)],
        SortField::Year => vec![number(song.year.map(i64::from)), album_key(song), number(position)],
        SortField::Genre => vec![genres(song).filter_map(|genre| text(genre)).min()],
        SortField::Rating => vec![number(song.rating.map(i64::from))],
        SortField::Plays => vec![number(Some(song.plays as i64))],
        SortField::Played => vec![number(song.last_played)],
        SortField::Position => vec![number(position)],
        _ => unreachable!("not tried here"),
    };
    keys.push(text(&song.title));
    keys.push(number(Some(song.added)));
    keys.push(Some(format!("{:040}", song.id)));
    keys
}

fn sorted(songs: &BTreeMap<u128, SongDoc>, sort: Sort, test: impl Fn(&SongDoc) -> bool) -> Vec<u128> {
    let mut found: Vec<(Vec<Option<String>>, u128)> =
        songs.values().filter(|song| test(song)).map(|song| (keys(song, sort.field), song.id)).collect();
    found.sort_by(|(a, _), (b, _)| {
        let pairs = a.iter().zip(b).enumerate().map(|(at, (a, b))| match (a, b) {
            (Some(a), Some(b)) if at == 0 && sort.descending => b.cmp(a),
            _ => (a.is_none(), a).cmp(&(b.is_none(), b)),
        });
        pairs.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
    found.into_iter().map(|(_, id)| id).collect()
}

const SORTS: [SortField; 10] = [
    SortField::Added,
    SortField::Title,
    SortField::Artist,
    SortField::Album,
    SortField::Year,
    SortField::Genre,
    SortField::Rating,
    SortField::Plays,
    SortField::Played,
    SortField::Position,
];

type Test = fn(&SongDoc) -> bool;

/// Queries, each with the plain rule it stands for.
const QUERIES: [(&str, Test); 6] = [
    ("", |_| true),
    ("artist:\"abba\"", |song| fold(&song.artist) == "abba"),
    ("genre:\"Rock\"", |song| song.genres.iter().any(|genre| fold(genre) == "rock")),
    ("decade:1980s", |song| song.year.is_some_and(|year| (1980..1990).contains(&year))),
    ("rating:>=4 OR favourite:yes", |song| song.rating.is_some_and(|rating| rating >= 8) || song.favourite),
    ("-played:never plays:1..2", |song| song.last_played.is_some() && (1..=2).contains(&song.plays)),
];

fn counts(songs: &BTreeMap<u128, SongDoc>, test: Test, values: fn(&SongDoc) -> Vec<String>) -> HashMap<String, u64> {
    let mut counts = HashMap::new();
    for song in songs.values().filter(|song| test(song)) {
        let mut values = values(song);
        values.sort();
        values.dedup();
        values.into_iter().filter(|value| !value.is_empty()).for_each(|value| *counts.entry(value).or_default() += 1);
    }
    counts
}

/// All artists and albums, each with the name and the cover of the song that stands for it: of several that suit
/// equally it may be any.
fn everybody(collection: &Collection, songs: &BTreeMap<u128, SongDoc>) -> Vec<(Group, Option<String>, bool)> {
    let of = |kind| {
        let all = collection.groups(kind, &Filter::All, GroupSort::Name, 0, 100).unwrap().items.into_iter();
        all.map(move |group| {
            let first = &songs[&group.first];
            let name = if kind == GroupKind::Artists { Some(fold(&first.artist)) } else { album_key(first) };
            let (shown, artist) = (fold(&group.name), group.artist.as_deref().map(fold));
            (Group { first: 0, name: shown, artist, ..group }, name, first.has_cover)
        })
    };
    of(GroupKind::Artists).chain(of(GroupKind::Albums)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_page_and_count_is_what_a_plain_list_gives(
        batches in prop::collection::vec((prop::collection::vec(any_song(), 1..12), 0..40_u128), 1..6),
        sort in prop::sample::select(SORTS.to_vec()),
        descending in any::<bool>(),
        query in prop::sample::select(QUERIES.to_vec()),
        limit in 1..7_usize,
    ) {
        let collection = Collection::in_memory().unwrap();
        let mut songs = BTreeMap::new();
        for (puts, remove) in batches {
            let puts: Vec<SongDoc> =
                puts.into_iter().map(|song| (song.id, song)).collect::<BTreeMap<_, _>>().into_values().collect();
            songs.remove(&remove);
            songs.extend(puts.iter().map(|song| (song.id, song.clone())));
            collection.apply(&puts, &[remove]).unwrap();
            // What is counted now is what the next counts begin with.
            let fresh = Collection::in_memory().unwrap();
            fresh.apply(&songs.values().cloned().collect::<Vec<_>>(), &[]).unwrap();
            prop_assert_eq!(everybody(&collection, &songs), everybody(&fresh, &songs));
        }
        let sort = Sort { field: sort, descending };
        let (text, test) = query;
        let filter = parse(text, NOW).unwrap();
        let expected = sorted(&songs, sort, test);
        let view = View { filter: filter.clone(), sort };
        for offset in 0..expected.len() + 2 {
            let page = collection.page(&view, offset as u64, limit).unwrap();
            let part: Vec<u128> = expected.iter().skip(offset).take(limit).copied().collect();
            prop_assert_eq!(page.total, expected.len() as u64);
            prop_assert_eq!(page.ids, part, "{:?} from {}", sort, offset);
        }
        let facets = collection.facets(&filter, &Filter::All, 50).unwrap();
        let values = |field: FacetField| -> HashMap<String, u64> {
            let values = facets.fields.iter().find(|(of, _)| *of == field).unwrap().1.iter();
            values.map(|value| (fold(&value.value), value.count)).collect()
        };
        prop_assert_eq!(facets.total, expected.len() as u64);
        prop_assert_eq!(values(FacetField::Artist), counts(&songs, test, |song| vec![fold(&song.artist)]));
        prop_assert_eq!(values(FacetField::Genre), counts(&songs, test, |song| song.genres.iter().map(|genre| fold(genre)).collect()));
        prop_assert_eq!(
            values(FacetField::Year),
            counts(&songs, test, |song| song.year.iter().map(i32::to_string).collect())
        );
        let groups = collection.groups(GroupKind::Artists, &filter, GroupSort::Name, 0, 100).unwrap();
        let names: Vec<String> = groups.items.iter().map(|group| fold(&group.name)).collect();
        let mut expected: Vec<String> = counts(&songs, test, |song| vec![fold(&song.artist)]).into_keys().collect();
        expected.sort();
        prop_assert_eq!(names, expected);
        for group in groups.items {
            let of = |song: &&SongDoc| test(song) && fold(&song.artist) == fold(&group.name);
            let mut albums: Vec<String> = songs.values().filter(of).filter_map(album_key).collect();
            albums.sort();
            albums.dedup();
            prop_assert_eq!(group.albums, albums.len() as u64, "albums of {}", group.name);
            prop_assert_eq!(group.songs, songs.values().filter(of).count() as u64);
        }
    }
}

#[test]
fn a_field_leaves_its_own_choices_aside() {
    let collection = wardrobe();
    let chosen = parse("genre:\"Rock\" year:1982", NOW).unwrap();
    let facets = collection.facets(&Filter::All, &chosen, 50).unwrap();
    assert_eq!(facets.total, 1);
    let of = |field: FacetField| &facets.fields.iter().find(|(of, _)| *of == field).unwrap().1;
    let years: Vec<(&str, u64, bool)> =
        of(FacetField::Year).iter().map(|value| (value.value.as_str(), value.count, value.selected)).collect();
    assert_eq!(years, [("1982", 1, true)]);
    let genres: Vec<(&str, bool)> =
        of(FacetField::Genre).iter().map(|value| (value.value.as_str(), value.selected)).collect();
    assert_eq!(genres, [("Pop", false), ("Rock", true)]);
}
