//! Downloads, streams and invoices of what was bought.

use std::io::{Cursor, Read};

use axum::http::{HeaderMap, Method, StatusCode};
use bytes::Bytes;
use kernel::Money;
use serde_json::{Value, json};
use store::orders::{RefundRequest, refund};

use crate::support::{LUIS, NANCY, World, worlds};

/// Follows a link as a browser does: without signing in.
async fn fetch(world: &World, url: &str, range: Option<&str>) -> (StatusCode, HeaderMap, Bytes) {
    let path = url.strip_prefix("/api/v1").expect("links lead into the API");
    let headers: Vec<(&str, &str)> = range.map(|range| ("range", range)).into_iter().collect();
    world.raw(Method::GET, path, None, &headers, None).await
}

/// Tracks of a second: composing whole ones takes too long here.
async fn shorten(world: &World) {
    world.execute("update tracks set duration_ms = 1000").await;
}

#[tokio::test]
async fn a_bought_track_is_downloaded_whole_resumed_and_named_after_it() {
    for world in worlds().await {
        shorten(&world).await;
        let who = world.newcomer().await;
        world.buy(who, &[("track", 1)]).await;
        let link = world.post("/music/tracks/1/downloads", who, Value::Null).await;
        assert_eq!(
            (&link["filename"], &link["uses"]),
            (&json!("AC-DC - For Those About To Rock (We Salute You).flac"), &json!(5))
        );
        let url = link["url"].as_str().unwrap();
        let (status, headers, whole) = fetch(&world, url, None).await;
        assert_eq!(
            (status, &headers["content-type"], &whole[..4]),
            (StatusCode::OK, &"audio/flac".parse().unwrap(), &b"fLaC"[..])
        );
        assert!(
            headers["content-disposition"]
                .to_str()
                .unwrap()
                .contains("AC-DC - For Those About To Rock (We Salute You).flac")
        );
        let (status, headers, rest) = fetch(&world, url, Some("bytes=100-")).await;
        assert_eq!(
            (status, headers["content-range"].to_str().unwrap().starts_with("bytes 100-")),
            (StatusCode::PARTIAL_CONTENT, true)
        );
        assert_eq!(rest, whole.slice(100..));
        assert_eq!(fetch(&world, url, Some("bytes=999999999-")).await.0, StatusCode::RANGE_NOT_SATISFIABLE);
        for _ in 0..4 {
            assert_eq!(fetch(&world, url, Some("bytes=0-9")).await.0, StatusCode::PARTIAL_CONTENT);
        }
        assert_eq!(fetch(&world, url, None).await.0, StatusCode::GONE, "five uses, and going on is none");
        assert_eq!(fetch(&world, url, Some("bytes=100-")).await.0, StatusCode::PARTIAL_CONTENT);
        let again = world.post("/music/tracks/1/downloads", who, Value::Null).await;
        assert_eq!(
            fetch(&world, again["url"].as_str().unwrap(), None).await.0,
            StatusCode::OK,
            "and a new link whenever it is asked for"
        );
    }
}

#[tokio::test]
async fn links_end_with_their_time_and_are_not_bent_to_other_things() {
    for world in worlds().await {
        shorten(&world).await;
        let who = world.newcomer().await;
        world.buy(who, &[("track", 1), ("track", 2)]).await;
        let download =
            world.post("/music/tracks/1/downloads", who, Value::Null).await["url"].as_str().unwrap().to_owned();
        let stream = world.post("/music/tracks/1/streams", who, Value::Null).await["url"].as_str().unwrap().to_owned();
        assert_eq!(fetch(&world, &stream, Some("bytes=0-3")).await.2, "fLaC");
        for forged in [
            stream.replace("/streams/1?", "/streams/2?"),
            stream.replace(&format!("customer={who}"), "customer=1"),
            stream.replace("expires=18", "expires=19"),
            download.replace("signature=", "signature=A"),
        ] {
            let (status, _, body) = fetch(&world, &forged, None).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{forged}");
            assert!(
                serde_json::from_slice::<Value>(&body).unwrap()["type"]
                    .as_str()
                    .unwrap()
                    .starts_with("/problems/link-")
            );
        }
        assert_eq!(fetch(&world, &format!("{stream}&more=1"), None).await.0, StatusCode::BAD_REQUEST);
        world.clock.advance(std::time::Duration::from_secs(24 * 3_600));
        for url in [&download, &stream] {
            let (status, _, body) = fetch(&world, url, None).await;
            assert_eq!(
                (status, &serde_json::from_slice::<Value>(&body).unwrap()["type"]),
                (StatusCode::FORBIDDEN, &json!("/problems/link-expired"))
            );
        }
    }
}

#[tokio::test]
async fn an_order_is_downloaded_as_one_archive_with_a_folder_an_album() {
    for world in worlds().await {
        shorten(&world).await;
        let who = world.newcomer().await;
        let order = world.buy(who, &[("album", 1), ("track", 2)]).await;
        let link = world.post(&format!("/orders/{order}/downloads"), who, Value::Null).await;
        let (status, headers, bytes) = fetch(&world, link["url"].as_str().unwrap(), None).await;
        assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &"application/zip".parse().unwrap()));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
        assert_eq!(archive.len(), 11);
        let mut first = Vec::new();
        archive
            .by_name("AC-DC - For Those About To Rock We Salute You/01 - For Those About To Rock (We Salute You).flac")
            .unwrap()
            .read_to_end(&mut first)
            .unwrap();
        assert_eq!(&first[..4], b"fLaC");
        assert!(archive.file_names().any(|name| name == "Accept - Balls to the Wall/01 - Balls to the Wall.flac"));
        for _ in 0..4 {
            let (status, _, _) = fetch(&world, link["url"].as_str().unwrap(), Some("bytes=5-")).await;
            assert_eq!(status, StatusCode::OK, "an archive is sent whole, whatever was asked for");
        }
        let (status, _, _) = fetch(&world, link["url"].as_str().unwrap(), Some("bytes=5-")).await;
        assert_eq!(status, StatusCode::GONE, "and counts each time");
        let track = world.post("/music/tracks/1/downloads", who, Value::Null).await;
        let replace = json!({ "kind": "track", "ref_id": 1 });
        world.desk_post(&format!("/admin/orders/{order}/downloads"), NANCY, replace).await;
        let (status, _, _) = fetch(&world, track["url"].as_str().unwrap(), Some("bytes=100-")).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "a link that was replaced is over, for going on too");
        let link = world.post("/music/albums/1/downloads", who, Value::Null).await;
        assert_eq!(link["filename"], "AC-DC - For Those About To Rock We Salute You.zip");
        let (_, _, bytes) = fetch(&world, link["url"].as_str().unwrap(), None).await;
        assert_eq!(zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap().len(), 10);
    }
}

#[tokio::test]
async fn a_refund_closes_links_that_are_already_out() {
    for world in worlds().await {
        shorten(&world).await;
        let who = world.newcomer().await;
        let order = world.buy(who, &[("track", 1)]).await;
        let mut urls = Vec::new();
        for path in [
            "/music/tracks/1/downloads".to_owned(),
            "/music/tracks/1/streams".to_owned(),
            format!("/orders/{order}/downloads"),
        ] {
            urls.push(world.post(&path, who, Value::Null).await["url"].as_str().unwrap().to_owned());
        }
        refund(
            &world.shop,
            order,
            &RefundRequest { amount: Money::usd(99), lines: &[], reason: "", key: "all", by: None },
        )
        .await
        .unwrap();
        for url in urls {
            let (status, _, body) = fetch(&world, &url, None).await;
            assert_eq!(
                (status, &serde_json::from_slice::<Value>(&body).unwrap()["type"]),
                (StatusCode::FORBIDDEN, &json!("/problems/not-owned")),
                "{url}"
            );
        }
        let (status, _) = world.call(Method::POST, &format!("/orders/{order}/downloads"), who, Some(Value::Null)).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn invoices_of_the_data_set_are_shown_like_new_ones() {
    for world in worlds().await {
        let orders = world.get("/orders?limit=200", LUIS).await;
        let mut numbers = Vec::new();
        for order in orders["items"].as_array().unwrap() {
            let id = order["id"].as_str().unwrap();
            let invoice = world.get(&format!("/orders/{id}/invoice"), LUIS).await;
            assert_eq!((&invoice["total"], &invoice["seller"]["name"]), (&order["total"], &json!("Chinook Music")));
            let paid: i64 =
                invoice["lines"].as_array().unwrap().iter().map(|line| line["total"]["amount"].as_i64().unwrap()).sum();
            assert_eq!(paid, invoice["total"]["amount"].as_i64().unwrap());
            numbers.push(invoice["number"].as_i64().unwrap());
            let (status, headers, html) =
                world.raw(Method::GET, &format!("/orders/{id}/invoice.html"), Some(LUIS), &[], None).await;
            assert_eq!(
                (status, headers["content-type"].to_str().unwrap()),
                (StatusCode::OK, "text/html; charset=utf-8")
            );
            assert!(String::from_utf8(html.to_vec()).unwrap().contains("Luís Gonçalves"));
            let (_, headers, pdf) =
                world.raw(Method::GET, &format!("/orders/{id}/invoice.pdf"), Some(LUIS), &[], None).await;
            assert_eq!((&headers["content-type"], &pdf[..5]), (&"application/pdf".parse().unwrap(), &b"%PDF-"[..]));
        }
        numbers.sort_unstable();
        assert_eq!(numbers, [98, 121, 143, 195, 316, 327, 382]);
    }
}
