//! Who sees what: links, invitations, public pages, and nothing for strangers.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod common;

use std::time::Duration;

use chinook_library::songs;
use common::{Home, START, bought, customer, homes, text};
use serde_json::{Value, json};

/// A playlist of customer 1 with one private song and one track of the shop.
async fn playlist(home: &Home) -> String {
    let song = json!({ "title": "Mine", "artist": "Me", "notes": "a secret", "rating": 3, "cover_url": "https://elsewhere.test/me.png" });
    let song = home.add(1, song).await;
    let list = json!({ "name": "Shown", "folder": "a secret", "description": "For you" });
    let list = home.post(1, "/library/playlists", list).await.expect(201, home.engine);
    let path = format!("/library/playlists/{}", text(&list["id"]));
    home.post(1, &format!("{path}/entries"), json!({ "songs": [song["id"]], "tracks": [1] }))
        .await
        .expect(201, home.engine);
    path
}

async fn link(home: &Home, path: &str, body: Value) -> (String, String) {
    let share = home.post(1, &format!("{path}/shares"), body).await.expect(201, home.engine);
    (text(&share["url"]).replace("http://shop.test/s/", "/shared/"), text(&share["id"]))
}

#[tokio::test]
async fn a_link_shows_the_playlist_and_nothing_of_its_owner() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let path = playlist(&home).await;
        let (shared, id) = link(&home, &path, json!({})).await;
        let seen = home.get(0, &shared).await.expect(200, home.engine);
        assert_eq!((&seen["name"], &seen["total"]), (&json!("Shown"), &json!(2)));
        assert_eq!((&seen["songs"][0]["title"], &seen["songs"][0]["track_id"]), (&json!("Mine"), &Value::Null));
        assert_eq!(seen["songs"][1]["track_id"], 1);
        for hidden in ["secret", "elsewhere", "Customer", "rating", "owner", "USER#"] {
            assert!(!seen.to_string().contains(hidden), "{}: {hidden} in {seen}", home.engine);
        }
        home.get(0, &shared).await.expect(200, home.engine);
        let shares = home.get(1, &format!("{path}/shares")).await.expect(200, home.engine);
        assert_eq!(shares["items"][0]["visits"], 2);

        home.send(1, "DELETE", &format!("{path}/shares/{id}"), Value::Null).await.expect(204, home.engine);
        let revoked = home.get(0, &shared).await.expect(404, home.engine);
        let unknown = home.get(0, "/shared/xyz").await.expect(404, home.engine);
        assert_eq!(revoked, unknown, "nobody learns that there was a link");
        home.send(1, "DELETE", &format!("{path}/shares/{id}"), Value::Null).await.expect(404, home.engine);
    }
}

#[tokio::test]
async fn a_link_ends_when_it_was_said() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let path = playlist(&home).await;
        let past = kernel::Timestamp::from_millis(START - 1);
        home.post(1, &format!("{path}/shares"), json!({ "expires_at": past })).await.expect(422, home.engine);
        let soon = kernel::Timestamp::from_millis(START + 3_600_000);
        let (shared, _) = link(&home, &path, json!({ "expires_at": soon })).await;
        home.get(0, &shared).await.expect(200, home.engine);
        home.clock.advance(Duration::from_secs(3_601));
        let expired = home.get(0, &shared).await.expect(404, home.engine);
        assert_eq!(expired, home.get(0, "/shared/xyz").await.json);
    }
}

/// Every operation on a playlist, as method, path below the playlist, and body.
fn operations(entry: &str, share: &str) -> Vec<(&'static str, String, Value)> {
    vec![
        ("GET", String::new(), Value::Null),
        ("PATCH", String::new(), json!({ "name": "Stolen" })),
        ("DELETE", String::new(), Value::Null),
        ("PUT", "/cover".into(), json!("GIF89a")),
        ("DELETE", "/cover".into(), Value::Null),
        ("POST", "/copy".into(), json!({})),
        ("GET", "/entries".into(), Value::Null),
        ("POST", "/entries".into(), json!({ "tracks": [2] })),
        ("POST", "/entries/remove".into(), json!({ "ids": [entry] })),
        ("POST", format!("/entries/{entry}/move"), json!({ "after": null })),
        ("GET", "/shares".into(), Value::Null),
        ("POST", "/shares".into(), json!({})),
        ("DELETE", format!("/shares/{share}"), Value::Null),
        ("POST", "/invites".into(), json!({})),
        ("GET", "/members".into(), Value::Null),
        ("DELETE", "/members/1".into(), Value::Null),
    ]
}

async fn join(home: &Home, path: &str, who: i64) {
    let invite = home.post(1, &format!("{path}/invites"), json!({})).await.expect(201, home.engine);
    let invite = text(&invite["url"]).replace("http://shop.test/i/", "/library/invites/");
    let shown = home.get(who, &invite).await.expect(200, home.engine);
    assert_eq!(shown["playlist_name"], "Shown");
    home.post(1, &format!("{invite}/accept"), Value::Null).await.expect(409, "one's own playlist");
    home.post(who, &format!("{invite}/accept"), Value::Null).await.expect(200, home.engine);
    home.post(3, &format!("{invite}/accept"), Value::Null).await.expect(404, "an invitation works once");
}

#[tokio::test]
async fn a_stranger_finds_nothing_whatever_they_try() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let path = playlist(&home).await;
        let (_, share) = link(&home, &path, json!({})).await;
        let before = home.get(1, &format!("{path}/entries")).await.json;
        let entry = text(&before["items"][0]["id"]);
        for (method, below, body) in operations(&entry, &share) {
            let headers = [("if-match", "\"1\"")];
            let answer = home.send_with(2, method, &format!("{path}{below}"), &headers, body.clone()).await;
            assert_eq!(answer.status, 404, "{} {method} {below}: {}", home.engine, answer.json);
            assert!(!answer.json.to_string().contains("Shown"));
            let visitor = home.send_with(0, method, &format!("{path}{below}"), &headers, body).await;
            assert_eq!(visitor.status, 401, "{} {method} {below}", home.engine);
        }
        let song = text(&before["items"][0]["song"]["id"]);
        for (method, below, body) in [
            ("GET", "", Value::Null),
            ("PATCH", "", json!({ "title": "Stolen" })),
            ("DELETE", "", Value::Null),
            ("POST", "/played", Value::Null),
            ("PUT", "/cover", json!("GIF89a")),
        ] {
            let path = format!("/library/songs/{song}{below}");
            let answer = home.send_with(2, method, &path, &[("if-match", "\"1\"")], body).await;
            assert_eq!(answer.status, 404, "{} {method} {below}", home.engine);
        }
        let merge = json!({ "keep": song, "others": ["018f0000-0000-7000-8000-000000000000"] });
        home.post(2, "/library/duplicates/merge", merge).await.expect(404, home.engine);
        let many = json!({ "selection": { "ids": [song] }, "changes": [{ "op": "set", "field": "title", "value": "Stolen" }] });
        assert_eq!(home.post(2, "/library/songs/bulk", many).await.expect(200, home.engine)["changed"], 0);
        let many = json!({ "selection": { "ids": [song] } });
        assert_eq!(home.post(2, "/library/songs/remove", many).await.expect(200, home.engine)["removed"], 0);
        for list in ["songs", "artists", "albums", "duplicates", "playlists", "suggest?q=mine"] {
            let seen = home.get(2, &format!("/library/{list}")).await.expect(200, list);
            assert!(!seen.to_string().contains("Mine"), "{list}: {seen}");
        }
        assert_eq!(home.get(2, "/library/facets").await.json["total"], 0);
        assert_eq!(home.get(1, &format!("{path}/entries")).await.json, before, "nothing was changed");
    }
}

#[tokio::test]
async fn a_collaborator_adds_and_moves_and_sees_no_more_than_names() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let path = playlist(&home).await;
        let (_, share) = link(&home, &path, json!({})).await;
        join(&home, &path, 2).await;
        let seen = home.get(2, &format!("{path}/entries")).await.expect(200, home.engine);
        assert_eq!((&seen["items"][0]["title"], &seen["items"][0]["song"]), (&json!("Mine"), &Value::Null));
        for hidden in ["secret", "elsewhere", "rating"] {
            assert!(!seen.to_string().contains(hidden), "{}: {hidden} in {seen}", home.engine);
        }
        let list = home.get(2, &path).await.expect(200, home.engine);
        assert_eq!((&list["role"], &list["folder"]), (&json!("collaborator"), &Value::Null));
        assert_eq!(list["owner_name"], "Customer 1.");
        let theirs = home.add_many(2, 1).await;
        home.post(2, &format!("{path}/entries"), json!({ "songs": theirs })).await.expect(201, home.engine);
        let mine = home.get(1, &format!("{path}/entries")).await.json;
        assert_eq!(
            (&mine["items"][2]["title"], &mine["items"][2]["added_by"]),
            (&json!("Song 0"), &json!("Customer 2."))
        );
        assert_eq!(mine["items"][2]["song"], Value::Null, "another's song is a name");
        for (method, below, body) in [
            ("PATCH", String::new(), json!({ "name": "Stolen" })),
            ("DELETE", String::new(), Value::Null),
            ("PUT", "/cover".into(), json!("GIF89a")),
            ("DELETE", "/cover".into(), Value::Null),
            ("GET", "/shares".into(), Value::Null),
            ("POST", "/shares".into(), json!({})),
            ("DELETE", format!("/shares/{share}"), Value::Null),
            ("POST", "/invites".into(), json!({})),
            ("DELETE", "/members/1".into(), Value::Null),
        ] {
            let answer = home.send_with(2, method, &format!("{path}{below}"), &[("if-match", "\"1\"")], body).await;
            assert_eq!(answer.status, 403, "{} {method} {below}: {}", home.engine, answer.json);
        }
    }
}

#[tokio::test]
async fn what_another_bought_is_a_track_of_the_shop_to_a_collaborator_as_it_is_to_a_stranger() {
    let home = Home::new("memory", table::Table::memory);
    songs::add_bought(&home.library, customer(1), &[bought(3, "Overdose", 1)]).await.unwrap();
    let song = home.get(1, "/library/songs").await.json["items"][0]["id"].clone();
    let path = playlist(&home).await;
    home.post(1, &format!("{path}/entries"), json!({ "songs": [song] })).await.expect(201, "entries");
    join(&home, &path, 2).await;
    let seen = home.get(2, &format!("{path}/entries")).await.expect(200, "entries");
    let (theirs, bought) = (&seen["items"][0], &seen["items"][2]);
    assert_eq!((&theirs["title"], &theirs["track"]), (&json!("Mine"), &Value::Null));
    assert_eq!((&bought["title"], &bought["song"]), (&json!("Overdose"), &Value::Null));
    assert_eq!((&bought["track"]["id"], &bought["track"]["price_cents"]), (&json!(3), &json!(99)), "{seen}");
    let own = home.get(1, &format!("{path}/entries")).await.json;
    assert_eq!((&own["items"][2]["song"]["title"], &own["items"][2]["track"]), (&json!("Overdose"), &Value::Null));
}

#[tokio::test]
async fn a_former_collaborator_is_a_stranger_again() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let path = playlist(&home).await;
        let (_, share) = link(&home, &path, json!({})).await;
        join(&home, &path, 2).await;
        let entry = text(&home.get(2, &format!("{path}/entries")).await.json["items"][0]["id"]);
        let removed =
            home.post(2, &format!("{path}/entries/remove"), json!({ "ids": [entry] })).await.expect(200, home.engine);
        home.send(1, "DELETE", &format!("{path}/members/2"), Value::Null).await.expect(204, home.engine);
        for (method, below, body) in operations(&entry, &share) {
            let answer = home.send_with(2, method, &format!("{path}{below}"), &[("if-match", "\"1\"")], body).await;
            assert_eq!(answer.status, 404, "{} {method} {below}: {}", home.engine, answer.json);
        }
        assert!(home.get(2, "/library/playlists").await.json["items"].as_array().unwrap().is_empty());
        // What they did while they took part is no longer theirs to take back.
        let undo = format!("/library/undo/{}", text(&removed["undo_id"]));
        home.post(2, &undo, Value::Null).await;
        let left = home.get(1, &format!("{path}/entries")).await.json["total"].clone();
        assert_eq!(left, 1, "{}: nothing comes back by their hand", home.engine);
        join(&home, &path, 2).await;
        home.send(2, "DELETE", &format!("{path}/members/2"), Value::Null).await.expect(204, "one may leave");
        home.get(2, &path).await.expect(404, home.engine);
    }
}

#[tokio::test]
async fn an_invitation_ends_after_a_week() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let path = playlist(&home).await;
        let invite = home.post(1, &format!("{path}/invites"), json!({})).await.expect(201, home.engine);
        let invite = text(&invite["url"]).replace("http://shop.test/i/", "/library/invites/");
        home.get(0, &invite).await.expect(401, home.engine);
        home.get(0, &invite.replace("/library/invites/", "/shared/")).await.expect(404, "an invitation shows nothing");
        home.clock.advance(Duration::from_secs(7 * 86_400 + 1));
        home.get(2, &invite).await.expect(404, home.engine);
        home.post(2, &format!("{invite}/accept"), Value::Null).await.expect(404, home.engine);
    }
}

#[tokio::test]
async fn a_public_page_shows_what_is_public() {
    let (homes, _guard) = homes().await;
    for home in homes {
        let path = playlist(&home).await;
        home.get(1, "/library/profile").await.expect(404, home.engine);
        let profile = json!({ "handle": "luis", "name": "Luís" });
        home.send(1, "PUT", "/library/profile", profile.clone()).await.expect(200, home.engine);
        home.send(2, "PUT", "/library/profile", profile).await.expect(409, home.engine);
        home.send(2, "PUT", "/library/profile", json!({ "handle": "Ä", "name": "" })).await.expect(422, home.engine);
        let page = home.get(0, "/profiles/luis").await.expect(200, home.engine);
        assert_eq!((&page["name"], &page["playlists"]), (&json!("Luís"), &json!([])));
        let below = path.replace("/library/playlists/", "/profiles/luis/playlists/");
        home.get(0, &below).await.expect(404, "a private playlist");

        home.edit(1, &path, 1, json!({ "visibility": "public" })).await.expect(200, home.engine);
        let page = home.get(0, "/profiles/luis").await.expect(200, home.engine);
        assert_eq!((&page["playlists"][0]["name"], &page["playlists"][0]["songs"]), (&json!("Shown"), &json!(2)));
        let seen = home.get(0, &below).await.expect(200, home.engine);
        assert!(!seen.to_string().contains("secret") && !page.to_string().contains("elsewhere"));
        home.send(1, "PUT", "/library/profile", json!({ "handle": "rojas", "name": "Luís" }))
            .await
            .expect(200, home.engine);
        home.get(0, "/profiles/luis").await.expect(404, "the old handle is free");
        home.send(2, "PUT", "/library/profile", json!({ "handle": "luis", "name": "Other" }))
            .await
            .expect(200, home.engine);
    }
}
