//! SQL of downloads and streams. The owner comes first: what is not owned is not there.

use kernel::{AlbumId, CustomerId, GrantId, OrderId, Timestamp, TrackId};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Parcel, Recording};
use crate::cart::queries::owned_among;

pub(super) struct Grant {
    pub id: GrantId,
    pub customer_id: CustomerId,
    pub parcel: Parcel,
    pub title: String,
    pub expires_at: Timestamp,
}

#[derive(FromRow)]
struct GrantRow {
    id: GrantId,
    customer_id: CustomerId,
    kind: String,
    ref_id: Option<i64>,
    order_id: Option<OrderId>,
    file_name: String,
    expires_at: Timestamp,
}

impl GrantRow {
    fn grant(self) -> Option<Grant> {
        let parcel = match (self.kind.as_str(), self.ref_id, self.order_id) {
            ("track", Some(id), None) => Parcel::Track(TrackId::new(id).ok()?),
            ("album", Some(id), None) => Parcel::Album(AlbumId::new(id).ok()?),
            ("order", None, Some(id)) => Parcel::Order(id),
            _ => return None,
        };
        Some(Grant {
            id: self.id,
            customer_id: self.customer_id,
            parcel,
            title: self.file_name,
            expires_at: self.expires_at,
        })
    }
}

pub(super) async fn insert_grant(conn: &mut Conn, grant: &Grant, max_uses: i64, now: Timestamp) -> Result<(), Error> {
    let (kind, ref_id, order_id) = match grant.parcel {
        Parcel::Track(id) => ("track", Some(id.get()), None),
        Parcel::Album(id) => ("album", Some(id.get()), None),
        Parcel::Order(id) => ("order", None, Some(id)),
    };
    on!(conn, c => sqlx::query(
        "insert into download_grants (id, customer_id, kind, ref_id, order_id, file_name, expires_at, max_uses, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(grant.id)
    .bind(grant.customer_id)
    .bind(kind)
    .bind(ref_id)
    .bind(order_id)
    .bind(&grant.title)
    .bind(grant.expires_at)
    .bind(max_uses)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Ends the links to a parcel: nothing more is fetched with them, begun or not.
pub(super) async fn end_grants(
    conn: &mut Conn,
    customer: CustomerId,
    parcel: Parcel,
    now: Timestamp,
) -> Result<(), Error> {
    let (kind, id) = match parcel {
        Parcel::Track(id) => ("track", id.to_string()),
        Parcel::Album(id) => ("album", id.to_string()),
        Parcel::Order(id) => ("order", id.to_string()),
    };
    on!(conn, c => sqlx::query(
        "update download_grants
         set used = max_uses,
             expires_at = $4
         where customer_id = $1
           and kind = $2
           and coalesce(order_id, cast(ref_id as text)) = $3
           and expires_at > $4",
    )
    .bind(customer)
    .bind(kind)
    .bind(id)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(super) async fn grant(conn: &mut Conn, id: GrantId) -> Result<Option<Grant>, Error> {
    let row = on!(conn, c => sqlx::query_as::<_, GrantRow>(
        "select id, customer_id, kind, ref_id, order_id, file_name, expires_at
         from download_grants
         where id = $1",
    )
    .bind(id)
    .fetch_optional(c)
    .await)?;
    Ok(row.and_then(GrantRow::grant))
}

/// Counts one use; false when none is left.
pub(super) async fn use_grant(conn: &mut Conn, id: GrantId) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("update download_grants set used = used + 1 where id = $1 and used < max_uses")
        .bind(id)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Forgets grants that have expired before `before`.
pub(super) async fn prune_grants(conn: &mut Conn, before: Timestamp) -> Result<u64, Error> {
    on!(conn, c => sqlx::query("delete from download_grants where expires_at < $1")
        .bind(before)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))
}

const COLUMNS: &str = "tr.id, tr.name, tr.position, ar.name as artist_name, al.title as album_title, aa.name as album_artist, \
     tr.audio_format";
const TABLES: &str = "entitlements e
     join tracks tr on tr.id = e.track_id
     left join artists ar on ar.id = tr.artist_id
     left join albums al on al.id = tr.album_id
     left join artists aa on aa.id = al.artist_id";

/// The recordings of a parcel that the customer owns now, in the order they are heard. Withdrawn
/// ones stay: what is bought is bought.
///
/// Pre-orders come on their release day: before it they are not there.
pub(super) async fn recordings(
    conn: &mut Conn,
    customer: CustomerId,
    parcel: Parcel,
    now: Timestamp,
) -> Result<Vec<Recording>, Error> {
    match parcel {
        Parcel::Track(id) => owned(conn, customer, "tr.id = $2", id.get(), now).await,
        Parcel::Album(id) => owned(conn, customer, "tr.album_id = $2", id.get(), now).await,
        Parcel::Order(id) => of_order(conn, customer, id, now).await,
    }
}

/// The first day on which something of a parcel that the customer waits for comes out.
pub(super) async fn release_day(
    conn: &mut Conn,
    customer: CustomerId,
    parcel: Parcel,
    now: Timestamp,
) -> Result<Option<Timestamp>, Error> {
    let (which, id) = match parcel {
        Parcel::Track(id) => ("e.track_id = $2", id.get().to_string()),
        Parcel::Album(id) => ("e.track_id in (select id from tracks where album_id = $2)", id.get().to_string()),
        Parcel::Order(id) => ("e.order_id = $3", id.to_string()),
    };
    let sql = format!(
        "select min(e.available_at)
         from entitlements e
         where e.customer_id = $1
           and e.revoked_at is null
           and e.available_at > $4
           and {which}"
    );
    let number = id.parse::<i64>().unwrap_or_default();
    on!(conn, c => sqlx::query_scalar::<_, Option<Timestamp>>(&sql)
        .bind(customer)
        .bind(number)
        .bind(id)
        .bind(now)
        .fetch_one(c)
        .await)
}

async fn owned(
    conn: &mut Conn,
    customer: CustomerId,
    which: &'static str,
    id: i64,
    now: Timestamp,
) -> Result<Vec<Recording>, Error> {
    let sql = format!(
        "select {COLUMNS}
         from {TABLES}
         where e.customer_id = $1
           and e.revoked_at is null
           and (e.available_at is null or e.available_at <= $3)
           and {which}
         order by tr.position, tr.id"
    );
    on!(conn, c => sqlx::query_as::<_, Recording>(&sql).bind(customer).bind(id).bind(now).fetch_all(c).await)
}

/// What an order brought, as far as the customer still owns it, through whichever order.
async fn of_order(
    conn: &mut Conn,
    customer: CustomerId,
    order: OrderId,
    now: Timestamp,
) -> Result<Vec<Recording>, Error> {
    let sql = format!(
        "select {COLUMNS}
         from {TABLES}
         join order_line_tracks t on t.track_id = e.track_id
         join order_lines l on l.id = t.line_id
         join orders o on o.id = l.order_id
         where e.customer_id = $1
           and e.revoked_at is null
           and (e.available_at is null or e.available_at <= $3)
           and o.customer_id = $1
           and o.id = $2
         order by l.position, t.position"
    );
    on!(conn, c => sqlx::query_as::<_, Recording>(&sql).bind(customer).bind(order).bind(now).fetch_all(c).await)
}

/// Who made an album, and what it is called: for the name of its archive.
pub(super) async fn album_title(conn: &mut Conn, album: AlbumId) -> Result<Option<String>, Error> {
    let row: Option<(String, Option<String>)> = on!(conn, c => sqlx::query_as::<_, (String, Option<String>)>(
        "select al.title, ar.name
         from albums al
         left join artists ar on ar.id = al.artist_id
         where al.id = $1",
    )
    .bind(album)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(|(title, artist)| artist.map_or(title.clone(), |artist| format!("{artist} - {title}"))))
}

pub(super) async fn track_exists(conn: &mut Conn, track: TrackId) -> Result<bool, Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, TrackId>("select id from tracks where id = $1").bind(track).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// Those of `tracks` that an order has brought the customer and that can be had now: neither waited
/// for nor taken back.
pub(super) async fn delivered(
    conn: &mut Conn,
    order: OrderId,
    tracks: &[TrackId],
    now: Timestamp,
) -> Result<Vec<TrackId>, Error> {
    let missing = on!(conn, c => sqlx::query_scalar::<_, TrackId>(
        "select track_id
         from entitlements
         where order_id = $1
           and (available_at > $2 or revoked_at is not null)",
    )
    .bind(order)
    .bind(now)
    .fetch_all(c)
    .await)?;
    Ok(tracks.iter().copied().filter(|track| !missing.contains(track)).collect())
}

#[derive(FromRow)]
pub(super) struct DueRow {
    pub order_id: OrderId,
    pub customer_id: CustomerId,
    pub track_id: TrackId,
}

/// Takes what has come out off the list of what is waited for.
pub(super) async fn take_released(conn: &mut Conn, now: Timestamp) -> Result<Vec<DueRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, DueRow>(
        "update entitlements
         set available_at = null
         where available_at <= $1
           and revoked_at is null
         returning order_id, customer_id, track_id",
    )
    .bind(now)
    .fetch_all(c)
    .await)
}

pub(super) async fn is_release_due(conn: &mut Conn, now: Timestamp) -> Result<bool, Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select customer_id
         from entitlements
         where available_at is not null
           and available_at <= $1
           and revoked_at is null
         limit 1",
    )
    .bind(now)
    .fetch_optional(c)
    .await)?;
    Ok(found.is_some())
}

/// An album's release day was moved: those who wait for its tracks wait until then.
pub(super) async fn move_release(conn: &mut Conn, album: AlbumId, to: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update entitlements
         set available_at = $2
         where available_at is not null
           and track_id in (select id from tracks where album_id = $1)",
    )
    .bind(album)
    .bind(to)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Those of `tracks` that the customer owns through no order.
pub(super) async fn lost(conn: &mut Conn, customer: CustomerId, tracks: &[TrackId]) -> Result<Vec<TrackId>, Error> {
    let owned = owned_among(conn, customer, tracks).await?;
    Ok(tracks.iter().copied().filter(|track| !owned.contains(track)).collect())
}
