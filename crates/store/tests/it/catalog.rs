//! The lists: order, filters, pages, refusals.

use std::collections::HashSet;

use serde_json::Value;
use store::catalog::{AlbumSort, ArtistSort, TrackSort, sort_key};

use crate::support::{Shop, ids, shops};

/// What a list must be sorted by, as far as its items show it.
fn shown_key(list: &str, sort: &str, item: &Value) -> Option<(String, i64)> {
    let text = |value: &Value| Some((sort_key(value.as_str().unwrap_or("")), 0));
    let number = |value: &Value| Some((String::new(), value.as_i64().unwrap()));
    match (list, sort.trim_start_matches('-')) {
        (_, "name") => text(&item["name"]),
        (_, "title") => text(&item["title"]),
        (_, "artist") => text(&item["artist"]["name"]),
        (_, "album") => text(&item["album"]["title"]),
        (_, "duration") => number(&item["duration_ms"]),
        (_, "price") => number(&item["price"]["amount"]),
        _ => None,
    }
}

fn sorts() -> Vec<(&'static str, &'static str, usize)> {
    let artists = ArtistSort::ALL.iter().map(|sort| ("artists", sort.as_str(), 203));
    let albums = AlbumSort::ALL.iter().map(|sort| ("albums", sort.as_str(), 347));
    let tracks = TrackSort::ALL.iter().map(|sort| ("tracks", sort.as_str(), 3503));
    artists.chain(albums).chain(tracks).collect()
}

#[tokio::test]
async fn every_order_walked_to_its_end_is_the_whole_list_once_and_in_order() {
    let shops = shops().await;
    let (sqlite, postgres) = (Shop::new(&shops[0]), Shop::new(&shops[1]));
    for (list, sort, total) in sorts() {
        let path = format!("/{list}?sort={sort}");
        let items = sqlite.walk(&path, 83).await;
        assert_eq!(items.len(), total, "{path}");
        assert_eq!(ids(&items).into_iter().collect::<HashSet<_>>().len(), total, "{path} repeats itself");
        let keys: Vec<_> = items.iter().filter_map(|item| shown_key(list, sort, item)).collect();
        let in_order = if sort.starts_with('-') { keys.is_sorted_by(|a, b| a >= b) } else { keys.is_sorted() };
        assert!(in_order, "{path} is out of order");
        assert_eq!(ids(&items), ids(&sqlite.walk(&path, 200).await), "{path} depends on the page size");
        assert_eq!(ids(&items), ids(&postgres.walk(&path, 200).await), "{path} depends on the engine");
    }
}

#[tokio::test]
async fn names_are_listed_where_people_look_them_up() {
    for db in shops().await {
        let shop = Shop::new(&db);
        let artists = shop.walk("/artists", 200).await;
        let place = |name: &str| artists.iter().position(|a| a["name"] == name).unwrap();
        assert!(place("Creedence Clearwater Revival") > place("The Clash"), "The Clash stand at C");
        assert!(place("AC/DC") < place("Accept"));
        let tracks = shop.walk("/tracks?sort=name", 200).await;
        let oculos = tracks.iter().position(|track| track["name"] == "Óculos").unwrap();
        assert!(
            tracks[oculos - 1]["name"].as_str().unwrap().starts_with(['O', 'Ó'])
                && tracks[oculos + 1]["name"].as_str().unwrap().starts_with(['O', 'Ó'])
        );
        let titles = shop.walk("/albums?sort=title", 200).await;
        assert_eq!(titles[0]["title"], "[1997] Black Light Syndrome");
    }
}

#[tokio::test]
async fn filters_select_and_combine() {
    for db in shops().await {
        let shop = Shop::new(&db);
        assert_eq!(shop.walk("/tracks?genre_id=1", 200).await.len(), 1297);
        assert_eq!(shop.walk("/tracks?media_type_id=4", 200).await.len(), 7);
        assert_eq!(shop.walk("/tracks?kind=video", 200).await.len(), 214);
        assert_eq!(shop.walk("/tracks?album_id=1&sort=album", 200).await.len(), 10);
        assert_eq!(shop.walk("/tracks?artist_id=90&genre_id=6", 4).await.len(), 9);
        assert_eq!(shop.walk("/albums?artist_id=90&sort=newest", 5).await.len(), 21);
        let iron_maiden: Vec<i64> = ids(&shop.walk("/artists?starts_with=iron%20m", 5).await);
        assert_eq!(iron_maiden, [90]);
        for album in shop.walk("/albums?kind=video", 50).await {
            assert_eq!(album["kind"], "video");
        }
        let blues = shop.walk("/artists?genre_id=6&sort=popularity", 3).await;
        assert!(blues.iter().any(|artist| artist["id"] == 90), "Iron Maiden has nine tracks of Blues");
        assert!(
            shop.walk("/artists?starts_with=%23", 50)
                .await
                .iter()
                .all(|a| !sort_key(a["name"].as_str().unwrap()).starts_with(char::is_alphabetic))
        );
        assert!(shop.walk("/artists?genre_id=999", 50).await.is_empty());
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_a_problem_and_not_an_empty_list() {
    let shops = shops().await;
    let shop = Shop::new(&shops[0]);
    for path in [
        "/artists?limit=0",
        "/artists?limit=201",
        "/artists?limit=many",
        "/artists?sort=size",
        "/artists?unknown=1",
        "/artists?starts_with=!!",
        "/albums?kind=vinyl",
        "/albums?genre_id=0",
        "/albums?genre_id=rock",
        "/tracks?cursor=%25%25",
        "/tracks?cursor=e30",
        "/playlists/1/tracks?sort=name",
    ] {
        assert_eq!(shop.refused(path).await, 400, "{path}");
    }
    for path in [
        "/artists/276",
        "/artists/0",
        "/artists/-1",
        "/artists/abc",
        "/albums/348",
        "/tracks/9223372036854775808",
        "/genres/26",
        "/playlists/19",
        "/playlists/19/tracks",
        "/albums/348/similar",
    ] {
        assert_eq!(shop.refused(path).await, 404, "{path}");
    }
    let cursor = shop.get("/tracks?limit=5&sort=price").await["next_cursor"].as_str().unwrap().to_owned();
    assert_eq!(shop.refused(&format!("/tracks?limit=5&sort=name&cursor={cursor}")).await, 400);
    shop.get(&format!("/tracks?limit=5&sort=price&cursor={cursor}")).await;
}
