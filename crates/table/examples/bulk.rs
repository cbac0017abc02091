//! How many items a second a batch writes on SQLite, and in how much memory:
//! `cargo run --release -p chinook-table --example bulk -- 1000000 [folder]`
//!
//! Items are like songs of one listener: three local index keys in orders of their own, and a body
//! of 300 bytes. Meanwhile another writer asks for a turn now and then, and says how long it waited.

#![allow(clippy::unwrap_used, reason = "a tool for developers stops where it fails")]

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chinook_table::{BatchWrite, Body, Condition, IndexKeys, Item, Key, Table, schema};
use kernel::Clock;
use serde_json::json;
use sql::Db;

/// What an import gathers before it writes.
const BATCH: usize = 5_000;

fn song(n: u64) -> Item {
    // Spread like titles and artists are: in no order, with repeats.
    let mixed = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let (title, artist) = (mixed >> 20, mixed >> 52);
    let key = Key::new(
        "USER#42",
        format!("SONG#0193e8a0-{:04x}-7{:03x}-8{:03x}-{:012x}", n >> 24, n >> 12 & 0xfff, n & 0xfff, mixed >> 16),
    );
    let local = [
        Some(format!("ADDED#{n:015}")),
        Some(format!("TITLE#{title:022x}\u{1}artist {artist:05}")),
        Some(format!("ARTIST#artist {artist:05}\u{1}album {:04}\u{1}{:010}", title % 97, n % 12)),
        None,
        None,
    ];
    let body = json!({
        "title": format!("A title of some length {title:x}"), "artist": format!("Artist {artist}"), "album": "An album as it is called",
        "genre": "Rock", "position": n % 12, "duration_ms": 200_000 + n % 100_000, "cover_url": "/covers/0123456789abcdef.jpg",
        "added_at": "2024-01-01T00:00:00Z", "source": "imported", "notes": "x".repeat(40),
    });
    Item::new(key, Body::of(&body).unwrap()).indexed(IndexKeys { local, global: Default::default() })
}

/// Resident memory that is not a mapped file, in MiB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("RssAnon:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Seconds of CPU that this process has used: what counts on a machine that others use too.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<_> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |n: usize| fields.get(n).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

#[allow(clippy::print_stdout, reason = "its output is what it is for")]
fn say(text: &str) {
    println!("{text}");
}

#[tokio::main(worker_threads = 2)]
async fn main() {
    let count: u64 = std::env::args().nth(1).map_or(200_000, |n| n.parse().unwrap());
    let folder = std::env::args().nth(2).map_or_else(|| PathBuf::from("."), PathBuf::from);
    let file = folder.join("bulk.sqlite");
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("bulk.sqlite{end}")));
    }
    measure(&file, count).await;
}

async fn measure(file: &Path, count: u64) {
    let db = Db::sqlite(file).await.unwrap();
    db.migrate(&[schema()]).await.unwrap();
    let table = Table::sql(db, Clock::System);
    let (start_memory, mut most, start_cpu) = (memory(), 0, cpu());
    let load = table.begin_load(usize::try_from(count).unwrap()).await.unwrap();
    let other = tokio::spawn(neighbour(table.clone()));
    let (mut spent, mut last, start) = (Duration::ZERO, Instant::now(), Instant::now());
    for first in (0..count).step_by(BATCH) {
        let batch: Vec<_> = (first..count.min(first + BATCH as u64)).map(|n| BatchWrite::Put(song(n))).collect();
        let began = Instant::now();
        load.write(batch).await.unwrap();
        spent += began.elapsed();
        most = most.max(memory());
        if (first + BATCH as u64).is_multiple_of(100_000) {
            say(&format!(
                "{:>9} items  {:>7.0} /s of the last 100,000",
                first + BATCH as u64,
                1e5 / last.elapsed().as_secs_f64()
            ));
            last = Instant::now();
        }
    }
    let (began, before) = (Instant::now(), cpu());
    load.finish().await.unwrap();
    spent += began.elapsed();
    most = most.max(memory());
    say(&format!("finished in {:.1} s, {:.1} s of CPU", began.elapsed().as_secs_f64(), cpu() - before));
    other.abort();
    say(&format!(
        "{:.0} items/s in batch_write alone, {:.0} with making the items",
        count as f64 / spent.as_secs_f64(),
        count as f64 / start.elapsed().as_secs_f64()
    ));
    say(&format!(
        "{:.0} items per second of CPU, all threads, with making the items",
        count as f64 / (cpu() - start_cpu)
    ));
    say(&format!("memory +{} MiB at most", most.saturating_sub(start_memory)));
}

async fn neighbour(table: Table) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let began = Instant::now();
        let item = Item::new(Key::new("USER#7", "SONG#one"), Body::of(&"small").unwrap());
        table.transact(&[chinook_table::Write::Put(item, Condition::Any)]).await.unwrap();
        say(&format!("           another writer waited {} ms", began.elapsed().as_millis()));
    }
}
