//! `import library` and `export`.

use std::{os::fd::AsFd, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::{Context, Result, anyhow};
use app::{
    App,
    library_files::{self as files, ExportFormat, Mapping},
};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often the bar is looked at.
const TICK: Duration = Duration::from_millis(200);

#[derive(Debug, Args)]
pub struct Import {
    /// The file: its format is found by what is in it.
    file: PathBuf,
    /// The listener's e-mail address.
    #[arg(long)]
    user: String,
    /// Which field a column of a CSV becomes, such as `Interpret=artist`; `Interpret=` leaves it out.
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// Say what would become of each row, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub async fn run(self, app: &App) -> Result<ExitCode> {
        let owner = files::owner(app, &self.user).await?;
        let mapping = mapping(&self.map)?;
        let import = files::bring(app, owner, &self.file).await?;
        if self.dry_run {
            let shown = files::preview(app, owner, &import, mapping).await;
            files::forget(app, owner, import.id).await?;
            return show(&shown?);
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = "{msg} {bar:32} {percent:>3} %  {human_pos} of {human_len} rows, {per_sec}";
        bar.set_style(ProgressStyle::with_template(style)?);
        bar.set_message(import.name.clone());
        let mut job = std::pin::pin!(files::run(app, owner, &import, mapping));
        let done = loop {
            tokio::select! {
                done = &mut job => break done?,
                () = tokio::time::sleep(TICK) => {
                    let (done, rows) = files::progress(app, owner, import.id).await?;
                    bar.set_length(rows);
                    bar.set_position(done);
                }
            }
        };
        bar.finish_and_clear();
        let counts = done.counts.unwrap_or_default();
        crate::cli::print(&format!(
            "{} rows: {} new, {} in the library already, {} twice in the file, {} bad, {} playlists.\n",
            done.rows, counts.new, counts.matched, counts.duplicate, counts.bad, counts.playlists
        ))?;
        match done.error {
            Some(error) => Err(anyhow!("the import stopped: {error}")),
            None => Ok(ExitCode::SUCCESS),
        }
    }
}

fn show(preview: &app::library_files::Shown) -> Result<ExitCode> {
    let counts = preview.counts;
    let mut text = format!(
        "{} new, {} in the library already, {} twice in the file, {} bad, {} unsure, {} playlists.\n",
        counts.new, counts.matched, counts.duplicate, counts.bad, counts.unsure, counts.playlists
    );
    for bad in &preview.bad {
        text.push_str(&format!("  row {}: {} ({})\n", bad.row, bad.reason, bad.text));
    }
    crate::cli::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn mapping(pairs: &[String]) -> Result<Option<Mapping>> {
    let pair = |pair: &String| {
        let (column, field) = pair
            .rsplit_once('=')
            .with_context(|| format!("--map {pair} has no `=`. Write it as COLUMN=FIELD, such as Interpret=artist."))?;
        Ok((column.to_owned(), (!field.is_empty()).then(|| field.to_owned())))
    };
    let mapping: Mapping = pairs.iter().map(pair).collect::<Result<_>>()?;
    Ok((!mapping.is_empty()).then_some(mapping))
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Json,
    M3u8,
    Xspf,
    Jspf,
    Itunes,
}

#[derive(Debug, Args)]
pub struct Export {
    /// The listener's e-mail address.
    #[arg(long)]
    user: String,
    #[arg(long, value_enum)]
    format: Format,
    /// Only the playlist of this name.
    #[arg(long)]
    playlist: Option<String>,
    /// Where to write; standard output without it.
    #[arg(long)]
    output: Option<PathBuf>,
}

impl Export {
    pub async fn run(self, app: &App) -> Result<()> {
        let owner = files::owner(app, &self.user).await?;
        let format = match self.format {
            Format::Csv => ExportFormat::Csv,
            Format::Json => ExportFormat::Json,
            Format::M3u8 => ExportFormat::M3u8,
            Format::Xspf => ExportFormat::Xspf,
            Format::Jspf => ExportFormat::Jspf,
            Format::Itunes => ExportFormat::Itunes,
        };
        let playlist = self.playlist.as_deref();
        match self.output {
            Some(path) => {
                let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
                bar.set_style(ProgressStyle::with_template("{spinner} writing {msg} ({elapsed})")?);
                bar.set_message(path.display().to_string());
                bar.enable_steady_tick(TICK);
                let file = tokio::fs::File::create(&path).await;
                let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
                files::export(app, owner, format, playlist, file).await?;
                bar.finish_and_clear();
            }
            None => {
                // A file of its own over the same output: writing to it does not stop the other threads.
                let output = std::io::stdout().as_fd().try_clone_to_owned().context("standard output is closed")?;
                let output = tokio::fs::File::from_std(std::fs::File::from(output));
                files::export(app, owner, format, playlist, output).await?;
            }
        }
        Ok(())
    }
}
