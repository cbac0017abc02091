//! The command line.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, Result};
use app::{App, Config, Progress, Source, config::LogFormat};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kernel::{Clock, Random};
use tracing_subscriber::EnvFilter;

/// A digital music store and a personal music library in one program.
///
/// Without any setting it runs on embedded parts: SQLite files, a folder for recordings and mail,
/// and test payments, all below ./chinook-data.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Settings: `chinook doctor --settings` prints all of them with their defaults. \
    Each is set by CHINOOK_ and its name in capitals, such as CHINOOK_LISTEN=0.0.0.0:80 or CHINOOK_DATA=/var/lib/chinook, \
    or in chinook.toml in the data folder."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the shop. The first start loads the Chinook data set.
    Serve {
        /// Open demo accounts (a customer and one of each role of staff), print their passwords, and
        /// show the mails the shop writes at /demo/mail.
        #[arg(long)]
        demo: bool,
    },
    /// Load data into the shop, or a file into a listener's library.
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Write a listener's library, or one playlist of it, to a file.
    Export(crate::transfer::Export),
    /// The library's table on DynamoDB (setting `library_table`).
    Table {
        #[command(subcommand)]
        what: TableCommand,
    },
    /// Invent a history of sales on top of the catalogue, for a lively demo or to measure with.
    /// The same seed gives the same history. No mail is sent; nothing of it can be taken back.
    Seed {
        /// How many orders, over the last five years.
        #[arg(long, default_value_t = 3_000)]
        orders: usize,
        /// How many tracks to add to the catalogue first.
        #[arg(long, default_value_t = 0)]
        tracks: usize,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Make what is derived anew.
    Reindex {
        /// The sums that reports read, from the books. What was sold then counts for the album,
        /// artist and genre that the catalogue names now.
        #[arg(long, required = true)]
        reports: bool,
    },
    /// Bring the databases up to date, and stop. `serve` does so by itself.
    Migrate,
    /// Print the OpenAPI document of the API.
    Openapi,
    /// Check the settings and everything they name. Exits with 1 when something is wrong.
    Doctor {
        /// Print the settings, what they mean and their defaults instead.
        #[arg(long)]
        settings: bool,
    },
}

#[derive(Debug, Subcommand)]
enum Import {
    /// The Chinook data set: the edition in this program, or an official SQLite edition.
    Chinook {
        /// A SQLite file of the Chinook Database, with PascalCase or snake_case tables. Without it,
        /// the edition in this program.
        file: Option<PathBuf>,
    },
    /// A file of songs into a listener's library: CSV, JSON, iTunes, Spotify, Last.fm and more.
    Library(crate::transfer::Import),
}

#[derive(Debug, Subcommand)]
enum TableCommand {
    /// Make the table with its indexes, or what it lacks: on demand, with point-in-time recovery,
    /// change streams, expiry and deletion protection. Doing it again changes nothing.
    Create,
}

impl Cli {
    pub fn run(self) -> Result<ExitCode> {
        match self.command {
            Command::Openapi => {
                print(&app::openapi().to_pretty_json()?)?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Doctor { settings: true } => {
                print(app::config::DEFAULTS)?;
                Ok(ExitCode::SUCCESS)
            }
            command => {
                let config = Config::load()?;
                start_log(&config)?;
                let runtime = tokio::runtime::Runtime::new().context("no threads can be started")?;
                runtime.block_on(command.run(config))
            }
        }
    }
}

impl Command {
    async fn run(self, config: Config) -> Result<ExitCode> {
        match self {
            Self::Serve { demo } => crate::serve::serve(config, demo).await?,
            Self::Import { what: Import::Chinook { file } } => {
                let app = App::build(config, Clock::System, Random::Os).await?;
                import(&app, file.map_or(Source::Embedded, Source::SqliteFile)).await?;
            }
            Self::Import { what: Import::Library(import) } => {
                let app = App::build(config, Clock::System, Random::Os).await?;
                return import.run(&app).await;
            }
            Self::Export(export) => {
                let app = App::build(config, Clock::System, Random::Os).await?;
                export.run(&app).await?;
            }
            Self::Table { what: TableCommand::Create } => {
                for line in app::library_table::create(&config).await? {
                    print(&format!("{line}\n"))?;
                }
            }
            Self::Seed { orders, tracks, seed } => {
                let app = App::build(config, Clock::System, Random::Os).await?;
                self::seed(&app, orders, tracks, seed).await?;
            }
            Self::Reindex { .. } => {
                let app = App::build(config, Clock::System, Random::Os).await?;
                let sums = app::reindex_reports(&app).await?;
                print(&format!("The reports were made anew from {sums} sales and refunds.\n"))?;
            }
            Self::Migrate => {
                App::build(config, Clock::System, Random::Os).await?;
                print("The databases are up to date.\n")?;
            }
            Self::Doctor { .. } => return doctor(&config).await,
            Self::Openapi => unreachable!("needs no settings and is done"),
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn seed(app: &App, orders: usize, tracks: usize, seed: u64) -> Result<()> {
    if app.config.data_set == app::config::DataSet::Chinook && !app::is_stocked(app).await? {
        import(app, Source::Embedded).await?;
    }
    let bar = ProgressBar::with_draw_target(Some(orders as u64), ProgressDrawTarget::stderr());
    bar.set_style(ProgressStyle::with_template("Inventing sales {bar:32} {percent:>3} %  {human_pos} orders, {msg}")?);
    let shown = bar.clone();
    let done = app::seed(app, orders, tracks, seed, move |done| {
        shown.set_position(done.orders);
        shown.set_message(format!("{} lines", done.lines));
    });
    let done = done.await?;
    bar.finish_and_clear();
    print(&format!(
        "{} tracks, {} customers, {} orders with {} lines, {} refunds.\n",
        done.tracks, done.customers, done.orders, done.lines, done.refunds
    ))
}

/// Loads the data set and shows how far it is.
pub async fn import(app: &App, source: Source) -> Result<()> {
    let bar = ProgressBar::with_draw_target(Some(1), ProgressDrawTarget::stderr());
    bar.set_style(ProgressStyle::with_template("Loading the Chinook data set {bar:32} {percent:>3} %  {msg}")?);
    let shown = bar.clone();
    let report = app::import_chinook(app, source, move |progress: Progress| {
        shown.set_length(progress.total);
        shown.set_position(progress.done);
        shown.set_message(progress.table);
    });
    let report = report.await?;
    bar.finish_and_clear();
    if report.already_loaded {
        tracing::info!("the Chinook data set is loaded already; nothing was changed");
    } else {
        let millis = report.elapsed.as_millis();
        tracing::info!(rows = report.rows, millis, "loaded the Chinook data set");
    }
    Ok(())
}

async fn doctor(config: &Config) -> Result<ExitCode> {
    let mut healthy = true;
    for finding in app::doctor::examine(config).await {
        match finding.outcome {
            Ok(text) => print(&format!("  ok     {}: {text}\n", finding.what))?,
            Err(text) => {
                healthy = false;
                print(&format!("  WRONG  {}: {text}\n", finding.what))?;
            }
        }
    }
    Ok(if healthy { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A reader that went away (`| head`) is no error of ours.
pub fn print(text: &str) -> Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn start_log(config: &Config) -> Result<()> {
    let filter = EnvFilter::try_new(&config.log)
        .with_context(|| format!("the setting `log` is wrong: {} is not a filter like info,sqlx=warn", config.log))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    match config.log_format {
        LogFormat::Json => log.json().flatten_event(true).init(),
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).init(),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_valid() {
        Cli::command().debug_assert();
    }
}
