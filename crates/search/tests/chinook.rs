//! What a visitor finds in the real catalogue.
// Clippy lets tests unwrap, but not the helpers of a test file.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::OnceLock;

use chinook_search::{HighlightPart, Hit, Index, Kind, Query, Results};

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let index = Index::in_memory().unwrap();
        index.replace_all(common::chinook(), 1).unwrap();
        index
    })
}

fn search(text: &str) -> Results {
    index().search(&Query::new(text, 20)).unwrap()
}

fn text(parts: &[HighlightPart]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

fn names(hits: &[Hit]) -> Vec<String> {
    hits.iter().map(|hit| text(&hit.highlight)).collect()
}

fn first_artist(query: &str) -> String {
    names(&search(query).artists).first().cloned().unwrap_or_default()
}

#[test]
fn everything_of_the_catalogue_is_in_the_index() {
    assert_eq!(index().len(), 275 + 347 + 3_503);
}

#[test]
fn artists_albums_and_tracks_are_found_together() {
    let results = search("iron maiden");
    assert_eq!(names(&results.artists), ["Iron Maiden"]);
    assert_eq!(names(&results.albums)[0], "Iron Maiden");
    assert_eq!(names(&results.tracks)[0], "Iron Maiden");
    assert_eq!(results.corrected, None);
    assert_eq!(results.total, results.kinds.iter().map(|facet| facet.count).sum::<u64>());
}

#[test]
fn spelling_is_forgiven_in_accents_and_punctuation() {
    for (query, artist) in [
        ("acdc", "AC/DC"),
        ("ac dc", "AC/DC"),
        ("ac/dc", "AC/DC"),
        ("AC-DC", "AC/DC"),
        ("antonio carlos jobim", "Antônio Carlos Jobim"),
        ("ANTÔNIO CARLOS JOBIM", "Antônio Carlos Jobim"),
        ("motorhead", "Motörhead"),
        ("guns n roses", "Guns N' Roses"),
        ("guns and roses", "Guns N' Roses"),
        ("guns & roses", "Guns N' Roses"),
        ("gunsnroses", "Guns N' Roses"),
        ("r.e.m.", "R.E.M."),
        ("rem", "R.E.M."),
        ("R E M", "R.E.M."),
        ("u 2", "U2"),
        ("led zeppelin", "Led Zeppelin"),
        ("ledzeppelin", "Led Zeppelin"),
        ("black eyed peas", "Black Eyed Peas"),
        ("the rolling stones", "The Rolling Stones"),
        ("rolling stones", "The Rolling Stones"),
        ("who", "The Who"),
        ("joao gilberto", "João Gilberto"),
        ("cassia eller", "Cássia Eller"),
        ("youssou ndour", "Youssou N'Dour"),
        ("yo yo ma", "Yo-Yo Ma"),
        ("yoyo ma", "Yo-Yo Ma"),
    ] {
        let results = search(query);
        assert_eq!(names(&results.artists).first().map(String::as_str), Some(artist), "for {query:?}");
        assert_eq!(results.corrected, None, "for {query:?}");
    }
    assert_eq!(names(&search("minha historia").albums)[0], "Minha Historia");
    assert_eq!(names(&search("minha história").albums)[0], "Minha Historia");
}

#[test]
fn typos_are_forgiven_and_the_correction_is_told() {
    for (query, artist, corrected) in [
        ("metalica", "Metallica", "metallica"),
        ("mettalica", "Metallica", "metallica"),
        ("led zepelin", "Led Zeppelin", "led zeppelin"),
        ("ledzepelin", "Led Zeppelin", "led zeppelin"),
        ("antonio carlos jobin", "Antônio Carlos Jobim", "antonio carlos jobim"),
        ("iron madien", "Iron Maiden", "iron maiden"),
        ("nirvanna", "Nirvana", "nirvana"),
        ("aerosmiht", "Aerosmith", "aerosmith"),
        ("soundgardn", "Soundgarden", "soundgarden"),
        ("pearl jamm", "Pearl Jam", "pearl jam"),
        ("guns n rosses", "Guns N' Roses", "guns n roses"),
    ] {
        let results = search(query);
        assert_eq!(names(&results.artists).first().map(String::as_str), Some(artist), "for {query:?}");
        assert_eq!(results.corrected.as_deref(), Some(corrected), "for {query:?}");
    }
}

#[test]
fn names_are_found_while_they_are_typed() {
    let name = "metallica";
    for length in 4..=name.len() {
        assert_eq!(first_artist(&name[..length]), "Metallica", "for {:?}", &name[..length]);
    }
    assert_eq!(first_artist("led z"), "Led Zeppelin");
    assert_eq!(first_artist("acd"), "AC/DC");
}

#[test]
fn words_may_be_in_different_places_but_all_must_be_there() {
    let results = search("metallica sandman");
    assert_eq!(names(&results.tracks), ["Enter Sandman", "Enter Sandman"], "the song and its cover version");
    assert!(results.artists.is_empty());
    let composed = search("ulrich blackened");
    assert!(names(&composed.tracks).iter().any(|name| name == "Blackened"), "{:?}", names(&composed.tracks));
}

#[test]
fn when_nothing_has_all_words_most_words_do() {
    let results = search("metallica enter sandman xylophone");
    assert_eq!(names(&results.tracks)[0], "Enter Sandman");
    let results = search("xylophone zzzzqqq metallica");
    assert_eq!(names(&results.artists), ["Metallica"]);
}

#[test]
fn the_exact_name_comes_first_then_names_that_begin_so() {
    let tracks = names(&search("one").tracks);
    assert_eq!(tracks[0], "One");
    let exact = tracks.iter().take_while(|name| *name == "One").count();
    assert!(tracks[exact].starts_with("One"), "{tracks:?}");
    assert_eq!(first_artist("queen"), "Queen");
    assert_eq!(first_artist("deep purple"), "Deep Purple");
}

#[test]
fn among_equal_matches_the_one_sold_most_comes_first() {
    let sold: std::collections::HashMap<i64, u64> = common::chinook()
        .into_iter()
        .filter(|doc| doc.kind == Kind::Track)
        .map(|doc| (doc.id, doc.popularity))
        .collect();
    let results = search("metallica");
    let by_score = |score: f32| move |hit: &&Hit| (hit.score - score).abs() < f32::EPSILON;
    let first = results.tracks[0].score;
    let equals: Vec<u64> = results.tracks.iter().filter(by_score(first)).map(|hit| sold[&hit.id]).collect();
    assert!(equals.len() > 5);
    assert!(equals.is_sorted_by(|a, b| a >= b), "{equals:?}");
}

#[test]
fn facets_ignore_their_own_filter_only() {
    let all = search("love");
    let rock = all.genres.iter().find(|facet| facet.genre.name == "Rock").expect("love songs are rock, too");
    let query = Query { genre_id: Some(rock.genre.id), kind: Some(Kind::Track), ..Query::new("love", 5) };
    let filtered = index().search(&query).unwrap();

    let count = |results: &Results, kind| results.kinds.iter().find(|facet| facet.kind == kind).unwrap().count;
    assert_eq!(filtered.total, count(&filtered, Kind::Track));
    assert!(count(&filtered, Kind::Album) > 0, "kinds ignore the kind filter");
    assert!(count(&filtered, Kind::Track) < count(&all, Kind::Track), "kinds obey the genre filter");
    assert!(filtered.genres.len() > 1, "genres ignore the genre filter");
    let tracks: u64 = filtered.genres.iter().map(|facet| facet.count).sum();
    assert_eq!(tracks, count(&all, Kind::Track), "genres obey the kind filter; a track has one genre");
    assert!(filtered.artists.is_empty() && filtered.albums.is_empty());
    assert_eq!(filtered.tracks.len(), 5);
}

#[test]
fn pages_follow_each_other_without_gaps() {
    let page = |offset| index().search(&Query { offset, ..Query::new("love", 7) }).unwrap().tracks;
    let ids = |hits: Vec<Hit>| hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>();
    let both = index().search(&Query::new("love", 14)).unwrap().tracks;
    assert_eq!([ids(page(0)), ids(page(7))].concat(), ids(both));
}

#[test]
fn matches_are_lit_up_in_the_original_spelling() {
    let lit = |query: &str| {
        let results = search(query);
        let parts = &results.artists[0].highlight;
        parts
            .iter()
            .map(|part| if part.hit { format!("[{}]", part.text) } else { part.text.clone() })
            .collect::<String>()
    };
    assert_eq!(lit("antonio jobim"), "[Antônio] Carlos [Jobim]");
    assert_eq!(lit("metalica"), "[Metallica]");
    assert_eq!(lit("led zep"), "[Led Zep]pelin");
    assert_eq!(lit("acdc"), "[AC/DC]");
}

#[test]
fn an_episode_called_question_mark_is_found() {
    assert_eq!(names(&search("?").tracks), ["\"?\""]);
}

#[test]
fn suggestions_are_varied_and_say_nothing_thrice() {
    let suggestions = index().suggest("iron", 8).unwrap();
    assert_eq!(suggestions.len(), 8);
    assert_eq!((suggestions[0].kind, suggestions[0].title.as_str()), (Kind::Artist, "Iron Maiden"));
    for kind in Kind::ALL {
        assert!(suggestions.iter().any(|suggestion| suggestion.kind == kind), "no {kind:?}");
    }
    for suggestion in &suggestions {
        let same = suggestions.iter().filter(|other| other.title == suggestion.title).count();
        assert!(same < 3, "{} is there {same} times", suggestion.title);
    }
    let typo = index().suggest("metalica", 5).unwrap();
    assert_eq!(typo[0].title, "Metallica");
    let track = index().suggest("enter sandm", 5).unwrap();
    assert_eq!(track[0].title, "Enter Sandman");
    assert!(track[0].subtitle.is_some());
}

#[test]
fn hostile_text_is_answered_quickly_and_without_error() {
    let long = "metallica ".repeat(1_000);
    let one_word = "a".repeat(10_000);
    let dotted = "a.".repeat(5_000);
    for text in [
        "",
        " ",
        "\u{0}",
        "\u{7}\u{1b}[31m",
        "*",
        "%",
        "%%%",
        "\"",
        "'",
        "\"unclosed",
        "a*",
        "*:*",
        "name:x",
        "+-!(){}[]^~?:\\/",
        "AND OR NOT",
        "🎸",
        "🎸 rock",
        "👩‍👩‍👧‍👦",
        "\u{202e}evil",
        "e\u{301}\u{301}\u{301}",
        "\u{301}",
        "ＡＣ／ＤＣ",
        "日本語",
        "' or 1=1 --",
        "\u{10ffff}",
        &long,
        &one_word,
        &dotted,
    ] {
        let started = std::time::Instant::now();
        let query = Query { offset: usize::MAX / 2, ..Query::new(text, usize::MAX / 2) };
        index().search(&query).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        index().suggest(text, usize::MAX / 2).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert!(started.elapsed().as_secs() < 2, "{text:?} took {:?}", started.elapsed());
    }
    assert_eq!(search("").total, 0);
    assert_eq!(search("%").total, 0);
    assert_eq!(first_artist("ＡＣ／ＤＣ"), "AC/DC", "full-width letters are letters");
}
