//! Measures the built `chinook` binary from outside, against a handler of the same framework that
//! returns constant bytes of the same size: the limit. Both run in one go, by turns, so that the
//! machine's mood is the same for both; read the ratios.

mod library;
mod limit;
mod load;
mod reports;
mod shop;

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, Result};
use serde::Serialize;

/// What is asked, by the name in the report. Search and suggestions ask many different things, so
/// that an answer kept from before is the exception.
const CASES: [(&str, &[&str]); 6] = [
    ("album page", &["/api/v1/music/albums/141"]),
    ("track list", &["/api/v1/music/tracks?genre_id=1&sort=popularity&limit=50"]),
    ("search, one query", &["/api/v1/music/search?q=metalica"]),
    ("suggest, one query", &["/api/v1/music/suggest?q=led%20z"]),
    ("search, cold", &["/api/v1/music/search?q={word}%20{n}"]),
    ("suggest, cold", &["/api/v1/music/suggest?q={word}%20{n}"]),
];

const CONNECTIONS: usize = 32;
const ROUNDS: usize = 3;
const ROUND: Duration = Duration::from_secs(3);

#[derive(Serialize)]
struct Report {
    machine: Machine,
    start_to_first_answer_ms: u128,
    first_start_with_import_ms: u128,
    import_rows_per_second: Option<f64>,
    idle_memory_mb: f64,
    memory_under_load_mb: f64,
    connections: usize,
    cases: Vec<Case>,
}

#[derive(Serialize)]
struct Machine {
    cores: usize,
    os: &'static str,
    arch: &'static str,
}

#[derive(Serialize)]
struct Case {
    name: &'static str,
    bytes: usize,
    requests_per_second: f64,
    p50_us: u64,
    p99_us: u64,
    limit_requests_per_second: f64,
    limit_p99_us: u64,
    /// Ours over the limit's: 1 would be a constant answer.
    ratio: f64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments
        .next()
        .context("usage: chinook-bench PATH_OF_CHINOOK | library PATH_OF_CHINOOK SONGS | reports PATH_OF_CHINOOK DATA_FOLDER LINES [POSTGRES_URL] | limit BYTES PORT")?;
    if first == "limit" {
        let bytes = arguments.next().context("BYTES")?.parse()?;
        let port = arguments.next().context("PORT")?.parse()?;
        return limit::serve(bytes, port).await;
    }
    let json = if first == "library" {
        let binary = arguments.next().context("PATH_OF_CHINOOK")?;
        let songs = arguments.next().context("SONGS")?.parse()?;
        serde_json::to_string_pretty(&library::measure(PathBuf::from(binary), songs).await?)?
    } else if first == "reports" {
        let binary = PathBuf::from(arguments.next().context("PATH_OF_CHINOOK")?);
        let data = PathBuf::from(arguments.next().context("DATA_FOLDER")?);
        let lines = arguments.next().context("LINES")?.parse()?;
        let url = arguments.next().unwrap_or_default();
        serde_json::to_string_pretty(&reports::measure(&binary, &data, &url, lines).await?)?
    } else {
        serde_json::to_string_pretty(&measure(PathBuf::from(first)).await?)?
    };
    std::io::Write::write_all(&mut std::io::stdout(), json.as_bytes())?;
    Ok(())
}

async fn measure(binary: PathBuf) -> Result<Report> {
    let folder = tempfile::tempdir()?;
    let first = shop::Running::start(&binary, folder.path()).await?;
    let import_rows_per_second = first.import_rows_per_second();
    let first_start_with_import_ms = first.ready_after.as_millis();
    drop(first);
    let shop = shop::Running::start(&binary, folder.path()).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle_memory_mb = shop.memory_mb()?;
    let mut cases = Vec::new();
    for (name, paths) in CASES {
        cases.push(case(&shop, name, paths).await?);
    }
    Ok(Report {
        machine: Machine {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            os: std::env::consts::OS,
            arch: std::env::consts::ARCH,
        },
        start_to_first_answer_ms: shop.ready_after.as_millis(),
        first_start_with_import_ms,
        import_rows_per_second,
        idle_memory_mb,
        memory_under_load_mb: shop.memory_mb()?,
        connections: CONNECTIONS,
        cases,
    })
}

async fn case(shop: &shop::Running, name: &'static str, paths: &'static [&'static str]) -> Result<Case> {
    let bytes = load::size(shop.port, &load::path(paths[0], 0)).await?;
    let limit = limit::Running::start(bytes).await?;
    let (mut ours, mut theirs) = (load::Sample::default(), load::Sample::default());
    for round in 0..ROUNDS {
        ours.add(load::run(shop.port, paths, CONNECTIONS, ROUND, round).await?);
        theirs.add(load::run(limit.port, &["/"], CONNECTIONS, ROUND, round).await?);
    }
    Ok(Case {
        name,
        bytes,
        requests_per_second: ours.per_second(),
        p50_us: ours.percentile(50),
        p99_us: ours.percentile(99),
        limit_requests_per_second: theirs.per_second(),
        limit_p99_us: theirs.percentile(99),
        ratio: ours.per_second() / theirs.per_second(),
    })
}
