//! The composition root: the one place that sees every context.
//!
//! [`App::build`] opens what the configuration names, wires the contexts together and gives a
//! router; [`jobs`] does what follows a transaction. Contexts do not see each other: what spans
//! them (registration, deletion and export of an account, the songs of a paid order) is here.

pub mod access;
mod account;
pub mod config;
mod customers;
mod data;
mod demo;
pub mod doctor;
pub mod jobs;
mod layers;
pub mod library_files;
pub mod library_table;
mod router;
mod secrets;
mod shopfront;
mod staff;
pub mod system;
mod web;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::{Context, Result};
use blobs::{Blobs, links::Signer};
use http::cache::ResponseCache;
use identity::{Identity, Keys, limiter::Rate};
use kernel::{Clock, Currency, Random};
use library::{Collections, Library};
use notify::{Folder, Mailer, Sender, Smtp, templates};
use payments::{
    Gateway, Secret,
    test::{SETTLE_AFTER, TestGateway, TestGatewayConfig},
};
use search::Index;
use shopfront::Front;
use sql::Db;
use store::{Seller, Shop};
use table::Table;

pub use config::Config;
pub use data::{ImportError, Progress, Report, Seeded, Source, import_chinook, reindex_reports, seed};
pub use demo::DemoAccount;
pub use router::openapi;

/// A shop, ready to serve. Every layer around a request has its own clone: one counter more.
#[derive(Clone)]
pub struct App(Arc<Parts>);

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What a shop is made of.
#[derive(Clone)]
pub struct Parts {
    pub config: Arc<Config>,
    pub identity: Identity,
    pub shop: Shop,
    pub library: Library,
    pub mailer: Mailer,
    pub cache: ResponseCache,
    /// Whether anything is held back from any country.
    pub(crate) restricted: Arc<AtomicBool>,
    /// Empty unless the shop was started with `--demo`.
    pub demo_accounts: Arc<[DemoAccount]>,
    /// How often partners' keys are used.
    pub meter: system::keys::Meter,
    demo: bool,
}

impl App {
    /// Opens everything the configuration names, and brings the databases up to date.
    pub async fn build(config: Config, clock: Clock, random: Random) -> Result<Self> {
        let data = config.data.clone();
        std::fs::create_dir_all(&data).with_context(|| format!("the data folder {} cannot be made", data.display()))?;
        let keys = secrets::load_or_create(&data, &random)?;
        let db = open(config.database_url.as_deref(), &data.join("shop.sqlite")).await?;
        db.migrate(&[sql::schema(), identity::schema(), store::schema(), payments::schema()])
            .await
            .context("the shop's database cannot be brought up to date")?;
        let config = system::settings::overlay(config, &db).await.context("the shop's settings cannot be read")?;
        let table = library_table::open(&config, &clock).await?;
        let shop = shop(&config, &keys, db.clone(), &clock, &random).await?;
        let library = library(&config, &shop, table, &clock, &random)?;
        let parts = Parts {
            shop,
            identity: Identity::new(db, clock, random, keys, identity_settings(&config)),
            library,
            mailer: mailer(&config)?,
            cache: ResponseCache::new(config.response_cache_bytes),
            restricted: Arc::default(),
            config: Arc::new(config),
            demo_accounts: Arc::default(),
            meter: system::keys::Meter::default(),
            demo: false,
        };
        Ok(Self(Arc::new(parts)))
    }

    /// Adds the demo's accounts, its mailbox and its hints.
    pub async fn with_demo(mut self) -> Result<Self> {
        let accounts = demo::open_accounts(&self).await?;
        let parts = Arc::make_mut(&mut self.0);
        (parts.demo_accounts, parts.demo) = (accounts.into(), true);
        Ok(self)
    }

    /// Every route.
    pub fn router(&self) -> axum::Router {
        router::build(self)
    }

    /// Makes everything durable and lets go of the databases.
    pub async fn close(&self) {
        self.shop.db.close().await;
        self.library.table.close().await;
    }

    /// Learns whether territories restrict anything: then answers of the catalogue differ by country.
    pub(crate) async fn follow_territories(&self) {
        let any = async { store::territories::any(&mut self.shop.db.read().await?).await };
        match any.await {
            Ok(any) => self.restricted.store(any, Ordering::Relaxed),
            Err(error) => tracing::error!(%error, "territories could not be looked up; it is tried again"),
        }
    }

    /// What mails are signed with.
    fn letterhead(&self) -> templates::Shop {
        templates::Shop { name: self.config.shop_name.clone(), url: self.config.public_url.as_str().to_owned() }
    }
}

/// Whether the shop has a catalogue or customers already.
pub async fn is_stocked(app: &App) -> Result<bool> {
    Ok(store::import::is_loaded(&app.shop.db).await?
        || !store::catalog::is_empty(&mut app.shop.db.read().await?).await?)
}

/// What must be there before the first request: an index that holds the catalogue. And what a
/// process that died had begun is taken up at once where no other process could be at it.
pub async fn prepare(app: &App) -> Result<()> {
    if app.shop.db.engine() == "sqlite" {
        let mut tx = app.shop.db.begin().await?;
        sql::outbox::resume(&mut tx, app.shop.clock.now()).await?;
        tx.commit().await?;
    }
    app.follow_territories().await;
    store::discover::refresh(&app.shop).await.context("the search index cannot be filled")?;
    let resumed = library::transfer::resume(&app.library).await.context("interrupted imports cannot go on")?;
    if resumed > 0 {
        tracing::info!(resumed, "imports that were interrupted go on");
    }
    Ok(())
}

pub use axum::serve;

async fn open(url: Option<&str>, file: &Path) -> Result<Db> {
    Ok(match url {
        Some(url) => Db::postgres(url).await?,
        None => Db::sqlite(file).await?,
    })
}

fn library(config: &Config, shop: &Shop, table: Table, clock: &Clock, random: &Random) -> Result<Library> {
    let folder = config.data.join("imports");
    let indexes = config.data.join("collections");
    for folder in [&folder, &indexes] {
        std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    Ok(Library {
        table,
        collections: Collections::folder(indexes),
        blobs: shop.blobs.clone(),
        shop: Arc::new(Front(shop.clone())),
        folder: Arc::new(folder),
        public_url: config.public_url.as_str().trim_end_matches('/').into(),
        clock: clock.clone(),
        random: random.clone(),
    })
}

async fn shop(config: &Config, keys: &Keys, db: Db, clock: &Clock, random: &Random) -> Result<Shop> {
    let index_folder = config.data.join("search");
    std::fs::create_dir_all(&index_folder)
        .with_context(|| format!("the folder {} cannot be made", index_folder.display()))?;
    Ok(Shop {
        gateway: gateway(config, keys, db.clone(), clock, random)?,
        db,
        clock: clock.clone(),
        random: random.clone(),
        blobs: Blobs::folder(config.data.join("blobs")).await?,
        index: Arc::new(Index::open(&index_folder)?),
        links: Signer::new(&keys.derive("signed media links"))?,
        settings: Arc::new(store::Settings {
            public_url: config.public_url.as_str().to_owned(),
            currency: Currency::USD,
            seller: Seller { name: config.shop_name.clone(), address: config.seller_address.clone() },
            order_lifetime: config.order_lifetime,
            mail_domain: config.mail_from.1.as_str().rsplit('@').next().unwrap_or("localhost").to_owned(),
            mail_inbound_secret: config.mail_inbound_secret.clone(),
        }),
    })
}

/// The test gateway sends its webhooks to where this process listens, whatever proxies stand
/// before the public address.
fn gateway(config: &Config, keys: &Keys, db: Db, clock: &Clock, random: &Random) -> Result<Gateway> {
    let secret = kernel::to_hex(keys.derive("test gateway webhooks"));
    let reachable = if config.listen.ip().is_unspecified() {
        format!("127.0.0.1:{}", config.listen.port())
    } else {
        config.listen.to_string()
    };
    let settings = TestGatewayConfig {
        public_url: config.public_url.as_str().to_owned(),
        webhook_url: format!("http://{reachable}/api/v1/webhooks/test"),
        secrets: vec![Secret::new(secret)?],
        settle_after: SETTLE_AFTER,
    };
    Ok(Gateway::Test(TestGateway::new(db, clock.clone(), random.clone(), settings)?))
}

fn identity_settings(config: &Config) -> identity::Settings {
    let mut settings = identity::Settings::new(config.public_url.clone(), config.shop_name.clone());
    let more = |rate: Rate| Rate {
        burst: rate.burst * config.limit_factor,
        sustained: rate.sustained * config.limit_factor,
        ..rate
    };
    let limits = &mut settings.limits;
    for rate in [
        &mut limits.guesses_per_network,
        &mut limits.guesses_per_account,
        &mut limits.codes_per_account,
        &mut limits.refreshes_per_network,
        &mut limits.mails_per_network,
        &mut limits.mails_per_address,
    ] {
        *rate = more(*rate);
    }
    settings
}

fn mailer(config: &Config) -> Result<Mailer> {
    let (name, address) = &config.mail_from;
    let from = Sender::new(name, address.clone());
    Ok(match &config.smtp_url {
        Some(url) => Mailer::Smtp(Smtp::new(url, from).context("the setting `smtp_url` is wrong")?),
        None => Mailer::Folder(Folder::new(config.data.join("mail"), from)),
    })
}
