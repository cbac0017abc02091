//! `/admin/health`: how every part of the shop is.

use std::time::Instant;

use ::http::{It, Json, Result, Staff};
use axum::extract::State;
use kernel::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::queries::outbox;
use crate::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_health))
}

/// How one part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum HealthState {
    Good,
    /// It works, and somebody should look at it.
    Warning,
    Bad,
}

#[derive(Debug, Serialize, ToSchema)]
struct HealthPart {
    name: &'static str,
    state: HealthState,
    /// In a sentence, what was found.
    detail: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Health {
    version: &'static str,
    at: Timestamp,
    parts: Vec<HealthPart>,
}

/// Work that should have been done this long ago is late.
const LATE_SECONDS: u64 = 300;
/// Below this share of the disk, somebody should make room.
const LOW_DISK_PERCENT: u64 = 10;

fn part(name: &'static str, good: bool, detail: impl Into<String>) -> HealthPart {
    HealthPart { name, state: if good { HealthState::Good } else { HealthState::Warning }, detail: detail.into() }
}

/// How the database, the index, files, mail, payments and the background work are
#[utoipa::path(get, path = "/admin/health", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = Health), (status = 401), (status = 403)))]
async fn get_health(State(app): State<App>, _: Staff<It>) -> Result<Json<Health>> {
    let parts = vec![
        database(&app).await,
        index(&app),
        files(&app).await,
        mail(&app),
        payments(&app),
        background(&app).await?,
        parked(&app).await?,
        disk(&app),
    ];
    Ok(Json(Health { version: env!("CARGO_PKG_VERSION"), at: app.shop.clock.now(), parts }))
}

async fn database(app: &App) -> HealthPart {
    let begun = Instant::now();
    let answer = async { store::catalog::version(&mut app.shop.db.read().await?).await };
    match answer.await {
        Ok(_) => {
            part("Database", true, format!("{} answered in {} ms.", app.shop.db.engine(), begun.elapsed().as_millis()))
        }
        Err(error) => HealthPart { name: "Database", state: HealthState::Bad, detail: error.to_string() },
    }
}

fn index(app: &App) -> HealthPart {
    let good = !app.shop.index.needs_rebuild();
    part("Search index", good, if good { "Follows the catalogue." } else { "Is being built anew." })
}

async fn files(app: &App) -> HealthPart {
    let folder = app.config.data.join("blobs");
    match tokio::fs::metadata(&folder).await {
        Ok(found) if found.is_dir() => part("Recordings and covers", true, format!("In {}.", folder.display())),
        _ => HealthPart {
            name: "Recordings and covers",
            state: HealthState::Bad,
            detail: format!("{} cannot be read.", folder.display()),
        },
    }
}

fn mail(app: &App) -> HealthPart {
    match app.mailer.folder() {
        Some(_) => part(
            "Mail",
            app.config.public_url.as_str().contains("127.0.0.1"),
            "Written to a folder: nothing leaves this machine. Set smtp_url to send it.",
        ),
        None => part("Mail", true, "Sent by SMTP."),
    }
}

fn payments(app: &App) -> HealthPart {
    let payments::Gateway::Test(_) = &app.shop.gateway;
    part("Payments", true, "The test gateway: no money moves.")
}

async fn background(app: &App) -> Result<HealthPart> {
    let now = app.shop.clock.now();
    let oldest = outbox::oldest_due(&mut app.shop.db.read().await?, now).await?;
    Ok(match oldest {
        None => part("Work in the background", true, "Nothing waits."),
        Some(since) => {
            let seconds = now.since(since).as_secs();
            part(
                "Work in the background",
                seconds < LATE_SECONDS,
                format!("The oldest job is due for {seconds} seconds."),
            )
        }
    })
}

async fn parked(app: &App) -> Result<HealthPart> {
    let counts = outbox::counts(&mut app.shop.db.read().await?).await?;
    let parked: i64 = counts.iter().map(|count| count.parked).sum();
    let detail = if parked == 0 { "None.".to_owned() } else { format!("{parked} need a person: see Jobs.") };
    Ok(part("Parked jobs", parked == 0, detail))
}

fn disk(app: &App) -> HealthPart {
    let Ok(found) = rustix::fs::statvfs(&app.config.data) else {
        return part("Disk", false, "Its size could not be read.");
    };
    let percent = found.f_bavail.saturating_mul(100).checked_div(found.f_blocks).unwrap_or(100);
    let free = found.f_bavail.saturating_mul(found.f_frsize) / (1024 * 1024 * 1024);
    part("Disk", percent >= LOW_DISK_PERCENT, format!("{free} GB free, {percent} % of it all."))
}
