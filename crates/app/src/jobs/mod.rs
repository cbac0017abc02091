//! What follows a transaction: events of the outbox, money that is on its way, an index and a
//! cache that keep up with the catalogue.
//!
//! Each loop of [`run`] may be killed at any moment: what it does is done at least once and
//! changes nothing the second time.

mod events;
mod mail_in;

use std::time::Duration;

use kernel::Timestamp;
use sql::outbox::Topics;
use store::audit;
use tokio::{sync::watch, task::JoinSet, time::timeout};

pub(crate) use events::TOPICS;

use crate::{App, system::hooks};

/// An idle loop looks again after this: for work that became due by the clock, or that another
/// server announced.
const IDLE: Duration = Duration::from_secs(1);
/// Payments that nobody has told us about, and orders whose time is up, are looked for this often.
const RECONCILE_EVERY: Duration = Duration::from_secs(30);
/// After the catalogue was indexed anew, the next time is not before this.
const REBUILD_PAUSE: Duration = Duration::from_secs(15);
/// Done events, webhooks that were sent and idempotency keys are kept for this long.
const KEEP: Duration = Duration::from_secs(30 * 86_400);

/// What was sold is added to the reports' sums this often, when there is something.
const SUM_EVERY: Duration = Duration::from_secs(5);

/// Mail that was dropped into the folder is looked for this often.
const MAIL_EVERY: Duration = Duration::from_secs(2);

/// What has expired in the library is hidden at once, and removed this often.
const SWEEP_EVERY: Duration = Duration::from_secs(15 * 60);

/// Says that the process is ending.
pub type Stop = watch::Receiver<bool>;

/// Runs every loop until `stop` turns true. Returns when all have put down what they held.
pub async fn run(app: App, stop: Stop) {
    let mut loops = JoinSet::new();
    loops.spawn(drain_outbox(app.clone(), stop.clone(), events::MAIL));
    loops.spawn(drain_outbox(app.clone(), stop.clone(), events::WORK));
    loops.spawn(send_webhooks(app.clone(), stop.clone()));
    loops.spawn(follow_money(app.clone(), stop.clone()));
    loops.spawn(follow_catalogue(app.clone(), stop.clone()));
    loops.spawn(follow_releases(app.clone(), stop.clone()));
    loops.spawn(follow_sales(app.clone(), stop.clone()));
    loops.spawn(take_mail_in(app.clone(), stop.clone()));
    loops.spawn(sweep_library(app, stop));
    while let Some(ended) = loops.join_next().await {
        if let Err(error) = ended {
            tracing::error!(%error, "a background loop ended");
        }
    }
}

/// One round of everything that is due now. Tests call it instead of waiting.
pub async fn run_once(app: &App) {
    money(app).await;
    releases(app).await;
    reconcile(app, audit::Look::Everywhere).await;
    noted("taking mail in", mail_in::take(app).await);
    events::drain(app, events::MAIL).await;
    events::drain(app, events::WORK).await;
    noted("sending webhooks", hooks::deliver_due(app).await);
    catalogue(app).await;
    sales(app).await;
}

async fn drain_outbox(app: App, mut stop: Stop, topics: Topics) {
    let mut commits = app.shop.db.commits();
    while !*stop.borrow() {
        events::drain(&app, topics).await;
        tokio::select! {
            _ = stop.changed() => {}
            _ = timeout(IDLE, commits.changed()) => {}
        }
    }
}

async fn send_webhooks(app: App, mut stop: Stop) {
    let mut commits = app.shop.db.commits();
    while !*stop.borrow() {
        noted("sending webhooks", hooks::deliver_due(&app).await);
        tokio::select! {
            _ = stop.changed() => {}
            _ = timeout(IDLE, commits.changed()) => {}
        }
    }
}

async fn follow_money(app: App, mut stop: Stop) {
    let payments::Gateway::Test(gateway) = &app.shop.gateway;
    let mut commits = app.shop.db.commits();
    let mut reconciled = None;
    while !*stop.borrow() {
        money(&app).await;
        let now = app.shop.clock.now();
        if reconciled.is_none_or(|at| now.since(at) >= RECONCILE_EVERY) {
            let look = if reconciled.is_none() { audit::Look::Everywhere } else { audit::Look::Lately };
            reconcile(&app, look).await;
            reconciled = Some(now);
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = gateway.woken() => {}
            _ = timeout(IDLE, commits.changed()) => {}
        }
    }
}

async fn take_mail_in(app: App, mut stop: Stop) {
    while !*stop.borrow() {
        noted("taking mail in", mail_in::take(&app).await);
        let _ = timeout(MAIL_EVERY, stop.changed()).await;
    }
}

async fn sweep_library(app: App, mut stop: Stop) {
    while !*stop.borrow() {
        if let Err(error) = app.library.table.sweep().await {
            tracing::warn!(%error, "what has expired in the library could not be removed; the next try comes later");
        }
        let _ = timeout(SWEEP_EVERY, stop.changed()).await;
    }
}

async fn follow_releases(app: App, mut stop: Stop) {
    while !*stop.borrow() {
        releases(&app).await;
        let _ = timeout(IDLE, stop.changed()).await;
    }
}

async fn follow_catalogue(app: App, mut stop: Stop) {
    while !*stop.borrow() {
        // Every sale moves the best-sellers a little: not worth an index a second.
        let pause = if catalogue(&app).await { REBUILD_PAUSE } else { IDLE };
        let _ = timeout(pause, stop.changed()).await;
    }
}

/// What the clock publishes, puts on sale and hands out: scheduled releases, sale prices, pre-ordered music.
async fn releases(app: &App) {
    let now = app.shop.clock.now();
    let published = store::catalog::admin::publish_due(&app.shop, now).await;
    let repriced = store::catalog::apply_sales(&app.shop, now).await;
    if matches!(published, Ok(count) if count > 0) || matches!(repriced, Ok(true)) {
        app.cache.clear();
    }
    noted("publishing scheduled releases", published);
    noted("beginning and ending sales", repriced);
    noted("handing out pre-ordered music", store::purchases::release(&app.shop, now).await);
}

/// The sums that reports read follow the books. A report does not wait for this: it adds what is
/// new by itself.
async fn follow_sales(app: App, mut stop: Stop) {
    let mut commits = app.shop.db.commits();
    while !*stop.borrow() {
        sales(&app).await;
        let _ = timeout(SUM_EVERY, stop.changed()).await;
        tokio::select! {
            _ = stop.changed() => {}
            _ = timeout(IDLE, commits.changed()) => {}
        }
    }
}

async fn sales(app: &App) {
    let db = &app.shop.db;
    let followed = async {
        store::books::open(db).await?;
        store::books::catch_up(db).await?;
        store::books::count_cohorts(db).await
    };
    noted("adding up what was sold", followed.await);
}

/// The provider's webhooks on their way to us, and those that have arrived.
async fn money(app: &App) {
    let now = app.shop.clock.now();
    let payments::Gateway::Test(gateway) = &app.shop.gateway;
    noted("delivering the test gateway's webhooks", gateway.deliver_due(now).await);
    noted("processing webhooks", store::orders::process_events(&app.shop, now).await);
}

async fn reconcile(app: &App, look: audit::Look) {
    let now = app.shop.clock.now();
    noted("closing overdue orders", store::orders::expire_orders(&app.shop, now).await);
    noted("sealing the audit log", seal(app, look).await);
    noted("asking about open payments", store::orders::reconcile(&app.shop, now).await);
    noted("forgetting what has ended", forget(app, now).await);
    noted("removing recordings that nobody used", store::uploads::prune(&app.shop, now).await);
    noted("tidying up support", store::support::tidy(&app.shop, now).await);
}

/// Puts what was written to the audit log into its chain.
async fn seal(app: &App, mut look: audit::Look) -> Result<(), sql::Error> {
    let db = &app.shop.db;
    while audit::is_unsealed(&mut db.read().await?, look).await? {
        let mut tx = db.begin().await?;
        audit::seal(&mut tx, look).await?;
        tx.commit().await?;
        // The oldest come first: none before the last seal is left.
        look = audit::Look::Lately;
    }
    Ok(())
}

/// Sessions, links, keys and events that nobody can use any more.
async fn forget(app: &App, now: Timestamp) -> Result<(), sql::Error> {
    let mut tx = app.shop.db.begin().await?;
    sql::outbox::prune(&mut tx, now - KEEP).await?;
    hooks::prune(&mut tx, now - KEEP).await?;
    store::idempotency::prune(&mut tx, now - KEEP).await?;
    store::purchases::prune(&mut tx, now).await?;
    identity::sessions::prune(&mut tx, now).await?;
    tx.commit().await
}

/// The index and the cached answers follow the catalogue, whoever changed it.
/// Answers whether there was something to follow.
async fn catalogue(app: &App) -> bool {
    match store::discover::refresh(&app.shop).await {
        Ok(true) => {
            app.follow_territories().await;
            app.cache.clear();
            true
        }
        Ok(false) => false,
        Err(error) => {
            tracing::error!(%error, "the search index does not follow the catalogue");
            false
        }
    }
}

fn noted<T, E: std::fmt::Display>(doing: &str, outcome: Result<T, E>) {
    if let Err(error) = outcome {
        tracing::error!(%error, "{doing} failed; it is tried again");
    }
}
