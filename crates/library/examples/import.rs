//! How fast a large CSV comes into a library and goes out again on the embedded engine, and how much
//! memory that takes: `cargo run --release --example import -- 1000000`.
#![allow(clippy::unwrap_used, reason = "a measurement stops at whatever goes wrong")]

use std::{io::Write, sync::Arc, time::Instant};

use blobs::Blobs;
use chinook_library::{
    Collections, Library,
    shop::{Answer, ShopFront, ShopPlaylist, ShopTrack},
    transfer::{self, ExportRequest, formats::ExportFormat},
};
use futures::StreamExt;
use kernel::{Clock, CustomerId, PlaylistId, Random, TrackId};
use table::Table;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: allocator::Allocator = allocator::Allocator;

struct NoShop;

impl ShopFront for NoShop {
    fn tracks<'a>(&'a self, _: CustomerId, _: &'a [TrackId]) -> Answer<'a, Vec<ShopTrack>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    fn suggest<'a>(&'a self, _: CustomerId, _: &'a str, _: usize) -> Answer<'a, Vec<ShopTrack>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    fn playlist(&self, _: PlaylistId) -> Answer<'_, Option<ShopPlaylist>> {
        Box::pin(async { Ok(None) })
    }
    fn name(&self, _: CustomerId) -> Answer<'_, Option<String>> {
        Box::pin(async { Ok(None) })
    }
}

/// Seconds of CPU that all threads took.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Kilobytes of memory that no file backs.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("RssAnon")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0)
}

fn table_of(rows: usize, path: &std::path::Path) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(out, "Title,Artist,Album,Year,Genre,Duration,Track,Rating,Plays,Notes").unwrap();
    for n in 0..rows {
        // Few artists have most songs, as in real collections.
        let artist = 40_000 / (1 + n * 7_919 % 40_000);
        let album = artist * 31 + n % 9;
        writeln!(
            out,
            "Song number {n} of the night,The Artist {artist},Album {album} in blue,{},Genre {},{}:{:02},{},{},{},",
            1950 + n % 75,
            n % 60,
            2 + n % 5,
            n % 60,
            1 + n % 14,
            n % 6,
            n % 200,
        )
        .unwrap();
    }
    out.flush().unwrap();
}

#[tokio::main]
async fn main() {
    allocator::give_back_soon();
    let rows: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let db = sql::Db::sqlite(&folder.path().join("library.sqlite")).await.unwrap();
    db.migrate(&[table::schema()]).await.unwrap();
    let library = Library {
        table: Table::sql(db, Clock::System),
        collections: Collections::folder(folder.path().join("collections")),
        blobs: Blobs::memory(),
        shop: Arc::new(NoShop),
        folder: Arc::new(folder.path().join("imports")),
        public_url: "http://shop.test".into(),
        clock: Clock::System,
        random: Random::Os,
    };
    let owner = CustomerId::new(1).unwrap();
    let file = folder.path().join("songs.csv");
    table_of(rows, &file);
    let per_second = |begun: Instant| rows as f64 / begun.elapsed().as_secs_f64();
    let mut out = std::io::stdout();

    let before = resident();
    let import = transfer::bring(&library, owner, &file, "songs.csv").await.unwrap();
    let begun = Instant::now();
    let shown = transfer::preview(&library, owner, import.id, None).await.unwrap();
    writeln!(out, "preview  {:>9.0} rows/s  {:?}", per_second(begun), shown.counts).unwrap();

    let (begun, used) = (Instant::now(), cpu());
    let watched = tokio::spawn(async move {
        let mut most = 0;
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            most = resident().max(most);
            if PEAK.fetch_max(most, std::sync::atomic::Ordering::Relaxed) == u64::MAX {
                return;
            }
        }
    });
    let done = transfer::run(&library, owner, import.id, Default::default()).await.unwrap();
    let rate = per_second(begun);
    let collection = library.collection(owner).await.unwrap();
    while collection.parts() > 1 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let (settled, used) = (begun.elapsed(), cpu() - used);
    watched.abort();
    let peak = PEAK.load(std::sync::atomic::Ordering::Relaxed);
    writeln!(
        out,
        "import   {rate:>9.0} rows/s  {:?}  {:?}  memory +{} MiB at most; settled after {:.1} s, CPU {used:.1} s",
        done.state,
        done.counts,
        peak.saturating_sub(before) / 1024,
        settled.as_secs_f64(),
    )
    .unwrap();

    let begun = Instant::now();
    let request = ExportRequest { format: ExportFormat::Csv, playlist: None, selection: None };
    let mut export = transfer::export(&library, owner, request).await.unwrap();
    let mut bytes = 0;
    while let Some(part) = export.bytes.next().await {
        bytes += part.unwrap().len();
    }
    writeln!(out, "export   {:>9.0} rows/s  {} MB", per_second(begun), bytes / 1_000_000).unwrap();
}

static PEAK: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
