//! The pages, and what is odd in the data set and must not look odd in the shop.

use kernel::{AlbumId, TrackId};
use store::catalog::{self, ItemKind, fold};

use crate::{
    queries,
    support::{Shop, ids, ids_of, shops},
};

#[tokio::test]
async fn an_album_of_four_tracks_costs_ten_percent_less_and_says_so() {
    for db in shops().await {
        let shop = Shop::new(&db);
        let album = shop.get("/albums/1").await;
        assert_eq!((album["list_price"]["amount"].as_i64(), album["discount_percent"].as_i64()), (Some(990), Some(10)));
        assert_eq!(album["price"]["amount"], 891);
        // 14 tracks: 10 % of 13.86 is 1.386, so 1.39.
        assert_eq!(shop.get("/albums/29").await["price"]["amount"], 1386 - 139);
        for summary in shop.walk("/albums", 200).await {
            let album = shop.get(&format!("/albums/{}", summary["id"])).await;
            let tracks = album["tracks"].as_array().unwrap();
            let list: i64 = tracks.iter().map(|t| t["price"]["amount"].as_i64().unwrap()).sum();
            let expected = if tracks.len() >= 4 { list - (list * 10 + 50) / 100 } else { list };
            assert_eq!(album["list_price"]["amount"], list);
            assert_eq!(album["price"]["amount"], expected, "album {}", album["id"]);
            assert_eq!(album["price"], summary["price"]);
            assert_eq!(album["discount_percent"], if tracks.len() >= 4 { 10 } else { 0 });
            let positions: Vec<i64> = tracks.iter().map(|t| t["position"].as_i64().unwrap()).collect();
            assert_eq!(positions, (1..=tracks.len() as i64).collect::<Vec<_>>(), "album {}", album["id"]);
            assert_eq!(summary["track_count"], tracks.len());
            assert_eq!(album["genre"], album["genres"][0]);
            assert!(!ids_of(&album["similar"]).contains(&album["id"].as_i64().unwrap()));
        }
    }
}

#[tokio::test]
async fn an_album_page_knows_whether_it_is_heard_or_seen() {
    for db in shops().await {
        let shop = Shop::new(&db);
        assert_eq!(shop.get("/albums/1").await["kind"], "audio");
        assert_eq!(shop.get("/albums/271").await["kind"], "mixed");
        assert_eq!(shop.get("/albums/229").await["kind"], "video");
        assert_eq!(ids(&shop.walk("/albums?kind=mixed", 10).await), [271]);
        // The same name twice on one album: two tracks, told apart by their places.
        let tracks = shop.get("/albums/25").await["tracks"].as_array().unwrap().clone();
        let names: Vec<&str> = tracks.iter().map(|t| t["name"].as_str().unwrap()).collect();
        assert!(names.iter().enumerate().any(|(i, name)| names[i + 1..].contains(name)));
    }
}

#[tokio::test]
async fn various_artists_are_no_artist_but_their_albums_have_a_page() {
    for db in shops().await {
        let shop = Shop::new(&db);
        assert!(!shop.walk("/artists", 200).await.iter().any(|a| a["name"] == "Various Artists"));
        let page = shop.get("/artists/21").await;
        let mut albums = ids_of(&page["albums"]);
        albums.sort_unstable();
        assert_eq!(albums, [29, 32, 45, 53]);
        assert_eq!(shop.get("/albums/29").await["artist"]["name"], "Various Artists");
    }
}

#[tokio::test]
async fn artists_without_albums_are_not_listed_but_lead_to_what_there_is() {
    for db in shops().await {
        let shop = Shop::new(&db);
        let listed = ids(&shop.walk("/artists", 200).await);
        assert!(![61, 34, 35].iter().any(|id| listed.contains(id)));
        let santana_feat = shop.get("/artists/61").await;
        assert_eq!(santana_feat["name"], "Santana Feat. Everlast");
        assert_eq!(santana_feat["similar"][0]["name"], "Santana");
        let nando_reis = shop.get("/artists/34").await;
        assert_eq!(ids_of(&nando_reis["appears_on"])[0], 225, "Volume Dois has four of his songs");
        assert!(nando_reis["albums"].as_array().unwrap().is_empty());
        assert_eq!(nando_reis["album_count"], 0);
    }
}

#[tokio::test]
async fn an_artist_page_shows_albums_best_sellers_and_neighbours() {
    for db in shops().await {
        let page = Shop::new(&db).get("/artists/90").await;
        assert_eq!((page["album_count"].as_i64(), page["track_count"].as_i64()), (Some(21), Some(213)));
        assert_eq!(page["albums"].as_array().unwrap().len(), 21);
        assert_eq!(page["top_tracks"].as_array().unwrap().len(), 10);
        assert!(page["top_tracks"].as_array().unwrap().iter().all(|t| t["artist"]["id"] == 90));
        assert!((8..=12).contains(&page["similar"].as_array().unwrap().len()));
        assert!(!ids_of(&page["similar"]).contains(&90));
        let genres: Vec<&str> =
            page["genres"].as_array().unwrap().iter().map(|g| g["name"].as_str().unwrap()).collect();
        assert_eq!(genres, ["Metal", "Rock", "Heavy Metal"]);
    }
}

#[tokio::test]
async fn empty_and_repeated_playlists_are_reachable_but_not_listed() {
    for db in shops().await {
        let shop = Shop::new(&db);
        let listed = shop.get("/playlists").await;
        let mut shown = ids_of(&listed["items"]);
        shown.sort_unstable();
        assert_eq!(shown, [1, 3, 5, 9, 11, 12, 13, 14, 15, 16, 17, 18]);
        assert!(listed["items"].as_array().unwrap().iter().all(|p| p["track_count"].as_i64() > Some(0)));
        let empty = shop.get("/playlists/2").await;
        assert_eq!((empty["name"].as_str(), empty["track_count"].as_i64()), (Some("Movies"), Some(0)));
        assert!(shop.walk("/playlists/2/tracks", 10).await.is_empty());
        assert_eq!(shop.walk("/playlists/8/tracks", 200).await.len(), 3290);
        let music = shop.walk("/playlists/1/tracks", 157).await;
        assert_eq!(music.len(), 3290);
        assert!(ids(&music).is_sorted());
        assert_eq!(shop.get("/playlists/5").await["name"], "90’s Music");
        assert_eq!(shop.get("/playlists/16").await["genres"][0]["name"], "Rock");
    }
}

#[tokio::test]
async fn composers_are_shown_one_way_and_the_corrections_are_in() {
    for db in shops().await {
        let shop = Shop::new(&db);
        let composer = async |id: i64| shop.get(&format!("/tracks/{id}")).await["composer"].as_str().map(str::to_owned);
        assert_eq!(
            composer(2).await.as_deref(),
            Some("U. Dirkschneider, W. Hoffmann, H. Frank, P. Baltes, S. Kaufmann, G. Hoffmann")
        );
        assert_eq!(composer(15).await.as_deref(), Some("AC/DC"));
        assert_eq!(composer(63).await, None);
        assert_eq!(shop.get("/tracks/728").await["name"], "Woman Of The World (Ao Vivo)");
        for track in shop.walk("/tracks", 200).await {
            let Some(composer) = track["composer"].as_str() else { continue };
            assert!(composer == "AC/DC" || !composer.contains(['/', ';']), "{composer}");
            assert!(!composer.contains("  ") && composer.trim() == composer, "{composer}");
            let names: Vec<String> = composer.split(", ").map(fold).collect();
            assert!(names.iter().all(|name| names.iter().filter(|other| *other == name).count() == 1), "{composer}");
        }
    }
}

#[tokio::test]
async fn genre_pages_have_something_on_every_shelf() {
    for db in shops().await {
        let shop = Shop::new(&db);
        let genres = shop.get("/genres").await;
        assert_eq!(genres["items"].as_array().unwrap().len(), 25);
        for genre in genres["items"].as_array().unwrap() {
            let page = shop.get(&format!("/genres/{}", genre["id"])).await;
            for shelf in ["top_albums", "new_albums", "top_artists", "top_tracks"] {
                assert!(!page[shelf].as_array().unwrap().is_empty(), "{} has no {shelf}", genre["name"]);
            }
            assert!(genre["album_count"].as_i64() > Some(0));
        }
    }
}

#[tokio::test]
async fn the_front_page_features_five_albums_of_five_genres() {
    for db in shops().await {
        let home = Shop::new(&db).get("/home").await;
        let mut genres: Vec<i64> =
            home["featured"].as_array().unwrap().iter().map(|a| a["genre"]["id"].as_i64().unwrap()).collect();
        genres.sort_unstable();
        genres.dedup();
        assert_eq!(genres.len(), 5);
        let fresh: std::collections::HashSet<String> =
            home["new_arrivals"].as_array().unwrap().iter().map(|a| a["genre"]["name"].to_string()).collect();
        assert!(fresh.len() >= 3, "new arrivals are a mix: {fresh:?}");
        assert_eq!(home["top_tracks"].as_array().unwrap().len(), 10);
        assert_eq!(home["playlists"].as_array().unwrap().len(), 12);
    }
}

#[tokio::test]
async fn a_withdrawn_track_leaves_lists_prices_and_counts() {
    for db in shops().await {
        queries::run(&db, "update tracks set state = 'withdrawn' where album_id = 1 and position > 3").await;
        let shop = Shop::new(&db);
        let album = shop.get("/albums/1").await;
        assert_eq!(
            (album["track_count"].as_i64(), album["price"]["amount"].as_i64(), album["discount_percent"].as_i64()),
            (Some(3), Some(297), Some(0))
        );
        assert_eq!(shop.refused("/tracks/10").await, 404);
        assert_eq!(shop.walk("/tracks", 200).await.len(), 3496);
        queries::run(&db, "update albums set state = 'withdrawn' where id = 4").await;
        assert_eq!(shop.refused("/albums/4").await, 404);
        let mut conn = db.read().await.unwrap();
        let offer =
            catalog::price_of(&mut conn, ItemKind::Album, 4, kernel::Clock::System.now()).await.unwrap().unwrap();
        assert!(!offer.on_sale);
    }
}

#[tokio::test]
async fn a_price_set_by_staff_stands_instead_of_the_discount() {
    for db in shops().await {
        queries::run(&db, "update albums set own_price_cents = 500 where id = 1").await;
        let album = Shop::new(&db).get("/albums/1").await;
        assert_eq!(
            (
                album["price"]["amount"].as_i64(),
                album["list_price"]["amount"].as_i64(),
                album["discount_percent"].as_i64()
            ),
            (Some(500), Some(990), Some(0))
        );
    }
}

#[tokio::test]
async fn offers_say_what_is_bought_and_for_how_much() {
    for db in shops().await {
        let mut conn = db.read().await.unwrap();
        let items = [(ItemKind::Album, 1), (ItemKind::Track, 1), (ItemKind::Track, 2819), (ItemKind::Track, 9999)];
        let offers = catalog::offers(&mut conn, &items, kernel::Clock::System.now()).await.unwrap();
        assert_eq!(offers.len(), 3);
        let album = &offers[&(ItemKind::Album, 1)];
        assert_eq!((album.price.amount, album.list_price.amount, album.track_ids.len()), (891, 990, 10));
        assert_eq!(album.track_ids[..2], [TrackId::new(1).unwrap(), TrackId::new(6).unwrap()]);
        let track = &offers[&(ItemKind::Track, 1)];
        assert_eq!((track.album_id, track.artist_name.as_deref()), (AlbumId::new(1).ok(), Some("AC/DC")));
        assert_eq!(offers[&(ItemKind::Track, 2819)].price.amount, 199);
    }
}

#[tokio::test]
async fn sales_move_things_up_and_the_version_on() {
    for db in shops().await {
        let shop = Shop::new(&db);
        let version = catalog::version(&mut db.read().await.unwrap()).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        catalog::add_sales(&mut tx, &[(TrackId::new(3499).unwrap(), 1000)]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(shop.get("/top-tracks?limit=1").await["items"][0]["id"], 3499);
        assert_eq!(shop.get("/top-albums?limit=1").await["items"][0]["id"], 343);
        assert_eq!(catalog::version(&mut db.read().await.unwrap()).await.unwrap(), version + 1);
    }
}

#[tokio::test]
async fn the_search_index_gets_everything_that_is_on_sale() {
    for db in shops().await {
        let mut conn = db.read().await.unwrap();
        let mut counts = Vec::new();
        for kind in search::Kind::ALL {
            let (mut after, mut seen) = (0, 0);
            loop {
                let docs = catalog::search_docs(&mut conn, kind, after, 300).await.unwrap();
                seen += docs.len();
                let Some(last) = docs.last().filter(|_| docs.len() == 300) else { break };
                after = last.id;
            }
            counts.push(seen);
        }
        assert_eq!(counts[1..], [347, 3503]);
        assert!((203..275).contains(&counts[0]), "{counts:?}");
        let iron_maiden = catalog::search_docs(&mut conn, search::Kind::Artist, 89, 1).await.unwrap().remove(0);
        assert_eq!(
            (iron_maiden.name.as_str(), iron_maiden.popularity, iron_maiden.genres.len()),
            ("Iron Maiden", 140, 4)
        );
    }
}

#[tokio::test]
async fn rows_by_their_ids_come_in_the_order_asked_for() {
    for db in shops().await {
        let mut conn = db.read().await.unwrap();
        let ids: Vec<TrackId> = [3503, 1, 3503, 9999, 77].into_iter().map(|id| TrackId::new(id).unwrap()).collect();
        let tracks = catalog::tracks_by_ids(&mut conn, &ids).await.unwrap();
        assert_eq!(tracks.iter().map(|t| t.id.get()).collect::<Vec<_>>(), [3503, 1, 3503, 77]);
        let all: Vec<TrackId> = (1..=3503).rev().map(|id| TrackId::new(id).unwrap()).collect();
        assert_eq!(catalog::tracks_by_ids(&mut conn, &all).await.unwrap().len(), 3503);
    }
}
