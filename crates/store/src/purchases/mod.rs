//! What was bought: downloads and streams.
//!
//! A download is a grant: a row that says who may fetch what, how often and until when, and a
//! signed link that names it. What may be fetched is asked again at delivery, so that a refund
//! closes links that are already out. Whoever lost a link gets a new one, for ever.

mod archive;
pub mod http;
mod queries;
mod zip;

use std::{collections::BTreeMap, time::Duration};

use blobs::filename::safe_file_name;
use kernel::{AlbumId, CustomerId, GrantId, OrderId, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error, outbox};
use utoipa::ToSchema;

use crate::{
    Shop,
    audio::{self, AudioFormat},
};

/// How long a download link works.
pub const DOWNLOAD_LIFE: Duration = Duration::from_secs(24 * 3_600);
/// How often; a file that is resumed counts once, an archive cannot be.
pub const DOWNLOAD_USES: i64 = 5;
/// How long a stream's link works: longer than the longest recording.
pub const STREAM_LIFE: Duration = Duration::from_secs(4 * 3_600);

/// Expired grants stay for a while, to be able to answer questions.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3_600);

/// Where links lead; the routers of this crate are served under it.
const BASE: &str = "/api/v1";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DownloadLink {
    pub url: String,
    pub filename: String,
    pub expires_at: Timestamp,
    /// How often it can be used.
    pub uses: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StreamLink {
    pub url: String,
    pub expires_at: Timestamp,
}

/// What is fetched with one link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parcel {
    Track(TrackId),
    Album(AlbumId),
    Order(OrderId),
}

/// A recording with what its file is called after.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Recording {
    pub id: TrackId,
    pub name: String,
    pub position: Option<i64>,
    pub artist_name: Option<String>,
    pub album_title: Option<String>,
    pub album_artist: Option<String>,
    /// Of an uploaded recording.
    pub audio_format: Option<String>,
}

impl Recording {
    fn ending(&self) -> &'static str {
        AudioFormat::stored(self.audio_format.as_deref()).ending()
    }

    /// `Jimi Hendrix - Bold As Love`.
    fn full_title(&self) -> String {
        match &self.artist_name {
            Some(artist) => format!("{artist} - {}", self.name),
            None => self.name.clone(),
        }
    }

    /// `01 - Bold As Love`: its name among the others of its album.
    fn album_place(&self) -> String {
        match self.position {
            Some(position) => format!("{position:02} - {}", self.name),
            None => self.full_title(),
        }
    }

    /// `Jimi Hendrix - Axis`: the folder of its album.
    fn album_folder(&self) -> Option<String> {
        let album = self.album_title.as_ref()?;
        Some(match &self.album_artist {
            Some(artist) => format!("{artist} - {album}"),
            None => album.clone(),
        })
    }
}

/// Grants a download of what the customer owns.
pub(crate) async fn grant(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    parcel: Parcel,
    title: &str,
) -> Result<DownloadLink, Error> {
    Ok(grant_fresh(conn, shop, customer, parcel, title).await?.1)
}

/// A fresh link in the place of older ones for the same, which end. `None` when the customer owns
/// nothing of it.
pub(crate) async fn replace(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    parcel: Parcel,
    order_title: &str,
) -> Result<Option<(GrantId, DownloadLink)>, Error> {
    let recordings = queries::recordings(conn, customer, parcel, shop.clock.now()).await?;
    let Some(first) = recordings.first() else { return Ok(None) };
    let title = match parcel {
        Parcel::Track(_) => first.full_title(),
        Parcel::Album(id) => queries::album_title(conn, id).await?.unwrap_or_default(),
        Parcel::Order(_) => order_title.to_owned(),
    };
    queries::end_grants(conn, customer, parcel, shop.clock.now()).await?;
    grant_fresh(conn, shop, customer, parcel, &title).await.map(Some)
}

/// The link that a grant stands for.
pub(crate) fn link(links: &blobs::links::Signer, grant: GrantId, expires_at: Timestamp) -> String {
    links.sign(&download_path(grant), &[], expires_at)
}

async fn grant_fresh(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    parcel: Parcel,
    title: &str,
) -> Result<(GrantId, DownloadLink), Error> {
    let now = shop.clock.now();
    let id = GrantId::fresh(now, &shop.random);
    let ending = match parcel {
        Parcel::Track(track) => audio::format_of(conn, track).await?.ending(),
        Parcel::Album(_) | Parcel::Order(_) => "zip",
    };
    let expires_at = now + DOWNLOAD_LIFE;
    let grant = queries::Grant { id, customer_id: customer, parcel, title: title.to_owned(), expires_at };
    queries::insert_grant(conn, &grant, DOWNLOAD_USES, now).await?;
    let link = DownloadLink {
        url: link(&shop.links, id, expires_at),
        filename: safe_file_name(title, ending),
        expires_at,
        uses: DOWNLOAD_USES,
    };
    Ok((id, link))
}

/// A link that plays a track the customer owns.
pub(crate) fn stream(shop: &Shop, customer: CustomerId, track: TrackId) -> StreamLink {
    let expires_at = shop.clock.now() + STREAM_LIFE;
    let customer = customer.to_string();
    StreamLink { url: shop.links.sign(&stream_path(track), &[("customer", &customer)], expires_at), expires_at }
}

/// Topic `goods.released`: pre-ordered tracks have come out and are delivered into the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsReleased {
    pub order_id: OrderId,
    pub customer_id: CustomerId,
    pub released_at: Timestamp,
    pub track_ids: Vec<TrackId>,
}

impl GoodsReleased {
    pub const TOPIC: &str = "goods.released";
}

/// Those of an order's tracks that can be had now: neither the pre-orders whose day is still to come
/// nor what was taken back since.
pub async fn delivered(
    conn: &mut Conn,
    order: OrderId,
    tracks: &[TrackId],
    now: Timestamp,
) -> Result<Vec<TrackId>, Error> {
    queries::delivered(conn, order, tracks, now).await
}

/// Those of a customer's tracks that were taken back and neither bought again nor given back since.
pub async fn lost(conn: &mut Conn, customer: CustomerId, tracks: &[TrackId]) -> Result<Vec<TrackId>, Error> {
    queries::lost(conn, customer, tracks).await
}

/// Announces pre-ordered music whose day has come, once for each order: for the job loop. Answers how many tracks.
pub async fn release(shop: &Shop, now: Timestamp) -> Result<usize, Error> {
    if !queries::is_release_due(&mut shop.db.read().await?, now).await? {
        return Ok(0);
    }
    let mut tx = shop.db.begin().await?;
    let due = queries::take_released(&mut tx, now).await?;
    let mut orders: BTreeMap<OrderId, GoodsReleased> = BTreeMap::new();
    for row in &due {
        let (order_id, customer_id) = (row.order_id, row.customer_id);
        let empty = || GoodsReleased { order_id, customer_id, released_at: now, track_ids: Vec::new() };
        orders.entry(order_id).or_insert_with(empty).track_ids.push(row.track_id);
    }
    for (order, released) in orders {
        let key = format!("{}:{order}:{}", GoodsReleased::TOPIC, now.millis());
        outbox::push(&mut tx, &outbox::NewEvent::new(GoodsReleased::TOPIC, key, released), now, &shop.random).await?;
    }
    tx.commit().await?;
    Ok(due.len())
}

/// An album's release day was moved: who has ordered it before waits until then.
pub(crate) async fn move_release(conn: &mut Conn, album: AlbumId, to: Timestamp) -> Result<(), Error> {
    queries::move_release(conn, album, to).await
}

/// Forgets grants that expired long ago: for the job loop.
pub async fn prune(conn: &mut Conn, now: Timestamp) -> Result<u64, Error> {
    queries::prune_grants(conn, now - KEPT).await
}

fn download_path(id: GrantId) -> String {
    format!("{BASE}/media/downloads/{id}")
}

fn stream_path(id: TrackId) -> String {
    format!("{BASE}/media/streams/{id}")
}
