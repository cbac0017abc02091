//! Sums by track, album, artist, genre and media type.

use std::collections::HashMap;

use kernel::AlbumId;
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Filter, union};
use crate::reports::{Interval, Span};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) enum Dimension {
    Track = 1,
    Album = 2,
    Artist = 3,
    Genre = 4,
    MediaType = 5,
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) enum Order {
    Net,
    Units,
    Refunds,
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(in crate::reports) struct Item {
    pub key: i64,
    /// Empty when the catalogue has no such thing: a track without an album.
    pub name: Option<String>,
    /// Of tracks and albums.
    pub artist: Option<String>,
    /// Whose cover stands for it; of tracks and albums.
    pub album_id: Option<AlbumId>,
    pub units: i64,
    pub sold: i64,
    pub refunded: i64,
}

impl Item {
    pub fn net(&self) -> i64 {
        self.sold - self.refunded
    }
}

/// Of what has neither artist nor cover.
const NAME_ALONE: &str = "n.name, null as artist, cast(null as bigint) as album_id";

impl Dimension {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Track => (
                "n.name, ar.name as artist, n.album_id",
                "left join tracks n on n.id = x.key
                 left join albums al on al.id = n.album_id
                 left join artists ar on ar.id = coalesce(n.artist_id, al.artist_id)",
            ),
            Self::Album => (
                "n.title as name, ar.name as artist, n.id as album_id",
                "left join albums n on n.id = x.key left join artists ar on ar.id = n.artist_id",
            ),
            Self::Artist => (NAME_ALONE, "left join artists n on n.id = x.key"),
            Self::Genre => (NAME_ALONE, "left join genres n on n.id = x.key"),
            Self::MediaType => (NAME_ALONE, "left join media_types n on n.id = x.key"),
        }
    }
}

fn arms(dimension: Dimension, span: Span) -> String {
    union(&span.periods(), |first, last| arm(dimension, &format!("period between {first} and {last}")))
}

fn arm(dimension: Dimension, which: &str) -> String {
    let dimension = dimension as i64;
    format!(
        "select key, units, sold_cents, refunded_cents
         from sales_items
         where dimension = {dimension}
           and scope = $1
           and currency = $2
           and {which}"
    )
}

fn list(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// The first `limit` of a range, with their names.
pub(in crate::reports) async fn items(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
    dimension: Dimension,
    order: Order,
    limit: i64,
) -> Result<Vec<Item>, Error> {
    let (names, joins) = dimension.names();
    let order = match order {
        Order::Net => "sum(sold_cents) - sum(refunded_cents) desc, sum(units) desc",
        Order::Units => "sum(units) desc, sum(sold_cents) - sum(refunded_cents) desc",
        Order::Refunds => "sum(refunded_cents) desc, sum(sold_cents) desc",
    };
    let outer = order
        .replace("sum(sold_cents) - sum(refunded_cents)", "x.sold - x.refunded")
        .replace("sum(units)", "x.units")
        .replace("sum(refunded_cents)", "x.refunded")
        .replace("sum(sold_cents)", "x.sold");
    let arms = arms(dimension, span);
    let sql = format!(
        "select x.key, {names}, x.units, x.sold, x.refunded
         from (
           select key, cast(sum(units) as bigint) as units, cast(sum(sold_cents) as bigint) as sold,
             cast(sum(refunded_cents) as bigint) as refunded
           from (
             {arms}
           ) y
           group by key
           order by {order}, key
           limit $3
         ) x
         {joins}
         order by {outer}, x.key"
    );
    let scope = filter.scope();
    on!(conn, c => sqlx::query_as::<_, Item>(&sql).bind(&scope).bind(filter.currency).bind(limit).fetch_all(c).await)
}

/// Units, money paid and money sent back of some (`None`: of all) in another range.
pub(in crate::reports) async fn items_of(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
    dimension: Dimension,
    among: Option<&[i64]>,
) -> Result<HashMap<i64, (i64, i64, i64)>, Error> {
    let arms = match among {
        Some([]) => return Ok(HashMap::new()),
        // A few are looked up one by one in each period, and nothing beside them is read.
        Some(keys) => {
            let periods = list(&span.each_period(Interval::Year));
            arm(dimension, &format!("period in ({periods}) and key in ({})", list(keys)))
        }
        None => arms(dimension, span),
    };
    let sql = format!(
        "select key, cast(sum(units) as bigint), cast(sum(sold_cents) as bigint), cast(sum(refunded_cents) as bigint)
         from (
           {arms}
         ) x
         group by key"
    );
    let scope = filter.scope();
    let rows = on!(conn, c => sqlx::query_as::<_, (i64, i64, i64, i64)>(&sql)
        .bind(&scope)
        .bind(filter.currency)
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(|(key, units, sold, refunded)| (key, (units, sold, refunded))).collect())
}

/// How many tracks were sold how often: (times, tracks, money paid), ten and more as ten.
pub(in crate::reports) async fn spread(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
) -> Result<Vec<(i64, i64, i64)>, Error> {
    let arms = arms(Dimension::Track, span);
    let sql = format!(
        "select cast(times as bigint), count(*), cast(sum(sold) as bigint)
         from (
           select case when sum(units) > 10 then 10 else sum(units) end as times, sum(sold_cents) as sold
           from (
             {arms}
           ) y
           group by key
           having sum(units) > 0
         ) x
         group by times
         order by times"
    );
    let scope = filter.scope();
    on!(conn, c => sqlx::query_as(&sql).bind(&scope).bind(filter.currency).fetch_all(c).await)
}
