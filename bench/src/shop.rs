//! The shop under measurement: the release binary on a data folder of its own.

use std::{
    fs,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use tokio::process::{Child, Command};

use crate::{limit::free_port, load};

pub struct Running {
    pub port: u16,
    /// From the start of the process to the first answer of the catalogue.
    pub ready_after: Duration,
    child: Child,
    log: std::path::PathBuf,
}

const PATIENCE: Duration = Duration::from_secs(120);

impl Running {
    pub async fn start(binary: &Path, data: &Path) -> Result<Self> {
        Self::start_with(binary, data, &["serve"]).await
    }

    pub async fn start_with(binary: &Path, data: &Path, arguments: &[&str]) -> Result<Self> {
        let port = free_port().await?;
        let log = data.join(format!("{port}.log"));
        let begun = Instant::now();
        let child = Command::new(binary)
            .args(arguments)
            .env("CHINOOK_DATA", data)
            .env("CHINOOK_LISTEN", format!("127.0.0.1:{port}"))
            .env("CHINOOK_LOG_FORMAT", "json")
            .stderr(fs::File::create(&log)?)
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} cannot be started", binary.display()))?;
        while load::size(port, "/api/v1/music/genres").await.is_err() {
            anyhow::ensure!(begun.elapsed() < PATIENCE, "the shop does not answer; see {}", log.display());
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(Self { port, ready_after: begun.elapsed(), child, log })
    }

    /// Resident memory, from the kernel.
    pub fn memory_mb(&self) -> Result<f64> {
        let id = self.child.id().context("the shop has stopped")?;
        let status =
            fs::read_to_string(format!("/proc/{id}/status")).context("memory is read from /proc: Linux only")?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
        let kilobytes: f64 = line.split_whitespace().nth(1).context("no number")?.parse()?;
        Ok(kilobytes / 1024.0)
    }

    /// From the line the first start logs.
    pub fn import_rows_per_second(&self) -> Option<f64> {
        let log = fs::read_to_string(&self.log).ok()?;
        let line = log
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .find(|line| line["rows"].is_u64())?;
        // Milliseconds are logged as 128 bits, which JSON carries as text.
        let millis: f64 = line["millis"].as_str()?.parse().ok()?;
        Some(line["rows"].as_f64()? * 1_000.0 / millis)
    }
}
