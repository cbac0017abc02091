//! Recordings and covers that staff send.

use axum::http::{Method, StatusCode};
use media::{
    flac::{self, Tags},
    tune::{TuneSpec, compose},
};
use serde_json::{Value, json};

use crate::support::{World, worlds};

fn recording() -> Vec<u8> {
    let pcm = compose(&TuneSpec { track_id: 77, genre: "Jazz", length_ms: 4_000 });
    let tags = Tags {
        title: "Breakwater",
        artist: "AC/DC",
        album: "Tide",
        genre: "Jazz",
        composer: "",
        track_number: Some(3),
        copyright: "",
    };
    flac::encode(&pcm, &tags).to_vec()
}

async fn send(world: &World, bytes: Vec<u8>) -> (StatusCode, Value) {
    let (status, _, answer) = world.desk_raw(Method::POST, "/admin/audio-uploads?file_name=03.flac", &[], bytes).await;
    (status, serde_json::from_slice(&answer).unwrap())
}

#[tokio::test]
async fn a_sent_recording_fills_the_fields_and_is_what_its_buyers_get() {
    for world in worlds().await {
        let bytes = recording();
        let (status, upload) = send(&world, bytes.clone()).await;
        assert_eq!(status, StatusCode::CREATED, "{upload}");
        assert_eq!((&upload["format"], &upload["duration_ms"]), (&json!("flac"), &json!(4_000)));
        assert_eq!((&upload["tags"]["title"], &upload["tags"]["track_number"]), (&json!("Breakwater"), &json!(3)));
        assert_eq!((&upload["genre_id"], &upload["artist_id"]), (&json!(2), &json!(1)));
        let new =
            json!({ "name": "Breakwater", "album_id": 1, "genre_id": 2, "price_cents": 99, "upload_id": upload["id"] });
        let track = world.does(Method::POST, "/admin/tracks", 0, new.clone()).await;
        assert_eq!((&track["duration_ms"], &track["audio_format"]), (&json!(4_000), &json!("flac")));
        let (status, _) = world.desk(Method::POST, "/admin/tracks", 0, new).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a recording stands on one track");

        let id = track["id"].as_i64().unwrap();
        world.does(Method::POST, &format!("/admin/tracks/{id}/release"), 1, json!({ "state": "published" })).await;
        let who = world.newcomer().await;
        world.buy(who, &[("track", id)]).await;
        let link = world.post(&format!("/music/tracks/{id}/downloads"), who, Value::Null).await;
        let path = link["url"].as_str().unwrap().split("/api/v1").nth(1).unwrap().to_owned();
        let (status, _, body) = world.raw(Method::GET, &path, None, &[], None).await;
        assert_eq!((status, body.to_vec() == bytes), (StatusCode::OK, true), "the very bytes that were sent");
        let (status, headers, preview) =
            world.raw(Method::GET, &format!("/music/tracks/{id}/preview"), None, &[], None).await;
        assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "audio/mpeg"));
        assert!(preview.len() > 30_000, "{} bytes", preview.len());
    }
}

#[tokio::test]
async fn hostile_files_are_refused_and_leave_nothing_behind() {
    for world in worlds().await {
        let good = recording();
        let files: [Vec<u8>; 7] = [
            Vec::new(),
            b"<html><script>alert(1)</script>".to_vec(),
            b"fLaC".to_vec(),
            [b"fLaC".as_slice(), &[0xff; 5_000]].concat(),
            [b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f".as_slice(), &[0; 5_000]].concat(),
            [b"RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff".as_slice(), &[0xff; 64]].concat(),
            good[..60].to_vec(),
        ];
        for (number, file) in files.into_iter().enumerate() {
            let (status, answer) = send(&world, file).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "file {number}: {answer}");
        }
        assert_eq!(world.count("select count(*) from audio_uploads").await, 0);
        let (status, _) = send(&world, good).await;
        assert_eq!(status, StatusCode::CREATED);
        world.clock.advance(std::time::Duration::from_secs(3 * 86_400));
        assert_eq!(store::uploads::prune(&world.shop, world.clock.now()).await.unwrap(), 1);
        assert_eq!(world.count("select count(*) from audio_uploads").await, 0, "nobody took it");
    }
}

/// A PNG of 120 by 120 grey pixels, written by hand: one stored block of zlib.
fn png() -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        let mut out = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
        out.extend(&body);
        out.extend(crc32fast::hash(&body).to_be_bytes());
        out
    };
    let raw: Vec<u8> = (0..120).flat_map(|_| [&[0_u8][..], &[128; 120]].concat()).collect();
    let length = u16::try_from(raw.len()).unwrap();
    let mut zlib = vec![0x78, 0x01, 0x01];
    zlib.extend(length.to_le_bytes());
    zlib.extend((!length).to_le_bytes());
    zlib.extend(&raw);
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &raw {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    zlib.extend(((b << 16) | a).to_be_bytes());
    let head = [&120_u32.to_be_bytes()[..], &120_u32.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", &zlib), chunk(b"IEND", b"")].concat()
}

#[tokio::test]
async fn an_uploaded_cover_stands_instead_of_the_drawn_one() {
    for world in worlds().await {
        let (_, headers, drawn) = world.raw(Method::GET, "/music/albums/1/cover", None, &[], None).await;
        assert_eq!(headers["content-type"], "image/svg+xml");
        for bad in [drawn.to_vec(), b"GIF89a".to_vec(), png()[..200].to_vec(), Vec::new()] {
            let (status, ..) = world.desk_raw(Method::PUT, "/admin/albums/1/cover", &[], bad).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let (status, _, body) = world.desk_raw(Method::PUT, "/admin/albums/1/cover", &[], png()).await;
        assert_eq!(status, StatusCode::OK, "{body:?}");
        let (_, headers, cover) = world.raw(Method::GET, "/music/albums/1/cover?v=2", None, &[], None).await;
        assert_eq!(headers["content-type"], "image/jpeg");
        assert!(cover.starts_with(&[0xff, 0xd8]));
        world.does(Method::DELETE, "/admin/albums/1/cover", 0, Value::Null).await;
        let (_, headers, _) = world.raw(Method::GET, "/music/albums/1/cover", None, &[], None).await;
        assert_eq!(headers["content-type"], "image/svg+xml");
    }
}
