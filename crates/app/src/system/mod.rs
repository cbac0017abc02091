//! What keeps the shop running, as those who look after it see it: work in the background, mails,
//! webhooks in both directions, keys of partners, settings, health.

pub mod health;
pub mod hooks;
mod jobs;
pub mod keys;
mod queries;
mod redact;
pub mod settings;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(jobs::router())
        .merge(health::router())
        .merge(keys::http::router())
        .merge(keys::partner::router())
        .merge(hooks::http::router())
        .merge(settings::router())
}
