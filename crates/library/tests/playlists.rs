//! Playlists over every back end: by hand, by rules, followed and copied.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod common;

use std::time::{Duration, Instant};

use common::{Home, homes, text, titles};
use serde_json::{Value, json};

async fn make(home: &Home, caller: i64, name: &str) -> String {
    let list = home.post(caller, "/library/playlists", json!({ "name": name })).await.expect(201, home.engine);
    format!("/library/playlists/{}", text(&list["id"]))
}

async fn order(home: &Home, path: &str) -> Vec<String> {
    let page = home.get(1, &format!("{path}/entries?limit=1000")).await.expect(200, home.engine);
    titles(&page).into_iter().map(str::to_owned).collect()
}

async fn entry_ids(home: &Home, path: &str) -> Vec<String> {
    let page = home.get(1, &format!("{path}/entries?limit=1000")).await.expect(200, home.engine);
    page["items"].as_array().unwrap().iter().map(|e| text(&e["id"])).collect()
}

#[tokio::test]
async fn songs_and_tracks_stand_side_by_side_and_move_by_one_write() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let songs = home.add_many(1, 3).await;
        let path = make(&home, 1, "Mixed").await;
        let body = json!({ "songs": songs, "tracks": [1, 2] });
        let added = home.post(1, &format!("{path}/entries"), body).await.expect(201, home.engine);
        assert_eq!((&added["added"], &added["skipped"]), (&json!(5), &json!(0)));
        assert_eq!(order(&home, &path).await, ["Song 0", "Song 1", "Song 2", "Track 1", "Track 2"]);
        let page = home.get(1, &format!("{path}/entries")).await.json;
        assert_eq!(page["items"][0]["song"]["duration_ms"], 60_000);
        assert_eq!((&page["items"][3]["track"]["price_cents"], &page["items"][3]["song"]), (&json!(99), &Value::Null));
        let list = home.get(1, &path).await.json;
        assert_eq!((&list["songs"], &list["duration_ms"]), (&json!(5), &json!(580_000)));

        let ids = entry_ids(&home, &path).await;
        let before = home.library.table.meter().writes;
        home.post(1, &format!("{path}/entries/{}/move", ids[4]), json!({ "after": null }))
            .await
            .expect(200, home.engine);
        assert_eq!(home.library.table.meter().writes - before, 1, "{}: a reorder is one write", home.engine);
        home.post(1, &format!("{path}/entries/{}/move", ids[0]), json!({ "after": ids[2] }))
            .await
            .expect(200, home.engine);
        assert_eq!(order(&home, &path).await, ["Track 2", "Song 1", "Song 2", "Song 0", "Track 1"]);
        home.post(1, &format!("{path}/entries/{}/move", ids[0]), json!({ "after": ids[0] }))
            .await
            .expect(200, home.engine);
        let stranger = "018f0000-0000-7000-8000-000000000000";
        home.post(1, &format!("{path}/entries/{}/move", ids[0]), json!({ "after": stranger }))
            .await
            .expect(422, home.engine);
        home.post(1, &format!("{path}/entries/{stranger}/move"), json!({ "after": null }))
            .await
            .expect(404, home.engine);
    }
}

#[tokio::test]
async fn a_thousand_moves_keep_the_order_that_was_asked_for() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let songs = home.add_many(1, 6).await;
        let path = make(&home, 1, "Moved").await;
        home.post(1, &format!("{path}/entries"), json!({ "songs": songs })).await.expect(201, home.engine);
        let mut ids = entry_ids(&home, &path).await;
        let mut chance = 12_345_u64;
        for _ in 0..80 {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (from, to) = ((chance >> 33) as usize % 6, (chance >> 40) as usize % 6);
            let moved = ids.remove(from);
            let after = to.checked_sub(1).map(|n| ids[n].clone());
            ids.insert(to, moved.clone());
            home.post(1, &format!("{path}/entries/{moved}/move"), json!({ "after": after }))
                .await
                .expect(200, home.engine);
        }
        assert_eq!(entry_ids(&home, &path).await, ids, "{}", home.engine);
    }
}

#[tokio::test]
async fn what_is_there_already_is_asked_about() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let songs = home.add_many(1, 2).await;
        let path = format!("{}/entries", make(&home, 1, "Twice").await);
        home.post(1, &path, json!({ "songs": [songs[0]] })).await.expect(201, home.engine);
        let asked = home.post(1, &path, json!({ "songs": songs })).await.expect(409, home.engine);
        assert_eq!((&asked["type"], &asked["count"]), (&json!("/problems/already-in-playlist"), &json!(1)));
        assert_eq!(asked["duplicates"][0]["title"], "Song 0");
        let skipped =
            home.post(1, &path, json!({ "songs": songs, "allow_duplicates": false })).await.expect(201, home.engine);
        assert_eq!((&skipped["added"], &skipped["skipped"]), (&json!(1), &json!(1)));
        let again =
            home.post(1, &path, json!({ "songs": songs, "allow_duplicates": true })).await.expect(201, home.engine);
        assert_eq!(again["added"], 2);
        home.post(1, &format!("/library/undo/{}", text(&again["undo_id"])), Value::Null).await.expect(200, home.engine);
        assert_eq!(home.get(1, &path).await.json["total"], 2);
        let foreign = home.add_many(2, 1).await;
        home.post(1, &path, json!({ "songs": foreign })).await.expect(422, "another's song");
        home.post(1, &path, json!({ "tracks": [77] })).await.expect(422, "no such track");
    }
}

#[tokio::test]
async fn entries_and_whole_playlists_come_back() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let songs = home.add_many(1, 4).await;
        let path = make(&home, 1, "Kept").await;
        home.post(1, &format!("{path}/entries"), json!({ "songs": songs })).await.expect(201, home.engine);
        let ids = entry_ids(&home, &path).await;
        let gone = home
            .post(1, &format!("{path}/entries/remove"), json!({ "ids": [ids[1], ids[2]] }))
            .await
            .expect(200, home.engine);
        assert_eq!((&gone["removed"], order(&home, &path).await.len()), (&json!(2), 2));
        home.post(1, &format!("/library/undo/{}", text(&gone["undo_id"])), Value::Null).await.expect(200, home.engine);
        assert_eq!(order(&home, &path).await, ["Song 0", "Song 1", "Song 2", "Song 3"], "each in its place");
        assert_eq!(home.get(1, &path).await.json["songs"], 4);

        let gone = home.send(1, "DELETE", &path, Value::Null).await.expect(200, home.engine);
        home.get(1, &path).await.expect(404, home.engine);
        home.get(1, &format!("{path}/entries")).await.expect(404, home.engine);
        home.post(1, &format!("/library/undo/{}", text(&gone["undo_id"])), Value::Null).await.expect(200, home.engine);
        assert_eq!(order(&home, &path).await.len(), 4, "{}", home.engine);
        assert_eq!(home.get(1, &path).await.json["songs"], 4);

        // A song that leaves the library keeps its name in the playlist.
        home.send(1, "DELETE", &format!("/library/songs/{}", songs[0]), Value::Null).await.expect(200, home.engine);
        let page = home.get(1, &format!("{path}/entries")).await.json;
        assert_eq!((&page["items"][0]["title"], &page["items"][0]["song"]), (&json!("Song 0"), &Value::Null));
    }
}

#[tokio::test]
async fn a_smart_playlist_follows_its_rules() {
    let (homes, _guard) = homes().await;
    for home in homes {
        for (title, year, rating) in [("Old", 1975, 10), ("New", 1995, 8), ("Dull", 1996, 2), ("Fine", 1997, 9)] {
            home.add(1, json!({ "title": title, "year": year, "rating": rating, "genres": ["Rock"] })).await;
        }
        let rules = json!({
            "match": { "all": [
                { "field": "genre", "op": "is", "value": "rock" },
                { "field": "year", "op": "between", "value": [1990, 1999] },
                { "any": [{ "field": "rating", "op": "at_least", "value": 4 }, { "field": "favourite", "op": "is", "value": true }] },
                { "field": "played", "op": "never" },
            ] },
            "sort": "-rating", "limit": 50,
        });
        let preview =
            home.post(1, "/library/playlists/preview", json!({ "rules": rules })).await.expect(200, home.engine);
        assert_eq!((titles(&preview), &preview["total"]), (vec!["Fine", "New"], &json!(2)));
        let mut first = rules.clone();
        first["limit"] = json!(1);
        let preview =
            home.post(1, "/library/playlists/preview", json!({ "rules": first })).await.expect(200, home.engine);
        assert_eq!((titles(&preview), &preview["total"]), (vec!["Fine"], &json!(2)), "two fit, one is taken");
        let new = json!({ "name": "Nineties", "kind": "smart", "rules": rules });
        let list = home.post(1, "/library/playlists", new).await.expect(201, home.engine);
        let path = format!("/library/playlists/{}", text(&list["id"]));
        assert_eq!((order(&home, &path).await, &list["songs"]), (vec!["Fine".to_owned(), "New".into()], &json!(2)));
        home.add(1, json!({ "title": "Better", "year": 1999, "rating": 10, "genres": ["Rock"] })).await;
        assert_eq!(order(&home, &path).await, ["Better", "Fine", "New"], "what was just added belongs to it");
        home.post(1, &format!("{path}/entries"), json!({ "tracks": [1] })).await.expect(409, "it fills itself");

        let limited = json!({ "rules": { "match": { "all": [] }, "sort": "title", "limit": 2 } });
        let version = list["version"].as_i64().unwrap();
        home.edit(1, &path, version, limited).await.expect(200, home.engine);
        assert_eq!(order(&home, &path).await, ["Better", "Dull"]);
        let copy = home.post(1, &format!("{path}/copy"), json!({ "name": "By hand" })).await.expect(201, home.engine);
        assert_eq!((&copy["kind"], &copy["songs"]), (&json!("manual"), &json!(2)));
        let bad = json!({ "name": "x", "kind": "smart", "rules": { "match": { "all": [{ "field": "colour", "op": "is", "value": 1 }] } } });
        home.post(1, "/library/playlists", bad).await.expect(422, home.engine);
        home.post(1, "/library/playlists", json!({ "name": "x", "kind": "smart" })).await.expect(422, home.engine);
    }
}

#[tokio::test]
async fn the_shops_playlists_are_followed_or_copied() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let followed =
            home.post(1, "/library/playlists/follow", json!({ "editorial_id": 5 })).await.expect(201, home.engine);
        assert_eq!(
            (&followed["kind"], &followed["role"], &followed["songs"]),
            (&json!("editorial"), &json!("follower"), &json!(3))
        );
        let again =
            home.post(1, "/library/playlists/follow", json!({ "editorial_id": 5 })).await.expect(201, home.engine);
        assert_eq!(again["id"], followed["id"], "one follows a playlist once");
        home.post(1, "/library/playlists/follow", json!({ "editorial_id": 6 })).await.expect(404, home.engine);
        let path = format!("/library/playlists/{}", text(&followed["id"]));
        assert_eq!(order(&home, &path).await, ["Track 1", "Track 2", "Track 3"]);
        let copy = home.post(1, &format!("{path}/copy"), json!({})).await.expect(201, home.engine);
        let path = format!("/library/playlists/{}", text(&copy["id"]));
        assert_eq!(order(&home, &path).await, ["Track 1", "Track 2", "Track 3"]);
        assert_eq!(home.get(1, "/library/playlists").await.json["items"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_playlist_is_renamed_filed_and_not_overwritten() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let path = make(&home, 1, "First").await;
        let change = json!({ "name": "Second", "folder": "Moods/Calm", "description": "x" });
        let edited = home.edit(1, &path, 1, change).await.expect(200, home.engine);
        assert_eq!((&edited["name"], &edited["folder"]), (&json!("Second"), &json!("Moods/Calm")));
        let refused = home.edit(1, &path, 1, json!({ "name": "Third" })).await.expect(412, home.engine);
        assert_eq!(refused["current"]["name"], "Second");
        home.edit(1, &path, 2, json!({ "name": " " })).await.expect(422, home.engine);
        home.edit(1, &path, 2, json!({ "rules": { "match": { "all": [] } } })).await.expect(422, home.engine);
    }
}

#[tokio::test]
async fn ten_thousand_entries_open_in_under_a_second() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let songs = home.add_many(1, 1).await;
        let path = make(&home, 1, "Long").await;
        let body = json!({ "songs": vec![songs[0].clone(); 1], "allow_duplicates": true });
        home.post(1, &format!("{path}/entries"), body).await.expect(201, home.engine);
        let tracks: Vec<_> = (0..9_999).map(|n| n % 9 + 1).collect();
        let body = json!({ "tracks": tracks, "allow_duplicates": true });
        let added = home.post(1, &format!("{path}/entries"), body).await.expect(201, home.engine);
        assert_eq!(added["added"], 9_999);
        let begun = Instant::now();
        let page = home.get(1, &format!("{path}/entries?limit=1000")).await.expect(200, home.engine);
        let last = home.get(1, &format!("{path}/entries?limit=1000&offset=9000")).await.expect(200, home.engine);
        assert!(begun.elapsed() < Duration::from_secs(1), "{}: {:?}", home.engine, begun.elapsed());
        assert_eq!((page["items"].as_array().unwrap().len(), &page["total"]), (1_000, &json!(10_000)));
        assert_eq!(last["items"].as_array().unwrap().len(), 1_000);
    }
}

#[tokio::test]
async fn a_playlist_has_a_picture_of_its_owner_or_the_covers_of_its_songs() {
    let home = Home::new("memory", table::Table::memory);
    let png = Value::String("\u{1}PNG\r\n".into());
    let path = make(&home, 1, "Pictured").await;
    let cover = format!("{path}/cover");
    let song = json!({ "title": "Song", "cover_url": "https://covers.test/1.jpg" });
    let song = home.add(1, song).await;
    home.post(1, &format!("{path}/entries"), json!({ "songs": [song["id"]] })).await.expect(201, "entries");
    home.send(1, "PUT", &cover, png).await.expect(422, "no picture");

    let gif = || Value::String("GIF89a and the rest".into());
    let list = home.send(1, "PUT", &cover, gif()).await.expect(200, "a picture");
    let shown = text(&list["cover_urls"][0]);
    assert_eq!((&list["own_cover"], list["cover_urls"].as_array().unwrap().len()), (&json!(true), 1));
    assert_eq!(home.get(0, shown.strip_prefix("/api/v1").unwrap()).await.bytes, b"GIF89a and the rest");
    home.send(2, "PUT", &cover, gif()).await.expect(404, "a stranger");
    home.send(2, "DELETE", &cover, Value::Null).await.expect(404, "a stranger");

    let renamed = home.edit(1, &path, list["version"].as_i64().unwrap(), json!({ "name": "Renamed" })).await;
    assert_eq!(renamed.expect(200, "renamed")["cover_urls"], json!([shown]));
    let copy = home.post(1, &format!("{path}/copy"), json!({})).await.expect(201, "copy");
    assert_eq!(copy["cover_urls"], json!([shown]));

    let list = home.send(1, "DELETE", &cover, Value::Null).await.expect(200, "taken away");
    assert_eq!(list["cover_urls"], json!(["https://covers.test/1.jpg"]));
    assert_eq!(list["own_cover"], false);
}
