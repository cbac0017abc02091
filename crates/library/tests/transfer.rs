//! Import and export by HTTP, on every engine: what is shown first, what comes in, what is undone,
//! and what goes out and in again.
#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod common;

use std::time::Duration;

use axum::{body::Body, http::Request};
use chinook_library::transfer;
use common::{Answered, Home, customer, homes, text};
use proptest::{collection::vec, option, prelude::*, test_runner::TestRunner};
use serde_json::{Value, json};
use table::Table;

async fn bring(home: &Home, caller: i64, name: &str, bytes: &[u8]) -> Answered {
    let request = Request::post(format!("/library/imports?name={name}")).body(Body::from(bytes.to_vec())).unwrap();
    home.answer(caller, request).await
}

async fn preview(home: &Home, id: &str) -> Value {
    home.post(1, &format!("/library/imports/{id}/preview"), json!({})).await.expect(200, home.engine)
}

/// Starts and waits for the end.
async fn take_in(home: &Home, id: &str, how: Value) -> Value {
    home.post(1, &format!("/library/imports/{id}/start"), how).await.expect(202, home.engine);
    settled(home, id).await
}

async fn settled(home: &Home, id: &str) -> Value {
    for _ in 0..3_000 {
        let import = home.get(1, &format!("/library/imports/{id}")).await.expect(200, home.engine);
        if !matches!(import["state"].as_str(), Some("running" | "undoing")) {
            return import;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the import does not end");
}

async fn import(home: &Home, name: &str, bytes: &[u8]) -> (String, Value) {
    let id = text(&bring(home, 1, name, bytes).await.expect(201, name)["id"]);
    let import = take_in(home, &id, json!({})).await;
    assert_eq!(import["state"], "done", "{import}");
    (id, import)
}

async fn exported(home: &Home, query: &str) -> Vec<u8> {
    let answer = home.get(1, &format!("/library/export?{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.bytes
}

async fn songs(home: &Home) -> usize {
    let csv = exported(home, "format=csv").await;
    csv.iter().filter(|b| **b == b'\n').count() - 1
}

const TABLE: &[u8] = b"title,artist,year,rating\nAirbag,Radiohead,1997,5\n,Nobody,1990,3\nLucky,Radiohead,soon,4\n\
    Lucky,Radiohead,1997,4\nairbag,RADIOHEAD,,\n";

#[tokio::test]
async fn selected_songs_are_exported_in_their_order_and_those_of_others_never() {
    let home = Home::new("memory", Table::memory);
    let mut ids = Vec::new();
    for title in ["Airbag", "Lucky", "Nude"] {
        ids.push(text(&home.add(1, json!({"title": title, "year": 1997})).await["id"]));
    }
    let titles = async |caller: i64, selection: Value| {
        let asked = json!({"format": "csv", "selection": selection});
        let csv = String::from_utf8(home.post(caller, "/library/export", asked).await.bytes).unwrap();
        csv.lines().skip(1).map(|line| line.split(',').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles(1, json!({"ids": [ids[2], ids[0]]})).await, ["Nude", "Airbag"]);
    assert_eq!(titles(2, json!({"ids": [ids[2], ids[0]]})).await, Vec::<String>::new());
    let view = json!({"filter": "year:1997", "sort": "-title", "except": [ids[1]]});
    assert_eq!(titles(1, view).await, ["Nude", "Airbag"]);
}

#[tokio::test]
async fn a_table_is_shown_taken_in_reported_and_taken_back() {
    let (homes, _guard) = homes().await;
    for home in &homes {
        let brought = bring(home, 1, "songs.csv", TABLE).await.expect(201, home.engine);
        assert_eq!((&brought["format"], &brought["state"]), (&json!("csv"), &json!("ready")));
        assert_eq!(brought["columns"][3]["field"], "rating");
        let id = text(&brought["id"]);
        let shown = preview(home, &id).await;
        assert_eq!(
            shown["counts"],
            json!({"new": 2, "matched": 0, "duplicate": 1, "bad": 2, "unsure": 0, "playlists": 0})
        );
        assert_eq!((&shown["bad"][1]["row"], shown["sample"].as_array().unwrap().len()), (&json!(4), 3));
        assert!(text(&shown["bad"][1]["reason"]).contains("soon"));
        assert_eq!(songs(home).await, 0, "{}: a preview writes nothing", home.engine);

        let done = take_in(home, &id, json!({})).await;
        assert_eq!((&done["state"], &done["counts"]["new"], &done["done"]), (&json!("done"), &json!(2), &json!(6)));
        assert_eq!(songs(home).await, 2, "{}", home.engine);
        home.post(1, &format!("/library/imports/{id}/start"), json!({})).await.expect(409, home.engine);

        let report = home.get(1, &format!("/library/imports/{id}/report")).await;
        let report = String::from_utf8(report.bytes).unwrap();
        assert_eq!(report.lines().count(), 6, "{report}");
        assert!(report.contains("4,bad,“soon” is not a year such as 1994.,"), "{report}");
        assert!(report.contains("6,duplicate,the same as row 2,airbag,RADIOHEAD"), "{report}");

        home.post(1, &format!("/library/imports/{id}/undo"), Value::Null).await.expect(202, home.engine);
        assert_eq!(settled(home, &id).await["state"], "undone");
        assert_eq!(songs(home).await, 0, "{}", home.engine);
    }
}

#[tokio::test]
async fn what_is_there_is_matched_filled_and_restored() {
    let home = Home::new("memory", Table::memory);
    let own = home.add(1, json!({"title": "Airbag", "artist": "Radiohead", "notes": "mine"})).await;
    home.add(1, json!({"title": "Paranoid Android", "artist": "Radiohead", "duration_ms": 383_000})).await;
    let table = b"title,artist,year,plays,duration,notes\nAIRBAG,radiohead,1997,9,4:44,theirs\n\
        Paranoid Android,Radiohead,1997,,8:00,\nParanoid Andriod,Radiohead,,,,\n";
    let id = text(&bring(&home, 1, "a.csv", table).await.expect(201, "bring")["id"]);
    let shown = preview(&home, &id).await;
    assert_eq!((&shown["counts"]["matched"], &shown["counts"]["new"]), (&json!(1), &json!(2)), "{shown}");
    assert_eq!(shown["unsure"][0]["candidate"]["title"], "Paranoid Android", "{shown}");
    let row = shown["unsure"].as_array().unwrap().iter().find(|unsure| unsure["row"] == 4).unwrap();
    assert!(row["score"].as_f64().unwrap() > 0.8);
    let done = take_in(&home, &id, json!({"decisions": {"4": "same", "3": "skip"}})).await;
    assert_eq!((&done["counts"]["matched"], &done["counts"]["new"]), (&json!(2), &json!(0)), "{done}");
    let path = format!("/library/songs/{}", text(&own["id"]));
    let filled = home.get(1, &path).await.expect(200, "song");
    assert_eq!((&filled["year"], &filled["play_count"], &filled["notes"]), (&json!(1997), &json!(9), &json!("mine")));
    home.post(1, &format!("/library/imports/{id}/undo"), Value::Null).await.expect(202, "undo");
    settled(&home, &id).await;
    let before = home.get(1, &path).await.expect(200, "song");
    assert_eq!((&before["year"], &before["play_count"], &before["title"]), (&Value::Null, &json!(0), &json!("Airbag")));
}

#[tokio::test]
async fn histories_become_songs_with_counts_and_playlists_find_their_songs() {
    let home = Home::new("memory", Table::memory);
    let file = |name: &str| std::fs::read(format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    import(&home, "my_spotify_data.zip", &file("my_spotify_data.zip")).await;
    let out = exported(&home, "format=json").await;
    let out: Value = serde_json::from_slice(&out).unwrap();
    let song = &out["songs"][0];
    assert_eq!((&song["title"], &song["play_count"], &song["source"]), (&json!("Jóga"), &json!(3), &json!("imported")));
    // The last one was short, but nobody skipped it.
    assert_eq!(song["last_played_at"], "2024-03-01T10:04:40Z");

    let (id, done) = import(&home, "itunes.xml", &file("itunes.xml")).await;
    assert_eq!(done["counts"]["playlists"], 2, "{done}");
    let lists = home.get(1, "/library/playlists").await.expect(200, "lists");
    let run = lists["items"].as_array().unwrap().iter().find(|list| list["name"] == "Run").unwrap().clone();
    assert_eq!((&run["songs"], &run["folder"]), (&json!(2), &json!("Sport")));
    let out = exported(&home, &format!("format=m3u8&playlist={}", text(&run["id"]))).await;
    let out = String::from_utf8(out).unwrap();
    let first = out.find("Computed").unwrap();
    assert!(first < out.find("AC/DC - Rock & Roll <Live>").unwrap(), "{out}");
    home.post(1, &format!("/library/imports/{id}/undo"), Value::Null).await.expect(202, "undo");
    settled(&home, &id).await;
    assert_eq!(home.get(1, "/library/playlists").await.json["items"], json!([]));
    assert_eq!(songs(&home).await, 1);
}

/// An archive of files as Spotify or ListenBrainz send them.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[tokio::test]
async fn plays_count_for_songs_that_the_same_archive_also_lists() {
    let spotify = archive(&[
        (
            "Spotify Account Data/YourLibrary.json",
            r#"{"tracks":[{"artist":"AC/DC","album":"Live","track":"Overdose"}]}"#,
        ),
        (
            "Spotify Account Data/StreamingHistory_music_0.json",
            r#"[{"endTime":"2026-06-06 19:52","artistName":"AC/DC","trackName":"Overdose","msPlayed":369000},
                {"endTime":"2026-06-07 19:52","artistName":"AC/DC","trackName":"Overdose","msPlayed":369000},
                {"endTime":"2026-06-07 20:52","artistName":"AC/DC","trackName":"Dog Eat Dog","msPlayed":215000}]"#,
        ),
    ]);
    let listen = r#"{"artist_name":"AC/DC","track_name":"Overdose","release_name":"Live"}"#;
    let listenbrainz = archive(&[
        ("listens/2026/6.jsonl", &format!("{{\"listened_at\":1780776000,\"track_metadata\":{listen}}}\n").repeat(2)),
        ("feedback.jsonl", &format!("{{\"score\":1,\"track_metadata\":{listen}}}")),
    ]);
    for (name, file, new) in [("my_spotify_data.zip", spotify, 2), ("listenbrainz.zip", listenbrainz, 1)] {
        let home = Home::new("memory", Table::memory);
        let (_, done) = import(&home, name, &file).await;
        assert_eq!((&done["counts"]["new"], &done["counts"]["duplicate"]), (&json!(new), &json!(0)), "{name}: {done}");
        let found = home.get(1, "/library/songs?q=overdose").await.expect(200, name);
        let song = &found["items"][0];
        assert_eq!((&song["favourite"], &song["play_count"]), (&json!(true), &json!(2)), "{name}: {song}");
        assert!(song["last_played_at"].is_string() && song["album"] == "Live", "{name}: {song}");
    }
}

#[tokio::test]
async fn a_playlist_as_a_table_keeps_its_places() {
    let home = Home::new("memory", Table::memory);
    let mut ids = Vec::new();
    for title in ["First", "Second"] {
        ids.push(text(&home.add(1, json!({"title": title, "rating": 7})).await["id"]));
    }
    let list = home.post(1, "/library/playlists", json!({"name": "Back and forth"})).await.expect(201, "list");
    let path = format!("/library/playlists/{}/entries", text(&list["id"]));
    let add = |songs: &[&String], tracks: &[i64]| json!({"songs": songs, "tracks": tracks, "allow_duplicates": true});
    home.post(1, &path, add(&[&ids[1]], &[1])).await.expect(201, "a track of the shop between");
    home.post(1, &path, add(&[&ids[0], &ids[1]], &[])).await.expect(201, "one again");
    let csv = exported(&home, &format!("format=csv&playlist={}", text(&list["id"]))).await;
    let csv = String::from_utf8(csv).unwrap();
    let titles: Vec<_> = csv.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    assert_eq!(titles, ["Second", "Track 1", "First", "Second"], "{csv}");
    assert!(csv.lines().nth(2).unwrap().ends_with(",1"), "the shop knows its track again: {csv}");
}

#[tokio::test]
async fn a_file_that_is_brought_again_makes_no_second_copy_of_its_playlists() {
    let home = Home::new("memory", Table::memory);
    let file = std::fs::read(format!("{}/tests/files/itunes.xml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let lists = async || home.get(1, "/library/playlists").await.json["items"].as_array().unwrap().clone();
    import(&home, "itunes.xml", &file).await;
    assert_eq!(lists().await.len(), 2);
    let (id, again) = import(&home, "itunes.xml", &file).await;
    assert_eq!((&again["counts"]["playlists"], lists().await.len()), (&json!(0), 2), "{again}");
    let report = home.get(1, &format!("/library/imports/{id}/report")).await.bytes;
    assert!(String::from_utf8(report).unwrap().contains("playlist,it is in the library already"));

    // One that was changed since is another.
    let run = lists().await.into_iter().find(|list| list["name"] == "Run").unwrap();
    let path = format!("/library/playlists/{}/entries", text(&run["id"]));
    let entry = home.get(1, &path).await.json["items"][0]["id"].clone();
    home.post(1, &format!("{path}/remove"), json!({"ids": [entry]})).await.expect(200, "remove");
    let (_, again) = import(&home, "itunes.xml", &file).await;
    assert_eq!((&again["counts"]["playlists"], lists().await.len()), (&json!(1), 3), "{again}");
}

#[tokio::test]
async fn the_picture_of_a_playlist_comes_back_and_an_address_elsewhere_does_not() {
    let home = Home::new("memory", Table::memory);
    let list = home.post(1, "/library/playlists", json!({"name": "Pictured"})).await.expect(201, "list");
    let path = format!("/library/playlists/{}", text(&list["id"]));
    let picture = Value::String("GIF89a and the rest".into());
    let list = home.send(1, "PUT", &format!("{path}/cover"), picture).await.expect(200, "cover");
    let kept = text(&list["cover_urls"][0]);
    let out = exported(&home, "format=json").await;
    home.send(1, "DELETE", &path, Value::Null).await.expect(200, "delete");
    let (id, _) = import(&home, "library.json", &out).await;
    assert_eq!(home.get(1, "/library/playlists").await.json["items"][0]["cover_urls"], json!([kept]));

    home.post(1, &format!("/library/imports/{id}/undo"), Value::Null).await.expect(202, "undo");
    settled(&home, &id).await;
    let elsewhere = String::from_utf8(out).unwrap().replace(&kept, "https://spy.test/1.gif");
    import(&home, "library.json", elsewhere.as_bytes()).await;
    assert_eq!(home.get(1, "/library/playlists").await.json["items"][0]["cover_urls"], json!([]));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_leaves_nothing_behind() {
    let home = Home::new("memory", Table::memory);
    let refused = bring(&home, 1, "a.mp3", b"ID3\x04\0\0\0\0\0\0\xff\xfb").await.expect(422, "mp3");
    assert_eq!(refused["type"], "/problems/unreadable-file");
    assert!(text(&refused["detail"]).contains("no text"));
    assert_eq!(home.get(1, "/library/imports").await.json["items"], json!([]));
    assert_eq!(
        std::fs::read_dir(home.library.folder.as_ref())
            .unwrap()
            .filter(|f| f.as_ref().unwrap().path().is_file())
            .count(),
        0
    );
}

#[tokio::test]
async fn a_stranger_finds_no_import_of_another() {
    let home = Home::new("memory", Table::memory);
    let id = text(&bring(&home, 1, "songs.csv", TABLE).await.expect(201, "bring")["id"]);
    for (method, end) in [("GET", ""), ("DELETE", ""), ("GET", "/report"), ("GET", "/events"), ("POST", "/undo")] {
        home.send(2, method, &format!("/library/imports/{id}{end}"), Value::Null).await.expect(404, end);
    }
    for end in ["/preview", "/start"] {
        home.post(2, &format!("/library/imports/{id}{end}"), json!({})).await.expect(404, end);
    }
    assert_eq!(home.get(2, "/library/imports").await.json["items"], json!([]));
    home.send(1, "DELETE", &format!("/library/imports/{id}"), Value::Null).await.expect(204, "own");
}

#[tokio::test]
async fn a_mapping_is_kept_for_other_files_and_a_wrong_one_is_refused() {
    let home = Home::new("memory", Table::memory);
    let id = text(&bring(&home, 1, "a.csv", b"A,B\nAirbag,Radiohead\n").await.expect(201, "bring")["id"]);
    let start = format!("/library/imports/{id}/start");
    home.post(1, &start, json!({})).await.expect(422, "no title");
    home.post(1, &start, json!({"mapping": {"A": "__proto__"}})).await.expect(422, "no field");
    let how = json!({"mapping": {"A": "title", "B": "artist"}, "save_mapping_as": "Mine"});
    assert_eq!(take_in(&home, &id, how).await["counts"]["new"], 1);
    let kept = home.get(1, "/library/import-mappings").await.expect(200, "kept");
    assert_eq!(kept["items"], json!([{"name": "Mine", "mapping": {"A": "title", "B": "artist"}}]));
    home.send(1, "DELETE", "/library/import-mappings/Mine", Value::Null).await.expect(204, "delete");
    home.send(1, "DELETE", "/library/import-mappings/Mine", Value::Null).await.expect(404, "again");
}

#[tokio::test]
async fn progress_is_told_to_its_end() {
    let home = Home::new("memory", Table::memory);
    let (id, _) = import(&home, "songs.csv", TABLE).await;
    let told = home.get(1, &format!("/library/imports/{id}/events")).await;
    let told = String::from_utf8(told.bytes).unwrap();
    assert!(told.starts_with("event: done\ndata: {") && told.contains("\"new\":2"), "{told}");
}

/// Many rows, each different, every tenth bad.
fn many(rows: usize) -> Vec<u8> {
    let mut table = b"title,artist,album,year,duration\n".to_vec();
    for n in 0..rows {
        let title = if n % 10 == 9 { String::new() } else { format!("Song {n}") };
        table.extend(format!("{title},Artist {},Album {},19{:02},3:{:02}\n", n % 97, n % 300, n % 100, n % 60).bytes());
    }
    table
}

#[tokio::test]
async fn an_interrupted_import_goes_on_and_adds_nothing_twice() {
    let home = Home::new("memory", Table::memory);
    let whole = Home::new("memory", Table::memory);
    // How far it is is noted three times a second: enough rows for several notes.
    let table = many(60_000);
    let (_, expected) = import(&whole, "many.csv", &table).await;

    let id = text(&bring(&home, 1, "many.csv", &table).await.expect(201, "bring")["id"]);
    let first = {
        // A runtime that ends takes its jobs with it, as a process does that is stopped.
        let library = home.library.clone();
        let id = id.parse().unwrap();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                transfer::start(&library, customer(1), id, Default::default()).await.unwrap();
                loop {
                    let (job, _) = transfer::queries::job(&library, customer(1), id).await.unwrap().unwrap();
                    if job.at.row > 0 {
                        break job.at.row;
                    }
                    tokio::task::yield_now().await;
                }
            })
        })
        .join()
        .unwrap()
    };
    assert!(first < 60_001, "it was stopped on the way: {first}");
    assert_eq!(home.get(1, &format!("/library/imports/{id}")).await.json["state"], "running");
    // The process that starts next knows nothing of the old one's indexes.
    let library = chinook_library::Library {
        collections: chinook_library::Collections::folder(home.library.folder.join("collections")),
        ..home.library.clone()
    };
    assert_eq!(transfer::resume(&library).await.unwrap(), 1);
    let done = settled(&home, &id).await;
    assert_eq!(done["counts"], expected["counts"], "{done}");
    assert_eq!(songs(&home).await, 54_000);
    assert_eq!(library.collection(customer(1)).await.unwrap().len(), 54_000);
    let lines = |report: Answered| String::from_utf8(report.bytes).unwrap().lines().count();
    assert_eq!(lines(home.get(1, &format!("/library/imports/{id}/report")).await), 60_001);
}

#[tokio::test]
async fn an_import_is_stopped_where_it_is_and_then_taken_back() {
    let home = Home::new("memory", Table::memory);
    let id = text(&bring(&home, 1, "many.csv", &many(20_000)).await.expect(201, "bring")["id"]);
    let stop = format!("/library/imports/{id}/stop");
    home.post(1, &stop, Value::Null).await.expect(409, "not begun");
    home.post(1, &format!("/library/imports/{id}/start"), json!({})).await.expect(202, "start");
    home.post(2, &stop, Value::Null).await.expect(404, "a stranger");
    home.post(1, &stop, Value::Null).await.expect(202, "stop");
    let ended = settled(&home, &id).await;
    assert_eq!((&ended["state"], &ended["error"]), (&json!("failed"), &json!("You stopped it before its end.")));
    assert!(songs(&home).await < 18_000);
    home.post(1, &stop, Value::Null).await.expect(409, "ended");

    home.post(1, &format!("/library/imports/{id}/undo"), Value::Null).await.expect(202, "undo");
    assert_eq!(settled(&home, &id).await["state"], "undone");
    assert_eq!(songs(&home).await, 0);
    assert_eq!(take_in(&home, &id, json!({})).await["counts"]["new"], 18_000, "begun anew, nothing stops it");
}

prop_compose! {
    fn draft()(title in name(), artists in vec(name(), 0..3), album in option::of(name()), genres in vec(name(), 0..3),
        tags in vec(name(), 0..3), year in option::of(1000i32..=9999), duration in option::of(1i64..9_000_000),
        rating in option::of(1u8..=10), favourite in any::<bool>(), notes in option::of("[a-z=+',;\"\\\\ \n]{1,40}"),
        place in option::of(1u32..99)) -> Value {
        json!({"title": title, "artists": artists, "album": album, "genres": genres, "tags": tags, "year": year,
            "duration_ms": duration, "rating": rating, "favourite": favourite, "notes": notes, "position": place, "disc": place})
    }
}

/// A name with what breaks tables.
fn name() -> impl Strategy<Value = String> {
    "[=+@'-]?[a-zA-ZäéЖ漢,;|\\\\\"]{1,10}( [a-z&<>,]{1,6})?".prop_map(|text| text.trim().to_owned())
}

/// Songs and playlists without what says when the file was written.
fn content(json: &[u8]) -> Value {
    let mut file: Value = serde_json::from_slice(json).unwrap();
    file.as_object_mut().unwrap().remove("exported_at");
    file
}

#[test]
fn what_was_exported_and_is_imported_is_the_same_library() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut runner = TestRunner::new(ProptestConfig { cases: 12, failure_persistence: None, ..Default::default() });
    let strategy = (vec(draft(), 1..12), vec((name(), vec(any::<prop::sample::Index>(), 0..8)), 0..3));
    runner
        .run(&strategy, |(drafts, lists)| {
            runtime.block_on(async {
                let home = Home::new("memory", Table::memory);
                let mut ids = Vec::new();
                for draft in drafts {
                    ids.push(text(&home.add(1, draft).await["id"]));
                }
                for (name, places) in lists {
                    let rules = json!({"name": name, "kind": "smart", "rules": {"match": {"all": []}, "limit": 7}});
                    home.post(1, "/library/playlists", rules).await.expect(201, "smart");
                    let made = json!({"name": name, "folder": "A/B", "description": "=1"});
                    let list = home.post(1, "/library/playlists", made).await.expect(201, "list");
                    let songs: Vec<_> = places.iter().map(|place| place.get(&ids)).collect();
                    let path = format!("/library/playlists/{}/entries", text(&list["id"]));
                    let add = json!({"songs": songs, "allow_duplicates": true});
                    home.post(1, &path, add).await.expect(201, "entries");
                }
                for format in ["csv", "json"] {
                    let out = exported(&home, &format!("format={format}")).await;
                    let fresh = Home::new("memory", Table::memory);
                    let (_, done) = import(&fresh, &format!("library.{format}"), &out).await;
                    prop_assert_eq!(&done["counts"]["bad"], 0);
                    let again = exported(&fresh, &format!("format={format}")).await;
                    if format == "csv" {
                        prop_assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(out).unwrap());
                    } else {
                        prop_assert_eq!(content(&again), content(&out));
                    }
                }
                Ok(())
            })
        })
        .unwrap();
}
