//! Songs over every back end: bought, typed in, edited, found, taken away and back.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod common;

use std::time::Duration;

use chinook_library::songs;
use common::{Home, bought, customer, homes, text, titles};
use serde_json::{Value, json};

#[tokio::test]
async fn what_was_bought_is_there_once_however_often_it_is_told() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let library = &home.library;
        let first = [bought(1, "Go Down", 10), bought(2, "Dog Eat Dog", 10)];
        assert_eq!(songs::add_bought(library, customer(1), &first).await.unwrap(), 2);
        let again = [bought(2, "Dog Eat Dog", 10), bought(3, "Overdose", 20)];
        assert_eq!(songs::add_bought(library, customer(1), &again).await.unwrap(), 1);
        let page = home.get(1, "/library/songs").await.expect(200, home.engine);
        assert_eq!(titles(&page)[0], "Overdose", "what came last stands first");
        assert_eq!(page["total"], 3);
        assert_eq!(songs::count(library, customer(1)).await.unwrap(), 3);

        let gone = [first[0].track_id, again[1].track_id];
        songs::remove_bought(library, customer(1), &gone).await.unwrap();
        songs::remove_bought(library, customer(1), &gone).await.unwrap();
        assert_eq!(songs::count(library, customer(1)).await.unwrap(), 1, "what was given back leaves");
        assert_eq!(songs::add_bought(library, customer(1), &first).await.unwrap(), 1, "and can be bought again");
    }
}

#[tokio::test]
async fn a_large_purchase_arrives_whole_and_pages_in_every_order_at_any_place() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let many: Vec<_> = (1..=57).map(|n| bought(n, &format!("Song {:02}", (n * 7) % 57), n)).collect();
        assert_eq!(songs::add_bought(&home.library, customer(1), &many).await.unwrap(), 57);
        for sort in ["-added", "added", "title", "-title", "artist", "-artist", "album", "-album", "-year", "plays"] {
            let mut seen = Vec::new();
            for offset in [0, 20, 40] {
                let path = format!("/library/songs?sort={sort}&limit=20&offset={offset}");
                let page = home.get(1, &path).await.expect(200, home.engine);
                assert_eq!((page["total"].as_u64(), page["offset"].as_u64()), (Some(57), Some(offset)));
                seen.extend(titles(&page).into_iter().map(str::to_owned));
            }
            let mut sorted = seen.clone();
            sorted.sort();
            if sort == "title" {
                assert_eq!(seen, sorted);
            }
            sorted.dedup();
            assert_eq!(sorted.len(), 57, "{sort}");
        }
    }
}

#[tokio::test]
async fn a_song_is_typed_in_edited_rated_and_seen_at_once() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let song = home.add(1, json!({ "title": " Óculos ", "artist": "Os Paralamas do Sucesso", "year": 1984 })).await;
        assert_eq!((&song["title"], &song["source"]), (&json!("Óculos"), &json!("added")));
        let path = format!("/library/songs/{}", text(&song["id"]));
        let change = json!({ "rating": 9, "notes": "the live one", "tags": ["gym"], "genres": ["Rock", "Pop"] });
        let edited = home.edit(1, &path, 1, change).await.expect(200, home.engine);
        assert_eq!((edited["version"].as_i64(), &edited["rating"]), (Some(2), &json!(9)));
        for q in ["oculos", "paralmas", "rating:4.5", "tag:gym", "genre:\"pop\"", "notes:live", "year:1980..1989"] {
            let page = home.get(1, &format!("/library/songs?q={}", escaped(q))).await.expect(200, q);
            assert_eq!(page["total"], 1, "{} {q}", home.engine);
            assert_eq!(page["items"][0]["notes"], "the live one");
        }
        assert_eq!(home.get(1, "/library/songs?q=-rating:4.5").await.json["total"], 0);
        let played = home.post(1, &format!("{path}/played"), Value::Null).await.expect(200, home.engine);
        assert_eq!((&played["play_count"], played["last_played_at"].is_string()), (&json!(1), true));
        let cleared = home.edit(1, &path, 3, json!({ "rating": null, "notes": null })).await.expect(200, home.engine);
        assert!(cleared.get("rating").is_none() && cleared.get("notes").is_none());
    }
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

#[tokio::test]
async fn two_edits_of_one_song_cannot_overwrite_each_other() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let song = home.add(1, json!({ "title": "One" })).await;
        let path = format!("/library/songs/{}", text(&song["id"]));
        home.send(1, "PATCH", &path, json!({ "title": "x" })).await.expect(428, home.engine);
        home.edit(1, &path, 1, json!({ "title": "Two" })).await.expect(200, home.engine);
        let refused = home.edit(1, &path, 1, json!({ "album": "Three" })).await.expect(412, home.engine);
        assert_eq!(refused["type"], "/problems/edited-meanwhile");
        assert_eq!((&refused["current"]["title"], &refused["current"]["version"]), (&json!("Two"), &json!(2)));
    }
}

#[tokio::test]
async fn bad_input_is_refused_field_by_field_and_nothing_is_kept() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let refused = home.post(1, "/library/songs", json!({ "title": "", "year": 7, "rating": 20 })).await;
        let refused = refused.expect(422, home.engine);
        let fields: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|e| text(&e["field"])).collect();
        assert_eq!(fields, ["title", "year", "rating"]);
        home.post(1, "/library/songs", json!({ "title": "x", "owner": 2 })).await.expect(400, home.engine);
        for bad in ["?sort=colour", "?limit=0", "?limit=201", "?colour=red", "?q=year:abc", "?q=(", "?filter=rating:x"]
        {
            let answer = home.get(1, &format!("/library/songs{bad}")).await;
            assert!(answer.status == 400 || bad == "?q=(", "{} {bad}: {}", home.engine, answer.status);
        }
        let refused = home.get(1, "/library/songs?q=rock%20year:abc").await.expect(400, home.engine);
        assert_eq!((&refused["type"], &refused["parameter"]), (&json!("/problems/bad-query"), &json!("q")));
        assert!(refused["at"].as_u64().is_some());
        assert_eq!(home.get(1, "/library/songs").await.json["total"], 0);
    }
}

#[tokio::test]
async fn many_songs_change_at_once_or_not_at_all_and_back_again() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let ids = home.add_many(1, 95).await;
        let changes = json!([
            { "op": "set", "field": "album", "value": "Best of" },
            { "op": "append", "field": "tags", "value": "gym" },
            { "op": "replace", "field": "title", "find": "Song", "with": "Track" },
            { "op": "number", "start": 1 },
        ]);
        let body = json!({ "selection": { "ids": ids }, "changes": changes });
        let done = home.post(1, "/library/songs/bulk", body).await.expect(200, home.engine);
        assert_eq!(done["changed"], 95);
        let page = home.get(1, "/library/songs?sort=album&limit=3&q=tag%3Agym").await.expect(200, home.engine);
        assert_eq!(titles(&page), ["Track 0", "Track 1", "Track 2"], "{}", home.engine);
        assert_eq!((&page["items"][2]["position"], &page["total"]), (&json!(3), &json!(95)));

        let body = json!({ "selection": { "q": "tag:gym", "except": [ids[0]] }, "changes": [{ "op": "set", "field": "year", "value": 3 }] });
        home.post(1, "/library/songs/bulk", body).await.expect(422, home.engine);
        assert_eq!(home.get(1, "/library/songs?q=has%3Ayear").await.json["total"], 0, "none was changed");

        let undo = format!("/library/undo/{}", text(&done["undo_id"]));
        home.post(2, &undo, Value::Null).await.expect(404, "another's change");
        let back = home.post(1, &undo, Value::Null).await.expect(200, home.engine);
        assert_eq!((&back["restored"], &back["skipped"]), (&json!(95), &json!(0)), "{}", home.engine);
        assert_eq!(home.get(1, "/library/songs?q=tag%3Agym").await.json["total"], 0);
        assert_eq!(home.get(1, "/library/songs?q=track").await.json["total"], 0);
        home.post(1, &undo, Value::Null).await.expect(404, "a change is taken back once");
    }
}

#[tokio::test]
async fn what_was_removed_comes_back_and_later_edits_are_left_alone() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let ids = home.add_many(1, 3).await;
        let path = format!("/library/songs/{}", ids[0]);
        let gone = home.send(1, "DELETE", &path, Value::Null).await.expect(200, home.engine);
        home.get(1, &path).await.expect(404, home.engine);
        assert_eq!(home.get(1, "/library/songs").await.json["total"], 2);
        home.post(1, &format!("/library/undo/{}", text(&gone["undo_id"])), Value::Null).await.expect(200, home.engine);
        assert_eq!(home.get(1, &path).await.expect(200, home.engine)["title"], "Song 0");
        assert_eq!(home.get(1, "/library/songs").await.json["total"], 3);

        let body =
            json!({ "selection": { "ids": ids }, "changes": [{ "op": "set", "field": "favourite", "value": true }] });
        let done = home.post(1, "/library/songs/bulk", body).await.expect(200, home.engine);
        let version = home.get(1, &path).await.json["version"].as_i64().unwrap();
        home.edit(1, &path, version, json!({ "title": "Mine" })).await.expect(200, home.engine);
        let undo = format!("/library/undo/{}", text(&done["undo_id"]));
        let back = home.post(1, &undo, Value::Null).await.expect(200, home.engine);
        assert_eq!((&back["restored"], &back["skipped"]), (&json!(2), &json!(1)));
        assert_eq!(home.get(1, &path).await.json["title"], "Mine");

        let body = json!({ "selection": { "filter": "favourite:no" } });
        let done = home.post(1, "/library/songs/remove", body).await.expect(200, home.engine);
        assert_eq!(done["removed"], 2);
        home.clock.advance(Duration::from_secs(31 * 86_400));
        let undo = format!("/library/undo/{}", text(&done["undo_id"]));
        home.post(1, &undo, Value::Null).await.expect(404, "after 30 days it is gone");
    }
}

#[tokio::test]
async fn duplicates_become_one_song_with_all_that_was_known_of_them() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let first =
            json!({ "title": "Back in Black", "artist": "AC/DC", "duration_ms": 255_000, "rating": 8, "notes": "a" });
        let second = json!({ "title": "back in black", "artist": "ACDC", "duration_ms": 256_000, "year": 1980, "notes": "b", "tags": ["gym"] });
        let live = json!({ "title": "Back In Black", "artist": "AC/DC", "duration_ms": 290_000 });
        let keep = home.add(1, first).await;
        let other = home.add(1, second).await;
        home.add(1, live).await;
        home.post(1, &format!("/library/songs/{}/played", text(&other["id"])), Value::Null).await.expect(200, "played");
        let found = home.get(1, "/library/duplicates").await.expect(200, home.engine);
        assert_eq!(found["total"], 1, "{}: {found}", home.engine);
        assert_eq!(found["items"][0]["songs"].as_array().unwrap().len(), 2, "another length is another recording");
        assert_eq!(found["items"][0]["reason"], "recording");

        let list = home.post(1, "/library/playlists", json!({ "name": "Loud" })).await.expect(201, home.engine);
        let entries = format!("/library/playlists/{}/entries", text(&list["id"]));
        home.post(1, &entries, json!({ "songs": [other["id"]] })).await.expect(201, home.engine);

        let body = json!({ "keep": keep["id"], "others": [other["id"]] });
        let merged = home.post(1, "/library/duplicates/merge", body).await.expect(200, home.engine);
        let song = &merged["song"];
        assert_eq!((&song["rating"], &song["year"], &song["play_count"]), (&json!(8), &json!(1980), &json!(1)));
        assert_eq!((&song["notes"], &song["tags"]), (&json!("a\n\nb"), &json!(["gym"])));
        assert_eq!(home.get(1, "/library/songs").await.json["total"], 2);
        let places = home.get(1, &entries).await.expect(200, home.engine);
        assert_eq!(places["items"][0]["song"]["id"], keep["id"], "the place in the playlist is kept");

        let undo = format!("/library/undo/{}", text(&merged["undo_id"]));
        home.post(1, &undo, Value::Null).await.expect(200, home.engine);
        assert_eq!(home.get(1, "/library/songs").await.json["total"], 3);
        let places = home.get(1, &entries).await.expect(200, home.engine);
        assert_eq!(places["items"][0]["song"]["id"], other["id"], "{}", home.engine);
    }
}

#[tokio::test]
async fn filters_come_with_counts_and_groups_with_covers() {
    let (homes, _guard) = homes().await;
    for home in homes {
        for (title, artist, album, genre, year) in [
            ("Run", "Accept", "Metal Heart", "Metal", 1985),
            ("Hide", "Accept", "Metal Heart", "Metal", 1985),
            ("Seek", "Buddy Guy", "Blues Singer", "Blues", 2003),
        ] {
            home.add(1, json!({ "title": title, "artist": artist, "album": album, "genres": [genre], "year": year, "cover_url": "https://covers.test/1.jpg" })).await;
        }
        let facets = home.get(1, "/library/facets?filter=genre%3A%22Metal%22").await.expect(200, home.engine);
        assert_eq!(facets["total"], 2);
        let genres = &facets["facets"]["genre"];
        assert_eq!(genres.as_array().unwrap().len(), 2, "a field's own choice is not counted against it: {genres}");
        assert_eq!((&genres[0]["value"], &genres[0]["selected"]), (&json!("Metal"), &json!(true)));
        assert_eq!(facets["facets"]["artist"].as_array().unwrap().len(), 1);

        let artists = home.get(1, "/library/artists").await.expect(200, home.engine);
        assert_eq!((&artists["total"], &artists["items"][0]["name"]), (&json!(2), &json!("Accept")));
        assert_eq!((&artists["items"][0]["songs"], &artists["items"][0]["albums"]), (&json!(2), &json!(1)));
        let albums = home.get(1, "/library/albums?sort=-year").await.expect(200, home.engine);
        assert_eq!(
            (&albums["items"][0]["title"], &albums["items"][0]["artist"]),
            (&json!("Blues Singer"), &json!("Buddy Guy"))
        );
        assert_eq!(albums["items"][0]["cover_url"], "https://covers.test/1.jpg");

        let proposals = home.get(1, "/library/suggest?q=acc").await.expect(200, home.engine);
        let kinds: Vec<_> = proposals["items"].as_array().unwrap().iter().map(|s| text(&s["kind"])).collect();
        assert!(kinds.contains(&"artist".to_owned()) && kinds.contains(&"shop_track".to_owned()), "{kinds:?}");
        let overview = home.get(1, "/library/overview").await.expect(200, home.engine);
        assert_eq!((&overview["songs"], &overview["artists"], &overview["albums"]), (&json!(3), &json!(2), &json!(2)));
    }
}

#[tokio::test]
async fn a_cover_is_a_picture_and_nothing_else() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let song = home.add(1, json!({ "title": "One" })).await;
        let path = format!("/library/songs/{}/cover", text(&song["id"]));
        let png = "\u{7f}PNG";
        home.send(1, "PUT", &path, json!(png)).await.expect(422, home.engine);
        home.send(1, "PUT", &path, json!("<svg onload=alert(1)>")).await.expect(422, home.engine);
        let covered = home.send(1, "PUT", &path, json!("GIF89a tiny")).await.expect(200, home.engine);
        let url = text(&covered["cover_url"]);
        let shown = home.get(0, url.strip_prefix("/api/v1").unwrap()).await;
        assert_eq!((shown.status, &shown.bytes[..6]), (200, &b"GIF89a"[..]));
        home.get(0, "/library/covers/..%2F..%2Fsecrets.jpg").await.expect(404, home.engine);
        home.get(0, "/library/covers/nothing.jpg").await.expect(404, home.engine);
        home.send(2, "PUT", &path, json!("GIF89a tiny")).await.expect(404, "a stranger's song");
    }
}

#[tokio::test]
async fn deleting_an_account_leaves_nothing_of_its_collection() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let many: Vec<_> = (1..=80).map(|n| bought(n, "x", n)).collect();
        songs::add_bought(&home.library, customer(1), &many).await.unwrap();
        songs::add_bought(&home.library, customer(2), &many[..1]).await.unwrap();
        let list = home.post(1, "/library/playlists", json!({ "name": "Mine" })).await.expect(201, home.engine);
        let shares = format!("/library/playlists/{}/shares", text(&list["id"]));
        let share = home.post(1, &shares, json!({})).await.expect(201, home.engine);
        let link = text(&share["url"]).replace("http://shop.test/s/", "/shared/");
        home.get(0, &link).await.expect(200, home.engine);

        songs::delete_all(&home.library, customer(1)).await.unwrap();
        assert_eq!(songs::count(&home.library, customer(1)).await.unwrap(), 0);
        assert_eq!(songs::count(&home.library, customer(2)).await.unwrap(), 1);
        home.get(0, &link).await.expect(404, home.engine);
        assert_eq!(songs::add_bought(&home.library, customer(1), &many).await.unwrap(), 80, "the markers went too");
    }
}

#[tokio::test]
async fn an_index_that_fell_behind_is_filled_again() {
    let home = Home::new("memory", chinook_table);
    home.add_many(1, 5).await;
    // Another process with the same table and no index of its own.
    let mut other = Home::new("memory", chinook_table);
    other.library.table = home.library.table.clone();
    assert_eq!(other.get(1, "/library/songs").await.json["total"], 5);
}

fn chinook_table(clock: kernel::Clock) -> table::Table {
    table::Table::memory(clock)
}
