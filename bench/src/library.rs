//! A large library over HTTP: what a page, a filter, a sort, the counts and a suggestion take, one
//! request at a time, at the first and at the deepest place. The table is SQLite, or whatever
//! `CHINOOK_LIBRARY_TABLE` and its neighbours name: the program inherits the environment.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde::Serialize;
use tokio::process::Command;

use crate::{
    load::{Connection, Sample},
    shop::Running,
};

/// The demo's customer owns the library that is measured.
const OWNER: &str = "luisg@embraer.com.br";
const PASSWORD: &str = "listen to the demo";
const REQUESTS: u64 = 200;

/// What is asked; `{n}` changes with each request, so that nothing is answered from before.
const CASES: [(&str, &str); 9] = [
    ("first page", "songs?sort=-added&limit=50&offset={n}"),
    ("deepest page", "songs?sort=title&limit=50&offset={last}"),
    ("middle page, filtered and sorted", "songs?filter=genre:%22Genre%20{g}%22&sort=-year&limit=50&offset={m}"),
    ("one word", "songs?q=number%20{n}&limit=50"),
    ("a typo", "songs?q=numbre%20{n}&limit=50"),
    ("counts", "facets"),
    ("counts, filtered", "facets?filter=genre:%22Genre%20{g}%22%20year:{y}"),
    ("suggest", "suggest?q=artist%20{n}"),
    ("albums, by title", "albums?sort=title&limit=50&offset={n}"),
];

#[derive(Serialize)]
pub struct Report {
    songs: u64,
    import_rows_per_second: f64,
    cases: Vec<Case>,
}

#[derive(Serialize)]
struct Case {
    name: &'static str,
    p50_ms: f64,
    p99_ms: f64,
}

/// Fills a library with `songs` rows of CSV by the command line, and asks for it.
pub async fn measure(binary: PathBuf, songs: u64) -> Result<Report> {
    let folder = tempfile::tempdir()?;
    // The first start brings the catalogue and the demo's accounts.
    drop(Running::start_with(&binary, folder.path(), &["serve", "--demo"]).await?);
    let file = folder.path().join("songs.csv");
    write_table(songs, &file)?;
    let begun = Instant::now();
    let status = Command::new(&binary)
        .args(["import", "library"])
        .arg(&file)
        .args(["--user", OWNER])
        .env("CHINOOK_DATA", folder.path())
        .stdout(Stdio::null())
        .status()
        .await?;
    ensure!(status.success(), "the import ended with {status}");
    let import_rows_per_second = songs as f64 / begun.elapsed().as_secs_f64();
    let shop = Running::start_with(&binary, folder.path(), &["serve", "--demo"]).await?;
    let mut connection = Connection::open(shop.port).await?;
    let body = serde_json::json!({ "email": OWNER, "password": PASSWORD }).to_string();
    let answer: serde_json::Value = serde_json::from_slice(connection.post("/api/v1/auth/sign-in", &body).await?)?;
    let token = answer["access_token"].as_str().context("the demo customer signs in")?.to_owned();
    let mut cases = Vec::new();
    for (name, template) in CASES {
        let mut sample = Sample::default();
        for n in 0..REQUESTS + 5 {
            let path = format!("/api/v1/library/{}", filled(template, n, songs));
            let begun = Instant::now();
            connection.get(&path, Some(&token)).await?;
            // The first ones open what is opened once.
            if n >= 5 {
                sample.push(begun.elapsed());
            }
        }
        cases.push(Case { name, p50_ms: sample.percentile_ms(50), p99_ms: sample.percentile_ms(99) });
    }
    Ok(Report { songs, import_rows_per_second, cases })
}

fn filled(template: &str, n: u64, songs: u64) -> String {
    template
        .replace("{n}", &n.to_string())
        .replace("{g}", &(n % 60).to_string())
        .replace("{y}", &(1950 + n % 75).to_string())
        .replace("{m}", &(songs / 120 + n).to_string())
        .replace("{last}", &songs.saturating_sub(60 + n).to_string())
}

fn write_table(rows: u64, path: &Path) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "Title,Artist,Album,Year,Genre,Duration,Track,Rating,Plays,Notes")?;
    for n in 0..rows {
        // Few artists have most songs, as in real collections.
        let artist = 40_000 / (1 + n * 7_919 % 40_000);
        let album = artist * 31 + n % 9;
        let (year, genre, minutes, seconds) = (1950 + n % 75, n % 60, 2 + n % 5, n % 60);
        let (track, rating, plays) = (1 + n % 14, n % 6, n % 200);
        writeln!(
            out,
            "Song number {n} of the night,The Artist {artist},Album {album} in blue,{year},Genre {genre},\
             {minutes}:{seconds:02},{track},{rating},{plays},"
        )?;
    }
    Ok(out.flush()?)
}

impl Sample {
    fn push(&mut self, took: Duration) {
        let mut other = Self::default();
        other.take(took);
        self.add(other);
    }

    fn percentile_ms(&self, percent: usize) -> f64 {
        self.percentile(percent) as f64 / 1_000.0
    }
}
