//! What every store must do, run on each of them.

use blobs::{BlobKey, Blobs, MakeError, PIECE};
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn key(raw: &str) -> BlobKey {
    BlobKey::new(raw).expect("a key")
}

/// Runs a test on every kind of store.
async fn on_every_store<F: Future<Output = ()>>(test: impl Fn(Blobs) -> F) {
    test(Blobs::memory()).await;
    let folder = tempfile::tempdir().expect("a folder");
    test(Blobs::folder(folder.path().join("not/yet/there")).await.expect("a store")).await;
}

async fn read(blobs: &Blobs, raw: &str, range: std::ops::Range<u64>) -> Option<Vec<u8>> {
    let stream = blobs.read_range(&key(raw), range).await.expect("a store")?;
    let pieces: Vec<Bytes> = stream.try_collect().await.expect("every piece");
    assert!(pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= PIECE));
    Some(pieces.concat())
}

#[tokio::test]
async fn what_was_put_is_read_and_can_be_replaced() {
    on_every_store(|blobs| async move {
        let (one, other) = (key("audio/1.flac"), key("audio/deep/er/2.flac"));
        blobs.put(&one, Bytes::from_static(b"one")).await.expect("put");
        blobs.put(&other, Bytes::new()).await.expect("put");
        assert_eq!(blobs.get(&one).await.expect("get"), Some(Bytes::from_static(b"one")));
        assert_eq!(blobs.len(&one).await.expect("len"), Some(3));
        assert_eq!(blobs.get(&other).await.expect("get"), Some(Bytes::new()));
        assert!(blobs.exists(&other).await.expect("exists"));
        blobs.put(&one, Bytes::from_static(b"second")).await.expect("put");
        assert_eq!(blobs.get(&one).await.expect("get"), Some(Bytes::from_static(b"second")));
    })
    .await;
}

#[tokio::test]
async fn what_is_absent_is_none() {
    on_every_store(|blobs| async move {
        let absent = key("audio/1.flac");
        assert_eq!(blobs.get(&absent).await.expect("get"), None);
        assert_eq!(blobs.len(&absent).await.expect("len"), None);
        assert!(!blobs.exists(&absent).await.expect("exists"));
        assert!(read(&blobs, "audio/1.flac", 0..5).await.is_none());
        assert!(!blobs.delete(&absent).await.expect("delete"));
        blobs.put(&absent, Bytes::from_static(b"x")).await.expect("put");
        assert!(blobs.delete(&absent).await.expect("delete"));
        assert_eq!(blobs.get(&absent).await.expect("get"), None);
    })
    .await;
}

#[tokio::test]
async fn ranges_are_read_in_pieces_and_end_with_the_value() {
    on_every_store(|blobs| async move {
        let value: Vec<u8> = (0..300_000_u32).map(|i| (i % 251) as u8).collect();
        blobs.put(&key("audio/1.flac"), value.clone().into()).await.expect("put");
        for range in [0..300_000_u64, 0..1, 65_535..65_537, 299_999..300_000, 100..100, 250_000..900_000] {
            let expected = &value[range.start as usize..(range.end as usize).min(value.len())];
            assert!(read(&blobs, "audio/1.flac", range.clone()).await.as_deref() == Some(expected), "{range:?}");
        }
        assert_eq!(read(&blobs, "audio/1.flac", 400_000..500_000).await.as_deref(), Some(&[][..]));
        assert_eq!(read(&blobs, "audio/1.flac", u64::MAX - 1..u64::MAX).await.as_deref(), Some(&[][..]));
    })
    .await;
}

#[tokio::test]
async fn a_value_arrives_in_pieces_or_not_at_all() {
    on_every_store(|blobs| async move {
        let pieces = stream::iter(["a", "b", "c"]).map(|piece| Ok(Bytes::from_static(piece.as_bytes())));
        assert_eq!(blobs.put_stream(&key("audio/1.flac"), pieces).await.expect("put"), 3);
        let broken = stream::iter([Ok(Bytes::from_static(b"new")), Err(io::Error::other("the upload broke"))]);
        let error = blobs.put_stream(&key("audio/1.flac"), broken).await.expect_err("an error");
        assert_eq!(error.to_string(), "cannot store audio/1.flac: the upload broke");
        assert_eq!(blobs.get(&key("audio/1.flac")).await.expect("get"), Some(Bytes::from_static(b"abc")));
    })
    .await;
}

#[tokio::test]
async fn a_reader_keeps_the_value_it_began_with() {
    on_every_store(|blobs| async move {
        let song = key("audio/1.flac");
        blobs.put(&song, vec![1; 200_000].into()).await.expect("put");
        let old = blobs.read_range(&song, 0..200_000).await.expect("read").expect("there");
        blobs.put(&song, vec![2; 200_000].into()).await.expect("put");
        blobs.delete(&song).await.expect("delete");
        let read = old.try_collect::<Vec<Bytes>>().await.expect("every piece").concat();
        assert!(read == vec![1; 200_000]);
    })
    .await;
}

#[tokio::test]
async fn fifty_who_want_the_same_make_it_once() {
    on_every_store(|blobs| async move {
        let made = Arc::new(AtomicUsize::new(0));
        let wants = (0..50).map(|_| {
            let (blobs, made) = (blobs.clone(), made.clone());
            tokio::spawn(async move {
                let make = || async move {
                    made.fetch_add(1, Ordering::SeqCst);
                    tokio::task::yield_now().await;
                    Ok::<_, io::Error>(Bytes::from_static(b"tune"))
                };
                blobs.get_or_make(&key("audio/1.flac"), make).await.expect("a tune")
            })
        });
        for value in futures::future::join_all(wants).await {
            assert_eq!(value.expect("no panic"), "tune");
        }
        assert_eq!(made.load(Ordering::SeqCst), 1);
        let never = || async { Err::<Bytes, _>(io::Error::other("never called")) };
        assert_eq!(blobs.len_or_make(&key("audio/1.flac"), never).await.expect("a length"), 4);
    })
    .await;
}

#[tokio::test]
async fn not_more_are_made_at_a_time_than_there_are_processors() {
    on_every_store(|blobs| async move {
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let wants = (0..40).map(|i| {
            let (blobs, now, most) = (blobs.clone(), now.clone(), most.clone());
            async move {
                let make = || async move {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    for _ in 0..20 {
                        tokio::task::yield_now().await;
                    }
                    now.fetch_sub(1, Ordering::SeqCst);
                    Ok::<_, io::Error>(Bytes::from_static(b"tune"))
                };
                blobs.get_or_make(&key(&format!("audio/{i}.flac")), make).await.expect("a tune")
            }
        });
        futures::future::join_all(wants).await;
        let processors = std::thread::available_parallelism().map_or(2, |n| n.get());
        assert!((1..=processors).contains(&most.load(Ordering::SeqCst)));
    })
    .await;
}

#[tokio::test]
async fn a_maker_that_fails_leaves_nothing_and_the_next_tries_anew() {
    on_every_store(|blobs| async move {
        let song = key("audio/1.flac");
        let fail = || async { Err::<Bytes, _>("no inspiration") };
        let failed = blobs.get_or_make(&song, fail).await;
        assert!(matches!(failed, Err(MakeError::Make("no inspiration"))), "{failed:?}");
        let panic = || async { if true { panic!("a string broke") } else { Ok::<_, &str>(Bytes::new()) } };
        assert!(matches!(blobs.get_or_make(&song, panic).await, Err(MakeError::Panicked(_))));
        let make = || async { Ok::<_, &str>(Bytes::from_static(b"tune")) };
        assert_eq!(blobs.get_or_make(&song, make).await.expect("a tune"), "tune");
    })
    .await;
}

#[tokio::test]
async fn what_was_begun_is_finished_when_the_caller_hangs_up() {
    on_every_store(|blobs| async move {
        let song = key("audio/1.flac");
        let (go, wait) = tokio::sync::oneshot::channel::<()>();
        let make = || async move {
            wait.await.map_err(|_| "never told to go")?;
            Ok::<_, &str>(Bytes::from_static(b"first"))
        };
        let impatient = tokio::time::timeout(Duration::from_millis(200), blobs.get_or_make(&song, make));
        assert!(impatient.await.is_err());
        go.send(()).expect("the maker still waits");
        let second = || async { Ok::<_, &str>(Bytes::from_static(b"second")) };
        assert_eq!(blobs.get_or_make(&song, second).await.expect("a tune"), "first");
    })
    .await;
}

#[tokio::test]
async fn a_folder_keeps_its_blobs_and_nothing_unfinished() {
    let folder = tempfile::tempdir().expect("a folder");
    let blobs = Blobs::folder(folder.path()).await.expect("a store");
    blobs.put(&key("audio/1.flac"), Bytes::from_static(b"tune")).await.expect("put");
    let broken = stream::iter([Ok(Bytes::from_static(b"new")), Err(io::Error::other("the upload broke"))]);
    blobs.put_stream(&key("audio/2.flac"), broken).await.expect_err("an error");
    drop(blobs);
    let again = Blobs::folder(folder.path()).await.expect("a store");
    assert_eq!(again.get(&key("audio/1.flac")).await.expect("get"), Some(Bytes::from_static(b"tune")));
    assert_eq!(std::fs::read_dir(folder.path().join(".unfinished")).expect("a folder").count(), 0);
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_said_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").expect("a file");
    let error = Blobs::folder(&file).await.expect_err("an error");
    assert!(error.to_string().starts_with("cannot use the folder "), "{error}");
}
