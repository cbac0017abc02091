//! How long the reports take over a large history: seeded by the binary, asked in this process, the
//! JSON written out. Each is asked over five years and over the last twelve months.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use kernel::{Clock, Currency, EmployeeId};
use serde::Serialize;
use sql::Db;
use store::reports::{self, Compare, HomeLook, Question, Report, Span};

/// An order has about as many lines.
const LINES_AN_ORDER: f64 = 4.6;
/// One in fifty lines is about another track.
const LINES_A_TRACK: usize = 100;
const RUNS: usize = 20;

#[derive(Serialize)]
pub struct Measured {
    engine: &'static str,
    build: &'static str,
    lines: i64,
    orders: i64,
    tracks: i64,
    seeded_in_s: f64,
    cases: Vec<Case>,
}

#[derive(Serialize)]
struct Case {
    name: String,
    p50_ms: f64,
    p99_ms: f64,
}

/// `url` empty: SQLite in `data`.
pub async fn measure(binary: &Path, data: &Path, url: &str, lines: usize) -> Result<Measured> {
    std::fs::create_dir_all(data)?;
    let orders = (lines as f64 / LINES_AN_ORDER) as usize;
    let begun = Instant::now();
    let done = Command::new(binary)
        .args(["seed", "--orders", &orders.to_string(), "--tracks", &(lines / LINES_A_TRACK).to_string()])
        .env("CHINOOK_DATA", data)
        .env("CHINOOK_DATABASE_URL", url)
        // What it says is no part of the figures.
        .stdout(std::io::stderr())
        .status()
        .context("the binary cannot be started")?;
    ensure!(done.success(), "the history could not be seeded");
    let seeded_in_s = begun.elapsed().as_secs_f64();
    let db = if url.is_empty() { Db::sqlite(&data.join("shop.sqlite")).await? } else { Db::postgres(url).await? };
    let counts = reports::counts(&db).await?;
    let mut cases = Vec::new();
    let today = store::books::Day::of(Clock::System.now());
    let ranges =
        [("5 years", today.plus_years(-5)), ("12 months", today.plus_years(-1)), ("30 days", today.plus_days(-29))];
    for (range, from) in ranges {
        let span = Span::between(from, today);
        cases.push(timed(format!("home, {range}"), async || home(&db, span).await).await?);
        if range == "30 days" {
            continue;
        }
        for report in Report::ALL {
            let ask = async || Ok(serde_json::to_vec(&reports::report(&db, *report, &question(span)).await?)?);
            cases.push(timed(format!("{}, {range}", report.name()), ask).await?);
        }
    }
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    Ok(Measured {
        engine: db.engine(),
        build,
        lines: counts.lines,
        orders: counts.orders,
        tracks: counts.tracks,
        seeded_in_s,
        cases,
    })
}

fn question(span: Span) -> Question {
    Question {
        span,
        compare: Compare::Previous,
        interval: None,
        country: None,
        agent: None,
        sort: reports::Sort::Net,
        group_small: false,
        rows: Some(50),
        currency: Currency::USD,
    }
}

async fn home(db: &Db, span: Span) -> Result<Vec<u8>> {
    let look = HomeLook {
        role: http::Role::GeneralManager,
        employee: EmployeeId::new(1)?,
        span,
        compare: Compare::Previous,
        interval: None,
        currency: Currency::USD,
        now: Clock::System.now(),
    };
    Ok(serde_json::to_vec(&reports::home(db, &look).await?)?)
}

async fn timed(name: String, ask: impl AsyncFn() -> Result<Vec<u8>>) -> Result<Case> {
    // The first brings the pages into memory.
    ask().await?;
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        ask().await?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let ms = |at: usize| (times[at].as_secs_f64() * 10_000.0).round() / 10.0;
    let case = Case { name, p50_ms: ms(RUNS / 2), p99_ms: ms(RUNS - 1) };
    std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("{:<32} p50 {:>8} ms  p99 {:>8} ms\n", case.name, case.p50_ms, case.p99_ms).as_bytes(),
    )?;
    Ok(case)
}
