//! Files that mean harm, or were cut: a clear reason, and the good rows before it kept.

use std::io::{Cursor, Write};

use chinook_library::transfer::formats::{self, Format, ReadError};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{file, read_as};

fn refused(name: &str, bytes: &[u8]) -> String {
    match formats::detect(name, Cursor::new(bytes)) {
        Err(ReadError::Unreadable(reason)) => reason,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn what_is_no_list_of_songs_is_refused_by_name() {
    assert!(refused("a.csv", b"").contains("empty"));
    assert!(refused("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0").contains("no text"));
    assert!(refused("a.mp3", b"ID3\x04\0\0\0\0\0\0\xff\xfb\x90\0").contains("no text"));
    assert!(refused("a.xml", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>").contains("XML"));
    assert!(refused("a.txt", b"To whom it may concern\nHello\n").contains("no table"));
    assert!(refused("a.zip", b"PK\x03\x04 and nothing").contains("archive"));
}

#[test]
fn a_file_that_was_cut_keeps_what_came_before() {
    let whole = [
        ("itunes.xml", Format::Itunes),
        ("rekordbox.xml", Format::Rekordbox),
        ("list.xspf", Format::Xspf),
        ("list.jspf", Format::Jspf),
        ("Streaming_History_Audio_2024.json", Format::SpotifyHistory),
        ("spotify-YourLibrary.json", Format::SpotifyLibrary),
    ];
    for (name, format) in whole {
        let bytes = file(name);
        let full = read_as(format, name, &bytes, None).rows.len();
        let half = read_as(format, name, &bytes[..bytes.len() * 3 / 4], None);
        let end = half.end.unwrap_or_else(|| panic!("{name}: nothing was wrong"));
        assert!(end.contains("cut") || end.contains("cannot be read on"), "{name}: {end}");
        assert!(!half.rows.is_empty() && half.rows.len() <= full, "{name}: {} of {full}", half.rows.len());
    }
}

#[test]
fn every_cut_of_every_file_ends_without_harm() {
    for entry in std::fs::read_dir(format!("{}/tests/files", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let bytes = file(&name);
        let format = formats::detect(&name, Cursor::new(&bytes)).unwrap();
        for cut in (0..bytes.len()).step_by(bytes.len() / 23 + 1) {
            let _ = formats::detect(&name, Cursor::new(&bytes[..cut]));
            read_as(format, &name, &bytes[..cut], None);
            let mut bent = bytes.clone();
            bent[cut] ^= 0x2A;
            read_as(format, &name, &bent, None);
        }
    }
}

#[test]
fn json_that_is_too_deep_is_refused() {
    let deep = format!("[{}", "[".repeat(1_000_000));
    let end = read_as(Format::Json, "a.json", deep.as_bytes(), None).end.unwrap();
    assert!(end.contains("recursion limit") || end.contains("deep"), "{end}");
    let objects = format!("[{}1", "{\"a\":".repeat(200_000));
    assert!(read_as(Format::SpotifyHistory, "a.json", objects.as_bytes(), None).end.is_some());
}

#[test]
fn one_element_cannot_fill_the_memory() {
    let mut wide = b"[{\"title\":\"Good\"},{\"title\":[".to_vec();
    wide.extend(b"1,".repeat(2_000_000));
    let told = read_as(Format::Json, "a.json", &wide, None);
    assert!(told.end.clone().unwrap().contains("too large"));
    assert_eq!(told.songs().len(), 1);
    let mut long = b"[{\"title\":\"Good\"},{\"title\":\"".to_vec();
    long.resize(20 << 20, b'x');
    let told = read_as(Format::Json, "a.json", &long, None);
    assert!(told.end.clone().unwrap().contains("8 MiB"));
    assert_eq!(told.songs().len(), 1);
}

#[test]
fn a_quote_that_is_never_closed_does_not_swallow_the_rest() {
    let mut table = b"title,artist\nGood,One\n\"Bad,Two\n".to_vec();
    table.extend(b"More,Rows\n".repeat(2_000_000));
    let told = read_as(Format::Csv, "a.csv", &table, None);
    assert!(told.end.clone().unwrap().contains("never closed"));
    assert_eq!(told.songs().len(), 1);
}

#[test]
fn xml_entities_depth_and_size_are_bounded() {
    let laughs = br#"<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
        <plist><dict><key>Tracks</key><dict><key>1</key><dict><key>Name</key><string>&b;</string></dict></dict></dict></plist>"#;
    assert!(read_as(Format::Itunes, "a.xml", laughs, None).end.unwrap().contains("entity &b;"));
    let file = br#"<?xml version="1.0"?><!DOCTYPE playlist [<!ENTITY x SYSTEM "file:///etc/passwd">]>
        <playlist><trackList><track><title>&x;</title></track></trackList></playlist>"#;
    let told = read_as(Format::Xspf, "a.xspf", file, None);
    assert!(told.end.clone().unwrap().contains("entity &x;"));
    assert!(told.songs().is_empty());
    let deep = format!("<playlist>{}", "<a>".repeat(100_000));
    assert!(read_as(Format::Xspf, "a.xspf", deep.as_bytes(), None).end.unwrap().contains("deeper"));
    let mut long = b"<playlist><title>".to_vec();
    long.resize(20 << 20, b'x');
    assert!(read_as(Format::Xspf, "a.xspf", &long, None).end.unwrap().contains("8 MiB"));
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const PLAY: &[u8] = br#"[{"ts":"2024-03-01T10:05:00Z","ms_played":300000,"master_metadata_track_name":"Good"}]"#;

#[test]
fn an_archive_that_unpacks_to_too_much_is_not_read_on() {
    let mut bomb = b"[".to_vec();
    bomb.resize(200 << 20, b' ');
    let zip = archive(&[("endsong_0.json", PLAY), ("endsong_1.json", &bomb)]);
    assert!(zip.len() < 2 << 20);
    let told = read_as(Format::SpotifyHistory, "a.zip", &zip, None);
    assert_eq!(told.plays().len(), 1);
    assert!(told.bad[0].reason.contains("far more") || told.bad[0].reason.contains("8 MiB"), "{:?}", told.bad);
}

#[test]
fn an_archive_of_very_many_files_is_refused_before_it_is_opened() {
    let names: Vec<String> = (0..10_001).map(|n| format!("listens/{n}.jsonl")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"{}".as_slice())).collect();
    assert!(refused("a.zip", &archive(&files)).contains("10000"));
}

#[test]
fn a_name_that_leads_out_of_the_archive_is_not_read() {
    let zip = archive(&[("../../endsong_0.json", PLAY), ("endsong_1.json", PLAY)]);
    let told = read_as(Format::SpotifyHistory, "a.zip", &zip, None);
    assert_eq!((told.plays().len(), told.bad.len()), (1, 1));
    assert!(told.bad[0].reason.contains("outside"));
}
