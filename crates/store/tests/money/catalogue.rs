//! The catalogue's desk: artists, albums and tracks from draft to shelf and off it, merged, kept.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::purchases::{GoodsReleased, release};

use crate::support::{LUIS, START, World, worlds};

/// A new artist with an album of two draft tracks: their ids.
async fn draft_album(world: &World) -> (i64, i64, Vec<i64>) {
    let artist = world.does(Method::POST, "/admin/artists", 0, json!({ "name": "The  Harbour Lights" })).await;
    assert_eq!((&artist["name"], &artist["on_sale"]), (&json!("The Harbour Lights"), &json!(false)));
    let artist = artist["id"].as_i64().unwrap();
    let album = world.does(Method::POST, "/admin/albums", 0, json!({ "title": "Tide", "artist_id": artist })).await;
    let album = album["id"].as_i64().unwrap();
    let mut tracks = Vec::new();
    for name in ["Ebb", "Flow"] {
        let new = json!({ "name": name, "album_id": album, "genre_id": 1, "duration_ms": 61_000, "price_cents": 129 });
        let track = world.does(Method::POST, "/admin/tracks", 0, new).await;
        assert_eq!(track["state"], "draft");
        tracks.push(track["id"].as_i64().unwrap());
    }
    (artist, album, tracks)
}

async fn release_to(world: &World, album: i64, change: Value) -> Value {
    let version = world.does(Method::GET, &format!("/admin/albums/{album}"), 0, Value::Null).await["version"].clone();
    world.does(Method::POST, &format!("/admin/albums/{album}/release"), version.as_i64().unwrap(), change).await
}

#[tokio::test]
async fn an_album_goes_from_draft_to_shelf_and_off_it_and_its_buyers_keep_it() {
    for world in worlds().await {
        let (artist, album, tracks) = draft_album(&world).await;
        let page = format!("/music/albums/{album}");
        assert_eq!(world.seen_from(None, &page).await.0, StatusCode::NOT_FOUND, "a draft is not shown");
        let buyer = world.newcomer().await;
        let (status, refusal) =
            world.call(Method::POST, "/cart/items", buyer, Some(json!({ "kind": "track", "id": tracks[0] }))).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "a draft is nobody's business: {refusal}");
        let items = json!({ "items": [{ "kind": "track", "id": tracks[0] }, { "kind": "album", "id": album }] });
        let quote = world.post("/cart/quote", buyer, items).await;
        assert_eq!(quote["items"], json!([]), "nor is its name or price");
        let preview = format!("/music/tracks/{}/preview", tracks[0]);
        assert_eq!(world.seen_from(None, &preview).await.0, StatusCode::NOT_FOUND);
        // A second of it: composing a whole one takes too long here.
        world.execute(&format!("update tracks set duration_ms = 1000 where id = {}", tracks[0])).await;
        let desk = world.does(Method::GET, &format!("/admin/tracks/{}", tracks[0]), 0, Value::Null).await;
        let own = desk["preview_url"].as_str().unwrap().strip_prefix("/api/v1").unwrap();
        assert_eq!(world.seen_from(None, own).await.0, StatusCode::OK, "staff hear it");
        let other = own.replace(&format!("/{}/", tracks[0]), &format!("/{}/", tracks[1]));
        assert_eq!(world.seen_from(None, &other).await.0, StatusCode::FORBIDDEN);

        let told = "select count(*) from outbox where topic = 'release.published'";
        assert_eq!(world.count(told).await, 0);
        let published = release_to(&world, album, json!({ "state": "published" })).await;
        assert_eq!(world.count(told).await, 1, "other programs are told");
        assert_eq!((&published["on_sale"], &published["price"]["amount"]), (&json!(true), &json!(258)));
        assert!(published["tracks"].as_array().unwrap().iter().all(|track| track["state"] == "published"));
        let shown = world.seen_from(None, &page).await.1;
        assert_eq!((&shown["track_count"], &shown["tracks"][1]["name"]), (&json!(2), &json!("Flow")));
        let (_, shown) = world.seen_from(None, &format!("/music/artists/{artist}")).await;
        assert_eq!((&shown["album_count"], &shown["track_count"]), (&json!(1), &json!(2)));

        let order = world.buy(buyer, &[("album", album)]).await;
        world.add(LUIS, "track", tracks[1]).await;
        release_to(&world, album, json!({ "state": "withdrawn" })).await;
        assert_eq!(world.seen_from(None, &page).await.0, StatusCode::NOT_FOUND);
        assert_eq!(world.seen_from(None, &format!("/music/tracks/{}", tracks[0])).await.0, StatusCode::NOT_FOUND);
        let cart = world.get("/cart", LUIS).await;
        assert_eq!((&cart["items"][0]["notice"], &cart["total"]["amount"]), (&json!("withdrawn"), &json!(0)));
        let (status, link) = world.call(Method::POST, &format!("/orders/{order}/downloads"), buyer, None).await;
        assert_eq!(status, StatusCode::CREATED, "{link}");
        let told = world
            .count("select count(*) from audit_log where action in ('album.published', 'album.withdrawn', 'artist.created')")
            .await;
        assert_eq!(told, 3, "each write is in the audit log");
    }
}

#[tokio::test]
async fn a_late_payment_for_what_was_withdrawn_goes_back() {
    for world in worlds().await {
        let (_, album, _) = draft_album(&world).await;
        release_to(&world, album, json!({ "state": "published" })).await;
        let buyer = world.newcomer().await;
        world.add(buyer, "album", album).await;
        let order = world.order(buyer).await;
        let page = world.open_page(buyer, order).await;
        world.clock.advance(std::time::Duration::from_secs(1_790));
        world.card(&page, crate::support::GOOD).await;
        world.clock.advance(std::time::Duration::from_secs(20));
        store::orders::expire_orders(&world.shop, world.clock.now()).await.unwrap();
        release_to(&world, album, json!({ "state": "withdrawn" })).await;
        world.wait(1).await;
        world.wait(1).await;
        assert_eq!(world.status(buyer, order).await, "refunded");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn the_clock_publishes_and_a_pre_order_comes_on_its_day() {
    for world in worlds().await {
        let (_, album, tracks) = draft_album(&world).await;
        let day = START + std::time::Duration::from_secs(7 * 86_400);
        let (status, refusal) = world
            .desk(
                Method::POST,
                &format!("/admin/albums/{album}/release"),
                1,
                json!({ "state": "scheduled", "release_at": START }),
            )
            .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a day that is over: {refusal}");
        release_to(&world, album, json!({ "state": "scheduled", "release_at": day })).await;
        let page = format!("/music/albums/{album}");
        assert_eq!(world.seen_from(None, &page).await.0, StatusCode::NOT_FOUND, "scheduled is not shown");
        release_to(&world, album, json!({ "state": "scheduled", "release_at": day, "preorder": true })).await;
        let shown = world.seen_from(None, &page).await.1;
        assert_eq!(shown["release_at"], json!(day), "a pre-order is shown with its day");

        let buyer = world.newcomer().await;
        let order = world.buy(buyer, &[("album", album)]).await;
        assert_eq!(world.status(buyer, order).await, "paid");
        let downloads = format!("/orders/{order}/downloads");
        let (status, refusal) = world.call(Method::POST, &downloads, buyer, None).await;
        assert_eq!((status, &refusal["type"]), (StatusCode::FORBIDDEN, &json!("/problems/not-released")));
        let stream = format!("/music/tracks/{}/streams", tracks[0]);
        assert_eq!(world.call(Method::POST, &stream, buyer, None).await.0, StatusCode::FORBIDDEN);
        let mut conn = world.shop.db.read().await.unwrap();
        let ids: Vec<_> = tracks.iter().map(|id| kernel::TrackId::new(*id).unwrap()).collect();
        let out = store::purchases::delivered(&mut conn, order, &ids, world.clock.now()).await.unwrap();
        assert!(out.is_empty(), "nothing goes into the library yet");
        drop(conn);

        world.wait(7 * 86_400 + 1).await;
        let shown = world.seen_from(None, &page).await.1;
        assert_eq!(shown["release_at"], Value::Null, "it is out");
        let state = world.does(Method::GET, &format!("/admin/albums/{album}"), 0, Value::Null).await;
        assert_eq!(state["state"], "published");
        assert_eq!(world.call(Method::POST, &downloads, buyer, None).await.0, StatusCode::CREATED);
        let announced = format!("select count(*) from outbox where topic = '{}'", GoodsReleased::TOPIC);
        assert_eq!(world.count(&announced).await, 1, "the library is told once");
        assert_eq!(release(&world.shop, world.clock.now()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn merged_artists_and_genres_keep_every_sale() {
    for world in worlds().await {
        let offer = json!({ "name": "Metal", "kind": "percent", "percent": 10,
            "scope": { "artist_ids": [90], "genre_ids": [5] } });
        world.manage("/promotions", offer).await;
        world.execute("insert into royalty_rates (artist_id, rate_bp, updated_at) values (90, 4200, 0)").await;
        // Iron Maiden (90) into Metallica (50): 140 units were sold of the first, 91 of the second.
        let sold = "select cast(coalesce(sum(l.quantity), 0) as bigint) from invoice_lines l join tracks t on t.id = l.track_id where t.artist_id = 50";
        assert_eq!(world.count(sold).await, 91);
        let answer = world.does(Method::POST, "/admin/artists/90/merge", 0, json!({ "into": 50 })).await;
        assert_eq!((&answer["id"], &answer["units_sold"]), (&json!(50), &json!(231)));
        assert_eq!(world.count(sold).await, 231);
        assert_eq!(world.count("select cast(sum(total_cents) as bigint) from invoices").await, 232_860);
        let (status, page) = world.seen_from(None, "/music/artists/90").await;
        assert_eq!((status, &page["id"]), (StatusCode::OK, &json!(50)), "the old page leads to the new one");
        let (status, _) = world.desk(Method::POST, "/admin/artists/90/restore", 0, Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT);

        // Rock And Roll (5) into Rock (1).
        let before = world.count("select count(*) from tracks where genre_id in (1, 5)").await;
        let genre = world.does(Method::POST, "/admin/genres/5/merge", 0, json!({ "into": 1 })).await;
        assert_eq!(genre["track_count"], json!(before));
        assert_eq!(world.count("select count(*) from tracks where genre_id = 5").await, 0);
        let (_, genres) = world.seen_from(None, "/music/genres").await;
        assert!(!genres["items"].as_array().unwrap().iter().any(|genre| genre["id"] == 5));
        let scope = "select cast(sum(ref_id) as bigint) from promotion_items";
        assert_eq!(world.count(scope).await, 50 + 1, "promotions follow");
        assert_eq!(world.count("select rate_bp from royalty_rates where artist_id = 50").await, 4_200);
    }
}

#[tokio::test]
async fn edits_ask_for_the_version_and_lists_find_every_state() {
    for world in worlds().await {
        let (artist, album, tracks) = draft_album(&world).await;
        let path = format!("/admin/tracks/{}", tracks[0]);
        let (status, _) = world.desk(Method::PATCH, &path, 99, json!({ "name": "Ebbing" })).await;
        assert_eq!(status, StatusCode::PRECONDITION_FAILED);
        let edited =
            world.does(Method::PATCH, &path, 1, json!({ "name": "Ebbing", "price_cents": 99, "position": 7 })).await;
        assert_eq!(
            (&edited["name"], &edited["position"], &edited["version"]),
            (&json!("Ebbing"), &json!(7), &json!(2))
        );
        let taken = format!("/admin/tracks/{}", tracks[1]);
        let (status, _) = world.desk(Method::PATCH, &taken, 1, json!({ "position": 7 })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "two tracks in one place");

        let found = world.does(Method::GET, "/admin/albums?q=harbour&state=draft", 0, Value::Null).await;
        assert_eq!(found["items"][0]["id"], json!(album), "found by its artist's name");
        let found =
            world.does(Method::GET, &format!("/admin/tracks?album_id={album}&sort=-name"), 0, Value::Null).await;
        assert_eq!(found["items"].as_array().unwrap().len(), 2);
        // Every sort walks the whole list, page by page.
        for sort in ["name", "-name", "artist", "album", "-added", "sales", "price"] {
            let mut next = Some(format!("/admin/tracks?sort={sort}&limit=200"));
            let mut seen = std::collections::HashSet::new();
            while let Some(path) = next {
                let page = world.does(Method::GET, &path, 0, Value::Null).await;
                seen.extend(page["items"].as_array().unwrap().iter().map(|track| track["id"].as_i64().unwrap()));
                next = page["next_cursor"]
                    .as_str()
                    .map(|cursor| format!("/admin/tracks?sort={sort}&limit=200&cursor={cursor}"));
            }
            assert_eq!(seen.len(), 3505, "{} {sort}", world.engine());
        }
        let (status, _) = world.desk(Method::POST, "/admin/artists/1/archive", 0, Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT, "AC/DC is on sale");
        let day = START + std::time::Duration::from_secs(86_400);
        release_to(&world, album, json!({ "state": "scheduled", "release_at": day })).await;
        let archive = format!("/admin/artists/{artist}/archive");
        let (status, _) = world.desk(Method::POST, &archive, 0, Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT, "an album is coming");
        world.does(Method::POST, &format!("/admin/albums/{album}/archive"), 0, Value::Null).await;
        world.does(Method::POST, &format!("/admin/artists/{artist}/archive"), 0, Value::Null).await;
        let found = world.does(Method::GET, "/admin/artists?archived=true", 0, Value::Null).await;
        assert_eq!(found["items"][0]["id"], json!(artist));
        let (status, _) = world.desk(Method::POST, "/admin/artists", 0, json!({ "name": "AC/DC" })).await;
        assert_eq!(status, StatusCode::CONFLICT, "the name is taken");
    }
}

#[tokio::test]
async fn what_is_derived_for_a_part_is_what_is_derived_for_the_whole() {
    for world in worlds().await {
        let (_, album, tracks) = draft_album(&world).await;
        release_to(&world, album, json!({ "state": "published" })).await;
        world
            .does(
                Method::PATCH,
                &format!("/admin/tracks/{}", tracks[0]),
                2,
                json!({ "genre_id": 2, "price_cents": 500 }),
            )
            .await;
        world.does(Method::POST, "/admin/tracks/1/release", 1, json!({ "state": "withdrawn" })).await;
        world.does(Method::PATCH, "/admin/tracks/6", 1, json!({ "album_id": 4, "artist_id": 2 })).await;
        let derived = "select cast(coalesce(sum(x), 0) as bigint) from (
            select id * 7 + track_count * 3 + units_sold + album_count as x from genres
            union all select id * 11 + track_count * 5 + units_sold + album_count * 3 + coalesce(genre_id, 0) from artists
            union all select id * 13 + track_count * 5 + price_cents + current_cents * 3 + list_price_cents + duration_ms from albums
            union all select id * track_count + duration_ms from playlists
          ) everything";
        let scoped = world.count(derived).await;
        let mut tx = world.shop.db.begin().await.unwrap();
        store::catalog::recount(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.count(derived).await, scoped, "{}", world.engine());
    }
}

#[tokio::test]
async fn the_shop_s_playlists_are_kept_by_staff() {
    for world in worlds().await {
        let made = world.does(Method::POST, "/admin/playlists", 0, json!({ "name": "Harbour nights" })).await;
        let (id, version) = (made["id"].as_i64().unwrap(), made["version"].as_i64().unwrap());
        let path = format!("/admin/playlists/{id}/tracks");
        let set = world.does(Method::PUT, &path, version, json!({ "track_ids": [3, 1, 2, 3] })).await;
        let order: Vec<_> =
            set["tracks"].as_array().unwrap().iter().map(|track| track["id"].as_i64().unwrap()).collect();
        assert_eq!((order, &set["on_sale"]), (vec![3, 1, 2], &json!(true)));
        let (status, _) = world.desk(Method::PUT, &path, version + 1, json!({ "track_ids": [999_999] })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.seen_from(None, &format!("/music/playlists/{id}")).await.0, StatusCode::OK);
        let gone = world.does(Method::POST, &format!("/admin/playlists/{id}/archive"), 0, Value::Null).await;
        assert_eq!(gone["on_sale"], json!(false));
        for page in ["", "/tracks"] {
            let (status, _) = world.seen_from(None, &format!("/music/playlists/{id}{page}")).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "an archived playlist is gone for visitors");
        }
        // Of two that play the same one is listed; it is its own as soon as it plays something else.
        let twin = "select id from playlists where duplicate_of is not null limit 1";
        let twin = world.count(twin).await;
        let detail = world.does(Method::GET, &format!("/admin/playlists/{twin}"), 0, Value::Null).await;
        let path = format!("/admin/playlists/{twin}/tracks");
        let set =
            world.does(Method::PUT, &path, detail["version"].as_i64().unwrap(), json!({ "track_ids": [1] })).await;
        assert_eq!(set["on_sale"], json!(true));
    }
}

async fn read_in(world: &World, csv: &str) -> Value {
    let headers = [("content-type", "text/csv")];
    let (status, _, body) =
        world.desk_raw(Method::POST, "/admin/catalogue-imports", &headers, csv.as_bytes().to_vec()).await;
    assert_eq!(status, StatusCode::CREATED, "{body:?}");
    serde_json::from_slice(&body).unwrap()
}

#[tokio::test]
async fn the_catalogue_goes_out_as_csv_and_comes_back_the_same() {
    for world in worlds().await {
        let (status, headers, file) = world.desk_raw(Method::GET, "/admin/tracks/export.csv", &[], Vec::new()).await;
        assert_eq!(status, StatusCode::OK);
        assert!(headers["content-type"].to_str().unwrap().starts_with("text/csv"));
        let file = String::from_utf8(file.to_vec()).unwrap();
        assert_eq!(file.lines().count(), 3_504, "a head and every track");
        let same = read_in(&world, &file).await;
        assert_eq!(
            (&same["rows"], &same["unchanged"], &same["bad"]),
            (&json!(3_503), &json!(3_503), &json!(0)),
            "{}: {}",
            world.engine(),
            same["errors"]
        );
        let (_, _, filtered) =
            world.desk_raw(Method::GET, "/admin/tracks/export.csv?album_id=1", &[], Vec::new()).await;
        assert_eq!(String::from_utf8(filtered.to_vec()).unwrap().lines().count(), 11, "the list's own filter");
    }
}

#[tokio::test]
async fn a_file_is_applied_as_its_preview_said_and_bad_rows_are_told() {
    for world in worlds().await {
        let csv = "id,title,artist,album,genre,price\n\
            1,,,,,1.29\n\
            ,Low Water,Nobody Yet,First Light,Sea Shanty,0.79\n\
            99999,,,,,1\n\
            2,,,,,abc\n\
            ,No Artist,,,,1\n";
        let preview = read_in(&world, csv).await;
        assert_eq!(
            (&preview["created"], &preview["updated"], &preview["bad"]),
            (&json!(1), &json!(1), &json!(3)),
            "{preview}"
        );
        let lines: Vec<_> =
            preview["errors"].as_array().unwrap().iter().map(|e| (e["line"].clone(), e["column"].clone())).collect();
        assert_eq!(lines, [(json!(4), json!("id")), (json!(5), json!("price")), (json!(6), json!("artist"))]);
        assert_eq!(preview["new_names"], json!(["Artist: Nobody Yet", "Genre: Sea Shanty"]));
        assert_eq!(preview["changes"][0]["changes"], json!(["price: 0.99 → 1.29"]));
        assert_eq!(world.count("select count(*) from tracks").await, 3_503, "nothing is done yet");

        let apply = format!("/admin/catalogue-imports/{}/apply", preview["id"].as_str().unwrap());
        world.does(Method::PATCH, "/admin/tracks/1", 1, json!({ "price_cents": 119 })).await;
        let (status, stale) = world.desk(Method::POST, &apply, 0, Value::Null).await;
        assert_eq!((status, &stale["type"]), (StatusCode::CONFLICT, &json!("/problems/stale-preview")));
        assert_eq!(stale["preview"]["changes"][0]["changes"], json!(["price: 1.19 → 1.29"]));
        let done = world.does(Method::POST, &apply, 0, Value::Null).await;
        assert_eq!(done["applied"], json!(true));
        assert_eq!(world.count("select price_cents from tracks where id = 1").await, 129);
        assert_eq!(world.count("select count(*) from tracks where state = 'draft' and name = 'Low Water'").await, 1);
        assert_eq!(world.count("select count(*) from albums where state = 'draft' and title = 'First Light'").await, 1);
        let (status, again) = world.desk(Method::POST, &apply, 0, Value::Null).await;
        assert_eq!((status, &again["type"]), (StatusCode::CONFLICT, &json!("/problems/applied")));
    }
}
