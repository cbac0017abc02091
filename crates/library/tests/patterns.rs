//! Each access pattern of `keys.rs`, and what it costs: one query a page, one write for a move.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod common;

use chinook_library::keys;
use common::{Home, bought, customer, homes, homes_everywhere, text};
use kernel::SongListId;
use serde_json::json;
use table::{Index, Query};

/// Keys of a page, and that it was one request.
async fn page(home: &Home, query: Query) -> Vec<String> {
    let before = home.library.table.meter().reads;
    let slice = home.library.table.query(&query).await.unwrap();
    assert_eq!(home.library.table.meter().reads - before, 1, "{}: one query is one page", home.engine);
    slice.items.into_iter().map(|stored| stored.key.sort).collect()
}

#[tokio::test]
async fn every_pattern_is_one_query_a_page() {
    let (homes, _guard) = homes_everywhere().await;
    for home in homes {
        let owner = customer(1);
        let mut ids = Vec::new();
        for (title, artist, album, genre, rating) in [
            ("b", "Accept", "Restless", "Metal", json!(8)),
            ("a", "Accept", "Balls", "Metal", json!(null)),
            ("c", "Buddy", "Blues", "Blues", json!(4)),
        ] {
            let song = json!({ "title": title, "artist": artist, "album": album, "genres": [genre], "rating": rating });
            ids.push(format!("SONG#{}", text(&home.add(1, song).await["id"])));
            home.clock.advance(std::time::Duration::from_millis(5));
        }
        home.add_many(2, 2).await;
        let user = keys::user(owner);
        let of = |index, prefix: &str| Query::new(index, user.clone(), 50).prefix(prefix);

        assert_eq!(page(&home, of(Index::Base, keys::SONG)).await, ids, "all songs of a user");
        let recent = page(&home, of(Index::Base, keys::SONG).descending(true)).await;
        assert_eq!(recent[0], ids[2], "{}: recently added", home.engine);
        assert_eq!(
            page(&home, of(Index::Lsi1, "ARTIST#accept")).await,
            [ids[1].as_str(), &ids[0]],
            "by artist, then album"
        );
        assert_eq!(page(&home, of(Index::Lsi2, "ALBUM#blues")).await, [ids[2].as_str()], "by album");
        assert_eq!(page(&home, of(Index::Lsi3, "GENRE#metal")).await.len(), 2, "by genre");
        let rated = page(&home, Query::new(Index::Gsi3, user.clone(), 50).descending(true)).await;
        assert_eq!(rated, [ids[0].as_str(), &ids[2]], "by rating, the best first, without the unrated");

        let list = home.post(1, "/library/playlists", json!({ "name": "L" })).await.expect(201, home.engine);
        let id: SongListId = text(&list["id"]).parse().unwrap();
        let song = ids[0].replace("SONG#", "");
        home.post(1, &format!("/library/playlists/{id}/entries"), json!({ "songs": [song] }))
            .await
            .expect(201, "added");
        assert_eq!(page(&home, of(Index::Base, keys::PLAYLIST)).await.len(), 1, "all playlists of a user");
        let entries = page(&home, Query::new(Index::Lsi1, keys::list(id), 50).prefix("RANK#")).await;
        assert_eq!(entries.len(), 1, "all songs in a playlist");
        let places = page(&home, Query::new(Index::Gsi2, keys::song_places(owner, song.parse().unwrap()), 50)).await;
        assert_eq!(places, entries, "the playlists a song is in");

        home.send(1, "PUT", "/library/profile", json!({ "handle": "luis", "name": "Luís" }))
            .await
            .expect(200, "profile");
        assert!(home.library.table.get(&keys::profile(owner)).await.unwrap().is_some(), "user by id");
    }
}

#[tokio::test]
async fn writes_are_as_few_as_they_can_be() {
    let (homes, _guard) = homes_everywhere().await;
    for home in homes {
        let meter = || home.library.table.meter().writes;
        let before = meter();
        let song = home.add(1, json!({ "title": "One" })).await;
        assert_eq!(meter() - before, 1, "{}: a song is one write", home.engine);
        let path = format!("/library/songs/{}", text(&song["id"]));
        let before = meter();
        home.edit(1, &path, 1, json!({ "rating": 4 })).await.expect(200, home.engine);
        assert_eq!(meter() - before, 1, "{}: a rating is one write", home.engine);
        let before = meter();
        home.edit(1, &path, 2, json!({ "rating": 4 })).await.expect(200, home.engine);
        assert_eq!(meter() - before, 0, "{}: what does not change is not written", home.engine);
        let before = meter();
        chinook_library::songs::add_bought(&home.library, customer(1), &[bought(1, "x", 1)]).await.unwrap();
        assert_eq!(meter() - before, 2, "{}: a bought song and the note that it is there", home.engine);
    }
}

#[tokio::test]
async fn a_list_reads_the_index_and_one_batch_of_songs() {
    let (homes, _guard) = homes().await;
    for home in homes {
        home.add_many(1, 60).await;
        home.get(1, "/library/songs?limit=50").await.expect(200, home.engine);
        let before = home.library.table.meter().reads;
        home.get(1, "/library/songs?limit=50&sort=title&offset=7").await.expect(200, home.engine);
        assert_eq!(home.library.table.meter().reads - before, 1, "{}", home.engine);
    }
}
