//! The life of an index: filled, changed, closed, opened, damaged.
// Clippy lets tests unwrap, but not the helpers of a test file.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use chinook_search::{Change, Doc, Genre, Index, Kind, Query};

fn track(id: i64, name: &str) -> Doc {
    Doc {
        kind: Kind::Track,
        id,
        name: name.to_owned(),
        artist: Some("Björk".to_owned()),
        album: None,
        composer: None,
        genres: vec![Genre { id: 4, name: "Alternative".to_owned() }],
        popularity: 0,
    }
}

fn found(index: &Index, text: &str) -> Vec<i64> {
    let results = index.search(&Query::new(text, 50)).unwrap();
    results.tracks.iter().map(|hit| hit.id).collect()
}

#[test]
fn a_new_index_asks_to_be_filled() {
    let index = Index::in_memory().unwrap();
    assert!(index.needs_rebuild());
    assert!(index.is_empty());
    assert_eq!(found(&index, "hunter"), [0_i64; 0]);
    assert!(index.suggest("hunter", 5).unwrap().is_empty());
    index.replace_all([], 0).unwrap();
    assert!(!index.needs_rebuild());
}

#[test]
fn a_change_is_seen_as_soon_as_it_is_written() {
    let index = Index::in_memory().unwrap();
    index.replace_all([track(1, "Hunter"), track(2, "Jóga")], 7).unwrap();
    assert_eq!(index.seq(), 7);
    index.apply([Change::Put(track(1, "Hyperballad")), Change::Remove(Kind::Track, 2)], 9).unwrap();
    assert_eq!(found(&index, "hyperballad"), [1]);
    assert_eq!(found(&index, "bjork"), [1], "the old version is gone");
    assert_eq!(found(&index, "joga"), [0_i64; 0]);
    assert_eq!((index.len(), index.seq()), (1, 9));
    index.apply([Change::Remove(Kind::Album, 1)], 3).unwrap();
    assert_eq!((index.len(), index.seq()), (1, 9), "another kind with the same id stays, and time goes on");
}

#[test]
fn changes_to_an_index_never_filled_do_not_make_it_complete() {
    let index = Index::in_memory().unwrap();
    index.apply([Change::Put(track(1, "Hunter"))], 1).unwrap();
    assert!(index.needs_rebuild());
}

#[test]
fn a_renamed_genre_is_one_genre_still() {
    let index = Index::in_memory().unwrap();
    let renamed = Doc { genres: vec![Genre { id: 4, name: "Alternative & Punk".to_owned() }], ..track(2, "Jóga") };
    index.replace_all([track(1, "Hunter"), renamed], 1).unwrap();
    let query = Query { genre_id: Some(4), ..Query::new("bjork", 5) };
    assert_eq!(index.search(&query).unwrap().total, 2);
}

#[test]
fn readers_never_see_half_of_a_rebuild() {
    let index = Index::in_memory().unwrap();
    let docs = |name: &'static str| (0..2_000).map(move |id| track(id, name));
    index.replace_all(docs("Hunter"), 1).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                assert_eq!(index.search(&Query::new("bjork", 1)).unwrap().total, 2_000);
            }
        });
        for round in 0..3 {
            index.replace_all(docs("Jóga"), round).unwrap();
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        reader.join().unwrap();
    });
}

#[test]
fn a_rebuild_that_fails_half_way_leaves_the_old_content() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.replace_all([track(1, "Hunter")], 1).unwrap();
    let broken = (0..10).map(|id| if id < 9 { track(id, "Jóga") } else { panic!("the source broke") });
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| index.replace_all(broken, 2)));
    assert!(result.is_err());
    assert_eq!((found(&index, "hunter"), index.seq()), (vec![1], 1));
    index.apply([Change::Put(track(2, "Pluto"))], 3).unwrap();
    assert_eq!(found(&index, "bjork"), [1, 2]);
    drop(index);
    assert_eq!(found(&Index::open(folder.path()).unwrap(), "bjork"), [1, 2]);
}

#[test]
fn an_index_keeps_its_content_when_closed() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert!(index.needs_rebuild());
    index.replace_all([track(1, "Hunter")], 5).unwrap();
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert!(!index.needs_rebuild());
    assert_eq!((found(&index, "hunter"), index.seq()), (vec![1], 5));
}

/// Fills an index, does something bad to its folder, and opens it again.
fn opened_after(harm: impl Fn(&Path)) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.replace_all([track(1, "Hunter")], 5).unwrap();
    drop(index);
    fs::write(folder.path().join("other.txt"), "somebody else's").unwrap();
    harm(&folder.path().join("tantivy"));
    let index = Index::open(folder.path()).unwrap();
    assert!(folder.path().join("other.txt").exists(), "what is not ours stays");
    (folder, index)
}

fn segment_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|kind| kind == "store" || kind == "term")).collect();
    assert_eq!(files.len(), 2);
    files
}

fn assert_empty_but_usable((_folder, index): (tempfile::TempDir, Index)) {
    assert!(index.needs_rebuild());
    assert_eq!(found(&index, "hunter"), [0_i64; 0]);
    index.replace_all([track(1, "Hunter")], 6).unwrap();
    assert_eq!(found(&index, "hunter"), [1]);
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    assert_empty_but_usable(opened_after(|folder| {
        let meta = fs::read_to_string(folder.join("meta.json")).unwrap();
        let older =
            meta.replace("\"payload\": \"1 ", "\"payload\": \"0 ").replace("\"payload\":\"1 ", "\"payload\":\"0 ");
        assert_ne!(meta, older);
        fs::write(folder.join("meta.json"), older).unwrap();
    }));
}

#[test]
fn a_damaged_index_is_made_anew() {
    assert_empty_but_usable(opened_after(|folder| fs::write(folder.join("meta.json"), "{").unwrap()));
    assert_empty_but_usable(opened_after(|folder| fs::remove_file(folder.join("meta.json")).unwrap()));
    assert_empty_but_usable(opened_after(|folder| {
        segment_files(folder).iter().for_each(|file| fs::remove_file(file).unwrap());
    }));
    assert_empty_but_usable(opened_after(|folder| {
        segment_files(folder).iter().for_each(|file| fs::write(file, "").unwrap());
    }));
    assert_empty_but_usable(opened_after(|folder| {
        for file in segment_files(folder) {
            let mut bytes = fs::read(&file).unwrap();
            bytes[3] ^= 0xff;
            fs::write(file, bytes).unwrap();
        }
    }));
}

#[test]
fn two_processes_cannot_write_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let one = Index::open(folder.path()).unwrap();
    let two = Index::open(folder.path()).unwrap();
    let docs = (0..3).map(|id| {
        let error = two.apply([Change::Put(track(9, "Pluto"))], 1).unwrap_err();
        assert!(error.to_string().contains("another process is writing"), "{error}");
        track(id, "Hunter")
    });
    one.replace_all(docs, 1).unwrap();
}
