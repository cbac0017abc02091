//! `/admin/settings`: what the owner of the shop decides without touching the machine.
//!
//! Kept in the database, over the configuration. They are read once, when the shop starts, so that
//! one process never mixes two sets; the answer says what is in force and what was saved.

mod queries;

use std::time::Duration;

use ::http::{GeneralManager, Json, Problem, Result, Staff};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use sql::{Conn, Db};
use store::audit::{self, Actor, Entry};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{App, Config};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_settings, save_settings))
}

/// What the owner decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShopSettings {
    pub shop_name: String,
    /// The lines below the name on invoices.
    pub seller_address: Vec<String>,
    /// How long an order waits for its payment, 1 to 1440.
    pub order_minutes: u64,
}

/// What was saved, and what is in force until the next start.
#[derive(Debug, Serialize, ToSchema)]
struct SettingsView {
    saved: ShopSettings,
    in_force: ShopSettings,
}

const SHOP_NAME: &str = "shop_name";
const SELLER_ADDRESS: &str = "seller_address";
const ORDER_MINUTES: &str = "order_minutes";

impl ShopSettings {
    fn of(config: &Config) -> Self {
        Self {
            shop_name: config.shop_name.clone(),
            seller_address: config.seller_address.clone(),
            order_minutes: config.order_lifetime.as_secs() / 60,
        }
    }

    /// What was saved, in the place of what was configured.
    async fn saved(self, conn: &mut Conn) -> std::result::Result<Self, sql::Error> {
        let mut settings = self;
        for (name, value) in queries::all(conn).await? {
            let text = value.as_str();
            match name.as_str() {
                SHOP_NAME => replace(&mut settings.shop_name, text),
                SELLER_ADDRESS => replace(&mut settings.seller_address, text),
                ORDER_MINUTES => replace(&mut settings.order_minutes, text),
                other => tracing::warn!(setting = other, "a setting of another version is passed over"),
            }
        }
        Ok(settings)
    }

    fn tidy(self) -> Self {
        let lines = self.seller_address.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
        Self { shop_name: self.shop_name.trim().to_owned(), seller_address: lines.collect(), ..self }
    }

    fn check(&self) -> Result<()> {
        let one_line =
            |text: &str, longest: usize| text.chars().count() <= longest && !text.chars().any(char::is_control);
        let mut problem = Problem::validation();
        if self.shop_name.is_empty() || !one_line(&self.shop_name, 60) {
            problem = problem.field(SHOP_NAME, "takes 1 to 60 characters, on one line");
        }
        if self.seller_address.len() > 6 || !self.seller_address.iter().all(|line| one_line(line, 80)) {
            problem = problem.field(SELLER_ADDRESS, "takes at most 6 lines of at most 80 characters");
        }
        if !(1..=1_440).contains(&self.order_minutes) {
            problem = problem.field(ORDER_MINUTES, "takes a whole number from 1 to 1440");
        }
        problem.if_any()
    }
}

fn replace<T: serde::de::DeserializeOwned>(setting: &mut T, json: &str) {
    if let Ok(value) = serde_json::from_str(json) {
        *setting = value;
    }
}

/// The configuration with what was saved in the place of what was configured.
pub async fn overlay(config: Config, db: &Db) -> std::result::Result<Config, sql::Error> {
    let settings = ShopSettings::of(&config).saved(&mut db.read().await?).await?;
    Ok(Config {
        shop_name: settings.shop_name,
        seller_address: settings.seller_address,
        order_lifetime: Duration::from_secs(settings.order_minutes * 60),
        ..config
    })
}

async fn view(app: &App, conn: &mut Conn) -> Result<SettingsView> {
    let in_force = ShopSettings::of(&app.config);
    Ok(SettingsView { saved: in_force.clone().saved(conn).await?, in_force })
}

/// The shop's settings: as saved, and as in force
#[utoipa::path(get, path = "/admin/settings", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = SettingsView), (status = 401), (status = 403)))]
async fn get_settings(State(app): State<App>, _: Staff<GeneralManager>) -> Result<Json<SettingsView>> {
    Ok(Json(view(&app, &mut app.shop.db.read().await?).await?))
}

/// Save the shop's settings; they are in force from the next start on
#[utoipa::path(put, path = "/admin/settings", tag = "admin", security(("bearer" = [])), request_body = ShopSettings,
    responses((status = 200, body = SettingsView), (status = 401), (status = 403), (status = 422)))]
async fn save_settings(
    State(app): State<App>,
    staff: Staff<GeneralManager>,
    Json(body): Json<ShopSettings>,
) -> Result<Json<SettingsView>> {
    let new = body.tidy();
    new.check()?;
    let now = app.shop.clock.now();
    let mut tx = app.shop.db.begin().await?;
    let old = view(&app, &mut tx).await?.saved;
    let values = [
        (SHOP_NAME, serde_json::to_string(&new.shop_name)),
        (SELLER_ADDRESS, serde_json::to_string(&new.seller_address)),
        (ORDER_MINUTES, serde_json::to_string(&new.order_minutes)),
    ];
    for (name, value) in values {
        queries::put(&mut tx, name, &value.map_err(Problem::internal)?, staff.id, now).await?;
    }
    let entry = Entry::new(Actor::Staff(staff.id), "settings.changed", "settings", "shop").change(old, &new);
    audit::record(&mut tx, &entry, now, &app.shop.random).await?;
    let answer = view(&app, &mut tx).await?;
    tx.commit().await?;
    Ok(Json(answer))
}
