//! The outbox: each topic and what it leads to.

use anyhow::{Context, Result, bail};
use identity::AccountMail;
use kernel::{Timestamp, TrackId};
use library::songs::{self, Bought};
use notify::SendError;
use serde::Deserialize;
use serde_json::json;
use sql::outbox::{self, Event, Topics};
use store::{
    catalog::{self, admin::ReleasePublished},
    gift_cards::GiftCardMail,
    orders::{self, OrderMail, OrderPaid, OrderRefunded, OrderRestored},
    purchases::{self, GoodsReleased},
    support::SupportMail,
};

use crate::{App, system::hooks};

/// What becomes a mail. It has a loop of its own: a mail waits neither for a long row of orders nor they for a slow
/// mail server.
pub const MAIL: Topics = Topics::Only(MAIL_TOPICS);
/// Everything else.
pub const WORK: Topics = Topics::AllBut(MAIL_TOPICS);
const MAIL_TOPICS: &[&str] = &[identity::mails::TOPIC, GiftCardMail::TOPIC, identity::links::TOPIC];

/// All that are handled.
pub const TOPICS: [&str; 8] = [
    identity::links::TOPIC,
    GiftCardMail::TOPIC,
    GoodsReleased::TOPIC,
    identity::mails::TOPIC,
    OrderPaid::TOPIC,
    OrderRefunded::TOPIC,
    OrderRestored::TOPIC,
    ReleasePublished::TOPIC,
];

/// Few enough to be handled within one lease, by a mail server that takes its time as well.
const BATCH: i64 = 5;

/// Handles events of these topics until none is due.
pub async fn drain(app: &App, topics: Topics) {
    loop {
        match claim(app, topics).await {
            Ok(events) if events.is_empty() => return,
            Ok(events) => {
                for event in events {
                    settle(app, &event).await;
                }
            }
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read");
                return;
            }
        }
    }
}

async fn claim(app: &App, topics: Topics) -> Result<Vec<Event>, sql::Error> {
    let (db, now) = (&app.shop.db, app.shop.clock.now());
    if !outbox::is_due(&mut db.read().await?, topics, now).await? {
        return Ok(Vec::new());
    }
    let mut tx = db.begin().await?;
    let events = outbox::claim(&mut tx, topics, now, BATCH).await?;
    tx.commit().await?;
    Ok(events)
}

/// Handles one event and says what became of it. A failure is tried again later, and parked for a
/// person in the end.
async fn settle(app: &App, event: &Event) {
    let Err(error) = handle(app, event).await else { return };
    let now = app.shop.clock.now();
    let text = format!("{error:#}");
    let noted = async {
        let mut tx = app.shop.db.begin().await?;
        if event.attempts >= outbox::MAX_ATTEMPTS || error.is::<Hopeless>() {
            tracing::error!(
                topic = event.topic,
                key = event.dedupe_key,
                error = text,
                "an event is parked: it needs a person"
            );
            outbox::parked(&mut tx, event.id, now, &text).await?;
        } else {
            tracing::warn!(
                topic = event.topic,
                key = event.dedupe_key,
                error = text,
                "an event failed; it is tried again"
            );
            outbox::later(&mut tx, event.id, outbox::retry_at(now, event.attempts), &text).await?;
        }
        tx.commit().await
    };
    if let Err(error) = noted.await {
        tracing::error!(%error, "an event's failure could not be noted; its lease ends by itself");
    }
}

/// Trying again would not help.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Hopeless(String);

async fn handle(app: &App, event: &Event) -> Result<()> {
    match event.topic.as_str() {
        OrderPaid::TOPIC => order_paid(app, event).await,
        OrderRefunded::TOPIC => order_refunded(app, event).await,
        OrderRestored::TOPIC => order_restored(app, event).await,
        GoodsReleased::TOPIC => goods_released(app, event).await,
        ReleasePublished::TOPIC => release_published(app, event).await,
        identity::mails::TOPIC => mail(app, event).await,
        GiftCardMail::TOPIC => gift_card(app, event).await,
        identity::links::TOPIC => account_link(app, event).await,
        other => bail!(Hopeless(format!("nobody handles the topic {other}"))),
    }
}

async fn done(app: &App, event: &Event) -> Result<()> {
    let mut tx = app.shop.db.begin().await?;
    outbox::done(&mut tx, event.id, app.shop.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// The songs appear in the library, the sales count, the order is fulfilled.
async fn order_paid(app: &App, event: &Event) -> Result<()> {
    let paid: OrderPaid = event.payload()?;
    // Pre-orders come into the library on their release day.
    let now = app.shop.clock.now();
    let out = purchases::delivered(&mut app.shop.db.read().await?, paid.order_id, &paid.track_ids, now).await?;
    let tracks = bought(app, &out, paid.paid_at).await?;
    songs::add_bought(&app.library, paid.customer_id, &tracks).await?;
    store::crash_point("outbox.handled");
    let now = app.shop.clock.now();
    let mut tx = app.shop.db.begin().await?;
    let data = json!({ "order_id": paid.order_id, "paid_at": paid.paid_at, "track_ids": paid.track_ids });
    hooks::announce(app, &mut tx, hooks::ORDER_PAID, &event.dedupe_key, data).await?;
    // Only the first delivery fulfils, so that sales are counted once.
    if orders::mark_fulfilled(&mut tx, paid.order_id, now).await? {
        let sold: Vec<_> = paid.track_ids.iter().map(|track| (*track, 1)).collect();
        catalog::add_sales(&mut tx, &sold).await?;
    }
    outbox::done(&mut tx, event.id, now).await?;
    Ok(tx.commit().await?)
}

async fn bought(app: &App, ids: &[TrackId], at: Timestamp) -> Result<Vec<Bought>> {
    let tracks = catalog::tracks_by_ids(&mut app.shop.db.read().await?, ids).await?;
    let cover_of =
        |track: &catalog::Track| track.album.as_ref().map(|album| album.cover_url.clone()).unwrap_or_default();
    Ok(tracks
        .into_iter()
        .map(|track| Bought {
            track_id: track.id,
            cover_url: cover_of(&track),
            title: track.name,
            artist: track.artist.map(|artist| artist.name),
            album: track.album.map(|album| album.title),
            genre: track.genre.map(|genre| genre.name),
            composer: track.composer,
            position: track.position.and_then(|position| u32::try_from(position).ok()),
            duration_ms: track.duration_ms,
            bought_at: at,
        })
        .collect())
}

/// Pre-ordered songs appear in the library.
async fn goods_released(app: &App, event: &Event) -> Result<()> {
    let released: GoodsReleased = event.payload()?;
    let now = app.shop.clock.now();
    let out = purchases::delivered(&mut app.shop.db.read().await?, released.order_id, &released.track_ids, now).await?;
    let tracks = bought(app, &out, released.released_at).await?;
    songs::add_bought(&app.library, released.customer_id, &tracks).await?;
    done(app, event).await
}

/// What staff gave back appears again.
async fn order_restored(app: &App, event: &Event) -> Result<()> {
    let restored: OrderRestored = event.payload()?;
    let now = app.shop.clock.now();
    let out = purchases::delivered(&mut app.shop.db.read().await?, restored.order_id, &restored.track_ids, now).await?;
    let tracks = bought(app, &out, restored.paid_at).await?;
    songs::add_bought(&app.library, restored.customer_id, &tracks).await?;
    done(app, event).await
}

/// What was taken back leaves the library.
async fn order_refunded(app: &App, event: &Event) -> Result<()> {
    let refunded: OrderRefunded = event.payload()?;
    let lost = purchases::lost(&mut app.shop.db.read().await?, refunded.customer_id, &refunded.track_ids).await?;
    songs::remove_bought(&app.library, refunded.customer_id, &lost).await?;
    let mut tx = app.shop.db.begin().await?;
    let data = json!({ "order_id": refunded.order_id, "track_ids": refunded.track_ids });
    hooks::announce(app, &mut tx, hooks::ORDER_REFUNDED, &event.dedupe_key, data).await?;
    outbox::done(&mut tx, event.id, app.shop.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Other programs are told of a new album.
async fn release_published(app: &App, event: &Event) -> Result<()> {
    let published: ReleasePublished = event.payload()?;
    let albums = catalog::albums_by_ids(&mut app.shop.db.read().await?, &[published.album_id]).await?;
    let mut tx = app.shop.db.begin().await?;
    if let Some(album) = albums.first() {
        let data = json!({ "album_id": album.id, "title": album.title, "artist": album.artist.name,
                           "published_at": published.published_at });
        hooks::announce(app, &mut tx, hooks::RELEASE_PUBLISHED, &event.dedupe_key, data).await?;
    }
    outbox::done(&mut tx, event.id, app.shop.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Mails of every room share a topic; the name of the template tells them apart.
#[derive(Deserialize)]
#[serde(untagged)]
enum AnyMail {
    Account(AccountMail),
    Order(OrderMail),
    Support(SupportMail),
}

async fn mail(app: &App, event: &Event) -> Result<()> {
    let letterhead = app.letterhead();
    let mail = match event.payload().context("a mail of an unknown template")? {
        AnyMail::Account(mail) => app.identity.write_mail(&mail, &letterhead, &event.dedupe_key),
        AnyMail::Order(mail) => mail.write(&letterhead, &app.shop.links, &event.dedupe_key),
        AnyMail::Support(mail) => {
            mail.write(&letterhead, &app.shop, &event.dedupe_key).map_err(|error| Hopeless(error.to_string()))?
        }
    };
    match app.mailer.send(&mail, app.shop.clock.now()).await {
        Ok(_) => done(app, event).await,
        Err(SendError::Later(why)) => bail!(why),
        Err(error) => bail!(Hopeless(error.to_string())),
    }
}

/// The code is in the mail now: the outbox forgets it.
async fn gift_card(app: &App, event: &Event) -> Result<()> {
    let mail: GiftCardMail = event.payload()?;
    match app.mailer.send(&mail.write(&app.letterhead(), &event.dedupe_key), app.shop.clock.now()).await {
        Ok(_) => {}
        Err(SendError::Later(why)) => bail!(why),
        Err(error) => bail!(Hopeless(error.to_string())),
    }
    let mut tx = app.shop.db.begin().await?;
    outbox::done_and_forgotten(&mut tx, event.id, app.shop.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn account_link(app: &App, event: &Event) -> Result<()> {
    let mut tx = app.shop.db.begin().await?;
    app.identity.send_link(&mut tx, &event.dedupe_key, &event.payload()?).await?;
    outbox::done(&mut tx, event.id, app.shop.clock.now()).await?;
    Ok(tx.commit().await?)
}
